// SPDX-License-Identifier: MIT
// Grapheme clusters (UAX #29): what people take for one character.
#include "unicode.h"

size_t rubric_grapheme_next(rubric_slice text, size_t offset) {
    if (offset >= text.size)
        return text.size;
    size_t size;
    uint32_t before = utf8_next(text, offset, &size);
    utf8proc_int32_t state = 0;
    for (offset += size; offset < text.size; offset += size) {
        uint32_t next = utf8_next(text, offset, &size);
        if (utf8proc_grapheme_break_stateful((utf8proc_int32_t)before, (utf8proc_int32_t)next,
                                             &state))
            return offset;
        before = next;
    }
    return text.size;
}
