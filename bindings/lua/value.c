// SPDX-License-Identifier: MIT
// Values between C and Lua. A map is a table that remembers the order of its keys: its own
// metatable holds them in a list; a list is a table marked so, because {} says nothing.
#include <lualib.h>

#include "binding.h"

// rubric.null: the one value that stands for null inside lists and maps.
static const char null_key = 0;

static void push_null(lua_State *L) {
    lua_rawgetp(L, LUA_REGISTRYINDEX, &null_key);
}

static int null_tostring(lua_State *L) {
    lua_pushliteral(L, "null");
    return 1;
}

// A new key takes the last place; `order` is the first upvalue.
static int map_newindex(lua_State *L) {
    luaL_checktype(L, 1, LUA_TTABLE);
    int type = lua_type(L, 2);
    if (type != LUA_TSTRING && type != LUA_TNUMBER)
        return luaL_error(L, "a key of a map is a string, not a %s", luaL_typename(L, 2));
    lua_pushvalue(L, 2);
    lua_rawseti(L, lua_upvalueindex(1), (lua_Integer)lua_rawlen(L, lua_upvalueindex(1)) + 1);
    lua_rawset(L, 1);
    return 0;
}

int rubric_lua_next_listed(lua_State *L) {
    lua_Integer at = lua_tointeger(L, lua_upvalueindex(2));
    for (;;) {
        at++;
        if (lua_rawgeti(L, lua_upvalueindex(1), at) == LUA_TNIL)
            return 1;
        lua_pushvalue(L, -1);
        if (lua_rawget(L, 1) != LUA_TNIL) // key value
            break;
        lua_pop(L, 2);
    }
    lua_pushinteger(L, at);
    lua_replace(L, lua_upvalueindex(2));
    return 2;
}

// Pushes the keys of a map that are there, each once, in order.
static void push_keys(lua_State *L, int map, int order) {
    lua_newtable(L); // keys
    lua_newtable(L); // keys seen
    lua_Integer count = 0;
    for (lua_Integer i = 1; lua_rawgeti(L, order, i) != LUA_TNIL; i++) { // keys seen key
        lua_pushvalue(L, -1);
        bool is_there = lua_rawget(L, map) != LUA_TNIL;
        lua_pushvalue(L, -2);
        bool is_new = lua_rawget(L, -4) == LUA_TNIL;
        lua_pop(L, 2); // keys seen key
        if (!is_there || !is_new) {
            lua_pop(L, 1);
            continue;
        }
        lua_pushvalue(L, -1);
        lua_pushboolean(L, 1);
        lua_rawset(L, -4);           // seen[key] = true
        lua_rawseti(L, -3, ++count); // keys[count] = key
    }
    lua_pop(L, 2); // keys
}

static int map_pairs(lua_State *L) {
    lua_settop(L, 1);
    push_keys(L, 1, lua_upvalueindex(1)); // map keys
    lua_pushinteger(L, 0);
    lua_pushcclosure(L, rubric_lua_next_listed, 2);
    lua_pushvalue(L, 1);
    lua_pushnil(L);
    return 3;
}

// Gives the table on top, whose keys stand in the list below it, the metatable of a map.
static void make_map(lua_State *L) { // order map
    lua_createtable(L, 0, 5);        // order map meta
    lua_pushvalue(L, -3);
    lua_pushcclosure(L, map_newindex, 1);
    lua_setfield(L, -2, "__newindex");
    lua_pushvalue(L, -3);
    lua_pushcclosure(L, map_pairs, 1);
    lua_setfield(L, -2, "__pairs");
    lua_pushvalue(L, -3);
    lua_setfield(L, -2, "order");
    lua_pushliteral(L, MAP_TYPE);
    lua_setfield(L, -2, "__name");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2);
    lua_remove(L, -2); // map
}

// Content: a string when it has no markup, else the node; `document` is the index of its Lua
// document, or 0, for which there is none.
static void push_content(lua_State *L, const rubric_value *value, int document) {
    rubric_document *owner = document ? rubric_lua_to_document(L, document) : NULL;
    rubric_node root = {owner, 0};
    if (owner)
        root = rubric_content_root(owner, value);
    if (!root.id) {
        push_null(L);
    } else if (rubric_content_is_plain(root)) {
        rubric_buffer *text = rubric_lua_scratch(L);
        rubric_node_text(text, root);
        rubric_lua_push_buffer(L, text);
    } else {
        rubric_lua_push_node(L, document, root);
    }
}

int rubric_lua_push_value(lua_State *L, const rubric_value *value) {
    return rubric_lua_push_value_of(L, 0, value);
}

// The depth of values is bounded by their readers, so this may recurse.
int rubric_lua_push_value_of(lua_State *L, int document, const rubric_value *value) {
    document = document ? lua_absindex(L, document) : 0;
    luaL_checkstack(L, 8, "value too deep");
    rubric_lua_charge(L, 1);
    switch (value->type) {
    case RUBRIC_VALUE_BOOLEAN:
        lua_pushboolean(L, value->as.boolean);
        break;
    case RUBRIC_VALUE_INTEGER:
        lua_pushinteger(L, value->as.integer);
        break;
    case RUBRIC_VALUE_NUMBER:
        lua_pushnumber(L, value->as.number);
        break;
    case RUBRIC_VALUE_STRING:
        lua_pushlstring(L, value->as.string.size ? value->as.string.bytes : "",
                        value->as.string.size);
        break;
    case RUBRIC_VALUE_LIST:
        lua_createtable(L, (int)value->as.list.count, 0);
        for (uint32_t i = 0; i < value->as.list.count; i++) {
            rubric_lua_push_value_of(L, document, &value->as.list.items[i]);
            lua_rawseti(L, -2, (lua_Integer)i + 1);
        }
        luaL_setmetatable(L, LIST_TYPE);
        break;
    case RUBRIC_VALUE_MAP:
        lua_createtable(L, (int)value->as.map.count, 0); // order
        lua_createtable(L, 0, (int)value->as.map.count); // order map
        for (uint32_t i = 0; i < value->as.map.count; i++) {
            const rubric_entry *entry = &value->as.map.entries[i];
            lua_pushlstring(L, entry->key.size ? entry->key.bytes : "", entry->key.size);
            lua_pushvalue(L, -1);
            lua_rawseti(L, -4, (lua_Integer)i + 1);
            rubric_lua_push_value_of(L, document, &entry->value);
            lua_rawset(L, -3);
        }
        make_map(L);
        break;
    case RUBRIC_VALUE_CONTENT:
        push_content(L, value, document);
        break;
    default:
        push_null(L);
        break;
    }
    return 1;
}

// Where checked values live, and the document whose nodes they may be; NULL: none.
struct target {
    rubric_arena *arena;
    rubric_document *document;
};

static rubric_value check(lua_State *L, int index, const struct target *to, int depth);

// What has no place in a list would be lost without a word.
static void check_keys(lua_State *L, int index, lua_Integer count) {
    for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
        lua_Integer at = lua_isinteger(L, -2) ? lua_tointeger(L, -2) : 0;
        if (at >= 1 && at <= count)
            continue;
        lua_pushvalue(L, -2); // the key that `next` needs stays as it is
        luaL_error(L, "a table is a list or a map, and this one is a list with the key '%s'",
                   luaL_tolstring(L, -1, NULL));
    }
}

static rubric_value check_list(lua_State *L, int index, const struct target *to, int depth) {
    rubric_value list = rubric_value_list();
    lua_Integer count = (lua_Integer)lua_rawlen(L, index);
    check_keys(L, index, count);
    for (lua_Integer i = 1; i <= count; i++) {
        lua_rawgeti(L, index, i);
        rubric_value_append(to->arena, &list, check(L, lua_gettop(L), to, depth + 1));
        lua_pop(L, 1);
    }
    return list;
}

static int by_key(lua_State *L) {
    lua_pushboolean(L, lua_compare(L, 1, 2, LUA_OPLT));
    return 1;
}

// Pushes the string keys of a plain table in alphabetical order: no result depends on `pairs`.
void rubric_lua_push_sorted_keys(lua_State *L, int index) {
    lua_newtable(L); // keys
    lua_Integer count = 0;
    for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
        lua_pushvalue(L, -2);
        if (lua_type(L, -1) == LUA_TNUMBER) {
            lua_tostring(L, -1); // of the copy, not of the key that `next` needs
        } else if (lua_type(L, -1) != LUA_TSTRING) {
            luaL_error(L, "a key of a map is a string, not a %s", luaL_typename(L, -1));
        }
        lua_rawseti(L, -4, ++count);
    }
    lua_getfield(L, LUA_REGISTRYINDEX, "rubric.sort"); // keys sort
    lua_pushvalue(L, -2);
    lua_pushcfunction(L, by_key);
    lua_call(L, 2, 0);
}

static bool is_marked(lua_State *L, int index, const char *type) {
    if (luaL_getmetafield(L, index, "__name") == LUA_TNIL)
        return false;
    const char *name = lua_tostring(L, -1);
    bool matches = name && !strcmp(name, type);
    lua_pop(L, 1);
    return matches;
}

static bool is_map(lua_State *L, int index) {
    return is_marked(L, index, MAP_TYPE);
}

static rubric_value check_map(lua_State *L, int index, const struct target *to, int depth) {
    rubric_value map = rubric_value_map();
    if (is_map(L, index) && luaL_getmetafield(L, index, "order") == LUA_TTABLE) { // order
        push_keys(L, index, lua_gettop(L));
        lua_remove(L, -2); // keys
    } else {
        rubric_lua_push_sorted_keys(L, index); // keys
    }
    int keys = lua_gettop(L);
    for (lua_Integer i = 1; lua_rawgeti(L, keys, i) != LUA_TNIL; i++) { // keys key
        size_t size;
        const char *bytes = lua_tolstring(L, -1, &size);
        if (!bytes)
            luaL_error(L, "a key of a map is a string, not a %s", luaL_typename(L, -1));
        lua_pushvalue(L, -1);
        if (lua_rawget(L, index) == LUA_TNIL && lua_stringtonumber(L, bytes)) { // a number as key
            lua_remove(L, -2);
            lua_rawget(L, index);
        }
        rubric_value item = check(L, lua_gettop(L), to, depth + 1);
        rubric_value_set(to->arena, &map, rubric_slice_make(bytes, size), item);
        lua_pop(L, 2);
    }
    lua_settop(L, keys - 1);
    return map;
}

static rubric_value check_table(lua_State *L, int index, const struct target *to, int depth) {
    if (depth >= RUBRIC_VALUE_DEPTH)
        luaL_error(L, "a value nested deeper than %d, or one that holds itself",
                   RUBRIC_VALUE_DEPTH);
    bool is_list = lua_rawlen(L, index) > 0 || is_marked(L, index, LIST_TYPE);
    return is_list && !is_map(L, index) ? check_list(L, index, to, depth)
                                        : check_map(L, index, to, depth);
}

static int refuse(lua_State *L, int index) {
    return luaL_error(L, "a %s is no value (null, boolean, number, string, list, map)",
                      luaL_typename(L, index));
}

// A node that stands nowhere is content of its document.
static rubric_value check_content(lua_State *L, int index, const struct target *to) {
    if (!to->document || !rubric_lua_is_node(L, index))
        refuse(L, index);
    rubric_node node = rubric_lua_check_node(L, index);
    bool is_block = !rubric_kind_is_inline(rubric_node_kind(node));
    if (node.document != to->document || !is_block || rubric_node_parent(node).id ||
        rubric_node_same(node, rubric_document_root(node.document)))
        luaL_error(L, "a node that is a value is a block of this document that stands nowhere, "
                      "as clone() makes one");
    rubric_value content = rubric_value_null();
    content.type = RUBRIC_VALUE_CONTENT;
    content.as.content = node.id;
    return content;
}

static rubric_value check(lua_State *L, int index, const struct target *to, int depth) {
    luaL_checkstack(L, 12, "value too deep");
    rubric_lua_charge(L, 1);
    push_null(L);
    bool is_null = lua_rawequal(L, index, -1);
    lua_pop(L, 1);
    if (is_null || lua_isnil(L, index))
        return rubric_value_null();
    switch (lua_type(L, index)) {
    case LUA_TBOOLEAN:
        return rubric_value_boolean(lua_toboolean(L, index));
    case LUA_TNUMBER:
        return lua_isinteger(L, index) ? rubric_value_integer(lua_tointeger(L, index))
                                       : rubric_value_number(lua_tonumber(L, index));
    case LUA_TSTRING: {
        size_t size;
        const char *bytes = lua_tolstring(L, index, &size);
        rubric_slice copy = rubric_arena_copy(to->arena, rubric_slice_make(bytes, size));
        if (!copy.bytes && size)
            luaL_error(L, "not enough memory");
        return rubric_value_string(copy);
    }
    case LUA_TUSERDATA:
        return check_content(L, index, to);
    case LUA_TTABLE:
        return check_table(L, index, to, depth);
    default:
        refuse(L, index);
        return rubric_value_null();
    }
}

rubric_value rubric_lua_check_value(lua_State *L, int arg, rubric_arena *arena) {
    return check(L, lua_absindex(L, arg), &(struct target){arena, NULL}, 0);
}

rubric_value rubric_lua_check_value_of(lua_State *L, int arg, rubric_document *document) {
    struct target target = {rubric_document_arena(document), document};
    return check(L, lua_absindex(L, arg), &target, 0);
}

// rubric.map([table]) -> table that keeps the order in which keys are set
static int new_map(lua_State *L) {
    lua_settop(L, 1);
    if (lua_isnil(L, 1)) {
        lua_newtable(L);
        lua_newtable(L);
    } else {
        luaL_checktype(L, 1, LUA_TTABLE);
        rubric_lua_push_sorted_keys(L, 1); // given order
        lua_newtable(L);                   // given order map
        for (lua_pushnil(L); lua_next(L, 1);) {
            lua_pushvalue(L, -2);
            lua_insert(L, -2);
            lua_rawset(L, -4);
        }
    }
    make_map(L);
    return 1;
}

// rubric.list(x) -> list: nil is empty, a list itself, any other value a list of one
static int new_list(lua_State *L) {
    luaL_checkany(L, 1);
    lua_settop(L, 1);
    bool is_sequence = lua_istable(L, 1) && (lua_rawlen(L, 1) > 0 || is_marked(L, 1, LIST_TYPE) ||
                                             (lua_pushnil(L), lua_next(L, 1) == 0));
    if (is_sequence) {
        lua_settop(L, 1);
        if (!lua_getmetatable(L, 1))
            luaL_setmetatable(L, LIST_TYPE);
        lua_settop(L, 1);
        return 1;
    }
    lua_settop(L, 1);
    lua_newtable(L);
    if (!lua_isnil(L, 1)) {
        lua_pushvalue(L, 1);
        lua_rawseti(L, -2, 1);
    }
    luaL_setmetatable(L, LIST_TYPE);
    return 1;
}

void rubric_lua_open_value(lua_State *L) {
    luaL_newmetatable(L, LIST_TYPE);
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_pop(L, 1);
    lua_newuserdatauv(L, 0, 0); // null
    lua_createtable(L, 0, 3);
    lua_pushcfunction(L, null_tostring);
    lua_setfield(L, -2, "__tostring");
    lua_pushliteral(L, "rubric.null");
    lua_setfield(L, -2, "__name");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &null_key);
    lua_pushcfunction(L, new_map);
    lua_setfield(L, LUA_REGISTRYINDEX, "rubric.map()");
    lua_pushcfunction(L, new_list);
    lua_setfield(L, LUA_REGISTRYINDEX, "rubric.list()");
    push_null(L);
    lua_setfield(L, LUA_REGISTRYINDEX, "rubric.null");
    luaopen_table(L);
    lua_getfield(L, -1, "sort");
    lua_setfield(L, LUA_REGISTRYINDEX, "rubric.sort");
    lua_pop(L, 1);
}

static int decode_json(lua_State *L) {
    rubric_value value;
    rubric_error error = {.status = RUBRIC_OK};
    rubric_slice text = rubric_lua_check_slice(L, 1);
    rubric_lua_charge(L, text.size);
    if (rubric_json_read(&value, rubric_lua_arena(L), text, &error) != RUBRIC_OK)
        return rubric_lua_fail(L, &error);
    return rubric_lua_push_value(L, &value);
}

static int decode_yaml(lua_State *L) {
    rubric_value value;
    rubric_error error = {.status = RUBRIC_OK};
    rubric_slice text = rubric_lua_check_slice(L, 1);
    rubric_lua_charge(L, text.size);
    if (rubric_yaml_read(&value, rubric_lua_arena(L), text, &error) != RUBRIC_OK)
        return rubric_lua_fail(L, &error);
    return rubric_lua_push_value(L, &value);
}

static int encode_json(lua_State *L) {
    static const char *const names[] = {"indent", NULL};
    rubric_lua_check_options(L, 2, names);
    rubric_value value = rubric_lua_check_value(L, 1, rubric_lua_arena(L));
    int indent = (int)rubric_lua_integer_option(L, 2, "indent", 0, 16);
    rubric_buffer *out = rubric_lua_scratch(L);
    rubric_json_write(out, &value, indent);
    return rubric_lua_push_buffer(L, out);
}

static int encode_yaml(lua_State *L) {
    rubric_value value = rubric_lua_check_value(L, 1, rubric_lua_arena(L));
    rubric_buffer *out = rubric_lua_scratch(L);
    rubric_yaml_write(out, &value);
    return rubric_lua_push_buffer(L, out);
}

int rubric_lua_open_data(lua_State *L, bool json) {
    lua_createtable(L, 0, 2);
    lua_pushcfunction(L, json ? decode_json : decode_yaml);
    lua_setfield(L, -2, "decode");
    lua_pushcfunction(L, json ? encode_json : encode_yaml);
    lua_setfield(L, -2, "encode");
    return 1;
}
