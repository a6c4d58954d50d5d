// SPDX-License-Identifier: MIT
// Autolinks in angle brackets (section 6.5).
#include "base/ascii.h"
#include "readers/markdown/inlines/inlines.h"

const char *const rubric_autolink_prefixes[] = {"", "mailto:", "http://"};

// A scheme of 2 to 32 characters, a colon, and no blanks; where it ends, or SIZE_MAX.
static size_t scan_uri(rubric_slice text, size_t at) {
    size_t i = at;
    if (i >= text.size || !ascii_is_letter(text.bytes[i]))
        return SIZE_MAX;
    while (i < text.size && (ascii_is_letter(text.bytes[i]) || ascii_is_digit(text.bytes[i]) ||
                             ascii_is_among(text.bytes[i], "+.-")))
        i++;
    if (i - at < 2 || i - at > 32 || i >= text.size || text.bytes[i] != ':')
        return SIZE_MAX;
    for (; i < text.size && text.bytes[i] != '>'; i++)
        if ((unsigned char)text.bytes[i] <= ' ' || text.bytes[i] == '<' || text.bytes[i] == 0x7F)
            return SIZE_MAX;
    return i < text.size ? i : SIZE_MAX;
}

// One part of a host: letters, digits and hyphens, at most 63, no hyphen at its ends.
static size_t scan_part(rubric_slice text, size_t at) {
    size_t i = at;
    while (
        i < text.size && i - at <= 63 &&
        (ascii_is_letter(text.bytes[i]) || ascii_is_digit(text.bytes[i]) || text.bytes[i] == '-'))
        i++;
    bool is_part = i > at && i - at <= 63 && text.bytes[at] != '-' && text.bytes[i - 1] != '-';
    return is_part ? i : SIZE_MAX;
}

static size_t scan_address(rubric_slice text, size_t at) {
    size_t i = at;
    while (i < text.size && (ascii_is_letter(text.bytes[i]) || ascii_is_digit(text.bytes[i]) ||
                             ascii_is_among(text.bytes[i], ".!#$%&'*+/=?^_`{|}~-")))
        i++;
    if (i == at || i >= text.size || text.bytes[i] != '@')
        return SIZE_MAX;
    do
        i = scan_part(text, i + 1);
    while (i != SIZE_MAX && i < text.size && text.bytes[i] == '.');
    return i != SIZE_MAX && i < text.size && text.bytes[i] == '>' ? i : SIZE_MAX;
}

bool rubric_autolink_read(struct inline_parser *parser) {
    size_t end = scan_uri(parser->text, parser->at + 1);
    bool is_address = end == SIZE_MAX;
    if (is_address)
        end = scan_address(parser->text, parser->at + 1);
    if (end == SIZE_MAX)
        return false;
    struct token *token = rubric_inlines_add(parser, TOKEN_AUTOLINK, parser->at, (uint32_t)end + 1);
    if (token) {
        token->prefix = is_address;
        token->inset = 1;
        rubric_inlines_take_attributes(parser, token);
    }
    return token != NULL;
}
