// SPDX-License-Identifier: MIT
// Tests of errors.
#include "core/fixture.h"

static void setting_an_error_formats_its_message(void **state) {
    (void)state;
    rubric_error error = {.line = 3, .column = 4, .offset = 5};
    rubric_status status = rubric_error_set(&error, RUBRIC_ERROR_LIMIT, "%d of %s", 3, "x");
    assert_int_equal(status, RUBRIC_ERROR_LIMIT);
    assert_int_equal(error.status, RUBRIC_ERROR_LIMIT);
    assert_string_equal(error.message, "3 of x");
    assert_int_equal(error.line + error.column + error.offset, 0);
}

static void an_error_may_be_null(void **state) {
    (void)state;
    assert_int_equal(rubric_error_set(NULL, RUBRIC_ERROR_FILE, "x"), RUBRIC_ERROR_FILE);
    rubric_error_locate(NULL, rubric_slice_of("x"), 0);
}

static void a_message_is_cut_between_characters_and_stays_one_line(void **state) {
    (void)state;
    rubric_error error;
    char text[400];
    for (size_t i = 0; i < sizeof text - 1; i += 3)
        memcpy(text + i, "\xE2\x82\xAC", 3);
    text[sizeof text - 1] = '\0';
    rubric_error_set(&error, RUBRIC_ERROR_SYNTAX, "a\nb%s", text);
    rubric_slice message = rubric_slice_of(error.message);
    assert_int_equal(rubric_utf8_valid(message), message.size);
    assert_true(message.size > sizeof error.message - 4);
    assert_memory_equal(error.message, "a b", 3);
}

static void an_error_is_located_in_code_points(void **state) {
    (void)state;
    rubric_error error;
    rubric_error_set(&error, RUBRIC_ERROR_SYNTAX, "x");
    rubric_error_locate(&error, rubric_slice_of("a\n\xC3\xA9\xC3\xA9z"), 6);
    assert_int_equal(error.line, 2);
    assert_int_equal(error.column, 3);
    assert_int_equal(error.offset, 6);
}

static void every_status_has_a_name(void **state) {
    (void)state;
    assert_string_equal(rubric_status_name(RUBRIC_OK), "ok");
    assert_string_equal(rubric_status_name(RUBRIC_ERROR_SCRIPT), "script");
    assert_string_equal(rubric_status_name((rubric_status)99), "unknown");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(setting_an_error_formats_its_message),
        cmocka_unit_test(an_error_may_be_null),
        cmocka_unit_test(a_message_is_cut_between_characters_and_stays_one_line),
        cmocka_unit_test(an_error_is_located_in_code_points),
        cmocka_unit_test(every_status_has_a_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
