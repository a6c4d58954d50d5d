// SPDX-License-Identifier: MIT
// A file that is there as a whole or not at all.
#ifndef RUBRIC_CLI_OUTPUT_H
#define RUBRIC_CLI_OUTPUT_H

#include <rubric/rubric.h>

#include <limits.h>

/** A file being written: beside its place under another name until it is finished. */
typedef struct rubric_output {
    int descriptor;            // -1: none is open
    int place;                 // of rubric_interrupt_remember
    bool is_direct;            // a device or pipe, which cannot be replaced
    char path[PATH_MAX];       // where it will be, links followed
    char unfinished[PATH_MAX]; // where it is
} rubric_output;

/** Begin a file; folders that are missing are made. RUBRIC_ERROR_FILE or _PERMISSION. */
rubric_status rubric_output_open(rubric_output *out, const char *path, rubric_error *error);

rubric_status rubric_output_write(rubric_output *output, rubric_slice bytes, rubric_error *error);

/** All is written: close it, so that what fails late fails before anything is replaced. */
rubric_status rubric_output_close(rubric_output *output, rubric_error *error);

/** Put the closed file in its place. */
rubric_status rubric_output_commit(rubric_output *output, rubric_error *error);

/** Remove what was written, unless it was committed. */
void rubric_output_abandon(rubric_output *output);

#endif
