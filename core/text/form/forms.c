// SPDX-License-Identifier: MIT
// Runs of text that nothing changes: eight bytes of ASCII at once, other scripts by their blocks.
#include "forms.h"

#include <string.h>

size_t rubric_form_run_end(rubric_slice text, size_t at, unsigned bits) {
    const unsigned char *bytes = (const unsigned char *)text.bytes;
    size_t size;
    while (at < text.size) {
        if (bytes[at] < 0x80) {
            uint64_t word = 0;
            while (text.size - at >= sizeof word) {
                memcpy(&word, bytes + at, sizeof word);
                if ((word & 0x8080808080808080u) != 0)
                    break;
                at += sizeof word;
            }
            while (at < text.size && bytes[at] < 0x80)
                at++;
            continue;
        }
        while (text.size - at >= 3 && form_is_plain_three(bytes + at, bits))
            at += 3;
        if (at >= text.size || bytes[at] < 0x80)
            continue;
        uint32_t code_point = utf8_next(text, at, &size);
        if ((form_bits(code_point) & bits) != 0 || !form_is_valid(text, at, code_point, size))
            break;
        at += size;
    }
    return at;
}
