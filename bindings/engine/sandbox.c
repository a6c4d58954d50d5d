// SPDX-License-Identifier: MIT
// The environment of restricted scripts: an empty table into which names are copied. What is not
// named here is not there; a golden test lists all that can be reached.
#include <lualib.h>

#include "engine/engine.h"

enum { CHUNK_LIMIT = 1 << 20, RANGE_LIMIT = 10000000 };

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

// Goes on as Lua's own function, in the same call, so that its messages have the name.
static int go_on(lua_State *L) {
    return lua_tocfunction(L, lua_upvalueindex(1))(L);
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
    return go_on(L);
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

// A table without metamethods that could lie about its length or answer for ever.
static lua_Unsigned check_plain_table(lua_State *L, int arg) {
    static const char *const refused[] = {"__len", "__index", "__newindex"};
    luaL_checktype(L, arg, LUA_TTABLE);
    for (int i = 0; i < 3; i++)
        if (luaL_getmetafield(L, arg, refused[i]) != LUA_TNIL)
            luaL_argerror(L, arg, "a table without metamethods is needed");
    return lua_rawlen(L, arg);
}

// table.insert, remove, sort, concat: charged by the length of the table
static int counted_table(lua_State *L) {
    lua_Unsigned length = check_plain_table(L, 1);
    rubric_lua_charge(L, 1 + length / 16);
    return go_on(L);
}

// table.sort: n log n comparisons
static int counted_sort(lua_State *L) {
    lua_Unsigned length = check_plain_table(L, 1), cost = length;
    for (lua_Unsigned n = length; n > 1; n /= 2)
        cost += length;
    rubric_lua_charge(L, 1 + cost);
    return go_on(L);
}

// table.concat(list, separator, i, j) and table.unpack(list, i, j): `arg` is where i stands
static void charge_range(lua_State *L, int arg) {
    lua_Unsigned length = check_plain_table(L, 1);
    lua_Integer i = luaL_optinteger(L, arg, 1);
    lua_Integer j = luaL_optinteger(L, arg + 1, (lua_Integer)length);
    if (j > i && (lua_Unsigned)j - (lua_Unsigned)i > RANGE_LIMIT)
        luaL_error(L, "too many elements");
    rubric_lua_charge(L, j > i ? 1 + (uint64_t)(j - i) : 1);
}

static int counted_concat(lua_State *L) {
    charge_range(L, 3);
    return go_on(L);
}

static int counted_unpack(lua_State *L) {
    charge_range(L, 2);
    return go_on(L);
}

// table.move(from, first, last, at[, to])
static int counted_move(lua_State *L) {
    check_plain_table(L, 1);
    if (!lua_isnoneornil(L, 5))
        check_plain_table(L, 5);
    lua_Integer first = luaL_checkinteger(L, 2), last = luaL_checkinteger(L, 3);
    if (last > first && (lua_Unsigned)last - (lua_Unsigned)first > RANGE_LIMIT)
        return luaL_error(L, "too many elements to move");
    rubric_lua_charge(L, last > first ? 1 + (uint64_t)(last - first) : 1);
    return go_on(L);
}

// load(chunk[, name[, mode[, env]]]): text only, at most 1 MiB
static int text_load(lua_State *L) {
    bool has_env = lua_gettop(L) >= 4;
    if (lua_type(L, 1) == LUA_TSTRING && lua_rawlen(L, 1) > CHUNK_LIMIT)
        return luaL_error(L, "a chunk has at most %d bytes", CHUNK_LIMIT);
    rubric_lua_charge(L, 1 + (lua_type(L, 1) == LUA_TSTRING ? lua_rawlen(L, 1) : 0));
    lua_settop(L, has_env ? 4 : 3);
    lua_pushliteral(L, "t");
    lua_replace(L, 3);
    return go_on(L);
}

// collectgarbage("count")
static int count_memory(lua_State *L) {
    static const char *const options[] = {"count", NULL};
    luaL_checkoption(L, 1, "count", options);
    lua_pushnumber(L, (lua_Number)rubric_context_used(rubric_lua_state(L)->context) / 1024);
    return 1;
}

// next(table[, key]): one step over a long empty part takes long, so the clock is looked at.
static int counted_next(lua_State *L) {
    struct state *state = rubric_state_of(L);
    luaL_checktype(L, 1, LUA_TTABLE);
    unsigned every = state->has_big ? 4 : 64; // such a step is a third of a millisecond at most
    if (++state->looks % every == 0 && !rubric_context_look(state->lua.context))
        rubric_lua_charge(L, 1);
    lua_settop(L, 2);
    if (lua_next(L, 1))
        return 2;
    lua_pushnil(L);
    return 1;
}

static int plain_pairs(lua_State *L) {
    luaL_checkany(L, 1);
    if (luaL_getmetafield(L, 1, "__pairs") == LUA_TNIL) {
        lua_pushcfunction(L, counted_next);
        lua_pushvalue(L, 1);
        lua_pushnil(L);
        return 3;
    }
    lua_pushvalue(L, 1);
    lua_call(L, 1, 3);
    return 3;
}

// Functions that look at the whole string which is their first argument.
static int counted_string(lua_State *L) {
    if (lua_type(L, 1) == LUA_TSTRING)
        rubric_lua_charge(L, 1 + lua_rawlen(L, 1) / 256);
    return go_on(L);
}

static bool is_continuation(rubric_slice text, lua_Integer at) {
    return at < (lua_Integer)text.size && ((unsigned char)text.bytes[at] & 0xC0) == 0x80;
}

// Lua 5.4.4 passes over continuation bytes that belong to nothing: see that none follows.
static int next_code(lua_State *L) {
    static const lua_Integer firsts[] = {0, 0x80, 0x800, 0x10000, 0x200000, 0x4000000, INT64_MAX};
    lua_settop(L, 2);
    if (lua_tocfunction(L, lua_upvalueindex(1))(L) == 0)
        return 0;
    lua_Integer position = lua_tointeger(L, -2), code = lua_tointeger(L, -1);
    int size = 1;
    while (code >= firsts[size])
        size++;
    if (is_continuation(rubric_lua_check_slice(L, 1), position - 1 + size))
        return luaL_error(L, "invalid UTF-8 code");
    return 2;
}

// utf8.codes(s[, lax])
static int checked_codes(lua_State *L) {
    rubric_slice text = rubric_lua_check_slice(L, 1);
    luaL_argcheck(L, !is_continuation(text, 0), 1, "invalid UTF-8 code");
    rubric_lua_charge(L, 1 + text.size / 256);
    go_on(L); // iterator text 0
    lua_pushvalue(L, -3);
    lua_pushcclosure(L, next_code, 1);
    lua_replace(L, -4);
    return 3;
}

// Puts a function of ours with the one it wraps as upvalue into the table on top.
static void wrap_field(lua_State *L, const char *name, lua_CFunction function) {
    lua_getfield(L, -1, name);
    lua_pushcclosure(L, function, 1);
    lua_setfield(L, -2, name);
}

static void wrap_tables(lua_State *L, int env) {
    lua_getfield(L, env, "table");
    wrap_field(L, "insert", counted_table);
    wrap_field(L, "remove", counted_table);
    wrap_field(L, "sort", counted_sort);
    wrap_field(L, "concat", counted_concat);
    wrap_field(L, "unpack", counted_unpack);
    wrap_field(L, "move", counted_move);
    lua_pop(L, 1);
}

static void wrap_strings(lua_State *L, int env) {
    lua_getfield(L, env, "utf8");
    wrap_field(L, "len", counted_string);
    wrap_field(L, "offset", counted_string);
    wrap_field(L, "codes", checked_codes);
    lua_pop(L, 1);
    lua_pushvalue(L, env);
    wrap_field(L, "tonumber", counted_string);
    lua_pushcfunction(L, counted_next);
    lua_setfield(L, -2, "next");
    lua_pushcfunction(L, plain_pairs);
    lua_setfield(L, -2, "pairs");
    lua_pop(L, 1);
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
    lua_getfield(L, -1, "load");
    lua_pushcclosure(L, text_load, 1);
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
    wrap_tables(L, env);
    wrap_strings(L, env);
    seed_random(L, env);
    lua_getfield(L, env, "string");
    wrap_field(L, "format", plain_format);
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
