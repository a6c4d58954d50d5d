// SPDX-License-Identifier: MIT
// Finds phrases of a set in a text: leftmost, then longest.
#include "base/ascii.h"
#include "base/utf8.h"
#include "phrases.h"

// A walk through the text, token by token.
typedef struct walk {
    const rubric_phrases *phrases;
    rubric_context *context;
    rubric_slice text;
    rubric_buffer scratch; // a folded token
} walk;

/* ---- Smart fold ---- */

// Whether a token fits as it is written: a capital wants a capital, a small letter takes both.
static bool fits_token(rubric_slice wanted, rubric_slice found) {
    if (rubric_slice_equal(wanted, found))
        return true;
    size_t at = 0, other = 0, size, other_size;
    while (at < wanted.size && other < found.size) {
        uint32_t c = utf8_next(wanted, at, &size);
        uint32_t o = utf8_next(found, other, &other_size);
        if (c != o && rubric_is_upper(c))
            return false;
        at += size;
        other += other_size;
    }
    return true; // their folded forms are the same already
}

// Whether the phrase, token by token, fits what stands from `begin` on.
static bool fits_phrase(const walk *self, rubric_slice phrase, size_t begin) {
    rubric_token wanted, found;
    size_t at = 0;
    while (rubric_phrase_token(&wanted, phrase, at)) {
        if (!rubric_phrase_token(&found, self->text, begin) ||
            !fits_token(rubric_slice_part(phrase, wanted.begin, wanted.end),
                        rubric_slice_part(self->text, found.begin, found.end)))
            return false;
        at = wanted.end;
        begin = found.end;
    }
    return true;
}

// The first phrase that ends at a node and fits, or RUBRIC_NO_PHRASE.
static uint32_t phrase_at(const walk *self, uint32_t node, size_t begin) {
    uint32_t index = self->phrases->ends[node];
    if (self->phrases->fold != RUBRIC_FOLD_SMART)
        return index;
    while (index != RUBRIC_NO_PHRASE) {
        const rubric_phrase *phrase = &self->phrases->phrases[index];
        if (!rubric_context_charge(self->context, phrase->text.size))
            return RUBRIC_NO_PHRASE;
        if (fits_phrase(self, phrase->text, begin))
            return index;
        index = phrase->next;
    }
    return RUBRIC_NO_PHRASE;
}

/* ---- The walk ---- */

// The node that a token leads to, or 0.
static uint32_t follow(walk *self, uint32_t node, size_t begin, size_t end) {
    rubric_slice written = rubric_slice_part(self->text, begin, end);
    rubric_slice token = rubric_phrase_fold(self->phrases->fold, written, &self->scratch);
    if (self->scratch.failed || !rubric_context_charge(self->context, written.size))
        return 0;
    uint64_t hash = rubric_phrase_hash(node, token);
    const rubric_phrase_edge *edge =
        rubric_phrase_slot(self->phrases, self->context, hash, node, token);
    return edge != NULL ? edge->child : 0;
}

// The end of a word without its English possessive, or its end as it is: "Turner's" is one token.
static size_t without_possessive(rubric_slice text, const rubric_token *token) {
    rubric_slice word = rubric_slice_part(text, token->begin, token->end);
    if (token->class_ != RUBRIC_WORD_WORD || word.size < 3 ||
        ascii_lower(word.bytes[word.size - 1]) != 's')
        return token->end;
    if (word.bytes[word.size - 2] == '\'')
        return token->end - 2;
    bool is_curly = word.size > 4 && memcmp(word.bytes + word.size - 4, "\xE2\x80\x99", 3) == 0;
    return is_curly ? token->end - 4 : token->end;
}

static void take_hit(const walk *self, rubric_hit *hit, uint32_t node, size_t begin, size_t end) {
    uint32_t phrase = node != 0 ? phrase_at(self, node, begin) : RUBRIC_NO_PHRASE;
    if (phrase != RUBRIC_NO_PHRASE)
        *hit = (rubric_hit){begin, end, phrase};
}

// The longest phrase that begins with a token.
static bool find_longest(walk *self, rubric_token token, rubric_hit *hit) {
    size_t begin = token.begin;
    uint32_t node = 0;
    hit->phrase = RUBRIC_NO_PHRASE;
    do {
        size_t bare = without_possessive(self->text, &token);
        if (bare != token.end)
            take_hit(self, hit, follow(self, node, token.begin, bare), begin, bare);
        node = follow(self, node, token.begin, token.end);
        if (node == 0)
            break;
        take_hit(self, hit, node, begin, token.end);
    } while (rubric_phrase_token(&token, self->text, token.end));
    return hit->phrase != RUBRIC_NO_PHRASE;
}

bool rubric_phrases_next(const rubric_phrases *phrases, rubric_context *context, rubric_hit *hit,
                         rubric_slice text, size_t offset) {
    walk self = {.phrases = phrases, .context = context, .text = text};
    rubric_buffer_init(&self.scratch, context);
    rubric_token token;
    rubric_hit found;
    bool has_hit = false;
    while (!has_hit && rubric_phrase_token(&token, text, offset)) {
        if (rubric_context_status(context) != RUBRIC_OK)
            break;
        has_hit = find_longest(&self, token, &found);
        offset = token.end;
    }
    rubric_buffer_clear(&self.scratch);
    if (has_hit)
        *hit = found;
    return has_hit;
}
