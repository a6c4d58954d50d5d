// SPDX-License-Identifier: MIT
// Where text came from: segments from the plane to the source, and back.
#include "base/sort.h"
#include "document/document.h"

// A verbatim piece that goes on where the last segment ends, in plane and source, needs no new one.
static bool continues(const rubric_document *document, enum origin_kind kind, uint32_t source) {
    if (!document->segment_count || kind != ORIGIN_VERBATIM)
        return false;
    const struct segment *last = &document->segments[document->segment_count - 1];
    return last->kind == ORIGIN_VERBATIM &&
           last->source + (document->plane.size - last->plane) == source;
}

bool rubric_plane_put(rubric_document *document, rubric_slice bytes, enum origin_kind kind,
                      uint32_t source, uint32_t source_size) {
    if (bytes.size == 0)
        return true;
    if (document->plane.size + bytes.size >= UINT32_MAX) {
        rubric_context_fail(document->context, RUBRIC_ERROR_LIMIT);
        return false;
    }
    if (!continues(document, kind, source)) {
        if (!rubric_array_reserve(document->context, (void **)&document->segments,
                                  &document->segment_capacity, document->segment_count,
                                  sizeof *document->segments))
            return false;
        struct segment *segment = &document->segments[document->segment_count++];
        segment->plane = (uint32_t)document->plane.size;
        segment->source = source;
        segment->size = source_size & 0x1FFFFFFF;
        segment->kind = kind;
    }
    rubric_buffer_put_slice(&document->plane, bytes);
    return !document->plane.failed;
}

// Index of the segment that holds a plane offset, or -1.
static int64_t find_segment(const rubric_document *document, uint32_t plane) {
    int64_t low = 0, high = (int64_t)document->segment_count - 1, found = -1;
    while (low <= high) {
        int64_t middle = (low + high) / 2;
        if (document->segments[middle].plane <= plane) {
            found = middle;
            low = middle + 1;
        } else {
            high = middle - 1;
        }
    }
    return found;
}

static uint32_t segment_end(const rubric_document *document, int64_t index) {
    return index + 1 < document->segment_count ? document->segments[index + 1].plane
                                               : (uint32_t)document->plane.size;
}

bool rubric_plane_copy(rubric_document *document, uint32_t begin, uint32_t end) {
    int64_t index = find_segment(document, begin);
    while (begin < end) {
        struct segment segment = document->segments[index];
        uint32_t stop = segment_end(document, index);
        if (stop > end)
            stop = end;
        uint32_t source = segment.source;
        if (segment.kind == ORIGIN_VERBATIM)
            source += begin - segment.plane;
        // The plane may move while it grows, so room is made before its bytes are named.
        if (!rubric_buffer_reserve(&document->plane, stop - begin))
            return false;
        rubric_slice bytes = rubric_slice_make(document->plane.bytes + begin, stop - begin);
        if (!rubric_plane_put(document, bytes, (enum origin_kind)segment.kind, source,
                              segment.size))
            return false;
        begin = stop;
        index++;
    }
    return true;
}

rubric_range rubric_node_source(rubric_node node) {
    const struct node *at = node_of(node);
    rubric_range range = {0, 0, false};
    if (at->source_begin == RUBRIC_NO_SOURCE)
        return range;
    range.begin = at->source_begin;
    range.end = at->source_end;
    range.known = true;
    return range;
}

rubric_range rubric_plane_source(const rubric_document *document, uint32_t plane) {
    rubric_range range = {0, 0, false};
    int64_t index = find_segment(document, plane);
    if (index < 0 || document->segments[index].kind == ORIGIN_SYNTHETIC)
        return range;
    const struct segment *segment = &document->segments[index];
    range.known = true;
    if (segment->kind == ORIGIN_VERBATIM) {
        range.begin = segment->source + (plane - segment->plane);
        range.end = range.begin + 1;
    } else {
        range.begin = segment->source;
        range.end = segment->source + segment->size;
    }
    return range;
}

rubric_range rubric_node_source_range(rubric_node block, size_t begin, size_t end) {
    rubric_document_layout(block.document, block.id);
    uint32_t base = node_of(block)->text_begin;
    uint32_t limit = node_of(block)->text_end;
    uint32_t from = base + (uint32_t)begin, to = base + (uint32_t)end;
    rubric_range range = {0, 0, false};
    for (; from < to && from < limit && !range.known; from++)
        range = rubric_plane_source(block.document, from);
    for (; to > from && range.known; to--) {
        rubric_range last = rubric_plane_source(block.document, to - 1);
        if (last.known && last.end > range.begin) {
            range.end = last.end;
            break;
        }
    }
    return range;
}

static bool stands_before(const void *a, const void *b, const void *user) {
    const rubric_document *document = user;
    return document->segments[*(const uint32_t *)a].source <
           document->segments[*(const uint32_t *)b].source;
}

// Segments that have a place in the source, in its order: mostly the order they were read in.
static bool index_sources(rubric_document *document) {
    for (uint32_t i = 0; i < document->read_segments; i++) {
        if (document->segments[i].kind == ORIGIN_SYNTHETIC)
            continue;
        if (!rubric_array_reserve(document->context, (void **)&document->sources,
                                  &document->source_capacity, document->source_count,
                                  sizeof *document->sources))
            return false;
        document->sources[document->source_count++] = i;
    }
    // A page may have been made to stand in any order.
    return rubric_sort(document->context, document->sources, document->source_count,
                       sizeof *document->sources, stands_before, document);
}

// How many of the indexed segments begin at or before a source offset.
static uint32_t count_until(const rubric_document *document, uint32_t source) {
    uint32_t low = 0, high = document->source_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (document->segments[document->sources[middle]].source <= source)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

// The source behind what a segment was read from.
static uint32_t source_end(const rubric_document *document, uint32_t index) {
    const struct segment *segment = &document->segments[index];
    return segment->kind == ORIGIN_VERBATIM
               ? segment->source + (segment_end(document, index) - segment->plane)
               : segment->source + segment->size;
}

rubric_range rubric_document_read_text(rubric_document *document, uint32_t begin, uint32_t end) {
    rubric_range range = {begin, begin, false};
    if (!document->source_count && !index_sources(document))
        return range;
    uint32_t first = begin ? count_until(document, begin - 1) : 0;
    uint32_t behind = end ? count_until(document, end - 1) : 0;
    // Text that stands together in the source is one segment, whatever nodes it is in.
    bool is_inside = first &&
                     document->segments[document->sources[first - 1]].kind == ORIGIN_VERBATIM &&
                     source_end(document, document->sources[first - 1]) > begin;
    if (first >= behind && !is_inside)
        return range;
    range.known = true;
    if (!is_inside)
        range.begin = document->segments[document->sources[first]].source;
    range.end = source_end(document, document->sources[behind - 1]);
    if (range.end > end)
        range.end = end;
    return range;
}

bool rubric_document_read_plane(rubric_document *document, uint32_t source, uint32_t *plane) {
    if (!document->source_count && !index_sources(document))
        return false;
    uint32_t found = count_until(document, source);
    if (found-- == 0)
        return false;
    const struct segment *segment = &document->segments[document->sources[found]];
    uint32_t inside = source - segment->source;
    uint32_t size = segment_end(document, segment - document->segments) - segment->plane;
    bool is_verbatim = segment->kind == ORIGIN_VERBATIM;
    if (inside >= (is_verbatim ? size : segment->size ? segment->size : 1))
        return false;
    *plane = segment->plane + (is_verbatim ? inside : 0);
    return true;
}
