// SPDX-License-Identifier: MIT
// Lists and their items (sections 5.2 and 5.3).
#include "readers/markdown/blocks/blocks.h"

#include "base/ascii.h"

enum { DIGIT_LIMIT = 9 };

/** A bullet or a number and its delimiter. */
struct marker {
    char mark; // - + * . )
    uint32_t size;
    uint32_t start;
};

static bool read_marker(const struct line *line, struct marker *marker) {
    char byte = line_byte(line, 0);
    uint32_t size = 0, start = 0;
    if (byte == '-' || byte == '+' || byte == '*') {
        *marker = (struct marker){byte, 1, 0};
    } else {
        for (; ascii_is_digit(line_byte(line, size)) && size < DIGIT_LIMIT; size++)
            start = start * 10 + (uint32_t)(line_byte(line, size) - '0');
        byte = line_byte(line, size);
        if (size == 0 || (byte != '.' && byte != ')'))
            return false;
        *marker = (struct marker){byte, size + 1, start};
    }
    uint32_t behind = line->content + marker->size;
    return behind == line->end || is_blank_byte(line->text.bytes[behind]);
}

// An item that interrupts a paragraph is not empty, and its number is 1.
static bool may_interrupt(const struct line *line, const struct marker *marker) {
    uint32_t at = line->content + marker->size;
    while (at < line->end && is_blank_byte(line->text.bytes[at]))
        at++;
    bool is_number = marker->mark == '.' || marker->mark == ')';
    return at < line->end && !(is_number && marker->start != 1);
}

static bool open_list(struct block_parser *parser, const struct marker *marker) {
    struct block *list = container(parser);
    if (list->kind == RUBRIC_KIND_LIST && list->as.list.mark == marker->mark)
        return true;
    if (parser->matched >= RUBRIC_DEPTH + (list->kind == RUBRIC_KIND_LIST))
        return false; // too deep
    if (list->kind == RUBRIC_KIND_LIST)
        parser->matched--;
    list = rubric_blocks_open(parser, RUBRIC_KIND_LIST);
    if (list) {
        list->as.list.mark = marker->mark;
        list->as.list.start = marker->start;
        list->end = list->begin + marker->size;
    }
    return list != NULL;
}

// Columns of blanks that belong to the marker: one to four; more of them begin indented code.
static uint32_t take_padding(struct line *line) {
    uint32_t padding = line->is_blank || line->indent > 4 ? 1 : line->indent;
    if (!line->is_blank || line->indent > 0)
        rubric_line_take_columns(line, line->is_blank ? line->indent : padding);
    return padding;
}

bool rubric_items_start(struct block_parser *parser) {
    struct line *line = &parser->line;
    struct marker marker;
    if (!read_marker(line, &marker) ||
        (container(parser)->kind == RUBRIC_KIND_PARAGRAPH && !may_interrupt(line, &marker)))
        return false;
    while (parser->matched > 1 && container(parser)->kind != RUBRIC_KIND_LIST &&
           !rubric_kind_may_contain((rubric_kind)container(parser)->kind, RUBRIC_KIND_LIST))
        parser->matched--;
    uint32_t indent = line->indent;
    struct block *item = NULL;
    if (open_list(parser, &marker))
        item = rubric_blocks_open(parser, RUBRIC_KIND_ITEM);
    if (item)
        item->end = item->begin + marker.size;
    rubric_line_take_content(line, marker.size);
    uint32_t padding = take_padding(line);
    if (item)
        item->as.width = indent + marker.size + padding;
    return true;
}

// Beyond the marker and its blanks; blank lines too, but not right behind an empty first line.
bool rubric_items_go_on(struct block_parser *parser, uint32_t depth) {
    const struct block *item = open_block(parser, depth);
    struct line *line = &parser->line;
    if (line->indent < item->as.width) {
        rubric_line_take_columns(line, line->is_blank ? line->indent : 0);
        return line->is_blank && parser->open[depth] + 1 < parser->block_count;
    }
    rubric_line_take_columns(line, item->as.width);
    return true;
}
