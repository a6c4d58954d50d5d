// SPDX-License-Identifier: MIT
// Changed metadata as patches of YAML front matter.
#ifndef RUBRIC_FORMATS_SOURCE_METADATA_H
#define RUBRIC_FORMATS_SOURCE_METADATA_H

#include "formats/source/source.h"

/**
 * Patch the entries that were changed, each by its own lines; what cannot be found in the lines (a
 * flow map) is written anew as a whole.
 *
 * @return RUBRIC_ERROR_SYNTAX where there is front matter that could not be read
 */
rubric_status rubric_source_put_front_matter(struct patcher *patcher, rubric_error *error);

#endif
