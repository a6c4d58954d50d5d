// SPDX-License-Identifier: MIT
// The table of link reference definitions: labels are matched normalized, the first one wins.
#include "readers/markdown/references.h"

#include <rubric/text.h>

#include "base/array.h"
#include "base/ascii.h"

enum { SMALLEST_EXPANSION = 100000, FIRST_SLOTS = 64 };

void rubric_references_init(struct references *references, rubric_document *document) {
    size_t size = rubric_document_source(document).size;
    memset(references, 0, sizeof *references);
    references->document = document;
    references->expansion = size > SMALLEST_EXPANSION ? size : SMALLEST_EXPANSION;
    rubric_buffer_init(&references->label, document->context);
}

void rubric_references_free(struct references *references) {
    rubric_context *context = references->document->context;
    rubric_array_free(context, references->items, references->capacity, sizeof *references->items);
    rubric_context_release(context, references->slots,
                           references->slot_count * sizeof *references->slots);
    rubric_buffer_clear(&references->label);
}

static bool is_label_space(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\n';
}

// Appends a label with single blanks between its words, and tells whether it is ASCII.
static bool put_words(rubric_buffer *out, rubric_slice label) {
    bool is_ascii = true, is_between = false;
    for (size_t i = 0; i < label.size; i++) {
        char byte = label.bytes[i];
        if (is_label_space(byte)) {
            is_between = out->size > 0;
            continue;
        }
        if (is_between)
            rubric_buffer_put_byte(out, ' ');
        is_between = false;
        is_ascii = is_ascii && (unsigned char)byte < 0x80;
        rubric_buffer_put_byte(out, ascii_lower(byte));
    }
    return is_ascii;
}

// Normalizes a label: Unicode case fold, white space collapsed (section 4.7).
static rubric_slice normalize(struct references *references, rubric_slice label) {
    rubric_buffer *out = &references->label;
    out->size = 0;
    if (put_words(out, label))
        return rubric_buffer_slice(out);
    rubric_buffer words = *out;
    rubric_buffer_init(out, words.context);
    rubric_text_case(out, rubric_buffer_slice(&words), RUBRIC_CASE_FOLD, rubric_slice_make("", 0));
    rubric_buffer_clear(&words);
    return rubric_buffer_slice(out);
}

// The slot of a normalized label, or the free one where it would stand.
static uint32_t *find_slot(const struct references *references, rubric_slice label) {
    uint32_t mask = references->slot_count - 1;
    uint32_t at = (uint32_t)rubric_slice_hash(label) & mask;
    while (references->slots[at] &&
           !rubric_slice_equal(references->items[references->slots[at] - 1].label, label))
        at = (at + 1) & mask;
    return &references->slots[at];
}

// Keeps half of the slots free.
static bool make_room(struct references *references) {
    rubric_context *context = references->document->context;
    if (references->count * 2 < references->slot_count)
        return true;
    uint32_t old = references->slot_count, wanted = old ? old * 2 : FIRST_SLOTS;
    uint32_t *slots = rubric_context_allocate(context, wanted * sizeof *slots);
    if (!slots)
        return false;
    memset(slots, 0, wanted * sizeof *slots);
    rubric_context_release(context, references->slots, old * sizeof *slots);
    references->slots = slots;
    references->slot_count = wanted;
    for (uint32_t i = 0; i < references->count; i++)
        *find_slot(references, references->items[i].label) = i + 1;
    return rubric_context_charge(context, references->count);
}

struct reference *rubric_references_add(struct references *references, rubric_slice label) {
    rubric_document *document = references->document;
    if (!make_room(references) ||
        !rubric_array_reserve(document->context, (void **)&references->items, &references->capacity,
                              references->count, sizeof *references->items))
        return NULL;
    rubric_slice key = normalize(references, label);
    uint32_t *slot = find_slot(references, key);
    if (*slot)
        return NULL;
    struct reference *item = &references->items[references->count];
    *item = (struct reference){rubric_arena_copy(document->arena, key), {{"", 0}, {"", 0}}, false};
    if (!item->label.bytes || references->label.failed)
        return NULL;
    *slot = ++references->count;
    return item;
}

static struct reference *find(struct references *references, rubric_slice label) {
    if (!references->count)
        return NULL;
    rubric_slice key = normalize(references, label);
    rubric_context_charge(references->document->context, label.size);
    uint32_t slot = *find_slot(references, key);
    return slot ? &references->items[slot - 1] : NULL;
}

bool rubric_references_has(struct references *references, rubric_slice label) {
    return find(references, label) != NULL;
}

static void report_expansion(struct references *references) {
    if (references->is_exhausted)
        return;
    references->is_exhausted = true;
    rubric_diagnostic diagnostic = {
        RUBRIC_LEVEL_WARNING,
        rubric_slice_of("reference-limit"),
        rubric_slice_of("links take too much from definitions: the other references are text"),
        {0, 0, false}};
    rubric_document_report(references->document, &diagnostic);
}

const struct reference *rubric_references_find(struct references *references, rubric_slice label) {
    struct reference *item = find(references, label);
    if (!item)
        return NULL;
    size_t size = item->target.url.size + item->target.title.size;
    if (size > references->expansion) {
        report_expansion(references);
        return NULL;
    }
    references->expansion -= size;
    item->is_used = true;
    return item;
}
