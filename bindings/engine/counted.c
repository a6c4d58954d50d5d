// SPDX-License-Identifier: MIT
// Functions of Lua that take long in one call: each is charged for what it will do, and refuses
// tables that could lie about their length, before Lua's own is called.
#include "engine/engine.h"

enum { RANGE_LIMIT = 10000000 };

// Goes on as Lua's own function, in the same call, so that its messages have the name.
static int go_on(lua_State *L) {
    return lua_tocfunction(L, lua_upvalueindex(1))(L);
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

static void wrap_tables(lua_State *L) {
    lua_getglobal(L, "table");
    wrap_field(L, "insert", counted_table);
    wrap_field(L, "remove", counted_table);
    wrap_field(L, "sort", counted_sort);
    wrap_field(L, "concat", counted_concat);
    wrap_field(L, "unpack", counted_unpack);
    wrap_field(L, "move", counted_move);
    lua_pop(L, 1);
}

void rubric_counted_open(lua_State *L) {
    wrap_tables(L);
    lua_getglobal(L, "utf8");
    wrap_field(L, "len", counted_string);
    wrap_field(L, "offset", counted_string);
    wrap_field(L, "codes", checked_codes);
    lua_pop(L, 1);
    lua_pushglobaltable(L);
    wrap_field(L, "tonumber", counted_string);
    lua_pop(L, 1);
}
