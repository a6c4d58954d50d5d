// SPDX-License-Identifier: MIT
// Looking for the lines that md4c has already understood: rules, fences, number signs, underlines.
#include "readers/markdown_lines.h"

#include "base/ascii.h"

static bool is_line_end(char byte) {
    return byte == '\n' || byte == '\r';
}

static bool is_blank(char byte) {
    return byte == ' ' || byte == '\t';
}

static size_t end_of(rubric_slice text, size_t at) {
    while (at < text.size && !is_line_end(text.bytes[at]))
        at++;
    return at;
}

static size_t next_of(rubric_slice text, size_t at) {
    const char *end = at < text.size ? memchr(text.bytes + at, '\n', text.size - at) : NULL;
    return end ? (size_t)(end - text.bytes) + 1 : text.size;
}

static size_t begin_of(rubric_slice text, size_t at) {
    while (at > 0 && text.bytes[at - 1] != '\n')
        at--;
    return at;
}

static size_t skip_quotes(rubric_slice text, size_t at, size_t end) {
    while (at < end && (is_blank(text.bytes[at]) || text.bytes[at] == '>'))
        at++;
    return at;
}

// Behind the marker of an item, or `at` when there is none.
static size_t skip_marker(rubric_slice text, size_t at, size_t end) {
    size_t i = at;
    while (i < end && ascii_is_digit(text.bytes[i]))
        i++;
    bool is_number = i > at && i < end && (text.bytes[i] == '.' || text.bytes[i] == ')');
    bool is_bullet = i == at && i < end && strchr("-+*", text.bytes[i]);
    if ((!is_number && !is_bullet) || i + 1 >= end || !is_blank(text.bytes[i + 1]))
        return at;
    return skip_quotes(text, i + 1, end);
}

static bool is_rule(rubric_slice text, size_t at, size_t end) {
    size_t count = 0;
    char mark = at < end ? text.bytes[at] : '\0';
    if (mark != '-' && mark != '*' && mark != '_')
        return false;
    for (; at < end; at++) {
        if (text.bytes[at] != mark && !is_blank(text.bytes[at]))
            return false;
        count += text.bytes[at] == mark;
    }
    return count >= 3;
}

static bool has_mark(rubric_slice text, size_t at, size_t end, char mark, size_t count) {
    size_t found = 0;
    while (at + found < end && text.bytes[at + found] == mark)
        found++;
    return found >= count;
}

// Tries the line at `at` behind the markers it may have; mark 0 asks for a rule.
static bool try_line(rubric_slice text, size_t at, char mark, size_t count,
                     struct markdown_line *line) {
    line->end = end_of(text, at);
    size_t begin = skip_quotes(text, at, line->end), last;
    do {
        line->begin = begin;
        if (mark ? has_mark(text, begin, line->end, mark, count) : is_rule(text, begin, line->end))
            return true;
        last = begin;
        begin = skip_marker(text, begin, line->end);
    } while (begin != last);
    return false;
}

// The line of `at` itself counts only when nothing of it was read.
static size_t first_line(rubric_slice text, size_t at) {
    size_t begin = begin_of(text, at);
    return skip_quotes(text, begin, at) == at ? begin : next_of(text, at);
}

bool rubric_markdown_find_mark(rubric_slice text, size_t at, char mark, size_t count,
                               struct markdown_line *line) {
    for (at = first_line(text, at); at < text.size; at = next_of(text, at))
        if (try_line(text, at, mark, count, line))
            return true;
    return false;
}

bool rubric_markdown_find_rule(rubric_slice text, size_t at, struct markdown_line *line) {
    return rubric_markdown_find_mark(text, at, '\0', 0, line);
}

bool rubric_markdown_next_mark(rubric_slice text, size_t at, char mark, size_t count,
                               struct markdown_line *line) {
    at = next_of(text, at);
    return at < text.size && try_line(text, at, mark, count, line);
}

struct markdown_line rubric_markdown_line_of(rubric_slice text, size_t at) {
    struct markdown_line line = {begin_of(text, at), end_of(text, at)};
    line.begin = skip_quotes(text, line.begin, line.end);
    return line;
}

bool rubric_markdown_is_underline(rubric_slice text, const struct markdown_line *line) {
    rubric_slice bytes = rubric_slice_trim(rubric_slice_part(text, line->begin, line->end));
    for (size_t i = 0; i < bytes.size; i++)
        if (bytes.bytes[i] != bytes.bytes[0] || (bytes.bytes[i] != '=' && bytes.bytes[i] != '-'))
            return false;
    return bytes.size > 0;
}
