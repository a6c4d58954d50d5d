// SPDX-License-Identifier: MIT
// The world as documents and scripts may see it, over POSIX.
#ifndef RUBRIC_CLI_HOST_H
#define RUBRIC_CLI_HOST_H

#include "session.h"

/** A host whose log goes where the session's scripts may print. */
rubric_host rubric_host_of(rubric_session *session);

/** A host whose log is the output of tests: printed, and counted as TAP. */
rubric_host rubric_host_of_tests(rubric_session *session);

/** Milliseconds to a deadline of the host's clock, for poll: 0 when it has passed, an hour at most,
    -1 when the deadline is 0, which is none. */
int rubric_host_time_left(const rubric_host *host, uint64_t deadline);

#endif
