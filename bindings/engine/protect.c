// SPDX-License-Identifier: MIT
// pcall, xpcall and coroutines that pass on what must not be caught: once a limit is hit the
// context says so for good, and every one of these raises again.
#include <lualib.h>

#include "engine/engine.h"

bool rubric_protect_is_final(lua_State *L, int status) {
    rubric_context *context = rubric_lua_state(L)->context;
    if (status == LUA_ERRMEM)
        rubric_context_fail(context, RUBRIC_ERROR_MEMORY);
    return rubric_context_status(context) != RUBRIC_OK || rubric_state_of(L)->was_skipped;
}

// The end of pcall and xpcall, at once or after a yield; `extra` values stand below the results.
static int finish_call(lua_State *L, int status, lua_KContext extra) {
    if (status == LUA_OK || status == LUA_YIELD)
        return lua_gettop(L) - (int)extra;
    if (rubric_protect_is_final(L, status))
        return lua_error(L);
    lua_pushboolean(L, 0);
    lua_pushvalue(L, -2);
    return 2;
}

static int protected_call(lua_State *L) {
    luaL_checkany(L, 1);
    lua_pushboolean(L, 1);
    lua_insert(L, 1);
    int status = lua_pcallk(L, lua_gettop(L) - 2, LUA_MULTRET, 0, 0, finish_call);
    return finish_call(L, status, 0);
}

// A handler of a script runs where the error was raised; when that was in the hook, no hook would
// ever stop it. So it is not asked about what is final.
static int guarded_handler(lua_State *L) {
    if (rubric_protect_is_final(L, LUA_OK))
        return 1;
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, 1, 1);
    return 1;
}

static int protected_call_with_handler(lua_State *L) {
    int count = lua_gettop(L);
    luaL_checktype(L, 2, LUA_TFUNCTION);
    lua_pushvalue(L, 2);
    lua_pushcclosure(L, guarded_handler, 1);
    lua_replace(L, 2);
    lua_pushboolean(L, 1);
    lua_pushvalue(L, 1);
    lua_rotate(L, 3, 2);
    int status = lua_pcallk(L, count - 2, LUA_MULTRET, 2, 2, finish_call);
    return finish_call(L, status, 2);
}

static lua_State *check_thread(lua_State *L) {
    lua_State *thread = lua_tothread(L, 1);
    luaL_argexpected(L, thread, 1, "coroutine");
    return thread;
}

// Resumes with the arguments on top; the count of results, or -1 with an error on top.
static int resume_thread(lua_State *L, lua_State *thread, int arguments) {
    int results;
    if (!lua_checkstack(thread, arguments)) {
        lua_pushliteral(L, "too many arguments to resume");
        return -1;
    }
    lua_xmove(L, thread, arguments);
    int status = lua_resume(thread, L, arguments, &results);
    if (status == LUA_OK || status == LUA_YIELD) {
        if (!lua_checkstack(L, results + 1)) {
            lua_pop(thread, results);
            lua_pushliteral(L, "too many results to resume");
            return -1;
        }
        lua_xmove(thread, L, results);
        return results;
    }
    lua_xmove(thread, L, 1);
    if (rubric_protect_is_final(L, status))
        lua_error(L);
    return -1;
}

// coroutine.resume(thread, …)
static int resume(lua_State *L) {
    lua_State *thread = check_thread(L);
    int results = resume_thread(L, thread, lua_gettop(L) - 1);
    if (results < 0) {
        lua_pushboolean(L, 0);
        lua_insert(L, -2);
        return 2;
    }
    lua_pushboolean(L, 1);
    lua_insert(L, -(results + 1));
    return results + 1;
}

static int resume_wrapped(lua_State *L) {
    lua_State *thread = lua_tothread(L, lua_upvalueindex(1));
    int results = resume_thread(L, thread, lua_gettop(L));
    return results < 0 ? lua_error(L) : results;
}

static int create(lua_State *L) {
    luaL_checktype(L, 1, LUA_TFUNCTION);
    lua_State *thread = lua_newthread(L); // it inherits the hook
    lua_pushvalue(L, 1);
    lua_xmove(L, thread, 1);
    return 1;
}

// coroutine.wrap(f)
static int wrap(lua_State *L) {
    create(L);
    lua_pushcclosure(L, resume_wrapped, 1);
    return 1;
}

// coroutine.close(thread): `__close` may close another, each on the C stack, which Lua 5.4.4 does
// not count.
static int close_thread(lua_State *L) {
    enum { CLOSING_LIMIT = 100 };
    struct state *state = rubric_state_of(L);
    check_thread(L);
    if (state->closing >= CLOSING_LIMIT)
        return luaL_error(L, "too many coroutines close each other");
    state->closing++;
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_pushvalue(L, 1);
    int status = lua_pcall(L, 1, LUA_MULTRET, 0);
    state->closing--;
    if (status != LUA_OK)
        return lua_error(L);
    if (rubric_protect_is_final(L, status)) { // it was met in `__close`, and is no result of it
        rubric_error error;
        rubric_context_error(rubric_lua_state(L)->context, &error);
        return rubric_lua_raise(L, &error);
    }
    return lua_gettop(L) - 1;
}

void rubric_protect_open(lua_State *L) {
    lua_pushglobaltable(L);
    lua_pushcfunction(L, protected_call);
    lua_setfield(L, -2, "pcall");
    lua_pushcfunction(L, protected_call_with_handler);
    lua_setfield(L, -2, "xpcall");
    if (lua_getfield(L, -1, "coroutine") == LUA_TTABLE) {
        lua_pushcfunction(L, create);
        lua_setfield(L, -2, "create");
        lua_getfield(L, -1, "close");
        lua_pushcclosure(L, close_thread, 1);
        lua_setfield(L, -2, "close");
        lua_pushcfunction(L, resume);
        lua_setfield(L, -2, "resume");
        lua_pushcfunction(L, wrap);
        lua_setfield(L, -2, "wrap");
    }
    lua_pop(L, 2);
}
