// SPDX-License-Identifier: MIT
// The parts of the writer of pandoc's JSON. What is still to be written stands on a stack, so that
// no function calls itself however deep a document nests.
#ifndef RUBRIC_WRITERS_PANDOC_H
#define RUBRIC_WRITERS_PANDOC_H

#include "document/document.h"

enum pandoc_step_type {
    STEP_PUT,       // a string
    STEP_BLOCKS,    // a node and those behind it, as blocks
    STEP_INLINES,   // the same as inlines
    STEP_LINES,     // the same as lines of a line block
    STEP_ITEMS,     // the items of a list
    STEP_ENTRIES,   // the terms and definitions of a list
    STEP_TARGET,    // address and title of that one link or image
    STEP_FIGURE,    // blocks of a figure but its caption
    STEP_TABLE,     // that one table, behind its caption
    STEP_FOOT,      // the foot of that one table
    STEP_BODIES,    // sections of a table that are bodies
    STEP_ROWS,      // rows of a section
    STEP_HEAD_ROWS, // the same, up to the first that is no row of headings
    STEP_CELLS
};

struct pandoc_step {
    enum pandoc_step_type type;
    uint32_t node; // the next one; 0: none
    const char *string;
};

struct pandoc_footnote {
    rubric_slice label;
    uint32_t node; // 0: no entry
    bool written;
};

struct pandoc_writing {
    rubric_buffer *out;
    rubric_document *document;
    rubric_buffer steps;               // of struct pandoc_step
    struct pandoc_footnote *footnotes; // a hash table by label
    uint32_t footnote_capacity, footnote_count;
    uint32_t figure_image; // the last image that is a figure in 1.22
    uint32_t depth;        // of content in content
    bool has_1_22;
};

/* pandoc_json.c */

void rubric_pandoc_step(struct pandoc_writing *writing, enum pandoc_step_type type, uint32_t node);
/** Put a string when all that is pushed later has been written. */
void rubric_pandoc_later(struct pandoc_writing *writing, const char *string);
/** The footnote of a label that was not written yet; 0 when there is none. */
uint32_t rubric_pandoc_footnote(struct pandoc_writing *writing, rubric_slice label);
/** Write a content, or a string, now: a list of inlines or blocks. */
void rubric_pandoc_put_content(struct pandoc_writing *writing, const rubric_value *content);

/* pandoc_parts.c: attributes and small things. */

/** A comma, unless a list or object has just begun. */
void rubric_pandoc_separate(struct pandoc_writing *writing);
/** [id, classes, pairs] of a node; `extra` is a class in front, or empty. */
void rubric_pandoc_put_attr(struct pandoc_writing *writing, rubric_node node, rubric_slice extra);
/** The number that an attribute holds, or another when it holds none. */
void rubric_pandoc_put_number(struct pandoc_writing *writing, rubric_node node, const char *name,
                              int64_t otherwise);
/** Whether a node has the attribute `pandoc` with that value. */
bool rubric_pandoc_is_marked(rubric_node node, const char *value);

static inline void pandoc_put(struct pandoc_writing *writing, const char *string) {
    rubric_buffer_put_string(writing->out, string);
}

/* One function a step. */

void rubric_pandoc_put_block(struct pandoc_writing *writing, rubric_node node);
void rubric_pandoc_put_inline(struct pandoc_writing *writing, rubric_node node);
/** An inline of a line block, where a line break begins the next line. */
void rubric_pandoc_put_in_lines(struct pandoc_writing *writing, rubric_node node);
/** Words and blanks of a text. */
void rubric_pandoc_put_words(struct pandoc_writing *writing, rubric_slice text);
void rubric_pandoc_put_target(struct pandoc_writing *writing, rubric_node node);
/** The image of a figure with a description that begins with `first`, as 1.22 has it. */
void rubric_pandoc_put_figure_image(struct pandoc_writing *writing, rubric_node image,
                                    uint32_t first);
void rubric_pandoc_put_item(struct pandoc_writing *writing, rubric_node item);
/** A term or a definition: a term begins an entry and ends the one before. */
void rubric_pandoc_put_entry(struct pandoc_writing *writing, rubric_node node);
/** A caption, which may be the null node, up to the beginning of its blocks. */
void rubric_pandoc_put_caption(struct pandoc_writing *writing, rubric_node caption);
/** The child of that kind; null when there is none. */
rubric_node rubric_pandoc_child(rubric_node node, rubric_kind kind);
void rubric_pandoc_put_table(struct pandoc_writing *writing, rubric_node table);
void rubric_pandoc_put_body(struct pandoc_writing *writing, rubric_node section);
void rubric_pandoc_put_row(struct pandoc_writing *writing, rubric_node row);
void rubric_pandoc_put_cell(struct pandoc_writing *writing, rubric_node cell);
/** All of a table behind its caption. */
void rubric_pandoc_put_table_rest(struct pandoc_writing *writing, rubric_node table);
void rubric_pandoc_put_foot(struct pandoc_writing *writing, rubric_node table);
/** A block of a figure, unless it is the caption. */
void rubric_pandoc_put_in_figure(struct pandoc_writing *writing, rubric_node node);

/* pandoc_meta.c */

void rubric_pandoc_put_metadata(struct pandoc_writing *writing);

#endif
