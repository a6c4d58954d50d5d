// SPDX-License-Identifier: MIT
// Messages between a worker and its parent, over two pipes.
#ifndef RUBRIC_CLI_CHANNEL_H
#define RUBRIC_CLI_CHANNEL_H

#include <rubric/rubric.h>

/** What a message is; each line says who sends it, and what its parts are. */
typedef enum rubric_message_kind {
    RUBRIC_MESSAGE_DOCUMENT,    // parent: `index` of an input
    RUBRIC_MESSAGE_RECORD,      // parent: a line of records, `number` in its file
    RUBRIC_MESSAGE_TEST,        // parent: `index` of a file of tests
    RUBRIC_MESSAGE_REPLY,       // parent: `number` is a status; bytes, or why there are none
    RUBRIC_MESSAGE_PLAN,        // worker: what the scripts are that it has loaded, see scout.c
    RUBRIC_MESSAGE_ANSWER,      // worker: what came of its task, see answer.h
    RUBRIC_MESSAGE_INPUT,       // worker: the path of its document
    RUBRIC_MESSAGE_OPEN,        // worker: a path
    RUBRIC_MESSAGE_LIST,        // worker: a path
    RUBRIC_MESSAGE_WRITE,       // worker: a path, bytes
    RUBRIC_MESSAGE_RUN,         // worker: arguments, each with its NUL; bytes for its input
    RUBRIC_MESSAGE_ENVIRONMENT, // worker: a name
} rubric_message_kind;

enum { RUBRIC_MESSAGE_PARTS = 3 };

typedef struct rubric_message {
    uint32_t kind, number;
    uint64_t index;
    rubric_slice parts[RUBRIC_MESSAGE_PARTS]; // paths and names end in a NUL
} rubric_message;

/** One end; its descriptors are the caller's. It waits for room or bytes unless they do not. */
typedef struct rubric_channel {
    int from, to;
    size_t limit;           // bytes of a message that is received; 0: none
    rubric_buffer received; // what came and was not taken
    rubric_buffer waiting;  // what could not be sent yet
    size_t sent;            // bytes of it that were
} rubric_channel;

typedef enum rubric_channel_state {
    RUBRIC_CHANNEL_READY,
    RUBRIC_CHANNEL_WAITING, // there is no whole message yet
    RUBRIC_CHANNEL_BROKEN   // what came is no message
} rubric_channel_state;

/** An end without descriptors. */
void rubric_channel_init(rubric_channel *channel, rubric_context *context);
void rubric_channel_clear(rubric_channel *channel);

/** Send a message, or as much as there is room for; false when the other end is gone. */
bool rubric_channel_send(rubric_channel *channel, const rubric_message *message);

/** Send of what waits as much as there is room for; false when the other end is gone. */
bool rubric_channel_flush(rubric_channel *channel);

/** Send all that waits, however long that takes; false when the other end is gone. */
bool rubric_channel_finish(rubric_channel *channel);

/** Read once; false when the other end is gone. */
bool rubric_channel_fill(rubric_channel *channel);

/** The next message that has come as a whole; its parts live until the channel is filled. */
rubric_channel_state rubric_channel_take(rubric_channel *channel, rubric_message *message);

/** Wait for a message; false when the other end is gone. */
bool rubric_channel_wait(rubric_channel *channel, rubric_message *message);

#endif
