// SPDX-License-Identifier: MIT
// Boundaries by the standard: graphemes, words and sentences (UAX #29), lines (UAX #14).
#include "rubric/text.h"
#include "text/tables/breaks.h"

static const rubric_break_machine *const machines[] = {
    [RUBRIC_BOUNDARY_GRAPHEME] = &rubric_grapheme_machine,
    [RUBRIC_BOUNDARY_WORD] = &rubric_word_machine,
    [RUBRIC_BOUNDARY_SENTENCE] = &rubric_sentence_machine,
    [RUBRIC_BOUNDARY_LINE] = &rubric_line_machine,
};

size_t rubric_boundaries(rubric_boundary kind, rubric_slice text, size_t offset, size_t *ends,
                         size_t room) {
    return break_ends(machines[kind], text, offset, ends, room);
}

size_t rubric_boundary_next(rubric_boundary kind, rubric_slice text, size_t offset) {
    size_t end = text.size;
    rubric_boundaries(kind, text, offset, &end, 1);
    return end;
}

size_t rubric_grapheme_next(rubric_slice text, size_t offset) {
    if (offset + 1 < text.size) { // ASCII but for CR LF stands alone
        unsigned char first = (unsigned char)text.bytes[offset];
        if (first < 0x80 && first != '\r' && (unsigned char)text.bytes[offset + 1] < 0x80)
            return offset + 1;
    }
    return rubric_boundary_next(RUBRIC_BOUNDARY_GRAPHEME, text, offset);
}

size_t rubric_boundary_count(rubric_boundary kind, rubric_slice text) {
    enum { ROOM = 128 };
    size_t ends[ROOM], count = 0, found;
    for (size_t at = 0; at < text.size; at = ends[found - 1]) {
        found = rubric_boundaries(kind, text, at, ends, ROOM);
        count += found;
    }
    return count;
}

bool rubric_is_line_end(rubric_slice text, size_t offset) {
    size_t before;
    if (offset == 0)
        return false;
    uint32_t code_point = utf8_previous(text, offset, &before);
    return (code_point >= '\n' && code_point <= '\r') || code_point == 0x85 ||
           code_point == 0x2028 || code_point == 0x2029;
}
