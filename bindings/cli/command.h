// SPDX-License-Identifier: MIT
// Another program, run to its end.
#ifndef RUBRIC_CLI_COMMAND_H
#define RUBRIC_CLI_COMMAND_H

#include <rubric/rubric.h>

typedef struct rubric_command {
    const char *const *arguments; // the program, then what it is given, ended by NULL; no shell
    rubric_slice input;           // of its standard input
    const rubric_host *host;      // its clock
    uint64_t deadline;            // nanoseconds of that clock; 0: none
} rubric_command;

/**
 * Run a program and append what it prints; what it complains of goes where ours does.
 *
 * @param[out] exit_status  128 and the number of a signal that ended it
 * @return RUBRIC_OK, RUBRIC_ERROR_FILE or _PERMISSION (it cannot be run), RUBRIC_ERROR_TIME,
 *         RUBRIC_ERROR_MEMORY (it printed too much), RUBRIC_ERROR_INTERRUPTED
 */
rubric_status rubric_command_run(rubric_buffer *out, int *exit_status,
                                 const rubric_command *command, rubric_error *error);

#endif
