// SPDX-License-Identifier: MIT
// Latin letters that no decomposition brings to ASCII.
#ifndef RUBRIC_TEXT_LATIN_H
#define RUBRIC_TEXT_LATIN_H

#include <stdint.h>

// What people write for the letter in ASCII ("ß": "ss"), or NULL.
const char *rubric_latin_letter_ascii(uint32_t code_point);

#endif
