// SPDX-License-Identifier: MIT
// Putting an inline around a stretch of text, whatever markup begins or ends in it.
#include "document/document.h"

// The stretch: at first where its ends lie in the plane, then the nodes that it consists of.
struct stretch {
    rubric_node block, common; // `first` to `last` are children of `common` in the end
    rubric_node first, last;
    uint32_t from, to;
};

static rubric_status refuse(rubric_error *error, const char *what) {
    return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT, "%s", what);
}

// Inlines whose content is not text that stands by itself.
static bool is_whole(rubric_node node) {
    rubric_kind kind = rubric_node_kind(node);
    return kind == RUBRIC_KIND_IMAGE || kind == RUBRIC_KIND_CITATION;
}

// The node that a run stands for: the outermost around it that is taken whole, or itself.
static rubric_node unit_of(rubric_node run, rubric_node block) {
    rubric_node unit = run;
    for (rubric_node up = run; up.id != block.id; up = rubric_node_parent(up))
        if (is_whole(up))
            unit = up;
    return unit;
}

static rubric_node common_parent(rubric_node a, rubric_node b) {
    rubric_node common = rubric_node_parent(a);
    while (!rubric_node_is_in(b, common))
        common = rubric_node_parent(common);
    return common.id == b.id ? rubric_node_parent(common) : common;
}

static bool find(struct stretch *stretch, size_t begin, size_t end) {
    rubric_document_layout(stretch->block.document, stretch->block.id);
    uint32_t base = node_of(stretch->block)->text_begin;
    stretch->from = base + (uint32_t)begin;
    stretch->to = base + (uint32_t)end;
    stretch->first = rubric_node_run_at(stretch->block, begin);
    stretch->last = rubric_node_run_at(stretch->block, end - 1);
    if (!stretch->first.id || !stretch->last.id)
        return false;
    stretch->first = unit_of(stretch->first, stretch->block);
    stretch->last = unit_of(stretch->last, stretch->block);
    stretch->common = common_parent(stretch->first, stretch->last);
    return true;
}

// Whether the stretch stands in a link, or touches one.
static bool meets_link(const struct stretch *stretch) {
    rubric_cursor cursor = rubric_cursor_begin(stretch->block);
    while (rubric_cursor_next(&cursor)) {
        const struct node *node = node_of(cursor.node);
        if (!rubric_context_charge(stretch->block.document->context, 1))
            return false;
        if (cursor.entering && node->kind == RUBRIC_KIND_LINK && node->text_begin < stretch->to &&
            node->text_end > stretch->from)
            return true;
    }
    return false;
}

static rubric_status cut_runs(struct stretch *stretch, rubric_error *error) {
    rubric_node behind;
    rubric_status status = RUBRIC_OK;
    if (rubric_node_kind(stretch->last) == RUBRIC_KIND_TEXT &&
        node_of(stretch->last)->text_end > stretch->to)
        status = rubric_node_split_run(&behind, stretch->last, stretch->to, error);
    if (status != RUBRIC_OK || rubric_node_kind(stretch->first) != RUBRIC_KIND_TEXT ||
        node_of(stretch->first)->text_begin >= stretch->from)
        return status;
    status = rubric_node_split_run(&behind, stretch->first, stretch->from, error);
    if (status != RUBRIC_OK)
        return status;
    if (stretch->last.id == stretch->first.id)
        stretch->last = behind;
    stretch->first = behind;
    return RUBRIC_OK;
}

static bool stays_whole(rubric_node parent) {
    return rubric_node_kind(parent) == RUBRIC_KIND_QUOTED;
}

// Cuts what is around the ends until both are children of the common parent.
static rubric_status cut_parents(struct stretch *stretch, rubric_error *error) {
    rubric_status status = RUBRIC_OK;
    rubric_node parent, twin;
    while (status == RUBRIC_OK &&
           (parent = rubric_node_parent(stretch->last)).id != stretch->common.id) {
        rubric_node next = rubric_node_next(stretch->last);
        if (next.id && !stays_whole(parent))
            status = rubric_node_split(&twin, parent, next, error);
        stretch->last = parent;
    }
    while (status == RUBRIC_OK &&
           (parent = rubric_node_parent(stretch->first)).id != stretch->common.id) {
        bool is_first = !rubric_node_previous(stretch->first).id || stays_whole(parent);
        if (!is_first)
            status = rubric_node_split(&parent, parent, stretch->first, error);
        stretch->first = parent;
    }
    return status;
}

static void move(const struct stretch *stretch, rubric_node wrapper) {
    rubric_document *document = wrapper.document;
    uint32_t id = stretch->first.id;
    for (bool is_last = false; !is_last;) {
        uint32_t next = node_at(document, id)->next;
        is_last = id == stretch->last.id;
        rubric_document_cut(document, id);
        rubric_document_unlink(document, id);
        rubric_document_link(document, id, wrapper.id, 0);
        id = next;
    }
    rubric_document_mark(document, wrapper.id, NODE_CHILDREN);
    rubric_document_touch(document, wrapper.id);
}

static rubric_status check(rubric_node block, size_t begin, size_t end, rubric_node wrapper,
                           rubric_error *error) {
    rubric_kind kind = rubric_node_kind(wrapper);
    if (rubric_node_block(block).id != block.id ||
        rubric_kind_content(rubric_node_kind(block)) != RUBRIC_CONTENT_INLINES)
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT, "a %s holds no inlines to wrap",
                                rubric_kind_name(rubric_node_kind(block)));
    if (!rubric_kind_is_inline(kind) || rubric_kind_content(kind) != RUBRIC_CONTENT_INLINES)
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT,
                                "text is wrapped in an inline that holds inlines, not in a %s",
                                rubric_kind_name(kind));
    if (wrapper.document != block.document || rubric_node_parent(wrapper).id)
        return refuse(error, "what text is wrapped in stands nowhere yet, in the same document");
    rubric_slice plane = rubric_node_plane(block);
    if (begin >= end || end > plane.size)
        return refuse(error, "no such range of text to wrap");
    if (rubric_utf8_floor(plane, begin) != begin ||
        (end < plane.size && rubric_utf8_floor(plane, end) != end))
        return refuse(error, "the range ends inside of a code point");
    return RUBRIC_OK;
}

rubric_status rubric_node_wrap_range(rubric_node block, size_t begin, size_t end,
                                     rubric_node wrapper, rubric_error *error) {
    if (rubric_is_missing(block.document, "block", error) ||
        rubric_is_missing(wrapper.document, "wrapper", error))
        return RUBRIC_ERROR_ARGUMENT;
    struct stretch stretch = {.block = block};
    rubric_status status = check(block, begin, end, wrapper, error);
    if (status != RUBRIC_OK)
        return status;
    if (!find(&stretch, begin, end))
        return refuse(error, "no such range of text to wrap");
    if (rubric_node_kind(wrapper) == RUBRIC_KIND_LINK && meets_link(&stretch))
        return rubric_error_set(error, RUBRIC_ERROR_LIMIT, "a link cannot stand in a link");
    status = cut_runs(&stretch, error);
    if (status == RUBRIC_OK)
        status = cut_parents(&stretch, error);
    if (status == RUBRIC_OK)
        status = rubric_node_insert(wrapper, stretch.common, stretch.first, error);
    if (status == RUBRIC_OK)
        move(&stretch, wrapper);
    return status;
}
