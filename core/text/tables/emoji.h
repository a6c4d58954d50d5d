// SPDX-License-Identifier: MIT
// The names that forges and chats have for emoji.
#ifndef RUBRIC_TEXT_TABLES_EMOJI_H
#define RUBRIC_TEXT_TABLES_EMOJI_H

#include <stddef.h>

struct rubric_emoji {
    const char *name; // without its colons
    const char *text; // UTF-8
};

extern const struct rubric_emoji rubric_emoji[];
extern const size_t rubric_emoji_count;

#endif
