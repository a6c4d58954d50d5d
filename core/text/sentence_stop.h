// SPDX-License-Identifier: MIT
// One stop in running text: what belongs to it, and whether it ends a sentence.
#ifndef RUBRIC_TEXT_SENTENCE_STOP_H
#define RUBRIC_TEXT_SENTENCE_STOP_H

#include "rubric/text.h"

// A sentence that is being looked for.
typedef struct rubric_stop_scan {
    rubric_slice text;
    const rubric_language *language; // may be NULL
    size_t begin;                    // of the sentence
    bool in_quote;                   // an odd number of straight quotes so far
} rubric_stop_scan;

bool rubric_is_stop(uint32_t code_point);

// Whether the stop at `at` ends the sentence. `end` gets the end of the stop with the quotes and
// brackets that close after it.
bool rubric_stop_ends(const rubric_stop_scan *scan, size_t at, size_t *end);

// Whether a blank line begins with the line end at `at`.
bool rubric_is_blank_line(rubric_slice text, size_t at);

#endif
