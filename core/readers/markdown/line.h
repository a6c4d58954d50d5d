// SPDX-License-Identifier: MIT
// One line of a Markdown text and how much of it the containers have taken (sections 2.1, 2.2).
#ifndef RUBRIC_READERS_MARKDOWN_LINE_H
#define RUBRIC_READERS_MARKDOWN_LINE_H

#include <rubric/base.h>

/** Offsets are those of the source. A tab goes on to the next column that four divides. */
struct line {
    rubric_slice text;   // the source
    uint32_t begin, end; // without the line end
    uint32_t next;       // where the next line begins
    uint32_t at;         // what is taken ends here; may stand on a tab that is taken in part
    uint32_t column;     // of `at`
    uint32_t content;    // the first byte behind `at` that is no blank
    uint32_t indent;     // columns between the two
    uint32_t newline;    // the first LF at or behind `begin`, or the size of the source
    bool is_blank;       // nothing but blanks is left
    bool is_in_tab;      // `at` stands on a tab that is taken in part
};

/** Before the first line, which begins at `begin`. */
void rubric_line_begin(struct line *line, rubric_slice source, uint32_t begin);

/** The next line; false behind the last one. */
bool rubric_line_next(struct line *line);

/** Take that many columns of blanks, or what there is. */
void rubric_line_take_columns(struct line *line, uint32_t count);

/** Take the blanks before the content, and then `size` bytes of it. */
void rubric_line_take_content(struct line *line, uint32_t size);

/** Columns that are left of a tab which is taken in part; 0 when none is. */
uint32_t rubric_line_left_of_tab(const struct line *line);

/** The byte of the content at an index; NUL behind the end of the line. */
static inline char line_byte(const struct line *line, uint32_t index) {
    return line->content + index < line->end ? line->text.bytes[line->content + index] : '\0';
}

static inline rubric_slice line_content(const struct line *line) {
    return rubric_slice_part(line->text, line->content, line->end);
}

static inline bool is_blank_byte(char byte) {
    return byte == ' ' || byte == '\t';
}

/** Without blanks at its ends; rubric_slice_trim takes more than blanks. */
static inline rubric_slice without_blanks(rubric_slice text) {
    while (text.size && is_blank_byte(text.bytes[0]))
        text = rubric_slice_part(text, 1, text.size);
    while (text.size && is_blank_byte(text.bytes[text.size - 1]))
        text.size--;
    return text;
}

#endif
