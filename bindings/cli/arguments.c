// SPDX-License-Identifier: MIT
// Takes the command line apart in one pass, by the table of options.
#include "arguments.h"

#include <rubric/engine.h>

// Where the pass stands.
struct parser {
    rubric_arguments *out;
    rubric_settings *settings;
    rubric_arena *arena;
    char **words;
    bool follows_flag; // the last word was a flag without a value of its own
    bool only_inputs;  // after `--`
};

rubric_status rubric_arguments_unknown(rubric_slice name, const char *const *more, size_t count,
                                       rubric_arena *arena, rubric_error *error) {
    size_t shared = 0;
    while (rubric_option_at(shared) != NULL)
        shared++;
    const char **names = rubric_arena_allocate(arena, (shared + count + 1) * sizeof *names);
    if (names == NULL)
        return rubric_error_set(error, RUBRIC_ERROR_MEMORY, "out of memory");
    for (size_t i = 0; i < shared; i++)
        names[i] = rubric_option_at(i)->name;
    if (count > 0)
        memcpy(names + shared, more, count * sizeof *names);
    const char *nearest = rubric_nearest(name, names, shared + count);
    int size = name.size > 60 ? 60 : (int)name.size;
    return nearest == NULL ? rubric_error_set(error, RUBRIC_ERROR_ARGUMENT,
                                              "unknown option '--%.*s'", size, name.bytes)
                           : rubric_error_set(error, RUBRIC_ERROR_ARGUMENT,
                                              "unknown option '--%.*s'; did you mean '--%s'?", size,
                                              name.bytes, nearest);
}

static rubric_status read_shared(struct parser *parser, const rubric_option *option,
                                 const char *value, rubric_error *error) {
    bool takes_value = option->type != RUBRIC_OPTION_FLAG && !option->is_optional;
    if (!takes_value && option->type == RUBRIC_OPTION_FLAG && value != NULL)
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT, "option '--%s' takes no value",
                                option->name);
    if (takes_value && value == NULL) {
        value = *parser->words;
        if (value == NULL)
            return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT, "option '--%s' needs %s %s",
                                    option->name, "a value:", option->argument);
        parser->words++;
    }
    return rubric_option_set(option, parser->settings, value, error);
}

static rubric_status read_long(struct parser *parser, const char *word, rubric_error *error) {
    const char *equals = strchr(word, '=');
    rubric_slice name = rubric_slice_of(word);
    if (equals != NULL)
        name.size = (size_t)(equals - word);
    const char *value = equals != NULL ? equals + 1 : NULL;
    const rubric_option *option = rubric_option_find(name);
    if (option != NULL)
        return read_shared(parser, option, value, error);
    if (parser->out->verb == NULL)
        return rubric_arguments_unknown(name, NULL, 0, parser->arena, error);
    parser->out->flags[parser->out->flag_count++] = (rubric_flag){name, value, SIZE_MAX};
    parser->follows_flag = value == NULL;
    return RUBRIC_OK;
}

static rubric_status read_short(struct parser *parser, const char *word, rubric_error *error) {
    const rubric_option *option = rubric_option_of_letter(word[1]);
    if (option == NULL)
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT, "unknown option '%.60s'", word);
    if (word[2] != 0 && word[2] != '=')
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT,
                                "unknown option '%.60s'; a value stands apart: '-%c %.60s'", word,
                                word[1], word + 2);
    return read_shared(parser, option, word[2] == '=' ? word + 3 : NULL, error);
}

static void read_input(struct parser *parser, const char *word, bool follows_flag) {
    rubric_arguments *out = parser->out;
    if (out->verb == NULL) {
        out->verb = word;
        return;
    }
    if (follows_flag)
        out->flags[out->flag_count - 1].input = out->inputs.count;
    out->inputs.items[out->inputs.count++] = word;
}

// A lone `-` is standard input, and `-3` the value of a flag.
static bool is_option(const char *word) {
    return word[0] == '-' && word[1] != 0 && !(word[1] >= '0' && word[1] <= '9');
}

static rubric_status read_word(struct parser *parser, rubric_error *error) {
    const char *word = *parser->words++;
    bool follows_flag = parser->follows_flag;
    parser->follows_flag = false;
    if (parser->only_inputs || !is_option(word))
        read_input(parser, word, follows_flag);
    else if (strcmp(word, "--") == 0)
        parser->only_inputs = true;
    else if (word[1] == '-')
        return read_long(parser, word + 2, error);
    else
        return read_short(parser, word, error);
    return RUBRIC_OK;
}

rubric_status rubric_arguments_read(rubric_arguments *out, rubric_settings *settings,
                                    rubric_arena *arena, char **words, rubric_error *error) {
    size_t count = 0;
    while (words[count] != NULL)
        count++;
    rubric_status status = rubric_settings_init(settings, arena, count, error);
    if (status != RUBRIC_OK)
        return status;
    *out = (rubric_arguments){.words = words};
    out->inputs.items = rubric_arena_allocate(arena, (count + 1) * sizeof *out->inputs.items);
    out->flags = rubric_arena_allocate(arena, (count + 1) * sizeof *out->flags);
    if (out->inputs.items == NULL || out->flags == NULL)
        return rubric_error_set(error, RUBRIC_ERROR_MEMORY, "out of memory");
    struct parser parser = {out, settings, arena, words, false, false};
    while (*parser.words != NULL) {
        status = read_word(&parser, error);
        if (status != RUBRIC_OK)
            return status;
    }
    return RUBRIC_OK;
}
