// SPDX-License-Identifier: MIT
// `rubric test`: Lua files that run without a document and print TAP.
#ifndef RUBRIC_CLI_TESTS_H
#define RUBRIC_CLI_TESTS_H

#include "outcome.h"
#include "session.h"

/** Run every file of the command line; returns 1 when a case failed. */
int rubric_tests_run(rubric_session *session);

/** In a worker: run one file; what it prints goes into `out`. */
void rubric_test_work(rubric_outcome *out, rubric_session *session, const char *path);

/** Print a file of tests that could not be run as a failed case. */
void rubric_test_fail(rubric_session *session, const char *path, const rubric_error *error);

#endif
