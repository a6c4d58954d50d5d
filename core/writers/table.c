// SPDX-License-Identifier: MIT
// Laying a table out as a grid: column spans widen a row, row spans are left as empty places.
#include "writers/table.h"

enum { COLUMN_LIMIT = 512, PADDED_WIDTH = 80 }; // a wider cell does not push the others apart

static uint32_t count_columns(rubric_node row) {
    uint32_t count = 0;
    for (rubric_node cell = rubric_node_first(row); cell.id; cell = rubric_node_next(cell)) {
        int64_t span = rubric_node_integer(cell, RUBRIC_FIELD_COLUMN_SPAN);
        count += span > 1 && span < COLUMN_LIMIT ? (uint32_t)span : 1;
    }
    return count < COLUMN_LIMIT ? count : COLUMN_LIMIT;
}

static bool next_row(rubric_cursor *cursor) {
    while (rubric_cursor_next(cursor))
        if (cursor->entering && rubric_node_kind(cursor->node) == RUBRIC_KIND_ROW) {
            rubric_cursor_skip(cursor);
            return true;
        }
    return false;
}

static void flatten_lines(rubric_buffer *texts, size_t from) {
    for (size_t i = from; i < texts->size; i++)
        if (texts->bytes[i] == '\n' || texts->bytes[i] == '\t')
            texts->bytes[i] = ' ';
    while (texts->size > from && texts->bytes[texts->size - 1] == ' ')
        texts->size--;
}

static void widen(struct table *table, uint32_t column, uint32_t width, uint32_t alignment) {
    uint32_t *widths = (uint32_t *)(void *)table->widths.bytes;
    uint32_t *aligned = (uint32_t *)(void *)table->aligned.bytes;
    if (width > widths[column] && width <= PADDED_WIDTH)
        widths[column] = width;
    if (alignment)
        aligned[column] = alignment;
}

static void put_cell(struct table *table, struct table_cell cell) {
    rubric_buffer_put(&table->cells, (const char *)&cell, sizeof cell);
}

static void render_row(struct table *table, rubric_node row,
                       void (*render)(rubric_buffer *, rubric_node, void *), void *user) {
    uint32_t column = 0;
    for (rubric_node node = rubric_node_first(row); node.id && column < table->column_count;
         node = rubric_node_next(node)) {
        struct table_cell cell = {table->texts.size, 0, 0,
                                  rubric_node_boolean(node, RUBRIC_FIELD_HEADER)};
        render(&table->texts, node, user);
        if (table->texts.failed)
            return;
        flatten_lines(&table->texts, cell.begin);
        cell.end = table->texts.size;
        cell.width = (uint32_t)rubric_text_width(
            rubric_slice_part(rubric_buffer_slice(&table->texts), cell.begin, cell.end));
        put_cell(table, cell);
        widen(table, column++, cell.width,
              (uint32_t)rubric_node_integer(node, RUBRIC_FIELD_ALIGNMENT));
        struct table_cell empty = {cell.end, cell.end, 0, cell.is_header};
        for (int64_t span = rubric_node_integer(node, RUBRIC_FIELD_COLUMN_SPAN);
             span > 1 && column < table->column_count; span--, column++)
            put_cell(table, empty);
    }
    struct table_cell rest = {table->texts.size, table->texts.size, 0, false};
    for (; column < table->column_count; column++)
        put_cell(table, rest);
}

static bool is_header_row(rubric_node row) {
    rubric_node section = rubric_node_parent(row);
    if (rubric_node_integer(section, RUBRIC_FIELD_PART) == 1)
        return true;
    rubric_node cell = rubric_node_first(row);
    while (cell.id && rubric_node_boolean(cell, RUBRIC_FIELD_HEADER))
        cell = rubric_node_next(cell);
    return !cell.id && rubric_node_first(row).id != 0;
}

uint32_t rubric_table_column_alignment(rubric_node table, uint32_t column) {
    const rubric_value *columns = rubric_node_value(table, RUBRIC_FIELD_COLUMNS);
    if (!columns || columns->type != RUBRIC_VALUE_LIST || column >= columns->as.list.count ||
        columns->as.list.items[column].type != RUBRIC_VALUE_MAP)
        return 0;
    const rubric_value *name =
        rubric_value_find(&columns->as.list.items[column], rubric_slice_of("alignment"));
    const char *const *choices = rubric_field_choices(RUBRIC_FIELD_ALIGNMENT);
    for (uint32_t i = 0; name && name->type == RUBRIC_VALUE_STRING && choices[i]; i++)
        if (rubric_slice_equal(name->as.string, rubric_slice_of(choices[i])))
            return i;
    return 0;
}

static void align_columns(struct table *table, rubric_node node) {
    uint32_t *aligned = (uint32_t *)(void *)table->aligned.bytes;
    for (uint32_t i = 0; i < table->column_count && !table->aligned.failed; i++)
        aligned[i] = rubric_table_column_alignment(node, i);
}

bool rubric_table_render(struct table *table, rubric_node node,
                         void (*render)(rubric_buffer *out, rubric_node cell, void *user),
                         void *user) {
    rubric_context *context = rubric_document_context(node.document);
    memset(table, 0, sizeof *table);
    rubric_buffer_init(&table->texts, context);
    rubric_buffer_init(&table->cells, context);
    rubric_buffer_init(&table->widths, context);
    rubric_buffer_init(&table->aligned, context);
    rubric_cursor rows = rubric_cursor_begin(node);
    while (next_row(&rows)) {
        uint32_t count = count_columns(rows.node);
        if (count > table->column_count)
            table->column_count = count;
    }
    rubric_buffer_put_repeated(&table->widths, 0, table->column_count * sizeof(uint32_t));
    rubric_buffer_put_repeated(&table->aligned, 0, table->column_count * sizeof(uint32_t));
    align_columns(table, node);
    rows = rubric_cursor_begin(node);
    while (table->column_count && !table->aligned.failed && !table->widths.failed &&
           next_row(&rows)) {
        if (table->row_count++ == 0)
            table->has_header = is_header_row(rows.node);
        render_row(table, rows.node, render, user);
        if (table->texts.failed || table->cells.failed)
            break;
    }
    bool done = table->row_count > 0 && !table->texts.failed && !table->cells.failed;
    if (!done)
        rubric_table_clear(table);
    return done;
}

void rubric_table_clear(struct table *table) {
    rubric_buffer_clear(&table->texts);
    rubric_buffer_clear(&table->cells);
    rubric_buffer_clear(&table->widths);
    rubric_buffer_clear(&table->aligned);
}

struct table_cell rubric_table_cell_at(const struct table *table, uint32_t row, uint32_t column) {
    struct table_cell cell;
    size_t index = (size_t)row * table->column_count + column;
    memcpy(&cell, table->cells.bytes + index * sizeof cell, sizeof cell);
    return cell;
}

uint32_t rubric_table_width(const struct table *table, uint32_t column) {
    return ((const uint32_t *)(const void *)table->widths.bytes)[column];
}

uint32_t rubric_table_alignment(const struct table *table, uint32_t column) {
    return ((const uint32_t *)(const void *)table->aligned.bytes)[column];
}

void rubric_table_put_cell(rubric_buffer *out, const struct table *table, uint32_t row,
                           uint32_t column, bool trim) {
    struct table_cell cell = rubric_table_cell_at(table, row, column);
    uint32_t width = rubric_table_width(table, column);
    uint32_t padding = width > cell.width ? width - cell.width : 0;
    const char *alignment =
        rubric_field_choices(RUBRIC_FIELD_ALIGNMENT)[rubric_table_alignment(table, column)];
    uint32_t before = alignment[0] == 'r' ? padding : alignment[0] == 'c' ? padding / 2 : 0;
    rubric_buffer_put_repeated(out, ' ', before);
    rubric_buffer_put_slice(
        out, rubric_slice_part(rubric_buffer_slice(&table->texts), cell.begin, cell.end));
    if (!trim)
        rubric_buffer_put_repeated(out, ' ', padding - before);
}
