// SPDX-License-Identifier: MIT
// Worker processes: forked once everything is loaded, fed and read over pipes.
#include "worker.h"

#include "file.h"
#include "interrupt.h"

#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

// What goes over the pipe to a worker, before the bytes of the line.
typedef struct task_head {
    size_t index, line_size;
    uint32_t number;
    bool is_record;
} task_head;

enum { GRACE_MILLISECONDS = 2000 }; // a limit in the worker comes first

rubric_status rubric_workers_init(rubric_workers *out, rubric_session *session, size_t count,
                                  rubric_error *error) {
    *out = (rubric_workers){.session = session, .count = count};
    out->items = rubric_arena_allocate(session->arena, count * sizeof *out->items);
    if (out->items == NULL)
        return rubric_error_set(error, RUBRIC_ERROR_MEMORY, "out of memory");
    for (size_t i = 0; i < count; i++) {
        out->items[i].tasks = out->items[i].answers = -1;
        rubric_buffer_init(&out->items[i].line, session->context);
    }
    return RUBRIC_OK;
}

void rubric_worker_kill(rubric_worker *worker) {
    if (worker->pid > 0)
        kill(worker->pid, SIGKILL);
}

// Close the pipes and wait for the end; returns what waitpid says.
static int bury(rubric_worker *worker) {
    int status = 0;
    close(worker->tasks);
    close(worker->answers);
    while (waitpid(worker->pid, &status, 0) < 0 && errno == EINTR)
        continue;
    worker->pid = 0;
    worker->tasks = worker->answers = -1;
    worker->is_busy = false;
    return status;
}

void rubric_workers_clear(rubric_workers *workers) {
    for (size_t i = 0; i < workers->count; i++)
        rubric_worker_kill(&workers->items[i]);
    for (size_t i = 0; i < workers->count; i++) {
        if (workers->items[i].pid > 0)
            bury(&workers->items[i]);
        rubric_buffer_clear(&workers->items[i].line);
    }
}

static bool read_task(rubric_session *session, int tasks, rubric_task *task, rubric_buffer *line) {
    task_head head;
    line->size = 0;
    if (!rubric_file_read_exactly(tasks, &head, sizeof head) ||
        !rubric_buffer_reserve(line, head.line_size) ||
        !rubric_file_read_exactly(tasks, line->bytes, head.line_size))
        return false;
    line->size = head.line_size;
    *task = (rubric_task){.line = rubric_buffer_slice(line), .number = head.number};
    if (!head.is_record)
        task->input = rubric_inputs_at(&session->inputs, head.index);
    return true;
}

// The life of a worker: until the parent closes the pipe of tasks.
static void work(rubric_session *session, int tasks, int answers) {
    rubric_buffer line;
    rubric_buffer_init(&line, session->context);
    rubric_task task;
    bool is_heard = true;
    while (is_heard && read_task(session, tasks, &task, &line)) {
        rubric_outcome outcome;
        rubric_outcome_init(&outcome, session->context);
        rubric_task_work(&outcome, session, &task);
        is_heard = rubric_outcome_send(&outcome, answers);
        rubric_outcome_clear(&outcome);
    }
}

static void become_worker(rubric_workers *workers, int tasks, int answers) {
    rubric_interrupt_ignore();
    for (size_t i = 0; i < workers->count; i++) {
        if (workers->items[i].pid == 0)
            continue;
        close(workers->items[i].tasks); // else the others would never see their end
        close(workers->items[i].answers);
    }
    work(workers->session, tasks, answers);
    _exit(0);
}

static rubric_status start(rubric_workers *workers, rubric_worker *worker, rubric_error *error) {
    int tasks[2], answers[2];
    if (pipe(tasks) != 0)
        return rubric_error_set(error, RUBRIC_ERROR_FILE, "cannot start a worker: %s",
                                rubric_file_problem(errno));
    pid_t pid = -1;
    if (pipe(answers) == 0) {
        pid = fork();
        if (pid == 0) {
            close(tasks[1]);
            close(answers[0]);
            become_worker(workers, tasks[0], answers[1]);
        }
        close(answers[1]);
        if (pid < 0)
            close(answers[0]);
    }
    int number = errno;
    close(tasks[0]);
    if (pid < 0) {
        close(tasks[1]);
        return rubric_error_set(error, RUBRIC_ERROR_FILE, "cannot start a worker: %s",
                                rubric_file_problem(number));
    }
    worker->pid = pid;
    worker->tasks = tasks[1];
    worker->answers = answers[0];
    return RUBRIC_OK;
}

static bool send_task(const rubric_worker *worker, const rubric_task *task) {
    task_head head;
    memset(&head, 0, sizeof head); // padding crosses the pipe too
    head.index = worker->index;
    head.line_size = task->line.size;
    head.number = task->number;
    head.is_record = task->input == NULL;
    return rubric_file_write(worker->tasks, rubric_slice_make((const char *)&head, sizeof head)) &&
           rubric_file_write(worker->tasks, task->line);
}

rubric_status rubric_worker_give(rubric_workers *workers, rubric_worker *worker, size_t index,
                                 const rubric_task *task, rubric_error *error) {
    if (worker->pid == 0) {
        rubric_status status = start(workers, worker, error);
        if (status != RUBRIC_OK)
            return status;
    }
    const rubric_session *session = workers->session;
    worker->is_busy = true;
    worker->is_late = false;
    worker->index = index;
    worker->number = task->number;
    worker->line.size = 0;
    rubric_buffer_put_slice(&worker->line, task->line);
    uint64_t limit = session->settings.limit_time;
    worker->deadline = limit == 0 ? 0
                                  : session->host.clock(session->host.user) +
                                        (limit + GRACE_MILLISECONDS) * 1000000;
    send_task(worker, task); // a failure is a dead worker, which taking its answer will find
    return RUBRIC_OK;
}

rubric_task rubric_worker_task(const rubric_workers *workers, const rubric_worker *worker) {
    rubric_task task = {.line = rubric_buffer_slice(&worker->line), .number = worker->number};
    if (worker->line.size == 0)
        task.input = rubric_inputs_at(&workers->session->inputs, worker->index);
    return task;
}

static void describe_death(const rubric_worker *worker, int status, rubric_error *error) {
    *error = (rubric_error){.line = 0};
    if (worker->is_late)
        rubric_error_set(error, RUBRIC_ERROR_TIME, "it did not end within its time limit");
    else if (WIFSIGNALED(status))
        rubric_error_set(error, RUBRIC_ERROR_LIMIT, "worker died (signal %d)", WTERMSIG(status));
    else
        rubric_error_set(error, RUBRIC_ERROR_LIMIT, "worker died (status %d)", WEXITSTATUS(status));
}

void rubric_worker_take(rubric_workers *workers, rubric_worker *worker, rubric_outcome *out) {
    rubric_session *session = workers->session;
    if (rubric_outcome_receive(out, worker->answers)) {
        worker->is_busy = false;
        return;
    }
    rubric_outcome_clear(out);
    rubric_outcome_init(out, session->context);
    if (rubric_is_interrupted()) {
        out->state = RUBRIC_OUTCOME_INTERRUPTED;
        return;
    }
    rubric_worker_kill(worker); // it may have closed its pipe and live on
    rubric_error error;
    describe_death(worker, bury(worker), &error);
    rubric_task task = rubric_worker_task(workers, worker);
    rubric_task_fail(out, session, &task, &error);
}
