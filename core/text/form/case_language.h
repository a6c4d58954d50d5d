// SPDX-License-Identifier: MIT
// The rules of case that only some languages have.
#ifndef RUBRIC_TEXT_CASE_LANGUAGE_H
#define RUBRIC_TEXT_CASE_LANGUAGE_H

#include "rubric/text.h"

enum case_language { CASE_NONE, CASE_DUTCH, CASE_GREEK, CASE_LITHUANIAN, CASE_TURKISH };

// By its BCP 47 code; CASE_NONE for what has no rules of its own.
enum case_language rubric_case_language_of(rubric_slice code);

// Append what a language makes of the code point at `at`; false when it has no rule for it.
//
// `size` gets the bytes that are dealt with, which are those of the code point when it has none.
bool rubric_case_put_by_language(rubric_buffer *out, enum case_language language, rubric_case form,
                                 rubric_slice text, size_t at, size_t *size);

#endif
