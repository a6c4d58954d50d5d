// SPDX-License-Identifier: MIT
// Blocks that the dialect has no syntax for, as HTML (CommonMark 0.31, section 4.6, kind 6).
#include "writers/markdown/writer.h"
#include "writers/writers.h"

// A cell of a pipe table holds the inlines of one paragraph, and covers one place.
static bool is_simple_cell(rubric_node cell) {
    rubric_node block = rubric_node_first(cell);
    bool is_one = rubric_node_integer(cell, RUBRIC_FIELD_ROW_SPAN) <= 1 &&
                  rubric_node_integer(cell, RUBRIC_FIELD_COLUMN_SPAN) <= 1;
    return is_one && (!block.id || (rubric_node_kind(block) == RUBRIC_KIND_PARAGRAPH &&
                                    !rubric_node_next(block).id));
}

static bool is_simple_table(rubric_node table) {
    rubric_cursor cursor = rubric_cursor_begin(table);
    while (rubric_cursor_next(&cursor)) {
        if (!cursor.entering || rubric_node_kind(cursor.node) != RUBRIC_KIND_CELL)
            continue;
        if (!is_simple_cell(cursor.node))
            return false;
        rubric_cursor_skip(&cursor);
    }
    return true;
}

// Without tables there is nothing else that keeps a table one.
static bool asks_html(const struct markdown_style *style, rubric_node block) {
    bool has_html = style->options->html;
    switch (rubric_node_kind(block)) {
    case RUBRIC_KIND_TABLE:
        return !markdown_has(style, DIALECT_TABLES) || (has_html && !is_simple_table(block));
    case RUBRIC_KIND_DEFINITION_LIST:
        return has_html && !markdown_has(style, DIALECT_DEFINITION_LISTS);
    case RUBRIC_KIND_FIGURE:
        return has_html;
    default:
        return false;
    }
}

bool rubric_markdown_put_html(struct markdown_writer *writer, rubric_node block) {
    if (!asks_html(&writer->style, block))
        return false;
    rubric_write_options options = {.size = sizeof options, .node = block.id};
    rubric_buffer html;
    rubric_buffer_init(&html, writer->lines.out->context);
    rubric_html_write(&html, block.document, &options);
    writer->scratch.size = 0;
    for (size_t i = 0; i < html.size; i++) {
        // A blank line would end the block; one of code is a reference to its line end.
        if (html.bytes[i] == '\n' && i > 0 && html.bytes[i - 1] == '\n')
            rubric_buffer_put_string(&writer->scratch, "&#10;");
        else
            rubric_buffer_put_byte(&writer->scratch, html.bytes[i]);
    }
    writer->scratch.failed = writer->scratch.failed || html.failed;
    rubric_buffer_clear(&html);
    rubric_lines_begin(&writer->lines);
    rubric_lines_put_all(&writer->lines, rubric_buffer_slice(&writer->scratch));
    return true;
}
