// SPDX-License-Identifier: MIT
// What texts and places are searched for: a Lua pattern, a regular expression or a phrase set.
#include "binding.h"

struct rubric_lua_needle rubric_lua_check_needle(lua_State *L, int arg, bool code_points) {
    struct rubric_lua_needle needle = {.code_points = code_points};
    int type = lua_type(L, arg);
    if (code_points && type != LUA_TUSERDATA && type != LUA_TSTRING && type != LUA_TNUMBER)
        luaL_typeerror(L, arg, "string, regular expression or phrase set");
    if (code_points && luaL_testudata(L, arg, PHRASES_TYPE))
        needle.phrases = rubric_lua_check_phrases(L, arg);
    else if (code_points && luaL_testudata(L, arg, REGEX_TYPE))
        needle.regex = rubric_lua_check_regex(L, arg);
    else
        needle.pattern = rubric_lua_check_slice(L, arg);
    needle.is_anchored = needle.pattern.size && needle.pattern.bytes[0] == '^';
    return needle;
}

static bool find_phrase(lua_State *L, const struct rubric_lua_needle *needle, rubric_slice text,
                        size_t at, rubric_match *match) {
    rubric_hit hit;
    bool found = rubric_phrases_next(needle->phrases, rubric_lua_state(L)->context, &hit, text, at);
    rubric_lua_charge(L, 1); // a search that a limit ended must not look finished
    if (found)
        *match = (rubric_match){.begin = hit.begin, .end = hit.end};
    return found;
}

bool rubric_lua_needle_find(lua_State *L, const struct rubric_lua_needle *needle, rubric_slice text,
                            size_t at, rubric_match *match) {
    rubric_context *context = rubric_lua_state(L)->context;
    rubric_error error;
    rubric_status status;
    bool found = false;
    if (needle->phrases)
        return find_phrase(L, needle, text, at, match);
    if (needle->regex)
        status = rubric_regex_find(&found, match, needle->regex, context, text, at, false, &error);
    else
        status = rubric_pattern_find(&found, match, context, needle->pattern, text, at, false,
                                     needle->code_points, &error);
    if (status != RUBRIC_OK)
        rubric_lua_raise(L, &error);
    return found;
}

static size_t step(const struct rubric_lua_needle *needle, rubric_slice text, size_t at) {
    size_t size = 1;
    if (needle->code_points && at < text.size)
        rubric_utf8_decode(text, at, &size);
    return at + size;
}

bool rubric_lua_needle_find_after(lua_State *L, const struct rubric_lua_needle *needle,
                                  rubric_slice text, size_t at, size_t last_end,
                                  rubric_match *match) {
    rubric_error error;
    bool found = false;
    if (needle->regex && at == last_end) { // another match may begin here, if it is not empty
        rubric_context *context = rubric_lua_state(L)->context;
        if (rubric_regex_find(&found, match, needle->regex, context, text, at, true, &error) !=
            RUBRIC_OK)
            rubric_lua_raise(L, &error);
        return found;
    }
    while (at <= text.size && rubric_lua_needle_find(L, needle, text, at, match)) {
        if (match->end != last_end || match->begin != last_end)
            return true;
        at = step(needle, text, match->end);
    }
    return false;
}

void rubric_lua_push_capture(lua_State *L, rubric_slice text, const rubric_match *match,
                             int index) {
    size_t begin = match->captures[index].begin;
    if (begin == RUBRIC_CAPTURE_UNSET)
        lua_pushboolean(L, 0);
    else if (match->captures[index].position)
        lua_pushinteger(L, (lua_Integer)begin + 1);
    else
        lua_pushlstring(L, text.bytes + begin, match->captures[index].end - begin);
}

int rubric_lua_push_captures(lua_State *L, rubric_slice text, const rubric_match *match,
                             bool whole) {
    luaL_checkstack(L, RUBRIC_PATTERN_CAPTURES + 2, "too many captures");
    for (int i = 0; i < match->count; i++)
        rubric_lua_push_capture(L, text, match, i);
    if (match->count || !whole)
        return match->count;
    lua_pushlstring(L, text.bytes + match->begin, match->end - match->begin);
    return 1;
}

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
            if (match->captures[index].begin == RUBRIC_CAPTURE_UNSET)
                continue;
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
