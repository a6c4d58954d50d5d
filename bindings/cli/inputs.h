// SPDX-License-Identifier: MIT
// Which documents there are to work on: files, standard input, and what folders hold.
#ifndef RUBRIC_CLI_INPUTS_H
#define RUBRIC_CLI_INPUTS_H

#include "options.h"

/** One document to read. */
typedef struct rubric_input {
    const char *path;    // "-" is standard input
    const char *folder;  // where it stands below the folder that was named; "" for a named file
    const char *problem; // why there is nothing to read, found while walking; NULL: none
} rubric_input;

typedef struct rubric_inputs {
    rubric_arena *arena;   // where the paths live
    rubric_buffer entries; // of rubric_input
} rubric_inputs;

size_t rubric_inputs_count(const rubric_inputs *inputs);
const rubric_input *rubric_inputs_at(const rubric_inputs *inputs, size_t index);

/**
 * Make the list: folders are walked in sorted order, and give the files whose extension has a
 * reader; what cannot be found stands in the list with its problem, so that others are done.
 */
rubric_status rubric_inputs_expand(rubric_inputs *out, rubric_arena *arena,
                                   const rubric_words *words, rubric_error *error);
void rubric_inputs_clear(rubric_inputs *inputs);

#endif
