// SPDX-License-Identifier: MIT
// One document that is asked for: a file, standard input, or a line of records.
#ifndef RUBRIC_CLI_REQUEST_H
#define RUBRIC_CLI_REQUEST_H

#include <rubric/rubric.h>

typedef struct rubric_request {
    const char *path;                 // NULL: the bytes are given; "-" is standard input
    const char *folder;               // below the folder that was named
    rubric_slice name;                // for messages
    rubric_value id;                  // as it came, or the path
    rubric_slice bytes;               // when `path` is NULL
    const char *format, *lang, *url;  // NULL: not given
    const rubric_value *meta, *extra; // NULL: not given
} rubric_request;

/**
 * Read one line of records into a request, whose parts live in the arena.
 * On failure `id` may still have been read.
 *
 * @return RUBRIC_OK, RUBRIC_ERROR_SYNTAX (no JSON), RUBRIC_ERROR_ARGUMENT (not a request)
 */
rubric_status rubric_request_read(rubric_request *out, rubric_arena *arena, rubric_slice line,
                                  rubric_error *error);

#endif
