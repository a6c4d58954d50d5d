// SPDX-License-Identifier: MIT
// White space: trimming and squeezing.
#include "base/utf8.h"
#include "rubric/text.h"

static bool is_space_at(rubric_slice text, size_t at, size_t *size) {
    return rubric_is_space(utf8_next(text, at, size));
}

rubric_slice rubric_text_trim_end(rubric_slice text) {
    size_t end = text.size, before;
    while (end > 0 && rubric_is_space(utf8_previous(text, end, &before)))
        end = before;
    return rubric_slice_part(text, 0, end);
}

rubric_slice rubric_text_trim(rubric_slice text) {
    size_t begin = 0, size;
    text = rubric_text_trim_end(text);
    while (begin < text.size && is_space_at(text, begin, &size))
        begin += size;
    return rubric_slice_part(text, begin, text.size);
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
