// SPDX-License-Identifier: MIT
// One Lua state: its allocator and hook charge the context, so that limits bind everywhere.
#include <lualib.h>

#include "engine/engine.h"

enum {
    HOOK_COUNT = 100,     // instructions between two looks at the limits
    HOOK_COUNT_BIG = 10,  // the same once one instruction may take long, as comparing strings
    BIG = 4 << 20,        // bytes from which it may
    ALLOCATION_COUNT = 16 // allocations between two looks at the clock
};

static const char state_key = 0;

struct state *rubric_state_of(lua_State *L) {
    lua_rawgetp(L, LUA_REGISTRYINDEX, &state_key);
    struct state *state = lua_touserdata(L, -1);
    lua_pop(L, 1);
    return state;
}

// Not sticky: at the limit Lua collects garbage and tries again.
static void *allocate(void *user, void *memory, size_t old_size, size_t size) {
    struct state *state = user;
    if (!memory)
        old_size = 0; // it says what kind of object is wanted (Lua 5.4 manual, lua_Alloc)
    if (size == 0) {
        rubric_context_release(state->lua.context, memory, old_size);
        return NULL;
    }
    if (size > old_size) {
        state->has_big = state->has_big || size >= BIG;
        // One instruction may allocate little and look at much (a table that is hashed anew).
        if (++state->allocations % ALLOCATION_COUNT == 0 &&
            !rubric_context_look(state->lua.context))
            return NULL;
    }
    void *moved = rubric_context_try_resize(state->lua.context, memory, old_size, size);
    // Lua collects all there is and asks again: near the limit that can be most of what it does.
    if (!moved && size > old_size)
        rubric_context_look(state->lua.context);
    return moved;
}

static void look_at_limits(lua_State *L, lua_Debug *debug) {
    struct state *state = rubric_state_of(L);
    int count = lua_gethookcount(L), wanted = state->has_big ? HOOK_COUNT_BIG : HOOK_COUNT;
    bool goes_on = rubric_context_charge(state->lua.context, (uint64_t)count) &&
                   (!state->has_big || rubric_context_look(state->lua.context));
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
    lua_pushlightuserdata(L, state);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &state_key);
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
    state->L = lua_newstate(allocate, state);
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

// Where in the document the script was, for its error: "page.html:14:3 (heading)".
static void add_place(lua_State *L, struct state *state, luaL_Buffer *out) {
    rubric_node node = state->lua.in_hand;
    if (!node.id || !rubric_node_exists(node))
        return;
    rubric_range range = rubric_node_source(node);
    rubric_slice path = rubric_document_path(node.document);
    luaL_addstring(out, " (while walking ");
    luaL_addlstring(out, path.size ? path.bytes : "the document", path.size ? path.size : 12);
    if (range.known) {
        rubric_position position = rubric_document_position(node.document, range.begin);
        lua_pushfstring(L, ":%d:%d", (int)position.line, (int)position.column);
        luaL_addvalue(out);
    }
    lua_pushfstring(L, ", %s)", rubric_kind_name(rubric_node_kind(node)));
    luaL_addvalue(out);
}

// Makes a message of whatever was raised, and keeps the traceback.
static int describe(lua_State *L) {
    struct state *state = rubric_state_of(L);
    rubric_buffer *kept = &state->engine->traceback;
    luaL_Buffer out;
    luaL_buffinit(L, &out);
    if (lua_type(L, 1) == LUA_TSTRING) {
        lua_pushvalue(L, 1);
        luaL_addvalue(&out);
    } else { // `__tostring` of a stranger's object is not called
        lua_pushfstring(L, "(error object is a %s value)", luaL_typename(L, 1));
        luaL_addvalue(&out);
    }
    add_place(L, state, &out);
    luaL_pushresult(&out);
    luaL_traceback(L, L, lua_tostring(L, -1), 1);
    kept->size = 0;
    kept->failed = false;
    rubric_buffer_put(kept, lua_tostring(L, -1), lua_rawlen(L, -1));
    lua_pop(L, 1);
    return 1;
}

// A limit that was met where Lua could not say in which line.
static void describe_limit(struct state *state, rubric_error *error) {
    rubric_error limit;
    rubric_status status = rubric_context_error(state->lua.context, &limit);
    rubric_slice name = rubric_slice_of("the script");
    if (state->program)
        name = state->program->chunk.name;
    rubric_error_set(error, status, "%.*s: %s", (int)name.size, name.bytes, limit.message);
}

static rubric_status describe_failure(struct state *state, int status, rubric_error *error) {
    lua_State *L = state->L;
    rubric_context *context = state->lua.context;
    if (status == LUA_ERRMEM)
        rubric_context_fail(context, RUBRIC_ERROR_MEMORY);
    rubric_status limit = rubric_context_status(context);
    size_t size = 0;
    const char *message = lua_type(L, -1) == LUA_TSTRING ? lua_tolstring(L, -1, &size) : "";
    // A long message would hide where it came from, so it is cut by rubric_error_set.
    if (limit != RUBRIC_OK && status == LUA_ERRMEM)
        describe_limit(state, error);
    else
        rubric_error_set(error, limit != RUBRIC_OK ? limit : RUBRIC_ERROR_SCRIPT, "%s", message);
    lua_pop(L, 1);
    return limit != RUBRIC_OK ? limit : RUBRIC_ERROR_SCRIPT;
}

rubric_status rubric_state_call(struct state *state, int arguments, int results,
                                rubric_error *error) {
    lua_State *L = state->L;
    int base = lua_gettop(L) - arguments;
    lua_pushcfunction(L, describe);
    lua_insert(L, base);
    void *locale = rubric_locale_enter();
    int status = lua_pcall(L, arguments, results, base);
    rubric_locale_leave(locale);
    lua_remove(L, base);
    // A library function of Lua's own may have caught the limit (`load` does).
    if (status == LUA_OK && rubric_context_status(state->lua.context) == RUBRIC_OK)
        return RUBRIC_OK;
    if (status == LUA_OK) {
        lua_settop(L, base - 1);
        describe_limit(state, error);
        return rubric_context_status(state->lua.context);
    }
    return describe_failure(state, status, error);
}
