// SPDX-License-Identifier: MIT
// What the tests of the core share: a context that must end empty, and an allocator that fails.
#ifndef RUBRIC_TESTS_CORE_FIXTURE_H
#define RUBRIC_TESTS_CORE_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rubric/base.h"

// An allocator that fails once it has allocated `left` times.
typedef struct failing_allocator {
    size_t left; // allocations until it fails
    size_t live; // blocks that are not freed yet
} failing_allocator;

static inline void *allocate_or_fail(void *user, void *memory, size_t old_size, size_t size) {
    failing_allocator *self = user;
    (void)old_size;
    if (size == 0) {
        free(memory);
        self->live--;
        return NULL;
    }
    if (self->left == 0)
        return NULL;
    self->left--;
    self->live += memory == NULL;
    return realloc(memory, size);
}

static inline rubric_context *new_context(size_t memory, uint64_t steps) {
    rubric_context_options options = {.size = sizeof options, .memory = memory, .steps = steps};
    rubric_context *context = NULL;
    assert_int_equal(rubric_context_new(&context, &options, NULL), RUBRIC_OK);
    return context;
}

static inline int set_up_context(void **state) {
    *state = new_context(0, 0);
    return 0;
}

// Every test must give back what it took.
static inline int tear_down_context(void **state) {
    assert_int_equal(rubric_context_used(*state), 0);
    rubric_context_free(*state);
    return 0;
}

// What a memory failure is tried on: it must succeed or fail with RUBRIC_ERROR_MEMORY.
typedef rubric_status (*fallible)(rubric_context *context);

// Run it with the first allocation failing, then the second …, until it succeeds.
static inline void fail_every_allocation(fallible run) {
    for (size_t n = 0; n < 100000; n++) {
        failing_allocator allocator = {.left = n + 1};
        rubric_context_options options = {.size = sizeof options};
        options.allocate = allocate_or_fail;
        options.allocate_user = &allocator;
        rubric_context *context = NULL;
        assert_int_equal(rubric_context_new(&context, &options, NULL), RUBRIC_OK);
        rubric_status status = run(context);
        assert_int_equal(rubric_context_used(context), 0);
        rubric_context_free(context);
        assert_int_equal(allocator.live, 0);
        if (status == RUBRIC_OK)
            return;
        assert_int_equal(status, RUBRIC_ERROR_MEMORY);
    }
    fail_msg("it never succeeds");
}

static inline void assert_slice(rubric_slice found, const char *wanted) {
    char text[4096];
    size_t size = found.size < sizeof text ? found.size : sizeof text - 1;
    if (size > 0)
        memcpy(text, found.bytes, size);
    text[size] = '\0';
    assert_string_equal(text, wanted);
}

// Compare what a buffer holds, and empty it.
static inline void assert_buffer(rubric_buffer *buffer, const char *wanted) {
    assert_false(buffer->failed);
    assert_slice(rubric_buffer_slice(buffer), wanted);
    rubric_buffer_clear(buffer);
}

// A test that gets a fresh context as its state.
#define CONTEXT_TEST(function)                                                                     \
    cmocka_unit_test_setup_teardown(function, set_up_context, tear_down_context)

#endif
