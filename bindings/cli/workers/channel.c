// SPDX-License-Identifier: MIT
// Puts messages into pipes and takes them out, whole, however the bytes come.
#include "channel.h"

#include "cli/interrupt.h"

#include <errno.h>
#include <poll.h>
#include <sys/uio.h>
#include <unistd.h>

enum { READ_SIZE = 64 << 10, KEPT_SIZE = 1 << 20 };

// In front of the parts.
typedef struct message_head {
    uint32_t kind, number;
    uint64_t index, sizes[RUBRIC_MESSAGE_PARTS];
} message_head;

void rubric_channel_init(rubric_channel *channel, rubric_context *context) {
    *channel = (rubric_channel){.from = -1, .to = -1};
    rubric_buffer_init(&channel->received, context);
    rubric_buffer_init(&channel->waiting, context);
}

void rubric_channel_clear(rubric_channel *channel) {
    rubric_buffer_clear(&channel->received);
    rubric_buffer_clear(&channel->waiting);
}

/* ---- Sending ------------------------------------------------------------------------- */

// Whether the last write failed for good.
static bool is_gone(void) {
    return errno != EAGAIN && (errno != EINTR || rubric_is_interrupted());
}

static void drop_sent(struct iovec *pieces, size_t count, size_t sent) {
    for (size_t i = 0; i < count; i++) {
        size_t here = sent < pieces[i].iov_len ? sent : pieces[i].iov_len;
        pieces[i].iov_base = (char *)pieces[i].iov_base + here;
        pieces[i].iov_len -= here;
        sent -= here;
    }
}

static size_t size_of(const struct iovec *pieces, size_t count) {
    size_t size = 0;
    for (size_t i = 0; i < count; i++)
        size += pieces[i].iov_len;
    return size;
}

bool rubric_channel_send(rubric_channel *channel, const rubric_message *message) {
    message_head head = {message->kind, message->number, message->index, {0}};
    struct iovec pieces[1 + RUBRIC_MESSAGE_PARTS] = {{&head, sizeof head}};
    size_t count = sizeof pieces / sizeof *pieces;
    for (size_t i = 0; i < RUBRIC_MESSAGE_PARTS; i++) {
        head.sizes[i] = message->parts[i].size;
        pieces[1 + i].iov_base = (void *)(uintptr_t)message->parts[i].bytes;
        pieces[1 + i].iov_len = message->parts[i].size;
    }
    while (channel->waiting.size == 0 && size_of(pieces, count) > 0) {
        ssize_t sent = writev(channel->to, pieces, (int)count);
        if (sent >= 0)
            drop_sent(pieces, count, (size_t)sent);
        else if (is_gone())
            return false;
        else if (errno == EAGAIN)
            break;
    }
    for (size_t i = 0; i < count; i++)
        rubric_buffer_put(&channel->waiting, pieces[i].iov_base, pieces[i].iov_len);
    return !channel->waiting.failed;
}

bool rubric_channel_flush(rubric_channel *channel) {
    rubric_buffer *waiting = &channel->waiting;
    while (channel->sent < waiting->size) {
        ssize_t sent =
            write(channel->to, waiting->bytes + channel->sent, waiting->size - channel->sent);
        if (sent >= 0)
            channel->sent += (size_t)sent;
        else
            return !is_gone();
    }
    rubric_buffer_clear(waiting);
    channel->sent = 0;
    return true;
}

bool rubric_channel_finish(rubric_channel *channel) {
    while (channel->waiting.size > 0) {
        struct pollfd room = {channel->to, POLLOUT, 0};
        if ((poll(&room, 1, -1) < 0 && is_gone()) || !rubric_channel_flush(channel))
            return false;
    }
    return true;
}

/* ---- Receiving ----------------------------------------------------------------------- */

bool rubric_channel_fill(rubric_channel *channel) {
    rubric_buffer *received = &channel->received;
    if (received->size == 0 && received->capacity > KEPT_SIZE)
        rubric_buffer_clear(received);
    if (!rubric_buffer_reserve(received, READ_SIZE))
        return false;
    ssize_t count =
        read(channel->from, received->bytes + received->size, received->capacity - received->size);
    if (count > 0)
        received->size += (size_t)count;
    return count > 0 || (count < 0 && !is_gone());
}

// The message at the front; the other end may be a worker that was taken over.
static rubric_channel_state look(const rubric_channel *channel, message_head *head, size_t *size) {
    const rubric_buffer *received = &channel->received;
    size_t limit = channel->limit == 0 ? SIZE_MAX / 8 : channel->limit;
    *size = sizeof *head;
    if (received->size < sizeof *head)
        return RUBRIC_CHANNEL_WAITING;
    memcpy(head, received->bytes, sizeof *head);
    for (size_t i = 0; i < RUBRIC_MESSAGE_PARTS; i++) {
        if (head->sizes[i] > limit)
            return RUBRIC_CHANNEL_BROKEN;
        *size += head->sizes[i];
    }
    return received->size < *size ? RUBRIC_CHANNEL_WAITING : RUBRIC_CHANNEL_READY;
}

rubric_channel_state rubric_channel_take(rubric_channel *channel, rubric_message *message) {
    message_head head;
    size_t size;
    rubric_channel_state state = look(channel, &head, &size);
    if (state != RUBRIC_CHANNEL_READY)
        return state;
    if (channel->received.size != size)
        return RUBRIC_CHANNEL_BROKEN; // who waits for a reply sends nothing
    *message = (rubric_message){head.kind, head.number, head.index, {{NULL, 0}}};
    const char *at = channel->received.bytes + sizeof head;
    for (size_t i = 0; i < RUBRIC_MESSAGE_PARTS; i++) {
        message->parts[i] = rubric_slice_make(at, head.sizes[i]);
        at += head.sizes[i];
    }
    channel->received.size = 0;
    return RUBRIC_CHANNEL_READY;
}

bool rubric_channel_wait(rubric_channel *channel, rubric_message *message) {
    rubric_channel_state state;
    while ((state = rubric_channel_take(channel, message)) == RUBRIC_CHANNEL_WAITING)
        if (!rubric_channel_fill(channel))
            return false;
    return state == RUBRIC_CHANNEL_READY;
}
