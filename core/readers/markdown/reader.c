// SPDX-License-Identifier: MIT
// Markdown (CommonMark 0.31.2 and GFM): blocks first, then nodes with the inlines of their text.
#include "base/ascii.h"
#include "readers/markdown/blocks.h"
#include "readers/markdown/inlines.h"
#include "readers/markdown/tables.h"
#include "readers/readers.h"

enum { MADE_CELLS = 100000 }; // empty cells that short rows of one document may be given

struct reading {
    struct block_parser blocks;
    struct inline_parser inlines;
    struct rubric_builder builder;
    uint32_t depth;      // of open containers, the document too
    uint32_t made_cells; // for short rows
};

static uint32_t open_at(struct reading *reading, rubric_kind kind, const struct block *block) {
    uint32_t id = rubric_builder_open(&reading->builder, kind);
    if (id && block->end > block->begin)
        rubric_builder_cover(&reading->builder, id, block->begin, block->end);
    return id;
}

static void set(struct reading *reading, uint32_t id, rubric_field field, int64_t integer) {
    rubric_builder_set_integer(&reading->builder, id, field, integer);
}

/* ---- Leaf blocks --------------------------------------------------------------------- */

// The text of code and of HTML, line by line.
static void put_lines(struct reading *reading, const struct block *block) {
    rubric_slice source = reading->blocks.line.text;
    const struct text_line *lines = reading->blocks.lines + block->first_line;
    for (uint32_t i = 0; i < block->line_count; i++) {
        const struct text_line *line = &lines[i];
        if (line->spaces)
            rubric_builder_text(&reading->builder, rubric_slice_make("   ", line->spaces),
                                ORIGIN_JOINED, line->begin - 1, 1);
        for (uint32_t at = line->begin; at < line->end;) {
            const char *nul = memchr(source.bytes + at, '\0', line->end - at);
            uint32_t stop = nul ? (uint32_t)(nul - source.bytes) : line->end;
            rubric_builder_text(&reading->builder, rubric_slice_part(source, at, stop),
                                ORIGIN_VERBATIM, at, 0);
            if (nul)
                rubric_builder_text(&reading->builder, rubric_slice_of("\xEF\xBF\xBD"),
                                    ORIGIN_ENTITY, stop, 1);
            at = stop + (nul != NULL);
        }
        bool is_plain = line->end < source.size && source.bytes[line->end] == '\n';
        bool is_last = i + 1 == block->line_count;
        uint32_t next = is_last ? line->end + 1 : lines[i + 1].begin - (lines[i + 1].spaces > 0);
        bool is_missing = line->end >= source.size;
        rubric_builder_text(&reading->builder, rubric_slice_make("\n", 1),
                            is_missing                          ? ORIGIN_SYNTHETIC
                            : is_plain && next == line->end + 1 ? ORIGIN_VERBATIM
                                                                : ORIGIN_JOINED,
                            line->end, next - line->end);
        if (!rubric_context_charge(reading->blocks.context, 1 + line->end - line->begin))
            return;
    }
}

static void put_code(struct reading *reading, const struct block *block) {
    rubric_document *document = reading->builder.document;
    uint32_t id = open_at(reading, RUBRIC_KIND_CODE_BLOCK, block);
    if (block->as.fence.mark) {
        rubric_slice info = rubric_slice_part(reading->blocks.line.text, block->as.fence.info_begin,
                                              block->as.fence.info_end);
        info = rubric_decode_string(document, without_blanks(info));
        size_t size = 0;
        while (size < info.size && !ascii_is_space(info.bytes[size]))
            size++;
        rubric_builder_set_string(&reading->builder, id, RUBRIC_FIELD_LANGUAGE,
                                  rubric_slice_part(info, 0, size), true);
        rubric_builder_set_string(&reading->builder, id, RUBRIC_FIELD_INFO, info, true);
    }
    put_lines(reading, block);
    rubric_builder_close(&reading->builder);
}

static void put_raw(struct reading *reading, const struct block *block) {
    rubric_buffer literal;
    rubric_buffer_init(&literal, reading->blocks.context);
    const struct text_line *lines = reading->blocks.lines + block->first_line;
    for (uint32_t i = 0; i < block->line_count; i++) {
        rubric_buffer_put_repeated(&literal, ' ', lines[i].spaces);
        for (uint32_t at = lines[i].begin; at < lines[i].end; at++) {
            char byte = reading->blocks.line.text.bytes[at];
            if (byte)
                rubric_buffer_put_byte(&literal, byte);
            else
                rubric_buffer_put_code_point(&literal, 0xFFFD);
        }
        rubric_buffer_put_byte(&literal, '\n');
    }
    uint32_t id = rubric_builder_add(&reading->builder, RUBRIC_KIND_RAW_BLOCK);
    if (id) {
        rubric_builder_cover(&reading->builder, id, block->begin, block->end);
        rubric_builder_cover(&reading->builder, reading->builder.parent, block->begin, block->end);
    }
    rubric_builder_set_string(&reading->builder, id, RUBRIC_FIELD_FORMAT, rubric_slice_of("html"),
                              true);
    rubric_builder_set_string(&reading->builder, id, RUBRIC_FIELD_LITERAL,
                              rubric_buffer_slice(&literal), false);
    rubric_buffer_clear(&literal);
}

static void put_rule(struct reading *reading, const struct block *block) {
    uint32_t id = rubric_builder_add(&reading->builder, RUBRIC_KIND_THEMATIC_BREAK);
    if (!id)
        return;
    rubric_builder_cover(&reading->builder, id, block->begin, block->end);
    rubric_builder_cover(&reading->builder, reading->builder.parent, block->begin, block->end);
}

static void put_inlines(struct reading *reading, const struct block *block) {
    rubric_content_of_lines(&reading->inlines.content, reading->blocks.lines + block->first_line,
                            block->line_count);
    rubric_inlines_read(&reading->inlines);
    rubric_builder_close(&reading->builder);
}

// Text of a tight list is compact (section 5.3).
static void put_paragraph(struct reading *reading, uint32_t index, bool is_tight) {
    const struct block *block = &reading->blocks.blocks[index];
    uint32_t id = open_at(reading, RUBRIC_KIND_PARAGRAPH, block);
    if (is_tight)
        set(reading, id, RUBRIC_FIELD_COMPACT, 1);
    put_inlines(reading, block);
}

/* ---- Tables -------------------------------------------------------------------------- */

static void put_cell(struct reading *reading, const struct row_cells *cells, int alignment,
                     bool is_header) {
    struct rubric_builder *builder = &reading->builder;
    uint32_t id = rubric_builder_open(builder, RUBRIC_KIND_CELL);
    set(reading, id, RUBRIC_FIELD_ALIGNMENT, alignment);
    set(reading, id, RUBRIC_FIELD_HEADER, is_header);
    if (cells && cells->stop > cells->begin_cell) {
        if (id)
            rubric_builder_cover(builder, id, cells->begin_cell, cells->stop);
        uint32_t text = rubric_builder_open(builder, RUBRIC_KIND_PARAGRAPH);
        set(reading, text, RUBRIC_FIELD_COMPACT, 1);
        rubric_content_of_cell(&reading->inlines.content, cells->begin_cell, cells->stop);
        rubric_inlines_read(&reading->inlines);
        rubric_builder_close(builder);
    }
    rubric_builder_close(builder);
}

static void report_cells(struct reading *reading) {
    rubric_diagnostic diagnostic = {
        RUBRIC_LEVEL_WARNING,
        rubric_slice_of("table-limit"),
        rubric_slice_of("rows are too short for their tables: the other ones stay short"),
        {0, 0, false}};
    if (reading->made_cells++ == MADE_CELLS)
        rubric_document_report(reading->builder.document, &diagnostic);
}

// Cells beyond the columns of the table go; missing ones are made, within a limit.
static void put_row(struct reading *reading, const struct block *table,
                    const struct text_line *line, bool is_header) {
    rubric_slice source = reading->blocks.line.text;
    const struct text_line *rule = &reading->blocks.lines[table->first_line + 1];
    struct row_cells cells = rubric_row_cells(source, line->begin, line->end);
    struct row_cells rules = rubric_row_cells(source, rule->begin, rule->end);
    rubric_builder_open(&reading->builder, RUBRIC_KIND_ROW);
    for (uint32_t i = 0; i < table->as.columns && rubric_row_next(&rules); i++) {
        bool has_cell = rubric_row_next(&cells);
        if (!has_cell && reading->made_cells >= MADE_CELLS) {
            report_cells(reading);
            break;
        }
        reading->made_cells += !has_cell;
        put_cell(reading, has_cell ? &cells : NULL, rubric_row_alignment(&rules), is_header);
        if (!rubric_context_charge(reading->blocks.context, 4))
            break;
    }
    rubric_builder_close(&reading->builder);
}

static void put_table(struct reading *reading, const struct block *table) {
    const struct text_line *lines = reading->blocks.lines + table->first_line;
    if (table->line_count < 2)
        return; // memory ran out
    open_at(reading, RUBRIC_KIND_TABLE, table);
    set(reading, rubric_builder_open(&reading->builder, RUBRIC_KIND_TABLE_SECTION),
        RUBRIC_FIELD_PART, 1);
    put_row(reading, table, &lines[0], true);
    rubric_builder_close(&reading->builder);
    if (table->line_count > 2) {
        rubric_builder_open(&reading->builder, RUBRIC_KIND_TABLE_SECTION);
        for (uint32_t i = 2; i < table->line_count && !rubric_builder_failed(&reading->builder);
             i++)
            put_row(reading, table, &lines[i], false);
        rubric_builder_close(&reading->builder);
    }
    rubric_builder_close(&reading->builder);
}

/* ---- Containers ---------------------------------------------------------------------- */

static void open_list(struct reading *reading, const struct block *list) {
    uint32_t id = open_at(reading, RUBRIC_KIND_LIST, list);
    set(reading, id, RUBRIC_FIELD_TIGHT, !list->as.list.is_loose);
    if (list->as.list.mark != '.' && list->as.list.mark != ')')
        return;
    set(reading, id, RUBRIC_FIELD_ORDERED, 1);
    set(reading, id, RUBRIC_FIELD_START, list->as.list.start);
    set(reading, id, RUBRIC_FIELD_DELIMITER, list->as.list.mark == ')');
}

// The box of a task at the start of the first paragraph of an item (GFM, "Task list items").
static int64_t take_box(struct reading *reading, uint32_t item) {
    struct block_parser *blocks = &reading->blocks;
    if (item + 1 >= blocks->block_count || !dialect_has(blocks->dialect, DIALECT_TASKS))
        return 0;
    const struct block *text = &blocks->blocks[item + 1];
    if (text->kind != RUBRIC_KIND_PARAGRAPH || text->depth != blocks->blocks[item].depth + 1)
        return 0;
    struct text_line *line = &blocks->lines[text->first_line];
    const char *bytes = blocks->line.text.bytes + line->begin;
    if (line->end - line->begin < 4 || bytes[0] != '[' || bytes[2] != ']' ||
        !is_blank_byte(bytes[3]) || !ascii_is_among(bytes[1], " xX"))
        return 0;
    for (line->begin += 3;
         line->begin < line->end && is_blank_byte(blocks->line.text.bytes[line->begin]);)
        line->begin++;
    return bytes[1] == ' ' ? 1 : 2;
}

static void put_block(struct reading *reading, uint32_t index) {
    const struct block *block = &reading->blocks.blocks[index];
    switch ((rubric_kind)block->kind) {
    case RUBRIC_KIND_LIST:
        open_list(reading, block);
        break;
    case RUBRIC_KIND_BLOCK_QUOTE:
        open_at(reading, RUBRIC_KIND_BLOCK_QUOTE, block);
        break;
    case RUBRIC_KIND_ITEM:
        set(reading, open_at(reading, RUBRIC_KIND_ITEM, block), RUBRIC_FIELD_CHECKED,
            take_box(reading, index));
        break;
    case RUBRIC_KIND_HEADING:
        set(reading, open_at(reading, RUBRIC_KIND_HEADING, block), RUBRIC_FIELD_LEVEL,
            block->as.level);
        put_inlines(reading, block);
        break;
    case RUBRIC_KIND_CODE_BLOCK:
        put_code(reading, block);
        break;
    case RUBRIC_KIND_RAW_BLOCK:
        put_raw(reading, block);
        break;
    case RUBRIC_KIND_THEMATIC_BREAK:
        put_rule(reading, block);
        break;
    case RUBRIC_KIND_TABLE:
        put_table(reading, block);
        break;
    default:
        break;
    }
}

// Blocks stand in document order: one that is not deeper closes those before it.
static void put_blocks(struct reading *reading) {
    const struct block *blocks = reading->blocks.blocks;
    bool is_tight[OPEN_LIMIT + 1] = {false};
    for (uint32_t i = 1; i < reading->blocks.block_count; i++) {
        const struct block *block = &blocks[i];
        for (; reading->depth > block->depth; reading->depth--)
            rubric_builder_close(&reading->builder);
        bool is_container = block->kind == RUBRIC_KIND_LIST || block->kind == RUBRIC_KIND_ITEM ||
                            block->kind == RUBRIC_KIND_BLOCK_QUOTE;
        if (block->kind == RUBRIC_KIND_LIST)
            is_tight[block->depth + 1] = !block->as.list.is_loose;
        if (is_container)
            is_tight[block->depth + 1] =
                block->kind == RUBRIC_KIND_LIST
                    ? !block->as.list.is_loose
                    : block->kind == RUBRIC_KIND_ITEM && is_tight[block->depth];
        if (block->kind == RUBRIC_KIND_PARAGRAPH)
            put_paragraph(reading, i, is_tight[block->depth]);
        else
            put_block(reading, i);
        reading->depth += is_container;
        if (!rubric_context_charge(reading->blocks.context, 4))
            return;
    }
    for (; reading->depth > 0; reading->depth--)
        rubric_builder_close(&reading->builder);
}

rubric_status rubric_markdown_read(rubric_document *document, rubric_error *error) {
    rubric_context *context = document->context;
    rubric_slice text = rubric_document_source(document);
    if (dialect_has(document->dialect, DIALECT_FRONT_MATTER))
        document->body = (uint32_t)rubric_front_matter_read(document, text);
    struct reading *reading = rubric_context_allocate(context, sizeof *reading);
    if (!reading)
        return rubric_context_error(context, error);
    memset(reading, 0, sizeof *reading);
    reading->blocks.document = document;
    reading->blocks.context = context;
    reading->blocks.dialect = document->dialect;
    reading->depth = 1;
    rubric_builder_init(&reading->builder, document);
    rubric_references_init(&reading->blocks.references, document);
    rubric_content_init(&reading->blocks.scratch, context, text);
    rubric_inlines_init(&reading->inlines, &reading->builder, &reading->blocks.references);
    rubric_blocks_read(&reading->blocks, document->body);
    if (!rubric_builder_failed(&reading->builder))
        put_blocks(reading);
    struct block_parser *blocks = &reading->blocks;
    rubric_array_free(context, blocks->blocks, blocks->block_capacity, sizeof *blocks->blocks);
    rubric_array_free(context, blocks->lines, blocks->line_capacity, sizeof *blocks->lines);
    rubric_content_free(&blocks->scratch);
    rubric_references_free(&blocks->references);
    rubric_inlines_free(&reading->inlines);
    rubric_context_release(context, reading, sizeof *reading);
    return rubric_context_error(context, error);
}
