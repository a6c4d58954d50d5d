// SPDX-License-Identifier: MIT
// Lists in lines: markers, numbers and indents of the open lists.
#ifndef RUBRIC_WRITERS_LISTS_H
#define RUBRIC_WRITERS_LISTS_H

#include "writers/lines.h"

/** The open lists, from the outside in. */
struct lists {
    struct lines *lines;
    rubric_buffer open; // of struct open_list
};

void lists_init(struct lists *lists, struct lines *lines);
void lists_clear(struct lists *lists);

/** `bullet` and `delimiter` are used by the items; `is_tight`: no blank lines between them. */
void lists_begin(struct lists *lists, rubric_node list, bool is_tight, char bullet,
                 char delimiter);
void lists_end(struct lists *lists);
/** `extra` stands behind the marker: the box of a task. */
void lists_begin_item(struct lists *lists, rubric_slice extra);
void lists_end_item(struct lists *lists);

#endif
