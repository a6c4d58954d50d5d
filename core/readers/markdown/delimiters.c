// SPDX-License-Identifier: MIT
// Runs of * and _ (section 6.2) and of ~ (GFM, "Strikethrough"), and how they match (appendix,
// "An algorithm for parsing nested emphasis and links").
#include <rubric/text.h>

#include "base/array.h"
#include "base/ascii.h"
#include "base/utf8.h"
#include "readers/markdown/inlines.h"

/** What stands at the sides of a run (section 6.2, "left-flanking"). */
struct flanks {
    bool is_left, is_right;
    bool after_punctuation, before_punctuation;
};

static bool is_space(uint32_t code_point) {
    return code_point < 0x80 ? code_point == 0 || ascii_is_space((char)code_point)
                             : rubric_is_space(code_point);
}

static bool is_punctuation(uint32_t code_point) {
    return code_point < 0x80 ? ascii_is_punctuation((char)code_point)
                             : rubric_is_punctuation(code_point);
}

static struct flanks look_around(const struct inline_parser *parser, uint32_t begin, uint32_t end) {
    size_t other;
    // The beginning and the end of a text count as white space; NUL reads as U+FFFD.
    uint32_t before = begin ? utf8_previous(parser->text, begin, &other) : ' ';
    uint32_t after = end < parser->text.size ? utf8_next(parser->text, end, &other) : ' ';
    before = before ? before : 0xFFFD;
    after = after ? after : 0xFFFD;
    struct flanks flanks = {.after_punctuation = is_punctuation(before),
                            .before_punctuation = is_punctuation(after)};
    flanks.is_left = !is_space(after) &&
                     (!flanks.before_punctuation || is_space(before) || flanks.after_punctuation);
    flanks.is_right = !is_space(before) &&
                      (!flanks.after_punctuation || is_space(after) || flanks.before_punctuation);
    return flanks;
}

static bool push(struct inline_parser *parser, const struct delimiter *delimiter) {
    if (!rubric_array_reserve(parser->context, (void **)&parser->delimiters,
                              &parser->delimiter_capacity, parser->delimiter_count,
                              sizeof *parser->delimiters))
        return false;
    parser->delimiters[parser->delimiter_count++] = *delimiter;
    if (parser->top)
        parser->delimiters[parser->top - 1].next = parser->delimiter_count;
    parser->top = parser->delimiter_count;
    return true;
}

bool rubric_delimiters_read(struct inline_parser *parser) {
    uint32_t begin = parser->at, end = begin;
    char byte = parser->text.bytes[begin];
    while (end < parser->text.size && parser->text.bytes[end] == byte)
        end++;
    struct token *token = rubric_inlines_add(parser, TOKEN_TEXT, begin, end);
    if (!token || (byte == '~' && end - begin > 2))
        return token != NULL;
    struct flanks flanks = look_around(parser, begin, end);
    struct delimiter delimiter = {.token = parser->token_count - 1,
                                  .previous = parser->top,
                                  .count = end - begin,
                                  .size = end - begin,
                                  .byte = byte};
    bool is_strict = byte == '_'; // rules 2, 4, 6 and 8: not inside of words
    delimiter.can_open =
        flanks.is_left && (!is_strict || !flanks.is_right || flanks.after_punctuation);
    delimiter.can_close =
        flanks.is_right && (!is_strict || !flanks.is_left || flanks.before_punctuation);
    if ((delimiter.can_open || delimiter.can_close) && push(parser, &delimiter))
        token->kind = TOKEN_DELIMITERS;
    return true;
}

/* ---- Matching ------------------------------------------------------------------------ */

static struct delimiter *at_index(struct inline_parser *parser, uint32_t index) {
    return &parser->delimiters[index - 1];
}

static void take_off(struct inline_parser *parser, uint32_t index) {
    struct delimiter *delimiter = at_index(parser, index);
    if (delimiter->previous)
        at_index(parser, delimiter->previous)->next = delimiter->next;
    if (delimiter->next)
        at_index(parser, delimiter->next)->previous = delimiter->previous;
    else
        parser->top = delimiter->previous;
}

// Rules 9 and 10, and that of GFM: tildes match as many of them.
static bool match(const struct delimiter *opener, const struct delimiter *closer) {
    if (!opener->can_open || opener->byte != closer->byte)
        return false;
    if (opener->byte == '~')
        return opener->size == closer->size;
    bool is_both = opener->can_close || closer->can_open;
    return !is_both || (opener->size + closer->size) % 3 != 0 ||
           (opener->size % 3 == 0 && closer->size % 3 == 0);
}

static uint32_t add_mark(struct inline_parser *parser, rubric_kind kind, uint32_t size) {
    if (!rubric_array_reserve(parser->context, (void **)&parser->marks, &parser->mark_capacity,
                              parser->mark_count, sizeof *parser->marks))
        return 0;
    parser->marks[parser->mark_count++] = (struct mark){(uint8_t)kind, (uint8_t)size, 0};
    return parser->mark_count;
}

// Notes what opens at the right end of one run and closes at the left end of the other.
static void join(struct inline_parser *parser, struct delimiter *opener, struct delimiter *closer) {
    uint32_t size = opener->count >= 2 && closer->count >= 2 ? 2 : 1;
    rubric_kind kind = opener->byte == '~' ? RUBRIC_KIND_STRIKEOUT
                       : size == 2         ? RUBRIC_KIND_STRONG
                                           : RUBRIC_KIND_EMPH;
    uint32_t opens = add_mark(parser, kind, size), closes = add_mark(parser, kind, size);
    if (!opens || !closes)
        return;
    struct token *left = &parser->tokens[opener->token], *right = &parser->tokens[closer->token];
    parser->marks[opens - 1].next = left->opens;
    left->opens = opens;
    left->opened += size;
    if (right->last_close)
        parser->marks[right->last_close - 1].next = closes;
    else
        right->closes = closes;
    right->last_close = closes;
    right->closed += size;
    opener->count -= size;
    closer->count -= size;
}

// Below which no opener is left for a closer of this byte, length and kind.
static uint32_t *bottom_of(uint32_t bottoms[3][2][3], const struct delimiter *closer) {
    int byte = closer->byte == '*' ? 0 : closer->byte == '_' ? 1 : 2;
    return &bottoms[byte][closer->can_open][closer->size % 3];
}

static uint32_t first_above(struct inline_parser *parser, uint32_t bottom) {
    uint32_t first = 0;
    for (uint32_t i = parser->top; i > bottom; i = at_index(parser, i)->previous)
        first = i;
    return first;
}

// Matches one pair; what stands between them on the stack came to nothing.
static void match_pair(struct inline_parser *parser, uint32_t opener, uint32_t closer) {
    for (uint32_t i = at_index(parser, closer)->previous; i != opener;) {
        uint32_t previous = at_index(parser, i)->previous;
        take_off(parser, i);
        i = previous;
    }
    join(parser, at_index(parser, opener), at_index(parser, closer));
    if (at_index(parser, opener)->count == 0)
        take_off(parser, opener);
}

void rubric_delimiters_match(struct inline_parser *parser, uint32_t bottom) {
    uint32_t bottoms[3][2][3] = {{{0}}};
    uint32_t closer = first_above(parser, bottom);
    while (closer && rubric_context_charge(parser->context, 1)) {
        struct delimiter *current = at_index(parser, closer);
        uint32_t next = current->next;
        if (!current->can_close) {
            closer = next;
            continue;
        }
        uint32_t *floor = bottom_of(bottoms, current), opener = current->previous;
        while (opener > bottom && opener > *floor && !match(at_index(parser, opener), current))
            opener = at_index(parser, opener)->previous;
        if (opener > bottom && opener > *floor) {
            match_pair(parser, opener, closer);
            if (current->count > 0)
                continue; // the rest may close another one
            take_off(parser, closer);
        } else {
            *floor = current->previous;
            if (!current->can_open)
                take_off(parser, closer);
        }
        closer = next;
    }
    while (parser->top > bottom)
        take_off(parser, parser->top);
}
