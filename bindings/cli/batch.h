// SPDX-License-Identifier: MIT
// All documents of a run: one in this process, many in workers, delivered in their order.
#ifndef RUBRIC_CLI_BATCH_H
#define RUBRIC_CLI_BATCH_H

#include "session.h"

/** Work on every input, or on every line of records; returns the exit code. */
int rubric_batch_run(rubric_session *session);

#endif
