// SPDX-License-Identifier: MIT
// Blocks that are lines of the source: their extent, putting them in, cutting them out.
#include "formats/source/blocks.h"

static bool is_line_byte(char byte) {
    return byte == '\n' || byte == '\r';
}

bool rubric_source_lines(const struct patcher *patcher, uint32_t id, rubric_range *range) {
    const struct node *node = node_at(patcher->document, id);
    if (node->source_begin == RUBRIC_NO_SOURCE)
        return false;
    size_t end = node->source_end;
    while (end > node->source_begin && is_line_byte(patcher->text.bytes[end - 1]))
        end--; // the line end of code is a part of its text
    range->begin = line_begin(patcher->text, node->source_begin);
    range->end = line_end(patcher->text, end);
    range->known = true;
    return true;
}

bool rubric_source_body(const struct patcher *patcher, uint32_t id, size_t *offset) {
    *offset = patcher->document->body;
    return id == 1;
}

void rubric_source_put_blocks(struct patcher *patcher, const struct newcomers *newcomers,
                              void (*put_block)(struct patcher *patcher, uint32_t id,
                                                rubric_buffer *out)) {
    rubric_range left = {0, 0, false}, right = {0, 0, false};
    if (newcomers->left)
        patcher->format->extent(patcher, newcomers->left, &left);
    if (newcomers->right)
        patcher->format->extent(patcher, newcomers->right, &right);
    size_t body = patcher->document->body;
    size_t at = left.known ? left.end : right.known ? right.begin : body;
    rubric_buffer *out = rubric_source_begin(patcher, at, at);
    for (uint32_t id = newcomers->first;; id = node_at(patcher->document, id)->next) {
        size_t start = out->size;
        if (left.known || id != newcomers->first)
            rubric_buffer_put_string(out, "\n\n");
        size_t text = out->size;
        put_block(patcher, id, out);
        if (out->size == text)
            out->size = start; // nothing to be seen
        if (id == newcomers->last)
            break;
    }
    if (!left.known)
        rubric_buffer_put_string(out, right.known ? "\n\n" : "\n");
    rubric_source_end(patcher);
}

static bool is_blank_line(rubric_slice text, size_t at) {
    size_t end = line_end(text, at);
    return rubric_slice_trim(rubric_slice_part(text, at, end)).size == 0;
}

void rubric_source_cut_lines(struct patcher *patcher, uint32_t id) {
    rubric_slice text = patcher->text;
    rubric_range range;
    if (!patcher->format->extent(patcher, id, &range))
        return;
    size_t begin = range.begin, end = next_line(text, range.end);
    while (end < text.size && is_blank_line(text, end))
        end = next_line(text, end);
    // At the end of the text the blank lines before it have nothing to part any more.
    while (end == text.size && begin > patcher->document->body &&
           is_blank_line(text, line_begin(text, begin - 1)))
        begin = line_begin(text, begin - 1);
    rubric_source_delete(patcher, begin, end);
}
