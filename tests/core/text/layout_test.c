// SPDX-License-Identifier: MIT
// Tests of layout: width, what fits, wrapping and padding.
#include "core/fixture.h"
#include "rubric/text.h"

#define HANGUL_HAN "\xED\x95\x9C"
#define HANGUL_GUK "\xEA\xB5\xAD"
#define MAN_WOMAN "\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9"

static rubric_slice s(const char *text) {
    return rubric_slice_of(text);
}

static void widths_are_those_of_a_terminal(void **state) {
    (void)state;
    assert_int_equal(rubric_text_width(s("abc")), 3);
    assert_int_equal(rubric_text_width(s("e\xCC\x81")), 1);
    assert_int_equal(rubric_text_width(s(HANGUL_HAN HANGUL_GUK)), 4);
    assert_int_equal(rubric_text_width(s("\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB")), 2); // conjoining
    assert_int_equal(rubric_code_point_width(0x200B), 0);
    assert_int_equal(rubric_code_point_width('\n'), 0);
    assert_int_equal(rubric_code_point_width(0xAD), 1);
    assert_int_equal(rubric_code_point_width(0x110000), 1);
}

static void a_joined_emoji_is_as_wide_as_one(void **state) {
    (void)state;
    assert_int_equal(rubric_text_width(s(MAN_WOMAN)), 2);
    assert_int_equal(rubric_text_width(s("\xF0\x9F\x91\x8D\xF0\x9F\x8F\xBD")), 2); // with a skin
    assert_int_equal(rubric_text_width(s("\xF0\x9F\x87\xA9\xF0\x9F\x87\xAA")), 2); // a flag
    assert_int_equal(rubric_text_width(s("\xE2\x9D\xA4")), 1);
    assert_int_equal(rubric_text_width(s("\xE2\x9D\xA4\xEF\xB8\x8F")), 2);  // with a selector
    assert_int_equal(rubric_text_width(s("5\xEF\xB8\x8F\xE2\x83\xA3")), 2); // a key
    assert_int_equal(rubric_text_width(s("a\xE2\x80\x8D" HANGUL_HAN)), 3);  // a joiner elsewhere
}

static void a_tab_leads_to_the_next_stop(void **state) {
    (void)state;
    assert_int_equal(rubric_text_width_from(s("a\tb"), 0, 8), 9);
    assert_int_equal(rubric_text_width_from(s("\t"), 7, 8), 1);
    assert_int_equal(rubric_text_width_from(s("\t"), 8, 8), 8);
    assert_int_equal(rubric_text_width_from(s("a\tb"), 0, 0), 2);
}

static void what_fits_ends_between_graphemes(void **state) {
    (void)state;
    assert_int_equal(rubric_text_fit(s("e\xCC\x81x"), RUBRIC_UNIT_COLUMNS, 1), 3);
    assert_int_equal(rubric_text_fit(s("a" HANGUL_HAN), RUBRIC_UNIT_COLUMNS, 2), 1);
    assert_int_equal(rubric_text_fit(s(MAN_WOMAN "x"), RUBRIC_UNIT_GRAPHEMES, 1), 11);
    assert_int_equal(rubric_text_fit(s("ab"), RUBRIC_UNIT_GRAPHEMES, 5), 2);
    assert_int_equal(rubric_text_fit(s("One, two. Three"), RUBRIC_UNIT_WORDS, 2), 9);
    assert_int_equal(rubric_text_fit(s("One, two."), RUBRIC_UNIT_WORDS, 2), 9);
    assert_int_equal(rubric_text_fit(s("One"), RUBRIC_UNIT_WORDS, 0), 0);
    assert_int_equal(rubric_text_fit(s(""), RUBRIC_UNIT_COLUMNS, 3), 0);
}

static void assert_wrapped(rubric_context *context, const char *text, rubric_wrap_options options,
                           const char *wanted) {
    rubric_buffer out;
    rubric_buffer_init(&out, context);
    rubric_text_wrap(&out, s(text), &options);
    assert_buffer(&out, wanted);
}

static rubric_wrap_options at_blanks(size_t width) {
    return (rubric_wrap_options){
        .width = width, .first_indent = s("- "), .indent = s("  "), .at_blanks = true};
}

static void lines_break_at_blanks(void **state) {
    assert_wrapped(*state, "aa bb  cc\ndd", at_blanks(7), "- aa bb\n  cc dd");
    assert_wrapped(*state, "aa incomprehensible b", at_blanks(7), "- aa\n  incomprehensible\n  b");
    assert_wrapped(*state,
                   "aa\xC2\xA0"
                   "bb cc",
                   at_blanks(7),
                   "- aa\xC2\xA0"
                   "bb\n  cc");
    assert_wrapped(*state, HANGUL_HAN " " HANGUL_GUK, at_blanks(6),
                   "- " HANGUL_HAN "\n  " HANGUL_GUK);
    assert_wrapped(*state, "a b", at_blanks(0), "- a\n  b");
    assert_wrapped(*state, " ", at_blanks(10), "");
}

static void lines_break_where_the_standard_allows_it(void **state) {
    const rubric_wrap_options seven = {.width = 7};
    assert_wrapped(*state, "one two-three", seven, "one\ntwo-\nthree");
    assert_wrapped(*state, "aa (b c) dd", seven, "aa (b\nc) dd");
    assert_wrapped(*state, "( a b", (rubric_wrap_options){.width = 3}, "( a\nb");
    assert_wrapped(*state, HANGUL_HAN HANGUL_GUK HANGUL_HAN HANGUL_GUK, seven,
                   HANGUL_HAN HANGUL_GUK HANGUL_HAN "\n" HANGUL_GUK);
    assert_wrapped(*state, "a $(12) b", (rubric_wrap_options){.width = 6}, "a\n$(12)\nb");
}

static void lines_of_the_text_may_stay(void **state) {
    const rubric_wrap_options options = {.width = 20, .keep_lines = true};
    assert_wrapped(*state, "a\nb c\n", options, "a\nb c");
    assert_wrapped(*state, "a\nb c", (rubric_wrap_options){.width = 20}, "a b c");
}

static void long_words_may_be_cut(void **state) {
    const rubric_wrap_options options = {.width = 5, .indent = s(" "), .cut_long = true};
    assert_wrapped(*state, "abcdefghijk l", options, "abcde\n fghi\n jk l");
    assert_wrapped(*state, HANGUL_HAN HANGUL_GUK,
                   (rubric_wrap_options){.width = 1, .cut_long = true}, HANGUL_HAN "\n" HANGUL_GUK);
}

static void padding_counts_columns(void **state) {
    rubric_buffer out;
    rubric_buffer_init(&out, *state);
    rubric_text_pad(&out, s(HANGUL_HAN), 5, RUBRIC_SIDE_RIGHT);
    assert_buffer(&out, HANGUL_HAN "   ");
    rubric_text_pad(&out, s("a"), 4, RUBRIC_SIDE_LEFT);
    assert_buffer(&out, "   a");
    rubric_text_pad(&out, s("a"), 4, RUBRIC_SIDE_BOTH);
    assert_buffer(&out, " a  ");
    rubric_text_pad(&out, s("abc"), 2, RUBRIC_SIDE_RIGHT);
    assert_buffer(&out, "abc");
}

static rubric_status wrap_something(rubric_context *context) {
    rubric_buffer out;
    rubric_buffer_init(&out, context);
    const rubric_wrap_options options = at_blanks(4);
    rubric_text_wrap(&out, s("one two three"), &options);
    rubric_status status = out.failed ? RUBRIC_ERROR_MEMORY : RUBRIC_OK;
    rubric_buffer_clear(&out);
    return status;
}

static void memory_may_fail(void **state) {
    (void)state;
    fail_every_allocation(wrap_something);
}

// Every line is within the width, and no letter is lost or added.
static void any_text_keeps_its_letters(void **state) {
    uint32_t seed = 7;
    char text[64];
    for (int round = 0; round < 5000; round++) {
        for (size_t i = 0; i < sizeof text; i++) {
            seed = seed * 1664525 + 1013904223;
            text[i] = "ab -(/.\n$1"[(seed >> 16) % 10];
        }
        rubric_buffer out;
        rubric_buffer_init(&out, *state);
        const rubric_wrap_options options = {.width = 9, .cut_long = true};
        rubric_slice slice = rubric_slice_make(text, sizeof text);
        rubric_text_wrap(&out, slice, &options);
        size_t column = 0, at = 0;
        for (size_t i = 0; i < out.size; i++) {
            column = out.bytes[i] == '\n' ? 0 : column + 1;
            assert_true(column <= 9);
            if (out.bytes[i] == ' ' || out.bytes[i] == '\n')
                continue;
            while (text[at] == ' ' || text[at] == '\n')
                at++;
            assert_int_equal(out.bytes[i], text[at++]);
        }
        assert_true(rubric_text_trim(rubric_slice_part(slice, at, sizeof text)).size == 0);
        rubric_buffer_clear(&out);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(widths_are_those_of_a_terminal),
        cmocka_unit_test(a_joined_emoji_is_as_wide_as_one),
        cmocka_unit_test(a_tab_leads_to_the_next_stop),
        cmocka_unit_test(what_fits_ends_between_graphemes),
        CONTEXT_TEST(lines_break_at_blanks),
        CONTEXT_TEST(lines_break_where_the_standard_allows_it),
        CONTEXT_TEST(lines_of_the_text_may_stay),
        CONTEXT_TEST(long_words_may_be_cut),
        CONTEXT_TEST(padding_counts_columns),
        cmocka_unit_test(memory_may_fail),
        CONTEXT_TEST(any_text_keeps_its_letters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
