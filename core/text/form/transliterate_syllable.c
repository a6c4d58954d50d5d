// SPDX-License-Identifier: MIT
// Hangul in the Revised Romanization of Korean (2000), and kana in Hepburn's.
#include "transliterate.h"

#include <string.h>

#include "base/utf8.h"
#include "text/hangul.h"

/* ---- Hangul ---- */

// Initials that change what stands before them, by their number in a syllable.
enum { I_G = 0, I_N = 2, I_D = 3, I_R = 5, I_M = 6, I_NONE = 11, I_J = 12, I_H = 18 };
enum { V_YEO = 6, V_I = 20 };

static const char *const INITIALS[19] = {"g",  "kk", "n", "d",  "tt", "r", "m", "b", "pp", "s",
                                         "ss", "",   "j", "jj", "ch", "k", "t", "p", "h"};
static const char *const VOWELS[HANGUL_VOWELS] = {"a",  "ae", "ya", "yae", "eo", "e",  "yeo",
                                                  "ye", "o",  "wa", "wae", "oe", "yo", "u",
                                                  "wo", "we", "wi", "yu",  "eu", "ui", "i"};

// Of each final: how it sounds at the end, before a vowel, and before ㅎ where both become one
// (verbs: 밝히다 balkida); NULL when ㅎ stays.
static const struct {
    const char *end, *linked, *aspirated;
    char has_h; // the final has a ㅎ that joins what follows
} FINALS[HANGUL_FINALS] = {
    {"", "", NULL, 0},    {"k", "g", "k", 0},    {"k", "kk", "k", 0},  {"k", "ks", "k", 0},
    {"n", "n", NULL, 0},  {"n", "nj", "nch", 0}, {"n", "n", NULL, 1},  {"t", "d", "t", 0},
    {"l", "r", NULL, 0},  {"k", "lg", "lk", 0},  {"m", "lm", NULL, 0}, {"l", "lb", "lp", 0},
    {"l", "ls", NULL, 0}, {"l", "lt", NULL, 0},  {"p", "lp", NULL, 0}, {"l", "r", NULL, 1},
    {"m", "m", NULL, 0},  {"p", "b", "p", 0},    {"p", "ps", "p", 0},  {"t", "s", "t", 0},
    {"t", "ss", "t", 0},  {"ng", "ng", NULL, 0}, {"t", "j", "ch", 0},  {"t", "ch", "t", 0},
    {"k", "k", "k", 0},   {"t", "t", "t", 0},    {"p", "p", "p", 0},   {"t", "", "", 1},
};
enum { F_G = 1, F_D = 7, F_LT = 13, F_B = 17, F_T = 25, F_H = 27 };

typedef struct syllable {
    unsigned initial, vowel, final;
} syllable;

static bool syllable_at(rubric_slice text, size_t at, syllable *out) {
    size_t size;
    uint32_t code_point = at < text.size ? utf8_next(text, at, &size) : 0;
    if (!hangul_is_syllable(code_point))
        return false;
    unsigned index = code_point - HANGUL_FIRST;
    out->initial = index / (HANGUL_VOWELS * HANGUL_FINALS);
    out->vowel = index / HANGUL_FINALS % HANGUL_VOWELS;
    out->final = index % HANGUL_FINALS;
    return true;
}

static void put_two(rubric_buffer *out, const char *first, const char *second) {
    rubric_buffer_put_string(out, first);
    rubric_buffer_put_string(out, second);
}

// ㅎ before ㄱ ㄷ ㅈ makes them sharp (좋고 joko), before ㄴ it is one itself (놓는 nonneun).
static bool put_joined_h(rubric_buffer *out, unsigned final, unsigned initial) {
    const char *rest = final == F_H ? "" : FINALS[final].end;
    const char *next = initial == I_G   ? "k"
                       : initial == I_D ? "t"
                       : initial == I_J ? "ch"
                       : initial == 9   ? "s"
                       : initial == I_H ? "h"
                                        : NULL;
    if (next == NULL)
        return false;
    put_two(out, rest, next);
    return true;
}

// The suffixes -히-, -혀-, which make one sound with the stop before them: 잡혀 japyeo. In other
// words ㅎ is written: 묵호 mukho.
static bool is_suffix(const syllable *next) {
    return (next->vowel == V_I || next->vowel == V_YEO) &&
           (next->final == 0 || next->final == 4 || next->final == 8 || next->final == 20) &&
           !(next->vowel == V_YEO && next->final == 4);
}

static void put_before_h(rubric_buffer *out, unsigned final, const syllable *next) {
    const char *one = FINALS[final].aspirated;
    bool is_noun = (final == F_G || final == F_B || final == F_D) && !is_suffix(next);
    if (final == F_D && next->vowel == V_I)
        rubric_buffer_put_string(out, "ch"); // 굳히다 guchida
    else if (one == NULL || is_noun)
        put_two(out, FINALS[final].end, "h");
    else
        rubric_buffer_put_string(out, one);
}

static void put_before_vowel(rubric_buffer *out, unsigned final, const syllable *next) {
    if (next->vowel != V_I || (final != F_D && final != F_T && final != F_LT))
        rubric_buffer_put_string(out, FINALS[final].linked);
    else // 해돋이 haedoji, 같이 gachi
        rubric_buffer_put_string(out, final == F_D ? "j" : final == F_T ? "ch" : "lch");
}

static const char *nasal_of(const char *stop) {
    return stop[0] == 'k' ? "ng" : stop[0] == 't' ? "n" : "m";
}

// A final and the initial of the next syllable, as they sound together (section 3.1).
static void put_boundary(rubric_buffer *out, unsigned final, const syllable *next) {
    const char *end = FINALS[final].end;
    unsigned initial = next->initial;
    bool is_stop = end[0] == 'k' || end[0] == 't' || end[0] == 'p';
    if (final == 0)
        rubric_buffer_put_string(out, INITIALS[initial]);
    else if (initial == I_NONE)
        put_before_vowel(out, final, next);
    else if (FINALS[final].has_h && put_joined_h(out, final, initial))
        return;
    else if (initial == I_H)
        put_before_h(out, final, next);
    else if (is_stop && (initial == I_N || initial == I_M))
        put_two(out, nasal_of(end), INITIALS[initial]); // 백마 baengma
    else if (is_stop && initial == I_R)
        put_two(out, nasal_of(end), "n"); // 독립 dongnip
    else if ((end[0] == 'm' || strcmp(end, "ng") == 0) && initial == I_R)
        put_two(out, end, "n"); // 종로 jongno
    else if ((end[0] == 'l' && (initial == I_N || initial == I_R)) ||
             (strcmp(end, "n") == 0 && initial == I_R))
        rubric_buffer_put_string(out, "ll"); // 신라 silla
    else
        put_two(out, end, INITIALS[initial]);
}

size_t rubric_transliterate_hangul(rubric_buffer *out, rubric_slice text, size_t at) {
    enum { SYLLABLE_SIZE = 3 }; // bytes
    syllable current, next;
    size_t begin = at;
    if (!syllable_at(text, at, &current))
        return 0;
    rubric_buffer_put_string(out, INITIALS[current.initial]);
    for (;;) {
        rubric_buffer_put_string(out, VOWELS[current.vowel]);
        at += SYLLABLE_SIZE;
        if (!syllable_at(text, at, &next))
            break;
        put_boundary(out, current.final, &next);
        current = next;
    }
    rubric_buffer_put_string(out, FINALS[current.final].end);
    return at - begin;
}

/* ---- Kana ---- */

enum { FIRST_KANA = 0x3041, LAST_KANA = 0x3096, KATAKANA = 0x60, LONG_SIGN = 0x30FC };

// From small a to small ke; small letters that change the one before them begin with a hyphen.
static const char *const KANA[LAST_KANA - FIRST_KANA + 1] = {
    "-a", "a",  "-i",  "i",  "-u", "u",   "-e",  "e",   "-o",  "o",   "ka",  "ga", "ki", "gi", "ku",
    "gu", "ke", "ge",  "ko", "go", "sa",  "za",  "shi", "ji",  "su",  "zu",  "se", "ze", "so", "zo",
    "ta", "da", "chi", "ji", "-",  "tsu", "zu",  "te",  "de",  "to",  "do",  "na", "ni", "nu", "ne",
    "no", "ha", "ba",  "pa", "hi", "bi",  "pi",  "fu",  "bu",  "pu",  "he",  "be", "pe", "ho", "bo",
    "po", "ma", "mi",  "mu", "me", "mo",  "-ya", "ya",  "-yu", "yu",  "-yo", "yo", "ra", "ri", "ru",
    "re", "ro", "-wa", "wa", "i",  "e",   "o",   "n",   "vu",  "-ka", "-ke"};

static const char *kana_at(rubric_slice text, size_t at) {
    size_t size;
    if (at >= text.size)
        return NULL;
    uint32_t code_point = utf8_next(text, at, &size);
    if (code_point >= FIRST_KANA + KATAKANA && code_point <= LAST_KANA + KATAKANA)
        code_point -= KATAKANA;
    return code_point >= FIRST_KANA && code_point <= LAST_KANA ? KANA[code_point - FIRST_KANA]
                                                               : NULL;
}

// A syllable with the small letter behind it: キャ kya, シャ sha, ティ ti, ウィ wi.
static void put_with_small(rubric_buffer *out, const char *ascii, const char *small) {
    size_t size = strlen(ascii);
    bool is_glide = small[1] == 'y';
    bool is_soft =
        strcmp(ascii, "shi") == 0 || strcmp(ascii, "chi") == 0 || strcmp(ascii, "ji") == 0;
    if (size == 1 && (is_glide || ascii[0] != 'u')) { // no consonant to join
        put_two(out, ascii, small + 1);
        return;
    }
    rubric_buffer_put(out, size == 1 ? "w" : ascii, size == 1 ? 1 : size - 1);
    rubric_buffer_put_string(out, small + (is_glide && is_soft ? 2 : 1));
}

size_t rubric_transliterate_kana(rubric_buffer *out, rubric_slice text, size_t at) {
    enum { KANA_SIZE = 3 }; // bytes
    size_t size, next_at = at + KANA_SIZE;
    const char *ascii = kana_at(text, at), *next = kana_at(text, next_at);
    if (ascii == NULL) // a long vowel is written as a short one
        return utf8_next(text, at, &size) == LONG_SIGN ? size : 0;
    if (strcmp(ascii, "-") == 0) { // doubles the consonant that follows
        bool doubles = next != NULL && next[0] != '-' && strchr("aiueon", next[0]) == NULL;
        if (doubles)
            rubric_buffer_put_byte(out, next[0] == 'c' ? 't' : next[0]);
        return KANA_SIZE;
    }
    bool has_small = next != NULL && next[0] == '-' && next[1] != '\0' && next[1] != 'k' &&
                     next[1] != 'w' && ascii[0] != '-' && strcmp(ascii, "n") != 0;
    if (has_small)
        put_with_small(out, ascii, next);
    else
        rubric_buffer_put_string(out, ascii[0] == '-' ? ascii + 1 : ascii);
    return has_small ? 2 * KANA_SIZE : KANA_SIZE;
}
