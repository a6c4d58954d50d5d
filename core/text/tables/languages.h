// SPDX-License-Identifier: MIT
// The table of languages: what each n-gram says for and against them, by script.
#ifndef RUBRIC_TEXT_TABLES_LANGUAGES_H
#define RUBRIC_TEXT_TABLES_LANGUAGES_H

#include <stddef.h>
#include <stdint.h>

// Languages that share a script, and a row of weights for each bucket of n-grams.
typedef struct rubric_language_group {
    char script[5];         // ISO 15924
    uint8_t language_count; // languages[0] and so on, BCP 47
    uint8_t width;          // weights of a row: language_count, filled up to 2, 4, 8 or 32
    uint8_t longest;        // code points of the longest n-gram
    uint8_t is_bounded;     // n-grams see where words begin and end, and words count as a whole
    uint32_t bucket_mask;   // buckets - 1
    double scale;           // logarithm of odds that a weight of 1 stands for
    const int8_t *weights;  // [bucket][width]
    const char *const *languages;
} rubric_language_group;

extern const rubric_language_group rubric_language_groups[];
extern const size_t rubric_language_group_count;

#endif
