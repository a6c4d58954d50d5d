// SPDX-License-Identifier: MIT
// The keys of one map while a reader closes it: finds what occurs twice in linear time.
#ifndef RUBRIC_DATA_KEYS_H
#define RUBRIC_DATA_KEYS_H

#include "rubric/data.h"

// Open addressing over the indices of entries. Small maps are compared one by one instead.
typedef struct rubric_key_set {
    rubric_context *context;
    uint32_t *slots; // index + 1, 0: free; NULL for a small map
    size_t mask;     // slots - 1
    uint32_t count;  // entries that were added, in a small map
} rubric_key_set;

// Room for `count` keys; false when memory ran out.
bool rubric_key_set_init(rubric_key_set *set, rubric_context *context, size_t count);
void rubric_key_set_clear(rubric_key_set *set);

// Add entries[index], or return the index of the entry with that key (UINT32_MAX: added).
uint32_t rubric_key_set_add(rubric_key_set *set, const rubric_entry *entries, uint32_t index);

// Append an entry without looking whether the key is there; the key is not copied.
rubric_status rubric_value_append_entry(rubric_arena *arena, rubric_value *map, rubric_slice key,
                                        rubric_value value);

#endif
