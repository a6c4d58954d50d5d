// SPDX-License-Identifier: MIT
// Merge sort from the bottom up.
#include "base/sort.h"

struct sort {
    char *items, *scratch;
    size_t size; // of one item
    rubric_before before;
    const void *user;
};

static bool is_sorted(const struct sort *sort, size_t count) {
    for (size_t i = 1; i < count; i++)
        if (sort->before(sort->items + i * sort->size, sort->items + (i - 1) * sort->size,
                         sort->user))
            return false;
    return true;
}

// Merges [begin, middle) and [middle, end) into the scratch.
static void merge(const struct sort *sort, size_t begin, size_t middle, size_t end) {
    size_t left = begin, right = middle;
    for (size_t out = begin; out < end; out++) {
        bool takes_right =
            left == middle ||
            (right < end && sort->before(sort->items + right * sort->size,
                                         sort->items + left * sort->size, sort->user));
        size_t from = takes_right ? right++ : left++;
        memcpy(sort->scratch + out * sort->size, sort->items + from * sort->size, sort->size);
    }
}

bool rubric_sort(rubric_context *context, void *items, size_t count, size_t item_size,
                 rubric_before before, const void *user) {
    struct sort sort = {items, NULL, item_size, before, user};
    if (count < 2 || is_sorted(&sort, count))
        return true;
    sort.scratch = rubric_context_allocate(context, count * item_size);
    if (!sort.scratch)
        return false;
    for (size_t width = 1; width < count; width *= 2) {
        for (size_t begin = 0; begin < count; begin += 2 * width) {
            size_t middle = begin + width < count ? begin + width : count;
            size_t end = begin + 2 * width < count ? begin + 2 * width : count;
            merge(&sort, begin, middle, end);
        }
        memcpy(items, sort.scratch, count * item_size);
    }
    rubric_context_release(context, sort.scratch, count * item_size);
    return true;
}
