// SPDX-License-Identifier: MIT
// rubric.regex: regular expressions (PCRE2). User value 1 of one is its source, 2 its flags.
#include "binding.h"

enum { SHOWN = 60 }; // bytes of a malformed expression

static int regex_collect(lua_State *L) {
    rubric_regex **box = luaL_checkudata(L, 1, REGEX_TYPE);
    rubric_regex_free(*box);
    *box = NULL;
    return 0;
}

rubric_regex *rubric_lua_check_regex(lua_State *L, int arg) {
    rubric_regex **box = luaL_checkudata(L, arg, REGEX_TYPE);
    luaL_argcheck(L, *box != NULL, arg, "the regular expression is closed");
    return *box;
}

static unsigned read_flags(lua_State *L, int arg) {
    static const char letters[] = "imsx"; // in the order of rubric_regex_flags
    unsigned flags = 0;
    for (const char *flag = luaL_optstring(L, arg, ""); *flag; flag++) {
        const char *known = strchr(letters, *flag);
        if (known == NULL)
            luaL_argerror(L, arg,
                          lua_pushfstring(L,
                                          "unknown flag '%c'; there are i (any case), m (^ and $ "
                                          "at lines), s (. at line ends), x (blanks and comments)",
                                          *flag));
        flags |= 1u << (known - letters);
    }
    return flags;
}

// compile(pattern[, flags]) -> regular expression
static int regex_compile(lua_State *L) {
    rubric_slice pattern = rubric_lua_check_slice(L, 1);
    unsigned flags = read_flags(L, 2);
    struct rubric_lua *state = rubric_lua_state(L);
    if (state->is_trusted)
        flags |= RUBRIC_REGEX_UNCOUNTED;
    lua_settop(L, 2);
    rubric_error error;
    rubric_regex **box = lua_newuserdatauv(L, sizeof *box, 2);
    *box = NULL;
    luaL_setmetatable(L, REGEX_TYPE);
    if (rubric_regex_new(box, state->context, pattern, flags, &error) != RUBRIC_OK) {
        if (error.status == RUBRIC_ERROR_SYNTAX) {
            bool is_long = pattern.size > SHOWN;
            size_t shown = is_long ? rubric_utf8_floor(pattern, SHOWN) : pattern.size;
            return luaL_error(L, "regular expression '%s'%s, column %d: %s",
                              lua_pushlstring(L, pattern.bytes, shown), is_long ? "…" : "",
                              (int)error.column, error.message);
        }
        return rubric_lua_raise(L, &error);
    }
    lua_pushvalue(L, 1);
    lua_setiuservalue(L, -2, 1);
    lua_pushvalue(L, 2);
    lua_setiuservalue(L, -2, 2);
    return 1;
}

void rubric_lua_copy_regex(lua_State *to, lua_State *from, int index) {
    size_t size;
    lua_pushcfunction(to, regex_compile);
    lua_getiuservalue(from, index, 1);
    const char *pattern = lua_tolstring(from, -1, &size);
    lua_pushlstring(to, pattern, size);
    lua_getiuservalue(from, index, 2);
    lua_pushstring(to, luaL_optstring(from, -1, ""));
    lua_pop(from, 2);
    lua_call(to, 2, 1);
}

// escape(s) -> a regular expression that matches s itself
static int regex_escape(lua_State *L) {
    rubric_slice text = rubric_lua_check_text(L, 1);
    rubric_buffer *out = rubric_lua_scratch(L);
    rubric_regex_escape(out, text);
    return rubric_lua_push_buffer(L, out);
}

void rubric_lua_set_names(lua_State *L, const rubric_regex *regex, rubric_slice text,
                          const rubric_match *match) {
    rubric_slice name;
    int capture;
    for (size_t i = 0; (name = rubric_regex_name(regex, i, &capture)).bytes != NULL; i++) {
        lua_pushlstring(L, name.bytes, name.size);
        rubric_lua_push_capture(L, text, match, capture);
        lua_rawset(L, -3);
    }
}

// regex:captures(s[, init]) -> {first, last, [1] = …, name = …} of the first match, or nil
static int regex_captures(lua_State *L) {
    struct rubric_lua_needle needle = rubric_lua_check_needle(L, 1, true);
    rubric_slice text = rubric_lua_check_text(L, 2);
    rubric_match match;
    size_t start = rubric_lua_check_start(L, 3, text, true);
    if (start == SIZE_MAX || !rubric_lua_needle_find(L, &needle, text, start, &match))
        return lua_pushnil(L), 1;
    lua_createtable(L, match.count, 2);
    lua_pushinteger(L, (lua_Integer)match.begin + 1);
    lua_setfield(L, -2, "first");
    lua_pushinteger(L, (lua_Integer)match.end);
    lua_setfield(L, -2, "last");
    for (int i = 0; i < match.count; i++) {
        rubric_lua_push_capture(L, text, &match, i);
        lua_rawseti(L, -2, i + 1);
    }
    rubric_lua_set_names(L, needle.regex, text, &match);
    return 1;
}

static int regex_to_string(lua_State *L) {
    luaL_checkudata(L, 1, REGEX_TYPE);
    lua_getiuservalue(L, 1, 2);
    const char *flags = luaL_optstring(L, -1, "");
    lua_getiuservalue(L, 1, 1);
    lua_pushfstring(L, "regex /%s/%s", lua_tostring(L, -1), flags);
    return 1;
}

int rubric_lua_open_regex(lua_State *L) {
    static const luaL_Reg methods[] = {{"captures", regex_captures}, {NULL, NULL}};
    static const luaL_Reg metamethods[] = {
        {"__gc", regex_collect}, {"__tostring", regex_to_string}, {NULL, NULL}};
    static const luaL_Reg functions[] = {
        {"compile", regex_compile}, {"escape", regex_escape}, {NULL, NULL}};
    rubric_lua_new_type(L, REGEX_TYPE, methods, metamethods);
    luaL_getmetatable(L, REGEX_TYPE);
    lua_getfield(L, -1, "methods");
    lua_pushboolean(L, 1); // over code points
    luaL_setfuncs(L, rubric_lua_pattern_functions, 1);
    rubric_lua_refuse_unknown(L, "a regular expression");
    lua_pop(L, 2);
    luaL_newlib(L, functions);
    return 1;
}
