// SPDX-License-Identifier: MIT
// What the parts of the Markdown writer that put blocks share.
#ifndef RUBRIC_WRITERS_MARKDOWN_WRITER_H
#define RUBRIC_WRITERS_MARKDOWN_WRITER_H

#include "writers/lists.h"
#include "writers/markdown/markdown.h"

struct markdown_writer {
    struct markdown_style style;
    struct lines lines;
    struct lists lists;
    struct pieces pieces;
    rubric_buffer scratch; // the text of one block
};

/** Whether a container has syntax of its own, so that no other block is its neighbour. */
bool rubric_markdown_is_extended(const struct markdown_style *style, rubric_node node);

/** Put a block with all in it as HTML, when the style asks for that; false when it does not. */
bool rubric_markdown_put_html(struct markdown_writer *writer, rubric_node block);

/** Put the text of a block as one line in `scratch`, escaped as that of a paragraph. */
void rubric_markdown_render_line(struct markdown_writer *writer, rubric_node block);

/** Put a table and its caption. */
void rubric_markdown_put_table(struct markdown_writer *writer, rubric_node table);

/* Divs, definition lists and footnotes: their marks, around what is in them. */

void rubric_markdown_begin_div(struct markdown_writer *writer, rubric_node div);
void rubric_markdown_end_div(struct markdown_writer *writer, rubric_node div);
void rubric_markdown_put_term(struct markdown_writer *writer, rubric_node term);
void rubric_markdown_begin_definition(struct markdown_writer *writer, rubric_node definition);
void rubric_markdown_end_definition(struct markdown_writer *writer);
void rubric_markdown_begin_footnote(struct markdown_writer *writer, rubric_node footnote);
void rubric_markdown_end_footnote(struct markdown_writer *writer);

#endif
