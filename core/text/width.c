// SPDX-License-Identifier: MIT
// Widths: how many columns of a terminal a text takes.
#include "unicode.h"

int rubric_code_point_width(uint32_t code_point) {
    if (code_point < 0x80)
        return code_point >= ' ' && code_point != 0x7F;
    if (unicode_is_mark(code_point))
        return 0;
    return utf8proc_charwidth((utf8proc_int32_t)code_point);
}

size_t rubric_text_width(rubric_slice text) {
    size_t width = 0;
    for (size_t at = 0, size; at < text.size; at += size)
        width += (size_t)rubric_code_point_width(utf8_next(text, at, &size));
    return width;
}
