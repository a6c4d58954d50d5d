// SPDX-License-Identifier: MIT
// The words of a text, one after another: tokens of class word or number.
#ifndef RUBRIC_TEXT_WORDS_H
#define RUBRIC_TEXT_WORDS_H

#include "rubric/text.h"

// The word at or after `*at`, which moves behind it; at the end of the text nothing moves back.
static inline bool word_next(rubric_slice text, size_t *at, size_t *begin) {
    rubric_token token;
    while (rubric_token_next(&token, text, *at)) {
        *at = token.end;
        if (token.class_ == RUBRIC_WORD_WORD || token.class_ == RUBRIC_WORD_NUMBER) {
            *begin = token.begin;
            return true;
        }
    }
    return false;
}

#endif
