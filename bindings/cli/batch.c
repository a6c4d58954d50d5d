// SPDX-License-Identifier: MIT
// Hands documents to workers and delivers what comes of them in the order of the inputs.
#include "batch.h"

#include "cli/workers/worker.h"
#include "delivery.h"
#include "host.h"
#include "interrupt.h"
#include "record_lines.h"

#include <poll.h>
#include <unistd.h>

enum {
    AHEAD = 16,               // documents a worker that may be done before their turn
    READING_TIME = 1000000000 // nanoseconds that an answer may wait for its reader
};

// An outcome that waits for its turn.
typedef struct slot {
    rubric_outcome outcome;
    bool is_ready;
} slot;

struct batch {
    rubric_session *session;
    rubric_delivery delivery;
    rubric_workers workers;
    rubric_record_lines lines;
    slot *slots; // a ring, by index
    size_t slot_count;
    size_t given, delivered; // documents
    bool has_all;            // no more are to come
    bool must_stop;
};

static const char *name_of(const struct batch *batch, size_t index) {
    const rubric_session *session = batch->session;
    return session->settings.records ? "" : rubric_inputs_at(&session->inputs, index)->path;
}

// The next document that can be had without waiting; false when there is none now.
static bool next_task(struct batch *batch, rubric_task *task) {
    rubric_session *session = batch->session;
    if (!session->settings.records) {
        batch->has_all = batch->given == rubric_inputs_count(&session->inputs);
        if (!batch->has_all)
            *task = (rubric_task){.input = rubric_inputs_at(&session->inputs, batch->given)};
        return !batch->has_all;
    }
    rubric_slice line;
    rubric_record_lines_state state = rubric_record_lines_next(&batch->lines, &line);
    batch->has_all = state == RUBRIC_RECORD_LINES_END;
    if (state != RUBRIC_RECORD_LINES_READY)
        return false;
    *task = (rubric_task){.line = line, .number = batch->lines.number};
    return true;
}

static rubric_worker *idle_worker(struct batch *batch) {
    for (size_t i = 0; i < batch->workers.count; i++)
        if (!batch->workers.items[i].is_busy)
            return &batch->workers.items[i];
    return NULL;
}

static bool has_room(const struct batch *batch) {
    return batch->given - batch->delivered < batch->slot_count;
}

// Give what there is to those who are idle.
static rubric_status give_tasks(struct batch *batch, rubric_error *error) {
    rubric_worker *worker;
    while (has_room(batch) && (worker = idle_worker(batch)) != NULL) {
        rubric_task task;
        if (!next_task(batch, &task))
            break;
        rubric_status status =
            rubric_worker_give(&batch->workers, worker, batch->given, &task, error);
        if (status != RUBRIC_OK)
            return status;
        batch->given++;
    }
    return RUBRIC_OK;
}

static void deliver_ready(struct batch *batch) {
    while (!batch->must_stop && batch->delivered < batch->given) {
        slot *next = &batch->slots[batch->delivered % batch->slot_count];
        if (!next->is_ready)
            return;
        batch->must_stop = !rubric_delivery_take(&batch->delivery, &next->outcome,
                                                 name_of(batch, batch->delivered));
        rubric_outcome_clear(&next->outcome);
        next->is_ready = false;
        batch->delivered++;
    }
}

static void hear(struct batch *batch, rubric_worker *worker) {
    slot *place = &batch->slots[worker->index % batch->slot_count];
    rubric_outcome_init(&place->outcome, batch->session->context);
    place->is_ready = rubric_worker_hear(&batch->workers, worker, &place->outcome);
}

// An answer that waits to be read was given in time, unless its reader should have had it by now.
static bool has_answered(const rubric_worker *worker, uint64_t now) {
    struct pollfd answer = {worker->channel.from, POLLIN, 0};
    return now < worker->deadline + READING_TIME && poll(&answer, 1, 0) > 0;
}

// End workers that passed their deadline; returns milliseconds to the next one, or -1.
static int watch_deadlines(struct batch *batch) {
    const rubric_host *host = &batch->session->host;
    uint64_t now = host->clock(host->user);
    int wait = -1;
    for (size_t i = 0; i < batch->workers.count; i++) {
        rubric_worker *worker = &batch->workers.items[i];
        if (!worker->is_busy || worker->deadline == 0 || worker->is_late)
            continue;
        if (now >= worker->deadline) {
            worker->is_late = !has_answered(worker, now);
            if (worker->is_late)
                rubric_worker_kill(worker);
            continue;
        }
        int left = rubric_host_time_left(host, worker->deadline);
        wait = wait < 0 || left < wait ? left : wait;
    }
    return wait;
}

// What there is to wait for at a worker.
static struct pollfd events_of(const rubric_worker *worker) {
    if (!worker->is_busy)
        return (struct pollfd){-1, 0, 0};
    return (struct pollfd){worker->channel.from, POLLIN, 0};
}

// The room in its pipe that a worker's task waits for.
static struct pollfd room_of(const rubric_worker *worker) {
    bool waits = worker->is_busy && worker->channel.waiting.size > 0;
    return (struct pollfd){waits ? worker->channel.to : -1, POLLOUT, 0};
}

// Wait for messages, or for more lines when somebody could take them.
static void wait_for_events(struct batch *batch, struct pollfd *polls) {
    size_t count = batch->workers.count;
    for (size_t i = 0; i < count; i++) {
        polls[2 * i] = events_of(&batch->workers.items[i]);
        polls[2 * i + 1] = room_of(&batch->workers.items[i]);
    }
    bool wants_lines = batch->session->settings.records && !batch->has_all && has_room(batch) &&
                       idle_worker(batch) != NULL && batch->lines.descriptor >= 0;
    polls[2 * count] = (struct pollfd){wants_lines ? batch->lines.descriptor : -1, POLLIN, 0};
    if (poll(polls, 2 * count + 1, watch_deadlines(batch)) <= 0)
        return;
    if (polls[2 * count].revents != 0)
        rubric_record_lines_fill(&batch->lines);
    for (size_t i = 0; i < count; i++) {
        rubric_worker *worker = &batch->workers.items[i];
        if (polls[2 * i + 1].revents != 0)
            rubric_channel_flush(&worker->channel);
        if (polls[2 * i].revents != 0)
            hear(batch, worker);
    }
}

static rubric_status run_workers(struct batch *batch, rubric_error *error) {
    size_t count = 2 * batch->workers.count + 1;
    struct pollfd *polls = rubric_arena_allocate(batch->session->arena, count * sizeof *polls);
    batch->slots =
        rubric_arena_allocate(batch->session->arena, batch->slot_count * sizeof *batch->slots);
    if (polls == NULL || batch->slots == NULL)
        return rubric_error_set(error, RUBRIC_ERROR_MEMORY, "out of memory");
    while (!batch->must_stop && !rubric_is_interrupted()) {
        rubric_status status = give_tasks(batch, error);
        if (status != RUBRIC_OK)
            return status;
        if (batch->has_all && batch->delivered == batch->given)
            break;
        wait_for_events(batch, polls);
        deliver_ready(batch);
    }
    return RUBRIC_OK;
}

// A single document needs no worker, which would cost as much as the work, unless for safety.
static bool needs_worker(const rubric_session *session, size_t total) {
    return total != 1 || session->settings.trust == RUBRIC_TRUST_LEVEL_ISOLATED;
}

static void run_here(struct batch *batch) {
    rubric_task task;
    if (!next_task(batch, &task))
        return;
    rubric_outcome outcome;
    rubric_outcome_init(&outcome, batch->session->context);
    rubric_task_work(&outcome, batch->session, &task);
    rubric_delivery_take(&batch->delivery, &outcome, name_of(batch, 0));
    rubric_outcome_clear(&outcome);
}

static size_t worker_count(const rubric_session *session) {
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    size_t count = session->settings.jobs;
    if (count == 0)
        count = processors > 0 ? (size_t)processors : 1;
    size_t inputs = rubric_inputs_count(&session->inputs);
    return !session->settings.records && inputs < count ? inputs : count;
}

static void clear_slots(struct batch *batch) {
    for (size_t i = 0; batch->slots != NULL && i < batch->slot_count; i++)
        if (batch->slots[i].is_ready)
            rubric_outcome_clear(&batch->slots[i].outcome);
}

int rubric_batch_run(rubric_session *session) {
    rubric_error error;
    struct batch batch = {.session = session};
    bool is_records = session->settings.records;
    size_t total = is_records ? 0 : rubric_inputs_count(&session->inputs);
    if (rubric_delivery_begin(&batch.delivery, session, total, &error) != RUBRIC_OK) {
        rubric_session_refuse(&error);
        return RUBRIC_EXIT_OUTPUT;
    }
    rubric_record_lines_init(&batch.lines, session->context, &session->arguments.inputs,
                             session->settings.limit_memory);
    rubric_status status = RUBRIC_OK;
    if (!needs_worker(session, total)) {
        run_here(&batch);
    } else {
        size_t count = worker_count(session);
        batch.slot_count = count * AHEAD;
        status = rubric_workers_init(&batch.workers, session, count, &error);
        if (status == RUBRIC_OK)
            status = run_workers(&batch, &error);
        rubric_workers_clear(&batch.workers);
        clear_slots(&batch);
    }
    int code = rubric_delivery_end(&batch.delivery);
    bool has_lost_lines = batch.lines.has_failed;
    rubric_record_lines_clear(&batch.lines);
    if (status != RUBRIC_OK) {
        rubric_session_refuse(&error);
        return RUBRIC_EXIT_FAILED;
    }
    return code == RUBRIC_EXIT_DONE && has_lost_lines ? RUBRIC_EXIT_FAILED : code;
}
