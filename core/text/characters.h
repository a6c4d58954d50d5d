// SPDX-License-Identifier: MIT
// What the core asks of code points again and again: their category and width, by table.
#ifndef RUBRIC_TEXT_CHARACTERS_H
#define RUBRIC_TEXT_CHARACTERS_H

#include <stdbool.h>

#include "code_point_table.h"

// General categories (Unicode 15.0, section 4.5), those of a kind together.
enum category {
    CATEGORY_CN, // not assigned
    CATEGORY_LU, // letters
    CATEGORY_LL,
    CATEGORY_LT,
    CATEGORY_LM,
    CATEGORY_LO,
    CATEGORY_MN, // marks
    CATEGORY_MC,
    CATEGORY_ME,
    CATEGORY_ND, // numbers
    CATEGORY_NL,
    CATEGORY_NO,
    CATEGORY_PC, // punctuation
    CATEGORY_PD,
    CATEGORY_PS,
    CATEGORY_PE,
    CATEGORY_PI,
    CATEGORY_PF,
    CATEGORY_PO,
    CATEGORY_SM, // symbols
    CATEGORY_SC,
    CATEGORY_SK,
    CATEGORY_SO,
    CATEGORY_ZS, // separators
    CATEGORY_ZL,
    CATEGORY_ZP,
    CATEGORY_CC, // others
    CATEGORY_CF,
    CATEGORY_CS,
    CATEGORY_CO
};

extern const rubric_code_point_table rubric_characters;

// `code_point` is at most 0x10FFFF, here and below.
static inline enum category category_of(uint32_t code_point) {
    return (enum category)(code_point_value(&rubric_characters, code_point) & 31);
}

static inline bool is_category(uint32_t code_point, enum category first, enum category last) {
    enum category category = category_of(code_point);
    return category >= first && category <= last;
}

static inline unsigned width_of(uint32_t code_point) {
    return code_point_value(&rubric_characters, code_point) >> 5;
}

#endif
