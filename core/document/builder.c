// SPDX-License-Identifier: MIT
// Making a document in one pass: every open node is the last child of the one around it.
#include "document/builder.h"

enum { INLINE_DEPTH = 100 }; // of inlines in one leaf block

void rubric_builder_init(struct rubric_builder *builder, rubric_document *document) {
    memset(builder, 0, sizeof *builder);
    builder->document = document;
    builder->parent = 1;
}

// Whether the innermost open node is a leaf block or stands in one.
static bool is_in_leaf(const struct rubric_builder *builder) {
    rubric_kind kind = (rubric_kind)node_at(builder->document, builder->parent)->kind;
    return rubric_kind_is_inline(kind) || rubric_kind_is_leaf(kind);
}

// Parts of lists and tables are never the first to be refused: their list or table was let in.
static bool refuses(const struct rubric_builder *builder, rubric_kind kind) {
    if (rubric_kind_is_inline(kind))
        return builder->ignored_inlines > 0 || builder->depth >= RUBRIC_DEPTH + INLINE_DEPTH;
    if (rubric_kind_is_leaf(kind))
        return false;
    return builder->ignored_blocks > 0 ||
           (builder->depth >= RUBRIC_DEPTH && rubric_kind_may_contain(RUBRIC_KIND_DIV, kind));
}

uint32_t rubric_builder_add(struct rubric_builder *builder, rubric_kind kind) {
    uint32_t id = rubric_document_add_node(builder->document, kind);
    if (!id)
        return 0;
    if (kind == RUBRIC_KIND_LINE_BREAK) { // it reads as a line end, so it has one byte of the plane
        rubric_plane_put(builder->document, rubric_slice_make("\n", 1), ORIGIN_SYNTHETIC, 0, 0);
        node_at(builder->document, id)->text_end = (uint32_t)builder->document->plane.size;
    }
    rubric_document_link(builder->document, id, builder->parent, 0);
    return id;
}

uint32_t rubric_builder_open(struct rubric_builder *builder, rubric_kind kind) {
    if (refuses(builder, kind)) {
        *(rubric_kind_is_inline(kind) ? &builder->ignored_inlines : &builder->ignored_blocks) += 1;
        return 0;
    }
    uint32_t id = rubric_builder_add(builder, kind);
    if (id) {
        builder->parent = id;
        builder->depth++;
    }
    return id;
}

void rubric_builder_close(struct rubric_builder *builder) {
    bool in_leaf = is_in_leaf(builder);
    uint32_t *ignored = in_leaf ? &builder->ignored_inlines : &builder->ignored_blocks;
    if (*ignored > 0) {
        --*ignored;
        return;
    }
    struct node *node = node_at(builder->document, builder->parent);
    node->text_end = (uint32_t)builder->document->plane.size;
    if (!node->parent)
        return;
    if (node->source_begin != RUBRIC_NO_SOURCE)
        rubric_builder_cover(builder, node->parent, node->source_begin, node->source_end);
    builder->parent = node->parent;
    builder->depth--;
}

void rubric_builder_cover(struct rubric_builder *builder, uint32_t id, uint32_t begin,
                          uint32_t end) {
    struct node *node = node_at(builder->document, id);
    if (node->source_begin == RUBRIC_NO_SOURCE) {
        node->source_begin = begin;
        node->source_end = end;
        return;
    }
    if (begin < node->source_begin)
        node->source_begin = begin;
    if (end > node->source_end)
        node->source_end = end;
}

// The run that text goes on with, or a new one; 0 when memory ran out.
static uint32_t current_run(struct rubric_builder *builder) {
    rubric_document *document = builder->document;
    const struct node *parent = node_at(document, builder->parent);
    if (rubric_kinds[parent->kind].content == RUBRIC_CONTENT_TEXT)
        return builder->parent; // code and math hold their text themselves
    uint32_t last = parent->last;
    if (last && node_at(document, last)->kind == RUBRIC_KIND_TEXT &&
        node_at(document, last)->text_end == document->plane.size)
        return last;
    return rubric_builder_add(builder, RUBRIC_KIND_TEXT);
}

void rubric_builder_text(struct rubric_builder *builder, rubric_slice bytes, enum origin_kind kind,
                         uint32_t source, uint32_t source_size) {
    rubric_document *document = builder->document;
    uint32_t run = bytes.size ? current_run(builder) : 0;
    if (!run || !rubric_plane_put(document, bytes, kind, source, source_size))
        return;
    node_at(document, run)->text_end = (uint32_t)document->plane.size;
    if (kind == ORIGIN_SYNTHETIC)
        return;
    uint32_t size = kind == ORIGIN_VERBATIM ? (uint32_t)bytes.size : source_size;
    rubric_builder_cover(builder, run, source, source + size);
    if (run != builder->parent)
        rubric_builder_cover(builder, builder->parent, source, source + size);
}

void rubric_builder_set_integer(struct rubric_builder *builder, uint32_t id, rubric_field field,
                                int64_t integer) {
    if (id)
        rubric_node_set_integer(node_value(builder->document, id), field, integer, NULL);
}

void rubric_builder_set_string(struct rubric_builder *builder, uint32_t id, rubric_field field,
                               rubric_slice string, bool borrow) {
    if (!id)
        return;
    rubric_document *document = builder->document;
    uint32_t index = rubric_document_add_string(document, string, borrow);
    const struct rubric_field_place *place =
        rubric_kind_place((rubric_kind)node_at(document, id)->kind, field);
    if (place)
        node_at(document, id)->fields[place->slot] = index;
}

void rubric_builder_add_attribute(struct rubric_builder *builder, uint32_t id, rubric_slice name,
                                  rubric_slice value) {
    rubric_document *document = builder->document;
    rubric_slice key = rubric_arena_copy(document->arena, name);
    rubric_slice copy = rubric_arena_copy(document->arena, value);
    if (!id || !key.bytes || !copy.bytes ||
        !rubric_array_reserve(document->context, (void **)&document->attributes,
                              &document->attribute_capacity, document->attribute_count,
                              sizeof *document->attributes))
        return;
    uint32_t *link = &node_at(document, id)->attributes;
    if (*link && builder->attributed == id)
        link = &document->attributes[document->attribute_count - 1].next;
    while (*link)
        link = &document->attributes[*link - 1].next;
    *link = document->attribute_count + 1;
    document->attributes[document->attribute_count++] = (struct attribute){key, copy, 0};
    builder->attributed = id;
}
