// SPDX-License-Identifier: MIT
// Runs of n words or characters: two walks through the same text, one n steps ahead of the other.
#include "words.h"

rubric_ngrams rubric_ngrams_of_words(rubric_slice text, size_t n) {
    rubric_ngrams self = {.text = text, .n = n};
    return self;
}

rubric_ngrams rubric_ngrams_of_characters(rubric_slice text, size_t n) {
    rubric_ngrams self = {.text = text, .n = n, .has_characters = true};
    return self;
}

// The word or character at or after `*at`, which moves behind it.
static bool step(const rubric_ngrams *self, size_t *at, size_t *begin) {
    if (!self->has_characters)
        return word_next(self->text, at, begin);
    *begin = *at;
    if (*at >= self->text.size)
        return false;
    *at = rubric_grapheme_next(self->text, *at);
    return true;
}

bool rubric_ngrams_next(rubric_ngrams *self, size_t *begin, size_t *end) {
    size_t ignored;
    for (size_t more = self->has_begun ? 1 : self->n; more > 0; more--) {
        if (!step(self, &self->ahead, &ignored))
            return false;
    }
    self->has_begun = true;
    *end = self->ahead;
    return step(self, &self->trail, begin);
}
