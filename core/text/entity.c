// SPDX-License-Identifier: MIT
// Character references: numeric and named ones to UTF-8 (HTML Living Standard, section 13.5).
#include <rubric/text.h>

#include "text/tables/entities.h"

// What windows-1252 bytes written as numeric references mean (section 13.2.5.80).
static const uint16_t c1_meanings[32] = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

static int digit_value(char byte, uint32_t base) {
    int value = byte >= '0' && byte <= '9'                     ? byte - '0'
                : (byte | 0x20) >= 'a' && (byte | 0x20) <= 'f' ? (byte | 0x20) - 'a' + 10
                                                               : -1;
    return value < (int)base ? value : -1;
}

// `&#123;` and `&#x7B;`; `at` stands on the number sign.
static size_t read_numeric(rubric_slice text, size_t at, char out[8], size_t *size) {
    size_t i = at + 1;
    uint32_t base = 10, code_point = 0;
    if (i < text.size && (text.bytes[i] == 'x' || text.bytes[i] == 'X')) {
        base = 16;
        i++;
    }
    size_t digits = 0;
    for (; i < text.size && digit_value(text.bytes[i], base) >= 0; i++, digits++)
        if (code_point <= 0x10FFFF)
            code_point = code_point * base + (uint32_t)digit_value(text.bytes[i], base);
    if (digits == 0 || digits > 7 || i >= text.size || text.bytes[i] != ';')
        return 0;
    if (code_point >= 0x80 && code_point < 0xA0)
        code_point = c1_meanings[code_point - 0x80];
    if (code_point == 0)
        code_point = 0xFFFD;
    *size = rubric_utf8_encode(code_point, out);
    return i + 1;
}

static const struct rubric_entity *find_named(rubric_slice name) {
    size_t low = 0, high = rubric_entity_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = rubric_slice_compare(name, rubric_slice_of(rubric_entities[middle].name));
        if (order == 0)
            return &rubric_entities[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

static bool is_name_byte(char byte) {
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
           (byte >= 'A' && byte <= 'Z');
}

size_t rubric_entity_read(rubric_slice text, size_t offset, char out[8], size_t *size) {
    if (offset + 2 >= text.size || text.bytes[offset] != '&')
        return 0;
    if (text.bytes[offset + 1] == '#') {
        size_t end = read_numeric(text, offset + 1, out, size);
        return end ? end - offset : 0;
    }
    size_t end = offset + 1;
    while (end < text.size && end - offset < 40 && is_name_byte(text.bytes[end]))
        end++;
    if (end >= text.size || text.bytes[end] != ';')
        return 0;
    const struct rubric_entity *entity = find_named(rubric_slice_part(text, offset + 1, end));
    if (!entity)
        return 0;
    *size = strlen(entity->text);
    memcpy(out, entity->text, *size);
    return end + 1 - offset;
}
