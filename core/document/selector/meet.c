// SPDX-License-Identifier: MIT
// Whether two selectors could ever match one node, as far as they say it themselves: a doubt counts
// as yes.
#include "document/selector/selector.h"

#include "document/document.h"

static bool begins_with(rubric_slice text, rubric_slice prefix) {
    return text.size >= prefix.size &&
           rubric_slice_equal(rubric_slice_part(text, 0, prefix.size), prefix);
}

// The numbers that a comparison allows, ends included; false when it is none of numbers.
static bool find_range(const struct test *test, double *low, double *high) {
    *low = -1e300;
    *high = 1e300;
    if (test->kind != TEST_FIELD || rubric_field_type_of(test->field) != RUBRIC_FIELD_INTEGER)
        return false;
    if (test->comparison == EQUAL || test->comparison >= GREATER)
        *low = test->number + (test->comparison == GREATER);
    if (test->comparison == EQUAL || test->comparison == LESS || test->comparison == LESS_EQUAL)
        *high = test->number - (test->comparison == LESS);
    return test->comparison <= GREATER_EQUAL && test->comparison != NOT_EQUAL;
}

static bool values_exclude(const struct test *a, const struct test *b) {
    double low_a, high_a, low_b, high_b;
    if (find_range(a, &low_a, &high_a) && find_range(b, &low_b, &high_b))
        return high_a < low_b || high_b < low_a;
    if (a->comparison == EQUAL && b->comparison == EQUAL)
        return !rubric_slice_equal(a->value, b->value);
    if (a->comparison == EQUAL && b->comparison == NOT_EQUAL)
        return rubric_slice_equal(a->value, b->value);
    if (a->comparison == EQUAL && b->comparison == BEGINS)
        return !begins_with(a->value, b->value);
    return a->comparison == BEGINS && b->comparison == BEGINS && !begins_with(a->value, b->value) &&
           !begins_with(b->value, a->value);
}

static bool is_same_test(const struct test *a, const struct test *b) {
    return a->kind == b->kind && a->comparison == b->comparison && a->node_kind == b->node_kind &&
           a->field == b->field && a->list == b->list && a->step == b->step &&
           a->offset == b->offset && rubric_slice_equal(a->name, b->name) &&
           rubric_slice_equal(a->value, b->value);
}

// Whether :not() refuses just what the other test asks for.
static bool refuses(const struct test * not, const struct test *test) {
    for (const struct chain *chain = not ->list; chain; chain = chain->next)
        if (!chain->last->left && !chain->last->tests->next &&
            is_same_test(chain->last->tests, test))
            return true;
    return false;
}

// Two elements stand for one kind where nothing was read, as `b` and `strong` do.
static bool elements_exclude(const struct test *a, const struct test *b) {
    if (rubric_slice_equal(a->name, b->name))
        return false;
    return a->node_kind != b->node_kind || a->level != b->level ||
           a->node_kind == RUBRIC_KIND_NONE || a->node_kind == RUBRIC_KIND_DIV ||
           a->node_kind == RUBRIC_KIND_SPAN;
}

static bool tests_exclude(const struct test *a, const struct test *b) {
    if (a->kind == TEST_NOT)
        return refuses(a, b);
    if (a->kind != b->kind)
        return false;
    switch (a->kind) {
    case TEST_KIND:
        return a->node_kind != b->node_kind;
    case TEST_ELEMENT:
        return elements_exclude(a, b);
    case TEST_ID:
        return !rubric_slice_equal(a->name, b->name);
    case TEST_FIELD:
        return a->field == b->field && values_exclude(a, b);
    case TEST_ATTRIBUTE:
        return rubric_slice_equal(a->name, b->name) && values_exclude(a, b);
    default:
        return false;
    }
}

static bool chains_may_meet(const struct chain *a, const struct chain *b) {
    if ((rubric_chain_kinds(a) & rubric_chain_kinds(b)) == 0)
        return false;
    for (const struct test *x = a->last->tests; x; x = x->next)
        for (const struct test *y = b->last->tests; y; y = y->next)
            if (tests_exclude(x, y) || tests_exclude(y, x))
                return false;
    return true;
}

bool rubric_selectors_may_tie(const rubric_selector *a, const rubric_selector *b) {
    for (const struct chain *x = a->chains; x; x = x->next)
        for (const struct chain *y = b->chains; y; y = y->next)
            if (x->weight == y->weight && chains_may_meet(x, y))
                return true;
    return false;
}

bool rubric_selector_may_match(const rubric_selector *selector, rubric_kind kind) {
    return selector->kinds >> kind & 1;
}
