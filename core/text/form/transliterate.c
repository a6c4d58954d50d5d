// SPDX-License-Identifier: MIT
// Text in ASCII: each letter goes to its script, Latin letters and punctuation are done here.
#include "transliterate.h"

#include <string.h>

#include "latin.h"
#include "text/hangul.h"
#include "text/unicode.h"

enum { EXPANSION = 32 }; // code points that one becomes at most

bool rubric_transliterate_is_language(rubric_slice code, const char *language) {
    size_t size = strlen(language);
    if (code.size < size ||
        (code.size > size && code.bytes[size] != '-' && code.bytes[size] != '_'))
        return false;
    for (size_t i = 0; i < size; i++) {
        if (ascii_lower(code.bytes[i]) != language[i])
            return false;
    }
    return true;
}

static bool is_upper_at(rubric_slice text, size_t at) {
    size_t size;
    return at < text.size && rubric_is_upper(utf8_next(text, at, &size));
}

void rubric_transliterate_put(rubric_buffer *out, const char *ascii, rubric_slice text,
                              size_t begin, size_t end) {
    size_t before = begin, size;
    bool is_capital = is_upper_at(text, begin);
    bool follows_capital = begin > 0 && rubric_is_upper(utf8_previous(text, begin, &before));
    bool precedes_letter = end < text.size && rubric_is_letter(utf8_next(text, end, &size));
    bool all = is_upper_at(text, end) || (follows_capital && !precedes_letter);
    for (size_t i = 0; ascii[i] != '\0'; i++)
        rubric_buffer_put_byte(out,
                               is_capital && (i == 0 || all) ? ascii_upper(ascii[i]) : ascii[i]);
}

/* ---- Latin ---- */

// What languages write for their letters where they cannot have them.
static const char *latin_of_language(uint32_t small, rubric_slice code) {
    bool is_german = rubric_transliterate_is_language(code, "de");
    bool is_nordic = rubric_transliterate_is_language(code, "da") ||
                     rubric_transliterate_is_language(code, "nb") ||
                     rubric_transliterate_is_language(code, "nn") ||
                     rubric_transliterate_is_language(code, "no");
    if (is_german)
        return small == 0xE4 ? "ae" : small == 0xF6 ? "oe" : small == 0xFC ? "ue" : NULL;
    if (is_nordic)
        return small == 0xF8 ? "oe" : small == 0xE5 ? "aa" : NULL;
    return NULL;
}

// Letters that their table has in capitals or not as they are, but for one neighbour.
static bool put_latin(rubric_buffer *out, rubric_slice text, size_t at, size_t size,
                      uint32_t code_point, rubric_slice language_code) {
    uint32_t small = (uint32_t)utf8proc_tolower((utf8proc_int32_t)code_point);
    const char *ascii = latin_of_language(small, language_code);
    if (ascii == NULL && category_of(code_point) != CATEGORY_LT)
        ascii = rubric_latin_letter_ascii(small);
    if (ascii != NULL && ascii_is_lower(ascii[0])) {
        rubric_transliterate_put(out, ascii, text, at, at + size);
        return true;
    }
    ascii = rubric_latin_letter_ascii(code_point);
    if (ascii != NULL)
        rubric_buffer_put_string(out, ascii);
    return ascii != NULL;
}

/* ---- Punctuation ---- */

// What no decomposition brings to ASCII. Sorted.
static const struct {
    uint16_t code_point;
    const char *ascii;
} SIGNS[] = {
    {0xA1, "!"},    {0xA3, "GBP"},  {0xA5, "JPY"},  {0xA9, "(C)"},   {0xAB, "\""},
    {0xAD, ""},     {0xAE, "(R)"},  {0xB5, "u"},    {0xB7, "."},     {0xBB, "\""},
    {0xBF, "?"},    {0xD7, "x"},    {0xF7, "/"},    {0x2B9, "'"},    {0x2BA, "\""},
    {0x2BB, "'"},   {0x2BC, "'"},   {0x2BD, "'"},   {0x2BE, "'"},    {0x2BF, "'"},
    {0x200B, ""},   {0x200C, ""},   {0x200D, ""},   {0x200E, ""},    {0x200F, ""},
    {0x2010, "-"},  {0x2011, "-"},  {0x2012, "-"},  {0x2013, "-"},   {0x2014, "-"},
    {0x2015, "-"},  {0x2018, "'"},  {0x2019, "'"},  {0x201A, "'"},   {0x201B, "'"},
    {0x201C, "\""}, {0x201D, "\""}, {0x201E, "\""}, {0x201F, "\""},  {0x2022, "*"},
    {0x2028, "\n"}, {0x2029, "\n"}, {0x2032, "'"},  {0x2033, "\""},  {0x2039, "<"},
    {0x203A, ">"},  {0x2044, "/"},  {0x2060, ""},   {0x20A9, "KRW"}, {0x20AC, "EUR"},
    {0x2190, "<-"}, {0x2192, "->"}, {0x2212, "-"},  {0x2215, "/"},   {0x2264, "<="},
    {0x2265, ">="}, {0x3001, ","},  {0x3002, "."},  {0x3008, "<"},   {0x3009, ">"},
    {0x300A, "\""}, {0x300B, "\""}, {0x300C, "\""}, {0x300D, "\""},  {0x300E, "\""},
    {0x300F, "\""}, {0x301C, "~"},  {0x30FB, " "},  {0xFEFF, ""},
};

static const char *find_sign(uint32_t code_point) {
    for (size_t i = 0; i < sizeof SIGNS / sizeof *SIGNS && SIGNS[i].code_point <= code_point; i++) {
        if (SIGNS[i].code_point == code_point)
            return SIGNS[i].ascii;
    }
    return NULL;
}

/* ---- All ---- */

// ASCII for a part of a compatibility decomposition, or NULL.
static const char *ascii_of_part(uint32_t code_point, char one[2]) {
    if (code_point < 0x80) {
        one[0] = (char)code_point;
        one[1] = '\0';
        return one;
    }
    const char *ascii = rubric_latin_letter_ascii(code_point);
    if (ascii != NULL)
        return ascii;
    return unicode_is_mark(code_point) && code_point < 0x370 ? "" : find_sign(code_point);
}

// Accented letters, ligatures, wide and raised signs: all parts must be ASCII.
static bool put_decomposed(rubric_buffer *out, uint32_t code_point) {
    utf8proc_int32_t points[EXPANSION];
    int boundclass = 0;
    char one[2];
    utf8proc_ssize_t count = utf8proc_decompose_char(
        (utf8proc_int32_t)code_point, points, EXPANSION,
        UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT, &boundclass);
    size_t begin = out->size;
    for (utf8proc_ssize_t i = 0; i < count; i++) {
        const char *ascii = i < EXPANSION ? ascii_of_part((uint32_t)points[i], one) : NULL;
        if (ascii == NULL) {
            out->size = begin;
            return false;
        }
        rubric_buffer_put_string(out, ascii);
    }
    return count > 0;
}

static size_t put_script(rubric_buffer *out, rubric_slice text, size_t at, uint32_t code_point,
                         rubric_slice language_code) {
    if (code_point >= 0x370 && (code_point < 0x400 || (code_point & ~0xFFu) == 0x1F00))
        return rubric_transliterate_greek(out, text, at);
    if (code_point >= 0x400 && code_point < 0x530)
        return rubric_transliterate_cyrillic(out, text, at, language_code);
    if (code_point >= 0x3041 && code_point < 0x3100)
        return rubric_transliterate_kana(out, text, at);
    if (hangul_is_syllable(code_point))
        return rubric_transliterate_hangul(out, text, at);
    return 0;
}

static void put_unknown(rubric_buffer *out, rubric_slice letter, rubric_unknown unknown) {
    if (unknown == RUBRIC_UNKNOWN_KEEP)
        rubric_buffer_put_slice(out, letter);
    else if (unknown == RUBRIC_UNKNOWN_QUESTION)
        rubric_buffer_put_byte(out, '?');
}

static size_t put_letter(rubric_buffer *out, rubric_slice text, size_t at,
                         rubric_slice language_code, rubric_unknown unknown) {
    size_t size;
    uint32_t code_point = utf8_next(text, at, &size);
    size_t taken = put_script(out, text, at, code_point, language_code);
    if (taken > 0)
        return taken;
    const char *sign = find_sign(code_point);
    if (sign != NULL)
        rubric_buffer_put_string(out, sign);
    else if (!put_latin(out, text, at, size, code_point, language_code) &&
             !put_decomposed(out, code_point))
        put_unknown(out, rubric_slice_make(text.bytes + at, size), unknown);
    return size;
}

void rubric_text_transliterate(rubric_buffer *out, rubric_slice text, rubric_slice language_code,
                               rubric_unknown unknown) {
    rubric_buffer composed;
    rubric_buffer_init(&composed, out->context);
    rubric_text_normalize(&composed, text, RUBRIC_FORM_NFC);
    rubric_slice letters = rubric_buffer_slice(&composed);
    for (size_t at = 0; at < letters.size && !out->failed;) {
        size_t begin = at;
        while (at < letters.size && (unsigned char)letters.bytes[at] < 0x80)
            at++;
        rubric_buffer_put(out, letters.bytes + begin, at - begin);
        if (at < letters.size)
            at += put_letter(out, letters, at, language_code, unknown);
    }
    out->failed = out->failed || composed.failed;
    rubric_buffer_clear(&composed);
}
