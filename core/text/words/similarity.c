// SPDX-License-Identifier: MIT
// How alike two short texts are, from 0 to 1: by edits, and by Jaro and Winkler.
//
// Jaro's matches are found in linear time. Code points of `b` are taken in order, and each takes
// the first one of `a` that is the same, free and within the window. Windows only move right: of
// those that are the same, all before the last one taken are taken or lie behind the window, so a
// chain through each code point's places in `a` is walked once.
#include "distance.h"

enum { LONGEST_PREFIX = 4 };

static const double PREFIX_SCALE = 0.1, BOOST_ABOVE = 0.7;

// The places of a code point in `a`: the head of its chain, in open addressing.
typedef struct chain_head {
    uint32_t code_point, place; // place from 1; 0: a free slot, NO_PLACE: a chain at its end
} chain_head;

enum { NO_PLACE = UINT32_MAX / 2 };

typedef struct jaro {
    code_points a, b;
    rubric_context *context;
    chain_head *heads;
    uint32_t *next; // by place in a: the next one of the same code point
    bool *a_taken, *b_taken;
    size_t slots;
} jaro;

static chain_head *find_head(const jaro *self, uint32_t code_point) {
    size_t at = code_point * 2654435761u & (self->slots - 1);
    while (self->heads[at].place != 0 && self->heads[at].code_point != code_point)
        at = (at + 1) & (self->slots - 1);
    return &self->heads[at];
}

static bool make_chains(jaro *self) {
    size_t count = self->a.count;
    self->slots = 8;
    while (self->slots < count * 2)
        self->slots *= 2;
    self->heads = rubric_context_allocate(self->context, self->slots * sizeof *self->heads);
    self->next = rubric_context_allocate(self->context, (count + 1) * sizeof *self->next);
    self->a_taken = rubric_context_allocate(self->context, count);
    self->b_taken = rubric_context_allocate(self->context, self->b.count);
    if (!self->heads || !self->next || !self->a_taken || !self->b_taken)
        return false;
    memset(self->heads, 0, self->slots * sizeof *self->heads);
    memset(self->a_taken, 0, count);
    memset(self->b_taken, 0, self->b.count);
    for (size_t place = count; place > 0; place--) {
        chain_head *head = find_head(self, self->a.at[place - 1]);
        self->next[place] = head->place != 0 ? head->place : NO_PLACE;
        head->code_point = self->a.at[place - 1];
        head->place = (uint32_t)place;
    }
    return true;
}

static size_t find_matches(jaro *self) {
    size_t longer = self->a.count > self->b.count ? self->a.count : self->b.count;
    size_t window = longer / 2 > 0 ? longer / 2 - 1 : 0, matches = 0;
    for (size_t i = 0; i < self->b.count; i++) {
        chain_head *head = find_head(self, self->b.at[i]);
        while (head->place != 0 && head->place != NO_PLACE && head->place - 1 + window < i)
            head->place = self->next[head->place]; // behind the window
        if (head->place == 0 || head->place == NO_PLACE || head->place - 1 > i + window)
            continue;
        self->a_taken[head->place - 1] = self->b_taken[i] = true;
        head->place = self->next[head->place];
        matches++;
    }
    return matches;
}

// Matches that stand in another order in the other text.
static size_t count_displaced(const jaro *self) {
    size_t displaced = 0;
    for (size_t i = 0, j = 0; i < self->a.count; i++) {
        if (!self->a_taken[i])
            continue;
        while (!self->b_taken[j])
            j++;
        displaced += self->a.at[i] != self->b.at[j++];
    }
    return displaced;
}

static double jaro_of(jaro *self) {
    if (self->a.count == 0 || self->b.count == 0)
        return self->a.count == self->b.count;
    double matches = (double)find_matches(self);
    if (matches == 0)
        return 0;
    double transpositions = (double)(count_displaced(self) / 2);
    return (matches / (double)self->a.count + matches / (double)self->b.count +
            (matches - transpositions) / matches) /
           3;
}

static double boost(const jaro *self, double score) {
    size_t prefix = 0;
    while (prefix < LONGEST_PREFIX && prefix < self->a.count && prefix < self->b.count &&
           self->a.at[prefix] == self->b.at[prefix])
        prefix++;
    return score > BOOST_ABOVE ? score + (double)prefix * PREFIX_SCALE * (1 - score) : score;
}

static rubric_status find_jaro(double *out, rubric_context *context, rubric_slice a, rubric_slice b,
                               bool has_boost, rubric_error *error) {
    if (a.size >= NO_PLACE || b.size >= NO_PLACE)
        return rubric_error_set(error, RUBRIC_ERROR_LIMIT, "a text of 2 GiB or more");
    jaro self = {.context = context, .a.context = context, .b.context = context};
    // A step a byte looked at: counted, read, chained and matched.
    if (rubric_context_charge(context, 4 * (1 + (uint64_t)a.size + b.size)) &&
        rubric_points_read(&self.a, context, a) && rubric_points_read(&self.b, context, b) &&
        make_chains(&self)) {
        *out = jaro_of(&self);
        if (has_boost)
            *out = boost(&self, *out);
    }
    rubric_context_release(context, self.b_taken, self.b.count);
    rubric_context_release(context, self.a_taken, self.a.count);
    rubric_context_release(context, self.next, (self.a.count + 1) * sizeof *self.next);
    rubric_context_release(context, self.heads, self.slots * sizeof *self.heads);
    rubric_points_free(&self.a);
    rubric_points_free(&self.b);
    if (rubric_context_status(context) != RUBRIC_OK)
        return rubric_context_error(context, error);
    return RUBRIC_OK;
}

rubric_status rubric_text_similarity(double *out, rubric_context *context, rubric_slice a,
                                     rubric_slice b, rubric_measure measure, rubric_error *error) {
    if (rubric_is_missing(out, "out", error) || rubric_is_missing(context, "context", error))
        return RUBRIC_ERROR_ARGUMENT;
    if (measure == RUBRIC_MEASURE_JARO || measure == RUBRIC_MEASURE_JARO_WINKLER)
        return find_jaro(out, context, a, b, measure == RUBRIC_MEASURE_JARO_WINKLER, error);
    size_t distance;
    rubric_distance_options options = {.has_transpositions = measure == RUBRIC_MEASURE_DAMERAU};
    rubric_status status = rubric_text_distance(&distance, context, a, b, &options, error);
    if (status != RUBRIC_OK)
        return status;
    size_t a_count = rubric_points_count(a), b_count = rubric_points_count(b);
    size_t longer = a_count > b_count ? a_count : b_count;
    *out = longer > 0 ? 1 - (double)distance / (double)longer : 1;
    return RUBRIC_OK;
}
