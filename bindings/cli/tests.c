// SPDX-License-Identifier: MIT
// Runs tests in Lua; a file that cannot run is a failed case.
#include "tests.h"

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
        printf("#   %.*s\n", (int)(end - begin), trace.bytes + begin);
        begin = end + 1;
    }
    fflush(stdout);
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

int rubric_tests_run(rubric_session *session) {
    const rubric_words *files = &session->arguments.inputs;
    rubric_error error;
    if (files->count == 0) {
        rubric_error_set(&error, RUBRIC_ERROR_ARGUMENT,
                         "'test' needs a file: rubric test FILE.lua");
        return rubric_session_refuse(&error);
    }
    session->host = rubric_host_of_tests(session);
    for (size_t i = 0; i < files->count && !rubric_is_interrupted(); i++) {
        if (session->settings.twice)
            rubric_twice_run(session, files->items[i]);
        else if (run_file(session, files->items[i], &error) != RUBRIC_OK)
            rubric_test_fail(session, files->items[i], &error);
    }
    if (rubric_is_interrupted())
        return RUBRIC_EXIT_INTERRUPTED;
    return session->has_findings ? RUBRIC_EXIT_FINDINGS : RUBRIC_EXIT_DONE;
}
