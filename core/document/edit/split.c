// SPDX-License-Identifier: MIT
// Cutting a node in two, and joining two again.
#include "document/document.h"

static rubric_status refuse(rubric_error *error, const char *what, rubric_node node) {
    return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT, "a %s %s",
                            rubric_kind_name(rubric_node_kind(node)), what);
}

// A node as this one without what is in it, behind it; two nodes never have one id.
static rubric_status add_twin(rubric_node *out, rubric_node node, rubric_error *error) {
    rubric_status status = rubric_node_copy_alone(out, node, error);
    if (status != RUBRIC_OK)
        return status;
    rubric_node_remove_attribute(*out, rubric_slice_make("id", 2));
    rubric_document_link(node.document, out->id, node_of(node)->parent, node_of(node)->next);
    rubric_document_mark(node.document, node_of(node)->parent, NODE_CHILDREN);
    return RUBRIC_OK;
}

rubric_status rubric_node_split(rubric_node *out, rubric_node node, rubric_node child,
                                rubric_error *error) {
    if (rubric_is_missing(out, "out", error) || rubric_is_missing(node.document, "node", error) ||
        rubric_is_missing(child.document, "child", error))
        return RUBRIC_ERROR_ARGUMENT;
    if (!node_of(node)->parent)
        return refuse(error, "without a parent cannot be split", node);
    if (node_of(child)->parent != node.id)
        return refuse(error, "can only be split at a child of its own", node);
    rubric_status status = add_twin(out, node, error);
    for (uint32_t id = child.id; status == RUBRIC_OK && id;) {
        uint32_t next = node_at(node.document, id)->next;
        rubric_document_cut(node.document, id);
        rubric_document_unlink(node.document, id);
        rubric_document_link(node.document, id, out->id, 0);
        id = next;
    }
    rubric_document_touch(node.document, node.id);
    rubric_document_touch(node.document, out->id);
    return status;
}

// The second part of a run, which keeps its bytes in the plane and so its origin.
rubric_status rubric_node_split_run(rubric_node *out, rubric_node run, uint32_t at,
                                    rubric_error *error) {
    rubric_status status = add_twin(out, run, error);
    if (status != RUBRIC_OK)
        return status;
    node_of(*out)->text_begin = at;
    node_of(*out)->text_end = node_of(run)->text_end;
    node_of(run)->text_end = at;
    rubric_document_mark(run.document, run.id, NODE_TEXT);
    return RUBRIC_OK;
}

// The first run of a node that ends behind a place in the plane; null when none does.
static rubric_node run_behind(rubric_node node, uint32_t at) {
    rubric_cursor cursor = rubric_cursor_begin(node);
    while (rubric_cursor_next(&cursor))
        if (cursor.entering && node_is_run(node_of(cursor.node)) &&
            node_of(cursor.node)->text_end > at)
            return cursor.node;
    return node_value(node.document, 0);
}

rubric_status rubric_node_split_text(rubric_node *out, rubric_node node, size_t offset,
                                     rubric_error *error) {
    if (rubric_is_missing(node.document, "node", error))
        return RUBRIC_ERROR_ARGUMENT;
    rubric_document *document = node.document;
    rubric_node block = rubric_node_block(node);
    if (!node_of(node)->parent)
        return refuse(error, "without a parent cannot be split", node);
    if (rubric_kind_content(rubric_node_kind(node)) < RUBRIC_CONTENT_TEXT ||
        rubric_kind_content(rubric_node_kind(node)) > RUBRIC_CONTENT_INLINES)
        return refuse(error, "has no text of its own to be split; give it a child to split at",
                      node);
    if (block.id)
        rubric_document_layout(document, block.id);
    size_t size = rubric_node_text_size(node);
    if (offset > size)
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT, "its text has only %zu bytes", size);
    if (block.id)
        rubric_layers_shift(document, block.id, (uint32_t)(rubric_node_text_offset(node) + offset),
                            (uint32_t)(rubric_node_text_offset(node) + size), 0);
    uint32_t at = node_of(node)->text_begin + (uint32_t)offset;
    rubric_status status = RUBRIC_OK;
    if (node_is_run(node_of(node)))
        return rubric_node_split_run(out, node, at, error);
    rubric_node child = run_behind(node, at);
    if (!child.id)
        return add_twin(out, node, error);
    if (node_of(child)->text_begin < at)
        status = rubric_node_split_run(&child, child, at, error);
    while (status == RUBRIC_OK && node_of(child)->parent != node.id) {
        rubric_node parent = rubric_node_parent(child);
        bool is_whole = node_of(child)->previous == 0;
        if (is_whole)
            child = parent;
        else
            status = rubric_node_split(&child, parent, child, error);
    }
    return status == RUBRIC_OK ? rubric_node_split(out, node, child, error) : status;
}

static rubric_status merge_text(rubric_node node, rubric_node other, rubric_error *error) {
    rubric_buffer text;
    rubric_buffer_init(&text, node.document->context);
    rubric_buffer_put_slice(&text, rubric_node_plane(node));
    rubric_buffer_put_slice(&text, rubric_node_plane(other));
    rubric_status status = text.failed
                               ? document_failure(node.document, error)
                               : rubric_node_set_text(node, rubric_buffer_slice(&text), error);
    rubric_buffer_clear(&text);
    return status;
}

rubric_status rubric_node_merge(rubric_node node, rubric_node other, rubric_error *error) {
    if (rubric_is_missing(node.document, "node", error) ||
        rubric_is_missing(other.document, "other", error))
        return RUBRIC_ERROR_ARGUMENT;
    rubric_document *document = node.document;
    rubric_kind kind = rubric_node_kind(node);
    if (other.document != document || other.id == 1 || rubric_node_is_in(node, other))
        return refuse(error, "takes in another node of its document that it does not stand in",
                      node);
    if (rubric_kind_content(kind) == RUBRIC_CONTENT_TEXT && rubric_node_kind(other) == kind) {
        rubric_status status = merge_text(node, other, error);
        if (status == RUBRIC_OK)
            rubric_node_remove(other);
        return status;
    }
    rubric_status status = rubric_node_check_children(other, node, error);
    if (status != RUBRIC_OK)
        return status;
    if (rubric_kind_content(rubric_node_kind(other)) != rubric_kind_content(kind))
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT, "a %s cannot take in what a %s has",
                                rubric_kind_name(kind), rubric_kind_name(rubric_node_kind(other)));
    rubric_node_detach(other); // it may stand in `node`
    uint32_t child;
    while ((child = node_of(other)->first) != 0) {
        rubric_document_cut(document, child);
        rubric_document_unlink(document, child);
        rubric_document_link(document, child, node.id, 0);
    }
    rubric_document_mark(document, node.id, NODE_CHILDREN);
    rubric_document_touch(document, node.id);
    rubric_node_remove(other);
    return RUBRIC_OK;
}
