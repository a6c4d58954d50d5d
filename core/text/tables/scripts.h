// SPDX-License-Identifier: MIT
// The table of scripts (Scripts.txt), in two stages.
#ifndef RUBRIC_TEXT_TABLES_SCRIPTS_H
#define RUBRIC_TEXT_TABLES_SCRIPTS_H

#include <stddef.h>
#include <stdint.h>

enum { RUBRIC_SCRIPT_BLOCK_BITS = 7 }; // code points that share a block

extern const char rubric_script_codes[][5]; // ISO 15924, by number of the script, sorted
extern const size_t rubric_script_count;
extern const size_t rubric_script_block_count; // blocks beyond are as the last one
extern const uint8_t rubric_script_blocks[];   // by block of code points: which block of cells
extern const uint8_t rubric_script_cells[];    // by block and code point: number of the script

#endif
