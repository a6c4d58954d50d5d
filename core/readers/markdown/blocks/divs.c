// SPDX-License-Identifier: MIT
// Fenced divs: `::: name` or `::: {#id .class}` to `:::` (pandoc's manual, "Divs and Spans").
#include "readers/markdown/attributes.h"
#include "readers/markdown/blocks/blocks.h"

enum { FENCE = 3 };

static uint32_t skip(const struct line *line, uint32_t at, bool colons) {
    while (at < line->end &&
           (colons ? line->text.bytes[at] == ':' : is_blank_byte(line->text.bytes[at])))
        at++;
    return at;
}

// The innermost div goes, if nothing but text and lists that end here stands between.
static bool close_div(struct block_parser *parser) {
    uint32_t depth = parser->matched - 1;
    while (depth > 0 && !rubric_kind_may_contain((rubric_kind)open_block(parser, depth)->kind,
                                                 RUBRIC_KIND_PARAGRAPH))
        depth--;
    struct block *div = open_block(parser, depth);
    if (div->kind != RUBRIC_KIND_DIV)
        return false;
    div->end = parser->line.end;
    div->is_closed = true;
    rubric_blocks_close(parser, depth);
    parser->matched = depth;
    parser->has_begun = true;
    return true;
}

// A list of attributes or one word, and colons that may follow it; false when it is neither.
static bool read_name(const struct line *line, uint32_t at, struct stretch *name) {
    rubric_slice text = rubric_slice_part(line->text, 0, line->end);
    name->begin = at;
    if (text.bytes[at] == '{') {
        size_t end = rubric_attributes_scan(text, at);
        if (end == SIZE_MAX)
            return false;
        name->end = (uint32_t)end;
    } else {
        while (at < line->end && !is_blank_byte(text.bytes[at]))
            at++;
        name->end = at;
    }
    at = skip(line, skip(line, name->end, false), true);
    return skip(line, at, false) == line->end;
}

// As in pandoc a div does not interrupt a paragraph, but its end does.
bool rubric_divs_start(struct block_parser *parser) {
    const struct line *line = &parser->line;
    uint32_t behind = skip(line, line->content, true);
    if (behind - line->content < FENCE || !dialect_has(parser->dialect, DIALECT_FENCED_DIVS))
        return false;
    uint32_t at = skip(line, behind, false);
    if (at == line->end)
        return close_div(parser);
    struct stretch name;
    if (container(parser)->kind == RUBRIC_KIND_PARAGRAPH || may_be_lazy(parser) ||
        parser->matched >= RUBRIC_DEPTH || !read_name(line, at, &name))
        return false;
    struct block *div = rubric_blocks_open(parser, RUBRIC_KIND_DIV);
    if (div)
        div->as.name = name;
    return true;
}
