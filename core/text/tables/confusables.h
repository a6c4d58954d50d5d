// SPDX-License-Identifier: MIT
// The characters that look like others (UTS #39, section 4).
#ifndef RUBRIC_TEXT_TABLES_CONFUSABLES_H
#define RUBRIC_TEXT_TABLES_CONFUSABLES_H

#include <stddef.h>
#include <stdint.h>

typedef struct rubric_confusable {
    uint32_t code_point;
    uint32_t prototype; // offset of what stands for it
} rubric_confusable;

extern const rubric_confusable rubric_confusables[]; // sorted by code point
extern const size_t rubric_confusable_count;
extern const unsigned char rubric_confusable_prototypes[]; // UTF-8, each ended by NUL

#endif
