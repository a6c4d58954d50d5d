// SPDX-License-Identifier: MIT
// What must be escaped in Markdown: inside a line, and at the start of one.
#include "base/ascii.h"
#include "document/html_blocks.h"
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

static bool is_text_ahead(rubric_slice text, size_t at, const char *wanted) {
    size_t size = strlen(wanted);
    return text.size - at >= size && !memcmp(text.bytes + at, wanted, size);
}

// More than one tilde may strike out, or lower; three at the start of a line are a fence.
static bool may_strike(const struct markdown_around *around, rubric_slice text, size_t at) {
    bool has_meaning = markdown_has(around->style, DIALECT_STRIKETHROUGH) ||
                       markdown_has(around->style, DIALECT_SUBSCRIPT);
    return around->has_tildes &&
           (has_meaning || (around->is_line_start && is_text_ahead(text, at, "~~~")));
}

// `[^1]` where there are footnotes, and `[^1]:` at the beginning of a paragraph anywhere.
static bool is_note_mark(const struct markdown_around *around, rubric_slice text, size_t at) {
    if (around->next != '^' || !markdown_has(around->style, DIALECT_FOOTNOTES))
        return false;
    return around->style->has_footnotes || around->is_block_start || at + 2 >= text.size;
}

// `:name:`, whose second colon may be the mark of the emoji behind the text.
static bool is_emoji(rubric_slice text, size_t at) {
    size_t end = at + 1;
    while (end < text.size && end - at < 64 &&
           (ascii_is_letter(text.bytes[end]) || ascii_is_digit(text.bytes[end]) ||
            ascii_is_among(text.bytes[end], "_+-")))
        end++;
    return end > at + 1 && (end == text.size || text.bytes[end] == ':') &&
           rubric_emoji_find(rubric_slice_part(text, at + 1, end)) != NULL;
}

// Whether a word that looks like a link may have something that is escaped.
static bool has_marks(const struct markdown_style *style, rubric_slice text, size_t at) {
    enum { LOOKED_AT = 1024 };
    size_t end = at + LOOKED_AT;
    for (at++; at < text.size && !is_blank_byte(text.bytes[at]); at++) {
        char byte = text.bytes[at], next = at + 1 < text.size ? text.bytes[at + 1] : ' ';
        bool is_inside = byte == '_' && markdown_is_alphanumeric((unsigned char)next) &&
                         markdown_is_alphanumeric((unsigned char)text.bytes[at - 1]);
        bool is_usual = is_inside || ascii_is_among(byte, ":.@-!|") ||
                        (byte == '&' && !rubric_markdown_begins_entity(text, at));
        if (at == end || (markdown_is_special(style, byte) && !is_usual))
            return true;
    }
    return false;
}

// A bare link, which inside of another one is none, but whose bytes stand for themselves there too.
static bool makes_link(const struct markdown_around *around, rubric_slice text, size_t at) {
    return markdown_has(around->style, DIALECT_AUTOLINKS) &&
           rubric_markdown_begins_bare_link(text, at, around->next) &&
           (!around->in_link || has_marks(around->style, text, at));
}

// Signs that are delimiters of the document: the first of a run that is as long as the delimiter,
// and those at the edges of a text that markup stands beside. Of a long run only the ends count.
static bool may_delimit(const struct markdown_around *around, rubric_slice text, size_t at) {
    enum { LONG = 4 }; // without an end at each side, it is longer than a delimiter yet
    size_t size = markdown_mark_size(around->style, (unsigned char)text.bytes[at]);
    if (!size || !around->has_marks)
        return false;
    size_t begin = at, end = at + 1;
    while (begin > 0 && at - begin <= LONG && text.bytes[begin - 1] == text.bytes[at])
        begin--;
    while (end < text.size && end - at <= LONG && text.bytes[end] == text.bytes[at])
        end++;
    bool is_beside =
        (at == 0 && !is_blank(around->before)) || (at + 1 == text.size && !is_blank(around->next));
    bool is_edge = begin == 0 || end == text.size;
    if (end - begin != size)
        return is_beside || (is_edge && end - begin > 1 && end - begin <= LONG);
    bool is_free = (begin ? is_blank_byte(text.bytes[begin - 1]) : is_blank(around->before)) &&
                   (end < text.size ? is_blank_byte(text.bytes[end])
                                    : end == at + 1 && is_blank(around->next));
    return (at == begin && !is_free) || (at > begin && is_beside);
}

// What only extensions read, besides links.
static bool needs_escape_there(const struct markdown_around *around, rubric_slice text, size_t at) {
    const struct markdown_style *style = around->style;
    uint32_t next = around->next, before = around->before;
    bool is_table_mark =
        markdown_has(style, DIALECT_TABLE_CAPTIONS) && at == 5 && is_text_ahead(text, 0, "Table:");
    switch (text.bytes[at]) {
    case '^':
        return (next == '[' && markdown_has(style, DIALECT_INLINE_FOOTNOTES)) ||
               (around->has_carets && markdown_has(style, DIALECT_SUPERSCRIPT) &&
                (!is_blank(next) || !is_blank(before)));
    case '$':
        return markdown_has(style, DIALECT_MATH) && !is_blank(next);
    case '=':
        return next == '=' && markdown_has(style, DIALECT_HIGHLIGHT) &&
               (!is_blank(before) || (at + 2 < text.size && !is_blank_byte(text.bytes[at + 2])));
    case '{':
        return around->in_heading ||
               (at == 0 && before < 128 && before && strchr("])`>}", (int)before));
    case '"':
    case '\'':
        return markdown_has(style, DIALECT_SMART);
    case '-':
        return next == '-' && markdown_has(style, DIALECT_SMART);
    case '.':
        return (markdown_has(style, DIALECT_SMART) && is_text_ahead(text, at, "...")) ||
               makes_link(around, text, at);
    case ':':
        if (is_table_mark || (markdown_has(style, DIALECT_EMOJI) && is_emoji(text, at)))
            return true;
        // fall through
    case '@':
        return makes_link(around, text, at);
    default:
        return false;
    }
}

bool rubric_markdown_needs_escape(const struct markdown_around *around, rubric_slice text,
                                  size_t at) {
    uint32_t next = around->next;
    const struct markdown_style *style = around->style;
    if (may_delimit(around, text, at))
        return true;
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
        return may_strike(around, text, at);
    case '[':
        return around->in_brackets || around->before == '!' || is_note_mark(around, text, at) ||
               (next == '[' && markdown_has(style, DIALECT_WIKI_LINKS)) ||
               (around->is_block_start && markdown_has(style, DIALECT_TASKS) &&
                is_task_mark(text, at));
    case ']':
        return around->in_brackets || next == '(' || next == '[' ||
               (next == '{' && markdown_has(style, DIALECT_ATTRIBUTES)) ||
               (next == ':' && around->may_define &&
                (around->is_text_end || around->is_wrapped || defines_link(text, at + 2)));
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
        return needs_escape_there(around, text, at);
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

// Marks of blocks that extensions read.
static bool begins_extended_block(const struct markdown_style *style, rubric_slice rest) {
    bool is_marked = ends_line(rest, 1);
    if (rest.bytes[0] == '|')
        return is_marked && markdown_has(style, DIALECT_LINE_BLOCKS);
    if (is_marked && (markdown_has(style, DIALECT_DEFINITION_LISTS) ||
                      markdown_has(style, DIALECT_TABLE_CAPTIONS)))
        return true;
    return markdown_has(style, DIALECT_FENCED_DIVS) && is_text_ahead(rest, 0, ":::");
}

size_t rubric_markdown_block_marker(const struct markdown_style *style, rubric_slice rest) {
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
        return (style && begins_extended_block(style, rest)) ||
                       ((!style || markdown_has(style, DIALECT_TABLES)) && is_ruler(rest))
                   ? 0
                   : SIZE_MAX;
    case '~': // a definition
        return style && markdown_has(style, DIALECT_DEFINITION_LISTS) && ends_line(rest, 1)
                   ? 0
                   : SIZE_MAX;
    case '=':
        return is_line_of(rest, "= \t") ? 0 : SIZE_MAX;
    case '>':
        return 0;
    default:
        return number_marker(rest);
    }
}

static bool has_name(const char *const *names, rubric_slice name) {
    while (*names && !rubric_slice_equal_fold(name, rubric_slice_of(*names)))
        names++;
    return *names != NULL;
}

// Elements that begin a block wherever they stand.
static bool is_block_tag(rubric_slice name, bool opens) {
    return has_name(rubric_block_tags, name) || (opens && has_name(rubric_verbatim_tags, name));
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
    bool is_definition = rest.bytes[0] == '~' && ends_line(rest, 1);
    return !is_fence && !is_definition && rubric_markdown_block_marker(NULL, rest) == SIZE_MAX &&
           !rubric_markdown_begins_html_block(rest);
}
