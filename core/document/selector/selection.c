// SPDX-License-Identifier: MIT
// Asking a selector: about one node, or about all below a root.
#include "document/document.h"
#include "document/selector/selector.h"

static bool may_match(const rubric_selector *selector, uint8_t kind) {
    return selector->kinds >> kind & 1;
}

bool rubric_selector_matches(const rubric_selector *selector, rubric_node node) {
    struct matching matching = {node.document->context, NULL, 1, false};
    bool matches = may_match(selector, node_of(node)->kind) &&
                   (selector->only_kinds || rubric_chains_match(&matching, selector->chains, node));
    rubric_matching_settle(&matching);
    return matches && !matching.stopped;
}

uint32_t rubric_selector_weigh(const rubric_selector *selector, rubric_node node,
                               rubric_selector_memo *memo) {
    struct matching matching = {node.document->context, memo, 1, false};
    uint32_t most = 0;
    if (!may_match(selector, node_of(node)->kind))
        return 0;
    if (selector->only_kinds && !selector->chains->next)
        return rubric_context_charge(matching.context, 1) ? selector->chains->weight + 1 : 0;
    for (const struct chain *chain = selector->chains; chain; chain = chain->next)
        if (chain->weight >= most && rubric_chain_matches(&matching, chain, node))
            most = chain->weight + 1;
    rubric_matching_settle(&matching);
    return matching.stopped ? 0 : most;
}

rubric_selection rubric_selection_begin(const rubric_selector *selector, rubric_node root) {
    rubric_selection selection = {.selector = selector, .root = root, .node = root};
    return selection;
}

// The node behind `id` in document order; 0 behind the last one below the root.
static inline uint32_t step(const rubric_document *document, uint32_t id, uint32_t root) {
    const struct node *node = node_at(document, id);
    if (node->first)
        return node->first;
    while (!node->next) {
        if (id == root)
            return 0;
        id = node->parent;
        if (id == root || !id)
            return 0;
        node = node_at(document, id);
    }
    return id == root ? 0 : node->next;
}

bool rubric_selection_next(rubric_selection *selection) {
    const rubric_selector *selector = selection->selector;
    rubric_node root = selection->root, node = selection->node;
    struct matching matching = {root.document->context, &selection->memo, 0, false};
    while (node.id && (node.id = step(root.document, node.id, root.id)) != 0 &&
           matching_step(&matching)) {
        if (!may_match(selector, node_of(node)->kind))
            continue;
        if (selector->only_kinds || rubric_chains_match(&matching, selector->chains, node))
            break;
    }
    rubric_matching_settle(&matching);
    selection->node.id = matching.stopped ? 0 : node.id;
    return selection->node.id != 0;
}
