// SPDX-License-Identifier: MIT
// Tokens: words after UAX #29, with whole addresses, hashtags and emoji.
#include "address.h"
#include "scripts.h"
#include "unicode.h"

enum { JOINER = 0x200D, EMOJI_SELECTOR = 0xFE0F, KEYCAP = 0x20E3 };

const char *rubric_word_class_name(rubric_word_class class_) {
    static const char *const names[] = {
        [RUBRIC_WORD_WORD] = "word",     [RUBRIC_WORD_NUMBER] = "number",
        [RUBRIC_WORD_SYMBOL] = "symbol", [RUBRIC_WORD_PUNCTUATION] = "punctuation",
        [RUBRIC_WORD_SPACE] = "space",   [RUBRIC_WORD_URL] = "url",
        [RUBRIC_WORD_EMAIL] = "email",   [RUBRIC_WORD_HASHTAG] = "hashtag",
        [RUBRIC_WORD_EMOJI] = "emoji",
    };
    size_t index = (size_t)class_;
    return index < sizeof names / sizeof *names ? names[index] : "unknown";
}

// Marks and format characters belong to what stands before them (UAX #29, rule WB4).
static bool extends(uint32_t code_point) {
    if (code_point == 0xAD)
        return true;
    if (code_point < 0x300)
        return false;
    utf8proc_category_t category = unicode_category(code_point);
    return (category >= UTF8PROC_CATEGORY_MN && category <= UTF8PROC_CATEGORY_ME) ||
           (category == UTF8PROC_CATEGORY_CF && code_point != 0x200B && code_point != 0xFEFF);
}

static size_t skip_extenders(rubric_slice text, size_t at) {
    size_t size;
    while (at < text.size && (unsigned char)text.bytes[at] >= 0x80 &&
           extends(utf8_next(text, at, &size)))
        at += size;
    return at;
}

// Letters that run together, Hangul among them.
static bool is_running_letter(uint32_t c) {
    return rubric_is_letter(c) && !is_han(c) && !is_hiragana(c) && !is_katakana(c);
}

static bool is_connector(uint32_t c) {
    return c == '_' || (c >= 0x80 && unicode_category(c) == UTF8PROC_CATEGORY_PC);
}

// Between two letters or two digits these are part of the word (WB6, WB11).
static bool joins_both(uint32_t c) {
    return c == '\'' || c == '.' || c == 0x2018 || c == 0x2019 || c == 0x2024 || c == 0xFE52 ||
           c == 0xFF07 || c == 0xFF0E;
}

static bool joins_letters(uint32_t c) {
    return joins_both(c) || c == 0xB7 || c == 0x387 || c == 0x55F || c == 0x5F4 || c == 0x2027;
}

static bool joins_digits(uint32_t c) {
    return joins_both(c) || c == ',' || c == 0x66B || c == 0x66C || c == 0x60C || c == 0xFF0C ||
           c == 0x2044;
}

// Whether a joiner at `at` stands between two of a kind, the second of which it leads to.
static bool is_joined(rubric_slice text, size_t at, uint32_t joiner, bool after_digit,
                      size_t *size) {
    size_t next = at + *size, next_size;
    if (next >= text.size)
        return false;
    uint32_t following = utf8_next(text, next, &next_size);
    bool joins = after_digit ? joins_digits(joiner) && rubric_is_digit(following)
                             : joins_letters(joiner) && is_running_letter(following);
    return joins;
}

// A run of letters, digits and connectors; `has_letter` tells words from numbers.
static size_t word_end(rubric_slice text, size_t at, bool *has_letter) {
    bool after_digit = false, after_letter = false;
    size_t size;
    while (at < text.size) {
        uint32_t c = utf8_next(text, at, &size);
        if (rubric_is_digit(c)) {
            after_digit = true;
            after_letter = false;
        } else if (is_running_letter(c)) {
            *has_letter = after_letter = true;
            after_digit = false;
        } else if (is_connector(c)) {
            after_digit = after_letter = false;
        } else if (!(after_digit || after_letter) || !is_joined(text, at, c, after_digit, &size)) {
            break;
        }
        at = skip_extenders(text, at + size);
    }
    return at;
}

static size_t space_end(rubric_slice text, size_t at) {
    size_t size;
    while (at < text.size && rubric_is_space(utf8_next(text, at, &size)))
        at += size;
    return at;
}

static size_t kana_end(rubric_slice text, size_t at, bool (*is_member)(uint32_t)) {
    size_t size;
    while (at < text.size) {
        uint32_t c = utf8_next(text, at, &size);
        if (!is_member(c) && c != 0x30FC) // the mark of a long vowel fits both
            break;
        at = skip_extenders(text, at + size);
    }
    return at;
}

// The end of an emoji with all that is joined to it, or `at` when there is none.
static size_t emoji_end(rubric_slice text, size_t at, uint32_t c, size_t size) {
    int boundclass = utf8proc_get_property((utf8proc_int32_t)c)->boundclass;
    bool is_keycap_base = c == '#' || c == '*' || (c >= '0' && c <= '9');
    if (boundclass != UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC &&
        boundclass != UTF8PROC_BOUNDCLASS_REGIONAL_INDICATOR && !is_keycap_base)
        return at;
    if (is_keycap_base && (text.size - at < 4 || (unsigned char)text.bytes[at + 1] < 0xE2))
        return at;
    size_t end = rubric_grapheme_next(text, at);
    bool has_keycap = false, has_selector = false;
    for (size_t i = at + size, each; i < end; i += each) {
        uint32_t part = utf8_next(text, i, &each);
        has_keycap |= part == KEYCAP;
        has_selector |= part == EMOJI_SELECTOR || part == JOINER || part >= 0x1F1E6;
    }
    if (is_keycap_base)
        return has_keycap ? end : at;
    return has_selector || utf8proc_charwidth((utf8proc_int32_t)c) == 2 || c >= 0x1F000 ? end : at;
}

static bool finish(rubric_token *out, size_t begin, size_t end, rubric_word_class class_) {
    out->begin = begin;
    out->end = end;
    out->class_ = class_;
    return true;
}

// What is told by more than one character: addresses, hashtags, emoji.
static bool read_special(rubric_token *out, rubric_slice text, size_t offset, uint32_t c,
                         size_t size) {
    size_t end = offset;
    if (c == '#' && (end = rubric_hashtag_end(text, offset)) > offset)
        return finish(out, offset, end, RUBRIC_WORD_HASHTAG);
    bool is_word_byte = c < 0x80 && (ascii_is_letter((char)c) || ascii_is_digit((char)c));
    bool may_be_url = c == 'h' || c == 'H' || c == 'w' || c == 'W' || c == 'f' || c == 'F';
    if (may_be_url && (end = rubric_url_end(text, offset)) > offset)
        return finish(out, offset, end, RUBRIC_WORD_URL);
    if (is_word_byte && (end = rubric_email_end(text, offset)) > offset)
        return finish(out, offset, end, RUBRIC_WORD_EMAIL);
    bool may_be_emoji = c >= 0x203C || !ascii_is_letter((char)c);
    if (may_be_emoji && (end = emoji_end(text, offset, c, size)) > offset)
        return finish(out, offset, end, RUBRIC_WORD_EMOJI);
    return false;
}

bool rubric_token_next(rubric_token *out, rubric_slice text, size_t offset) {
    if (offset >= text.size)
        return false;
    size_t size;
    uint32_t c = utf8_next(text, offset, &size);
    if (rubric_is_space(c))
        return finish(out, offset, space_end(text, offset), RUBRIC_WORD_SPACE);
    if (read_special(out, text, offset, c, size))
        return true;
    if (is_han(c))
        return finish(out, offset, skip_extenders(text, offset + size), RUBRIC_WORD_WORD);
    if (is_katakana(c))
        return finish(out, offset, kana_end(text, offset, is_katakana), RUBRIC_WORD_WORD);
    if (is_hiragana(c))
        return finish(out, offset, kana_end(text, offset, is_hiragana), RUBRIC_WORD_WORD);
    if (is_running_letter(c) || rubric_is_digit(c) || is_connector(c)) {
        bool has_letter = false;
        size_t end = word_end(text, offset, &has_letter);
        bool is_only_connectors = is_connector(c) && end == offset + size;
        return finish(out, offset, end,
                      is_only_connectors ? RUBRIC_WORD_PUNCTUATION
                      : has_letter       ? RUBRIC_WORD_WORD
                                         : RUBRIC_WORD_NUMBER);
    }
    size_t end = skip_extenders(text, offset + size);
    utf8proc_category_t category = unicode_category(c);
    bool is_punctuation = category >= UTF8PROC_CATEGORY_PC && category <= UTF8PROC_CATEGORY_PO;
    return finish(out, offset, end, is_punctuation ? RUBRIC_WORD_PUNCTUATION : RUBRIC_WORD_SYMBOL);
}
