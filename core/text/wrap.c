// SPDX-License-Identifier: MIT
// White space: trimming, squeezing and breaking of lines.
#include "unicode.h"

static bool is_space_at(rubric_slice text, size_t at, size_t *size) {
    return rubric_is_space(utf8_next(text, at, size));
}

static bool is_glue(uint32_t code_point) {
    return code_point == 0xA0 || code_point == 0x202F; // no-break spaces
}

rubric_slice rubric_text_trim(rubric_slice text) {
    size_t begin = 0, end = text.size, size;
    while (begin < end && is_space_at(text, begin, &size))
        begin += size;
    while (end > begin) {
        size_t before;
        if (!rubric_is_space(utf8_previous(text, end, &before)))
            break;
        end = before;
    }
    return rubric_slice_part(text, begin, end);
}

void rubric_text_squeeze(rubric_buffer *out, rubric_slice text) {
    text = rubric_text_trim(text);
    rubric_buffer_reserve(out, text.size);
    bool in_space = false;
    for (size_t at = 0, size; at < text.size; at += size) {
        bool is_space = is_space_at(text, at, &size);
        if (!is_space)
            rubric_buffer_put(out, text.bytes + at, size);
        else if (!in_space)
            rubric_buffer_put_byte(out, ' ');
        in_space = is_space;
    }
}

// The next run of bytes without a place to break, and its columns; an empty one at the end.
static rubric_slice next_piece(rubric_slice text, size_t *at, size_t *width) {
    size_t size;
    while (*at < text.size) {
        uint32_t code_point = utf8_next(text, *at, &size);
        if (!rubric_is_space(code_point) || is_glue(code_point))
            break;
        *at += size;
    }
    size_t begin = *at;
    *width = 0;
    while (*at < text.size) {
        uint32_t code_point = utf8_next(text, *at, &size);
        if (rubric_is_space(code_point) && !is_glue(code_point))
            break;
        *width += (size_t)rubric_code_point_width(code_point);
        *at += size;
    }
    return rubric_slice_part(text, begin, *at);
}

void rubric_text_wrap(rubric_buffer *out, rubric_slice text, size_t width,
                      rubric_slice first_indent, rubric_slice indent) {
    size_t at = 0, piece_width, column = 0;
    size_t indent_width = rubric_text_width(indent);
    bool is_first = true, is_line_empty = true;
    for (;;) {
        rubric_slice piece = next_piece(text, &at, &piece_width);
        if (piece.size == 0)
            return;
        if (is_first) {
            rubric_buffer_put_slice(out, first_indent);
            column = rubric_text_width(first_indent);
            is_first = false;
        } else if (!is_line_empty && (column >= width || piece_width >= width - column)) {
            rubric_buffer_put_byte(out, '\n');
            rubric_buffer_put_slice(out, indent);
            column = indent_width;
            is_line_empty = true;
        }
        if (!is_line_empty) {
            rubric_buffer_put_byte(out, ' ');
            column++;
        }
        rubric_buffer_put_slice(out, piece);
        column += piece_width;
        is_line_empty = false;
    }
}
