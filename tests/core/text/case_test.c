// SPDX-License-Identifier: MIT
// Tests of case: full mappings, the rules of languages, titles, hostile texts.
#include <time.h>

#include "core/fixture.h"
#include "rubric/text.h"

static rubric_slice s(const char *text) {
    return rubric_slice_of(text);
}

typedef struct example {
    int form; // rubric_case
    const char *language, *text, *wanted;
} example;

enum {
    LOWER = RUBRIC_CASE_LOWER,
    UPPER = RUBRIC_CASE_UPPER,
    FOLD = RUBRIC_CASE_FOLD,
    TITLE = RUBRIC_CASE_TITLE
};

static void assert_examples(rubric_context *context, const example *examples, size_t count) {
    rubric_buffer out;
    rubric_buffer_init(&out, context);
    for (size_t i = 0; i < count; i++) {
        rubric_text_case(&out, s(examples[i].text), (rubric_case)examples[i].form,
                         s(examples[i].language));
        assert_buffer(&out, examples[i].wanted);
    }
}

static void letters_are_mapped_in_full(void **state) {
    static const example EXAMPLES[] = {
        {LOWER, "", "", ""},
        {UPPER, "", "straße ﬃ", "STRASSE FFI"},
        {UPPER, "de", "Größe, Fuß", "GRÖSSE, FUSS"},
        {UPPER, "", "ǆ ŉ", "Ǆ ʼN"},
        {LOWER, "", "ABCDEFGHIJKLMNOPQRSTUVWXYZ [@`{] 09 ÀÞ×",
         "abcdefghijklmnopqrstuvwxyz [@`{] 09 àþ×"},
        {UPPER, "", "abcdefghijklmnopqrstuvwxyz [@`{] 09 àþ÷ÿ",
         "ABCDEFGHIJKLMNOPQRSTUVWXYZ [@`{] 09 ÀÞ÷Ÿ"},
        {FOLD, "", "STRAẞE Straße ſ K", "strasse strasse s k"},
        {LOWER, "", "日本語ABCひらがなⅣ한국어X", "日本語abcひらがなⅳ한국어x"},
        {UPPER, "", "ꭰ ა 𐐨", "Ꭰ Ა 𐐀"},
        {LOWER, "", "ΟΔΟΣ ΟΔΟΣ. Σ ΣΑΣ", "οδος οδος. σ σας"},
        {LOWER, "", "Α.Σ.Α ΑΣ’", "α.σ.α ας’"},
    };
    assert_examples(*state, EXAMPLES, sizeof EXAMPLES / sizeof *EXAMPLES);
}

static void languages_have_rules_of_their_own(void **state) {
    static const example EXAMPLES[] = {
        {UPPER, "tr", "istanbul ılık", "İSTANBUL ILIK"},
        {LOWER, "tr", "İSTANBUL ILIK I\xCC\x87", "istanbul ılık i"},
        {LOWER, "", "İI", "i\xCC\x87i"},
        {FOLD, "az-Latn", "İI", "iı"},
        {TITLE, "tr", "izmir ığdır", "İzmir Iğdır"},
        {UPPER, "trv", "i", "I"},
        {LOWER, "lt", "Ì Í Ĩ I\xCC\x81 J\xCC\x83 I", "i̇̀ i̇́ i̇̃ i̇́ j̇̃ i"},
        {UPPER, "lt", "i\xCC\x87\xCC\x81", "I\xCC\x81"},
        {TITLE, "lt", "i\xCC\x87\xCC\x81x", "I\xCC\x81x"},
        {UPPER, "el", "Ελλάδα, Μάιος, ρολόι, ευφυΐα", "ΕΛΛΑΔΑ, ΜΑΪΟΣ, ΡΟΛΟΪ, ΕΥΦΥΪΑ"},
        {UPPER, "el", "ή ήλιος ᾳ Ε\xCC\x81", "Ή ΗΛΙΟΣ ΑΙ Ε"},
        {UPPER, "", "άλφα", "ΆΛΦΑ"},
        {TITLE, "nl", "ijsland en IJMUIDEN, bijna", "IJsland En IJmuiden, Bijna"},
        {TITLE, "", "ijsland", "Ijsland"},
    };
    assert_examples(*state, EXAMPLES, sizeof EXAMPLES / sizeof *EXAMPLES);
}

static void titles_have_one_capital_a_word(void **state) {
    static const example EXAMPLES[] = {
        {TITLE, "", "don't STOP étÉ 3rd", "Don't Stop Été 3Rd"},
        {TITLE, "", "well-known “ﬂower” ǆ", "Well-Known “Flower” ǅ"},
        {TITLE, "", "ὈΔΥΣΣΕΎΣ", "Ὀδυσσεύς"},
        {TITLE, "", "日本 abc", "日本 Abc"},
    };
    assert_examples(*state, EXAMPLES, sizeof EXAMPLES / sizeof *EXAMPLES);
}

// Folding must not tell a letter from its capital.
static void folding_forgets_case(void **state) {
    rubric_buffer upper, folded, plain;
    rubric_buffer_init(&upper, *state);
    rubric_buffer_init(&folded, *state);
    rubric_buffer_init(&plain, *state);
    for (uint32_t code_point = 1; code_point < 0x20000; code_point++) {
        // Dotless i has the capital of the dotted one; the others' capitals decompose.
        if (code_point == 0x131 || (code_point >= 0xD800 && code_point <= 0xDFFF))
            continue;
        char bytes[4];
        rubric_slice text = rubric_slice_make(bytes, rubric_utf8_encode(code_point, bytes));
        upper.size = folded.size = plain.size = 0;
        rubric_text_case(&upper, text, RUBRIC_CASE_UPPER, s(""));
        rubric_text_case(&folded, rubric_buffer_slice(&upper), RUBRIC_CASE_FOLD, s(""));
        rubric_text_case(&plain, text, RUBRIC_CASE_FOLD, s(""));
        if (!rubric_slice_equal(rubric_buffer_slice(&folded), rubric_buffer_slice(&plain)))
            fail_msg("U+%04X folds otherwise than its capital", code_point);
    }
    rubric_buffer_clear(&upper);
    rubric_buffer_clear(&folded);
    rubric_buffer_clear(&plain);
}

static void bytes_that_are_not_utf_8_do_no_harm(void **state) {
    static const char *const LANGUAGES[] = {"", "tr", "lt", "el", "nl"};
    static const char *const TEXTS[] = {
        "\xFF",          "\xE3\x81",         "I\xCC", "\xCE\xAC\xCC",
        "\xED\xA0\x80i", "abcdefgh\xF0\x9F", "i",     "\xCE"};
    rubric_buffer out;
    rubric_buffer_init(&out, *state);
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
        size_t size = strlen(TEXTS[i]);
        char *exact = malloc(size); // so that asan sees what reads behind it
        assert_non_null(exact);
        memcpy(exact, TEXTS[i], size);
        for (size_t language = 0; language < 5; language++) {
            for (int form = LOWER; form <= TITLE; form++) {
                out.size = 0;
                rubric_text_case(&out, rubric_slice_make(exact, size), (rubric_case)form,
                                 s(LANGUAGES[language]));
                assert_int_equal(rubric_utf8_valid(rubric_buffer_slice(&out)), out.size);
                assert_true(out.size >= size);
            }
        }
        free(exact);
    }
    rubric_text_case(&out, rubric_slice_make("A\0B", 3), RUBRIC_CASE_LOWER, s("tr"));
    assert_memory_equal(out.bytes + out.size - 3, "a\0b", 3);
    rubric_buffer_clear(&out);
}

static double seconds_of(rubric_context *context, const char *piece, size_t count,
                         const char *language) {
    rubric_buffer text, out;
    rubric_buffer_init(&text, context);
    rubric_buffer_init(&out, context);
    for (size_t i = 0; i < count; i++)
        rubric_buffer_put_string(&text, piece);
    clock_t begin = clock();
    for (int form = LOWER; form <= TITLE; form++)
        rubric_text_case(&out, rubric_buffer_slice(&text), (rubric_case)form, s(language));
    double seconds = (double)(clock() - begin) / CLOCKS_PER_SEC;
    rubric_buffer_clear(&text);
    rubric_buffer_clear(&out);
    return seconds;
}

static void every_text_takes_linear_time(void **state) {
    static const char *const PIECES[] = {"\xCC\x87", "\xCC\xA7",  "I\xCC\xA7", "Σ.",
                                         "Σ",        "ά\xCC\x81", "ΐ",         "i"};
    static const char *const LANGUAGES[] = {"", "tr", "lt", "el"};
    for (size_t i = 0; i < sizeof PIECES / sizeof *PIECES; i++) {
        for (size_t language = 0; language < 4; language++) {
            double few = seconds_of(*state, PIECES[i], 20000, LANGUAGES[language]);
            double many = seconds_of(*state, PIECES[i], 80000, LANGUAGES[language]);
            assert_true(many < 6 * few + 0.1);
        }
    }
}

static rubric_status map_much(rubric_context *context) {
    rubric_buffer out;
    rubric_buffer_init(&out, context);
    for (int i = 0; i < 40; i++)
        rubric_text_case(&out, s("ΐΐΐΐ ﬃ well known"), (rubric_case)(i % 4), s("el"));
    rubric_status status = rubric_context_status(context);
    assert_int_equal(out.failed, status != RUBRIC_OK);
    rubric_buffer_clear(&out);
    return status;
}

static void running_out_of_memory_is_clean(void **state) {
    (void)state;
    fail_every_allocation(map_much);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        CONTEXT_TEST(letters_are_mapped_in_full),
        CONTEXT_TEST(languages_have_rules_of_their_own),
        CONTEXT_TEST(titles_have_one_capital_a_word),
        CONTEXT_TEST(folding_forgets_case),
        CONTEXT_TEST(bytes_that_are_not_utf_8_do_no_harm),
        CONTEXT_TEST(every_text_takes_linear_time),
        cmocka_unit_test(running_out_of_memory_is_clean),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
