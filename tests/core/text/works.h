// SPDX-License-Identifier: MIT
// Everything that reads text, by name, for tests that give it hostile or large input.
#ifndef RUBRIC_TESTS_CORE_TEXT_WORKS_H
#define RUBRIC_TESTS_CORE_TEXT_WORKS_H

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
    {"order", put_in_order},
    {"language", identify},
};

static inline void run_on(work run, rubric_slice text) {
    subject self = {.text = text, .context = new_context(0, 0)};
    rubric_buffer_init(&self.out, self.context);
    run(&self);
    rubric_buffer_clear(&self.out);
    rubric_context_free(self.context);
}

#endif
