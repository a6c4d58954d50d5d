// SPDX-License-Identifier: MIT
// A program: one script file, what it returned, and what it says of itself.
#include "engine/engine.h"

// Every key that a plugin may have; another one is a slip of the pen.
static const char *const plugin_keys[] = {
    "api",  "corpus",  "description", "examples", "handlers", "license", "markdown",
    "name", "options", "permissions", "prepare",  "reader",   "rules",   "transform",
    "uses", "value",   "version",     "writer",   NULL};

static const char *const described[] = {"name",     "version", "description", "license",
                                        "examples", "value",   "uses",        NULL};

static rubric_status bad_script(const rubric_program *program, rubric_error *error,
                                const char *message, const char *what) {
    return rubric_error_set(error, RUBRIC_ERROR_SCRIPT, "%.*s: %s%s",
                            (int)program->chunk->name.size, program->chunk->name.bytes, message,
                            what);
}

static bool has_field(lua_State *L, const char *name) {
    bool found = lua_getfield(L, -1, name) != LUA_TNIL;
    lua_pop(L, 1);
    return found;
}

static rubric_status check_keys(lua_State *L, const rubric_program *program, rubric_error *error) {
    for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1)) {
        const char *key = lua_type(L, -2) == LUA_TSTRING ? lua_tostring(L, -2) : "a list";
        size_t count = 0;
        bool known = false;
        for (; plugin_keys[count]; count++)
            known = known || !strcmp(key, plugin_keys[count]);
        if (known)
            continue;
        const char *nearest = rubric_nearest(rubric_slice_of(key), plugin_keys, count);
        rubric_status status = rubric_error_set(
            error, RUBRIC_ERROR_SCRIPT, "%.*s: a plugin has no '%.40s'%s%s%s",
            (int)program->chunk->name.size, program->chunk->name.bytes, key,
            nearest ? "; did you mean '" : "", nearest ? nearest : "", nearest ? "'?" : "");
        lua_pop(L, 2);
        return status;
    }
    return RUBRIC_OK;
}

static void set_value(rubric_program *program, const char *key, rubric_value value) {
    rubric_value_set(program->engine->arena, &program->description, rubric_slice_of(key), value);
}

// Names as the field's word: "clean" of "scripts/clean.lua".
static rubric_slice plain_name(rubric_slice name) {
    size_t begin = name.size, end = name.size;
    while (begin > 0 && name.bytes[begin - 1] != '/')
        begin--;
    if (end > 4 && !memcmp(name.bytes + end - 4, ".lua", 4))
        end -= 4;
    return rubric_slice_part(name, begin, end);
}

// One of the names (ended by NULL), or an error with the nearest.
static void check_name(lua_State *L, const char *what, rubric_slice name,
                       const char *const *names) {
    size_t count = 0;
    for (; names[count]; count++)
        if (rubric_slice_equal(name, rubric_slice_of(names[count])))
            return;
    const char *nearest = rubric_nearest(name, names, count);
    lua_pushlstring(L, name.bytes, name.size);
    luaL_error(L, "%s '%s'%s%s%s", what, lua_tostring(L, -1), nearest ? "; did you mean '" : "",
               nearest ? nearest : "", nearest ? "'?" : "");
}

// What each option declares is known: a slip there would make an option that does nothing.
static void check_declarations(lua_State *L, const rubric_value *options) {
    static const char *const keys[] = {"type",     "default", "minimum", "maximum",
                                       "required", "choices", "help",    NULL};
    static const char *const types[] = {"integer", "number", "boolean",  "string",  "list",
                                        "choice",  "path",   "selector", "pattern", NULL};
    for (uint32_t i = 0; i < options->as.map.count; i++) {
        const rubric_value *spec = &options->as.map.entries[i].value;
        for (uint32_t k = 0; k < spec->as.map.count; k++)
            check_name(L, "an option has no", spec->as.map.entries[k].key, keys);
        const rubric_value *type = rubric_value_find(spec, rubric_slice_of("type"));
        if (type && type->type == RUBRIC_VALUE_STRING)
            check_name(L, "no option type", type->as.string, types);
    }
}

static void describe_plugin(lua_State *L, rubric_program *program) {
    rubric_arena *arena = program->engine->arena;
    for (const char *const *key = described; *key; key++) {
        if (lua_getfield(L, -1, *key) != LUA_TNIL)
            set_value(program, *key, rubric_lua_check_value(L, -1, arena));
        lua_pop(L, 1);
    }
    rubric_value options = rubric_value_map();
    if (lua_getfield(L, -1, "options") == LUA_TTABLE)
        options = rubric_lua_check_value(L, -1, arena);
    lua_pop(L, 1);
    if (options.type != RUBRIC_VALUE_MAP)
        luaL_error(L, "'options' is a table from name to {type = …, default = …}");
    for (uint32_t i = 0; i < options.as.map.count; i++)
        if (options.as.map.entries[i].value.type != RUBRIC_VALUE_MAP)
            luaL_error(L, "option '%s' is not described by a table {type = …, default = …}",
                       options.as.map.entries[i].key.bytes);
    check_declarations(L, &options);
    set_value(program, "options", options);
}

static rubric_status check_plugin(lua_State *L, rubric_program *program, rubric_error *error) {
    rubric_status status = check_keys(L, program, error);
    if (status != RUBRIC_OK)
        return status;
    lua_getfield(L, -1, "api");
    bool fits = lua_isinteger(L, -1) && lua_tointeger(L, -1) == 1;
    lua_pop(L, 1);
    if (!fits)
        return bad_script(program, error, "'api' is 1, the level that this version speaks", "");
    lua_getfield(L, -1, "permissions");
    bool asks = lua_istable(L, -1) && lua_rawlen(L, -1) > 0;
    lua_pop(L, 1);
    if (asks && program->engine->options.trust != RUBRIC_TRUST_TRUSTED)
        return bad_script(program, error,
                          "it asks for permissions; run it with --trust=trusted if it is yours",
                          "");
    program->is_plugin = true;
    program->has_prepare = has_field(L, "prepare");
    program->has_writer = has_field(L, "writer");
    program->has_transform = has_field(L, "transform") || has_field(L, "handlers") ||
                             has_field(L, "rules") || has_field(L, "markdown");
    if (!program->has_transform && !program->has_writer)
        return bad_script(program, error,
                          "it has no transform, handlers, rules, markdown or writer to run",
                          has_field(L, "corpus") || has_field(L, "reader")
                              ? " (corpus and reader are not there yet)"
                              : "");
    return RUBRIC_OK;
}

static rubric_status check_selector(const rubric_program *program, const char *selector,
                                    rubric_error *error) {
    rubric_selector *compiled;
    rubric_error why = {.status = RUBRIC_OK};
    rubric_slice text = rubric_slice_of(selector);
    rubric_status status = rubric_selector_new(&compiled, program->engine->context, text, &why);
    if (status == RUBRIC_OK)
        rubric_selector_free(compiled);
    else if (status == RUBRIC_ERROR_SYNTAX)
        return rubric_error_set(error, RUBRIC_ERROR_SCRIPT, "%.*s: handler '%.60s', column %u: %s",
                                (int)program->chunk->name.size, program->chunk->name.bytes,
                                selector, why.column, why.message);
    else if (error)
        *error = why;
    return status;
}

static int call_check_handlers(lua_State *L) {
    rubric_lua_check_handlers(L, 1);
    return 0;
}

// Calls what raises an error for a mistake of the script; its arguments stand on top.
static rubric_status call_check(lua_State *L, const rubric_program *program, int arguments,
                                rubric_error *error) {
    int result = lua_pcall(L, arguments, 0, 0);
    if (result == LUA_OK)
        return RUBRIC_OK;
    rubric_context *context = rubric_lua_state(L)->context;
    if (result == LUA_ERRMEM)
        rubric_context_fail(context, RUBRIC_ERROR_MEMORY);
    if (rubric_context_status(context) != RUBRIC_OK)
        return rubric_context_error(context, error); // a limit is no mistake of the script
    const char *message = lua_tostring(L, -1);
    rubric_status status =
        bad_script(program, error, message ? message : "its handlers cannot be read", "");
    lua_pop(L, 1);
    return status;
}

static rubric_status check_markdown(lua_State *L, rubric_program *program, rubric_error *error) {
    lua_pushcfunction(L, rubric_markdown_inspect);
    lua_pushlightuserdata(L, program);
    lua_pushvalue(L, -3);
    return call_check(L, program, 2, error);
}

// The table of handlers on top is what a walk takes; a slip is found at loading.
static rubric_status check_handlers(lua_State *L, const rubric_program *program,
                                    rubric_error *error) {
    rubric_status status = RUBRIC_OK;
    if (!lua_istable(L, -1))
        return status;
    if (lua_rawlen(L, -1) == 0)
        for (lua_pushnil(L); status == RUBRIC_OK && lua_next(L, -2); lua_pop(L, 1))
            if (lua_type(L, -2) == LUA_TSTRING)
                status = check_selector(program, lua_tostring(L, -2), error);
    if (status != RUBRIC_OK)
        return status;
    lua_pushcfunction(L, call_check_handlers);
    lua_pushvalue(L, -2);
    return call_check(L, program, 1, error);
}

// Looks at what the script returned, which stands on top.
static rubric_status inspect(lua_State *L, rubric_program *program, rubric_error *error) {
    program->description = rubric_value_map();
    set_value(program, "name", rubric_value_string(plain_name(program->chunk->name)));
    set_value(program, "options", rubric_value_map());
    program->is_function = lua_isfunction(L, -1);
    program->has_transform = true;
    if (!program->is_function && !lua_istable(L, -1))
        return bad_script(program, error,
                          "a script returns a function, a table of handlers or a plugin, not ",
                          luaL_typename(L, -1));
    if (lua_istable(L, -1) && has_field(L, "api")) {
        rubric_status status = check_plugin(L, program, error);
        if (status != RUBRIC_OK)
            return status;
        describe_plugin(L, program);
        lua_getfield(L, -1, "handlers");
        status = check_handlers(L, program, error);
        lua_pop(L, 1);
        if (status == RUBRIC_OK)
            status = check_markdown(L, program, error);
        if (status != RUBRIC_OK)
            return status;
    } else if (lua_istable(L, -1) && has_field(L, "transform")) {
        return bad_script(program, error, "a plugin says 'api = 1'", "");
    } else {
        rubric_status status = check_handlers(L, program, error);
        if (status != RUBRIC_OK)
            return status;
    }
    set_value(program, "transform", rubric_value_boolean(program->has_transform));
    set_value(program, "writer", rubric_value_boolean(program->has_writer));
    return RUBRIC_OK;
}

struct inspection {
    rubric_program *program;
    rubric_error *error;
    rubric_status status;
};

static int run_and_inspect(lua_State *L) {
    struct inspection *inspection = lua_touserdata(L, 1);
    rubric_chunk_push(L, inspection->program->chunk);
    lua_call(L, 0, 1);
    inspection->status = inspect(L, inspection->program, inspection->error);
    return 0;
}

enum { LOADING_LIMIT = 8 }; // each has the limits of a document and a C stack of its own

// A state of the program's own, in a context with the limits of a document.
static rubric_status new_own_state(struct state **out, rubric_program *program,
                                   rubric_error *error) {
    rubric_context *context;
    if (program->engine->loading >= LOADING_LIMIT)
        return bad_script(program, error, "scripts apply each other while they are loaded", "");
    rubric_status status = rubric_engine_begin(&context, program->engine, error);
    if (status != RUBRIC_OK)
        return status;
    status = rubric_state_new(out, program->engine, context, error);
    if (status != RUBRIC_OK) {
        rubric_context_free(context);
        return status;
    }
    (*out)->own_context = context;
    (*out)->program = program;
    return RUBRIC_OK;
}

rubric_status rubric_program_new(rubric_program **out, rubric_engine *engine,
                                 const struct chunk *chunk, rubric_error *error) {
    rubric_error ignored;
    error = error ? error : &ignored;
    rubric_program *program = rubric_arena_allocate(engine->arena, sizeof *program);
    if (!program)
        return rubric_context_error(engine->context, error);
    program->engine = engine;
    program->chunk = chunk;
    struct state *state;
    rubric_status status = new_own_state(&state, program, error);
    if (status != RUBRIC_OK)
        return status;
    struct inspection inspection = {program, error, RUBRIC_OK};
    lua_pushcfunction(state->L, run_and_inspect);
    lua_pushlightuserdata(state->L, &inspection);
    engine->loading++;
    status = rubric_state_call(state, 1, 0, error);
    engine->loading--;
    if (status == RUBRIC_OK)
        status = inspection.status;
    if (status == RUBRIC_ERROR_SCRIPT && rubric_context_status(engine->context) != RUBRIC_OK)
        status = rubric_context_error(engine->context, error); // what is kept of it found no room
    rubric_state_free(state);
    if (status != RUBRIC_OK)
        return status;
    program->next = engine->programs;
    engine->programs = program;
    *out = program;
    return RUBRIC_OK;
}

// prepare(options): the result stays at the bottom of the state's stack.
static int call_prepare(lua_State *L) {
    rubric_program *program = lua_touserdata(L, 1);
    const rubric_value *options = lua_touserdata(L, 2);
    rubric_chunk_push(L, program->chunk);
    lua_call(L, 0, 1);
    lua_getfield(L, -1, "prepare");
    rubric_lua_push_value(L, options);
    lua_call(L, 1, 1);
    return 1;
}

rubric_status rubric_program_prepare(rubric_program *program, const rubric_value *options,
                                     rubric_error *error) {
    rubric_engine *engine = program->engine;
    if (program->prepared && rubric_value_equal(&program->prepared_options, options))
        return RUBRIC_OK;
    struct state *state;
    rubric_status status = new_own_state(&state, program, error);
    if (status != RUBRIC_OK)
        return status;
    lua_pushcfunction(state->L, call_prepare);
    lua_pushlightuserdata(state->L, program);
    lua_pushlightuserdata(state->L, (void *)(uintptr_t)options);
    engine->loading++;
    status = rubric_state_call(state, 2, 1, error);
    engine->loading--;
    if (status == RUBRIC_OK)
        status = rubric_value_copy(&program->prepared_options, engine->arena, options);
    if (status != RUBRIC_OK) {
        rubric_state_free(state);
        return status;
    }
    if (program->prepared) { // a run that goes on may hold its phrase sets
        program->prepared->next = engine->retired;
        engine->retired = program->prepared;
    }
    program->prepared = state;
    return RUBRIC_OK;
}

static rubric_program *find_loaded(const rubric_engine *engine, const struct chunk *chunk) {
    for (rubric_program *program = engine->programs; program; program = program->next)
        if (program->chunk == chunk)
            return program;
    return NULL;
}

static rubric_status not_found(rubric_engine *engine, const char *name, rubric_error *error) {
    const rubric_value *scripts = rubric_engine_scripts(engine);
    const char *names[200];
    size_t count = 0;
    for (uint32_t i = 0; i < scripts->as.list.count && count < 200; i++) {
        const rubric_value *script = &scripts->as.list.items[i];
        names[count++] = rubric_value_find(script, rubric_slice_of("name"))->as.string.bytes;
    }
    const char *nearest = rubric_nearest(rubric_slice_of(name), names, count);
    return rubric_error_set(error, RUBRIC_ERROR_FILE, "no script '%.60s'%s%s%s", name,
                            nearest ? "; did you mean '" : "", nearest ? nearest : "",
                            nearest ? "'?" : "");
}

rubric_status rubric_program_find(rubric_program **out, rubric_engine *engine, const char *name,
                                  rubric_error *error) {
    rubric_slice slice = rubric_slice_of(name);
    const struct chunk *chunk = rubric_chunk_find(engine, slice);
    if (chunk && find_loaded(engine, chunk)) {
        *out = find_loaded(engine, chunk);
        return RUBRIC_OK;
    }
    rubric_error found = {.status = RUBRIC_OK};
    rubric_buffer source;
    rubric_slice folder;
    const char *display;
    rubric_buffer_init(&source, engine->context);
    rubric_status status = RUBRIC_OK;
    if (!chunk) {
        status = rubric_search_script(engine, slice, rubric_slice_of(""), &source, &folder,
                                      &display, &found);
        if (status == RUBRIC_OK)
            status = rubric_chunk_compile(&chunk, engine, slice, folder, display,
                                          rubric_buffer_slice(&source), error);
        else if (status == RUBRIC_ERROR_FILE && !found.message[0])
            status = not_found(engine, name, error);
        else if (error)
            *error = found;
    }
    rubric_buffer_clear(&source);
    return status == RUBRIC_OK ? rubric_program_new(out, engine, chunk, error) : status;
}

rubric_status rubric_program_load(rubric_program **out, rubric_engine *engine, const char *name,
                                  rubric_error *error) {
    return rubric_program_find(out, engine, name, error);
}

rubric_status rubric_program_compile(rubric_program **out, rubric_engine *engine, const char *name,
                                     rubric_slice source, rubric_error *error) {
    char display[120] = "@";
    strncat(display, name, sizeof display - 2);
    const struct chunk *chunk;
    rubric_status status = rubric_chunk_compile(&chunk, engine, rubric_slice_of(name),
                                                rubric_slice_of(""), display, source, error);
    return status == RUBRIC_OK ? rubric_program_new(out, engine, chunk, error) : status;
}

const rubric_value *rubric_program_description(const rubric_program *program) {
    return &program->description;
}
