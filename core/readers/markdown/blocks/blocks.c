// SPDX-License-Identifier: MIT
// The first pass, line by line: which open blocks go on, what begins, and where the text goes
// (appendix, "Phase 1: block structure").
#include "readers/markdown/blocks/blocks.h"

#include "base/array.h"

enum { STEPS_PER_LINE = 8 };

/* ---- Opening and closing ------------------------------------------------------------- */

static bool may_hold(const struct block *parent, rubric_kind kind) {
    return rubric_kind_may_contain((rubric_kind)parent->kind, kind);
}

// The mark that opens a block which nothing closed.
static void note_unclosed(struct block_parser *parser, const struct block *block) {
    bool is_div = block->kind == RUBRIC_KIND_DIV;
    bool is_fence = block->kind == RUBRIC_KIND_CODE_BLOCK && block->as.fence.mark;
    bool is_html = block->kind == RUBRIC_KIND_RAW_BLOCK && block->as.condition <= 5;
    if (block->is_closed || !(is_div || is_fence || is_html))
        return;
    uint32_t mark = is_div     ? block->as.name.begin - block->begin
                    : is_fence ? block->as.fence.size
                               : 1;
    rubric_markdown_note(parser->document,
                         is_div     ? NOTE_UNCLOSED_DIV
                         : is_fence ? NOTE_UNCLOSED_FENCE
                                    : NOTE_UNCLOSED_HTML,
                         rubric_slice_make("", 0), block->begin, block->begin + mark);
}

// A paragraph may be nothing but definitions; code does not end in blank lines (section 4.4).
static void finish(struct block_parser *parser, struct block *block) {
    note_unclosed(parser, block);
    if (block->kind == RUBRIC_KIND_PARAGRAPH) {
        rubric_definitions_read(parser, block);
        if (!block->line_count)
            block->kind = RUBRIC_KIND_NONE;
    }
    if (block->kind != RUBRIC_KIND_CODE_BLOCK || block->as.fence.mark)
        return;
    const struct text_line *lines = parser->lines + block->first_line;
    while (block->line_count) {
        const struct text_line *last = &lines[block->line_count - 1];
        rubric_slice text = rubric_slice_part(parser->line.text, last->begin, last->end);
        if (without_blanks(text).size)
            break;
        block->line_count--;
    }
    if (block->line_count)
        block->end = lines[block->line_count - 1].end;
}

void rubric_blocks_close(struct block_parser *parser, uint32_t count) {
    for (; parser->open_count > count; parser->open_count--)
        finish(parser, tip(parser));
}

// Whether the line before was blank as seen by an open block: `> ` is blank in the quote only.
static bool follows_blank(const struct block_parser *parser, uint32_t depth) {
    return parser->was_blank && depth >= parser->was_blank_for;
}

// A blank line between two items, or between two blocks of one, makes a list loose (section 5.3).
static void note_looseness(struct block_parser *parser, uint32_t depth) {
    struct block *parent = open_block(parser, depth);
    bool is_first = parser->open[depth] + 1 == parser->block_count;
    if (is_first || !follows_blank(parser, depth))
        return;
    if (parent->kind == RUBRIC_KIND_LIST)
        parent->as.list.is_loose = true;
    else if (parent->kind == RUBRIC_KIND_DEFINITION)
        parent->as.definition.is_loose = true;
    else if (parent->kind == RUBRIC_KIND_ITEM)
        open_block(parser, depth - 1)->as.list.is_loose = true;
}

struct block *rubric_blocks_append(struct block_parser *parser, rubric_kind kind, uint32_t depth) {
    if (!rubric_array_reserve(parser->context, (void **)&parser->blocks, &parser->block_capacity,
                              parser->block_count, sizeof *parser->blocks))
        return NULL;
    struct block *block = &parser->blocks[parser->block_count++];
    memset(block, 0, sizeof *block);
    block->kind = (uint8_t)kind;
    block->depth = (uint16_t)depth;
    return block;
}

struct block *rubric_blocks_open(struct block_parser *parser, rubric_kind kind) {
    bool is_after_list = container(parser)->kind == RUBRIC_KIND_DEFINITION_LIST;
    uint32_t list = parser->open[parser->matched - 1];
    while (parser->matched > 1 && !may_hold(container(parser), kind))
        parser->matched--;
    rubric_blocks_close(parser, parser->matched);
    note_looseness(parser, parser->matched - 1);
    struct block *block = rubric_blocks_append(parser, kind, parser->open_count);
    if (!block)
        return NULL;
    if (kind == RUBRIC_KIND_PARAGRAPH && is_after_list)
        block->as.list_before = list + 1;
    block->begin = parser->line.content;
    block->end = parser->line.end;
    block->first_line = parser->line_count;
    parser->open[parser->open_count++] = parser->block_count - 1;
    parser->matched = parser->open_count;
    parser->has_begun = true;
    return block;
}

/* ---- Text ---------------------------------------------------------------------------- */

static void add_line(struct block_parser *parser, uint32_t begin, uint32_t spaces) {
    struct block *block = tip(parser);
    if (!rubric_array_reserve(parser->context, (void **)&parser->lines, &parser->line_capacity,
                              parser->line_count, sizeof *parser->lines))
        return;
    parser->lines[parser->line_count++] = (struct text_line){begin, parser->line.end, spaces};
    block->line_count++;
    block->end = parser->line.end;
}

void rubric_blocks_add_text(struct block_parser *parser) {
    uint32_t left = rubric_line_left_of_tab(&parser->line);
    add_line(parser, parser->line.at + (left > 0), left);
}

void rubric_blocks_add_content(struct block_parser *parser) {
    add_line(parser, parser->line.content, 0);
}

/* ---- Which open blocks go on --------------------------------------------------------- */

static bool quote_goes_on(struct block_parser *parser, struct block *quote) {
    struct line *line = &parser->line;
    if (line->indent > 3 || line_byte(line, 0) != '>')
        return false;
    rubric_line_take_content(line, 1);
    quote->end = line->at;
    if (line->indent > 0)
        rubric_line_take_columns(line, 1);
    return true;
}

// The line that closes fenced code (section 4.5): at least as long, of the same mark.
static bool closes_fence(const struct line *line, const struct fence *fence) {
    uint32_t size = 0;
    while (line_byte(line, size) == fence->mark)
        size++;
    uint32_t at = line->content + size;
    while (at < line->end && is_blank_byte(line->text.bytes[at]))
        at++;
    return line->indent <= 3 && size >= fence->size && at == line->end;
}

// Code goes on behind its indent; a closing fence is the last line of it.
static bool code_goes_on(struct block_parser *parser, struct block *code) {
    struct line *line = &parser->line;
    const struct fence *fence = &code->as.fence;
    if (fence->mark) {
        rubric_line_take_columns(line, fence->indent < line->indent ? fence->indent : line->indent);
        return true;
    }
    if (line->indent < 4 && !line->is_blank)
        return false;
    rubric_line_take_columns(line, 4);
    return true;
}

// What has a bar is a row, as in pandoc.
static bool is_caption(const struct block_parser *parser) {
    rubric_slice text = line_content(&parser->line);
    return dialect_has(parser->dialect, DIALECT_TABLE_CAPTIONS) && parser->line.indent <= 3 &&
           rubric_captions_scan(text) && !memchr(text.bytes, '|', text.size);
}

static bool goes_on(struct block_parser *parser, uint32_t depth) {
    struct block *block = open_block(parser, depth);
    switch ((rubric_kind)block->kind) {
    case RUBRIC_KIND_BLOCK_QUOTE:
        return quote_goes_on(parser, block);
    case RUBRIC_KIND_ITEM:
        return rubric_items_go_on(parser, depth);
    case RUBRIC_KIND_FOOTNOTE:
        return rubric_footnotes_go_on(parser, depth);
    case RUBRIC_KIND_DEFINITION:
        return rubric_definition_lists_go_on(parser, depth);
    case RUBRIC_KIND_LINE_BLOCK:
        return rubric_line_blocks_go_on(parser, block);
    case RUBRIC_KIND_CODE_BLOCK:
        return code_goes_on(parser, block);
    case RUBRIC_KIND_RAW_BLOCK: // conditions 6 and 7 end at a blank line
        return !(parser->line.is_blank && block->as.condition >= 6);
    case RUBRIC_KIND_PARAGRAPH:
        return !parser->line.is_blank;
    case RUBRIC_KIND_TABLE:
        return !parser->line.is_blank && !is_caption(parser);
    case RUBRIC_KIND_LIST:
    case RUBRIC_KIND_DEFINITION_LIST:
    case RUBRIC_KIND_DIV: // until a fence closes it
        return true;
    default: // headings and rules are one line
        return false;
    }
}

/* ---- The line ------------------------------------------------------------------------ */

static void add_html(struct block_parser *parser) {
    rubric_blocks_add_text(parser);
    tip(parser)->is_closed =
        rubric_html_block_ends(tip(parser)->as.condition, line_content(&parser->line));
    if (tip(parser)->is_closed)
        rubric_blocks_close(parser, parser->open_count - 1);
}

// Text that no block begins with: of the leaf that goes on, or of a new paragraph.
static void add_rest(struct block_parser *parser) {
    rubric_kind kind = (rubric_kind)container(parser)->kind;
    rubric_blocks_close(parser, parser->matched);
    if (kind == RUBRIC_KIND_CODE_BLOCK) {
        rubric_blocks_add_text(parser);
    } else if (kind == RUBRIC_KIND_RAW_BLOCK) {
        add_html(parser);
    } else if (kind == RUBRIC_KIND_LINE_BLOCK) {
        rubric_line_blocks_add(parser);
    } else if (!parser->line.is_blank) {
        if (kind != RUBRIC_KIND_PARAGRAPH && kind != RUBRIC_KIND_TABLE &&
            !rubric_blocks_open(parser, RUBRIC_KIND_PARAGRAPH))
            return;
        rubric_blocks_add_content(parser);
    }
}

// What a list will ask of this line when the next one comes: blank lines of fenced code and of
// HTML are their text.
static void note_blank(struct block_parser *parser) {
    const struct block *last = tip(parser);
    bool is_text = last->kind == RUBRIC_KIND_RAW_BLOCK ||
                   (last->kind == RUBRIC_KIND_CODE_BLOCK && last->as.fence.mark);
    parser->was_blank = parser->line.is_blank && !parser->has_begun && !is_text;
    parser->blank_lines = parser->was_blank ? parser->blank_lines + 1 : 0;
    parser->was_blank_for = 0;
    for (uint32_t i = 1; parser->was_blank && i < parser->matched && i < parser->open_count; i++)
        if (open_block(parser, i)->kind == RUBRIC_KIND_BLOCK_QUOTE)
            parser->was_blank_for = i;
}

static bool is_closed_by_fence(struct block_parser *parser) {
    struct block *code = tip(parser);
    if (parser->matched != parser->open_count || code->kind != RUBRIC_KIND_CODE_BLOCK ||
        !code->as.fence.mark || !closes_fence(&parser->line, &code->as.fence))
        return false;
    code->end = parser->line.end;
    code->is_closed = true;
    rubric_blocks_close(parser, parser->open_count - 1);
    parser->was_blank = false;
    parser->blank_lines = 0;
    return true;
}

static void read_line(struct block_parser *parser) {
    parser->has_begun = false;
    parser->no_rule = 0;
    parser->matched = 1;
    while (parser->matched < parser->open_count && goes_on(parser, parser->matched))
        parser->matched++;
    if (is_closed_by_fence(parser))
        return;
    bool starts_text = takes_lines(container(parser));
    bool is_done = false;
    while (!starts_text && !is_done && rubric_blocks_start(parser, &is_done))
        ;
    bool is_lazy =
        may_be_lazy(parser) && parser->matched < parser->open_count && !parser->line.is_blank;
    if (is_lazy && !is_done) // a lazy continuation line (section 5.1)
        rubric_blocks_add_content(parser);
    else if (!is_done)
        add_rest(parser);
    note_blank(parser);
}

void rubric_blocks_read(struct block_parser *parser, uint32_t begin) {
    rubric_line_begin(&parser->line, rubric_document_source(parser->document), begin);
    if (!rubric_array_reserve(parser->context, (void **)&parser->blocks, &parser->block_capacity, 0,
                              sizeof *parser->blocks) ||
        !rubric_array_reserve(parser->context, (void **)&parser->lines, &parser->line_capacity, 0,
                              sizeof *parser->lines))
        return;
    parser->blocks[0] = (struct block){.kind = RUBRIC_KIND_DOCUMENT};
    parser->block_count = parser->open_count = 1;
    while (rubric_line_next(&parser->line)) {
        uint32_t size = parser->line.next - parser->line.begin;
        if (!rubric_context_charge(parser->context, STEPS_PER_LINE + size))
            return;
        read_line(parser);
    }
    rubric_blocks_close(parser, 0);
    if (dialect_has(parser->dialect, DIALECT_TABLE_CAPTIONS))
        rubric_captions_find(parser);
}
