// SPDX-License-Identifier: MIT
// Help: made from the tables of options and verbs, and from what scripts say of themselves.
#ifndef RUBRIC_CLI_HELP_H
#define RUBRIC_CLI_HELP_H

#include "session.h"

/** Print a text on standard output; returns the exit code. */
int rubric_help_print(const rubric_buffer *text);

/** A name and what it means, broken so that the second column stays a column. */
void rubric_help_put_row(rubric_buffer *out, const rubric_buffer *name, rubric_slice text);

/** What the program is, its verbs and the shared options. */
int rubric_help_general(rubric_session *session);

/** Three lines on standard error for a command line without a verb; returns 2. */
int rubric_help_short(void);

/** One verb: usage, its own options with defaults and ranges, examples. */
int rubric_help_verb(rubric_session *session, const char *name);

#endif
