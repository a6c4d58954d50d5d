// SPDX-License-Identifier: MIT
// Changed attributes of nodes as patches of Markdown.
#ifndef RUBRIC_FORMATS_SOURCE_MARKDOWN_ATTRIBUTES_H
#define RUBRIC_FORMATS_SOURCE_MARKDOWN_ATTRIBUTES_H

#include "formats/source/source.h"

/**
 * Patch the attribute list of a heading, a span or code, or the name of a div.
 *
 * @param tail     where the text of the node ends in the source
 * @param in_cell  whether a bar must be escaped
 * @return         false for anything else, and where the list does not stand as it should
 */
bool rubric_source_put_attributes(struct patcher *patcher, uint32_t id, size_t tail, bool in_cell);

#endif
