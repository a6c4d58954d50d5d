// SPDX-License-Identifier: MIT
// Reads and writes decimal numbers exactly and without the locale.
#define _GNU_SOURCE // strtod_l
#include "number.h"

#include <locale.h>
#include <stdlib.h>

#include "base/ascii.h"

enum {
    EXACT_DIGITS = 15,       // decimal digits that a double always holds
    EXACT_POWER = 22,        // the largest power of ten that is a double
    KEPT_DIGITS = 800,       // more never change the nearest double, but for being not zero
    LARGEST_EXPONENT = 99999 // beyond any double, within any int
};

// A decimal number taken apart: digits x 10^exponent.
typedef struct decimal {
    char digits[KEPT_DIGITS + 1]; // significant ones, not terminated
    int count;
    int64_t exponent; // decimal, of the last digit kept
    bool is_negative;
} decimal;

bool rubric_integer_read(int64_t *out, rubric_slice text) {
    bool is_negative = text.size > 0 && text.bytes[0] == '-';
    size_t at = text.size > 0 && (is_negative || text.bytes[0] == '+');
    uint64_t limit = is_negative ? (uint64_t)INT64_MAX + 1 : INT64_MAX;
    uint64_t number = 0;
    for (; at < text.size; at++) {
        uint64_t digit = (uint64_t)(text.bytes[at] - '0');
        if (number > (limit - digit) / 10)
            return false;
        number = number * 10 + digit;
    }
    *out = is_negative ? (int64_t)(0 - number) : (int64_t)number;
    return true;
}

static void add_digit(decimal *number, char digit, bool is_fraction) {
    if (number->count == 0 && digit == '0') {
        number->exponent -= is_fraction;
        return;
    }
    if (number->count < KEPT_DIGITS) {
        number->digits[number->count++] = digit;
        number->exponent -= is_fraction;
        return;
    }
    if (digit != '0') // a sticky digit: the rest is more than nothing
        number->digits[KEPT_DIGITS] = '1';
    number->exponent += !is_fraction;
}

static int read_exponent(rubric_slice text, size_t at) {
    bool is_negative = at < text.size && text.bytes[at] == '-';
    at += at < text.size && (is_negative || text.bytes[at] == '+');
    int exponent = 0;
    for (; at < text.size; at++) {
        if (exponent < LARGEST_EXPONENT)
            exponent = exponent * 10 + (text.bytes[at] - '0');
    }
    return is_negative ? -exponent : exponent;
}

static void take_apart(decimal *number, rubric_slice text) {
    number->count = 0;
    number->exponent = 0;
    number->digits[KEPT_DIGITS] = '0';
    number->is_negative = text.size > 0 && text.bytes[0] == '-';
    bool is_fraction = false;
    for (size_t i = 0; i < text.size; i++) {
        char c = text.bytes[i];
        if (c == 'e' || c == 'E') {
            number->exponent += read_exponent(text, i + 1);
            return;
        }
        if (c == '.')
            is_fraction = true;
        else if (ascii_is_digit(c))
            add_digit(number, c, is_fraction);
    }
}

static bool read_exactly(const decimal *number, double *out) {
    static const double powers[EXACT_POWER + 1] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                   1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                                   1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    if (number->count > EXACT_DIGITS || number->exponent > EXACT_POWER ||
        number->exponent < -EXACT_POWER)
        return false;
    int64_t mantissa = 0;
    for (int i = 0; i < number->count; i++)
        mantissa = mantissa * 10 + (number->digits[i] - '0');
    *out = number->exponent < 0 ? (double)mantissa / powers[-number->exponent]
                                : (double)mantissa * powers[number->exponent];
    return true;
}

// Digits without a decimal point, and an exponent: there is no locale in that, but the C locale
// is asked for all the same, because some group digits.
static double read_slowly(const decimal *number) {
    char text[KEPT_DIGITS + 16];
    size_t size = (size_t)number->count;
    memcpy(text, number->digits, size);
    int64_t exponent = number->exponent;
    if (number->count == KEPT_DIGITS) {
        text[size++] = number->digits[KEPT_DIGITS];
        exponent--;
    }
    rubric_slice sign = rubric_slice_of(exponent < 0 ? "e-" : "e+");
    memcpy(text + size, sign.bytes, sign.size);
    size += sign.size;
    int64_t rest = exponent < 0 ? -exponent : exponent;
    if (rest > LARGEST_EXPONENT)
        rest = LARGEST_EXPONENT;
    for (int power = 10000; power > 0; power /= 10)
        text[size++] = (char)('0' + rest / power % 10);
    text[size] = '\0';
    locale_t c_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0); // glibc: a constant
    if (c_locale == (locale_t)0)
        return strtod(text, NULL);
    double result = strtod_l(text, NULL, c_locale);
    freelocale(c_locale);
    return result;
}

double rubric_number_read(rubric_slice text) {
    decimal number;
    take_apart(&number, text);
    double result = 0;
    if (number.count > 0 && !read_exactly(&number, &result))
        result = read_slowly(&number);
    return number.is_negative ? -result : result;
}

void rubric_number_write(rubric_buffer *out, double number) {
    size_t begin = out->size;
    rubric_buffer_put_number(out, number);
    for (size_t i = begin; i < out->size; i++) {
        if (out->bytes[i] == '.')
            return;
        if (out->bytes[i] != 'e')
            continue;
        // 1e+22: readers of YAML 1.1 need the point.
        char exponent[16];
        size_t size = out->size - i;
        memcpy(exponent, out->bytes + i, size);
        out->size = i;
        rubric_buffer_put_string(out, ".0");
        rubric_buffer_put(out, exponent, size);
        return;
    }
    rubric_buffer_put_string(out, ".0"); // so that it reads back as a number, not an integer
}
