// SPDX-License-Identifier: MIT
// Base64 (RFC 4648, section 4): bytes in JSON.
#include <rubric/data.h>

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

void rubric_base64_encode(rubric_buffer *out, rubric_slice bytes) {
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < bytes.size && !out->failed; i += 3) {
        size_t left = bytes.size - i;
        uint32_t group = (uint32_t)(unsigned char)bytes.bytes[i] << 16;
        if (left > 1)
            group |= (uint32_t)(unsigned char)bytes.bytes[i + 1] << 8;
        if (left > 2)
            group |= (uint32_t)(unsigned char)bytes.bytes[i + 2];
        char text[4] = {digits[group >> 18], digits[group >> 12 & 63],
                        left > 1 ? digits[group >> 6 & 63] : '=',
                        left > 2 ? digits[group & 63] : '='};
        rubric_buffer_put(out, text, sizeof text);
    }
}
