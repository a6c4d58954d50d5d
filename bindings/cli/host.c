// SPDX-License-Identifier: MIT
// Opens regular files, lists folders, tells the time and takes the log.
#include "host.h"

#include "file.h"

#include <time.h>
#include <unistd.h>

// The message names the file, since it reaches people through a script.
static rubric_status name_file(rubric_error *error, const char *path) {
    rubric_status status = error->status;
    bool is_about_it = status == RUBRIC_ERROR_FILE || status == RUBRIC_ERROR_PERMISSION;
    if (!is_about_it)
        return status;
    char message[sizeof error->message];
    strcpy(message, error->message);
    return rubric_error_set(error, status, "cannot read '%.150s': %s", path, message);
}

static rubric_status open_file(void *user, rubric_buffer *out, const char *path,
                               rubric_error *error) {
    (void)user;
    rubric_error own = {.line = 0};
    if (rubric_file_read(out, path, &own) == RUBRIC_OK)
        return RUBRIC_OK;
    name_file(&own, path);
    if (error != NULL)
        *error = own;
    return own.status;
}

static rubric_status list_folder(void *user, rubric_buffer *out, const char *path,
                                 rubric_error *error) {
    (void)user;
    rubric_error own = {.line = 0};
    if (rubric_file_list(out, path, &own) == RUBRIC_OK)
        return RUBRIC_OK;
    name_file(&own, path);
    if (error != NULL)
        *error = own;
    return own.status;
}

static uint64_t read_clock(void *user) {
    (void)user;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static void write_line(int descriptor, rubric_slice line) {
    rubric_file_write(descriptor, line);
    rubric_file_write(descriptor, rubric_slice_of("\n"));
}

static void log_line(void *user, rubric_slice line) {
    rubric_session *session = user;
    if (session->log == NULL) {
        write_line(STDERR_FILENO, line);
        return;
    }
    rubric_buffer_put_slice(session->log, line);
    rubric_buffer_put_byte(session->log, '\n');
}

static bool begins_with(rubric_slice line, const char *prefix) {
    size_t size = strlen(prefix);
    return line.size >= size && memcmp(line.bytes, prefix, size) == 0;
}

static void log_test_line(void *user, rubric_slice line) {
    rubric_session *session = user;
    bool has_failed = begins_with(line, "not ok");
    session->case_count += has_failed || begins_with(line, "ok ");
    session->has_findings = session->has_findings || has_failed;
    write_line(STDOUT_FILENO, line);
}

rubric_host rubric_host_of(rubric_session *session) {
    return (rubric_host){.user = session,
                         .open = open_file,
                         .list = list_folder,
                         .clock = read_clock,
                         .log = log_line};
}

rubric_host rubric_host_of_tests(rubric_session *session) {
    rubric_host host = rubric_host_of(session);
    host.log = log_test_line;
    return host;
}
