// SPDX-License-Identifier: MIT
// Markdown: front matter and blocks, in one canonical form that reads back as it was written.
#include "writers/markdown.h"

#include "document/document.h"
#include "writers/lists.h"
#include "writers/table.h"
#include "writers/writers.h"

struct writer {
    struct lines lines;
    struct lists lists;
    rubric_buffer scratch; // the text of one block
};

static void put_paragraph(struct writer *writer, rubric_node block) {
    writer->scratch.size = 0;
    markdown_put_inlines(&writer->scratch, block, PLACE_LINES);
    if (writer->scratch.size == 0)
        return;
    lines_begin(&writer->lines);
    lines_put_wrapped(&writer->lines, rubric_buffer_slice(&writer->scratch),
                      markdown_may_begin_line);
}

static void put_heading(struct writer *writer, rubric_node block) {
    int64_t level = rubric_node_integer(block, RUBRIC_FIELD_LEVEL);
    level = level < 1 ? 1 : level > 6 ? 6 : level;
    writer->scratch.size = 0;
    rubric_buffer_put_repeated(&writer->scratch, '#', (size_t)level);
    rubric_buffer_put_byte(&writer->scratch, ' ');
    size_t start = writer->scratch.size;
    markdown_put_inlines(&writer->scratch, block, PLACE_HEADING);
    if (writer->scratch.size == start)
        writer->scratch.size--;
    else if (writer->scratch.bytes[writer->scratch.size - 1] == '#') {
        writer->scratch.size--; // a closing sequence of number signs would go
        rubric_buffer_put_string(&writer->scratch, "\\#");
    }
    lines_begin(&writer->lines);
    lines_put(&writer->lines, rubric_buffer_slice(&writer->scratch));
}

static size_t fence_size(rubric_slice text) {
    size_t longest = 0, run = 0;
    for (size_t i = 0; i < text.size; i++) {
        run = text.bytes[i] == '`' ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    return longest < 3 ? 3 : longest + 1;
}

static void put_code_block(struct writer *writer, rubric_node block) {
    rubric_slice text = rubric_node_plane(block);
    rubric_slice info = rubric_node_string(block, RUBRIC_FIELD_INFO);
    if (info.size == 0)
        info = rubric_node_string(block, RUBRIC_FIELD_LANGUAGE);
    // A backtick in the info string asks for a fence of tildes (CommonMark 0.31, section 4.5).
    char mark = info.size && memchr(info.bytes, '`', info.size) ? '~' : '`';
    writer->scratch.size = 0;
    rubric_buffer_put_repeated(&writer->scratch, mark, fence_size(text));
    rubric_slice fence = rubric_buffer_slice(&writer->scratch);
    rubric_buffer_put_slice(&writer->scratch, info);
    lines_begin(&writer->lines);
    lines_put(&writer->lines, rubric_buffer_slice(&writer->scratch));
    lines_put_all(&writer->lines, text);
    lines_put(&writer->lines, rubric_slice_make(writer->scratch.bytes, fence.size));
}

static void put_raw_block(struct writer *writer, rubric_node block) {
    rubric_slice literal = rubric_node_string(block, RUBRIC_FIELD_LITERAL);
    if (!literal.size || !rubric_slice_equal(rubric_node_string(block, RUBRIC_FIELD_FORMAT),
                                             rubric_slice_of("html")))
        return;
    lines_begin(&writer->lines);
    lines_put_all(&writer->lines, literal);
}

static void put_line_block(struct writer *writer, rubric_node block) {
    writer->scratch.size = 0;
    markdown_put_inlines(&writer->scratch, block, PLACE_LINES);
    lines_begin(&writer->lines);
    lines_put_all(&writer->lines, rubric_buffer_slice(&writer->scratch));
}

static void put_leaf(struct writer *writer, rubric_node block) {
    switch (rubric_node_kind(block)) {
    case RUBRIC_KIND_HEADING:
        put_heading(writer, block);
        break;
    case RUBRIC_KIND_CODE_BLOCK:
        put_code_block(writer, block);
        break;
    case RUBRIC_KIND_LINE_BLOCK:
        put_line_block(writer, block);
        break;
    default:
        put_paragraph(writer, block);
        break;
    }
}

// A cell holds inlines only; blocks in it are put one behind the other.
static void render_cell(rubric_buffer *out, rubric_node cell, void *user) {
    (void)user;
    size_t start = out->size;
    rubric_cursor cursor = rubric_cursor_begin(cell);
    while (rubric_cursor_next(&cursor)) {
        if (!cursor.entering || !rubric_kind_is_leaf(rubric_node_kind(cursor.node)))
            continue;
        if (out->size > start)
            rubric_buffer_put_byte(out, ' ');
        markdown_put_inlines(out, cursor.node, PLACE_CELL);
        rubric_cursor_skip(&cursor);
    }
}

static void put_row(struct writer *writer, const struct table *table, uint32_t row) {
    rubric_buffer *line = &writer->scratch;
    line->size = 0;
    for (uint32_t column = 0; column < table->column_count; column++) {
        rubric_buffer_put_string(line, column ? " | " : "| ");
        table_put_cell(line, table, row, column, false);
    }
    rubric_buffer_put_string(line, " |");
    lines_put(&writer->lines, rubric_buffer_slice(line));
}

static void put_empty_header(struct writer *writer, const struct table *table) {
    rubric_buffer *line = &writer->scratch;
    line->size = 0;
    for (uint32_t column = 0; column < table->column_count; column++) {
        rubric_buffer_put_string(line, column ? " | " : "| ");
        rubric_buffer_put_repeated(line, ' ', table_width(table, column));
    }
    rubric_buffer_put_string(line, " |");
    lines_put(&writer->lines, rubric_buffer_slice(line));
}

static void put_ruler(struct writer *writer, const struct table *table) {
    rubric_buffer *line = &writer->scratch;
    line->size = 0;
    for (uint32_t column = 0; column < table->column_count; column++) {
        uint32_t alignment = table_alignment(table, column), width = table_width(table, column);
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
    lines_put(&writer->lines, rubric_buffer_slice(line));
}

static void put_table(struct writer *writer, rubric_node node) {
    struct table table;
    rubric_node caption = rubric_node_first(node);
    if (rubric_node_kind(caption) == RUBRIC_KIND_CAPTION)
        for (rubric_node block = rubric_node_first(caption); block.id;
             block = rubric_node_next(block))
            if (rubric_kind_is_leaf(rubric_node_kind(block)))
                put_paragraph(writer, block);
    if (!table_render(&table, node, render_cell, NULL))
        return;
    uint32_t *widths = (uint32_t *)(void *)table.widths.bytes;
    for (uint32_t column = 0; column < table.column_count; column++)
        if (widths[column] < 3 + (uint32_t)(table_alignment(&table, column) > 0) * 2)
            widths[column] = 3 + (uint32_t)(table_alignment(&table, column) > 0) * 2;
    lines_begin(&writer->lines);
    if (!table.has_header)
        put_empty_header(writer, &table);
    else
        put_row(writer, &table, 0);
    put_ruler(writer, &table);
    for (uint32_t row = table.has_header; row < table.row_count; row++)
        put_row(writer, &table, row);
    table_clear(&table);
}

// A block that may follow a paragraph without a blank line and stay what it is.
static bool may_follow_tightly(rubric_node block) {
    switch (rubric_node_kind(block)) {
    case RUBRIC_KIND_LIST:
        return !rubric_node_boolean(block, RUBRIC_FIELD_ORDERED) ||
               rubric_node_integer(block, RUBRIC_FIELD_START) == 1;
    case RUBRIC_KIND_BLOCK_QUOTE:
    case RUBRIC_KIND_CODE_BLOCK:
    case RUBRIC_KIND_HEADING:
        return true;
    default:
        return false;
    }
}

static bool is_tight_item(rubric_node item) {
    rubric_node first = rubric_node_first(item);
    if (!first.id)
        return true;
    bool is_compact = rubric_node_kind(first) != RUBRIC_KIND_PARAGRAPH ||
                      rubric_node_boolean(first, RUBRIC_FIELD_COMPACT);
    for (rubric_node next = rubric_node_next(first); next.id; next = rubric_node_next(next))
        if (!may_follow_tightly(next))
            return false;
    return is_compact;
}

static bool is_tight_list(rubric_node list) {
    if (!rubric_node_boolean(list, RUBRIC_FIELD_TIGHT))
        return false;
    for (rubric_node item = rubric_node_first(list); item.id; item = rubric_node_next(item))
        if (!is_tight_item(item))
            return false;
    return true;
}

// Whether lists of one kind stand side by side an odd number of times before this one: they
// take turns with their markers, or they would become one.
static bool takes_other_marker(rubric_node list) {
    bool other = false;
    bool is_ordered = rubric_node_boolean(list, RUBRIC_FIELD_ORDERED);
    rubric_node before = rubric_node_previous(list);
    while (rubric_node_kind(before) == RUBRIC_KIND_LIST &&
           rubric_node_boolean(before, RUBRIC_FIELD_ORDERED) == is_ordered) {
        other = !other;
        before = rubric_node_previous(before);
    }
    return other;
}

static void begin_item(struct writer *writer, rubric_node item) {
    int64_t checked = rubric_node_integer(item, RUBRIC_FIELD_CHECKED);
    lists_begin_item(&writer->lists, rubric_slice_of(checked == 2   ? "[x] "
                                                     : checked == 1 ? "[ ] "
                                                                    : ""));
}

static void enter_container(struct writer *writer, rubric_node node) {
    switch (rubric_node_kind(node)) {
    case RUBRIC_KIND_LIST: {
        bool other = takes_other_marker(node);
        bool has_parenthesis = rubric_node_integer(node, RUBRIC_FIELD_DELIMITER) != 0;
        lists_begin(&writer->lists, node, is_tight_list(node), other ? '*' : '-',
                    has_parenthesis != other ? ')' : '.');
        break;
    }
    case RUBRIC_KIND_ITEM:
        begin_item(writer, node);
        break;
    case RUBRIC_KIND_BLOCK_QUOTE:
        lines_begin(&writer->lines);
        writer->lines.is_tight = true;
        lines_push(&writer->lines, rubric_slice_of("> "), rubric_slice_make("", 0));
        break;
    case RUBRIC_KIND_RAW_BLOCK:
        put_raw_block(writer, node);
        break;
    case RUBRIC_KIND_THEMATIC_BREAK: {
        // At the very start `---` would open front matter.
        bool is_first = writer->lines.out->size == writer->lines.start;
        lines_begin(&writer->lines);
        lines_put(&writer->lines, rubric_slice_of(is_first ? "***" : "---"));
        break;
    }
    default: // a div, figure or definition list: its blocks stand for themselves
        break;
    }
}

static void leave_container(struct writer *writer, rubric_node node) {
    switch (rubric_node_kind(node)) {
    case RUBRIC_KIND_LIST:
        lists_end(&writer->lists);
        break;
    case RUBRIC_KIND_ITEM:
        lists_end_item(&writer->lists);
        break;
    case RUBRIC_KIND_BLOCK_QUOTE:
        lines_flush_marker(&writer->lines);
        lines_pop(&writer->lines, 2);
        writer->lines.is_tight = false;
        break;
    default:
        break;
    }
}

static void put_front_matter(rubric_buffer *out, rubric_document *document) {
    const rubric_value *metadata = rubric_document_metadata(document);
    if (metadata->as.map.count == 0)
        return;
    rubric_buffer_put_string(out, "---\n");
    rubric_yaml_write(out, metadata);
    rubric_buffer_put_string(out, "---\n");
}

void rubric_markdown_write(rubric_buffer *out, rubric_document *document,
                           const rubric_write_options *options) {
    struct writer writer;
    size_t start = out->size;
    if (!options->no_metadata)
        put_front_matter(out, document);
    bool has_front_matter = out->size > start;
    lines_init(&writer.lines, out, options->width);
    writer.lines.start = start;
    writer.lines.is_tight = !has_front_matter;
    lists_init(&writer.lists, &writer.lines);
    rubric_buffer_init(&writer.scratch, out->context);
    rubric_cursor cursor = rubric_cursor_begin(rubric_document_root(document));
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
    lists_clear(&writer.lists);
    lines_clear(&writer.lines);
}
