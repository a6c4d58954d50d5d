// SPDX-License-Identifier: MIT
// Decimal numbers without the locale.
#ifndef RUBRIC_DATA_NUMBER_H
#define RUBRIC_DATA_NUMBER_H

#include "rubric/base.h"

// An integer of digits with an optional sign; false when it does not fit.
bool rubric_integer_read(int64_t *out, rubric_slice text);

// The nearest double of [-+]? digits [. digits] [e [-+]? digits], which must be well formed.
// May be infinite.
double rubric_number_read(rubric_slice text);

// Append a finite number so that it reads back as a number, never as an integer.
void rubric_number_write(rubric_buffer *out, double number);

#endif
