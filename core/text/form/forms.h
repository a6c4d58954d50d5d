// SPDX-License-Identifier: MIT
// What may change a code point, by table, and runs of text that nothing changes.
#ifndef RUBRIC_TEXT_FORMS_H
#define RUBRIC_TEXT_FORMS_H

#include <stdbool.h>

#include "base/utf8.h"
#include "text/code_point_table.h"

// Bits of a code point. Those of the normal forms are 1 << rubric_form: set when its quick check is
// not "yes" (UAX #15, section 9).
enum {
    FORM_NFC = 1,
    FORM_MARK = 16,   // its combining class is not 0
    FORM_CASE = 32,   // it has another case, or folds
    FORM_ACCENT = 64, // taking accents off may change it
    FORM_ALL = 255    // of a beginning of three bytes: it is not UTF-8
};

extern const rubric_code_point_table rubric_forms;
extern const uint8_t rubric_form_leads[1024]; // by the first two of three bytes: of all they begin

// `code_point` is at most 0x10FFFF.
static inline unsigned form_bits(uint32_t code_point) {
    return code_point_value(&rubric_forms, code_point);
}

// Whether three bytes begin at `bytes` that are UTF-8 and have none of the bits. The first two tell
// enough of most ideographs and Hangul.
static inline bool form_is_plain_three(const unsigned char *bytes, unsigned bits) {
    if ((bytes[0] & 0xF0) != 0xE0 || (bytes[1] & 0xC0) != 0x80 || (bytes[2] & 0xC0) != 0x80)
        return false;
    unsigned lead = (bytes[0] & 0x0Fu) << 6 | (bytes[1] & 0x3Fu);
    unsigned all = rubric_form_leads[lead];
    if ((all & bits) == 0)
        return true;
    return all != FORM_ALL && (form_bits(lead << 6 | (bytes[2] & 0x3Fu)) & bits) == 0;
}

// What rubric_utf8_decode gives for bytes that are not UTF-8 is told by where it stands.
static inline bool form_is_valid(rubric_slice text, size_t at, uint32_t code_point, size_t size) {
    return code_point != 0xFFFD || (size == 3 && (unsigned char)text.bytes[at] == 0xEF);
}

// Where the run of valid UTF-8 without any of the bits ends that begins at `at`. ASCII has none.
size_t rubric_form_run_end(rubric_slice text, size_t at, unsigned bits);

#endif
