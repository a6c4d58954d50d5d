// SPDX-License-Identifier: MIT
// Lua's pattern functions over our counted matcher: `string.*` over bytes, `rubric.pattern` over
// code points. Lua's own never reach a hook, so a pattern could run for ever.
#include "binding.h"

// Upvalue 1 of every function here: whether it works on code points.
static bool is_code_points(lua_State *L) {
    return lua_toboolean(L, lua_upvalueindex(1));
}

static bool find(lua_State *L, rubric_match *match, rubric_slice pattern, rubric_slice text,
                 size_t from, bool code_points) {
    bool found;
    rubric_error error;
    rubric_status status = rubric_pattern_find(&found, match, rubric_lua_state(L)->context, pattern,
                                               text, from, false, code_points, &error);
    if (status != RUBRIC_OK)
        rubric_lua_raise(L, &error);
    return found;
}

void rubric_lua_push_capture(lua_State *L, rubric_slice text, const rubric_match *match,
                             int index) {
    if (match->captures[index].position)
        lua_pushinteger(L, (lua_Integer)match->captures[index].begin + 1);
    else
        lua_pushlstring(L, text.bytes + match->captures[index].begin,
                        match->captures[index].end - match->captures[index].begin);
}

// Pushes the captures, or the whole match when there are none and it is wanted.
static int push_captures(lua_State *L, rubric_slice text, const rubric_match *match, bool whole) {
    luaL_checkstack(L, RUBRIC_PATTERN_CAPTURES + 2, "too many captures");
    for (int i = 0; i < match->count; i++)
        rubric_lua_push_capture(L, text, match, i);
    if (match->count || !whole)
        return match->count;
    lua_pushlstring(L, text.bytes + match->begin, match->end - match->begin);
    return 1;
}

// The 0-based start of a search from the 1-based, perhaps negative argument; SIZE_MAX: past
// the end.
static size_t check_start(lua_State *L, int arg, size_t size) {
    lua_Integer init = luaL_optinteger(L, arg, 1);
    if (init < 0)
        init = (lua_Integer)size + init + 1 > 0 ? (lua_Integer)size + init + 1 : 1;
    if (init == 0)
        init = 1;
    return init > (lua_Integer)size + 1 ? SIZE_MAX : (size_t)init - 1;
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
    rubric_slice text = rubric_lua_check_slice(L, 1), pattern = rubric_lua_check_slice(L, 2);
    size_t start = check_start(L, 3, text.size);
    rubric_match match;
    if (start == SIZE_MAX)
        return lua_pushnil(L), 1;
    if (lua_toboolean(L, 4))
        return find_plain(L, text, pattern, start);
    if (!find(L, &match, pattern, text, start, is_code_points(L)))
        return lua_pushnil(L), 1;
    lua_pushinteger(L, (lua_Integer)match.begin + 1);
    lua_pushinteger(L, (lua_Integer)match.end);
    return 2 + push_captures(L, text, &match, false);
}

// match(s, pattern[, init]) -> captures, or the whole match, or nil
static int pattern_match(lua_State *L) {
    rubric_slice text = rubric_lua_check_slice(L, 1), pattern = rubric_lua_check_slice(L, 2);
    size_t start = check_start(L, 3, text.size);
    rubric_match match;
    if (start == SIZE_MAX || !find(L, &match, pattern, text, start, is_code_points(L)))
        return lua_pushnil(L), 1;
    return push_captures(L, text, &match, true);
}

static size_t step(rubric_slice text, size_t at, bool code_points) {
    size_t size = 1;
    if (code_points && at < text.size)
        rubric_utf8_decode(text, at, &size);
    return at + size;
}

// The next match that is not the empty one where the last ended (Lua 5.4).
static bool find_after(lua_State *L, rubric_match *match, rubric_slice pattern, rubric_slice text,
                       size_t at, size_t last_end, bool code_points) {
    while (at <= text.size && find(L, match, pattern, text, at, code_points)) {
        if (match->end != last_end || match->begin != last_end)
            return true;
        at = step(text, match->end, code_points);
    }
    return false;
}

// Upvalues of the iterator: mode, text, pattern, where to go on, where the last match ended.
static int iterate(lua_State *L) {
    size_t size;
    rubric_slice text, pattern;
    rubric_match match;
    text.bytes = lua_tolstring(L, lua_upvalueindex(2), &size);
    text.size = size;
    pattern.bytes = lua_tolstring(L, lua_upvalueindex(3), &size);
    pattern.size = size;
    lua_Integer at = lua_tointeger(L, lua_upvalueindex(4));
    lua_Integer last_end = lua_tointeger(L, lua_upvalueindex(5));
    if (!find_after(L, &match, pattern, text, (size_t)at,
                    last_end < 0 ? SIZE_MAX : (size_t)last_end, is_code_points(L)))
        return 0;
    lua_pushinteger(L, (lua_Integer)match.end);
    lua_pushvalue(L, -1);
    lua_replace(L, lua_upvalueindex(4));
    lua_replace(L, lua_upvalueindex(5));
    return push_captures(L, text, &match, true);
}

// gmatch(s, pattern[, init]) -> iterator
static int pattern_gmatch(lua_State *L) {
    rubric_slice text = rubric_lua_check_slice(L, 1), pattern = rubric_lua_check_slice(L, 2);
    size_t start = check_start(L, 3, text.size);
    lua_pushboolean(L, is_code_points(L));
    lua_pushvalue(L, 1);
    if (pattern.size && pattern.bytes[0] == '^') { // no anchor here, but the byte itself
        lua_pushliteral(L, "%");
        lua_pushvalue(L, 2);
        lua_concat(L, 2);
    } else {
        lua_pushvalue(L, 2);
    }
    lua_pushinteger(L, (lua_Integer)(start == SIZE_MAX ? text.size + 1 : start));
    lua_pushinteger(L, -1);
    lua_pushcclosure(L, iterate, 5);
    return 1;
}

// Adds a replacement string with %0 to %9.
void rubric_lua_add_expanded(lua_State *L, luaL_Buffer *out, rubric_slice form, rubric_slice text,
                             const rubric_match *match) {
    for (size_t i = 0; i < form.size; i++) {
        if (form.bytes[i] != '%') {
            luaL_addchar(out, form.bytes[i]);
            continue;
        }
        char next = ++i < form.size ? form.bytes[i] : '\0';
        int index = next - '1';
        if (next == '%') {
            luaL_addchar(out, '%');
        } else if (next == '0' || (next == '1' && match->count == 0)) {
            luaL_addlstring(out, text.bytes + match->begin, match->end - match->begin);
        } else if (index >= 0 && index < 9 && index < match->count) {
            rubric_lua_push_capture(L, text, match, index);
            luaL_tolstring(L, -1, NULL);
            lua_remove(L, -2);
            luaL_addvalue(out);
        } else if (index >= 0 && index < 9) {
            luaL_error(L, "invalid capture index %%%d in replacement string", index + 1);
        } else {
            luaL_error(L, "invalid use of '%%' in replacement string");
        }
    }
}

// Adds what a function or table gives for a match; false or nil keeps it.
static void add_looked_up(lua_State *L, luaL_Buffer *out, rubric_slice text,
                          const rubric_match *match) {
    if (lua_isfunction(L, 3)) {
        lua_pushvalue(L, 3);
        lua_call(L, push_captures(L, text, match, true), 1);
    } else {
        rubric_match first = *match;
        first.count = first.count ? 1 : 0;
        push_captures(L, text, &first, true);
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
    rubric_slice text = rubric_lua_check_slice(L, 1), pattern = rubric_lua_check_slice(L, 2);
    int type = lua_type(L, 3);
    luaL_argexpected(L,
                     type == LUA_TNUMBER || type == LUA_TSTRING || type == LUA_TFUNCTION ||
                         type == LUA_TTABLE,
                     3, "string/function/table");
    bool by_form = type == LUA_TNUMBER || type == LUA_TSTRING;
    bool code_points = is_code_points(L);
    bool is_anchored = pattern.size && pattern.bytes[0] == '^';
    lua_Integer limit = luaL_optinteger(L, 4, (lua_Integer)text.size + 1), count = 0;
    rubric_slice form = by_form ? rubric_lua_check_slice(L, 3) : rubric_slice_of("");
    luaL_Buffer out;
    rubric_match match;
    size_t at = 0, last_end = SIZE_MAX;
    luaL_buffinit(L, &out);
    while (count < limit && find_after(L, &match, pattern, text, at, last_end, code_points)) {
        luaL_addlstring(&out, text.bytes + at, match.begin - at);
        if (by_form)
            rubric_lua_add_expanded(L, &out, form, text, &match);
        else
            add_looked_up(L, &out, text, &match);
        rubric_lua_charge(L, 1 + (match.end - at) / 16);
        at = last_end = match.end;
        count++;
        if (is_anchored)
            break;
    }
    luaL_addlstring(&out, text.bytes + at, text.size - at);
    luaL_pushresult(&out);
    lua_pushinteger(L, count);
    return 2;
}

static const luaL_Reg functions[] = {{"find", pattern_find},
                                     {"gmatch", pattern_gmatch},
                                     {"gsub", pattern_gsub},
                                     {"match", pattern_match},
                                     {NULL, NULL}};

int rubric_lua_open_pattern(lua_State *L) {
    lua_createtable(L, 0, 4);
    lua_pushboolean(L, 1);
    luaL_setfuncs(L, functions, 1);
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
    luaL_setfuncs(L, functions, 1);
    lua_pushcfunction(L, string_rep);
    lua_setfield(L, -2, "rep");
    return 0;
}
