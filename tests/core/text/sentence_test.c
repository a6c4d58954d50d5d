// SPDX-License-Identifier: MIT
// Tests of sentences, and of what a language knows.
#include "core/fixture.h"
#include "rubric/text.h"

static rubric_language *new_language(rubric_context *context, const char *code) {
    rubric_language *language = NULL;
    rubric_slice abbreviations =
        rubric_slice_of("# titles\nMr\nDr.\nInc\netc # and so on\n\nbzw\nno 1\n* ordinals\n");
    rubric_slice stop_words = rubric_slice_of("the\nhe\nthey\r\ndie\n");
    assert_int_equal(rubric_language_new(&language, context, rubric_slice_of(code), abbreviations,
                                         stop_words, NULL),
                     RUBRIC_OK);
    return language;
}

// The sentences of a text with `|` between them.
static void assert_sentences(rubric_context *context, const char *code, const char *text,
                             const char *wanted) {
    rubric_language *language = new_language(context, code);
    rubric_buffer out;
    rubric_buffer_init(&out, context);
    size_t begin, end = 0;
    while (rubric_sentence_next(&begin, &end, rubric_slice_of(text), end, language)) {
        if (out.size > 0)
            rubric_buffer_put_byte(&out, '|');
        rubric_buffer_put(&out, text + begin, end - begin);
    }
    assert_buffer(&out, wanted);
    rubric_language_free(language);
}

static void stops_end_sentences(void **state) {
    assert_sentences(*state, "en", " One. Two! Three? Four", "One.|Two!|Three?|Four");
    assert_sentences(*state, "en", "Really?! Yes... No", "Really?!|Yes...|No");
    assert_sentences(*state, "en", "Heading\n\nText goes\non here. More",
                     "Heading|Text goes\non here.|More");
    assert_sentences(*state, "en", " \n ", "");
}

static void abbreviations_do_not(void **state) {
    assert_sentences(*state, "en", "Mr. Smith met Dr. J. R. Lee. They left.",
                     "Mr. Smith met Dr. J. R. Lee.|They left.");
    assert_sentences(*state, "en", "It fell, e.g. in the U.S. Senate. The end.",
                     "It fell, e.g. in the U.S. Senate.|The end.");
    assert_sentences(*state, "en", "He joined Acme Inc. The firm grew in the U.S. They won.",
                     "He joined Acme Inc.|The firm grew in the U.S.|They won.");
    assert_sentences(*state, "de", "Am 3. Mai kam er bzw. Anna. Die Bank.",
                     "Am 3. Mai kam er bzw. Anna.|Die Bank.");
}

static void small_letters_decimals_and_addresses_do_not_begin_one(void **state) {
    assert_sentences(*state, "en", "It is 3.5 at www.a.com. Go to a.txt now. ok",
                     "It is 3.5 at www.a.com.|Go to a.txt now. ok");
    assert_sentences(*state, "en", "She works at Yahoo! in the office.",
                     "She works at Yahoo! in the office.");
    assert_sentences(*state, "en", "Well ... perhaps. Or not", "Well ... perhaps.|Or not");
    assert_sentences(*state, "en", "1. First item. 2. Second one.",
                     "1. First item.|2. Second one.");
}

static void quotes_and_brackets_close_with_their_sentence(void **state) {
    assert_sentences(*state, "en",
                     "\"Go.\" He went. (They saw.) \xE2\x80\x9CNo.\xE2\x80\x9D The end",
                     "\"Go.\"|He went.|(They saw.)|\xE2\x80\x9CNo.\xE2\x80\x9D|The end");
    assert_sentences(*state, "en", "\"Really?\" she said. It [...] ended.",
                     "\"Really?\" she said.|It [...] ended.");
    assert_sentences(*state, "en", "It is known.[12] They agree.", "It is known.[12]|They agree.");
    assert_sentences(*state, "fr", "\xC2\xAB Oui. \xC2\xBB Elle part.",
                     "\xC2\xAB Oui. \xC2\xBB|Elle part.");
}

static void tokenised_text_splits_as_well(void **state) {
    assert_sentences(*state, "en", "he said . The next one . . . Then `` go . '' He left .",
                     "he said .|The next one . . .|Then `` go . ''|He left .");
    assert_sentences(*state, "en", "\" Go . \" He left .", "\" Go . \"|He left .");
    assert_sentences(*state, "en", "cats , etc. , and dogs .", "cats , etc. , and dogs .");
}

static void east_asian_stops_need_no_blank(void **state) {
    assert_sentences(*state, "ja",
                     "\xE8\xA1\x8C\xE3\x81\x8F\xE3\x80\x82\xE6\x9D\xA5\xE3\x82\x8B\xEF\xBC\x81\xE3"
                     "\x81\xAF\xE3\x81\x84",
                     "\xE8\xA1\x8C\xE3\x81\x8F\xE3\x80\x82|\xE6\x9D\xA5\xE3\x82\x8B\xEF\xBC\x81|"
                     "\xE3\x81\xAF\xE3\x81\x84");
    assert_sentences(*state, "ja",
                     "\xE3\x80\x8C\xE8\xA1\x8C\xE3\x81\x8F\xE3\x80\x82\xE3\x80\x8D\xE3\x81\xA8\xE8"
                     "\xA8\x80\xE3\x81\xA3\xE3\x81\x9F\xE3\x80\x82",
                     "\xE3\x80\x8C\xE8\xA1\x8C\xE3\x81\x8F\xE3\x80\x82\xE3\x80\x8D\xE3\x81\xA8\xE8"
                     "\xA8\x80\xE3\x81\xA3\xE3\x81\x9F\xE3\x80\x82");
    assert_sentences(*state, "ko",
                     "\xEA\xB0\x84\xEB\x8B\xA4. \xEC\x98\xA8\xEB\x8B\xA4.\xEA\xB7\xB8",
                     "\xEA\xB0\x84\xEB\x8B\xA4.|\xEC\x98\xA8\xEB\x8B\xA4.|\xEA\xB7\xB8");
}

static void numbers_decide_for_some_abbreviations(void **state) {
    assert_sentences(*state, "en", "See No. 7 there. I say no. He left.",
                     "See No. 7 there.|I say no.|He left.");
}

static void authors_who_write_small_are_understood(void **state) {
    assert_sentences(*state, "en", "they are looking. call them. who? me.",
                     "they are looking.|call them.|who?|me.");
    assert_sentences(*state, "en", "They came approx. half past.", "They came approx. half past.");
}

static void a_forgotten_blank_does_not_hide_an_end(void **state) {
    assert_sentences(*state, "en", "It was my favorite.The owner is fun.",
                     "It was my favorite.|The owner is fun.");
    assert_sentences(*state, "en", "Do they?yes they do.", "Do they?|yes they do.");
    assert_sentences(*state, "en", "Open Node.JS, a.Out and x.com/a.Test?b=C.",
                     "Open Node.JS, a.Out and x.com/a.Test?b=C.");
}

static void items_in_one_line_are_told_by_their_labels(void **state) {
    assert_sentences(*state, "en", "1) Open it 2) Close it 4) Go", "1) Open it|2) Close it 4) Go");
    assert_sentences(*state, "en", "a. The first b. The second", "a. The first|b. The second");
    assert_sentences(*state, "en", "\xE2\x80\xA2 9. One \xE2\x80\xA2 10. Two",
                     "\xE2\x80\xA2 9. One|\xE2\x80\xA2 10. Two");
    assert_sentences(*state, "en", "I want 1) this and 2) that.", "I want 1) this and 2) that.");
}

static void ellipses_belong_where_people_put_them(void **state) {
    assert_sentences(*state, "en", "The thing is . . . I did not.",
                     "The thing is . . . I did not.");
    assert_sentences(*state, "en", "It was weakened . . . then. . . . The end.",
                     "It was weakened . . . then.|. . . The end.");
    assert_sentences(*state, "en", "It is known. [12] They agree [...]. Or not.",
                     "It is known. [12]|They agree [...].|Or not.");
}

static void dividers_and_faces_end_what_they_follow(void **state) {
    assert_sentences(*state, "en", "So long ===== Next", "So long|=====|Next");
    assert_sentences(*state, "en", "It is fun :-) Now I go", "It is fun :-)|Now I go");
    assert_sentences(*state, "en", "It is fun :-) now a = b", "It is fun :-) now a = b");
    rubric_slice zeros = rubric_slice_make("a \0\0\0\0\0 b", 9); // no divider
    size_t begin, end;
    assert_true(rubric_sentence_next(&begin, &end, zeros, 0, NULL));
    assert_int_equal(end, 9);
}

static void a_dash_goes_on_after_what_was_said(void **state) {
    assert_sentences(*state, "ru", "\xD0\x94\xD0\xB0? \xE2\x80\x94 \xD0\xBE\xD0\xBD.",
                     "\xD0\x94\xD0\xB0? \xE2\x80\x94 \xD0\xBE\xD0\xBD.");
}

static void armenian_and_burmese_have_their_own_stops(void **state) {
    assert_sentences(*state, "hy", "\xD4\xB5\xD5\xBD \xD5\xA5\xD5\xB4: \xD4\xB4\xD5\xB8\xD6\x82:",
                     "\xD4\xB5\xD5\xBD \xD5\xA5\xD5\xB4:|\xD4\xB4\xD5\xB8\xD6\x82:");
    assert_sentences(*state, "my", "\xE1\x80\x80\xE1\x81\x8B\xE1\x80\x81\xE1\x81\x8B",
                     "\xE1\x80\x80\xE1\x81\x8B|\xE1\x80\x81\xE1\x81\x8B");
}

static void korean_endings_close_sentences_without_a_stop(void **state) {
    assert_sentences(*state, "ko", "맛있어요 또 갈게요~ 감사합니다 내일 봐요",
                     "맛있어요|또 갈게요~|감사합니다|내일 봐요");
    assert_sentences(*state, "ko", "필요 없는 중요 내용을 알려줘 빨리",
                     "필요 없는 중요 내용을 알려줘|빨리");
    assert_sentences(*state, "ko", "간다 하는 말을 했으니까 갔다.",
                     "간다 하는 말을 했으니까 갔다.");
}

static void korean_quotations_keep_their_particle(void **state) {
    assert_sentences(*state, "ko", "그는 \"안전하다.\"라고 말했다. \"왜?\"라는 물음.",
                     "그는 \"안전하다.\"라고 말했다.|\"왜?\"라는 물음.");
    assert_sentences(*state, "ko", "“좋다!”고 했다. “가자.” 그가 갔다.",
                     "“좋다!”고 했다.|“가자.”|그가 갔다.");
}

static void a_paragraph_separator_ends_a_sentence(void **state) {
    assert_sentences(*state, "en", "One\xE2\x80\xA9Two", "One|Two");
}

static void a_language_can_be_extended(void **state) {
    rubric_language *language = NULL, *base = new_language(*state, "en");
    assert_int_equal(
        rubric_language_extend(&language, *state, base, rubric_slice_of("Xyz.\nfoo 1"), NULL),
        RUBRIC_OK);
    assert_slice(rubric_language_code(language), "en");
    assert_int_equal(rubric_language_abbreviation(language, rubric_slice_of("xyz")),
                     RUBRIC_ABBREVIATION_ALWAYS);
    assert_int_equal(rubric_language_abbreviation(language, rubric_slice_of("foo")),
                     RUBRIC_ABBREVIATION_BEFORE_NUMBER);
    assert_int_equal(rubric_language_abbreviation(language, rubric_slice_of("mr")),
                     RUBRIC_ABBREVIATION_ALWAYS);
    assert_int_equal(rubric_language_abbreviation(base, rubric_slice_of("xyz")),
                     RUBRIC_ABBREVIATION_NONE);
    assert_true(rubric_language_is_stop_word(language, rubric_slice_of("the")));
    assert_true(rubric_language_has_ordinals(language));
    assert_false(rubric_language_has_ordinals(NULL));
    rubric_language_free(language);
    rubric_language_free(base);
}

static void a_language_knows_its_words_in_any_case(void **state) {
    rubric_language *language = new_language(*state, "en");
    assert_slice(rubric_language_code(language), "en");
    assert_true(rubric_language_abbreviation(language, rubric_slice_of("mr")));
    assert_true(rubric_language_abbreviation(language, rubric_slice_of("DR")));
    assert_true(rubric_language_abbreviation(language, rubric_slice_of("etc")));
    assert_false(rubric_language_abbreviation(language, rubric_slice_of("titles")));
    assert_false(rubric_language_abbreviation(language, rubric_slice_of("")));
    assert_true(rubric_language_is_stop_word(language, rubric_slice_of("They")));
    char long_word[500];
    memset(long_word, 'x', sizeof long_word);
    assert_false(rubric_language_is_stop_word(language, rubric_slice_make(long_word, 500)));
    rubric_language_free(language);
    rubric_language_free(NULL);
}

static rubric_status make_language(rubric_context *context) {
    rubric_language *language = NULL;
    rubric_slice words = rubric_slice_of("a\nb\nc");
    rubric_status status =
        rubric_language_new(&language, context, rubric_slice_of("x"), words, words, NULL);
    rubric_language_free(status == RUBRIC_OK ? language : NULL);
    return status;
}

static void running_out_of_memory_leaks_nothing(void **state) {
    (void)state;
    fail_every_allocation(make_language);
}

static void assert_stem(rubric_context *context, const char *code, const char *word,
                        const char *wanted) {
    rubric_stemmer *stemmer = NULL;
    rubric_buffer out;
    rubric_buffer_init(&out, context);
    assert_int_equal(rubric_stemmer_new(&stemmer, context, rubric_slice_of(code), NULL), RUBRIC_OK);
    rubric_stemmer_stem(stemmer, &out, rubric_slice_of(word));
    assert_buffer(&out, wanted);
    rubric_stemmer_free(stemmer);
}

static void stems_are_those_of_snowball(void **state) {
    assert_stem(*state, "en-GB", "Running", "run");
    assert_stem(*state, "de", "H\xC3\xA4user", "haus");
    assert_stem(*state, "ko", "TV", "tv"); // no stemmer: only small letters
    assert_stem(*state, "", "", "");
    rubric_stemmer_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        CONTEXT_TEST(stops_end_sentences),
        CONTEXT_TEST(abbreviations_do_not),
        CONTEXT_TEST(small_letters_decimals_and_addresses_do_not_begin_one),
        CONTEXT_TEST(quotes_and_brackets_close_with_their_sentence),
        CONTEXT_TEST(tokenised_text_splits_as_well),
        CONTEXT_TEST(east_asian_stops_need_no_blank),
        CONTEXT_TEST(a_language_knows_its_words_in_any_case),
        cmocka_unit_test(running_out_of_memory_leaks_nothing),
        CONTEXT_TEST(stems_are_those_of_snowball),
        CONTEXT_TEST(numbers_decide_for_some_abbreviations),
        CONTEXT_TEST(authors_who_write_small_are_understood),
        CONTEXT_TEST(a_forgotten_blank_does_not_hide_an_end),
        CONTEXT_TEST(items_in_one_line_are_told_by_their_labels),
        CONTEXT_TEST(ellipses_belong_where_people_put_them),
        CONTEXT_TEST(dividers_and_faces_end_what_they_follow),
        CONTEXT_TEST(a_dash_goes_on_after_what_was_said),
        CONTEXT_TEST(armenian_and_burmese_have_their_own_stops),
        CONTEXT_TEST(korean_quotations_keep_their_particle),
        CONTEXT_TEST(a_paragraph_separator_ends_a_sentence),
        CONTEXT_TEST(korean_endings_close_sentences_without_a_stop),
        CONTEXT_TEST(a_language_can_be_extended),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
