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
    const uint8_t *next;  // state * RUBRIC_BREAK_STRIDE + class
    const uint64_t *runs; // of a state: bit c is set when class c may be skipped, see break_skip
    uint8_t first_pending;
    uint8_t first_marking;
} rubric_break_machine;

static inline uint8_t break_step(const rubric_break_machine *machine, unsigned state,
                                 unsigned class_) {
    return machine->next[state * RUBRIC_BREAK_STRIDE + class_];
}

// Skip what leaves the machine in a state that only the last code point decides: ASCII and the
// three bytes of Asian scripts, which is nearly all text.
static inline size_t break_skip(const rubric_break_machine *machine, unsigned *state,
                                rubric_slice text, size_t at) {
    uint64_t run = machine->runs[*state];
    const unsigned char *bytes = (const unsigned char *)text.bytes;
    unsigned last = RUBRIC_BREAK_STRIDE, class_;
    while (at < text.size) {
        size_t size = 1;
        if (bytes[at] < 0x80)
            class_ = machine->classes.values[bytes[at]];
        else if ((bytes[at] & 0xF0) == 0xE0)
            class_ = code_point_value(&machine->classes, utf8_next(text, at, &size));
        else
            break;
        if ((run >> class_ & 1) == 0)
            break;
        last = class_;
        at += size;
    }
    if (last < RUBRIC_BREAK_STRIDE)
        *state = break_step(machine, *state, last);
    return at;
}

// The next boundary after `at`, which is one itself; the size at the end.
static inline size_t break_run(const rubric_break_machine *machine, rubric_slice text, size_t at) {
    unsigned state = 0;
    size_t mark = at, size;
    while (at < text.size) {
        uint32_t code_point = utf8_next(text, at, &size);
        unsigned class_ = code_point < 0x80 ? machine->classes.values[code_point]
                                            : code_point_value(&machine->classes, code_point);
        unsigned next = break_step(machine, state, class_);
        if (next >= machine->first_marking) {
            if (next >= RUBRIC_BREAK_HERE)
                return next == RUBRIC_BREAK_HERE ? at : mark;
            mark = at;
        }
        state = next;
        at += size;
        if (machine->runs[state] != 0)
            at = break_skip(machine, &state, text, at);
    }
    return state >= machine->first_pending ? mark : text.size;
}

#endif
