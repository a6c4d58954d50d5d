// SPDX-License-Identifier: MIT
// Plain text: blocks apart by blank lines, wrapped to a width, lists with their markers.
#include "document/document.h"
#include "writers/lists.h"
#include "writers/table.h"
#include "writers/writers.h"

struct writer {
    struct lines lines;
    struct lists lists;
    rubric_document *document;
    rubric_buffer scratch; // the text of one block
};

// The text of a block, with the marks that are no text: quotes and the labels of notes.
static void put_text(rubric_buffer *out, rubric_node block) {
    rubric_cursor cursor = rubric_cursor_begin(block);
    if (rubric_kind_content(rubric_node_kind(block)) == RUBRIC_CONTENT_TEXT) {
        rubric_node_text(out, block);
        return;
    }
    while (rubric_cursor_next(&cursor)) {
        rubric_kind kind = rubric_node_kind(cursor.node);
        bool is_single = rubric_node_integer(cursor.node, RUBRIC_FIELD_QUOTE) == 1;
        if (kind == RUBRIC_KIND_QUOTED)
            rubric_buffer_put_string(out, is_single ? (cursor.entering ? "‘" : "’")
                                                    : (cursor.entering ? "“" : "”"));
        else if (cursor.entering && kind == RUBRIC_KIND_FOOTNOTE_REFERENCE) {
            rubric_buffer_put_byte(out, '[');
            rubric_buffer_put_slice(out, rubric_node_string(cursor.node, RUBRIC_FIELD_LABEL));
            rubric_buffer_put_byte(out, ']');
        } else if (cursor.entering && rubric_kind_is_inline(kind) &&
                   !rubric_node_first(cursor.node).id)
            rubric_node_text(out, cursor.node);
    }
}

static void put_leaf(struct writer *writer, rubric_node block) {
    writer->scratch.size = 0;
    put_text(&writer->scratch, block);
    if (writer->scratch.size == 0)
        return;
    rubric_lines_begin(&writer->lines);
    rubric_slice text = rubric_buffer_slice(&writer->scratch);
    rubric_kind kind = rubric_node_kind(block);
    bool is_verse = kind == RUBRIC_KIND_LINE_BLOCK && writer->lines.width == 0;
    if (kind == RUBRIC_KIND_CODE_BLOCK || is_verse)
        rubric_lines_put_all(&writer->lines, text);
    else
        rubric_lines_put_wrapped(&writer->lines, text, NULL);
}

static void cell_text(rubric_buffer *out, rubric_node cell, void *user) {
    (void)user;
    rubric_node_text(out, cell);
}

static void put_table(struct writer *writer, rubric_node table) {
    struct table grid;
    rubric_node caption = rubric_node_first(table);
    if (rubric_node_kind(caption) == RUBRIC_KIND_CAPTION)
        for (rubric_node block = rubric_node_first(caption); block.id;
             block = rubric_node_next(block))
            if (rubric_kind_is_leaf(rubric_node_kind(block)))
                put_leaf(writer, block);
    if (!rubric_table_render(&grid, table, cell_text, NULL))
        return;
    rubric_lines_begin(&writer->lines);
    for (uint32_t row = 0; row < grid.row_count; row++) {
        writer->scratch.size = 0;
        for (uint32_t column = 0; column < grid.column_count; column++) {
            bool is_last = column + 1 == grid.column_count;
            if (column > 0)
                rubric_buffer_put_string(&writer->scratch, "  ");
            rubric_table_put_cell(&writer->scratch, &grid, row, column, is_last);
        }
        rubric_lines_put(&writer->lines, rubric_slice_trim(rubric_buffer_slice(&writer->scratch)));
    }
    rubric_table_clear(&grid);
}

static void enter_container(struct writer *writer, rubric_node node) {
    struct lines *lines = &writer->lines;
    char mark = rubric_node_boolean(node, RUBRIC_FIELD_ORDERED) ? '.' : '-';
    switch (rubric_node_kind(node)) {
    case RUBRIC_KIND_LIST:
        rubric_lists_begin(&writer->lists, node, rubric_node_boolean(node, RUBRIC_FIELD_TIGHT),
                           mark, mark);
        break;
    case RUBRIC_KIND_ITEM:
        rubric_lists_begin_item(&writer->lists, rubric_slice_make("", 0));
        break;
    case RUBRIC_KIND_BLOCK_QUOTE:
        rubric_lines_begin(lines);
        lines->is_tight = true;
        rubric_lines_push(lines, rubric_slice_of("> "), rubric_slice_make("", 0));
        break;
    case RUBRIC_KIND_FOOTNOTE:
        rubric_lines_begin(lines);
        writer->scratch.size = 0;
        rubric_buffer_put_byte(&writer->scratch, '[');
        rubric_buffer_put_slice(&writer->scratch, rubric_node_string(node, RUBRIC_FIELD_LABEL));
        rubric_buffer_put_string(&writer->scratch, "] ");
        rubric_lines_push(lines, rubric_slice_of("    "), rubric_buffer_slice(&writer->scratch));
        lines->is_tight = true; // the first block stands behind the marker
        break;
    case RUBRIC_KIND_DEFINITION:
        lines->is_tight = true;
        rubric_lines_push(lines, rubric_slice_of("    "), rubric_slice_make("", 0));
        break;
    default:
        break;
    }
}

static void leave_container(struct writer *writer, rubric_node node) {
    switch (rubric_node_kind(node)) {
    case RUBRIC_KIND_LIST:
        rubric_lists_end(&writer->lists);
        break;
    case RUBRIC_KIND_ITEM:
        rubric_lists_end_item(&writer->lists);
        break;
    case RUBRIC_KIND_BLOCK_QUOTE:
        rubric_lines_pop(&writer->lines, 2);
        break;
    case RUBRIC_KIND_FOOTNOTE:
        rubric_lines_flush_marker(&writer->lines);
        rubric_lines_pop(&writer->lines, 4);
        writer->lines.is_tight = false;
        break;
    case RUBRIC_KIND_DEFINITION:
        rubric_lines_pop(&writer->lines, 4);
        break;
    default:
        break;
    }
}

void rubric_text_write(rubric_buffer *out, rubric_document *document,
                       const rubric_write_options *options) {
    struct writer writer;
    writer.document = document;
    rubric_lines_init(&writer.lines, out, options);
    rubric_lists_init(&writer.lists, &writer.lines);
    rubric_buffer_init(&writer.scratch, out->context);
    rubric_cursor cursor = rubric_cursor_begin(written_root(document, options));
    while (rubric_cursor_next(&cursor) && !out->failed) {
        rubric_kind kind = rubric_node_kind(cursor.node);
        if (!cursor.entering) {
            leave_container(&writer, cursor.node);
        } else if (rubric_kind_is_leaf(kind)) {
            put_leaf(&writer, cursor.node);
            rubric_cursor_skip(&cursor);
        } else if (kind == RUBRIC_KIND_TABLE) {
            put_table(&writer, cursor.node);
            rubric_cursor_skip(&cursor);
        } else {
            enter_container(&writer, cursor.node);
        }
    }
    rubric_buffer_clear(&writer.scratch);
    rubric_lists_clear(&writer.lists);
    rubric_lines_clear(&writer.lines);
}
