// SPDX-License-Identifier: MIT
// What the parent does for a worker that can reach nothing, after it has looked at what is asked.
#ifndef RUBRIC_CLI_SERVE_H
#define RUBRIC_CLI_SERVE_H

#include "worker.h"

/** Reply to a question of a busy worker; false when no worker would ask that. */
bool rubric_serve(rubric_workers *workers, rubric_worker *worker, const rubric_message *question);

#endif
