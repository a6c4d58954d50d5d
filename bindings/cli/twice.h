// SPDX-License-Identifier: MIT
// Whether tests come out the same in another process, at another place and time.
#ifndef RUBRIC_CLI_TWICE_H
#define RUBRIC_CLI_TWICE_H

#include "session.h"

/** Run each file of tests in two processes of their own and compare what they print, as a case. */
void rubric_twice_run(rubric_session *session, const char *path);

#endif
