// SPDX-License-Identifier: MIT
// Two-stage tables: a property of any code point in two loads.
#ifndef RUBRIC_TEXT_CODE_POINT_TABLE_H
#define RUBRIC_TEXT_CODE_POINT_TABLE_H

#include <stdint.h>

enum { RUBRIC_TABLE_SHIFT = 8, RUBRIC_TABLE_MASK = (1 << RUBRIC_TABLE_SHIFT) - 1 };

// Written by tables/unicode_data.lua. The first block is that of ASCII, so that `values` alone
// serves bytes below 0x80.
typedef struct rubric_code_point_table {
    const uint8_t *blocks; // number of the block of each 256 code points
    const uint8_t *values;
} rubric_code_point_table;

// `code_point` is at most 0x10FFFF.
static inline uint8_t code_point_value(const rubric_code_point_table *table, uint32_t code_point) {
    uint32_t block = table->blocks[code_point >> RUBRIC_TABLE_SHIFT];
    return table->values[block << RUBRIC_TABLE_SHIFT | (code_point & RUBRIC_TABLE_MASK)];
}

#endif
