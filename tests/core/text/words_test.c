// SPDX-License-Identifier: MIT
// Tests of shapes, runs of words, fingerprints and stems.
#include <time.h>

#include "core/fixture.h"
#include "rubric/text.h"

static rubric_slice s(const char *text) {
    return rubric_slice_of(text);
}

static void a_shape_says_what_characters_look_like(void **state) {
    static const char *const cases[][2] = {
        {"", ""},
        {"Unicode-15", "Xxxxx-dd"},
        {"the", "xxx"},
        {"NATO", "XXXX"},
        {"UNESCO", "XXXX"},
        {"McDonald", "XxXxxxx"},
        {"12345-67", "dddd-dd"},
        {"....!!!!!", "....!!!!!"},
        {"aaaa1aaaaa", "xxxxdxxxx"},
        {"\xC3\x89t\xC3\xA9", "Xxx"},
        {"\xED\x95\x9C\xEA\xB5\xAD", "xx"},
        {"\xD9\xA3\xD9\xA4", "dd"}, // Arabic digits
        {"e\xCC\x81", "xx"},        // a mark counts as a letter
        {"\xC7\x85", "X"},          // a letter of title case
        {"$5", "$d"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        rubric_buffer out;
        rubric_buffer_init(&out, *state);
        rubric_text_shape(&out, s(cases[i][0]));
        assert_buffer(&out, cases[i][1]);
    }
}

// All runs, each in brackets.
static void assert_ngrams(rubric_context *context, rubric_ngrams walk, const char *wanted) {
    rubric_buffer out;
    size_t begin, end;
    rubric_buffer_init(&out, context);
    while (rubric_ngrams_next(&walk, &begin, &end)) {
        rubric_buffer_put_byte(&out, '[');
        rubric_buffer_put_slice(&out, rubric_slice_part(walk.text, begin, end));
        rubric_buffer_put_byte(&out, ']');
    }
    assert_false(rubric_ngrams_next(&walk, &begin, &end)); // and none ever after
    assert_buffer(&out, wanted);
}

static void ngrams_are_runs_of_neighbours(void **state) {
    rubric_slice text = s("One, two - 3 go!");
    assert_ngrams(*state, rubric_ngrams_of_words(text, 1), "[One][two][3][go]");
    assert_ngrams(*state, rubric_ngrams_of_words(text, 2), "[One, two][two - 3][3 go]");
    assert_ngrams(*state, rubric_ngrams_of_words(text, 4), "[One, two - 3 go]");
    assert_ngrams(*state, rubric_ngrams_of_words(text, 5), "");
    assert_ngrams(*state, rubric_ngrams_of_words(s(" ."), 1), "");
    assert_ngrams(*state, rubric_ngrams_of_characters(s("a e\xCC\x81x"), 2),
                  "[a ][ e\xCC\x81][e\xCC\x81x]");
    assert_ngrams(*state, rubric_ngrams_of_characters(s("ab"), 3), "");
    assert_ngrams(*state, rubric_ngrams_of_characters(s(""), 1), "");
}

static size_t hashes_of(uint64_t *out, size_t room, const char *text, size_t k) {
    rubric_shingles walk = rubric_shingles_of(s(text), k);
    rubric_shingle shingle;
    size_t count = 0;
    while (rubric_shingles_next(&walk, &shingle) && count < room) {
        assert_true(shingle.begin < shingle.end && shingle.end <= walk.text.size);
        out[count++] = shingle.hash;
    }
    return count;
}

static void shingles_are_hashes_of_neighbours(void **state) {
    (void)state;
    uint64_t a[8], b[8];
    assert_int_equal(hashes_of(a, 8, "a rose is a rose is a rose", 4), 5);
    assert_true(a[0] == a[3] && a[1] == a[4]); // Broder's own example: three are different
    assert_true(a[0] != a[1] && a[1] != a[2] && a[0] != a[2]);
    assert_int_equal(hashes_of(b, 8, "A ROSE, is (a) rose!", 4), 2);
    assert_true(b[0] == a[0] && b[1] == a[1]); // case and marks do not count
    assert_int_equal(hashes_of(b, 8, "rose a is a", 4), 1);
    assert_true(b[0] != a[0]); // but the order does
    assert_int_equal(hashes_of(a, 8, "two words", 4), 1);
    assert_int_equal(hashes_of(b, 8, "two words", 2), 1);
    assert_true(a[0] == b[0]); // a short text is one shingle
    assert_int_equal(hashes_of(a, 8, " ... ", 4), 0);
}

// The same on every machine: these may never change.
static void fingerprints_are_for_good(void **state) {
    (void)state;
    uint64_t hash;
    assert_int_equal(hashes_of(&hash, 1, "a rose is a rose", 4), 1);
    assert_true(hash == 0xE88AC790698569BF);
    assert_true(rubric_text_simhash(s("a rose is a rose")) == 0x5481ACAB497F23F8);
    assert_true(rubric_text_simhash(s("")) == 0);
}

static rubric_overlap overlap_of(rubric_context *context, const char *a, const char *b, size_t k) {
    rubric_overlap overlap;
    assert_int_equal(rubric_text_overlap(&overlap, context, s(a), s(b), k, NULL), RUBRIC_OK);
    return overlap;
}

static void resemblance_is_the_share_of_shingles(void **state) {
    rubric_overlap overlap = overlap_of(*state, "a b c d", "b c d e", 1);
    assert_true(overlap.of_a == 4 && overlap.of_b == 4 && overlap.of_both == 3);
    assert_true(rubric_overlap_resemblance(overlap) == 0.6);
    assert_true(rubric_overlap_containment(overlap) == 0.75);
    overlap = overlap_of(*state, "a rose is a rose is a rose", "a rose is a rose", 4);
    assert_true(overlap.of_a == 3 && overlap.of_b == 2 && overlap.of_both == 2);
    assert_true(rubric_overlap_resemblance(overlap_of(*state, "", ".", 3)) == 1);
    assert_true(rubric_overlap_containment(overlap_of(*state, "", "a", 3)) == 1);
    assert_true(rubric_overlap_resemblance(overlap_of(*state, "", "a", 3)) == 0);
    assert_true(rubric_overlap_resemblance(overlap_of(*state, "a b", "b a", 2)) == 0);
}

static const char *const passage =
    "The committee met on Tuesday to discuss the new bridge over the river. Members agreed that "
    "the old plans were too expensive and asked the engineers for a cheaper design by spring.";
static const char *const edited =
    "The committee met on Monday to discuss the new bridge over the river. Members agreed that "
    "the old plans were too costly and asked the engineers for a cheaper design by spring.";
static const char *const unrelated =
    "Fresh bread needs only flour, water, salt and time. Knead it well, let it rise twice, and "
    "bake until its crust sounds hollow; then wait before you cut, however good it smells.";

static void simhashes_of_like_texts_are_near(void **state) {
    (void)state;
    uint64_t hash = rubric_text_simhash(s(passage));
    unsigned near = rubric_hamming_distance(hash, rubric_text_simhash(s(edited)));
    unsigned far = rubric_hamming_distance(hash, rubric_text_simhash(s(unrelated)));
    assert_true(near <= 12 && far >= 18);
    assert_int_equal(rubric_hamming_distance(0, UINT64_MAX), 64);
    assert_int_equal(rubric_hamming_distance(5, 6), 2);
    assert_true(rubric_text_simhash(s("One TWO")) == rubric_text_simhash(s("two one!")));
}

static void assert_stem(rubric_context *context, const char *code, const char *word,
                        const char *wanted) {
    rubric_stemmer *stemmer = NULL;
    rubric_buffer out;
    rubric_buffer_init(&out, context);
    assert_int_equal(rubric_stemmer_new(&stemmer, context, s(code), NULL), RUBRIC_OK);
    rubric_stemmer_stem(stemmer, &out, s(word));
    assert_buffer(&out, wanted);
    rubric_stemmer_free(stemmer);
}

static void stems_are_of_a_language(void **state) {
    assert_stem(*state, "en-GB", "Running", "run");
    assert_stem(*state, "de", "H\xC3\xA4usern", "haus");
    assert_stem(*state, "xx", "Running", "running");
    assert_stem(*state, "ko-KR", "\xED\x95\x99\xEA\xB5\x90\xEC\x97\x90\xEC\x84\x9C",
                "\xED\x95\x99\xEA\xB5\x90");
    assert_true(rubric_stemmer_is_known(s("ko")) && rubric_stemmer_is_known(s("pt_BR")));
    assert_false(rubric_stemmer_is_known(s("ja")) || rubric_stemmer_is_known(s("")));
    size_t count = 0;
    for (; rubric_stemmer_language(count) != NULL; count++)
        assert_true(rubric_stemmer_is_known(s(rubric_stemmer_language(count))));
    assert_int_equal(count, 31);
}

static void korean_words_lose_their_particles(void **state) {
    (void)state;
    static const char *const cases[][2] = {
        {"바이러스가", "바이러스"},
        {"바이러스를", "바이러스"},
        {"정부는", "정부"},
        {"국민은", "국민"},
        {"국민이", "국민"},
        {"도시와", "도시"},
        {"서울과", "서울"},
        {"서울로", "서울"},
        {"부산으로", "부산"},
        {"학교로", "학교"},
        {"학교에서", "학교"},
        {"학교에서는", "학교"},
        {"친구에게", "친구"},
        {"친구한테", "친구"},
        {"서울까지", "서울"},
        {"서울부터", "서울"},
        {"바람처럼", "바람"},
        {"작년보다", "작년"},
        {"사람마다", "사람"},
        {"이름조차", "이름"},
        {"대통령이라도", "대통령"},
        {"조사했다", "조사"},
        {"조사하는", "조사"},
        {"조사됐다", "조사"},
        {"조사했습니다", "조사"},
        {"문제이다", "문제"},
        {"대통령이었다", "대통령"},
        {"TV가", "TV"},
        {"NATO는", "NATO"},
        // The condition on the final consonant keeps these whole.
        {"마을", "마을"},
        {"인은", "인은"},
        {"계획를", "계획를"},
        {"사회과", "사회과"},
        {"부산로", "부산로"},
        // Too little would stay, or there is nothing to take off.
        {"우리는", "우리"},
        {"나는", "나는"},
        {"지도", "지도"},
        {"대한민국", "대한민국"},
        {"3만", "3만"},
        {"word", "word"},
        {"", ""},
        {"는", "는"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_slice(rubric_korean_stem(s(cases[i][0])), cases[i][1]);
}

// What is left of a text of hostile bytes is a beginning of it.
static void any_bytes_have_words(void **state) {
    uint32_t seed = 3;
    char text[96];
    for (int round = 0; round < 5000; round++) {
        for (size_t i = 0; i < sizeof text; i++) {
            seed = seed * 1664525 + 1013904223;
            text[i] = round % 2 ? (char)(seed >> 24)
                                : "aB1 .-\xED\x95\x9C\xEC\x9D\x80\xE2\x80\x8D#@"[seed >> 28];
        }
        rubric_slice slice = rubric_slice_make(text, sizeof text);
        rubric_buffer out;
        rubric_buffer_init(&out, *state);
        rubric_text_shape(&out, slice);
        assert_false(out.failed);
        rubric_buffer_clear(&out);
        assert_true(rubric_korean_stem(slice).size <= slice.size);
        rubric_overlap overlap;
        assert_int_equal(rubric_text_overlap(&overlap, *state, slice, slice, 2, NULL), RUBRIC_OK);
        assert_true(rubric_overlap_resemblance(overlap) == 1);
        size_t begin, end;
        rubric_ngrams walk = rubric_ngrams_of_characters(slice, 3);
        while (rubric_ngrams_next(&walk, &begin, &end))
            assert_true(begin < end && end <= slice.size);
    }
}

static double seconds_for(rubric_context *context, const char *part, size_t bytes) {
    rubric_buffer text;
    double best = 1e9;
    rubric_buffer_init(&text, context);
    while (text.size < bytes)
        rubric_buffer_put_string(&text, part);
    rubric_slice slice = rubric_buffer_slice(&text);
    for (int turn = 0; turn < 3; turn++) {
        size_t begin, end;
        rubric_overlap overlap;
        clock_t before = clock();
        rubric_ngrams words = rubric_ngrams_of_words(slice, 20);
        while (rubric_ngrams_next(&words, &begin, &end))
            continue;
        rubric_ngrams characters = rubric_ngrams_of_characters(slice, 20);
        while (rubric_ngrams_next(&characters, &begin, &end))
            continue;
        rubric_text_simhash(slice);
        assert_int_equal(rubric_text_overlap(&overlap, context, slice, slice, 3, NULL), RUBRIC_OK);
        double seconds = (double)(clock() - before) / CLOCKS_PER_SEC;
        best = seconds < best ? seconds : best;
    }
    rubric_buffer_clear(&text);
    return best + 1e-4;
}

// What is quadratic takes 16 times as long each time; a busy machine disturbs some times only.
static bool is_linear(rubric_context *context, const char *part) {
    for (int attempt = 0; attempt < 5; attempt++) {
        double one = seconds_for(context, part, 100 * 1000);
        if (seconds_for(context, part, 400 * 1000) < 6 * one)
            return true;
    }
    return false;
}

// Words, one endless word, marks, flags and joiners without end.
static void four_times_the_text_takes_less_than_six_times_as_long(void **state) {
    static const char *const parts[] = {"one two, three. ", "word",
                                        "\xCC\x81",         "\xF0\x9F\x87\xA9",
                                        "\xE2\x80\x8D",     "\xED\x95\x9C \xEA\xB5\xAD "};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        assert_true(is_linear(*state, parts[i]));
}

// Ten million marks are one word, flags and joiners without end no worse.
static void huge_texts_have_an_end(void **state) {
    static const char *const parts[] = {"\xCC\x81", "\xF0\x9F\x87\xA9", "\xE2\x80\x8D"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        rubric_buffer text, shape;
        size_t begin, end, count = 0;
        rubric_buffer_init(&text, *state);
        rubric_buffer_init(&shape, *state);
        for (size_t part = 0; part < 10 * 1000 * 1000 / (i + 1); part++)
            rubric_buffer_put_string(&text, parts[i]);
        rubric_slice slice = rubric_buffer_slice(&text);
        rubric_text_shape(&shape, slice);
        assert_true(!shape.failed && shape.size > 0);
        rubric_ngrams walk = rubric_ngrams_of_characters(slice, 2);
        while (rubric_ngrams_next(&walk, &begin, &end))
            count++;
        assert_true(count < slice.size);
        rubric_text_simhash(slice);
        assert_true(rubric_korean_stem(slice).size == slice.size);
        rubric_buffer_clear(&text);
        rubric_buffer_clear(&shape);
    }
}

static rubric_status use_memory(rubric_context *context) {
    rubric_overlap overlap;
    rubric_stemmer *stemmer = NULL;
    rubric_buffer out;
    rubric_buffer_init(&out, context);
    rubric_status status = rubric_text_overlap(&overlap, context, s("a b c"), s("b c"), 2, NULL);
    if (status == RUBRIC_OK)
        status = rubric_stemmer_new(&stemmer, context, s("ko"), NULL);
    if (status == RUBRIC_OK) {
        rubric_stemmer_stem(stemmer, &out, s("\xED\x95\x99\xEA\xB5\x90\xEB\x8A\x94"));
        rubric_text_shape(&out, s("Word"));
        status = out.failed ? RUBRIC_ERROR_MEMORY : RUBRIC_OK;
    }
    rubric_buffer_clear(&out);
    rubric_stemmer_free(stemmer);
    return status;
}

static void memory_may_fail(void **state) {
    (void)state;
    fail_every_allocation(use_memory);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        CONTEXT_TEST(a_shape_says_what_characters_look_like),
        CONTEXT_TEST(ngrams_are_runs_of_neighbours),
        cmocka_unit_test(shingles_are_hashes_of_neighbours),
        cmocka_unit_test(fingerprints_are_for_good),
        CONTEXT_TEST(resemblance_is_the_share_of_shingles),
        cmocka_unit_test(simhashes_of_like_texts_are_near),
        CONTEXT_TEST(stems_are_of_a_language),
        cmocka_unit_test(korean_words_lose_their_particles),
        CONTEXT_TEST(any_bytes_have_words),
        CONTEXT_TEST(four_times_the_text_takes_less_than_six_times_as_long),
        CONTEXT_TEST(huge_texts_have_an_end),
        cmocka_unit_test(memory_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
