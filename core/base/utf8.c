// SPDX-License-Identifier: MIT
// UTF-8: strict decoding after Unicode 15.0, table 3-7, and encoding.
#include "utf8.h"

enum { REPLACEMENT = 0xFFFD };

// Bytes of the well-formed sequence at `bytes`, or 0. The second byte carries all the rules:
// no overlong forms, no surrogates, nothing above U+10FFFF.
static size_t sequence_size(const unsigned char *bytes, size_t left) {
    unsigned char first = bytes[0];
    if (first < 0x80)
        return 1;
    size_t size = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (first < 0xC2 || first > 0xF4 || left < size)
        return 0;
    unsigned char low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    unsigned char high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    if (bytes[1] < low || bytes[1] > high)
        return 0;
    for (size_t i = 2; i < size; i++) {
        if ((bytes[i] & 0xC0) != 0x80)
            return 0;
    }
    return size;
}

uint32_t rubric_utf8_decode(rubric_slice text, size_t offset, size_t *size) {
    const char *bytes = text.bytes + offset;
    size_t length = sequence_size((const unsigned char *)bytes, text.size - offset);
    uint32_t code_point = REPLACEMENT;
    if (length == 0)
        length = 1;
    else
        code_point = utf8_decode_valid(bytes, &length);
    if (size != NULL)
        *size = length;
    return code_point;
}

size_t rubric_utf8_encode(uint32_t code_point, char out[4]) {
    if ((code_point >= 0xD800 && code_point <= 0xDFFF) || code_point > 0x10FFFF)
        code_point = REPLACEMENT;
    if (code_point < 0x80) {
        out[0] = (char)code_point;
        return 1;
    }
    size_t size = code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
    static const unsigned char leads[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = size - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (code_point & 0x3F));
        code_point >>= 6;
    }
    out[0] = (char)(leads[size] | code_point);
    return size;
}

size_t rubric_utf8_valid(rubric_slice text) {
    const unsigned char *bytes = (const unsigned char *)text.bytes;
    size_t at = 0;
    while (at < text.size) {
        uint64_t word;
        if (text.size - at >= sizeof word) {
            memcpy(&word, bytes + at, sizeof word);
            if ((word & 0x8080808080808080u) == 0) {
                at += sizeof word;
                continue;
            }
        }
        size_t size = sequence_size(bytes + at, text.size - at);
        if (size == 0)
            break;
        at += size;
    }
    return at;
}

size_t rubric_utf8_length(rubric_slice text) {
    size_t length = 0;
    for (size_t i = 0; i < text.size; i++)
        length += ((unsigned char)text.bytes[i] & 0xC0) != 0x80;
    return length;
}
