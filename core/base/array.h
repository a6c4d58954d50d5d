// SPDX-License-Identifier: MIT
// Growing an array of plain items that is charged to a context.
#ifndef RUBRIC_BASE_ARRAY_H
#define RUBRIC_BASE_ARRAY_H

#include <rubric/base.h>

/** Room for item number `count` (from 0) in an array at `*items`; false leaves it as it was. */
static inline bool rubric_array_reserve(rubric_context *context, void **items, uint32_t *capacity,
                                        uint32_t count, size_t item_size) {
    if (count < *capacity)
        return true;
    uint32_t wanted = *capacity ? *capacity + *capacity / 2 + 1 : 16;
    if (count >= UINT32_MAX / 2 || wanted <= count) {
        rubric_context_fail(context, RUBRIC_ERROR_LIMIT);
        return false;
    }
    void *grown = rubric_context_resize(context, *items, *capacity * item_size, wanted * item_size);
    if (!grown)
        return false;
    *items = grown;
    *capacity = wanted;
    return true;
}

static inline void rubric_array_free(rubric_context *context, void *items, uint32_t capacity,
                                     size_t item_size) {
    rubric_context_release(context, items, capacity * item_size);
}

#endif
