// SPDX-License-Identifier: MIT
// Chunks compiled once an engine: the dump is our own and stays in memory, so loading it is safe
// where loading a stranger's would not be.
#include "engine/engine.h"

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
static rubric_status compile(const char *display, rubric_slice source, rubric_buffer *dump,
                             rubric_error *error) {
    lua_State *L = lua_newstate(allocate, dump->context);
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

// "@name": how Lua shows a chunk in messages; short, because what matters is the script's name.
static void put_display(rubric_buffer *out, const char *path) {
    const char *slash = strrchr(path, '/');
    rubric_buffer_put_byte(out, '@');
    rubric_buffer_put_string(out, slash ? slash + 1 : path);
    rubric_buffer_put_byte(out, '\0');
}

rubric_status rubric_chunk_compile(struct chunk *out, rubric_arena *arena, rubric_slice name,
                                   const struct found_file *file, rubric_error *error) {
    rubric_context *context = rubric_arena_context(arena);
    rubric_buffer dump, display;
    rubric_status status = RUBRIC_OK;
    rubric_buffer_init(&dump, context);
    rubric_buffer_init(&display, context);
    put_display(&display, file->path.bytes);
    if (display.failed)
        status = rubric_context_error(context, error);
    if (status == RUBRIC_OK)
        status = compile(display.bytes, without_shebang(rubric_buffer_slice(&file->source)), &dump,
                         error);
    if (status == RUBRIC_OK) {
        rubric_slice folder = rubric_folder_of(rubric_slice_of(file->path.bytes));
        out->name = rubric_arena_copy(arena, name);
        out->folder = rubric_arena_copy(arena, file->is_file ? folder : rubric_slice_of(""));
        out->code = rubric_arena_copy(arena, rubric_buffer_slice(&dump));
        if (rubric_context_status(context) != RUBRIC_OK)
            status = rubric_context_error(context, error);
    }
    rubric_buffer_clear(&display);
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
