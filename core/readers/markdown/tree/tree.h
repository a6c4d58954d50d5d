// SPDX-License-Identifier: MIT
// From the blocks of the first pass to nodes: what the files share that put one kind of block each.
#ifndef RUBRIC_READERS_MARKDOWN_TREE_H
#define RUBRIC_READERS_MARKDOWN_TREE_H

#include "readers/markdown/blocks/blocks.h"
#include "readers/markdown/inlines/inlines.h"

/** A text that has footnotes in it: lines, or a cell. */
struct noted {
    struct stretch place; // of lines: the first and the one behind the last; of a cell: bytes
    bool is_cell;
    uint32_t number; // of the footnote before
};

struct reading {
    struct block_parser blocks;
    struct inline_parser inlines;
    struct rubric_builder builder;
    uint32_t depth;      // of open containers, the document too
    uint32_t made_cells; // for short rows
    uint8_t *alignments; // of the columns of the table that came last
    uint32_t alignment_capacity;
    struct noted *noted;
    uint32_t noted_count, noted_capacity;
};

/** Open the node of a block, with its source range. */
uint32_t rubric_reading_open(struct reading *reading, rubric_kind kind, const struct block *block);

/** Set a field that is a number; id 0 is none. */
void rubric_reading_set(struct reading *reading, uint32_t id, rubric_field field, int64_t integer);

/** Read lines of text, or a cell, into the innermost open node. */
void rubric_reading_put_lines(struct reading *reading, const struct text_line *lines,
                              uint32_t count);
void rubric_reading_put_cell(struct reading *reading, struct stretch cell);

/** Footnotes that stand in texts become blocks of the innermost open node. */
void rubric_reading_put_notes(struct reading *reading);

/** What stands behind the fence of code. */
struct code_info {
    rubric_slice language, all; // decoded
    rubric_slice attributes;    // a list; empty when there is none
    rubric_slice format;        // of what is raw; then nothing else is told
};

struct code_info rubric_code_info_read(struct reading *reading, const struct block *block);

void rubric_reading_put_code(struct reading *reading, const struct block *block);
void rubric_reading_put_raw(struct reading *reading, const struct block *block);
void rubric_reading_put_rule(struct reading *reading, const struct block *block);
void rubric_reading_put_line_block(struct reading *reading, const struct block *block);
void rubric_reading_put_table(struct reading *reading, const struct block *table);

#endif
