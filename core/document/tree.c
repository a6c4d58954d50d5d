// SPDX-License-Identifier: MIT
// Changing the tree: link, move, remove, unwrap.
#include "document/edit/shift.h"

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
    document->walked.block = 0;
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
    document->walked.block = 0;
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
    if (rubric_is_missing(out, "out", error) || rubric_is_missing(document, "document", error))
        return RUBRIC_ERROR_ARGUMENT;
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

static void take_out(rubric_node node) {
    if (node_of(node)->parent)
        rubric_document_touch(node.document, node_of(node)->parent);
    rubric_document_cut(node.document, node.id);
    rubric_document_unlink(node.document, node.id);
}

// Text that stands where it stood, in other markup, moves nothing.
static void move_text(rubric_document *document, struct stretch from, struct stretch to) {
    if (from.block == to.block && from.begin == to.begin)
        return;
    if (from.block)
        rubric_layers_shift(document, from.block, from.begin, from.end, 0);
    if (to.block)
        rubric_layers_shift(document, to.block, to.begin, to.begin, to.end - to.begin);
}

rubric_status rubric_node_check_children(rubric_node node, rubric_node parent,
                                         rubric_error *error) {
    rubric_kind outer = rubric_node_kind(parent);
    for (rubric_node child = rubric_node_first(node); child.id; child = rubric_node_next(child))
        if (!rubric_kind_may_contain(outer, rubric_node_kind(child)))
            return rubric_kind_refuse(rubric_node_kind(child), outer, error);
    return RUBRIC_OK;
}

rubric_status rubric_node_insert(rubric_node node, rubric_node parent, rubric_node before,
                                 rubric_error *error) {
    if (rubric_is_missing(node.document, "node", error) ||
        rubric_is_missing(parent.document, "parent", error))
        return RUBRIC_ERROR_ARGUMENT;
    rubric_kind child = rubric_node_kind(node), above = rubric_node_kind(parent);
    if (!rubric_node_exists(node) || !rubric_node_exists(parent))
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT, "this %s was removed",
                                rubric_kind_name(rubric_node_exists(node) ? above : child));
    if (!rubric_kind_may_contain(above, child))
        return rubric_kind_refuse(child, above, error);
    if (rubric_node_is_in(parent, node))
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT, "%s %s cannot stand in itself",
                                rubric_kind_article(child), rubric_kind_name(child));
    if (before.id == node.id)
        return RUBRIC_OK;
    struct stretch old = rubric_layers_stretch(node);
    take_out(node);
    rubric_document_link(node.document, node.id, parent.id, before.id);
    rubric_document_mark(node.document, parent.id, NODE_CHILDREN);
    rubric_document_touch(node.document, parent.id);
    move_text(node.document, old, rubric_layers_stretch(node));
    return RUBRIC_OK;
}

void rubric_node_detach(rubric_node node) {
    if (node.id == 1)
        return;
    struct stretch old = rubric_layers_stretch(node), none = {0, 0, 0};
    take_out(node);
    move_text(node.document, old, none);
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
    if (rubric_is_missing(node.document, "node", error))
        return RUBRIC_ERROR_ARGUMENT;
    rubric_document *document = node.document;
    rubric_node parent = rubric_node_parent(node);
    if (!parent.id)
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT, "a %s without a parent stays whole",
                                rubric_kind_name(rubric_node_kind(node)));
    rubric_status status = rubric_node_check_children(node, parent, error);
    if (status != RUBRIC_OK)
        return status;
    uint32_t child;
    while ((child = node_of(node)->first) != 0) {
        rubric_document_cut(document, child);
        rubric_document_unlink(document, child);
        rubric_document_link(document, child, parent.id, node.id);
    }
    rubric_node_remove(node);
    return RUBRIC_OK;
}
