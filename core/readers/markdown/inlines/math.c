// SPDX-License-Identifier: MIT
// TeX between dollars (pandoc's manual, "Extension: tex_math_dollars").
#include "base/ascii.h"
#include "readers/markdown/inlines/inlines.h"

// The next dollar that no backslash escapes; the size of the text when there is none.
static uint32_t next_dollar(rubric_slice text, uint32_t at) {
    while (at < text.size && text.bytes[at] != '$')
        at += text.bytes[at] == '\\' && at + 1 < text.size ? 2 : 1;
    return at;
}

static uint32_t next_double(rubric_slice text, uint32_t at) {
    for (at = next_dollar(text, at); at < text.size; at = next_dollar(text, at + 1))
        if (at + 1 < text.size && text.bytes[at + 1] == '$')
            return at;
    return at;
}

static bool add(struct inline_parser *parser, uint32_t end, uint16_t inset) {
    struct token *token = rubric_inlines_add(parser, TOKEN_MATH, parser->at, end);
    if (token)
        token->inset = inset;
    return token != NULL;
}

// Where none is found there is none for a later one either, so that this is asked once.
static bool read_display(struct inline_parser *parser) {
    uint32_t begin = parser->at + 2;
    uint32_t end = next_double(parser->text, begin);
    return end < parser->text.size && end > begin && add(parser, end + 2, 2);
}

// No white space inside of either dollar, and no digit behind the second one: `$20 and $30` are
// prices.
static bool read_inline(struct inline_parser *parser) {
    rubric_slice text = parser->text;
    uint32_t begin = parser->at + 1;
    if (begin >= text.size || ascii_is_space(text.bytes[begin]))
        return false;
    uint32_t end = next_dollar(text, begin);
    bool closes = end < text.size && end > begin && !ascii_is_space(text.bytes[end - 1]) &&
                  !(end + 1 < text.size && ascii_is_digit(text.bytes[end + 1]));
    return closes && add(parser, end + 1, 1);
}

bool rubric_math_read(struct inline_parser *parser) {
    if (inline_byte(parser, parser->at + 1) != '$')
        return read_inline(parser);
    if (read_display(parser))
        return true;
    parser->at++; // both are text
    return false;
}
