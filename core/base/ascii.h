// SPDX-License-Identifier: MIT
// Classes of ASCII bytes that never ask the locale; bytes from 0x80 on belong to none.
#ifndef RUBRIC_BASE_ASCII_H
#define RUBRIC_BASE_ASCII_H

#include <stdbool.h>
#include <string.h>

static inline bool ascii_is_digit(char c) {
    return c >= '0' && c <= '9';
}

static inline bool ascii_is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

static inline bool ascii_is_lower(char c) {
    return c >= 'a' && c <= 'z';
}

static inline bool ascii_is_letter(char c) {
    return ascii_is_upper(c) || ascii_is_lower(c);
}

static inline bool ascii_is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline bool ascii_is_punctuation(char c) {
    return c > ' ' && c < 127 && !ascii_is_letter(c) && !ascii_is_digit(c);
}

static inline char ascii_lower(char c) {
    return ascii_is_upper(c) ? (char)(c - 'A' + 'a') : c;
}

static inline char ascii_upper(char c) {
    return ascii_is_lower(c) ? (char)(c - 'a' + 'A') : c;
}

// Whether a byte is one of a short string's; NUL is not.
static inline bool ascii_is_among(char c, const char *set) {
    while (*set && *set != c)
        set++;
    return *set != '\0';
}

// The value of a hexadecimal digit, or -1.
static inline int ascii_hex_value(char c) {
    if (ascii_is_digit(c))
        return c - '0';
    char lower = ascii_lower(c);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

#endif
