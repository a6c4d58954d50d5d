// SPDX-License-Identifier: MIT
// The machine that finds boundaries of UAX #29 and UAX #14: a state, the class of the next code
// point, a table. tables/break_rules.lua says what the states mean.
#ifndef RUBRIC_TEXT_BREAK_MACHINE_H
#define RUBRIC_TEXT_BREAK_MACHINE_H

#include "base/utf8.h"
#include "code_point_table.h"

enum {
    RUBRIC_BREAK_STRIDE = 64, // entries of a row
    RUBRIC_BREAK_HERE = 254,  // in place of a state: a boundary before this code point
    RUBRIC_BREAK_BACK = 255   // a boundary at the last mark
};

// States are numbered so that one comparison finds all that is not plain: first the plain ones,
// then those that wait for what comes after a mark, then those that set the mark.
typedef struct rubric_break_machine {
    rubric_code_point_table classes;
    const uint8_t *next;   // state * RUBRIC_BREAK_STRIDE + class
    const uint64_t *runs;  // of a state: bit c is set when class c belongs to a run, see break_run
    const uint64_t *leads; // of a first byte 0xE0 to 0xEF: the classes of all that begin with it
    uint8_t first_pending;
    uint8_t first_marking;
} rubric_break_machine;

static inline uint8_t break_step(const rubric_break_machine *machine, unsigned state,
                                 unsigned class_) {
    return machine->next[state * RUBRIC_BREAK_STRIDE + class_];
}

static inline unsigned break_class(const rubric_break_machine *machine, rubric_slice text,
                                   size_t at, size_t *size) {
    uint32_t code_point = utf8_next(text, at, size);
    return code_point < 0x80 ? machine->classes.values[code_point]
                             : code_point_value(&machine->classes, code_point);
}

// Where a run that begins at `at` ends. In a run the state depends only on the last code point, so
// the machine stands still: no step waits for the one before it. Of most ideographs and Hangul the
// first byte tells enough.
static inline size_t break_run_end(const rubric_break_machine *machine, unsigned *state,
                                   rubric_slice text, size_t at) {
    uint64_t run = machine->runs[*state], others = ~run;
    const unsigned char *bytes = (const unsigned char *)text.bytes;
    size_t last = text.size, size;
    while (at < text.size) {
        if ((bytes[at] & 0xF0) == 0xE0 && (machine->leads[bytes[at] & 15] & others) == 0 &&
            text.size - at >= 3 && (bytes[at + 1] & 0xC0) == 0x80 && (bytes[at + 2] & 0xC0) == 0x80)
            size = 3;
        else if ((run >> break_class(machine, text, at, &size) & 1) == 0)
            break;
        last = at;
        at += size;
    }
    if (last < text.size)
        *state = break_step(machine, *state, break_class(machine, text, last, &size));
    return at;
}

// Write the next boundaries after `at`, which is one itself, into `ends`, at most `room` of them.
// The last of a text is its size.
static inline size_t break_ends(const rubric_break_machine *machine, rubric_slice text, size_t at,
                                size_t *ends, size_t room) {
    size_t count = 0, mark = at, size;
    while (at < text.size && count < room) {
        unsigned state = 0;
        while (at < text.size) {
            unsigned class_ = break_class(machine, text, at, &size);
            state = break_step(machine, state, class_);
            if (state >= machine->first_marking) {
                if (state == RUBRIC_BREAK_BACK)
                    break;
                if (state == RUBRIC_BREAK_HERE) {
                    ends[count++] = at;
                    if (count == room)
                        return count;
                    state = break_step(machine, 0, class_);
                }
                mark = at;
            }
            at += size;
            if (machine->runs[state] != 0)
                at = break_run_end(machine, &state, text, at);
        }
        bool is_back = state == RUBRIC_BREAK_BACK || state >= machine->first_pending;
        at = is_back ? mark : text.size;
        ends[count++] = at;
    }
    return count;
}

#endif
