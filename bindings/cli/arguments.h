// SPDX-License-Identifier: MIT
// The command line taken apart: shared options, the verb, its inputs, and flags of scripts.
#ifndef RUBRIC_CLI_ARGUMENTS_H
#define RUBRIC_CLI_ARGUMENTS_H

#include "options.h"

/**
 * A flag that no shared option has: it may belong to a script, which is known only after the
 * script has been loaded. Whether the next word is its value is decided then.
 */
typedef struct rubric_flag {
    rubric_slice name; // without its dashes
    const char *value; // behind `=`; NULL when there was none
    size_t input;      // index of the input that directly follows; SIZE_MAX when none does
} rubric_flag;

typedef struct rubric_arguments {
    char *const *words;  // all of them as they came, ended by NULL
    const char *verb;    // NULL when there is none
    rubric_words inputs; // an item is NULL once a flag took it as its value
    rubric_flag *flags;
    size_t flag_count;
} rubric_arguments;

/**
 * Take a command line apart; what it says of shared options goes into `settings`.
 *
 * @param words  as main got them, without the name of the program, ended by NULL
 * @return RUBRIC_OK, RUBRIC_ERROR_ARGUMENT (an unknown option, or one without its value)
 */
rubric_status rubric_arguments_read(rubric_arguments *out, rubric_settings *settings,
                                    rubric_arena *arena, char **words, rubric_error *error);

/** Refuse a name that is no option, with the nearest of all names there are. */
rubric_status rubric_arguments_unknown(rubric_slice name, const char *const *more, size_t count,
                                       rubric_arena *arena, rubric_error *error);

#endif
