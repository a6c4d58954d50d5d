// SPDX-License-Identifier: MIT
// Builds sets of phrases: a trie over folded tokens in one hash table.
#include "phrases.h"

#include "base/ascii.h"

enum { FIRST_SLOTS = 64, FIRST_CAPACITY = 16 };

/* ---- Tokens ---- */

bool rubric_phrase_token(rubric_token *out, rubric_slice text, size_t offset) {
    while (rubric_token_next(out, text, offset)) {
        if (out->class_ != RUBRIC_WORD_SPACE)
            return true;
        offset = out->end;
    }
    return false;
}

static bool has_only_small_ascii(rubric_slice token) {
    for (size_t i = 0; i < token.size; i++) {
        if ((unsigned char)token.bytes[i] >= 0x80 || ascii_is_upper(token.bytes[i]))
            return false;
    }
    return true;
}

rubric_slice rubric_phrase_fold(rubric_fold fold, rubric_slice token, rubric_buffer *scratch) {
    if (fold == RUBRIC_FOLD_NONE || has_only_small_ascii(token))
        return token;
    scratch->size = 0;
    rubric_text_case(scratch, token, RUBRIC_CASE_FOLD, rubric_slice_make(NULL, 0));
    if (fold != RUBRIC_FOLD_ACCENTS)
        return rubric_buffer_slice(scratch);
    size_t folded = scratch->size;
    // Room first: what is read must not move while the rest is written behind it.
    if (!rubric_buffer_reserve(scratch, 4 * folded + 64))
        return rubric_buffer_slice(scratch);
    rubric_text_unaccent(scratch, rubric_slice_make(scratch->bytes, folded));
    return rubric_slice_make(scratch->bytes + folded, scratch->size - folded);
}

/* ---- Edges ---- */

uint64_t rubric_phrase_hash(uint32_t parent, rubric_slice token) {
    uint64_t hash = rubric_slice_hash(token) ^ (parent * 0x9E3779B97F4A7C15u);
    hash ^= hash >> 32;
    return hash * 0xD6E8FEB86659FD93u;
}

rubric_phrase_edge *rubric_phrase_slot(const rubric_phrases *phrases, rubric_context *context,
                                       uint64_t hash, uint32_t parent, rubric_slice token) {
    size_t mask = phrases->edge_slots - 1;
    for (size_t at = (size_t)(hash >> 20) & mask;; at = (at + 1) & mask) {
        rubric_phrase_edge *edge = &phrases->edges[at];
        if (edge->child == 0)
            return edge;
        if (edge->hash == hash && edge->parent == parent && rubric_slice_equal(edge->token, token))
            return edge;
        if (!rubric_context_charge(context, 1))
            return NULL;
    }
}

static bool grow_edges(rubric_phrases *phrases) {
    size_t old_slots = phrases->edge_slots;
    size_t slots = old_slots == 0 ? FIRST_SLOTS : old_slots * 2;
    rubric_phrase_edge *old = phrases->edges;
    rubric_phrase_edge *edges = rubric_context_allocate(phrases->context, slots * sizeof *edges);
    if (edges == NULL)
        return false;
    memset(edges, 0, slots * sizeof *edges);
    for (size_t i = 0; i < old_slots; i++) {
        if (old[i].child == 0)
            continue;
        size_t at = (size_t)(old[i].hash >> 20) & (slots - 1);
        while (edges[at].child != 0)
            at = (at + 1) & (slots - 1);
        edges[at] = old[i];
    }
    rubric_context_release(phrases->context, old, old_slots * sizeof *old);
    phrases->edges = edges;
    phrases->edge_slots = slots;
    return true;
}

/* ---- Arrays ---- */

// Make room for one more item; the capacity is of items.
static void *grow(rubric_context *context, void *items, size_t count, size_t *capacity,
                  size_t item_size) {
    if (count < *capacity)
        return items;
    size_t larger = *capacity == 0 ? FIRST_CAPACITY : *capacity * 2;
    void *moved = rubric_context_resize(context, items, *capacity * item_size, larger * item_size);
    if (moved != NULL)
        *capacity = larger;
    return moved;
}

// The number of a new node, 0 when memory ran out.
static uint32_t add_node(rubric_phrases *phrases) {
    uint32_t *ends = grow(phrases->context, phrases->ends, phrases->node_count,
                          &phrases->node_capacity, sizeof *ends);
    if (ends == NULL)
        return 0;
    phrases->ends = ends;
    ends[phrases->node_count] = RUBRIC_NO_PHRASE;
    return (uint32_t)phrases->node_count++;
}

static bool add_phrase(rubric_phrases *phrases, rubric_slice text, uint32_t node) {
    rubric_phrase *grown =
        grow(phrases->context, phrases->phrases, phrases->count, &phrases->capacity, sizeof *grown);
    if (grown == NULL)
        return false;
    phrases->phrases = grown;
    rubric_slice copy = rubric_arena_copy(phrases->arena, text);
    if (copy.bytes == NULL)
        return false;
    uint32_t index = (uint32_t)phrases->count;
    grown[index] = (rubric_phrase){copy, RUBRIC_NO_PHRASE};
    uint32_t *link = &phrases->ends[node];
    while (*link != RUBRIC_NO_PHRASE) { // the first that was added is found first
        if (!rubric_context_charge(phrases->context, 1))
            return false;
        link = &grown[*link].next;
    }
    *link = index;
    phrases->count++;
    return true;
}

/* ---- The set ---- */

rubric_status rubric_phrases_new(rubric_phrases **out, rubric_context *context, rubric_fold fold,
                                 rubric_error *error) {
    if (rubric_is_missing(out, "out", error) || rubric_is_missing(context, "context", error))
        return RUBRIC_ERROR_ARGUMENT;
    rubric_phrases *phrases = rubric_context_allocate(context, sizeof *phrases);
    if (phrases == NULL)
        return rubric_context_error(context, error);
    memset(phrases, 0, sizeof *phrases);
    phrases->context = context;
    phrases->fold = fold;
    rubric_status status = rubric_arena_new(&phrases->arena, context, error);
    if (status == RUBRIC_OK) {
        add_node(phrases); // the root
        grow_edges(phrases);
        if (phrases->node_count == 0 || phrases->edge_slots == 0)
            status = rubric_context_error(context, error);
    }
    if (status != RUBRIC_OK)
        rubric_phrases_free(phrases);
    else
        *out = phrases;
    return status;
}

void rubric_phrases_free(rubric_phrases *phrases) {
    if (phrases == NULL)
        return;
    rubric_context *context = phrases->context;
    rubric_context_release(context, phrases->edges, phrases->edge_slots * sizeof *phrases->edges);
    rubric_context_release(context, phrases->phrases, phrases->capacity * sizeof *phrases->phrases);
    rubric_context_release(context, phrases->ends, phrases->node_capacity * sizeof *phrases->ends);
    rubric_arena_free(phrases->arena);
    rubric_context_release(context, phrases, sizeof *phrases);
}

// Follow a token from a node, on a new edge where there is none; 0 when a limit was hit.
static uint32_t extend(rubric_phrases *phrases, uint32_t node, rubric_slice token) {
    uint64_t hash = rubric_phrase_hash(node, token);
    rubric_phrase_edge *edge = rubric_phrase_slot(phrases, phrases->context, hash, node, token);
    if (edge == NULL || edge->child != 0)
        return edge != NULL ? edge->child : 0;
    if ((phrases->edge_count + 1) * 2 > phrases->edge_slots) {
        if (!grow_edges(phrases))
            return 0;
        edge = rubric_phrase_slot(phrases, phrases->context, hash, node, token);
    }
    rubric_slice copy = rubric_arena_copy(phrases->arena, token);
    uint32_t child = edge != NULL && copy.bytes != NULL ? add_node(phrases) : 0;
    if (child == 0)
        return 0;
    *edge = (rubric_phrase_edge){hash, copy, node, child};
    phrases->edge_count++;
    return child;
}

rubric_status rubric_phrases_add(rubric_phrases *phrases, rubric_slice phrase,
                                 rubric_error *error) {
    if (rubric_is_missing(phrases, "phrases", error))
        return RUBRIC_ERROR_ARGUMENT;
    if (phrases->count >= RUBRIC_NO_PHRASE - 1)
        return rubric_error_set(error, RUBRIC_ERROR_LIMIT, "too many phrases");
    rubric_buffer scratch;
    rubric_buffer_init(&scratch, phrases->context);
    rubric_context_charge(phrases->context, phrase.size);
    rubric_token token;
    uint32_t node = 0;
    bool is_ok = true;
    size_t at = 0;
    while (is_ok && rubric_phrase_token(&token, phrase, at)) {
        rubric_slice written = rubric_slice_part(phrase, token.begin, token.end);
        rubric_slice folded = rubric_phrase_fold(phrases->fold, written, &scratch);
        node = scratch.failed ? 0 : extend(phrases, node, folded);
        is_ok = node != 0;
        at = token.end;
    }
    rubric_buffer_clear(&scratch);
    if (is_ok && node == 0)
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT, "the phrase has no words");
    if (!is_ok || !add_phrase(phrases, phrase, node))
        return rubric_context_error(phrases->context, error);
    return RUBRIC_OK;
}

size_t rubric_phrases_count(const rubric_phrases *phrases) {
    return phrases->count;
}

rubric_slice rubric_phrases_text(const rubric_phrases *phrases, size_t index) {
    return phrases->phrases[index].text;
}
