// SPDX-License-Identifier: MIT
// The engine: its limits, its languages, the list of its scripts, and writing by plugins.
#include "engine/engine.h"

#include "engine/embedded.h"

rubric_status rubric_engine_new(rubric_engine **out, const rubric_engine_options *options,
                                rubric_error *error) {
    static const rubric_engine_options standard = {.size = sizeof standard};
    options = options ? options : &standard;
    if (options->milliseconds && !(options->host && options->host->clock))
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT,
                                "a limit of milliseconds needs the clock of a host");
    const char *const *granted = options->permissions;
    for (; granted && *granted; granted++)
        if (rubric_permission_check(rubric_slice_of(*granted), error) != RUBRIC_OK)
            return RUBRIC_ERROR_ARGUMENT;
    rubric_context_options context_options = {.size = sizeof context_options,
                                              .allocate = options->allocate,
                                              .allocate_user = options->allocate_user,
                                              .host = options->host};
    rubric_context *context;
    rubric_status status = rubric_context_new(&context, &context_options, error);
    if (status != RUBRIC_OK)
        return status;
    rubric_engine *engine = rubric_context_allocate(context, sizeof *engine);
    if (engine) {
        memset(engine, 0, sizeof *engine);
        engine->context = context;
        engine->options = *options;
        engine->host = rubric_context_host(context);
        rubric_buffer_init(&engine->traceback, context);
        status = rubric_arena_new(&engine->arena, context, error);
    } else {
        status = rubric_context_error(context, error);
    }
    if (status != RUBRIC_OK) {
        rubric_context_release(context, engine, sizeof *engine);
        rubric_context_free(context);
        return status;
    }
    *out = engine;
    return RUBRIC_OK;
}

void rubric_engine_free(rubric_engine *engine) {
    if (!engine)
        return;
    rubric_context *context = engine->context;
    rubric_state_free_retired(engine);
    rubric_programs_clear(engine);
    for (struct language_entry *entry = engine->languages; entry; entry = entry->next)
        rubric_language_free(entry->language);
    rubric_buffer_clear(&engine->traceback);
    rubric_arena_free(engine->arena);
    rubric_context_release(context, engine, sizeof *engine);
    rubric_context_free(context);
}

rubric_status rubric_engine_begin(rubric_context **out, rubric_engine *engine,
                                  rubric_error *error) {
    rubric_context_options options = {.size = sizeof options,
                                      .allocate = engine->options.allocate,
                                      .allocate_user = engine->options.allocate_user,
                                      .memory = engine->options.memory,
                                      .steps = engine->options.steps,
                                      .milliseconds = engine->options.milliseconds,
                                      .host = engine->host};
    return rubric_context_new(out, &options, error);
}

rubric_slice rubric_engine_traceback(const rubric_engine *engine) {
    return rubric_buffer_slice(&engine->traceback);
}

// "en" of "en-GB": rules and lists are by the language alone.
static rubric_slice primary(rubric_slice code) {
    size_t end = 0;
    while (end < code.size && end < 8 && code.bytes[end] != '-' && code.bytes[end] != '_')
        end++;
    return rubric_slice_part(code, 0, end);
}

static bool is_code(rubric_slice code) {
    for (size_t i = 0; i < code.size; i++)
        if (!((code.bytes[i] | 0x20) >= 'a' && (code.bytes[i] | 0x20) <= 'z'))
            return false;
    return code.size >= 2;
}

// The words of data/FOLDER/CODE.txt; empty when there is no such file.
static void read_words(rubric_engine *engine, const char *folder, rubric_slice code,
                       rubric_buffer *out) {
    char name[60];
    size_t size = strlen(folder);
    memcpy(name, folder, size);
    name[size++] = '/';
    for (size_t i = 0; i < code.size; i++)
        name[size++] = (char)(code.bytes[i] | 0x20);
    memcpy(name + size, ".txt", 4);
    out->size = 0;
    if (rubric_search_data(out, engine, NULL, rubric_slice_make(name, size + 4), NULL) != RUBRIC_OK)
        out->size = 0; // a language without a list has none
}

static rubric_language *make_language(rubric_engine *engine, rubric_slice code) {
    rubric_buffer abbreviations, stop_words;
    rubric_language *language = NULL;
    rubric_buffer_init(&abbreviations, engine->context);
    rubric_buffer_init(&stop_words, engine->context);
    read_words(engine, "abbreviations", code, &abbreviations);
    read_words(engine, "stopwords", code, &stop_words);
    // A code without lists is not kept: scripts can think of too many.
    if (abbreviations.size + stop_words.size > 0)
        rubric_language_new(&language, engine->context, code, rubric_buffer_slice(&abbreviations),
                            rubric_buffer_slice(&stop_words), NULL);
    rubric_buffer_clear(&abbreviations);
    rubric_buffer_clear(&stop_words);
    return language;
}

const rubric_language *rubric_engine_language(void *user, rubric_slice code) {
    rubric_engine *engine = user;
    code = primary(code);
    if (!is_code(code))
        return NULL;
    for (struct language_entry *entry = engine->languages; entry; entry = entry->next)
        if (rubric_slice_equal_fold(entry->code, code))
            return entry->language;
    rubric_language *language = make_language(engine, code);
    if (!language)
        return NULL;
    struct language_entry *entry = rubric_arena_allocate(engine->arena, sizeof *entry);
    if (!entry) {
        rubric_language_free(language);
        return NULL;
    }
    entry->code = rubric_arena_copy(engine->arena, code);
    entry->language = language;
    entry->next = engine->languages;
    engine->languages = entry;
    return entry->language;
}

static void add_script(rubric_engine *engine, rubric_slice name, rubric_slice path) {
    rubric_value *list = &engine->scripts, entry = rubric_value_map();
    rubric_slice key = rubric_slice_of("name");
    for (uint32_t i = 0; i < list->as.list.count; i++)
        if (rubric_slice_equal(rubric_value_find(&list->as.list.items[i], key)->as.string, name))
            return; // one of the search path comes first
    // Ended by a zero, for did-you-mean.
    char *bytes = rubric_arena_bytes(engine->arena, name.size + 1);
    if (!bytes)
        return;
    memcpy(bytes, name.bytes, name.size);
    bytes[name.size] = '\0';
    rubric_value_set(engine->arena, &entry, key,
                     rubric_value_string(rubric_slice_make(bytes, name.size)));
    rubric_value_set(engine->arena, &entry, rubric_slice_of("path"),
                     rubric_value_string(rubric_arena_copy(engine->arena, path)));
    rubric_value_append(engine->arena, list, entry);
}

// A script lies at the top of its folder and ends in `.lua`.
static void consider_file(rubric_engine *engine, rubric_slice path) {
    bool is_script = path.size > 4 && !memcmp(path.bytes + path.size - 4, ".lua", 4) &&
                     !memchr(path.bytes, '/', path.size);
    if (is_script)
        add_script(engine, rubric_slice_part(path, 0, path.size - 4), path);
}

static void list_folder(rubric_engine *engine, const char *folder) {
    rubric_buffer names;
    rubric_buffer_init(&names, engine->context);
    if (engine->host->list &&
        engine->host->list(engine->host->user, &names, folder, NULL) == RUBRIC_OK)
        for (size_t at = 0; at < names.size;) {
            rubric_slice name = rubric_slice_of(names.bytes + at);
            consider_file(engine, name);
            at += name.size + 1;
        }
    rubric_buffer_clear(&names);
}

static void sort_scripts(rubric_value *list) {
    rubric_slice key = rubric_slice_of("name");
    for (uint32_t i = 1; i < list->as.list.count; i++)
        for (uint32_t j = i; j > 0; j--) {
            rubric_value *a = &list->as.list.items[j - 1], *b = &list->as.list.items[j];
            if (rubric_slice_compare(rubric_value_find(a, key)->as.string,
                                     rubric_value_find(b, key)->as.string) <= 0)
                break;
            rubric_value swapped = *a;
            *a = *b;
            *b = swapped;
        }
}

const rubric_value *rubric_engine_scripts(rubric_engine *engine) {
    if (engine->scripts.type == RUBRIC_VALUE_LIST)
        return &engine->scripts;
    engine->scripts = rubric_value_list();
    const char *const *search = engine->options.search_path;
    for (; search && *search; search++)
        list_folder(engine, *search);
    for (size_t i = 0; i < rubric_embedded_count; i++)
        consider_file(engine, rubric_slice_of(rubric_embedded_files[i].path));
    sort_scripts(&engine->scripts);
    return &engine->scripts;
}
