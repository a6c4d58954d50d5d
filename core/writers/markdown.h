// SPDX-License-Identifier: MIT
// The parts of the Markdown writer: inlines of one block as text.
#ifndef RUBRIC_WRITERS_MARKDOWN_H
#define RUBRIC_WRITERS_MARKDOWN_H

#include <rubric/document.h>

enum markdown_place {
    PLACE_LINES,   // a paragraph: line ends may stand
    PLACE_HEADING, // one line
    PLACE_CELL     // one line, in which '|' is escaped
};

/** Append the inlines of a leaf block as Markdown, escaped where they would mean something else. */
void markdown_put_inlines(rubric_buffer *out, rubric_node block, enum markdown_place place);

/** Whether the rest of a paragraph may begin a line without becoming another block. */
bool markdown_may_begin_line(rubric_slice rest);

#endif
