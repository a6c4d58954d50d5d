// SPDX-License-Identifier: MIT
// Tests of UTF-8.
#include "base/utf8.h"
#include "core/fixture.h"

static void every_code_point_survives_a_round_trip(void **state) {
    (void)state;
    for (uint32_t c = 0; c <= 0x10FFFF; c++) {
        char bytes[4];
        size_t size = rubric_utf8_encode(c, bytes), read;
        uint32_t wanted = c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c;
        rubric_slice text = rubric_slice_make(bytes, size);
        assert_int_equal(rubric_utf8_decode(text, 0, &read), wanted);
        assert_int_equal(read, size);
        assert_int_equal(rubric_utf8_valid(text), size);
    }
}

static void malformed_bytes_are_read_one_by_one(void **state) {
    (void)state;
    static const char *const cases[] = {
        "\x80",
        "\xC0\xAF",
        "\xC1\xBF",
        "\xE0\x80\xAF",
        "\xE0\x9F\xBF",
        "\xED\xA0\x80",
        "\xF0\x8F\xBF\xBF",
        "\xF4\x90\x80\x80",
        "\xF5\x80\x80\x80",
        "\xE2\x82",
        "\xFF",
        "\xC3",
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t size = 0;
        rubric_slice text = rubric_slice_of(cases[i]);
        assert_int_equal(rubric_utf8_decode(text, 0, &size), 0xFFFD);
        assert_int_equal(size, 1);
        assert_int_equal(rubric_utf8_valid(text), 0);
    }
}

static void valid_bytes_are_counted_up_to_the_first_that_is_not(void **state) {
    (void)state;
    assert_int_equal(rubric_utf8_valid(rubric_slice_of("0123456789\xE2\x82\xAC\xE2z")), 13);
    assert_int_equal(rubric_utf8_valid(rubric_slice_make(NULL, 0)), 0);
    assert_int_equal(rubric_utf8_length(rubric_slice_of("a\xE2\x82\xAC")), 2);
}

static void stepping_back_undoes_stepping_forward(void **state) {
    (void)state;
    rubric_slice text =
        rubric_slice_of("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\xE2\x82\x80\x80\xC3");
    size_t places[32], count = 0, size;
    for (size_t at = 0; at < text.size; at += size) {
        places[count++] = at;
        utf8_next(text, at, &size);
    }
    size_t at = text.size;
    while (count > 0) {
        utf8_previous(text, at, &at);
        assert_int_equal(at, places[--count]);
    }
}

static void the_floor_is_where_a_code_point_begins(void **state) {
    (void)state;
    rubric_slice text = rubric_slice_of("a\xE2\x82\xAC");
    assert_int_equal(rubric_utf8_floor(text, 3), 1);
    assert_int_equal(rubric_utf8_floor(text, 4), 4);
    assert_int_equal(rubric_utf8_floor(text, 1), 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_point_survives_a_round_trip),
        cmocka_unit_test(malformed_bytes_are_read_one_by_one),
        cmocka_unit_test(valid_bytes_are_counted_up_to_the_first_that_is_not),
        cmocka_unit_test(stepping_back_undoes_stepping_forward),
        cmocka_unit_test(the_floor_is_where_a_code_point_begins),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
