// SPDX-License-Identifier: MIT
// Functions that the host defines: kept by the engine, seen by scripts as modules of the host.
#include "engine/engine.h"

static bool is_word(rubric_slice word) {
    for (size_t i = 0; i < word.size; i++) {
        char lower = (char)(word.bytes[i] | 0x20);
        bool is_digit = word.bytes[i] >= '0' && word.bytes[i] <= '9';
        if (!(lower >= 'a' && lower <= 'z') && word.bytes[i] != '_' && !(is_digit && i > 0))
            return false;
    }
    return word.size > 0;
}

// "host" and "lookup" of "host.lookup".
static bool split(rubric_slice whole, rubric_slice *module, rubric_slice *name) {
    size_t dot = rubric_slice_find(whole, rubric_slice_of("."), 0);
    if (dot == SIZE_MAX)
        return false;
    *module = rubric_slice_part(whole, 0, dot);
    *name = rubric_slice_part(whole, dot + 1, whole.size);
    return is_word(*module) && is_word(*name) &&
           !rubric_slice_equal(*module, rubric_slice_of("rubric"));
}

static struct host_function *find(const rubric_engine *engine, rubric_slice module,
                                  rubric_slice name) {
    for (struct host_function *at = engine->functions; at; at = at->next)
        if (rubric_slice_equal(rubric_slice_of(at->module), module) &&
            rubric_slice_equal(rubric_slice_of(at->name), name))
            return at;
    return NULL;
}

static struct host_function *add(rubric_engine *engine, rubric_slice module, rubric_slice name) {
    struct host_function *added = rubric_arena_allocate(engine->arena, sizeof *added);
    if (!added)
        return NULL;
    added->module = rubric_arena_string(engine->arena, module);
    added->name = rubric_arena_string(engine->arena, name);
    if (!added->module || !added->name)
        return NULL;
    added->next = engine->functions;
    engine->functions = added;
    return added;
}

rubric_status rubric_engine_define(rubric_engine *engine, const char *name,
                                   rubric_function function, void *user, rubric_error *error) {
    rubric_slice module, part;
    if (rubric_is_missing(name, "name", error) || !rubric_engine_enter(engine, error))
        return RUBRIC_ERROR_ARGUMENT;
    rubric_status status = RUBRIC_OK;
    if (!function)
        status = rubric_error_set(error, RUBRIC_ERROR_ARGUMENT, "'function' is NULL");
    else if (!split(rubric_slice_of(name), &module, &part))
        status = rubric_error_set(error, RUBRIC_ERROR_ARGUMENT,
                                  "'%.60s' is no name of a function of a host, such as "
                                  "'host.lookup'",
                                  name);
    if (status == RUBRIC_OK) {
        struct host_function *defined = find(engine, module, part);
        if (!defined)
            defined = add(engine, module, part);
        if (defined) {
            defined->function = function;
            defined->user = user;
        } else {
            status = rubric_context_error(engine->context, error);
        }
    }
    rubric_engine_leave(engine);
    return status;
}

// The arguments on the stack as one list.
static rubric_value check_arguments(lua_State *L, rubric_arena *arena) {
    rubric_value list = rubric_value_list();
    int count = lua_gettop(L);
    for (int i = 1; i <= count; i++) {
        rubric_value item =
            lua_isnil(L, i) ? rubric_value_null() : rubric_lua_check_value(L, i, arena);
        if (rubric_value_append(arena, &list, item) != RUBRIC_OK)
            luaL_error(L, "not enough memory");
    }
    return list;
}

static int fail(lua_State *L, const struct host_function *called, const rubric_error *error) {
    switch (error->status) {
    case RUBRIC_ERROR_MEMORY:
    case RUBRIC_ERROR_TIME:
    case RUBRIC_ERROR_INTERRUPTED:
        rubric_context_fail(rubric_lua_state(L)->context, error->status);
        rubric_lua_charge(L, 1); // raises it
        break;
    case RUBRIC_ERROR_ARGUMENT:
        return luaL_error(L, "%s.%s: %s", called->module, called->name, error->message);
    default:
        break;
    }
    lua_pushnil(L);
    lua_pushstring(L, error->message);
    lua_pushstring(L, rubric_status_name(error->status));
    return 3;
}

// module.name(…) -> the value, or nil, message, name of the status
static int call(lua_State *L) {
    const struct host_function *called = lua_touserdata(L, lua_upvalueindex(1));
    rubric_arena *arena = rubric_lua_arena(L);
    rubric_value arguments = check_arguments(L, arena), result = rubric_value_null();
    rubric_error error = {.status = RUBRIC_OK};
    rubric_lua_charge(L, 64);
    error.status = called->function(called->user, &arguments, &result, arena, &error);
    if (error.status != RUBRIC_OK)
        return fail(L, called, &error);
    if (!rubric_context_look(rubric_lua_state(L)->context))
        rubric_lua_charge(L, 1); // its time counts
    if (result.type == RUBRIC_VALUE_NULL)
        lua_pushnil(L);
    else
        rubric_lua_push_value(L, &result);
    return 1;
}

bool rubric_functions_push(lua_State *L, const char *module) {
    bool is_there = false;
    for (struct host_function *at = rubric_state_of(L)->engine->functions; at; at = at->next) {
        if (strcmp(at->module, module) != 0)
            continue;
        if (!is_there)
            lua_newtable(L);
        is_there = true;
        lua_pushlightuserdata(L, at);
        lua_pushcclosure(L, call, 1);
        lua_setfield(L, -2, at->name);
    }
    if (is_there)
        rubric_lua_refuse_unknown(L, module);
    return is_there;
}
