// SPDX-License-Identifier: MIT
// Scripts by number, for counting.
#ifndef RUBRIC_TEXT_SCRIPT_H
#define RUBRIC_TEXT_SCRIPT_H

#include <stddef.h>

#include "code_point_table.h"
#include "tables/scripts.h"

enum { SCRIPT_LIMIT = 256 }; // numbers of scripts are below

extern const char rubric_script_codes[][5]; // ISO 15924, by number of the script, sorted
extern const size_t rubric_script_count;
extern const rubric_code_point_table rubric_scripts;

// The number of the script of a code point up to U+10FFFF.
static inline uint8_t script_of(uint32_t code_point) {
    return code_point_value(&rubric_scripts, code_point);
}

// The number of a script by its code (ISO 15924), which must be one of Unicode.
uint8_t rubric_script_find(const char *code);

#endif
