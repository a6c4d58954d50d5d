// SPDX-License-Identifier: MIT
// Asks the parent for files, programs and variables, one question at a time.
#include "link.h"

#include <unistd.h>

static rubric_slice with_zero(const char *string) {
    return rubric_slice_make(string, strlen(string) + 1);
}

// What the parent replies; a parent that is gone needs no worker.
static rubric_status ask(rubric_session *session, const rubric_message *question,
                         rubric_buffer *out, rubric_message *reply, rubric_error *error) {
    if (!rubric_channel_send(session->link, question) ||
        !rubric_channel_wait(session->link, reply) || reply->kind != RUBRIC_MESSAGE_REPLY)
        _exit(RUBRIC_EXIT_FAILED);
    rubric_slice bytes = reply->parts[0];
    if (reply->number != RUBRIC_OK)
        return rubric_error_set(error, (rubric_status)reply->number, "%.*s", (int)bytes.size,
                                bytes.bytes);
    if (out == NULL)
        return RUBRIC_OK;
    rubric_buffer_put_slice(out, bytes);
    return out->failed ? rubric_context_error(out->context, error) : RUBRIC_OK;
}

// A question about one name, which bytes come back for.
static rubric_status ask_for(rubric_session *session, rubric_message_kind kind, rubric_buffer *out,
                             const char *name, rubric_error *error) {
    rubric_message question = {.kind = kind, .parts = {with_zero(name)}}, reply;
    return ask(session, &question, out, &reply, error);
}

rubric_status rubric_link_read_input(rubric_session *session, rubric_buffer *out, const char *path,
                                     rubric_error *error) {
    return ask_for(session, RUBRIC_MESSAGE_INPUT, out, path, error);
}

static rubric_status open_file(void *user, rubric_buffer *out, const char *path,
                               rubric_error *error) {
    return ask_for(user, RUBRIC_MESSAGE_OPEN, out, path, error);
}

static rubric_status list_folder(void *user, rubric_buffer *out, const char *path,
                                 rubric_error *error) {
    return ask_for(user, RUBRIC_MESSAGE_LIST, out, path, error);
}

static rubric_status read_variable(void *user, rubric_buffer *out, const char *name,
                                   rubric_error *error) {
    return ask_for(user, RUBRIC_MESSAGE_ENVIRONMENT, out, name, error);
}

static rubric_status write_file(void *user, const char *path, rubric_slice bytes,
                                rubric_error *error) {
    rubric_message question = {.kind = RUBRIC_MESSAGE_WRITE, .parts = {with_zero(path), bytes}};
    rubric_message reply;
    return ask(user, &question, NULL, &reply, error);
}

static rubric_status run_program(void *user, rubric_buffer *out, int *exit_status,
                                 const char *const *arguments, rubric_slice input,
                                 rubric_error *error) {
    rubric_session *session = user;
    rubric_buffer words;
    rubric_buffer_init(&words, session->context);
    for (; *arguments != NULL; arguments++)
        rubric_buffer_put_slice(&words, with_zero(*arguments));
    rubric_message question = {.kind = RUBRIC_MESSAGE_RUN,
                               .parts = {rubric_buffer_slice(&words), input}};
    rubric_message reply;
    rubric_status status = ask(session, &question, out, &reply, error);
    rubric_buffer_clear(&words);
    *exit_status = (int)reply.index;
    return status;
}

void rubric_link_set(rubric_session *session, rubric_channel *channel) {
    session->link = channel;
    session->host.open = open_file;
    session->host.list = list_folder;
    session->host.write = write_file;
    session->host.run = run_program;
    session->host.environment = read_variable;
}
