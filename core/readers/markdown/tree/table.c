// SPDX-License-Identifier: MIT
// Nodes of a table: its sections, rows and cells (GFM, "Tables").
#include "base/array.h"
#include "readers/markdown/blocks/tables.h"
#include "readers/markdown/tree/tree.h"

enum { MADE_CELLS = 100000 }; // empty cells that short rows of one document may be given

static void put_cell(struct reading *reading, const struct row_cells *cells, int alignment,
                     bool is_header) {
    struct rubric_builder *builder = &reading->builder;
    uint32_t id = rubric_builder_open(builder, RUBRIC_KIND_CELL);
    rubric_reading_set(reading, id, RUBRIC_FIELD_ALIGNMENT, alignment);
    rubric_reading_set(reading, id, RUBRIC_FIELD_HEADER, is_header);
    if (cells && cells->stop > cells->begin_cell) {
        if (id)
            rubric_builder_cover(builder, id, cells->begin_cell, cells->stop);
        uint32_t text = rubric_builder_open(builder, RUBRIC_KIND_PARAGRAPH);
        rubric_reading_set(reading, text, RUBRIC_FIELD_COMPACT, 1);
        rubric_reading_put_cell(reading, (struct stretch){cells->begin_cell, cells->stop});
        rubric_builder_close(builder);
    }
    rubric_builder_close(builder);
}

static void report_cells(struct reading *reading, const struct text_line *line) {
    rubric_diagnostic diagnostic = {
        RUBRIC_LEVEL_WARNING,
        rubric_slice_of("table-limit"),
        rubric_slice_of("rows are too short for their tables: from here on they stay short"),
        {line->begin, line->end, true}};
    if (reading->made_cells++ == MADE_CELLS)
        rubric_document_report(reading->builder.document, &diagnostic);
}

// Reads the delimiter row, once for all rows: it may be as long as they are together.
static bool read_alignments(struct reading *reading, const struct block *table) {
    const struct text_line *line = &reading->blocks.lines[table->first_line + 1];
    struct row_cells cells = rubric_row_cells(reading->blocks.line.text, line->begin, line->end);
    for (uint32_t i = 0; i < table->as.table.columns && rubric_row_next(&cells); i++) {
        if (!rubric_array_reserve(reading->blocks.context, (void **)&reading->alignments,
                                  &reading->alignment_capacity, i, sizeof *reading->alignments))
            return false;
        reading->alignments[i] = (uint8_t)rubric_row_alignment(&cells);
    }
    return true;
}

// Cells beyond the columns of the table go; missing ones are made, within a limit.
static void put_row(struct reading *reading, const struct block *table,
                    const struct text_line *line, bool is_header) {
    struct row_cells cells = rubric_row_cells(reading->blocks.line.text, line->begin, line->end);
    rubric_builder_open(&reading->builder, RUBRIC_KIND_ROW);
    for (uint32_t i = 0; i < table->as.table.columns; i++) {
        bool has_cell = rubric_row_next(&cells);
        if (!has_cell && reading->made_cells >= MADE_CELLS) {
            report_cells(reading, line);
            break;
        }
        reading->made_cells += !has_cell;
        put_cell(reading, has_cell ? &cells : NULL, reading->alignments[i], is_header);
        if (!rubric_context_charge(reading->blocks.context, 4))
            break;
    }
    if (reading->builder.document->notes && rubric_row_next(&cells))
        rubric_mistake_report(reading->builder.document, MISTAKE_EXTRA_CELLS,
                              rubric_slice_make("", 0), cells.begin_cell, line->end);
    rubric_builder_close(&reading->builder);
}

// It comes first, wherever it stood.
static void put_caption(struct reading *reading, const struct block *text) {
    rubric_reading_open(reading, RUBRIC_KIND_CAPTION, text);
    const struct text_line *lines = reading->blocks.lines + text->first_line;
    uint32_t id = rubric_builder_open(&reading->builder, RUBRIC_KIND_PARAGRAPH);
    rubric_reading_set(reading, id, RUBRIC_FIELD_COMPACT, 1);
    rubric_reading_put_lines(reading, lines, text->line_count);
    rubric_builder_close(&reading->builder);
    rubric_builder_close(&reading->builder);
}

void rubric_reading_put_table(struct reading *reading, const struct block *table) {
    const struct text_line *lines = reading->blocks.lines + table->first_line;
    if (table->line_count < 2 || !read_alignments(reading, table))
        return; // memory ran out
    rubric_reading_open(reading, RUBRIC_KIND_TABLE, table);
    if (table->as.table.caption)
        put_caption(reading, &reading->blocks.blocks[table->as.table.caption]);
    rubric_reading_set(reading, rubric_builder_open(&reading->builder, RUBRIC_KIND_TABLE_SECTION),
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
