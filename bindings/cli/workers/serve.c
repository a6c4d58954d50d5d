// SPDX-License-Identifier: MIT
// Opens, lists, writes and runs for workers, within what was granted to the whole run: a worker
// that was taken over gets no more than that.
#include "serve.h"

#include "cli/file.h"
#include "cli/request.h"

#include <unistd.h>

enum { ARGUMENT_LIMIT = 1001 };

/** One question while it is replied to. */
struct service {
    rubric_session *session;
    rubric_worker *worker;
    rubric_task task; // that it has
    const rubric_message *question;
    rubric_buffer bytes; // of the reply
    int exit_status;     // of a program
    rubric_error error;
};

static rubric_status refuse(struct service *service, const char *verb, const char *name) {
    return rubric_error_set(&service->error, RUBRIC_ERROR_PERMISSION,
                            "cannot %s '%.150s': no permission", verb, name);
}

/* ---- The document -------------------------------------------------------------------- */

// The path that a line of records asks for; the worker has read the same line.
static bool is_path_of_record(const struct service *service, const char *path) {
    rubric_context *context;
    rubric_arena *arena = NULL;
    rubric_request request;
    if (rubric_engine_begin(&context, service->session->engine, NULL) != RUBRIC_OK)
        return false;
    bool is_same = rubric_arena_new(&arena, context, NULL) == RUBRIC_OK &&
                   rubric_request_read(&request, arena, service->task.line, NULL) == RUBRIC_OK &&
                   request.path != NULL && strcmp(request.path, path) == 0;
    rubric_arena_free(arena);
    rubric_context_free(context);
    return is_same;
}

static rubric_status read_input(struct service *service, const char *path) {
    const rubric_input *input = service->task.input;
    bool is_own = input != NULL ? strcmp(input->path, path) == 0 : is_path_of_record(service, path);
    if (!is_own)
        return refuse(service, "read", path);
    return input != NULL && strcmp(path, "-") == 0
               ? rubric_file_drain(&service->bytes, STDIN_FILENO, &service->error)
               : rubric_file_read(&service->bytes, path, &service->error);
}

/* ---- Programs and variables ---------------------------------------------------------- */

static rubric_status run_program(struct service *service) {
    const rubric_session *session = service->session;
    const char *arguments[ARGUMENT_LIMIT + 1];
    rubric_slice words = service->question->parts[0];
    size_t count = 0;
    for (size_t at = 0; at < words.size && count < ARGUMENT_LIMIT;) {
        arguments[count++] = words.bytes + at;
        at += strlen(words.bytes + at) + 1;
    }
    arguments[count] = NULL;
    if (!rubric_access_has(&session->access, "run", arguments[0]))
        return refuse(service, "run", arguments[0]);
    return session->host.run(session->host.user, &service->bytes, &service->exit_status, arguments,
                             service->question->parts[1], &service->error);
}

static rubric_status read_variable(struct service *service, const char *name) {
    const rubric_session *session = service->session;
    if (!rubric_access_has(&session->access, "env", name))
        return refuse(service, "see", name);
    return session->host.environment(session->host.user, &service->bytes, name, &service->error);
}

/* ---- Replies ------------------------------------------------------------------------- */

static rubric_status do_what_is_asked(struct service *service) {
    const rubric_host *host = &service->session->host;
    const char *name = service->question->parts[0].bytes;
    switch (service->question->kind) {
    case RUBRIC_MESSAGE_INPUT:
        return read_input(service, name);
    case RUBRIC_MESSAGE_OPEN:
        return host->open(host->user, &service->bytes, name, &service->error);
    case RUBRIC_MESSAGE_LIST:
        return host->list(host->user, &service->bytes, name, &service->error);
    case RUBRIC_MESSAGE_WRITE:
        return host->write(host->user, name, service->question->parts[1], &service->error);
    case RUBRIC_MESSAGE_ENVIRONMENT:
        return read_variable(service, name);
    default:
        return run_program(service);
    }
}

// Within the limits of a document, so that no question takes more than its answer may.
static void reply(struct service *service) {
    rubric_context *context = NULL;
    rubric_status status = rubric_engine_begin(&context, service->session->engine, &service->error);
    if (status == RUBRIC_OK) {
        rubric_buffer_init(&service->bytes, context);
        status = do_what_is_asked(service);
    }
    rubric_message message = {
        .kind = RUBRIC_MESSAGE_REPLY,
        .number = status,
        .index = (uint64_t)service->exit_status,
        .parts = {status == RUBRIC_OK ? rubric_buffer_slice(&service->bytes)
                                      : rubric_slice_of(service->error.message)},
    };
    rubric_channel_send(&service->worker->channel, &message); // a failure is found when reading
    if (context != NULL)
        rubric_buffer_clear(&service->bytes);
    rubric_context_free(context);
}

// A name that a C string can be made of.
static bool is_name(rubric_slice name) {
    return name.size > 1 && memchr(name.bytes, 0, name.size) == name.bytes + name.size - 1;
}

static bool is_question(const rubric_message *question) {
    rubric_slice name = question->parts[0];
    if (question->kind == RUBRIC_MESSAGE_RUN)
        return name.size > 1 && name.bytes[0] != 0 && name.bytes[name.size - 1] == 0;
    return question->kind >= RUBRIC_MESSAGE_INPUT && question->kind <= RUBRIC_MESSAGE_ENVIRONMENT &&
           is_name(name);
}

// Programs, and who writes to our standard input, take their time.
static bool may_take_long(const rubric_message *question) {
    return question->kind == RUBRIC_MESSAGE_RUN ||
           (question->kind == RUBRIC_MESSAGE_INPUT && strcmp(question->parts[0].bytes, "-") == 0);
}

bool rubric_serve(rubric_workers *workers, rubric_worker *worker, const rubric_message *question) {
    struct service service = {.session = workers->session,
                              .worker = worker,
                              .task = rubric_worker_task(workers, worker),
                              .question = question};
    if (!is_question(question))
        return false;
    pid_t server = may_take_long(question) ? fork() : -1;
    if (server > 0) {
        worker->server = server;
        return true;
    }
    if (server < 0) { // also when there could be none: the reply comes all the same
        reply(&service);
        return true;
    }
    rubric_worker_become_server(workers, worker);
    reply(&service);
    rubric_channel_finish(&worker->channel);
    _exit(0);
}
