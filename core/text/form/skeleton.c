// SPDX-License-Identifier: MIT
// Skeletons (UTS #39, section 4): what looks the same becomes the same.
#include <stddef.h>

#include "base/utf8.h"
#include "rubric/text.h"
#include "text/characters.h"
#include "text/tables/confusables.h"

static const char *prototype_of(uint32_t code_point) {
    size_t low = 0, high = rubric_confusable_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const rubric_confusable *found = &rubric_confusables[middle];
        if (found->code_point == code_point)
            return (const char *)rubric_confusable_prototypes + found->prototype;
        if (found->code_point < code_point)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

// Default_Ignorable_Code_Point, as far as it is used in text: nobody sees it.
static bool is_invisible(uint32_t code_point) {
    return category_of(code_point) == CATEGORY_CF || code_point == 0x34F || code_point == 0x115F ||
           code_point == 0x1160 || code_point == 0x3164 || code_point == 0xFFA0 ||
           (code_point >= 0xFE00 && code_point <= 0xFE0F) ||
           (code_point >= 0x180B && code_point <= 0x180F) ||
           (code_point >= 0xE0000 && code_point <= 0xE0FFF);
}

static void put_prototypes(rubric_buffer *out, rubric_slice text) {
    for (size_t at = 0, size; at < text.size && !out->failed; at += size) {
        uint32_t code_point = utf8_next(text, at, &size);
        const char *prototype = prototype_of(code_point);
        if (prototype != NULL)
            rubric_buffer_put_string(out, prototype);
        else if (!is_invisible(code_point))
            rubric_buffer_put(out, text.bytes + at, size);
    }
}

void rubric_text_skeleton(rubric_buffer *out, rubric_slice text) {
    rubric_buffer decomposed, mapped;
    rubric_buffer_init(&decomposed, out->context);
    rubric_buffer_init(&mapped, out->context);
    rubric_text_normalize(&decomposed, text, RUBRIC_FORM_NFD);
    put_prototypes(&mapped, rubric_buffer_slice(&decomposed));
    rubric_text_normalize(out, rubric_buffer_slice(&mapped), RUBRIC_FORM_NFD);
    out->failed = out->failed || decomposed.failed || mapped.failed;
    rubric_buffer_clear(&decomposed);
    rubric_buffer_clear(&mapped);
}
