// SPDX-License-Identifier: MIT
// Patches for a list of children: new ones are put in beside those that stayed, and those that
// left are cut out.
#include "formats/source/source.h"

#include "base/sort.h"

static uint32_t next_of(const rubric_document *document, uint32_t id) {
    return node_at(document, id)->next;
}

// Finds the next new children from `id` on; false when there are none.
static bool find_newcomers(const rubric_document *document, uint32_t id,
                           struct newcomers *newcomers) {
    newcomers->left = id ? node_at(document, id)->previous : 0;
    while (id && node_is_read(document, id)) {
        newcomers->left = id;
        id = next_of(document, id);
    }
    newcomers->first = newcomers->last = newcomers->right = id;
    for (; id && !node_is_read(document, id); id = next_of(document, id))
        newcomers->last = id;
    newcomers->right = id;
    return newcomers->first != 0;
}

static bool has_place(const struct patcher *patcher, uint32_t parent,
                      const struct newcomers *newcomers) {
    rubric_range range;
    size_t offset;
    if (newcomers->left || newcomers->right)
        return (newcomers->left && patcher->format->extent(patcher, newcomers->left, &range)) ||
               (newcomers->right && patcher->format->extent(patcher, newcomers->right, &range));
    return patcher->format->inside(patcher, parent, &offset);
}

// Children that were read stand one behind the other in the source, as a tree of sane tags does.
static bool is_in_order(const struct patcher *patcher, uint32_t parent) {
    const rubric_document *document = patcher->document;
    uint32_t end = 0;
    for (uint32_t id = node_at(document, parent)->first; id; id = next_of(document, id)) {
        const struct node *node = node_at(document, id);
        if (!node_is_read(document, id) || node->source_begin == RUBRIC_NO_SOURCE)
            continue;
        if (node->source_begin < end)
            return false;
        end = node->source_end;
    }
    return true;
}

bool rubric_source_can_put_children(const struct patcher *patcher, uint32_t id) {
    const rubric_document *document = patcher->document;
    struct newcomers newcomers;
    if (!patcher->format->takes_children(patcher, id) || !is_in_order(patcher, id))
        return false;
    for (uint32_t child = node_at(document, id)->first; find_newcomers(document, child, &newcomers);
         child = newcomers.right)
        if (!has_place(patcher, id, &newcomers))
            return false;
    return true;
}

static bool stands_before(const void *a, const void *b, const void *user) {
    (void)user;
    return ((const struct cut *)a)->parent < ((const struct cut *)b)->parent;
}

// Cuts lie by parent, for the source writer sorts them when it begins.
static void put_cuts(struct patcher *patcher, uint32_t parent) {
    const rubric_document *document = patcher->document;
    uint32_t low = 0, high = document->cut_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (document->cuts[middle].parent < parent)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < document->cut_count && document->cuts[low].parent == parent; low++)
        patcher->format->put_cut(patcher, document->cuts[low].id);
}

bool rubric_source_sort_cuts(rubric_document *document) {
    return rubric_sort(document->context, document->cuts, document->cut_count,
                       sizeof *document->cuts, stands_before, NULL);
}

void rubric_source_put_children(struct patcher *patcher, uint32_t id) {
    const rubric_document *document = patcher->document;
    struct newcomers newcomers;
    for (uint32_t child = node_at(document, id)->first; find_newcomers(document, child, &newcomers);
         child = newcomers.right)
        patcher->format->put_newcomers(patcher, &newcomers);
    put_cuts(patcher, id);
}
