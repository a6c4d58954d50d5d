// SPDX-License-Identifier: MIT
// The part of rubric.text that cuts text: iterators over graphemes, lines, words, tokens,
// sentences and line break opportunities. Each gives a piece with its first and last byte.
#include "binding.h"

#define LANGUAGE_TYPE "rubric.language"

enum { TEXT = 1, OFFSET, LANGUAGE }; // upvalues of an iterator

// The iterator's text from where it stands; its bytes belong to the upvalue.
static rubric_slice read_state(lua_State *L, size_t *offset) {
    size_t size;
    const char *bytes = lua_tolstring(L, lua_upvalueindex(TEXT), &size);
    *offset = (size_t)lua_tointeger(L, lua_upvalueindex(OFFSET));
    return rubric_slice_make(bytes, size);
}

// Push a piece with its first and last byte, and go on after `next`.
static int push_piece(lua_State *L, rubric_slice text, size_t begin, size_t end, size_t next) {
    rubric_lua_charge(L, 1 + next - begin);
    lua_pushinteger(L, (lua_Integer)next);
    lua_replace(L, lua_upvalueindex(OFFSET));
    lua_pushlstring(L, text.bytes + begin, end - begin);
    lua_pushinteger(L, (lua_Integer)begin + 1);
    lua_pushinteger(L, (lua_Integer)end);
    return 3;
}

// Push the text at argument 1 as a Lua string, and the offset at which an iterator begins.
static void push_state(lua_State *L) {
    rubric_slice text = rubric_lua_check_text(L, 1);
    if (lua_type(L, 1) == LUA_TSTRING)
        lua_pushvalue(L, 1);
    else
        lua_pushlstring(L, text.size ? text.bytes : "", text.size);
    lua_pushinteger(L, 0);
}

static int push_iterator(lua_State *L, lua_CFunction next) {
    push_state(L);
    lua_pushcclosure(L, next, 2);
    return 1;
}

static int next_grapheme(lua_State *L) {
    size_t at;
    rubric_slice text = read_state(L, &at);
    if (at >= text.size)
        return 0;
    size_t end = rubric_grapheme_next(text, at);
    return push_piece(L, text, at, end, end);
}

// graphemes(s) -> iterator: grapheme, first, last
static int text_graphemes(lua_State *L) {
    return push_iterator(L, next_grapheme);
}

static int next_line(lua_State *L) {
    size_t at;
    rubric_slice text = read_state(L, &at);
    if (at >= text.size)
        return 0;
    const char *found = memchr(text.bytes + at, '\n', text.size - at);
    size_t end = found ? (size_t)(found - text.bytes) : text.size;
    size_t next = found ? end + 1 : end;
    if (end > at && text.bytes[end - 1] == '\r')
        end--;
    return push_piece(L, text, at, end, next);
}

// lines(s) -> iterator: line without its end, first, last
static int text_lines(lua_State *L) {
    return push_iterator(L, next_line);
}

static bool is_word(rubric_word_class class_) {
    return class_ == RUBRIC_WORD_WORD || class_ == RUBRIC_WORD_NUMBER;
}

static int next_word(lua_State *L) {
    size_t at;
    rubric_slice text = read_state(L, &at);
    rubric_token token;
    while (rubric_token_next(&token, text, at)) {
        if (is_word(token.class_))
            return push_piece(L, text, token.begin, token.end, token.end);
        at = token.end;
    }
    return 0;
}

// words(s) -> iterator over words and numbers: word, first, last
static int text_words(lua_State *L) {
    return push_iterator(L, next_word);
}

static int next_token(lua_State *L) {
    size_t at;
    rubric_slice text = read_state(L, &at);
    rubric_token token;
    while (rubric_token_next(&token, text, at)) {
        at = token.end;
        if (token.class_ == RUBRIC_WORD_SPACE)
            continue;
        push_piece(L, text, token.begin, token.end, token.end);
        lua_pushstring(L, rubric_word_class_name(token.class_));
        lua_insert(L, -3);
        return 4;
    }
    return 0;
}

// tokens(s) -> iterator over all but white space: token, class, first, last
static int text_tokens(lua_State *L) {
    return push_iterator(L, next_token);
}

// The language of an iterator: one of the engine's, or one that was made for it.
static const rubric_language *read_language(lua_State *L) {
    rubric_language **box = luaL_testudata(L, lua_upvalueindex(LANGUAGE), LANGUAGE_TYPE);
    return box ? *box : lua_touserdata(L, lua_upvalueindex(LANGUAGE));
}

static int next_sentence(lua_State *L) {
    size_t at, begin, end;
    rubric_slice text = read_state(L, &at);
    if (!rubric_sentence_next(&begin, &end, text, at, read_language(L)))
        return 0;
    return push_piece(L, text, begin, end, end);
}

static int close_language(lua_State *L) {
    rubric_language **box = luaL_checkudata(L, 1, LANGUAGE_TYPE);
    rubric_language_free(*box);
    *box = NULL;
    return 0;
}

// What a line of a list of abbreviations may be, but for its comments and switches.
static bool is_abbreviation(rubric_slice word) {
    if (word.size == 0 || word.bytes[0] == '*' || rubric_utf8_valid(word) != word.size)
        return false;
    for (size_t at = 0, size; at < word.size; at += size) {
        uint32_t c = rubric_utf8_decode(word, at, &size);
        if (rubric_is_space(c) || c == '#')
            return false;
    }
    return true;
}

// Push a language with the abbreviations of the list at the top of the stack besides its own.
static void push_extended(lua_State *L, const rubric_language *base) {
    if (!lua_istable(L, -1))
        luaL_error(L, "option 'abbreviations' must be a list, not a %s", luaL_typename(L, -1));
    rubric_buffer *lines = rubric_lua_scratch(L);
    lua_Integer count = luaL_len(L, -1);
    if (count == 0 && (lua_pushnil(L), lua_next(L, -2)))
        luaL_error(L, "option 'abbreviations' must be a list, not a map");
    for (lua_Integer i = 1; i <= count; i++) {
        if (lua_geti(L, -1, i) != LUA_TSTRING)
            luaL_error(L, "abbreviation %d is not a string", (int)i);
        rubric_slice word = rubric_lua_check_slice(L, -1);
        if (!is_abbreviation(word))
            luaL_error(L, "abbreviation %d ('%s') is not a single word", (int)i, word.bytes);
        rubric_buffer_put_slice(lines, word);
        rubric_buffer_put_byte(lines, '\n');
        lua_pop(L, 1);
    }
    rubric_error error;
    rubric_language **box = lua_newuserdatauv(L, sizeof *box, 0);
    *box = NULL;
    luaL_setmetatable(L, LANGUAGE_TYPE);
    if (rubric_language_extend(box, rubric_lua_state(L)->context, base, rubric_buffer_slice(lines),
                               &error) != RUBRIC_OK)
        rubric_lua_raise(L, &error);
}

const rubric_language *rubric_lua_push_sentence_language(lua_State *L, int arg,
                                                         const rubric_language *fallback) {
    static const char *const names[] = {"abbreviations", "language", NULL};
    rubric_lua_check_options(L, arg, names);
    const rubric_language *language = fallback;
    if (rubric_lua_push_option(L, arg, "language") != LUA_TNIL)
        language = rubric_lua_language_named(L, rubric_lua_language_option(L, arg));
    if (rubric_lua_push_option(L, arg, "abbreviations") == LUA_TNIL) {
        lua_pushlightuserdata(L, (void *)language);
        return language;
    }
    rubric_lua_push_module(L, "rubric.text"); // the type must be there
    lua_pop(L, 1);
    push_extended(L, language);
    return *(rubric_language **)lua_touserdata(L, -1);
}

// sentences(s[, {language = code, abbreviations = list}]) -> iterator: sentence, first, last
static int text_sentences(lua_State *L) {
    lua_settop(L, 2);
    rubric_lua_push_sentence_language(L, 2, rubric_lua_language_named(L, rubric_slice_of("en")));
    push_state(L);
    lua_rotate(L, -3, 2); // the language comes last
    lua_pushcclosure(L, next_sentence, 3);
    return 1;
}

static int next_line_break(lua_State *L) {
    size_t at;
    rubric_slice text = read_state(L, &at);
    if (at >= text.size)
        return 0;
    size_t end = rubric_boundary_next(RUBRIC_BOUNDARY_LINE, text, at);
    push_piece(L, text, at, end, end);
    lua_pushboolean(L, rubric_is_line_end(text, end));
    return 4;
}

// line_breaks(s) -> iterator over the pieces between break opportunities: piece, first, last,
// whether a line must end after it
static int text_line_breaks(lua_State *L) {
    return push_iterator(L, next_line_break);
}

static const luaL_Reg functions[] = {{"graphemes", text_graphemes},
                                     {"line_breaks", text_line_breaks},
                                     {"lines", text_lines},
                                     {"sentences", text_sentences},
                                     {"tokens", text_tokens},
                                     {"words", text_words},
                                     {NULL, NULL}};

void rubric_lua_open_text_cutting(lua_State *L) {
    static const luaL_Reg metamethods[] = {{"__gc", close_language}, {NULL, NULL}};
    static const luaL_Reg methods[] = {{NULL, NULL}};
    rubric_lua_new_type(L, LANGUAGE_TYPE, methods, metamethods);
    luaL_setfuncs(L, functions, 0);
}
