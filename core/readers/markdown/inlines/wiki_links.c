// SPDX-License-Identifier: MIT
// Wiki links `[[page]]` and `[[page|text]]` (pandoc's manual, "Extension:
// wikilinks_title_after_pipe"). Their text is text: nothing in it is markup.
#include "readers/markdown/inlines/inlines.h"

bool rubric_wiki_link_read(struct inline_parser *parser) {
    rubric_slice text = parser->text;
    uint32_t begin = parser->at + 2, bar = 0, end = begin;
    if (inline_byte(parser, parser->at + 1) != '[')
        return false;
    for (; end < text.size; end++) {
        char byte = text.bytes[end];
        if (byte == '[' || byte == ']' || byte == '\n')
            break;
        if (byte == '|' && !bar)
            bar = end;
    }
    if (inline_byte(parser, end) != ']' || inline_byte(parser, end + 1) != ']' || end == begin ||
        bar == begin)
        return false;
    struct token *token = rubric_inlines_add(parser, TOKEN_WIKI_LINK, parser->at, end + 2);
    if (token)
        token->target = bar;
    return token != NULL;
}
