// SPDX-License-Identifier: MIT
// Tests of arenas.
#include "core/fixture.h"

static void memory_is_zeroed_and_aligned(void **state) {
    rubric_arena *arena = NULL;
    assert_int_equal(rubric_arena_new(&arena, *state, NULL), RUBRIC_OK);
    for (size_t size = 0; size < 3000; size = size * 2 + 1) {
        char *memory = rubric_arena_allocate(arena, size);
        assert_int_equal((uintptr_t)memory % 16, 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(memory[i], 0);
        memset(rubric_arena_bytes(arena, size + 1), 0xFF, size + 1);
        if (size > 0)
            memset(memory, 0xFF, size);
    }
    rubric_arena_free(arena);
}

static void blocks_grow_and_large_ones_stand_alone(void **state) {
    rubric_arena *arena = NULL;
    assert_int_equal(rubric_arena_new(&arena, *state, NULL), RUBRIC_OK);
    char *small = rubric_arena_bytes(arena, 10);
    char *large = rubric_arena_bytes(arena, 5 << 20);
    large[0] = large[(5 << 20) - 1] = 'x';
    assert_ptr_equal(rubric_arena_bytes(arena, 10), small - 10); // the first block is still in use
    for (int i = 0; i < 100000; i++)
        assert_non_null(rubric_arena_allocate(arena, 48));
    assert_true(rubric_context_used(*state) < (size_t)(5 << 20) + 2 * 100000 * 48);
    rubric_arena_free(arena);
}

static void copies_live_with_the_arena(void **state) {
    rubric_arena *arena = NULL;
    assert_int_equal(rubric_arena_new(&arena, *state, NULL), RUBRIC_OK);
    assert_slice(rubric_arena_copy(arena, rubric_slice_of("abc")), "abc");
    assert_non_null(rubric_arena_copy(arena, rubric_slice_make(NULL, 0)).bytes);
    assert_ptr_equal(rubric_arena_context(arena), *state);
    rubric_arena_free(arena);
    rubric_arena_free(NULL);
}

static void sizes_that_overflow_are_refused(void **state) {
    (void)state;
    rubric_context *context = new_context(1 << 20, 0);
    rubric_arena *arena = NULL;
    assert_int_equal(rubric_arena_new(&arena, context, NULL), RUBRIC_OK);
    assert_null(rubric_arena_allocate(arena, SIZE_MAX));
    assert_null(rubric_arena_bytes(arena, SIZE_MAX));
    assert_int_equal(rubric_context_status(context), RUBRIC_ERROR_MEMORY);
    rubric_arena_free(arena);
    assert_int_equal(rubric_context_used(context), 0);
    rubric_context_free(context);
}

static rubric_status fill_arena(rubric_context *context) {
    rubric_arena *arena = NULL;
    rubric_status status = rubric_arena_new(&arena, context, NULL);
    for (int i = 0; i < 2000 && status == RUBRIC_OK; i++) {
        if (rubric_arena_allocate(arena, 100) == NULL)
            status = rubric_context_status(context);
    }
    rubric_arena_free(arena);
    return status;
}

static void running_out_of_memory_leaks_nothing(void **state) {
    (void)state;
    fail_every_allocation(fill_arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        CONTEXT_TEST(memory_is_zeroed_and_aligned),
        CONTEXT_TEST(blocks_grow_and_large_ones_stand_alone),
        CONTEXT_TEST(copies_live_with_the_arena),
        cmocka_unit_test(sizes_that_overflow_are_refused),
        cmocka_unit_test(running_out_of_memory_leaks_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
