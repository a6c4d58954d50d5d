// SPDX-License-Identifier: MIT
// Plain text as a source: paragraphs are lines, and nothing is escaped.
#include "formats/source/blocks.h"
#include "readers/readers.h"
#include "writers/writers.h"

static bool is_unit(const struct patcher *patcher, uint32_t id) {
    rubric_range range;
    return !rubric_kind_is_inline((rubric_kind)node_at(patcher->document, id)->kind) &&
           rubric_source_lines(patcher, id, &range);
}

static bool takes_text(const struct patcher *patcher, uint32_t run) {
    return node_at(patcher->document, run)->source_begin != RUBRIC_NO_SOURCE;
}

static bool takes_children(const struct patcher *patcher, uint32_t id) {
    (void)patcher;
    return id == 1;
}

// A paragraph has no fields that a text could show.
static bool put_fields(struct patcher *patcher, uint32_t id) {
    (void)patcher;
    (void)id;
    return true;
}

static void put_text(struct patcher *patcher, uint32_t run, rubric_slice text, rubric_range range) {
    (void)run;
    rubric_buffer_put_slice(rubric_source_begin(patcher, range.begin, range.end), text);
    rubric_source_end(patcher);
}

static void put_block(struct patcher *patcher, uint32_t id, rubric_buffer *out) {
    rubric_write_options options = {.size = sizeof options, .node = id};
    size_t start = out->size; // what stands before belongs to others
    rubric_text_write(out, patcher->document, &options);
    while (out->size > start && out->bytes[out->size - 1] == '\n')
        out->size--;
}

static void put_newcomers(struct patcher *patcher, const struct newcomers *newcomers) {
    rubric_source_put_blocks(patcher, newcomers, put_block);
}

static void put_unit(struct patcher *patcher, uint32_t id) {
    rubric_range range = {0, patcher->text.size, true};
    if (id != 1)
        rubric_source_lines(patcher, id, &range);
    put_block(patcher, id, rubric_source_begin(patcher, range.begin, range.end));
    rubric_source_end(patcher);
}

// A text has no place for them.
static rubric_status put_metadata(struct patcher *patcher, rubric_error *error) {
    const rubric_document *document = patcher->document;
    (void)error;
    patcher->lacks_metadata = !rubric_value_equal(&document->metadata, &document->read_metadata);
    return RUBRIC_OK;
}

const struct source_format rubric_source_text = {
    .name = "text",
    .extent = rubric_source_lines,
    .is_unit = is_unit,
    .takes_text = takes_text,
    .takes_children = takes_children,
    .inside = rubric_source_body,
    .put_fields = put_fields,
    .put_text = put_text,
    .put_newcomers = put_newcomers,
    .put_cut = rubric_source_cut_lines,
    .put_unit = put_unit,
    .put_metadata = put_metadata,
    .read = rubric_text_read,
};
