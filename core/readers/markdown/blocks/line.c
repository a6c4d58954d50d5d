// SPDX-License-Identifier: MIT
// Cutting a text into lines, and counting columns where there are tabs (sections 2.1, 2.2).
#include "readers/markdown/blocks/line.h"

// Where what is left of the line begins to be more than blanks, and how far that is.
static void find_content(struct line *line) {
    uint32_t at = line->at, column = line->column;
    for (; at < line->end && is_blank_byte(line->text.bytes[at]); at++)
        column += line->text.bytes[at] == '\t' ? TAB_STOP - column % TAB_STOP : 1;
    line->content = at;
    line->indent = column - line->column;
    line->is_blank = at == line->end;
}

void rubric_line_begin(struct line *line, rubric_slice source, uint32_t begin) {
    memset(line, 0, sizeof *line);
    line->text = source;
    line->next = begin;
}

// Lines may end in CR alone: the LF that was found last is kept, so that no byte is searched twice.
static void find_end(struct line *line) {
    rubric_slice text = line->text;
    uint32_t begin = line->begin;
    if (line->newline < begin || begin == 0) {
        const char *found = memchr(text.bytes + begin, '\n', text.size - begin);
        line->newline = (uint32_t)(found ? (size_t)(found - text.bytes) : text.size);
    }
    const char *carriage = memchr(text.bytes + begin, '\r', line->newline - begin);
    line->end = carriage ? (uint32_t)(carriage - text.bytes) : line->newline;
    bool is_alone = carriage && line->end + 1 != line->newline;
    line->next = is_alone ? line->end + 1 : line->newline + 1;
    if (line->next > text.size)
        line->next = (uint32_t)text.size;
}

bool rubric_line_next(struct line *line) {
    if (line->next >= line->text.size)
        return false;
    line->begin = line->at = line->next;
    line->column = 0;
    line->is_in_tab = false;
    find_end(line);
    find_content(line);
    return true;
}

void rubric_line_take_columns(struct line *line, uint32_t count) {
    uint32_t target = line->column + count;
    while (line->column < target && line->at < line->content) {
        bool is_tab = line->text.bytes[line->at] == '\t';
        uint32_t stop = line->column + (is_tab ? TAB_STOP - line->column % TAB_STOP : 1);
        if (stop > target) { // the rest of the tab is left
            line->column = target;
            line->is_in_tab = true;
            break;
        }
        line->is_in_tab = false;
        line->column = stop;
        line->at++;
    }
    find_content(line);
}

void rubric_line_take_content(struct line *line, uint32_t size) {
    line->column += line->indent + size;
    line->at = line->content + size;
    line->is_in_tab = false;
    find_content(line);
}

uint32_t rubric_line_left_of_tab(const struct line *line) {
    return line->is_in_tab ? TAB_STOP - line->column % TAB_STOP : 0;
}
