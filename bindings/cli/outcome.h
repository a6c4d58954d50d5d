// SPDX-License-Identifier: MIT
// What came of one document: what to print, what to write to files, what to complain about.
#ifndef RUBRIC_CLI_OUTCOME_H
#define RUBRIC_CLI_OUTCOME_H

#include <rubric/rubric.h>

typedef enum rubric_outcome_state {
    RUBRIC_OUTCOME_DONE,
    RUBRIC_OUTCOME_SKIPPED,
    RUBRIC_OUTCOME_FAILED,
    RUBRIC_OUTCOME_REFUSED, // an option that every document would fail on: the run ends
    RUBRIC_OUTCOME_INTERRUPTED
} rubric_outcome_state;

/** It crosses a pipe from the worker that made it to the parent that delivers it. */
typedef struct rubric_outcome {
    rubric_outcome_state state;
    bool is_paragraph;       // a blank line stands between this and what was printed before
    rubric_context *context; // that the buffers are charged to, when it is the outcome's own
    rubric_buffer printed;   // for standard output or the joined file
    rubric_buffer errors;    // for standard error; charged to the session
    rubric_buffer files;     // names and bytes, one after another
} rubric_outcome;

/** An empty outcome whose buffers are charged to a context. */
void rubric_outcome_init(rubric_outcome *out, rubric_context *context);
void rubric_outcome_clear(rubric_outcome *outcome);

/** Drop what was made and go on with a context that has not failed; errors stay. */
void rubric_outcome_restart(rubric_outcome *outcome, rubric_context *context);

/** Begin a file: its bytes are what is put into `files` until it ends. `name` ends in a NUL. */
size_t rubric_outcome_begin_file(rubric_outcome *outcome, rubric_slice name);
void rubric_outcome_end_file(rubric_outcome *outcome, size_t begin);

/** The file at `*offset`, which moves on; false past the last, or where there is no whole one.
    `name` ends in a NUL. */
bool rubric_outcome_next_file(const rubric_outcome *outcome, size_t *offset, rubric_slice *name,
                              rubric_slice *bytes);

#endif
