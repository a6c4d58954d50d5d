// SPDX-License-Identifier: MIT
// Line blocks: lines that begin with a bar and a blank, each of which may go on in lines that begin
// with a blank (pandoc's manual, "Line blocks"). A text line of one begins at its bar.
#include "readers/markdown/blocks/blocks.h"

// In pandoc nothing stands before the bar; an empty line is a bar alone.
static bool is_line(const struct line *line) {
    return line->indent == 0 && line_byte(line, 0) == '|' &&
           (line->content + 1 == line->end || is_blank_byte(line_byte(line, 1)));
}

// Whether the last line is a bar alone: such a line does not go on.
static bool ends_empty(const struct block_parser *parser) {
    const struct text_line *last = &parser->lines[parser->line_count - 1];
    rubric_slice text = rubric_slice_part(parser->line.text, last->begin, last->end);
    return !last->spaces && without_blanks(text).size == 1;
}

bool rubric_line_blocks_start(struct block_parser *parser) {
    rubric_kind kind = (rubric_kind)container(parser)->kind;
    if (!dialect_has(parser->dialect, DIALECT_LINE_BLOCKS) || !is_line(&parser->line) ||
        kind == RUBRIC_KIND_PARAGRAPH || kind == RUBRIC_KIND_TABLE || may_be_lazy(parser))
        return false;
    if (rubric_blocks_open(parser, RUBRIC_KIND_LINE_BLOCK))
        rubric_blocks_add_content(parser);
    return true;
}

// A first line above a delimiter row was the header of a table.
bool rubric_line_blocks_go_on(struct block_parser *parser, struct block *block) {
    const struct line *line = &parser->line;
    if (block->line_count == 1 &&
        rubric_tables_may_start(parser, &parser->lines[block->first_line])) {
        block->kind = RUBRIC_KIND_PARAGRAPH;
        return true;
    }
    return !line->is_blank && (is_line(line) || (line->indent > 0 && !ends_empty(parser)));
}

void rubric_line_blocks_add(struct block_parser *parser) {
    bool goes_on = !is_line(&parser->line);
    uint32_t count = parser->line_count;
    rubric_blocks_add_content(parser);
    if (parser->line_count > count)
        parser->lines[count].spaces = goes_on;
}
