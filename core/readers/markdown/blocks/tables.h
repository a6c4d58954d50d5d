// SPDX-License-Identifier: MIT
// Rows of tables and their cells (GFM, "Tables").
#ifndef RUBRIC_READERS_MARKDOWN_TABLES_H
#define RUBRIC_READERS_MARKDOWN_TABLES_H

#include <rubric/base.h>

/** A walk over the cells of one line. */
struct row_cells {
    rubric_slice source;
    uint32_t at, end;          // what is left of the line
    uint32_t begin_cell, stop; // the cell without the blanks around it
};

struct row_cells rubric_row_cells(rubric_slice source, uint32_t begin, uint32_t end);
bool rubric_row_next(struct row_cells *cells);

/** Alignment of a cell of the delimiter row, as the choices of the field are; -1: it is none. */
int rubric_row_alignment(const struct row_cells *cells);

#endif
