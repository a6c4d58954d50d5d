// SPDX-License-Identifier: MIT
// Lines: where an offset is, as people count; lines end in LF, CR LF or CR.
#include "rubric/base.h"

// Whether the byte at `at` is the last of a line end.
static bool ends_line(rubric_slice text, size_t at) {
    if (text.bytes[at] == '\n')
        return true;
    return text.bytes[at] == '\r' && (at + 1 >= text.size || text.bytes[at + 1] != '\n');
}

rubric_position rubric_text_position(rubric_slice text, size_t offset) {
    if (offset > text.size)
        offset = text.size;
    rubric_position position = {1, 1};
    size_t line_begin = 0;
    for (size_t i = 0; i < offset; i++) {
        if (ends_line(text, i)) {
            position.line++;
            line_begin = i + 1;
        }
    }
    offset = rubric_utf8_floor(text, offset);
    size_t before = 0;
    if (offset > line_begin)
        before = rubric_utf8_length(rubric_slice_part(text, line_begin, offset));
    position.column = (uint32_t)(before + 1);
    return position;
}

rubric_slice rubric_text_line(rubric_slice text, size_t offset) {
    if (offset > text.size)
        offset = text.size;
    size_t begin = offset;
    while (begin > 0 && !ends_line(text, begin - 1))
        begin--;
    size_t end = offset;
    while (end < text.size && text.bytes[end] != '\n' && text.bytes[end] != '\r')
        end++;
    // An offset between CR and LF belongs to the line before them.
    if (end > begin && end == offset && end > 0 && text.bytes[end - 1] == '\r')
        end--;
    return rubric_slice_part(text, begin, end);
}
