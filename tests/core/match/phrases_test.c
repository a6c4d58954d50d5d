// SPDX-License-Identifier: MIT
// Tests of phrase sets.
#include <stdio.h>

#include "core/fixture.h"
#include "rubric/match.h"

static rubric_phrases *new_set(rubric_context *context, rubric_fold fold,
                               const char *const *words) {
    rubric_phrases *phrases = NULL;
    assert_int_equal(rubric_phrases_new(&phrases, context, fold, NULL), RUBRIC_OK);
    for (; *words != NULL; words++)
        assert_int_equal(rubric_phrases_add(phrases, rubric_slice_of(*words), NULL), RUBRIC_OK);
    return phrases;
}

// All hits as `[text=index]`.
static void assert_hits(rubric_context *context, rubric_fold fold, const char *const *words,
                        const char *text, const char *wanted) {
    rubric_phrases *phrases = new_set(context, fold, words);
    rubric_buffer out;
    rubric_buffer_init(&out, context);
    rubric_hit hit = {0};
    while (rubric_phrases_next(phrases, context, &hit, rubric_slice_of(text), hit.end)) {
        rubric_buffer_put_byte(&out, '[');
        rubric_buffer_put(&out, text + hit.begin, hit.end - hit.begin);
        rubric_buffer_put_byte(&out, '=');
        rubric_buffer_put_integer(&out, (int64_t)hit.phrase);
        rubric_buffer_put_byte(&out, ']');
    }
    assert_buffer(&out, wanted);
    rubric_phrases_free(phrases);
}

static void the_leftmost_longest_phrase_wins(void **state) {
    static const char *const words[] = {"New York", "York City Hall", "New York City", NULL};
    assert_hits(*state, RUBRIC_FOLD_NONE, words, "in New York City Hall, New York, York City Hall",
                "[New York City=2][New York=0][York City Hall=1]");
}

static void words_are_matched_whole(void **state) {
    static const char *const words[] = {"cat", "U.S.", "AT&T", "C++", "3.5", NULL};
    assert_hits(*state, RUBRIC_FOLD_NONE, words, "concat cats cat, U.S. and AT&T; C++ 3.5%",
                "[cat=0][U.S.=1][AT&T=2][C++=3][3.5=4]");
}

static void any_white_space_stands_between_words(void **state) {
    static const char *const words[] = {"a b", NULL};
    assert_hits(*state, RUBRIC_FOLD_NONE, words,
                "a\n\t b, a\xC2\xA0"
                "b, a, b, ab",
                "[a\n\t b=0][a\xC2\xA0"
                "b=0]");
}

static void smart_folding_lets_small_letters_match_both(void **state) {
    static const char *const words[] = {"apple", "Orange", "orange juice", "ORANGE", NULL};
    assert_hits(*state, RUBRIC_FOLD_SMART, words,
                "Apple APPLE apple orange Orange ORANGE Orange Juice",
                "[Apple=0][APPLE=0][apple=0][Orange=1][ORANGE=1][Orange Juice=2]");
}

static void folding_reaches_case_and_accents(void **state) {
    static const char *const words[] = {"\xC3\x89t\xC3\xA9", "STRASSE", NULL};
    assert_hits(*state, RUBRIC_FOLD_CASE, words,
                "\xC3\xA9T\xC3\x89 ete stra\xC3\x9F"
                "e",
                "[\xC3\xA9T\xC3\x89=0][stra\xC3\x9F"
                "e=1]");
    assert_hits(*state, RUBRIC_FOLD_ACCENTS, words, "ETE e\xCC\x81te", "[ETE=0][e\xCC\x81te=0]");
}

static void a_possessive_may_follow(void **state) {
    static const char *const words[] = {"Turner", "Turner's Hall", "Ann Lee", NULL};
    assert_hits(*state, RUBRIC_FOLD_NONE, words,
                "Turner's book, Turner's Hall, Ann Lee\xE2\x80\x99s, Turners",
                "[Turner=0][Turner's Hall=1][Ann Lee=2]");
}

static void han_is_matched_by_character(void **state) {
    static const char *const words[] = {"\xE4\xB8\x9C\xE4\xBA\xAC", NULL};
    assert_hits(*state, RUBRIC_FOLD_SMART, words,
                "\xE5\x9C\xA8\xE4\xB8\x9C\xE4\xBA\xAC\xE7\x9A\x84", "[\xE4\xB8\x9C\xE4\xBA\xAC=0]");
}

static void the_first_of_equal_phrases_is_found(void **state) {
    static const char *const words[] = {"x y", "x  y", NULL};
    assert_hits(*state, RUBRIC_FOLD_NONE, words, "x y", "[x y=0]");
}

static void a_phrase_without_a_word_is_refused(void **state) {
    rubric_error error;
    static const char *const words[] = {NULL};
    rubric_phrases *phrases = new_set(*state, RUBRIC_FOLD_NONE, words);
    rubric_status status = rubric_phrases_add(phrases, rubric_slice_of(" \n"), &error);
    assert_int_equal(status, RUBRIC_ERROR_ARGUMENT);
    assert_string_equal(error.message, "the phrase has no words");
    assert_int_equal(rubric_phrases_count(phrases), 0);
    rubric_phrases_free(phrases);
    rubric_phrases_free(NULL);
}

static void a_hundred_thousand_phrases_are_found_one_by_one(void **state) {
    static const char *const none[] = {NULL};
    rubric_phrases *phrases = new_set(*state, RUBRIC_FOLD_SMART, none);
    char text[64];
    for (int i = 0; i < 100000; i++) {
        snprintf(text, sizeof text, "word%d second%d", i % 5000, i);
        assert_int_equal(rubric_phrases_add(phrases, rubric_slice_of(text), NULL), RUBRIC_OK);
    }
    assert_int_equal(rubric_phrases_count(phrases), 100000);
    rubric_hit hit;
    for (int i = 0; i < 100000; i += 997) {
        snprintf(text, sizeof text, "word%d second%d", i % 5000, i);
        assert_true(rubric_phrases_next(phrases, *state, &hit, rubric_slice_of(text), 0));
        assert_int_equal(hit.phrase, i);
        assert_slice(rubric_phrases_text(phrases, hit.phrase), text);
    }
    rubric_phrases_free(phrases);
}

static void a_scan_stops_at_the_limits_of_its_own_context(void **state) {
    static const char *const words[] = {"a a a a a a a a b", NULL};
    rubric_phrases *phrases = new_set(*state, RUBRIC_FOLD_NONE, words);
    rubric_context *context = new_context(0, 1000);
    char text[4000];
    for (size_t i = 0; i < sizeof text; i += 2)
        memcpy(text + i, "a ", 2);
    rubric_hit hit;
    assert_false(
        rubric_phrases_next(phrases, context, &hit, rubric_slice_make(text, sizeof text), 0));
    assert_int_equal(rubric_context_status(context), RUBRIC_ERROR_TIME);
    assert_int_equal(rubric_context_status(*state), RUBRIC_OK);
    rubric_context_free(context);
    rubric_phrases_free(phrases);
}

static rubric_status build(rubric_context *context) {
    rubric_phrases *phrases = NULL;
    rubric_error error;
    rubric_hit hit;
    rubric_status status = rubric_phrases_new(&phrases, context, RUBRIC_FOLD_ACCENTS, &error);
    for (int i = 0; i < 100 && status == RUBRIC_OK; i++) {
        char text[32];
        snprintf(text, sizeof text, "\xC3\x89t\xC3\xA9 %d", i);
        status = rubric_phrases_add(phrases, rubric_slice_of(text), &error);
    }
    if (status == RUBRIC_OK &&
        !rubric_phrases_next(phrases, context, &hit, rubric_slice_of("x ete 7"), 0))
        status = rubric_context_status(context);
    rubric_phrases_free(phrases);
    return status;
}

static void running_out_of_memory_leaks_nothing(void **state) {
    (void)state;
    fail_every_allocation(build);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        CONTEXT_TEST(the_leftmost_longest_phrase_wins),
        CONTEXT_TEST(words_are_matched_whole),
        CONTEXT_TEST(any_white_space_stands_between_words),
        CONTEXT_TEST(smart_folding_lets_small_letters_match_both),
        CONTEXT_TEST(folding_reaches_case_and_accents),
        CONTEXT_TEST(a_possessive_may_follow),
        CONTEXT_TEST(han_is_matched_by_character),
        CONTEXT_TEST(the_first_of_equal_phrases_is_found),
        CONTEXT_TEST(a_phrase_without_a_word_is_refused),
        CONTEXT_TEST(a_hundred_thousand_phrases_are_found_one_by_one),
        CONTEXT_TEST(a_scan_stops_at_the_limits_of_its_own_context),
        cmocka_unit_test(running_out_of_memory_leaks_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
