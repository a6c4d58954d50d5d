// SPDX-License-Identifier: MIT
// Sets options of readers and writers from the words of the command line.
#include "format_options.h"

// The parts of `NAME=VALUE`; a name alone is one that is true.
static rubric_slice split(const char *word, rubric_slice *value) {
    const char *equals = strchr(word, '=');
    *value = rubric_slice_of(equals == NULL ? "true" : equals + 1);
    return rubric_slice_make(word, equals == NULL ? strlen(word) : (size_t)(equals - word));
}

rubric_status rubric_format_options_read(rubric_read_options *options, const rubric_words *words,
                                         bool is_strict, rubric_error *error) {
    for (size_t i = 0; i < words->count; i++) {
        rubric_slice value, name = split(words->items[i], &value);
        rubric_status status = rubric_read_option_set(options, name, value, error);
        if (status != RUBRIC_OK && is_strict)
            return status;
    }
    return RUBRIC_OK;
}

rubric_status rubric_format_options_write(rubric_write_options *options, const rubric_words *words,
                                          bool is_strict, rubric_error *error) {
    for (size_t i = 0; i < words->count; i++) {
        rubric_slice value, name = split(words->items[i], &value);
        rubric_status status = rubric_write_option_set(options, name, value, error);
        if (status != RUBRIC_OK && is_strict)
            return status;
    }
    return RUBRIC_OK;
}
