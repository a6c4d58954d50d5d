// SPDX-License-Identifier: MIT
// Closes the maps of a YAML text: keys that occur twice, and merge keys.
#include "keys.h"
#include "yaml_reader.h"

const char rubric_yaml_merge_key[] = "<<";

static rubric_status fail_duplicate(rubric_yaml_reader *self, const rubric_yaml_frame *frame,
                                    uint32_t first, uint32_t second) {
    rubric_slice key = frame->node.value.as.map.entries[first].key;
    size_t again = frame->key_offsets[second];
    rubric_position one = rubric_text_position(self->text, frame->key_offsets[first]);
    rubric_position two = rubric_text_position(self->text, again);
    int shown = key.size < 80 ? (int)key.size : (int)rubric_utf8_floor(key, 80);
    rubric_error_set(self->error, RUBRIC_ERROR_SYNTAX,
                     "key '%.*s' on line %lu is on line %lu already", shown, key.bytes,
                     (unsigned long)two.line, (unsigned long)one.line);
    rubric_error_locate(self->error, self->text, again);
    return RUBRIC_ERROR_SYNTAX;
}

static rubric_status refuse_duplicates(rubric_yaml_reader *self, const rubric_yaml_frame *frame) {
    const rubric_value *map = &frame->node.value;
    rubric_key_set set;
    if (!rubric_key_set_init(&set, self->context, map->as.map.count))
        return rubric_context_error(self->context, self->error);
    rubric_status status = RUBRIC_OK;
    for (uint32_t i = 0; i < map->as.map.count && status == RUBRIC_OK; i++) {
        uint32_t same = rubric_key_set_add(&set, map->as.map.entries, i);
        if (same != UINT32_MAX)
            status = fail_duplicate(self, frame, same, i);
        else if (rubric_context_status(self->context) != RUBRIC_OK)
            status = rubric_context_error(self->context, self->error);
    }
    rubric_key_set_clear(&set);
    return status;
}

// A map that is being put together from its own entries and what `<<` brings.
typedef struct merger {
    rubric_yaml_reader *reader;
    const rubric_value *own; // the map as written
    rubric_value result;
} merger;

static rubric_status append(merger *self, const rubric_entry *entry) {
    rubric_status status =
        rubric_value_append_entry(self->reader->arena, &self->result, entry->key, entry->value);
    if (status != RUBRIC_OK)
        return rubric_context_error(self->reader->context, self->reader->error);
    return RUBRIC_OK;
}

// The entries of one map that neither the map itself nor an earlier one has.
static rubric_status merge_one(merger *self, const rubric_value *source, size_t offset) {
    if (source->type != RUBRIC_VALUE_MAP)
        return rubric_yaml_fail(self->reader, RUBRIC_ERROR_SYNTAX, offset,
                                "'<<' needs a map or a list of maps");
    for (uint32_t i = 0; i < source->as.map.count; i++) {
        const rubric_entry *entry = &source->as.map.entries[i];
        rubric_status status = rubric_yaml_expand(self->reader, 1, offset);
        if (status == RUBRIC_OK &&
            !rubric_context_charge(self->reader->context,
                                   self->own->as.map.count + self->result.as.map.count))
            status = rubric_context_error(self->reader->context, self->reader->error);
        if (status == RUBRIC_OK && rubric_value_find(self->own, entry->key) == NULL &&
            rubric_value_find(&self->result, entry->key) == NULL)
            status = append(self, entry);
        if (status != RUBRIC_OK)
            return status;
    }
    return RUBRIC_OK;
}

static rubric_status merge_sources(merger *self, const rubric_value *sources, size_t offset) {
    if (sources->type != RUBRIC_VALUE_LIST)
        return merge_one(self, sources, offset);
    for (uint32_t i = 0; i < sources->as.list.count; i++) {
        rubric_status status = merge_one(self, &sources->as.list.items[i], offset);
        if (status != RUBRIC_OK)
            return status;
    }
    return RUBRIC_OK;
}

static rubric_status merge(rubric_yaml_reader *reader, rubric_yaml_frame *frame) {
    rubric_value *map = &frame->node.value;
    merger self = {.reader = reader, .own = map, .result = rubric_value_map()};
    self.result.offset = map->offset;
    for (uint32_t i = 0; i < map->as.map.count; i++) {
        const rubric_entry *entry = &map->as.map.entries[i];
        rubric_status status = entry->key.bytes == rubric_yaml_merge_key
                                   ? merge_sources(&self, &entry->value, frame->key_offsets[i])
                                   : append(&self, entry);
        if (status != RUBRIC_OK)
            return status;
    }
    frame->node.weight += self.result.as.map.count;
    *map = self.result;
    return RUBRIC_OK;
}

rubric_status rubric_yaml_close_map(rubric_yaml_reader *self, rubric_yaml_frame *frame) {
    rubric_status status = refuse_duplicates(self, frame);
    if (status == RUBRIC_OK && frame->has_merge)
        status = merge(self, frame);
    rubric_value *map = &frame->node.value;
    map->as.map.capacity = map->as.map.count; // an alias shares the array: who appends, moves
    return status;
}
