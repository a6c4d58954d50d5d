// SPDX-License-Identifier: MIT
// The one place that includes utf8proc.
#ifndef RUBRIC_TEXT_UNICODE_H
#define RUBRIC_TEXT_UNICODE_H

#include <utf8proc.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "characters.h"
#include "rubric/text.h"

static inline bool unicode_is_mark(uint32_t code_point) {
    return code_point >= 0x300 && is_category(code_point, CATEGORY_MN, CATEGORY_ME);
}

#endif
