// SPDX-License-Identifier: MIT
// Sorting that neither moves equal items nor allocates behind the context's back.
#ifndef RUBRIC_BASE_SORT_H
#define RUBRIC_BASE_SORT_H

#include <rubric/base.h>

/** Whether `a` must stand before `b`. */
typedef bool (*rubric_before)(const void *a, const void *b, const void *user);

/**
 * Sort items by merging, in n log n steps whatever their order; items that are in order cost n.
 *
 * @return false, with the items as they were, when there is no memory for a copy of them
 */
bool rubric_sort(rubric_context *context, void *items, size_t count, size_t item_size,
                 rubric_before before, const void *user);

#endif
