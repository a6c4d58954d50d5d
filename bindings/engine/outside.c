// SPDX-License-Identifier: MIT
// rubric.file and rubric.system: the world beyond the document, within the permissions of the
// program that asks, and through the doors that the host gives.
#include "engine/engine.h"

#include "engine/glob.h"

static void refuse(lua_State *L, const char *kind, rubric_slice what) {
    const struct state *state = rubric_state_of(L);
    char shown[120];
    rubric_slice name =
        state->program ? state->program->chunk.name : rubric_slice_of("this script");
    int size = (int)(what.size < 100 ? what.size : 100);
    rubric_error text; // formats without Lua's stack
    rubric_error_set(&text, RUBRIC_ERROR_PERMISSION, "%.*s", size, what.bytes);
    memcpy(shown, text.message, sizeof shown - 1);
    shown[sizeof shown - 1] = '\0';
    lua_pushlstring(L, name.bytes, name.size);
    if (state->program && !state->may_use_permissions)
        luaL_error(L, "'%s:%s' is for when '%s' runs, not for while it is loaded", kind, shown,
                   lua_tostring(L, -1));
    luaL_error(L,
               "'%s' has no permission for '%s:%s'; a plugin lists what it needs: "
               "permissions = {\"%s:…\"}",
               lua_tostring(L, -1), kind, shown, kind);
}

static rubric_slice check_name(lua_State *L, int arg) {
    rubric_slice name = rubric_lua_check_slice(L, arg);
    luaL_argcheck(L, name.size > 0, arg, "it is empty");
    luaL_argcheck(L, memchr(name.bytes, 0, name.size) == NULL, arg, "it holds a zero byte");
    return name;
}

// Raises unless the program that runs may do this.
static void check_allowed(lua_State *L, const char *kind, rubric_slice what) {
    const struct state *state = rubric_state_of(L);
    rubric_lua_charge(L, 64);
    if (state->engine->options.trust == RUBRIC_TRUST_TRUSTED)
        return;
    bool is_allowed = state->may_use_permissions && state->program &&
                      state->program->permissions.type == RUBRIC_VALUE_LIST &&
                      rubric_permissions_allow(&state->program->permissions, kind, what);
    if (!is_allowed)
        refuse(L, kind, what);
}

// A path as it was compared with the permissions; it lives in the scratch for text.
static rubric_slice check_path(lua_State *L, int arg, const char *kind) {
    rubric_slice path = check_name(L, arg);
    rubric_buffer *normal = &rubric_lua_state(L)->text;
    check_allowed(L, kind, path);
    normal->failed = false;
    if (!rubric_path_normalize(normal, path))
        luaL_argerror(L, arg, "it is too long");
    return rubric_slice_of(normal->bytes);
}

static int no_door(lua_State *L, const char *what) {
    lua_pushnil(L);
    lua_pushfstring(L, "the host has no door for %s", what);
    return 2;
}

// The result of a call of the host: bytes, or nil and a message. A limit is raised, also that of
// time, which may have passed while the host was busy.
static int push_outcome(lua_State *L, rubric_status status, const rubric_buffer *out,
                        const rubric_error *error) {
    rubric_context *context = rubric_lua_state(L)->context;
    if (!rubric_context_look(context)) {
        rubric_error limit;
        rubric_context_error(context, &limit);
        return rubric_lua_raise(L, &limit);
    }
    return status == RUBRIC_OK ? rubric_lua_push_buffer(L, out) : rubric_lua_fail(L, error);
}

// rubric.file.read(path) -> bytes | nil, message
static int file_read(lua_State *L) {
    rubric_slice path = check_path(L, 1, "read");
    const rubric_host *host = rubric_state_of(L)->engine->host;
    if (!host->open)
        return no_door(L, "files");
    rubric_error error = {.status = RUBRIC_OK};
    rubric_buffer *out = rubric_lua_scratch(L);
    rubric_status status = host->open(host->user, out, path.bytes, &error);
    return push_outcome(L, status, out, &error);
}

// rubric.file.list(glob) -> list of paths, sorted | nil, message
static int file_list(lua_State *L) {
    rubric_slice pattern = check_name(L, 1);
    const rubric_host *host = rubric_state_of(L)->engine->host;
    check_allowed(L, "read", rubric_glob_folder(pattern));
    rubric_buffer *normal = &rubric_lua_state(L)->text;
    normal->failed = false;
    luaL_argcheck(L, rubric_path_normalize(normal, pattern), 1, "it is too long");
    pattern = rubric_slice_of(normal->bytes);
    if (!host->list)
        return no_door(L, "folders");
    rubric_error error = {.status = RUBRIC_OK};
    rubric_buffer *paths = rubric_lua_scratch(L);
    rubric_status status = rubric_glob(paths, host, pattern, &error);
    if (status != RUBRIC_OK)
        return push_outcome(L, status, paths, &error);
    lua_newtable(L);
    lua_Integer count = 0;
    for (size_t at = 0; at < paths->size;) {
        size_t size = strlen(paths->bytes + at);
        lua_pushlstring(L, paths->bytes + at, size);
        lua_rawseti(L, -2, ++count);
        at += size + 1;
    }
    return 1;
}

// rubric.file.write(path, bytes) -> true | nil, message
static int file_write(lua_State *L) {
    rubric_slice bytes = rubric_lua_check_slice(L, 2), path = check_path(L, 1, "write");
    const rubric_host *host = rubric_state_of(L)->engine->host;
    if (!host->write)
        return no_door(L, "writing");
    rubric_error error = {.status = RUBRIC_OK};
    if (host->write(host->user, path.bytes, bytes, &error) != RUBRIC_OK)
        return rubric_lua_fail(L, &error);
    lua_pushboolean(L, 1);
    return 1;
}

// The list at `arg` as arguments ended by NULL, behind the name of the program; on the stack.
static const char **take_arguments(lua_State *L, int arg, const char *program) {
    enum { ARGUMENT_LIMIT = 1000 };
    size_t count = 0;
    if (!lua_isnoneornil(L, arg)) {
        luaL_checktype(L, arg, LUA_TTABLE);
        count = lua_rawlen(L, arg);
        luaL_argcheck(L, count <= ARGUMENT_LIMIT, arg, "too many arguments");
    }
    const char **arguments = lua_newuserdatauv(L, (count + 2) * sizeof *arguments, 0);
    arguments[0] = program;
    for (size_t i = 0; i < count; i++) {
        int type = lua_rawgeti(L, arg, (lua_Integer)i + 1);
        size_t size = 0;
        luaL_argcheck(L, type == LUA_TSTRING, arg, "a list of strings is needed");
        arguments[i + 1] = lua_tolstring(L, -1, &size); // the table keeps it
        luaL_argcheck(L, strlen(arguments[i + 1]) == size, arg, "an argument holds a zero byte");
        lua_pop(L, 1);
    }
    arguments[count + 1] = NULL;
    return arguments;
}

// rubric.system.run(program[, arguments[, input]]) -> output, exit status | nil, message
static int system_run(lua_State *L) {
    rubric_slice program = check_name(L, 1), input = rubric_slice_of("");
    const rubric_host *host = rubric_state_of(L)->engine->host;
    lua_settop(L, 3);
    if (!lua_isnil(L, 3))
        input = rubric_lua_check_slice(L, 3);
    check_allowed(L, "run", program);
    const char **arguments = take_arguments(L, 2, program.bytes);
    if (!host->run)
        return no_door(L, "programs");
    int exit_status = 0;
    rubric_error error = {.status = RUBRIC_OK};
    rubric_buffer *out = rubric_lua_scratch(L);
    rubric_status status = host->run(host->user, out, &exit_status, arguments, input, &error);
    int results = push_outcome(L, status, out, &error);
    if (status != RUBRIC_OK)
        return results;
    lua_pushinteger(L, exit_status);
    return 2;
}

// rubric.system.environment(name) -> value | nil
static int system_environment(lua_State *L) {
    rubric_slice name = check_name(L, 1);
    const rubric_host *host = rubric_state_of(L)->engine->host;
    check_allowed(L, "env", name);
    if (!host->environment)
        return no_door(L, "its environment");
    rubric_error error = {.status = RUBRIC_OK};
    rubric_buffer *out = rubric_lua_scratch(L);
    rubric_status status = host->environment(host->user, out, name.bytes, &error);
    if (status == RUBRIC_ERROR_FILE)
        return lua_pushnil(L), 1;
    return push_outcome(L, status, out, &error);
}

static const luaL_Reg file_functions[] = {
    {"list", file_list}, {"read", file_read}, {"write", file_write}, {NULL, NULL}};

static const luaL_Reg system_functions[] = {
    {"environment", system_environment}, {"run", system_run}, {NULL, NULL}};

static int open_file(lua_State *L) {
    luaL_newlib(L, file_functions);
    return 1;
}

static int open_system(lua_State *L) {
    luaL_newlib(L, system_functions);
    return 1;
}

const luaL_Reg rubric_outside_modules[] = {
    {"rubric.file", open_file}, {"rubric.system", open_system}, {NULL, NULL}};
