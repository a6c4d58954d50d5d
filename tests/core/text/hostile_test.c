// SPDX-License-Identifier: MIT
// Hostile input for everything that reads text: broken bytes do no harm, and nothing is quadratic.
#include <time.h>

#include "core/fixture.h"
#include "rubric/match.h"
#include "rubric/text.h"

typedef struct subject {
    rubric_slice text;
    rubric_context *context;
    rubric_buffer out;
} subject;

typedef void (*work)(subject *self);

static void cut_boundaries(subject *self, rubric_boundary kind) {
    size_t count = rubric_boundary_count(kind, self->text), found = 0;
    for (size_t at = 0; at < self->text.size; found++) {
        size_t end = rubric_boundary_next(kind, self->text, at);
        assert_true(end > at && end <= self->text.size);
        at = end;
    }
    assert_int_equal(found, count);
}

static void cut_graphemes(subject *self) {
    cut_boundaries(self, RUBRIC_BOUNDARY_GRAPHEME);
}
static void cut_words(subject *self) {
    cut_boundaries(self, RUBRIC_BOUNDARY_WORD);
}
static void cut_standard_sentences(subject *self) {
    cut_boundaries(self, RUBRIC_BOUNDARY_SENTENCE);
}
static void cut_lines(subject *self) {
    cut_boundaries(self, RUBRIC_BOUNDARY_LINE);
}

static void cut_tokens(subject *self) {
    rubric_token token;
    size_t at = 0;
    for (; rubric_token_next(&token, self->text, at); at = token.end)
        assert_true(token.begin == at && token.end > at);
    assert_int_equal(at, self->text.size);
}

static void cut_sentences(subject *self) {
    size_t begin, end;
    for (size_t at = 0; rubric_sentence_next(&begin, &end, self->text, at, NULL); at = end)
        assert_true(begin >= at && end > begin && end <= self->text.size);
}

static void lay_out(subject *self) {
    const rubric_wrap_options options = {.width = 20, .cut_long = true};
    rubric_text_wrap(&self->out, self->text, &options);
    self->out.size = 0;
    rubric_text_pad(&self->out, self->text, 10, RUBRIC_SIDE_BOTH);
    rubric_text_width_from(self->text, 3, 8);
    for (rubric_unit unit = RUBRIC_UNIT_GRAPHEMES; unit <= RUBRIC_UNIT_COLUMNS; unit++)
        assert_true(rubric_text_fit(self->text, unit, 1000000000) <= self->text.size);
}

static void change_form(subject *self) {
    for (rubric_form form = RUBRIC_FORM_NFC; form <= RUBRIC_FORM_NFKD; form++) {
        self->out.size = 0;
        rubric_text_normalize(&self->out, self->text, form);
    }
    self->out.size = 0;
    rubric_text_unaccent(&self->out, self->text);
    self->out.size = 0;
    rubric_text_squeeze(&self->out, self->text);
}

static void put_in_order(subject *self) {
    static const rubric_collation_options options = {.has_numbers = true};
    int order;
    size_t half = self->text.size / 2;
    self->out.size = 0;
    rubric_text_sort_key(&self->out, self->text, &options);
    assert_int_equal(
        rubric_text_compare(&order, self->context, rubric_slice_part(self->text, 0, half),
                            rubric_slice_part(self->text, half, self->text.size), &options, NULL),
        RUBRIC_OK);
}

static void identify(subject *self) {
    rubric_guess guesses[4];
    assert_true(rubric_language_identify(guesses, 4, self->text, NULL, 0) <= 4);
    rubric_text_script(self->text);
}

static const struct {
    const char *name;
    work run;
} works[] = {
    {"graphemes", cut_graphemes},
    {"words", cut_words},
    {"sentences of the standard", cut_standard_sentences},
    {"lines", cut_lines},
    {"tokens", cut_tokens},
    {"sentences", cut_sentences},
    {"layout", lay_out},
    {"forms", change_form},
    {"language", identify},
    {"order", put_in_order},
};

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

static void run_on(work run, rubric_slice text) {
    subject self = {.text = text, .context = new_context(0, 0)};
    rubric_buffer_init(&self.out, self.context);
    run(&self);
    rubric_buffer_clear(&self.out);
    rubric_context_free(self.context);
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
