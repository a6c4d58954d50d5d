// SPDX-License-Identifier: MIT
// The node of a line block: breaks between its lines, and the blanks that a line begins with as
// no-break spaces, as in pandoc.
#include "readers/markdown/tree/tree.h"

// The column behind a bar: what stands before it in its line may hold tabs.
static uint32_t column_behind(rubric_slice source, uint32_t bar) {
    uint32_t at = bar, column = 0;
    while (at > 0 && source.bytes[at - 1] != '\n' && source.bytes[at - 1] != '\r')
        at--;
    for (; at <= bar; at++)
        column += source.bytes[at] == '\t' ? TAB_STOP - column % TAB_STOP : 1;
    return column;
}

// Takes the bar and its blank off a line, and puts the blanks that follow.
static void put_indent(struct reading *reading, struct text_line *line) {
    static const char spaces[] = "\xC2\xA0\xC2\xA0\xC2\xA0\xC2\xA0";
    const char *bytes = reading->blocks.line.text.bytes;
    uint32_t first = column_behind(reading->blocks.line.text, line->begin), column = first;
    for (line->begin++; line->begin < line->end && is_blank_byte(bytes[line->begin]);
         line->begin++) {
        uint32_t width = bytes[line->begin] == '\t' ? TAB_STOP - column % TAB_STOP : 1;
        uint32_t count = width - (column == first); // the first column belongs to the bar
        rubric_builder_text(&reading->builder, rubric_slice_make(spaces, (size_t)2 * count),
                            ORIGIN_ENTITY, line->begin, 1);
        column += width;
    }
}

static uint32_t skip_trailing(const struct reading *reading, const struct text_line *line) {
    uint32_t end = line->end;
    while (end > line->begin && is_blank_byte(reading->blocks.line.text.bytes[end - 1]))
        end--;
    return end;
}

static void put_break(struct reading *reading, uint32_t begin, uint32_t end) {
    uint32_t id = rubric_builder_add(&reading->builder, RUBRIC_KIND_LINE_BREAK);
    if (id)
        rubric_builder_cover(&reading->builder, id, begin, end);
}

void rubric_reading_put_line_block(struct reading *reading, const struct block *block) {
    struct text_line *lines = reading->blocks.lines + block->first_line;
    rubric_reading_open(reading, RUBRIC_KIND_LINE_BLOCK, block);
    for (uint32_t i = 0; i < block->line_count && !rubric_builder_failed(&reading->builder);) {
        uint32_t count = 1;
        while (i + count < block->line_count && lines[i + count].spaces) {
            lines[i + count - 1].end = skip_trailing(reading, &lines[i + count - 1]);
            count++;
        }
        if (i)
            put_break(reading, skip_trailing(reading, &lines[i - 1]), lines[i].begin + 1);
        put_indent(reading, &lines[i]);
        rubric_reading_put_lines(reading, &lines[i], count);
        rubric_context_charge(reading->blocks.context, 4);
        i += count;
    }
    rubric_builder_close(&reading->builder);
}
