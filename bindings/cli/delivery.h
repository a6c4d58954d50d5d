// SPDX-License-Identifier: MIT
// Hands out what came of documents, in the order of the inputs, and keeps the count.
#ifndef RUBRIC_CLI_DELIVERY_H
#define RUBRIC_CLI_DELIVERY_H

#include "outcome.h"
#include "output.h"
#include "path_set.h"
#include "session.h"

typedef struct rubric_delivery {
    const rubric_session *session;
    rubric_output *file;     // for everything that is printed; NULL: standard output
    rubric_path_set written; // names of files, so that none is written twice
    size_t total;            // documents there are; 0: not known
    size_t seen, done, failed;
    bool has_printed; // something was printed before
    bool shows_progress;
    bool is_closed; // nobody reads what is printed any more
    bool is_refused, has_output_failed;
} rubric_delivery;

/** Open what everything is printed to; RUBRIC_ERROR_FILE when that cannot be written. */
rubric_status rubric_delivery_begin(rubric_delivery *out, const rubric_session *session,
                                    size_t total, rubric_error *error);

/** Deliver the next outcome; false when the run must stop. */
bool rubric_delivery_take(rubric_delivery *delivery, const rubric_outcome *outcome,
                          const char *name);

/** Say what failed, put the joined file in its place, and return the exit code. */
int rubric_delivery_end(rubric_delivery *delivery);

#endif
