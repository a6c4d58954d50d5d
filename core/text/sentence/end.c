// SPDX-License-Identifier: MIT
// Decides whether a stop ends a sentence: abbreviations, initials, numbers, quotes, ellipses.
#include "base/ascii.h"
#include "base/utf8.h"
#include "east_asian.h"
#include "sentence.h"
#include "text/characters.h"

enum { LONGEST_WORD = 64 }; // bytes before a stop that are looked at

static bool is_dash(uint32_t c) {
    return c == '-' || (c >= 0x2012 && c <= 0x2015);
}

// The bytes before a stop back to a blank or an opening mark.
static rubric_slice word_before(const rubric_sentence *sentence, size_t at) {
    size_t begin = at;
    while (begin > sentence->begin && at - begin < LONGEST_WORD) {
        size_t previous;
        uint32_t c = utf8_previous(sentence->text, begin, &previous);
        bool is_edge = rubric_is_space(c) || rubric_is_quote(c) || c == '(' || c == '[' ||
                       c == '/' || c == 0x2013 || c == 0x2014;
        // An apostrophe within a word is no edge, but that of an elision is: l'Avv.
        bool is_within = c == 0x2019 && begin < at && at - begin > 3;
        if (is_edge && !is_within)
            break;
        begin = previous;
    }
    return rubric_slice_part(sentence->text, begin, at);
}

// Where the next word begins, behind white space and what opens it.
static size_t next_word(rubric_slice text, size_t at) {
    size_t size;
    while (at < text.size) {
        uint32_t c = utf8_next(text, at, &size);
        bool opens =
            rubric_is_quote(c) || c == '(' || c == '[' || c == '`' || c == 0xBF || c == 0xA1;
        if (!opens && !rubric_is_space(c))
            break;
        at += size;
    }
    return at;
}

static rubric_slice letters_at(rubric_slice text, size_t at) {
    size_t end = at, size;
    while (end < text.size && rubric_is_letter(utf8_next(text, end, &size)))
        end += size;
    return rubric_slice_part(text, at, end);
}

// A capitalised stop word begins a sentence, even after an abbreviation: "in the U.S. The".
static bool begins_sentence(const rubric_sentence *sentence, size_t at) {
    size_t size;
    if (sentence->language == NULL || at >= sentence->text.size ||
        !rubric_is_upper(utf8_next(sentence->text, at, &size)))
        return false;
    rubric_slice word = letters_at(sentence->text, at);
    return word.size > size && rubric_language_is_stop_word(sentence->language, word);
}

static bool is_number(rubric_slice word) {
    for (size_t i = 0; i < word.size; i++) {
        if (!ascii_is_digit(word.bytes[i]))
            return false;
    }
    return word.size > 0;
}

static bool is_roman(rubric_slice word) {
    for (size_t i = 0; i < word.size; i++) {
        if (!ascii_is_among(word.bytes[i], "IVXLC"))
            return false;
    }
    return word.size > 0;
}

// Single letters with dots between: U.S, e.g, z.B. A syllable or ideograph is no initial.
static bool is_dotted(rubric_slice word) {
    size_t letters = 0, size;
    for (size_t at = 0; at < word.size; at += size) {
        uint32_t c = utf8_next(word, at, &size);
        bool is_dot = c == '.';
        letters = is_dot ? 0 : letters + 1;
        if (letters > 1 || (!is_dot && !is_category(c, CATEGORY_LU, CATEGORY_LT)))
            return false;
    }
    return word.size > 0;
}

// Small letters throughout, two at least.
static bool is_small_word(rubric_slice word) {
    size_t count = 0, size;
    for (size_t at = 0; at < word.size; at += size) {
        uint32_t c = utf8_next(word, at, &size);
        if (!rubric_is_lower(c) && !is_category(c, CATEGORY_MN, CATEGORY_ME))
            return false;
        count++;
    }
    return count > 1;
}

// Whether the word before the stop is the label of an item: the first in its sentence, but for a
// bullet, and a number or a single letter.
static bool is_label(const rubric_sentence *sentence, rubric_slice word) {
    size_t begin = sentence->begin, end = (size_t)(word.bytes - sentence->text.bytes), size;
    for (; begin < end; begin += size) {
        uint32_t c = utf8_next(sentence->text, begin, &size);
        if (rubric_is_letter(c) || rubric_is_digit(c) || begin - sentence->begin > LONGEST_WORD)
            return false;
    }
    // A bullet may stand right before the number.
    while (word.size > 0) {
        uint32_t c = utf8_next(word, 0, &size);
        if (rubric_is_letter(c) || rubric_is_digit(c))
            break;
        word = rubric_slice_part(word, size, word.size);
    }
    return is_number(word) || is_roman(word) || (word.size == 1 && ascii_is_letter(word.bytes[0]));
}

// Whether the word before a full stop keeps the stop from ending the sentence by itself.
static bool owns_stop(const rubric_sentence *sentence, rubric_slice word, uint32_t next) {
    if (is_number(word))
        return word.size <= 2 && rubric_language_has_ordinals(sentence->language);
    if (is_dotted(word))
        return true;
    switch (rubric_language_abbreviation(sentence->language, word)) {
    case RUBRIC_ABBREVIATION_ALWAYS:
        return true;
    case RUBRIC_ABBREVIATION_BEFORE_NUMBER:
        return rubric_is_digit(next);
    default:
        return false;
    }
}

/* ---- What follows without a blank ---- */

// "End.Next": small letters, one stop, a word with a capital; nothing of it an address or a name
// of a file, which have other stops, slashes or signs.
static bool ends_unspaced(const rubric_sentence *sentence, const rubric_stop *found,
                          uint32_t next) {
    rubric_slice text = sentence->text, word = word_before(sentence, found->begin);
    size_t size, end = found->end;
    if (found->has_closer || !is_small_word(word) || !rubric_is_letter(next))
        return false;
    utf8_next(text, end, &size);
    rubric_slice after = letters_at(text, end);
    bool is_capital = rubric_is_upper(next) &&
                      (after.size == size || rubric_is_lower(utf8_next(after, size, &size)) ||
                       (unsigned char)word.bytes[0] >= 0x80);
    end += after.size;
    bool goes_on = end < text.size && ascii_is_among(text.bytes[end], "./@:=_\\?") &&
                   end + 1 < text.size && !ascii_is_space(text.bytes[end + 1]);
    return !goes_on && (is_capital || found->has_mark);
}

static bool ends_before_letter(const rubric_sentence *sentence, const rubric_stop *found,
                               uint32_t next) {
    if (!found->needs_blank) // a sentence goes on after its quotation: 「…。」と言った
        return !found->has_closer || !(is_hiragana(next) || next == 0x3001 || next == 0xFF0C);
    size_t before;
    bool is_after_letter = found->begin > sentence->begin &&
                           is_east_asian(utf8_previous(sentence->text, found->begin, &before));
    if (found->has_closer && is_hangul(next)) // "간다."라고 했다
        return false;
    if (is_after_letter && is_east_asian(next))
        return found->is_full_stop || found->has_mark;
    return ends_unspaced(sentence, found, next);
}

/* ---- What follows after a blank ---- */

static bool keeps_sentence_open(uint32_t c) {
    return c == ',' || c == ';' || c == ':' || c == ')' || c == ']' || c == '}' || c == '%';
}

// "Really?" – she said: a dash and a small letter go on.
static bool goes_on_after_dash(rubric_slice text, size_t at) {
    size_t size, begin = at;
    while (at < text.size && is_dash(utf8_next(text, at, &size)))
        at += size;
    if (at == begin || at >= text.size || text.bytes[at] != ' ')
        return false;
    return rubric_is_lower(utf8_next(text, at + 1 < text.size ? at + 1 : at, &size));
}

// An author who begins sentences with small letters, as in chats: then they do not tell.
static bool begins_small(const rubric_sentence *sentence) {
    size_t size;
    return rubric_is_lower(utf8_next(sentence->text, sentence->begin, &size));
}

// The stop before a small letter: she works at Yahoo! in the office; who? me.
static bool ends_before_small(const rubric_sentence *sentence, const rubric_stop *found,
                              bool is_next) {
    if (!found->needs_blank)
        return true;
    if (found->has_closer || !is_next)
        return false;
    rubric_slice word = word_before(sentence, found->begin);
    if (found->has_mark)
        return is_small_word(word) || begins_small(sentence);
    return found->is_full_stop && begins_small(sentence) && is_small_word(word) &&
           !owns_stop(sentence, word, 0);
}

// English writes one word with a capital wherever it stands: "the thing is ... I did not".
static bool is_pronoun(rubric_slice text, size_t at) {
    size_t next = at + 1;
    return text.bytes[at] == 'I' &&
           (next >= text.size || (!rubric_is_letter((unsigned char)text.bytes[next]) &&
                                  !ascii_is_digit(text.bytes[next])));
}

// "interpreting compounds. . . . The": the first ends the sentence, the others stand for what is
// left out of the next one.
static bool has_omission(const rubric_sentence *sentence, const rubric_stop *found) {
    return found->count == 4 && found->spaced == 3 && found->begin > sentence->begin &&
           !ascii_is_space(sentence->text.bytes[found->begin - 1]);
}

// Whether there is anything to end; signs without a letter are not counted for ever.
static bool has_text_before(const rubric_sentence *sentence, size_t at) {
    enum { ENOUGH = 64 }; // bytes
    size_t size;
    for (size_t i = sentence->begin; i < at; i += size) {
        uint32_t c = utf8_next(sentence->text, i, &size);
        if (rubric_is_letter(c) || rubric_is_digit(c) || i - sentence->begin > ENOUGH)
            return true;
    }
    return false;
}

static bool ends_before_word(const rubric_sentence *sentence, const rubric_stop *found,
                             size_t word) {
    rubric_slice text = sentence->text;
    size_t size;
    uint32_t next = utf8_next(text, word, &size);
    if (keeps_sentence_open(next) || goes_on_after_dash(text, word))
        return false;
    if (rubric_is_lower(next))
        return ends_before_small(sentence, found, word == found->end + 1);
    if (found->is_in_brackets || !(found->has_mark || has_text_before(sentence, found->begin)))
        return false;
    if (found->count == 3 && !found->has_mark && is_pronoun(text, word))
        return false;
    if (!found->is_full_stop)
        return true;
    rubric_slice before = word_before(sentence, found->begin);
    if (is_label(sentence, before))
        return false;
    return !owns_stop(sentence, before, next) || begins_sentence(sentence, word);
}

bool rubric_stop_ends(const rubric_sentence *sentence, size_t at, size_t *end) {
    rubric_slice text = sentence->text;
    rubric_stop found = rubric_stop_read(sentence, at);
    size_t size;
    *end = found.end;
    if (found.end >= text.size)
        return true;
    uint32_t next = utf8_next(text, found.end, &size);
    if (!rubric_is_space(next))
        return ends_before_letter(sentence, &found, next);
    size_t word = next_word(text, found.end);
    if (word >= text.size)
        return true;
    if (!ends_before_word(sentence, &found, word))
        return false;
    if (has_omission(sentence, &found))
        *end = found.first_end;
    return true;
}
