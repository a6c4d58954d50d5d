// SPDX-License-Identifier: MIT
// Raw HTML that Markdown reads as raw HTML where it stands, and other raw text.
#include "base/ascii.h"
#include "writers/markdown/markdown.h"

static size_t skip_space(rubric_slice html, size_t at) {
    while (at < html.size && ascii_is_space(html.bytes[at]))
        at++;
    return at;
}

static size_t skip_name(rubric_slice html, size_t at, const char *others) {
    while (at < html.size && (ascii_is_letter(html.bytes[at]) || ascii_is_digit(html.bytes[at]) ||
                              ascii_is_among(html.bytes[at], others)))
        at++;
    return at;
}

// Behind a quoted value, or one without quotes; SIZE_MAX when it is none.
static size_t skip_value(rubric_slice html, size_t at) {
    char quote = at < html.size ? html.bytes[at] : '\0';
    if (quote == '"' || quote == '\'') {
        size_t end = rubric_slice_find(html, rubric_slice_make(&quote, 1), at + 1);
        return end == SIZE_MAX ? SIZE_MAX : end + 1;
    }
    size_t begin = at;
    while (at < html.size && !ascii_is_space(html.bytes[at]) &&
           !ascii_is_among(html.bytes[at], "\"'=<>`"))
        at++;
    return at > begin ? at : SIZE_MAX;
}

// Behind the tag at the start (CommonMark 0.31, section 6.6); SIZE_MAX when there is none.
static size_t skip_tag(rubric_slice html) {
    bool closes = html.size > 1 && html.bytes[1] == '/';
    size_t at = closes ? 2 : 1;
    if (at >= html.size || html.bytes[0] != '<' || !ascii_is_letter(html.bytes[at]))
        return SIZE_MAX;
    at = skip_name(html, at, "-");
    for (;;) {
        size_t next = skip_space(html, at);
        if (next < html.size && html.bytes[next] == '>')
            return next + 1;
        if (!closes && next + 1 < html.size && html.bytes[next] == '/' &&
            html.bytes[next + 1] == '>')
            return next + 2;
        size_t end = skip_name(html, next, "_:.-");
        if (closes || next == at || end == next || ascii_is_digit(html.bytes[next]) ||
            ascii_is_among(html.bytes[next], ".-"))
            return SIZE_MAX;
        at = end;
        next = skip_space(html, at);
        if (next < html.size && html.bytes[next] == '=')
            at = skip_value(html, skip_space(html, next + 1));
        if (at == SIZE_MAX)
            return SIZE_MAX;
    }
}

// Behind a comment, an instruction, a declaration or a section of characters.
static size_t skip_other(rubric_slice html) {
    static const char *const marks[][2] = {
        {"<!-->", ""}, {"<!--->", ""}, {"<!--", "-->"}, {"<?", "?>"}, {"<![CDATA[", "]]>"}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t size = strlen(marks[i][0]);
        if (html.size < size || memcmp(html.bytes, marks[i][0], size) != 0)
            continue;
        if (!*marks[i][1])
            return size;
        size_t end = rubric_slice_find(html, rubric_slice_of(marks[i][1]), size);
        return end == SIZE_MAX ? SIZE_MAX : end + strlen(marks[i][1]);
    }
    if (html.size < 3 || html.bytes[1] != '!' || !ascii_is_letter(html.bytes[2]))
        return SIZE_MAX;
    size_t end = rubric_slice_find(html, rubric_slice_of(">"), 0);
    return end == SIZE_MAX ? SIZE_MAX : end + 1;
}

// Whether the text is one tag, or one of its kin.
static bool is_one(rubric_slice html) {
    return html.size > 2 && html.bytes[0] == '<' &&
           (html.bytes[1] == '!' || html.bytes[1] == '?' ? skip_other(html) : skip_tag(html)) ==
               html.size;
}

static bool has_blank_line(rubric_slice text) {
    bool is_blank = false;
    for (size_t i = 0; i < text.size; i++) {
        if (text.bytes[i] == '\n' && is_blank)
            return true;
        is_blank = text.bytes[i] == '\n' || (is_blank && ascii_is_space(text.bytes[i]));
    }
    return false;
}

static const char *const literal_names[] = {"pre", "script", "style", "textarea"};

static bool is_literal_name(rubric_slice name) {
    for (size_t i = 0; i < sizeof literal_names / sizeof *literal_names; i++)
        if (rubric_slice_equal_fold(name, rubric_slice_of(literal_names[i])))
            return true;
    return false;
}

static rubric_slice name_at(rubric_slice html, size_t at) {
    return rubric_slice_part(html, at, skip_name(html, at, ""));
}

static bool is_on_last_line(rubric_slice html, size_t at) {
    return at != SIZE_MAX && rubric_slice_find(html, rubric_slice_of("\n"), at) == SIZE_MAX;
}

// Whether an element that goes on over blank lines ends with the line of its end tag.
static bool ends_with_tag(rubric_slice html) {
    for (size_t at = 1; (at = rubric_slice_find(html, rubric_slice_of("</"), at)) != SIZE_MAX;) {
        rubric_slice name = name_at(html, at + 2);
        at += 2 + name.size;
        if (is_literal_name(name) && at < html.size && html.bytes[at] == '>')
            return is_on_last_line(html, at);
    }
    return false;
}

// What ends a comment and its kin, which go on over blank lines too; NULL for anything else.
static const char *find_end_mark(rubric_slice html) {
    static const char *const marks[][2] = {{"<!--", "-->"}, {"<?", "?>"}, {"<![CDATA[", "]]>"}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (html.size >= strlen(marks[i][0]) &&
            memcmp(html.bytes, marks[i][0], strlen(marks[i][0])) == 0)
            return marks[i][1];
    bool is_declaration = html.size > 2 && html.bytes[1] == '!' && ascii_is_letter(html.bytes[2]);
    return is_declaration ? ">" : NULL;
}

// Whether the text is one block of HTML (section 4.6), and what is behind it is none of it.
static bool is_block(rubric_slice html) {
    html = rubric_slice_trim(html);
    if (!html.size || html.bytes[0] != '<')
        return false;
    const char *mark = find_end_mark(html);
    if (mark)
        return is_on_last_line(html, rubric_slice_find(html, rubric_slice_of(mark), 0));
    if (is_literal_name(name_at(html, 1)))
        return ends_with_tag(html);
    size_t line = rubric_slice_find(html, rubric_slice_of("\n"), 0);
    rubric_slice first = rubric_slice_part(html, 0, line == SIZE_MAX ? html.size : line);
    bool begins = rubric_markdown_begins_html_block(html) || is_one(rubric_slice_trim(first));
    return begins && html.bytes[1] != '!' && !has_blank_line(html);
}

bool rubric_markdown_fences_raw(const struct markdown_style *style, rubric_node raw) {
    rubric_slice format = rubric_node_string(raw, RUBRIC_FIELD_FORMAT);
    rubric_slice literal = rubric_node_string(raw, RUBRIC_FIELD_LITERAL);
    bool is_inline = rubric_node_kind(raw) == RUBRIC_KIND_RAW_INLINE;
    if (!markdown_has(style, DIALECT_RAW_ATTRIBUTE) ||
        (!is_inline && rubric_slice_equal(format, rubric_slice_of("markdown"))))
        return false;
    if (!rubric_slice_equal(format, rubric_slice_of("html")))
        return true;
    return is_inline ? !is_one(literal) || has_blank_line(literal) : !is_block(literal);
}
