// SPDX-License-Identifier: MIT
// Metadata as pandoc has it: content is MetaInlines or MetaBlocks, other scalars are MetaString.
#include "writers/pandoc/pandoc.h"

static void put_value(struct pandoc_writing *writing, const rubric_value *value, int depth);

static void put_entries(struct pandoc_writing *writing, const rubric_value *map, int depth) {
    for (uint32_t i = 0; i < map->as.map.count && !writing->out->failed; i++) {
        rubric_pandoc_separate(writing);
        rubric_json_write_string(writing->out, map->as.map.entries[i].key);
        pandoc_put(writing, ":");
        put_value(writing, &map->as.map.entries[i].value, depth);
    }
}

static void begin(struct pandoc_writing *writing, const char *name) {
    pandoc_put(writing, "{\"t\":\"");
    pandoc_put(writing, name);
    pandoc_put(writing, "\",\"c\":");
}

static void put_content(struct pandoc_writing *writing, const rubric_value *value) {
    rubric_node root = rubric_content_root(writing->document, value);
    bool is_inline = !root.id || rubric_kind_is_leaf(rubric_node_kind(root));
    begin(writing, is_inline ? "MetaInlines" : "MetaBlocks");
    rubric_pandoc_put_content(writing, value);
}

// A number or null, as the string that it is written as.
static void put_scalar(struct pandoc_writing *writing, const rubric_value *value) {
    rubric_buffer text;
    rubric_buffer_init(&text, writing->out->context);
    if (value->type == RUBRIC_VALUE_STRING)
        rubric_buffer_put_slice(&text, value->as.string);
    else if (value->type != RUBRIC_VALUE_NULL)
        rubric_json_write(&text, value, 0);
    begin(writing, "MetaString");
    rubric_json_write_string(writing->out, rubric_buffer_slice(&text));
    rubric_buffer_clear(&text);
}

// Recursion ends at RUBRIC_VALUE_DEPTH, for no value is deeper.
static void put_value(struct pandoc_writing *writing, const rubric_value *value, int depth) {
    if (depth > RUBRIC_VALUE_DEPTH) {
        put_scalar(writing, &(rubric_value){.type = RUBRIC_VALUE_NULL});
        return;
    }
    switch (value->type) {
    case RUBRIC_VALUE_MAP:
        begin(writing, "MetaMap");
        pandoc_put(writing, "{");
        put_entries(writing, value, depth + 1);
        pandoc_put(writing, "}");
        break;
    case RUBRIC_VALUE_LIST:
        begin(writing, "MetaList");
        pandoc_put(writing, "[");
        for (uint32_t i = 0; i < value->as.list.count && !writing->out->failed; i++) {
            rubric_pandoc_separate(writing);
            put_value(writing, &value->as.list.items[i], depth + 1);
        }
        pandoc_put(writing, "]");
        break;
    case RUBRIC_VALUE_BOOLEAN:
        begin(writing, "MetaBool");
        pandoc_put(writing, value->as.boolean ? "true" : "false");
        break;
    case RUBRIC_VALUE_CONTENT:
        put_content(writing, value);
        pandoc_put(writing, "}");
        return;
    default:
        put_scalar(writing, value);
        break;
    }
    pandoc_put(writing, "}");
}

void rubric_pandoc_put_metadata(struct pandoc_writing *writing) {
    put_entries(writing, rubric_document_metadata(writing->document), 1);
}
