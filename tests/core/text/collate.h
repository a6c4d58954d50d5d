// SPDX-License-Identifier: MIT
// What the tests of collation share: the order of two texts, told by both functions.
#ifndef RUBRIC_TESTS_CORE_TEXT_COLLATE_H
#define RUBRIC_TESTS_CORE_TEXT_COLLATE_H

#include "core/fixture.h"
#include "rubric/text.h"

static inline int sign(int order) {
    return (order > 0) - (order < 0);
}

// The order, as both functions tell it.
static inline int order_of(rubric_context *context, rubric_slice a, rubric_slice b,
                           const rubric_collation_options *options) {
    int order = 9, mirrored = 9;
    rubric_buffer left, right;
    rubric_buffer_init(&left, context);
    rubric_buffer_init(&right, context);
    assert_int_equal(rubric_text_compare(&order, context, a, b, options, NULL), RUBRIC_OK);
    assert_int_equal(rubric_text_compare(&mirrored, context, b, a, options, NULL), RUBRIC_OK);
    rubric_text_sort_key(&left, a, options);
    rubric_text_sort_key(&right, b, options);
    int of_keys = rubric_slice_compare(rubric_buffer_slice(&left), rubric_buffer_slice(&right));
    if (sign(order) != sign(of_keys) || sign(order) != -sign(mirrored))
        print_error("'%.*s' and '%.*s' are %d, mirrored %d, by keys %d\n", (int)a.size, a.bytes,
                    (int)b.size, b.bytes, order, mirrored, of_keys);
    assert_int_equal(sign(order), sign(of_keys));
    assert_int_equal(sign(order), -sign(mirrored));
    rubric_buffer_clear(&left);
    rubric_buffer_clear(&right);
    return sign(order);
}

static inline uint32_t next_random(uint32_t *seed) {
    *seed = *seed * 1664525 + 1013904223;
    return *seed >> 8;
}

#endif
