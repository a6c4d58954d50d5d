// SPDX-License-Identifier: MIT
// Numbers with a unit as people write them, read without the locale.
#include "quantity.h"

#include <string.h>

typedef struct unit {
    const char *name;
    uint64_t factor;
} unit;

// The number in front and its unit, multiplied; false for anything else or above `most`.
static bool read_quantity(const char *text, const unit *units, uint64_t most, uint64_t *out) {
    uint64_t number = 0;
    const char *rest = text;
    for (; *rest >= '0' && *rest <= '9'; rest++) {
        if (number > (most - 9) / 10)
            return false;
        number = number * 10 + (uint64_t)(*rest - '0');
    }
    if (rest == text)
        return false;
    for (; units->name != NULL; units++)
        if (strcmp(units->name, rest) == 0)
            break;
    if (units->name == NULL || number > most / units->factor)
        return false;
    *out = number * units->factor;
    return true;
}

bool rubric_quantity_count(const char *text, uint32_t *out) {
    static const unit units[] = {{"", 1}, {NULL, 0}};
    uint64_t number;
    if (!read_quantity(text, units, UINT32_MAX, &number))
        return false;
    *out = (uint32_t)number;
    return true;
}

bool rubric_quantity_bytes(const char *text, size_t *out) {
    static const unit units[] = {
        {"", 1},          {"B", 1},        {"KiB", 1 << 10},   {"MiB", 1 << 20},
        {"GiB", 1 << 30}, {"K", 1 << 10},  {"M", 1 << 20},     {"G", 1 << 30},
        {"KB", 1000},     {"MB", 1000000}, {"GB", 1000000000}, {NULL, 0},
    };
    uint64_t number;
    if (!read_quantity(text, units, SIZE_MAX, &number))
        return false;
    *out = (size_t)number;
    return true;
}

bool rubric_quantity_time(const char *text, uint32_t *out) {
    static const unit units[] = {{"", 1000}, {"ms", 1}, {"s", 1000}, {"m", 60000}, {NULL, 0}};
    uint64_t number;
    if (!read_quantity(text, units, UINT32_MAX, &number))
        return false;
    *out = (uint32_t)number;
    return true;
}
