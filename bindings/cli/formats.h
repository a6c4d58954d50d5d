// SPDX-License-Identifier: MIT
// What is said of formats: the list of them, and one with its options.
#ifndef RUBRIC_CLI_FORMATS_H
#define RUBRIC_CLI_FORMATS_H

#include "session.h"

/** Print all formats with their options, or one JSON object each; returns the exit code. */
int rubric_formats_list(rubric_session *session);

/** Print one format with its options and examples; returns the exit code. */
int rubric_formats_help(rubric_session *session, const rubric_format *format);

#endif
