// SPDX-License-Identifier: MIT
// The shape of a token: what its characters look like.
#include "text/unicode.h"

enum { LONGEST_RUN = 4 };

// 0 for a character that stays as it is.
static char shape_of(uint32_t code_point) {
    if (code_point < 0x80) {
        char byte = (char)code_point;
        return ascii_is_digit(byte)        ? 'd'
               : !ascii_is_letter(byte)    ? 0
               : ascii_lower(byte) == byte ? 'x'
                                           : 'X';
    }
    enum category category = category_of(code_point);
    return category == CATEGORY_LU || category == CATEGORY_LT   ? 'X'
           : category == CATEGORY_ND                            ? 'd'
           : category >= CATEGORY_LL && category <= CATEGORY_ME ? 'x'
                                                                : 0;
}

void rubric_text_shape(rubric_buffer *out, rubric_slice text) {
    char last = 0;
    int run = 0;
    for (size_t at = 0, size; at < text.size; at += size) {
        char shape = shape_of(utf8_next(text, at, &size));
        run = shape == last && run < LONGEST_RUN + 1 ? run + 1 : shape == last ? run : 1;
        last = shape;
        if (shape == 0)
            rubric_buffer_put(out, text.bytes + at, size);
        else if (run <= LONGEST_RUN)
            rubric_buffer_put_byte(out, shape);
    }
}
