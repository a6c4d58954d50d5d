// SPDX-License-Identifier: MIT
// Sentences as people mean them: from stop to stop, or to what else ends one.
#include "sentence.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "text/characters.h"

static size_t skip_space(rubric_slice text, size_t at) {
    size_t size;
    while (at < text.size && rubric_is_space(utf8_next(text, at, &size)))
        at += size;
    return at;
}

static bool has_odd_quotes(rubric_slice text, size_t begin, size_t end) {
    bool is_odd = false;
    for (size_t i = begin; i < end; i++)
        is_odd ^= text.bytes[i] == '"';
    return is_odd;
}

static bool begins_blank_line(rubric_slice text, size_t at) {
    for (size_t i = at + 1; i < text.size; i++) {
        char c = text.bytes[i];
        if (c == '\n')
            return true;
        if (c != ' ' && c != '\t' && c != '\r')
            return false;
    }
    return false;
}

// The bytes back to the blank before `at`, at most 64.
static rubric_slice chunk_before(const rubric_sentence *sentence, size_t at) {
    enum { LONGEST = 64 };
    size_t begin = at;
    while (begin > sentence->begin && at - begin < LONGEST &&
           !ascii_is_space(sentence->text.bytes[begin - 1]))
        begin--;
    return rubric_slice_part(sentence->text, begin, at);
}

// A line that divides: five or more of a sign, as people type it in letters.
static bool is_divider(rubric_slice chunk) {
    enum { SHORTEST = 5 };
    if (chunk.size < SHORTEST || !ascii_is_among(chunk.bytes[0], "=_-*~#"))
        return false;
    for (size_t i = 1; i < chunk.size; i++) {
        if (chunk.bytes[i] != chunk.bytes[0])
            return false;
    }
    return true;
}

static rubric_slice chunk_after(rubric_slice text, size_t at) {
    size_t end = at;
    while (end < text.size && !ascii_is_space(text.bytes[end]))
        end++;
    return rubric_slice_part(text, at, end);
}

// A face such as :-) or ;D, which ends what it stands behind.
static bool is_face(rubric_slice chunk) {
    const char *bytes = chunk.bytes;
    if (chunk.size < 2 || chunk.size > 4 || !ascii_is_among(bytes[0], ":;=8"))
        return false;
    size_t at = chunk.size > 2 && (bytes[1] == '-' || bytes[1] == '\'') ? 2 : 1;
    for (size_t i = at; i < chunk.size; i++) {
        if (!ascii_is_among(bytes[i], ")(DPp|/*]"))
            return false;
    }
    return true;
}

// Whether a sentence ends at the blank at `at` although no stop stands there.
static bool ends_at_blank(const rubric_sentence *sentence, size_t at) {
    rubric_slice text = sentence->text;
    size_t next = skip_space(text, at), size;
    if (next >= text.size || at == sentence->begin)
        return false;
    unsigned char last = (unsigned char)text.bytes[at - 1];
    if (sentence->label.number > 0 && rubric_label_follows(&sentence->label, text, next))
        return true;
    if (last >= 0x80 || last == '~' || last == '^' || last == ';')
        return rubric_korean_ends(rubric_slice_part(text, sentence->begin, at), text, next);
    if (ascii_is_among(text.bytes[next], "=_-*~#") && is_divider(chunk_after(text, next)))
        return true;
    if (!ascii_is_among((char)last, "=_-*~#)(DPp|/*]"))
        return false;
    rubric_slice chunk = chunk_before(sentence, at);
    if (is_divider(chunk))
        return true;
    return is_face(chunk) && is_category(utf8_next(text, next, &size), CATEGORY_LU, CATEGORY_LU);
}

bool rubric_sentence_next(size_t *begin, size_t *end, rubric_slice text, size_t offset,
                          const rubric_language *language) {
    size_t at = skip_space(text, offset), size;
    if (at >= text.size)
        return false;
    rubric_sentence sentence = {.text = text, .language = language, .begin = at};
    sentence.label = rubric_label_read(text, at);
    while (at < text.size) {
        uint32_t c = utf8_next(text, at, &size);
        size_t next = at + size;
        if (c == 0x2029 || (c == '\n' && begins_blank_line(text, at))) // a paragraph ends
            break;
        if ((c == ' ' || c == '\n') && ends_at_blank(&sentence, at))
            break;
        if (rubric_is_stop(&sentence, at, c) && rubric_stop_ends(&sentence, at, &next)) {
            at = next;
            break;
        }
        sentence.in_quote ^= has_odd_quotes(text, at, next);
        at = next;
    }
    rubric_slice found = rubric_text_trim(rubric_slice_part(text, sentence.begin, at));
    *begin = sentence.begin;
    *end = sentence.begin + found.size;
    return true;
}
