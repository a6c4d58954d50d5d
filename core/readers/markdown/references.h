// SPDX-License-Identifier: MIT
// Link reference definitions by their label (sections 4.7 and 6.3).
#ifndef RUBRIC_READERS_MARKDOWN_REFERENCES_H
#define RUBRIC_READERS_MARKDOWN_REFERENCES_H

#include "readers/markdown/link_parts.h"

struct reference {
    rubric_slice label;        // normalized
    struct link_target target; // decoded; lives with the document
    bool is_used;              // something refers to it
};

struct references {
    rubric_document *document;
    struct reference *items;
    uint32_t count, capacity;
    uint32_t *slots; // a table of hashes: index plus 1; 0: free
    uint32_t slot_count;
    size_t expansion; // bytes that links may still take from definitions
    bool is_exhausted;
    rubric_buffer label; // scratch
};

void rubric_references_init(struct references *references, rubric_document *document);
void rubric_references_free(struct references *references);

/** Define a label, given without its brackets: a new item, whose target is to be filled in; NULL
    when the label is defined already, or memory ran out. */
struct reference *rubric_references_add(struct references *references, rubric_slice label);

/** Whether a label is defined. */
bool rubric_references_has(struct references *references, rubric_slice label);

/** The definition of a label, or NULL. The links of a document may take only so many bytes from
    definitions; beyond that nothing is found, and a diagnostic says so. */
const struct reference *rubric_references_find(struct references *references, rubric_slice label);

#endif
