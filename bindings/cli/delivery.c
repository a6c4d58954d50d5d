// SPDX-License-Identifier: MIT
// Prints, writes files as a whole, counts failures and shows progress.
#include "delivery.h"

#include "file.h"
#include "interrupt.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

static void complain(const char *message) {
    fprintf(stderr, "rubric: error: %s\n", message);
}

static void clear_progress(const rubric_delivery *delivery) {
    if (delivery->shows_progress)
        rubric_file_write(STDERR_FILENO, rubric_slice_of("\r\033[K"));
}

static void show_progress(const rubric_delivery *delivery, const char *name) {
    if (!delivery->shows_progress)
        return;
    char line[120];
    int size = delivery->total > 0 ? snprintf(line, sizeof line, "\r\033[K%zu/%zu %.60s",
                                              delivery->seen, delivery->total, name)
                                   : snprintf(line, sizeof line, "\r\033[K%zu", delivery->seen);
    if (size > 0)
        rubric_file_write(STDERR_FILENO, rubric_slice_of(line));
}

rubric_status rubric_delivery_begin(rubric_delivery *out, const rubric_session *session,
                                    size_t total, rubric_error *error) {
    bool fills_terminal = !rubric_target_is_many(&session->target) &&
                          session->target.path == NULL && isatty(STDOUT_FILENO);
    *out = (rubric_delivery){.session = session, .total = total};
    out->shows_progress =
        total != 1 && !session->settings.quiet && !fills_terminal && isatty(STDERR_FILENO);
    rubric_path_set_init(&out->written, session->context);
    if (session->target.path == NULL)
        return RUBRIC_OK;
    rubric_output *file = rubric_arena_allocate(session->arena, sizeof *file);
    if (file == NULL)
        return rubric_error_set(error, RUBRIC_ERROR_MEMORY, "out of memory");
    rubric_status status = rubric_output_open(file, session->target.path, error);
    out->file = status == RUBRIC_OK ? file : NULL;
    return status;
}

static bool print_bytes(rubric_delivery *delivery, rubric_slice bytes) {
    if (delivery->file == NULL && rubric_file_write(STDOUT_FILENO, bytes))
        return true;
    rubric_error error;
    if (delivery->file != NULL) {
        if (rubric_output_write(delivery->file, bytes, &error) == RUBRIC_OK)
            return true;
    } else {
        int number = errno;
        rubric_error_set(&error, RUBRIC_ERROR_FILE, "cannot write to standard output: %s",
                         rubric_file_problem(number));
        errno = number;
    }
    if (errno == EPIPE) { // the reader has what it wanted, as `| head` does
        delivery->is_closed = true;
    } else if (!rubric_is_interrupted()) {
        complain(error.message);
        delivery->has_output_failed = true;
    }
    return false;
}

static bool print(rubric_delivery *delivery, const rubric_outcome *outcome) {
    rubric_slice printed = rubric_buffer_slice(&outcome->printed);
    if (printed.size == 0)
        return true;
    bool needs_blank_line = delivery->has_printed && outcome->is_paragraph;
    delivery->has_printed = true;
    if (needs_blank_line && !print_bytes(delivery, rubric_slice_of("\n")))
        return false;
    return print_bytes(delivery, printed);
}

static rubric_status check_path(rubric_delivery *delivery, const char *path, rubric_error *error) {
    const rubric_target *target = &delivery->session->target;
    if (!target->is_in_place && rubric_target_is_input(target, path))
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT, "output '%.150s' is an input", path);
    if (!rubric_path_set_add(&delivery->written, path))
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT,
                                "output '%.150s' was already written in this run", path);
    return RUBRIC_OK;
}

static rubric_status write_unfinished(rubric_delivery *delivery, rubric_output *file,
                                      rubric_slice name, rubric_slice bytes, rubric_error *error) {
    rubric_status status = check_path(delivery, name.bytes, error);
    if (status != RUBRIC_OK)
        return status;
    status = rubric_output_open(file, name.bytes, error);
    if (status != RUBRIC_OK)
        return status;
    status = rubric_output_write(file, bytes, error);
    if (status == RUBRIC_OK)
        status = rubric_output_close(file, error);
    return status;
}

static size_t count_files(const rubric_outcome *outcome) {
    size_t count = 0, offset = 0;
    rubric_slice name, bytes;
    while (rubric_outcome_next_file(outcome, &offset, &name, &bytes))
        count++;
    return count;
}

// All files of a document are written before the first takes its place.
static rubric_status write_files(rubric_delivery *delivery, const rubric_outcome *outcome,
                                 rubric_error *error) {
    size_t count = count_files(outcome), offset = 0, opened = 0;
    if (count == 0)
        return RUBRIC_OK;
    rubric_context *context = delivery->session->context;
    rubric_output *files = rubric_context_allocate(context, count * sizeof *files);
    if (files == NULL)
        return rubric_error_set(error, RUBRIC_ERROR_MEMORY, "out of memory");
    rubric_slice name, bytes;
    rubric_status status = RUBRIC_OK;
    while (status == RUBRIC_OK && rubric_outcome_next_file(outcome, &offset, &name, &bytes)) {
        files[opened] = (rubric_output){.descriptor = -1, .place = -1};
        status = write_unfinished(delivery, &files[opened++], name, bytes, error);
    }
    for (size_t i = 0; i < opened && status == RUBRIC_OK; i++)
        status = rubric_output_commit(&files[i], error);
    for (size_t i = 0; i < opened; i++)
        rubric_output_abandon(&files[i]);
    rubric_context_release(context, files, count * sizeof *files);
    return status;
}

// Returns whether the document is done.
static bool deliver_files(rubric_delivery *delivery, const rubric_outcome *outcome) {
    rubric_error error;
    rubric_status status = write_files(delivery, outcome, &error);
    if (status == RUBRIC_OK)
        return true;
    complain(error.message);
    delivery->has_output_failed = delivery->has_output_failed || status == RUBRIC_ERROR_FILE;
    return false;
}

bool rubric_delivery_take(rubric_delivery *delivery, const rubric_outcome *outcome,
                          const char *name) {
    delivery->seen++;
    clear_progress(delivery);
    if (outcome->state == RUBRIC_OUTCOME_INTERRUPTED)
        return false;
    if (outcome->state == RUBRIC_OUTCOME_REFUSED) {
        fprintf(stderr, "rubric: error: %.*s\n", (int)outcome->errors.size, outcome->errors.bytes);
        delivery->is_refused = true;
        return false;
    }
    rubric_file_write(STDERR_FILENO, rubric_buffer_slice(&outcome->errors));
    bool is_done = outcome->state != RUBRIC_OUTCOME_FAILED && deliver_files(delivery, outcome);
    delivery->done += is_done;
    delivery->failed += !is_done;
    if (!print(delivery, outcome))
        return false;
    show_progress(delivery, name);
    return true;
}

static void end_file(rubric_delivery *delivery) {
    if (delivery->file == NULL)
        return;
    rubric_error error;
    bool is_wanted = (delivery->done > 0 || delivery->has_printed) && !delivery->is_refused &&
                     !delivery->has_output_failed && !rubric_is_interrupted();
    if (is_wanted && (rubric_output_close(delivery->file, &error) != RUBRIC_OK ||
                      rubric_output_commit(delivery->file, &error) != RUBRIC_OK)) {
        complain(error.message);
        delivery->has_output_failed = true;
    }
    rubric_output_abandon(delivery->file);
}

int rubric_delivery_end(rubric_delivery *delivery) {
    clear_progress(delivery);
    end_file(delivery);
    rubric_path_set_clear(&delivery->written);
    if (rubric_is_interrupted())
        return RUBRIC_EXIT_INTERRUPTED;
    if (delivery->is_refused)
        return RUBRIC_EXIT_USAGE;
    if (delivery->seen > 1 && delivery->failed > 0 && !delivery->session->settings.quiet)
        fprintf(stderr, "rubric: %zu of %zu documents failed\n", delivery->failed, delivery->seen);
    if (delivery->has_output_failed)
        return RUBRIC_EXIT_OUTPUT;
    return delivery->failed > 0 ? RUBRIC_EXIT_FAILED : RUBRIC_EXIT_DONE;
}
