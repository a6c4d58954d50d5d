// SPDX-License-Identifier: MIT
// What must be escaped in Markdown: inside a line, and at the start of one.
#include "base/ascii.h"
#include "writers/markdown/markdown.h"

static bool is_blank(uint32_t code_point) {
    return code_point == ' ' || code_point == '\n' || code_point == '\t' || code_point == 0;
}

static bool is_blank_byte(char byte) {
    return byte == ' ' || byte == '\n' || byte == '\t';
}

bool rubric_markdown_begins_entity(rubric_slice text, size_t at) {
    char out[8];
    size_t size;
    return rubric_entity_read(text, at, out, &size) != 0;
}

bool rubric_markdown_is_special(char byte) {
    static const bool special[128] = {['\\'] = true,
                                      ['`'] = true,
                                      ['*'] = true,
                                      ['_'] = true,
                                      ['~'] = true,
                                      ['['] = true,
                                      [']'] = true,
                                      ['<'] = true,
                                      ['&'] = true,
                                      ['!'] = true,
                                      ['|'] = true,
                                      ['\n'] = true,
                                      [PIECE_LINE_END] = true,
                                      [PIECE_TAB] = true};
    return (unsigned char)byte < 128 && special[(unsigned char)byte];
}

// "[ ] " and "[x] " at the start of an item are its box.
static bool is_task_mark(rubric_slice text, size_t at) {
    return text.size - at >= 3 && text.bytes[at + 2] == ']' && strchr(" xX", text.bytes[at + 1]) &&
           text.bytes[at + 1];
}

// Whether what stands behind "]:" could make a link reference definition of it: a destination
// and nothing, or one and a title (CommonMark 0.31, section 4.7).
static bool defines_link(rubric_slice text, size_t at) {
    while (at < text.size && is_blank_byte(text.bytes[at]))
        at++;
    while (at < text.size && !is_blank_byte(text.bytes[at]))
        at++;
    while (at < text.size && text.bytes[at] == ' ')
        at++;
    return at == text.size || strchr("\n\"'(", text.bytes[at]);
}

// A backslash stays alone only before what can never be escaped, wherever lines are broken.
static bool escapes_something(uint32_t next) {
    return next < 0x80 && !markdown_is_alphanumeric(next);
}

bool rubric_markdown_needs_escape(const struct markdown_around *around, rubric_slice text,
                                  size_t at) {
    uint32_t next = around->next;
    switch (text.bytes[at]) {
    case '\\':
        return escapes_something(next);
    case '`':
        return true;
    case '*':
        return around->is_line_start || !is_blank(around->before) || !is_blank(next);
    case '_':
        return !markdown_is_alphanumeric(around->before) || !markdown_is_alphanumeric(next);
    case '~':
        return around->has_tildes;
    case '[':
        return around->in_link || around->before == '!' ||
               (around->is_block_start && is_task_mark(text, at));
    case ']':
        return around->in_link || next == '(' || next == '[' ||
               (next == ':' && around->may_define &&
                (around->is_text_end || defines_link(text, at + 2)));
    case '<':
        return next == '/' || next == '!' || next == '?' || next == '<' ||
               (around->is_text_end && next == '[') || // a link may be written as `<url>`
               (next < 128 && ascii_is_letter((char)next));
    case '&':
        return rubric_markdown_begins_entity(text, at);
    case '!':
        return around->is_text_end && next == '[';
    case '|':
        return around->in_cell;
    default:
        return false;
    }
}

// Whether a line consists of these bytes, of which the first is there.
static bool is_line_of(rubric_slice line, const char *bytes) {
    bool has_first = false;
    for (size_t i = 0; i < line.size && line.bytes[i] != '\n'; i++) {
        has_first = has_first || line.bytes[i] == bytes[0];
        if (!strchr(bytes, line.bytes[i]) || line.bytes[i] == '\0')
            return false;
    }
    return has_first;
}

// The row of dashes that makes the line above a table or a heading.
static bool is_ruler(rubric_slice line) {
    return is_line_of(line, "- :|\t");
}

static bool ends_line(rubric_slice text, size_t at) {
    return at >= text.size || is_blank_byte(text.bytes[at]);
}

static size_t number_marker(rubric_slice rest) {
    size_t digits = 0;
    while (digits < rest.size && ascii_is_digit(rest.bytes[digits]))
        digits++;
    bool is_number = digits > 0 && digits <= 9 && digits < rest.size &&
                     (rest.bytes[digits] == '.' || rest.bytes[digits] == ')');
    return is_number && ends_line(rest, digits + 1) ? digits : SIZE_MAX;
}

size_t rubric_markdown_block_marker(rubric_slice rest) {
    size_t count = 0;
    switch (rest.size ? rest.bytes[0] : '\0') {
    case '#':
        while (count < rest.size && rest.bytes[count] == '#')
            count++;
        return count <= 6 && ends_line(rest, count) ? 0 : SIZE_MAX;
    case '-':
    case '+':
        return ends_line(rest, 1) || is_ruler(rest) ? 0 : SIZE_MAX;
    case ':':
    case '|':
        return is_ruler(rest) ? 0 : SIZE_MAX;
    case '=':
        return is_line_of(rest, "= \t") ? 0 : SIZE_MAX;
    case '>':
        return 0;
    default:
        return number_marker(rest);
    }
}

// Elements that begin a block wherever they stand (CommonMark 0.31, section 4.6, kinds 1 and 6).
static bool is_block_tag(rubric_slice name, bool opens) {
    static const char *const names[] = {
        "address", "article",  "aside",  "base",     "basefont", "blockquote", "body",
        "caption", "center",   "col",    "colgroup", "dd",       "details",    "dialog",
        "dir",     "div",      "dl",     "dt",       "fieldset", "figcaption", "figure",
        "footer",  "form",     "frame",  "frameset", "h1",       "h2",         "h3",
        "h4",      "h5",       "h6",     "head",     "header",   "hr",         "html",
        "iframe",  "legend",   "li",     "link",     "main",     "menu",       "menuitem",
        "nav",     "noframes", "ol",     "optgroup", "option",   "p",          "param",
        "search",  "section",  "source", "summary",  "table",    "tbody",      "td",
        "tfoot",   "th",       "thead",  "title",    "tr",       "track",      "ul",
        "pre",     "script",   "style",  "textarea"}; // these four only as they open
    for (size_t i = 0; i < sizeof names / sizeof *names - (opens ? 0 : 4); i++)
        if (rubric_slice_equal_fold(name, rubric_slice_of(names[i])))
            return true;
    return false;
}

bool rubric_markdown_begins_html_block(rubric_slice html) {
    if (html.size < 2 || html.bytes[0] != '<')
        return false;
    if (html.bytes[1] == '!' || html.bytes[1] == '?')
        return true;
    size_t begin = html.bytes[1] == '/' ? 2 : 1, end = begin;
    while (end < html.size && (ascii_is_letter(html.bytes[end]) || ascii_is_digit(html.bytes[end])))
        end++;
    return is_block_tag(rubric_slice_part(html, begin, end), begin == 1);
}

// Where the line will end is not known yet, so whatever could become a marker may not begin it.
bool rubric_markdown_may_begin_line(rubric_slice rest) {
    if (rest.size == 0 || is_blank_byte(rest.bytes[0]) || strchr("*-+=|:#>_", rest.bytes[0]))
        return false;
    bool is_fence = rest.size > 2 && (rest.bytes[0] == '`' || rest.bytes[0] == '~') &&
                    rest.bytes[1] == rest.bytes[0] && rest.bytes[2] == rest.bytes[0];
    return !is_fence && rubric_markdown_block_marker(rest) == SIZE_MAX &&
           !rubric_markdown_begins_html_block(rest);
}
