// SPDX-License-Identifier: MIT
// Options of formats in tables: {footnotes = false, wrap = "sentence"}.
#include "binding.h"

#include <string.h>

static bool is_among(const char *name, const char *const *names) {
    for (; *names; names++)
        if (!strcmp(name, *names))
            return true;
    return false;
}

// The value on top as the command line would have it; it stays on the stack.
static rubric_slice value_of(lua_State *L, const char *name) {
    int type = lua_type(L, -1);
    if (type == LUA_TBOOLEAN)
        lua_pushstring(L, lua_toboolean(L, -1) ? "true" : "false");
    else if (type == LUA_TNUMBER && !lua_isinteger(L, -1))
        luaL_error(L, "option '%s' must be an integer", name);
    else if (type == LUA_TSTRING || type == LUA_TNUMBER)
        lua_pushvalue(L, -1);
    else
        luaL_error(L, "option '%s' must be a string, a number or a boolean, not a %s", name,
                   luaL_typename(L, -1));
    size_t size;
    const char *bytes = lua_tolstring(L, -1, &size);
    return rubric_slice_make(bytes, size);
}

void rubric_lua_format_options(lua_State *L, int arg, const char *const *own,
                               rubric_read_options *read, rubric_write_options *write) {
    if (lua_isnoneornil(L, arg))
        return;
    luaL_checktype(L, arg, LUA_TTABLE);
    for (lua_pushnil(L); lua_next(L, arg); lua_settop(L, -2)) {
        if (lua_type(L, -2) != LUA_TSTRING)
            luaL_error(L, "options are {name = value}, and a %s is no name", luaL_typename(L, -2));
        const char *name = lua_tostring(L, -2);
        if (is_among(name, own))
            continue;
        rubric_error error;
        rubric_slice value = value_of(L, name);
        rubric_status status =
            read ? rubric_read_option_set(read, rubric_slice_of(name), value, &error)
                 : rubric_write_option_set(write, rubric_slice_of(name), value, &error);
        lua_pop(L, 1);
        if (status == RUBRIC_OK)
            continue;
        const char *nearest = rubric_lua_nearest(name, own);
        if (nearest)
            luaL_error(L, "unknown option '%s'; did you mean '%s'?", name, nearest);
        luaL_error(L, "%s", error.message);
    }
}

void rubric_lua_push_format_options(lua_State *L, const rubric_format *format, bool reads) {
    rubric_format_option option;
    lua_newtable(L);
    for (size_t i = 0; rubric_format_option_at(format, reads, i, &option); i++) {
        lua_createtable(L, 0, 3);
        lua_pushstring(L, option.name);
        lua_setfield(L, -2, "name");
        lua_pushstring(L, option.help);
        lua_setfield(L, -2, "help");
        lua_pushstring(L, option.is_integer ? "integer" : option.choices ? "string" : "boolean");
        lua_setfield(L, -2, "type");
        if (option.choices) {
            lua_newtable(L);
            for (lua_Integer k = 0; option.choices[k]; k++) {
                lua_pushstring(L, option.choices[k]);
                lua_rawseti(L, -2, k + 1);
            }
            lua_setfield(L, -2, "choices");
        }
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
}
