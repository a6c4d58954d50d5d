// SPDX-License-Identifier: MIT
// Changed fields of nodes as patches of Markdown.
#ifndef RUBRIC_FORMATS_SOURCE_MARKDOWN_FIELDS_H
#define RUBRIC_FORMATS_SOURCE_MARKDOWN_FIELDS_H

#include "formats/source/source.h"

/** Patch destination and title of a link or image, the level of a heading, the information of a
    fence, the box of a task, the first number of a list; false for anything else. */
bool rubric_source_put_markdown_fields(struct patcher *patcher, uint32_t id);

/** New text in a link that is its own label, `[text]` or `[text][]`: the label gets a place of its
    own behind it, `[new text][text]`, so that the definition is found. */
void rubric_source_keep_labels(struct patcher *patcher, uint32_t run);

#endif
