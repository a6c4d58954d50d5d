// SPDX-License-Identifier: MIT
// Small questions to gumbo's nodes.
#include "readers/html/html.h"

GumboNode *rubric_html_next_node(GumboNode *node, const GumboNode *root) {
    if (node->type == GUMBO_NODE_ELEMENT && node->v.element.children.length)
        return node->v.element.children.data[0];
    while (node != root && node->index_within_parent + 1 >= node->parent->v.element.children.length)
        node = node->parent;
    return node == root ? NULL
                        : node->parent->v.element.children.data[node->index_within_parent + 1];
}

const char *rubric_html_attribute_of(const GumboElement *element, const char *name) {
    const GumboAttribute *attribute = gumbo_get_attribute(&element->attributes, name);
    return attribute ? attribute->value : NULL;
}

const GumboNode *rubric_html_only_child(const GumboElement *element) {
    const GumboNode *only = NULL;
    for (unsigned i = 0; i < element->children.length; i++) {
        const GumboNode *child = element->children.data[i];
        if (child->type == GUMBO_NODE_WHITESPACE || child->type == GUMBO_NODE_COMMENT)
            continue;
        if (only)
            return NULL;
        only = child;
    }
    return only;
}

rubric_slice rubric_html_own_text(const GumboElement *element) {
    const GumboNode *child = rubric_html_only_child(element);
    bool is_text = child && (child->type == GUMBO_NODE_TEXT || child->type == GUMBO_NODE_CDATA);
    return rubric_slice_of(is_text ? child->v.text.text : "");
}
