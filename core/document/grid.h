// SPDX-License-Identifier: MIT
// The grids that a document keeps.
#ifndef RUBRIC_DOCUMENT_GRID_H
#define RUBRIC_DOCUMENT_GRID_H

#include <rubric/document.h>

struct rubric_grid {
    rubric_document *document;
    uint32_t table; // id; 0: an empty place
    uint64_t revision;
    uint32_t row_count, column_count;
    uint32_t *rows;  // ids
    uint32_t *cells; // ids by place, row by row
};

void rubric_grid_clear(rubric_context *context, rubric_grid *grid);

#endif
