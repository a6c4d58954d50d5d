// SPDX-License-Identifier: MIT
// What building and searching a set of phrases share: a trie in one hash table.
#ifndef RUBRIC_MATCH_PHRASES_H
#define RUBRIC_MATCH_PHRASES_H

#include "rubric/match.h"

#define RUBRIC_NO_PHRASE UINT32_MAX

// One edge of the trie: from a node by a token to a node.
typedef struct rubric_phrase_edge {
    uint64_t hash;      // of the parent and the token
    rubric_slice token; // folded, in the arena; its bytes are compared, the hash is only a guess
    uint32_t parent;
    uint32_t child; // 0: the slot is free (nothing leads to the root)
} rubric_phrase_edge;

// A phrase as it was added.
typedef struct rubric_phrase {
    rubric_slice text; // in the arena
    uint32_t next;     // with the same folded tokens, RUBRIC_NO_PHRASE: the last
} rubric_phrase;

struct rubric_phrases {
    rubric_context *context;
    rubric_arena *arena; // texts and tokens
    rubric_fold fold;
    rubric_phrase_edge *edges; // open addressing
    size_t edge_slots;         // a power of two
    size_t edge_count;
    rubric_phrase *phrases;
    size_t count, capacity; // phrases
    uint32_t *ends;         // of each node: the first phrase that ends there
    size_t node_count, node_capacity;
};

// A token in the form that edges have: as it stands where it can, else in `scratch`.
rubric_slice rubric_phrase_fold(rubric_fold fold, rubric_slice token, rubric_buffer *scratch);

uint64_t rubric_phrase_hash(uint32_t parent, rubric_slice token);

// The slot of an edge, or the free one where it belongs. Each slot that is looked at is charged;
// NULL when that hits a limit.
rubric_phrase_edge *rubric_phrase_slot(const rubric_phrases *phrases, rubric_context *context,
                                       uint64_t hash, uint32_t parent, rubric_slice token);

// The next token that counts: not white space. False at the end.
bool rubric_phrase_token(rubric_token *out, rubric_slice text, size_t offset);

#endif
