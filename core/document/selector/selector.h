// SPDX-License-Identifier: MIT
// A compiled selector: alternatives, each a chain of compounds, each a run of tests. All of it lies
// in one arena, linked by pointers, and never changes after compiling.
#ifndef RUBRIC_DOCUMENT_SELECTOR_H
#define RUBRIC_DOCUMENT_SELECTOR_H

#include <rubric/document.h>

enum {
    SELECTOR_DEPTH = 8,  // nesting of :not(), :is() and :has()
    SELECTOR_STEPS = 16, // compounds of one chain
    SELECTOR_TESTS = 32  // tests of one compound
};

enum test_kind {
    TEST_ANY,
    TEST_KIND,
    TEST_ELEMENT,
    TEST_ID,
    TEST_CLASS,
    TEST_FIELD,
    TEST_ATTRIBUTE,
    TEST_NOT,
    TEST_IS,
    TEST_HAS,
    TEST_ANCHOR, // the node that :has() is asked about
    TEST_FIRST_CHILD,
    TEST_LAST_CHILD,
    TEST_ONLY_CHILD,
    TEST_NTH_CHILD,
    TEST_NTH_LAST_CHILD,
    TEST_EMPTY,
    TEST_ROOT,
    TEST_CONTAINS
};

enum comparison {
    IS_PRESENT,
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_EQUAL,
    GREATER,
    GREATER_EQUAL,
    BEGINS,
    ENDS,
    HOLDS,
    HAS_WORD
};

/** How a compound relates to the one on its left. */
enum combinator { COMBINE_NONE, COMBINE_DESCENDANT, COMBINE_CHILD, COMBINE_NEXT, COMBINE_LATER };

struct chain;

struct test {
    enum test_kind kind;
    enum comparison comparison;
    rubric_kind node_kind;    // TEST_KIND; of TEST_ELEMENT: what stands for it without a name
    int level;                // TEST_ELEMENT h1 to h6: the level; ul and ol: 0 and 1; else -1
    rubric_field field;       // TEST_FIELD; RUBRIC_FIELD_NONE: the element name
    rubric_slice name, value; // in the selector's own text
    double number;            // the value as a number, when it is one
    bool is_number;
    int32_t step, offset;     // TEST_NTH_CHILD: step * n + offset
    const struct chain *list; // TEST_NOT, TEST_IS, TEST_HAS: the first alternative
    const struct test *next;
};

struct compound {
    enum combinator combinator;
    const struct test *tests;
    const struct compound *left; // NULL: the leftmost
};

/** One alternative of a list. */
struct chain {
    const struct compound *last; // the rightmost, which a node is held against first
    enum combinator lead;        // in :has(): how the leftmost one relates to the anchor
    uint32_t weight;             // its specificity
    const struct chain *next;
};

struct rubric_selector {
    rubric_context *context;
    rubric_arena *arena;
    const struct chain *chains;
    uint64_t kinds;  // bit by kind: which ones it can match at all
    bool only_kinds; // it looks at nothing but kinds, so that `kinds` is the answer
};

/** One question or many on a tree that stays the same meanwhile. */
struct matching {
    rubric_context *context;
    rubric_selector_memo *memo; // NULL: nothing is remembered
    uint32_t steps;             // not yet charged
    bool stopped;               // a limit was hit: nothing matches any more
};

/** Whether a node is what one of the alternatives says. */
bool rubric_chains_match(struct matching *matching, const struct chain *chains, rubric_node node);
/** Whether it is what this one says. */
bool rubric_chain_matches(struct matching *matching, const struct chain *chain, rubric_node node);

/** Whether a field or an attribute is as the test says. */
bool rubric_field_test(const struct test *test, rubric_node node);
bool rubric_attribute_test(const struct test *test, rubric_node node);

/** Whether a node is the element of that name, or of the kind that stands for it. */
bool rubric_element_test(const struct test *test, rubric_node node);

/** What the compiler notes of a chain: its specificity, and the kinds it can match, as bits. */
uint32_t rubric_chain_weight(const struct chain *chain);
uint64_t rubric_chain_kinds(const struct chain *chain);

/** Charge what was not charged yet. */
void rubric_matching_settle(struct matching *matching);

/** A step of matching: charged in batches, false once a limit is hit. */
static inline bool matching_step(struct matching *matching) {
    if (++matching->steps >= 1024)
        rubric_matching_settle(matching);
    return !matching->stopped;
}

#endif
