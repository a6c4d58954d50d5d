// SPDX-License-Identifier: MIT
// Values: null, booleans, numbers, strings, lists and ordered maps that live in an arena.
#include "rubric/data.h"

#include <math.h>

#include "keys.h"

static const char *const type_names[] = {
    [RUBRIC_VALUE_NULL] = "null",       [RUBRIC_VALUE_BOOLEAN] = "boolean",
    [RUBRIC_VALUE_INTEGER] = "integer", [RUBRIC_VALUE_NUMBER] = "number",
    [RUBRIC_VALUE_STRING] = "string",   [RUBRIC_VALUE_LIST] = "list",
    [RUBRIC_VALUE_MAP] = "map",         [RUBRIC_VALUE_CONTENT] = "content",
};

enum { FIRST_CAPACITY = 2 };

const char *rubric_value_type_name(rubric_value_type type) {
    size_t index = (size_t)type;
    return index < sizeof type_names / sizeof *type_names ? type_names[index] : "unknown";
}

static rubric_value make(rubric_value_type type) {
    rubric_value value;
    memset(&value, 0, sizeof value);
    value.type = type;
    value.offset = UINT32_MAX;
    return value;
}

rubric_value rubric_value_null(void) {
    return make(RUBRIC_VALUE_NULL);
}

rubric_value rubric_value_boolean(bool boolean) {
    rubric_value value = make(RUBRIC_VALUE_BOOLEAN);
    value.as.boolean = boolean;
    return value;
}

rubric_value rubric_value_integer(int64_t integer) {
    rubric_value value = make(RUBRIC_VALUE_INTEGER);
    value.as.integer = integer;
    return value;
}

rubric_value rubric_value_number(double number) {
    rubric_value value = make(RUBRIC_VALUE_NUMBER);
    value.as.number = number;
    return value;
}

rubric_value rubric_value_string(rubric_slice string) {
    rubric_value value = make(RUBRIC_VALUE_STRING);
    value.as.string = string;
    return value;
}

rubric_value rubric_value_list(void) {
    return make(RUBRIC_VALUE_LIST);
}

rubric_value rubric_value_map(void) {
    return make(RUBRIC_VALUE_MAP);
}

// Why an arena gave nothing. The count of a container ends at 32 bits.
static rubric_status arena_failure(rubric_arena *arena) {
    return rubric_context_fail(rubric_arena_context(arena), RUBRIC_ERROR_MEMORY);
}

// A larger copy of an array, or NULL; the old one stays in the arena.
static void *grow(rubric_arena *arena, const void *old, size_t item_size, uint32_t *capacity) {
    uint32_t larger = *capacity < FIRST_CAPACITY ? FIRST_CAPACITY : *capacity * 2;
    if (larger <= *capacity)
        return NULL;
    char *items = rubric_arena_allocate(arena, larger * item_size);
    if (items == NULL)
        return NULL;
    if (*capacity > 0)
        memcpy(items, old, *capacity * item_size);
    *capacity = larger;
    return items;
}

rubric_status rubric_value_append(rubric_arena *arena, rubric_value *list, rubric_value item) {
    if (rubric_is_missing(arena, "arena", NULL) || rubric_is_missing(list, "list", NULL))
        return RUBRIC_ERROR_ARGUMENT;
    if (list->as.list.count == list->as.list.capacity) {
        rubric_value *items = list->as.list.items;
        items = grow(arena, items, sizeof *items, &list->as.list.capacity);
        if (items == NULL)
            return arena_failure(arena);
        list->as.list.items = items;
    }
    list->as.list.items[list->as.list.count++] = item;
    return RUBRIC_OK;
}

rubric_value *rubric_value_find(const rubric_value *map, rubric_slice key) {
    for (uint32_t i = 0; i < map->as.map.count; i++) {
        if (rubric_slice_equal(map->as.map.entries[i].key, key))
            return &map->as.map.entries[i].value;
    }
    return NULL;
}

rubric_status rubric_value_append_entry(rubric_arena *arena, rubric_value *map, rubric_slice key,
                                        rubric_value value) {
    if (map->as.map.count == map->as.map.capacity) {
        rubric_entry *entries = map->as.map.entries;
        entries = grow(arena, entries, sizeof *entries, &map->as.map.capacity);
        if (entries == NULL)
            return arena_failure(arena);
        map->as.map.entries = entries;
    }
    rubric_entry *entry = &map->as.map.entries[map->as.map.count++];
    entry->key = key;
    entry->value = value;
    return RUBRIC_OK;
}

rubric_status rubric_value_set(rubric_arena *arena, rubric_value *map, rubric_slice key,
                               rubric_value value) {
    if (rubric_is_missing(arena, "arena", NULL) || rubric_is_missing(map, "map", NULL))
        return RUBRIC_ERROR_ARGUMENT;
    rubric_value *old = rubric_value_find(map, key);
    if (old != NULL) {
        *old = value;
        return RUBRIC_OK;
    }
    rubric_slice copy = rubric_arena_copy(arena, key);
    if (copy.bytes == NULL)
        return arena_failure(arena);
    return rubric_value_append_entry(arena, map, copy, value);
}

bool rubric_value_remove(rubric_value *map, rubric_slice key) {
    rubric_value *value = rubric_value_find(map, key);
    if (value == NULL)
        return false;
    rubric_entry *entries = map->as.map.entries;
    uint32_t index = 0;
    while (&entries[index].value != value)
        index++;
    map->as.map.count--;
    memmove(entries + index, entries + index + 1, (map->as.map.count - index) * sizeof *entries);
    return true;
}

static rubric_status copy_value(rubric_value *out, rubric_arena *arena, const rubric_value *value,
                                int depth);

static rubric_status copy_list(rubric_value *out, rubric_arena *arena, const rubric_value *list,
                               int depth) {
    uint32_t count = list->as.list.count;
    rubric_value *items = rubric_arena_allocate(arena, count * sizeof *items);
    if (items == NULL)
        return arena_failure(arena);
    for (uint32_t i = 0; i < count; i++) {
        rubric_status status = copy_value(&items[i], arena, &list->as.list.items[i], depth);
        if (status != RUBRIC_OK)
            return status;
    }
    *out = *list;
    out->as.list.items = items;
    out->as.list.capacity = count;
    return RUBRIC_OK;
}

static rubric_status copy_map(rubric_value *out, rubric_arena *arena, const rubric_value *map,
                              int depth) {
    uint32_t count = map->as.map.count;
    rubric_entry *entries = rubric_arena_allocate(arena, count * sizeof *entries);
    if (entries == NULL)
        return arena_failure(arena);
    for (uint32_t i = 0; i < count; i++) {
        const rubric_entry *entry = &map->as.map.entries[i];
        rubric_status status = copy_value(&entries[i].value, arena, &entry->value, depth);
        if (status != RUBRIC_OK)
            return status;
        entries[i].key = rubric_arena_copy(arena, entry->key);
        if (entries[i].key.bytes == NULL)
            return arena_failure(arena);
    }
    *out = *map;
    out->as.map.entries = entries;
    out->as.map.capacity = count;
    return RUBRIC_OK;
}

// Recursion ends at RUBRIC_VALUE_DEPTH.
static rubric_status copy_value(rubric_value *out, rubric_arena *arena, const rubric_value *value,
                                int depth) {
    if (!rubric_context_charge(rubric_arena_context(arena), 1))
        return rubric_context_status(rubric_arena_context(arena));
    if (value->type == RUBRIC_VALUE_STRING) {
        rubric_slice copy = rubric_arena_copy(arena, value->as.string);
        if (copy.bytes == NULL)
            return arena_failure(arena);
        *out = *value;
        out->as.string = copy;
        return RUBRIC_OK;
    }
    if (value->type != RUBRIC_VALUE_LIST && value->type != RUBRIC_VALUE_MAP) {
        *out = *value;
        return RUBRIC_OK;
    }
    if (depth >= RUBRIC_VALUE_DEPTH)
        return RUBRIC_ERROR_LIMIT;
    return value->type == RUBRIC_VALUE_LIST ? copy_list(out, arena, value, depth + 1)
                                            : copy_map(out, arena, value, depth + 1);
}

rubric_status rubric_value_copy(rubric_value *out, rubric_arena *arena, const rubric_value *value) {
    if (rubric_is_missing(out, "out", NULL) || rubric_is_missing(arena, "arena", NULL) ||
        rubric_is_missing(value, "value", NULL))
        return RUBRIC_ERROR_ARGUMENT;
    rubric_value copy;
    rubric_status status = copy_value(&copy, arena, value, 0);
    if (status == RUBRIC_OK)
        *out = copy;
    return status;
}

static bool equal_at_depth(const rubric_value *a, const rubric_value *b, int depth);

static bool equal_lists(const rubric_value *a, const rubric_value *b, int depth) {
    if (a->as.list.count != b->as.list.count)
        return false;
    for (uint32_t i = 0; i < a->as.list.count; i++) {
        if (!equal_at_depth(&a->as.list.items[i], &b->as.list.items[i], depth))
            return false;
    }
    return true;
}

// The order of keys does not matter, but is nearly always the same.
static bool equal_maps(const rubric_value *a, const rubric_value *b, int depth) {
    if (a->as.map.count != b->as.map.count)
        return false;
    for (uint32_t i = 0; i < a->as.map.count; i++) {
        const rubric_entry *entry = &a->as.map.entries[i];
        const rubric_value *other = &b->as.map.entries[i].value;
        if (!rubric_slice_equal(entry->key, b->as.map.entries[i].key))
            other = rubric_value_find(b, entry->key);
        if (other == NULL || !equal_at_depth(&entry->value, other, depth))
            return false;
    }
    return true;
}

static bool equal_numbers(double a, double b) {
    return (isnan(a) && isnan(b)) || (!(a < b) && !(a > b) && !isnan(a) && !isnan(b));
}

static bool equal_at_depth(const rubric_value *a, const rubric_value *b, int depth) {
    if (a->type != b->type || depth > RUBRIC_VALUE_DEPTH)
        return false;
    switch (a->type) {
    case RUBRIC_VALUE_NULL:
        return true;
    case RUBRIC_VALUE_BOOLEAN:
        return a->as.boolean == b->as.boolean;
    case RUBRIC_VALUE_INTEGER:
        return a->as.integer == b->as.integer;
    case RUBRIC_VALUE_NUMBER:
        return equal_numbers(a->as.number, b->as.number);
    case RUBRIC_VALUE_STRING:
        return rubric_slice_equal(a->as.string, b->as.string);
    case RUBRIC_VALUE_LIST:
        return equal_lists(a, b, depth + 1);
    case RUBRIC_VALUE_MAP:
        return equal_maps(a, b, depth + 1);
    case RUBRIC_VALUE_CONTENT:
        return a->as.content == b->as.content;
    }
    return false;
}

bool rubric_value_equal(const rubric_value *a, const rubric_value *b) {
    return equal_at_depth(a, b, 0);
}
