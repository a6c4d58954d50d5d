// SPDX-License-Identifier: MIT
// The Latin letters that do not decompose and what stands for them in ASCII.
#ifndef RUBRIC_TEXT_TABLES_LATIN_LETTERS_H
#define RUBRIC_TEXT_TABLES_LATIN_LETTERS_H

#include <stddef.h>
#include <stdint.h>

typedef struct rubric_latin_letter {
    uint32_t code_point;
    char ascii[4]; // ends with NUL
} rubric_latin_letter;

extern const rubric_latin_letter rubric_latin_letters[]; // sorted by code point
extern const size_t rubric_latin_letter_count;

#endif
