// SPDX-License-Identifier: MIT
// A process that works on one document after another, so that a crash costs one of them.
#ifndef RUBRIC_CLI_WORKER_H
#define RUBRIC_CLI_WORKER_H

#include "channel.h"
#include "cli/document.h"

#include <sys/types.h>

typedef struct rubric_worker {
    pid_t pid;    // 0: it does not run
    pid_t server; // a child that replies to it for us; 0: none
    rubric_channel channel;
    bool is_loading; // scripts, before its first document
    bool is_busy;
    size_t index;       // of the document that it works on
    uint32_t number;    // of its line of records
    rubric_buffer line; // of records that it works on
    uint64_t deadline;  // nanoseconds of the host's clock; 0: none
    bool is_late;       // it was ended because it passed its deadline
    bool is_false;      // it was ended because of what it sent
} rubric_worker;

/** All workers of a run. */
typedef struct rubric_workers {
    rubric_session *session;
    rubric_worker *items;
    size_t count;
} rubric_workers;

rubric_status rubric_workers_init(rubric_workers *out, rubric_session *session, size_t count,
                                  rubric_error *error);

/** End all workers at once. */
void rubric_workers_clear(rubric_workers *workers);

/** Hand the document at `index` to an idle worker, which is started when it does not run. */
rubric_status rubric_worker_give(rubric_workers *workers, rubric_worker *worker, size_t index,
                                 const rubric_task *task, rubric_error *error);

/** Start a worker that does not run; an isolated one loads the scripts first. */
rubric_status rubric_worker_start(rubric_workers *workers, rubric_worker *worker,
                                  rubric_error *error);

/** Wait for a kind of message, and reply to questions meanwhile; false when the worker is lost. */
bool rubric_worker_await(rubric_workers *workers, rubric_worker *worker, rubric_message_kind kind,
                         rubric_message *message);

/** Take what a busy worker sends; true once its answer is in `out`, or that it died. */
bool rubric_worker_hear(rubric_workers *workers, rubric_worker *worker, rubric_outcome *out);

/** The task that a busy worker has. */
rubric_task rubric_worker_task(const rubric_workers *workers, const rubric_worker *worker);

/** End a worker, and describe in `error` what it died of. */
rubric_status rubric_worker_lose(rubric_worker *worker, rubric_error *error);

/** End a worker that does not end by itself. */
void rubric_worker_kill(rubric_worker *worker);

/** In a child that is to reply to one worker: it ends with its parent, and at the deadline. */
void rubric_worker_become_server(rubric_workers *workers, const rubric_worker *worker);

#endif
