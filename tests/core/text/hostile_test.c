// SPDX-License-Identifier: MIT
// Hostile input for everything that reads text: broken bytes do no harm, and nothing is quadratic.
#include <time.h>

#include "core/text/works.h"

// What is repeated to make a text that is hard on one function or another.
static const struct {
    const char *bytes;
    size_t size;
} patterns[] = {
#define PATTERN(text)                                                                              \
    { text, sizeof(text) - 1 }
    PATTERN("a"),
    PATTERN("\0"),
    PATTERN(" "),
    PATTERN("\n"),
    PATTERN("."),
    PATTERN(". "),
    PATTERN("a."),
    PATTERN("a. "),
    PATTERN("1. "),
    PATTERN("A. b) "),
    PATTERN("a: "),
    PATTERN(":"),
    PATTERN(": "),
    PATTERN("-. "),
    PATTERN("-."),
    PATTERN("(. "),
    PATTERN("? a"),
    PATTERN("[...] "),
    PATTERN("\" . "),
    PATTERN("* 1) "),
    PATTERN("\xC2\xB7"),      // a bullet, and a middle dot
    PATTERN("\xE2\x80\xA6"),  // an ellipsis
    PATTERN("\xE2\x80\x94 "), // a dash
    PATTERN("'"),
    PATTERN("\""),
    PATTERN(".\" "),
    PATTERN("[1]"),
    PATTERN(".[1"),
    PATTERN("a@"),
    PATTERN("a-"),
    PATTERN("#"),
    PATTERN("#a"),
    PATTERN("http://"),
    PATTERN("www.a("),
    PATTERN("a@b.c"),
    PATTERN("=-=-="),
    PATTERN("====="),
    PATTERN(":-) "),
    PATTERN("$("),
    PATTERN("1,"),
    PATTERN("\xCC\x81"),                     // a mark
    PATTERN("\xCC\xA7\xCC\x81"),             // marks that change places
    PATTERN("e\xCC\x81"),                    // a letter and a mark
    PATTERN("\xE2\x80\x8D"),                 // joiners
    PATTERN("\xF0\x9F\x91\xA9\xE2\x80\x8D"), // joined emoji
    PATTERN("\xF0\x9F\x87\xA6"),             // regional indicators
    PATTERN("\xEF\xB7\xBA"),                 // one that NFKC makes eighteen of
    PATTERN("\xE1\x84\x80"),                 // Hangul that waits for its vowel
    PATTERN("\xEA\xB0\x80"),                 // a syllable
    PATTERN("\xEC\x9A\x94 "),                // a Korean ending
    PATTERN("~ "),
    PATTERN("\xED\x95\xB4\xEC\x9A\x94~"),
    PATTERN("\xD5\xA1:"), // Armenian
    PATTERN("\xE3\x80\x82"),
    PATTERN("\xE3\x80\x8C\xE3\x80\x82\xE3\x80\x8D"),
    PATTERN("\xD7\x90\""),   // Hebrew
    PATTERN("\xE0\xB8\x81"), // Thai
    PATTERN("\xFF"),
    PATTERN("\xC3"),
    PATTERN("\xE2\x82"),
    PATTERN("\xED\xA0\x80"), // a surrogate
    PATTERN("\xC0\xAF"),     // overlong
    PATTERN("a\xF0\x9F"),
};

static char *repeat(size_t index, size_t size) {
    char *bytes = malloc(size + 1);
    for (size_t i = 0; i < size; i++)
        bytes[i] = patterns[index].bytes[i % patterns[index].size];
    return bytes;
}

static void short_and_broken_texts_do_no_harm(void **state) {
    (void)state;
    for (size_t w = 0; w < sizeof works / sizeof *works; w++) {
        run_on(works[w].run, rubric_slice_make(NULL, 0));
        for (size_t p = 0; p < sizeof patterns / sizeof *patterns; p++) {
            for (size_t size = 1; size < 40; size++) { // cut anywhere; a heap block each, for ASan
                char *bytes = repeat(p, size), *copy = malloc(size);
                memcpy(copy, bytes, size);
                run_on(works[w].run, rubric_slice_make(copy, size));
                free(copy);
                free(bytes);
            }
        }
    }
}

static void every_single_byte_does_no_harm(void **state) {
    (void)state;
    for (size_t w = 0; w < sizeof works / sizeof *works; w++) {
        for (int value = 0; value < 256; value++) {
            char *bytes = malloc(3);
            const char texts[3][3] = {
                {(char)value, 'a', 'b'}, {'a', (char)value, 'b'}, {'a', 'b', (char)value}};
            for (int at = 0; at < 3; at++) {
                memcpy(bytes, texts[at], 3);
                run_on(works[w].run, rubric_slice_make(bytes, 3));
            }
            free(bytes);
        }
    }
}

// Of the processor, so that other programs count for little.
static double seconds_of(work run, const char *bytes, size_t size) {
    clock_t begin = clock();
    run_on(run, rubric_slice_make(bytes, size));
    return (double)(clock() - begin) / CLOCKS_PER_SEC;
}

// Four times as much takes less than six times as long. Times that are too short to tell are not
// compared, and a time that was disturbed is taken again.
static void nothing_is_quadratic(void **state) {
    (void)state;
    enum { SIZE = 60000, TRIES = 5 };
    const double too_short = 0.004;
    int failed = 0;
    for (size_t w = 0; w < sizeof works / sizeof *works; w++) {
        for (size_t p = 0; p < sizeof patterns / sizeof *patterns; p++) {
            char *bytes = repeat(p, 4 * SIZE);
            bool is_linear = false;
            double one = 0, four = 0;
            for (int i = 0; i < TRIES && !is_linear; i++) {
                four = seconds_of(works[w].run, bytes, 4 * SIZE);
                is_linear = four < too_short;
                if (!is_linear) {
                    one = seconds_of(works[w].run, bytes, SIZE);
                    is_linear = four < 6 * one;
                }
            }
            free(bytes);
            if (!is_linear) {
                failed++;
                print_error("%s, pattern %zu: %.4f s, four times as much %.4f s\n", works[w].name,
                            p, one, four);
            }
        }
    }
    assert_int_equal(failed, 0);
}

static void ten_million_marks_are_read(void **state) {
    (void)state;
    enum { SIZE = 20000000 };
    char *bytes = malloc(SIZE);
    for (size_t i = 0; i < SIZE; i += 2)
        memcpy(bytes + i, "\xCC\x81", 2);
    for (size_t w = 0; w < sizeof works / sizeof *works; w++)
        run_on(works[w].run, rubric_slice_make(bytes, SIZE));
    free(bytes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(short_and_broken_texts_do_no_harm),
        cmocka_unit_test(every_single_byte_does_no_harm),
        cmocka_unit_test(nothing_is_quadratic),
        cmocka_unit_test(ten_million_marks_are_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
