// SPDX-License-Identifier: MIT
// Walking a tree by its links, without recursion.
#include "document/document.h"

bool rubric_cursor_next(rubric_cursor *cursor) {
    rubric_document *document = cursor->root.document;
    if (!cursor->started) {
        cursor->started = true;
        return !rubric_node_is_null(cursor->root);
    }
    const struct node *node = node_at(document, cursor->node.id);
    if (cursor->entering && node->first) {
        cursor->node.id = node->first;
        return true;
    }
    if (cursor->entering) {
        cursor->entering = false; // a node without children is left at once
        return true;
    }
    if (cursor->node.id == cursor->root.id)
        return false;
    cursor->entering = node->next != 0;
    cursor->node.id = node->next ? node->next : node->parent;
    return cursor->node.id != 0;
}
