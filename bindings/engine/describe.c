// SPDX-License-Identifier: MIT
// What a script file returned, looked at once: what kind of script it is, what it says of itself
// and every slip that can be found before it runs.
#include "engine/engine.h"

// Every key that a plugin may have; another one is a slip of the pen.
static const char *const plugin_keys[] = {
    "api",  "corpus",  "description", "examples", "handlers", "license", "markdown",
    "name", "options", "permissions", "prepare",  "reader",   "rules",   "transform",
    "uses", "value",   "version",     "writer",   NULL};

// What a plugin may say of itself, and in what form.
static const struct described {
    const char *key;
    rubric_value_type type;
    const char *form;
} described[] = {{"name", RUBRIC_VALUE_STRING, "a string"},
                 {"version", RUBRIC_VALUE_STRING, "a string"},
                 {"description", RUBRIC_VALUE_STRING, "a string"},
                 {"license", RUBRIC_VALUE_STRING, "a string"},
                 {"examples", RUBRIC_VALUE_LIST, "a list of strings"},
                 {"uses", RUBRIC_VALUE_LIST, "a list of strings"},
                 {"value", RUBRIC_VALUE_BOOLEAN, "true or false"},
                 {NULL, RUBRIC_VALUE_NULL, NULL}};

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

static bool is_list_of_strings(const rubric_value *value) {
    if (value->type != RUBRIC_VALUE_LIST)
        return false;
    for (uint32_t i = 0; i < value->as.list.count; i++)
        if (value->as.list.items[i].type != RUBRIC_VALUE_STRING)
            return false;
    return true;
}

// What a plugin says of itself beside its options and permissions. An empty table is a map.
static void describe_texts(lua_State *L, rubric_program *program) {
    for (const struct described *at = described; at->key; at++) {
        if (lua_getfield(L, -1, at->key) != LUA_TNIL) {
            rubric_value value = rubric_lua_check_value(L, -1, program->arena);
            if (value.type == RUBRIC_VALUE_MAP && value.as.map.count == 0)
                value = rubric_value_list();
            if (at->type == RUBRIC_VALUE_LIST ? !is_list_of_strings(&value)
                                              : value.type != at->type)
                luaL_error(L, "'%s' is %s, not a %s", at->key, at->form, luaL_typename(L, -1));
            set_value(program, at->key, value);
        }
        lua_pop(L, 1);
    }
}

static void describe_plugin(lua_State *L, rubric_program *program) {
    rubric_arena *arena = program->arena;
    describe_texts(L, program);
    describe_permissions(L, program);
    rubric_value options = rubric_value_map();
    if (lua_getfield(L, -1, "options") != LUA_TNIL)
        options = rubric_lua_check_value(L, -1, arena);
    lua_pop(L, 1);
    rubric_declarations_check(L, &options);
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
