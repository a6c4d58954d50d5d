// SPDX-License-Identifier: MIT
// Case: full lower, upper and title case and case folding, without the rules of languages.
#include "tables/special_casing.h"
#include "unicode.h"

enum { CAPITAL_SIGMA = 0x3A3, FINAL_SIGMA = 0x3C2, DOTTED_I = 0x130, FOLDED_SIZE = 4 };

static const rubric_special_casing *find_special(uint32_t code_point) {
    if (code_point < rubric_special_casings[0].code_point)
        return NULL;
    size_t low = 0, high = rubric_special_casing_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const rubric_special_casing *found = &rubric_special_casings[middle];
        if (found->code_point == code_point)
            return found;
        if (found->code_point < code_point)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static void put_points(rubric_buffer *out, const uint32_t points[3]) {
    for (int i = 0; i < 3 && points[i] != 0; i++)
        rubric_buffer_put_code_point(out, points[i]);
}

static void put_upper(rubric_buffer *out, uint32_t code_point) {
    const rubric_special_casing *special = find_special(code_point);
    if (special != NULL)
        put_points(out, special->upper);
    else
        rubric_buffer_put_code_point(out, (uint32_t)utf8proc_toupper((utf8proc_int32_t)code_point));
}

static void put_title(rubric_buffer *out, uint32_t code_point) {
    const rubric_special_casing *special = find_special(code_point);
    if (special != NULL)
        put_points(out, special->title);
    else
        rubric_buffer_put_code_point(out, (uint32_t)utf8proc_totitle((utf8proc_int32_t)code_point));
}

static void put_fold(rubric_buffer *out, uint32_t code_point) {
    utf8proc_int32_t folded[FOLDED_SIZE];
    int boundclass = 0;
    utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)code_point, folded,
                                                     FOLDED_SIZE, UTF8PROC_CASEFOLD, &boundclass);
    for (utf8proc_ssize_t i = 0; i < count && i < FOLDED_SIZE; i++)
        rubric_buffer_put_code_point(out, (uint32_t)folded[i]);
}

// A sigma is final after a letter and before none (Unicode 15.0, table 3-17).
static bool is_final(rubric_slice text, size_t at, size_t size) {
    size_t before, next_size;
    bool follows = at > 0 && rubric_is_letter(utf8_previous(text, at, &before));
    size_t next = at + size;
    return follows && (next >= text.size || !rubric_is_letter(utf8_next(text, next, &next_size)));
}

static void put_lower(rubric_buffer *out, rubric_slice text, size_t at, size_t size,
                      uint32_t code_point) {
    if (code_point == CAPITAL_SIGMA && is_final(text, at, size)) {
        rubric_buffer_put_code_point(out, FINAL_SIGMA);
    } else if (code_point == DOTTED_I) {
        rubric_buffer_put_string(out, "i\xCC\x87");
    } else {
        rubric_buffer_put_code_point(out, (uint32_t)utf8proc_tolower((utf8proc_int32_t)code_point));
    }
}

// What does not end a word for title case: "don't" has one capital.
static bool continues_word(uint32_t code_point) {
    return rubric_is_letter(code_point) || rubric_is_digit(code_point) || code_point == '\'' ||
           code_point == 0x2019;
}

static char ascii_case(char c, rubric_case form, bool in_word) {
    if (form == RUBRIC_CASE_UPPER || (form == RUBRIC_CASE_TITLE && !in_word))
        return ascii_upper(c);
    return ascii_lower(c);
}

void rubric_text_case(rubric_buffer *out, rubric_slice text, rubric_case form) {
    bool in_word = false;
    rubric_buffer_reserve(out, text.size);
    for (size_t at = 0, size; at < text.size && !out->failed; at += size) {
        uint32_t code_point = utf8_next(text, at, &size);
        if (code_point < 0x80)
            rubric_buffer_put_byte(out, ascii_case((char)code_point, form, in_word));
        else if (form == RUBRIC_CASE_UPPER)
            put_upper(out, code_point);
        else if (form == RUBRIC_CASE_FOLD)
            put_fold(out, code_point);
        else if (form == RUBRIC_CASE_TITLE && !in_word)
            put_title(out, code_point);
        else
            put_lower(out, text, at, size, code_point);
        if (form == RUBRIC_CASE_TITLE)
            in_word = continues_word(code_point) && (in_word || rubric_is_letter(code_point));
    }
}
