// SPDX-License-Identifier: MIT
// The table of verbs, and what each does.
#include "verbs.h"

#include "batch.h"
#include "formats.h"
#include "help.h"
#include "interrupt.h"
#include "plan.h"
#include "tests.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static int run_plan(rubric_session *session, const char *script, rubric_shape shape) {
    rubric_error error;
    if (rubric_plan_make(session, script, shape, &error) != RUBRIC_OK)
        return rubric_is_interrupted() ? RUBRIC_EXIT_INTERRUPTED : rubric_session_refuse(&error);
    return rubric_batch_run(session);
}

static int run_convert(rubric_session *session) {
    return run_plan(session, NULL, RUBRIC_SHAPE_DOCUMENT);
}

static int run_run(rubric_session *session) {
    rubric_error error;
    if (session->settings.scripts.count > 0)
        return run_plan(session, NULL, RUBRIC_SHAPE_DOCUMENT);
    rubric_error_set(&error, RUBRIC_ERROR_ARGUMENT,
                     "'run' needs a script: rubric run -s SCRIPT INPUT");
    return rubric_session_refuse(&error);
}

static int run_inspect(rubric_session *session) {
    return run_plan(session, NULL, RUBRIC_SHAPE_TREE);
}

static int run_help(rubric_session *session) {
    const rubric_words *words = &session->arguments.inputs;
    if (words->count == 0)
        return rubric_help_general(session);
    const char *name = words->items[0];
    bool is_verb = rubric_verb_find(name) != NULL || rubric_verb_is_script(session, name);
    const rubric_format *format = is_verb ? NULL : rubric_format_find(rubric_slice_of(name));
    return format != NULL ? rubric_formats_help(session, format) : rubric_help_verb(session, name);
}

static const char *const convert_examples[] = {
    "rubric convert page.html", "rubric convert -t text --width 72 page.html",
    "rubric convert -o out/ articles/", "rubric convert -t html -o \"out/{stem}.html\" notes.md",
    NULL};
static const char *const run_examples[] = {
    "rubric run -s clean -s summarize page.html",
    "rubric run -s clean -s 'summarize{sentences=2}' -o out/ articles/", NULL};
static const char *const inspect_examples[] = {"rubric inspect page.html",
                                               "rubric inspect --json notes.md", NULL};
static const char *const formats_examples[] = {"rubric formats", "rubric formats --json", NULL};
static const char *const test_examples[] = {"rubric test mine_test.lua",
                                            "rubric test --twice mine_test.lua", NULL};
static const char *const help_examples[] = {"rubric help", "rubric help convert",
                                            "rubric help markdown", NULL};

static const rubric_verb table[] = {
    {"convert", "read documents, run scripts over them if any, and write them",
     "[-f FORMAT] [-t FORMAT] [-s SCRIPT]... [-o OUTPUT] [INPUT]...", convert_examples,
     run_convert},
    {"run", "run scripts over documents, in order",
     "-s SCRIPT [-s SCRIPT]... [-o OUTPUT] [INPUT]...", run_examples, run_run},
    {"inspect", "show the nodes of documents with their positions",
     "[-s SCRIPT]... [--json] [INPUT]...", inspect_examples, run_inspect},
    {"formats", "list the formats that are read and written", "[--json]", formats_examples,
     rubric_formats_list},
    {"test", "run tests written in Lua, which print TAP", "[--twice] FILE.lua...", test_examples,
     rubric_tests_run},
    {"help", "print help about the program, a verb, or a format and its options", "[VERB|FORMAT]",
     help_examples, run_help},
};

enum { VERB_COUNT = sizeof table / sizeof *table };

const rubric_verb *rubric_verb_at(size_t index) {
    return index < VERB_COUNT ? &table[index] : NULL;
}

const rubric_verb *rubric_verb_find(const char *name) {
    for (size_t i = 0; i < VERB_COUNT; i++)
        if (strcmp(table[i].name, name) == 0)
            return &table[i];
    return NULL;
}

static bool is_path_of_script(const char *name) {
    size_t size = strlen(name);
    const rubric_format *format = rubric_format_of_path(rubric_slice_of(name));
    return (size > 4 && strcmp(name + size - 4, ".lua") == 0) ||
           (strchr(name, '/') != NULL && format == NULL);
}

bool rubric_verb_is_script(rubric_session *session, const char *name) {
    if (is_path_of_script(name))
        return true;
    const rubric_value *scripts = rubric_engine_scripts(session->engine);
    for (uint32_t i = 0; scripts != NULL && i < scripts->as.list.count; i++) {
        const rubric_value *script =
            rubric_value_find(&scripts->as.list.items[i], rubric_slice_of("name"));
        if (script != NULL && rubric_slice_equal(script->as.string, rubric_slice_of(name)))
            return true;
    }
    return false;
}

// Scripts and verbs together; an item that memory ran out for is left out.
static const char *nearest_verb(rubric_session *session, const char *name) {
    const rubric_value *scripts = rubric_engine_scripts(session->engine);
    size_t room = VERB_COUNT + (scripts == NULL ? 0 : scripts->as.list.count), count = 0;
    const char **names = rubric_arena_allocate(session->arena, room * sizeof *names);
    if (names == NULL)
        return NULL;
    for (size_t i = 0; i < VERB_COUNT; i++)
        names[count++] = table[i].name;
    for (uint32_t i = 0; scripts != NULL && i < scripts->as.list.count; i++) {
        const rubric_value *script =
            rubric_value_find(&scripts->as.list.items[i], rubric_slice_of("name"));
        char *copy = script == NULL
                         ? NULL
                         : rubric_arena_allocate(session->arena, script->as.string.size + 1);
        if (copy == NULL)
            continue;
        memcpy(copy, script->as.string.bytes, script->as.string.size);
        names[count++] = copy;
    }
    return rubric_nearest(rubric_slice_of(name), names, count);
}

rubric_status rubric_verb_unknown(rubric_session *session, const char *name, rubric_error *error) {
    struct stat facts;
    if (stat(name, &facts) == 0 || rubric_format_of_path(rubric_slice_of(name)) != NULL)
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT,
                                "'%.80s' is not a verb; did you mean 'rubric digest %.80s'?", name,
                                name);
    const char *nearest = nearest_verb(session, name);
    return nearest == NULL
               ? rubric_error_set(error, RUBRIC_ERROR_ARGUMENT,
                                  "unknown verb '%.80s'; 'rubric help' lists them", name)
               : rubric_error_set(error, RUBRIC_ERROR_ARGUMENT,
                                  "unknown verb '%.80s'; did you mean '%s'?", name, nearest);
}

// The program's own verbs take no flags but the shared ones unless they run scripts.
static rubric_status refuse_flags(const rubric_session *session, rubric_error *error) {
    const rubric_arguments *arguments = &session->arguments;
    if (arguments->flag_count == 0)
        return RUBRIC_OK;
    return rubric_arguments_unknown(arguments->flags[0].name, NULL, 0, session->arena, error);
}

int rubric_verb_run(rubric_session *session) {
    rubric_error error;
    const char *name = session->arguments.verb;
    const rubric_verb *verb = rubric_verb_find(name);
    if (session->settings.help)
        return rubric_help_verb(session, name);
    if (session->settings.twice && (verb == NULL || verb->run != rubric_tests_run)) {
        rubric_error_set(&error, RUBRIC_ERROR_ARGUMENT, "'--twice' is an option of 'test'");
        return rubric_session_refuse(&error);
    }
    if (verb != NULL) {
        bool runs_scripts =
            verb->run == run_convert || verb->run == run_run || verb->run == run_inspect;
        if (!runs_scripts && refuse_flags(session, &error) != RUBRIC_OK)
            return rubric_session_refuse(&error);
        return verb->run(session);
    }
    if (rubric_verb_is_script(session, name))
        return run_plan(session, name, RUBRIC_SHAPE_DOCUMENT);
    rubric_verb_unknown(session, name, &error);
    return rubric_session_refuse(&error);
}
