// SPDX-License-Identifier: MIT
// Tokens: words after UAX #29, with whole addresses, hashtags and emoji.
#include "address.h"
#include "base/ascii.h"
#include "characters.h"
#include "rubric/text.h"
#include "text/tables/breaks.h"

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

// What begins with a digit or a connector is a word when it has a letter.
static rubric_word_class class_of_run(rubric_slice text, size_t begin, size_t end) {
    size_t size;
    bool has_digit = false;
    for (size_t at = begin; at < end; at += size) {
        uint32_t code_point = utf8_next(text, at, &size);
        if (is_category(code_point, CATEGORY_LU, CATEGORY_LO))
            return RUBRIC_WORD_WORD;
        has_digit |= is_category(code_point, CATEGORY_ND, CATEGORY_NO);
    }
    return has_digit ? RUBRIC_WORD_NUMBER : RUBRIC_WORD_PUNCTUATION;
}

// A pictograph is an emoji when it looks like one by itself, or is made to.
static bool is_emoji(rubric_slice text, size_t begin, size_t end) {
    size_t size;
    uint32_t first = utf8_next(text, begin, &size);
    if (width_of(first) == 2 || first >= 0x1F000)
        return true;
    for (size_t at = begin + size; at < end; at += size) {
        uint32_t part = utf8_next(text, at, &size);
        if (part == EMOJI_SELECTOR || part == JOINER)
            return true;
    }
    return false;
}

// A digit, # or * with U+20E3 is a key.
static bool is_keycap(rubric_slice text, size_t begin, size_t end) {
    size_t before;
    return end - begin > 3 && utf8_previous(text, end, &before) == KEYCAP;
}

static rubric_word_class class_of_other(rubric_slice text, size_t begin, size_t end,
                                        uint32_t first) {
    if (is_category(first, CATEGORY_LU, CATEGORY_ME))
        return RUBRIC_WORD_WORD;
    if (is_category(first, CATEGORY_ND, CATEGORY_NO))
        return RUBRIC_WORD_NUMBER;
    if (is_keycap(text, begin, end))
        return RUBRIC_WORD_EMOJI;
    return is_category(first, CATEGORY_PC, CATEGORY_PO) ? RUBRIC_WORD_PUNCTUATION
                                                        : RUBRIC_WORD_SYMBOL;
}

static rubric_word_class class_of_token(rubric_slice text, size_t begin, size_t end) {
    size_t size;
    uint32_t first = utf8_next(text, begin, &size);
    switch (code_point_value(&rubric_token_machine.classes, first)) {
    case TOKEN_WHITE_SPACE:
        return RUBRIC_WORD_SPACE;
    case TOKEN_ALETTER:
    case TOKEN_HEBREW_LETTER:
    case TOKEN_KATAKANA:
    case TOKEN_HIRAGANA:
    case TOKEN_SOUND_MARK:
    case TOKEN_COMPLEX_CONTEXT:
        return RUBRIC_WORD_WORD;
    case TOKEN_NUMERIC:
        return is_keycap(text, begin, end) ? RUBRIC_WORD_EMOJI : class_of_run(text, begin, end);
    case TOKEN_EXTENDNUMLET:
        return class_of_run(text, begin, end);
    case TOKEN_REGIONAL_INDICATOR:
        return RUBRIC_WORD_EMOJI;
    case TOKEN_OTHER_PICTOGRAPH:
    case TOKEN_ALETTER_PICTOGRAPH:
        if (is_emoji(text, begin, end))
            return RUBRIC_WORD_EMOJI;
        return class_of_other(text, begin, end, first);
    default:
        return class_of_other(text, begin, end, first);
    }
}

static bool finish(rubric_token *out, size_t begin, size_t end, rubric_word_class class_) {
    out->begin = begin;
    out->end = end;
    out->class_ = class_;
    return true;
}

// What more than words belongs to: addresses and hashtags.
static bool read_special(rubric_token *out, rubric_slice text, size_t begin, size_t word_end) {
    size_t end;
    char first = text.bytes[begin], lower = ascii_lower(first);
    if (first == '#' && (end = rubric_hashtag_end(text, begin)) > begin)
        return finish(out, begin, end, RUBRIC_WORD_HASHTAG);
    bool may_be_url = lower == 'h' || lower == 'w' || lower == 'f';
    if (may_be_url && (end = rubric_url_end(text, begin)) > begin)
        return finish(out, begin, end, RUBRIC_WORD_URL);
    // The name before the @ may have more in it than a word, but then that follows the word.
    bool goes_on = word_end < text.size && ascii_is_among(text.bytes[word_end], "@.+-%");
    if (goes_on && (ascii_is_letter(first) || ascii_is_digit(first)) &&
        (end = rubric_email_end(text, begin)) > begin)
        return finish(out, begin, end, RUBRIC_WORD_EMAIL);
    return false;
}

bool rubric_token_next(rubric_token *out, rubric_slice text, size_t offset) {
    size_t end;
    if (offset >= text.size)
        return false;
    break_ends(&rubric_token_machine, text, offset, &end, 1);
    if (read_special(out, text, offset, end))
        return true;
    return finish(out, offset, end, class_of_token(text, offset, end));
}
