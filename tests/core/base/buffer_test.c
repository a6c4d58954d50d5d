// SPDX-License-Identifier: MIT
// Tests of buffers.
#define _DEFAULT_SOURCE
#include <float.h>
#include <math.h>

#include "comma_locale.h"
#include "core/fixture.h"

static void puts_append(void **state) {
    rubric_buffer buffer;
    rubric_buffer_init(&buffer, *state);
    rubric_buffer_put_string(&buffer, "ab");
    rubric_buffer_put_byte(&buffer, 'c');
    rubric_buffer_put_repeated(&buffer, '-', 3);
    rubric_buffer_put_integer(&buffer, INT64_MIN);
    rubric_buffer_put_code_point(&buffer, 0x20AC);
    rubric_buffer_put(&buffer, NULL, 0);
    assert_buffer(&buffer, "abc----9223372036854775808\xE2\x82\xAC");
}

static void a_failed_put_is_sticky(void **state) {
    (void)state;
    rubric_context *context = new_context(100, 0);
    rubric_buffer buffer;
    rubric_buffer_init(&buffer, context);
    rubric_buffer_put_string(&buffer, "kept");
    rubric_buffer_put_repeated(&buffer, 'x', 1000);
    rubric_buffer_put_string(&buffer, "y");
    assert_true(buffer.failed);
    assert_slice(rubric_buffer_slice(&buffer), "kept");
    rubric_buffer_clear(&buffer);
    assert_int_equal(rubric_context_used(context), 0);
    rubric_context_free(context);
}

static void assert_number(rubric_context *context, double number, const char *wanted) {
    rubric_buffer buffer;
    rubric_buffer_init(&buffer, context);
    rubric_buffer_put_number(&buffer, number);
    assert_buffer(&buffer, wanted);
}

static void numbers_are_as_short_as_they_can_be(void **state) {
    assert_number(*state, 0.1, "0.1");
    assert_number(*state, 1.0, "1");
    assert_number(*state, -0.0, "-0");
    assert_number(*state, 1.0 / 3, "0.3333333333333333");
    assert_number(*state, 0.1 + 0.2, "0.30000000000000004");
    assert_number(*state, DBL_MAX, "1.7976931348623157e+308");
    assert_number(*state, 5e-324, "5e-324");
    assert_number(*state, NAN, "nan");
    assert_number(*state, -INFINITY, "-inf");
}

static void numbers_do_not_ask_the_locale(void **state) {
    assert_true(use_comma_locale());
    assert_number(*state, 1.5, "1.5");
    setlocale(LC_ALL, "C");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        CONTEXT_TEST(puts_append),
        cmocka_unit_test(a_failed_put_is_sticky),
        CONTEXT_TEST(numbers_are_as_short_as_they_can_be),
        CONTEXT_TEST(numbers_do_not_ask_the_locale),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
