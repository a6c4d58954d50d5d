// SPDX-License-Identifier: MIT
// Changed metadata as patches of a page's head.
#ifndef RUBRIC_FORMATS_SOURCE_HTML_METADATA_H
#define RUBRIC_FORMATS_SOURCE_HTML_METADATA_H

#include "formats/source/source.h"

/** Patch `<title>` and `<meta name=…>`; a page without a head has no place for metadata. */
rubric_status rubric_source_put_page_metadata(struct patcher *patcher, rubric_error *error);

#endif
