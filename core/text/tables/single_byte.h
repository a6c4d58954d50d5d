// SPDX-License-Identifier: MIT
// The tables of the single-byte encodings and of the labels of all encodings.
#ifndef RUBRIC_TEXT_TABLES_SINGLE_BYTE_H
#define RUBRIC_TEXT_TABLES_SINGLE_BYTE_H

#include "rubric/text.h"

// An encoding whose lower half is ASCII.
typedef struct rubric_single_byte {
    const char *name;          // in the WHATWG standard, in lower case
    uint16_t code_points[128]; // of the bytes from 0x80 on; U+FFFD: none
} rubric_single_byte;

// A name by which people and programs ask for an encoding.
typedef struct rubric_encoding_label {
    const char *label; // in lower case
    int encoding;      // a rubric_encoding
} rubric_encoding_label;

extern const rubric_single_byte rubric_single_bytes[];
extern const size_t rubric_single_byte_count;
extern const rubric_encoding_label rubric_encoding_labels[]; // sorted by label
extern const size_t rubric_encoding_label_count;

#endif
