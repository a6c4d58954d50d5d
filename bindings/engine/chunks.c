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

static int load_and_dump(lua_State *L, const char *display, rubric_slice source,
                         rubric_buffer *dump) {
    struct pieces pieces = {source, dump->context};
    int status = lua_load(L, rubric_pieces_next, &pieces, display, "t");
    if (status == LUA_OK && lua_dump(L, write_dump, dump, 0) != 0)
        status = LUA_ERRMEM;
    return status;
}

// Compiling happens in a state without any library, so that nothing can run.
static rubric_status compile(const char *display, rubric_slice source, rubric_buffer *dump,
                             rubric_error *error) {
    rubric_context *context = dump->context;
    lua_State *L = lua_newstate(allocate, context);
    if (!L)
        return rubric_error_set(error, RUBRIC_ERROR_MEMORY, "out of memory");
    void *locale = rubric_locale_enter();
    int status = load_and_dump(L, display, source, dump);
    rubric_locale_leave(locale);
    if (status == LUA_ERRMEM)
        rubric_context_fail(context, RUBRIC_ERROR_MEMORY);
    rubric_error limit;
    rubric_status result = rubric_context_error(context, &limit);
    if (result != RUBRIC_OK)
        rubric_error_set(error, result, "%s: %s", display + 1, limit.message);
    else if (status != LUA_OK)
        result = rubric_error_set(error, RUBRIC_ERROR_SCRIPT, "%s", lua_tostring(L, -1));
    lua_close(L);
    return result;
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

// "@name": how Lua shows a chunk in messages; short, because what matters is the script's name. Our
// own modules keep their folder, by which messages tell them from scripts (failure.c).
static void put_display(rubric_buffer *out, const struct found_file *file) {
    const char *path = file->path.bytes, *slash = strrchr(path, '/');
    bool is_own = !file->is_file && !strncmp(path, "rubric/", 7);
    rubric_buffer_put_byte(out, '@');
    rubric_buffer_put_string(out, slash && !is_own ? slash + 1 : path);
    rubric_buffer_put_byte(out, '\0');
}

// The dump of a text, within the limits of the context of `dump`.
static rubric_status compile_file(rubric_buffer *dump, const struct found_file *file,
                                  rubric_error *error) {
    rubric_slice source = without_shebang(rubric_buffer_slice(&file->source));
    rubric_buffer display;
    rubric_buffer_init(&display, dump->context);
    put_display(&display, file);
    rubric_status status = RUBRIC_OK;
    if (display.failed)
        status = rubric_context_error(dump->context, error);
    else if (source.size && source.bytes[0] == LUA_SIGNATURE[0])
        status = rubric_error_set(error, RUBRIC_ERROR_SCRIPT, "%s is compiled; scripts are text",
                                  display.bytes + 1);
    else
        status = compile(display.bytes, source, dump, error);
    rubric_buffer_clear(&display);
    return status;
}

rubric_status rubric_chunk_compile(struct chunk *out, rubric_engine *engine, rubric_arena *arena,
                                   const struct found_file *file, rubric_error *error) {
    rubric_context *context;
    rubric_buffer dump;
    rubric_status status = rubric_engine_begin(&context, engine, error);
    if (status != RUBRIC_OK)
        return status;
    rubric_buffer_init(&dump, context);
    status = compile_file(&dump, file, error);
    if (status == RUBRIC_OK) {
        rubric_slice folder = rubric_folder_of(rubric_slice_of(file->path.bytes));
        out->name = rubric_arena_copy(arena, file->name);
        out->folder = rubric_arena_copy(arena, file->is_file ? folder : rubric_slice_of(""));
        out->code = rubric_arena_copy(arena, rubric_buffer_slice(&dump));
        if (!out->name.bytes || !out->folder.bytes || !out->code.bytes)
            status = rubric_context_error(rubric_arena_context(arena), error);
    }
    rubric_buffer_clear(&dump);
    rubric_context_free(context);
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
