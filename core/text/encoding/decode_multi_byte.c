// SPDX-License-Identifier: MIT
// One character of an East Asian encoding (WHATWG Encoding Standard, sections 10 to 13).
//
// The standard's decoders go byte by byte and put back what they did not use; here a character is
// looked at as a whole, and its size says how many bytes an error takes.
#include "encoding.h"
#include "text/tables/multi_byte.h"

static unsigned byte_at(rubric_slice bytes, size_t at) {
    return (unsigned char)bytes.bytes[at];
}

static bool is_in(unsigned byte, unsigned low, unsigned high) {
    return byte >= low && byte <= high;
}

// A code point of two bytes; what is none takes the second byte only when it is not ASCII.
static character pair(uint32_t code_point, unsigned second) {
    if (code_point != 0)
        return valid_character(code_point, 2);
    return broken_character(second < 0x80 ? 1 : 2);
}

/* ---- Chinese ---- */

// Index gb18030 ranges code point (section 5); 0: none.
static uint32_t range_code_point(uint32_t pointer) {
    if (pointer >= 189000)
        return pointer <= 1237575 ? pointer - 189000 + 0x10000 : 0;
    if (pointer > 39419)
        return 0;
    if (pointer == 7457)
        return 0xE7C7;
    size_t low = 0, high = rubric_gb18030_range_count; // the last range not above the pointer
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (rubric_gb18030_ranges[middle].pointer <= pointer)
            low = middle;
        else
            high = middle;
    }
    return rubric_gb18030_ranges[low].code_point + (pointer - rubric_gb18030_ranges[low].pointer);
}

// Four bytes, of which the second is a digit.
static character decode_four(rubric_slice bytes, size_t at) {
    size_t left = bytes.size - at;
    if (left < 3)
        return broken_character(left);
    if (!is_in(byte_at(bytes, at + 2), 0x81, 0xFE))
        return broken_character(1);
    if (left < 4)
        return broken_character(left);
    if (!is_in(byte_at(bytes, at + 3), 0x30, 0x39))
        return broken_character(1);
    uint32_t pointer = (byte_at(bytes, at) - 0x81) * 12600 +
                       (byte_at(bytes, at + 1) - 0x30) * 1260 +
                       (byte_at(bytes, at + 2) - 0x81) * 10 + byte_at(bytes, at + 3) - 0x30;
    uint32_t code_point = range_code_point(pointer);
    return code_point != 0 ? valid_character(code_point, 4) : broken_character(4);
}

character rubric_decode_gb18030(rubric_slice bytes, size_t at, uint16_t *state) {
    unsigned first = byte_at(bytes, at);
    (void)state;
    if (first <= 0x80)
        return valid_character(first < 0x80 ? first : 0x20AC, 1);
    if (first == 0xFF || bytes.size - at < 2)
        return broken_character(1);
    unsigned second = byte_at(bytes, at + 1);
    if (is_in(second, 0x30, 0x39))
        return decode_four(bytes, at);
    if (second < 0x40 || second == 0x7F || second == 0xFF)
        return pair(0, second);
    uint32_t pointer = (first - 0x81) * 190 + second - (second < 0x7F ? 0x40 : 0x41);
    return pair(rubric_index_code_point(&rubric_index_gb18030, pointer), second);
}

// The pointers that stand for a letter and a mark on it.
static character decode_big5_pair(uint32_t pointer) {
    character found = valid_character(pointer < 1164 ? 0xCA : 0xEA, 2);
    found.combining = pointer == 1133 || pointer == 1164 ? 0x0304 : 0x030C;
    return found;
}

character rubric_decode_big5(rubric_slice bytes, size_t at, uint16_t *state) {
    unsigned first = byte_at(bytes, at);
    (void)state;
    if (first < 0x80)
        return valid_character(first, 1);
    if (!is_in(first, 0x81, 0xFE) || bytes.size - at < 2)
        return broken_character(1);
    unsigned second = byte_at(bytes, at + 1);
    if (!is_in(second, 0x40, 0x7E) && !is_in(second, 0xA1, 0xFE))
        return pair(0, second);
    uint32_t pointer = (first - 0x81) * 157 + second - (second < 0x7F ? 0x40 : 0x62);
    if (pointer == 1133 || pointer == 1135 || pointer == 1164 || pointer == 1166)
        return decode_big5_pair(pointer);
    return pair(rubric_index_code_point(&rubric_index_big5, pointer), second);
}

/* ---- Japanese ---- */

static character decode_jis0212(rubric_slice bytes, size_t at) {
    if (bytes.size - at < 3)
        return broken_character(2);
    unsigned first = byte_at(bytes, at + 1), second = byte_at(bytes, at + 2);
    uint32_t code_point = 0;
    if (is_in(second, 0xA1, 0xFE))
        code_point =
            rubric_index_code_point(&rubric_index_jis0212, (first - 0xA1) * 94 + second - 0xA1);
    if (code_point != 0)
        return valid_character(code_point, 3);
    return broken_character(second < 0x80 ? 2 : 3);
}

character rubric_decode_euc_jp(rubric_slice bytes, size_t at, uint16_t *state) {
    unsigned first = byte_at(bytes, at);
    (void)state;
    if (first < 0x80)
        return valid_character(first, 1);
    bool is_lead = first == 0x8E || first == 0x8F || is_in(first, 0xA1, 0xFE);
    if (!is_lead || bytes.size - at < 2)
        return broken_character(1);
    unsigned second = byte_at(bytes, at + 1);
    if (first == 0x8E && is_in(second, 0xA1, 0xDF))
        return valid_character(0xFF61 - 0xA1 + second, 2);
    if (first == 0x8F && is_in(second, 0xA1, 0xFE))
        return decode_jis0212(bytes, at);
    if (first < 0xA1 || !is_in(second, 0xA1, 0xFE))
        return pair(0, second);
    uint32_t pointer = (first - 0xA1) * 94 + second - 0xA1;
    return pair(rubric_index_code_point(&rubric_index_jis0208, pointer), second);
}

character rubric_decode_shift_jis(rubric_slice bytes, size_t at, uint16_t *state) {
    unsigned first = byte_at(bytes, at);
    (void)state;
    if (first <= 0x80)
        return valid_character(first, 1);
    if (is_in(first, 0xA1, 0xDF))
        return valid_character(0xFF61 - 0xA1 + first, 1);
    if (first == 0xA0 || first > 0xFC || bytes.size - at < 2)
        return broken_character(1);
    unsigned second = byte_at(bytes, at + 1);
    if (!is_in(second, 0x40, 0x7E) && !is_in(second, 0x80, 0xFC))
        return pair(0, second);
    uint32_t pointer =
        (first - (first < 0xA0 ? 0x81 : 0xC1)) * 188 + second - (second < 0x7F ? 0x40 : 0x41);
    if (pointer >= 8836 && pointer <= 10715) // characters of the user's own (EUDC)
        return valid_character(0xE000 - 8836 + pointer, 2);
    return pair(rubric_index_code_point(&rubric_index_jis0208, pointer), second);
}

/* ---- ISO-2022-JP ---- */

// The state: which set is in use, and whether nothing came since the last escape sequence.
enum { ASCII_SET, ROMAN_SET, KATAKANA_SET, KANJI_SET, SET_MASK = 3, IS_EMPTY = 4 };

// The set that an escape sequence (with ESC at `at`) turns to, or -1.
static int escaped_set(rubric_slice bytes, size_t at) {
    static const struct {
        char name[3];
        int set;
    } sets[] = {
        {"(B", ASCII_SET}, {"(J", ROMAN_SET}, {"(I", KATAKANA_SET},
        {"$@", KANJI_SET}, {"$B", KANJI_SET},
    };
    if (bytes.size - at < 3)
        return -1;
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
        if (memcmp(bytes.bytes + at + 1, sets[i].name, 2) == 0)
            return sets[i].set;
    return -1;
}

static character decode_escape(rubric_slice bytes, size_t at, uint16_t *state) {
    int set = escaped_set(bytes, at);
    if (set < 0) {
        *state &= SET_MASK;
        return broken_character(1);
    }
    bool was_empty = *state & IS_EMPTY;
    *state = (uint16_t)(set | IS_EMPTY);
    character found = broken_character(3); // two escapes in a row hide something: an error
    found.is_replaced = was_empty;
    found.is_silent = !was_empty;
    return found;
}

static character decode_kanji(rubric_slice bytes, size_t at) {
    unsigned first = byte_at(bytes, at);
    if (!is_in(first, 0x21, 0x7E) || bytes.size - at < 2 || byte_at(bytes, at + 1) == 0x1B)
        return broken_character(1);
    unsigned second = byte_at(bytes, at + 1);
    if (!is_in(second, 0x21, 0x7E))
        return broken_character(2);
    uint32_t code_point =
        rubric_index_code_point(&rubric_index_jis0208, (first - 0x21) * 94 + second - 0x21);
    return code_point != 0 ? valid_character(code_point, 2) : broken_character(2);
}

character rubric_decode_iso_2022_jp(rubric_slice bytes, size_t at, uint16_t *state) {
    unsigned byte = byte_at(bytes, at);
    if (byte == 0x1B)
        return decode_escape(bytes, at, state);
    *state &= SET_MASK;
    if (*state == KANJI_SET)
        return decode_kanji(bytes, at);
    if (*state == KATAKANA_SET)
        return is_in(byte, 0x21, 0x5F) ? valid_character(0xFF61 - 0x21 + byte, 1)
                                       : broken_character(1);
    if (byte >= 0x80 || byte == 0x0E || byte == 0x0F)
        return broken_character(1);
    if (*state == ROMAN_SET && (byte == 0x5C || byte == 0x7E))
        return valid_character(byte == 0x5C ? 0xA5 : 0x203E, 1);
    return valid_character(byte, 1);
}

/* ---- Korean ---- */

character rubric_decode_euc_kr(rubric_slice bytes, size_t at, uint16_t *state) {
    unsigned first = byte_at(bytes, at);
    (void)state;
    if (first < 0x80)
        return valid_character(first, 1);
    if (!is_in(first, 0x81, 0xFE) || bytes.size - at < 2)
        return broken_character(1);
    unsigned second = byte_at(bytes, at + 1);
    if (!is_in(second, 0x41, 0xFE))
        return pair(0, second);
    uint32_t pointer = (first - 0x81) * 190 + second - 0x41;
    return pair(rubric_index_code_point(&rubric_index_euc_kr, pointer), second);
}
