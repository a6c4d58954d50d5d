// SPDX-License-Identifier: MIT
// Scripts: which one a code point belongs to, and which one a text is written in.
#include "script.h"

#include "base/utf8.h"
#include "rubric/text.h"

// Codes compare as numbers, which is faster than strcmp.
static uint32_t key_of(const char *code) {
    uint32_t key = 0;
    for (size_t i = 0; i < 4; i++)
        key = key << 8 | (unsigned char)code[i];
    return key;
}

uint8_t rubric_script_find(const char *code) {
    const uint32_t key = key_of(code);
    size_t low = 0, high = rubric_script_count - 1;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (key_of(rubric_script_codes[middle]) < key)
            low = middle + 1;
        else
            high = middle;
    }
    return (uint8_t)low;
}

const char *rubric_script_of(uint32_t code_point) {
    return code_point > 0x10FFFF ? "Zzzz" : rubric_script_codes[script_of(code_point)];
}

const char *rubric_text_script(rubric_slice text) {
    size_t counts[SCRIPT_LIMIT] = {0};
    uint8_t best = SCRIPT_ZYYY;
    for (size_t at = 0, size; at < text.size; at += size) {
        uint32_t code_point = utf8_next(text, at, &size);
        uint8_t script = script_of(code_point);
        if (script == SCRIPT_ZYYY || script == SCRIPT_ZINH || !rubric_is_letter(code_point))
            continue;
        counts[script]++;
        if (best == SCRIPT_ZYYY || counts[script] > counts[best])
            best = script;
    }
    return rubric_script_codes[best];
}
