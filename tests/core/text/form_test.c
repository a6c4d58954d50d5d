// SPDX-License-Identifier: MIT
// Tests of case, normal forms, white space, widths and line breaking.
#include "core/fixture.h"
#include "rubric/text.h"

static rubric_slice s(const char *text) {
    return rubric_slice_of(text);
}

static void assert_case(rubric_context *context, rubric_case form, const char *text,
                        const char *wanted) {
    rubric_buffer out;
    rubric_buffer_init(&out, context);
    rubric_text_case(&out, s(text), form, rubric_slice_make(NULL, 0));
    assert_buffer(&out, wanted);
}

static void case_is_mapped_in_full(void **state) {
    assert_case(*state, RUBRIC_CASE_UPPER,
                "stra\xC3\x9F"
                "e \xEF\xAC\x83",
                "STRASSE FFI");
    assert_case(*state, RUBRIC_CASE_FOLD,
                "STRA\xE1\xBA\x9E"
                "E",
                "strasse");
    assert_case(*state, RUBRIC_CASE_LOWER, "\xC4\xB0I", "i\xCC\x87i");
    assert_case(*state, RUBRIC_CASE_LOWER, "\xCE\x9F\xCE\x94\xCE\x9F\xCE\xA3 \xCE\xA3",
                "\xCE\xBF\xCE\xB4\xCE\xBF\xCF\x82 \xCF\x83");
    assert_case(*state, RUBRIC_CASE_TITLE, "don't STOP \xC3\xA9t\xC3\x89 3rd",
                "Don't Stop \xC3\x89t\xC3\xA9 3Rd");
}

static void assert_form(rubric_context *context, rubric_form form, const char *text,
                        const char *wanted) {
    rubric_buffer out;
    rubric_buffer_init(&out, context);
    rubric_text_normalize(&out, s(text), form);
    assert_buffer(&out, wanted);
}

static void forms_compose_and_decompose(void **state) {
    assert_form(*state, RUBRIC_FORM_NFC, "e\xCC\x81x", "\xC3\xA9x");
    assert_form(*state, RUBRIC_FORM_NFD, "\xC3\xA9", "e\xCC\x81");
    assert_form(*state, RUBRIC_FORM_NFC, "q\xCC\x87\xCC\xA3", "q\xCC\xA3\xCC\x87");
    assert_form(*state, RUBRIC_FORM_NFC, "\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", "\xED\x95\x9C");
    assert_form(*state, RUBRIC_FORM_NFKC, "\xEF\xAC\x81\xC2\xB2", "fi2");
    assert_form(*state, RUBRIC_FORM_NFKD, "\xC2\xBD",
                "1\xE2\x81\x84"
                "2");
    assert_form(*state, RUBRIC_FORM_NFC, "", "");
}

static void a_run_of_marks_is_cut_and_stays_linear(void **state) {
    rubric_buffer marks, out;
    rubric_buffer_init(&marks, *state);
    rubric_buffer_init(&out, *state);
    for (int i = 0; i < 100000; i++)
        rubric_buffer_put_string(&marks, "\xCC\x81\xCC\xA7");
    rubric_text_normalize(&out, rubric_buffer_slice(&marks), RUBRIC_FORM_NFC);
    size_t joiner = rubric_slice_find(rubric_buffer_slice(&out), s("\xCD\x8F"), 0);
    assert_int_equal(joiner, 60); // 30 marks of two bytes
    rubric_buffer_clear(&marks);
    rubric_buffer_clear(&out);
}

static void accents_can_be_taken_off(void **state) {
    rubric_buffer out;
    rubric_buffer_init(&out, *state);
    rubric_text_unaccent(&out, s("Cr\xC3\xA8me br\xC3\xBBl\xC3\xA9"
                                 "e \xED\x95\x9C \xE3\x81\x8C"));
    assert_buffer(&out, "Creme brulee \xED\x95\x9C \xE3\x81\x8C");
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
        CONTEXT_TEST(case_is_mapped_in_full),
        CONTEXT_TEST(forms_compose_and_decompose),
        CONTEXT_TEST(a_run_of_marks_is_cut_and_stays_linear),
        CONTEXT_TEST(accents_can_be_taken_off),
        CONTEXT_TEST(white_space_is_squeezed_and_trimmed),
        cmocka_unit_test(graphemes_are_what_people_see),
        cmocka_unit_test(characters_have_classes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
