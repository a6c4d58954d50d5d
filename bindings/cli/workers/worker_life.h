// SPDX-License-Identifier: MIT
// What a worker does in its own process.
#ifndef RUBRIC_CLI_WORKER_LIFE_H
#define RUBRIC_CLI_WORKER_LIFE_H

#include "worker.h"

enum { RUBRIC_STATUS_UNCONFINED = 70 }; // of a worker that could not be confined

/** Work on what comes from one pipe and answer into another; it does not return. */
void rubric_worker_live(rubric_workers *workers, int from, int to, pid_t parent);

/** Whether a worker loads the scripts itself: isolated ones; files of tests are no scripts. */
bool rubric_worker_loads(const rubric_session *session);

#endif
