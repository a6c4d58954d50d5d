// SPDX-License-Identifier: MIT
// Runs tests in Lua; a file that cannot run is a failed case.
#include "tests.h"

#include "cli/workers/worker.h"
#include "host.h"
#include "interrupt.h"
#include "twice.h"

#include <stdio.h>

void rubric_test_fail(rubric_session *session, const char *path, const rubric_error *error) {
    char line[sizeof error->message + 200];
    int size = snprintf(line, sizeof line, "not ok %zu - %.150s: %s", session->case_count + 1, path,
                        error->message);
    if (size > 0)
        session->host.log(session, rubric_slice_of(line));
    rubric_slice trace = rubric_engine_traceback(session->engine);
    for (size_t begin = 0; session->settings.trace && begin < trace.size;) {
        size_t end = rubric_slice_find(trace, rubric_slice_of("\n"), begin);
        end = end == SIZE_MAX ? trace.size : end;
        size = snprintf(line, sizeof line, "#   %.*s", (int)(end - begin), trace.bytes + begin);
        if (size > 0)
            session->host.log(session, rubric_slice_of(line));
        begin = end + 1;
    }
}

static rubric_status run_file(rubric_session *session, const char *path, rubric_error *error) {
    rubric_context *context;
    rubric_status status = rubric_engine_begin(&context, session->engine, error);
    if (status != RUBRIC_OK)
        return status;
    rubric_interrupt_watch(context);
    rubric_session_begin_document(session);
    status = rubric_engine_execute(session->engine, context, path, error);
    rubric_interrupt_watch(NULL);
    rubric_context_free(context);
    return status;
}

void rubric_test_work(rubric_outcome *out, rubric_session *session, const char *path) {
    rubric_error error;
    session->log = &out->printed;
    if (run_file(session, path, &error) != RUBRIC_OK)
        rubric_test_fail(session, path, &error);
    session->log = NULL;
}

static void print_lines(rubric_session *session, rubric_slice text) {
    for (size_t begin = 0; begin < text.size;) {
        size_t end = rubric_slice_find(text, rubric_slice_of("\n"), begin);
        end = end == SIZE_MAX ? text.size : end;
        session->host.log(session, rubric_slice_part(text, begin, end));
        begin = end + 1;
    }
}

// In the one worker of the run, which is another one after it died.
static rubric_status run_apart(rubric_workers *workers, size_t index, rubric_error *error) {
    rubric_worker *worker = &workers->items[0];
    rubric_task task = {.test = workers->session->arguments.inputs.items[index]};
    rubric_message answer;
    rubric_status status = rubric_worker_give(workers, worker, index, &task, error);
    if (status != RUBRIC_OK)
        return status;
    if (!rubric_worker_await(workers, worker, RUBRIC_MESSAGE_ANSWER, &answer))
        return rubric_worker_lose(worker, error);
    worker->is_busy = false;
    print_lines(workers->session, answer.parts[0]);
    return RUBRIC_OK;
}

static rubric_status run_one(rubric_session *session, rubric_workers *workers, size_t index,
                             rubric_error *error) {
    const char *path = session->arguments.inputs.items[index];
    if (session->settings.twice) {
        rubric_twice_run(session, path);
        return RUBRIC_OK;
    }
    return session->settings.trust == RUBRIC_TRUST_LEVEL_ISOLATED ? run_apart(workers, index, error)
                                                                  : run_file(session, path, error);
}

int rubric_tests_run(rubric_session *session) {
    const rubric_words *files = &session->arguments.inputs;
    rubric_error error;
    if (files->count == 0) {
        rubric_error_set(&error, RUBRIC_ERROR_ARGUMENT,
                         "'test' needs a file: rubric test FILE.lua");
        return rubric_session_refuse(&error);
    }
    rubric_workers workers;
    if (rubric_workers_init(&workers, session, 1, &error) != RUBRIC_OK)
        return rubric_session_refuse(&error);
    session->host = rubric_host_of_tests(session);
    session->is_testing = true;
    session->access.is_for_workers = session->settings.trust == RUBRIC_TRUST_LEVEL_ISOLATED;
    for (size_t i = 0; i < files->count; i++)
        rubric_access_add_script(&session->access, rubric_slice_of(files->items[i]));
    session->access.is_settled = true;
    for (size_t i = 0; i < files->count && !rubric_is_interrupted(); i++)
        if (run_one(session, &workers, i, &error) != RUBRIC_OK)
            rubric_test_fail(session, files->items[i], &error);
    rubric_workers_clear(&workers);
    if (rubric_is_interrupted())
        return RUBRIC_EXIT_INTERRUPTED;
    printf("1..%zu\n", session->case_count);
    if (fflush(stdout) != 0)
        return RUBRIC_EXIT_OUTPUT;
    return session->has_findings ? RUBRIC_EXIT_FINDINGS : RUBRIC_EXIT_DONE;
}
