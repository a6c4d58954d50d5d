// SPDX-License-Identifier: MIT
// Plans the names of outputs and refuses a plan that would lose something.
#include "target.h"

#include "path_set.h"

#include <stdlib.h>
#include <sys/stat.h>

typedef struct identity {
    dev_t device;
    ino_t number;
} identity;

static int compare_identities(const void *a, const void *b) {
    const identity *first = a, *second = b;
    if (first->device != second->device)
        return first->device < second->device ? -1 : 1;
    return first->number < second->number ? -1 : first->number > second->number;
}

static void gather_identities(rubric_target *target, const rubric_inputs *inputs) {
    for (size_t i = 0; i < rubric_inputs_count(inputs); i++) {
        struct stat facts;
        const char *path = rubric_inputs_at(inputs, i)->path;
        if (strcmp(path, "-") == 0 || stat(path, &facts) != 0)
            continue;
        identity mine = {facts.st_dev, facts.st_ino};
        rubric_buffer_put(&target->identities, (const char *)&mine, sizeof mine);
    }
    size_t count = target->identities.size / sizeof(identity);
    if (count > 0)
        qsort(target->identities.bytes, count, sizeof(identity), compare_identities);
}

bool rubric_target_is_input(const rubric_target *target, const char *path) {
    struct stat facts;
    size_t count = target->identities.size / sizeof(identity);
    if (count == 0 || stat(path, &facts) != 0 || !S_ISREG(facts.st_mode))
        return false;
    identity mine = {facts.st_dev, facts.st_ino};
    return bsearch(&mine, target->identities.bytes, count, sizeof mine, compare_identities) != NULL;
}

bool rubric_target_is_many(const rubric_target *target) {
    return target->pattern != NULL || target->is_in_place;
}

rubric_slice rubric_target_extension(const char *output) {
    const char *name = strrchr(output, '/');
    const char *dot = strrchr(name == NULL ? output : name, '.');
    return dot == NULL || strchr(dot, '}') != NULL ? rubric_slice_of("") : rubric_slice_of(dot + 1);
}

rubric_status rubric_target_name(rubric_buffer *out, const rubric_target *target,
                                 const rubric_naming *naming, rubric_error *error) {
    if (!target->is_in_place)
        return rubric_naming_expand(out, target->pattern, naming, error);
    rubric_buffer_put(out, naming->path, strlen(naming->path) + 1);
    return RUBRIC_OK;
}

static rubric_status refuse_input(const char *path, rubric_error *error) {
    return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT,
                            "output '%.100s' is an input; --in-place writes over inputs", path);
}

// Names that do not depend on documents are compared with inputs and with each other.
static rubric_status check_names(const rubric_target *target, const rubric_inputs *inputs,
                                 rubric_error *error) {
    rubric_context *context = inputs->entries.context;
    rubric_path_set names;
    rubric_path_set_init(&names, context);
    rubric_status status = RUBRIC_OK;
    for (size_t i = 0; i < rubric_inputs_count(inputs) && status == RUBRIC_OK; i++) {
        const rubric_input *input = rubric_inputs_at(inputs, i);
        rubric_naming naming = {input->path, input->folder, rubric_slice_of(input->path), NULL};
        rubric_buffer name;
        rubric_buffer_init(&name, context);
        status = rubric_target_name(&name, target, &naming, error);
        if (status == RUBRIC_OK && rubric_target_is_input(target, name.bytes))
            status = refuse_input(name.bytes, error);
        else if (status == RUBRIC_OK && !rubric_path_set_add(&names, name.bytes))
            status = rubric_error_set(error, RUBRIC_ERROR_ARGUMENT,
                                      "'%.80s' is the output of more than one input, "
                                      "the second is '%.80s'; {folder} or {ext} tells them apart",
                                      name.bytes, input->path);
        rubric_buffer_clear(&name);
    }
    rubric_path_set_clear(&names);
    return status;
}

static bool is_folder(const char *output) {
    size_t size = strlen(output);
    struct stat facts;
    return (size > 0 && output[size - 1] == '/') ||
           (stat(output, &facts) == 0 && S_ISDIR(facts.st_mode));
}

static rubric_status plan_folder(rubric_target *out, rubric_arena *arena,
                                 const rubric_target_options *options, rubric_error *error) {
    const char *rest = "/{folder}/{stem}.";
    size_t size = strlen(options->output) + strlen(rest) + strlen(options->extension) + 1;
    char *pattern = rubric_arena_bytes(arena, size);
    if (pattern == NULL)
        return rubric_error_set(error, RUBRIC_ERROR_MEMORY, "out of memory");
    strcpy(pattern, options->output);
    size_t end = strlen(pattern);
    while (end > 1 && pattern[end - 1] == '/')
        end--;
    strcpy(pattern + end, end == 1 && pattern[0] == '/' ? rest + 1 : rest);
    strcat(pattern, options->extension);
    out->pattern = pattern;
    return RUBRIC_OK;
}

static rubric_status plan_in_place(const rubric_target_options *options, rubric_error *error) {
    if (options->output != NULL)
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT,
                                "'--in-place' and '--output' exclude each other");
    for (size_t i = 0; i < rubric_inputs_count(options->inputs); i++)
        if (strcmp(rubric_inputs_at(options->inputs, i)->path, "-") == 0)
            return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT,
                                    "'--in-place' cannot write to standard input");
    return RUBRIC_OK;
}

static rubric_status plan_file(rubric_target *out, const rubric_target_options *options,
                               rubric_error *error) {
    size_t count = rubric_inputs_count(options->inputs);
    if (count > 1 && !options->is_joined && !options->may_join)
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT,
                                "'%.100s' is one output for %zu inputs; use --join or -o 'DIR/'",
                                options->output, count);
    bool is_one = count == 1 && !options->is_joined;
    *(is_one ? &out->pattern : &out->path) = options->output;
    return rubric_target_is_input(out, options->output) ? refuse_input(options->output, error)
                                                        : RUBRIC_OK;
}

rubric_status rubric_target_plan(rubric_target *out, rubric_arena *arena,
                                 const rubric_target_options *options, rubric_error *error) {
    *out = (rubric_target){.is_in_place = options->is_in_place};
    rubric_buffer_init(&out->identities, options->inputs->entries.context);
    if (options->is_in_place)
        return plan_in_place(options, error);
    if (options->output == NULL || strcmp(options->output, "-") == 0)
        return RUBRIC_OK;
    gather_identities(out, options->inputs);
    rubric_status status = RUBRIC_OK;
    if (strchr(options->output, '{') != NULL)
        out->pattern = options->output;
    else if (is_folder(options->output))
        status = plan_folder(out, arena, options, error);
    else
        return plan_file(out, options, error);
    if (status == RUBRIC_OK && options->is_joined)
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT,
                                "'--join' writes one file, and '%.100s' names many",
                                options->output);
    bool needs_document = false;
    if (status == RUBRIC_OK)
        status = rubric_naming_check(out->pattern, &needs_document, error);
    if (status == RUBRIC_OK && !needs_document)
        status = check_names(out, options->inputs, error);
    return status;
}

void rubric_target_clear(rubric_target *target) {
    if (target->identities.context != NULL)
        rubric_buffer_clear(&target->identities);
}
