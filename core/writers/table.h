// SPDX-License-Identifier: MIT
// A table as a grid of rendered cells with the width of each column.
#ifndef RUBRIC_WRITERS_TABLE_H
#define RUBRIC_WRITERS_TABLE_H

#include <rubric/document.h>

struct table_cell {
    size_t begin, end; // of its text in the buffer of texts
    uint32_t width;    // columns on a terminal
    bool is_header;
};

/** Rows of cells, each on one line; places that no cell takes are empty. */
struct table {
    rubric_buffer texts;
    rubric_buffer cells;   // of table_cell, row by row
    rubric_buffer widths;  // of uint32_t, a column each
    rubric_buffer aligned; // of uint32_t: an index into the choices of `alignment`, a column each
    uint32_t row_count, column_count;
    bool has_header; // the first row is one
};

/** What a table says of a column: an index into the choices of `alignment`. */
uint32_t rubric_table_column_alignment(rubric_node table, uint32_t column);

/** Render every cell by `render`; false when there is none, or memory ran out. */
bool rubric_table_render(struct table *table, rubric_node node,
                         void (*render)(rubric_buffer *out, rubric_node cell, void *user),
                         void *user);
void rubric_table_clear(struct table *table);

struct table_cell rubric_table_cell_at(const struct table *table, uint32_t row, uint32_t column);
uint32_t rubric_table_width(const struct table *table, uint32_t column);
uint32_t rubric_table_alignment(const struct table *table, uint32_t column);

/** Append a cell padded to its column; `trim`: without blanks behind it. */
void rubric_table_put_cell(rubric_buffer *out, const struct table *table, uint32_t row,
                           uint32_t column, bool trim);

#endif
