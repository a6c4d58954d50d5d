// SPDX-License-Identifier: MIT
// Files and descriptors of POSIX as the program uses them.
#ifndef RUBRIC_CLI_FILE_H
#define RUBRIC_CLI_FILE_H

#include <rubric/rubric.h>

#include <fcntl.h>

/** How files are opened for reading: without O_NONBLOCK, opening a FIFO that nobody writes to would
    wait for ever. */
enum { RUBRIC_FILE_READING = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY };

/** What went wrong with a file, in our words: "no such file"; lives for ever. */
const char *rubric_file_problem(int number);

/** open(2), once more after a signal that asks for nothing. */
int rubric_file_open(const char *path, int flags);

/**
 * Append a whole regular file to a buffer.
 *
 * @return RUBRIC_OK, RUBRIC_ERROR_FILE, RUBRIC_ERROR_PERMISSION; the message does not name it
 */
rubric_status rubric_file_read(rubric_buffer *out, const char *path, rubric_error *error);

/** The same from a descriptor, which is closed. */
rubric_status rubric_file_read_from(rubric_buffer *out, int descriptor, rubric_error *error);

/** Append all that a descriptor gives until its end. */
rubric_status rubric_file_drain(rubric_buffer *out, int descriptor, rubric_error *error);

/** Append the names in a folder, sorted by bytes, each followed by a NUL. */
rubric_status rubric_file_list(rubric_buffer *out, const char *path, rubric_error *error);

/** The same from a descriptor, which is closed. */
rubric_status rubric_file_list_from(rubric_buffer *out, int descriptor, rubric_error *error);

/** Say what `errno` means for a file; RUBRIC_ERROR_FILE or RUBRIC_ERROR_PERMISSION. */
rubric_status rubric_file_fail(rubric_error *error, int number);

/** Write all bytes; false with errno when that fails, or when the program is interrupted. */
bool rubric_file_write(int descriptor, rubric_slice bytes);

#endif
