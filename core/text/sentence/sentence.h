// SPDX-License-Identifier: MIT
// What the files that find sentences share: the sentence that is being read, and its questions.
#ifndef RUBRIC_TEXT_SENTENCE_H
#define RUBRIC_TEXT_SENTENCE_H

#include "rubric/text.h"

// The label of an item that a sentence begins with: "1.", "b)", "2.)".
typedef struct rubric_label {
    unsigned number; // of a letter its place in the alphabet; 0: there is no label
    char letter;     // 'a' or 'A' when it is one, else '\0'
    char closer[3];  // what stands after the number: ".", ")" or ".)"
} rubric_label;

typedef struct rubric_sentence {
    rubric_slice text;
    const rubric_language *language; // may be NULL
    size_t begin;
    bool in_quote; // an odd number of straight quotes so far
    rubric_label label;
} rubric_sentence;

/** The label at `at`, behind a bullet. */
rubric_label rubric_label_read(rubric_slice text, size_t at);

/** Whether the label of the next item stands at `at`. */
bool rubric_label_follows(const rubric_label *label, rubric_slice text, size_t at);

/** Whether the code point at `at` may end the sentence. */
bool rubric_is_stop(const rubric_sentence *sentence, size_t at, uint32_t code_point);

/** What stands between one sentence and the next. */
typedef struct rubric_stop {
    size_t begin, end; // with closing quotes and brackets
    size_t first_end;  // of its first stop alone
    int count;         // of stops
    int spaced;        // those of them that stand behind a blank, as in ". . ."
    bool is_full_stop; // exactly one '.'
    bool needs_blank;  // East Asian stops need none after them
    bool has_mark;     // ! or ?
    bool has_closer;
    bool is_in_brackets; // and the bracket closes last: [...]
} rubric_stop;

/** The stop at `at` with all that belongs to it. */
rubric_stop rubric_stop_read(const rubric_sentence *sentence, size_t at);

bool rubric_is_quote(uint32_t code_point);

/** Whether the stop at `at` ends the sentence. `end` gets the end of the stop with the quotes and
    brackets that close after it. */
bool rubric_stop_ends(const rubric_sentence *sentence, size_t at, size_t *end);

/** Whether what precedes a blank, `before`, ends in an ending that closes Korean sentences, and
    what stands at `next` does not go on with it. */
bool rubric_korean_ends(rubric_slice before, rubric_slice text, size_t next);

#endif
