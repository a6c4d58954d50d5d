// SPDX-License-Identifier: MIT
// Open addressing over hashes of paths.
#include "path_set.h"

void rubric_path_set_init(rubric_path_set *set, rubric_context *context) {
    *set = (rubric_path_set){.context = context};
}

void rubric_path_set_clear(rubric_path_set *set) {
    rubric_context_release(set->context, set->slots, set->capacity * sizeof *set->slots);
    rubric_path_set_init(set, set->context);
}

static bool insert(rubric_path_set *set, uint64_t hash) {
    size_t place = (size_t)hash & (set->capacity - 1);
    while (set->slots[place] != 0) {
        if (set->slots[place] == hash)
            return false;
        place = (place + 1) & (set->capacity - 1);
    }
    set->slots[place] = hash;
    set->count++;
    return true;
}

static bool grow(rubric_path_set *set) {
    size_t capacity = set->capacity == 0 ? 64 : set->capacity * 2;
    uint64_t *slots = rubric_context_allocate(set->context, capacity * sizeof *slots);
    if (slots == NULL)
        return false;
    memset(slots, 0, capacity * sizeof *slots);
    rubric_path_set larger = {set->context, slots, 0, capacity};
    for (size_t i = 0; i < set->capacity; i++)
        if (set->slots[i] != 0)
            insert(&larger, set->slots[i]);
    rubric_path_set_clear(set);
    *set = larger;
    return true;
}

bool rubric_path_set_add(rubric_path_set *set, const char *path) {
    uint64_t hash = rubric_slice_hash(rubric_slice_of(path));
    if ((set->count + 1) * 2 > set->capacity && !grow(set))
        return true;
    return insert(set, hash == 0 ? 1 : hash);
}
