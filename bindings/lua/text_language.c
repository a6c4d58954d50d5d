// SPDX-License-Identifier: MIT
// rubric.text, continued: which language and which script a text is in.
#include "binding.h"

enum { ROOM = 8 }; // candidates that languages() lists

static bool is_known(rubric_slice code) {
    size_t size = 0;
    while (size < code.size && code.bytes[size] != '-')
        size++;
    code.size = size;
    const char *known;
    for (size_t i = 0; (known = rubric_language_known(i)) != NULL; i++) {
        if (rubric_slice_equal_fold(code, rubric_slice_of(known)))
            return true;
    }
    return false;
}

// The list of the option `candidates`; it stays on the stack, as do its strings in their table.
static const rubric_slice *check_candidates(lua_State *L, int arg, size_t *count) {
    static const char *const names[] = {"candidates", NULL};
    *count = 0;
    rubric_lua_check_options(L, arg, names);
    if (rubric_lua_push_option(L, arg, "candidates") == LUA_TNIL)
        return NULL;
    luaL_argcheck(L, lua_istable(L, -1), arg, "'candidates' is not a list");
    size_t size = lua_rawlen(L, -1);
    luaL_argcheck(L, size > 0 && size <= 1000, arg, "'candidates' has no or too many languages");
    rubric_slice *list = lua_newuserdatauv(L, size * sizeof *list, 0);
    for (size_t i = 0; i < size; i++) {
        lua_rawgeti(L, -2, (lua_Integer)i + 1);
        luaL_argcheck(L, lua_type(L, -1) == LUA_TSTRING, arg, "a candidate is not a string");
        list[i] = rubric_lua_check_slice(L, -1);
        if (!is_known(list[i]))
            luaL_argerror(L, arg, lua_pushfstring(L, "no language '%s'", lua_tostring(L, -1)));
        lua_pop(L, 1);
    }
    *count = size;
    return list;
}

static size_t identify(lua_State *L, rubric_guess *out, size_t room) {
    size_t count;
    rubric_slice text = rubric_lua_check_text(L, 1);
    const rubric_slice *candidates = check_candidates(L, 2, &count);
    return rubric_language_identify(out, room, text, candidates, count);
}

// language(s[, {candidates}]) -> code and confidence; "unknown" and 0
static int text_language(lua_State *L) {
    rubric_guess best;
    bool is_found = identify(L, &best, 1) > 0;
    lua_pushstring(L, is_found ? best.language : "unknown");
    lua_pushnumber(L, is_found ? best.confidence : 0);
    return 2;
}

// languages(s[, {candidates}]) -> list of {language, confidence}, best first
static int text_languages(lua_State *L) {
    rubric_guess out[ROOM];
    size_t count = identify(L, out, ROOM);
    lua_createtable(L, (int)count, 0);
    for (size_t i = 0; i < count; i++) {
        lua_createtable(L, 0, 2);
        lua_pushstring(L, out[i].language);
        lua_setfield(L, -2, "language");
        lua_pushnumber(L, out[i].confidence);
        lua_setfield(L, -2, "confidence");
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    return 1;
}

// script(s) -> ISO 15924 code of the script of most letters; script(code_point) -> its script
static int text_script(lua_State *L) {
    if (lua_type(L, 1) == LUA_TNUMBER) {
        lua_Integer code_point = luaL_checkinteger(L, 1);
        luaL_argcheck(L, code_point >= 0 && code_point <= 0x10FFFF, 1, "no code point");
        lua_pushstring(L, rubric_script_of((uint32_t)code_point));
    } else {
        lua_pushstring(L, rubric_text_script(rubric_lua_check_text(L, 1)));
    }
    return 1;
}

const luaL_Reg rubric_lua_text_languages[] = {{"language", text_language},
                                              {"languages", text_languages},
                                              {"script", text_script},
                                              {NULL, NULL}};
