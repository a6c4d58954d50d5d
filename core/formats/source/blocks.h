// SPDX-License-Identifier: MIT
// Formats whose blocks are lines: what Markdown and text have in common as sources.
#ifndef RUBRIC_FORMATS_SOURCE_BLOCKS_H
#define RUBRIC_FORMATS_SOURCE_BLOCKS_H

#include "formats/source/source.h"

/** The lines that a node was read from, without the last line end. */
bool rubric_source_lines(const struct patcher *patcher, uint32_t id, rubric_range *range);

/** Where the body begins, when nothing stands in it. */
bool rubric_source_body(const struct patcher *patcher, uint32_t id, size_t *offset);

/** Blocks written by `put_block`, apart from their neighbours by blank lines. */
void rubric_source_put_blocks(struct patcher *patcher, const struct newcomers *newcomers,
                              void (*put_block)(struct patcher *patcher, uint32_t id,
                                                rubric_buffer *out));

/** Take out the lines of a block and the blank lines behind it, or before it at the end. */
void rubric_source_cut_lines(struct patcher *patcher, uint32_t id);

#endif
