// SPDX-License-Identifier: MIT
// The functions of rubric.text that know other encodings than UTF-8.
#include "binding.h"

static rubric_encoding check_encoding(lua_State *L, int arg) {
    rubric_slice label = rubric_lua_check_slice(L, arg);
    rubric_encoding encoding = rubric_encoding_find(label);
    if (encoding != RUBRIC_ENCODING_UNKNOWN)
        return encoding;
    const char *nearest = rubric_encoding_nearest(label);
    const char *message =
        nearest ? lua_pushfstring(L, "no encoding '%s'; did you mean '%s'?", label.bytes, nearest)
                : lua_pushfstring(L, "no encoding '%s'", label.bytes);
    luaL_argerror(L, arg, message);
    return encoding;
}

// from_encoding(bytes[, encoding]) -> string, how many places were not valid; without: a guess
static int text_from_encoding(lua_State *L) {
    rubric_slice bytes = rubric_lua_check_slice(L, 1);
    rubric_encoding encoding = RUBRIC_ENCODING_UNKNOWN;
    rubric_decoded decoded;
    rubric_error error;
    if (!lua_isnoneornil(L, 2))
        encoding = check_encoding(L, 2);
    rubric_lua_charge(L, 1 + bytes.size);
    if (rubric_text_decode(&decoded, rubric_lua_arena(L), bytes, encoding, &error) != RUBRIC_OK)
        return rubric_lua_raise(L, &error);
    lua_pushlstring(L, decoded.text.size ? decoded.text.bytes : "", decoded.text.size);
    lua_pushinteger(L, (lua_Integer)decoded.replaced);
    return 2;
}

// guess_encoding(bytes) -> name
static int text_guess_encoding(lua_State *L) {
    rubric_slice bytes = rubric_lua_check_slice(L, 1);
    rubric_lua_charge(L, 1 + bytes.size);
    rubric_encoding encoding = rubric_encoding_guess(bytes, RUBRIC_ENCODING_UNKNOWN);
    lua_pushstring(L, rubric_encoding_name(encoding));
    return 1;
}

static rubric_unmappable check_unmappable(lua_State *L, int arg) {
    static const char *const names[] = {"unmappable", NULL};
    static const char *const modes[] = {"error", "question", "reference", NULL};
    rubric_lua_check_options(L, arg, names);
    return (rubric_unmappable)rubric_lua_choice_option(L, arg, "unmappable", "error", modes);
}

// to_encoding(s, encoding[, {unmappable = "error"|"question"|"reference"}])
//     -> bytes | nil, message, position
static int text_to_encoding(lua_State *L) {
    rubric_slice text = rubric_lua_check_text(L, 1);
    rubric_encoding encoding = check_encoding(L, 2);
    rubric_unmappable unmappable = check_unmappable(L, 3);
    rubric_error error;
    rubric_buffer *out = rubric_lua_scratch(L);
    rubric_status status = rubric_text_encode(out, text, encoding, unmappable, &error);
    if (status == RUBRIC_OK)
        return rubric_lua_push_buffer(L, out);
    if (status != RUBRIC_ERROR_ENCODING)
        return rubric_lua_raise(L, &error);
    rubric_error_locate(&error, text, error.offset);
    return rubric_lua_fail(L, &error);
}

const luaL_Reg rubric_lua_text_encodings[] = {{"from_encoding", text_from_encoding},
                                              {"guess_encoding", text_guess_encoding},
                                              {"to_encoding", text_to_encoding},
                                              {NULL, NULL}};
