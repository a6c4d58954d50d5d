// SPDX-License-Identifier: MIT
// The document as a whole: its life, its strings and names, its diagnostics.
#include "document/edit/shift.h"
#include "document/notes.h"

static bool add_first_entries(rubric_document *document) {
    // Index 0 of strings, values and names means "none".
    return rubric_array_reserve(document->context, (void **)&document->strings,
                                &document->string_capacity, 0, sizeof *document->strings) &&
           rubric_array_reserve(document->context, (void **)&document->values,
                                &document->value_capacity, 0, sizeof *document->values) &&
           rubric_array_reserve(document->context, (void **)&document->names,
                                &document->name_capacity, 0, sizeof *document->names);
}

static bool start(rubric_document *document) {
    if (!add_first_entries(document))
        return false;
    document->strings[document->string_count++] = rubric_slice_make("", 0);
    document->values[document->value_count++] = NULL;
    document->names[document->name_count++] = rubric_slice_make("", 0);
    document->metadata = rubric_value_map();
    document->head = rubric_value_null();
    return rubric_document_add_node(document, RUBRIC_KIND_DOCUMENT) != 0;
}

rubric_status rubric_document_new(rubric_document **out, rubric_context *context,
                                  rubric_error *error) {
    if (rubric_is_missing(out, "out", error) || rubric_is_missing(context, "context", error))
        return RUBRIC_ERROR_ARGUMENT;
    rubric_document *document = rubric_context_allocate(context, sizeof *document);
    if (!document)
        return rubric_context_error(context, error);
    memset(document, 0, sizeof *document);
    document->life = DOCUMENT_ALIVE;
    document->context = context;
    document->dialect = rubric_dialect_presets[0].set;
    rubric_buffer_init(&document->plane, context);
    rubric_status status = rubric_arena_new(&document->arena, context, error);
    if (status == RUBRIC_OK && !start(document))
        status = document_failure(document, error);
    if (status != RUBRIC_OK) {
        rubric_document_free(document);
        return status;
    }
    *out = document;
    return RUBRIC_OK;
}

static void free_pages(rubric_document *document) {
    uint32_t pages = (document->node_count + PAGE_NODES - 1) / PAGE_NODES;
    for (uint32_t i = 0; i < pages; i++)
        rubric_context_release(document->context, document->pages[i],
                               PAGE_NODES * sizeof(struct node));
    rubric_array_free(document->context, document->pages, document->page_capacity,
                      sizeof *document->pages);
}

static void free_layers(rubric_document *document) {
    for (uint32_t i = 0; i < document->layer_count; i++)
        rubric_array_free(document->context, document->layers[i].ids, document->layers[i].capacity,
                          sizeof(uint32_t));
    rubric_array_free(document->context, document->layers, document->layer_capacity,
                      sizeof *document->layers);
}

void rubric_document_free(rubric_document *document) {
    if (!document)
        return;
    assert(document->life == DOCUMENT_ALIVE);
    rubric_context *context = document->context;
    free_pages(document);
    free_layers(document);
    rubric_array_free(context, document->segments, document->segment_capacity,
                      sizeof *document->segments);
    rubric_array_free(context, document->attributes, document->attribute_capacity,
                      sizeof *document->attributes);
    rubric_array_free(context, document->strings, document->string_capacity,
                      sizeof *document->strings);
    rubric_array_free(context, document->values, document->value_capacity,
                      sizeof *document->values);
    rubric_array_free(context, document->names, document->name_capacity, sizeof *document->names);
    rubric_array_free(context, document->annotations, document->annotation_capacity,
                      sizeof *document->annotations);
    rubric_array_free(context, document->spans, document->span_capacity, sizeof(uint32_t));
    rubric_array_free(context, document->diagnostics, document->diagnostic_capacity,
                      sizeof *document->diagnostics);
    rubric_array_free(context, document->order, document->order_capacity, sizeof(uint32_t));
    rubric_array_free(context, document->edits, document->edit_capacity, sizeof *document->edits);
    rubric_array_free(context, document->moments, document->moment_capacity,
                      sizeof *document->moments);
    rubric_context_release(context, document->followed,
                           document->followed_capacity * sizeof *document->followed);
    rubric_array_free(context, document->cuts, document->cut_capacity, sizeof *document->cuts);
    rubric_document_free_media(document);
    rubric_document_free_notes(document);
    rubric_context_release(context, document->ids, document->id_capacity * sizeof *document->ids);
    rubric_array_free(context, document->loose, document->loose_capacity, sizeof(uint32_t));
    rubric_array_free(context, document->sources, document->source_capacity, sizeof(uint32_t));
    for (size_t i = 0; i < KEPT_GRIDS; i++)
        rubric_grid_clear(context, &document->grids[i]);
    rubric_array_free(context, document->siblings, document->sibling_capacity,
                      sizeof *document->siblings);
    rubric_array_free(context, document->line_starts, document->line_capacity, sizeof(uint32_t));
    rubric_buffer_clear(&document->plane);
    rubric_arena_free(document->arena);
    document->life = 0;
    rubric_context_release(context, document, sizeof *document);
}

rubric_context *rubric_document_context(const rubric_document *document) {
    assert(document->life == DOCUMENT_ALIVE);
    return document->context;
}

rubric_node rubric_document_root(rubric_document *document) {
    assert(document->life == DOCUMENT_ALIVE);
    return node_value(document, 1);
}

rubric_arena *rubric_document_arena(rubric_document *document) {
    assert(document->life == DOCUMENT_ALIVE);
    return document->arena;
}

rubric_value *rubric_document_metadata(rubric_document *document) {
    assert(document->life == DOCUMENT_ALIVE);
    return &document->metadata;
}

const rubric_value *rubric_document_head(const rubric_document *document) {
    return &document->head;
}

rubric_slice rubric_document_path(const rubric_document *document) {
    return document->path;
}

rubric_slice rubric_document_url(const rubric_document *document) {
    return document->url;
}

rubric_slice rubric_document_format(const rubric_document *document) {
    return document->format;
}

rubric_status rubric_document_set_url(rubric_document *document, rubric_slice url) {
    if (rubric_is_missing(document, "document", NULL))
        return RUBRIC_ERROR_ARGUMENT;
    rubric_slice copy = rubric_arena_copy(document->arena, url);
    if (!copy.bytes && url.size)
        return rubric_context_status(document->context);
    document->url = copy;
    return RUBRIC_OK;
}

void rubric_document_set_language(rubric_document *document, const rubric_language *language) {
    document->language = language;
}

const rubric_language *rubric_document_language(const rubric_document *document) {
    return document->language;
}

rubric_slice rubric_document_source(const rubric_document *document) {
    return document->source.decoded.text;
}

uint64_t rubric_document_revision(const rubric_document *document) {
    return document->revision;
}

uint32_t rubric_document_add_string(rubric_document *document, rubric_slice string, bool borrow) {
    if (string.size == 0)
        return 0;
    if (!rubric_array_reserve(document->context, (void **)&document->strings,
                              &document->string_capacity, document->string_count,
                              sizeof *document->strings))
        return 0;
    if (!borrow)
        string = rubric_arena_copy(document->arena, string);
    if (!string.bytes)
        return 0;
    document->strings[document->string_count] = string;
    return document->string_count++;
}

uint16_t rubric_document_name(rubric_document *document, rubric_slice name) {
    for (uint32_t i = 0; i < document->name_count; i++)
        if (rubric_slice_equal(document->names[i], name))
            return (uint16_t)i;
    // A page has a few dozen names; one made to have more keeps those it began with.
    if (document->name_count >= 1024)
        return 0;
    if (!rubric_array_reserve(document->context, (void **)&document->names,
                              &document->name_capacity, document->name_count,
                              sizeof *document->names))
        return 0;
    rubric_slice copy = rubric_arena_copy(document->arena, name);
    if (!copy.bytes)
        return 0;
    document->names[document->name_count] = copy;
    return (uint16_t)document->name_count++;
}

const char *rubric_level_name(rubric_level level) {
    static const char *const names[] = {"error", "warning", "note"};
    return names[level];
}

rubric_status rubric_document_report(rubric_document *document,
                                     const rubric_diagnostic *diagnostic) {
    if (rubric_is_missing(document, "document", NULL) ||
        rubric_is_missing(diagnostic, "diagnostic", NULL))
        return RUBRIC_ERROR_ARGUMENT;
    if (!rubric_array_reserve(document->context, (void **)&document->diagnostics,
                              &document->diagnostic_capacity, document->diagnostic_count,
                              sizeof *document->diagnostics))
        return rubric_context_status(document->context);
    rubric_diagnostic copy = *diagnostic;
    copy.code = rubric_arena_copy(document->arena, diagnostic->code);
    copy.message = rubric_arena_copy(document->arena, diagnostic->message);
    if (!copy.message.bytes)
        return rubric_context_status(document->context);
    document->diagnostics[document->diagnostic_count++] = copy;
    return RUBRIC_OK;
}

bool rubric_document_diagnostic(const rubric_document *document, size_t index,
                                rubric_diagnostic *out) {
    if (index >= document->diagnostic_count)
        return false;
    *out = document->diagnostics[index];
    return true;
}

static bool copy_annotations(rubric_document *copy, rubric_document *document, const uint32_t *ids,
                             rubric_error *error) {
    for (uint32_t i = 0; i < document->annotation_count; i++) {
        const struct annotation_record *record = &document->annotations[i];
        rubric_annotation annotation = record->annotation;
        annotation.block = node_value(copy, ids[annotation.block.id]);
        annotation.end_block = node_value(copy, ids[annotation.end_block.id]);
        uint32_t id;
        if (!record->removed && annotation.block.id && annotation.end_block.id &&
            rubric_document_annotate(&id, copy, &annotation, error) != RUBRIC_OK)
            return false;
    }
    return true;
}

// Copies each block in turn; ids[old] is the new id of every node.
static bool copy_blocks(rubric_document *copy, rubric_document *document, uint32_t *ids,
                        rubric_error *error) {
    ids[1] = 1;
    for (uint32_t id = node_at(document, 1)->first; id; id = node_at(document, id)->next) {
        rubric_node block;
        if (rubric_node_copy(&block, copy, node_value(document, id), error) != RUBRIC_OK)
            return false;
        rubric_document_link(copy, block.id, 1, 0);
        rubric_cursor from = rubric_cursor_begin(node_value(document, id));
        rubric_cursor to = rubric_cursor_begin(block);
        while (rubric_cursor_next(&from) && rubric_cursor_next(&to))
            ids[from.node.id] = to.node.id;
    }
    return true;
}

rubric_status rubric_document_clone(rubric_document **out, rubric_document *document,
                                    rubric_error *error) {
    if (rubric_is_missing(out, "out", error) || rubric_is_missing(document, "document", error))
        return RUBRIC_ERROR_ARGUMENT;
    rubric_document_join_runs(document);
    rubric_document *copy = NULL;
    rubric_status status = rubric_document_new(&copy, document->context, error);
    if (status != RUBRIC_OK)
        return status;
    size_t size = (document->node_count + 1) * sizeof(uint32_t);
    uint32_t *ids = rubric_context_allocate(document->context, size);
    if (ids)
        memset(ids, 0, size);
    copy->language = document->language;
    copy->dialect = document->dialect;
    copy->lenient = document->lenient;
    status = rubric_document_set_delimiters(copy, document->delimiters, document->delimiter_count,
                                            error);
    copy->path = rubric_arena_copy(copy->arena, document->path);
    copy->url = rubric_arena_copy(copy->arena, document->url);
    copy->format = rubric_arena_copy(copy->arena, document->format);
    bool done = status == RUBRIC_OK && ids && copy_blocks(copy, document, ids, error) &&
                copy_annotations(copy, document, ids, error) &&
                rubric_document_copy_value(&copy->metadata, copy, document, &document->metadata) ==
                    RUBRIC_OK &&
                rubric_value_copy(&copy->head, copy->arena, &document->head) == RUBRIC_OK &&
                rubric_document_copy_media(copy, document, error);
    rubric_context_release(document->context, ids, size);
    if (!done) {
        rubric_document_free(copy);
        return document_failure(document, error);
    }
    *out = copy;
    return RUBRIC_OK;
}
