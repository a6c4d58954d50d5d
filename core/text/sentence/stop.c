// SPDX-License-Identifier: MIT
// Reads a stop with all that belongs to it: further stops, closing quotes and brackets, references.
#include "base/ascii.h"
#include "base/utf8.h"
#include "sentence.h"
#include "text/characters.h"
#include "text/tables/breaks.h"

enum { ELLIPSIS = 0x2026 };

static unsigned class_of(uint32_t c) {
    return code_point_value(&rubric_sentence_machine.classes, c);
}

// Stops of scripts that write no blanks after them.
static bool is_blankless(uint32_t c) {
    return c >= 0x1000 && (width_of(c) == 2 || c == 0xFF61 || c == 0x104B || c == 0x17D4);
}

static bool is_mark(uint32_t c) {
    return class_of(c) == SENTENCE_STERM;
}

static bool is_stop(uint32_t c) {
    if (c < 0x80)
        return c == '.' || c == '!' || c == '?';
    unsigned class_ = class_of(c);
    return c == ELLIPSIS || (class_ == SENTENCE_STERM && c != 0x104A) || c == 0xFF0E;
}

// Armenian writes its full stop like a colon: it stands behind an Armenian letter, perhaps with an
// ellipsis or a quote between.
static bool is_armenian_stop(const rubric_sentence *sentence, size_t at) {
    enum { FARTHEST = 12 }; // bytes
    size_t before = at;
    while (before > sentence->begin && at - before < FARTHEST) {
        uint32_t c = utf8_previous(sentence->text, before, &before);
        if (rubric_is_letter(c))
            return c >= 0x531 && c <= 0x587;
    }
    return false;
}

bool rubric_is_stop(const rubric_sentence *sentence, size_t at, uint32_t code_point) {
    if (code_point == ':')
        return is_armenian_stop(sentence, at);
    return is_stop(code_point);
}

static bool is_space_or_end(rubric_slice text, size_t at) {
    size_t size;
    return at >= text.size || rubric_is_space(utf8_next(text, at, &size));
}

bool rubric_is_quote(uint32_t c) {
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

// The end of a reference such as [12], or of an ellipsis in brackets, […]; `at` when there is none.
static size_t reference_end(rubric_slice text, size_t at) {
    size_t end = at + 1, size;
    if (at >= text.size || text.bytes[at] != '[')
        return at;
    while (end < text.size && end - at < 8) {
        uint32_t c = utf8_next(text, end, &size);
        if (!rubric_is_digit(c) && c != '.' && c != ELLIPSIS)
            break;
        end += size;
    }
    bool is_reference = end > at + 1 && end < text.size && text.bytes[end] == ']';
    return is_reference ? end + 1 : at;
}

// A reference that a blank parts from its sentence: "It is known. [12] They agree."
static size_t spaced_reference_end(rubric_slice text, size_t at) {
    if (at >= text.size || text.bytes[at] != ' ')
        return at;
    size_t end = reference_end(text, at + 1);
    return end > at + 1 && is_space_or_end(text, end) ? end : at;
}

// The quotes and brackets right after the stop: whatever their form, they close; but a quote that
// opens in Chinese and Japanese does.
static size_t closers_end(rubric_slice text, size_t at, rubric_stop *found, bool *in_quote) {
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
        bool opens = !found->needs_blank && (c == 0x2018 || c == 0x201C);
        if (opens || (!rubric_is_quote(c) && !is_closing_bracket(c)))
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
    if (next == at || next >= text.size || !is_stop((unsigned char)text.bytes[next]))
        return at;
    if (next + 1 >= text.size)
        return next;
    size_t size;
    uint32_t c = utf8_next(text, next + 1, &size);
    return rubric_is_letter(c) || rubric_is_digit(c) ? at : next; // .NET, .5
}

static void take_stop(rubric_stop *out, uint32_t c) {
    out->count++;
    out->is_full_stop = out->count == 1 && (c == '.' || c == ':');
    out->has_mark |= is_mark(c);
    if (is_blankless(c))
        out->needs_blank = false;
}

static size_t take_stops(const rubric_sentence *sentence, rubric_stop *out) {
    rubric_slice text = sentence->text;
    size_t size, at = out->end;
    while (at < text.size) {
        uint32_t c = utf8_next(text, at, &size);
        bool is_first = out->count == 0; // which may be an Armenian one
        if (!is_first && !is_stop(c))
            break;
        take_stop(out, c);
        at += size;
        if (is_first)
            out->first_end = at;
    }
    return at;
}

// Closing quotes, brackets and references behind the stops, with or without a blank.
static size_t take_closers(rubric_slice text, rubric_stop *found, bool *in_quote) {
    size_t closers = closers_end(text, found->end, found, in_quote);
    if (closers == found->end) {
        closers = spaced_closer_end(text, found->end, *in_quote);
        *in_quote = closers == found->end && *in_quote;
    }
    if (closers == found->end)
        closers = spaced_reference_end(text, closers);
    found->has_closer |= closers > found->end;
    char before = found->begin > 0 ? text.bytes[found->begin - 1] : '\0';
    if (closers > found->end)
        found->is_in_brackets = before == '[' || before == '(';
    return closers;
}

rubric_stop rubric_stop_read(const rubric_sentence *sentence, size_t at) {
    rubric_slice text = sentence->text;
    rubric_stop found = {.begin = at, .end = at, .needs_blank = true};
    bool in_quote = sentence->in_quote;
    for (;;) {
        size_t before = found.end;
        size_t end = take_stops(sentence, &found);
        if (end > found.end)
            found.is_in_brackets = false;
        found.end = end;
        size_t closers = take_closers(text, &found, &in_quote);
        found.end = closers;
        size_t more = spaced_stop(text, found.end);
        if (more > found.end) {
            found.end = more;
            found.spaced++;
        } else if (found.end == before) {
            return found;
        }
    }
}
