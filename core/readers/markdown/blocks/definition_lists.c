// SPDX-License-Identifier: MIT
// Definition lists: terms, and below them definitions that begin with a colon or a tilde (PHP
// Markdown Extra, "Definition Lists"; pandoc's manual, "Definition lists").
#include "readers/markdown/blocks/blocks.h"

enum { INDENT = 4 };

static bool is_marker(const struct line *line) {
    char mark = line_byte(line, 0);
    return line->indent < INDENT && (mark == ':' || mark == '~') &&
           is_blank_byte(line_byte(line, 1));
}

// The paragraph whose lines are terms: the one before the definition. As in PHP Markdown Extra it
// may have several lines; behind a blank line one, as in pandoc, for what looks like a definition
// below a longer paragraph is rather the caption of a table.
static struct block *find_terms(struct block_parser *parser) {
    struct block *last = &parser->blocks[parser->block_count - 1];
    if (last->kind != RUBRIC_KIND_PARAGRAPH)
        return NULL;
    if (container(parser) == last) {
        rubric_definitions_read(parser, last);
        return last->line_count ? last : NULL;
    }
    bool is_sibling = last->depth == parser->matched && parser->open_count == parser->matched;
    return is_sibling && parser->blank_lines == 1 && last->line_count == 1 ? last : NULL;
}

// The paragraph gives way to its terms, in the list that stands before it or in a new one.
static bool open_list(struct block_parser *parser, const struct block *paragraph) {
    struct block text = *paragraph;
    uint32_t list = text.as.list_before - 1;
    parser->block_count--; // it is the last one
    if (!text.as.list_before) {
        list = parser->block_count;
        struct block *block = rubric_blocks_append(parser, RUBRIC_KIND_DEFINITION_LIST, text.depth);
        if (!block)
            return false;
        block->begin = text.begin;
        block->end = text.end;
    }
    parser->open_count = text.depth;
    parser->open[parser->open_count++] = list;
    parser->matched = parser->open_count;
    for (uint32_t i = 0; i < text.line_count; i++) {
        const struct text_line *line = &parser->lines[text.first_line + i];
        struct block *term = rubric_blocks_append(parser, RUBRIC_KIND_TERM, text.depth + 1U);
        if (!term)
            return false;
        term->begin = line->begin;
        term->end = line->end;
        term->first_line = text.first_line + i;
        term->line_count = 1;
    }
    return true;
}

// Blanks behind the marker belong to it, up to the fourth column, as in pandoc.
static void take_padding(struct line *line, uint32_t indent) {
    uint32_t padding = indent + 1 < INDENT - 1 ? INDENT - 1 - indent : 1;
    rubric_line_take_columns(line, padding < line->indent ? padding : line->indent);
}

bool rubric_definition_lists_start(struct block_parser *parser) {
    struct line *line = &parser->line;
    if (!dialect_has(parser->dialect, DIALECT_DEFINITION_LISTS) || !is_marker(line) ||
        parser->matched >= RUBRIC_DEPTH)
        return false;
    uint32_t indent = line->indent;
    if (container(parser)->kind != RUBRIC_KIND_DEFINITION_LIST) {
        const struct block *terms = find_terms(parser);
        if (!terms)
            return false;
        if (!open_list(parser, terms))
            return true; // memory ran out
    }
    struct block *definition = rubric_blocks_open(parser, RUBRIC_KIND_DEFINITION);
    if (definition) {
        definition->end = definition->begin + 1;
        definition->as.definition.is_loose = parser->blank_lines > 0;
    }
    rubric_line_take_content(line, 1);
    uint32_t begin = line->column;
    take_padding(line, indent);
    if (definition)
        definition->as.definition.width = indent + 1 + line->column - begin;
    return true;
}

// Up to the first blank line what stands below the text goes on, unless it is a definition; behind
// it four columns of blanks are asked for, as in pandoc.
bool rubric_definition_lists_go_on(struct block_parser *parser, uint32_t depth) {
    struct block *definition = open_block(parser, depth);
    struct line *line = &parser->line;
    bool is_empty = parser->open[depth] + 1 == parser->block_count;
    bool has_blank = definition->as.definition.has_blank;
    uint32_t width = has_blank ? INDENT : definition->as.definition.width;
    if (line->is_blank) {
        definition->as.definition.has_blank = true;
        rubric_line_take_columns(line, INDENT);
        return !is_empty;
    }
    if (line->indent < width || (!has_blank && is_marker(line)))
        return false;
    rubric_line_take_columns(line, width);
    return true;
}
