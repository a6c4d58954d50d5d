// SPDX-License-Identifier: MIT
// `rubric` for hosts that already run Lua: an engine of our own beside their state, without limits.
#include <rubric/lua.h>
#include <stdlib.h>

#include "engine/embedded.h"
#include "engine/engine.h"

// Lives in a userdata that is made before everything else of ours, so that it is collected last.
struct guest {
    struct rubric_lua lua;
    rubric_engine *engine; // finds the built-in modules and data; NULL: the state is being closed
    lua_State *opener;     // while the context is being made; else NULL
};

static const char guest_key = 0;

// The context lies in memory of Lua's own: finalizers of the host's that run after ours still find
// it, and that there is no more memory.
static void *allocate(void *user, void *memory, size_t old_size, size_t size) {
    struct guest *guest = user;
    (void)old_size;
    if (size == 0) {
        free(memory);
        return NULL;
    }
    if (guest->opener) {
        void *context = lua_newuserdatauv(guest->opener, size, 0);
        luaL_ref(guest->opener, LUA_REGISTRYINDEX);
        return context;
    }
    return guest->engine ? realloc(memory, size) : NULL;
}

static int guest_collect(lua_State *L) {
    struct guest *guest = lua_touserdata(L, 1);
    if (guest->lua.context) {
        guest->lua.language = NULL;
        rubric_lua_close(&guest->lua);
        rubric_context_fail(guest->lua.context, RUBRIC_ERROR_INTERRUPTED);
    }
    rubric_engine_free(guest->engine);
    guest->engine = NULL;
    return 0;
}

static rubric_engine *check_engine(lua_State *L) {
    lua_rawgetp(L, LUA_REGISTRYINDEX, &guest_key);
    struct guest *guest = lua_touserdata(L, -1);
    lua_pop(L, 1);
    if (!guest->engine)
        luaL_error(L, "the Lua state is being closed");
    return guest->engine;
}

// package.preload of a module besides `rubric` itself, by the name that is upvalue 1.
static int open_module(lua_State *L) {
    const char *name = lua_tostring(L, lua_upvalueindex(1));
    const struct source_file *file;
    rubric_error error;
    if (rubric_lua_push_module(L, name))
        return 1;
    if (rubric_source_file_get(&file, check_engine(L), rubric_slice_of(name), rubric_slice_of(""),
                               &error) != RUBRIC_OK)
        return rubric_lua_raise(L, &error);
    rubric_chunk_push(L, &file->chunk);
    lua_call(L, 0, 1);
    return 1;
}

// Takes the name on top.
static void add_preload(lua_State *L, int preloads) {
    lua_pushvalue(L, -1);
    lua_pushcclosure(L, open_module, 1);
    lua_rawset(L, preloads);
}

// "rubric.date" for the built-in file rubric/date.lua.
static void add_script_preload(lua_State *L, int preloads, const char *path) {
    size_t size = strlen(path);
    if (strncmp(path, "rubric/", 7) != 0 || strcmp(path + size - 4, ".lua") != 0)
        return;
    lua_pushlstring(L, path, size - 4);
    luaL_gsub(L, lua_tostring(L, -1), "/", ".");
    add_preload(L, preloads);
    lua_pop(L, 1);
}

static void add_preloads(lua_State *L) {
    static const char *const names[] = {"rubric.build",   "rubric.json",  "rubric.pattern",
                                        "rubric.phrases", "rubric.regex", "rubric.text",
                                        "rubric.yaml"};
    luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_PRELOAD_TABLE);
    int preloads = lua_gettop(L);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        lua_pushstring(L, names[i]);
        add_preload(L, preloads);
    }
    for (size_t i = 0; i < rubric_embedded_count; i++)
        add_script_preload(L, preloads, rubric_embedded_files[i].path);
    lua_pop(L, 1);
}

// rubric.data(name) -> bytes of a built-in file; the host reads its own
static int read_data(lua_State *L) {
    rubric_slice name = rubric_lua_check_slice(L, 1);
    rubric_engine *engine = check_engine(L);
    rubric_buffer *out = rubric_lua_scratch(L);
    rubric_error error;
    if (rubric_search_data(out, engine, NULL, name, &error) != RUBRIC_OK)
        return rubric_lua_raise(L, &error);
    return rubric_lua_push_buffer(L, out);
}

static struct guest *push_guest(lua_State *L) {
    struct guest *guest = lua_newuserdatauv(L, sizeof *guest, 0);
    memset(guest, 0, sizeof *guest);
    if (luaL_newmetatable(L, "rubric.guest")) {
        lua_pushcfunction(L, guest_collect);
        lua_setfield(L, -2, "__gc");
    }
    lua_setmetatable(L, -2);
    return guest;
}

static rubric_status begin(lua_State *L, struct guest *guest, rubric_error *error) {
    rubric_context_options options = {
        .size = sizeof options, .allocate = allocate, .allocate_user = guest};
    rubric_engine_options engine_options = {.size = sizeof engine_options,
                                            .trust = RUBRIC_TRUST_TRUSTED};
    guest->opener = L;
    rubric_status status = rubric_context_new(&guest->lua.context, &options, error);
    guest->opener = NULL;
    if (status == RUBRIC_OK)
        status = rubric_engine_new(&guest->engine, &engine_options, error);
    return status;
}

int luaopen_rubric(lua_State *L) {
    if (lua_rawgetp(L, LUA_REGISTRYINDEX, &guest_key) != LUA_TNIL) {
        rubric_lua_push_module(L, "rubric");
        return 1;
    }
    rubric_error error;
    struct guest *guest = push_guest(L);
    if (begin(L, guest, &error) != RUBRIC_OK)
        return rubric_lua_raise(L, &error);
    guest->lua.language = rubric_engine_language;
    guest->lua.user = guest->engine;
    guest->lua.is_trusted = true;
    lua_rawsetp(L, LUA_REGISTRYINDEX, &guest_key); // as long as the state
    rubric_lua_open(L, &guest->lua);
    add_preloads(L);
    rubric_lua_push_module(L, "rubric");
    lua_pushcfunction(L, read_data);
    lua_setfield(L, -2, "data");
    return 1;
}
