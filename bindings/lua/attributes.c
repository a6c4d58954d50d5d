// SPDX-License-Identifier: MIT
// The attributes of a node as a table that writes through: reading, setting and walking over it is
// done on the node itself. User value 1 is the node.
#include "binding.h"

static const char ATTRIBUTES_TYPE[] = "rubric.attributes";

void rubric_lua_push_attributes(lua_State *L, int node) {
    node = lua_absindex(L, node);
    lua_newuserdatauv(L, 0, 1);
    lua_pushvalue(L, node);
    lua_setiuservalue(L, -2, 1);
    luaL_setmetatable(L, ATTRIBUTES_TYPE);
}

static rubric_node check_node(lua_State *L, int arg) {
    luaL_checkudata(L, arg, ATTRIBUTES_TYPE);
    lua_getiuservalue(L, arg, 1);
    rubric_node node = rubric_lua_check_node(L, -1);
    lua_pop(L, 1);
    return node;
}

void rubric_lua_set_attribute(lua_State *L, rubric_node node, rubric_slice name, int value) {
    if (lua_isnil(L, value))
        rubric_node_remove_attribute(node, name);
    else if (rubric_node_set_attribute(node, name, rubric_lua_check_slice(L, value)) != RUBRIC_OK)
        luaL_error(L, "not enough memory");
}

// Adds the attributes of the table or attributes at `from` to the table on top, which is new.
static void copy_into(lua_State *L, int from) {
    if (luaL_testudata(L, from, ATTRIBUTES_TYPE)) {
        rubric_slice name, value;
        rubric_node node = check_node(L, from);
        for (size_t i = 0; rubric_node_attribute_at(node, i, &name, &value); i++) {
            lua_pushlstring(L, name.bytes, name.size);
            lua_pushlstring(L, value.bytes, value.size);
            lua_rawset(L, -3);
        }
        return;
    }
    luaL_checktype(L, from, LUA_TTABLE);
    for (lua_pushnil(L); lua_next(L, from);) { // copy key value
        luaL_argcheck(L, lua_type(L, -2) == LUA_TSTRING, from, "names of attributes are strings");
        if (lua_type(L, -1) != LUA_TSTRING && lua_type(L, -1) != LUA_TNUMBER)
            luaL_error(L, "attribute '%s' must be a string, not a %s", lua_tostring(L, -2),
                       luaL_typename(L, -1));
        lua_pushvalue(L, -2);
        lua_insert(L, -2);
        lua_rawset(L, -4);
    }
}

void rubric_lua_set_attributes(lua_State *L, rubric_node node, int arg) {
    rubric_slice name, value;
    lua_newtable(L); // all is checked before anything goes
    copy_into(L, arg);
    int copy = lua_gettop(L);
    while (rubric_node_attribute_at(node, 0, &name, &value))
        rubric_node_remove_attribute(node, name);
    rubric_lua_push_sorted_keys(L, copy); // copy keys
    for (lua_Integer i = 1; lua_rawgeti(L, copy + 1, i) != LUA_TNIL; i++) {
        lua_pushvalue(L, -1);
        lua_rawget(L, copy);
        rubric_lua_set_attribute(L, node, rubric_lua_check_slice(L, -2), -1);
        lua_pop(L, 2);
    }
    lua_settop(L, copy - 1);
}

// attributes.name -> string | nil
static int attributes_index(lua_State *L) {
    rubric_node node = check_node(L, 1);
    rubric_slice value;
    if (lua_type(L, 2) != LUA_TSTRING ||
        !rubric_node_attribute(node, rubric_lua_check_slice(L, 2), &value))
        return lua_pushnil(L), 1;
    lua_pushlstring(L, value.bytes, value.size);
    return 1;
}

// attributes.name = string | nil
static int attributes_newindex(lua_State *L) {
    rubric_node node = check_node(L, 1);
    luaL_argcheck(L, lua_type(L, 2) == LUA_TSTRING, 2, "names of attributes are strings");
    rubric_lua_set_attribute(L, node, rubric_lua_check_slice(L, 2), 3);
    return 0;
}

// Upvalue 1 is a list of names and values in turn, 2 how many were handed out.
static int iterate(lua_State *L) {
    lua_Integer at = lua_tointeger(L, lua_upvalueindex(2));
    if (lua_rawgeti(L, lua_upvalueindex(1), at + 1) == LUA_TNIL)
        return 1;
    lua_rawgeti(L, lua_upvalueindex(1), at + 2);
    lua_pushinteger(L, at + 2);
    lua_replace(L, lua_upvalueindex(2));
    return 2;
}

// pairs(attributes): in the order they were set, as they were when the walk began
static int attributes_pairs(lua_State *L) {
    rubric_node node = check_node(L, 1);
    rubric_slice name, value;
    lua_newtable(L);
    for (size_t i = 0; rubric_node_attribute_at(node, i, &name, &value); i++) {
        rubric_lua_charge(L, 1);
        lua_pushlstring(L, name.bytes, name.size);
        lua_rawseti(L, -2, (lua_Integer)(2 * i + 1));
        lua_pushlstring(L, value.bytes, value.size);
        lua_rawseti(L, -2, (lua_Integer)(2 * i + 2));
    }
    lua_pushinteger(L, 0);
    lua_pushcclosure(L, iterate, 2);
    return 1;
}

void rubric_lua_open_attributes(lua_State *L) {
    static const luaL_Reg metamethods[] = {{"__index", attributes_index},
                                           {"__newindex", attributes_newindex},
                                           {"__pairs", attributes_pairs},
                                           {NULL, NULL}};
    luaL_newmetatable(L, ATTRIBUTES_TYPE);
    luaL_setfuncs(L, metamethods, 0);
    lua_pushboolean(L, false);
    lua_setfield(L, -2, "__metatable");
    lua_pop(L, 1);
}
