// SPDX-License-Identifier: MIT
// Scripts by number, for counting.
#ifndef RUBRIC_TEXT_SCRIPT_H
#define RUBRIC_TEXT_SCRIPT_H

#include <stdint.h>

#include "text/tables/scripts.h"

enum { SCRIPT_LIMIT = 256 }; // numbers of scripts are below

// The number of the script of a code point up to U+10FFFF.
uint8_t rubric_script_number(uint32_t code_point);

// The number of a script by its code (ISO 15924), which must be one of Unicode.
uint8_t rubric_script_find(const char *code);

#endif
