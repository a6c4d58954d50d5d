// SPDX-License-Identifier: MIT
// Replacing stretches of a block's text, whatever runs they lie in.
#include "document/edit/shift.h"

/** The stretches of one block on their way through its runs, which need not be laid out. */
struct replacing {
    rubric_node block;
    const rubric_replacement *list;
    size_t count;
    size_t next;       // of the list
    bool is_put;       // its text stands in a run before
    size_t offset;     // where the run begins in the text of the block
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
static bool touches(const struct replacing *replacing, size_t end, bool is_last) {
    if (replacing->next == replacing->count)
        return false;
    const rubric_replacement *item = &replacing->list[replacing->next];
    return item->begin < end || (item->begin == end && item->begin == item->end && is_last);
}

// Writes one run anew, as far as stretches touch it.
static bool splice_run(struct replacing *replacing, uint32_t id, bool is_last) {
    rubric_document *document = replacing->block.document;
    const struct node *node = node_at(document, id);
    // What an offset into the text of the block is in the plane.
    size_t at = replacing->offset, end = at + (node->text_end - node->text_begin);
    uint32_t shift = node->text_begin - (uint32_t)at, start = (uint32_t)document->plane.size;
    if (!touches(replacing, end, is_last))
        return true;
    while (touches(replacing, end, is_last)) {
        const rubric_replacement *item = &replacing->list[replacing->next];
        size_t begin = item->begin > at ? item->begin : at;
        if (!rubric_plane_copy(document, (uint32_t)at + shift, (uint32_t)begin + shift) ||
            (!replacing->is_put && !rubric_plane_put(document, item->text, ORIGIN_SYNTHETIC, 0, 0)))
            return false;
        replacing->is_put = item->end > end;
        at = replacing->is_put ? end : item->end > begin ? item->end : begin;
        if (replacing->is_put)
            break;
        replacing->next++;
    }
    if (!rubric_plane_copy(document, (uint32_t)at + shift, (uint32_t)end + shift))
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
        const struct node *node = node_at(document, id);
        uint32_t before = node->text_begin, size = node->text_end - node->text_begin;
        if (!splice_run(replacing, id, i + 1 == count))
            return false;
        replacing->offset += size;
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

static size_t place_at(const struct replacing *replacing, size_t index) {
    const rubric_replacement *item = &replacing->list[index / 2];
    return index % 2 ? item->end : item->begin;
}

// Begins and ends must rise, lie in the text, and not inside of a code point.
static rubric_status check(const struct replacing *replacing, rubric_error *error) {
    const rubric_document *document = replacing->block.document;
    size_t next = 0, places = 2 * replacing->count, offset = 0;
    for (size_t i = 1; i < places; i++)
        if (place_at(replacing, i) < place_at(replacing, i - 1))
            return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT, "no such range of text");
    for (size_t i = 0; i < replacing->count; i++)
        if (rubric_utf8_valid(replacing->list[i].text) != replacing->list[i].text.size)
            return rubric_error_set(error, RUBRIC_ERROR_ENCODING, "the text is not valid UTF-8");
    for (size_t i = 0; i < replacing->ids.size / sizeof(uint32_t); i++) {
        const struct node *node = node_at(document, run_at(replacing, i));
        size_t end = offset + (node->text_end - node->text_begin);
        for (; next < places && place_at(replacing, next) < end; next++) {
            char byte =
                document->plane.bytes[node->text_begin + (place_at(replacing, next) - offset)];
            if ((byte & 0xC0) == 0x80)
                return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT,
                                        "the range ends inside of a code point");
        }
        offset = end;
    }
    for (; next < places; next++)
        if (place_at(replacing, next) > offset)
            return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT, "no such range of text");
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
    if (rubric_is_missing(block.document, "block", error))
        return RUBRIC_ERROR_ARGUMENT;
    rubric_document *document = block.document;
    if (!rubric_kind_is_leaf(rubric_node_kind(block)))
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT, "a %s has no text of its own",
                                rubric_kind_name(rubric_node_kind(block)));
    if (count == 0)
        return RUBRIC_OK;
    rubric_document_compact(document);
    document->walked.block = 0;
    struct replacing replacing = {.block = block, .list = list, .count = count};
    rubric_buffer_init(&replacing.ids, document->context);
    bool done = collect_runs(&replacing);
    rubric_status status = done ? check(&replacing, error) : document_failure(document, error);
    if (status == RUBRIC_OK) {
        done = shift_layers(block, list, count);
        rubric_document_touch(document, block.id);
        if (done && replacing.ids.size == 0)
            status = append_run(block, list, count, error);
        else if (!done || !splice_runs(&replacing))
            status = document_failure(document, error);
    }
    rubric_buffer_clear(&replacing.ids);
    return status;
}

rubric_status rubric_node_replace_range(rubric_node block, size_t begin, size_t end,
                                        rubric_slice text, rubric_error *error) {
    if (rubric_is_missing(block.document, "block", error))
        return RUBRIC_ERROR_ARGUMENT;
    rubric_replacement replacement = {begin, end, text};
    return rubric_node_replace_ranges(block, &replacement, 1, error);
}
