// SPDX-License-Identifier: MIT
// Buffers: growing bytes whose failure is sticky, so that writers read as straight prose.
#include "rubric/base.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "ascii.h"

enum { FIRST_CAPACITY = 64, NUMBER_SIZE = 64 };

void rubric_buffer_clear(rubric_buffer *buffer) {
    rubric_context_release(buffer->context, buffer->bytes, buffer->capacity);
    rubric_buffer_init(buffer, buffer->context);
}

static size_t grown_capacity(size_t capacity, size_t needed) {
    if (capacity < FIRST_CAPACITY)
        capacity = FIRST_CAPACITY;
    while (capacity < needed) {
        if (capacity > SIZE_MAX / 2)
            return needed;
        capacity += capacity < 1u << 20 ? capacity : capacity / 2;
    }
    return capacity;
}

bool rubric_buffer_reserve(rubric_buffer *buffer, size_t more) {
    if (buffer->failed)
        return false;
    if (more <= buffer->capacity - buffer->size)
        return true;
    if (more > SIZE_MAX - buffer->size) {
        buffer->failed = true;
        rubric_context_fail(buffer->context, RUBRIC_ERROR_MEMORY);
        return false;
    }
    size_t capacity = grown_capacity(buffer->capacity, buffer->size + more);
    char *bytes = rubric_context_resize(buffer->context, buffer->bytes, buffer->capacity, capacity);
    if (bytes == NULL) {
        buffer->failed = true;
        return false;
    }
    buffer->bytes = bytes;
    buffer->capacity = capacity;
    return true;
}

void rubric_buffer_put(rubric_buffer *buffer, const char *bytes, size_t size) {
    if (size == 0 || !rubric_buffer_reserve(buffer, size))
        return;
    memcpy(buffer->bytes + buffer->size, bytes, size);
    buffer->size += size;
}

void rubric_buffer_put_string(rubric_buffer *buffer, const char *string) {
    rubric_buffer_put(buffer, string, strlen(string));
}

void rubric_buffer_put_repeated(rubric_buffer *buffer, char byte, size_t count) {
    if (count == 0 || !rubric_buffer_reserve(buffer, count))
        return;
    memset(buffer->bytes + buffer->size, byte, count);
    buffer->size += count;
}

void rubric_buffer_put_integer(rubric_buffer *buffer, int64_t number) {
    char digits[24];
    size_t begin = sizeof digits;
    uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    do {
        digits[--begin] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest != 0);
    if (number < 0)
        digits[--begin] = '-';
    rubric_buffer_put(buffer, digits + begin, sizeof digits - begin);
}

static bool is_number_byte(char c) {
    return ascii_is_digit(c) || c == '-' || c == '+' || c == 'e';
}

void rubric_buffer_put_number(rubric_buffer *buffer, double number) {
    if (isnan(number)) {
        rubric_buffer_put_string(buffer, "nan");
        return;
    }
    if (isinf(number)) {
        rubric_buffer_put_string(buffer, number > 0 ? "inf" : "-inf");
        return;
    }
    // snprintf and strtod agree on the decimal point of whatever locale is set.
    // Fifteen digits are always told apart, but for the smallest numbers, which have fewer.
    char text[NUMBER_SIZE];
    for (int precision = fabs(number) < DBL_MIN ? 1 : DBL_DIG; precision <= 17; precision++) {
        snprintf(text, sizeof text, "%.*g", precision, number);
        if (precision == 17 || strtod(text, NULL) == number)
            break;
    }
    bool in_point = false;
    for (const char *byte = text; *byte != '\0'; byte++) {
        bool is_point = !is_number_byte(*byte);
        if (!is_point)
            rubric_buffer_put_byte(buffer, *byte);
        else if (!in_point) // the point of some locales has two bytes
            rubric_buffer_put_byte(buffer, '.');
        in_point = is_point;
    }
}

void rubric_buffer_put_code_point(rubric_buffer *buffer, uint32_t code_point) {
    char bytes[4];
    rubric_buffer_put(buffer, bytes, rubric_utf8_encode(code_point, bytes));
}
