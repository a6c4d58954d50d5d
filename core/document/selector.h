// SPDX-License-Identifier: MIT
// A compiled selector: lists of alternatives, each a chain of compounds, each a run of tests.
#ifndef RUBRIC_DOCUMENT_SELECTOR_H
#define RUBRIC_DOCUMENT_SELECTOR_H

#include <rubric/document.h>

enum { SELECTOR_DEPTH = 8 }; // nesting of :not(), :is() and :has()

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

struct test {
    enum test_kind kind;
    enum comparison comparison;
    rubric_kind node_kind;    // TEST_KIND; of TEST_ELEMENT: what stands for it without a name
    int level;                // TEST_ELEMENT h1 to h6: the level; ul and ol: 0 and 1; else -1
    rubric_field field;       // TEST_FIELD; RUBRIC_FIELD_NONE: the element name
    rubric_slice name, value; // in the selector's own text
    int32_t step, offset;     // TEST_NTH_CHILD: step * n + offset
    uint32_t list;            // TEST_NOT, TEST_IS, TEST_HAS: index of a list
};

struct compound {
    enum combinator combinator;
    uint32_t first, count; // tests
};

struct chain {
    uint32_t first, count; // compounds, from left to right
    uint32_t list;         // which list it is an alternative of
};

struct rubric_selector {
    rubric_context *context;
    rubric_arena *arena;
    struct test *tests;
    uint32_t test_count, test_capacity;
    struct compound *compounds;
    uint32_t compound_count, compound_capacity;
    struct chain *chains;
    uint32_t chain_count, chain_capacity;
    uint32_t list_count; // list 0 is the selector itself
};

#endif
