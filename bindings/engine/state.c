// SPDX-License-Identifier: MIT
// One Lua state: its allocator and hook charge the context, so that limits bind everywhere.
#include <lualib.h>

#include "engine/engine.h"

enum {
    HOOK_COUNT = 100,   // instructions between two looks at the limits
    HOOK_COUNT_BIG = 10 // the same once one instruction may take long, as comparing strings
};

struct state *rubric_state_of(lua_State *L) {
    return (struct state *)((char *)rubric_lua_state(L) - offsetof(struct state, lua));
}

static void look_at_limits(lua_State *L, lua_Debug *debug) {
    struct state *state = rubric_state_of(L);
    int count = lua_gethookcount(L), wanted = state->lua.has_big ? HOOK_COUNT_BIG : HOOK_COUNT;
    bool goes_on = rubric_context_charge(state->lua.context, (uint64_t)count) &&
                   (!state->lua.has_big || rubric_context_look(state->lua.context));
    if (goes_on && count != wanted)
        lua_sethook(L, look_at_limits, LUA_MASKCOUNT, wanted);
    if (goes_on)
        return;
    lua_sethook(L, look_at_limits, LUA_MASKCOUNT, 1); // whatever catches this dies at once
    rubric_error error;
    rubric_context_error(state->lua.context, &error);
    lua_getinfo(L, "Sl", debug); // the line that was running, which luaL_error would not name
    lua_pushfstring(L, "%s:%d: %s", debug->short_src, debug->currentline, error.message);
    lua_error(L);
}

// A state whose error nobody protects: only memory for the first table of a state gets here.
static int panic(lua_State *L) {
    (void)L;
    return 0;
}

static int open_everything(lua_State *L) {
    struct state *state = lua_touserdata(L, 1);
    rubric_lua_open(L, &state->lua);
    if (state->engine->options.trust == RUBRIC_TRUST_TRUSTED)
        luaL_openlibs(L);
    else
        rubric_sandbox_open(L);
    rubric_sandbox_open_shared(L);
    rubric_protect_open(L);
    rubric_modules_open(L);
    rubric_apply_open(L);
    return 0;
}

rubric_status rubric_state_new(struct state **out, rubric_engine *engine, rubric_context *context,
                               rubric_error *error) {
    struct state *state = rubric_context_allocate(context, sizeof *state);
    if (!state)
        return rubric_context_error(context, error);
    memset(state, 0, sizeof *state);
    state->engine = engine;
    state->lua.context = context;
    state->lua.language = rubric_engine_language;
    state->lua.user = engine;
    state->lua.modules = rubric_outside_modules;
    state->lua.is_trusted = engine->options.trust == RUBRIC_TRUST_TRUSTED;
    rubric_buffer_init(&state->lua.scratch, context);
    rubric_buffer_init(&state->lua.text, context);
    state->L = lua_newstate(rubric_lua_allocate, &state->lua);
    if (state->L) {
        lua_atpanic(state->L, panic);
        lua_sethook(state->L, look_at_limits, LUA_MASKCOUNT, HOOK_COUNT);
        lua_pushcfunction(state->L, open_everything);
        lua_pushlightuserdata(state->L, state);
    }
    if (!state->L || lua_pcall(state->L, 1, 0, 0) != LUA_OK) {
        rubric_state_free(state);
        rubric_context_fail(context, RUBRIC_ERROR_MEMORY);
        return rubric_context_error(context, error);
    }
    *out = state;
    return RUBRIC_OK;
}

void rubric_state_free(struct state *state) {
    if (!state)
        return;
    rubric_context *own = state->own_context, *context = state->lua.context;
    if (state->L)
        lua_close(state->L);
    rubric_lua_close(&state->lua);
    rubric_arena_free(state->own_arena);
    rubric_context_release(context, state, sizeof *state);
    rubric_context_free(own);
}

void rubric_state_free_retired(rubric_engine *engine) {
    while (engine->retired) {
        struct state *state = engine->retired;
        engine->retired = state->next;
        rubric_state_free(state);
    }
    engine->retired_count = 0;
}

rubric_status rubric_state_call(struct state *state, int arguments, int results,
                                rubric_error *error) {
    lua_State *L = state->L;
    int base = lua_gettop(L) - arguments;
    lua_pushcfunction(L, rubric_failure_message);
    lua_insert(L, base);
    void *locale = rubric_locale_enter();
    int status = lua_pcall(L, arguments, results, base);
    rubric_locale_leave(locale);
    lua_remove(L, base);
    if (status == LUA_OK) // what the engine itself could not keep, such as words of a language
        rubric_context_fail(state->lua.context, rubric_context_status(state->engine->context));
    // A library function of Lua's own may have caught the limit (`load` does).
    if (status == LUA_OK && rubric_context_status(state->lua.context) == RUBRIC_OK)
        return RUBRIC_OK;
    if (status == LUA_OK) {
        lua_settop(L, base - 1);
        return rubric_failure_of_limit(state, error);
    }
    return rubric_failure_describe(state, status, error);
}
