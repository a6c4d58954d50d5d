// SPDX-License-Identifier: MIT
// Selectors given as strings, each compiled once a state and kept by its text.
#include "binding.h"

static int selector_collect(lua_State *L) {
    rubric_selector **box = luaL_checkudata(L, 1, SELECTOR_TYPE);
    rubric_selector_free(*box);
    *box = NULL;
    return 0;
}

const rubric_selector *rubric_lua_check_selector(lua_State *L, int arg) {
    rubric_slice text = rubric_lua_check_slice(L, arg);
    arg = lua_absindex(L, arg);
    lua_getfield(L, LUA_REGISTRYINDEX, "rubric.selectors"); // cache
    lua_pushvalue(L, arg);
    if (lua_rawget(L, -2) != LUA_TNIL) { // cache box
        rubric_selector **known = lua_touserdata(L, -1);
        lua_pop(L, 2);
        return *known;
    }
    lua_pop(L, 1);
    rubric_selector **box = lua_newuserdatauv(L, sizeof *box, 0); // cache box
    *box = NULL;
    luaL_setmetatable(L, SELECTOR_TYPE);
    rubric_error error = {.status = RUBRIC_OK};
    if (rubric_selector_new(box, rubric_lua_state(L)->context, text, &error) != RUBRIC_OK)
        luaL_error(L, "selector '%s', column %d: %s", text.bytes, (int)error.column, error.message);
    lua_pushvalue(L, arg);
    lua_pushvalue(L, -2);
    lua_rawset(L, -4);
    const rubric_selector *selector = *box;
    lua_pop(L, 2);
    return selector;
}

const rubric_selector *rubric_lua_option_selector(lua_State *L, int arg, const char *name) {
    const rubric_selector *selector = NULL;
    if (rubric_lua_push_option(L, arg, name) != LUA_TNIL)
        selector = rubric_lua_check_selector(L, lua_gettop(L));
    lua_pop(L, 1);
    return selector;
}

void rubric_lua_open_selector(lua_State *L) {
    static const luaL_Reg methods[] = {{NULL, NULL}};
    static const luaL_Reg metamethods[] = {{"__gc", selector_collect}, {NULL, NULL}};
    rubric_lua_new_type(L, SELECTOR_TYPE, methods, metamethods);
    lua_newtable(L);
    lua_setfield(L, LUA_REGISTRYINDEX, "rubric.selectors");
}
