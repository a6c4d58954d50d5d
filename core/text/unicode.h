// SPDX-License-Identifier: MIT
// The one place that includes utf8proc.
#ifndef RUBRIC_TEXT_UNICODE_H
#define RUBRIC_TEXT_UNICODE_H

#include <utf8proc.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "rubric/text.h"

static inline utf8proc_category_t unicode_category(uint32_t code_point) {
    return utf8proc_category((utf8proc_int32_t)code_point);
}

static inline bool unicode_is_mark(uint32_t code_point) {
    if (code_point < 0x300)
        return false;
    utf8proc_category_t category = unicode_category(code_point);
    return category >= UTF8PROC_CATEGORY_MN && category <= UTF8PROC_CATEGORY_ME;
}

#endif
