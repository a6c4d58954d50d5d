// SPDX-License-Identifier: MIT
// Tests of contexts: memory, steps, time and interruption.
#include "core/fixture.h"

static void memory_is_counted_and_its_peak_kept(void **state) {
    rubric_context *context = *state;
    void *memory = rubric_context_allocate(context, 100);
    memory = rubric_context_resize(context, memory, 100, 300);
    memory = rubric_context_resize(context, memory, 300, 50);
    assert_int_equal(rubric_context_used(context), 50);
    assert_int_equal(rubric_context_peak(context), 300);
    rubric_context_release(context, memory, 50);
    rubric_context_release(context, NULL, 7);
}

static void an_allocation_of_nothing_has_an_address(void **state) {
    void *memory = rubric_context_allocate(*state, 0);
    assert_non_null(memory);
    rubric_context_release(*state, memory, 0);
}

static void the_memory_limit_is_sticky(void **state) {
    (void)state;
    rubric_context *context = new_context(1000, 0);
    rubric_error error;
    void *memory = rubric_context_allocate(context, 900);
    assert_null(rubric_context_allocate(context, 101));
    assert_null(rubric_context_allocate(context, 1));
    assert_int_equal(rubric_context_status(context), RUBRIC_ERROR_MEMORY);
    assert_int_equal(rubric_context_error(context, &error), RUBRIC_ERROR_MEMORY);
    assert_string_equal(error.message, "the memory limit of 1000 bytes is reached");
    assert_false(rubric_context_charge(context, 1));
    rubric_context_release(context, memory, 900);
    rubric_context_free(context);
}

static void trying_to_resize_is_not_sticky(void **state) {
    (void)state;
    rubric_context *context = new_context(1000, 0);
    assert_null(rubric_context_try_resize(context, NULL, 5, 1001)); // 5: a type tag of Lua
    assert_int_equal(rubric_context_status(context), RUBRIC_OK);
    void *memory = rubric_context_try_resize(context, NULL, 5, 1000);
    assert_non_null(memory);
    rubric_context_release(context, memory, 1000);
    rubric_context_free(context);
}

static void sizes_that_overflow_are_refused(void **state) {
    (void)state;
    rubric_context *context = new_context(0, 0);
    void *memory = rubric_context_allocate(context, 16);
    assert_null(rubric_context_resize(context, memory, 16, SIZE_MAX - 4));
    rubric_context_release(context, memory, 16);
    rubric_context_free(context);
}

static void steps_run_out_exactly_and_for_good(void **state) {
    (void)state;
    rubric_context *context = new_context(0, 100000);
    assert_true(rubric_context_charge(context, 99999));
    assert_false(rubric_context_charge(context, 1));
    assert_false(rubric_context_charge(context, 0));
    assert_int_equal(rubric_context_status(context), RUBRIC_ERROR_TIME);
    rubric_context_free(context);
}

static void a_huge_charge_does_not_wrap(void **state) {
    (void)state;
    rubric_context *context = new_context(0, 10);
    rubric_context_charge(context, UINT64_MAX - 1);
    assert_false(rubric_context_charge(context, UINT64_MAX));
    rubric_context_free(context);
}

static uint64_t ticking_clock(void *user) {
    return *(uint64_t *)user += 1000000;
}

static void the_deadline_is_looked_at_while_work_is_paid_for(void **state) {
    (void)state;
    uint64_t time = 0;
    rubric_host host = {.user = &time, .clock = ticking_clock};
    rubric_context_options options = {.size = sizeof options, .milliseconds = 5, .host = &host};
    rubric_context *context = NULL;
    rubric_error error;
    assert_int_equal(rubric_context_new(&context, &options, NULL), RUBRIC_OK);
    int charges = 0;
    while (rubric_context_charge(context, 65536))
        charges++;
    assert_int_equal(charges, 4);
    assert_int_equal(rubric_context_error(context, &error), RUBRIC_ERROR_TIME);
    assert_string_equal(error.message, "the time limit of 5 milliseconds is reached");
    rubric_context_free(context);
}

static void an_interrupt_stops_the_work(void **state) {
    (void)state;
    rubric_context *context = new_context(0, 0);
    rubric_context_interrupt(context);
    assert_true(rubric_context_charge(context, 1)); // not looked at each time
    assert_false(rubric_context_charge(context, 65536));
    assert_int_equal(rubric_context_status(context), RUBRIC_ERROR_INTERRUPTED);
    rubric_context_free(context);
}

static void a_big_allocation_sees_an_interrupt(void **state) {
    (void)state;
    rubric_context *context = new_context(0, 0);
    rubric_context_interrupt(context);
    assert_null(rubric_context_allocate(context, 1 << 20));
    assert_int_equal(rubric_context_status(context), RUBRIC_ERROR_INTERRUPTED);
    rubric_context_free(context);
}

static void the_first_failure_stays(void **state) {
    (void)state;
    rubric_context *context = new_context(0, 0);
    assert_int_equal(rubric_context_fail(context, RUBRIC_ERROR_LIMIT), RUBRIC_ERROR_LIMIT);
    assert_int_equal(rubric_context_fail(context, RUBRIC_ERROR_MEMORY), RUBRIC_ERROR_LIMIT);
    rubric_context_free(context);
}

static void options_of_another_size_are_refused(void **state) {
    (void)state;
    rubric_context_options options = {.size = 1};
    rubric_context *context = NULL;
    assert_int_equal(rubric_context_new(&context, &options, NULL), RUBRIC_ERROR_ARGUMENT);
    assert_null(context);
}

static void there_is_always_a_host(void **state) {
    assert_non_null(rubric_context_host(*state));
    assert_null(rubric_context_host(*state)->clock);
}

static void an_interrupt_of_the_parent_reaches_what_began_before(void **state) {
    rubric_context *early, *late;
    rubric_context_options options = {.size = sizeof options, .parent = *state};
    assert_int_equal(rubric_context_new(&early, &options, NULL), RUBRIC_OK);
    assert_true(rubric_context_look(early));
    rubric_context_interrupt(*state);
    assert_int_equal(rubric_context_new(&late, &options, NULL), RUBRIC_OK);
    assert_false(rubric_context_look(early));
    assert_int_equal(rubric_context_status(early), RUBRIC_ERROR_INTERRUPTED);
    assert_true(rubric_context_look(late));
    rubric_context_interrupt(late);
    assert_false(rubric_context_look(late));
    rubric_context_free(early);
    rubric_context_free(late);
}

static bool ask(void *user) {
    int *left = user;
    return (*left)-- == 0;
}

static void a_host_can_cancel(void **state) {
    (void)state;
    int left = 2;
    rubric_host host = {.user = &left, .cancel = ask};
    rubric_context_options options = {.size = sizeof options, .host = &host};
    rubric_context *context;
    assert_int_equal(rubric_context_new(&context, &options, NULL), RUBRIC_OK);
    assert_true(rubric_context_look(context));
    assert_true(rubric_context_look(context));
    assert_false(rubric_context_look(context));
    assert_int_equal(rubric_context_status(context), RUBRIC_ERROR_INTERRUPTED);
    assert_false(rubric_context_look(context)); // and it is not asked again
    assert_int_equal(left, -1);
    rubric_context_free(context);
}

static void count_end(void *user) {
    ++*(int *)user;
}

static void the_end_is_told(void **state) {
    (void)state;
    int ends = 0;
    rubric_context_options options = {
        .size = sizeof options, .ended = count_end, .ended_user = &ends};
    rubric_context *context;
    assert_int_equal(rubric_context_new(&context, &options, NULL), RUBRIC_OK);
    rubric_context_free(NULL);
    assert_int_equal(ends, 0);
    rubric_context_free(context);
    assert_int_equal(ends, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        CONTEXT_TEST(memory_is_counted_and_its_peak_kept),
        CONTEXT_TEST(an_allocation_of_nothing_has_an_address),
        cmocka_unit_test(the_memory_limit_is_sticky),
        cmocka_unit_test(trying_to_resize_is_not_sticky),
        cmocka_unit_test(sizes_that_overflow_are_refused),
        cmocka_unit_test(steps_run_out_exactly_and_for_good),
        cmocka_unit_test(a_huge_charge_does_not_wrap),
        cmocka_unit_test(the_deadline_is_looked_at_while_work_is_paid_for),
        cmocka_unit_test(an_interrupt_stops_the_work),
        cmocka_unit_test(a_big_allocation_sees_an_interrupt),
        CONTEXT_TEST(an_interrupt_of_the_parent_reaches_what_began_before),
        cmocka_unit_test(a_host_can_cancel),
        cmocka_unit_test(the_end_is_told),
        cmocka_unit_test(the_first_failure_stays),
        cmocka_unit_test(options_of_another_size_are_refused),
        CONTEXT_TEST(there_is_always_a_host),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
