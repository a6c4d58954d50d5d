// SPDX-License-Identifier: MIT
// What a document knows besides its tree: its media, ids, places of metadata, all of its strings,
// and how much of everything there is.
#include "binding.h"

static void set_slice(lua_State *L, const char *name, rubric_slice slice) {
    lua_pushlstring(L, slice.size ? slice.bytes : "", slice.size);
    lua_setfield(L, -2, name);
}

// document:add_media(name, type, bytes) -> document; nil for bytes takes the file away
static int document_add_media(lua_State *L) {
    rubric_document *document = rubric_lua_check_document(L, 1);
    rubric_media media = {rubric_lua_check_slice(L, 2), {"", 0}, {"", 0}};
    rubric_error error;
    if (!lua_isnil(L, 3))
        media.type = rubric_lua_check_slice(L, 3);
    luaL_argcheck(L, rubric_media_is_safe_name(media.name), 2,
                  "the name of a file is relative, with '/', without '..', ':' and '\\', and does "
                  "not begin with '.'");
    luaL_argcheck(L, rubric_utf8_valid(media.type) == media.type.size, 3, "not valid UTF-8");
    media.bytes = rubric_lua_check_slice(L, 4);
    if (rubric_document_add_media(document, &media, &error) != RUBRIC_OK)
        return rubric_lua_raise(L, &error);
    rubric_lua_charge(L, 1);
    lua_settop(L, 1);
    return 1;
}

// document:remove_media(name) -> boolean: whether there was one
static int document_remove_media(lua_State *L) {
    rubric_document *document = rubric_lua_check_document(L, 1);
    lua_pushboolean(L, rubric_document_remove_media(document, rubric_lua_check_slice(L, 2)));
    return 1;
}

int rubric_lua_push_media(lua_State *L, rubric_document *document) {
    rubric_media media;
    lua_newtable(L);
    for (size_t i = 0; rubric_document_media_at(document, i, &media); i++) {
        rubric_lua_charge(L, 1 + media.bytes.size / 64);
        lua_createtable(L, 0, 3);
        set_slice(L, "name", media.name);
        set_slice(L, "type", media.type);
        set_slice(L, "bytes", media.bytes);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    return 1;
}

// document:unique_id(text) -> string
static int document_unique_id(lua_State *L) {
    rubric_document *document = rubric_lua_check_document(L, 1);
    rubric_slice text = rubric_lua_check_text(L, 2);
    rubric_buffer out; // the text may stand in the scratch buffer
    rubric_error error;
    rubric_buffer_init(&out, rubric_lua_state(L)->context);
    rubric_status status = rubric_document_unique_id(&out, document, text, &error);
    rubric_buffer *scratch = rubric_lua_scratch(L);
    rubric_buffer_put(scratch, out.bytes ? out.bytes : "", out.size);
    rubric_buffer_clear(&out);
    if (status != RUBRIC_OK)
        return rubric_lua_raise(L, &error);
    return rubric_lua_push_buffer(L, scratch);
}

// The value that a path "a.b.1" leads to: keys of maps, and places in lists from 1. A key may hold
// dots itself, so the longest that is there is taken.
static const rubric_value *find_value(lua_State *L, const rubric_value *value, rubric_slice path) {
    while (value && path.size) {
        size_t size = path.size, end;
        const rubric_value *found = NULL;
        for (end = size; !found && end > 0; end--) {
            if (end < size && path.bytes[end] != '.')
                continue;
            rubric_slice key = rubric_slice_part(path, 0, end);
            rubric_lua_charge(L, 1 + end / 16);
            if (value->type == RUBRIC_VALUE_MAP) {
                found = rubric_value_find(value, key);
            } else if (value->type == RUBRIC_VALUE_LIST) {
                rubric_value index = rubric_yaml_scalar(key);
                if (index.type == RUBRIC_VALUE_INTEGER && index.as.integer >= 1 &&
                    index.as.integer <= (int64_t)value->as.list.count)
                    found = &value->as.list.items[index.as.integer - 1];
            }
            if (found)
                size = end;
        }
        if (!found)
            return NULL;
        value = found;
        path = rubric_slice_part(path, size < path.size ? size + 1 : size, path.size);
    }
    return value;
}

// document:meta_position(path) -> {file, line, column, first} | nil
static int document_meta_position(lua_State *L) {
    rubric_document *document = rubric_lua_check_document(L, 1);
    rubric_slice path = rubric_lua_check_slice(L, 2);
    luaL_argcheck(L, path.size > 0, 2, "a key such as \"title\" or \"author.1\" is needed");
    const rubric_value *value = find_value(L, rubric_document_metadata(document), path);
    if (!value || value->offset == UINT32_MAX)
        return lua_pushnil(L), 1;
    rubric_position position = rubric_document_position(document, value->offset);
    lua_createtable(L, 0, 4);
    set_slice(L, "file", rubric_document_path(document));
    lua_pushinteger(L, position.line);
    lua_setfield(L, -2, "line");
    lua_pushinteger(L, position.column);
    lua_setfield(L, -2, "column");
    lua_pushinteger(L, (lua_Integer)rubric_document_original(document, value->offset) + 1);
    lua_setfield(L, -2, "first");
    return 1;
}

static bool is_chosen(lua_State *L, const rubric_selector *except, rubric_node node) {
    rubric_lua_charge(L, 1);
    return !except || !rubric_selector_matches(except, node);
}

// The ids of all nodes with a string of their own, gathered before any call.
static size_t push_strings(lua_State *L, rubric_node root, const rubric_selector *except) {
    rubric_buffer *ids = rubric_lua_scratch(L);
    rubric_cursor cursor = rubric_cursor_begin(root);
    while (rubric_cursor_next(&cursor)) {
        rubric_kind kind = rubric_node_kind(cursor.node);
        if (!cursor.entering)
            continue;
        if (!is_chosen(L, except, cursor.node))
            rubric_cursor_skip(&cursor);
        else if (kind == RUBRIC_KIND_TEXT || kind == RUBRIC_KIND_LINK || kind == RUBRIC_KIND_IMAGE)
            rubric_buffer_put(ids, (const char *)&cursor.node.id, sizeof(uint32_t));
    }
    if (ids->failed)
        luaL_error(L, "not enough memory");
    lua_pushlstring(L, ids->bytes ? ids->bytes : "", ids->size);
    return ids->size / sizeof(uint32_t);
}

// Calls f(string) at index 2; false when the string stays as it is.
static bool map_string(lua_State *L, rubric_slice string) {
    lua_pushvalue(L, 2);
    lua_pushlstring(L, string.size ? string.bytes : "", string.size);
    lua_call(L, 1, 1);
    rubric_lua_check_document(L, 1); // the call may have closed it
    if (lua_isnil(L, -1))
        return false;
    if (lua_type(L, -1) != LUA_TSTRING)
        luaL_error(L, "the function given to map_strings returned a %s, not a string",
                   luaL_typename(L, -1));
    rubric_slice mapped = rubric_lua_check_slice(L, -1);
    if (rubric_utf8_valid(mapped) != mapped.size)
        luaL_error(L, "the function given to map_strings returned bytes that are not UTF-8");
    return true;
}

static void map_node(lua_State *L, rubric_node node) {
    bool is_run = rubric_node_kind(node) == RUBRIC_KIND_TEXT;
    rubric_slice string =
        is_run ? rubric_node_plane(node) : rubric_node_string(node, RUBRIC_FIELD_TITLE);
    rubric_error error;
    if (!string.size)
        return;
    if (map_string(L, string) && rubric_node_exists(node)) {
        rubric_slice mapped = rubric_lua_check_slice(L, -1);
        string = is_run ? rubric_node_plane(node) : rubric_node_string(node, RUBRIC_FIELD_TITLE);
        rubric_status status = RUBRIC_OK;
        if (!rubric_slice_equal(string, mapped))
            status = is_run ? rubric_node_set_text(node, mapped, &error)
                            : rubric_node_set_string(node, RUBRIC_FIELD_TITLE, mapped, &error);
        if (status != RUBRIC_OK)
            rubric_lua_raise(L, &error);
    }
    lua_pop(L, 1);
}

// The strings of metadata that people read: those of some keys, alone or in a list.
static void map_metadata(lua_State *L) {
    static const char *const keys[] = {"title",    "subtitle", "description", "summary",
                                       "abstract", "keywords", NULL};
    lua_getfield(L, 1, "meta");
    int meta = lua_gettop(L);
    for (const char *const *key = keys; *key; key++) {
        int type = lua_getfield(L, meta, *key);
        if (type == LUA_TSTRING && map_string(L, rubric_lua_check_slice(L, -1))) {
            lua_setfield(L, meta, *key);
        } else if (type == LUA_TTABLE) {
            int list = lua_gettop(L);
            for (lua_Integer i = 1; lua_rawgeti(L, list, i) != LUA_TNIL; i++) {
                if (lua_type(L, -1) == LUA_TSTRING && map_string(L, rubric_lua_check_slice(L, -1)))
                    lua_rawseti(L, list, i);
                lua_settop(L, list);
            }
        }
        lua_settop(L, meta);
    }
}

// document:map_strings(f, {except, meta}) -> document
static int document_map_strings(lua_State *L) {
    static const char *const names[] = {"except", "meta", NULL};
    rubric_document *document = rubric_lua_check_document(L, 1);
    luaL_checktype(L, 2, LUA_TFUNCTION);
    lua_settop(L, 3);
    rubric_lua_check_options(L, 3, names);
    const rubric_selector *except = rubric_lua_option_selector(L, 3, "except");
    bool with_metadata = rubric_lua_push_option(L, 3, "meta") == LUA_TNIL || lua_toboolean(L, -1);
    rubric_lua_join_runs(L, document);
    size_t count = push_strings(L, rubric_document_root(document), except);
    const char *ids = lua_tostring(L, -1);
    for (size_t i = 0; i < count; i++) {
        uint32_t id;
        memcpy(&id, ids + i * sizeof id, sizeof id);
        rubric_node node = rubric_document_node(rubric_lua_check_document(L, 1), id);
        if (rubric_node_exists(node))
            map_node(L, node);
    }
    if (with_metadata)
        map_metadata(L);
    lua_settop(L, 1);
    return 1;
}

// How many nodes of each kind there are, by kind.
static void count_kinds(lua_State *L, rubric_document *document, lua_Integer *counts) {
    rubric_cursor cursor = rubric_cursor_begin(rubric_document_root(document));
    rubric_lua_join_runs(L, document);
    while (rubric_cursor_next(&cursor)) {
        if (cursor.entering)
            counts[rubric_node_kind(cursor.node)]++;
        rubric_lua_charge(L, 1);
    }
}

static void set_count(lua_State *L, const char *name, lua_Integer count) {
    lua_pushinteger(L, count);
    lua_setfield(L, -2, name);
}

// Pushes document:count(unit).
static lua_Integer count_unit(lua_State *L, const char *unit) {
    rubric_lua_push_method(L, DOCUMENT_TYPE, "count");
    lua_pushvalue(L, 1);
    lua_pushstring(L, unit);
    lua_call(L, 2, 1);
    lua_Integer count = lua_tointeger(L, -1);
    lua_pop(L, 1);
    return count;
}

// document:stats() -> {words, sentences, characters, blocks, kinds}
static int document_stats(lua_State *L) {
    static const char *const units[] = {"words", "sentences", "characters", NULL};
    rubric_document *document = rubric_lua_check_document(L, 1);
    lua_Integer counts[RUBRIC_KIND_COUNT] = {0}, blocks = 0;
    lua_settop(L, 1);
    count_kinds(L, document, counts);
    lua_createtable(L, 0, 5); // document stats
    for (const char *const *unit = units; *unit; unit++)
        set_count(L, *unit, count_unit(L, *unit));
    lua_createtable(L, 0, RUBRIC_KIND_COUNT); // document stats kinds
    for (int kind = RUBRIC_KIND_HEADING; kind < RUBRIC_KIND_COUNT; kind++) {
        blocks += rubric_kind_is_inline((rubric_kind)kind) ? 0 : counts[kind];
        set_count(L, rubric_kind_name((rubric_kind)kind), counts[kind]);
    }
    lua_setfield(L, -2, "kinds");
    set_count(L, "blocks", blocks);
    return 1;
}

const luaL_Reg rubric_lua_document_facts[] = {{"add_media", document_add_media},
                                              {"map_strings", document_map_strings},
                                              {"meta_position", document_meta_position},
                                              {"remove_media", document_remove_media},
                                              {"stats", document_stats},
                                              {"unique_id", document_unique_id},
                                              {NULL, NULL}};
