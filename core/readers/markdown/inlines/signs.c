// SPDX-License-Identifier: MIT
// Typographic signs from ASCII (pandoc's manual, "Extension: smart"), and emoji by their names.
// Quotes match as delimiters do (delimiters.c); dashes are counted as with cmark's option `smart`.
#include <rubric/text.h>

#include "base/ascii.h"
#include "readers/markdown/inlines/inlines.h"

const char *rubric_quote_sign(char byte, bool opens) {
    if (byte == '"')
        return opens ? "\xE2\x80\x9C" : "\xE2\x80\x9D";
    return opens ? "\xE2\x80\x98" : "\xE2\x80\x99"; // an apostrophe too
}

static bool add(struct inline_parser *parser, uint32_t size, const char *sign) {
    struct token *token = rubric_inlines_add(parser, TOKEN_SIGN, parser->at, parser->at + size);
    if (token)
        token->sign = sign;
    return token != NULL;
}

// Dashes of one length where that is possible: of three hyphens, else of two; else a mixture.
bool rubric_dashes_read(struct inline_parser *parser) {
    uint32_t end = parser->at;
    while (inline_byte(parser, end) == '-')
        end++;
    uint32_t count = end - parser->at;
    if (count < 2) {
        return false;
    }
    uint32_t twos = count % 3 == 0 ? 0 : count % 2 == 0 ? count / 2 : count % 3 == 2 ? 1 : 2;
    for (uint32_t threes = (count - 2 * twos) / 3; threes > 0; threes--)
        if (!add(parser, 3, "\xE2\x80\x94"))
            return false;
    for (; twos > 0; twos--)
        if (!add(parser, 2, "\xE2\x80\x93"))
            return false;
    return true;
}

bool rubric_ellipsis_read(struct inline_parser *parser) {
    return inline_byte(parser, parser->at + 1) == '.' &&
           inline_byte(parser, parser->at + 2) == '.' && add(parser, 3, "\xE2\x80\xA6");
}

bool rubric_emoji_read(struct inline_parser *parser) {
    enum { NAME_LIMIT = 80 };
    uint32_t begin = parser->at + 1, end = begin;
    while (end - begin < NAME_LIMIT &&
           (ascii_is_lower(inline_byte(parser, end)) || ascii_is_digit(inline_byte(parser, end)) ||
            ascii_is_among(inline_byte(parser, end), "_+-")))
        end++;
    if (end == begin || inline_byte(parser, end) != ':')
        return false;
    const char *emoji = rubric_emoji_find(rubric_slice_part(parser->text, begin, end));
    if (!emoji)
        return false;
    struct token *token = rubric_inlines_add(parser, TOKEN_EMOJI, parser->at, end + 1);
    if (token)
        token->sign = emoji;
    return token != NULL;
}
