// SPDX-License-Identifier: MIT
// Fields and attributes of a node as patches of its tag.
#ifndef RUBRIC_FORMATS_SOURCE_HTML_FIELDS_H
#define RUBRIC_FORMATS_SOURCE_HTML_FIELDS_H

#include "formats/source/tag.h"

/** Patch a start tag, and the end tag's name, to say what the node says; false: it cannot. */
bool rubric_source_put_tag(struct patcher *patcher, uint32_t id, const struct tag *tag);

#endif
