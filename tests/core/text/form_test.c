// SPDX-License-Identifier: MIT
// Tests of accents, skeletons, white space, graphemes and classes of characters.
#include "core/fixture.h"
#include "rubric/text.h"

static rubric_slice s(const char *text) {
    return rubric_slice_of(text);
}

static void accents_can_be_taken_off(void **state) {
    static const char *const CASES[][2] = {
        {"", ""},
        {"Crème brûlée 한 が", "Creme brulee 한 が"},
        {"Łódź Ørsted ßaß Þ æ", "Lodz Orsted ssass TH ae"},
        {"e\xCC\x81\xCC\xA3 हिन्दी Ελλάδα ё", "e हिन्दी Ελλαδα е"},
        {"\xCC\x81", ""},
        {"a\xFF", "a\xEF\xBF\xBD"},
    };
    rubric_buffer out;
    rubric_buffer_init(&out, *state);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        rubric_text_unaccent(&out, s(CASES[i][0]));
        assert_buffer(&out, CASES[i][1]);
    }
}

static bool look_alike(rubric_context *context, const char *a, const char *b) {
    rubric_buffer one, other;
    rubric_buffer_init(&one, context);
    rubric_buffer_init(&other, context);
    rubric_text_skeleton(&one, s(a));
    rubric_text_skeleton(&other, s(b));
    bool is_same = rubric_slice_equal(rubric_buffer_slice(&one), rubric_buffer_slice(&other));
    rubric_buffer_clear(&one);
    rubric_buffer_clear(&other);
    return is_same;
}

static void skeletons_tell_what_looks_the_same(void **state) {
    assert_true(look_alike(*state, "paypal", "р\xD0\xB0ypal"));
    assert_true(look_alike(*state, "google", "ｇοοgle"));
    assert_true(look_alike(*state, "modern", "rnodern"));
    assert_true(look_alike(*state, "I1l", "lll"));
    assert_true(look_alike(*state, "é", "e\xCC\x81"));
    assert_true(look_alike(*state, "ab",
                           "a\xE2\x80\x8B"
                           "b"));
    assert_true(look_alike(*state, "", ""));
    assert_false(look_alike(*state, "paypal", "paypa"));
    assert_false(look_alike(*state, "cat", "car"));
    assert_false(look_alike(*state, "가", "나"));
}

static rubric_status make_skeletons(rubric_context *context) {
    rubric_buffer out;
    rubric_buffer_init(&out, context);
    for (int i = 0; i < 40; i++) {
        rubric_text_skeleton(&out, s("ｇοοgle é m"));
        rubric_text_unaccent(&out, s("Łódź"));
    }
    rubric_status status = rubric_context_status(context);
    assert_int_equal(out.failed, status != RUBRIC_OK);
    rubric_buffer_clear(&out);
    return status;
}

static void running_out_of_memory_is_clean(void **state) {
    (void)state;
    fail_every_allocation(make_skeletons);
}

static void white_space_is_squeezed_and_trimmed(void **state) {
    rubric_buffer out;
    rubric_buffer_init(&out, *state);
    rubric_text_squeeze(&out, s("\xC2\xA0 a \t\n b\xE3\x80\x80"
                                "c "));
    assert_buffer(&out, "a b c");
    assert_slice(rubric_text_trim(s("\xE2\x80\x83 x y \xC2\xA0")), "x y");
    assert_slice(rubric_text_trim(s(" \n ")), "");
}

static rubric_slice first_grapheme(const char *text) {
    return rubric_slice_make(text, rubric_grapheme_next(s(text), 0));
}

static void graphemes_are_what_people_see(void **state) {
    (void)state;
    assert_slice(first_grapheme("e\xCC\x81x"), "e\xCC\x81");
    assert_slice(first_grapheme("\r\nx"), "\r\n");
    assert_slice(first_grapheme("\xF0\x9F\x87\xA9\xF0\x9F\x87\xAA\xF0\x9F\x87\xAB"),
                 "\xF0\x9F\x87\xA9\xF0\x9F\x87\xAA");
    assert_slice(first_grapheme("\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9z"),
                 "\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9");
    assert_int_equal(rubric_grapheme_next(s("a"), 1), 1);
}

static void characters_have_classes(void **state) {
    (void)state;
    assert_true(rubric_is_letter(0xE9) && rubric_is_letter(0x4E00) && rubric_is_letter(0x301));
    assert_false(rubric_is_letter('_') || rubric_is_letter('1'));
    assert_true(rubric_is_digit(0x661) && rubric_is_upper(0xC9) && rubric_is_lower(0xE9));
    assert_true(rubric_is_space(0x3000) && rubric_is_space(0x85) && !rubric_is_space(0x200B));
    assert_true(rubric_is_punctuation(0x2014) && rubric_is_punctuation('$'));
    assert_false(rubric_is_punctuation('a') || rubric_is_punctuation(' '));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        CONTEXT_TEST(accents_can_be_taken_off),
        CONTEXT_TEST(skeletons_tell_what_looks_the_same),
        cmocka_unit_test(running_out_of_memory_is_clean),
        CONTEXT_TEST(white_space_is_squeezed_and_trimmed),
        cmocka_unit_test(graphemes_are_what_people_see),
        cmocka_unit_test(characters_have_classes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
