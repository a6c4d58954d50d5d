// SPDX-License-Identifier: MIT
// A walk over the collation elements of a text (UTS #10, step 2 of the main algorithm).
#ifndef RUBRIC_TEXT_COLLATION_H
#define RUBRIC_TEXT_COLLATION_H

#include "rubric/base.h"
#include "text/tables/collation.h"

#define NO_MORE_ELEMENTS UINT32_MAX

// It may be copied, to look ahead.
typedef struct rubric_element_walk {
    rubric_slice text;        // valid, in NFD
    size_t at;                // where the next code point stands
    uint64_t taken;           // bit i: the i-th code point from `at` went into a contraction
    const uint32_t *pending;  // elements that come first
    uint32_t pending_count;   // how many
    uint32_t second;          // of an implicit weight: the second element; 0: it has been given
    bool ignores_punctuation; // variable elements are shifted (section 4)
    bool follows_punctuation; // and so are primary ignorable ones after them
} rubric_element_walk;

rubric_element_walk rubric_elements_of(rubric_slice text, bool ignores_punctuation);

// The next element, 0 for what counts on no level, or NO_MORE_ELEMENTS.
uint32_t rubric_element_next(rubric_element_walk *self);

// The same, with ASCII put into the caller's loop.
static inline uint32_t element_next(rubric_element_walk *self) {
    bool is_between = self->pending_count == 0 && self->second == 0 && self->taken == 0;
    if (is_between && !self->ignores_punctuation && self->at < self->text.size) {
        unsigned char byte = (unsigned char)self->text.bytes[self->at];
        if (byte < 0x80 && rubric_collation_values[byte] >> COLLATION_KIND_SHIFT == 0) {
            self->at++;
            return rubric_collation_values[byte];
        }
    }
    return rubric_element_next(self);
}

static inline uint32_t element_primary(uint32_t element) {
    return element >> PRIMARY_SHIFT;
}

static inline uint32_t element_secondary(uint32_t element) {
    return element >> SECONDARY_SHIFT & SECONDARY_MASK;
}

static inline uint32_t element_tertiary(uint32_t element) {
    return element & TERTIARY_MASK;
}

#endif
