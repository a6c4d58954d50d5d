// SPDX-License-Identifier: MIT
// Places among siblings. All children of a parent are counted at once and remembered until the tree
// changes, so that asking each of a million siblings takes linear time.
#include "document/document.h"

// Without memory for the places each question counts anew.
static bool reserve(rubric_document *document) {
    if (document->sibling_capacity > document->node_count)
        return true;
    size_t capacity = (size_t)document->node_count + 1 + document->node_count / 4;
    size_t old_size = document->sibling_capacity * sizeof *document->siblings;
    struct sibling_place *siblings = rubric_context_resize(document->context, document->siblings,
                                                           old_size, capacity * sizeof *siblings);
    if (!siblings)
        return false;
    memset((char *)siblings + old_size, 0, capacity * sizeof *siblings - old_size);
    document->siblings = siblings;
    document->sibling_capacity = (uint32_t)capacity;
    return true;
}

static uint32_t count_back(rubric_node node) {
    uint32_t index = 1;
    while ((node = rubric_node_previous(node)).id)
        index++;
    rubric_context_charge(node.document->context, index);
    return index;
}

// Whether the children of a parent are counted as the tree stands.
static bool count_children(rubric_document *document, uint32_t parent) {
    uint32_t now = (uint32_t)document->revision + 1, index = 0;
    if (!reserve(document))
        return false;
    if (document->siblings[parent].counted == now && now != 0)
        return true;
    for (uint32_t id = node_at(document, parent)->first; id; id = node_at(document, id)->next)
        document->siblings[id].index = ++index;
    document->siblings[parent].counted = now;
    return rubric_context_charge(document->context, index);
}

enum { FEW = 4 }; // so many steps back cost less than counting

uint32_t rubric_node_index(rubric_node node) {
    rubric_document *document = node.document;
    uint32_t parent = node_of(node)->parent;
    uint32_t earlier = node_of(node)->previous, steps = 1;
    for (; earlier && steps < FEW; steps++)
        earlier = node_at(document, earlier)->previous;
    if (!earlier)
        return steps;
    return parent && count_children(document, parent) ? document->siblings[node.id].index
                                                      : count_back(node);
}

uint32_t rubric_node_index_from_end(rubric_node node) {
    rubric_node parent = rubric_node_parent(node);
    if (!parent.id)
        return 1;
    return rubric_node_index(rubric_node_last(parent)) + 1 - rubric_node_index(node);
}
