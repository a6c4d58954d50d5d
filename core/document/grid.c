// SPDX-License-Identifier: MIT
// Laying the cells of a table out in a grid (HTML Living Standard, section 4.9.12): first every
// cell finds its place, then the places that there are at all are filled.
#include "document/document.h"

enum {
    COLUMN_SPAN_MOST = 1000, // as in HTML
    PLACES_MOST = 1 << 20,   // and so many more for each cell
    PLACES_FOR_EACH_CELL = 32
};

struct placed_cell {
    uint32_t id, row, column, row_span, column_span;
};

// What hangs down into a column from above.
struct hanging {
    uint32_t end_row;
};

struct layout {
    rubric_context *context;
    rubric_buffer rows;    // ids
    rubric_buffer cells;   // of struct placed_cell
    rubric_buffer hanging; // of struct hanging, by column
    uint32_t row, section_end, column_count;
    bool too_large;
};

static bool is_taken(const struct layout *layout, uint32_t column) {
    const struct hanging *hanging = (const void *)layout->hanging.bytes;
    return column < layout->hanging.size / sizeof *hanging && hanging[column].end_row > layout->row;
}

static void hang(struct layout *layout, const struct placed_cell *cell) {
    static const struct hanging none = {0};
    size_t end = (size_t)cell->column + cell->column_span;
    while (layout->hanging.size / sizeof none < end && !layout->hanging.failed)
        rubric_buffer_put(&layout->hanging, (const char *)&none, sizeof none);
    if (layout->hanging.failed)
        return;
    struct hanging *hanging = (void *)layout->hanging.bytes;
    for (size_t column = cell->column; column < end; column++)
        hanging[column].end_row = cell->row + cell->row_span;
}

static uint32_t clamp(int64_t span, uint32_t most) {
    return span < 1 ? 1 : span > most ? most : (uint32_t)span;
}

// Puts a cell at the first free column from `column` on; returns the one behind it.
static uint32_t place_cell(struct layout *layout, rubric_node node, uint32_t column) {
    uint32_t begin = column;
    while (is_taken(layout, column))
        column++;
    uint32_t wanted = clamp(rubric_node_integer(node, RUBRIC_FIELD_COLUMN_SPAN), COLUMN_SPAN_MOST);
    uint32_t rows =
        clamp(rubric_node_integer(node, RUBRIC_FIELD_ROW_SPAN), layout->section_end - layout->row);
    struct placed_cell cell = {node.id, layout->row, column, rows, 1};
    while (cell.column_span < wanted && !is_taken(layout, column + cell.column_span))
        cell.column_span++;
    rubric_buffer_put(&layout->cells, (const char *)&cell, sizeof cell);
    if (cell.row_span > 1)
        hang(layout, &cell);
    if (column >= layout->column_count)
        layout->column_count = column + 1;
    uint32_t end = column + cell.column_span;
    rubric_context_charge(layout->context, end - begin + cell.column_span);
    return end;
}

static uint64_t places_most(const struct layout *layout) {
    return PLACES_MOST + layout->cells.size / sizeof(struct placed_cell) * PLACES_FOR_EACH_CELL;
}

static void place_row(struct layout *layout, rubric_node row) {
    uint32_t column = 0;
    rubric_buffer_put(&layout->rows, (const char *)&row.id, sizeof row.id);
    rubric_node cell = rubric_node_first(row);
    for (; cell.id && !layout->too_large; cell = rubric_node_next(cell)) {
        column = place_cell(layout, cell, column);
        uint64_t places = (layout->row + UINT64_C(1)) * layout->column_count;
        layout->too_large = places > places_most(layout) || column > places_most(layout);
    }
    layout->row++;
}

static void place_sections(struct layout *layout, rubric_node table, int64_t part) {
    rubric_node section = rubric_node_first(table);
    for (; section.id; section = rubric_node_next(section)) {
        if (rubric_node_kind(section) != RUBRIC_KIND_TABLE_SECTION ||
            rubric_node_integer(section, RUBRIC_FIELD_PART) != part)
            continue;
        layout->hanging.size = 0; // no span leaves its section
        rubric_node row = rubric_node_last(section);
        layout->section_end = layout->row + (row.id ? rubric_node_index(row) : 0);
        for (row = rubric_node_first(section); row.id && !layout->too_large;
             row = rubric_node_next(row))
            if (rubric_context_charge(layout->context, 1))
                place_row(layout, row);
    }
}

static void fill_cell(rubric_grid *grid, const struct placed_cell *cell) {
    uint32_t room = grid->column_count - cell->column;
    uint32_t width = cell->column_span < room ? cell->column_span : room;
    for (uint32_t row = cell->row; row < cell->row + cell->row_span; row++)
        for (uint32_t column = cell->column; column < cell->column + width; column++)
            grid->cells[(size_t)row * grid->column_count + column] = cell->id;
}

static rubric_status fill(rubric_grid *grid, const struct layout *layout, rubric_error *error) {
    rubric_context *context = layout->context;
    size_t places = (size_t)layout->row * layout->column_count;
    if (layout->too_large || places > places_most(layout))
        return rubric_error_set(error, RUBRIC_ERROR_LIMIT,
                                "the spans of this table would make %u rows of %u columns for %zu "
                                "cells",
                                layout->row, layout->column_count,
                                layout->cells.size / sizeof(struct placed_cell));
    grid->row_count = layout->row;
    grid->column_count = layout->column_count;
    grid->rows = rubric_context_allocate(context, layout->row * sizeof(uint32_t));
    grid->cells = rubric_context_allocate(context, places * sizeof(uint32_t));
    if (!grid->rows || !grid->cells || !rubric_context_charge(context, places))
        return rubric_context_error(context, error);
    if (layout->row)
        memcpy(grid->rows, layout->rows.bytes, layout->row * sizeof(uint32_t));
    memset(grid->cells, 0, places * sizeof(uint32_t));
    const struct placed_cell *cells = (const void *)layout->cells.bytes;
    for (size_t i = 0; i < layout->cells.size / sizeof *cells; i++)
        fill_cell(grid, &cells[i]);
    return RUBRIC_OK;
}

// The columns that the table says it has, besides those that cells begin in.
static uint32_t stated_columns(rubric_node table) {
    const rubric_value *columns = rubric_node_value(table, RUBRIC_FIELD_COLUMNS);
    size_t count = columns && columns->type == RUBRIC_VALUE_LIST ? columns->as.list.count : 0;
    return count < COLUMN_SPAN_MOST ? (uint32_t)count : COLUMN_SPAN_MOST;
}

static rubric_status build(rubric_grid *grid, rubric_node table, rubric_error *error) {
    static const int64_t order[] = {1, 0, 2}; // head, body, foot
    rubric_context *context = table.document->context;
    struct layout layout = {.context = context, .column_count = stated_columns(table)};
    rubric_buffer_init(&layout.rows, context);
    rubric_buffer_init(&layout.cells, context);
    rubric_buffer_init(&layout.hanging, context);
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        place_sections(&layout, table, order[i]);
    rubric_status status = rubric_context_status(context) == RUBRIC_OK
                               ? fill(grid, &layout, error)
                               : rubric_context_error(context, error);
    rubric_buffer_clear(&layout.rows);
    rubric_buffer_clear(&layout.cells);
    rubric_buffer_clear(&layout.hanging);
    return status;
}

void rubric_grid_clear(rubric_context *context, rubric_grid *grid) {
    size_t places = (size_t)grid->row_count * grid->column_count;
    rubric_context_release(context, grid->rows, grid->row_count * sizeof(uint32_t));
    rubric_context_release(context, grid->cells, places * sizeof(uint32_t));
    memset(grid, 0, sizeof *grid);
}

const rubric_grid *rubric_table_grid(rubric_node table, rubric_error *error) {
    rubric_document *document = table.document;
    if (rubric_node_kind(table) != RUBRIC_KIND_TABLE) {
        rubric_error_set(error, RUBRIC_ERROR_ARGUMENT, "a %s is no table",
                         rubric_kind_name(rubric_node_kind(table)));
        return NULL;
    }
    for (size_t i = 0; i < KEPT_GRIDS; i++)
        if (document->grids[i].table == table.id &&
            document->grids[i].revision == document->revision)
            return &document->grids[i];
    rubric_grid *grid = &document->grids[document->next_grid++ % KEPT_GRIDS];
    rubric_grid_clear(document->context, grid);
    if (build(grid, table, error) != RUBRIC_OK) {
        rubric_grid_clear(document->context, grid);
        return NULL;
    }
    grid->document = document;
    grid->table = table.id;
    grid->revision = document->revision;
    return grid;
}

uint32_t rubric_grid_rows(const rubric_grid *grid) {
    return grid->row_count;
}

uint32_t rubric_grid_columns(const rubric_grid *grid) {
    return grid->column_count;
}

rubric_node rubric_grid_row(const rubric_grid *grid, uint32_t row) {
    return node_value(grid->document, row < grid->row_count ? grid->rows[row] : 0);
}

rubric_node rubric_grid_cell(const rubric_grid *grid, uint32_t row, uint32_t column) {
    bool is_inside = row < grid->row_count && column < grid->column_count;
    size_t place = (size_t)row * grid->column_count + column;
    return node_value(grid->document, is_inside ? grid->cells[place] : 0);
}
