// SPDX-License-Identifier: MIT
// Hangul syllables: (initial * 21 + vowel) * 28 + final, from U+AC00 on (Unicode section 3.12).
#ifndef RUBRIC_TEXT_HANGUL_H
#define RUBRIC_TEXT_HANGUL_H

#include <stdbool.h>
#include <stdint.h>

enum { HANGUL_FIRST = 0xAC00, HANGUL_LAST = 0xD7A3, HANGUL_VOWELS = 21, HANGUL_FINALS = 28 };

// Numbers of final consonants; 0 is none.
enum { HANGUL_FINAL_N = 4, HANGUL_FINAL_L = 8, HANGUL_FINAL_B = 17, HANGUL_FINAL_SS = 20 };

static inline bool hangul_is_syllable(uint32_t code_point) {
    return code_point >= HANGUL_FIRST && code_point <= HANGUL_LAST;
}

// The final of a syllable; none of what is no syllable.
static inline unsigned hangul_final(uint32_t code_point) {
    return hangul_is_syllable(code_point) ? (code_point - HANGUL_FIRST) % HANGUL_FINALS : 0;
}

#endif
