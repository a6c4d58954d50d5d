// SPDX-License-Identifier: MIT
// Footnotes of a document in the order in which a reader of the text meets them.
#ifndef RUBRIC_DOCUMENT_NOTES_H
#define RUBRIC_DOCUMENT_NOTES_H

#include <rubric/document.h>

/** A footnote; its number is its place in the list plus 1. */
struct note {
    rubric_slice label;
    uint32_t node;
    uint32_t references; // how many there are
    bool is_met;         // while they are counted: it has its place
};

/** A reference to a footnote that there is. */
struct note_reference {
    uint32_t node;
    uint32_t note;   // index
    uint32_t suffix; // behind the label in its id; 0: none, it is the first
};

struct notes {
    uint64_t revision; // that they were counted for
    struct note *notes;
    uint32_t count, capacity;
    struct note_reference *references; // by node, rising
    uint32_t reference_count, reference_capacity;
    uint32_t *slots; // by hash of the label: index plus 1; 0: free
    uint32_t slot_count;
};

/**
 * The footnotes: those that are referred to, as the text does first and then they themselves do, in
 * the order of their first references; then all others as they stand. Counted anew when the tree
 * was changed, in linear time. NULL when there are none, or memory ran out.
 */
const struct notes *rubric_document_notes(rubric_document *document);

/** The reference that a node is; NULL when there is no footnote of its label. */
const struct note_reference *rubric_notes_reference(const struct notes *notes, uint32_t node);

/** The footnote of a label; of several the first. NULL when there is none. */
const struct note *rubric_notes_find(const struct notes *notes, rubric_slice label);

/** The suffix of the reference behind that with `suffix`: no other label ends like that. */
uint32_t rubric_notes_next_suffix(const struct notes *notes, rubric_context *context,
                                  const struct note *note, uint32_t suffix);

void rubric_document_free_notes(rubric_document *document);

#endif
