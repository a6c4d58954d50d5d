// SPDX-License-Identifier: MIT
// Compiling text within limits: it is handed to Lua in small pieces, each a look at the clock, for
// a short text can take the compiler long (names are searched among all locals around).
#include "engine/engine.h"

enum { PIECE = 512, CHUNK_LIMIT = 1 << 20 };

const char *rubric_pieces_next(lua_State *L, void *user, size_t *size) {
    (void)L;
    struct pieces *pieces = user;
    *size = pieces->rest.size < PIECE ? pieces->rest.size : PIECE;
    if (!rubric_context_charge(pieces->context, *size) || !rubric_context_look(pieces->context))
        *size = 0; // the text seems to end here; who compiles asks the context
    const char *piece = pieces->rest.bytes;
    if (*size)
        pieces->rest = rubric_slice_part(pieces->rest, *size, pieces->rest.size);
    return *size ? piece : NULL;
}

enum { FUNCTION = 1, TEXT = 5 }; // places on the stack of `load`

// Asks the function of the script for more; what it returned stays on the stack while it is read.
static const char *next_of_function(lua_State *L, void *user, size_t *size) {
    struct pieces *pieces = user;
    if (pieces->rest.size == 0) {
        luaL_checkstack(L, 2, "too many nested functions");
        lua_pushvalue(L, FUNCTION);
        lua_call(L, 0, 1);
        if (!lua_isnil(L, -1) && lua_type(L, -1) != LUA_TSTRING)
            luaL_error(L, "reader function must return a string");
        lua_replace(L, TEXT);
        if (lua_isnil(L, TEXT))
            return NULL;
        pieces->rest = rubric_lua_check_slice(L, TEXT);
    }
    return rubric_pieces_next(L, pieces, size);
}

// The function that was compiled, with its environment, or nil and the message.
static int finish(lua_State *L, int status, bool has_env) {
    if (rubric_protect_is_final(L, status))
        rubric_lua_charge(L, 1); // raises what was hit
    if (status != LUA_OK) {
        lua_pushnil(L);
        lua_insert(L, -2);
        return 2;
    }
    if (has_env) {
        lua_pushvalue(L, 4);
        if (!lua_setupvalue(L, -2, 1))
            lua_pop(L, 1); // a chunk without names outside of it
    }
    return 1;
}

int rubric_load(lua_State *L) {
    bool has_env = lua_gettop(L) >= 4;
    struct pieces pieces = {.context = rubric_lua_state(L)->context};
    bool is_text = lua_isstring(L, 1); // a number is one too, as everywhere in Lua
    if (is_text)
        pieces.rest = rubric_lua_check_slice(L, 1);
    else
        luaL_checktype(L, 1, LUA_TFUNCTION);
    const char *name = luaL_optstring(L, 2, is_text ? pieces.rest.bytes : "=(load)");
    if (pieces.rest.size > CHUNK_LIMIT)
        return luaL_error(L, "a chunk has at most %d bytes", CHUNK_LIMIT);
    lua_settop(L, TEXT);
    int status = is_text ? lua_load(L, rubric_pieces_next, &pieces, name, "t")
                         : lua_load(L, next_of_function, &pieces, name, "t");
    return finish(L, status, has_env);
}
