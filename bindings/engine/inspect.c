// SPDX-License-Identifier: MIT
// What a program says of itself as bytes, from the process that ran its file to one that does not
// run scripts.
#include "engine/engine.h"

static rubric_status put_facts(rubric_value *facts, const rubric_program *program) {
    struct fact {
        const char *name;
        rubric_value value;
    } all[] = {
        {"description", program->description},
        {"function", rubric_value_boolean(program->is_function)},
        {"plugin", rubric_value_boolean(program->is_plugin)},
        {"prepare", rubric_value_boolean(program->has_prepare)},
        {"extensions", rubric_value_integer((int64_t)program->extensions.on)},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (rubric_value_set(program->arena, facts, rubric_slice_of(all[i].name), all[i].value) !=
            RUBRIC_OK)
            return RUBRIC_ERROR_MEMORY;
    return RUBRIC_OK;
}

// A program of the same file that can be described without touching the one that is given.
static rubric_status put_description(rubric_buffer *out, rubric_engine *engine,
                                     const rubric_program *program, rubric_error *error) {
    rubric_program again = {.chunk = program->chunk};
    rubric_value facts = rubric_value_map();
    rubric_context_options options = {.size = sizeof options,
                                      .allocate = engine->options.allocate,
                                      .allocate_user = engine->options.allocate_user};
    rubric_status status = rubric_context_new(&again.context, &options, error);
    if (status != RUBRIC_OK)
        return status;
    status = rubric_arena_new(&again.arena, again.context, error);
    if (status == RUBRIC_OK)
        status = rubric_program_look(engine, &again, error);
    if (status == RUBRIC_OK && put_facts(&facts, &again) != RUBRIC_OK)
        status = rubric_context_error(again.context, error);
    if (status == RUBRIC_OK)
        rubric_json_write(out, &facts, 0);
    if (status == RUBRIC_OK && out->failed)
        status = rubric_context_error(out->context, error);
    rubric_arena_free(again.arena);
    rubric_context_free(again.context);
    return status;
}

rubric_status rubric_program_inspect(rubric_buffer *out, rubric_engine *engine,
                                     rubric_program *program, rubric_error *error) {
    if (rubric_is_missing(out, "out", error) || rubric_is_missing(program, "program", error) ||
        rubric_is_missing(engine, "engine", error))
        return RUBRIC_ERROR_ARGUMENT;
    return put_description(out, engine, program, error);
}

static bool is_true(const rubric_value *map, const char *name) {
    const rubric_value *value = rubric_value_find(map, rubric_slice_of(name));
    return value && value->type == RUBRIC_VALUE_BOOLEAN && value->as.boolean;
}

static const rubric_value *find(const rubric_value *map, const char *name, rubric_value_type type) {
    const rubric_value *value = map ? rubric_value_find(map, rubric_slice_of(name)) : NULL;
    return value && value->type == type ? value : NULL;
}

// Delimiters of Markdown: a map from mark to name.
static bool restore_delimiters(rubric_program *program, const rubric_value *map) {
    uint32_t count = map ? map->as.map.count : 0;
    rubric_delimiter *list = rubric_arena_allocate(program->arena, (count + 1) * sizeof *list);
    for (uint32_t i = 0; list && i < count; i++) {
        const rubric_entry *entry = &map->as.map.entries[i];
        if (entry->value.type != RUBRIC_VALUE_STRING)
            return false;
        list[i].mark = rubric_arena_string(program->arena, entry->key);
        list[i].name = rubric_arena_string(program->arena, entry->value.as.string);
        if (!list[i].mark || !list[i].name)
            return false;
    }
    program->delimiters = list;
    program->delimiter_count = count;
    return list && rubric_delimiters_check(list, count, NULL) == RUBRIC_OK;
}

static bool restore(rubric_program *program, const rubric_value *facts) {
    const rubric_value *description = find(facts, "description", RUBRIC_VALUE_MAP);
    const rubric_value *permissions = find(description, "permissions", RUBRIC_VALUE_LIST);
    const rubric_value *extensions = find(facts, "extensions", RUBRIC_VALUE_INTEGER);
    const rubric_value *markdown = find(description, "markdown", RUBRIC_VALUE_MAP);
    if (!permissions || !extensions || !find(description, "options", RUBRIC_VALUE_MAP))
        return false;
    for (uint32_t i = 0; i < permissions->as.list.count; i++) {
        const rubric_value *item = &permissions->as.list.items[i];
        if (item->type != RUBRIC_VALUE_STRING ||
            rubric_permission_check(item->as.string, NULL) != RUBRIC_OK)
            return false;
    }
    program->description = *description;
    program->permissions = *permissions;
    program->is_function = is_true(facts, "function");
    program->is_plugin = is_true(facts, "plugin");
    program->has_prepare = is_true(facts, "prepare");
    program->has_transform = is_true(description, "transform");
    program->has_writer = is_true(description, "writer");
    program->has_markdown = markdown != NULL;
    program->extensions.on = (uint32_t)extensions->as.integer;
    return restore_delimiters(program, find(markdown, "delimiters", RUBRIC_VALUE_MAP));
}

rubric_status rubric_program_restore(rubric_program *program, rubric_slice bytes,
                                     rubric_error *error) {
    rubric_value facts;
    rubric_status status = rubric_json_read(&facts, program->arena, bytes, error);
    if (status == RUBRIC_OK && (facts.type != RUBRIC_VALUE_MAP || !restore(program, &facts)))
        status = rubric_error_set(error, RUBRIC_ERROR_SCRIPT, "%.*s: its description is damaged",
                                  (int)program->chunk.name.size, program->chunk.name.bytes);
    if (rubric_context_status(program->context) != RUBRIC_OK)
        status = rubric_context_error(program->context, error);
    return status;
}
