// SPDX-License-Identifier: MIT
// Runs a file of tests in two processes whose addresses, time zone and locale differ.
#include "twice.h"

#include "command.h"
#include "tests.h"

#include <stdio.h>
#include <stdlib.h>

enum { SHOWN = 60 }; // bytes of a line that differs

// Addresses differ by themselves: the program is loaded anew each time.
static const struct surroundings {
    const char *zone, *locale;
} surroundings[] = {{"UTC0", "C"}, {"RUB-12:45", "tr_TR.UTF-8"}};

static bool is_input(const rubric_arguments *arguments, const char *word) {
    for (size_t i = 0; i < arguments->inputs.count; i++)
        if (arguments->inputs.items[i] == word)
            return true;
    return false;
}

// The command line as it was, but for one file and once; NULL without memory.
static const char **command_line(const rubric_session *session, const char *path) {
    char *const *words = session->arguments.words;
    size_t count = 0, used = 0;
    while (words[count] != NULL)
        count++;
    const char **line = rubric_arena_allocate(session->arena, (count + 4) * sizeof *line);
    if (line == NULL)
        return NULL;
    line[used++] = "/proc/self/exe";
    for (size_t i = 0; i < count; i++)
        if (strcmp(words[i], "--twice") != 0 && strcmp(words[i], "--") != 0 &&
            !is_input(&session->arguments, words[i]))
            line[used++] = words[i];
    line[used++] = "--";
    line[used] = path;
    return line;
}

static rubric_status run_once(const rubric_session *session, const char *path,
                              const struct surroundings *around, rubric_buffer *out,
                              rubric_error *error) {
    const char **line = command_line(session, path);
    if (line == NULL || setenv("TZ", around->zone, 1) != 0 ||
        setenv("LC_ALL", around->locale, 1) != 0)
        return rubric_error_set(error, RUBRIC_ERROR_MEMORY, "out of memory");
    rubric_command command = {.arguments = line, .host = &session->host};
    int exit_status;
    rubric_status status = rubric_command_run(out, &exit_status, &command, error);
    if (status == RUBRIC_OK && exit_status > RUBRIC_EXIT_FINDINGS)
        rubric_buffer_put_string(out, "not ok - it ended before its time\n");
    return status;
}

// The line that begins at `*at`, which moves behind it.
static rubric_slice next_line(rubric_slice text, size_t *at) {
    size_t end = rubric_slice_find(text, rubric_slice_of("\n"), *at);
    end = end == SIZE_MAX ? text.size : end;
    rubric_slice line = rubric_slice_part(text, *at, end);
    *at = end < text.size ? end + 1 : end;
    return line;
}

static int shown(rubric_slice line) {
    return (int)(line.size > SHOWN ? rubric_utf8_floor(line, SHOWN) : line.size);
}

static void show_difference(rubric_session *session, rubric_slice first, rubric_slice second) {
    size_t at = 0, other_at = 0, number = 1;
    rubric_slice line = next_line(first, &at), other = next_line(second, &other_at);
    for (; rubric_slice_equal(line, other) && at + other_at < first.size + second.size; number++) {
        line = next_line(first, &at);
        other = next_line(second, &other_at);
    }
    char text[2 * SHOWN + 100];
    int size = snprintf(text, sizeof text, "#   line %zu is '%.*s', and then '%.*s'", number,
                        shown(line), line.bytes, shown(other), other.bytes);
    session->host.log(session, rubric_slice_make(text, size > 0 ? (size_t)size : 0));
}

static void report(rubric_session *session, const char *path, rubric_slice first,
                   rubric_slice second) {
    for (size_t at = 0; at < first.size;)
        session->host.log(session, next_line(first, &at));
    bool is_same = rubric_slice_equal(first, second);
    char text[300];
    int size = snprintf(text, sizeof text, "%sok %zu - %.200s gives the same twice",
                        is_same ? "" : "not ", session->case_count + 1, path);
    session->host.log(session, rubric_slice_make(text, size > 0 ? (size_t)size : 0));
    if (!is_same)
        show_difference(session, first, second);
}

void rubric_twice_run(rubric_session *session, const char *path) {
    rubric_buffer first, second;
    rubric_error error;
    rubric_buffer_init(&first, session->context);
    rubric_buffer_init(&second, session->context);
    if (run_once(session, path, &surroundings[0], &first, &error) == RUBRIC_OK &&
        run_once(session, path, &surroundings[1], &second, &error) == RUBRIC_OK)
        report(session, path, rubric_buffer_slice(&first), rubric_buffer_slice(&second));
    else
        rubric_test_fail(session, path, &error);
    rubric_buffer_clear(&first);
    rubric_buffer_clear(&second);
}
