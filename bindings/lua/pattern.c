// SPDX-License-Identifier: MIT
// Lua's pattern functions over our counted matchers: `string.*` over bytes, `rubric.pattern` over
// code points, methods of regular expressions. Lua's own never reach a hook, so a pattern could run
// for ever.
#include "binding.h"

// Upvalue 1 of every function here: whether it works on code points.
static bool is_code_points(lua_State *L) {
    return lua_toboolean(L, lua_upvalueindex(1));
}

// Where the needle stands: a regular expression may come before the text, so that these functions
// are its methods too.
static int needle_index(lua_State *L) {
    return is_code_points(L) && luaL_testudata(L, 1, REGEX_TYPE) ? 1 : 2;
}

static struct rubric_lua_needle check_arguments(lua_State *L, rubric_slice *text) {
    int index = needle_index(L), other = 3 - index;
    struct rubric_lua_needle needle = rubric_lua_check_needle(L, index, is_code_points(L));
    bool needs_utf8 = needle.regex || needle.phrases || lua_type(L, other) == LUA_TUSERDATA;
    *text = needs_utf8 ? rubric_lua_check_text(L, other) : rubric_lua_check_slice(L, other);
    return needle;
}

static bool is_inside_character(rubric_slice text, size_t at) {
    size_t begin = at, size;
    while (begin > 0 && begin < text.size && at - begin < 3 &&
           ((unsigned char)text.bytes[begin] & 0xC0) == 0x80)
        begin--;
    if (begin == at)
        return false;
    rubric_utf8_decode(text, begin, &size);
    return begin + size > at;
}

size_t rubric_lua_check_start(lua_State *L, int arg, rubric_slice text, bool code_points) {
    lua_Integer init = luaL_optinteger(L, arg, 1), size = (lua_Integer)text.size;
    if (init < 0)
        init = size + init + 1 > 0 ? size + init + 1 : 1;
    if (init == 0)
        init = 1;
    if (init > size + 1)
        return SIZE_MAX;
    if (code_points && is_inside_character(text, (size_t)init - 1))
        luaL_argerror(L, arg, lua_pushfstring(L, "byte %I is inside a character", init));
    return (size_t)init - 1;
}

static int find_plain(lua_State *L, rubric_slice text, rubric_slice needle, size_t start) {
    rubric_lua_charge(L, 1 + (text.size - start) / 64);
    size_t at = rubric_slice_find(text, needle, start);
    if (at == SIZE_MAX)
        return lua_pushnil(L), 1;
    lua_pushinteger(L, (lua_Integer)at + 1);
    lua_pushinteger(L, (lua_Integer)(at + needle.size));
    return 2;
}

// find(s, pattern[, init[, plain]]) -> first, last, captures… or nil
static int pattern_find(lua_State *L) {
    rubric_slice text;
    struct rubric_lua_needle needle = check_arguments(L, &text);
    size_t start = rubric_lua_check_start(L, 3, text, is_code_points(L));
    rubric_match match;
    if (start == SIZE_MAX)
        return lua_pushnil(L), 1;
    if (needle.pattern.bytes && lua_toboolean(L, 4))
        return find_plain(L, text, needle.pattern, start);
    if (!rubric_lua_needle_find(L, &needle, text, start, &match))
        return lua_pushnil(L), 1;
    lua_pushinteger(L, (lua_Integer)match.begin + 1);
    lua_pushinteger(L, (lua_Integer)match.end);
    return 2 + rubric_lua_push_captures(L, text, &match, false);
}

// match(s, pattern[, init]) -> captures, or the whole match, or nil
static int pattern_match(lua_State *L) {
    rubric_slice text;
    struct rubric_lua_needle needle = check_arguments(L, &text);
    size_t start = rubric_lua_check_start(L, 3, text, is_code_points(L));
    rubric_match match;
    if (start == SIZE_MAX || !rubric_lua_needle_find(L, &needle, text, start, &match))
        return lua_pushnil(L), 1;
    return rubric_lua_push_captures(L, text, &match, true);
}

// Upvalues of the iterator: mode, text, needle, where to go on, where the last match ended.
static int iterate(lua_State *L) {
    size_t size;
    rubric_match match;
    const char *bytes = lua_tolstring(L, lua_upvalueindex(2), &size);
    rubric_slice text = rubric_slice_make(bytes, size);
    struct rubric_lua_needle needle =
        rubric_lua_check_needle(L, lua_upvalueindex(3), is_code_points(L));
    lua_Integer at = lua_tointeger(L, lua_upvalueindex(4));
    lua_Integer last_end = lua_tointeger(L, lua_upvalueindex(5));
    if (!rubric_lua_needle_find_after(L, &needle, text, (size_t)at,
                                      last_end < 0 ? SIZE_MAX : (size_t)last_end, &match))
        return 0;
    lua_pushinteger(L, (lua_Integer)match.end);
    lua_pushvalue(L, -1);
    lua_replace(L, lua_upvalueindex(4));
    lua_replace(L, lua_upvalueindex(5));
    return rubric_lua_push_captures(L, text, &match, true);
}

// gmatch(s, pattern[, init]) -> iterator
static int pattern_gmatch(lua_State *L) {
    rubric_slice text;
    struct rubric_lua_needle needle = check_arguments(L, &text);
    size_t start = rubric_lua_check_start(L, 3, text, is_code_points(L));
    lua_pushboolean(L, is_code_points(L));
    lua_pushlstring(L, text.size ? text.bytes : "", text.size);
    if (needle.is_anchored) { // no anchor here, but the byte
        lua_pushliteral(L, "%");
        lua_pushvalue(L, 2);
        lua_concat(L, 2);
    } else {
        lua_pushvalue(L, needle_index(L));
    }
    lua_pushinteger(L, (lua_Integer)(start == SIZE_MAX ? text.size + 1 : start));
    lua_pushinteger(L, -1);
    lua_pushcclosure(L, iterate, 5);
    return 1;
}

// Adds what a function or table gives for a match; false or nil keeps it.
static void add_looked_up(lua_State *L, luaL_Buffer *out, rubric_slice text,
                          const rubric_match *match) {
    if (lua_isfunction(L, 3)) {
        lua_pushvalue(L, 3);
        lua_call(L, rubric_lua_push_captures(L, text, match, true), 1);
    } else {
        rubric_match first = *match;
        first.count = first.count ? 1 : 0;
        rubric_lua_push_captures(L, text, &first, true);
        lua_gettable(L, 3);
    }
    if (!lua_toboolean(L, -1)) {
        lua_pop(L, 1);
        luaL_addlstring(out, text.bytes + match->begin, match->end - match->begin);
        return;
    }
    if (!lua_isstring(L, -1))
        luaL_error(L, "invalid replacement value (a %s)", luaL_typename(L, -1));
    luaL_addvalue(out);
}

// gsub(s, pattern, replacement[, n]) -> string, number of matches
static int pattern_gsub(lua_State *L) {
    rubric_slice text;
    struct rubric_lua_needle needle = check_arguments(L, &text);
    int type = lua_type(L, 3);
    luaL_argexpected(L,
                     type == LUA_TNUMBER || type == LUA_TSTRING || type == LUA_TFUNCTION ||
                         type == LUA_TTABLE,
                     3, "string/function/table");
    bool by_form = type == LUA_TNUMBER || type == LUA_TSTRING;
    lua_Integer limit = luaL_optinteger(L, 4, (lua_Integer)text.size + 1), count = 0;
    rubric_slice form = by_form ? rubric_lua_check_slice(L, 3) : rubric_slice_of("");
    luaL_Buffer out;
    rubric_match match;
    size_t at = 0, last_end = SIZE_MAX;
    luaL_buffinit(L, &out);
    while (count < limit && rubric_lua_needle_find_after(L, &needle, text, at, last_end, &match)) {
        luaL_addlstring(&out, text.bytes + at, match.begin - at);
        if (by_form)
            rubric_lua_add_expanded(L, &out, form, text, &match);
        else
            add_looked_up(L, &out, text, &match);
        rubric_lua_charge(L, 1 + (match.end - at) / 16);
        at = last_end = match.end;
        count++;
        if (needle.is_anchored)
            break;
    }
    luaL_addlstring(&out, text.bytes + at, text.size - at);
    luaL_pushresult(&out);
    lua_pushinteger(L, count);
    return 2;
}

const luaL_Reg rubric_lua_pattern_functions[] = {{"find", pattern_find},
                                                 {"gmatch", pattern_gmatch},
                                                 {"gsub", pattern_gsub},
                                                 {"match", pattern_match},
                                                 {NULL, NULL}};

int rubric_lua_open_pattern(lua_State *L) {
    lua_createtable(L, 0, 4);
    lua_pushboolean(L, 1);
    luaL_setfuncs(L, rubric_lua_pattern_functions, 1);
    return 1;
}

// string.rep(s, n[, separator]): Lua's own copies nothing 2^62 times when both are empty
static int string_rep(lua_State *L) {
    rubric_slice text = rubric_lua_check_slice(L, 1), separator = {"", 0};
    lua_Integer n = luaL_checkinteger(L, 2);
    if (!lua_isnoneornil(L, 3))
        separator = rubric_lua_check_slice(L, 3);
    size_t unit = text.size + separator.size;
    if (n <= 0 || unit == 0)
        return lua_pushliteral(L, ""), 1;
    if ((uint64_t)n > (uint64_t)LUA_MAXINTEGER / unit)
        return luaL_error(L, "resulting string too large");
    size_t size = (size_t)n * unit - separator.size;
    rubric_lua_charge(L, size / 16 + 1);
    luaL_Buffer out;
    char *at = luaL_buffinitsize(L, &out, size);
    for (lua_Integer i = 0; i < n; i++) {
        memcpy(at, text.bytes, text.size);
        at += text.size;
        if (separator.size && i + 1 < n) {
            memcpy(at, separator.bytes, separator.size);
            at += separator.size;
        }
    }
    luaL_pushresultsize(&out, size);
    return 1;
}

// The `string` table on top of the stack gets counted functions in place of Lua's own.
int rubric_lua_open_string(lua_State *L) {
    lua_pushboolean(L, 0);
    luaL_setfuncs(L, rubric_lua_pattern_functions, 1);
    lua_pushcfunction(L, string_rep);
    lua_setfield(L, -2, "rep");
    return 0;
}
