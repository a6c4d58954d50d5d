// SPDX-License-Identifier: MIT
// rubric.text: Unicode functions over strings. Positions are bytes; lengths say what they count.
#include "binding.h"

// length(s[, unit]) -> integer; unit: characters (code points), graphemes, words, bytes, columns
static int text_length(lua_State *L) {
    static const char *const units[] = {"characters", "graphemes", "words",
                                        "bytes",      "columns",   NULL};
    rubric_slice text = rubric_lua_check_text(L, 1);
    lua_Integer count = 0;
    rubric_token token;
    switch (rubric_lua_check_choice(L, 2, "characters", units)) {
    case 0:
        count = (lua_Integer)rubric_utf8_length(text);
        break;
    case 1:
        for (size_t at = 0; at < text.size; at = rubric_grapheme_next(text, at))
            count++;
        break;
    case 2:
        for (size_t at = 0; rubric_token_next(&token, text, at); at = token.end)
            count += token.class_ == RUBRIC_WORD_WORD || token.class_ == RUBRIC_WORD_NUMBER;
        break;
    case 3:
        count = (lua_Integer)text.size;
        break;
    default:
        count = (lua_Integer)rubric_text_width(text);
        break;
    }
    lua_pushinteger(L, count);
    return 1;
}

static size_t offset_of(rubric_slice text, lua_Integer characters) {
    size_t at = 0, size;
    for (; characters > 0 && at < text.size; characters--) {
        rubric_utf8_decode(text, at, &size);
        at += size;
    }
    return at;
}

// sub(s, first[, last]) -> string: code points first to last, negative ones from the end
static int text_sub(lua_State *L) {
    rubric_slice text = rubric_lua_check_text(L, 1);
    lua_Integer length = (lua_Integer)rubric_utf8_length(text);
    lua_Integer first = luaL_checkinteger(L, 2), last = luaL_optinteger(L, 3, -1);
    first = first < 0 ? first + length + 1 : first;
    last = last < 0 ? last + length + 1 : last > length ? length : last;
    if (first < 1)
        first = 1;
    if (first > last)
        return lua_pushliteral(L, ""), 1;
    size_t begin = offset_of(text, first - 1), end = offset_of(text, last);
    lua_pushlstring(L, text.bytes + begin, end - begin);
    return 1;
}

// trim(s) -> string without white space at both ends
static int text_trim(lua_State *L) {
    rubric_slice trimmed = rubric_text_trim(rubric_lua_check_text(L, 1));
    lua_pushlstring(L, trimmed.size ? trimmed.bytes : "", trimmed.size);
    return 1;
}

// squeeze(s) -> string with every run of white space as one blank, and none at the ends
static int text_squeeze(lua_State *L) {
    rubric_slice text = rubric_lua_check_text(L, 1);
    rubric_buffer *out = rubric_lua_scratch(L);
    rubric_text_squeeze(out, text);
    return rubric_lua_push_buffer(L, out);
}

// split(s, separator) -> list of the parts between plain separators
static int text_split(lua_State *L) {
    rubric_slice text = rubric_lua_check_text(L, 1), separator = rubric_lua_check_text(L, 2);
    luaL_argcheck(L, separator.size > 0, 2, "the separator is empty");
    lua_newtable(L);
    lua_Integer count = 0;
    for (size_t at = 0;;) {
        size_t end = rubric_slice_find(text, separator, at);
        size_t stop = end == SIZE_MAX ? text.size : end;
        lua_pushlstring(L, text.size ? text.bytes + at : "", stop - at);
        lua_rawseti(L, -2, ++count);
        if (end == SIZE_MAX)
            return 1;
        at = end + separator.size;
    }
}

// is_valid(s) -> true, or false and the position of the first byte that is not UTF-8
static int text_is_valid(lua_State *L) {
    rubric_slice text = rubric_lua_check_slice(L, 1);
    size_t valid = rubric_utf8_valid(text);
    rubric_lua_charge(L, 1 + text.size);
    lua_pushboolean(L, valid == text.size);
    if (valid == text.size)
        return 1;
    lua_pushinteger(L, (lua_Integer)valid + 1);
    return 2;
}

// scrub(s) -> string with U+FFFD for what is not UTF-8
static int text_scrub(lua_State *L) {
    rubric_slice text = rubric_lua_check_slice(L, 1);
    rubric_lua_charge(L, 1 + text.size);
    rubric_buffer *out = rubric_lua_scratch(L);
    for (size_t at = 0, size; at < text.size; at += size)
        rubric_buffer_put_code_point(out, rubric_utf8_decode(text, at, &size));
    return rubric_lua_push_buffer(L, out);
}

// escape(s) -> string with the characters that HTML means something by as references
static int text_escape(lua_State *L) {
    rubric_slice text = rubric_lua_check_text(L, 1);
    rubric_buffer *out = rubric_lua_scratch(L);
    for (size_t i = 0; i < text.size; i++) {
        char c = text.bytes[i];
        const char *reference = c == '&'    ? "&amp;"
                                : c == '<'  ? "&lt;"
                                : c == '>'  ? "&gt;"
                                : c == '"'  ? "&quot;"
                                : c == '\'' ? "&#39;"
                                            : NULL;
        if (reference)
            rubric_buffer_put_string(out, reference);
        else
            rubric_buffer_put_byte(out, c);
    }
    return rubric_lua_push_buffer(L, out);
}

// unescape(s) -> string with character references (&amp;) as the characters
static int text_unescape(lua_State *L) {
    rubric_slice text = rubric_lua_check_text(L, 1);
    rubric_buffer *out = rubric_lua_scratch(L);
    for (size_t at = 0; at < text.size;) {
        char decoded[8];
        size_t size, taken = 0;
        if (text.bytes[at] == '&')
            taken = rubric_entity_read(text, at, decoded, &size);
        if (taken)
            rubric_buffer_put(out, decoded, size);
        else
            rubric_buffer_put_byte(out, text.bytes[at]);
        at += taken ? taken : 1;
    }
    return rubric_lua_push_buffer(L, out);
}

// is_upper(s) -> boolean: it has letters, and none of them is lower case
static int text_is_upper(lua_State *L) {
    rubric_slice text = rubric_lua_check_text(L, 1);
    bool seen = false;
    for (size_t at = 0, size; at < text.size; at += size) {
        uint32_t code_point = rubric_utf8_decode(text, at, &size);
        if (rubric_is_lower(code_point))
            return lua_pushboolean(L, 0), 1;
        seen = seen || rubric_is_upper(code_point);
    }
    lua_pushboolean(L, seen);
    return 1;
}

static const luaL_Reg functions[] = {{"escape", text_escape},
                                     {"is_upper", text_is_upper},
                                     {"is_valid", text_is_valid},
                                     {"length", text_length},
                                     {"scrub", text_scrub},
                                     {"split", text_split},
                                     {"squeeze", text_squeeze},
                                     {"sub", text_sub},
                                     {"trim", text_trim},
                                     {"unescape", text_unescape},
                                     {NULL, NULL}};

int rubric_lua_open_text(lua_State *L) {
    luaL_newlib(L, functions);
    rubric_lua_open_text_cutting(L);
    luaL_setfuncs(L, rubric_lua_text_forms, 0);
    luaL_setfuncs(L, rubric_lua_text_layout, 0);
    luaL_setfuncs(L, rubric_lua_text_languages, 0);
    luaL_setfuncs(L, rubric_lua_text_encodings, 0);
    luaL_setfuncs(L, rubric_lua_text_words, 0);
    luaL_setfuncs(L, rubric_lua_text_analysis, 0);
    luaL_setfuncs(L, rubric_lua_text_collate, 0);
    return 1;
}
