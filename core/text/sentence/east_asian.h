// SPDX-License-Identifier: MIT
// Letters of languages that need no blank between sentences (Scripts.txt, Unicode 15.0).
#ifndef RUBRIC_TEXT_SENTENCE_EAST_ASIAN_H
#define RUBRIC_TEXT_SENTENCE_EAST_ASIAN_H

#include <stdbool.h>
#include <stdint.h>

static inline bool is_han(uint32_t c) {
    if (c < 0x2E80)
        return false;
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c <= 0x2FDF ||
           c == 0x3005 || c == 0x3007 || (c >= 0x3021 && c <= 0x3029) ||
           (c >= 0x3038 && c <= 0x303B) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0x20000 && c <= 0x3FFFF);
}

static inline bool is_hiragana(uint32_t c) {
    return (c >= 0x3041 && c <= 0x3096) || (c >= 0x309D && c <= 0x309F) ||
           (c >= 0x1B001 && c <= 0x1B11F);
}

static inline bool is_katakana(uint32_t c) {
    return (c >= 0x30A1 && c <= 0x30FA) || (c >= 0x30FC && c <= 0x30FF) ||
           (c >= 0x31F0 && c <= 0x31FF) || (c >= 0xFF66 && c <= 0xFF9F) || c == 0x1B000;
}

static inline bool is_hangul(uint32_t c) {
    return (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x1100 && c <= 0x11FF) ||
           (c >= 0x3131 && c <= 0x318E);
}

// Letters of languages that put no blank between sentences, or might not.
static inline bool is_east_asian(uint32_t c) {
    return is_han(c) || is_hiragana(c) || is_katakana(c) || is_hangul(c);
}

#endif
