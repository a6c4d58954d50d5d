// SPDX-License-Identifier: MIT
// Boundaries by the standard: graphemes, words and sentences (UAX #29), lines (UAX #14).
#include "rubric/text.h"
#include "tables/breaks.h"

size_t rubric_grapheme_next(rubric_slice text, size_t offset) {
    if (offset + 1 < text.size) { // ASCII but for CR LF stands alone
        unsigned char first = (unsigned char)text.bytes[offset];
        if (first < 0x80 && first != '\r' && (unsigned char)text.bytes[offset + 1] < 0x80)
            return offset + 1;
    }
    return offset < text.size ? break_run(&rubric_grapheme_machine, text, offset) : text.size;
}

size_t rubric_grapheme_count(rubric_slice text) {
    size_t count = 0;
    for (size_t at = 0; at < text.size; at = rubric_grapheme_next(text, at))
        count++;
    return count;
}

size_t rubric_word_break_next(rubric_slice text, size_t offset) {
    return offset < text.size ? break_run(&rubric_word_machine, text, offset) : text.size;
}

size_t rubric_sentence_break_next(rubric_slice text, size_t offset) {
    return offset < text.size ? break_run(&rubric_sentence_machine, text, offset) : text.size;
}

static bool ends_line(uint32_t code_point) {
    return (code_point >= '\n' && code_point <= '\r') || code_point == 0x85 ||
           code_point == 0x2028 || code_point == 0x2029;
}

size_t rubric_line_break_next(rubric_slice text, size_t offset, bool *is_mandatory) {
    size_t end = text.size, before;
    if (offset < text.size)
        end = break_run(&rubric_line_machine, text, offset);
    if (is_mandatory != NULL)
        *is_mandatory = end > offset && ends_line(utf8_previous(text, end, &before));
    return end;
}
