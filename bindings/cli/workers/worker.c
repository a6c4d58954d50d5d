// SPDX-License-Identifier: MIT
// Starts worker processes, feeds and hears them over pipes, and says what they died of.
#include "worker.h"

#include "answer.h"
#include "cli/file.h"
#include "cli/host.h"
#include "cli/interrupt.h"
#include "serve.h"
#include "worker_life.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    GRACE_MILLISECONDS = 2000, // a limit in the worker comes first
    LATER_MILLISECONDS = 50,   // after the task was given, its time begins in the worker
    ROOM_OF_MESSAGE = 1 << 20  // bytes beside those that a document may take
};

rubric_status rubric_workers_init(rubric_workers *out, rubric_session *session, size_t count,
                                  rubric_error *error) {
    *out = (rubric_workers){.session = session, .count = count};
    out->items = rubric_arena_allocate(session->arena, count * sizeof *out->items);
    if (out->items == NULL)
        return rubric_error_set(error, RUBRIC_ERROR_MEMORY, "out of memory");
    size_t memory = session->settings.limit_memory;
    for (size_t i = 0; i < count; i++) {
        rubric_channel_init(&out->items[i].channel, session->context);
        out->items[i].channel.limit = memory == 0 ? 0 : memory + ROOM_OF_MESSAGE;
        rubric_buffer_init(&out->items[i].line, session->context);
    }
    session->access.is_for_workers = session->settings.trust != RUBRIC_TRUST_LEVEL_TRUSTED;
    return RUBRIC_OK;
}

void rubric_worker_kill(rubric_worker *worker) {
    if (worker->pid > 0)
        kill(worker->pid, SIGKILL);
}

// Wait for the end of a child; returns what waitpid says.
static int wait_for(pid_t child) {
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    return status;
}

// Who sends the next message has its reply, so what replied has nothing left to do.
static void end_server(rubric_worker *worker) {
    if (worker->server == 0)
        return;
    kill(worker->server, SIGKILL);
    wait_for(worker->server);
    worker->server = 0;
}

static void close_pipes(rubric_worker *worker) {
    close(worker->channel.from);
    close(worker->channel.to);
}

static void forget(rubric_worker *worker) {
    size_t limit = worker->channel.limit;
    end_server(worker);
    close_pipes(worker);
    rubric_channel_clear(&worker->channel);
    rubric_channel_init(&worker->channel, worker->line.context);
    worker->channel.limit = limit;
    worker->pid = 0;
    worker->is_busy = false;
}

// Close the pipes and wait for the end; returns what waitpid says.
static int bury(rubric_worker *worker) {
    int status = wait_for(worker->pid);
    forget(worker);
    return status;
}

void rubric_workers_clear(rubric_workers *workers) {
    for (size_t i = 0; i < workers->count; i++)
        rubric_worker_kill(&workers->items[i]);
    for (size_t i = 0; i < workers->count; i++) {
        if (workers->items[i].pid > 0)
            bury(&workers->items[i]);
        rubric_channel_clear(&workers->items[i].channel);
        rubric_buffer_clear(&workers->items[i].line);
    }
}

void rubric_worker_become_server(rubric_workers *workers, const rubric_worker *worker) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    uint64_t rest = (uint64_t)(GRACE_MILLISECONDS - LATER_MILLISECONDS) * 1000000;
    workers->session->deadline = worker->deadline == 0 ? 0 : worker->deadline - rest;
}

/* ---- Its tasks ----------------------------------------------------------------------- */

// From now on, with as many times the time of a document.
static void set_deadline(const rubric_workers *workers, rubric_worker *worker, uint64_t times) {
    const rubric_session *session = workers->session;
    uint64_t limit = session->settings.limit_time;
    uint64_t now = session->host.clock(session->host.user);
    worker->deadline = limit == 0 ? 0 : now + (times * limit + GRACE_MILLISECONDS) * 1000000;
}

// Our ends do not wait: a worker that was stopped must not stop us.
rubric_status rubric_worker_start(rubric_workers *workers, rubric_worker *worker,
                                  rubric_error *error) {
    int tasks[2], answers[2], number = 0;
    if (pipe2(tasks, O_CLOEXEC) != 0)
        return rubric_error_set(error, RUBRIC_ERROR_FILE, "cannot start a worker: %s",
                                rubric_file_problem(errno));
    pid_t pid = -1, own = getpid();
    if (pipe2(answers, O_CLOEXEC) == 0) {
        pid = fork();
        if (pid == 0) {
            close(tasks[1]);
            close(answers[0]);
            rubric_worker_live(workers, tasks[0], answers[1], own);
        }
        number = errno;
        close(answers[1]);
        if (pid < 0)
            close(answers[0]);
    } else {
        number = errno;
    }
    close(tasks[0]);
    if (pid < 0) {
        close(tasks[1]);
        return rubric_error_set(error, RUBRIC_ERROR_FILE, "cannot start a worker: %s",
                                rubric_file_problem(number));
    }
    fcntl(tasks[1], F_SETFL, O_NONBLOCK);
    fcntl(answers[0], F_SETFL, O_NONBLOCK);
    worker->pid = pid;
    worker->channel.to = tasks[1];
    worker->channel.from = answers[0];
    worker->is_late = worker->is_false = false;
    worker->is_loading = rubric_worker_loads(workers->session);
    set_deadline(workers, worker, 1 + workers->session->settings.scripts.count);
    return RUBRIC_OK;
}

// One that died while it had nothing to do costs no document.
static void notice_death(rubric_worker *worker) {
    if (worker->pid > 0 && waitpid(worker->pid, NULL, WNOHANG) == worker->pid)
        forget(worker);
}

rubric_task rubric_worker_task(const rubric_workers *workers, const rubric_worker *worker) {
    rubric_task task = {.line = rubric_buffer_slice(&worker->line), .number = worker->number};
    if (worker->line.size == 0 && worker->index < rubric_inputs_count(&workers->session->inputs))
        task.input = rubric_inputs_at(&workers->session->inputs, worker->index);
    return task;
}

// Hand over what it is to work on, whose time begins; a failure is found when it is heard.
static void send_task(const rubric_workers *workers, rubric_worker *worker) {
    rubric_task task = rubric_worker_task(workers, worker);
    rubric_message message = {
        .kind = workers->session->is_testing ? RUBRIC_MESSAGE_TEST
                : task.input != NULL         ? RUBRIC_MESSAGE_DOCUMENT
                                             : RUBRIC_MESSAGE_RECORD,
        .number = task.number,
        .index = worker->index,
        .parts = {task.line},
    };
    set_deadline(workers, worker, 1);
    rubric_channel_send(&worker->channel, &message);
}

rubric_status rubric_worker_give(rubric_workers *workers, rubric_worker *worker, size_t index,
                                 const rubric_task *task, rubric_error *error) {
    notice_death(worker);
    if (worker->pid == 0) {
        rubric_status status = rubric_worker_start(workers, worker, error);
        if (status != RUBRIC_OK)
            return status;
    }
    worker->is_busy = true;
    worker->index = index;
    worker->number = task->number;
    worker->line.size = 0;
    rubric_buffer_put_slice(&worker->line, task->line);
    if (!worker->is_loading)
        send_task(workers, worker);
    return RUBRIC_OK;
}

static void describe_death(const rubric_worker *worker, int status, rubric_error *error) {
    *error = (rubric_error){.line = 0};
    int number = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    if (worker->is_late)
        rubric_error_set(error, RUBRIC_ERROR_TIME, "it did not end within its time limit");
    else if (worker->is_false)
        rubric_error_set(error, RUBRIC_ERROR_PERMISSION, "worker sent what no worker sends");
    else if (number == SIGSYS)
        rubric_error_set(error, RUBRIC_ERROR_PERMISSION,
                         "worker called the system in a way that is not allowed (signal %d)",
                         number);
    else if (number == 0 && WEXITSTATUS(status) == RUBRIC_STATUS_UNCONFINED)
        rubric_error_set(error, RUBRIC_ERROR_PERMISSION,
                         "worker could not be confined; --no-sandbox works without");
    else if (number != 0)
        rubric_error_set(error, RUBRIC_ERROR_LIMIT, "worker died (signal %d)", number);
    else
        rubric_error_set(error, RUBRIC_ERROR_LIMIT, "worker died (status %d)", WEXITSTATUS(status));
}

rubric_status rubric_worker_lose(rubric_worker *worker, rubric_error *error) {
    rubric_worker dead = *worker;
    rubric_worker_kill(worker); // it may have closed its pipe and live on
    describe_death(&dead, bury(worker), error);
    return error->status;
}

// What is said of a document whose worker was lost.
static void give_up(rubric_workers *workers, rubric_worker *worker, rubric_outcome *out) {
    rubric_session *session = workers->session;
    rubric_outcome_clear(out);
    rubric_outcome_init(out, session->context);
    if (rubric_is_interrupted()) {
        out->state = RUBRIC_OUTCOME_INTERRUPTED;
        return;
    }
    rubric_error error;
    rubric_worker_lose(worker, &error);
    rubric_task task = rubric_worker_task(workers, worker);
    rubric_task_fail(out, session, &task, &error);
}

// False: it sent what no worker would send.
static bool take_message(rubric_workers *workers, rubric_worker *worker, rubric_outcome *out,
                         const rubric_message *message) {
    end_server(worker);
    if (message->kind == RUBRIC_MESSAGE_PLAN) {
        bool is_expected = worker->is_loading && message->number == RUBRIC_OK;
        worker->is_loading = false;
        if (is_expected)
            send_task(workers, worker);
        return is_expected;
    }
    if (message->kind != RUBRIC_MESSAGE_ANSWER)
        return rubric_serve(workers, worker, message);
    rubric_task task = rubric_worker_task(workers, worker);
    if (!rubric_answer_read(out, workers->session, &task, message))
        return false;
    worker->is_busy = false;
    return true;
}

bool rubric_worker_hear(rubric_workers *workers, rubric_worker *worker, rubric_outcome *out) {
    rubric_message message;
    bool lives = rubric_channel_fill(&worker->channel);
    rubric_channel_state state =
        lives ? rubric_channel_take(&worker->channel, &message) : RUBRIC_CHANNEL_WAITING;
    if (lives && state == RUBRIC_CHANNEL_WAITING)
        return false;
    if (state == RUBRIC_CHANNEL_READY && take_message(workers, worker, out, &message))
        return !worker->is_busy;
    worker->is_false = lives;
    give_up(workers, worker, out);
    return true;
}

bool rubric_worker_await(rubric_workers *workers, rubric_worker *worker, rubric_message_kind kind,
                         rubric_message *message) {
    struct pollfd event = {worker->channel.from, POLLIN, 0};
    for (;;) {
        int ready =
            poll(&event, 1, rubric_host_time_left(&workers->session->host, worker->deadline));
        worker->is_late = ready == 0;
        if (ready == 0 || rubric_is_interrupted() || !rubric_channel_fill(&worker->channel))
            return false;
        rubric_channel_state state = rubric_channel_take(&worker->channel, message);
        if (state == RUBRIC_CHANNEL_WAITING)
            continue;
        end_server(worker);
        if (state == RUBRIC_CHANNEL_READY && message->kind == kind)
            return true;
        worker->is_false =
            state == RUBRIC_CHANNEL_BROKEN || !rubric_serve(workers, worker, message);
        if (worker->is_false)
            return false;
    }
}
