// SPDX-License-Identifier: MIT
// Runs of delimiters: * and _ (section 6.2) and those of extensions, and how they match (appendix,
// "An algorithm for parsing nested emphasis and links").
#include <rubric/text.h>

#include "base/array.h"
#include "base/ascii.h"
#include "base/utf8.h"
#include "readers/markdown/inlines/inlines.h"

/** What stands at the sides of a run (section 6.2, "left-flanking"). */
struct flanks {
    bool is_left, is_right;
    bool after_punctuation, before_punctuation;
    bool after_opening; // a parenthesis or bracket
};

static bool is_space(uint32_t code_point) {
    return code_point < 0x80 ? ascii_is_space((char)code_point) : rubric_is_space(code_point);
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
    flanks.after_opening = before == '(' || before == '[';
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

static bool is_quote(char byte) {
    return byte == '"' || byte == '\'';
}

// Whether a run of that size becomes anything.
static bool is_mark(const struct delimiter_rule *rule, uint32_t size) {
    return !rule->is_exact || is_quote(rule->byte) ||
           (size <= 2 && rule->kinds[size - 1] != RUBRIC_KIND_NONE);
}

// Rules 1 to 8; quotes nearly as cmark's option `smart` has them.
static void choose_sides(struct delimiter *delimiter, const struct delimiter_rule *rule,
                         struct flanks flanks) {
    delimiter->can_open = flanks.is_left;
    delimiter->can_close = flanks.is_right;
    if (rule->is_outside) {
        delimiter->can_open = flanks.is_left && (!flanks.is_right || flanks.after_punctuation);
        delimiter->can_close = flanks.is_right && (!flanks.is_left || flanks.before_punctuation);
    } else if (is_quote(rule->byte)) {
        delimiter->can_open = flanks.is_left && (!flanks.is_right || flanks.after_opening);
        // Inside of a word it is an apostrophe.
        if (rule->byte == '\'')
            delimiter->can_close =
                flanks.is_right && (!flanks.is_left || flanks.before_punctuation);
    }
}

bool rubric_delimiters_read(struct inline_parser *parser) {
    uint32_t begin = parser->at, end = begin + 1;
    char byte = parser->text.bytes[begin];
    uint8_t index = parser->rule_of[(unsigned char)byte];
    const struct delimiter_rule *rule = &parser->rules[index];
    while (!is_quote(byte) && end < parser->text.size && parser->text.bytes[end] == byte)
        end++;
    parser->at = end;
    if (!is_mark(rule, end - begin))
        return true;
    struct delimiter delimiter = {
        .previous = parser->top, .count = end - begin, .size = end - begin, .rule = index};
    choose_sides(&delimiter, rule, look_around(parser, begin, end));
    if (!delimiter.can_open && !delimiter.can_close && !is_quote(byte))
        return true;
    struct token *token = rubric_inlines_add(parser, TOKEN_DELIMITERS, begin, end);
    delimiter.token = parser->token_count - 1;
    if (token && is_quote(byte)) {
        token->kind = TOKEN_SIGN;
        token->sign = rubric_quote_sign(byte, byte == '"' && delimiter.can_open);
    }
    return token && push(parser, &delimiter);
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

// Rules 9 and 10; runs of extensions match as a whole.
static bool match(struct inline_parser *parser, const struct delimiter *opener,
                  const struct delimiter *closer) {
    if (!opener->can_open || opener->rule != closer->rule)
        return false;
    if (parser->rules[opener->rule].is_exact)
        return opener->size == closer->size;
    bool is_both = opener->can_close || closer->can_open;
    return !is_both || (opener->size + closer->size) % 3 != 0 || opener->size % 3 == 0;
}

// Whether white space keeps `a^b c^` from being a superscript. What is looked through lies between
// two runs of one byte that stand next to each other, so that all of it is looked through once.
static bool is_broken(struct inline_parser *parser, const struct delimiter *opener,
                      const struct delimiter *closer) {
    if (!parser->rules[opener->rule].has_no_spaces || opener->size != 1)
        return false;
    uint32_t end = parser->tokens[closer->token].begin;
    for (uint32_t at = parser->tokens[opener->token].end; at < end; at++)
        if (ascii_is_space(parser->text.bytes[at]))
            return true;
    return false;
}

static uint32_t add_mark(struct inline_parser *parser, rubric_kind kind, uint32_t size,
                         const char *name) {
    if (!rubric_array_reserve(parser->context, (void **)&parser->marks, &parser->mark_capacity,
                              parser->mark_count, sizeof *parser->marks))
        return 0;
    parser->marks[parser->mark_count++] = (struct mark){(uint8_t)kind, (uint8_t)size, 0, name};
    return parser->mark_count;
}

static void join_quotes(struct inline_parser *parser, struct delimiter *opener,
                        struct delimiter *closer) {
    char byte = parser->rules[opener->rule].byte;
    parser->tokens[opener->token].sign = rubric_quote_sign(byte, true);
    parser->tokens[closer->token].sign = rubric_quote_sign(byte, false);
    opener->count = closer->count = 0;
}

// Notes what opens at the right end of one run and closes at the left end of the other.
static void join(struct inline_parser *parser, struct delimiter *opener, struct delimiter *closer) {
    const struct delimiter_rule *rule = &parser->rules[opener->rule];
    if (is_quote(rule->byte)) {
        join_quotes(parser, opener, closer);
        return;
    }
    uint32_t size = opener->count >= 2 && closer->count >= 2 ? 2 : 1;
    rubric_kind kind = (rubric_kind)rule->kinds[size - 1];
    uint32_t opens = add_mark(parser, kind, size, rule->name);
    uint32_t closes = add_mark(parser, kind, size, NULL);
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

/** Below which no opener is left for closers of a rule, by whether they open too and their size. */
struct bottoms {
    uint32_t of[RULE_LIMIT][2][3];
};

static uint32_t *bottom_of(struct bottoms *bottoms, const struct delimiter *closer) {
    return &bottoms->of[closer->rule][closer->can_open][closer->size % 3];
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

// The nearest opener of a closer on the stack; 0: none.
static uint32_t find_opener(struct inline_parser *parser, const struct delimiter *closer,
                            uint32_t bottom) {
    uint32_t opener = closer->previous;
    while (opener > bottom && !match(parser, at_index(parser, opener), closer))
        opener = at_index(parser, opener)->previous;
    return opener > bottom && !is_broken(parser, at_index(parser, opener), closer) ? opener : 0;
}

void rubric_delimiters_match(struct inline_parser *parser, uint32_t bottom) {
    struct bottoms bottoms;
    uint32_t closer = first_above(parser, bottom);
    if (closer)
        memset(&bottoms, 0, sizeof bottoms);
    while (closer && rubric_context_charge(parser->context, 1)) {
        struct delimiter *current = at_index(parser, closer);
        uint32_t next = current->next;
        if (!current->can_close) {
            closer = next;
            continue;
        }
        uint32_t *floor = bottom_of(&bottoms, current);
        uint32_t opener = find_opener(parser, current, bottom > *floor ? bottom : *floor);
        if (opener) {
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
