// SPDX-License-Identifier: MIT
// document.meta: a proxy of the metadata. Scalars are read and written at once; a list or map
// becomes a plain Lua table, kept beside the proxy, and is written back when the document is
// next read, so that `table.insert(document.meta.tags, x)` works.
//
// User value 1 of the proxy is its document, 2 the tables that were handed out, by key.
#include "binding.h"

static rubric_document *check_proxy(lua_State *L) {
    luaL_checkudata(L, 1, META_TYPE);
    lua_getiuservalue(L, 1, 1);
    rubric_document *document = rubric_lua_to_document(L, -1);
    luaL_argcheck(L, document != NULL, 1, "its document is closed");
    return document;
}

static int meta_index(lua_State *L) {
    rubric_document *document = check_proxy(L);
    if (lua_type(L, 2) != LUA_TSTRING)
        return 0;
    lua_getiuservalue(L, 1, 2); // … handed
    lua_pushvalue(L, 2);
    if (lua_rawget(L, -2) != LUA_TNIL)
        return 1;
    const rubric_value *value =
        rubric_value_find(rubric_document_metadata(document), rubric_lua_check_slice(L, 2));
    if (!value)
        return 0;
    lua_getiuservalue(L, 1, 1); // … handed nil document
    rubric_lua_push_value_of(L, -1, value);
    lua_remove(L, -2);
    if (lua_istable(L, -1)) { // … handed nil table
        lua_pushvalue(L, 2);
        lua_pushvalue(L, -2);
        lua_rawset(L, -5);
    }
    return 1;
}

static bool has_text(rubric_document *document, const rubric_value *content, rubric_slice text) {
    rubric_node root = rubric_content_root(document, content);
    if (!root.id || !rubric_content_is_plain(root))
        return false;
    rubric_buffer own;
    rubric_buffer_init(&own, rubric_document_context(document));
    rubric_node_text(&own, root);
    bool is_same = rubric_slice_equal(rubric_buffer_slice(&own), text);
    rubric_buffer_clear(&own);
    return is_same;
}

// Lua had content without markup as a string: one that it left alone stays content. Recursion
// ends at RUBRIC_VALUE_DEPTH, for no value is deeper.
static void keep_content(rubric_document *document, rubric_value *value, const rubric_value *old) {
    if (value->type == RUBRIC_VALUE_STRING && old->type == RUBRIC_VALUE_CONTENT) {
        if (has_text(document, old, value->as.string))
            *value = *old;
    } else if (value->type == RUBRIC_VALUE_LIST && old->type == RUBRIC_VALUE_LIST) {
        for (uint32_t i = 0; i < value->as.list.count && i < old->as.list.count; i++)
            keep_content(document, &value->as.list.items[i], &old->as.list.items[i]);
    } else if (value->type == RUBRIC_VALUE_MAP && old->type == RUBRIC_VALUE_MAP) {
        for (uint32_t i = 0; i < value->as.map.count; i++) {
            rubric_entry *entry = &value->as.map.entries[i];
            const rubric_value *other = rubric_value_find(old, entry->key);
            if (other)
                keep_content(document, &entry->value, other);
        }
    }
}

static int meta_newindex(lua_State *L) {
    rubric_document *document = check_proxy(L);
    rubric_slice key = rubric_lua_check_slice(L, 2);
    rubric_value *metadata = rubric_document_metadata(document);
    rubric_arena *arena = rubric_document_arena(document);
    rubric_value value = rubric_lua_check_value_of(L, 3, document); // before anything is changed
    const rubric_value *old = rubric_value_find(metadata, key);
    if (old)
        keep_content(document, &value, old);
    lua_getiuservalue(L, 1, 2);
    lua_pushvalue(L, 2);
    lua_pushvalue(L, 3);
    if (!lua_istable(L, 3)) { // a scalar: what was handed out before counts no more
        lua_pop(L, 1);
        lua_pushnil(L);
    }
    lua_rawset(L, -3);
    if (lua_isnil(L, 3)) {
        rubric_value_remove(metadata, key);
        return 0;
    }
    if (rubric_value_set(arena, metadata, key, value) != RUBRIC_OK)
        return luaL_error(L, "not enough memory");
    return 0;
}

void rubric_lua_sync_metadata(lua_State *L, int document) {
    rubric_document *owner = rubric_lua_check_document(L, document);
    rubric_value *metadata = rubric_document_metadata(owner);
    document = lua_absindex(L, document);
    if (lua_getiuservalue(L, document, 2) != LUA_TUSERDATA) {
        lua_pop(L, 1);
        return;
    }
    lua_getiuservalue(L, -1, 2); // meta handed
    int handed = lua_gettop(L);
    for (uint32_t i = 0; i < metadata->as.map.count; i++) {
        rubric_slice key = metadata->as.map.entries[i].key;
        lua_pushlstring(L, key.size ? key.bytes : "", key.size);
        if (lua_rawget(L, handed) == LUA_TTABLE) {
            rubric_value value = rubric_lua_check_value_of(L, -1, owner);
            keep_content(owner, &value, &metadata->as.map.entries[i].value);
            if (!rubric_value_equal(&value, &metadata->as.map.entries[i].value))
                metadata->as.map.entries[i].value = value; // else it keeps where it was read
        }
        lua_pop(L, 1);
    }
    lua_pop(L, 2);
}

void rubric_lua_forget_metadata(lua_State *L, int document) {
    if (lua_getiuservalue(L, document, 2) == LUA_TUSERDATA) {
        lua_newtable(L);
        lua_setiuservalue(L, -2, 2);
    }
    lua_pop(L, 1);
}

// An entry that the loop has removed leaves its place to the next one.
static bool was_removed(lua_State *L, const rubric_value *metadata, lua_Integer at) {
    if (at == 0 || lua_type(L, 2) != LUA_TSTRING)
        return false;
    return (uint64_t)at > metadata->as.map.count ||
           !rubric_slice_equal(metadata->as.map.entries[at - 1].key, rubric_lua_check_slice(L, 2));
}

static int meta_next(lua_State *L) {
    rubric_document *document = check_proxy(L);
    const rubric_value *metadata = rubric_document_metadata(document);
    lua_Integer at = lua_tointeger(L, lua_upvalueindex(1));
    at -= was_removed(L, metadata, at);
    if ((uint64_t)at >= metadata->as.map.count)
        return 0;
    lua_pushinteger(L, at + 1);
    lua_replace(L, lua_upvalueindex(1));
    rubric_slice key = metadata->as.map.entries[at].key;
    lua_settop(L, 1);
    lua_pushlstring(L, key.size ? key.bytes : "", key.size); // meta key
    lua_pushvalue(L, -1);
    lua_gettable(L, 1); // meta key value
    return 2;
}

static int meta_pairs(lua_State *L) {
    check_proxy(L);
    lua_pushinteger(L, 0);
    lua_pushcclosure(L, meta_next, 1);
    lua_pushvalue(L, 1);
    lua_pushnil(L);
    return 3;
}

static const luaL_Reg methods[] = {{NULL, NULL}};

static const luaL_Reg metamethods[] = {
    {"__index", meta_index}, {"__newindex", meta_newindex}, {"__pairs", meta_pairs}, {NULL, NULL}};

void rubric_lua_open_meta(lua_State *L) {
    rubric_lua_new_type(L, META_TYPE, methods, metamethods);
}

void rubric_lua_add_meta(lua_State *L, int document) {
    document = lua_absindex(L, document);
    lua_newuserdatauv(L, 0, 2); // meta
    lua_pushvalue(L, document);
    lua_setiuservalue(L, -2, 1);
    lua_newtable(L);
    lua_setiuservalue(L, -2, 2);
    luaL_setmetatable(L, META_TYPE);
    lua_setiuservalue(L, document, 2);
}
