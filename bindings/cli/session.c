// SPDX-License-Identifier: MIT
// Begins and ends a run of the program.
#include "session.h"

#include "cli/workers/confine.h"
#include "host.h"
#include "search_path.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int rubric_session_refuse(const rubric_error *error) {
    fprintf(stderr, "rubric: error: %s\n", error->message);
    return RUBRIC_EXIT_USAGE;
}

rubric_status rubric_session_init(rubric_session *out, char **words, rubric_error *error) {
    *out = (rubric_session){.context = NULL};
    rubric_status status = rubric_context_new(&out->context, NULL, error);
    if (status == RUBRIC_OK)
        status = rubric_arena_new(&out->arena, out->context, error);
    if (status == RUBRIC_OK)
        status = rubric_arguments_read(&out->arguments, &out->settings, out->arena, words, error);
    if (status != RUBRIC_OK)
        return status;
    out->host = rubric_host_of(out);
    rubric_buffer_init(&out->inputs.entries, out->context);
    const char *no_color = getenv("NO_COLOR");
    bool is_plain = no_color != NULL && *no_color != 0;
    out->has_color =
        out->settings.color == RUBRIC_COLOR_ALWAYS ||
        (out->settings.color == RUBRIC_COLOR_AUTO && !is_plain && isatty(STDERR_FILENO));
    return RUBRIC_OK;
}

static rubric_status check_settings(const rubric_settings *settings, rubric_error *error) {
    if (settings->no_sandbox && settings->require_sandbox)
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT,
                                "'--no-sandbox' and '--require-sandbox' exclude each other");
    if (settings->require_sandbox && settings->trust == RUBRIC_TRUST_LEVEL_TRUSTED)
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT,
                                "'--require-sandbox' and '--trust trusted' exclude each other");
    return settings->require_sandbox ? rubric_confine_check(error) : RUBRIC_OK;
}

rubric_status rubric_session_start(rubric_session *session, rubric_error *error) {
    rubric_settings *settings = &session->settings;
    rubric_status status = check_settings(settings, error);
    if (status != RUBRIC_OK)
        return status;
    if (settings->require_sandbox)
        settings->trust = RUBRIC_TRUST_LEVEL_ISOLATED;
    const char **path = rubric_search_path_new(session->arena, &settings->folders);
    if (path == NULL)
        return rubric_error_set(error, RUBRIC_ERROR_MEMORY, "out of memory");
    const char *const *permissions = settings->permissions.items;
    status = rubric_access_init(&session->access, session->arena, permissions, path, error);
    if (status != RUBRIC_OK)
        return status;
    rubric_engine_options options = {
        .size = sizeof options,
        .host = &session->host,
        .trust = settings->trust == RUBRIC_TRUST_LEVEL_TRUSTED ? RUBRIC_TRUST_TRUSTED
                                                               : RUBRIC_TRUST_RESTRICTED,
        .memory = settings->limit_memory,
        .milliseconds = settings->limit_time,
        .search_path = path,
        .permissions = permissions,
    };
    status = rubric_engine_new(&session->engine, &options, error);
    if (status != RUBRIC_OK)
        return status;
    size_t room = settings->scripts.count + session->arguments.inputs.count + 1;
    return rubric_steps_init(&session->steps, session->arena, session->engine, room, error);
}

void rubric_session_begin_document(rubric_session *session) {
    uint64_t limit = session->settings.limit_time;
    session->deadline = limit == 0 ? 0 : session->host.clock(session) + limit * 1000000;
}

void rubric_session_clear(rubric_session *session) {
    rubric_target_clear(&session->target);
    if (session->inputs.entries.context != NULL)
        rubric_inputs_clear(&session->inputs);
    rubric_steps_clear(&session->steps);
    rubric_engine_free(session->engine);
    rubric_access_clear(&session->access);
    rubric_arena_free(session->arena);
    rubric_context_free(session->context);
}
