// SPDX-License-Identifier: MIT
// Loads scripts in a confined process, and tells its parent what it has to know of them.
#include "scout.h"

#include "cli/plan.h"
#include "worker.h"

#include <stdio.h>

enum { SHAPE_BITS = 255, HAS_FORMAT = 256, IS_KEPT = 'k', IS_VALUE = 'v' };

/* ---- In the worker ------------------------------------------------------------------- */

// Which words are still inputs, once flags have taken theirs as values: a letter each.
static void put_inputs(rubric_buffer *out, const rubric_session *session) {
    const rubric_words *all = &session->all_inputs, *kept = &session->arguments.inputs;
    size_t at = 0;
    for (size_t i = 0; i < all->count; i++) {
        bool is_kept = at < kept->count && kept->items[at] == all->items[i];
        rubric_buffer_put_byte(out, is_kept ? IS_KEPT : IS_VALUE);
        at += is_kept;
    }
}

// Names of files that options give, each ended by a zero.
static void put_paths(rubric_buffer *out, const rubric_session *session) {
    for (size_t i = 0; i < session->steps.count; i++) {
        const rubric_step *step = &session->steps.items[i];
        for (uint32_t k = 0; k < step->options.as.map.count; k++) {
            const rubric_value *path = rubric_step_path(step, k);
            if (path == NULL)
                continue;
            rubric_buffer_put_slice(out, path->as.string);
            rubric_buffer_put_byte(out, 0);
        }
    }
}

bool rubric_scout_load(rubric_session *session, rubric_channel *channel) {
    rubric_buffer notes, details;
    rubric_error error = {.status = RUBRIC_OK};
    rubric_buffer_init(&notes, session->context);
    rubric_buffer_init(&details, session->context);
    size_t size = session->all_inputs.count * sizeof *session->all_inputs.items;
    session->arguments.inputs.count = session->all_inputs.count;
    memcpy(session->arguments.inputs.items, session->all_inputs.items, size);
    rubric_status status = rubric_plan_load(session, &notes, &error);
    if (status == RUBRIC_OK) {
        put_inputs(&details, session);
        put_paths(&details, session);
    }
    bool has_format = status == RUBRIC_OK && session->format != NULL;
    rubric_message message = {
        .kind = RUBRIC_MESSAGE_PLAN,
        .number = status,
        .index = (uint64_t)session->shape | (has_format ? HAS_FORMAT : 0),
        .parts = {rubric_slice_of(status != RUBRIC_OK ? error.message
                                  : has_format        ? session->format
                                                      : ""),
                  rubric_buffer_slice(&notes), rubric_buffer_slice(&details)},
    };
    bool is_heard = rubric_channel_send(channel, &message);
    rubric_buffer_clear(&notes);
    rubric_buffer_clear(&details);
    return is_heard && status == RUBRIC_OK;
}

/* ---- In the parent ------------------------------------------------------------------- */

// The value in braces stands between these.
static bool is_in_braces(const char *script, const char *path) {
    const char *at = strchr(script, '{');
    size_t size = strlen(path);
    while (size > 0 && at != NULL && (at = strstr(at + 1, path)) != NULL)
        if (strchr("= \"'", at[-1]) != NULL && strchr(", }\"'", at[size]) != NULL)
            return true;
    return false;
}

// The quotes that a shell has left are taken away.
static bool is_same(const char *written, const char *path) {
    size_t size = strlen(path);
    bool is_quoted = (written[0] == '"' || written[0] == '\'') && strlen(written) == size + 2 &&
                     written[size + 1] == written[0];
    return strcmp(written, path) == 0 || (is_quoted && memcmp(written + 1, path, size) == 0);
}

// Whether the command line has a path as the value of an option: a scout may name none but those.
static bool is_value(const rubric_session *session, const char *path) {
    const rubric_arguments *arguments = &session->arguments;
    const rubric_settings *settings = &session->settings;
    for (size_t i = 0; i < arguments->flag_count; i++) {
        const rubric_flag *flag = &arguments->flags[i];
        const char *value = flag->value != NULL       ? flag->value
                            : flag->input != SIZE_MAX ? session->all_inputs.items[flag->input]
                                                      : "";
        if (strcmp(value, path) == 0)
            return true;
    }
    for (size_t i = 0; i < settings->options.count; i++) {
        const char *equals = strchr(settings->options.items[i], '=');
        if (equals != NULL && is_same(equals + 1, path))
            return true;
    }
    for (size_t i = 0; i < settings->scripts.count; i++)
        if (is_in_braces(settings->scripts.items[i], path))
            return true;
    return false;
}

static bool follows_flag(const rubric_arguments *arguments, size_t input) {
    for (size_t i = 0; i < arguments->flag_count; i++)
        if (arguments->flags[i].input == input)
            return true;
    return false;
}

static bool take_inputs(rubric_session *session, rubric_slice letters) {
    rubric_words *inputs = &session->arguments.inputs;
    size_t count = session->all_inputs.count, kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (letters.bytes[i] == IS_KEPT)
            inputs->items[kept++] = session->all_inputs.items[i];
        else if (!follows_flag(&session->arguments, i))
            return false;
    }
    inputs->count = kept;
    return true;
}

static bool take_paths(rubric_session *session, rubric_slice paths) {
    if (paths.size > 0 && paths.bytes[paths.size - 1] != 0)
        return false;
    for (size_t at = 0; at < paths.size; at += strlen(paths.bytes + at) + 1) {
        if (!is_value(session, paths.bytes + at))
            return false;
        rubric_access_add_file(&session->access, rubric_slice_of(paths.bytes + at));
    }
    return true;
}

static bool take_plan(rubric_session *session, const rubric_message *plan) {
    size_t count = session->all_inputs.count;
    rubric_slice format = plan->parts[0], details = plan->parts[2];
    session->shape = (rubric_shape)(plan->index & SHAPE_BITS);
    if (session->shape > RUBRIC_SHAPE_TREE || details.size < count ||
        memchr(format.bytes, 0, format.size) != NULL)
        return false;
    char *name = rubric_arena_allocate(session->arena, format.size + 1);
    if (name == NULL)
        return false;
    memcpy(name, format.bytes, format.size);
    session->format = (plan->index & HAS_FORMAT) != 0 ? name : NULL;
    return take_inputs(session, rubric_slice_part(details, 0, count)) &&
           take_paths(session, rubric_slice_part(details, count, details.size));
}

static rubric_status follow(rubric_session *session, const rubric_message *plan,
                            rubric_error *error) {
    rubric_slice text = plan->parts[0], notes = plan->parts[1];
    if (plan->number != RUBRIC_OK)
        return rubric_error_set(error, (rubric_status)plan->number, "%.*s", (int)text.size,
                                text.bytes);
    if (!take_plan(session, plan))
        return rubric_error_set(error, RUBRIC_ERROR_PERMISSION, "worker sent what no worker sends");
    if (notes.size > 0)
        fprintf(stderr, "%.*s", (int)notes.size, notes.bytes);
    return RUBRIC_OK;
}

rubric_status rubric_scout_plan(rubric_session *session, rubric_error *error) {
    rubric_workers workers;
    rubric_message plan;
    rubric_status status = rubric_workers_init(&workers, session, 1, error);
    if (status != RUBRIC_OK)
        return status;
    rubric_worker *scout = &workers.items[0];
    status = rubric_worker_start(&workers, scout, error);
    if (status == RUBRIC_OK && rubric_worker_await(&workers, scout, RUBRIC_MESSAGE_PLAN, &plan))
        status = follow(session, &plan, error);
    else if (status == RUBRIC_OK)
        status = rubric_worker_lose(scout, error);
    rubric_workers_clear(&workers);
    return status;
}
