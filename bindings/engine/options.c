// SPDX-License-Identifier: MIT
// Options of scripts: names and types as declared, defaults filled in, mistakes named.
#include <string.h>

#include "engine/engine.h"

static rubric_slice text_of(const rubric_value *map, const char *key) {
    const rubric_value *value = rubric_value_find(map, rubric_slice_of(key));
    return value && value->type == RUBRIC_VALUE_STRING ? value->as.string : rubric_slice_of("");
}

static bool is(rubric_slice text, const char *word) {
    return rubric_slice_equal(text, rubric_slice_of(word));
}

static rubric_status wrong(const rubric_program *program, rubric_slice name, rubric_slice type,
                           rubric_error *error) {
    rubric_slice script = text_of(&program->description, "name");
    return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT, "option '%.*s' of '%.*s' is not %s %.*s",
                            (int)name.size, name.bytes, (int)script.size, script.bytes,
                            type.bytes[0] == 'i' ? "an" : "a", (int)type.size, type.bytes);
}

// Splits "a, b" into a list of strings.
static rubric_value split_list(rubric_arena *arena, rubric_slice text) {
    rubric_value list = rubric_value_list();
    for (size_t at = 0; at <= text.size;) {
        const char *comma = at < text.size ? memchr(text.bytes + at, ',', text.size - at) : NULL;
        size_t end = comma ? (size_t)(comma - text.bytes) : text.size;
        rubric_slice item = rubric_slice_trim(rubric_slice_part(text, at, end));
        if (item.size)
            rubric_value_append(arena, &list, rubric_value_string(item));
        at = end + 1;
    }
    return list;
}

// A string from the command line as the declared type.
static rubric_value convert(rubric_arena *arena, rubric_slice type, const rubric_value *given) {
    if (given->type != RUBRIC_VALUE_STRING)
        return *given;
    if (is(type, "integer") || is(type, "number") || is(type, "boolean") || type.size == 0)
        return rubric_yaml_scalar(given->as.string);
    if (is(type, "list"))
        return split_list(arena, given->as.string);
    return *given;
}

static bool fits_type(rubric_slice type, const rubric_value *value) {
    if (is(type, "integer"))
        return value->type == RUBRIC_VALUE_INTEGER;
    if (is(type, "number"))
        return value->type == RUBRIC_VALUE_INTEGER || value->type == RUBRIC_VALUE_NUMBER;
    if (is(type, "boolean"))
        return value->type == RUBRIC_VALUE_BOOLEAN;
    if (is(type, "list"))
        return value->type == RUBRIC_VALUE_LIST;
    return type.size == 0 || value->type == RUBRIC_VALUE_STRING;
}

static double number_of(const rubric_value *value) {
    return value->type == RUBRIC_VALUE_INTEGER ? (double)value->as.integer : value->as.number;
}

static bool is_number(const rubric_value *value) {
    return value && (value->type == RUBRIC_VALUE_INTEGER || value->type == RUBRIC_VALUE_NUMBER);
}

static rubric_status check_range(rubric_slice name, const rubric_value *spec,
                                 const rubric_value *value, rubric_error *error) {
    const rubric_value *minimum = rubric_value_find(spec, rubric_slice_of("minimum"));
    const rubric_value *maximum = rubric_value_find(spec, rubric_slice_of("maximum"));
    if (is_number(value) && is_number(minimum) && number_of(value) < number_of(minimum))
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT, "option '%.*s' is at least %.14g",
                                (int)name.size, name.bytes, number_of(minimum));
    if (is_number(value) && is_number(maximum) && number_of(value) > number_of(maximum))
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT, "option '%.*s' is at most %.14g",
                                (int)name.size, name.bytes, number_of(maximum));
    return RUBRIC_OK;
}

static rubric_status check_choice(rubric_slice name, const rubric_value *spec,
                                  const rubric_value *value, rubric_error *error) {
    const rubric_value *choices = rubric_value_find(spec, rubric_slice_of("choices"));
    if (!choices || choices->type != RUBRIC_VALUE_LIST || value->type != RUBRIC_VALUE_STRING)
        return RUBRIC_OK;
    char names[120];
    size_t used = 0;
    for (uint32_t i = 0; i < choices->as.list.count; i++) {
        rubric_slice choice = choices->as.list.items[i].as.string;
        if (choices->as.list.items[i].type != RUBRIC_VALUE_STRING)
            continue;
        if (rubric_slice_equal(choice, value->as.string))
            return RUBRIC_OK;
        if (used + choice.size + 3 < sizeof names) {
            if (used) {
                memcpy(names + used, ", ", 2);
                used += 2;
            }
            memcpy(names + used, choice.bytes, choice.size);
            used += choice.size;
        }
    }
    return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT, "option '%.*s' is one of %.*s",
                            (int)name.size, name.bytes, (int)used, names);
}

static rubric_status check_known(const rubric_program *program, const rubric_value *specs,
                                 rubric_slice name, rubric_error *error) {
    const char *names[64];
    char copies[64][40];
    size_t count = 0;
    if (rubric_value_find(specs, name))
        return RUBRIC_OK;
    for (uint32_t i = 0; i < specs->as.map.count && count < 64; i++) {
        rubric_slice key = specs->as.map.entries[i].key;
        if (key.size >= sizeof copies[0])
            continue;
        memcpy(copies[count], key.bytes, key.size);
        copies[count][key.size] = '\0';
        names[count] = copies[count];
        count++;
    }
    const char *nearest = rubric_nearest(name, names, count);
    rubric_slice script = text_of(&program->description, "name");
    return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT, "'%.*s' has no option '%.*s'%s%s%s",
                            (int)script.size, script.bytes, (int)name.size, name.bytes,
                            nearest ? "; did you mean '" : "", nearest ? nearest : "",
                            nearest ? "'?" : "");
}

// An option of type selector is one, so that the slip is named before anything runs.
static rubric_status check_selector(rubric_arena *arena, rubric_slice name,
                                    const rubric_value *value, rubric_error *error) {
    rubric_selector *selector;
    rubric_error why = {.status = RUBRIC_OK};
    rubric_context *context = rubric_arena_context(arena);
    if (value->type != RUBRIC_VALUE_STRING)
        return RUBRIC_OK;
    if (rubric_selector_new(&selector, context, value->as.string, &why) == RUBRIC_OK) {
        rubric_selector_free(selector);
        return RUBRIC_OK;
    }
    return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT, "option '%.*s', column %u: %s",
                            (int)name.size, name.bytes, why.column, why.message);
}

static rubric_status set_option(rubric_value *out, rubric_arena *arena,
                                const rubric_program *program, const rubric_entry *spec,
                                const rubric_value *given, rubric_error *error) {
    rubric_slice type = text_of(&spec->value, "type");
    const rubric_value *standard = rubric_value_find(&spec->value, rubric_slice_of("default"));
    const rubric_value *required = rubric_value_find(&spec->value, rubric_slice_of("required"));
    if (!given && required && required->type == RUBRIC_VALUE_BOOLEAN && required->as.boolean)
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT, "option '%.*s' is required",
                                (int)spec->key.size, spec->key.bytes);
    if (!given && !standard)
        return RUBRIC_OK;
    rubric_value value = given ? convert(arena, type, given) : *standard;
    if (given && !fits_type(type, &value))
        return wrong(program, spec->key, type, error);
    rubric_status status = check_range(spec->key, &spec->value, &value, error);
    if (status == RUBRIC_OK)
        status = check_choice(spec->key, &spec->value, &value, error);
    if (status == RUBRIC_OK && is(type, "selector"))
        status = check_selector(arena, spec->key, &value, error);
    if (status == RUBRIC_OK && rubric_value_set(arena, out, spec->key, value) != RUBRIC_OK)
        status = rubric_context_error(rubric_arena_context(arena), error);
    return status;
}

rubric_status rubric_options_check(rubric_value *out, rubric_arena *arena,
                                   const rubric_program *program, const rubric_value *given,
                                   rubric_error *error) {
    const rubric_value *specs =
        rubric_value_find(&program->description, rubric_slice_of("options"));
    *out = rubric_value_map();
    if (given && given->type != RUBRIC_VALUE_MAP)
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT,
                                "options are a map from name to value");
    // A bare function declares nothing: it takes what it is given, read as YAML scalars.
    for (uint32_t i = 0; given && i < given->as.map.count; i++) {
        const rubric_entry *entry = &given->as.map.entries[i];
        rubric_status status = RUBRIC_OK;
        if (program->is_function || !specs)
            status = rubric_value_set(arena, out, entry->key,
                                      convert(arena, rubric_slice_of(""), &entry->value));
        else
            status = check_known(program, specs, entry->key, error);
        if (status != RUBRIC_OK)
            return status;
    }
    for (uint32_t i = 0; specs && i < specs->as.map.count; i++) {
        const rubric_entry *spec = &specs->as.map.entries[i];
        const rubric_value *value = given ? rubric_value_find(given, spec->key) : NULL;
        rubric_status status = set_option(out, arena, program, spec, value, error);
        if (status != RUBRIC_OK)
            return status;
    }
    return RUBRIC_OK;
}

static void grant(rubric_engine *engine, const rubric_program *program, rubric_slice path) {
    for (const struct granted_path *known = engine->granted; known; known = known->next)
        if (known->program == program && rubric_slice_equal(known->path, path))
            return;
    struct granted_path *granted = rubric_arena_allocate(engine->arena, sizeof *granted);
    if (!granted)
        return;
    granted->program = program;
    granted->path = rubric_arena_copy(engine->arena, path);
    granted->next = engine->granted;
    engine->granted = granted;
}

void rubric_options_grant(rubric_engine *engine, const rubric_program *program,
                          const rubric_value *options) {
    const rubric_value *specs =
        rubric_value_find(&program->description, rubric_slice_of("options"));
    for (uint32_t i = 0; specs && i < specs->as.map.count; i++) {
        const rubric_entry *spec = &specs->as.map.entries[i];
        const rubric_value *given = options ? rubric_value_find(options, spec->key) : NULL;
        if (given && given->type == RUBRIC_VALUE_STRING && given->as.string.size &&
            is(text_of(&spec->value, "type"), "path"))
            grant(engine, program, given->as.string);
    }
}
