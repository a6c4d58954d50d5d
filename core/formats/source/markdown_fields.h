// SPDX-License-Identifier: MIT
// Changed fields of nodes as patches of Markdown.
#ifndef RUBRIC_FORMATS_SOURCE_MARKDOWN_FIELDS_H
#define RUBRIC_FORMATS_SOURCE_MARKDOWN_FIELDS_H

#include "formats/source/source.h"

/** Patch destination and title of a link or image, the level of a heading, the information of a
    fence, the box of a task, the first number of a list, and attributes; false: nothing is. */
bool rubric_source_put_markdown_fields(struct patcher *patcher, uint32_t id);

/** New text in a link whose text says where it leads: a label, `[text]`, gets a place of its own,
    `[new text][text]`, and so does the address of `<url>`. */
void rubric_source_keep_targets(struct patcher *patcher, uint32_t run);

#endif
