// SPDX-License-Identifier: MIT
// Latin letters that no decomposition brings to ASCII, found in their table.
#include "latin.h"

#include "text/tables/latin_letters.h"

const char *rubric_latin_letter_ascii(uint32_t code_point) {
    if (code_point < rubric_latin_letters[0].code_point)
        return NULL;
    size_t low = 0, high = rubric_latin_letter_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const rubric_latin_letter *found = &rubric_latin_letters[middle];
        if (found->code_point == code_point)
            return found->ascii;
        if (found->code_point < code_point)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}
