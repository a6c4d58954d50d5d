// SPDX-License-Identifier: MIT
// Resolves plain YAML scalars by the core schema (YAML 1.2.2, section 10.3.2).
#include <math.h>

#include "base/ascii.h"
#include "number.h"
#include "rubric/data.h"

static bool is_one_of(rubric_slice text, const char *const *words) {
    for (; *words != NULL; words++) {
        if (rubric_slice_equal(text, rubric_slice_of(*words)))
            return true;
    }
    return false;
}

static size_t skip_digits(rubric_slice text, size_t at) {
    while (at < text.size && ascii_is_digit(text.bytes[at]))
        at++;
    return at;
}

static size_t skip_sign(rubric_slice text, size_t at) {
    return at + (at < text.size && (text.bytes[at] == '-' || text.bytes[at] == '+'));
}

static rubric_value integer_or_number(rubric_slice text) {
    int64_t integer;
    if (rubric_integer_read(&integer, text))
        return rubric_value_integer(integer);
    return rubric_value_number(rubric_number_read(text));
}

// 0o17 and 0x1F.
static bool read_radix(rubric_slice text, rubric_value *out) {
    if (text.size < 3 || text.bytes[0] != '0' || (text.bytes[1] != 'x' && text.bytes[1] != 'o'))
        return false;
    int radix = text.bytes[1] == 'x' ? 16 : 8;
    uint64_t number = 0;
    double large = 0;
    for (size_t i = 2; i < text.size; i++) {
        int digit = ascii_hex_value(text.bytes[i]);
        if (digit < 0 || digit >= radix)
            return false;
        number = number * (unsigned)radix + (unsigned)digit;
        large = large * radix + digit;
    }
    bool fits = large < 9223372036854775808.0;
    *out = fits ? rubric_value_integer((int64_t)number) : rubric_value_number(large);
    return true;
}

// [-+]? ( . digits | digits [. digits?] ) [e [-+]? digits]
static bool read_decimal(rubric_slice text, rubric_value *out) {
    size_t begin = skip_sign(text, 0), at = skip_digits(text, begin);
    size_t digits = at - begin;
    if (at == text.size && digits > 0) {
        *out = integer_or_number(text);
        return true;
    }
    if (at < text.size && text.bytes[at] == '.') {
        size_t end = skip_digits(text, at + 1);
        digits += end - at - 1;
        at = end;
    }
    if (digits == 0)
        return false;
    if (at < text.size && (text.bytes[at] == 'e' || text.bytes[at] == 'E')) {
        size_t exponent = skip_sign(text, at + 1);
        at = skip_digits(text, exponent);
        if (at == exponent)
            return false;
    }
    if (at < text.size)
        return false;
    *out = rubric_value_number(rubric_number_read(text));
    return true;
}

static bool read_special(rubric_slice text, rubric_value *out) {
    static const char *const infinities[] = {".inf", ".Inf", ".INF", NULL};
    static const char *const not_numbers[] = {".nan", ".NaN", ".NAN", NULL};
    size_t begin = skip_sign(text, 0);
    if (is_one_of(rubric_slice_part(text, begin, text.size), infinities)) {
        *out = rubric_value_number(text.bytes[0] == '-' ? -HUGE_VAL : HUGE_VAL);
        return true;
    }
    if (!is_one_of(text, not_numbers))
        return false;
    *out = rubric_value_number(NAN);
    return true;
}

rubric_value rubric_yaml_scalar(rubric_slice text) {
    static const char *const nulls[] = {"", "~", "null", "Null", "NULL", NULL};
    static const char *const trues[] = {"true", "True", "TRUE", NULL};
    static const char *const falses[] = {"false", "False", "FALSE", NULL};
    rubric_value value;
    if (is_one_of(text, nulls))
        return rubric_value_null();
    if (is_one_of(text, trues))
        return rubric_value_boolean(true);
    if (is_one_of(text, falses))
        return rubric_value_boolean(false);
    if (read_radix(text, &value) || read_decimal(text, &value) || read_special(text, &value))
        return value;
    return rubric_value_string(text);
}
