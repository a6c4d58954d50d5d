// SPDX-License-Identifier: MIT
// The part of rubric.text that puts texts in order.
#include "binding.h"

static rubric_collation_options check_options(lua_State *L, int arg) {
    static const char *const names[] = {"numbers", "punctuation", "strength", NULL};
    static const char *const strengths[] = {"primary", "secondary", "tertiary", "identical", NULL};
    static const char *const punctuations[] = {"keep", "ignore", NULL};
    static const rubric_strength values[] = {RUBRIC_STRENGTH_PRIMARY, RUBRIC_STRENGTH_SECONDARY,
                                             RUBRIC_STRENGTH_TERTIARY, RUBRIC_STRENGTH_IDENTICAL};
    rubric_lua_check_options(L, arg, names);
    rubric_collation_options options = {
        .strength = values[rubric_lua_choice_option(L, arg, "strength", "tertiary", strengths)]};
    options.ignores_punctuation =
        rubric_lua_choice_option(L, arg, "punctuation", "keep", punctuations) == 1;
    rubric_lua_push_option(L, arg, "numbers");
    options.has_numbers = lua_toboolean(L, -1);
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
