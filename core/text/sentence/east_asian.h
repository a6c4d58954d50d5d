// SPDX-License-Identifier: MIT
// Letters of languages that need no blank between sentences (Scripts.txt, Unicode 15.0).
#ifndef RUBRIC_TEXT_SENTENCE_EAST_ASIAN_H
#define RUBRIC_TEXT_SENTENCE_EAST_ASIAN_H

#include <stdbool.h>

#include "text/script.h"

enum { SOUND_MARK = 0x30FC }; // of Hiragana and Katakana alike, so that its script is neither

static inline bool is_hiragana(uint32_t code_point) {
    return script_of(code_point) == SCRIPT_HIRA;
}

static inline bool is_hangul(uint32_t code_point) {
    return script_of(code_point) == SCRIPT_HANG;
}

// Letters of languages that put no blank between sentences, or might not.
static inline bool is_east_asian(uint32_t code_point) {
    switch (script_of(code_point)) {
    case SCRIPT_HANI:
    case SCRIPT_HIRA:
    case SCRIPT_KANA:
    case SCRIPT_HANG:
        return true;
    default:
        return code_point == SOUND_MARK;
    }
}

#endif
