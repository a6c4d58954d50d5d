// SPDX-License-Identifier: MIT
// Decoding of UTF-8 that the compiler can put into a loop.
#ifndef RUBRIC_BASE_UTF8_H
#define RUBRIC_BASE_UTF8_H

#include "rubric/base.h"

// The code point at the start of valid UTF-8; `size` gets its bytes.
static inline uint32_t utf8_decode_valid(const char *bytes, size_t *size) {
    const unsigned char *byte = (const unsigned char *)bytes;
    if (byte[0] < 0x80) {
        *size = 1;
        return byte[0];
    }
    if (byte[0] < 0xE0) {
        *size = 2;
        return (byte[0] & 0x1Fu) << 6 | (byte[1] & 0x3Fu);
    }
    if (byte[0] < 0xF0) {
        *size = 3;
        return (byte[0] & 0x0Fu) << 12 | (byte[1] & 0x3Fu) << 6 | (byte[2] & 0x3Fu);
    }
    *size = 4;
    return (byte[0] & 0x07u) << 18 | (byte[1] & 0x3Fu) << 12 | (byte[2] & 0x3Fu) << 6 |
           (byte[3] & 0x3Fu);
}

// As rubric_utf8_decode, with what is frequent inline: ASCII and three bytes, which are the scripts
// of Asia. Safe for any bytes.
static inline uint32_t utf8_next(rubric_slice text, size_t offset, size_t *size) {
    const unsigned char *bytes = (const unsigned char *)text.bytes + offset;
    if (bytes[0] < 0x80) {
        *size = 1;
        return bytes[0];
    }
    if ((bytes[0] & 0xF0) == 0xE0 && text.size - offset >= 3) {
        uint32_t code_point =
            (bytes[0] & 0x0Fu) << 12 | (bytes[1] & 0x3Fu) << 6 | (bytes[2] & 0x3Fu);
        bool is_tail = (bytes[1] & 0xC0) == 0x80 && (bytes[2] & 0xC0) == 0x80;
        bool is_surrogate = (code_point & 0xF800) == 0xD800;
        if (is_tail && code_point >= 0x800 && !is_surrogate) {
            *size = 3;
            return code_point;
        }
    }
    return rubric_utf8_decode(text, offset, size);
}

// The code point that ends at `offset`, which must be above 0; `begin` gets where it begins.
static inline uint32_t utf8_previous(rubric_slice text, size_t offset, size_t *begin) {
    size_t at = offset - 1;
    while (at > 0 && offset - at < 4 && ((unsigned char)text.bytes[at] & 0xC0) == 0x80)
        at--;
    size_t size;
    uint32_t code_point = utf8_next(text, at, &size);
    if (at + size != offset) { // not valid: the last byte stands alone
        at = offset - 1;
        code_point = 0xFFFD;
    }
    *begin = at;
    return code_point;
}

#endif
