// SPDX-License-Identifier: MIT
// Finds the keys that occur twice in a map, in linear time.
#include "keys.h"

enum { SMALL = 12 }; // keys up to which comparing all pairs is quicker than hashing

bool rubric_key_set_init(rubric_key_set *set, rubric_context *context, size_t count) {
    set->context = context;
    set->slots = NULL;
    set->mask = 0;
    set->count = 0;
    if (count <= SMALL)
        return true;
    size_t size = 32;
    while (size < count * 2)
        size *= 2;
    set->slots = rubric_context_allocate(context, size * sizeof *set->slots);
    if (set->slots == NULL)
        return false;
    memset(set->slots, 0, size * sizeof *set->slots);
    set->mask = size - 1;
    return true;
}

void rubric_key_set_clear(rubric_key_set *set) {
    if (set->slots != NULL)
        rubric_context_release(set->context, set->slots, (set->mask + 1) * sizeof *set->slots);
    set->slots = NULL;
}

// The entries below `count` are the set, in their order.
static uint32_t find_small(const rubric_entry *entries, uint32_t count, rubric_slice key) {
    for (uint32_t i = 0; i < count; i++) {
        if (rubric_slice_equal(entries[i].key, key))
            return i;
    }
    return UINT32_MAX;
}

uint32_t rubric_key_set_add(rubric_key_set *set, const rubric_entry *entries, uint32_t index) {
    rubric_slice key = entries[index].key;
    if (set->slots == NULL) {
        uint32_t same = find_small(entries, set->count, key);
        if (same == UINT32_MAX)
            set->count = index + 1;
        return same;
    }
    uint64_t hash = rubric_slice_hash(key);
    size_t at = (size_t)(hash ^ hash >> 32) & set->mask;
    while (set->slots[at] != 0) {
        if (rubric_slice_equal(entries[set->slots[at] - 1].key, key))
            return set->slots[at] - 1;
        // Keys made to collide cost steps, so that they end at the limit.
        if (!rubric_context_charge(set->context, 1))
            return UINT32_MAX;
        at = (at + 1) & set->mask;
    }
    set->slots[at] = index + 1;
    return UINT32_MAX;
}
