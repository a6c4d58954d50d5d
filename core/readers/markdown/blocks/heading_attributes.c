// SPDX-License-Identifier: MIT
// Attributes at the end of a heading's text (pandoc's manual, "Extension: header_attributes").
#include "readers/markdown/attributes.h"
#include "readers/markdown/blocks/blocks.h"

// A backslash makes a brace text, unless it is itself escaped.
static bool is_escaped(rubric_slice source, uint32_t begin, uint32_t at) {
    uint32_t count = 0;
    while (at - count > begin && source.bytes[at - count - 1] == '\\')
        count++;
    return count % 2 == 1;
}

bool rubric_heading_take_attributes(const struct block_parser *parser, struct text_line *text,
                                    struct stretch *attributes) {
    uint32_t end = text->end;
    while (end > text->begin && is_blank_byte(parser->line.text.bytes[end - 1]))
        end--;
    if (!dialect_has(parser->dialect, DIALECT_ATTRIBUTES) || end == text->begin ||
        parser->line.text.bytes[end - 1] != '}')
        return false;
    rubric_slice source = rubric_slice_part(parser->line.text, 0, end);
    uint32_t at = text->begin;
    while (at < end && (source.bytes[at] != '{' || is_escaped(source, text->begin, at) ||
                        rubric_attributes_scan(source, at) != end))
        at++;
    if (at == end)
        return false;
    *attributes = (struct stretch){at, end};
    while (at > text->begin && is_blank_byte(source.bytes[at - 1]))
        at--;
    text->end = at;
    return true;
}
