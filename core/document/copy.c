// SPDX-License-Identifier: MIT
// Copying nodes and values, into the same document or another, with the content that they hold.
#include "document/builder.h"

static bool copy_attributes(rubric_node to, rubric_node from) {
    struct rubric_builder builder;
    rubric_builder_init(&builder, to.document);
    for (uint32_t i = node_of(from)->attributes; i; i = from.document->attributes[i - 1].next) {
        struct attribute attribute = from.document->attributes[i - 1]; // the array may move
        rubric_builder_add_attribute(&builder, to.id, attribute.name, attribute.value);
    }
    if (rubric_context_status(to.document->context) != RUBRIC_OK)
        return false;
    rubric_slice element = rubric_node_element(from);
    return !element.size || rubric_node_set_element(to, element) == RUBRIC_OK;
}

static bool copy_field(rubric_node to, rubric_node from, rubric_field field) {
    switch (rubric_field_type_of(field)) {
    case RUBRIC_FIELD_STRING:
        return rubric_node_put_string(to, field, rubric_node_string(from, field), NULL) ==
               RUBRIC_OK;
    case RUBRIC_FIELD_VALUE: {
        const rubric_value *value = rubric_node_value(from, field);
        return !value || rubric_node_set_value(to, field, value, NULL) == RUBRIC_OK;
    }
    default: {
        const struct rubric_field_place *place = rubric_kind_place(rubric_node_kind(from), field);
        node_of(to)->fields[place->slot] = node_of(from)->fields[place->slot];
        return true;
    }
    }
}

// Text of the same document keeps its origin, that of another has none here.
static bool copy_text(rubric_node to, rubric_node from) {
    rubric_document *document = to.document;
    uint32_t begin = node_of(from)->text_begin, end = node_of(from)->text_end;
    node_of(to)->text_begin = (uint32_t)document->plane.size;
    bool done;
    if (document == from.document) {
        node_of(to)->source_begin = node_of(from)->source_begin;
        node_of(to)->source_end = node_of(from)->source_end;
        done = rubric_plane_copy(document, begin, end);
    } else {
        rubric_slice plane = rubric_buffer_slice(&from.document->plane);
        done = rubric_plane_put(document, rubric_slice_part(plane, begin, end), ORIGIN_SYNTHETIC, 0,
                                0);
    }
    node_of(to)->text_end = (uint32_t)document->plane.size;
    return done;
}

static bool copy_facts(rubric_node to, rubric_node from) {
    for (size_t i = 0;; i++) {
        rubric_field field = rubric_kind_field(rubric_node_kind(from), i);
        if (field == RUBRIC_FIELD_NONE)
            break;
        if (!copy_field(to, from, field))
            return false;
    }
    return copy_attributes(to, from);
}

static bool copy_one(rubric_node to, rubric_node from) {
    return copy_facts(to, from) && (!node_is_run(node_of(from)) || copy_text(to, from));
}

rubric_status rubric_node_copy_alone(rubric_node *out, rubric_node node, rubric_error *error) {
    *out =
        node_value(node.document, rubric_document_add_node(node.document, rubric_node_kind(node)));
    if (!out->id || !copy_facts(*out, node))
        return document_failure(node.document, error);
    return RUBRIC_OK;
}

// A value whose content is still that of the document it was copied from.
struct content_place {
    rubric_value *value;
    uint32_t depth; // of the content that its node stands in
};

// Notes each content in a copied value. Recursion ends at RUBRIC_VALUE_DEPTH.
static bool note_contents(rubric_value *value, rubric_buffer *pending, uint32_t depth, int level) {
    if (value->type == RUBRIC_VALUE_CONTENT) {
        struct content_place place = {value, depth};
        rubric_buffer_put(pending, (const char *)&place, sizeof place);
    } else if (value->type == RUBRIC_VALUE_LIST && level < RUBRIC_VALUE_DEPTH) {
        for (uint32_t i = 0; i < value->as.list.count; i++)
            note_contents(&value->as.list.items[i], pending, depth, level + 1);
    } else if (value->type == RUBRIC_VALUE_MAP && level < RUBRIC_VALUE_DEPTH) {
        for (uint32_t i = 0; i < value->as.map.count; i++)
            note_contents(&value->as.map.entries[i].value, pending, depth, level + 1);
    }
    return !pending->failed;
}

static bool note_fields(rubric_node node, rubric_buffer *pending, uint32_t depth) {
    const rubric_document *document = node.document;
    const struct rubric_field_place *place = rubric_kinds[node_of(node)->kind].fields;
    for (int i = 0; i < RUBRIC_KIND_FIELDS && place[i].field != RUBRIC_FIELD_NONE; i++) {
        if (rubric_field_type_of(place[i].field) != RUBRIC_FIELD_VALUE)
            continue;
        rubric_value *value = document->values[node_of(node)->fields[place[i].slot]];
        if (value && !note_contents(value, pending, depth, 0))
            return false;
    }
    return true;
}

// One subtree without the content of its fields; the null node when memory ran out.
static rubric_node copy_tree(rubric_document *document, rubric_node node, rubric_buffer *pending,
                             uint32_t depth) {
    uint32_t parent = 0, root = 0;
    rubric_cursor cursor = rubric_cursor_begin(node);
    while (rubric_cursor_next(&cursor)) {
        if (!cursor.entering) {
            rubric_kind kind = rubric_node_kind(cursor.node);
            if (rubric_kind_is_leaf(kind))
                node_at(document, parent)->flags |= NODE_DIRTY;
            parent = node_at(document, parent)->parent;
            continue;
        }
        uint32_t id = rubric_document_add_node(document, rubric_node_kind(cursor.node));
        if (!id || !copy_one(node_value(document, id), cursor.node) ||
            !note_fields(node_value(document, id), pending, depth))
            return node_value(document, 0);
        if (parent)
            rubric_document_link(document, id, parent, 0);
        else
            root = id;
        parent = id;
    }
    return node_value(document, root);
}

// Gives every noted value a copy of its content; that of a depth no reader makes is left out.
static bool copy_contents(rubric_document *document, rubric_document *from,
                          rubric_buffer *pending) {
    for (size_t at = 0; at < pending->size; at += sizeof(struct content_place)) {
        struct content_place place;
        memcpy(&place, pending->bytes + at, sizeof place);
        rubric_node root = rubric_content_root(from, place.value);
        if (!root.id || place.depth >= RUBRIC_CONTENT_DEPTH) {
            *place.value = rubric_value_null();
            continue;
        }
        rubric_node copy = copy_tree(document, root, pending, place.depth + 1);
        if (!copy.id || pending->failed)
            return false;
        place.value->as.content = copy.id;
    }
    return !pending->failed;
}

rubric_status rubric_node_copy(rubric_node *out, rubric_document *document, rubric_node node,
                               rubric_error *error) {
    if (rubric_is_missing(out, "out", error) || rubric_is_missing(document, "document", error) ||
        rubric_is_missing(node.document, "node", error))
        return RUBRIC_ERROR_ARGUMENT;
    rubric_buffer pending;
    rubric_buffer_init(&pending, document->context);
    rubric_node copy = copy_tree(document, node, &pending, 0);
    bool done = copy.id && copy_contents(document, node.document, &pending);
    rubric_buffer_clear(&pending);
    if (!done)
        return document_failure(document, error);
    *out = copy;
    return RUBRIC_OK;
}

rubric_status rubric_document_copy_value(rubric_value *out, rubric_document *document,
                                         rubric_document *from, const rubric_value *value) {
    rubric_buffer pending;
    rubric_buffer_init(&pending, document->context);
    rubric_status status = rubric_value_copy(out, document->arena, value);
    if (status == RUBRIC_OK &&
        !(note_contents(out, &pending, 0, 0) && copy_contents(document, from, &pending)))
        status = document_failure(document, NULL);
    rubric_buffer_clear(&pending);
    return status;
}
