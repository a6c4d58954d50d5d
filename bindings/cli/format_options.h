// SPDX-License-Identifier: MIT
// What --from-option and --to-option set in the options of readers and writers.
#ifndef RUBRIC_CLI_FORMAT_OPTIONS_H
#define RUBRIC_CLI_FORMAT_OPTIONS_H

#include "options.h"

/**
 * Set what words say, each `NAME=VALUE`, or `NAME` for true.
 *
 * @param is_strict  whether one that the format in `options` has not is an error; it is passed
 *                   over when nobody chose the format
 */
rubric_status rubric_format_options_read(rubric_read_options *options, const rubric_words *words,
                                         bool is_strict, rubric_error *error);
rubric_status rubric_format_options_write(rubric_write_options *options, const rubric_words *words,
                                          bool is_strict, rubric_error *error);

#endif
