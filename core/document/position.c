// SPDX-License-Identifier: MIT
// Places of the source as people name them: lines and columns, and the node that stands there.
#include "document/document.h"

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

// Where to count columns from: the last answer, if it lies in this line and nearer than its start.
static uint32_t start_column(const rubric_document *document, uint32_t wanted, size_t end,
                             size_t *at) {
    uint32_t column = document->last_column;
    size_t last = document->last_offset;
    bool is_near = column <= wanted || column - wanted < wanted;
    if (!column || !is_near || last < *at || last >= end ||
        rubric_utf8_floor(document->source.decoded.text, last) != last)
        return 1;
    *at = last;
    return column;
}

bool rubric_document_offset(rubric_document *document, rubric_position position, size_t *offset) {
    if (document->line_count == 0 && !index_lines(document))
        return false;
    if (position.line < 1 || position.line > document->line_count || position.column < 1)
        return false;
    rubric_slice text = document->source.decoded.text;
    size_t at = document->line_starts[position.line - 1];
    size_t end =
        position.line < document->line_count ? document->line_starts[position.line] : text.size;
    uint32_t column = start_column(document, position.column, end, &at);
    for (; column > position.column; column--)
        at = rubric_utf8_floor(text, at - 1);
    for (; column < position.column; column++) {
        size_t size;
        if (at >= end)
            return false;
        rubric_utf8_decode(text, at, &size);
        at += size;
    }
    rubric_context_charge(document->context, 1);
    document->last_offset = (uint32_t)at;
    document->last_column = column;
    *offset = at;
    return true;
}

// The child of a node that was read from a stretch around an offset; 0: none was.
static uint32_t child_at(const rubric_document *document, uint32_t id, size_t offset) {
    uint32_t child = node_at(document, id)->first;
    for (; child; child = node_at(document, child)->next) {
        const struct node *node = node_at(document, child);
        rubric_context_charge(document->context, 1);
        if (node->source_begin != RUBRIC_NO_SOURCE && node->source_begin <= offset &&
            offset < node->source_end)
            return child;
    }
    return 0;
}

rubric_node rubric_document_node_at(rubric_document *document, size_t offset) {
    uint32_t id = 1;
    for (uint32_t child = id; child; child = child_at(document, id, offset))
        id = child;
    return node_value(document, id);
}
