// SPDX-License-Identifier: MIT
// Ids of nodes that nobody has yet. Ids that are taken stand in a table of hashes, which is made
// when first asked for and follows what is set since; each knows the number that was tried last, so
// that a thousand headings "Example" do not take quadratic time.
#include "document/document.h"

#include <inttypes.h>
#include <stdio.h>

#include "text/characters.h"

static uint32_t hash(rubric_slice name) {
    uint32_t value = 2166136261u;
    for (size_t i = 0; i < name.size; i++)
        value = (value ^ (unsigned char)name.bytes[i]) * 16777619u;
    return value;
}

// The place of a name, or the free one where it belongs. The table is never full.
static struct taken_id *find(const rubric_document *document, rubric_slice name) {
    uint32_t mask = document->id_capacity - 1, at = hash(name) & mask;
    while (document->ids[at].name.size && !rubric_slice_equal(document->ids[at].name, name)) {
        rubric_context_charge(document->context, 1);
        at = (at + 1) & mask;
    }
    return &document->ids[at];
}

static bool grow(rubric_document *document) {
    uint32_t old_capacity = document->id_capacity, capacity = old_capacity ? old_capacity * 2 : 64;
    struct taken_id *old = document->ids;
    struct taken_id *ids = rubric_context_allocate(document->context, capacity * sizeof *ids);
    if (!ids)
        return false;
    memset(ids, 0, capacity * sizeof *ids);
    document->ids = ids;
    document->id_capacity = capacity;
    for (uint32_t i = 0; i < old_capacity; i++)
        if (old[i].name.size)
            *find(document, old[i].name) = old[i];
    rubric_context_release(document->context, old, old_capacity * sizeof *old);
    return true;
}

// The name lives with the document. NULL when memory ran out.
static struct taken_id *take(rubric_document *document, rubric_slice name) {
    if (2 * (document->id_count + 1) > document->id_capacity && !grow(document))
        return NULL;
    struct taken_id *found = find(document, name);
    if (!found->name.size) {
        found->name = name;
        document->id_count++;
    }
    return found;
}

void rubric_document_take_id(rubric_document *document, rubric_slice id) {
    if (document->id_capacity && id.size)
        take(document, id);
}

static bool take_all(rubric_document *document) {
    if (document->id_capacity)
        return true;
    if (!grow(document))
        return false;
    for (uint32_t id = 1; id <= document->node_count; id++) {
        rubric_slice name;
        if (!rubric_context_charge(document->context, 1))
            return false;
        if (!(node_at(document, id)->flags & NODE_REMOVED) && node_at(document, id)->attributes &&
            rubric_node_attribute(node_value(document, id), rubric_slice_of("id"), &name) &&
            name.size && !take(document, name))
            return false;
    }
    return true;
}

// As GitHub makes the id of a heading from its text.
static void put_base(rubric_buffer *out, rubric_slice text) {
    rubric_buffer lower;
    rubric_buffer_init(&lower, out->context);
    rubric_text_case(&lower, rubric_slice_trim(text), RUBRIC_CASE_LOWER,
                     rubric_slice_make(NULL, 0));
    rubric_slice from = rubric_buffer_slice(&lower);
    size_t size;
    for (size_t at = 0; at < from.size; at += size) {
        uint32_t code_point = rubric_utf8_decode(from, at, &size);
        if (code_point == ' ' || code_point == '\n')
            rubric_buffer_put_byte(out, '-');
        else if (code_point == '-' || is_category(code_point, CATEGORY_LU, CATEGORY_NO) ||
                 category_of(code_point) == CATEGORY_PC)
            rubric_buffer_put(out, from.bytes + at, size);
    }
    out->failed = out->failed || lower.failed;
    rubric_buffer_clear(&lower);
}

// Appends -1, -2 … to what begins at `start` until nobody has it.
static struct taken_id *number(rubric_document *document, rubric_buffer *out, size_t start,
                               struct taken_id *base) {
    size_t size = out->size;
    uint32_t last = base->next;
    struct taken_id *found = base;
    while (found->name.size) {
        char digits[16];
        int count = snprintf(digits, sizeof digits, "-%" PRIu32, ++last);
        out->size = size;
        rubric_buffer_put(out, digits, (size_t)count);
        if (out->failed || !rubric_context_charge(document->context, 1))
            return NULL;
        found = find(document, rubric_slice_part(rubric_buffer_slice(out), start, out->size));
    }
    base->next = last;
    return found;
}

rubric_status rubric_document_unique_id(rubric_buffer *out, rubric_document *document,
                                        rubric_slice text, rubric_error *error) {
    if (rubric_is_missing(out, "out", error) || rubric_is_missing(document, "document", error))
        return RUBRIC_ERROR_ARGUMENT;
    size_t start = out->size;
    rubric_context_charge(document->context, 1 + text.size);
    put_base(out, text);
    if (out->size == start)
        rubric_buffer_put_string(out, "section");
    if (out->failed || !take_all(document) ||
        (2 * (document->id_count + 1) > document->id_capacity && !grow(document)))
        return document_failure(document, error);
    struct taken_id *found =
        find(document, rubric_slice_part(rubric_buffer_slice(out), start, out->size));
    if (found->name.size)
        found = number(document, out, start, found);
    rubric_slice name = rubric_slice_part(rubric_buffer_slice(out), start, out->size);
    name = rubric_arena_copy(document->arena, name);
    if (!found || !name.bytes)
        return document_failure(document, error);
    found->name = name;
    document->id_count++;
    return RUBRIC_OK;
}
