// SPDX-License-Identifier: MIT
// `require` and `rubric.data`: our own modules, then text files; no C module in restricted states.
#include "engine/engine.h"

static const char loaded_key = 0;

// Finds, compiles and runs the file of a module; its value stands on top. The stack has the name
// and the table of what is loaded at its bottom.
static void load_file(lua_State *L, rubric_slice name) {
    struct state *state = rubric_state_of(L);
    rubric_error error = {.status = RUBRIC_OK};
    const struct chunk *chunk = rubric_chunk_find(state->engine, name);
    if (!chunk) {
        rubric_slice folder, beside = {"", 0};
        const char *display;
        rubric_buffer *source = rubric_lua_scratch(L);
        if (state->program)
            beside = state->program->chunk->folder;
        rubric_status status =
            rubric_search_script(state->engine, name, beside, source, &folder, &display, &error);
        if (status == RUBRIC_ERROR_FILE)
            luaL_error(L, "module '%s' not found (beside the script, in the search path, built in)",
                       name.bytes);
        if (status == RUBRIC_OK)
            status = rubric_chunk_compile(&chunk, state->engine, name, folder, display,
                                          rubric_buffer_slice(source), &error);
        if (status != RUBRIC_OK)
            rubric_lua_raise(L, &error);
    }
    lua_pushvalue(L, 1);
    lua_pushlightuserdata(L, state); // a mark: it is being loaded
    lua_rawset(L, 2);                // loaded[name] = mark
    rubric_chunk_push(L, chunk);
    lua_call(L, 0, 1);
    if (lua_isnil(L, -1)) {
        lua_pop(L, 1);
        lua_pushboolean(L, 1);
    }
}

// require(name) -> the value of the module, loaded once a state
static int require_module(lua_State *L) {
    rubric_slice name = rubric_lua_check_slice(L, 1);
    luaL_argcheck(L, memchr(name.bytes, '/', name.size) == NULL, 1,
                  "modules are named with dots, without '.lua'");
    lua_settop(L, 1);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &loaded_key); // name loaded
    lua_pushvalue(L, 1);
    if (lua_rawget(L, 2) != LUA_TNIL) {
        luaL_argcheck(L, !lua_islightuserdata(L, -1), 1, "it is being loaded: a circle of modules");
        return 1;
    }
    lua_pop(L, 1);
    if (rubric_lua_push_module(L, name.bytes)) {
        lua_pushvalue(L, 1);
        lua_pushvalue(L, -2);
        lua_rawset(L, 2);
        return 1;
    }
    load_file(L, name); // … value
    lua_pushvalue(L, 1);
    lua_pushvalue(L, -2);
    lua_rawset(L, 2);
    return 1;
}

// In a trusted state Lua's own `require` asks this first; it goes on when nothing is found.
static int load_again(lua_State *L) {
    lua_settop(L, 1);
    return require_module(L);
}

static int search_ours(lua_State *L) {
    rubric_slice name = rubric_lua_check_slice(L, 1), folder, beside = {"", 0};
    const char *display;
    struct state *state = rubric_state_of(L);
    if (rubric_lua_push_module(L, name.bytes) || rubric_chunk_find(state->engine, name)) {
        lua_pushcfunction(L, load_again);
        return 1;
    }
    if (state->program)
        beside = state->program->chunk->folder;
    if (rubric_search_script(state->engine, name, beside, rubric_lua_scratch(L), &folder, &display,
                             NULL) == RUBRIC_OK)
        lua_pushcfunction(L, load_again);
    else
        lua_pushliteral(L, "no such module beside the script, in the search path or built in");
    return 1;
}

// rubric.data(name) -> bytes of a file beside the script, in the search path or built in
static int read_data(lua_State *L) {
    struct state *state = rubric_state_of(L);
    rubric_slice name = rubric_lua_check_slice(L, 1), beside = {"", 0};
    rubric_error error;
    if (state->program)
        beside = state->program->chunk->folder;
    rubric_buffer *out = rubric_lua_scratch(L);
    if (rubric_search_data(state->engine, name, beside, out, &error) != RUBRIC_OK)
        return rubric_lua_raise(L, &error);
    return rubric_lua_push_buffer(L, out);
}

void rubric_modules_open(lua_State *L) {
    lua_newtable(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &loaded_key);
    if (rubric_state_of(L)->engine->options.trust == RUBRIC_TRUST_RESTRICTED) {
        lua_pushglobaltable(L);
        lua_pushcfunction(L, require_module);
        lua_setfield(L, -2, "require");
        lua_pop(L, 1);
    } else {
        lua_getglobal(L, "package");
        lua_getfield(L, -1, "searchers"); // package searchers
        for (lua_Integer i = (lua_Integer)lua_rawlen(L, -1); i >= 2; i--) {
            lua_rawgeti(L, -1, i); // ours comes right after `preload`
            lua_rawseti(L, -2, i + 1);
        }
        lua_pushcfunction(L, search_ours);
        lua_rawseti(L, -2, 2);
        lua_pop(L, 2);
    }
    rubric_lua_push_module(L, "rubric");
    lua_pushcfunction(L, read_data);
    lua_setfield(L, -2, "data");
    lua_pop(L, 1);
}
