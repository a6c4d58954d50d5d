// SPDX-License-Identifier: MIT
// Definitions of footnotes: containers that begin with `[^label]:` (GitHub's documentation,
// "Footnotes"; pandoc's manual, "Footnotes"). They stay where they stand.
#include "readers/markdown/blocks/blocks.h"

#include "base/ascii.h"

enum { INDENT = 4 };

// Bytes of the label of the definition that the line begins with; 0 when it begins with none.
static uint32_t label_size(const struct line *line) {
    uint32_t at = 2;
    if (line_byte(line, 0) != '[' || line_byte(line, 1) != '^')
        return 0;
    while (!ascii_is_among(line_byte(line, at), "] \t") && line_byte(line, at) != '\0')
        at++;
    return line_byte(line, at) == ']' && line_byte(line, at + 1) == ':' ? at - 2 : 0;
}

// The first footnote of a label is the one that references name.
static void define(struct block_parser *parser, uint32_t begin, uint32_t end) {
    rubric_slice label = rubric_slice_part(parser->line.text, begin, end);
    struct reference *item = rubric_references_add(&parser->footnotes, label);
    if (item)
        item->target.title = label;
    else
        rubric_markdown_note(parser->document, NOTE_REPEATED_FOOTNOTE, label, begin - 2, end + 1);
}

// As GitHub has it, one may interrupt a paragraph, and its text may begin at any column.
bool rubric_footnotes_start(struct block_parser *parser) {
    struct line *line = &parser->line;
    uint32_t size = dialect_has(parser->dialect, DIALECT_FOOTNOTES) ? label_size(line) : 0;
    if (!size || parser->matched >= RUBRIC_DEPTH)
        return false;
    uint32_t label = line->content + 2, mark = size + 4;
    struct block *footnote = rubric_blocks_open(parser, RUBRIC_KIND_FOOTNOTE);
    if (footnote) {
        footnote->end = footnote->begin + mark;
        footnote->as.name = (struct stretch){label, label + size};
        define(parser, label, label + size);
    }
    rubric_line_take_content(line, mark);
    rubric_line_take_columns(line, line->indent);
    return true;
}

// Four columns of blanks; blank lines too, but not right behind an empty first line.
bool rubric_footnotes_go_on(struct block_parser *parser, uint32_t depth) {
    struct line *line = &parser->line;
    bool is_empty = parser->open[depth] + 1 == parser->block_count;
    if (line->indent < INDENT && !(line->is_blank && !is_empty))
        return false;
    rubric_line_take_columns(line, INDENT);
    return true;
}
