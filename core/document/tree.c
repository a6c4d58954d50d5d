// SPDX-License-Identifier: MIT
// Changing the tree: link, move, remove, unwrap, copy.
#include "document/document.h"

void rubric_document_link(rubric_document *document, uint32_t id, uint32_t parent,
                          uint32_t before) {
    struct node *node = node_at(document, id);
    struct node *above = node_at(document, parent);
    uint32_t previous = before ? node_at(document, before)->previous : above->last;
    node->parent = parent;
    node->previous = previous;
    node->next = before;
    *(previous ? &node_at(document, previous)->next : &above->first) = id;
    *(before ? &node_at(document, before)->previous : &above->last) = id;
    document->revision++;
}

void rubric_document_unlink(rubric_document *document, uint32_t id) {
    struct node *node = node_at(document, id);
    if (!node->parent)
        return;
    struct node *above = node_at(document, node->parent);
    *(node->previous ? &node_at(document, node->previous)->next : &above->first) = node->next;
    *(node->next ? &node_at(document, node->next)->previous : &above->last) = node->previous;
    node->parent = node->previous = node->next = 0;
    document->revision++;
}

void rubric_document_touch(rubric_document *document, uint32_t id) {
    rubric_node block = rubric_node_block(node_value(document, id));
    if (!block.id)
        return;
    node_of(block)->flags |= NODE_DIRTY;
    rubric_document_loosen(document, block.id);
}

rubric_status rubric_node_new(rubric_node *out, rubric_document *document, rubric_kind kind,
                              rubric_error *error) {
    uint32_t id = rubric_document_add_node(document, kind);
    if (!id)
        return document_failure(document, error);
    // A line break reads as a line end, so it has one byte of the plane.
    if (kind == RUBRIC_KIND_LINE_BREAK) {
        if (!rubric_plane_put(document, rubric_slice_make("\n", 1), ORIGIN_SYNTHETIC, 0, 0))
            return document_failure(document, error);
        node_at(document, id)->text_end++;
    }
    *out = node_value(document, id);
    return RUBRIC_OK;
}

static rubric_status refuse_nesting(rubric_kind child, rubric_kind parent, rubric_error *error) {
    const char *inner = rubric_kind_name(child), *outer = rubric_kind_name(parent);
    rubric_kind only = rubric_kind_only_parent(child);
    bool is_text = rubric_kind_content(parent) == RUBRIC_CONTENT_TEXT;
    if (only != RUBRIC_KIND_NONE)
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT,
                                "a %s cannot stand in a %s; it stands only in a %s", inner, outer,
                                rubric_kind_name(only));
    if (is_text || rubric_kind_content(parent) == RUBRIC_CONTENT_NONE)
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT,
                                "a %s cannot stand in a %s, which holds %s", inner, outer,
                                is_text ? "only text" : "nothing");
    if (rubric_kind_is_inline(child))
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT,
                                "a %s cannot stand in a %s; inlines stand in a paragraph or "
                                "another block of text",
                                inner, outer);
    return rubric_error_set(
        error, RUBRIC_ERROR_ARGUMENT, "a %s cannot stand in a %s%s", inner, outer,
        rubric_kind_content(parent) == RUBRIC_CONTENT_INLINES ? ", which holds inlines" : "");
}

rubric_status rubric_node_insert(rubric_node node, rubric_node parent, rubric_node before,
                                 rubric_error *error) {
    rubric_kind child = rubric_node_kind(node), above = rubric_node_kind(parent);
    if (!rubric_kind_may_contain(above, child))
        return refuse_nesting(child, above, error);
    if (rubric_node_is_in(parent, node))
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT, "a %s cannot stand in itself",
                                rubric_kind_name(child));
    if (before.id == node.id)
        return RUBRIC_OK;
    rubric_node_detach(node);
    rubric_document_link(node.document, node.id, parent.id, before.id);
    rubric_document_mark(node.document, parent.id, NODE_CHILDREN);
    rubric_document_touch(node.document, parent.id);
    return RUBRIC_OK;
}

void rubric_node_detach(rubric_node node) {
    if (node.id == 1)
        return;
    if (node_of(node)->parent)
        rubric_document_touch(node.document, node_of(node)->parent);
    rubric_document_cut(node.document, node.id);
    rubric_document_unlink(node.document, node.id);
}

void rubric_node_remove(rubric_node node) {
    if (node.id == 1)
        return;
    rubric_node_detach(node);
    rubric_cursor cursor = rubric_cursor_begin(node);
    while (rubric_cursor_next(&cursor))
        node_of(cursor.node)->flags |= NODE_REMOVED;
}

rubric_status rubric_node_unwrap(rubric_node node, rubric_error *error) {
    rubric_document *document = node.document;
    rubric_node parent = rubric_node_parent(node);
    if (!parent.id)
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT, "a %s without a parent stays whole",
                                rubric_kind_name(rubric_node_kind(node)));
    for (rubric_node child = rubric_node_first(node); child.id; child = rubric_node_next(child))
        if (!rubric_kind_may_contain(rubric_node_kind(parent), rubric_node_kind(child)))
            return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT, "a %s cannot stand in a %s",
                                    rubric_kind_name(rubric_node_kind(child)),
                                    rubric_kind_name(rubric_node_kind(parent)));
    uint32_t child;
    while ((child = node_of(node)->first) != 0) {
        rubric_document_cut(document, child);
        rubric_document_unlink(document, child);
        rubric_document_link(document, child, parent.id, node.id);
    }
    rubric_node_remove(node);
    return RUBRIC_OK;
}

static bool copy_attributes(rubric_node to, rubric_node from) {
    rubric_slice name, value;
    for (size_t i = 0; rubric_node_attribute_at(from, i, &name, &value); i++)
        if (rubric_node_set_attribute(to, name, value) != RUBRIC_OK)
            return false;
    rubric_slice element = rubric_node_element(from);
    return !element.size || rubric_node_set_element(to, element) == RUBRIC_OK;
}

static bool copy_field(rubric_node to, rubric_node from, rubric_field field) {
    switch (rubric_field_type_of(field)) {
    case RUBRIC_FIELD_STRING:
        return rubric_node_set_string(to, field, rubric_node_string(from, field), NULL) ==
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

rubric_status rubric_node_copy(rubric_node *out, rubric_document *document, rubric_node node,
                               rubric_error *error) {
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
        if (!id || !copy_one(node_value(document, id), cursor.node))
            return document_failure(document, error);
        if (parent)
            rubric_document_link(document, id, parent, 0);
        else
            root = id;
        parent = id;
    }
    *out = node_value(document, root);
    return RUBRIC_OK;
}
