// SPDX-License-Identifier: MIT
// Floor 3: the places of a table, spans resolved; part of rubric/document.h.
#ifndef RUBRIC_GRID_H
#define RUBRIC_GRID_H

#include "node.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Tables -------------------------------------------------------------------------- */

/**
 * Rows and columns of a table, each place with the cell that covers it.
 *
 * Rows stand in the order head, bodies, foot. Spans are those of HTML's table model: a cell takes
 * the first free place of its row; one that would leave its section or meet a cell from above is
 * cut there; a column span counts at most 1000. There are as many columns as cells begin in, or the
 * table's `columns` say; a span beyond these is cut too.
 */
typedef struct rubric_grid rubric_grid;

/**
 * The grid of a table. It belongs to the document and holds until the tree changes or grids of
 * several other tables were asked for.
 *
 * @return NULL on failure: RUBRIC_ERROR_ARGUMENT when the node is no table, RUBRIC_ERROR_LIMIT when
 *         spans would make it much larger than what its cells are
 */
RUBRIC_API const rubric_grid *rubric_table_grid(rubric_node table, rubric_error *error);

/** Rows of the grid. */
RUBRIC_API uint32_t rubric_grid_rows(const rubric_grid *grid);
/** Columns of the grid, of the widest row. */
RUBRIC_API uint32_t rubric_grid_columns(const rubric_grid *grid);
/** The node of a row, from 0; null past the last. */
RUBRIC_API rubric_node rubric_grid_row(const rubric_grid *grid, uint32_t row);
/** The cell that covers a place, both from 0; null where none does. */
RUBRIC_API rubric_node rubric_grid_cell(const rubric_grid *grid, uint32_t row, uint32_t column);

#ifdef __cplusplus
}
#endif
#endif
