// SPDX-License-Identifier: MIT
// `rubric` for hosts that already run Lua: a state of our own beside theirs, without limits.
#include "binding.h"

#include <rubric/lua.h>

// Lives in a userdata that is made before everything else of ours, so that it is collected last.
struct guest {
    struct rubric_lua lua;
    rubric_context *context;
};

static int guest_collect(lua_State *L) {
    struct guest *guest = lua_touserdata(L, 1);
    if (!guest->context)
        return 0;
    rubric_lua_close(&guest->lua);
    rubric_context_free(guest->context);
    guest->context = NULL;
    return 0;
}

// package.preload of a module besides `rubric` itself.
static int preload(lua_State *L) {
    if (!rubric_lua_push_module(L, lua_tostring(L, lua_upvalueindex(1))))
        return luaL_error(L, "no module '%s'", lua_tostring(L, lua_upvalueindex(1)));
    return 1;
}

static void add_preloads(lua_State *L) {
    static const char *const names[] = {"rubric.build",   "rubric.json",  "rubric.pattern",
                                        "rubric.phrases", "rubric.regex", "rubric.text",
                                        "rubric.yaml"};
    luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_PRELOAD_TABLE);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        lua_pushstring(L, names[i]);
        lua_pushcclosure(L, preload, 1);
        lua_setfield(L, -2, names[i]);
    }
    lua_pop(L, 1);
}

int luaopen_rubric(lua_State *L) {
    struct guest *guest = lua_newuserdatauv(L, sizeof *guest, 0);
    memset(guest, 0, sizeof *guest);
    if (luaL_newmetatable(L, "rubric.guest")) {
        lua_pushcfunction(L, guest_collect);
        lua_setfield(L, -2, "__gc");
    }
    lua_setmetatable(L, -2);
    rubric_error error;
    if (rubric_context_new(&guest->context, NULL, &error) != RUBRIC_OK)
        return luaL_error(L, "%s", error.message);
    guest->lua.context = guest->context;
    luaL_ref(L, LUA_REGISTRYINDEX); // as long as the state
    rubric_lua_open(L, &guest->lua);
    add_preloads(L);
    rubric_lua_push_module(L, "rubric");
    return 1;
}
