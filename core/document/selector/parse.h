// SPDX-License-Identifier: MIT
// The grammar of selectors, which builds what selector.h describes.
#ifndef RUBRIC_DOCUMENT_SELECTOR_PARSE_H
#define RUBRIC_DOCUMENT_SELECTOR_PARSE_H

#include "document/selector/lexer.h"

/** The tests of one compound while it is read. */
struct compound_parts {
    struct test *first, *last;
    uint32_t count;
    rubric_kind kind; // of the kind that it names; RUBRIC_KIND_NONE: none
};

/** A test at the end of a compound; NULL when memory ran out or there are too many. */
struct test *rubric_parse_add_test(struct selector_lexer *lexer, struct compound_parts *parts,
                                   enum test_kind kind);

/** A list of alternatives up to `)` or the end; `relative`: each may begin with a combinator. */
const struct chain *rubric_parse_list(struct selector_lexer *lexer, bool relative);

/** Behind `[`: a field or an attribute, perhaps compared. */
bool rubric_parse_brackets(struct selector_lexer *lexer, struct compound_parts *parts);

/** Behind `:`. */
bool rubric_parse_pseudo(struct selector_lexer *lexer, struct compound_parts *parts);

#endif
