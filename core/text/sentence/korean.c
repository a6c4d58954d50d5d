// SPDX-License-Identifier: MIT
// Endings that close a Korean sentence even where no stop is written, as in chats and reviews.
//
// The endings are those of the formal (하십시오체), polite (해요체), plain (해라체) and familiar
// (해체) levels of speech that are not also written within sentences.
#include "base/utf8.h"
#include "sentence.h"
#include "text/hangul.h"

// Signs that people write behind an ending: ~ ^^ ; and letters such as ㅋㅋ ㅎㅎ ㅠㅠ.
static bool is_sign(uint32_t c) {
    return c == '~' || c == '^' || c == ';' || c == 0x301C || c == 0xFF5E ||
           (c >= 0x3131 && c <= 0x318E);
}

static bool is_among(uint32_t c, const uint32_t *list, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (list[i] == c)
            return true;
    }
    return false;
}

// 요 closes a sentence behind a stem in 아 or 어, contracted or not (해요, 봐요, 예뻐요, 네요), and
// behind some endings (지요, 군요); not in nouns such as 필요, 중요, 개요 and 가요.
static bool is_polite(uint32_t before) {
    static const uint32_t syllables[] = {
        0xC9C0, 0xAD6C, 0xACE0, 0xAD70, 0xAC78, 0xC5B4, 0xC544, 0xD574, // 지 구 고 군 걸 어 아 해
        0xB124, 0xC138, 0xC5D0, 0xC608, 0xC5EC, 0xAC8C, 0xB098, 0xB300, // 네 세 에 예 여 게 나 대
        0xB370, 0xB798, 0xB824, 0xC918, 0xC640, 0xBD10, 0xC11C, 0xC838, // 데 래 려 줘 와 봐 서 져
        0xCF1C, 0xB3FC, 0xB7EC, 0xBED0, 0xC6CC, 0xBE60, 0xD30C, 0xCEE4, // 켜 돼 러 뻐 워 빠 파 커
        0xB0B4, 0xB77C, 0xAEBC, 0xB5A0, 0xC368, 0xCCD0, 0xACA8, 0xD600, // 내 라 꺼 떠 써 쳐 겨 혀
        0xD3B4, 0xAEF4, 0xD168, 0xC154, 0xCDB0, 0xB46C, 0xAFD4, 0xB194, // 펴 껴 텨 셔 춰 둬 꿔 놔
        0xC3F4, 0xD37C, 0xAE4C,                                         // 쏴 퍼 까
    };
    return is_among(before, syllables, sizeof syllables / sizeof *syllables);
}

// 다 closes one behind ㄴ다, ㅆ다, 니다 and 이다, and some adjectives; 겠다 is often a slogan or a thought
// that is told without marks.
static bool is_declarative(uint32_t before) {
    static const uint32_t others[] = {0xB2C8, 0xC774, 0xC5C6, 0xAC19,
                                      0xC88B, 0xC2F6, 0xC54A, 0xC27D}; // 니 이 없 같 좋 싶 않 쉽
    unsigned final = hangul_final(before);
    return final == HANGUL_FINAL_N || (final == HANGUL_FINAL_SS && before != 0xACA0) ||
           is_among(before, others, sizeof others / sizeof *others);
}

// 줘 asks for something behind 아 or 어: 보여줘, 찾아 줘, 말해줘.
static bool is_request(uint32_t before) {
    static const uint32_t stems[] = {0xC5EC, 0xB824, 0xC544, 0xC5B4,
                                     0xD574, 0xBD10, 0xC640, 0xCF1C}; // 여 려 아 어 해 봐 와 켜
    return before == ' ' || is_among(before, stems, sizeof stems / sizeof *stems);
}

// Words that take up what was said, so that the sentence goes on: 라고, 하는, 는.
static bool goes_on(rubric_slice text, size_t next) {
    static const char *const words[] = {
        "라고",  "라는", "하는", "하고", "하며", "하면", "하더", "하던", "하자", "하여", "하다",
        "하지 ", "해도", "보니", "는 ",  "고 ",  "며 ",  "말까", "말했", "봐",   "싶",   "생각"};
    rubric_slice rest = rubric_slice_part(text, next, text.size);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        rubric_slice word = rubric_slice_of(words[i]);
        if (rest.size >= word.size && memcmp(rest.bytes, word.bytes, word.size) == 0)
            return true;
    }
    return false;
}

// Whether a text ends in one of the endings.
static bool has_ending(rubric_slice before) {
    size_t begin, end = before.size;
    uint32_t last = utf8_previous(before, end, &begin), second = 0, third = 0;
    if (!hangul_is_syllable(last) || begin == 0)
        return false;
    second = utf8_previous(before, begin, &begin);
    if (begin > 0)
        third = utf8_previous(before, begin, &begin);
    if (last == 0xC918) // 줘
        return is_request(second);
    if (!hangul_is_syllable(second))
        return false;
    switch (last) {
    case 0xC694: // 요
        return is_polite(second);
    case 0xB2E4: // 다
        return is_declarative(second);
    case 0xAE4C: // 까, in 습니까
        return second == 0xB2C8 && hangul_final(third) == HANGUL_FINAL_B;
    case 0xC624: // 오, in 하시오, 주시오, 십시오
        return second == 0xC2DC && (third == 0xD558 || third == 0xC8FC || third == 0xC2ED);
    case 0xB54C: // 때, in 어때
        return second == 0xC5B4;
    case 0xC8E0: // 죠
        return true;
    default:
        return false;
    }
}

bool rubric_korean_ends(rubric_slice before, rubric_slice text, size_t next) {
    size_t end = before.size, begin, size;
    if (is_sign(utf8_next(text, next, &size)) || goes_on(text, next))
        return false;
    while (end > 0 && is_sign(utf8_previous(before, end, &begin)))
        end = begin;
    while (end > 0 && end < before.size && before.bytes[end - 1] == ' ')
        end--;
    return end > 0 && has_ending(rubric_slice_part(before, 0, end));
}
