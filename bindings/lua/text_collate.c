// SPDX-License-Identifier: MIT
// The part of rubric.text that puts texts in order.
#include "binding.h"

static const char *choice(lua_State *L, int arg, const char *name, const char *fallback) {
    rubric_lua_push_option(L, arg, name);
    if (!lua_isnil(L, -1) && lua_type(L, -1) != LUA_TSTRING)
        luaL_argerror(L, arg, lua_pushfstring(L, "'%s' is not a string", name));
    return luaL_optstring(L, -1, fallback); // stays on the stack, so it lives
}

static rubric_strength strength_option(lua_State *L, int arg) {
    static const char *const names[] = {
        [RUBRIC_STRENGTH_PRIMARY] = "primary",
        [RUBRIC_STRENGTH_SECONDARY] = "secondary",
        [RUBRIC_STRENGTH_TERTIARY] = "tertiary",
        [RUBRIC_STRENGTH_IDENTICAL] = "identical",
    };
    const char *name = choice(L, arg, "strength", "tertiary");
    for (int strength = RUBRIC_STRENGTH_PRIMARY; strength <= RUBRIC_STRENGTH_IDENTICAL;
         strength++) {
        if (strcmp(names[strength], name) == 0)
            return (rubric_strength)strength;
    }
    luaL_argerror(L, arg, lua_pushfstring(L, "no strength '%s'", name));
    return RUBRIC_STRENGTH_DEFAULT;
}

static rubric_collation_options check_options(lua_State *L, int arg) {
    static const char *const names[] = {"numbers", "punctuation", "strength", NULL};
    rubric_lua_check_options(L, arg, names);
    rubric_collation_options options = {.strength = strength_option(L, arg)};
    rubric_lua_push_option(L, arg, "numbers");
    options.has_numbers = lua_toboolean(L, -1);
    const char *punctuation = choice(L, arg, "punctuation", "keep");
    options.ignores_punctuation = strcmp(punctuation, "ignore") == 0;
    if (!options.ignores_punctuation && strcmp(punctuation, "keep") != 0)
        luaL_argerror(L, arg, "'punctuation' is neither 'keep' nor 'ignore'");
    return options;
}

// sort_key(s[, {strength, numbers, punctuation}]) -> bytes that are in order (as `<` has strings of
// the C locale, and memcmp) when the texts are
static int text_sort_key(lua_State *L) {
    rubric_slice text = rubric_lua_check_text(L, 1);
    lua_settop(L, 2);
    rubric_collation_options options = check_options(L, 2);
    rubric_buffer *out = rubric_lua_scratch(L);
    rubric_text_sort_key(out, text, &options);
    return rubric_lua_push_buffer(L, out);
}

// compare(a, b[, {strength, numbers, punctuation}]) -> -1, 0 or 1. strength: primary (letters),
// secondary (accents), tertiary (case, the default), identical; numbers: "a2" is before "a10";
// punctuation: keep, ignore
static int text_compare(lua_State *L) {
    rubric_slice a = rubric_lua_check_text(L, 1), b = rubric_lua_check_text(L, 2);
    lua_settop(L, 3);
    rubric_collation_options options = check_options(L, 3);
    rubric_error error;
    int order;
    if (rubric_text_compare(&order, rubric_lua_state(L)->context, a, b, &options, &error) !=
        RUBRIC_OK)
        return rubric_lua_raise(L, &error);
    lua_pushinteger(L, order);
    return 1;
}

const luaL_Reg rubric_lua_text_collate[] = {
    {"compare", text_compare}, {"sort_key", text_sort_key}, {NULL, NULL}};
