// SPDX-License-Identifier: MIT
// One character of UTF-8 or UTF-16 (WHATWG Encoding Standard, sections 8 and 14.2).
#include "base/utf8.h"
#include "encoding.h"

// Bytes at the start of something that is not valid and become one U+FFFD: the longest part that
// could have begun a sequence (Unicode 15.0, section 3.9, as the WHATWG decoder does it).
static size_t broken_size(rubric_slice bytes, size_t at) {
    const unsigned char *byte = (const unsigned char *)bytes.bytes + at;
    size_t left = bytes.size - at;
    unsigned char first = byte[0];
    if (first < 0xE0 || first > 0xF4 || left < 2)
        return 1;
    unsigned char low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    unsigned char high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    if (byte[1] < low || byte[1] > high)
        return 1;
    bool has_third = first >= 0xF0 && left >= 3 && (byte[2] & 0xC0) == 0x80;
    return has_third ? 3 : 2;
}

character rubric_decode_utf8(rubric_slice bytes, size_t at, uint16_t *state) {
    size_t size;
    uint32_t code_point = utf8_next(bytes, at, &size);
    (void)state;
    if (code_point == REPLACEMENT && size == 1)
        return broken_character(broken_size(bytes, at));
    return valid_character(code_point, size);
}

static uint32_t read_unit(rubric_slice bytes, size_t at, bool is_big) {
    unsigned char first = (unsigned char)bytes.bytes[at];
    unsigned char second = (unsigned char)bytes.bytes[at + 1];
    return is_big ? (uint32_t)(first << 8 | second) : (uint32_t)(second << 8 | first);
}

static character decode_utf16(rubric_slice bytes, size_t at, bool is_big) {
    if (bytes.size - at < 2)
        return broken_character(1);
    uint32_t high = read_unit(bytes, at, is_big);
    if (high < 0xD800 || high > 0xDFFF)
        return valid_character(high, 2);
    if (high > 0xDBFF)
        return broken_character(2);
    if (bytes.size - at < 4) // the end comes within the pair: that is one error
        return broken_character(bytes.size - at);
    uint32_t low = read_unit(bytes, at + 2, is_big);
    if (low < 0xDC00 || low > 0xDFFF)
        return broken_character(2);
    return valid_character(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00), 4);
}

character rubric_decode_utf16le(rubric_slice bytes, size_t at, uint16_t *state) {
    (void)state;
    return decode_utf16(bytes, at, false);
}

character rubric_decode_utf16be(rubric_slice bytes, size_t at, uint16_t *state) {
    (void)state;
    return decode_utf16(bytes, at, true);
}
