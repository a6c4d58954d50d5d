// SPDX-License-Identifier: MIT
// The table of letters that become several in upper or title case.
#ifndef RUBRIC_TEXT_TABLES_SPECIAL_CASING_H
#define RUBRIC_TEXT_TABLES_SPECIAL_CASING_H

#include <stddef.h>
#include <stdint.h>

// A letter and what it becomes; unused places are 0.
typedef struct rubric_special_casing {
    uint32_t code_point;
    uint32_t upper[3];
    uint32_t title[3];
} rubric_special_casing;

extern const rubric_special_casing rubric_special_casings[]; // sorted by code point
extern const size_t rubric_special_casing_count;

#endif
