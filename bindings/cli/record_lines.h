// SPDX-License-Identifier: MIT
// Lines of records from files and standard input, without waiting for more than there is.
#ifndef RUBRIC_CLI_RECORD_LINES_H
#define RUBRIC_CLI_RECORD_LINES_H

#include "options.h"

typedef struct rubric_record_lines {
    const rubric_words *paths;
    size_t next_path;
    int descriptor;       // of the file being read; -1: none
    uint32_t number;      // of the last line given, 1-based
    size_t limit;         // bytes of a line; what is longer is cut; 0: none
    size_t begin, looked; // where the next line begins, and how far there is no line end
    bool has_ended;       // the file has given all
    bool skips;           // the rest of a line that was cut
    bool has_failed;      // a file could not be read
    rubric_buffer bytes;
} rubric_record_lines;

typedef enum rubric_record_lines_state {
    RUBRIC_RECORD_LINES_READY,
    RUBRIC_RECORD_LINES_WAITING, // rubric_record_lines_fill must read first
    RUBRIC_RECORD_LINES_END
} rubric_record_lines_state;

void rubric_record_lines_init(rubric_record_lines *lines, rubric_context *context,
                              const rubric_words *paths, size_t limit);
void rubric_record_lines_clear(rubric_record_lines *lines);

/** The next line without its end, valid until the next fill; empty lines are passed over. */
rubric_record_lines_state rubric_record_lines_next(rubric_record_lines *lines, rubric_slice *line);

/** Read once from the descriptor; that may wait. */
void rubric_record_lines_fill(rubric_record_lines *lines);

#endif
