// SPDX-License-Identifier: MIT
// Tests of lines and columns.
#include "core/fixture.h"

static void assert_position(const char *text, size_t offset, uint32_t line, uint32_t column) {
    rubric_position position = rubric_text_position(rubric_slice_of(text), offset);
    assert_int_equal(position.line, line);
    assert_int_equal(position.column, column);
}

static void lines_end_in_lf_cr_lf_or_cr(void **state) {
    (void)state;
    assert_position("a\nb\r\nc\rd", 0, 1, 1);
    assert_position("a\nb\r\nc\rd", 2, 2, 1);
    assert_position("a\nb\r\nc\rd", 5, 3, 1);
    assert_position("a\nb\r\nc\rd", 7, 4, 1);
    assert_position("a\nb\r\nc\rd", 99, 4, 2);
    assert_position("", 0, 1, 1);
}

static void columns_count_code_points(void **state) {
    (void)state;
    assert_position("\xE2\x82\xAC\xC3\xA9x", 5, 1, 3);
    assert_position("\xE2\x82\xAC\xC3\xA9x", 4, 1, 2);
}

static void the_line_around_an_offset_has_no_end(void **state) {
    (void)state;
    rubric_slice text = rubric_slice_of("one\r\ntwo\n\nfour");
    assert_slice(rubric_text_line(text, 1), "one");
    assert_slice(rubric_text_line(text, 3), "one");
    assert_slice(rubric_text_line(text, 4), "one");
    assert_slice(rubric_text_line(text, 5), "two");
    assert_slice(rubric_text_line(text, 9), "");
    assert_slice(rubric_text_line(text, 14), "four");
    assert_slice(rubric_text_line(rubric_slice_make(NULL, 0), 3), "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_end_in_lf_cr_lf_or_cr),
        cmocka_unit_test(columns_count_code_points),
        cmocka_unit_test(the_line_around_an_offset_has_no_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
