// SPDX-License-Identifier: MIT
// `require` and `rubric.data`: our own modules, then text files; no C module in restricted states.
#include "engine/engine.h"

static const char loaded_key = 0;

static rubric_slice folder_beside(const struct state *state) {
    return state->program ? state->program->chunk.folder : rubric_slice_of("");
}

// Finds and compiles the file of a module, once an engine.
static const struct source_file *find_file(lua_State *L, rubric_slice name) {
    struct state *state = rubric_state_of(L);
    rubric_error error = {.status = RUBRIC_OK};
    const struct source_file *file = NULL;
    rubric_lua_charge(L, 64);
    rubric_status status =
        rubric_source_file_get(&file, state->engine, name, folder_beside(state), &error);
    if (status == RUBRIC_ERROR_FILE)
        luaL_error(L, "module '%s' not found (beside the script, in the search path, built in)",
                   name.bytes);
    if (status != RUBRIC_OK)
        rubric_lua_raise(L, &error);
    return file;
}

// Runs the file of a module once a state; its value stands on top. The stack has the name and the
// table of what is loaded at its bottom.
static void load_file(lua_State *L, rubric_slice name) {
    const struct source_file *file = find_file(L, name);
    if (lua_rawgetp(L, 2, file) != LUA_TNIL) {
        luaL_argcheck(L, !lua_islightuserdata(L, -1), 1, "it is being loaded: a circle of modules");
        return;
    }
    lua_pop(L, 1);
    lua_pushlightuserdata(L, rubric_state_of(L)); // a mark: it is being loaded
    lua_rawsetp(L, 2, file);
    rubric_chunk_push(L, &file->chunk);
    lua_call(L, 0, 1);
    if (lua_isnil(L, -1)) {
        lua_pop(L, 1);
        lua_pushboolean(L, 1);
    }
    lua_pushvalue(L, -1);
    lua_rawsetp(L, 2, file);
}

// require(name) -> the value of the module, loaded once a state
static int require_module(lua_State *L) {
    rubric_slice name = rubric_lua_check_slice(L, 1);
    luaL_argcheck(L, memchr(name.bytes, '/', name.size) == NULL, 1,
                  "modules are named with dots, without '.lua'");
    lua_settop(L, 1);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &loaded_key); // name loaded
    if (rubric_lua_push_module(L, name.bytes))
        return 1;
    if (lua_getfield(L, 2, name.bytes) == LUA_TNIL) { // name loaded nil
        lua_pop(L, 1);
        if (rubric_functions_push(L, name.bytes)) {
            lua_pushvalue(L, -1);
            lua_setfield(L, 2, name.bytes);
        } else {
            load_file(L, name); // … value
        }
    }
    return 1;
}

// In a trusted state Lua's own `require` asks this first; it goes on when nothing is found.
static int load_again(lua_State *L) {
    lua_settop(L, 1);
    return require_module(L);
}

static int search_ours(lua_State *L) {
    rubric_slice name = rubric_lua_check_slice(L, 1);
    struct state *state = rubric_state_of(L);
    const struct source_file *file;
    rubric_error error;
    if (rubric_lua_push_module(L, name.bytes) || rubric_functions_push(L, name.bytes)) {
        lua_pushcfunction(L, load_again);
        return 1;
    }
    rubric_status status =
        rubric_source_file_get(&file, state->engine, name, folder_beside(state), &error);
    if (status == RUBRIC_OK)
        lua_pushcfunction(L, load_again);
    else if (status == RUBRIC_ERROR_FILE)
        lua_pushliteral(L, "no such module beside the script, in the search path or built in");
    else
        rubric_lua_raise(L, &error);
    return 1;
}

// rubric.data(name) -> bytes of a file beside the script, in the search path or built in
static int read_data(lua_State *L) {
    struct state *state = rubric_state_of(L);
    rubric_slice name = rubric_lua_check_slice(L, 1);
    rubric_error error;
    rubric_buffer *out = rubric_lua_scratch(L);
    rubric_lua_charge(L, 64);
    if (rubric_search_data(out, state->engine, state->program, name, &error) != RUBRIC_OK)
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
