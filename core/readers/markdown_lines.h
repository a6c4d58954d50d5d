// SPDX-License-Identifier: MIT
// Where the marks of Markdown blocks stand, which md4c does not tell.
#ifndef RUBRIC_READERS_MARKDOWN_LINES_H
#define RUBRIC_READERS_MARKDOWN_LINES_H

#include <rubric/document.h>

/** A line that begins a block: from its mark to its end, without the prefix of containers. */
struct markdown_line {
    size_t begin, end;
};

/** The line of a thematic break at or behind `at`. */
bool rubric_markdown_find_rule(rubric_slice text, size_t at, struct markdown_line *line);
/** A line that begins with `count` of a byte, at or behind `at`. */
bool rubric_markdown_find_mark(rubric_slice text, size_t at, char mark, size_t count,
                               struct markdown_line *line);
/** The same for the one line behind the line at `at`. */
bool rubric_markdown_next_mark(rubric_slice text, size_t at, char mark, size_t count,
                               struct markdown_line *line);
/** The line that holds `at`. */
struct markdown_line rubric_markdown_line_of(rubric_slice text, size_t at);
/** Whether a line is nothing but `=` or `-`, as under a heading. */
bool rubric_markdown_is_underline(rubric_slice text, const struct markdown_line *line);

#endif
