// SPDX-License-Identifier: MIT
// Chunks compiled once an engine: the dump is our own and stays in memory, so loading it is safe
// where loading a stranger's would not be.
#include "engine/engine.h"

const struct chunk *rubric_chunk_find(const rubric_engine *engine, rubric_slice name) {
    for (const struct chunk *chunk = engine->chunks; chunk; chunk = chunk->next)
        if (rubric_slice_equal(chunk->name, name))
            return chunk;
    return NULL;
}

static int write_dump(lua_State *L, const void *bytes, size_t size, void *user) {
    (void)L;
    rubric_buffer *dump = user;
    rubric_buffer_put(dump, bytes, size);
    return dump->failed;
}

// A plain allocator: the state that compiles lives only for that.
static void *allocate(void *user, void *memory, size_t old_size, size_t size) {
    if (size == 0) {
        rubric_context_release(user, memory, memory ? old_size : 0);
        return NULL;
    }
    return rubric_context_try_resize(user, memory, memory ? old_size : 0, size);
}

// Compiling happens in a state without any library, so that nothing can run.
static rubric_status compile(rubric_engine *engine, const char *display, rubric_slice source,
                             rubric_buffer *dump, rubric_error *error) {
    lua_State *L = lua_newstate(allocate, engine->context);
    if (!L)
        return rubric_error_set(error, RUBRIC_ERROR_MEMORY, "out of memory");
    rubric_status status = RUBRIC_OK;
    int loaded = LUA_OK;
    if (source.size && source.bytes[0] == LUA_SIGNATURE[0])
        status = rubric_error_set(error, RUBRIC_ERROR_SCRIPT, "%s is compiled; scripts are text",
                                  display + 1);
    else if ((loaded = luaL_loadbufferx(L, source.bytes, source.size, display, "t")) ==
                 LUA_ERRMEM ||
             (loaded == LUA_OK && lua_dump(L, write_dump, dump, 0) != 0))
        status = rubric_error_set(error, RUBRIC_ERROR_MEMORY, "out of memory");
    else if (loaded != LUA_OK)
        status = rubric_error_set(error, RUBRIC_ERROR_SCRIPT, "%s", lua_tostring(L, -1));
    lua_close(L);
    return status;
}

// A line `#!…` at the top, so that a script can be a program.
static rubric_slice without_shebang(rubric_slice source) {
    if (source.size < 2 || memcmp(source.bytes, "#!", 2) != 0)
        return source;
    size_t end = 0;
    while (end < source.size && source.bytes[end] != '\n')
        end++;
    return rubric_slice_part(source, end, source.size); // the line end stays: lines keep numbers
}

rubric_status rubric_chunk_compile(const struct chunk **out, rubric_engine *engine,
                                   rubric_slice name, rubric_slice folder, const char *display,
                                   rubric_slice source, rubric_error *error) {
    rubric_buffer dump;
    rubric_buffer_init(&dump, engine->context);
    rubric_status status = compile(engine, display, without_shebang(source), &dump, error);
    struct chunk *chunk = NULL;
    if (status == RUBRIC_OK) {
        chunk = rubric_arena_allocate(engine->arena, sizeof *chunk);
        if (!chunk)
            status = rubric_error_set(error, RUBRIC_ERROR_MEMORY, "out of memory");
    }
    if (status == RUBRIC_OK) {
        chunk->name = rubric_arena_copy(engine->arena, name);
        chunk->folder = rubric_arena_copy(engine->arena, folder);
        chunk->code = rubric_arena_copy(engine->arena, rubric_buffer_slice(&dump));
        chunk->next = engine->chunks;
        engine->chunks = chunk;
        *out = chunk;
    }
    rubric_buffer_clear(&dump);
    return status;
}

void rubric_chunk_push(lua_State *L, const struct chunk *chunk) {
    rubric_context *context = rubric_lua_state(L)->context;
    rubric_error error;
    if (luaL_loadbufferx(L, chunk->code.bytes, chunk->code.size, "=chunk", "b") == LUA_OK)
        return;
    rubric_context_fail(context, RUBRIC_ERROR_MEMORY);
    rubric_context_error(context, &error);
    rubric_lua_raise(L, &error);
}
