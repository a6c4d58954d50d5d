// SPDX-License-Identifier: MIT
// What `prepare` returned, in the state of a document: plain data and regular expressions
// are copied, phrase sets are shared, because they never change.
#include "engine/engine.h"

enum { NESTING = 32 };

static void copy(lua_State *to, lua_State *from, int index, int depth);

static void copy_table(lua_State *to, lua_State *from, int index, int depth) {
    lua_newtable(to);
    lua_pushnil(from);
    while (lua_next(from, index)) {
        copy(to, from, lua_gettop(from) - 1, depth + 1);
        copy(to, from, lua_gettop(from), depth + 1);
        lua_rawset(to, -3);
        lua_pop(from, 1);
    }
}

static void copy_phrases(lua_State *to, lua_State *from, int index, int depth) {
    rubric_lua_push_phrases(to, rubric_lua_check_phrases(from, index));
    lua_getiuservalue(from, index, 1); // what was given with the phrases
    copy(to, from, lua_gettop(from), depth + 1);
    lua_setiuservalue(to, -2, 1);
    lua_pop(from, 1);
}

static void copy(lua_State *to, lua_State *from, int index, int depth) {
    size_t size;
    if (depth > NESTING || !lua_checkstack(from, 8))
        luaL_error(to, "what 'prepare' returns is nested deeper than %d, or holds itself", NESTING);
    luaL_checkstack(to, 8, "shared data too deep");
    rubric_lua_charge(to, 1);
    switch (lua_type(from, index)) {
    case LUA_TNIL:
        lua_pushnil(to);
        break;
    case LUA_TBOOLEAN:
        lua_pushboolean(to, lua_toboolean(from, index));
        break;
    case LUA_TNUMBER:
        if (lua_isinteger(from, index))
            lua_pushinteger(to, lua_tointeger(from, index));
        else
            lua_pushnumber(to, lua_tonumber(from, index));
        break;
    case LUA_TSTRING: {
        const char *bytes = lua_tolstring(from, index, &size);
        lua_pushlstring(to, bytes, size);
        break;
    }
    case LUA_TTABLE:
        copy_table(to, from, index, depth);
        break;
    default:
        if (luaL_testudata(from, index, PHRASES_TYPE))
            copy_phrases(to, from, index, depth);
        else if (luaL_testudata(from, index, REGEX_TYPE))
            rubric_lua_copy_regex(to, from, index);
        else
            luaL_error(
                to, "'prepare' returns plain data, phrase sets and regular expressions, not a %s",
                lua_typename(from, lua_type(from, index)));
        break;
    }
}

void rubric_shared_copy(lua_State *to, lua_State *from, int index) {
    int top = lua_gettop(from);
    rubric_lua_push_module(to, "rubric.phrases"); // the types must be there
    rubric_lua_push_module(to, "rubric.regex");
    lua_pop(to, 2);
    copy(to, from, lua_absindex(from, index), 0);
    lua_settop(from, top);
}
