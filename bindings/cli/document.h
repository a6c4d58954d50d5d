// SPDX-License-Identifier: MIT
// One document, from bytes to what came of it.
#ifndef RUBRIC_CLI_DOCUMENT_H
#define RUBRIC_CLI_DOCUMENT_H

#include "outcome.h"
#include "session.h"

/** What a worker is given: an input, a line of records, or a file of tests. */
typedef struct rubric_task {
    const rubric_input *input; // NULL: a line of records
    rubric_slice line;
    uint32_t number;  // of the line in its file, 1-based
    const char *test; // path of the file; NULL: none
} rubric_task;

/** Read, run all scripts over, and write one document. `out` is initialised. */
void rubric_task_work(rubric_outcome *out, rubric_session *session, const rubric_task *task);

/** The outcome of a task whose worker was lost. */
void rubric_task_fail(rubric_outcome *out, rubric_session *session, const rubric_task *task,
                      const rubric_error *error);

#endif
