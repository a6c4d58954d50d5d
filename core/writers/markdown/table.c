// SPDX-License-Identifier: MIT
// Tables as GFM has them: one line a row, blocks of a cell one behind the other.
#include "writers/table.h"
#include "writers/markdown/writer.h"

struct table_writer {
    struct lines *lines;
    struct pieces *pieces;
    rubric_buffer line; // the one that is being made
};

// A cell holds inlines only; blocks in it are put one behind the other.
static void render_cell(rubric_buffer *out, rubric_node cell, void *user) {
    size_t start = out->size;
    rubric_cursor cursor = rubric_cursor_begin(cell);
    while (rubric_cursor_next(&cursor)) {
        if (!cursor.entering || !rubric_kind_is_leaf(rubric_node_kind(cursor.node)))
            continue;
        if (out->size > start)
            rubric_buffer_put_byte(out, ' ');
        rubric_markdown_put_inlines(out, user, cursor.node, PLACE_CELL);
        rubric_cursor_skip(&cursor);
    }
}

static void put_row(struct table_writer *writer, const struct table *table, uint32_t row) {
    rubric_buffer *line = &writer->line;
    line->size = 0;
    for (uint32_t column = 0; column < table->column_count; column++) {
        rubric_buffer_put_string(line, column ? " | " : "| ");
        rubric_table_put_cell(line, table, row, column, false);
    }
    rubric_buffer_put_string(line, " |");
    rubric_lines_put(writer->lines, rubric_buffer_slice(line));
}

static void put_empty_header(struct table_writer *writer, const struct table *table) {
    rubric_buffer *line = &writer->line;
    line->size = 0;
    for (uint32_t column = 0; column < table->column_count; column++) {
        rubric_buffer_put_string(line, column ? " | " : "| ");
        rubric_buffer_put_repeated(line, ' ', rubric_table_width(table, column));
    }
    rubric_buffer_put_string(line, " |");
    rubric_lines_put(writer->lines, rubric_buffer_slice(line));
}

static void put_ruler(struct table_writer *writer, const struct table *table) {
    rubric_buffer *line = &writer->line;
    line->size = 0;
    for (uint32_t column = 0; column < table->column_count; column++) {
        uint32_t alignment = rubric_table_alignment(table, column),
                 width = rubric_table_width(table, column);
        rubric_buffer_put_string(line, column ? " | " : "| ");
        bool left = alignment == 1 || alignment == 2, right = alignment == 2 || alignment == 3;
        uint32_t colons = (uint32_t)left + (uint32_t)right;
        if (left)
            rubric_buffer_put_byte(line, ':');
        rubric_buffer_put_repeated(line, '-', width > colons + 3 ? width - colons : 3);
        if (right)
            rubric_buffer_put_byte(line, ':');
    }
    rubric_buffer_put_string(line, " |");
    rubric_lines_put(writer->lines, rubric_buffer_slice(line));
}

// The caption is a paragraph in front of the table.
static void put_caption(struct table_writer *writer, rubric_node table) {
    rubric_node caption = rubric_node_first(table);
    if (rubric_node_kind(caption) != RUBRIC_KIND_CAPTION)
        return;
    rubric_cursor cursor = rubric_cursor_begin(caption);
    while (rubric_cursor_next(&cursor)) {
        if (!cursor.entering || !rubric_kind_is_leaf(rubric_node_kind(cursor.node)))
            continue;
        writer->line.size = 0;
        rubric_markdown_put_inlines(&writer->line, writer->pieces, cursor.node,
                                    lines_are_broken(writer->lines) ? PLACE_WRAPPED : PLACE_LINES);
        if (writer->line.size > 0) {
            rubric_lines_begin(writer->lines);
            rubric_lines_put_wrapped(writer->lines, rubric_buffer_slice(&writer->line),
                                     rubric_markdown_may_begin_line);
        }
        rubric_cursor_skip(&cursor);
    }
}

// A ruler has three dashes, and a colon for each side that it is aligned to.
static void widen_columns(struct table *table) {
    uint32_t *widths = (uint32_t *)(void *)table->widths.bytes;
    for (uint32_t column = 0; column < table->column_count; column++) {
        uint32_t alignment = rubric_table_alignment(table, column);
        uint32_t least = 3 + (alignment == 2 ? 2 : alignment > 0);
        if (widths[column] < least)
            widths[column] = least;
    }
}

static void put_rows(struct table_writer *writer, const struct table *table) {
    rubric_lines_begin(writer->lines);
    if (!table->has_header)
        put_empty_header(writer, table);
    else
        put_row(writer, table, 0);
    put_ruler(writer, table);
    for (uint32_t row = table->has_header; row < table->row_count; row++)
        put_row(writer, table, row);
}

// Where the dialect has captions, it is a paragraph behind the table.
static void put_marked_caption(struct markdown_writer *writer, rubric_node table) {
    rubric_node caption = rubric_node_first(table);
    rubric_buffer line;
    if (rubric_node_kind(caption) != RUBRIC_KIND_CAPTION)
        return;
    rubric_buffer_init(&line, writer->lines.out->context);
    rubric_cursor cursor = rubric_cursor_begin(caption);
    while (rubric_cursor_next(&cursor)) {
        if (!cursor.entering || !rubric_kind_is_leaf(rubric_node_kind(cursor.node)))
            continue;
        rubric_buffer_put_string(&line, line.size ? " " : ": ");
        rubric_markdown_put_inlines(&line, &writer->pieces, cursor.node,
                                    lines_are_broken(&writer->lines) ? PLACE_WRAPPED : PLACE_LINES);
        rubric_cursor_skip(&cursor);
    }
    if (line.size > 2) {
        rubric_lines_begin(&writer->lines);
        rubric_lines_put_wrapped(&writer->lines, rubric_buffer_slice(&line),
                                 rubric_markdown_may_begin_line);
    }
    rubric_buffer_clear(&line);
}

void rubric_markdown_put_table(struct markdown_writer *markdown, rubric_node node) {
    struct table_writer writer = {.lines = &markdown->lines, .pieces = &markdown->pieces};
    bool is_marked = markdown_has(&markdown->style, DIALECT_TABLE_CAPTIONS);
    rubric_buffer_init(&writer.line, markdown->lines.out->context);
    if (!is_marked)
        put_caption(&writer, node);
    struct table table;
    if (rubric_table_render(&table, node, render_cell, writer.pieces)) {
        widen_columns(&table);
        put_rows(&writer, &table);
        rubric_table_clear(&table);
    }
    rubric_buffer_clear(&writer.line);
    if (is_marked)
        put_marked_caption(markdown, node);
}
