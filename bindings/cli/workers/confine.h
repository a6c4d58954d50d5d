// SPDX-License-Identifier: MIT
// A process that has given up all but its memory, a clock and two pipes.
#ifndef RUBRIC_CLI_CONFINE_H
#define RUBRIC_CLI_CONFINE_H

#include <rubric/rubric.h>

#include <sys/types.h>

/** What a confined process keeps. */
typedef struct rubric_confinement {
    int from, to;     // descriptors, which become standard input and output; others are closed
    size_t memory;    // bytes of documents; 0: no limit
    pid_t parent;     // with whom it ends
    bool is_demanded; // it must have all that the kernel of today can do
} rubric_confinement;

/**
 * Whether this kernel can do all that confines a process: Landlock and filters of system calls.
 *
 * @return RUBRIC_OK, RUBRIC_ERROR_PERMISSION (the message says what is missing)
 */
rubric_status rubric_confine_check(rubric_error *error);

/**
 * Confine this process for good; what the kernel cannot do is left out unless it is demanded.
 * False: it must not go on.
 */
bool rubric_confine(const rubric_confinement *confinement);

#endif
