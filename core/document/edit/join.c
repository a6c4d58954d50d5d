// SPDX-License-Identifier: MIT
// Joining neighbouring runs that edits left side by side. Only blocks that were edited are looked
// at; they wait in a list, since a run must not go while somebody works on its block.
#include "document/document.h"

void rubric_document_loosen(rubric_document *document, uint32_t block) {
    struct node *node = node_at(document, block);
    if (node->flags & NODE_LOOSE)
        return;
    // Without memory for the list the runs stay apart, and the failure is sticky in the context.
    if (!rubric_array_reserve(document->context, (void **)&document->loose,
                              &document->loose_capacity, document->loose_count,
                              sizeof *document->loose))
        return;
    document->loose[document->loose_count++] = block;
    node->flags |= NODE_LOOSE;
}

static bool is_plain_run(const rubric_document *document, uint32_t id) {
    const struct node *node = node_at(document, id);
    return node->kind == RUBRIC_KIND_TEXT && !node->attributes && !node->element;
}

// Which of the runs from `first` to `last` stays: one that was read, so that its source is known.
static uint32_t choose(const rubric_document *document, uint32_t first, uint32_t last) {
    for (uint32_t id = first;; id = node_at(document, id)->next) {
        if (node_is_read(document, id) && node_at(document, id)->source_begin != RUBRIC_NO_SOURCE)
            return id;
        if (id == last)
            return first;
    }
}

// What was read of a run now belongs to `keeper`: its source goes on to the end of that of the run.
// Where the two do not follow each other in the source, the run leaves its place as any node does.
static void hand_over(rubric_document *document, uint32_t run, uint32_t keeper) {
    struct node *node = node_at(document, run), *to = node_at(document, keeper);
    bool follows = node_is_read(document, run) && node_is_read(document, keeper) &&
                   node->source_begin != RUBRIC_NO_SOURCE && node->source_begin >= to->source_end;
    if (follows)
        to->source_end = node->source_end;
    else
        rubric_document_cut(document, run);
}

// Makes one run of those from `first` to `last`.
static bool join(rubric_document *document, uint32_t first, uint32_t last) {
    uint32_t begin = (uint32_t)document->plane.size;
    uint32_t keeper = choose(document, first, last);
    for (uint32_t id = first; id; id = id == last ? 0 : node_at(document, id)->next)
        if (!rubric_plane_copy(document, node_at(document, id)->text_begin,
                               node_at(document, id)->text_end))
            return false;
    uint32_t behind = node_at(document, last)->next;
    for (uint32_t id = first, next; id != behind; id = next) {
        next = node_at(document, id)->next;
        if (id == keeper)
            continue;
        hand_over(document, id, keeper);
        rubric_document_unlink(document, id);
        node_at(document, id)->flags |= NODE_REMOVED;
    }
    node_at(document, keeper)->text_begin = begin;
    node_at(document, keeper)->text_end = (uint32_t)document->plane.size;
    rubric_document_mark(document, keeper, NODE_TEXT);
    return true;
}

// Joins the runs that begin with a child; returns the one that stands there then, 0 on failure.
static uint32_t join_from(rubric_document *document, uint32_t first) {
    uint32_t last = first, next;
    while ((next = node_at(document, last)->next) != 0 && is_plain_run(document, next))
        last = next;
    if (last == first)
        return first;
    uint32_t behind = node_at(document, last)->next, parent = node_at(document, first)->parent;
    if (!join(document, first, last))
        return 0;
    return behind ? node_at(document, behind)->previous : node_at(document, parent)->last;
}

static bool join_block(rubric_document *document, uint32_t block) {
    rubric_cursor cursor = rubric_cursor_begin(node_value(document, block));
    bool changed = false;
    while (rubric_cursor_next(&cursor)) {
        if (!rubric_context_charge(document->context, 1))
            return false;
        if (!cursor.entering || !is_plain_run(document, cursor.node.id))
            continue;
        uint32_t revision = (uint32_t)document->revision;
        cursor.node.id = join_from(document, cursor.node.id);
        if (!cursor.node.id)
            return false;
        changed = changed || revision != (uint32_t)document->revision;
    }
    if (changed)
        node_at(document, block)->flags |= NODE_DIRTY;
    return true;
}

void rubric_document_join_runs(rubric_document *document) {
    while (document->loose_count) {
        uint32_t block = document->loose[document->loose_count - 1];
        bool is_leaf = rubric_kind_is_leaf((rubric_kind)node_at(document, block)->kind);
        if (!(node_at(document, block)->flags & NODE_REMOVED) && is_leaf &&
            rubric_kinds[node_at(document, block)->kind].content == RUBRIC_CONTENT_INLINES &&
            !join_block(document, block))
            return;
        node_at(document, block)->flags &= (uint16_t)~NODE_LOOSE;
        document->loose_count--;
    }
}
