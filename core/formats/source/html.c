// SPDX-License-Identifier: MIT
// HTML as a source: tags tell where everything stands, so patches are as small as they can be.
#include "base/ascii.h"
#include "document/elements.h"
#include "formats/source/html_fields.h"
#include "formats/source/html_metadata.h"
#include "readers/readers.h"
#include "writers/html/escape.h"
#include "writers/writers.h"

static const struct node *node_in(const struct patcher *patcher, uint32_t id) {
    return node_at(patcher->document, id);
}

static bool extent(const struct patcher *patcher, uint32_t id, rubric_range *range) {
    const struct node *node = node_in(patcher, id);
    range->begin = node->source_begin;
    range->end = node->source_end;
    range->known = node->source_begin != RUBRIC_NO_SOURCE;
    return range->known;
}

// A page whose tags cross each other has elements that reach out of those around them.
static bool is_unit(const struct patcher *patcher, uint32_t id) {
    const struct node *node = node_in(patcher, id), *parent = node_in(patcher, node->parent);
    rubric_range range;
    return extent(patcher, id, &range) && node->kind != RUBRIC_KIND_TEXT &&
           (node->parent == 1 || parent->source_begin == RUBRIC_NO_SOURCE ||
            (parent->source_begin <= range.begin && range.end <= parent->source_end));
}

// What is inside an image is the value of an attribute.
static bool is_tag(const struct patcher *patcher, uint32_t id) {
    return node_in(patcher, id)->kind == RUBRIC_KIND_IMAGE;
}

static bool takes_text(const struct patcher *patcher, uint32_t run) {
    return node_in(patcher, run)->source_begin != RUBRIC_NO_SOURCE;
}

static bool takes_children(const struct patcher *patcher, uint32_t id) {
    (void)patcher;
    (void)id;
    return true;
}

static bool inside(const struct patcher *patcher, uint32_t id, size_t *offset) {
    const struct node *node = node_in(patcher, id);
    struct tag tag;
    if (id == 1 && rubric_tag_search(patcher->text, 0, "body", &tag)) {
        *offset = tag.end;
        return true;
    }
    if (node->source_begin == RUBRIC_NO_SOURCE)
        return false;
    bool has_tag = node->element && rubric_tag_read(patcher->text, node->source_begin, &tag);
    *offset = has_tag ? tag.end : node->source_begin;
    return true;
}

static bool put_fields(struct patcher *patcher, uint32_t id) {
    const struct node *node = node_in(patcher, id);
    struct tag tag;
    if (id == 1)
        return rubric_tag_search(patcher->text, 0, "body", &tag) &&
               rubric_source_put_tag(patcher, id, &tag);
    return node->source_begin != RUBRIC_NO_SOURCE &&
           rubric_tag_read(patcher->text, node->source_begin, &tag) &&
           rubric_source_put_tag(patcher, id, &tag);
}

static void put_text(struct patcher *patcher, uint32_t run, rubric_slice text, rubric_range range) {
    (void)run;
    rubric_html_put_escaped(rubric_source_begin(patcher, range.begin, range.end), text);
    rubric_source_end(patcher);
}

// A node that was only moved keeps the bytes it had.
static bool put_as_it_was(struct patcher *patcher, uint32_t id, rubric_buffer *out) {
    const struct node *node = node_in(patcher, id);
    rubric_range range;
    if (id > patcher->document->read_nodes || (node->flags & NODE_CHANGED) || !node->element ||
        !extent(patcher, id, &range))
        return false;
    rubric_buffer_put_slice(out, rubric_slice_part(patcher->text, range.begin, range.end));
    return true;
}

static void put_node(struct patcher *patcher, uint32_t id, rubric_buffer *out) {
    if (put_as_it_was(patcher, id, out))
        return;
    rubric_write_options options = {.size = sizeof options, .node = id, .unsafe = patcher->unsafe};
    size_t start = out->size;
    rubric_html_write(out, patcher->document, &options);
    // The writer begins a block on a line of its own.
    if (out->size > start && out->bytes[start] == '\n') {
        memmove(out->bytes + start, out->bytes + start + 1, out->size - start - 1);
        out->size--;
    }
    while (out->size > start && out->bytes[out->size - 1] == '\n')
        out->size--;
}

static void put_newcomers(struct patcher *patcher, const struct newcomers *newcomers) {
    rubric_range left = {0, 0, false}, right = {0, 0, false};
    size_t at = 0;
    if (newcomers->left)
        extent(patcher, newcomers->left, &left);
    if (newcomers->right)
        extent(patcher, newcomers->right, &right);
    if (!left.known && !right.known)
        inside(patcher, node_in(patcher, newcomers->first)->parent, &at);
    at = left.known ? left.end : right.known ? right.begin : at;
    rubric_buffer *out = rubric_source_begin(patcher, at, at);
    for (uint32_t id = newcomers->first;; id = node_in(patcher, id)->next) {
        bool is_block = !rubric_kind_is_inline((rubric_kind)node_in(patcher, id)->kind);
        if (is_block && (left.known || id != newcomers->first))
            rubric_buffer_put_byte(out, '\n');
        put_node(patcher, id, out);
        if (is_block && !left.known && id == newcomers->last)
            rubric_buffer_put_byte(out, '\n');
        if (id == newcomers->last)
            break;
    }
    rubric_source_end(patcher);
}

// Lines that hold nothing but what is cut go with it.
static void put_cut(struct patcher *patcher, uint32_t id) {
    rubric_range range;
    if (!extent(patcher, id, &range))
        return;
    rubric_slice text = patcher->text;
    size_t begin = line_begin(text, range.begin), end = line_end(text, range.end);
    bool is_alone = !rubric_kind_is_inline((rubric_kind)node_in(patcher, id)->kind) &&
                    rubric_slice_trim(rubric_slice_part(text, begin, range.begin)).size == 0 &&
                    rubric_slice_trim(rubric_slice_part(text, range.end, end)).size == 0;
    if (is_alone)
        rubric_source_delete(patcher, begin, next_line(text, end));
    else
        rubric_source_delete(patcher, range.begin, range.end);
}

static void put_unit(struct patcher *patcher, uint32_t id) {
    rubric_range range;
    size_t begin;
    if (!extent(patcher, id, &range)) {
        begin = inside(patcher, id, &begin) ? begin : patcher->text.size;
        range.begin = range.end = begin;
    }
    put_node(patcher, id, rubric_source_begin(patcher, range.begin, range.end));
    rubric_source_end(patcher);
}

const struct source_format rubric_source_html = {
    .name = "html",
    .extent = extent,
    .is_unit = is_unit,
    .is_tag = is_tag,
    .takes_text = takes_text,
    .takes_children = takes_children,
    .inside = inside,
    .put_fields = put_fields,
    .put_text = put_text,
    .put_newcomers = put_newcomers,
    .put_cut = put_cut,
    .put_unit = put_unit,
    .put_metadata = rubric_source_put_page_metadata,
    .read = rubric_html_read,
};
