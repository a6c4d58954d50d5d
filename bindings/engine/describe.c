// SPDX-License-Identifier: MIT
// What a script file returned, looked at once: what kind of script it is, what it says of itself
// and every slip that can be found before it runs.
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
    return rubric_error_set(error, RUBRIC_ERROR_SCRIPT, "%.*s: %s%s", (int)program->chunk.name.size,
                            program->chunk.name.bytes, message, what);
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
            (int)program->chunk.name.size, program->chunk.name.bytes, key,
            nearest ? "; did you mean '" : "", nearest ? nearest : "", nearest ? "'?" : "");
        lua_pop(L, 2);
        return status;
    }
    return RUBRIC_OK;
}

static void set_value(rubric_program *program, const char *key, rubric_value value) {
    rubric_value_set(program->arena, &program->description, rubric_slice_of(key), value);
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

// What it asks for, each checked: a slip here would be found only when it is refused.
static void describe_permissions(lua_State *L, rubric_program *program) {
    rubric_value list = rubric_value_list();
    int type = lua_getfield(L, -1, "permissions");
    if (type == LUA_TTABLE && lua_rawlen(L, -1) > 0)
        list = rubric_lua_check_value(L, -1, program->arena);
    else if (type != LUA_TNIL && (type != LUA_TTABLE || (lua_pushnil(L), lua_next(L, -2))))
        luaL_error(L, "'permissions' is a list, such as {\"read:data\"}");
    lua_pop(L, 1);
    for (uint32_t i = 0; i < list.as.list.count; i++) {
        const rubric_value *item = &list.as.list.items[i];
        rubric_error error;
        if (item->type != RUBRIC_VALUE_STRING)
            luaL_error(L, "'permissions' is a list of strings, such as {\"read:data\"}");
        if (rubric_permission_check(item->as.string, &error) != RUBRIC_OK)
            luaL_error(L, "%s", error.message);
    }
    program->permissions = list;
    set_value(program, "permissions", list);
}

static void describe_plugin(lua_State *L, rubric_program *program) {
    rubric_arena *arena = program->arena;
    for (const char *const *key = described; *key; key++) {
        if (lua_getfield(L, -1, *key) != LUA_TNIL)
            set_value(program, *key, rubric_lua_check_value(L, -1, arena));
        lua_pop(L, 1);
    }
    describe_permissions(L, program);
    rubric_value options = rubric_value_map();
    if (lua_getfield(L, -1, "options") != LUA_TNIL)
        options = rubric_lua_check_value(L, -1, arena);
    lua_pop(L, 1);
    if (options.type != RUBRIC_VALUE_MAP)
        luaL_error(L, "'options' is a table from name to {type = …, default = …}");
    for (uint32_t i = 0; i < options.as.map.count; i++) {
        rubric_slice name = options.as.map.entries[i].key;
        if (options.as.map.entries[i].value.type != RUBRIC_VALUE_MAP)
            luaL_error(L, "option '%s' is not described by a table {type = …, default = …}",
                       lua_pushlstring(L, name.bytes, name.size));
    }
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
    rubric_status status = rubric_selector_new(&compiled, program->context, text, &why);
    if (status == RUBRIC_OK)
        rubric_selector_free(compiled);
    else if (status == RUBRIC_ERROR_SYNTAX)
        return rubric_error_set(error, RUBRIC_ERROR_SCRIPT, "%.*s: handler '%.60s', column %u: %s",
                                (int)program->chunk.name.size, program->chunk.name.bytes, selector,
                                why.column, why.message);
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
rubric_status rubric_program_describe(lua_State *L, rubric_program *program, rubric_error *error) {
    program->description = rubric_value_map();
    set_value(program, "name", rubric_value_string(plain_name(program->chunk.name)));
    set_value(program, "options", rubric_value_map());
    program->permissions = rubric_value_list();
    set_value(program, "permissions", program->permissions);
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
