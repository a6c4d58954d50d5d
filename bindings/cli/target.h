// SPDX-License-Identifier: MIT
// Where results go: the names of outputs, and that none of them is an input or comes twice.
#ifndef RUBRIC_CLI_TARGET_H
#define RUBRIC_CLI_TARGET_H

#include "inputs.h"
#include "naming.h"

typedef struct rubric_target {
    const char *path;    // one file for all that is printed; NULL: standard output
    const char *pattern; // of a file for each document, may have placeholders; NULL: none
    bool is_in_place;
    rubric_buffer identities; // of the inputs, sorted, so that none is written over
} rubric_target;

/** What the plan depends on. */
typedef struct rubric_target_options {
    const char *output;    // of -o; NULL: standard output
    const char *extension; // for the files of a folder, without its dot
    bool is_in_place;
    bool is_joined; // all results go into one file
    bool may_join;  // they may when there are several
    const rubric_inputs *inputs;
} rubric_target_options;

/** Decide where results go; RUBRIC_ERROR_ARGUMENT when that cannot be, before any work. */
rubric_status rubric_target_plan(rubric_target *out, rubric_arena *arena,
                                 const rubric_target_options *options, rubric_error *error);
void rubric_target_clear(rubric_target *target);

/** Whether each document has a file of its own. */
bool rubric_target_is_many(const rubric_target *target);

/** The extension of an output path or pattern, without its dot; empty when it has none. */
rubric_slice rubric_target_extension(const char *output);

/** Append the path for one document and a NUL; RUBRIC_ERROR_ARGUMENT without the metadata. */
rubric_status rubric_target_name(rubric_buffer *out, const rubric_target *target,
                                 const rubric_naming *naming, rubric_error *error);

/** Whether a path is one of the inputs. */
bool rubric_target_is_input(const rubric_target *target, const char *path);

#endif
