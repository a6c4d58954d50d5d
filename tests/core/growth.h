// SPDX-License-Identifier: MIT
// Whether time grows with the size of a text: four times as much takes less than six times as long.
#ifndef RUBRIC_TESTS_CORE_GROWTH_H
#define RUBRIC_TESTS_CORE_GROWTH_H

#include <stdlib.h>
#include <time.h>

#include "core/fixture.h"

/** Memory that is there already, so that the time is not that of page faults. */
struct growth_pool {
    char *bytes;
    size_t size, used;
};

static inline void *growth_allocate(void *user, void *memory, size_t old_size, size_t size) {
    struct growth_pool *pool = user;
    size_t begin = (pool->used + 15) & ~(size_t)15;
    if (size <= old_size || pool->size - begin < size)
        return size && size <= old_size ? memory : NULL;
    pool->used = begin + size;
    if (old_size)
        memcpy(pool->bytes + begin, memory, old_size);
    return pool->bytes + begin;
}

/** Does something with a text of so many units; `what` is the family of texts. */
typedef void (*growth_run)(rubric_context *context, const void *what, size_t units);

// The shortest time of some runs, in ticks.
static inline double growth_time(struct growth_pool *pool, growth_run run, const void *what,
                                 size_t units) {
    enum { RUNS = 3 };
    double shortest = 0;
    for (int i = 0; i < RUNS; i++) {
        pool->used = 0;
        rubric_context_options options = {.size = sizeof options};
        options.allocate = growth_allocate;
        options.allocate_user = pool;
        rubric_context *context = NULL;
        assert_int_equal(rubric_context_new(&context, &options, NULL), RUBRIC_OK);
        clock_t begin = clock();
        run(context, what, units);
        double ticks = (double)(clock() - begin);
        shortest = i == 0 || ticks < shortest ? ticks : shortest;
        rubric_context_free(context);
    }
    return shortest;
}

/** How many times as long four times `units` take; below 6, or the best of some tries, for a try
    may be disturbed, but not all. `memory`: bytes that the longer run may take. */
static inline double growth_of(growth_run run, const void *what, size_t units, size_t memory) {
    enum { TRIES = 6 };
    struct growth_pool pool = {malloc(memory), memory, 0};
    double best = 1e9;
    assert_non_null(pool.bytes);
    memset(pool.bytes, 0, memory);
    for (int tries = 0; tries < TRIES && best >= 6; tries++) {
        double small = growth_time(&pool, run, what, units);
        double ratio = growth_time(&pool, run, what, 4 * units) / (small > 1 ? small : 1);
        best = ratio < best ? ratio : best;
    }
    free(pool.bytes);
    return best;
}

#endif
