// SPDX-License-Identifier: MIT
// How rare the letters of a language are.
#ifndef RUBRIC_TEXT_TABLES_LETTER_FREQUENCY_H
#define RUBRIC_TEXT_TABLES_LETTER_FREQUENCY_H

#include "rubric/text.h"

enum { COST_OF_A_BIT = 8 };

// What it costs to say that letter: -log2 of its share, in eighths of a bit.
typedef struct rubric_letter_cost {
    uint16_t code_point; // of a small letter, where there are two
    uint8_t cost;
} rubric_letter_cost;

// The letters of a language, sorted; for Latin alphabets only those outside of ASCII.
typedef struct rubric_profile {
    const rubric_letter_cost *letters;
    size_t count;
} rubric_profile;

enum {
    RUBRIC_PROFILE_AR,
    RUBRIC_PROFILE_BG,
    RUBRIC_PROFILE_CA,
    RUBRIC_PROFILE_CS,
    RUBRIC_PROFILE_DA,
    RUBRIC_PROFILE_DE,
    RUBRIC_PROFILE_EL,
    RUBRIC_PROFILE_EN,
    RUBRIC_PROFILE_ES,
    RUBRIC_PROFILE_ET,
    RUBRIC_PROFILE_FA,
    RUBRIC_PROFILE_FI,
    RUBRIC_PROFILE_FR,
    RUBRIC_PROFILE_HE,
    RUBRIC_PROFILE_HR,
    RUBRIC_PROFILE_HU,
    RUBRIC_PROFILE_IS,
    RUBRIC_PROFILE_IT,
    RUBRIC_PROFILE_JA,
    RUBRIC_PROFILE_KO,
    RUBRIC_PROFILE_LT,
    RUBRIC_PROFILE_LV,
    RUBRIC_PROFILE_NL,
    RUBRIC_PROFILE_PL,
    RUBRIC_PROFILE_PT,
    RUBRIC_PROFILE_RO,
    RUBRIC_PROFILE_RU,
    RUBRIC_PROFILE_SK,
    RUBRIC_PROFILE_SR,
    RUBRIC_PROFILE_SV,
    RUBRIC_PROFILE_TH,
    RUBRIC_PROFILE_TR,
    RUBRIC_PROFILE_UK,
    RUBRIC_PROFILE_ZH_HANS,
    RUBRIC_PROFILE_ZH_HANT
};

extern const rubric_profile rubric_profiles[];

#endif
