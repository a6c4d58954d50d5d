// SPDX-License-Identifier: MIT
// Whether a node is what a compiled selector says. Each look at a node is charged, so that a
// selector with many relations cannot take unbounded time on a deep tree.
#include "document/selector/selector.h"

#include "document/document.h"

void rubric_matching_settle(struct matching *matching) {
    matching->stopped = !rubric_context_charge(matching->context, matching->steps);
    matching->steps = 0;
}

// How a chain ends on the way to the left. What fails for all ancestors or siblings alike is said
// so, and no other one is tried: without that, a chain would be tried in every combination.
enum verdict { MATCHES, FAILS_HERE, FAILS_SIBLINGS, FAILS_ALL };

static enum verdict match_chain(struct matching *matching, const struct compound *compound,
                                rubric_node node, uint32_t anchor);

// Among few siblings looking again is cheaper than remembering.
enum {
    FEW_SIBLINGS = 16,
    MEMO_PLACES =
        sizeof((rubric_selector_memo *)0)->places / sizeof((rubric_selector_memo *)0)->places[0]
};

// What is known of a step below a parent, or UINT32_MAX.
static uint32_t recall(const struct matching *matching, const struct compound *step,
                       uint32_t parent) {
    size_t place = (((uintptr_t)step >> 4) * 31 + parent) % MEMO_PLACES;
    bool is_known = matching->memo->places[place].step == step &&
                    matching->memo->places[place].parent == parent;
    return is_known ? matching->memo->places[place].found : UINT32_MAX;
}

static uint32_t remember(const struct matching *matching, const struct compound *step,
                         uint32_t parent, uint32_t found) {
    size_t place = (((uintptr_t)step >> 4) * 31 + parent) % MEMO_PLACES;
    matching->memo->places[place].step = step;
    matching->memo->places[place].parent = parent;
    matching->memo->places[place].found = found;
    return found;
}

// Among many siblings: the first one that matches `left` decides for all behind it.
static enum verdict match_many_earlier(struct matching *matching, const struct compound *left,
                                       rubric_node node) {
    rubric_node parent = rubric_node_parent(node);
    uint32_t first = recall(matching, left, parent.id);
    if (first == UINT32_MAX) {
        rubric_node child = rubric_node_first(parent);
        while (child.id && match_chain(matching, left, child, 0) != MATCHES && !matching->stopped)
            child = rubric_node_next(child);
        first = remember(matching, left, parent.id, child.id);
    }
    rubric_node found = node_value(node.document, first);
    bool is_earlier = found.id && rubric_node_index(found) < rubric_node_index(node);
    return is_earlier ? MATCHES : FAILS_SIBLINGS;
}

static enum verdict match_earlier(struct matching *matching, const struct compound *left,
                                  rubric_node node, uint32_t anchor) {
    uint32_t seen = 0;
    rubric_node earlier = rubric_node_previous(node);
    for (; earlier.id; earlier = rubric_node_previous(earlier)) {
        if (++seen > FEW_SIBLINGS && matching->memo && !anchor && rubric_node_parent(node).id)
            return match_many_earlier(matching, left, node);
        enum verdict verdict = match_chain(matching, left, earlier, anchor);
        if (verdict != FAILS_HERE)
            return verdict;
    }
    return FAILS_SIBLINGS;
}

static enum verdict match_ancestor(struct matching *matching, const struct compound *left,
                                   rubric_node node, uint32_t anchor) {
    while ((node = rubric_node_parent(node)).id) {
        enum verdict verdict = match_chain(matching, left, node, anchor);
        if (verdict == MATCHES || verdict == FAILS_ALL)
            return verdict;
    }
    return FAILS_ALL;
}

static bool nth_matches(const struct test *test, rubric_node node) {
    int64_t index =
        test->kind == TEST_NTH_CHILD ? rubric_node_index(node) : rubric_node_index_from_end(node);
    int64_t rest = index - test->offset;
    return test->step == 0 ? rest == 0 : rest % test->step == 0 && rest / test->step >= 0;
}

static bool contains(const struct test *test, rubric_node node) {
    rubric_buffer text;
    rubric_buffer_init(&text, node.document->context);
    rubric_node_text(&text, node);
    rubric_context_charge(node.document->context, text.size);
    bool found = rubric_slice_find(rubric_buffer_slice(&text), test->value, 0) != SIZE_MAX;
    rubric_buffer_clear(&text);
    return found;
}

// ---- :has() ------------------------------------------------------------------------------

static bool is_single(const struct chain *chain) {
    return chain->last->left->left == NULL; // the anchor and one compound
}

// Whether a node in the subtree of `root` ends the chain that begins at the anchor.
static bool has_below(struct matching *matching, const struct chain *chain, rubric_node root,
                      bool with_root, uint32_t anchor) {
    rubric_cursor cursor = rubric_cursor_begin(root);
    while (!matching->stopped && rubric_cursor_next(&cursor))
        if (cursor.entering && (with_root || cursor.node.id != root.id) &&
            match_chain(matching, chain->last, cursor.node, anchor) == MATCHES)
            return true;
    return false;
}

static bool has_child(struct matching *matching, const struct chain *chain, rubric_node node) {
    rubric_node child = rubric_node_first(node);
    for (; child.id && !matching->stopped; child = rubric_node_next(child))
        if (match_chain(matching, chain->last, child, node.id) == MATCHES)
            return true;
    return false;
}

// Among many siblings: the last one that matches decides for all before it.
static bool has_among_many(struct matching *matching, const struct chain *chain, rubric_node node) {
    rubric_node parent = rubric_node_parent(node);
    const struct compound *compound = chain->last;
    uint32_t last = recall(matching, compound, parent.id);
    if (last == UINT32_MAX) {
        struct compound alone = {COMBINE_NONE, compound->tests, NULL};
        rubric_node child = rubric_node_last(parent);
        while (child.id && match_chain(matching, &alone, child, 0) != MATCHES && !matching->stopped)
            child = rubric_node_previous(child);
        last = remember(matching, compound, parent.id, child.id);
    }
    rubric_node found = node_value(node.document, last);
    return found.id && rubric_node_index(found) > rubric_node_index(node);
}

static bool has_later(struct matching *matching, const struct chain *chain, rubric_node node) {
    uint32_t seen = 0;
    bool single = is_single(chain);
    rubric_node later = rubric_node_next(node);
    for (; later.id && !matching->stopped; later = rubric_node_next(later)) {
        if (single && ++seen > FEW_SIBLINGS && matching->memo && rubric_node_parent(node).id)
            return has_among_many(matching, chain, node);
        if (single ? match_chain(matching, chain->last, later, node.id) == MATCHES
                   : has_below(matching, chain, later, true, node.id))
            return true;
    }
    return false;
}

// Whether all that `+ x …` can end at is the next sibling or stands in it.
static bool stays_in_next(const struct chain *chain) {
    const struct compound *compound = chain->last;
    while (compound->left->left && compound->left->left->left)
        compound = compound->left;
    return !compound->left->left || compound->combinator == COMBINE_DESCENDANT ||
           compound->combinator == COMBINE_CHILD;
}

static bool has(struct matching *matching, const struct chain *chain, rubric_node node) {
    if (chain->lead == COMBINE_DESCENDANT || chain->lead == COMBINE_CHILD)
        return chain->lead == COMBINE_CHILD && is_single(chain)
                   ? has_child(matching, chain, node)
                   : has_below(matching, chain, node, false, node.id);
    if (chain->lead == COMBINE_LATER || !stays_in_next(chain))
        return has_later(matching, chain, node);
    rubric_node next = rubric_node_next(node);
    if (!next.id)
        return false;
    return is_single(chain) ? match_chain(matching, chain->last, next, node.id) == MATCHES
                            : has_below(matching, chain, next, true, node.id);
}

static bool has_any(struct matching *matching, const struct chain *chain, rubric_node node) {
    for (; chain; chain = chain->next)
        if (has(matching, chain, node))
            return true;
    return false;
}

// ---- Tests -------------------------------------------------------------------------------

static bool is_empty(rubric_node node) {
    return !rubric_node_first(node).id && node_of(node)->text_begin == node_of(node)->text_end;
}

static bool test_matches(struct matching *matching, const struct test *test, rubric_node node,
                         uint32_t anchor) {
    rubric_slice value;
    switch (test->kind) {
    case TEST_ANY:
        return true;
    case TEST_KIND:
        return rubric_node_kind(node) == test->node_kind;
    case TEST_ELEMENT:
        return rubric_element_test(test, node);
    case TEST_ID:
        return rubric_node_attribute(node, rubric_slice_make("id", 2), &value) &&
               rubric_slice_equal(value, test->name);
    case TEST_CLASS:
        return rubric_node_has_class(node, test->name);
    case TEST_FIELD:
        return rubric_field_test(test, node);
    case TEST_ATTRIBUTE:
        return rubric_attribute_test(test, node);
    case TEST_NOT:
        return !rubric_chains_match(matching, test->list, node);
    case TEST_IS:
        return rubric_chains_match(matching, test->list, node);
    case TEST_HAS:
        return has_any(matching, test->list, node);
    case TEST_ANCHOR:
        return node.id == anchor;
    case TEST_FIRST_CHILD:
        return !node_of(node)->previous;
    case TEST_LAST_CHILD:
        return !node_of(node)->next;
    case TEST_ONLY_CHILD:
        return !node_of(node)->previous && !node_of(node)->next;
    case TEST_EMPTY:
        return is_empty(node);
    case TEST_ROOT:
        return rubric_node_kind(node) == RUBRIC_KIND_DOCUMENT;
    case TEST_CONTAINS:
        return contains(test, node);
    default:
        return nth_matches(test, node);
    }
}

// Matches a chain from right to left; recursion is as deep as the chain is long.
static enum verdict match_chain(struct matching *matching, const struct compound *compound,
                                rubric_node node, uint32_t anchor) {
    if (!matching_step(matching))
        return FAILS_ALL;
    for (const struct test *test = compound->tests; test; test = test->next)
        if (!test_matches(matching, test, node, anchor))
            return FAILS_HERE;
    if (!compound->left)
        return MATCHES;
    switch (compound->combinator) {
    case COMBINE_DESCENDANT:
        return match_ancestor(matching, compound->left, node, anchor);
    case COMBINE_LATER:
        return match_earlier(matching, compound->left, node, anchor);
    case COMBINE_CHILD:
        node = rubric_node_parent(node);
        return node.id ? match_chain(matching, compound->left, node, anchor) : FAILS_ALL;
    default:
        node = rubric_node_previous(node);
        return node.id ? match_chain(matching, compound->left, node, anchor) : FAILS_SIBLINGS;
    }
}

bool rubric_chain_matches(struct matching *matching, const struct chain *chain, rubric_node node) {
    return match_chain(matching, chain->last, node, 0) == MATCHES && !matching->stopped;
}

bool rubric_chains_match(struct matching *matching, const struct chain *chains, rubric_node node) {
    for (; chains; chains = chains->next)
        if (rubric_chain_matches(matching, chains, node))
            return true;
    return false;
}
