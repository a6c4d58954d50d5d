// SPDX-License-Identifier: MIT
// The doors to the world: files, folders, programs, variables, the clock and the log.
#include "host.h"

#include "command.h"
#include "file.h"
#include "output.h"

#include <errno.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

// The message names the file, since it reaches people through a script.
static rubric_status name_file(rubric_error *error, const char *verb, const char *path) {
    rubric_status status = error->status;
    bool is_about_it = status == RUBRIC_ERROR_FILE || status == RUBRIC_ERROR_PERMISSION;
    if (!is_about_it)
        return status;
    char message[sizeof error->message];
    strcpy(message, error->message);
    return rubric_error_set(error, status, "cannot %s '%.150s': %s", verb, path, message);
}

static rubric_status pass_on(rubric_error *own, const char *verb, const char *path,
                             rubric_error *error) {
    name_file(own, verb, path);
    if (error != NULL)
        *error = *own;
    return own->status;
}

/* ---- Files --------------------------------------------------------------------------- */

typedef rubric_status (*reader)(rubric_buffer *out, int descriptor, rubric_error *error);

// Below what was granted a path must truly lie there; elsewhere the engine has decided.
static rubric_status read_path(rubric_session *session, rubric_buffer *out, const char *path,
                               reader read, rubric_error *error) {
    int flags = RUBRIC_FILE_READING | (read == rubric_file_list_from ? O_DIRECTORY : 0);
    int descriptor = -1;
    rubric_status status = RUBRIC_OK;
    if (session->settings.trust != RUBRIC_TRUST_LEVEL_TRUSTED)
        status = rubric_access_open(&session->access, &descriptor, path, flags, error);
    if (status != RUBRIC_OK)
        return status;
    if (descriptor < 0)
        descriptor = rubric_file_open(path, flags);
    return descriptor < 0 ? rubric_file_fail(error, errno) : read(out, descriptor, error);
}

static rubric_status open_file(void *user, rubric_buffer *out, const char *path,
                               rubric_error *error) {
    rubric_session *session = user;
    rubric_error own = {.line = 0};
    if (read_path(session, out, path, rubric_file_read_from, &own) != RUBRIC_OK)
        return pass_on(&own, "read", path, error);
    rubric_access_add_script(&session->access, rubric_slice_of(path));
    return RUBRIC_OK;
}

static rubric_status list_folder(void *user, rubric_buffer *out, const char *path,
                                 rubric_error *error) {
    rubric_error own = {.line = 0};
    if (read_path(user, out, path, rubric_file_list_from, &own) == RUBRIC_OK)
        return RUBRIC_OK;
    return pass_on(&own, "read", path, error);
}

static rubric_status write_whole(const char *path, rubric_slice bytes, rubric_error *error) {
    rubric_output file;
    rubric_status status = rubric_output_open(&file, path, error);
    if (status != RUBRIC_OK)
        return status;
    status = rubric_output_write(&file, bytes, error);
    if (status == RUBRIC_OK)
        status = rubric_output_close(&file, error);
    if (status == RUBRIC_OK)
        status = rubric_output_commit(&file, error);
    rubric_output_abandon(&file);
    return status;
}

static rubric_status write_file(void *user, const char *path, rubric_slice bytes,
                                rubric_error *error) {
    const rubric_session *session = user;
    rubric_error own = {.line = 0};
    if (session->settings.trust != RUBRIC_TRUST_LEVEL_TRUSTED &&
        rubric_access_check_write(&session->access, path, &own) != RUBRIC_OK)
        return pass_on(&own, "write", path, error);
    return write_whole(path, bytes, error);
}

/* ---- Programs and variables ---------------------------------------------------------- */

static rubric_status run_program(void *user, rubric_buffer *out, int *exit_status,
                                 const char *const *arguments, rubric_slice input,
                                 rubric_error *error) {
    const rubric_session *session = user;
    rubric_command command = {arguments, input, &session->host, session->deadline};
    return rubric_command_run(out, exit_status, &command, error);
}

static rubric_status read_variable(void *user, rubric_buffer *out, const char *name,
                                   rubric_error *error) {
    (void)user;
    const char *value = getenv(name);
    if (value == NULL)
        return rubric_error_set(error, RUBRIC_ERROR_FILE, "no variable '%.100s'", name);
    rubric_buffer_put_string(out, value);
    return out->failed ? rubric_context_error(out->context, error) : RUBRIC_OK;
}

/* ---- The clock and the log ----------------------------------------------------------- */

static uint64_t read_clock(void *user) {
    (void)user;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

int rubric_host_time_left(const rubric_host *host, uint64_t deadline) {
    enum { MOST = 3600000 };
    if (deadline == 0)
        return -1;
    uint64_t now = host->clock(host->user);
    if (now >= deadline)
        return 0;
    uint64_t left = (deadline - now) / 1000000 + 1;
    return left > MOST ? MOST : (int)left;
}

static void write_line(int descriptor, rubric_slice line) {
    rubric_file_write(descriptor, line);
    rubric_file_write(descriptor, rubric_slice_of("\n"));
}

// What a stranger's script prints must not steer the terminal of who runs it.
static void put_harmless(rubric_buffer *out, rubric_slice line) {
    for (size_t i = 0; i < line.size; i++) {
        unsigned char byte = (unsigned char)line.bytes[i];
        bool is_control = (byte < 0x20 && byte != '\t' && byte != '\n') || byte == 0x7F;
        rubric_buffer_put_byte(out, is_control ? '?' : (char)byte);
    }
}

static void put_line(rubric_session *session, int descriptor, rubric_slice line) {
    rubric_buffer harmless;
    rubric_buffer_init(&harmless, session->context);
    if (session->settings.trust != RUBRIC_TRUST_LEVEL_TRUSTED) {
        put_harmless(&harmless, line);
        line = rubric_buffer_slice(&harmless);
    }
    if (session->log == NULL) {
        write_line(descriptor, line);
    } else {
        rubric_buffer_put_slice(session->log, line);
        rubric_buffer_put_byte(session->log, '\n');
    }
    rubric_buffer_clear(&harmless);
}

static void log_line(void *user, rubric_slice line) {
    put_line(user, STDERR_FILENO, line);
}

static bool begins_with(rubric_slice line, const char *prefix) {
    size_t size = strlen(prefix);
    return line.size >= size && memcmp(line.bytes, prefix, size) == 0;
}

static bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

// Lines of TAP from several files are one run: cases are counted on, and the plan comes at the end.
static void log_test_line(void *user, rubric_slice line) {
    rubric_session *session = user;
    bool has_failed = begins_with(line, "not ok");
    bool is_plan = begins_with(line, "1..") && !begins_with(line, "1..0");
    if (is_plan)
        return;
    if (!has_failed && !begins_with(line, "ok ")) {
        put_line(session, STDOUT_FILENO, line);
        return;
    }
    rubric_buffer numbered;
    rubric_buffer_init(&numbered, session->context);
    size_t at = has_failed ? strlen("not ok") : strlen("ok");
    while (at < line.size && (line.bytes[at] == ' ' || is_digit(line.bytes[at])))
        at++; // its number in its file
    rubric_buffer_put_string(&numbered, has_failed ? "not ok " : "ok ");
    rubric_buffer_put_integer(&numbered, (int64_t)++session->case_count);
    rubric_buffer_put_byte(&numbered, ' ');
    rubric_buffer_put_slice(&numbered, rubric_slice_part(line, at, line.size));
    session->has_findings = session->has_findings || has_failed;
    put_line(session, STDOUT_FILENO, rubric_buffer_slice(&numbered));
    rubric_buffer_clear(&numbered);
}

rubric_host rubric_host_of(rubric_session *session) {
    return (rubric_host){.user = session,
                         .open = open_file,
                         .list = list_folder,
                         .clock = read_clock,
                         .log = log_line,
                         .write = write_file,
                         .run = run_program,
                         .environment = read_variable};
}

rubric_host rubric_host_of_tests(rubric_session *session) {
    rubric_host host = rubric_host_of(session);
    host.log = log_test_line;
    return host;
}
