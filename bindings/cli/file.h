// SPDX-License-Identifier: MIT
// Files and descriptors of POSIX as the program uses them.
#ifndef RUBRIC_CLI_FILE_H
#define RUBRIC_CLI_FILE_H

#include <rubric/rubric.h>

/** What went wrong with a file, in our words: "no such file"; lives for ever. */
const char *rubric_file_problem(int number);

/**
 * Append a whole regular file to a buffer.
 *
 * @return RUBRIC_OK, RUBRIC_ERROR_FILE, RUBRIC_ERROR_PERMISSION; the message does not name it
 */
rubric_status rubric_file_read(rubric_buffer *out, const char *path, rubric_error *error);

/** Append all that a descriptor gives until its end. */
rubric_status rubric_file_drain(rubric_buffer *out, int descriptor, rubric_error *error);

/** Append the names in a folder, sorted by bytes, each followed by a NUL. */
rubric_status rubric_file_list(rubric_buffer *out, const char *path, rubric_error *error);

/** Write all bytes; false with errno when that fails, or when the program is interrupted. */
bool rubric_file_write(int descriptor, rubric_slice bytes);

/** Read exactly `size` bytes; false when the descriptor ends or fails before. */
bool rubric_file_read_exactly(int descriptor, void *out, size_t size);

#endif
