// SPDX-License-Identifier: MIT
// HTML: every text escaped, raw nodes and doubtful addresses left out unless asked for.
#include "document/document.h"
#include "writers/escape.h"
#include "writers/table.h"
#include "writers/writers.h"

struct writer {
    rubric_buffer *out;
    rubric_document *document;
    const rubric_write_options *options;
    uint32_t images; // open ones: inside, only text counts
    uint32_t column; // of the next cell of the open row
};

/** How a kind without fields is written: its tags, and where line ends stand. */
static const struct {
    const char *open, *close;
} tags[RUBRIC_KIND_COUNT] = {
    [RUBRIC_KIND_BLOCK_QUOTE] = {"<blockquote", "</blockquote>\n"},
    [RUBRIC_KIND_DEFINITION_LIST] = {"<dl", "</dl>\n"},
    [RUBRIC_KIND_TERM] = {"<dt", "</dt>\n"},
    [RUBRIC_KIND_DEFINITION] = {"<dd", "</dd>\n"},
    [RUBRIC_KIND_TABLE] = {"<table", "</table>\n"},
    [RUBRIC_KIND_ROW] = {"<tr", "</tr>\n"},
    [RUBRIC_KIND_FIGURE] = {"<figure", "</figure>\n"},
    [RUBRIC_KIND_CAPTION] = {"<figcaption", "</figcaption>\n"},
    [RUBRIC_KIND_FOOTNOTE] = {NULL, "</div>\n"},
    [RUBRIC_KIND_LINE_BLOCK] = {"<div class=\"line-block\"", "</div>\n"},
    [RUBRIC_KIND_DIV] = {"<div", "</div>\n"},
    [RUBRIC_KIND_ELEMENT] = {"<div", "</div>\n"},
    [RUBRIC_KIND_EMPH] = {"<em", "</em>"},
    [RUBRIC_KIND_STRONG] = {"<strong", "</strong>"},
    [RUBRIC_KIND_UNDERLINE] = {"<u", "</u>"},
    [RUBRIC_KIND_STRIKEOUT] = {"<del", "</del>"},
    [RUBRIC_KIND_SUPERSCRIPT] = {"<sup", "</sup>"},
    [RUBRIC_KIND_SUBSCRIPT] = {"<sub", "</sub>"},
    [RUBRIC_KIND_SMALL_CAPS] = {"<span class=\"small-caps\"", "</span>"},
    [RUBRIC_KIND_CODE] = {"<code", "</code>"},
    [RUBRIC_KIND_CITATION] = {"<cite", "</cite>"},
    [RUBRIC_KIND_SPAN] = {"<span", "</span>"},
};

static void put(struct writer *writer, const char *string) {
    rubric_buffer_put_string(writer->out, string);
}

static void put_attribute(struct writer *writer, const char *name, rubric_slice value) {
    put(writer, " ");
    put(writer, name);
    put(writer, "=\"");
    rubric_html_put_escaped(writer->out, value);
    put(writer, "\"");
}

static void put_integer_attribute(struct writer *writer, const char *name, int64_t value) {
    put(writer, " ");
    put(writer, name);
    put(writer, "=\"");
    rubric_buffer_put_integer(writer->out, value);
    put(writer, "\"");
}

static void put_url_attribute(struct writer *writer, const char *name, rubric_slice url) {
    put(writer, " ");
    put(writer, name);
    put(writer, "=\"");
    if (writer->options->unsafe || rubric_html_is_safe_url(url))
        rubric_html_put_url(writer->out, url);
    put(writer, "\"");
}

// Attributes that carry meaning and no program: `style` and what could load something stay out.
static bool may_pass(rubric_slice name) {
    static const char *const names[] = {"id", "class", "lang", "dir", "title", "datetime"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (rubric_slice_equal(name, rubric_slice_of(names[i])))
            return true;
    return name.size > 5 && !memcmp(name.bytes, "data-", 5);
}

static bool is_attribute_name(rubric_slice name) {
    for (size_t i = 0; i < name.size; i++) {
        char byte = name.bytes[i];
        if (!((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '-'))
            return false;
    }
    return name.size > 0;
}

static void put_attributes(struct writer *writer, rubric_node node) {
    rubric_slice name, value;
    for (size_t i = 0; rubric_node_attribute_at(node, i, &name, &value); i++) {
        if (!is_attribute_name(name) || !may_pass(name))
            continue;
        put(writer, " ");
        rubric_buffer_put_slice(writer->out, name);
        put(writer, "=\"");
        rubric_html_put_escaped(writer->out, value);
        put(writer, "\"");
    }
}

static void open_tag(struct writer *writer, rubric_node node, const char *tag) {
    put(writer, tag);
    put_attributes(writer, node);
    put(writer, ">");
}

// Blocks begin a line of their own.
static void begin_line(struct writer *writer) {
    rubric_buffer *out = writer->out;
    if (out->size && out->bytes[out->size - 1] != '\n')
        rubric_buffer_put_byte(out, '\n');
}

static void enter_list(struct writer *writer, rubric_node node) {
    begin_line(writer);
    bool is_ordered = rubric_node_boolean(node, RUBRIC_FIELD_ORDERED);
    put(writer, is_ordered ? "<ol" : "<ul");
    static const char *const types[] = {NULL, "a", "A", "i", "I", NULL, NULL};
    const char *type = types[rubric_node_integer(node, RUBRIC_FIELD_NUMBERING)];
    if (is_ordered && type)
        put_attribute(writer, "type", rubric_slice_of(type));
    int64_t start = rubric_node_integer(node, RUBRIC_FIELD_START);
    if (is_ordered && start != 1)
        put_integer_attribute(writer, "start", start);
    put_attributes(writer, node);
    put(writer, ">\n");
}

// Loose text stands right behind the tag of its container.
static bool begins_compact(rubric_node node) {
    rubric_node first = rubric_node_first(node);
    return first.id && rubric_node_kind(first) == RUBRIC_KIND_PARAGRAPH &&
           rubric_node_boolean(first, RUBRIC_FIELD_COMPACT);
}

static void enter_item(struct writer *writer, rubric_node node) {
    open_tag(writer, node, "<li");
    int64_t checked = rubric_node_integer(node, RUBRIC_FIELD_CHECKED);
    if (checked)
        put(writer, checked == 2 ? "<input type=\"checkbox\" disabled=\"\" checked=\"\"> "
                                 : "<input type=\"checkbox\" disabled=\"\"> ");
    if (rubric_node_first(node).id && !begins_compact(node))
        put(writer, "\n");
}

static void enter_code_block(struct writer *writer, rubric_node node) {
    rubric_slice language = rubric_node_string(node, RUBRIC_FIELD_LANGUAGE);
    begin_line(writer);
    open_tag(writer, node, "<pre");
    put(writer, "<code");
    if (language.size) {
        put(writer, " class=\"language-");
        rubric_html_put_escaped(writer->out, language);
        put(writer, "\"");
    }
    put(writer, ">");
    rubric_html_put_escaped(writer->out, rubric_node_plane(node));
    put(writer, "</code></pre>\n");
}

static rubric_node table_of(rubric_node cell) {
    return rubric_node_parent(rubric_node_parent(rubric_node_parent(cell)));
}

static void enter_cell(struct writer *writer, rubric_node node) {
    bool is_header = rubric_node_boolean(node, RUBRIC_FIELD_HEADER);
    put(writer, is_header ? "<th" : "<td");
    int64_t alignment = rubric_node_integer(node, RUBRIC_FIELD_ALIGNMENT);
    if (!rubric_node_previous(node).id)
        writer->column = 0;
    if (!alignment)
        alignment = rubric_table_column_alignment(table_of(node), writer->column);
    int64_t columns = rubric_node_integer(node, RUBRIC_FIELD_COLUMN_SPAN);
    writer->column += columns > 1 && columns < 1000 ? (uint32_t)columns : 1;
    if (alignment)
        put_attribute(writer, "align",
                      rubric_slice_of(rubric_field_choices(RUBRIC_FIELD_ALIGNMENT)[alignment]));
    if (rubric_node_integer(node, RUBRIC_FIELD_ROW_SPAN) != 1)
        put_integer_attribute(writer, "rowspan", rubric_node_integer(node, RUBRIC_FIELD_ROW_SPAN));
    if (rubric_node_integer(node, RUBRIC_FIELD_COLUMN_SPAN) != 1)
        put_integer_attribute(writer, "colspan",
                              rubric_node_integer(node, RUBRIC_FIELD_COLUMN_SPAN));
    put_attributes(writer, node);
    put(writer, ">");
}

static void enter_link(struct writer *writer, rubric_node node) {
    put(writer, "<a");
    put_url_attribute(writer, "href", rubric_node_string(node, RUBRIC_FIELD_URL));
    rubric_slice title = rubric_node_string(node, RUBRIC_FIELD_TITLE);
    if (title.size)
        put_attribute(writer, "title", title);
    put_attributes(writer, node);
    put(writer, ">");
}

static void enter_image(struct writer *writer, rubric_node node) {
    if (writer->images++)
        return;
    put(writer, "<img");
    put_url_attribute(writer, "src", rubric_node_string(node, RUBRIC_FIELD_URL));
    put(writer, " alt=\"");
}

static void leave_image(struct writer *writer, rubric_node node) {
    if (--writer->images)
        return;
    put(writer, "\"");
    rubric_slice title = rubric_node_string(node, RUBRIC_FIELD_TITLE);
    if (title.size)
        put_attribute(writer, "title", title);
    put_attributes(writer, node);
    put(writer, " />");
}

static void put_raw(struct writer *writer, rubric_node node) {
    bool is_block = rubric_node_kind(node) == RUBRIC_KIND_RAW_BLOCK;
    if (!rubric_slice_equal(rubric_node_string(node, RUBRIC_FIELD_FORMAT), rubric_slice_of("html")))
        return;
    if (is_block)
        begin_line(writer);
    if (writer->options->unsafe)
        rubric_buffer_put_slice(writer->out, rubric_node_string(node, RUBRIC_FIELD_LITERAL));
    else
        put(writer, is_block ? "<!-- raw HTML omitted -->\n" : "<!-- raw HTML omitted -->");
}

static void put_math(struct writer *writer, rubric_node node) {
    bool is_display = rubric_node_boolean(node, RUBRIC_FIELD_DISPLAY);
    put(writer, is_display ? "<span class=\"math display\">" : "<span class=\"math inline\">");
    rubric_html_put_escaped(writer->out, rubric_node_plane(node));
    put(writer, "</span>");
}

static void put_quote(struct writer *writer, rubric_node node, bool opens) {
    bool is_single = rubric_node_integer(node, RUBRIC_FIELD_QUOTE) == 1;
    put(writer, is_single ? (opens ? "‘" : "’") : (opens ? "“" : "”"));
}

static void enter_heading(struct writer *writer, rubric_node node, bool opens) {
    char digit = (char)('0' + rubric_node_integer(node, RUBRIC_FIELD_LEVEL));
    if (opens)
        begin_line(writer);
    put(writer, opens ? "<h" : "</h");
    rubric_buffer_put_byte(writer->out, digit >= '1' && digit <= '6' ? digit : '6');
    if (opens)
        put_attributes(writer, node);
    put(writer, opens ? ">" : ">\n");
}

static const char *section_name(rubric_node node) {
    static const char *const names[] = {"tbody", "thead", "tfoot"};
    return names[rubric_node_integer(node, RUBRIC_FIELD_PART)];
}

static bool is_compact(rubric_node node) {
    return rubric_node_boolean(node, RUBRIC_FIELD_COMPACT);
}

static void put_section(struct writer *writer, rubric_node node, bool opens) {
    put(writer, opens ? "<" : "</");
    put(writer, section_name(node));
    put(writer, ">\n");
}

// A link to the footnote of the label, and back.
static void put_label(struct writer *writer, rubric_node node, const char *from, const char *to) {
    rubric_slice label = rubric_node_string(node, RUBRIC_FIELD_LABEL);
    put(writer, "<a href=\"#");
    put(writer, to);
    rubric_html_put_escaped(writer->out, label);
    if (*from) {
        put(writer, "\" id=\"");
        put(writer, from);
        rubric_html_put_escaped(writer->out, label);
    }
    put(writer, "\">");
    rubric_html_put_escaped(writer->out, label);
    put(writer, "</a>");
}

static void enter_footnote(struct writer *writer, rubric_node node) {
    begin_line(writer);
    put(writer, "<div class=\"footnote\" id=\"fn-");
    rubric_html_put_escaped(writer->out, rubric_node_string(node, RUBRIC_FIELD_LABEL));
    put(writer, "\">\n<sup>");
    put_label(writer, node, "", "fnref-");
    put(writer, "</sup>\n");
}

// A citation that stands in the first of its group, and has no text.
static bool is_grouped(rubric_node node) {
    return rubric_node_kind(node) == RUBRIC_KIND_CITATION && !rubric_node_first(node).id;
}

static bool is_table_caption(rubric_node node) {
    return rubric_node_kind(node) == RUBRIC_KIND_CAPTION && rubric_node_parent(node).id &&
           rubric_node_kind(rubric_node_parent(node)) == RUBRIC_KIND_TABLE;
}

static void enter_other(struct writer *writer, rubric_node node) {
    rubric_kind kind = rubric_node_kind(node);
    const char *tag = is_table_caption(node) ? "<caption" : tags[kind].open;
    if (!tag || is_grouped(node))
        return;
    if (!rubric_kind_is_inline(kind))
        begin_line(writer);
    open_tag(writer, node, tag);
    if (rubric_kind_content(kind) == RUBRIC_CONTENT_BLOCKS && !begins_compact(node))
        put(writer, "\n");
    if (kind == RUBRIC_KIND_CODE)
        rubric_html_put_escaped(writer->out, rubric_node_plane(node));
}

static void enter(struct writer *writer, rubric_node node) {
    switch (rubric_node_kind(node)) {
    case RUBRIC_KIND_TEXT:
        rubric_html_put_escaped(writer->out, rubric_node_plane(node));
        break;
    case RUBRIC_KIND_PARAGRAPH:
        if (is_compact(node))
            break;
        begin_line(writer);
        open_tag(writer, node, "<p");
        break;
    case RUBRIC_KIND_HEADING:
        enter_heading(writer, node, true);
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
        put_section(writer, node, true);
        break;
    case RUBRIC_KIND_CELL:
        enter_cell(writer, node);
        break;
    case RUBRIC_KIND_THEMATIC_BREAK:
        begin_line(writer);
        put(writer, "<hr />\n");
        break;
    case RUBRIC_KIND_LINK:
        enter_link(writer, node);
        break;
    case RUBRIC_KIND_LINE_BREAK:
        put(writer, "<br />\n");
        break;
    case RUBRIC_KIND_MATH:
        put_math(writer, node);
        break;
    case RUBRIC_KIND_QUOTED:
        put_quote(writer, node, true);
        break;
    case RUBRIC_KIND_FOOTNOTE_REFERENCE:
        put(writer, "<sup>");
        put_label(writer, node, "fnref-", "fn-");
        put(writer, "</sup>");
        break;
    case RUBRIC_KIND_FOOTNOTE:
        enter_footnote(writer, node);
        break;
    default:
        enter_other(writer, node);
        break;
    }
}

static void leave(struct writer *writer, rubric_node node) {
    rubric_kind kind = rubric_node_kind(node);
    switch (kind) {
    case RUBRIC_KIND_PARAGRAPH:
        if (!is_compact(node))
            put(writer, "</p>\n");
        break;
    case RUBRIC_KIND_HEADING:
        enter_heading(writer, node, false);
        break;
    case RUBRIC_KIND_LIST:
        put(writer, rubric_node_boolean(node, RUBRIC_FIELD_ORDERED) ? "</ol>\n" : "</ul>\n");
        break;
    case RUBRIC_KIND_ITEM:
        put(writer, "</li>\n");
        break;
    case RUBRIC_KIND_TABLE_SECTION:
        put_section(writer, node, false);
        break;
    case RUBRIC_KIND_CELL:
        put(writer, rubric_node_boolean(node, RUBRIC_FIELD_HEADER) ? "</th>\n" : "</td>\n");
        break;
    case RUBRIC_KIND_LINK:
        put(writer, "</a>");
        break;
    case RUBRIC_KIND_QUOTED:
        put_quote(writer, node, false);
        break;
    case RUBRIC_KIND_CAPTION:
        put(writer, is_table_caption(node) ? "</caption>\n" : "</figcaption>\n");
        break;
    default:
        if (tags[kind].close && !is_grouped(node))
            put(writer, tags[kind].close);
        break;
    }
}

// In the description of an image there is text and nothing else.
static void put_plain(struct writer *writer, rubric_node node) {
    rubric_kind kind = rubric_node_kind(node);
    if (kind == RUBRIC_KIND_TEXT || kind == RUBRIC_KIND_CODE)
        rubric_html_put_escaped(writer->out, rubric_node_plane(node));
    else if (kind == RUBRIC_KIND_LINE_BREAK)
        put(writer, " ");
}

// The text of a string or of content; false for other values.
static bool put_text_of(rubric_buffer *text, rubric_document *document, const rubric_value *value) {
    text->size = 0;
    if (value && value->type == RUBRIC_VALUE_STRING)
        rubric_buffer_put_slice(text, value->as.string);
    else if (value && value->type == RUBRIC_VALUE_CONTENT)
        rubric_node_text(text, rubric_content_root(document, value));
    else
        return false;
    return true;
}

static void put_page_head(struct writer *writer) {
    const rubric_value *metadata = rubric_document_metadata(writer->document);
    const rubric_value *title = rubric_value_find(metadata, rubric_slice_of("title"));
    const rubric_value *lang = rubric_value_find(metadata, rubric_slice_of("lang"));
    rubric_buffer text;
    rubric_buffer_init(&text, writer->out->context);
    put(writer, "<!DOCTYPE html>\n<html");
    if (put_text_of(&text, writer->document, lang))
        put_attribute(writer, "lang", rubric_buffer_slice(&text));
    put(writer, ">\n<head>\n<meta charset=\"utf-8\">\n<title>");
    if (put_text_of(&text, writer->document, title))
        rubric_html_put_escaped(writer->out, rubric_buffer_slice(&text));
    rubric_buffer_clear(&text);
    put(writer, "</title>\n</head>\n<body>\n");
}

void rubric_html_write(rubric_buffer *out, rubric_document *document,
                       const rubric_write_options *options) {
    struct writer writer = {.out = out, .document = document, .options = options};
    if (options->standalone)
        put_page_head(&writer);
    rubric_cursor cursor = rubric_cursor_begin(written_root(document, options));
    while (rubric_cursor_next(&cursor) && !out->failed) {
        bool is_image = rubric_node_kind(cursor.node) == RUBRIC_KIND_IMAGE;
        if (is_image && cursor.entering)
            enter_image(&writer, cursor.node);
        else if (is_image)
            leave_image(&writer, cursor.node);
        else if (writer.images && cursor.entering)
            put_plain(&writer, cursor.node);
        else if (cursor.entering && !writer.images)
            enter(&writer, cursor.node);
        else if (!writer.images)
            leave(&writer, cursor.node);
    }
    if (options->standalone)
        put(&writer, "</body>\n</html>\n");
}
