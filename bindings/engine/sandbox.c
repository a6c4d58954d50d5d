// SPDX-License-Identifier: MIT
// The environment of restricted scripts: an empty table into which names are copied. What is not
// named here is not there; a golden test lists all that can be reached.
#include <lualib.h>

#include "engine/engine.h"

static const char *const base_names[] = {"assert", "error",    "getmetatable", "ipairs",   "next",
                                         "pairs",  "rawequal", "rawget",       "rawlen",   "rawset",
                                         "select", "tonumber", "type",         "_VERSION", NULL};

static const char *const string_names[] = {"byte",  "char",   "format",   "len",
                                           "lower", "pack",   "packsize", "reverse",
                                           "sub",   "unpack", "upper",    NULL};

static const char *const table_names[] = {"concat", "insert", "move",   "pack",
                                          "remove", "sort",   "unpack", NULL};

static const char *const utf8_names[] = {"char", "charpattern", "codepoint", "codes",
                                         "len",  "offset",      NULL};

static const char *const coroutine_names[] = {
    "close", "create", "isyieldable", "resume", "running", "status", "wrap", "yield", NULL};

static const char *const math_names[] = {
    "abs", "acos",       "asin", "atan",      "ceil", "cos",    "deg",
    "exp", "floor",      "fmod", "huge",      "log",  "max",    "maxinteger",
    "min", "mininteger", "modf", "pi",        "rad",  "random", "randomseed",
    "sin", "sqrt",       "tan",  "tointeger", "type", "ult",    NULL};

// Copies the named fields of the table on top into a new one, in its place.
static void copy_named(lua_State *L, const char *const *names) {
    lua_newtable(L); // library copy
    for (; *names; names++) {
        lua_getfield(L, -2, *names);
        lua_setfield(L, -2, *names);
    }
    lua_remove(L, -2);
}

static void copy_library(lua_State *L, lua_CFunction open, const char *name,
                         const char *const *names, int env) {
    lua_pushcfunction(L, open);
    lua_call(L, 0, 1);
    copy_named(L, names);
    lua_setfield(L, env, name);
}

// tostring without addresses: they differ from run to run and help an attacker.
static int plain_tostring(lua_State *L) {
    luaL_checkany(L, 1);
    int type = lua_type(L, 1);
    if (type == LUA_TNIL || type == LUA_TBOOLEAN || type == LUA_TNUMBER || type == LUA_TSTRING ||
        luaL_getmetafield(L, 1, "__tostring") != LUA_TNIL) {
        lua_settop(L, 1);
        luaL_tolstring(L, 1, NULL);
        return 1;
    }
    if (luaL_getmetafield(L, 1, "__name") == LUA_TSTRING)
        return 1;
    lua_pushstring(L, luaL_typename(L, 1));
    return 1;
}

// string.format with our tostring for `%s`, and no `%p`.
static int plain_format(lua_State *L) {
    size_t size;
    const char *format = luaL_checklstring(L, 1, &size);
    for (size_t i = 0; i + 1 < size; i++) {
        if (format[i] != '%')
            continue;
        i++;
        while (i < size && strchr("-+ #0123456789.", format[i]) && format[i])
            i++;
        if (i < size && format[i] == 'p')
            return luaL_error(L, "'%%p' shows addresses, which scripts do not see");
    }
    int count = lua_gettop(L);
    for (int i = 2; i <= count; i++) {
        int type = lua_type(L, i);
        if (type != LUA_TTABLE && type != LUA_TUSERDATA && type != LUA_TFUNCTION &&
            type != LUA_TTHREAD)
            continue;
        lua_pushcfunction(L, plain_tostring);
        lua_pushvalue(L, i);
        lua_call(L, 1, 1);
        lua_replace(L, i);
    }
    rubric_lua_charge(L, size);
    return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

// Whether the values of a table, given its metatable, are weak.
static bool has_weak_values(lua_State *L, int metatable) {
    lua_pushliteral(L, "__mode");
    bool is_weak =
        lua_rawget(L, metatable) == LUA_TSTRING && strchr(lua_tostring(L, -1), 'v') != NULL;
    lua_pop(L, 1);
    return is_weak;
}

static bool has_new_index(lua_State *L, int metatable) {
    lua_pushliteral(L, "__newindex");
    bool has = lua_rawget(L, metatable) == LUA_TTABLE;
    lua_pop(L, 1);
    return has;
}

// A metatable with weak values whose `__newindex` is a table: Lua 5.4.4 uses that table after an
// emergency collection has freed it.
static void refuse_weak_metatable(lua_State *L) {
    bool is_weak = has_weak_values(L, 2) && has_new_index(L, 1);
    if (!is_weak && has_new_index(L, 2)) {
        is_weak = has_weak_values(L, 2);
        if (!is_weak && lua_getmetatable(L, 2)) {
            is_weak = has_weak_values(L, lua_gettop(L));
            lua_pop(L, 1);
        }
    }
    if (is_weak)
        luaL_error(L, "a metatable with weak values has no table as '__newindex' here");
}

// setmetatable that refuses what Lua 5.4.4 cannot bear: finalizers run without hooks, and
// `__concat` reaches a bug that corrupts memory.
static int plain_setmetatable(lua_State *L) {
    static const char *const refused[] = {"__gc", "__concat"};
    int type = lua_type(L, 2);
    luaL_checktype(L, 1, LUA_TTABLE);
    luaL_argexpected(L, type == LUA_TNIL || type == LUA_TTABLE, 2, "nil or table");
    if (luaL_getmetafield(L, 1, "__metatable") != LUA_TNIL)
        return luaL_error(L, "cannot change a protected metatable");
    for (int i = 0; type == LUA_TTABLE && i < 2; i++) {
        lua_pushstring(L, refused[i]);
        if (lua_rawget(L, 2) != LUA_TNIL)
            return luaL_error(L, "'%s' is not for restricted scripts", refused[i]);
        lua_pop(L, 1);
    }
    if (type == LUA_TTABLE)
        refuse_weak_metatable(L);
    lua_settop(L, 2);
    lua_setmetatable(L, 1);
    return 1;
}

// collectgarbage("count")
static int count_memory(lua_State *L) {
    static const char *const options[] = {"count", NULL};
    luaL_checkoption(L, 1, "count", options);
    lua_pushnumber(L, (lua_Number)rubric_context_used(rubric_lua_state(L)->context) / 1024);
    return 1;
}

static void seed_random(lua_State *L, int env) {
    lua_getfield(L, env, "math");
    lua_getfield(L, -1, "randomseed"); // the same numbers in every run
    lua_pushinteger(L, 1);
    lua_call(L, 1, 0);
    lua_pop(L, 1);
}

void rubric_sandbox_open(lua_State *L) {
    lua_newtable(L); // env
    int env = lua_gettop(L);
    lua_pushcfunction(L, luaopen_base);
    lua_call(L, 0, 1); // env base
    lua_pushcfunction(L, rubric_load);
    lua_setfield(L, env, "load");
    for (const char *const *name = base_names; *name; name++) {
        lua_getfield(L, -1, *name);
        lua_setfield(L, env, *name);
    }
    lua_pop(L, 1);
    copy_library(L, luaopen_string, "string", string_names, env);
    copy_library(L, luaopen_table, "table", table_names, env);
    copy_library(L, luaopen_utf8, "utf8", utf8_names, env);
    copy_library(L, luaopen_coroutine, "coroutine", coroutine_names, env);
    copy_library(L, luaopen_math, "math", math_names, env);
    seed_random(L, env);
    lua_getfield(L, env, "string");
    lua_getfield(L, -1, "format");
    lua_pushcclosure(L, plain_format, 1);
    lua_setfield(L, -2, "format");
    lua_pop(L, 1);
    lua_pushcfunction(L, plain_tostring);
    lua_setfield(L, env, "tostring");
    lua_pushcfunction(L, plain_setmetatable);
    lua_setfield(L, env, "setmetatable");
    lua_pushcfunction(L, count_memory);
    lua_setfield(L, env, "collectgarbage");
    lua_pushvalue(L, env);
    lua_setfield(L, env, "_G");
    lua_rawseti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
    lua_pushnil(L); // nothing can reach what the libraries left behind
    lua_setfield(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
    rubric_counted_open(L);
    rubric_pairs_open(L);
}

// print(…) and warn(…): one line of the host's log
static int log_line(lua_State *L) {
    const rubric_host *host = rubric_state_of(L)->engine->host;
    luaL_Buffer line;
    int count = lua_gettop(L);
    luaL_buffinit(L, &line);
    for (int i = 1; i <= count; i++) {
        if (i > 1)
            luaL_addchar(&line, '\t');
        lua_pushcfunction(L, plain_tostring);
        lua_pushvalue(L, i);
        lua_call(L, 1, 1);
        luaL_addvalue(&line);
    }
    luaL_pushresult(&line);
    rubric_lua_charge(L, 64 + lua_rawlen(L, -1));
    if (host->log)
        host->log(host->user, rubric_lua_check_slice(L, lua_gettop(L)));
    return 0;
}

void rubric_sandbox_open_shared(lua_State *L) {
    lua_pushglobaltable(L); // env
    lua_getfield(L, -1, "string");
    rubric_lua_open_string(L);
    lua_pushliteral(L, ""); // one metatable for strings, which scripts cannot reach
    lua_getmetatable(L, -1);
    lua_pushvalue(L, -3);
    lua_setfield(L, -2, "__index");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_pop(L, 3); // env
    lua_pushcfunction(L, log_line);
    lua_setfield(L, -2, "print");
    lua_pushcfunction(L, log_line);
    lua_setfield(L, -2, "warn");
    lua_pop(L, 1);
}
