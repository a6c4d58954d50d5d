// SPDX-License-Identifier: MIT
// Which syntax a dialect has for an inline; the tag of HTML where it has none.
#include "writers/markdown/markup.h"

#include "document/document.h"
#include "writers/html/escape.h"

static const struct {
    rubric_kind kind;
    const char *open, *close;
} html_tags[] = {
    {RUBRIC_KIND_UNDERLINE, "<u>", "</u>"},        {RUBRIC_KIND_SUPERSCRIPT, "<sup>", "</sup>"},
    {RUBRIC_KIND_SUBSCRIPT, "<sub>", "</sub>"},    {RUBRIC_KIND_EMPH, "<em>", "</em>"},
    {RUBRIC_KIND_STRONG, "<strong>", "</strong>"}, {RUBRIC_KIND_STRIKEOUT, "<del>", "</del>"}};

bool rubric_markdown_has_only_class(rubric_node node, const char *class) {
    rubric_slice name, value;
    return rubric_node_attribute_at(node, 0, &name, &value) &&
           rubric_slice_equal(name, rubric_slice_of("class")) &&
           (!*class || rubric_slice_equal(value, rubric_slice_of(class))) &&
           !rubric_node_attribute_at(node, 1, &name, &value);
}

static bool is_emoji(rubric_node node) {
    rubric_slice class, name;
    return rubric_node_attribute(node, rubric_slice_of("class"), &class) &&
           rubric_slice_equal(class, rubric_slice_of("emoji")) &&
           rubric_node_attribute(node, rubric_slice_of("data-emoji"), &name);
}

char rubric_markdown_own_delimiter(const struct markdown_style *style, rubric_node node) {
    if (rubric_node_kind(node) != RUBRIC_KIND_SPAN)
        return 0;
    for (uint32_t i = 0; i < style->delimiter_count; i++) {
        const rubric_delimiter *delimiter = &style->delimiters[i];
        if (markdown_mark_size(style, (unsigned char)delimiter->mark[0]) &&
            rubric_markdown_has_only_class(node, delimiter->name))
            return delimiter->mark[0];
    }
    return 0;
}

static enum markup markup_of_span(const struct markdown_style *style, rubric_node node) {
    rubric_slice name;
    if (is_emoji(node)) {
        rubric_node_attribute(node, rubric_slice_of("data-emoji"), &name);
        const char *sign = rubric_emoji_find(name);
        bool is_same = sign && rubric_slice_equal(rubric_node_plane(node), rubric_slice_of(sign));
        return is_same && markdown_has(style, DIALECT_EMOJI) ? MARKUP_OBJECT : MARKUP_NONE;
    }
    bool is_mark = rubric_markdown_has_only_class(node, "mark");
    if ((is_mark && markdown_has(style, DIALECT_HIGHLIGHT)) ||
        rubric_markdown_own_delimiter(style, node))
        return MARKUP_DELIMITERS;
    if (markdown_has(style, DIALECT_ATTRIBUTES))
        return MARKUP_BRACKETS;
    bool says_something =
        rubric_markdown_has_attributes(node) || rubric_node_kind(node) == RUBRIC_KIND_SMALL_CAPS;
    return says_something && style->options->html ? MARKUP_HTML : MARKUP_NONE;
}

// A page whose text is text, as `[[page|text]]` can say it.
static bool is_wiki_link(rubric_node node) {
    rubric_node text = rubric_node_first(node);
    rubric_slice url = rubric_node_string(node, RUBRIC_FIELD_URL);
    if (!rubric_markdown_has_only_class(node, "wikilink") || !url.size ||
        rubric_node_string(node, RUBRIC_FIELD_TITLE).size || !text.id ||
        rubric_node_kind(text) != RUBRIC_KIND_TEXT || rubric_node_next(text).id)
        return false;
    rubric_slice parts[] = {url, rubric_node_plane(text)};
    for (size_t part = 0; part < 2; part++)
        for (size_t i = 0; i < parts[part].size; i++)
            if (!parts[part].bytes[i] || strchr("[]|\n\r\\&", parts[part].bytes[i]))
                return false;
    return parts[1].size > 0;
}

enum markup rubric_markdown_markup_of(const struct markdown_style *style, rubric_node node) {
    switch (rubric_node_kind(node)) {
    case RUBRIC_KIND_LINK:
        return markdown_has(style, DIALECT_WIKI_LINKS) && is_wiki_link(node) ? MARKUP_OBJECT
                                                                             : MARKUP_BRACKETS;
    case RUBRIC_KIND_IMAGE:
        return MARKUP_BRACKETS;
    case RUBRIC_KIND_EMPH:
    case RUBRIC_KIND_STRONG:
        return MARKUP_DELIMITERS;
    case RUBRIC_KIND_QUOTED:
        return markdown_has(style, DIALECT_SMART) ? MARKUP_DELIMITERS : MARKUP_NONE;
    case RUBRIC_KIND_STRIKEOUT:
        return markdown_has(style, DIALECT_STRIKETHROUGH) ? MARKUP_DELIMITERS : MARKUP_HTML;
    case RUBRIC_KIND_SUPERSCRIPT:
        return markdown_has(style, DIALECT_SUPERSCRIPT) ? MARKUP_DELIMITERS : MARKUP_HTML;
    case RUBRIC_KIND_SUBSCRIPT:
        return markdown_has(style, DIALECT_SUBSCRIPT) ? MARKUP_DELIMITERS : MARKUP_HTML;
    case RUBRIC_KIND_UNDERLINE:
        return MARKUP_HTML;
    case RUBRIC_KIND_SPAN:
    case RUBRIC_KIND_SMALL_CAPS:
        return markup_of_span(style, node);
    default: // a citation: the content stands for itself
        return MARKUP_NONE;
    }
}

char rubric_markdown_delimiter_of(const struct markdown_style *style, rubric_node node) {
    char own = rubric_markdown_own_delimiter(style, node);
    if (own)
        return own;
    switch (rubric_node_kind(node)) {
    case RUBRIC_KIND_STRIKEOUT:
    case RUBRIC_KIND_SUBSCRIPT:
        return '~';
    case RUBRIC_KIND_SUPERSCRIPT:
        return '^';
    case RUBRIC_KIND_SPAN:
        return '=';
    case RUBRIC_KIND_QUOTED:
        return rubric_node_integer(node, RUBRIC_FIELD_QUOTE) == 1 ? '\'' : '"';
    default:
        return 0;
    }
}

size_t rubric_markdown_delimiter_count(const struct markdown_style *style, rubric_node node) {
    char own = rubric_markdown_own_delimiter(style, node);
    if (own)
        return markdown_mark_size(style, (unsigned char)own);
    rubric_kind kind = rubric_node_kind(node);
    return kind == RUBRIC_KIND_STRONG || kind == RUBRIC_KIND_STRIKEOUT || kind == RUBRIC_KIND_SPAN
               ? 2
               : 1;
}

void rubric_markdown_put_tag(rubric_buffer *out, const char *element, rubric_node node) {
    rubric_slice name, value;
    rubric_buffer_put_byte(out, '<');
    rubric_buffer_put_string(out, element);
    if (rubric_node_kind(node) == RUBRIC_KIND_SMALL_CAPS)
        rubric_buffer_put_string(out, " style=\"font-variant: small-caps\"");
    for (uint32_t i = node_of(node)->attributes; i && !out->failed;
         i = node.document->attributes[i - 1].next) {
        name = node.document->attributes[i - 1].name;
        value = node.document->attributes[i - 1].value;
        if (rubric_slice_find(name, rubric_slice_of("on"), 0) == 0)
            continue; // no scripts
        rubric_buffer_put_byte(out, ' ');
        rubric_buffer_put_slice(out, name);
        rubric_buffer_put_string(out, "=\"");
        rubric_html_put_escaped(out, value);
        rubric_buffer_put_byte(out, '"');
    }
    rubric_buffer_put_byte(out, '>');
}

void rubric_markdown_put_html_tag(rubric_buffer *out, rubric_node node, bool opens) {
    rubric_kind kind = rubric_node_kind(node);
    for (size_t i = 0; i < sizeof html_tags / sizeof *html_tags; i++)
        if (html_tags[i].kind == kind)
            rubric_buffer_put_string(out, opens ? html_tags[i].open : html_tags[i].close);
    bool is_mark = kind == RUBRIC_KIND_SPAN && rubric_markdown_has_only_class(node, "mark");
    if (kind == RUBRIC_KIND_QUOTED) {
        bool is_single = rubric_node_integer(node, RUBRIC_FIELD_QUOTE) == 1;
        rubric_buffer_put_string(out, is_single ? (opens ? "‘" : "’") : (opens ? "“" : "”"));
    } else if (is_mark) {
        rubric_buffer_put_string(out, opens ? "<mark>" : "</mark>");
    } else if (kind == RUBRIC_KIND_MATH) {
        bool is_display = rubric_node_boolean(node, RUBRIC_FIELD_DISPLAY);
        rubric_buffer_put_string(out, !opens       ? "</span>"
                                      : is_display ? "<span class=\"math display\">"
                                                   : "<span class=\"math inline\">");
    } else if (kind == RUBRIC_KIND_SPAN || kind == RUBRIC_KIND_SMALL_CAPS) {
        if (opens)
            rubric_markdown_put_tag(out, "span", node);
        else
            rubric_buffer_put_string(out, "</span>");
    }
}
