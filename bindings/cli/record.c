// SPDX-License-Identifier: MIT
// Writes records straight as JSON, since spans can be many.
#include "record.h"

#include "offsets.h"

#include <stdlib.h>

// The text of a document, and where each block begins in it.
struct layout {
    rubric_buffer text;
    rubric_buffer blocks; // of rubric_block_offset, by id
    rubric_offsets offsets;
};

// A keyword is told once, by its best span.
typedef struct keyword {
    rubric_slice text;
    double score;
    bool has_score;
    size_t index; // in the layer, so that equals stay in order
} keyword;

static void put_key(rubric_buffer *out, const char *key) {
    rubric_buffer_put_string(out, ",\"");
    rubric_buffer_put_string(out, key);
    rubric_buffer_put_string(out, "\":");
}

static void put_string(rubric_buffer *out, const char *key, rubric_slice string) {
    put_key(out, key);
    rubric_json_write_string(out, string);
}

static void put_integer(rubric_buffer *out, const char *key, size_t integer) {
    put_key(out, key);
    rubric_buffer_put_integer(out, (int64_t)integer);
}

static void put_head(rubric_buffer *out, const rubric_request *request) {
    rubric_buffer_put_string(out, "{\"v\":1,\"id\":");
    rubric_json_write(out, &request->id, 0);
}

static int compare_blocks(const void *a, const void *b) {
    uint32_t first = ((const rubric_block_offset *)a)->block;
    uint32_t second = ((const rubric_block_offset *)b)->block;
    return first < second ? -1 : first > second;
}

static void layout_init(struct layout *layout, rubric_document *document, int unit) {
    rubric_context *context = rubric_document_context(document);
    rubric_buffer_init(&layout->text, context);
    rubric_buffer_init(&layout->blocks, context);
    rubric_document_text(&layout->text, document, &layout->blocks);
    size_t count = layout->blocks.size / sizeof(rubric_block_offset);
    if (count > 0)
        qsort(layout->blocks.bytes, count, sizeof(rubric_block_offset), compare_blocks);
    rubric_offsets_init(&layout->offsets, context, rubric_buffer_slice(&layout->text), unit);
}

static void layout_clear(struct layout *layout) {
    rubric_buffer_clear(&layout->text);
    rubric_buffer_clear(&layout->blocks);
    rubric_offsets_clear(&layout->offsets);
}

// Where an offset of a block stands in the text; false when the block is not in it.
static bool find_place(const struct layout *layout, rubric_node block, uint32_t offset,
                       size_t *out) {
    rubric_block_offset wanted = {block.id, 0};
    size_t count = layout->blocks.size / sizeof wanted;
    const rubric_block_offset *found =
        count == 0 ? NULL
                   : bsearch(&wanted, layout->blocks.bytes, count, sizeof wanted, compare_blocks);
    if (found == NULL || (size_t)found->offset + offset > layout->text.size)
        return false;
    *out = (size_t)found->offset + offset;
    return true;
}

static bool find_range(const struct layout *layout, const rubric_annotation *span, size_t *begin,
                       size_t *end) {
    rubric_node last = rubric_node_is_null(span->end_block) ? span->block : span->end_block;
    return find_place(layout, span->block, span->begin, begin) &&
           find_place(layout, last, span->end, end) && *begin <= *end;
}

static rubric_slice span_text(const struct layout *layout, const rubric_annotation *span) {
    size_t begin, end;
    if (!find_range(layout, span, &begin, &end))
        return rubric_slice_of("");
    return rubric_slice_part(rubric_buffer_slice(&layout->text), begin, end);
}

static void put_summary(rubric_buffer *out, rubric_document *document,
                        const struct layout *layout) {
    put_key(out, "summary");
    rubric_buffer_put_byte(out, '[');
    rubric_annotation span;
    for (size_t i = 0; rubric_layer_at(document, rubric_slice_of("summary"), i, &span); i++) {
        rubric_buffer_put_string(out, i > 0 ? "," : "");
        rubric_json_write_string(out, span_text(layout, &span));
    }
    rubric_buffer_put_byte(out, ']');
}

static int compare_by_text(const void *a, const void *b) {
    const keyword *first = a, *second = b;
    int order = rubric_slice_compare(first->text, second->text);
    if (order != 0)
        return order;
    if (first->score != second->score)
        return first->score > second->score ? -1 : 1;
    return first->index < second->index ? -1 : 1;
}

static int compare_by_score(const void *a, const void *b) {
    const keyword *first = a, *second = b;
    if (first->score != second->score)
        return first->score > second->score ? -1 : 1;
    return first->index < second->index ? -1 : first->index > second->index;
}

static size_t keep_best(keyword *keywords, size_t count) {
    size_t kept = 0;
    qsort(keywords, count, sizeof *keywords, compare_by_text);
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || !rubric_slice_equal(keywords[kept - 1].text, keywords[i].text))
            keywords[kept++] = keywords[i];
    qsort(keywords, kept, sizeof *keywords, compare_by_score);
    return kept;
}

static void put_keywords(rubric_buffer *out, rubric_document *document,
                         const struct layout *layout) {
    put_key(out, "keywords");
    rubric_buffer_put_byte(out, '[');
    rubric_buffer list;
    rubric_buffer_init(&list, rubric_document_context(document));
    rubric_annotation span;
    for (size_t i = 0; rubric_layer_at(document, rubric_slice_of("keyword"), i, &span); i++) {
        rubric_slice text = span.label.size > 0 ? span.label : span_text(layout, &span);
        keyword entry = {text, span.has_score ? span.score : 0, span.has_score, i};
        rubric_buffer_put(&list, (const char *)&entry, sizeof entry);
    }
    keyword *keywords = (keyword *)(void *)list.bytes;
    size_t count = list.size == 0 ? 0 : keep_best(keywords, list.size / sizeof *keywords);
    for (size_t i = 0; i < count; i++) {
        rubric_buffer_put_string(out, i > 0 ? ",{\"text\":" : "{\"text\":");
        rubric_json_write_string(out, keywords[i].text);
        if (keywords[i].has_score) {
            put_key(out, "score");
            rubric_value score = rubric_value_number(keywords[i].score);
            rubric_json_write(out, &score, 0);
        }
        rubric_buffer_put_byte(out, '}');
    }
    rubric_buffer_clear(&list);
    rubric_buffer_put_byte(out, ']');
}

static void put_source(rubric_buffer *out, rubric_document *document,
                       const rubric_annotation *span) {
    // an empty range has no text that came from anywhere
    rubric_range range =
        rubric_node_source_range(span->block, span->begin, (size_t)span->begin + 1);
    if (!range.known)
        range = rubric_node_source(span->block);
    if (!range.known)
        return;
    rubric_position position = rubric_document_position(document, range.begin);
    put_integer(out, "line", position.line);
    put_integer(out, "column", position.column);
}

static void put_span(rubric_buffer *out, rubric_document *document, const struct layout *layout,
                     const rubric_annotation *span) {
    size_t begin, end;
    if (!find_range(layout, span, &begin, &end))
        return;
    bool is_first = out->size > 0 && out->bytes[out->size - 1] == '[';
    rubric_buffer_put_string(out, is_first ? "{\"layer\":" : ",{\"layer\":");
    rubric_json_write_string(out, span->layer);
    if (span->label.size > 0)
        put_string(out, "label", span->label);
    put_string(out, "text", rubric_slice_part(rubric_buffer_slice(&layout->text), begin, end));
    put_integer(out, "begin", rubric_offsets_convert(&layout->offsets, begin));
    put_integer(out, "end", rubric_offsets_convert(&layout->offsets, end));
    put_source(out, document, span);
    if (span->has_score) {
        put_key(out, "score");
        rubric_value score = rubric_value_number(span->score);
        rubric_json_write(out, &score, 0);
    }
    if (span->rule.size > 0)
        put_string(out, "rule", span->rule);
    if (span->data != NULL) {
        put_key(out, "data");
        rubric_json_write(out, span->data, 0);
    }
    rubric_buffer_put_byte(out, '}');
}

static void put_spans(rubric_buffer *out, rubric_document *document, const struct layout *layout) {
    put_key(out, "spans");
    rubric_buffer_put_byte(out, '[');
    rubric_slice layer;
    for (size_t i = 0; rubric_document_layer(document, i, &layer); i++) {
        if (rubric_slice_equal(layer, rubric_slice_of("summary")) ||
            rubric_slice_equal(layer, rubric_slice_of("keyword")))
            continue;
        rubric_annotation span;
        for (size_t k = 0; rubric_layer_at(document, layer, k, &span); k++)
            put_span(out, document, layout, &span);
    }
    rubric_buffer_put_byte(out, ']');
}

static void put_diagnostics(rubric_buffer *out, rubric_document *document) {
    put_key(out, "diagnostics");
    rubric_buffer_put_byte(out, '[');
    rubric_diagnostic diagnostic;
    for (size_t i = 0; rubric_document_diagnostic(document, i, &diagnostic); i++) {
        rubric_buffer_put_string(out, i > 0 ? ",{\"level\":\"" : "{\"level\":\"");
        rubric_buffer_put_string(out, rubric_level_name(diagnostic.level));
        rubric_buffer_put_byte(out, '"');
        put_string(out, "message", diagnostic.message);
        if (diagnostic.code.size > 0)
            put_string(out, "rule", diagnostic.code);
        if (diagnostic.range.known) {
            rubric_position position = rubric_document_position(document, diagnostic.range.begin);
            put_integer(out, "line", position.line);
            put_integer(out, "column", position.column);
        }
        rubric_buffer_put_byte(out, '}');
    }
    rubric_buffer_put_byte(out, ']');
}

static void put_tail(rubric_buffer *out, const rubric_request *request) {
    if (request->extra != NULL) {
        put_key(out, "extra");
        rubric_json_write(out, request->extra, 0);
    }
    rubric_buffer_put_string(out, "}\n");
}

// Content of the metadata is its text here.
static void put_metadata(rubric_buffer *out, rubric_document *document) {
    rubric_value flat;
    if (rubric_document_flat_value(&flat, rubric_document_arena(document), document,
                                   rubric_document_metadata(document)) != RUBRIC_OK)
        out->failed = true;
    else
        rubric_json_write(out, &flat, 0);
}

void rubric_record_put(rubric_buffer *out, const rubric_record *record) {
    rubric_document *document = record->document;
    struct layout layout;
    layout_init(&layout, document, record->unit);
    put_head(out, record->request);
    if (record->request->path != NULL)
        put_string(out, "input", rubric_slice_of(record->request->path));
    put_key(out, "ok");
    rubric_buffer_put_string(out, "true");
    put_key(out, "meta");
    put_metadata(out, document);
    put_string(out, "text", rubric_buffer_slice(&layout.text));
    put_summary(out, document, &layout);
    put_keywords(out, document, &layout);
    put_spans(out, document, &layout);
    put_diagnostics(out, document);
    if (record->value != NULL) {
        put_key(out, "value");
        rubric_json_write(out, record->value, 0);
    }
    if (record->has_output)
        put_string(out, "output", record->output);
    put_tail(out, record->request);
    out->failed =
        out->failed || layout.text.failed || layout.blocks.failed || layout.offsets.counts.failed;
    layout_clear(&layout);
}

void rubric_record_put_emitted(rubric_buffer *out, const rubric_request *request,
                               const rubric_value *value) {
    put_head(out, request);
    put_key(out, "record");
    rubric_json_write(out, value, 0);
    rubric_buffer_put_string(out, "}\n");
}

void rubric_record_put_skipped(rubric_buffer *out, const rubric_request *request,
                               rubric_slice reason) {
    put_head(out, request);
    put_key(out, "ok");
    rubric_buffer_put_string(out, "true");
    put_string(out, "skipped", reason);
    put_tail(out, request);
}

void rubric_record_put_failure(rubric_buffer *out, const rubric_request *request, const char *stage,
                               const rubric_error *error) {
    put_head(out, request);
    put_key(out, "ok");
    rubric_buffer_put_string(out, "false");
    put_key(out, "error");
    rubric_buffer_put_string(out, "{\"code\":\"");
    rubric_buffer_put_string(out, rubric_status_name(error->status));
    rubric_buffer_put_byte(out, '"');
    put_string(out, "stage", rubric_slice_of(stage));
    put_string(out, "message", rubric_slice_of(error->message));
    if (error->line > 0)
        put_integer(out, "line", error->line);
    rubric_buffer_put_byte(out, '}');
    put_tail(out, request);
}
