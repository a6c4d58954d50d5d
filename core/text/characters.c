// SPDX-License-Identifier: MIT
// Classes of code points, from their general category.
#include "characters.h"

#include "base/ascii.h"
#include "rubric/text.h"

enum { LAST_CODE_POINT = 0x10FFFF };

static bool is_within(uint32_t code_point, enum category first, enum category last) {
    return code_point <= LAST_CODE_POINT && is_category(code_point, first, last);
}

bool rubric_is_letter(uint32_t code_point) {
    return is_within(code_point, CATEGORY_LU, CATEGORY_ME);
}

bool rubric_is_digit(uint32_t code_point) {
    return is_within(code_point, CATEGORY_ND, CATEGORY_ND);
}

bool rubric_is_upper(uint32_t code_point) {
    return is_within(code_point, CATEGORY_LU, CATEGORY_LU) ||
           is_within(code_point, CATEGORY_LT, CATEGORY_LT);
}

bool rubric_is_lower(uint32_t code_point) {
    return is_within(code_point, CATEGORY_LL, CATEGORY_LL);
}

bool rubric_is_space(uint32_t code_point) {
    if (code_point < 0x80)
        return ascii_is_space((char)code_point);
    if (code_point < 0x1680)
        return code_point == 0x85 || code_point == 0xA0;
    return code_point == 0x1680 || (code_point >= 0x2000 && code_point <= 0x200A) ||
           code_point == 0x2028 || code_point == 0x2029 || code_point == 0x202F ||
           code_point == 0x205F || code_point == 0x3000;
}

bool rubric_is_punctuation(uint32_t code_point) {
    return is_within(code_point, CATEGORY_PC, CATEGORY_SO);
}

int rubric_code_point_width(uint32_t code_point) {
    return code_point <= LAST_CODE_POINT ? (int)width_of(code_point) : 1;
}
