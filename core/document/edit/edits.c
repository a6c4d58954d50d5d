// SPDX-License-Identifier: MIT
// What was changed since a document was read: marks on nodes, and the nodes that left their place.
// The source writer patches the source from these.
#include "document/document.h"

rubric_status rubric_document_end_reading(rubric_document *document, rubric_error *error) {
    document->read_nodes = document->node_count;
    document->read_segments = document->segment_count;
    document->read_plane = (uint32_t)document->plane.size;
    return rubric_value_copy(&document->read_metadata, document->arena, &document->metadata) ==
                   RUBRIC_OK
               ? RUBRIC_OK
               : document_failure(document, error);
}

void rubric_document_mark(rubric_document *document, uint32_t id, enum node_flag change) {
    if (id == 0 || id > document->read_nodes)
        return; // a new node is written as a whole
    struct node *node = node_at(document, id);
    node->flags |= (uint16_t)change;
    for (uint32_t up = node->parent; up; up = node_at(document, up)->parent) {
        struct node *above = node_at(document, up);
        if (above->flags & NODE_INSIDE)
            return;
        above->flags |= NODE_INSIDE;
    }
}

void rubric_document_cut(rubric_document *document, uint32_t id) {
    struct node *node = node_at(document, id);
    if (!document->read_nodes || !node->parent)
        return;
    rubric_document_mark(document, node->parent, NODE_CHILDREN);
    if (!node_is_read(document, id))
        return;
    node->flags |= NODE_MOVED;
    // Where nobody knows the place of what left, its parent is written as a whole.
    if (node->source_begin == RUBRIC_NO_SOURCE)
        rubric_document_mark(document, node->parent, NODE_FIELDS);
    else if (rubric_array_reserve(document->context, (void **)&document->cuts,
                                  &document->cut_capacity, document->cut_count,
                                  sizeof *document->cuts))
        document->cuts[document->cut_count++] = (struct cut){id, node->parent};
}

bool rubric_document_is_changed(rubric_document *document) {
    return (node_at(document, 1)->flags & NODE_CHANGED) != 0 ||
           !rubric_value_equal(&document->metadata, &document->read_metadata);
}
