// SPDX-License-Identifier: MIT
// Metadata of pandoc's JSON: a MetaString is a string, MetaInlines and MetaBlocks are content.
#include "data/keys.h"
#include "readers/pandoc/pandoc.h"

static rubric_value read_value(struct pandoc_reading *reading, const rubric_value *value,
                               int depth);

static rubric_value read_map(struct pandoc_reading *reading, const rubric_value *map, int depth) {
    rubric_arena *arena = reading->builder.document->arena;
    rubric_value out = rubric_value_map();
    for (uint32_t i = 0; i < map->as.map.count && !pandoc_failed(reading); i++) {
        const rubric_entry *entry = &map->as.map.entries[i];
        // Keys of a JSON object are there once, so none has to be looked for.
        rubric_value value = read_value(reading, &entry->value, depth);
        rubric_slice key = rubric_arena_copy(arena, entry->key);
        if (key.bytes)
            rubric_value_append_entry(arena, &out, key, value);
    }
    return out;
}

static rubric_value read_list(struct pandoc_reading *reading, const rubric_value *list, int depth) {
    rubric_arena *arena = reading->builder.document->arena;
    rubric_value out = rubric_value_list();
    for (uint32_t i = 0; i < list->as.list.count && !pandoc_failed(reading); i++)
        rubric_value_append(arena, &out, read_value(reading, &list->as.list.items[i], depth));
    return out;
}

// Recursion ends at RUBRIC_VALUE_DEPTH, as it does for all values.
static rubric_value read_value(struct pandoc_reading *reading, const rubric_value *value,
                               int depth) {
    struct pandoc_element element;
    rubric_value out = rubric_value_null();
    if (!rubric_pandoc_element(reading, &element, value, PANDOC_META))
        return out;
    if (depth >= RUBRIC_VALUE_DEPTH) {
        rubric_pandoc_expect(reading, value, "metadata is nested deeper than 64 levels", "", "");
        return out;
    }
    switch (element.type->tag) {
    case PANDOC_META_MAP:
        out = read_map(reading, element.content, depth + 1);
        break;
    case PANDOC_META_LIST:
        out = read_list(reading, element.content, depth + 1);
        break;
    case PANDOC_META_BOOL:
        out = *element.content;
        break;
    case PANDOC_META_STRING:
        out = rubric_value_string(
            rubric_arena_copy(reading->builder.document->arena, element.content->as.string));
        break;
    default:
        out = rubric_pandoc_content(reading, element.content,
                                    element.type->tag == PANDOC_META_BLOCKS);
        break;
    }
    out.offset = value->offset;
    return out;
}

void rubric_pandoc_metadata(struct pandoc_reading *reading, const rubric_value *meta) {
    reading->builder.document->metadata = read_map(reading, meta, 1);
}
