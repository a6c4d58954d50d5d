// SPDX-License-Identifier: MIT
// The names of HTML elements, and the kinds that stand for them.
#ifndef RUBRIC_DOCUMENT_ELEMENTS_H
#define RUBRIC_DOCUMENT_ELEMENTS_H

#include <rubric/document.h>

/** What an HTML element is in a document. */
struct rubric_element {
    const char *name;
    rubric_kind kind; // RUBRIC_KIND_NONE: a known name without a kind of its own
    int detail;       // heading: level; list: 1 when ordered; -1: nothing more to say
};

/** The row of an element name in lower case; NULL for an unknown one. */
const struct rubric_element *rubric_element_find(rubric_slice name);

/** The first row of a kind with that detail; NULL when there is none. */
const struct rubric_element *rubric_element_of(rubric_kind kind, int detail);
/** The row at an index below RUBRIC_ELEMENT_LIMIT; NULL past the last. */
const struct rubric_element *rubric_element_at(size_t index);
enum { RUBRIC_ELEMENT_LIMIT = 200 };

#endif
