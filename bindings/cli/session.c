// SPDX-License-Identifier: MIT
// Begins and ends a run of the program.
#include "session.h"

#include "host.h"

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

// Folders of --scripts, then those of RUBRIC_PATH, ended by NULL; NULL without memory.
static const char **search_path(rubric_session *session) {
    const rubric_words *folders = &session->settings.folders;
    const char *more = getenv("RUBRIC_PATH");
    rubric_slice rest = rubric_slice_of(more == NULL ? "" : more);
    size_t count = folders->count + 2;
    for (size_t i = 0; i < rest.size; i++)
        count += rest.bytes[i] == ':';
    const char **path = rubric_arena_allocate(session->arena, count * sizeof *path);
    char *copy = rubric_arena_bytes(session->arena, rest.size + 1);
    if (path == NULL || copy == NULL)
        return NULL;
    size_t used = 0;
    for (; used < folders->count; used++)
        path[used] = folders->items[used];
    memcpy(copy, rest.bytes, rest.size);
    copy[rest.size] = 0;
    for (char *name = copy; *name != 0;) {
        size_t size = strcspn(name, ":");
        char *next = name + size + (name[size] == ':');
        name[size] = 0;
        if (size > 0)
            path[used++] = name;
        name = next;
    }
    return path;
}

rubric_status rubric_session_start(rubric_session *session, rubric_error *error) {
    const rubric_settings *settings = &session->settings;
    const char **path = search_path(session);
    if (path == NULL)
        return rubric_error_set(error, RUBRIC_ERROR_MEMORY, "out of memory");
    rubric_engine_options options = {
        .size = sizeof options,
        .host = &session->host,
        .trust = settings->trust == 0 ? RUBRIC_TRUST_RESTRICTED : RUBRIC_TRUST_TRUSTED,
        .memory = settings->limit_memory,
        .milliseconds = settings->limit_time,
        .search_path = path,
    };
    rubric_status status = rubric_engine_new(&session->engine, &options, error);
    if (status != RUBRIC_OK)
        return status;
    size_t room = settings->scripts.count + session->arguments.inputs.count + 1;
    return rubric_steps_init(&session->steps, session->arena, session->engine, room, error);
}

void rubric_session_clear(rubric_session *session) {
    rubric_target_clear(&session->target);
    if (session->inputs.entries.context != NULL)
        rubric_inputs_clear(&session->inputs);
    rubric_steps_clear(&session->steps);
    rubric_engine_free(session->engine);
    rubric_arena_free(session->arena);
    rubric_context_free(session->context);
}
