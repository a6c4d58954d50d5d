// SPDX-License-Identifier: MIT
// Tables: a header row, its delimiter row, and how lines fall into cells (GFM, "Tables").
#include "readers/markdown/blocks/tables.h"

#include "base/array.h"
#include "base/ascii.h"
#include "readers/markdown/blocks/blocks.h"

static uint32_t skip_blanks(rubric_slice source, uint32_t at, uint32_t end) {
    while (at < end && is_blank_byte(source.bytes[at]))
        at++;
    return at;
}

static uint32_t trim_blanks(rubric_slice source, uint32_t begin, uint32_t end) {
    while (end > begin && is_blank_byte(source.bytes[end - 1]))
        end--;
    return end;
}

struct row_cells rubric_row_cells(rubric_slice source, uint32_t begin, uint32_t end) {
    struct row_cells cells = {source, skip_blanks(source, begin, end), end, 0, 0};
    cells.end = trim_blanks(source, cells.at, end);
    if (cells.at < cells.end && source.bytes[cells.at] == '|')
        cells.at++;
    return cells;
}

// A bar ends a cell, unless a backslash stands before it; the last bar has nothing behind it.
bool rubric_row_next(struct row_cells *cells) {
    const char *bytes = cells->source.bytes;
    if (cells->at >= cells->end)
        return false;
    uint32_t stop = cells->at;
    while (stop < cells->end && bytes[stop] != '|')
        stop += bytes[stop] == '\\' && stop + 1 < cells->end && bytes[stop + 1] == '|' ? 2 : 1;
    cells->begin_cell = skip_blanks(cells->source, cells->at, stop);
    cells->stop = trim_blanks(cells->source, cells->begin_cell, stop);
    cells->at = stop + 1;
    return true;
}

int rubric_row_alignment(const struct row_cells *cells) {
    const char *bytes = cells->source.bytes;
    uint32_t begin = cells->begin_cell, end = cells->stop;
    if (begin == end)
        return -1;
    bool is_left = bytes[begin] == ':', is_right = bytes[end - 1] == ':' && end - begin > 1;
    begin += is_left;
    end -= is_right;
    if (begin >= end)
        return -1;
    for (; begin < end; begin++)
        if (bytes[begin] != '-')
            return -1;
    return is_left && is_right ? 2 : is_left ? 1 : is_right ? 3 : 0;
}

static uint32_t count_cells(rubric_slice source, uint32_t begin, uint32_t end) {
    struct row_cells cells = rubric_row_cells(source, begin, end);
    uint32_t count = 0;
    while (rubric_row_next(&cells))
        count++;
    return count;
}

// Columns of the delimiter row; 0 when the line is none. One bar at least must stand in it.
static uint32_t count_delimiters(const struct line *line) {
    rubric_slice text = line_content(line);
    struct row_cells cells = rubric_row_cells(line->text, line->content, line->end);
    uint32_t count = 0;
    if (!ascii_is_among(line_byte(line, 0), "|:-") || !memchr(text.bytes, '|', text.size))
        return 0;
    for (; rubric_row_next(&cells); count++)
        if (rubric_row_alignment(&cells) < 0)
            return 0;
    return count;
}

bool rubric_tables_may_start(const struct block_parser *parser, const struct text_line *header) {
    if (!dialect_has(parser->dialect, DIALECT_TABLES))
        return false;
    uint32_t columns = count_delimiters(&parser->line);
    return columns && columns == count_cells(parser->line.text, header->begin, header->end);
}

bool rubric_tables_start(struct block_parser *parser) {
    struct block *paragraph = container(parser);
    if (paragraph->kind != RUBRIC_KIND_PARAGRAPH || !paragraph->line_count ||
        !rubric_tables_may_start(parser, &parser->lines[parser->line_count - 1]))
        return false;
    struct text_line header = parser->lines[parser->line_count - 1];
    // Lines before the header row stay a paragraph, if there are any.
    paragraph->line_count--;
    parser->line_count--;
    if (paragraph->line_count) {
        paragraph->end = parser->lines[parser->line_count - 1].end;
    } else { // it is the last block
        parser->block_count--;
        parser->matched = --parser->open_count;
    }
    struct block *table = rubric_blocks_open(parser, RUBRIC_KIND_TABLE);
    if (!table ||
        !rubric_array_reserve(parser->context, (void **)&parser->lines, &parser->line_capacity,
                              parser->line_count, sizeof *parser->lines))
        return true;
    parser->lines[parser->line_count++] = header;
    table->begin = header.begin;
    table->line_count = 1;
    table->as.table.columns = count_delimiters(&parser->line);
    rubric_blocks_add_content(parser);
    return true;
}
