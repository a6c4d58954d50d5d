// SPDX-License-Identifier: MIT
// Loads the scripts of a run and finds out which of them each option is for.
#include "steps.h"

static rubric_status out_of_memory(rubric_error *error) {
    return rubric_error_set(error, RUBRIC_ERROR_MEMORY, "out of memory");
}

static const rubric_value *description_field(const rubric_program *program, const char *name) {
    const rubric_value *description = rubric_program_description(program);
    if (description == NULL || description->type != RUBRIC_VALUE_MAP)
        return NULL;
    return rubric_value_find(description, rubric_slice_of(name));
}

static const rubric_value *declared_options(const rubric_program *program) {
    const rubric_value *options = description_field(program, "options");
    bool is_map = options != NULL && options->type == RUBRIC_VALUE_MAP;
    return is_map && options->as.map.count > 0 ? options : NULL;
}

const rubric_value *rubric_step_option(const rubric_program *program, rubric_slice name) {
    const rubric_value *options = declared_options(program);
    return options == NULL ? NULL : rubric_value_find(options, name);
}

bool rubric_program_says(const rubric_program *program, const char *name) {
    const rubric_value *value = description_field(program, name);
    return value != NULL && value->type == RUBRIC_VALUE_BOOLEAN && value->as.boolean;
}

bool rubric_steps_return_value(const rubric_steps *steps) {
    return steps->count > 0 && rubric_program_says(steps->items[steps->count - 1].program, "value");
}

rubric_status rubric_steps_init(rubric_steps *steps, rubric_arena *arena, rubric_engine *engine,
                                size_t room, rubric_error *error) {
    *steps = (rubric_steps){.arena = arena, .engine = engine};
    steps->items = rubric_arena_allocate(arena, (room + 1) * sizeof *steps->items);
    return steps->items != NULL ? RUBRIC_OK : out_of_memory(error);
}

static bool has_type(const rubric_value *declared, const char *name) {
    const rubric_value *type = rubric_value_find(declared, rubric_slice_of("type"));
    return type != NULL && type->type == RUBRIC_VALUE_STRING &&
           rubric_slice_equal(type->as.string, rubric_slice_of(name));
}

const rubric_value *rubric_step_path(const rubric_step *step, uint32_t index) {
    const rubric_entry *option = &step->options.as.map.entries[index];
    const rubric_value *declared = rubric_step_option(step->program, option->key);
    bool is_path =
        declared != NULL && has_type(declared, "path") && option->value.type == RUBRIC_VALUE_STRING;
    return is_path ? &option->value : NULL;
}

// A list that is given twice has both values; anything else keeps the last.
static rubric_status set_option(rubric_steps *steps, rubric_step *step, rubric_slice name,
                                rubric_value value, rubric_error *error) {
    const rubric_value *declared = rubric_step_option(step->program, name);
    rubric_value *before = rubric_value_find(&step->options, name);
    if (declared == NULL || before == NULL || !has_type(declared, "list"))
        return rubric_value_set(steps->arena, &step->options, name, value) == RUBRIC_OK
                   ? RUBRIC_OK
                   : out_of_memory(error);
    rubric_value list = *before;
    if (list.type != RUBRIC_VALUE_LIST) {
        list = rubric_value_list();
        if (rubric_value_append(steps->arena, &list, *before) != RUBRIC_OK)
            return out_of_memory(error);
    }
    if (rubric_value_append(steps->arena, &list, value) != RUBRIC_OK)
        return out_of_memory(error);
    *before = list;
    return RUBRIC_OK;
}

// Flags are written with dashes, options in scripts with `_`.
static rubric_slice underscored(rubric_arena *arena, rubric_slice name) {
    char *bytes = rubric_arena_bytes(arena, name.size);
    for (size_t i = 0; bytes != NULL && i < name.size; i++)
        bytes[i] = name.bytes[i] == '-' ? '_' : name.bytes[i];
    return rubric_slice_make(bytes, bytes == NULL ? 0 : name.size);
}

// The end of the value that begins at `from`: quoted, bracketed, or up to the next comma.
static size_t end_of_value(rubric_slice text, size_t from) {
    const char *opening = "\"'[{", *closing = "\"']}";
    const char *found = from < text.size ? strchr(opening, text.bytes[from]) : NULL;
    if (found != NULL && *found != 0)
        for (size_t i = from + 1; i < text.size; i++)
            if (text.bytes[i] == closing[found - opening])
                return i + 1;
    const char *comma = from < text.size ? memchr(text.bytes + from, ',', text.size - from) : NULL;
    return comma == NULL ? text.size : (size_t)(comma - text.bytes);
}

static rubric_slice without_quotes(rubric_slice value) {
    bool is_quoted = value.size >= 2 && (value.bytes[0] == '"' || value.bytes[0] == '\'') &&
                     value.bytes[0] == value.bytes[value.size - 1];
    return is_quoted ? rubric_slice_part(value, 1, value.size - 1) : value;
}

// Options in braces: `sites=x.yaml, short=3`.
static rubric_status read_braces(rubric_steps *steps, rubric_step *step, rubric_slice text,
                                 rubric_error *error) {
    for (size_t from = 0; from < text.size;) {
        size_t equals = rubric_slice_find(text, rubric_slice_of("="), from);
        if (equals == SIZE_MAX)
            return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT,
                                    "options of '%s' are written '{name=value, ...}', not '%.*s'",
                                    step->name, (int)(text.size - from), text.bytes + from);
        rubric_slice name = rubric_slice_trim(rubric_slice_part(text, from, equals));
        size_t begin = equals + 1;
        while (begin < text.size && text.bytes[begin] == ' ')
            begin++;
        size_t end = end_of_value(text, begin);
        rubric_slice value = rubric_slice_trim(rubric_slice_part(text, begin, end));
        rubric_status status = set_option(steps, step, underscored(steps->arena, name),
                                          rubric_value_string(without_quotes(value)), error);
        if (status != RUBRIC_OK)
            return status;
        while (end < text.size && (text.bytes[end] == ',' || text.bytes[end] == ' '))
            end++;
        from = end;
    }
    return RUBRIC_OK;
}

// Every option in braces must be one that the script has.
static rubric_status check_names(const rubric_step *step, rubric_error *error) {
    const rubric_value *declared = declared_options(step->program);
    for (uint32_t i = 0; declared != NULL && i < step->options.as.map.count; i++) {
        rubric_slice name = step->options.as.map.entries[i].key;
        if (rubric_value_find(declared, name) != NULL)
            continue;
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT, "'%s' has no option '%.*s'",
                                step->name, (int)name.size, name.bytes);
    }
    return RUBRIC_OK;
}

rubric_status rubric_steps_add(rubric_steps *steps, const char *text, rubric_error *error) {
    rubric_slice whole = rubric_slice_of(text);
    const char *brace = strchr(text, '{');
    bool has_options = brace != NULL && text[whole.size - 1] == '}';
    rubric_slice name = has_options ? rubric_slice_make(text, (size_t)(brace - text)) : whole;
    char *copy = rubric_arena_bytes(steps->arena, name.size + 1);
    if (copy == NULL)
        return out_of_memory(error);
    memcpy(copy, name.bytes, name.size);
    copy[name.size] = 0;
    rubric_step *step = &steps->items[steps->count];
    *step = (rubric_step){.name = copy, .options = rubric_value_map()};
    rubric_status status = rubric_program_load(&step->program, steps->engine, copy, error);
    if (status == RUBRIC_OK && has_options) {
        rubric_slice braces = rubric_slice_make(brace + 1, whole.size - name.size - 2);
        status = read_braces(steps, step, braces, error);
        if (status == RUBRIC_OK)
            status = check_names(step, error);
    }
    if (status == RUBRIC_OK)
        steps->count++;
    else
        rubric_program_free(step->program);
    return status;
}

void rubric_steps_clear(rubric_steps *steps) {
    for (size_t i = 0; i < steps->count; i++)
        rubric_program_free(steps->items[i].program);
    steps->count = 0;
}

rubric_status rubric_steps_read(const rubric_steps *steps, rubric_read_options *options,
                                rubric_error *error) {
    rubric_program **programs =
        rubric_arena_allocate(steps->arena, (steps->count + 1) * sizeof *programs);
    if (programs == NULL)
        return out_of_memory(error);
    for (size_t i = 0; i < steps->count; i++)
        programs[i] = steps->items[i].program;
    return rubric_engine_reading(options, steps->engine, programs, steps->count, error);
}

// All names that scripts declare, as flags, for suggestions.
static const char **flag_names(rubric_steps *steps, size_t *count) {
    size_t room = 0;
    for (size_t i = 0; i < steps->count; i++) {
        const rubric_value *options = declared_options(steps->items[i].program);
        room += options == NULL ? 0 : options->as.map.count;
    }
    const char **names = rubric_arena_allocate(steps->arena, (room + 1) * sizeof *names);
    *count = 0;
    for (size_t i = 0; names != NULL && i < steps->count; i++) {
        const rubric_value *options = declared_options(steps->items[i].program);
        for (uint32_t k = 0; options != NULL && k < options->as.map.count; k++) {
            rubric_slice key = options->as.map.entries[k].key;
            char *name = rubric_arena_allocate(steps->arena, key.size + 1);
            if (name == NULL)
                continue;
            for (size_t b = 0; b < key.size; b++)
                name[b] = key.bytes[b] == '_' ? '-' : key.bytes[b];
            names[(*count)++] = name;
        }
    }
    return names;
}

static rubric_status refuse_flag(rubric_steps *steps, rubric_slice name, rubric_error *error) {
    size_t count;
    const char **names = flag_names(steps, &count);
    return rubric_arguments_unknown(name, names, count, steps->arena, error);
}

static const rubric_value *find_declared(const rubric_steps *steps, rubric_slice name) {
    for (size_t i = 0; i < steps->count; i++) {
        const rubric_value *declared = rubric_step_option(steps->items[i].program, name);
        if (declared != NULL)
            return declared;
    }
    return NULL;
}

static rubric_status set_everywhere(rubric_steps *steps, rubric_slice name, rubric_value value,
                                    rubric_error *error) {
    for (size_t i = 0; i < steps->count; i++) {
        rubric_step *step = &steps->items[i];
        if (rubric_step_option(step->program, name) == NULL)
            continue;
        rubric_status status = set_option(steps, step, name, value, error);
        if (status != RUBRIC_OK)
            return status;
    }
    return RUBRIC_OK;
}

static rubric_status bind_flag(rubric_steps *steps, rubric_arguments *arguments,
                               const rubric_flag *flag, rubric_error *error) {
    rubric_slice name = underscored(steps->arena, flag->name);
    const rubric_value *declared = find_declared(steps, name);
    if (declared == NULL && name.size > 3 && memcmp(name.bytes, "no_", 3) == 0) {
        rubric_slice positive = rubric_slice_part(name, 3, name.size);
        declared = find_declared(steps, positive);
        if (declared != NULL && has_type(declared, "boolean") && flag->value == NULL)
            return set_everywhere(steps, positive, rubric_value_boolean(false), error);
        declared = NULL;
    }
    if (declared == NULL)
        return refuse_flag(steps, flag->name, error);
    if (has_type(declared, "boolean") && flag->value == NULL)
        return set_everywhere(steps, name, rubric_value_boolean(true), error);
    const char *value = flag->value;
    if (value == NULL && flag->input != SIZE_MAX) {
        value = arguments->inputs.items[flag->input];
        arguments->inputs.items[flag->input] = NULL;
    }
    if (value == NULL)
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT, "option '--%.*s' needs a value",
                                (int)flag->name.size, flag->name.bytes);
    return set_everywhere(steps, name, rubric_value_string(rubric_slice_of(value)), error);
}

// A script that declares nothing, such as a bare function, takes any option as a YAML scalar.
static rubric_status bind_option(rubric_steps *steps, const char *text, rubric_error *error) {
    const char *equals = strchr(text, '=');
    if (equals == NULL || equals == text)
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT,
                                "'--option' takes NAME=VALUE, not '%s'", text);
    rubric_slice written = rubric_slice_make(text, (size_t)(equals - text));
    rubric_slice name = underscored(steps->arena, written);
    rubric_slice value = rubric_slice_of(equals + 1);
    bool is_taken = find_declared(steps, name) != NULL;
    for (size_t i = 0; i < steps->count; i++) {
        rubric_step *step = &steps->items[i];
        if (declared_options(step->program) != NULL)
            continue;
        is_taken = true;
        rubric_status status = set_option(steps, step, name, rubric_yaml_scalar(value), error);
        if (status != RUBRIC_OK)
            return status;
    }
    if (!is_taken)
        return refuse_flag(steps, written, error);
    return set_everywhere(steps, name, rubric_value_string(without_quotes(value)), error);
}

rubric_status rubric_steps_bind(rubric_steps *steps, rubric_arguments *arguments,
                                const rubric_words *options, rubric_error *error) {
    for (size_t i = 0; i < arguments->flag_count; i++) {
        rubric_status status = bind_flag(steps, arguments, &arguments->flags[i], error);
        if (status != RUBRIC_OK)
            return status;
    }
    for (size_t i = 0; i < options->count; i++) {
        rubric_status status = bind_option(steps, options->items[i], error);
        if (status != RUBRIC_OK)
            return status;
    }
    rubric_words *inputs = &arguments->inputs;
    size_t kept = 0;
    for (size_t i = 0; i < inputs->count; i++)
        if (inputs->items[i] != NULL)
            inputs->items[kept++] = inputs->items[i];
    inputs->count = kept;
    return RUBRIC_OK;
}
