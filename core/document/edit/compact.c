// SPDX-License-Identifier: MIT
// Giving back the plane that edits left behind: each writes its text at the end, and what stood
// there before belongs to nobody. The part that was read stays, for the way back from the source.
#include "document/edit/shift.h"

enum { ROOM = 1 << 18 }; // bytes that edits may leave before it is worth a walk

/** What stands behind the part that was read, while it is put together again. */
struct tail {
    uint32_t begin; // in the plane
    char *bytes;
    size_t size;
    struct segment *segments;
    uint32_t count;
};

static bool is_live_run(const struct node *node, uint32_t begin) {
    return !(node->flags & NODE_REMOVED) && node_is_run(node) && node->text_begin >= begin &&
           node->text_end > node->text_begin;
}

static uint32_t count_live(const rubric_document *document, uint32_t begin) {
    uint32_t count = 0;
    for (uint32_t id = 1; id <= document->node_count; id++)
        count += is_live_run(node_at(document, id), begin);
    return count;
}

// Takes a copy of the tail and makes room for all its pieces, so that nothing can fail behind it.
static bool take_tail(rubric_document *document, struct tail *tail) {
    tail->begin = document->read_plane;
    tail->size = document->plane.size - tail->begin;
    tail->count = document->segment_count - document->read_segments;
    uint32_t wanted = document->segment_count + count_live(document, tail->begin) + 1;
    tail->bytes = rubric_context_allocate(document->context, tail->size);
    tail->segments =
        rubric_context_allocate(document->context, (tail->count + 1) * sizeof *tail->segments);
    struct segment *grown = NULL;
    if (tail->bytes && tail->segments)
        grown = rubric_context_resize(document->context, document->segments,
                                      document->segment_capacity * sizeof *grown,
                                      (size_t)wanted * sizeof *grown);
    if (!grown)
        return false;
    document->segments = grown;
    document->segment_capacity = wanted;
    memcpy(tail->bytes, document->plane.bytes + tail->begin, tail->size);
    if (tail->count)
        memcpy(tail->segments, grown + document->read_segments,
               tail->count * sizeof *tail->segments);
    return true;
}

// The last segment that begins at or before a place in the plane.
static uint32_t find_segment(const struct tail *tail, uint32_t plane) {
    uint32_t low = 0, high = tail->count;
    while (low + 1 < high) {
        uint32_t middle = low + (high - low) / 2;
        if (tail->segments[middle].plane <= plane)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static void put_run(rubric_document *document, const struct tail *tail, struct node *node) {
    uint32_t at = node->text_begin, end = node->text_end;
    node->text_begin = (uint32_t)document->plane.size;
    for (uint32_t i = find_segment(tail, at); i < tail->count && at < end; i++) {
        const struct segment *segment = &tail->segments[i];
        uint32_t stop = i + 1 < tail->count ? segment[1].plane : tail->begin + (uint32_t)tail->size;
        stop = stop < end ? stop : end;
        bool is_verbatim = segment->kind == ORIGIN_VERBATIM;
        rubric_plane_put(document, rubric_slice_make(tail->bytes + (at - tail->begin), stop - at),
                         (enum origin_kind)segment->kind,
                         segment->source + (is_verbatim ? at - segment->plane : 0), segment->size);
        at = stop;
    }
    node->text_end = (uint32_t)document->plane.size;
}

static void put_runs(rubric_document *document, const struct tail *tail) {
    document->plane.size = tail->begin;
    document->segment_count = document->read_segments;
    for (uint32_t id = 1; id <= document->node_count; id++) {
        struct node *node = node_at(document, id);
        if (is_live_run(node, tail->begin)) {
            put_run(document, tail, node);
            rubric_document_touch(document, id); // its block is laid out when it is next read
        } else if (node->text_begin >= tail->begin) {
            node->text_begin = node->text_end = tail->begin; // what has text gets its place then
        }
    }
}

void rubric_document_compact(rubric_document *document) {
    size_t kept =
        document->kept_plane > document->read_plane ? document->kept_plane : document->read_plane;
    if (document->plane.size < 2 * kept + ROOM)
        return;
    struct tail tail = {0};
    if (take_tail(document, &tail))
        put_runs(document, &tail);
    rubric_context_release(document->context, tail.bytes, tail.size);
    rubric_context_release(document->context, tail.segments,
                           (tail.count + 1) * sizeof *tail.segments);
    document->kept_plane = (uint32_t)document->plane.size;
    rubric_context_charge(document->context, document->node_count / 8 + document->plane.size / 64);
}
