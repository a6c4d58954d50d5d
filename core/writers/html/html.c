// SPDX-License-Identifier: MIT
// HTML: every text escaped, raw nodes and doubtful addresses left out unless asked for.
#include "writers/html/html.h"
#include "document/document.h"
#include "writers/html/escape.h"
#include "writers/html/tag_filter.h"
#include "writers/table.h"
#include "writers/writers.h"

void rubric_html_begin_line(struct html_writer *writer) {
    rubric_buffer *out = writer->out;
    if (out->size && out->bytes[out->size - 1] != '\n')
        rubric_buffer_put_byte(out, '\n');
}

static void enter_list(struct html_writer *writer, rubric_node node) {
    static const char *const types[] = {NULL, "a", "A", "i", "I", NULL, NULL};
    bool is_ordered = rubric_node_boolean(node, RUBRIC_FIELD_ORDERED);
    rubric_html_begin_line(writer);
    rubric_html_begin_tag(writer, node, is_ordered ? "ol" : "ul");
    if (is_ordered) {
        const char *type = types[rubric_node_integer(node, RUBRIC_FIELD_NUMBERING)];
        int64_t start = rubric_node_integer(node, RUBRIC_FIELD_START);
        rubric_html_put_fact(writer, node, "type", type);
        rubric_html_put_number(writer, node, "start", start, 1);
    }
    rubric_html_end_tag(writer, node, NULL);
    html_put(writer, "\n");
}

bool rubric_html_begins_compact(rubric_node node) {
    rubric_node first = rubric_node_first(node);
    return first.id && rubric_node_kind(first) == RUBRIC_KIND_PARAGRAPH &&
           rubric_node_boolean(first, RUBRIC_FIELD_COMPACT);
}

static void enter_item(struct html_writer *writer, rubric_node node) {
    rubric_html_begin_tag(writer, node, "li");
    rubric_html_end_tag(writer, node, NULL);
    int64_t checked = rubric_node_integer(node, RUBRIC_FIELD_CHECKED);
    if (checked)
        html_put(writer, checked == 2 ? "<input type=\"checkbox\" disabled=\"\" checked=\"\">"
                                      : "<input type=\"checkbox\" disabled=\"\">");
    if (checked && rubric_html_begins_compact(node))
        html_put(writer, " ");
    if (rubric_node_first(node).id && !rubric_html_begins_compact(node))
        html_put(writer, "\n");
}

static void enter_code_block(struct html_writer *writer, rubric_node node) {
    rubric_slice language = rubric_node_string(node, RUBRIC_FIELD_LANGUAGE);
    rubric_html_begin_line(writer);
    rubric_html_begin_tag(writer, node, "pre");
    rubric_html_end_tag(writer, node, NULL);
    html_put(writer, "<code");
    if (language.size) {
        html_put(writer, " class=\"language-");
        rubric_html_put_escaped(writer->out, language);
        html_put(writer, "\"");
    }
    html_put(writer, ">");
    rubric_html_put_escaped(writer->out, rubric_node_plane(node));
    html_put(writer, "</code></pre>\n");
}

/* ---- Tables ---- */

static rubric_node table_of(rubric_node cell) {
    return rubric_node_parent(rubric_node_parent(rubric_node_parent(cell)));
}

static bool has_width(const rubric_value *columns) {
    for (uint32_t i = 0;
         columns && columns->type == RUBRIC_VALUE_LIST && i < columns->as.list.count; i++)
        if (rubric_value_find(&columns->as.list.items[i], rubric_slice_of("width")))
            return true;
    return false;
}

// Whether the columns say their alignment themselves, as those of a page did; else their cells do.
static bool has_own_columns(rubric_node table) {
    return rubric_node_element(table).size > 0 && rubric_node_value(table, RUBRIC_FIELD_COLUMNS);
}

static void put_width(struct html_writer *writer, const rubric_value *column) {
    const rubric_value *width = rubric_value_find(column, rubric_slice_of("width"));
    double share = !width                                ? 0
                   : width->type == RUBRIC_VALUE_NUMBER  ? width->as.number
                   : width->type == RUBRIC_VALUE_INTEGER ? (double)width->as.integer
                                                         : 0;
    if (!(share > 0 && share <= 1000))
        return;
    rubric_value percent = rubric_value_integer((int64_t)(share * 10000 + 0.5));
    html_put(writer, " width=\"");
    rubric_buffer_put_integer(writer->out, percent.as.integer / 100);
    if (percent.as.integer % 100) {
        char digits[4] = {'.', (char)('0' + percent.as.integer / 10 % 10),
                          (char)('0' + percent.as.integer % 10), '\0'};
        html_put(writer, digits);
    }
    html_put(writer, "%\"");
}

// Widths and, of a page, alignments of columns; behind the caption, which comes first.
static void put_columns(struct html_writer *writer, rubric_node table) {
    const rubric_value *columns = rubric_node_value(table, RUBRIC_FIELD_COLUMNS);
    bool is_own = has_own_columns(table);
    if (!columns || columns->type != RUBRIC_VALUE_LIST || (!is_own && !has_width(columns)))
        return;
    html_put(writer, "<colgroup>");
    for (uint32_t i = 0; i < columns->as.list.count; i++) {
        html_put(writer, "<col");
        int64_t alignment = is_own ? rubric_table_column_alignment(table, i) : 0;
        if (alignment)
            rubric_html_put_pair(
                writer, "align",
                rubric_slice_of(rubric_field_choices(RUBRIC_FIELD_ALIGNMENT)[alignment]));
        put_width(writer, &columns->as.list.items[i]);
        html_put(writer, ">");
    }
    html_put(writer, "</colgroup>\n");
}

static bool is_table_caption(rubric_node node) {
    return rubric_node_kind(node) == RUBRIC_KIND_CAPTION && rubric_node_parent(node).id &&
           rubric_node_kind(rubric_node_parent(node)) == RUBRIC_KIND_TABLE;
}

static void enter_section(struct html_writer *writer, rubric_node node) {
    static const char *const names[] = {"tbody", "thead", "tfoot"};
    rubric_node previous = rubric_node_previous(node);
    if (!previous.id || (is_table_caption(previous) && !rubric_node_previous(previous).id))
        put_columns(writer, rubric_node_parent(node));
    rubric_html_begin_tag(writer, node, names[rubric_node_integer(node, RUBRIC_FIELD_PART)]);
    rubric_html_end_tag(writer, node, NULL);
    html_put(writer, "\n");
}

static void enter_cell(struct html_writer *writer, rubric_node node) {
    int64_t alignment = rubric_node_integer(node, RUBRIC_FIELD_ALIGNMENT);
    bool is_header = rubric_node_boolean(node, RUBRIC_FIELD_HEADER);
    if (!rubric_node_previous(node).id)
        writer->column = 0;
    rubric_node table = table_of(node);
    if (!alignment && !has_own_columns(table))
        alignment = rubric_table_column_alignment(table, writer->column);
    int64_t columns = rubric_node_integer(node, RUBRIC_FIELD_COLUMN_SPAN);
    writer->column += columns > 1 && columns < 1000 ? (uint32_t)columns : 1;
    rubric_html_begin_tag(writer, node, is_header ? "th" : "td");
    rubric_html_put_fact(writer, node, "align",
                         alignment ? rubric_field_choices(RUBRIC_FIELD_ALIGNMENT)[alignment]
                                   : NULL);
    rubric_html_put_number(writer, node, "rowspan",
                           rubric_node_integer(node, RUBRIC_FIELD_ROW_SPAN), 1);
    rubric_html_put_number(writer, node, "colspan", columns, 1);
    rubric_html_end_tag(writer, node, NULL);
}

/* ---- Inlines ---- */

static void enter_image(struct html_writer *writer, rubric_node node) {
    if (writer->images++)
        return;
    html_put(writer, "<img");
    rubric_html_put_url_of(writer, node, "src");
    html_put(writer, " alt=\"");
}

static void leave_image(struct html_writer *writer, rubric_node node) {
    if (--writer->images)
        return;
    html_put(writer, "\"");
    rubric_html_put_title(writer, node);
    rubric_html_put_attributes(writer, node, NULL);
    html_put(writer, " />");
}

static void put_raw(struct html_writer *writer, rubric_node node) {
    bool is_block = rubric_node_kind(node) == RUBRIC_KIND_RAW_BLOCK;
    if (!rubric_slice_equal(rubric_node_string(node, RUBRIC_FIELD_FORMAT), rubric_slice_of("html")))
        return;
    if (is_block)
        rubric_html_begin_line(writer);
    rubric_slice literal = rubric_node_string(node, RUBRIC_FIELD_LITERAL);
    if (writer->options->unsafe && writer->options->tag_filter)
        rubric_html_put_filtered(writer->out, literal);
    else if (writer->options->unsafe)
        rubric_buffer_put_slice(writer->out, literal);
    else
        html_put(writer, is_block ? "<!-- raw HTML omitted -->\n" : "<!-- raw HTML omitted -->");
}

static void put_math(struct html_writer *writer, rubric_node node) {
    bool is_display = rubric_node_boolean(node, RUBRIC_FIELD_DISPLAY);
    html_put(writer, "<span");
    rubric_html_put_attributes(writer, node, is_display ? "math display" : "math inline");
    html_put(writer, ">");
    rubric_html_put_escaped(writer->out, rubric_node_plane(node));
    html_put(writer, "</span>");
}

static void put_quote(struct html_writer *writer, rubric_node node, bool opens) {
    bool is_single = rubric_node_integer(node, RUBRIC_FIELD_QUOTE) == 1;
    html_put(writer, is_single ? (opens ? "‘" : "’") : (opens ? "“" : "”"));
}

static bool is_compact(rubric_node node) {
    return rubric_node_boolean(node, RUBRIC_FIELD_COMPACT);
}

// A citation that stands in the first of its group, and has no text.
static bool is_grouped(rubric_node node) {
    return rubric_node_kind(node) == RUBRIC_KIND_CITATION && !rubric_node_first(node).id;
}

// The element of a kind that no field tells; NULL when its node has no tag.
static const char *standard_name(rubric_node node) {
    static const char *const names[RUBRIC_KIND_COUNT] = {
        [RUBRIC_KIND_PARAGRAPH] = "p",
        [RUBRIC_KIND_BLOCK_QUOTE] = "blockquote",
        [RUBRIC_KIND_DEFINITION_LIST] = "dl",
        [RUBRIC_KIND_TERM] = "dt",
        [RUBRIC_KIND_DEFINITION] = "dd",
        [RUBRIC_KIND_TABLE] = "table",
        [RUBRIC_KIND_ROW] = "tr",
        [RUBRIC_KIND_FIGURE] = "figure",
        [RUBRIC_KIND_LINE_BLOCK] = "div",
        [RUBRIC_KIND_DIV] = "div",
        [RUBRIC_KIND_ELEMENT] = "div",
        [RUBRIC_KIND_EMPH] = "em",
        [RUBRIC_KIND_STRONG] = "strong",
        [RUBRIC_KIND_UNDERLINE] = "u",
        [RUBRIC_KIND_STRIKEOUT] = "del",
        [RUBRIC_KIND_SUPERSCRIPT] = "sup",
        [RUBRIC_KIND_SUBSCRIPT] = "sub",
        [RUBRIC_KIND_SMALL_CAPS] = "span",
        [RUBRIC_KIND_CODE] = "code",
        [RUBRIC_KIND_LINK] = "a",
        [RUBRIC_KIND_CITATION] = "cite",
        [RUBRIC_KIND_SPAN] = "span",
    };
    static const char *const headings[] = {"h1", "h2", "h3", "h4", "h5", "h6"};
    rubric_kind kind = rubric_node_kind(node);
    int64_t level = rubric_node_integer(node, RUBRIC_FIELD_LEVEL);
    if (kind == RUBRIC_KIND_HEADING)
        return headings[level < 1 ? 0 : level > 6 ? 5 : level - 1];
    if (kind == RUBRIC_KIND_CAPTION)
        return is_table_caption(node) ? "caption" : "figcaption";
    if (kind == RUBRIC_KIND_CITATION && is_grouped(node))
        return NULL;
    if (kind == RUBRIC_KIND_PARAGRAPH && is_compact(node))
        return NULL;
    return names[kind];
}

// Code of a page has the line ends that were <br> there; others are soft.
static void put_code(struct html_writer *writer, rubric_node node) {
    rubric_slice text = rubric_node_plane(node);
    bool has_breaks = rubric_node_element(node).size > 0;
    for (size_t begin = 0; begin < text.size;) {
        size_t end = rubric_slice_find(text, rubric_slice_make("\n", 1), begin);
        end = end == SIZE_MAX || !has_breaks ? text.size : end;
        rubric_html_put_escaped(writer->out, rubric_slice_part(text, begin, end));
        if (end < text.size)
            html_put(writer, "<br />");
        begin = end + 1;
    }
}

static void enter_other(struct html_writer *writer, rubric_node node) {
    rubric_kind kind = rubric_node_kind(node);
    const char *name = standard_name(node);
    bool is_block = !rubric_kind_is_inline(kind);
    bool follows = rubric_node_previous(node).id != 0;
    if (is_block && (name || follows)) // loose text stands right behind the tag around it
        rubric_html_begin_line(writer);
    if (!name)
        return;
    rubric_html_begin_tag(writer, node, name);
    if (kind == RUBRIC_KIND_LINK || kind == RUBRIC_KIND_DIV)
        rubric_html_put_url_of(writer, node, "href");
    rubric_html_put_title(writer, node);
    rubric_html_end_tag(writer, node,
                        kind == RUBRIC_KIND_LINE_BLOCK   ? "line-block"
                        : kind == RUBRIC_KIND_SMALL_CAPS ? "small-caps"
                                                         : NULL);
    if (rubric_kind_content(kind) == RUBRIC_CONTENT_BLOCKS && rubric_node_first(node).id &&
        !rubric_html_begins_compact(node))
        html_put(writer, "\n");
    if (kind == RUBRIC_KIND_CODE)
        put_code(writer, node);
}

static void leave_other(struct html_writer *writer, rubric_node node, const char *name) {
    if (!name)
        return;
    html_put(writer, "</");
    rubric_html_put_name(writer, node, name);
    html_put(writer, rubric_kind_is_inline(rubric_node_kind(node)) ? ">" : ">\n");
}

static bool is_quote_element(rubric_node node) {
    return rubric_slice_equal(rubric_node_element(node), rubric_slice_of("q"));
}

static void put_void(struct html_writer *writer, rubric_node node, const char *tag) {
    html_put(writer, tag);
    rubric_html_put_attributes(writer, node, NULL);
    html_put(writer, " />\n");
}

static void enter(struct html_writer *writer, rubric_node node) {
    switch (rubric_node_kind(node)) {
    case RUBRIC_KIND_DOCUMENT:
        break;
    case RUBRIC_KIND_TEXT:
        rubric_html_put_escaped(writer->out, rubric_node_plane(node));
        break;
    case RUBRIC_KIND_LIST:
        enter_list(writer, node);
        break;
    case RUBRIC_KIND_ITEM:
        enter_item(writer, node);
        break;
    case RUBRIC_KIND_CODE_BLOCK:
        enter_code_block(writer, node);
        break;
    case RUBRIC_KIND_RAW_BLOCK:
    case RUBRIC_KIND_RAW_INLINE:
        put_raw(writer, node);
        break;
    case RUBRIC_KIND_TABLE_SECTION:
        enter_section(writer, node);
        break;
    case RUBRIC_KIND_CELL:
        enter_cell(writer, node);
        break;
    case RUBRIC_KIND_THEMATIC_BREAK:
        rubric_html_begin_line(writer);
        put_void(writer, node, "<hr");
        break;
    case RUBRIC_KIND_LINE_BREAK:
        put_void(writer, node, "<br");
        break;
    case RUBRIC_KIND_MATH:
        put_math(writer, node);
        break;
    case RUBRIC_KIND_QUOTED:
        if (is_quote_element(node)) {
            rubric_html_begin_tag(writer, node, "q");
            rubric_html_end_tag(writer, node, NULL);
        } else {
            put_quote(writer, node, true);
        }
        break;
    case RUBRIC_KIND_FOOTNOTE_REFERENCE:
        rubric_html_put_reference(writer, node);
        break;
    case RUBRIC_KIND_FOOTNOTE:
        rubric_html_enter_footnote(writer, node);
        break;
    default:
        enter_other(writer, node);
        break;
    }
}

static void leave(struct html_writer *writer, rubric_node node) {
    switch (rubric_node_kind(node)) {
    case RUBRIC_KIND_LIST:
        leave_other(writer, node, rubric_node_boolean(node, RUBRIC_FIELD_ORDERED) ? "ol" : "ul");
        break;
    case RUBRIC_KIND_ITEM:
        html_put(writer, "</li>\n");
        break;
    case RUBRIC_KIND_TABLE:
        if (!rubric_node_last(node).id || is_table_caption(rubric_node_last(node)))
            put_columns(writer, node); // no section did
        html_put(writer, "</table>\n");
        break;
    case RUBRIC_KIND_TABLE_SECTION: {
        static const char *const names[] = {"tbody", "thead", "tfoot"};
        leave_other(writer, node, names[rubric_node_integer(node, RUBRIC_FIELD_PART)]);
        break;
    }
    case RUBRIC_KIND_CELL:
        html_put(writer, rubric_node_boolean(node, RUBRIC_FIELD_HEADER) ? "</th>\n" : "</td>\n");
        break;
    case RUBRIC_KIND_QUOTED:
        if (is_quote_element(node))
            html_put(writer, "</q>");
        else
            put_quote(writer, node, false);
        break;
    case RUBRIC_KIND_FOOTNOTE:
        rubric_html_leave_footnote(writer, node);
        break;
    case RUBRIC_KIND_PARAGRAPH:
        rubric_html_end_footnote(writer, node);
        leave_other(writer, node, standard_name(node));
        break;
    default:
        leave_other(writer, node, standard_name(node));
        break;
    }
}

// In the description of an image there is text and nothing else.
static void put_plain(struct html_writer *writer, rubric_node node) {
    rubric_kind kind = rubric_node_kind(node);
    if (kind == RUBRIC_KIND_TEXT || kind == RUBRIC_KIND_CODE)
        rubric_html_put_escaped(writer->out, rubric_node_plane(node));
    else if (kind == RUBRIC_KIND_LINE_BREAK)
        html_put(writer, " ");
}

void rubric_html_put_tree(struct html_writer *writer, rubric_node root) {
    rubric_cursor cursor = rubric_cursor_begin(root);
    while (rubric_cursor_next(&cursor) && !writer->out->failed) {
        rubric_kind kind = rubric_node_kind(cursor.node);
        bool is_image = kind == RUBRIC_KIND_IMAGE;
        if (is_image && cursor.entering)
            enter_image(writer, cursor.node);
        else if (is_image)
            leave_image(writer, cursor.node);
        else if (writer->images && cursor.entering)
            put_plain(writer, cursor.node);
        else if (kind == RUBRIC_KIND_FOOTNOTE && cursor.node.id != root.id &&
                 rubric_html_is_gathered(writer, cursor.node))
            rubric_cursor_skip(&cursor);
        else if (cursor.entering && !writer->images)
            enter(writer, cursor.node);
        else if (!writer->images)
            leave(writer, cursor.node);
    }
}

void rubric_html_write(rubric_buffer *out, rubric_document *document,
                       const rubric_write_options *options) {
    struct html_writer writer = {.out = out, .document = document, .options = options};
    rubric_node root = written_root(document, options);
    writer.notes = rubric_document_notes(document);
    writer.is_part = !rubric_node_same(root, rubric_document_root(document));
    if (options->standalone)
        rubric_html_begin_page(&writer);
    rubric_html_put_tree(&writer, root);
    if (writer.notes && !writer.is_part)
        rubric_html_put_footnotes(&writer);
    if (options->standalone)
        html_put(&writer, "</body>\n</html>\n");
}
