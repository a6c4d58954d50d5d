// SPDX-License-Identifier: MIT
// The scripts of a run, in order, each with its options.
#ifndef RUBRIC_CLI_STEPS_H
#define RUBRIC_CLI_STEPS_H

#include "arguments.h"

#include <rubric/engine.h>

/** One script to run over every document. */
typedef struct rubric_step {
    const char *name;
    rubric_program *program;
    rubric_value options; // a map
} rubric_step;

typedef struct rubric_steps {
    rubric_arena *arena;
    rubric_engine *engine;
    rubric_step *items;
    size_t count;
} rubric_steps;

/** Make room for as many scripts as the command line may name. */
rubric_status rubric_steps_init(rubric_steps *steps, rubric_arena *arena, rubric_engine *engine,
                                size_t room, rubric_error *error);

/** Let go of the scripts. */
void rubric_steps_clear(rubric_steps *steps);

/** Load a script named as `-s` does, `clean` or `clean{sites=x.yaml,short=3}`, and add it. */
rubric_status rubric_steps_add(rubric_steps *steps, const char *text, rubric_error *error);

/** Give flags and `--option`s to the scripts that have them; flags may take an input as value. */
rubric_status rubric_steps_bind(rubric_steps *steps, rubric_arguments *arguments,
                                const rubric_words *options, rubric_error *error);

/** Add what the scripts add to Markdown to the options of a reading. */
rubric_status rubric_steps_read(const rubric_steps *steps, rubric_read_options *options,
                                rubric_error *error);

/** Whether a program says `true` of itself under a name. */
bool rubric_program_says(const rubric_program *program, const char *name);

/** Whether the last script returns a value that is to be printed. */
bool rubric_steps_return_value(const rubric_steps *steps);

/** What a script declares of an option, by its name with `_`; NULL when it has no such one. */
const rubric_value *rubric_step_option(const rubric_program *program, rubric_slice name);

/** The value of the option at `index` when it names a file; else NULL. */
const rubric_value *rubric_step_path(const rubric_step *step, uint32_t index);

#endif
