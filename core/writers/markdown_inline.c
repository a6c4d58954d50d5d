// SPDX-License-Identifier: MIT
// Inlines as Markdown. What would be read as markup is escaped; emphasis that the flanking rules
// (CommonMark 0.31, section 6.2) would not see as such is written as HTML.
#include "document/document.h"
#include "writers/markdown.h"

enum { OPEN_EMPHASES = 64 }; // those nested deeper are written as HTML

struct inlines {
    rubric_buffer *out;
    rubric_node block;
    size_t start; // of this block in `out`
    enum markdown_place place;
    uint32_t links;    // open ones
    uint32_t emphases; // open ones: they take turns with '*' and '_'
    uint32_t depth;    // of emphasis, with that written as HTML
    char delimiters[OPEN_EMPHASES]; // of each open one; 0: HTML
};

// What an open inline wrote in front of its content, and writes behind it.
static const struct {
    rubric_kind kind;
    const char *open, *close;
} html_tags[] = {{RUBRIC_KIND_UNDERLINE, "<u>", "</u>"},
                 {RUBRIC_KIND_SUPERSCRIPT, "<sup>", "</sup>"},
                 {RUBRIC_KIND_SUBSCRIPT, "<sub>", "</sub>"},
                 {RUBRIC_KIND_EMPH, "<em>", "</em>"},
                 {RUBRIC_KIND_STRONG, "<strong>", "</strong>"},
                 {RUBRIC_KIND_STRIKEOUT, "<del>", "</del>"}};

static bool is_blank_byte(int byte) {
    return byte == ' ' || byte == '\n' || byte == '\t' || byte == 0;
}

static bool is_alphanumeric(uint32_t code_point) {
    return rubric_is_letter(code_point) || rubric_is_digit(code_point);
}

static bool is_ascii_punctuation(char byte) {
    return (byte >= '!' && byte <= '/') || (byte >= ':' && byte <= '@') ||
           (byte >= '[' && byte <= '`') || (byte >= '{' && byte <= '~');
}

// The code point before the end of what was written of this block; 0 at its start.
static uint32_t last_written(const struct inlines *inlines) {
    rubric_slice text = rubric_buffer_slice(inlines->out);
    if (text.size <= inlines->start)
        return 0;
    return rubric_utf8_decode(text, rubric_utf8_floor(text, text.size - 1), NULL);
}

// The first code point that a node writes; 0 for none. Markup counts as punctuation.
static uint32_t first_of(rubric_node node) {
    rubric_slice text = rubric_node_plane(node);
    switch (rubric_node_kind(node)) {
    case RUBRIC_KIND_TEXT:
        return text.size ? rubric_utf8_decode(text, 0, NULL) : 0;
    case RUBRIC_KIND_LINE_BREAK:
        return ' ';
    default:
        return '*';
    }
}

// The code point that follows a node in its block; 0 at the end.
static uint32_t following(const struct inlines *inlines, rubric_node node) {
    while (node.id != inlines->block.id) {
        for (rubric_node next = rubric_node_next(node); next.id; next = rubric_node_next(next))
            if (first_of(next))
                return first_of(next);
        node = rubric_node_parent(node);
        if (node.id != inlines->block.id)
            return '*'; // the delimiter that closes the inline around
    }
    return 0;
}

static bool is_space(uint32_t code_point) { return code_point == 0 || rubric_is_space(code_point); }

// Whether a delimiter between these two opens (left-flanking), and for '_' not inside a word.
static bool may_open(uint32_t before, uint32_t after, char delimiter) {
    if (is_space(after))
        return false;
    if (!is_alphanumeric(after) && !is_space(before) && is_alphanumeric(before))
        return false;
    return delimiter == '*' || !is_alphanumeric(before);
}

static bool may_close(uint32_t before, uint32_t after, char delimiter) {
    if (is_space(before))
        return false;
    if (!is_alphanumeric(before) && !is_space(after) && is_alphanumeric(after))
        return false;
    return delimiter == '*' || !is_alphanumeric(after);
}

// The last code point in an inline; '*' for markup.
static uint32_t last_of(rubric_node node) {
    rubric_node last = rubric_node_last(node);
    if (!last.id || rubric_node_kind(last) != RUBRIC_KIND_TEXT)
        return last.id ? '*' : 0;
    rubric_slice text = rubric_node_plane(last);
    return text.size ? rubric_utf8_decode(text, rubric_utf8_floor(text, text.size - 1), NULL) : 0;
}

// The delimiter for emphasis, or 0 when only HTML says it.
static char delimiter_for(const struct inlines *inlines, rubric_node node) {
    char delimiter = inlines->emphases % 2 ? '_' : '*';
    if (rubric_node_kind(node) == RUBRIC_KIND_STRIKEOUT)
        delimiter = '~';
    rubric_node first = rubric_node_first(node);
    uint32_t inside = first.id ? first_of(first) : 0;
    uint32_t before = last_written(inlines);
    char rule = delimiter == '_' ? '_' : '*';
    if (!inside || before == (uint32_t)delimiter || following(inlines, node) == (uint32_t)delimiter)
        return 0;
    return may_open(before, inside, rule) && may_close(last_of(node), following(inlines, node), rule)
               ? delimiter
               : 0;
}

static bool begins_entity(rubric_slice text, size_t at) {
    char out[8];
    size_t size;
    return rubric_entity_read(text, at, out, &size) != 0;
}

// Whether '_' at `at` stands inside a word, where it is no delimiter.
static bool is_inside_word(const struct inlines *inlines, rubric_slice text, size_t at) {
    uint32_t before = last_written(inlines);
    uint32_t after = at + 1 < text.size ? rubric_utf8_decode(text, at + 1, NULL) : 0;
    return is_alphanumeric(before) && is_alphanumeric(after);
}

static bool needs_escape(const struct inlines *inlines, rubric_slice text, size_t at) {
    char byte = text.bytes[at];
    int next = at + 1 < text.size ? (unsigned char)text.bytes[at + 1] : -1; // -1: markup or the end
    switch (byte) {
    case '\\':
        return next < 0 || is_ascii_punctuation((char)next) || next == '\n';
    case '`':
        return true;
    case '*':
        return !(is_blank_byte((int)last_written(inlines)) && is_blank_byte(next)) ||
               inlines->out->size == inlines->start;
    case '_':
        return !is_inside_word(inlines, text, at);
    case '~':
        return true;
    case '[':
        return inlines->links > 0 || inlines->out->size == inlines->start || next < 0 ||
               next == '^' || last_written(inlines) == '!';
    case ']':
        return inlines->links > 0 || next < 0 || next == '(' || next == '[' || next == ':';
    case '<':
        return next < 0 || next == '/' || next == '!' || next == '?' ||
               (next >= 'A' && next <= 'Z') || (next >= 'a' && next <= 'z');
    case '&':
        return next < 0 || begins_entity(text, at);
    case '!':
        return next < 0;
    case '|':
        return inlines->place == PLACE_CELL;
    default:
        return false;
    }
}

// Whether the rest of a line could be the row of dashes that makes the line above a table or a
// heading.
static bool is_ruler(rubric_slice line) {
    bool has_dash = false;
    for (size_t i = 0; i < line.size && line.bytes[i] != '\n'; i++) {
        has_dash = has_dash || line.bytes[i] == '-';
        if (!strchr(" :|-\t", line.bytes[i]))
            return false;
    }
    return has_dash;
}

static bool ends_line(rubric_slice text, size_t at) {
    return at >= text.size || text.bytes[at] == ' ' || text.bytes[at] == '\n' ||
           text.bytes[at] == '\t';
}

// Offset of the byte to escape so that a line beginning with `rest` stays text, or SIZE_MAX.
static size_t block_marker(rubric_slice rest) {
    if (rest.size == 0)
        return SIZE_MAX;
    size_t digits = 0;
    switch (rest.bytes[0]) {
    case '#':
        while (digits < rest.size && rest.bytes[digits] == '#')
            digits++;
        return digits <= 6 && ends_line(rest, digits) ? 0 : SIZE_MAX;
    case '-':
    case '+':
        return ends_line(rest, 1) || is_ruler(rest) ? 0 : SIZE_MAX;
    case ':':
    case '|':
        return is_ruler(rest) ? 0 : SIZE_MAX;
    case '=':
    case '>':
        return 0;
    default:
        break;
    }
    while (digits < rest.size && rest.bytes[digits] >= '0' && rest.bytes[digits] <= '9')
        digits++;
    bool is_number = digits > 0 && digits <= 9 && digits < rest.size &&
                     (rest.bytes[digits] == '.' || rest.bytes[digits] == ')');
    return is_number && ends_line(rest, digits + 1) ? digits : SIZE_MAX;
}

bool markdown_may_begin_line(rubric_slice rest) {
    return block_marker(rest) == SIZE_MAX && rest.size && rest.bytes[0] != ' ' &&
           rest.bytes[0] != '\n';
}

static bool at_line_start(const struct inlines *inlines) {
    return inlines->place == PLACE_LINES &&
           (inlines->out->size == inlines->start ||
            inlines->out->bytes[inlines->out->size - 1] == '\n');
}

static bool is_plain(char byte) {
    return !strchr("\\`*_~[]<&!|\n", byte) || byte == '\0';
}

static void put_text(struct inlines *inlines, rubric_slice text) {
    rubric_buffer *out = inlines->out;
    size_t at = 0;
    while (at < text.size && !out->failed) {
        if (at_line_start(inlines)) {
            while (at < text.size && (text.bytes[at] == ' ' || text.bytes[at] == '\n'))
                at++; // no blank line and no indent inside a paragraph
            size_t marker = block_marker(rubric_slice_part(text, at, text.size));
            if (marker != SIZE_MAX) {
                rubric_buffer_put(out, text.bytes + at, marker);
                rubric_buffer_put_byte(out, '\\');
                rubric_buffer_put_byte(out, text.bytes[at + marker]);
                at += marker + 1;
            }
        }
        size_t end = at;
        while (end < text.size && is_plain(text.bytes[end]))
            end++;
        if (end > at)
            rubric_buffer_put(out, text.bytes + at, end - at);
        at = end;
        if (at == text.size)
            break;
        char byte = text.bytes[at];
        if (byte == '\n' && inlines->place != PLACE_LINES)
            byte = ' ';
        if (byte == '\n') // blanks before a line end would make it a hard break
            while (out->size > inlines->start && out->bytes[out->size - 1] == ' ')
                out->size--;
        if (byte != '\n' && needs_escape(inlines, text, at))
            rubric_buffer_put_byte(out, '\\');
        rubric_buffer_put_byte(out, byte);
        at++;
    }
}

static size_t longest_run(rubric_slice text, char byte) {
    size_t longest = 0, run = 0;
    for (size_t i = 0; i < text.size; i++) {
        run = text.bytes[i] == byte ? run + 1 : 0;
        if (run > longest)
            longest = run;
    }
    return longest;
}

static void put_code(struct inlines *inlines, rubric_slice code) {
    if (code.size == 0)
        return;
    rubric_buffer *out = inlines->out;
    size_t fence = longest_run(code, '`') + 1;
    bool has_edge = code.bytes[0] == '`' || code.bytes[code.size - 1] == '`' ||
                    (code.bytes[0] == ' ' && code.bytes[code.size - 1] == ' ');
    if (last_written(inlines) == '`')
        rubric_buffer_put_string(out, "<!-- -->"); // two fences must not run together
    rubric_buffer_put_repeated(out, '`', fence);
    if (has_edge)
        rubric_buffer_put_byte(out, ' ');
    for (size_t i = 0; i < code.size; i++) {
        if (code.bytes[i] == '|' && inlines->place == PLACE_CELL)
            rubric_buffer_put_byte(out, '\\');
        rubric_buffer_put_byte(out, code.bytes[i] == '\n' ? ' ' : code.bytes[i]);
    }
    if (has_edge)
        rubric_buffer_put_byte(out, ' ');
    rubric_buffer_put_repeated(out, '`', fence);
}

static bool is_plain_url(rubric_slice url) {
    int depth = 0;
    for (size_t i = 0; i < url.size; i++) {
        unsigned char byte = (unsigned char)url.bytes[i];
        if (byte <= ' ' || byte == '<' || byte == '>' || byte == '\\' || byte == 0x7F)
            return false;
        depth += byte == '(' ? 1 : byte == ')' ? -1 : 0;
        if (depth < 0 || depth > 30)
            return false;
    }
    return url.size > 0 && depth == 0;
}

static void put_escaped(struct inlines *inlines, rubric_slice text, const char *special) {
    for (size_t i = 0; i < text.size; i++) {
        char byte = text.bytes[i];
        bool is_special = strchr(special, byte) && byte;
        if (byte == '\n' || byte == '\r')
            byte = ' ';
        if (is_special || byte == '\\' || (byte == '&' && begins_entity(text, i)) ||
            (byte == '|' && inlines->place == PLACE_CELL))
            rubric_buffer_put_byte(inlines->out, '\\');
        rubric_buffer_put_byte(inlines->out, byte);
    }
}

static void put_url(struct inlines *inlines, rubric_slice url) {
    rubric_buffer_put_string(inlines->out, "](");
    bool is_plain_one = is_plain_url(url);
    if (!is_plain_one)
        rubric_buffer_put_byte(inlines->out, '<');
    put_escaped(inlines, url, is_plain_one ? "*_" : "<>");
    if (!is_plain_one)
        rubric_buffer_put_byte(inlines->out, '>');
}

static void put_destination(struct inlines *inlines, rubric_node node) {
    rubric_slice title = rubric_node_string(node, RUBRIC_FIELD_TITLE);
    put_url(inlines, rubric_node_string(node, RUBRIC_FIELD_URL));
    if (title.size) {
        rubric_buffer_put_string(inlines->out, " \"");
        put_escaped(inlines, title, "\"");
        rubric_buffer_put_byte(inlines->out, '"');
    }
    rubric_buffer_put_byte(inlines->out, ')');
}

static void put_html_tag(struct inlines *inlines, rubric_kind kind, bool opens) {
    for (size_t i = 0; i < sizeof html_tags / sizeof *html_tags; i++)
        if (html_tags[i].kind == kind)
            rubric_buffer_put_string(inlines->out, opens ? html_tags[i].open : html_tags[i].close);
}

static void put_delimiter(struct inlines *inlines, rubric_node node, char delimiter) {
    rubric_kind kind = rubric_node_kind(node);
    rubric_buffer_put_repeated(inlines->out, delimiter, kind == RUBRIC_KIND_EMPH ? 1 : 2);
}

static void put_quote(struct inlines *inlines, rubric_node node, bool opens) {
    bool is_single = rubric_node_integer(node, RUBRIC_FIELD_QUOTE) == 1;
    uint32_t mark = is_single ? (opens ? 0x2018 : 0x2019) : (opens ? 0x201C : 0x201D);
    rubric_buffer_put_code_point(inlines->out, mark);
}

static void put_line_break(struct inlines *inlines, rubric_node node) {
    bool is_last = following(inlines, node) == 0;
    if (is_last || inlines->out->size == inlines->start)
        return;
    if (inlines->place == PLACE_LINES && inlines->out->bytes[inlines->out->size - 1] != '\n')
        rubric_buffer_put_string(inlines->out, "\\\n");
    else
        rubric_buffer_put_string(inlines->out, inlines->place == PLACE_CELL ? "<br>" : " ");
}

static void put_raw(struct inlines *inlines, rubric_node node) {
    rubric_slice format = rubric_node_string(node, RUBRIC_FIELD_FORMAT);
    if (rubric_slice_equal(format, rubric_slice_of("html")))
        rubric_buffer_put_slice(inlines->out, rubric_node_string(node, RUBRIC_FIELD_LITERAL));
}

static void enter_emphasis(struct inlines *inlines, rubric_node node) {
    char delimiter = inlines->depth < OPEN_EMPHASES ? delimiter_for(inlines, node) : 0;
    if (inlines->depth < OPEN_EMPHASES)
        inlines->delimiters[inlines->depth] = delimiter;
    inlines->depth++;
    if (!delimiter) {
        put_html_tag(inlines, rubric_node_kind(node), true);
        return;
    }
    put_delimiter(inlines, node, delimiter);
    inlines->emphases++;
}

static void leave_emphasis(struct inlines *inlines, rubric_node node) {
    uint32_t depth = --inlines->depth;
    char delimiter = depth < OPEN_EMPHASES ? inlines->delimiters[depth] : 0;
    if (!delimiter) {
        put_html_tag(inlines, rubric_node_kind(node), false);
        return;
    }
    put_delimiter(inlines, node, delimiter);
    inlines->emphases--;
}

static void enter(struct inlines *inlines, rubric_node node) {
    switch (rubric_node_kind(node)) {
    case RUBRIC_KIND_TEXT:
        put_text(inlines, rubric_node_plane(node));
        break;
    case RUBRIC_KIND_CODE:
        put_code(inlines, rubric_node_plane(node));
        break;
    case RUBRIC_KIND_MATH:
        rubric_buffer_put_byte(inlines->out, '$');
        rubric_buffer_put_slice(inlines->out, rubric_node_plane(node));
        rubric_buffer_put_byte(inlines->out, '$');
        break;
    case RUBRIC_KIND_LINE_BREAK:
        put_line_break(inlines, node);
        break;
    case RUBRIC_KIND_RAW_INLINE:
        put_raw(inlines, node);
        break;
    case RUBRIC_KIND_FOOTNOTE_REFERENCE:
        rubric_buffer_put_string(inlines->out, "[^");
        rubric_buffer_put_slice(inlines->out, rubric_node_string(node, RUBRIC_FIELD_LABEL));
        rubric_buffer_put_byte(inlines->out, ']');
        break;
    case RUBRIC_KIND_EMPH:
    case RUBRIC_KIND_STRONG:
    case RUBRIC_KIND_STRIKEOUT:
        enter_emphasis(inlines, node);
        break;
    case RUBRIC_KIND_LINK:
        inlines->links++;
        rubric_buffer_put_byte(inlines->out, '[');
        break;
    case RUBRIC_KIND_IMAGE:
        inlines->links++;
        rubric_buffer_put_string(inlines->out, "![");
        break;
    case RUBRIC_KIND_QUOTED:
        put_quote(inlines, node, true);
        break;
    default:
        put_html_tag(inlines, rubric_node_kind(node), true);
        break;
    }
}

static void leave(struct inlines *inlines, rubric_node node) {
    switch (rubric_node_kind(node)) {
    case RUBRIC_KIND_EMPH:
    case RUBRIC_KIND_STRONG:
    case RUBRIC_KIND_STRIKEOUT:
        leave_emphasis(inlines, node);
        break;
    case RUBRIC_KIND_LINK:
    case RUBRIC_KIND_IMAGE:
        inlines->links--;
        put_destination(inlines, node);
        break;
    case RUBRIC_KIND_QUOTED:
        put_quote(inlines, node, false);
        break;
    default:
        put_html_tag(inlines, rubric_node_kind(node), false);
        break;
    }
}

void markdown_put_inlines(rubric_buffer *out, rubric_node block, enum markdown_place place) {
    struct inlines inlines = {.out = out, .block = block, .start = out->size, .place = place};
    rubric_cursor cursor = rubric_cursor_begin(block);
    while (rubric_cursor_next(&cursor) && !out->failed) {
        if (cursor.node.id == block.id)
            continue;
        if (cursor.entering)
            enter(&inlines, cursor.node);
        else
            leave(&inlines, cursor.node);
    }
    while (out->size > inlines.start &&
           (out->bytes[out->size - 1] == ' ' || out->bytes[out->size - 1] == '\n'))
        out->size--;
}
