// SPDX-License-Identifier: MIT
// Footnotes in the order of their first references. Labels stand in a table of hashes, so that any
// number of footnotes and references takes linear time.
#include "document/notes.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/sort.h"
#include "document/document.h"

/* ---- Labels ---- */

// The place of a label, or the free one where it belongs. At most half of the slots are taken.
static uint32_t *slot_of(const struct notes *notes, rubric_slice label) {
    uint32_t mask = notes->slot_count - 1, at = (uint32_t)rubric_slice_hash(label) & mask;
    while (notes->slots[at] && !rubric_slice_equal(notes->notes[notes->slots[at] - 1].label, label))
        at = (at + 1) & mask;
    return &notes->slots[at];
}

const struct note *rubric_notes_find(const struct notes *notes, rubric_slice label) {
    uint32_t found = *slot_of(notes, label);
    return found ? &notes->notes[found - 1] : NULL;
}

static bool fill_slots(rubric_context *context, struct notes *notes) {
    uint32_t wanted = 16;
    while (wanted < 2 * notes->count)
        wanted *= 2;
    if (wanted != notes->slot_count) {
        rubric_context_release(context, notes->slots, notes->slot_count * sizeof(uint32_t));
        notes->slot_count = 0;
        notes->slots = rubric_context_allocate(context, wanted * sizeof(uint32_t));
        if (!notes->slots)
            return false;
        notes->slot_count = wanted;
    }
    memset(notes->slots, 0, wanted * sizeof(uint32_t));
    for (uint32_t i = 0; i < notes->count; i++) {
        uint32_t *slot = slot_of(notes, notes->notes[i].label);
        if (!*slot)
            *slot = i + 1;
    }
    return true;
}

uint32_t rubric_notes_next_suffix(const struct notes *notes, rubric_context *context,
                                  const struct note *note, uint32_t suffix) {
    rubric_buffer name;
    rubric_buffer_init(&name, context);
    suffix += suffix == 0; // the second reference has 2
    do {
        char digits[16];
        int size = snprintf(digits, sizeof digits, "-%" PRIu32, ++suffix);
        name.size = 0;
        rubric_buffer_put_slice(&name, note->label);
        rubric_buffer_put(&name, digits, (size_t)size);
    } while (!name.failed && rubric_context_charge(context, 1 + name.size) &&
             rubric_notes_find(notes, rubric_buffer_slice(&name)));
    rubric_buffer_clear(&name);
    return suffix;
}

/* ---- Counting ---- */

struct count {
    rubric_document *document;
    struct notes *notes;
    uint32_t *order;    // indices of notes as they are met
    uint32_t *suffixes; // of the last reference to each
    uint32_t met;
};

// Every footnote of the tree, as they stand.
static bool gather(rubric_document *document, struct notes *notes) {
    rubric_cursor cursor = rubric_cursor_begin(rubric_document_root(document));
    notes->count = notes->reference_count = 0;
    while (rubric_cursor_next(&cursor)) {
        rubric_kind kind = rubric_node_kind(cursor.node);
        if (!rubric_context_charge(document->context, 1))
            return false;
        if (!cursor.entering)
            continue;
        if (rubric_kind_is_leaf(kind))
            rubric_cursor_skip(&cursor);
        if (kind != RUBRIC_KIND_FOOTNOTE)
            continue;
        if (!rubric_array_reserve(document->context, (void **)&notes->notes, &notes->capacity,
                                  notes->count, sizeof *notes->notes))
            return false;
        notes->notes[notes->count++] = (struct note){
            rubric_node_string(cursor.node, RUBRIC_FIELD_LABEL), cursor.node.id, 0, false};
    }
    return true;
}

static void put_next(struct count *count, uint32_t index) {
    if (!count->notes->notes[index].is_met)
        count->order[count->met++] = index;
    count->notes->notes[index].is_met = true;
}

static bool meet(struct count *count, rubric_node reference) {
    struct notes *notes = count->notes;
    uint32_t found = *slot_of(notes, rubric_node_string(reference, RUBRIC_FIELD_LABEL));
    if (!found)
        return true;
    struct note *note = &notes->notes[found - 1];
    uint32_t *suffix = &count->suffixes[found - 1];
    put_next(count, found - 1);
    if (note->references++ > 0)
        *suffix = rubric_notes_next_suffix(notes, count->document->context, note, *suffix);
    if (!rubric_array_reserve(count->document->context, (void **)&notes->references,
                              &notes->reference_capacity, notes->reference_count,
                              sizeof *notes->references))
        return false;
    notes->references[notes->reference_count++] =
        (struct note_reference){reference.id, found - 1, *suffix};
    return true;
}

// The references in a part of the tree, without those in footnotes in it.
static bool meet_all(struct count *count, rubric_node root) {
    rubric_cursor cursor = rubric_cursor_begin(root);
    while (rubric_cursor_next(&cursor)) {
        rubric_kind kind = rubric_node_kind(cursor.node);
        if (!rubric_context_charge(count->document->context, 1))
            return false;
        if (!cursor.entering)
            continue;
        if (kind == RUBRIC_KIND_FOOTNOTE && cursor.node.id != root.id)
            rubric_cursor_skip(&cursor);
        else if (kind == RUBRIC_KIND_FOOTNOTE_REFERENCE && !meet(count, cursor.node))
            return false;
    }
    return true;
}

static bool meet_in_order(struct count *count) {
    struct notes *notes = count->notes;
    if (!meet_all(count, rubric_document_root(count->document)))
        return false;
    uint32_t seen = 0, unused = 0;
    for (;;) {
        for (; seen < count->met; seen++)
            if (!meet_all(count, rubric_document_node(count->document,
                                                      notes->notes[count->order[seen]].node)))
                return false;
        while (unused < notes->count && notes->notes[unused].is_met)
            unused++;
        if (unused == notes->count)
            return true;
        // Nobody refers to it but itself and others of its kind: it comes with what it refers to.
        put_next(count, unused++);
    }
}

static bool is_before(const void *a, const void *b, const void *user) {
    (void)user;
    return ((const struct note_reference *)a)->node < ((const struct note_reference *)b)->node;
}

// Puts the notes in the order in which they were met.
static bool put_in_order(struct count *count) {
    struct notes *notes = count->notes;
    rubric_context *context = count->document->context;
    struct note *sorted = rubric_context_allocate(context, notes->count * sizeof *sorted);
    if (!sorted)
        return false;
    for (uint32_t i = 0; i < notes->count; i++) {
        sorted[i] = notes->notes[count->order[i]];
        count->suffixes[count->order[i]] = i;
    }
    memcpy(notes->notes, sorted, notes->count * sizeof *sorted);
    rubric_context_release(context, sorted, notes->count * sizeof *sorted);
    for (uint32_t i = 0; i < notes->reference_count; i++)
        notes->references[i].note = count->suffixes[notes->references[i].note];
    return fill_slots(context, notes) &&
           rubric_sort(context, notes->references, notes->reference_count,
                       sizeof *notes->references, is_before, NULL);
}

static bool count_notes(rubric_document *document, struct notes *notes) {
    rubric_context *context = document->context;
    if (!gather(document, notes))
        return false;
    if (!notes->count)
        return true;
    size_t size = notes->count * sizeof(uint32_t);
    struct count count = {document, notes, rubric_context_allocate(context, size),
                          rubric_context_allocate(context, size), 0};
    bool is_done = count.order && count.suffixes;
    if (is_done) {
        memset(count.suffixes, 0, size);
        is_done = fill_slots(context, notes) && meet_in_order(&count) && put_in_order(&count);
    }
    rubric_context_release(context, count.order, count.order ? size : 0);
    rubric_context_release(context, count.suffixes, count.suffixes ? size : 0);
    return is_done;
}

const struct notes *rubric_document_notes(rubric_document *document) {
    struct notes *notes = document->footnotes;
    if (!notes) {
        notes = rubric_context_allocate(document->context, sizeof *notes);
        if (!notes)
            return NULL;
        memset(notes, 0, sizeof *notes);
        document->footnotes = notes;
    } else if (notes->revision == document->revision + 1) {
        return notes->count ? notes : NULL;
    }
    notes->revision = 0;
    if (!count_notes(document, notes))
        return NULL;
    notes->revision = document->revision + 1;
    return notes->count ? notes : NULL;
}

const struct note_reference *rubric_notes_reference(const struct notes *notes, uint32_t node) {
    uint32_t low = 0, high = notes->reference_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (notes->references[middle].node < node)
            low = middle + 1;
        else
            high = middle;
    }
    bool is_found = low < notes->reference_count && notes->references[low].node == node;
    return is_found ? &notes->references[low] : NULL;
}

void rubric_document_free_notes(rubric_document *document) {
    struct notes *notes = document->footnotes;
    rubric_context *context = document->context;
    if (!notes)
        return;
    rubric_array_free(context, notes->notes, notes->capacity, sizeof *notes->notes);
    rubric_array_free(context, notes->references, notes->reference_capacity,
                      sizeof *notes->references);
    rubric_context_release(context, notes->slots, notes->slot_count * sizeof(uint32_t));
    rubric_context_release(context, notes, sizeof *notes);
    document->footnotes = NULL;
}
