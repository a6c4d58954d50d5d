// SPDX-License-Identifier: MIT
// What came of a document, as it goes from a worker to its parent.
#ifndef RUBRIC_CLI_ANSWER_H
#define RUBRIC_CLI_ANSWER_H

#include "channel.h"
#include "cli/document.h"

/** Send what came of a document; false when the parent is gone. */
bool rubric_answer_send(rubric_channel *channel, const rubric_outcome *outcome);

/**
 * Take an answer into an outcome that was made with init. A worker that was taken over can say
 * anything: false when it says what no worker would, such as the name of a file that its task has
 * nothing to do with.
 */
bool rubric_answer_read(rubric_outcome *out, const rubric_session *session, const rubric_task *task,
                        const rubric_message *message);

#endif
