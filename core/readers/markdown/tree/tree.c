// SPDX-License-Identifier: MIT
// Markdown (CommonMark 0.31.2 and GFM): blocks first, then nodes with the inlines of their text.
#include "readers/markdown/tree/tree.h"
#include "base/ascii.h"
#include "readers/markdown/attributes.h"
#include "readers/readers.h"

uint32_t rubric_reading_open(struct reading *reading, rubric_kind kind, const struct block *block) {
    uint32_t id = rubric_builder_open(&reading->builder, kind);
    if (id && block->end > block->begin)
        rubric_builder_cover(&reading->builder, id, block->begin, block->end);
    return id;
}

void rubric_reading_set(struct reading *reading, uint32_t id, rubric_field field, int64_t integer) {
    rubric_builder_set_integer(&reading->builder, id, field, integer);
}

static void put_inlines(struct reading *reading, const struct block *block) {
    rubric_reading_put_lines(reading, reading->blocks.lines + block->first_line, block->line_count);
    rubric_builder_close(&reading->builder);
}

// Text of a tight list is compact (section 5.3).
static void put_paragraph(struct reading *reading, const struct block *block, bool is_tight) {
    uint32_t id = rubric_reading_open(reading, RUBRIC_KIND_PARAGRAPH, block);
    if (is_tight)
        rubric_reading_set(reading, id, RUBRIC_FIELD_COMPACT, 1);
    put_inlines(reading, block);
}

/* ---- Containers ---------------------------------------------------------------------- */

static void open_list(struct reading *reading, const struct block *list) {
    uint32_t id = rubric_reading_open(reading, RUBRIC_KIND_LIST, list);
    rubric_reading_set(reading, id, RUBRIC_FIELD_TIGHT, !list->as.list.is_loose);
    if (list->as.list.mark != '.' && list->as.list.mark != ')')
        return;
    rubric_reading_set(reading, id, RUBRIC_FIELD_ORDERED, 1);
    rubric_reading_set(reading, id, RUBRIC_FIELD_START, list->as.list.start);
    rubric_reading_set(reading, id, RUBRIC_FIELD_DELIMITER, list->as.list.mark == ')');
}

static rubric_slice name_of(const struct reading *reading, const struct block *block) {
    return rubric_slice_part(reading->blocks.line.text, block->as.name.begin, block->as.name.end);
}

static void put_heading(struct reading *reading, const struct block *heading) {
    uint32_t id = rubric_reading_open(reading, RUBRIC_KIND_HEADING, heading);
    rubric_reading_set(reading, id, RUBRIC_FIELD_LEVEL, heading->as.heading.level);
    struct stretch attributes = heading->as.heading.attributes;
    if (attributes.end)
        rubric_attributes_put(
            &reading->builder, id,
            rubric_slice_part(reading->blocks.line.text, attributes.begin, attributes.end));
    put_inlines(reading, heading);
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

static void open_footnote(struct reading *reading, const struct block *footnote) {
    uint32_t id = rubric_reading_open(reading, RUBRIC_KIND_FOOTNOTE, footnote);
    rubric_builder_set_string(&reading->builder, id, RUBRIC_FIELD_LABEL, name_of(reading, footnote),
                              true);
}

// A word is its class.
static void open_div(struct reading *reading, const struct block *div) {
    uint32_t id = rubric_reading_open(reading, RUBRIC_KIND_DIV, div);
    rubric_slice name = name_of(reading, div);
    if (name.bytes[0] == '{')
        rubric_attributes_put(&reading->builder, id, name);
    else
        rubric_builder_add_attribute(&reading->builder, id, rubric_slice_of("class"), name);
}

static void open_container(struct reading *reading, uint32_t index) {
    const struct block *block = &reading->blocks.blocks[index];
    switch ((rubric_kind)block->kind) {
    case RUBRIC_KIND_LIST:
        open_list(reading, block);
        break;
    case RUBRIC_KIND_ITEM:
        rubric_reading_set(reading, rubric_reading_open(reading, RUBRIC_KIND_ITEM, block),
                           RUBRIC_FIELD_CHECKED, take_box(reading, index));
        break;
    case RUBRIC_KIND_FOOTNOTE:
        open_footnote(reading, block);
        break;
    case RUBRIC_KIND_DIV:
        open_div(reading, block);
        break;
    default: // quotes, definition lists and definitions say nothing of themselves
        rubric_reading_open(reading, (rubric_kind)block->kind, block);
        break;
    }
}

static void put_leaf(struct reading *reading, const struct block *block, bool is_tight) {
    switch ((rubric_kind)block->kind) {
    case RUBRIC_KIND_PARAGRAPH:
        put_paragraph(reading, block, is_tight);
        break;
    case RUBRIC_KIND_HEADING:
        put_heading(reading, block);
        break;
    case RUBRIC_KIND_TERM:
        rubric_reading_open(reading, RUBRIC_KIND_TERM, block);
        put_inlines(reading, block);
        break;
    case RUBRIC_KIND_CODE_BLOCK:
        rubric_reading_put_code(reading, block);
        break;
    case RUBRIC_KIND_RAW_BLOCK:
        rubric_reading_put_raw(reading, block);
        break;
    case RUBRIC_KIND_THEMATIC_BREAK:
        rubric_reading_put_rule(reading, block);
        break;
    case RUBRIC_KIND_LINE_BLOCK:
        rubric_reading_put_line_block(reading, block);
        break;
    case RUBRIC_KIND_TABLE:
        rubric_reading_put_table(reading, block);
        break;
    default: // a caption, or nothing but definitions
        break;
    }
}

// Whether the text right in a container is compact.
static bool makes_tight(const struct block *block, bool parent_is_tight) {
    switch ((rubric_kind)block->kind) {
    case RUBRIC_KIND_LIST:
        return !block->as.list.is_loose;
    case RUBRIC_KIND_ITEM:
        return parent_is_tight;
    case RUBRIC_KIND_DEFINITION:
        return !block->as.definition.is_loose;
    default:
        return false;
    }
}

static void close_to(struct reading *reading, uint32_t depth) {
    for (; reading->depth > depth; reading->depth--)
        rubric_builder_close(&reading->builder);
}

// Blocks stand in document order: one that is not deeper closes those before it.
static void put_blocks(struct reading *reading) {
    bool is_tight[OPEN_LIMIT + 1] = {false};
    for (uint32_t i = 1; i < reading->blocks.block_count; i++) {
        const struct block *block = &reading->blocks.blocks[i];
        close_to(reading, block->depth);
        if (holds_blocks(block)) {
            is_tight[block->depth + 1] = makes_tight(block, is_tight[block->depth]);
            open_container(reading, i);
            reading->depth++;
        } else {
            put_leaf(reading, block, is_tight[block->depth]);
        }
        if (!rubric_context_charge(reading->blocks.context, 4))
            return;
    }
    close_to(reading, 1);
    rubric_reading_put_notes(reading);
    close_to(reading, 0);
}

// Labels of footnotes stand in the source, where nobody decoded them.
static void report_unused(struct reading *reading) {
    const struct references *footnotes = &reading->blocks.footnotes;
    const char *source = reading->blocks.line.text.bytes;
    for (uint32_t i = 0; i < footnotes->count; i++) {
        rubric_slice label = footnotes->items[i].target.title;
        uint32_t begin = (uint32_t)(label.bytes - source);
        if (!footnotes->items[i].is_used)
            rubric_mistake_report(reading->builder.document, MISTAKE_UNUSED_FOOTNOTE, label,
                                  begin - 2, begin + (uint32_t)label.size + 1);
    }
}

rubric_status rubric_markdown_read(rubric_document *document, rubric_error *error) {
    rubric_context *context = document->context;
    rubric_slice text = rubric_document_source(document);
    rubric_status status = RUBRIC_OK;
    if (dialect_has(document->dialect, DIALECT_FRONT_MATTER))
        status = rubric_front_matter_read(document, text, error);
    if (status != RUBRIC_OK)
        return status;
    struct reading *reading = rubric_context_allocate(context, sizeof *reading);
    if (!reading)
        return rubric_context_error(context, error);
    memset(reading, 0, sizeof *reading);
    // Text is hardly ever longer than its source: to grow would be to copy it.
    rubric_buffer_reserve(&document->plane, text.size - document->body);
    reading->blocks.document = document;
    reading->blocks.context = context;
    reading->blocks.dialect = document->dialect;
    reading->depth = 1;
    rubric_builder_init(&reading->builder, document);
    rubric_references_init(&reading->blocks.references, document);
    rubric_references_init(&reading->blocks.footnotes, document);
    rubric_content_init(&reading->blocks.scratch, context, text);
    rubric_inlines_init(&reading->inlines, &reading->builder, &reading->blocks.references,
                        &reading->blocks.footnotes);
    rubric_blocks_read(&reading->blocks, document->body);
    if (!rubric_builder_failed(&reading->builder))
        put_blocks(reading);
    report_unused(reading);
    rubric_mistakes_sort(document);
    struct block_parser *blocks = &reading->blocks;
    rubric_array_free(context, blocks->blocks, blocks->block_capacity, sizeof *blocks->blocks);
    rubric_array_free(context, blocks->lines, blocks->line_capacity, sizeof *blocks->lines);
    rubric_content_free(&blocks->scratch);
    rubric_array_free(context, reading->noted, reading->noted_capacity, sizeof *reading->noted);
    rubric_array_free(context, reading->alignments, reading->alignment_capacity,
                      sizeof *reading->alignments);
    rubric_references_free(&blocks->references);
    rubric_references_free(&blocks->footnotes);
    rubric_inlines_free(&reading->inlines);
    rubric_context_release(context, reading, sizeof *reading);
    return rubric_context_error(context, error);
}
