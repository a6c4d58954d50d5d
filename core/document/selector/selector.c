// SPDX-License-Identifier: MIT
// Selectors as a whole: compiling, freeing, and what follows from one alone: how specific it is,
// and which kinds of nodes it can match.
#include "document/selector/selector.h"

#include "document/selector/parse.h"

static uint64_t kinds_with_field(rubric_field field) {
    uint64_t kinds = 0;
    for (int kind = RUBRIC_KIND_DOCUMENT; kind < RUBRIC_KIND_COUNT; kind++)
        if (rubric_kind_has_field((rubric_kind)kind, field))
            kinds |= UINT64_C(1) << kind;
    return kinds;
}

static uint64_t kinds_of_list(const struct chain *chain) {
    uint64_t kinds = 0;
    for (; chain; chain = chain->next)
        kinds |= rubric_chain_kinds(chain);
    return kinds;
}

_Static_assert(RUBRIC_KIND_COUNT <= 64, "a set of kinds is 64 bits");

uint64_t rubric_chain_kinds(const struct chain *chain) {
    uint64_t kinds = UINT64_MAX;
    for (const struct test *test = chain->last->tests; test; test = test->next) {
        if (test->kind == TEST_KIND)
            kinds &= UINT64_C(1) << test->node_kind;
        else if (test->kind == TEST_FIELD && test->field != RUBRIC_FIELD_NONE)
            kinds &= kinds_with_field(test->field);
        else if (test->kind == TEST_IS)
            kinds &= kinds_of_list(test->list);
    }
    return kinds;
}

static bool looks_at_kinds_only(const struct chain *chain) {
    for (const struct test *test = chain->last->tests; test; test = test->next)
        if (test->kind != TEST_KIND && test->kind != TEST_ANY)
            return false;
    return chain->last->left == NULL;
}

// Ids, then classes and the like, then kinds, ten bits each: no number of one outweighs the next.
enum { WEIGHT_BITS = 10, WEIGHT_MOST = (1 << WEIGHT_BITS) - 1 };

static uint32_t part_of(uint32_t weight, int place) {
    return weight >> place * WEIGHT_BITS & WEIGHT_MOST;
}

static uint32_t add_weights(uint32_t a, uint32_t b) {
    uint32_t sum = 0;
    for (int place = 0; place < 3; place++) {
        uint32_t part = part_of(a, place) + part_of(b, place);
        sum |= (part < WEIGHT_MOST ? part : WEIGHT_MOST) << place * WEIGHT_BITS;
    }
    return sum;
}

static uint32_t most_of_list(const struct chain *chain) {
    uint32_t most = 0;
    for (; chain; chain = chain->next)
        most = chain->weight > most ? chain->weight : most;
    return most;
}

// As CSS counts (Selectors Level 4, section 17): :not(), :is() and :has() weigh what their most
// specific argument does. An element weighs two kinds, since it is one kind and narrower.
static uint32_t weight_of(const struct test *test) {
    switch (test->kind) {
    case TEST_ID:
        return 1 << 2 * WEIGHT_BITS;
    case TEST_ANY:
    case TEST_ANCHOR:
        return 0;
    case TEST_KIND:
        return 1;
    case TEST_ELEMENT:
        return 2;
    case TEST_NOT:
    case TEST_IS:
    case TEST_HAS:
        return most_of_list(test->list);
    default:
        return 1 << WEIGHT_BITS;
    }
}

uint32_t rubric_chain_weight(const struct chain *chain) {
    uint32_t weight = 0;
    for (const struct compound *compound = chain->last; compound; compound = compound->left)
        for (const struct test *test = compound->tests; test; test = test->next)
            weight = add_weights(weight, weight_of(test));
    return weight;
}

uint32_t rubric_selector_specificity(const rubric_selector *selector) {
    return most_of_list(selector->chains);
}

static bool compile(struct selector_lexer *lexer) {
    rubric_lexer_skip_blanks(lexer);
    if (lexer->at == lexer->text.size)
        return rubric_lexer_fail(lexer, 0, "the selector is empty; '*' is every node");
    lexer->selector->chains = rubric_parse_list(lexer, false);
    if (!lexer->selector->chains)
        return false;
    if (lexer->at < lexer->text.size)
        return rubric_lexer_fail(lexer, lexer->at, "this ')' closes nothing");
    return true;
}

rubric_status rubric_selector_new(rubric_selector **out, rubric_context *context, rubric_slice text,
                                  rubric_error *error) {
    if (rubric_is_missing(out, "out", error) || rubric_is_missing(context, "context", error))
        return RUBRIC_ERROR_ARGUMENT;
    rubric_selector *selector = rubric_context_allocate(context, sizeof *selector);
    if (!selector)
        return rubric_context_error(context, error);
    memset(selector, 0, sizeof *selector);
    selector->context = context;
    rubric_status status = rubric_arena_new(&selector->arena, context, error);
    struct selector_lexer lexer = {selector, {NULL, 0}, 0, 0, error, false};
    if (status == RUBRIC_OK)
        lexer.text = rubric_arena_copy(selector->arena, text);
    bool done = status == RUBRIC_OK && (lexer.text.bytes || !text.size) && compile(&lexer);
    if (!done) {
        rubric_selector_free(selector);
        rubric_status failure = rubric_context_status(context);
        return status != RUBRIC_OK    ? status
               : failure != RUBRIC_OK ? rubric_context_error(context, error)
                                      : RUBRIC_ERROR_SYNTAX;
    }
    selector->kinds = kinds_of_list(selector->chains);
    selector->only_kinds = true;
    for (const struct chain *chain = selector->chains; chain; chain = chain->next)
        selector->only_kinds = selector->only_kinds && looks_at_kinds_only(chain);
    *out = selector;
    return RUBRIC_OK;
}

void rubric_selector_free(rubric_selector *selector) {
    if (!selector)
        return;
    rubric_arena_free(selector->arena);
    rubric_context_release(selector->context, selector, sizeof *selector);
}
