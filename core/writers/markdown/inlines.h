// SPDX-License-Identifier: MIT
// The inlines of one block while they are written as Markdown, and the choice of delimiters.
#ifndef RUBRIC_WRITERS_MARKDOWN_INLINES_H
#define RUBRIC_WRITERS_MARKDOWN_INLINES_H

#include "document/document.h"
#include "writers/markdown/markdown.h"

struct inlines {
    rubric_buffer *out;
    const struct pieces *pieces;
    rubric_document *document;
    size_t start; // of this block in `out`
    enum markdown_place place;
    bool wraps;         // lines are broken later
    bool needs_html;    // for emphasis that no delimiter fits
    bool all_stars;     // every emphasis is written with '*'
    uint32_t links;     // open ones, and images
    uint32_t brackets;  // the same, and spans
    uint32_t open[128]; // delimiters, by their byte
};

static inline rubric_node node_of_piece(const struct inlines *inlines, const struct piece *piece) {
    return node_value(inlines->document, piece->node);
}

/** The code point before the end of what was written of this block; 0 at its start. */
uint32_t rubric_markdown_last_written(const struct inlines *inlines);

/**
 * The first code point that a piece writes; some punctuation for emphasis, whose delimiter is not
 * chosen yet; 0 behind the last.
 */
uint32_t rubric_markdown_first_of(const struct inlines *inlines, size_t index);
/** The last code point that a piece writes. */
uint32_t rubric_markdown_last_of(const struct inlines *inlines, size_t index);

/** The delimiter for emphasis, or 0 when only HTML says it. Those inside each other take turns. */
char rubric_markdown_choose_delimiter(struct inlines *inlines, size_t index, rubric_node node);

/** Whether all emphasis of the block, written with '*', is read as what it is. */
bool rubric_markdown_stars_fit(const struct inlines *inlines);

/** Put a piece that is written as a whole (objects.c). */
void rubric_markdown_put_object(struct inlines *inlines, size_t index);
/** Let no line be broken at a blank of what was written from `start` on. */
void rubric_markdown_keep_blanks(struct inlines *inlines, size_t start);
/** Whether braces stand behind the node. */
bool rubric_markdown_takes_attributes(const struct inlines *inlines, rubric_node node);
void rubric_markdown_put_own_attributes(struct inlines *inlines, rubric_node node);

#endif
