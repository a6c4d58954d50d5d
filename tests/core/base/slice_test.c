// SPDX-License-Identifier: MIT
// Tests of slices.
#include "core/fixture.h"

static rubric_slice s(const char *text) {
    return rubric_slice_of(text);
}

static void slices_are_ordered_by_bytes_and_then_by_size(void **state) {
    (void)state;
    assert_true(rubric_slice_compare(s("a"), s("b")) < 0);
    assert_true(rubric_slice_compare(s("ab"), s("a")) > 0);
    assert_true(rubric_slice_compare(s("\x80"), s("a")) > 0);
    assert_int_equal(rubric_slice_compare(s(""), rubric_slice_make(NULL, 0)), 0);
}

static void folding_knows_only_ascii(void **state) {
    (void)state;
    assert_true(rubric_slice_equal_fold(s("Content-TYPE"), s("content-type")));
    assert_false(rubric_slice_equal_fold(s("\xC3\x84"), s("\xC3\xA4")));
    assert_false(rubric_slice_equal_fold(s("@"), s("`")));
}

static void trimming_takes_white_space_from_both_ends(void **state) {
    (void)state;
    assert_slice(rubric_slice_trim(s(" \t\r\n a b\v\f ")), "a b");
    assert_slice(rubric_slice_trim(s(" \n ")), "");
    assert_slice(rubric_slice_trim(rubric_slice_make(NULL, 0)), "");
}

static void finding_tells_the_first_place_from_an_offset_on(void **state) {
    (void)state;
    assert_int_equal(rubric_slice_find(s("abcabc"), s("bc"), 0), 1);
    assert_int_equal(rubric_slice_find(s("abcabc"), s("bc"), 2), 4);
    assert_int_equal(rubric_slice_find(s("abc"), s(""), 3), 3);
    assert_true(rubric_slice_find(s("abc"), s(""), 4) == SIZE_MAX);
    assert_true(rubric_slice_find(s("abc"), s("abcd"), 0) == SIZE_MAX);
    assert_int_equal(rubric_slice_find(rubric_slice_make("a\0b", 3), s("b"), 0), 2);
}

static void the_hash_is_fnv_1a(void **state) {
    (void)state;
    assert_true(rubric_slice_hash(s("")) == 0xcbf29ce484222325u);
    assert_true(rubric_slice_hash(s("foobar")) == 0x85944171f73967e8u);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slices_are_ordered_by_bytes_and_then_by_size),
        cmocka_unit_test(folding_knows_only_ascii),
        cmocka_unit_test(trimming_takes_white_space_from_both_ends),
        cmocka_unit_test(finding_tells_the_first_place_from_an_offset_on),
        cmocka_unit_test(the_hash_is_fnv_1a),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
