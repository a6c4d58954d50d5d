// SPDX-License-Identifier: MIT
// Memory that runs out at the n-th allocation, for every n: once, and from then on. A scenario
// calls one function after another and goes on whatever fails, as a host that looks at the status
// only at the end; nothing may crash or leak, and the same without failures must work.
#ifndef RUBRIC_TESTS_CORE_FAULTS_FAULTS_H
#define RUBRIC_TESTS_CORE_FAULTS_FAULTS_H

#include "core/fixture.h"

#include <rubric/rubric.h>

typedef struct faulty_allocator {
    size_t count, fails_at; // allocations so far; the one that fails
    bool goes_on;           // all after it fail too
    size_t live;
} faulty_allocator;

static inline void *allocate_faultily(void *user, void *memory, size_t old_size, size_t size) {
    faulty_allocator *self = user;
    (void)old_size;
    if (size == 0) {
        free(memory);
        self->live--;
        return NULL;
    }
    self->count++;
    if (self->count == self->fails_at || (self->goes_on && self->count > self->fails_at))
        return NULL;
    self->live += memory == NULL;
    return realloc(memory, size);
}

/** What is tried: it frees all that it made in the context. */
typedef void (*scenario)(rubric_context *context);

// Runs it with the n-th allocation failing; returns how many allocations there were.
static inline size_t run_with_fault(scenario run, size_t n, bool goes_on) {
    faulty_allocator allocator = {.fails_at = n + 1, .goes_on = goes_on}; // 1: the context's own
    rubric_context_options options = {
        .size = sizeof options, .allocate = allocate_faultily, .allocate_user = &allocator};
    rubric_context *context = NULL;
    assert_int_equal(rubric_context_new(&context, &options, NULL), RUBRIC_OK);
    run(context);
    rubric_status status = rubric_context_status(context);
    bool has_failed = allocator.count > n;
    // One failure may be made up for, where less memory would do as well.
    if (status != RUBRIC_OK && !(has_failed && status == RUBRIC_ERROR_MEMORY))
        fail_msg("allocation %zu of %zu: %s", n, allocator.count, rubric_status_name(status));
    assert_int_equal(rubric_context_used(context), 0);
    rubric_context_free(context);
    assert_int_equal(allocator.live, 0);
    return allocator.count - 1;
}

static inline void fail_each(scenario run) {
    size_t count = run_with_fault(run, SIZE_MAX - 1, false); // none fails
    assert_in_range(count, 1, 20000);
    for (size_t n = 1; n <= count; n++) {
        run_with_fault(run, n, false);
        run_with_fault(run, n, true);
    }
}

#endif
