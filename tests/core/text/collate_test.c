// SPDX-License-Identifier: MIT
// Tests of collation: what people expect, the laws of an order, hostile texts.
#include <time.h>

#include "collate.h"
#include "core/fixture.h"

static rubric_slice s(const char *text) {
    return rubric_slice_of(text);
}

static void assert_rising(rubric_context *context, const char *const *texts,
                          const rubric_collation_options *options) {
    for (int i = 0; texts[i] != NULL; i++) {
        for (int j = 0; texts[j] != NULL; j++) {
            int found = order_of(context, s(texts[i]), s(texts[j]), options);
            if (found != sign(i - j))
                print_error("'%s' and '%s' are %d\n", texts[i], texts[j], found);
            assert_int_equal(found, sign(i - j));
        }
    }
}

static void people_find_the_order_that_they_expect(void **state) {
    static const char *const words[] = {"",
                                        "-",
                                        "1",
                                        "a",
                                        "A",
                                        "\xC3\xA1" /* á */,
                                        "ab",
                                        "cote",
                                        "cot\xC3\xA9",
                                        "c\xC3\xB4te",
                                        "c\xC3\xB4t\xC3\xA9",
                                        "de luge",
                                        "de-luge",
                                        "deluge",
                                        "Z",
                                        "\xC3\xBE" /* þ */,
                                        "\xCE\xB1" /* α */,
                                        "\xD0\xB8" /* и */,
                                        "\xD0\xB9" /* й, a letter of its own */,
                                        "\xD7\x90" /* א */,
                                        "\xE0\xB8\x81\xE0\xB8\x81" /* กก */,
                                        "\xE0\xB9\x80\xE0\xB8\x81" /* เก: by its consonant */,
                                        "\xE0\xB8\x82" /* ข */,
                                        "\xEA\xB0\x80" /* 가 */,
                                        "\xEA\xB0\x81" /* 각 */,
                                        "\xEB\x82\x98" /* 나 */,
                                        "\xE3\x81\x82" /* あ */,
                                        "\xE3\x82\xA2" /* ア */,
                                        NULL};
    assert_rising(*state, words, NULL);
}

// Section 10.1.3, table 16: what has no weights of its own, by script and code point.
static void what_is_not_listed_has_its_place(void **state) {
    static const char *const texts[] = {"z",
                                        "\xF0\x97\x80\x80" /* 17000, Tangut */,
                                        "\xF0\x98\xA0\x80" /* 18800, its components */,
                                        "\xF0\x98\xB4\x80" /* 18D00, its supplement */,
                                        "\xF0\x9B\x85\xB0" /* 1B170, Nushu */,
                                        "\xF0\x98\xAC\x80" /* 18B00, Khitan */,
                                        "\xE4\xB8\x80" /* 4E00, Han */,
                                        "\xE9\xBF\xBF" /* 9FFF */,
                                        "\xEF\xA8\x8E" /* FA0E, compatible but unified */,
                                        "\xE3\x90\x80" /* 3400, extension A */,
                                        "\xF0\xA0\x80\x80" /* 20000, extension B */,
                                        "\xF0\xB1\x8D\x90" /* 31350, extension H */,
                                        "\xCD\xB8" /* 0378, not assigned */,
                                        "\xEE\x80\x80" /* E000, private use */,
                                        "\xF0\x98\xB4\x89" /* 18D09: none */,
                                        "\xF4\x8F\xBF\xBF" /* 10FFFF */,
                                        "\xEF\xBF\xBD" /* FFFD, the last of all */,
                                        NULL};
    assert_rising(*state, texts, NULL);
}

static void strength_says_what_counts(void **state) {
    static const struct {
        const char *a, *b;
        int primary, secondary, tertiary, identical;
    } cases[] = {
        {"a", "b", -1, -1, -1, -1},
        {"role", "r\xC3\xB4le", 0, -1, -1, -1},
        {"role", "Role", 0, 0, -1, -1},
        {"R\xC3\xB4le", "role", 0, 1, 1, 1},
        {"\xC3\xA9", "e\xCC\x81", 0, 0, 0, 0},
        {"a\x01", "a", 0, 0, 0, 1}, // a control counts for nothing
        {"\xE2\x84\xAB", "\xC3\x85", 0, 0, 0, 0},
        {"\xEF\xAC\x81", "fi", 0, 0, 1, 1}, // the ligature
        {"a\xFF", "a\xEF\xBF\xBD", 0, 0, 0, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const int wanted[] = {cases[i].tertiary, cases[i].primary, cases[i].secondary,
                              cases[i].tertiary, cases[i].identical};
        for (int strength = 0; strength <= RUBRIC_STRENGTH_IDENTICAL; strength++) {
            rubric_collation_options options = {.strength = (rubric_strength)strength};
            int found = order_of(*state, s(cases[i].a), s(cases[i].b), &options);
            assert_int_equal(found, wanted[strength]);
        }
    }
}

static void numbers_count_by_their_value(void **state) {
    static const rubric_collation_options numbers = {.has_numbers = true};
    static const char *const names[] = {"",
                                        "a",
                                        "a 2",
                                        "a 10",
                                        "a-1",
                                        "a0",
                                        "a00",
                                        "a0b",
                                        "a1",
                                        "a01",
                                        "a001",
                                        "a1-5",
                                        "a1.2",
                                        "a1.10",
                                        "a1b",
                                        "a2",
                                        "a\xC2\xB2" /* superscript */,
                                        "a9",
                                        "a10",
                                        "a\xD9\xA1\xD9\xA1" /* 11 in Arabic digits */,
                                        "a99",
                                        "a100",
                                        "a0100",
                                        "a18446744073709551616",
                                        "a18446744073709551617",
                                        "aa",
                                        "b1",
                                        NULL};
    static const char *const texts[] = {"a1", "a10", "a2", NULL};
    assert_rising(*state, names, &numbers);
    assert_rising(*state, texts, NULL);
}

// Longer than a weight can say.
static void very_long_numbers_count_by_their_value(void **state) {
    static const rubric_collation_options numbers = {.has_numbers = true};
    static const size_t sizes[] = {9, 65532, 65533, 65534, 65535, 65536, 200000};
    rubric_buffer fewer, more;
    rubric_buffer_init(&fewer, *state);
    rubric_buffer_init(&more, *state);
    for (size_t i = 1; i < sizeof sizes / sizeof *sizes; i++) {
        fewer.size = more.size = 0;
        rubric_buffer_put_repeated(&fewer, '9', sizes[i - 1]);
        rubric_buffer_put_byte(&more, '1');
        rubric_buffer_put_repeated(&more, '0', sizes[i] - 1);
        assert_int_equal(
            order_of(*state, rubric_buffer_slice(&fewer), rubric_buffer_slice(&more), &numbers),
            -1);
    }
    rubric_buffer_clear(&fewer);
    rubric_buffer_clear(&more);
}

static void punctuation_can_count_for_nothing(void **state) {
    static const rubric_collation_options shifted = {.ignores_punctuation = true};
    assert_int_equal(order_of(*state, s("e-mail"), s("email"), &shifted), 0);
    assert_int_equal(order_of(*state, s("de-luge"), s("de luge"), &shifted), 0);
    assert_int_equal(order_of(*state, s("-\xCC\x81"), s(""), &shifted), 0);
    assert_int_equal(order_of(*state, s("e-mails"), s("email"), &shifted), 1);
    assert_int_equal(order_of(*state, s("e-mails"), s("email"), NULL), -1);
}

static void add_pieces(char *bytes, size_t *size, uint32_t *seed) {
    static const char *const pieces[] = {"a",
                                         "A",
                                         "0",
                                         "1",
                                         "7",
                                         "10",
                                         "-",
                                         " ",
                                         "l",
                                         "\0",
                                         "b",
                                         "\xC2\xB7",
                                         "\xCC\x81",
                                         "\xCC\xA7",
                                         "\xFF",
                                         "\xC3\xA9",
                                         "\xEA\xB0\x81",
                                         "\xE4\xB8\x80"};
    for (uint32_t left = next_random(seed) % 6; left > 0; left--) {
        const char *piece = pieces[next_random(seed) % (sizeof pieces / sizeof *pieces)];
        size_t length = *piece == '\0' ? 1 : strlen(piece);
        memcpy(bytes + *size, piece, length);
        *size += length;
    }
}

// Any two are in order, and any three agree, under all options.
static void it_is_an_order(void **state) {
    enum { ROUNDS = 60000 };
    uint32_t seed = 3;
    for (int round = 0; round < ROUNDS; round++) {
        rubric_collation_options options = {.strength = (rubric_strength)(round % 5),
                                            .has_numbers = round / 5 % 2,
                                            .ignores_punctuation = round / 10 % 2};
        char bytes[3][64];
        rubric_slice texts[3];
        for (int i = 0; i < 3; i++) {
            texts[i] = rubric_slice_make(bytes[i], 0);
            if (i > 0 && round % 3 != 0) // it begins as the first does, cut at any byte
                texts[i].size = next_random(&seed) % (texts[0].size + 1);
            memcpy(bytes[i], bytes[0], texts[i].size);
            add_pieces(bytes[i], &texts[i].size, &seed);
        }
        int ab = order_of(*state, texts[0], texts[1], &options);
        int bc = order_of(*state, texts[1], texts[2], &options);
        int ac = order_of(*state, texts[0], texts[2], &options);
        if (ab <= 0 && bc <= 0)
            assert_int_equal(ac, ab < 0 || bc < 0 ? -1 : 0);
        if (ab >= 0 && bc >= 0)
            assert_int_equal(ac, ab > 0 || bc > 0 ? 1 : 0);
    }
}

/* ---- Hostile texts ------------------------------------------------------------------- */

static const rubric_collation_options hard = {.has_numbers = true};

static double seconds_of_key(rubric_slice text, rubric_buffer *key) {
    key->size = 0;
    clock_t begin = clock();
    rubric_text_sort_key(key, text, &hard);
    return (double)(clock() - begin) / CLOCKS_PER_SEC;
}

// With a text that differs at the very end.
static double seconds_of_comparison(rubric_slice text, rubric_buffer *other) {
    int order = 9;
    other->size = 0;
    rubric_buffer_put_slice(other, text);
    rubric_buffer_put_byte(other, 'A');
    clock_t begin = clock();
    assert_int_equal(
        rubric_text_compare(&order, other->context, text, rubric_buffer_slice(other), &hard, NULL),
        RUBRIC_OK);
    assert_int_equal(order, -1);
    return (double)(clock() - begin) / CLOCKS_PER_SEC;
}

static void assert_linear(rubric_context *context, const char *pattern, size_t size,
                          double (*measure)(rubric_slice, rubric_buffer *)) {
    rubric_buffer text, room;
    rubric_buffer_init(&text, context);
    rubric_buffer_init(&room, context);
    size_t times = size / 4 / strlen(pattern);
    for (size_t i = 0; i < 4 * times; i++)
        rubric_buffer_put_string(&text, pattern);
    rubric_slice all = rubric_buffer_slice(&text);
    double once = measure(rubric_slice_part(all, 0, all.size / 4), &room);
    double four_times = measure(all, &room);
    if (four_times >= 6 * once + 0.05)
        print_error("'%s': %f s, and %f s for four times\n", pattern, once, four_times);
    assert_true(four_times < 6 * once + 0.05);
    rubric_buffer_clear(&text);
    rubric_buffer_clear(&room);
}

static void time_is_linear(void **state) {
    enum { SIZE = 2000000, TEN_MILLION_MARKS = 20000000 };
    static const char *const patterns[] = {"\xCC\x81\xCC\xA7",
                                           "a",
                                           "1",
                                           "0",
                                           "1\x01",
                                           "1 ",
                                           "l\xC2\xB7",
                                           "\xCC\x81",
                                           "\xE0\xBD\xB1\xE0\xBE\x80" /* 0F71 0F80 */,
                                           "\xE0\xBE\xB2\xCC\xA7\xE0\xBD\xB1\xE0\xBE\x80",
                                           "\xFF",
                                           "\xEF\xB7\xBA" /* 18 letters in one */,
                                           "\xEA\xB0\x81"};
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        assert_linear(*state, patterns[i], SIZE, seconds_of_key);
        assert_linear(*state, patterns[i], SIZE, seconds_of_comparison);
    }
    assert_linear(*state, "\xCC\x81\xCC\xA7", TEN_MILLION_MARKS, seconds_of_key);
}

static void empty_and_broken_texts_have_keys(void **state) {
    rubric_slice none = rubric_slice_make(NULL, 0), zero = rubric_slice_make("\0", 1);
    static const rubric_collation_options identical = {.strength = RUBRIC_STRENGTH_IDENTICAL};
    assert_int_equal(order_of(*state, none, s(""), NULL), 0);
    assert_int_equal(order_of(*state, none, zero, NULL), 0);
    assert_int_equal(order_of(*state, none, zero, &identical), -1);
    assert_int_equal(order_of(*state, s("\xE3\x81"), s("a"), NULL), 1);
    assert_int_equal(order_of(*state, s("a\xED\xA0\x80z"), s("a\xF4\x90\x80\x80"), NULL), -1);
}

static rubric_status collate(rubric_context *context) {
    int order = 0;
    rubric_buffer key;
    rubric_buffer_init(&key, context);
    rubric_collation_options options = {.strength = RUBRIC_STRENGTH_IDENTICAL};
    for (int i = 0; i < 40; i++)
        rubric_text_sort_key(&key, s("\xC3\xA9t\xC3\xA9 \xEF\xB7\xBA"), &options);
    rubric_status status =
        rubric_text_compare(&order, context, s("\xC3\xA9"), s("\xC3\xA8"), &options, NULL);
    assert_int_equal(status, rubric_context_status(context));
    assert_int_equal(key.failed, status != RUBRIC_OK && key.failed);
    assert_int_equal(order, status == RUBRIC_OK ? -1 : 0);
    rubric_buffer_clear(&key);
    return status;
}

static void running_out_of_memory_is_clean(void **state) {
    (void)state;
    fail_every_allocation(collate);
}

static void comparing_is_paid_for(void **state) {
    (void)state;
    rubric_context *context = new_context(0, 10);
    rubric_error error;
    int order;
    assert_int_equal(rubric_text_compare(&order, context, s("abc"), s("abd"), NULL, &error),
                     RUBRIC_OK);
    assert_int_equal(rubric_text_compare(&order, context, s("abcdef"), s("abd"), NULL, &error),
                     RUBRIC_ERROR_TIME);
    assert_int_equal(error.status, RUBRIC_ERROR_TIME);
    rubric_context_free(context);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        CONTEXT_TEST(people_find_the_order_that_they_expect),
        CONTEXT_TEST(what_is_not_listed_has_its_place),
        CONTEXT_TEST(strength_says_what_counts),
        CONTEXT_TEST(numbers_count_by_their_value),
        CONTEXT_TEST(very_long_numbers_count_by_their_value),
        CONTEXT_TEST(punctuation_can_count_for_nothing),
        CONTEXT_TEST(it_is_an_order),
        CONTEXT_TEST(time_is_linear),
        CONTEXT_TEST(empty_and_broken_texts_have_keys),
        cmocka_unit_test(running_out_of_memory_is_clean),
        cmocka_unit_test(comparing_is_paid_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
