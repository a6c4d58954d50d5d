// SPDX-License-Identifier: MIT
// Reading the text of blocks, and once more where footnotes stand in it.
#include "base/array.h"
#include "readers/markdown/tree/tree.h"

static void lay(struct reading *reading, struct stretch place, bool is_cell) {
    struct content *content = &reading->inlines.content;
    if (is_cell)
        rubric_content_of_cell(content, place.begin, place.end);
    else
        rubric_content_of_lines(content, reading->blocks.lines + place.begin,
                                place.end - place.begin);
}

static void read_text(struct reading *reading, struct stretch place, bool is_cell) {
    uint32_t number = reading->inlines.note_number;
    lay(reading, place, is_cell);
    rubric_inlines_read(&reading->inlines);
    if (reading->inlines.has_notes &&
        rubric_array_reserve(reading->blocks.context, (void **)&reading->noted,
                             &reading->noted_capacity, reading->noted_count,
                             sizeof *reading->noted))
        reading->noted[reading->noted_count++] = (struct noted){place, is_cell, number};
}

void rubric_reading_put_lines(struct reading *reading, const struct text_line *lines,
                              uint32_t count) {
    uint32_t first = (uint32_t)(lines - reading->blocks.lines);
    read_text(reading, (struct stretch){first, first + count}, false);
}

void rubric_reading_put_cell(struct reading *reading, struct stretch cell) {
    read_text(reading, cell, true);
}

void rubric_reading_put_notes(struct reading *reading) {
    struct inline_parser *inlines = &reading->inlines;
    inlines->reads_notes = true;
    for (uint32_t i = 0; i < reading->noted_count && !rubric_builder_failed(&reading->builder);
         i++) {
        const struct noted *noted = &reading->noted[i];
        inlines->note_number = noted->number;
        lay(reading, noted->place, noted->is_cell);
        rubric_inlines_read(inlines);
    }
}
