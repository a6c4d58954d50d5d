// SPDX-License-Identifier: MIT
// What the files that write other scripts in ASCII share. Texts are in NFC.
#ifndef RUBRIC_TEXT_TRANSLITERATE_H
#define RUBRIC_TEXT_TRANSLITERATE_H

#include "rubric/text.h"

// Each appends what the letter at `at` is in ASCII and returns the bytes that are done with, more
// than one letter where a few are written together; 0 when it is no letter of the script.
size_t rubric_transliterate_cyrillic(rubric_buffer *out, rubric_slice text, size_t at,
                                     rubric_slice language_code);
size_t rubric_transliterate_greek(rubric_buffer *out, rubric_slice text, size_t at);
size_t rubric_transliterate_hangul(rubric_buffer *out, rubric_slice text, size_t at);
size_t rubric_transliterate_kana(rubric_buffer *out, rubric_slice text, size_t at);

// Append small ASCII for the letter between `begin` and `end`: as it is, or for a capital with one
// capital, or all of them when its neighbour is one too.
void rubric_transliterate_put(rubric_buffer *out, const char *ascii, rubric_slice text,
                              size_t begin, size_t end);

// Whether a BCP 47 code names the language, whatever its region.
bool rubric_transliterate_is_language(rubric_slice code, const char *language);

#endif
