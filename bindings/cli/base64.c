// SPDX-License-Identifier: MIT
// Decodes base64; white space is passed over, padding may be left out.
#include "base64.h"

// The six bits of a character; -1 for none, -2 for white space.
static int bits_of(char character) {
    if (character >= 'A' && character <= 'Z')
        return character - 'A';
    if (character >= 'a' && character <= 'z')
        return character - 'a' + 26;
    if (character >= '0' && character <= '9')
        return character - '0' + 52;
    if (character == '+')
        return 62;
    if (character == '/')
        return 63;
    return character == ' ' || character == '\n' || character == '\r' ? -2 : -1;
}

bool rubric_base64_decode(rubric_slice text, char *out, size_t *size) {
    while (text.size > 0 && text.bytes[text.size - 1] == '=')
        text.size--;
    uint32_t group = 0;
    size_t written = 0, digits = 0;
    for (size_t i = 0; i < text.size; i++) {
        int bits = bits_of(text.bytes[i]);
        if (bits == -2)
            continue;
        if (bits < 0)
            return false;
        group = (group << 6 | (uint32_t)bits) & 0xFFFFFF;
        digits++;
        if (digits % 4 == 2)
            out[written++] = (char)(group >> 4);
        else if (digits % 4 == 3)
            out[written++] = (char)(group >> 2);
        else if (digits % 4 == 0)
            out[written++] = (char)group;
    }
    *size = written;
    return digits % 4 != 1;
}
