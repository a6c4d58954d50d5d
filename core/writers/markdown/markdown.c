// SPDX-License-Identifier: MIT
// Markdown: front matter and blocks, in one canonical form that reads back as it was written.
#include "writers/markdown/writer.h"

#include "document/document.h"
#include "writers/writers.h"

// A tag of several lines that is all of a paragraph would be a block in one line.
static bool is_tag_alone(rubric_node block) {
    rubric_node first = rubric_node_first(block);
    return first.id && rubric_node_kind(first) == RUBRIC_KIND_RAW_INLINE &&
           !rubric_node_next(first).id;
}

static void put_paragraph(struct markdown_writer *writer, rubric_node block) {
    bool is_wrapped = lines_are_broken(&writer->lines) && !is_tag_alone(block);
    writer->scratch.size = 0;
    rubric_markdown_put_inlines(&writer->scratch, &writer->pieces, block,
                                is_wrapped ? PLACE_WRAPPED : PLACE_LINES);
    if (writer->scratch.size == 0)
        return;
    rubric_lines_begin(&writer->lines);
    if (!is_wrapped) {
        rubric_lines_put_all(&writer->lines, rubric_buffer_slice(&writer->scratch));
        return;
    }
    rubric_lines_put_wrapped(&writer->lines, rubric_buffer_slice(&writer->scratch),
                             rubric_markdown_may_begin_line);
}

// A run of number signs behind a blank would go, as the end of the heading's markup.
static bool ends_like_closing(rubric_slice line) {
    size_t end = line.size;
    while (end > 0 && line.bytes[end - 1] == '#')
        end--;
    return end < line.size && end > 0 &&
           (line.bytes[end - 1] == ' ' || line.bytes[end - 1] == '\t');
}

static bool takes_attributes(const struct markdown_writer *writer, rubric_node block) {
    return markdown_has(&writer->style, DIALECT_ATTRIBUTES) &&
           rubric_markdown_has_attributes(block);
}

static void put_heading_attributes(struct markdown_writer *writer, rubric_node block) {
    if (!takes_attributes(writer, block))
        return;
    rubric_buffer_put_byte(&writer->scratch, ' ');
    rubric_markdown_put_attributes(&writer->scratch, block, NULL, 0);
}

// A heading of several lines, as only those of two levels can have, stands above its underline.
static bool put_lines_heading(struct markdown_writer *writer, rubric_node block, int64_t level) {
    rubric_slice plane = rubric_node_plane(block);
    if (level > 2 || lines_are_broken(&writer->lines) || !plane.size ||
        !memchr(plane.bytes, '\n', plane.size))
        return false;
    writer->scratch.size = 0;
    rubric_markdown_put_inlines(&writer->scratch, &writer->pieces, block, PLACE_LINES);
    rubric_slice text = rubric_buffer_slice(&writer->scratch);
    if (!text.size || !memchr(text.bytes, '\n', text.size))
        return false;
    put_heading_attributes(writer, block);
    rubric_lines_begin(&writer->lines);
    rubric_lines_put_all(&writer->lines, rubric_buffer_slice(&writer->scratch));
    rubric_lines_put(&writer->lines, rubric_slice_of(level == 1 ? "===" : "---"));
    return true;
}

static void put_heading(struct markdown_writer *writer, rubric_node block) {
    int64_t level = rubric_node_integer(block, RUBRIC_FIELD_LEVEL);
    level = level < 1 ? 1 : level > 6 ? 6 : level;
    if (put_lines_heading(writer, block, level))
        return;
    writer->scratch.size = 0;
    rubric_buffer_put_repeated(&writer->scratch, '#', (size_t)level);
    rubric_buffer_put_byte(&writer->scratch, ' ');
    size_t start = writer->scratch.size;
    rubric_markdown_put_inlines(&writer->scratch, &writer->pieces, block, PLACE_HEADING);
    if (writer->scratch.size == start)
        writer->scratch.size--;
    else if (ends_like_closing(rubric_buffer_slice(&writer->scratch))) {
        writer->scratch.size--;
        rubric_buffer_put_string(&writer->scratch, "\\#");
    }
    put_heading_attributes(writer, block);
    rubric_lines_begin(&writer->lines);
    rubric_lines_put(&writer->lines, rubric_buffer_slice(&writer->scratch));
}

static size_t fence_size(rubric_slice text, char mark) {
    size_t longest = 0, run = 0;
    for (size_t i = 0; i < text.size; i++) {
        run = text.bytes[i] == mark ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    return longest < 3 ? 3 : longest + 1;
}

// The info string: what would be an escape or a character reference in it is escaped.
static void put_info(rubric_buffer *out, rubric_slice info) {
    for (size_t i = 0; i < info.size; i++) {
        if (info.bytes[i] == '\\' ||
            (info.bytes[i] == '&' && rubric_markdown_begins_entity(info, i)))
            rubric_buffer_put_byte(out, '\\');
        rubric_buffer_put_byte(out, info.bytes[i] == '\n' ? ' ' : info.bytes[i]);
    }
}

static void put_code_block(struct markdown_writer *writer, rubric_node block) {
    rubric_slice text = rubric_node_plane(block);
    rubric_slice info = rubric_node_string(block, RUBRIC_FIELD_INFO);
    if (info.size == 0)
        info = rubric_node_string(block, RUBRIC_FIELD_LANGUAGE);
    // A backtick in the info string asks for a fence of tildes (CommonMark 0.31, section 4.5).
    char mark = writer->style.options->fence ? writer->style.options->fence : '`';
    if (info.size && memchr(info.bytes, '`', info.size))
        mark = '~';
    writer->scratch.size = 0;
    rubric_buffer_put_repeated(&writer->scratch, mark, fence_size(text, mark));
    size_t fence = writer->scratch.size;
    bool has_attributes = takes_attributes(writer, block);
    if (has_attributes)
        info = rubric_node_string(block, RUBRIC_FIELD_LANGUAGE);
    put_info(&writer->scratch, rubric_slice_trim(info));
    if (has_attributes) {
        rubric_buffer_put_byte(&writer->scratch, ' ');
        rubric_markdown_put_attributes(&writer->scratch, block, NULL,
                                       info.size ? 0 : ATTRIBUTES_OF_CODE);
    }
    rubric_lines_begin(&writer->lines);
    rubric_lines_put(&writer->lines, rubric_buffer_slice(&writer->scratch));
    rubric_lines_put_all(&writer->lines, text);
    rubric_lines_put(&writer->lines, rubric_slice_make(writer->scratch.bytes, fence));
}

// Raw text of any format, in a fence that says which.
static void put_raw_code(struct markdown_writer *writer, rubric_slice literal,
                         rubric_slice format) {
    char mark = writer->style.options->fence ? writer->style.options->fence : '`';
    writer->scratch.size = 0;
    rubric_buffer_put_repeated(&writer->scratch, mark, fence_size(literal, mark));
    size_t fence = writer->scratch.size;
    rubric_buffer_put_string(&writer->scratch, " {=");
    rubric_buffer_put_slice(&writer->scratch, format);
    rubric_buffer_put_byte(&writer->scratch, '}');
    rubric_lines_begin(&writer->lines);
    rubric_lines_put(&writer->lines, rubric_buffer_slice(&writer->scratch));
    rubric_lines_put_all(&writer->lines, literal);
    rubric_lines_put(&writer->lines, rubric_slice_make(writer->scratch.bytes, fence));
}

static void put_raw_block(struct markdown_writer *writer, rubric_node block) {
    rubric_slice literal = rubric_node_string(block, RUBRIC_FIELD_LITERAL);
    rubric_slice format = rubric_node_string(block, RUBRIC_FIELD_FORMAT);
    bool passes = rubric_slice_equal(format, rubric_slice_of("html")) ||
                  rubric_slice_equal(format, rubric_slice_of("markdown"));
    bool is_fenced = rubric_markdown_fences_raw(&writer->style, block);
    if (literal.size && is_fenced)
        put_raw_code(writer, literal, format);
    if (!literal.size || is_fenced || !passes)
        return;
    // One indented deeper than three blanks would be code.
    size_t indent = 0;
    while (indent < literal.size && (literal.bytes[indent] == ' ' || literal.bytes[indent] == '\t'))
        indent++;
    literal = rubric_slice_part(literal, indent > 3 ? indent : 0, literal.size);
    rubric_lines_begin(&writer->lines);
    rubric_lines_put_all(&writer->lines, literal);
}

// `| ` in front of each line.
static void put_verse(struct markdown_writer *writer, rubric_node block) {
    rubric_buffer line;
    rubric_buffer_init(&line, writer->lines.out->context);
    writer->scratch.size = 0;
    rubric_markdown_put_inlines(&writer->scratch, &writer->pieces, block, PLACE_VERSE);
    rubric_slice text = rubric_buffer_slice(&writer->scratch);
    rubric_lines_begin(&writer->lines);
    for (size_t at = 0; at <= text.size; at++) {
        size_t end = rubric_slice_find(text, rubric_slice_of("\n"), at);
        end = end == SIZE_MAX ? text.size : end;
        line.size = 0;
        rubric_buffer_put_string(&line, end > at ? "| " : "|");
        rubric_buffer_put_slice(&line, rubric_slice_part(text, at, end));
        rubric_lines_put(&writer->lines, rubric_buffer_slice(&line));
        at = end;
    }
    rubric_buffer_clear(&line);
}

static void put_line_block(struct markdown_writer *writer, rubric_node block) {
    if (markdown_has(&writer->style, DIALECT_LINE_BLOCKS)) {
        put_verse(writer, block);
        return;
    }
    writer->scratch.size = 0;
    rubric_markdown_put_inlines(&writer->scratch, &writer->pieces, block, PLACE_LINES);
    rubric_lines_begin(&writer->lines);
    rubric_lines_put_all(&writer->lines, rubric_buffer_slice(&writer->scratch));
}

static void put_leaf(struct markdown_writer *writer, rubric_node block) {
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
    case RUBRIC_KIND_TERM:
        if (markdown_has(&writer->style, DIALECT_DEFINITION_LISTS))
            rubric_markdown_put_term(writer, block);
        else
            put_paragraph(writer, block);
        break;
    default:
        put_paragraph(writer, block);
        break;
    }
}

static void begin_list(struct markdown_writer *writer, rubric_node list) {
    const rubric_write_options *options = writer->style.options;
    int64_t delimiter = rubric_node_integer(list, RUBRIC_FIELD_DELIMITER);
    bool has_parenthesis = delimiter == 1 || delimiter == 2;
    char mark = options->bullet ? options->bullet : '-', other = mark == '-' ? '*' : '-';
    if (rubric_node_boolean(list, RUBRIC_FIELD_ORDERED)) {
        mark = options->delimiter ? options->delimiter : has_parenthesis ? ')' : '.';
        other = mark == '.' ? ')' : '.';
    }
    rubric_lists_begin(&writer->lists, list, rubric_markdown_is_tight(&writer->style, list), mark,
                       other);
}

static void begin_item(struct markdown_writer *writer, rubric_node item) {
    int64_t checked = rubric_node_integer(item, RUBRIC_FIELD_CHECKED);
    rubric_lists_begin_item(&writer->lists, rubric_slice_of(checked == 2   ? "[x] "
                                                            : checked == 1 ? "[ ] "
                                                                           : ""));
}

static void enter_container(struct markdown_writer *writer, rubric_node node) {
    switch (rubric_node_kind(node)) {
    case RUBRIC_KIND_LIST:
        begin_list(writer, node);
        break;
    case RUBRIC_KIND_ITEM:
        begin_item(writer, node);
        break;
    case RUBRIC_KIND_BLOCK_QUOTE:
        rubric_lines_begin(&writer->lines);
        rubric_lists_begin_quote(&writer->lists);
        writer->lines.is_tight = writer->lines.is_fresh = true;
        rubric_lines_push(&writer->lines, rubric_slice_of("> "), rubric_slice_make("", 0));
        break;
    case RUBRIC_KIND_FOOTNOTE:
        rubric_markdown_begin_footnote(writer, node);
        break;
    case RUBRIC_KIND_DIV:
        if (rubric_markdown_is_extended(&writer->style, node))
            rubric_markdown_begin_div(writer, node);
        break;
    case RUBRIC_KIND_DEFINITION:
        if (markdown_has(&writer->style, DIALECT_DEFINITION_LISTS))
            rubric_markdown_begin_definition(writer, node);
        break;
    case RUBRIC_KIND_RAW_BLOCK:
        put_raw_block(writer, node);
        break;
    case RUBRIC_KIND_THEMATIC_BREAK: {
        // At the very start `---` would open front matter, and `- ---` is no item.
        bool is_first = writer->lines.out->size == writer->lines.start;
        bool in_item = writer->lines.marker.size > 0;
        rubric_lines_begin(&writer->lines);
        rubric_lines_put(&writer->lines, rubric_slice_of(in_item    ? "___"
                                                         : is_first ? "***"
                                                                    : "---"));
        break;
    }
    default: // a div, figure or definition list: its blocks stand for themselves
        break;
    }
}

static void leave_container(struct markdown_writer *writer, rubric_node node) {
    switch (rubric_node_kind(node)) {
    case RUBRIC_KIND_LIST:
        rubric_lists_end(&writer->lists);
        break;
    case RUBRIC_KIND_ITEM:
        rubric_lists_end_item(&writer->lists);
        break;
    case RUBRIC_KIND_FOOTNOTE:
        rubric_markdown_end_footnote(writer);
        break;
    case RUBRIC_KIND_DIV:
        if (rubric_markdown_is_extended(&writer->style, node))
            rubric_markdown_end_div(writer, node);
        break;
    case RUBRIC_KIND_DEFINITION:
        if (markdown_has(&writer->style, DIALECT_DEFINITION_LISTS))
            rubric_markdown_end_definition(writer);
        break;
    case RUBRIC_KIND_BLOCK_QUOTE:
        if (writer->lines.is_fresh)
            rubric_lines_put(&writer->lines, rubric_slice_make("", 0)); // a quote of nothing
        rubric_lists_end_quote(&writer->lists);
        rubric_lines_pop(&writer->lines, 2);
        writer->lines.is_tight = false;
        break;
    default:
        break;
    }
}

// A figure that is one image, whose caption stands where Markdown has the description: pandoc's.
static bool put_described(struct markdown_writer *writer, rubric_node figure) {
    rubric_node paragraph = rubric_node_first(figure);
    rubric_node caption = paragraph.id ? rubric_node_next(paragraph) : paragraph;
    if (rubric_node_kind(paragraph) != RUBRIC_KIND_PARAGRAPH ||
        rubric_node_kind(caption) != RUBRIC_KIND_CAPTION || rubric_node_next(caption).id)
        return false;
    rubric_node image = rubric_node_first(paragraph), text = rubric_node_first(caption);
    if (rubric_node_kind(image) != RUBRIC_KIND_IMAGE || rubric_node_next(image).id || !text.id ||
        rubric_node_kind(text) != RUBRIC_KIND_PARAGRAPH || rubric_node_next(text).id)
        return false;
    bool is_same = rubric_slice_equal(rubric_node_plane(image), rubric_node_plane(text));
    if (rubric_node_first(image).id && !is_same)
        return false;
    writer->scratch.size = 0;
    rubric_markdown_put_image(&writer->scratch, &writer->pieces, image, text);
    rubric_lines_begin(&writer->lines);
    rubric_lines_put(&writer->lines, rubric_buffer_slice(&writer->scratch));
    return true;
}

void rubric_markdown_write(rubric_buffer *out, rubric_document *document,
                           const rubric_write_options *options) {
    struct markdown_writer writer;
    size_t start = out->size;
    rubric_markdown_style_init(&writer.style, document, options);
    if (!options->no_metadata && markdown_has(&writer.style, DIALECT_FRONT_MATTER))
        rubric_markdown_put_metadata(out, document, options);
    bool has_front_matter = out->size > start;
    rubric_lines_init(&writer.lines, out, options);
    writer.lines.is_markup = true;
    if (markdown_has(&writer.style, DIALECT_HARD_LINE_BREAKS)) { // each line end would be one
        writer.lines.width = 0;
        writer.lines.wrap = RUBRIC_WRAP_NONE;
    }
    writer.lines.start = start;
    writer.lines.is_tight = !has_front_matter;
    rubric_lists_init(&writer.lists, &writer.lines);
    rubric_pieces_init(&writer.pieces, &writer.style, out->context);
    rubric_buffer_init(&writer.scratch, out->context);
    rubric_cursor cursor = rubric_cursor_begin(written_root(document, options));
    while (rubric_cursor_next(&cursor) && !out->failed) {
        rubric_kind kind = rubric_node_kind(cursor.node);
        if (cursor.entering && kind != RUBRIC_KIND_ITEM && rubric_lists_are_tight(&writer.lists))
            writer.lines.is_tight = true;
        if (!cursor.entering) {
            leave_container(&writer, cursor.node);
        } else if (rubric_kind_is_leaf(kind)) {
            put_leaf(&writer, cursor.node);
            rubric_cursor_skip(&cursor);
        } else if (kind == RUBRIC_KIND_FIGURE && put_described(&writer, cursor.node)) {
            rubric_cursor_skip(&cursor);
        } else if (rubric_markdown_put_html(&writer, cursor.node)) {
            rubric_cursor_skip(&cursor);
        } else if (kind == RUBRIC_KIND_TABLE) {
            rubric_markdown_put_table(&writer, cursor.node);
            rubric_cursor_skip(&cursor);
        } else {
            enter_container(&writer, cursor.node);
        }
    }
    rubric_buffer_clear(&writer.scratch);
    rubric_pieces_clear(&writer.pieces);
    rubric_lists_clear(&writer.lists);
    rubric_lines_clear(&writer.lines);
}
