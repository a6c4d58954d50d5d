// SPDX-License-Identifier: MIT
// Text as an array of code points, as the measures of distance and likeness need it.
#ifndef RUBRIC_TEXT_DISTANCE_H
#define RUBRIC_TEXT_DISTANCE_H

#include "rubric/text.h"

typedef struct code_points {
    rubric_context *context;
    uint32_t *at;
    size_t count;
} code_points;

// How many there are; safe for any bytes.
size_t rubric_points_count(rubric_slice text);
// False when memory runs out; to be freed either way.
bool rubric_points_read(code_points *out, rubric_context *context, rubric_slice text);
void rubric_points_free(code_points *points);

#endif
