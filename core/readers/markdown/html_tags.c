// SPDX-License-Identifier: MIT
// Scanning raw HTML: open and closing tags, and what ends in a mark of its own (section 6.6).
#include "readers/markdown/html_tags.h"

#include "base/ascii.h"

static char byte_at(rubric_slice text, size_t at) {
    return at < text.size ? text.bytes[at] : '\0';
}

static size_t skip_space(rubric_slice text, size_t at) {
    while (ascii_is_among(byte_at(text, at), " \t\n"))
        at++;
    return at;
}

// A tag name: a letter, then letters, digits and hyphens.
static size_t scan_name(rubric_slice text, size_t at) {
    if (!ascii_is_letter(byte_at(text, at)))
        return SIZE_MAX;
    while (ascii_is_letter(byte_at(text, at)) || ascii_is_digit(byte_at(text, at)) ||
           byte_at(text, at) == '-')
        at++;
    return at;
}

static size_t scan_value(rubric_slice text, size_t at) {
    char quote = byte_at(text, at);
    if (quote == '"' || quote == '\'') {
        const char *end = memchr(text.bytes + at + 1, quote, text.size - at - 1);
        return end ? (size_t)(end - text.bytes) + 1 : SIZE_MAX;
    }
    size_t begin = at;
    while (at < text.size && !ascii_is_among(text.bytes[at], " \t\n\"'=<>`"))
        at++;
    return at > begin ? at : SIZE_MAX;
}

// An attribute name and its value, if it has one.
static size_t scan_attribute(rubric_slice text, size_t at) {
    char first = byte_at(text, at);
    if (!ascii_is_letter(first) && first != '_' && first != ':')
        return SIZE_MAX;
    while (ascii_is_letter(byte_at(text, at)) || ascii_is_digit(byte_at(text, at)) ||
           ascii_is_among(byte_at(text, at), "_.:-"))
        at++;
    size_t equals = skip_space(text, at);
    if (byte_at(text, equals) != '=')
        return at;
    return scan_value(text, skip_space(text, equals + 1));
}

size_t rubric_scan_open_tag(rubric_slice text, size_t at) {
    at = scan_name(text, at + 1);
    while (at != SIZE_MAX) {
        size_t next = skip_space(text, at);
        if (byte_at(text, next) == '>')
            return next + 1;
        if (byte_at(text, next) == '/')
            return byte_at(text, next + 1) == '>' ? next + 2 : SIZE_MAX;
        if (next == at)
            return SIZE_MAX;
        at = scan_attribute(text, next);
    }
    return SIZE_MAX;
}

size_t rubric_scan_closing_tag(rubric_slice text, size_t at) {
    if (byte_at(text, at + 1) != '/')
        return SIZE_MAX;
    at = scan_name(text, at + 2);
    if (at == SIZE_MAX)
        return SIZE_MAX;
    at = skip_space(text, at);
    return byte_at(text, at) == '>' ? at + 1 : SIZE_MAX;
}

static bool begins_with(rubric_slice text, size_t at, const char *mark) {
    size_t size = strlen(mark);
    return text.size - at >= size && !memcmp(text.bytes + at, mark, size);
}

// Behind the mark that ends it; what is not found is noted as missing.
static size_t scan_to(rubric_slice text, size_t from, const char *mark, bool *is_missing) {
    if (*is_missing)
        return SIZE_MAX;
    size_t found = rubric_slice_find(text, rubric_slice_of(mark), from);
    *is_missing = found == SIZE_MAX;
    return *is_missing ? SIZE_MAX : found + strlen(mark);
}

size_t rubric_scan_html(rubric_slice text, size_t at, struct html_missing *missing) {
    if (begins_with(text, at, "<!-->"))
        return at + 5;
    if (begins_with(text, at, "<!--->"))
        return at + 6;
    if (begins_with(text, at, "<!--"))
        return scan_to(text, at + 4, "-->", &missing->comment);
    if (begins_with(text, at, "<?"))
        return scan_to(text, at + 2, "?>", &missing->instruction);
    if (begins_with(text, at, "<![CDATA["))
        return scan_to(text, at + 9, "]]>", &missing->cdata);
    if (begins_with(text, at, "<!"))
        return ascii_is_letter(byte_at(text, at + 2))
                   ? scan_to(text, at + 2, ">", &missing->declaration)
                   : SIZE_MAX;
    size_t end = rubric_scan_closing_tag(text, at);
    return end != SIZE_MAX ? end : rubric_scan_open_tag(text, at);
}
