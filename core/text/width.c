// SPDX-License-Identifier: MIT
// Widths: how many columns of a terminal a text takes.
#include "base/utf8.h"
#include "characters.h"
#include "rubric/text.h"

size_t rubric_text_width(rubric_slice text) {
    size_t width = 0;
    for (size_t at = 0, size; at < text.size; at += size)
        width += width_of(utf8_next(text, at, &size));
    return width;
}
