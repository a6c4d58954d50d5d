// SPDX-License-Identifier: MIT
// The life of a worker: from the fork, through confinement, to the end of its tasks.
#include "worker_life.h"

#include "answer.h"
#include "cli/interrupt.h"
#include "cli/tests.h"
#include "confine.h"
#include "link.h"
#include "scout.h"

#include <unistd.h>

bool rubric_worker_loads(const rubric_session *session) {
    return session->settings.trust == RUBRIC_TRUST_LEVEL_ISOLATED && !session->is_testing;
}

static bool take_task(rubric_session *session, rubric_channel *channel, rubric_task *task,
                      rubric_buffer *line) {
    rubric_message message;
    if (!rubric_channel_wait(channel, &message))
        return false;
    line->size = 0;
    rubric_buffer_put_slice(line, message.parts[0]); // a reply takes the place of the message
    *task = (rubric_task){.line = rubric_buffer_slice(line), .number = message.number};
    if (message.kind == RUBRIC_MESSAGE_DOCUMENT)
        task->input = rubric_inputs_at(&session->inputs, message.index);
    if (message.kind == RUBRIC_MESSAGE_TEST)
        task->test = session->arguments.inputs.items[message.index];
    return !line->failed;
}

// The life of a worker: until the parent closes the pipe of tasks.
static void work(rubric_session *session, rubric_channel *channel) {
    rubric_buffer line;
    rubric_buffer_init(&line, session->context);
    rubric_task task;
    bool is_heard = true;
    while (is_heard && take_task(session, channel, &task, &line)) {
        rubric_outcome outcome;
        rubric_outcome_init(&outcome, session->context);
        if (task.test != NULL)
            rubric_test_work(&outcome, session, task.test);
        else
            rubric_task_work(&outcome, session, &task);
        is_heard = rubric_answer_send(channel, &outcome);
        rubric_outcome_clear(&outcome);
    }
}

// Variables may be secrets, and would lie in memory that a worker can print.
static void forget_environment(void) {
    for (char **variable = environ; *variable != NULL; variable++)
        memset(*variable, 0, strlen(*variable));
    *environ = NULL;
}

// A worker of restricted scripts reaches nothing itself; without a sandbox it only does not try.
static void give_up_world(rubric_session *session, rubric_channel *channel, pid_t parent) {
    const rubric_settings *settings = &session->settings;
    rubric_confinement confinement = {channel->from, channel->to, settings->limit_memory, parent,
                                      settings->require_sandbox};
    rubric_link_set(session, channel);
    forget_environment();
    if (settings->no_sandbox)
        return;
    if (!rubric_confine(&confinement))
        _exit(RUBRIC_STATUS_UNCONFINED);
    channel->from = STDIN_FILENO;
    channel->to = STDOUT_FILENO;
}

void rubric_worker_live(rubric_workers *workers, int from, int to, pid_t parent) {
    rubric_session *session = workers->session;
    rubric_channel channel;
    rubric_interrupt_ignore();
    for (size_t i = 0; i < workers->count; i++) {
        if (workers->items[i].pid == 0)
            continue;
        close(workers->items[i].channel.from); // else the others would never see their end
        close(workers->items[i].channel.to);
    }
    rubric_channel_init(&channel, session->context);
    channel.from = from;
    channel.to = to;
    if (session->settings.trust != RUBRIC_TRUST_LEVEL_TRUSTED)
        give_up_world(session, &channel, parent);
    bool is_ready = !rubric_worker_loads(session) || rubric_scout_load(session, &channel);
    if (is_ready)
        work(session, &channel);
    _exit(is_ready ? 0 : RUBRIC_EXIT_FAILED);
}
