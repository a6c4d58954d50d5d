// SPDX-License-Identifier: MIT
// Text that GFM would read as a link though nothing marks it ("Autolinks (extension)").
#include "base/ascii.h"
#include "writers/markdown/markdown.h"

static bool is_domain_byte(char byte) {
    return ascii_is_letter(byte) || ascii_is_digit(byte) || byte == '-' || byte == '_' ||
           (unsigned char)byte >= 0x80;
}

// Whether the word ends there and is no part of a longer one.
static bool ends_with(rubric_slice text, size_t end, const char *word) {
    size_t size = strlen(word);
    char before = end > size ? text.bytes[end - size - 1] : ' ';
    return end >= size &&
           rubric_slice_equal_fold(rubric_slice_part(text, end - size, end),
                                   rubric_slice_of(word)) &&
           !ascii_is_letter(before) && !ascii_is_digit(before);
}

// `http://` and a domain.
static bool begins_url(rubric_slice text, size_t colon) {
    bool has_slashes = colon + 3 < text.size && text.bytes[colon + 1] == '/' &&
                       text.bytes[colon + 2] == '/' &&
                       (is_domain_byte(text.bytes[colon + 3]) || text.bytes[colon + 3] == '.');
    return has_slashes && (ends_with(text, colon, "http") || ends_with(text, colon, "https") ||
                           ends_with(text, colon, "ftp"));
}

// An address: its domain has a dot, and ends in neither a hyphen nor an underscore.
static bool is_address(rubric_slice text, size_t sign) {
    char before = sign ? text.bytes[sign - 1] : '\0';
    if (!ascii_is_letter(before) && !ascii_is_digit(before) && !ascii_is_among(before, ".-_+"))
        return false;
    size_t end = sign + 1, dots = 0;
    for (; end < text.size && (is_domain_byte(text.bytes[end]) || text.bytes[end] == '.'); end++)
        dots += text.bytes[end] == '.' && end + 1 < text.size && end > sign + 1 &&
                is_domain_byte(text.bytes[end + 1]);
    return dots > 0;
}

bool rubric_markdown_begins_bare_link(rubric_slice text, size_t at, uint32_t next) {
    switch (text.bytes[at]) {
    case ':':
        return begins_url(text, at);
    case '.':
        return next && !rubric_is_space(next) && ends_with(text, at, "www") &&
               (at == 3 || ascii_is_space(text.bytes[at - 4]) ||
                ascii_is_among(text.bytes[at - 4], "*_~("));
    case '@':
        return is_address(text, at);
    default:
        return false;
    }
}
