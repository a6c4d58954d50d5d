// SPDX-License-Identifier: MIT
// Turns settings into a plan, and refuses what cannot be done before anything is done.
#include "plan.h"

#include "cli/workers/scout.h"
#include "file.h"
#include "format_options.h"
#include "permissions.h"

#include <unistd.h>

static rubric_status load_scripts(rubric_session *session, const char *verb, rubric_error *error) {
    const rubric_words *scripts = &session->settings.scripts;
    for (size_t i = 0; i < scripts->count; i++) {
        rubric_status status = rubric_steps_add(&session->steps, scripts->items[i], error);
        if (status != RUBRIC_OK)
            return status;
    }
    return verb == NULL ? RUBRIC_OK : rubric_steps_add(&session->steps, verb, error);
}

// The names of formats that read or write, for suggestions.
static const char *nearest_format(rubric_slice name, bool writes) {
    const char *names[64];
    size_t count = 0;
    const rubric_format *format;
    for (size_t i = 0; (format = rubric_format_at(i)) != NULL && count < 64; i++)
        if (writes ? format->writes : format->reads)
            names[count++] = format->name;
    return rubric_nearest(name, names, count);
}

// A script named by `-s` may be the writer itself.
static bool is_written_by_step(const rubric_session *session, const char *name) {
    for (size_t i = 0; i < session->steps.count; i++) {
        const rubric_program *program = session->steps.items[i].program;
        const rubric_value *own =
            rubric_value_find(rubric_program_description(program), rubric_slice_of("name"));
        if (rubric_program_says(program, "writer") && own != NULL &&
            own->type == RUBRIC_VALUE_STRING &&
            rubric_slice_equal(own->as.string, rubric_slice_of(name)))
            return true;
    }
    return false;
}

// Scripts have writers too, which the engine finds by the name of the format.
static rubric_status check_format(const rubric_session *session, const char *name, bool writes,
                                  rubric_error *error) {
    if (name == NULL)
        return RUBRIC_OK;
    const rubric_format *format = rubric_format_find(rubric_slice_of(name));
    if (format != NULL && (writes ? format->writes : format->reads))
        return rubric_format_check(name, !writes, error);
    if (writes && is_written_by_step(session, name))
        return RUBRIC_OK;
    rubric_program *script;
    if (writes && rubric_program_load(&script, session->engine, name, error) == RUBRIC_OK) {
        bool is_writer = rubric_program_says(script, "writer");
        rubric_program_free(script); // the engine keeps what it loaded by name
        if (is_writer)
            return RUBRIC_OK;
    } else if (writes && error->status == RUBRIC_ERROR_SCRIPT) {
        return RUBRIC_ERROR_SCRIPT;
    }
    const char *nearest = nearest_format(rubric_slice_of(name), writes);
    return rubric_error_set(error, RUBRIC_ERROR_FORMAT, "no %s for format '%.60s'; %s%s%s",
                            writes ? "writer" : "reader", name,
                            nearest == NULL ? "'rubric formats' lists them" : "did you mean '",
                            nearest == NULL ? "" : nearest, nearest == NULL ? "" : "'?");
}

static bool has_extension(const rubric_settings *settings, const char *extension) {
    return settings->output != NULL && rubric_slice_equal(rubric_target_extension(settings->output),
                                                          rubric_slice_of(extension));
}

// `.jsonl` means records; `.json` does too where there is a value instead of a document.
static rubric_shape choose_shape(const rubric_session *session, rubric_shape own) {
    const rubric_settings *settings = &session->settings;
    if (own != RUBRIC_SHAPE_DOCUMENT)
        return own;
    if (settings->json || settings->records)
        return RUBRIC_SHAPE_RECORD;
    if (settings->to != NULL || settings->in_place)
        return RUBRIC_SHAPE_DOCUMENT;
    if (has_extension(settings, "jsonl"))
        return RUBRIC_SHAPE_RECORD;
    if (!rubric_steps_return_value(&session->steps))
        return RUBRIC_SHAPE_DOCUMENT;
    return has_extension(settings, "json") ? RUBRIC_SHAPE_RECORD : RUBRIC_SHAPE_VALUE;
}

static bool ends_with(const char *text, const char *end) {
    size_t size = strlen(text), end_size = strlen(end);
    return size >= end_size && strcmp(text + size - end_size, end) == 0;
}

static rubric_status choose_format(rubric_session *session, rubric_error *error) {
    const rubric_settings *settings = &session->settings;
    session->format = settings->to != NULL ? settings->to : "markdown";
    if (settings->to != NULL || session->shape != RUBRIC_SHAPE_DOCUMENT)
        return RUBRIC_OK;
    bool keeps_format =
        settings->in_place || (settings->output != NULL && ends_with(settings->output, ".{ext}"));
    if (keeps_format)
        session->format = NULL;
    if (keeps_format || settings->output == NULL)
        return RUBRIC_OK;
    rubric_slice extension = rubric_target_extension(settings->output);
    if (extension.size == 0)
        return RUBRIC_OK;
    const rubric_format *format = rubric_format_of_path(rubric_slice_of(settings->output));
    if (format == NULL || !format->writes)
        return rubric_error_set(error, RUBRIC_ERROR_FORMAT,
                                "no format writes '.%.*s' files; say which with --to",
                                extension.size > 60 ? 60 : (int)extension.size, extension.bytes);
    session->format = format->name;
    return RUBRIC_OK;
}

// For the files of `-o DIR/`.
static const char *file_extension(const rubric_session *session) {
    if (session->shape == RUBRIC_SHAPE_RECORD)
        return "json";
    if (session->shape == RUBRIC_SHAPE_VALUE)
        return "txt";
    if (session->shape == RUBRIC_SHAPE_TREE)
        return session->settings.json ? "jsonl" : "txt";
    const rubric_format *format =
        session->format == NULL ? NULL : rubric_format_find(rubric_slice_of(session->format));
    if (session->format == NULL || strcmp(session->format, "source") == 0)
        return "{ext}";
    return format == NULL || format->extensions[0] == NULL ? "txt" : format->extensions[0];
}

static rubric_status check_settings(const rubric_session *session, rubric_error *error) {
    const rubric_settings *settings = &session->settings;
    if (settings->records && settings->in_place)
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT,
                                "'--in-place' cannot be used with '--records'");
    if (settings->in_place && settings->join)
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT,
                                "'--in-place' and '--join' exclude each other");
    if (settings->in_place && settings->json)
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT,
                                "'--in-place' and '--json' exclude each other");
    rubric_status status = check_format(session, settings->from, false, error);
    if (status != RUBRIC_OK)
        return status;
    rubric_read_options options = {.size = sizeof options, .format = settings->from};
    return rubric_format_options_read(&options, &settings->from_options, true, error);
}

// The options of a format that is only known with each file must be those of one that there is.
static rubric_status check_to_options(const rubric_session *session, rubric_error *error) {
    const rubric_words *words = &session->settings.to_options;
    const char *name = session->format;
    if (words->count > 0 && name != NULL && !rubric_format_find(rubric_slice_of(name)))
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT,
                                "'%.60s' is written by a script, which takes '--option' in place "
                                "of '--to-option'",
                                name);
    rubric_write_options options = {.size = sizeof options, .format = name};
    return rubric_format_options_write(&options, words, true, error);
}

static rubric_status list_inputs(rubric_session *session, rubric_error *error) {
    rubric_words *words = &session->arguments.inputs;
    if (words->count == 0 && isatty(STDIN_FILENO))
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT,
                                "no input; name a file or a folder, or '-' for standard input");
    if (words->count == 0)
        words->items[words->count++] = "-";
    size_t streams = 0;
    for (size_t i = 0; i < words->count; i++)
        streams += strcmp(words->items[i], "-") == 0;
    if (streams > 1)
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT,
                                "standard input '-' is named more than once");
    return rubric_inputs_expand(&session->inputs, session->arena, words, error);
}

static rubric_status plan_target(rubric_session *session, rubric_error *error) {
    const rubric_settings *settings = &session->settings;
    rubric_target_options options = {
        .output = settings->output,
        .extension = file_extension(session),
        .is_in_place = settings->in_place,
        .is_joined = settings->join || settings->records,
        .may_join = session->shape == RUBRIC_SHAPE_RECORD,
        .inputs = &session->inputs,
    };
    return rubric_target_plan(&session->target, session->arena, &options, error);
}

// Files that options name may be read by their scripts, and so by workers.
static void open_access(rubric_session *session) {
    for (size_t i = 0; i < session->steps.count; i++) {
        const rubric_step *step = &session->steps.items[i];
        for (uint32_t k = 0; k < step->options.as.map.count; k++) {
            const rubric_value *path = rubric_step_path(step, k);
            if (path != NULL)
                rubric_access_add_file(&session->access, path->as.string);
        }
    }
    session->access.is_settled = true;
}

rubric_status rubric_plan_load(rubric_session *session, rubric_buffer *notes, rubric_error *error) {
    rubric_status status = load_scripts(session, session->script, error);
    if (status == RUBRIC_OK) // one of the scripts may be the writer
        status = check_format(session, session->settings.to, true, error);
    if (status == RUBRIC_OK)
        status = rubric_steps_bind(&session->steps, &session->arguments, &session->settings.options,
                                   error);
    if (status == RUBRIC_OK)
        status = rubric_permissions_review(session, notes, error);
    if (status == RUBRIC_OK)
        status = rubric_steps_read(&session->steps, &session->reading, error);
    if (status != RUBRIC_OK)
        return status;
    open_access(session);
    session->shape = choose_shape(session, session->own_shape);
    status = choose_format(session, error);
    return status == RUBRIC_OK ? check_to_options(session, error) : status;
}

static rubric_status load_here(rubric_session *session, rubric_error *error) {
    rubric_buffer notes;
    rubric_buffer_init(&notes, session->context);
    rubric_status status = rubric_plan_load(session, &notes, error);
    if (status == RUBRIC_OK)
        rubric_file_write(STDERR_FILENO, rubric_buffer_slice(&notes));
    rubric_buffer_clear(&notes);
    return status;
}

// A script that is named by its path, `./mine.lua{words=3}`, may be read by who loads it.
static void open_script(rubric_session *session, const char *name) {
    name = name == NULL ? "" : name;
    rubric_slice path = rubric_slice_make(name, strcspn(name, "{"));
    bool is_path = memchr(path.bytes, '/', path.size) != NULL ||
                   (path.size > 4 && memcmp(path.bytes + path.size - 4, ".lua", 4) == 0);
    if (is_path)
        rubric_access_add_script(&session->access, path);
}

static rubric_status load_apart(rubric_session *session, rubric_error *error) {
    const rubric_words *scripts = &session->settings.scripts;
    for (size_t i = 0; i < scripts->count; i++)
        open_script(session, scripts->items[i]);
    open_script(session, session->script);
    open_script(session, session->settings.to);
    session->access.is_settled = true;
    return rubric_scout_plan(session, error);
}

static rubric_status keep_inputs(rubric_session *session, rubric_error *error) {
    const rubric_words *inputs = &session->arguments.inputs;
    rubric_words *all = &session->all_inputs;
    all->count = inputs->count;
    all->items = rubric_arena_allocate(session->arena, (all->count + 1) * sizeof *all->items);
    if (all->items == NULL)
        return rubric_error_set(error, RUBRIC_ERROR_MEMORY, "out of memory");
    memcpy(all->items, inputs->items, all->count * sizeof *all->items);
    return RUBRIC_OK;
}

rubric_status rubric_plan_make(rubric_session *session, const char *script, rubric_shape shape,
                               rubric_error *error) {
    session->script = script;
    session->own_shape = shape;
    rubric_status status = check_settings(session, error);
    if (status == RUBRIC_OK)
        status = keep_inputs(session, error);
    if (status == RUBRIC_OK)
        status = session->settings.trust == RUBRIC_TRUST_LEVEL_ISOLATED ? load_apart(session, error)
                                                                        : load_here(session, error);
    if (status == RUBRIC_OK)
        status = list_inputs(session, error);
    if (status == RUBRIC_OK)
        status = plan_target(session, error);
    session->has_headings =
        rubric_inputs_count(&session->inputs) > 1 && !rubric_target_is_many(&session->target);
    return status;
}
