// SPDX-License-Identifier: MIT
// Widths: how many columns of a terminal a text takes, and how much of it fits.
#include "base/ascii.h"
#include "base/utf8.h"
#include "characters.h"
#include "rubric/text.h"
#include "text/tables/breaks.h"

enum { JOINER = 0x200D, EMOJI_SELECTOR = 0xFE0F, FIRST_SKIN = 0x1F3FB, LAST_SKIN = 0x1F3FF };

// What stands before the next code point, as far as its width depends on it.
typedef struct width_state {
    bool is_pictograph; // an emoji, or what one was joined to
    bool is_joined;     // and a joiner after it
    bool can_widen;     // takes one column, but two with an emoji selector
} width_state;

static bool is_pictograph(uint32_t code_point) {
    return code_point_value(&rubric_grapheme_machine.classes, code_point) ==
           GRAPHEME_EXTENDED_PICTOGRAPHIC;
}

// Columns that a code point adds. All of a joined emoji stands on the place of its first part, and
// the selector makes a narrow one wide (UTS #51, section 1.4.3).
static size_t add_width(width_state *state, uint32_t code_point) {
    size_t width = width_of(code_point);
    if (code_point == JOINER) {
        state->is_joined = state->is_pictograph;
        return 0;
    }
    if (code_point == EMOJI_SELECTOR) {
        width = state->can_widen;
        state->can_widen = false;
        return width;
    }
    bool is_skin = code_point >= FIRST_SKIN && code_point <= LAST_SKIN;
    bool is_part = (is_skin && state->is_pictograph) || (state->is_joined && width > 0);
    bool is_key = ascii_is_digit((char)code_point) || code_point == '#' || code_point == '*';
    if (width > 0) {
        state->is_pictograph = code_point >= 0x80 && is_pictograph(code_point);
        state->can_widen =
            width == 1 && !is_part && (state->is_pictograph || (code_point < 0x80 && is_key));
    }
    state->is_joined = false;
    return is_part ? 0 : width;
}

size_t rubric_text_width(rubric_slice text) {
    width_state state = {false, false, false};
    size_t width = 0;
    for (size_t at = 0, size; at < text.size; at += size)
        width += add_width(&state, utf8_next(text, at, &size));
    return width;
}

size_t rubric_text_width_from(rubric_slice text, size_t column, size_t tab) {
    width_state state = {false, false, false};
    size_t begin = column, size;
    for (size_t at = 0; at < text.size; at += size) {
        uint32_t code_point = utf8_next(text, at, &size);
        if (code_point == '\t' && tab > 0)
            column += tab - column % tab;
        else
            column += add_width(&state, code_point);
    }
    return column - begin;
}

static size_t fit_columns(rubric_slice text, size_t limit) {
    size_t used = 0;
    for (size_t at = 0, next; at < text.size; at = next) {
        next = rubric_grapheme_next(text, at);
        size_t width = rubric_text_width(rubric_slice_part(text, at, next));
        if (width > limit - used)
            return at;
        used += width;
    }
    return text.size;
}

static size_t fit_graphemes(rubric_slice text, size_t limit) {
    size_t at = 0;
    for (; limit > 0 && at < text.size; limit--)
        at = rubric_grapheme_next(text, at);
    return at;
}

static size_t fit_words(rubric_slice text, size_t limit) {
    rubric_token token;
    size_t end = 0, count = 0;
    for (size_t at = 0; rubric_token_next(&token, text, at); at = token.end) {
        bool is_word = token.class_ != RUBRIC_WORD_SPACE &&
                       token.class_ != RUBRIC_WORD_PUNCTUATION &&
                       token.class_ != RUBRIC_WORD_SYMBOL;
        if (is_word && count++ == limit)
            return end;
        if (token.class_ != RUBRIC_WORD_SPACE)
            end = token.end;
    }
    return text.size;
}

size_t rubric_text_fit(rubric_slice text, rubric_unit unit, size_t limit) {
    switch (unit) {
    case RUBRIC_UNIT_GRAPHEMES:
        return fit_graphemes(text, limit);
    case RUBRIC_UNIT_WORDS:
        return fit_words(text, limit);
    default:
        return fit_columns(text, limit);
    }
}
