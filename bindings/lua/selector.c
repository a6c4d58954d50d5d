// SPDX-License-Identifier: MIT
// Selectors given as strings, compiled once and kept by their text.
#include "binding.h"

static int selector_collect(lua_State *L) {
    rubric_selector **box = luaL_checkudata(L, 1, SELECTOR_TYPE);
    rubric_selector_free(*box);
    *box = NULL;
    return 0;
}

// The cache is two tables of so many selectors: when the young one is full it takes the place of
// the old one, so that what is used stays and the rest goes.
enum { CACHED = 256 };
#define YOUNG_KEY "rubric.selectors"
#define OLD_KEY "rubric.old_selectors"

static void set_cache(lua_State *L, const char *key) {
    lua_setfield(L, LUA_REGISTRYINDEX, key);
}

// Keeps the selector on top under the text at `text`.
static void keep(lua_State *L, int text) {
    struct rubric_lua *state = rubric_lua_state(L);
    if (++state->selector_count > CACHED) {
        lua_getfield(L, LUA_REGISTRYINDEX, YOUNG_KEY);
        set_cache(L, OLD_KEY);
        lua_newtable(L);
        set_cache(L, YOUNG_KEY);
        state->selector_count = 1;
    }
    lua_getfield(L, LUA_REGISTRYINDEX, YOUNG_KEY); // box cache
    lua_pushvalue(L, text);
    lua_pushvalue(L, -3);
    lua_rawset(L, -3);
    lua_pop(L, 1);
}

// Pushes the selector kept under the text, or nothing.
static bool push_kept(lua_State *L, int text, const char *key) {
    lua_getfield(L, LUA_REGISTRYINDEX, key); // cache
    lua_pushvalue(L, text);
    if (lua_rawget(L, -2) == LUA_TNIL) { // cache nil
        lua_pop(L, 2);
        return false;
    }
    lua_remove(L, -2);
    return true;
}

const rubric_selector *rubric_lua_push_selector(lua_State *L, int arg) {
    rubric_slice text = rubric_lua_check_slice(L, arg);
    arg = lua_absindex(L, arg);
    if (push_kept(L, arg, YOUNG_KEY))
        return *(rubric_selector **)lua_touserdata(L, -1);
    if (push_kept(L, arg, OLD_KEY)) {
        keep(L, arg);
        return *(rubric_selector **)lua_touserdata(L, -1);
    }
    rubric_selector **box = lua_newuserdatauv(L, sizeof *box, 0); // box
    *box = NULL;
    luaL_setmetatable(L, SELECTOR_TYPE);
    rubric_error error = {.status = RUBRIC_OK};
    if (rubric_selector_new(box, rubric_lua_state(L)->context, text, &error) != RUBRIC_OK)
        luaL_error(L, "selector '%s', column %d: %s", text.bytes, (int)error.column, error.message);
    keep(L, arg);
    return *box;
}

const rubric_selector *rubric_lua_check_selector(lua_State *L, int arg) {
    const rubric_selector *selector = rubric_lua_push_selector(L, arg);
    lua_pop(L, 1);
    return selector;
}

const rubric_selector *rubric_lua_option_selector(lua_State *L, int arg, const char *name) {
    const rubric_selector *selector = NULL;
    int type = rubric_lua_push_option(L, arg, name);
    if (type != LUA_TNIL && type != LUA_TSTRING)
        luaL_error(L, "option '%s' must be a selector, not a %s", name, lua_typename(L, type));
    if (type != LUA_TNIL)
        selector = rubric_lua_check_selector(L, lua_gettop(L));
    lua_pop(L, 1);
    return selector;
}

void rubric_lua_open_selector(lua_State *L) {
    static const luaL_Reg methods[] = {{NULL, NULL}};
    static const luaL_Reg metamethods[] = {{"__gc", selector_collect}, {NULL, NULL}};
    rubric_lua_new_type(L, SELECTOR_TYPE, methods, metamethods);
    lua_newtable(L);
    set_cache(L, YOUNG_KEY);
    lua_newtable(L);
    set_cache(L, OLD_KEY);
}
