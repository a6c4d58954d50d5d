// SPDX-License-Identifier: MIT
// Cuts what files of records give into lines.
#include "record_lines.h"

#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

enum { READ_SIZE = 64 << 10 };

void rubric_record_lines_init(rubric_record_lines *lines, rubric_context *context,
                              const rubric_words *paths, size_t limit) {
    *lines =
        (rubric_record_lines){.paths = paths, .descriptor = -1, .limit = limit, .has_ended = true};
    rubric_buffer_init(&lines->bytes, context);
}

static void close_file(rubric_record_lines *lines) {
    if (lines->descriptor > STDIN_FILENO)
        close(lines->descriptor);
    lines->descriptor = -1;
}

void rubric_record_lines_clear(rubric_record_lines *lines) {
    close_file(lines);
    rubric_buffer_clear(&lines->bytes);
}

static void report_failure(rubric_record_lines *lines, const char *path) {
    fprintf(stderr, "%s: error: %s\n", path, rubric_file_problem(errno));
    lines->has_failed = true;
}

// Go on with the next file that can be opened; false when there is none.
static bool open_next(rubric_record_lines *lines) {
    close_file(lines);
    while (lines->next_path < lines->paths->count) {
        const char *path = lines->paths->items[lines->next_path++];
        lines->descriptor =
            strcmp(path, "-") == 0 ? STDIN_FILENO : rubric_file_open(path, O_RDONLY | O_CLOEXEC);
        if (lines->descriptor >= 0) {
            lines->number = 0;
            lines->has_ended = lines->skips = false;
            return true;
        }
        report_failure(lines, path);
    }
    return false;
}

// A line ends at its line end, at the end of its file, or where it is longer than it may be.
static bool find_end(rubric_record_lines *lines, size_t *end, size_t *next) {
    rubric_buffer *bytes = &lines->bytes;
    const char *found = lines->looked == bytes->size ? NULL
                                                     : memchr(bytes->bytes + lines->looked, '\n',
                                                              bytes->size - lines->looked);
    lines->looked = bytes->size;
    bool is_long = lines->limit > 0 && bytes->size - lines->begin > lines->limit;
    if (found == NULL && !is_long && !(lines->has_ended && lines->begin < bytes->size))
        return false;
    *end = found == NULL ? bytes->size : (size_t)(found - bytes->bytes);
    *next = found == NULL ? bytes->size : *end + 1;
    return true;
}

rubric_record_lines_state rubric_record_lines_next(rubric_record_lines *lines, rubric_slice *line) {
    for (;;) {
        size_t end, next;
        if (!find_end(lines, &end, &next)) {
            if (!lines->has_ended)
                return RUBRIC_RECORD_LINES_WAITING;
            if (!open_next(lines))
                return RUBRIC_RECORD_LINES_END;
            continue;
        }
        bool has_line_end = next > end;
        bool is_rest = lines->skips;
        *line = rubric_slice_part(rubric_buffer_slice(&lines->bytes), lines->begin, end);
        lines->begin = lines->looked = next;
        lines->skips = !has_line_end && !lines->has_ended;
        if (is_rest)
            continue;
        lines->number++;
        *line = rubric_slice_trim(*line);
        if (line->size > 0)
            return RUBRIC_RECORD_LINES_READY;
    }
}

void rubric_record_lines_fill(rubric_record_lines *lines) {
    rubric_buffer *bytes = &lines->bytes;
    if (lines->begin > 0) {
        memmove(bytes->bytes, bytes->bytes + lines->begin, bytes->size - lines->begin);
        bytes->size -= lines->begin;
        lines->looked -= lines->begin;
        lines->begin = 0;
    }
    if (!rubric_buffer_reserve(bytes, READ_SIZE)) {
        lines->has_ended = lines->has_failed = true;
        return;
    }
    ssize_t count =
        read(lines->descriptor, bytes->bytes + bytes->size, bytes->capacity - bytes->size);
    if (count > 0)
        bytes->size += (size_t)count;
    else if (count == 0)
        lines->has_ended = true;
    else if (errno != EINTR && errno != EAGAIN) {
        report_failure(lines, lines->paths->items[lines->next_path - 1]);
        lines->has_ended = true;
    }
}
