// SPDX-License-Identifier: MIT
// Decides whether a stop ends a sentence: abbreviations, initials, numbers, quotes, ellipses.
#include "sentence_stop.h"

#include "scripts.h"
#include "unicode.h"

enum { LONGEST_WORD = 64 }; // bytes before a full stop that are looked at

// What stands between one sentence and the next.
typedef struct stop {
    size_t begin, end;  // with closing quotes and brackets
    bool is_full_stop;  // exactly one '.'
    bool is_east_asian; // needs no blank after it
    bool has_mark;      // ! or ?
    bool has_closer;
} stop;

static bool is_wide_stop(uint32_t c) {
    return c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0xFF61 || c == 0xFF0E;
}

static bool is_mark(uint32_t c) {
    switch (c) {
    case '!':
    case '?':
    case 0x0589: // Armenian
    case 0x061F: // Arabic
    case 0x06D4:
    case 0x0964: // Devanagari
    case 0x0965:
    case 0x104B: // Burmese
    case 0x1362: // Ethiopic
    case 0x17D4: // Khmer
    case 0x203C:
    case 0x2047:
    case 0x2048:
    case 0x2049:
        return true;
    default:
        return false;
    }
}

bool rubric_is_stop(uint32_t c) {
    if (c < 0x80)
        return c == '.' || c == '!' || c == '?';
    return c == 0x2026 || is_wide_stop(c) || is_mark(c);
}

bool rubric_is_blank_line(rubric_slice text, size_t at) {
    for (size_t i = at + 1; i < text.size; i++) {
        char c = text.bytes[i];
        if (c == '\n')
            return true;
        if (c != ' ' && c != '\t' && c != '\r')
            return false;
    }
    return false;
}

static bool is_space_or_end(rubric_slice text, size_t at) {
    size_t size;
    return at >= text.size || rubric_is_space(utf8_next(text, at, &size));
}

static bool is_quote(uint32_t c) {
    return c == '"' || c == '\'' || c == 0xAB || c == 0xBB || c == 0x2039 || c == 0x203A ||
           (c >= 0x2018 && c <= 0x201F);
}

static bool is_closing_bracket(uint32_t c) {
    if (c < 0x80)
        return c == ')' || c == ']' || c == '}';
    enum category category = category_of(c);
    return category == CATEGORY_PE || category == CATEGORY_PF;
}

/* ---- What belongs to the stop ---- */

// A reference such as [12] right after the stop.
static size_t reference_end(rubric_slice text, size_t at) {
    size_t end = at + 1;
    if (at >= text.size || text.bytes[at] != '[')
        return at;
    while (end < text.size && ascii_is_digit(text.bytes[end]))
        end++;
    bool is_reference = end > at + 1 && end < text.size && text.bytes[end] == ']';
    return is_reference ? end + 1 : at;
}

// The quotes and brackets right after the stop: whatever their form, they close.
static size_t closers_end(rubric_slice text, size_t at, bool *in_quote) {
    size_t size;
    for (;;) {
        size_t reference = reference_end(text, at);
        if (reference > at) {
            at = reference;
            continue;
        }
        if (at >= text.size)
            return at;
        uint32_t c = utf8_next(text, at, &size);
        if (!is_quote(c) && !is_closing_bracket(c))
            return at;
        *in_quote ^= c == '"';
        at += size;
    }
}

// The end of a closing token that stands alone after a blank, as in tokenised text and before a
// French guillemet; `at` when there is none.
static size_t spaced_closer_end(rubric_slice text, size_t at, bool in_quote) {
    size_t begin = at, size;
    while (begin < text.size && text.bytes[begin] != '\n' &&
           rubric_is_space(utf8_next(text, begin, &size)))
        begin += size;
    if (begin == at || begin >= text.size)
        return at;
    uint32_t c = utf8_next(text, begin, &size);
    size_t end = begin + size;
    bool is_closer = is_closing_bracket(c) || (c == '"' && in_quote);
    if (c == '\'' && end < text.size && text.bytes[end] == '\'') {
        is_closer = true;
        end++;
    }
    return is_closer && is_space_or_end(text, end) ? end : at;
}

// Where the next stop of `. . .` is; `at` when there is none.
static size_t spaced_stop(rubric_slice text, size_t at) {
    size_t next = at;
    while (next < text.size && text.bytes[next] == ' ')
        next++;
    if (next == at || next >= text.size || !rubric_is_stop((unsigned char)text.bytes[next]))
        return at;
    if (next + 1 >= text.size)
        return next;
    size_t size;
    uint32_t c = utf8_next(text, next + 1, &size);
    return rubric_is_letter(c) || rubric_is_digit(c) ? at : next; // .NET, .5
}

static void take_stop(stop *out, uint32_t c, int *count) {
    ++*count;
    out->is_full_stop = *count == 1 && c == '.';
    out->is_east_asian |= is_wide_stop(c);
    out->has_mark |= is_mark(c) || is_wide_stop(c);
}

static stop read_stop(const rubric_stop_scan *scan, size_t at) {
    rubric_slice text = scan->text;
    stop found = {.begin = at, .end = at};
    bool in_quote = scan->in_quote;
    int count = 0;
    for (;;) {
        size_t size, before = found.end;
        while (found.end < text.size) {
            uint32_t c = utf8_next(text, found.end, &size);
            if (!rubric_is_stop(c))
                break;
            take_stop(&found, c, &count);
            found.end += size;
        }
        size_t closers = closers_end(text, found.end, &in_quote);
        if (closers == found.end) {
            closers = spaced_closer_end(text, found.end, in_quote);
            in_quote = closers == found.end && in_quote;
        }
        found.has_closer |= closers > found.end;
        found.end = closers;
        size_t more = spaced_stop(text, found.end);
        if (more > found.end)
            found.end = more;
        else if (found.end == before)
            return found;
    }
}

/* ---- Whether it ends the sentence ---- */

// The bytes before a full stop back to a blank or an opening mark.
static rubric_slice word_before(const rubric_stop_scan *scan, size_t at) {
    size_t begin = at;
    while (begin > scan->begin && at - begin < LONGEST_WORD) {
        size_t previous;
        uint32_t c = utf8_previous(scan->text, begin, &previous);
        bool is_edge = rubric_is_space(c) || is_quote(c) || c == '(' || c == '[' || c == '/' ||
                       c == 0x2013 || c == 0x2014;
        // An apostrophe within a word is no edge.
        if (is_edge && !(c == 0x2019 && begin < at))
            break;
        begin = previous;
    }
    return rubric_slice_part(scan->text, begin, at);
}

// Where the next word begins, behind white space and what opens it.
static size_t next_word(rubric_slice text, size_t at) {
    size_t size;
    while (at < text.size) {
        uint32_t c = utf8_next(text, at, &size);
        bool opens = is_quote(c) || c == '(' || c == '[' || c == '`' || c == 0xBF || c == 0xA1;
        if (!opens && !rubric_is_space(c))
            break;
        at += size;
    }
    return at;
}

// A capitalised stop word begins a sentence, even after an abbreviation: "in the U.S. The".
static bool begins_sentence(const rubric_stop_scan *scan, size_t at) {
    rubric_slice text = scan->text;
    size_t end = at, size, letters = 0;
    if (scan->language == NULL || at >= text.size || !rubric_is_upper(utf8_next(text, at, &size)))
        return false;
    while (end < text.size && rubric_is_letter(utf8_next(text, end, &size))) {
        end += size;
        letters++;
    }
    return letters > 1 &&
           rubric_language_is_stop_word(scan->language, rubric_slice_part(text, at, end));
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
        if (word.bytes[i] == '\0' || strchr("IVXLC", word.bytes[i]) == NULL)
            return false;
    }
    return word.size > 0;
}

// Single letters with dots between: U.S, e.g, z.B.
static bool is_dotted(rubric_slice word) {
    size_t letters = 0, size;
    for (size_t at = 0; at < word.size; at += size) {
        uint32_t c = utf8_next(word, at, &size);
        bool is_dot = c == '.';
        letters = is_dot ? 0 : letters + 1;
        if (letters > 1 || (!is_dot && !rubric_is_letter(c)))
            return false;
    }
    return word.size > 0;
}

// Languages that write the third as "3."
static bool has_dotted_ordinals(const rubric_language *language) {
    static const char *const codes[] = {"de", "da", "nb", "no", "nn", "fi", "is", "cs", "sk",
                                        "pl", "hu", "sl", "hr", "sr", "et", "lv", "lt", "tr"};
    if (language == NULL)
        return false;
    rubric_slice code = rubric_language_code(language);
    code.size = code.size < 2 ? code.size : 2;
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        if (rubric_slice_equal_fold(code, rubric_slice_of(codes[i])))
            return true;
    }
    return false;
}

// Whether the word before the stop is the label of an item: the first in its sentence, but for a
// bullet, and a number or a single letter.
static bool is_label(const rubric_stop_scan *scan, rubric_slice word) {
    size_t begin = scan->begin, end = (size_t)(word.bytes - scan->text.bytes), size;
    for (; begin < end; begin += size) {
        uint32_t c = utf8_next(scan->text, begin, &size);
        if (rubric_is_letter(c) || rubric_is_digit(c))
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
static bool owns_stop(const rubric_stop_scan *scan, rubric_slice word) {
    if (is_number(word))
        return word.size <= 2 && has_dotted_ordinals(scan->language);
    if (is_dotted(word))
        return true;
    return scan->language != NULL && rubric_language_is_abbreviation(scan->language, word);
}

static bool ends_before_letter(const rubric_stop_scan *scan, const stop *found, uint32_t next) {
    if (found->is_east_asian) // a sentence goes on after its quotation: 「…。」と言った
        return !found->has_closer || !(is_hiragana(next) || next == 0x3001 || next == 0xFF0C);
    size_t before;
    bool is_after_letter = found->begin > scan->begin &&
                           is_east_asian(utf8_previous(scan->text, found->begin, &before));
    return is_after_letter && is_east_asian(next) && (found->is_full_stop || found->has_mark);
}

static bool keeps_sentence_open(uint32_t c) {
    return c == ',' || c == ';' || c == ':' || c == ')' || c == ']' || c == '}' || c == '%';
}

// An ellipsis for what was left out: [...]
static bool is_in_brackets(rubric_slice text, const stop *found) {
    return found->begin > 0 && found->has_closer &&
           (text.bytes[found->begin - 1] == '[' || text.bytes[found->begin - 1] == '(');
}

bool rubric_stop_ends(const rubric_stop_scan *scan, size_t at, size_t *end) {
    rubric_slice text = scan->text;
    stop found = read_stop(scan, at);
    *end = found.end;
    if (found.end >= text.size)
        return true;
    size_t size;
    uint32_t next = utf8_next(text, found.end, &size);
    if (!rubric_is_space(next))
        return ends_before_letter(scan, &found, next);
    size_t word = next_word(text, found.end);
    if (word >= text.size)
        return true;
    next = utf8_next(text, word, &size);
    if (keeps_sentence_open(next))
        return false;
    if (rubric_is_lower(next)) // she works at Yahoo! in the office
        return found.is_east_asian;
    if (is_in_brackets(text, &found))
        return false;
    if (!found.is_full_stop)
        return true;
    rubric_slice before = word_before(scan, found.begin);
    if (is_label(scan, before))
        return false;
    return !owns_stop(scan, before) || begins_sentence(scan, word);
}
