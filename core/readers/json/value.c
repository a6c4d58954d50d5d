// SPDX-License-Identifier: MIT
// Values of the document's own JSON: metadata, fields and what spans carry.
#include "data/json.h"
#include "data/keys.h"
#include "readers/json/document.h"

// A node of its own, filled later. It is a block that could stand in a div.
static rubric_value begin_content(struct json_reading *reading, const rubric_value *node) {
    rubric_value content = rubric_value_null();
    const rubric_value *name =
        node->type == RUBRIC_VALUE_MAP ? rubric_value_find(node, rubric_slice_of("kind")) : NULL;
    rubric_kind kind = name && name->type == RUBRIC_VALUE_STRING ? rubric_kind_find(name->as.string)
                                                                 : RUBRIC_KIND_NONE;
    if (rubric_kind_is_inline(kind) || !rubric_kind_may_contain(RUBRIC_KIND_DIV, kind)) {
        rubric_json_refuse(reading, name ? name : node,
                           "expected content to be a block, as {\"kind\": \"paragraph\"}");
        return content;
    }
    struct json_waiting waiting = {0, reading->depth + 1, node};
    if (waiting.depth > RUBRIC_CONTENT_DEPTH) {
        rubric_json_refuse(reading, node, "content is nested deeper than %d levels",
                           RUBRIC_CONTENT_DEPTH);
        return content;
    }
    waiting.root = rubric_document_add_node(reading->builder.document, kind);
    rubric_buffer_put(&reading->waiting, (const char *)&waiting, sizeof waiting);
    content.type = waiting.root ? RUBRIC_VALUE_CONTENT : RUBRIC_VALUE_NULL;
    content.as.content = waiting.root;
    return content;
}

static rubric_value read_number(struct json_reading *reading, const rubric_value *text) {
    rubric_value number = text->type == RUBRIC_VALUE_STRING ? rubric_yaml_scalar(text->as.string)
                                                            : rubric_value_null();
    if (number.type != RUBRIC_VALUE_NUMBER)
        rubric_json_refuse(reading, text,
                           "expected '$number' to be \".inf\", \"-.inf\" or \".nan\"");
    number.offset = text->offset;
    return number;
}

static rubric_value read_value(struct json_reading *reading, const rubric_value *value, int depth);

static rubric_value read_map(struct json_reading *reading, const rubric_value *map, int depth) {
    rubric_arena *arena = reading->builder.document->arena;
    rubric_value out = rubric_value_map();
    bool is_escaped = rubric_json_mark(map) == RUBRIC_JSON_ESCAPED;
    for (uint32_t i = 0; i < map->as.map.count && !json_failed(reading); i++) {
        const rubric_entry *entry = &map->as.map.entries[i];
        // Keys of a JSON object are there once, so none has to be looked for.
        rubric_value value = read_value(reading, &entry->value, depth);
        rubric_slice key = rubric_slice_part(entry->key, is_escaped, entry->key.size);
        key = rubric_arena_copy(arena, key);
        if (key.bytes)
            rubric_value_append_entry(arena, &out, key, value);
    }
    return out;
}

static rubric_value read_list(struct json_reading *reading, const rubric_value *list, int depth) {
    rubric_value out = rubric_value_list();
    for (uint32_t i = 0; i < list->as.list.count && !json_failed(reading); i++)
        rubric_value_append(reading->builder.document->arena, &out,
                            read_value(reading, &list->as.list.items[i], depth));
    return out;
}

// Recursion ends at RUBRIC_VALUE_DEPTH, as it does for all values.
static rubric_value read_value(struct json_reading *reading, const rubric_value *value, int depth) {
    rubric_value out = *value;
    enum rubric_json_mark mark = rubric_json_mark(value);
    if (!rubric_context_charge(reading->builder.document->context, 1))
        return rubric_value_null();
    if (mark == RUBRIC_JSON_CONTENT) {
        out = begin_content(reading, &value->as.map.entries[0].value);
    } else if (mark == RUBRIC_JSON_NUMBER) {
        out = read_number(reading, &value->as.map.entries[0].value);
    } else if (value->type == RUBRIC_VALUE_MAP || value->type == RUBRIC_VALUE_LIST) {
        if (depth >= RUBRIC_VALUE_DEPTH) {
            rubric_json_refuse(reading, value, "a value is nested deeper than %d levels",
                               RUBRIC_VALUE_DEPTH);
            return rubric_value_null();
        }
        out = value->type == RUBRIC_VALUE_MAP ? read_map(reading, value, depth + 1)
                                              : read_list(reading, value, depth + 1);
    } else if (value->type == RUBRIC_VALUE_STRING) {
        out.as.string = rubric_arena_copy(reading->builder.document->arena, value->as.string);
    }
    out.offset = value->offset;
    return out;
}

rubric_value rubric_json_value(struct json_reading *reading, const rubric_value *value) {
    return read_value(reading, value, 0);
}
