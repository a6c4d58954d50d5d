// SPDX-License-Identifier: MIT
// Lists in lines: markers, numbers and indents of the open lists.
#ifndef RUBRIC_WRITERS_LISTS_H
#define RUBRIC_WRITERS_LISTS_H

#include "writers/lines.h"

/** The open lists, from the outside in. */
struct lists {
    struct lines *lines;
    rubric_buffer open; // of struct open_list
    // The list that ended last, while nothing was written behind it: a like one would continue it.
    size_t ended_at; // size of the output
    char ended_mark; // its bullet or delimiter
};

void rubric_lists_init(struct lists *lists, struct lines *lines);
void rubric_lists_clear(struct lists *lists);

/**
 * Begin a list.
 *
 * @param is_tight  no blank lines between its items nor in them
 * @param mark      the bullet, or what stands behind a number; a like list right before this one
 *                  makes it `other`
 */
void rubric_lists_begin(struct lists *lists, rubric_node list, bool is_tight, char mark,
                        char other);
void rubric_lists_end(struct lists *lists);
/** `extra` stands behind the marker: the box of a task. */
void rubric_lists_begin_item(struct lists *lists, rubric_slice extra);
void rubric_lists_end_item(struct lists *lists);

/** A quote inside the open item, in which blocks stand apart again. */
void rubric_lists_begin_quote(struct lists *lists);
void rubric_lists_end_quote(struct lists *lists);

/** Whether the next block stands in an item of a tight list. */
bool rubric_lists_are_tight(const struct lists *lists);

#endif
