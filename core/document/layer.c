// SPDX-License-Identifier: MIT
// Layers: spans over the text of blocks, which overlap freely and are read in document order.
#include "base/sort.h"
#include "document/document.h"

static struct layer *find_layer(rubric_document *document, rubric_slice name) {
    for (uint32_t i = 0; i < document->layer_count; i++)
        if (rubric_slice_equal(document->layers[i].name, name))
            return &document->layers[i];
    return NULL;
}

static struct layer *make_layer(rubric_document *document, rubric_slice name) {
    struct layer *layer = find_layer(document, name);
    if (layer)
        return layer;
    if (!rubric_array_reserve(document->context, (void **)&document->layers,
                              &document->layer_capacity, document->layer_count,
                              sizeof *document->layers))
        return NULL;
    layer = &document->layers[document->layer_count];
    memset(layer, 0, sizeof *layer);
    layer->name = rubric_arena_copy(document->arena, name);
    if (!layer->name.bytes)
        return NULL;
    document->layer_count++;
    return layer;
}

// Labels and rules repeat, so one equal to the last one of the layer is shared with it.
static rubric_slice share(rubric_document *document, const struct layer *layer, rubric_slice text,
                          bool is_rule) {
    if (layer->count) {
        const rubric_annotation *last =
            &document->annotations[layer->ids[layer->count - 1] - 1].annotation;
        rubric_slice known = is_rule ? last->rule : last->label;
        if (rubric_slice_equal(known, text))
            return known;
    }
    return rubric_arena_copy(document->arena, text);
}

static const rubric_value *copy_value(rubric_document *document, const rubric_value *value) {
    if (!value)
        return NULL;
    rubric_value *copy = rubric_arena_allocate(document->arena, sizeof *copy);
    if (!copy || rubric_value_copy(copy, document->arena, value) != RUBRIC_OK)
        return NULL;
    return copy;
}

static rubric_status check_span(const rubric_annotation *annotation, rubric_error *error) {
    rubric_node block = annotation->block, end = annotation->end_block;
    if (!rubric_node_exists(block) || !rubric_node_exists(end) ||
        !rubric_kind_is_leaf(rubric_node_kind(block)) ||
        !rubric_kind_is_leaf(rubric_node_kind(end)))
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT, "a span stands in blocks with text");
    if (annotation->begin > rubric_node_text_size(block) ||
        annotation->end > rubric_node_text_size(end) ||
        (block.id == end.id && annotation->begin > annotation->end))
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT,
                                "a span ends behind its begin and within the text of its block");
    return RUBRIC_OK;
}

// Room for the first span of every block there is.
static bool reserve_spans(rubric_document *document) {
    uint32_t wanted = document->node_count + 1;
    if (wanted <= document->span_capacity)
        return true;
    wanted += wanted / 4;
    uint32_t *grown =
        rubric_context_resize(document->context, document->spans,
                              document->span_capacity * sizeof *grown, wanted * sizeof *grown);
    if (!grown)
        return false;
    memset(grown + document->span_capacity, 0, (wanted - document->span_capacity) * sizeof *grown);
    document->spans = grown;
    document->span_capacity = wanted;
    return true;
}

// Puts a span in the list of its block, so that an edit looks at no others.
static void link_span(rubric_document *document, struct annotation_record *record) {
    const rubric_annotation *span = &record->annotation;
    uint32_t *first = &document->spans[span->block.id == span->end_block.id ? span->block.id : 0];
    record->next = *first;
    *first = span->id;
}

rubric_status rubric_document_annotate(uint32_t *id, rubric_document *document,
                                       const rubric_annotation *annotation, rubric_error *error) {
    if (rubric_is_missing(id, "id", error) || rubric_is_missing(document, "document", error) ||
        rubric_is_missing(annotation, "annotation", error))
        return RUBRIC_ERROR_ARGUMENT;
    rubric_status status = check_span(annotation, error);
    if (status != RUBRIC_OK)
        return status;
    struct layer *layer = make_layer(document, annotation->layer);
    if (!layer || !reserve_spans(document) ||
        !rubric_array_reserve(document->context, (void **)&document->annotations,
                              &document->annotation_capacity, document->annotation_count,
                              sizeof *document->annotations) ||
        !rubric_array_reserve(document->context, (void **)&layer->ids, &layer->capacity,
                              layer->count, sizeof *layer->ids))
        return document_failure(document, error);
    struct annotation_record *record = &document->annotations[document->annotation_count];
    record->annotation = *annotation;
    record->annotation.layer = layer->name;
    record->annotation.label = share(document, layer, annotation->label, false);
    record->annotation.rule = share(document, layer, annotation->rule, true);
    record->annotation.data = copy_value(document, annotation->data);
    record->annotation.id = ++document->annotation_count;
    record->layer = (uint32_t)(layer - document->layers);
    record->removed = false;
    link_span(document, record);
    layer->ids[layer->count++] = record->annotation.id;
    layer->is_sorted = false;
    *id = record->annotation.id;
    return rubric_context_status(document->context) == RUBRIC_OK
               ? RUBRIC_OK
               : document_failure(document, error);
}

// By block, begin, the longer first, the older first.
static bool comes_before(const void *left, const void *right, const void *user) {
    const rubric_document *document = user;
    const rubric_annotation *a = &document->annotations[*(const uint32_t *)left - 1].annotation;
    const rubric_annotation *b = &document->annotations[*(const uint32_t *)right - 1].annotation;
    if (a->block.id != b->block.id)
        return rubric_node_order(a->block) < rubric_node_order(b->block);
    if (a->begin != b->begin)
        return a->begin < b->begin;
    if (a->end != b->end)
        return a->end > b->end;
    return a->id < b->id;
}

static bool is_present(const rubric_document *document, uint32_t id) {
    const struct annotation_record *record = &document->annotations[id - 1];
    return !record->removed && rubric_node_exists(record->annotation.block) &&
           rubric_node_exists(record->annotation.end_block);
}

static void sort_layer(rubric_document *document, struct layer *layer) {
    if (layer->is_sorted && layer->sorted_at == document->revision)
        return;
    uint32_t count = 0;
    for (uint32_t i = 0; i < layer->count; i++)
        if (is_present(document, layer->ids[i]))
            layer->ids[count++] = layer->ids[i];
    layer->count = count;
    if (!rubric_sort(document->context, layer->ids, count, sizeof *layer->ids, comes_before,
                     document))
        return;
    layer->is_sorted = true;
    layer->sorted_at = document->revision;
}

size_t rubric_layer_count(rubric_document *document, rubric_slice name) {
    struct layer *layer = find_layer(document, name);
    if (!layer)
        return 0;
    sort_layer(document, layer);
    return layer->count;
}

bool rubric_layer_at(rubric_document *document, rubric_slice name, size_t index,
                     rubric_annotation *out) {
    struct layer *layer = find_layer(document, name);
    if (!layer)
        return false;
    sort_layer(document, layer);
    if (index >= layer->count)
        return false;
    *out = document->annotations[layer->ids[index] - 1].annotation;
    return true;
}

bool rubric_document_layer(rubric_document *document, size_t index, rubric_slice *name) {
    if (index >= document->layer_count)
        return false;
    *name = document->layers[index].name;
    return true;
}

bool rubric_annotation_find(rubric_document *document, uint32_t id, rubric_annotation *out) {
    if (id == 0 || id > document->annotation_count || !is_present(document, id))
        return false;
    *out = document->annotations[id - 1].annotation;
    return true;
}

bool rubric_annotation_remove(rubric_document *document, uint32_t id) {
    if (id == 0 || id > document->annotation_count || !is_present(document, id))
        return false;
    struct annotation_record *record = &document->annotations[id - 1];
    record->removed = true;
    document->layers[record->layer].is_sorted = false;
    return true;
}

rubric_status rubric_annotation_update(rubric_document *document,
                                       const rubric_annotation *annotation, rubric_error *error) {
    if (rubric_is_missing(document, "document", error) ||
        rubric_is_missing(annotation, "annotation", error))
        return RUBRIC_ERROR_ARGUMENT;
    rubric_annotation known;
    if (!rubric_annotation_find(document, annotation->id, &known))
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT, "this span was removed");
    rubric_annotation *record = &document->annotations[annotation->id - 1].annotation;
    record->label = rubric_arena_copy(document->arena, annotation->label);
    record->rule = rubric_arena_copy(document->arena, annotation->rule);
    record->has_score = annotation->has_score;
    record->score = annotation->score;
    record->data = copy_value(document, annotation->data);
    return rubric_context_status(document->context) == RUBRIC_OK
               ? RUBRIC_OK
               : document_failure(document, error);
}

void rubric_layer_clear(rubric_document *document, rubric_slice name) {
    struct layer *layer = find_layer(document, name);
    if (!layer)
        return;
    for (uint32_t i = 0; i < layer->count; i++)
        document->annotations[layer->ids[i] - 1].removed = true;
    layer->count = 0;
}
