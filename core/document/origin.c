// SPDX-License-Identifier: MIT
// Where text came from: segments from the plane to the source, and lines of the source.
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

// The source range of one plane byte; unknown for a synthetic one.
static rubric_range source_of_byte(const rubric_document *document, uint32_t plane) {
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
        range = source_of_byte(block.document, from);
    for (; to > from && range.known; to--) {
        rubric_range last = source_of_byte(block.document, to - 1);
        if (last.known && last.end > range.begin) {
            range.end = last.end;
            break;
        }
    }
    return range;
}

size_t rubric_document_original(const rubric_document *document, size_t offset) {
    return rubric_decoded_original(&document->source.decoded, offset);
}

static bool add_line(rubric_document *document, uint32_t start) {
    if (!rubric_array_reserve(document->context, (void **)&document->line_starts,
                              &document->line_capacity, document->line_count, sizeof(uint32_t)))
        return false;
    document->line_starts[document->line_count++] = start;
    return true;
}

static bool index_lines(rubric_document *document) {
    rubric_slice text = document->source.decoded.text;
    if (!add_line(document, 0))
        return false;
    for (size_t i = 0; i < text.size; i++) {
        bool is_lone_return =
            text.bytes[i] == '\r' && !(i + 1 < text.size && text.bytes[i + 1] == '\n');
        if ((text.bytes[i] == '\n' || is_lone_return) && !add_line(document, (uint32_t)i + 1))
            return false;
    }
    return true;
}

rubric_position rubric_document_position(rubric_document *document, size_t offset) {
    rubric_position position = {1, 1};
    if (document->line_count == 0 && !index_lines(document))
        return position;
    rubric_slice text = document->source.decoded.text;
    if (offset > text.size)
        offset = text.size;
    uint32_t low = 0, high = document->line_count - 1;
    while (low < high) {
        uint32_t middle = low + (high - low + 1) / 2;
        if (document->line_starts[middle] <= offset)
            low = middle;
        else
            high = middle - 1;
    }
    uint32_t start = document->line_starts[low];
    position.line = low + 1;
    position.column = 1;
    // Spans are asked for in order, and a line may be the whole file: go on from the last answer.
    if (document->last_column && document->last_offset >= start &&
        document->last_offset <= offset) {
        start = document->last_offset;
        position.column = document->last_column;
    }
    position.column += (uint32_t)rubric_utf8_length(rubric_slice_part(text, start, offset));
    document->last_offset = (uint32_t)offset;
    document->last_column = position.column;
    return position;
}
