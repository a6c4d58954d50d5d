// SPDX-License-Identifier: MIT
// Replacing stretches of a block's text, whatever runs they lie in.
#include "document/edit/shift.h"

/** The stretches of one block on their way through its runs. */
struct replacing {
    rubric_node block;
    const rubric_replacement *list;
    size_t count;
    size_t next;       // of the list
    bool is_put;       // its text stands in a run before
    uint32_t base;     // where the text of the block begins in the plane
    rubric_buffer ids; // of the runs
};

static uint32_t run_at(const struct replacing *replacing, size_t index) {
    uint32_t id;
    memcpy(&id, replacing->ids.bytes + index * sizeof id, sizeof id);
    return id;
}

static bool collect_runs(struct replacing *replacing) {
    rubric_cursor cursor = rubric_cursor_begin(replacing->block);
    while (rubric_cursor_next(&cursor))
        if (cursor.entering && node_is_run(node_of(cursor.node)))
            rubric_buffer_put(&replacing->ids, (const char *)&cursor.node.id, sizeof(uint32_t));
    return !replacing->ids.failed;
}

// Whether the next stretch has something to do in a run. What is put in at the end of a run stands
// in the one behind it, if there is one.
static bool touches(const struct replacing *replacing, uint32_t end, bool is_last) {
    if (replacing->next == replacing->count)
        return false;
    const rubric_replacement *item = &replacing->list[replacing->next];
    uint32_t begin = replacing->base + (uint32_t)item->begin;
    return begin < end || (begin == end && item->begin == item->end && is_last);
}

// Writes one run anew, as far as stretches touch it.
static bool splice_run(struct replacing *replacing, uint32_t id, bool is_last) {
    rubric_document *document = replacing->block.document;
    uint32_t at = node_at(document, id)->text_begin, end = node_at(document, id)->text_end;
    uint32_t start = (uint32_t)document->plane.size;
    if (!touches(replacing, end, is_last))
        return true;
    while (touches(replacing, end, is_last)) {
        const rubric_replacement *item = &replacing->list[replacing->next];
        uint32_t begin = replacing->base + (uint32_t)item->begin;
        uint32_t stop = replacing->base + (uint32_t)item->end;
        if (!rubric_plane_copy(document, at, begin > at ? begin : at) ||
            (!replacing->is_put && !rubric_plane_put(document, item->text, ORIGIN_SYNTHETIC, 0, 0)))
            return false;
        replacing->is_put = stop > end;
        at = replacing->is_put ? end : stop > at ? stop : at;
        if (replacing->is_put)
            break;
        replacing->next++;
    }
    if (!rubric_plane_copy(document, at, end))
        return false;
    node_at(document, id)->text_begin = start;
    node_at(document, id)->text_end = (uint32_t)document->plane.size;
    rubric_document_mark(document, id, NODE_TEXT);
    return true;
}

static bool splice_runs(struct replacing *replacing) {
    rubric_document *document = replacing->block.document;
    size_t count = replacing->ids.size / sizeof(uint32_t);
    for (size_t i = 0; i < count; i++) {
        uint32_t id = run_at(replacing, i);
        uint32_t before = node_at(document, id)->text_begin;
        if (!splice_run(replacing, id, i + 1 == count))
            return false;
        const struct node *node = node_at(document, id);
        bool is_empty = node->text_begin == node->text_end && node->text_begin != before &&
                        rubric_kind_is_inline((rubric_kind)node->kind) && node->parent;
        if (is_empty)
            rubric_node_remove(node_value(document, id));
    }
    return true;
}

// A block without runs gets one for what is put in.
static rubric_status append_run(rubric_node block, const rubric_replacement *list, size_t count,
                                rubric_error *error) {
    rubric_document *document = block.document;
    rubric_node run;
    rubric_status status = rubric_node_new(&run, document, RUBRIC_KIND_TEXT, error);
    for (size_t i = 0; status == RUBRIC_OK && i < count; i++)
        if (!rubric_plane_put(document, list[i].text, ORIGIN_SYNTHETIC, 0, 0))
            status = document_failure(document, error);
    if (status != RUBRIC_OK)
        return status;
    node_of(run)->text_end = (uint32_t)document->plane.size;
    rubric_document_link(document, run.id, block.id, 0);
    rubric_document_mark(document, block.id, NODE_CHILDREN);
    return RUBRIC_OK;
}

static rubric_status check(rubric_node block, const rubric_replacement *list, size_t count,
                           rubric_error *error) {
    rubric_slice plane = rubric_node_plane(block);
    size_t size = plane.size, at = 0;
    if (!rubric_kind_is_leaf(rubric_node_kind(block)))
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT, "a %s has no text of its own",
                                rubric_kind_name(rubric_node_kind(block)));
    for (size_t i = 0; i < count; i++) {
        if (list[i].begin < at || list[i].end < list[i].begin || list[i].end > size)
            return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT, "no such range of text");
        if ((list[i].begin < size && rubric_utf8_floor(plane, list[i].begin) != list[i].begin) ||
            (list[i].end < size && rubric_utf8_floor(plane, list[i].end) != list[i].end))
            return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT,
                                    "the range ends inside of a code point");
        at = list[i].end;
    }
    return RUBRIC_OK;
}

static bool shift_layers(rubric_node block, const rubric_replacement *list, size_t count) {
    rubric_document *document = block.document;
    if (!rubric_layers_watch(document, block.id))
        return true;
    struct edit *edits = rubric_context_allocate(document->context, count * sizeof *edits);
    if (!edits)
        return false;
    for (size_t i = 0; i < count; i++)
        edits[i] = (struct edit){(uint32_t)list[i].begin, (uint32_t)list[i].end,
                                 (uint32_t)list[i].text.size, 0};
    rubric_layers_shift_all(document, block.id, edits, (uint32_t)count);
    rubric_context_release(document->context, edits, count * sizeof *edits);
    return true;
}

rubric_status rubric_node_replace_ranges(rubric_node block, const rubric_replacement *list,
                                         size_t count, rubric_error *error) {
    rubric_document *document = block.document;
    rubric_status status = check(block, list, count, error);
    if (status != RUBRIC_OK || count == 0)
        return status;
    struct replacing replacing = {
        .block = block, .list = list, .count = count, .base = node_of(block)->text_begin};
    rubric_buffer_init(&replacing.ids, document->context);
    bool done = collect_runs(&replacing) && shift_layers(block, list, count);
    rubric_document_touch(document, block.id);
    if (done && replacing.ids.size == 0)
        status = append_run(block, list, count, error);
    else if (!done || !splice_runs(&replacing))
        status = document_failure(document, error);
    rubric_buffer_clear(&replacing.ids);
    return status;
}

rubric_status rubric_node_replace_range(rubric_node block, size_t begin, size_t end,
                                        rubric_slice text, rubric_error *error) {
    rubric_replacement replacement = {begin, end, text};
    return rubric_node_replace_ranges(block, &replacement, 1, error);
}
