// SPDX-License-Identifier: MIT
// What the matcher of Lua patterns and its single items share.
#ifndef RUBRIC_MATCH_PATTERN_H
#define RUBRIC_MATCH_PATTERN_H

#include "base/ascii.h"
#include "base/utf8.h"
#include "rubric/match.h"

enum {
    RUBRIC_PATTERN_ESCAPE = '%',
    RUBRIC_PATTERN_DEPTH = 200, // as MAXCCALLS of Lua 5.4
    RUBRIC_PATTERN_BATCH = 64   // steps that are paid for at once
};

#define RUBRIC_NO_MATCH SIZE_MAX

// The length of a capture that is open, or that is only a position.
#define RUBRIC_CAPTURE_OPEN (SIZE_MAX - 1)
#define RUBRIC_CAPTURE_POSITION (SIZE_MAX - 2)

// One search. Offsets of the pattern are called `p`, those of the text `s`, as in Lua.
typedef struct rubric_matcher {
    rubric_context *context;
    rubric_slice pattern, text;
    bool code_points;     // items are code points, not bytes
    int depth;            // calls of match that are left
    unsigned steps;       // not yet paid for
    rubric_status status; // once it is not RUBRIC_OK, nothing matches any more
    const char *message;  // of a malformed pattern
    int capture_index;    // that the message speaks of, -1: none
    int level;            // captures, open ones included
    struct {
        size_t begin;
        size_t length; // bytes, or one of the two above
    } captures[RUBRIC_PATTERN_CAPTURES];
} rubric_matcher;

// The item of the text or the pattern at an offset, and its bytes.
static inline uint32_t matcher_item(const rubric_matcher *self, rubric_slice from, size_t offset,
                                    size_t *size) {
    if (self->code_points)
        return utf8_next(from, offset, size);
    *size = 1;
    return (unsigned char)from.bytes[offset];
}

// Fail with a message about the pattern; the result is always RUBRIC_NO_MATCH.
size_t rubric_matcher_fail(rubric_matcher *self, rubric_status status, const char *message);

// The offset behind the single item (character, class or set) at `p`.
size_t rubric_matcher_item_end(rubric_matcher *self, size_t p);

// Whether the text at `s` matches the single item `[p, end)`; `size` gets its bytes in the text.
bool rubric_matcher_matches(const rubric_matcher *self, size_t s, size_t p, size_t end,
                            size_t *size);

// Whether a character belongs to the set `[p, end)`, brackets included.
bool rubric_matcher_in_set(const rubric_matcher *self, uint32_t c, size_t p, size_t end);

#endif
