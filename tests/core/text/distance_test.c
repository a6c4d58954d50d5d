// SPDX-License-Identifier: MIT
// Tests of the distance of texts, and of how alike they are.
#include <math.h>
#include <time.h>

#include "core/fixture.h"
#include "rubric/text.h"

enum { LONGEST = 300 }; // code points

static const rubric_distance_options SWAPS = {.has_transpositions = true};

static size_t distance(rubric_context *context, rubric_slice a, rubric_slice b,
                       const rubric_distance_options *options) {
    size_t found = 0;
    assert_int_equal(rubric_text_distance(&found, context, a, b, options, NULL), RUBRIC_OK);
    return found;
}

static void edits_are_counted(void **state) {
    static const struct {
        const char *a, *b;
        size_t edits, with_swaps;
    } cases[] = {
        {"", "", 0, 0},
        {"a", "", 1, 1},
        {"kitten", "sitting", 3, 3},
        {"saturday", "sunday", 3, 3},
        {"ab", "ba", 2, 1},
        {"ca", "abc", 3, 3}, // what changed places is not edited again
        {"recieve", "receive", 2, 1},
        {"abcdef", "badcfe", 4, 3},
        {"caf\xC3\xA9", "cafe", 1, 1},
        {"\xED\x95\x9C\xEA\xB5\xAD", "\xEA\xB5\xAD\xED\x95\x9C", 2, 1},
        {"\xC3\xA9", "\xC3\xA8", 1, 1}, // they share a byte, and no code point
        {"\xC3\xA9", "\xC4\xA9", 1, 1}, // so do these, at the end
        {"a\xF0\x9F\x98\x80z", "az", 1, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        rubric_slice a = rubric_slice_of(cases[i].a), b = rubric_slice_of(cases[i].b);
        assert_int_equal(distance(*state, a, b, NULL), cases[i].edits);
        assert_int_equal(distance(*state, b, a, NULL), cases[i].edits);
        assert_int_equal(distance(*state, a, b, &SWAPS), cases[i].with_swaps);
        assert_int_equal(distance(*state, b, a, &SWAPS), cases[i].with_swaps);
    }
}

static void what_is_farther_than_the_limit_is_not_measured(void **state) {
    rubric_slice a = rubric_slice_of("kitten"), b = rubric_slice_of("sitting");
    for (size_t limit = 1; limit < 9; limit++) {
        rubric_distance_options options = {.limit = limit};
        assert_int_equal(distance(*state, a, b, &options), limit < 3 ? SIZE_MAX : 3);
    }
}

static size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

// The table as the books have it, over bytes.
static size_t plain_distance(const char *a, size_t a_size, const char *b, size_t b_size,
                             bool has_swaps) {
    static size_t rows[LONGEST + 1][LONGEST + 1];
    for (size_t i = 0; i <= a_size; i++) {
        for (size_t j = 0; j <= b_size; j++) {
            rows[i][j] = i == 0 ? j : i;
            if (i == 0 || j == 0)
                continue;
            size_t edit = least(rows[i - 1][j], rows[i][j - 1]) + 1;
            rows[i][j] = least(edit, rows[i - 1][j - 1] + (a[i - 1] != b[j - 1]));
            if (has_swaps && i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                rows[i][j] = least(rows[i][j], rows[i - 2][j - 2] + 1);
        }
    }
    return rows[a_size][b_size];
}

static uint32_t next_random(uint32_t *seed) {
    *seed = *seed * 1664525 + 1013904223;
    return *seed >> 8;
}

// A text of few letters, and another one that is unlike it or came of it by some edits.
static void make_pair(char *a, size_t *a_size, char *b, size_t *b_size, uint32_t *seed) {
    size_t most = next_random(seed) % 4 == 0 ? 12 : LONGEST;
    uint32_t letters = 2 + next_random(seed) % 6, changes = next_random(seed) % 40;
    *a_size = next_random(seed) % (most + 1);
    for (size_t i = 0; i < *a_size; i++)
        a[i] = (char)('a' + next_random(seed) % letters);
    *b_size = 0;
    for (size_t i = 0; i < *a_size && *b_size < LONGEST - 1; i++) {
        uint32_t change = next_random(seed) % 40 < changes ? next_random(seed) % 4 : 9;
        if (change == 0)
            b[(*b_size)++] = (char)('a' + next_random(seed) % letters);
        if (change == 1 && i + 1 < *a_size) {
            b[(*b_size)++] = a[i + 1];
            b[(*b_size)++] = a[i++];
        } else if (change != 2) {
            b[(*b_size)++] = a[i];
        }
    }
}

// With code points of all lengths in the letters' place, and with every kind of limit.
static void random_texts_lie_as_far_apart_as_the_books_say(void **state) {
    static const char *const spelled[] = {
        "a", "\xC3\xA9", "\xED\x95\x9C", "\xF0\x9F\x98\x80", "b", "\xD0\x96", "z", "\xE4\xB8\x80"};
    uint32_t seed = 11;
    for (int round = 0; round < 3000; round++) {
        char a[LONGEST + 2], b[LONGEST + 2];
        size_t a_size, b_size;
        make_pair(a, &a_size, b, &b_size, &seed);
        rubric_buffer wide[2];
        for (int which = 0; which < 2; which++) {
            rubric_buffer_init(&wide[which], *state);
            for (size_t i = 0; i < (which ? b_size : a_size); i++)
                rubric_buffer_put_string(&wide[which], spelled[(which ? b : a)[i] - 'a']);
        }
        for (int swaps = 0; swaps < 2; swaps++) {
            size_t wanted = plain_distance(a, a_size, b, b_size, swaps);
            size_t limits[] = {0, 1, wanted, wanted + 1, wanted / 2 + 1, wanted + 70, wanted - 1};
            for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
                rubric_distance_options options = {.has_transpositions = swaps, .limit = limits[i]};
                size_t limited = limits[i] == 0 || wanted <= limits[i] ? wanted : SIZE_MAX;
                assert_int_equal(distance(*state, rubric_buffer_slice(&wide[0]),
                                          rubric_buffer_slice(&wide[1]), &options),
                                 limited);
            }
        }
        rubric_buffer_clear(&wide[0]);
        rubric_buffer_clear(&wide[1]);
    }
}

static double similarity(rubric_context *context, const char *a, const char *b,
                         rubric_measure measure) {
    double found = -1;
    assert_int_equal(rubric_text_similarity(&found, context, rubric_slice_of(a), rubric_slice_of(b),
                                            measure, NULL),
                     RUBRIC_OK);
    return round(found * 1000) / 1000;
}

// Names and figures of Winkler's papers.
static void likeness_is_that_of_winkler(void **state) {
    static const struct {
        const char *a, *b;
        double jaro, winkler;
    } cases[] = {
        {"MARTHA", "MARHTA", 0.944, 0.961},
        {"DWAYNE", "DUANE", 0.822, 0.840},
        {"DIXON", "DICKSONX", 0.767, 0.813},
        {"SHACKLEFORD", "SHACKELFORD", 0.970, 0.982},
        {"DUNNINGHAM", "CUNNIGHAM", 0.896, 0.896},
        {"NICHLESON", "NICHULSON", 0.926, 0.956},
        {"JONES", "JOHNSON", 0.790, 0.832},
        {"JERALDINE", "GERALDINE", 0.926, 0.926},
        {"abc", "xyz", 0, 0},
        {"", "", 1, 1},
        {"", "a", 0, 0},
        {"a", "a", 1, 1},
        {"ab", "ba", 0, 0},
        {"abcd", "axyz", 0.5, 0.5},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *a = cases[i].a, *b = cases[i].b;
        assert_true(similarity(*state, a, b, RUBRIC_MEASURE_JARO) == cases[i].jaro);
        assert_true(similarity(*state, b, a, RUBRIC_MEASURE_JARO) == cases[i].jaro);
        assert_true(similarity(*state, a, b, RUBRIC_MEASURE_JARO_WINKLER) == cases[i].winkler);
    }
}

static void likeness_by_edits_is_a_share_of_the_longer(void **state) {
    assert_true(similarity(*state, "kitten", "sitting", RUBRIC_MEASURE_LEVENSHTEIN) == 0.571);
    assert_true(similarity(*state, "ab", "ba", RUBRIC_MEASURE_LEVENSHTEIN) == 0);
    assert_true(similarity(*state, "ab", "ba", RUBRIC_MEASURE_DAMERAU) == 0.5);
    assert_true(similarity(*state, "", "", RUBRIC_MEASURE_DAMERAU) == 1);
    assert_true(similarity(*state, "\xC3\xA9", "", RUBRIC_MEASURE_LEVENSHTEIN) == 0);
}

// Jaro's matches as his definition finds them.
static double plain_jaro(const char *a, size_t a_size, const char *b, size_t b_size) {
    bool a_taken[LONGEST + 2] = {false}, b_taken[LONGEST + 2] = {false};
    size_t longer = a_size > b_size ? a_size : b_size, matches = 0, displaced = 0;
    size_t window = longer / 2 > 0 ? longer / 2 - 1 : 0;
    for (size_t i = 0; i < b_size; i++) {
        for (size_t j = i > window ? i - window : 0; j < a_size && j <= i + window; j++) {
            if (!a_taken[j] && a[j] == b[i]) {
                a_taken[j] = b_taken[i] = true;
                matches++;
                break;
            }
        }
    }
    if (a_size == 0 || b_size == 0 || matches == 0)
        return a_size == b_size && a_size == 0;
    for (size_t i = 0, j = 0; i < a_size; i++) {
        if (!a_taken[i])
            continue;
        while (!b_taken[j])
            j++;
        displaced += a[i] != b[j++];
    }
    double m = (double)matches;
    return (m / (double)a_size + m / (double)b_size + (m - (double)(displaced / 2)) / m) / 3;
}

static void random_texts_are_as_alike_as_jaro_says(void **state) {
    uint32_t seed = 5;
    for (int turn = 0; turn < 5000; turn++) {
        char a[LONGEST + 2], b[LONGEST + 2];
        size_t a_size, b_size;
        double found = -1;
        make_pair(a, &a_size, b, &b_size, &seed);
        assert_int_equal(rubric_text_similarity(&found, *state, rubric_slice_make(a, a_size),
                                                rubric_slice_make(b, b_size), RUBRIC_MEASURE_JARO,
                                                NULL),
                         RUBRIC_OK);
        assert_true(found == plain_jaro(a, a_size, b, b_size));
    }
}

static rubric_slice repeat(rubric_buffer *out, rubric_context *context, const char *part,
                           size_t count) {
    rubric_buffer_init(out, context);
    for (size_t i = 0; i < count; i++)
        rubric_buffer_put_string(out, part);
    return rubric_buffer_slice(out);
}

// Bytes that are not UTF-8 count as U+FFFD each.
static void any_bytes_have_a_distance(void **state) {
    static const char *const odd[] = {"",
                                      "a",
                                      "\xFF",
                                      "\xFF"
                                      "a",
                                      "a\xFF"
                                      "a",
                                      "a\xC3",
                                      "\xED\xA0\x80",
                                      "\xC0\x80",
                                      "\xE2\x82"};
    size_t count = sizeof odd / sizeof *odd;
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < count; j++) {
            rubric_slice a = rubric_slice_of(odd[i]), b = rubric_slice_of(odd[j]);
            size_t longer = a.size > b.size ? a.size : b.size;
            assert_true(distance(*state, a, b, &SWAPS) <= longer);
            assert_int_equal(distance(*state, a, a, NULL), 0);
            double likeness = similarity(*state, odd[i], odd[j], RUBRIC_MEASURE_JARO_WINKLER);
            assert_true(likeness >= 0 && likeness <= 1);
        }
    }
    rubric_slice nul = rubric_slice_make("\0a\0", 3), none = rubric_slice_make(NULL, 0);
    assert_int_equal(distance(*state, nul, none, NULL), 3);
    assert_int_equal(distance(*state, nul, rubric_slice_make("\0\0", 2), NULL), 1);
}

// Work for years ends at once; likeness by matches is linear, and edits within a limit are cheap.
static void long_texts_end_at_the_step_limit(void **state) {
    (void)state;
    rubric_buffer as, bs;
    rubric_context *context = new_context(0, 1000 * 1000 * 1000);
    rubric_slice a = repeat(&as, context, "aaaaabaa", 10 * 1000 * 1000 / 8);
    rubric_slice b = repeat(&bs, context, "\xCC\x81", 10 * 1000 * 1000);
    size_t found;
    double likeness;
    rubric_distance_options near = {.limit = 10};
    assert_int_equal(rubric_text_similarity(&likeness, context, a, b, RUBRIC_MEASURE_JARO, NULL),
                     RUBRIC_OK);
    assert_true(likeness == 0);
    assert_int_equal(rubric_text_distance(&found, context, a, b, &near, NULL), RUBRIC_OK);
    assert_int_equal(found, SIZE_MAX);
    assert_int_equal(rubric_text_distance(&found, context, a, b, NULL, NULL), RUBRIC_ERROR_TIME);
    rubric_buffer_clear(&as);
    rubric_buffer_clear(&bs);
    assert_int_equal(rubric_context_used(context), 0);
    rubric_context_free(context);
}

static double seconds_for(rubric_context *context, size_t count, rubric_measure measure) {
    rubric_buffer as, bs;
    bool is_near =
        measure == RUBRIC_MEASURE_LEVENSHTEIN; // with all between two edits to be looked at
    rubric_slice a = repeat(&as, context, "abcab", count);
    rubric_slice b = repeat(&bs, context, is_near ? "abcab" : "bacad", count);
    bs.bytes[0] = 'x';
    bs.bytes[bs.size - 1] = 'y';
    double best = 1e9, likeness;
    size_t found;
    const rubric_distance_options near = {.limit = 64};
    for (int turn = 0; turn < 9; turn++) {
        clock_t begin = clock();
        if (measure == RUBRIC_MEASURE_JARO)
            rubric_text_similarity(&likeness, context, a, b, measure, NULL);
        else
            rubric_text_distance(&found, context, a, b, &near, NULL);
        double seconds = (double)(clock() - begin) / CLOCKS_PER_SEC;
        best = seconds < best ? seconds : best;
    }
    rubric_buffer_clear(&as);
    rubric_buffer_clear(&bs);
    return best + 1e-5;
}

// What is quadratic takes 16 times as long each time; a busy machine disturbs some times only.
static bool is_linear(rubric_context *context, rubric_measure measure) {
    for (int attempt = 0; attempt < 5; attempt++) {
        double one = seconds_for(context, 4000, measure);
        if (seconds_for(context, 16000, measure) < 6 * one)
            return true;
    }
    return false;
}

static void likeness_and_distance_within_a_limit_take_linear_time(void **state) {
    assert_true(is_linear(*state, RUBRIC_MEASURE_JARO));
    assert_true(is_linear(*state, RUBRIC_MEASURE_LEVENSHTEIN));
}

static rubric_status measure_something(rubric_context *context) {
    size_t found;
    double likeness;
    rubric_slice a = rubric_slice_of("one two"), b = rubric_slice_of("owe too");
    rubric_status status = rubric_text_distance(&found, context, a, b, NULL, NULL);
    if (status != RUBRIC_OK)
        return status;
    return rubric_text_similarity(&likeness, context, a, b, RUBRIC_MEASURE_JARO, NULL);
}

static void memory_may_fail(void **state) {
    (void)state;
    fail_every_allocation(measure_something);
}

static void the_nearest_name_is_found(void **state) {
    (void)state;
    static const char *const names[] = {"paragraph", "heading", "list"};
    assert_string_equal(rubric_nearest(rubric_slice_of("headnig"), names, 3), "heading");
    assert_string_equal(rubric_nearest(rubric_slice_of("lits"), names, 3), "list");
    assert_null(rubric_nearest(rubric_slice_of("quotation"), names, 3));
    assert_int_equal(rubric_name_distance(rubric_slice_of("ab"), rubric_slice_of("ba")), 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        CONTEXT_TEST(edits_are_counted),
        CONTEXT_TEST(what_is_farther_than_the_limit_is_not_measured),
        CONTEXT_TEST(random_texts_lie_as_far_apart_as_the_books_say),
        CONTEXT_TEST(likeness_is_that_of_winkler),
        CONTEXT_TEST(likeness_by_edits_is_a_share_of_the_longer),
        CONTEXT_TEST(random_texts_are_as_alike_as_jaro_says),
        CONTEXT_TEST(any_bytes_have_a_distance),
        cmocka_unit_test(long_texts_end_at_the_step_limit),
        CONTEXT_TEST(likeness_and_distance_within_a_limit_take_linear_time),
        cmocka_unit_test(memory_may_fail),
        cmocka_unit_test(the_nearest_name_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
