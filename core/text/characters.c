// SPDX-License-Identifier: MIT
// Classes of code points, from their general category.
#include "unicode.h"

bool rubric_is_letter(uint32_t code_point) {
    if (code_point < 0x80)
        return ascii_is_letter((char)code_point);
    utf8proc_category_t category = unicode_category(code_point);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_ME;
}

bool rubric_is_digit(uint32_t code_point) {
    if (code_point < 0x80)
        return ascii_is_digit((char)code_point);
    return unicode_category(code_point) == UTF8PROC_CATEGORY_ND;
}

bool rubric_is_upper(uint32_t code_point) {
    if (code_point < 0x80)
        return ascii_is_upper((char)code_point);
    utf8proc_category_t category = unicode_category(code_point);
    return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
}

bool rubric_is_lower(uint32_t code_point) {
    if (code_point < 0x80)
        return ascii_is_lower((char)code_point);
    return unicode_category(code_point) == UTF8PROC_CATEGORY_LL;
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
    if (code_point < 0x80)
        return code_point > ' ' && code_point < 0x7F && !ascii_is_letter((char)code_point) &&
               !ascii_is_digit((char)code_point);
    utf8proc_category_t category = unicode_category(code_point);
    return category >= UTF8PROC_CATEGORY_PC && category <= UTF8PROC_CATEGORY_SO;
}
