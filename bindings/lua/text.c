// SPDX-License-Identifier: MIT
// rubric.text: Unicode functions over strings. Positions are bytes; lengths say what they count.
#include "binding.h"

static rubric_slice check_text(lua_State *L, int arg) {
    rubric_slice text = rubric_lua_check_slice(L, arg);
    luaL_argcheck(L, rubric_utf8_valid(text) == text.size, arg,
                  "not valid UTF-8; text.scrub mends it");
    rubric_lua_charge(L, 1 + text.size);
    return text;
}

// length(s[, unit]) -> integer; unit: characters (code points), graphemes, words, bytes, columns
static int text_length(lua_State *L) {
    static const char *const units[] = {"characters", "graphemes", "words",
                                        "bytes",      "columns",   NULL};
    rubric_slice text = check_text(L, 1);
    lua_Integer count = 0;
    rubric_token token;
    switch (luaL_checkoption(L, 2, "characters", units)) {
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
    rubric_slice text = check_text(L, 1);
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

static int push_case(lua_State *L, rubric_case form) {
    rubric_slice text = check_text(L, 1);
    rubric_buffer *out = rubric_lua_scratch(L);
    rubric_text_case(out, text, form);
    return rubric_lua_push_buffer(L, out);
}

// upper(s), lower(s), title_case(s), fold_case(s) -> string
static int text_upper(lua_State *L) {
    return push_case(L, RUBRIC_CASE_UPPER);
}
static int text_lower(lua_State *L) {
    return push_case(L, RUBRIC_CASE_LOWER);
}
static int text_title_case(lua_State *L) {
    return push_case(L, RUBRIC_CASE_TITLE);
}
static int text_fold_case(lua_State *L) {
    return push_case(L, RUBRIC_CASE_FOLD);
}

// trim(s) -> string without white space at both ends
static int text_trim(lua_State *L) {
    rubric_slice trimmed = rubric_text_trim(check_text(L, 1));
    lua_pushlstring(L, trimmed.size ? trimmed.bytes : "", trimmed.size);
    return 1;
}

// squeeze(s) -> string with every run of white space as one blank, and none at the ends
static int text_squeeze(lua_State *L) {
    rubric_slice text = check_text(L, 1);
    rubric_buffer *out = rubric_lua_scratch(L);
    rubric_text_squeeze(out, text);
    return rubric_lua_push_buffer(L, out);
}

// split(s, separator) -> list of the parts between plain separators
static int text_split(lua_State *L) {
    rubric_slice text = check_text(L, 1), separator = rubric_lua_check_slice(L, 2);
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

// lines(s) -> list of lines without their ends
static int text_lines(lua_State *L) {
    rubric_slice text = check_text(L, 1);
    lua_newtable(L);
    lua_Integer count = 0;
    for (size_t at = 0; at < text.size;) {
        const char *end = memchr(text.bytes + at, '\n', text.size - at);
        size_t stop = end ? (size_t)(end - text.bytes) : text.size, next = stop + 1;
        if (stop > at && text.bytes[stop - 1] == '\r')
            stop--;
        lua_pushlstring(L, text.bytes + at, stop - at);
        lua_rawseti(L, -2, ++count);
        at = next;
    }
    return 1;
}

// normalize(s[, form]) -> string; form: NFC, NFD, NFKC, NFKD
static int text_normalize(lua_State *L) {
    static const char *const forms[] = {"NFC", "NFD", "NFKC", "NFKD", NULL};
    rubric_slice text = check_text(L, 1);
    rubric_form form = (rubric_form)luaL_checkoption(L, 2, "NFC", forms);
    rubric_buffer *out = rubric_lua_scratch(L);
    rubric_text_normalize(out, text, form);
    return rubric_lua_push_buffer(L, out);
}

// unaccent(s) -> string
static int text_unaccent(lua_State *L) {
    rubric_slice text = check_text(L, 1);
    rubric_buffer *out = rubric_lua_scratch(L);
    rubric_text_unaccent(out, text);
    return rubric_lua_push_buffer(L, out);
}

// slug(s) -> string: letters and digits in lower case without accents, hyphens between
static int text_slug(lua_State *L) {
    struct rubric_lua *state = rubric_lua_state(L);
    rubric_slice text = check_text(L, 1);
    rubric_buffer *out = rubric_lua_scratch(L);
    state->text.size = 0;
    rubric_text_unaccent(&state->text, text);
    rubric_text_case(out, rubric_buffer_slice(&state->text), RUBRIC_CASE_LOWER);
    state->text.size = 0;
    rubric_slice lower = rubric_buffer_slice(out);
    for (size_t at = 0, size; at < lower.size; at += size) {
        uint32_t code_point = rubric_utf8_decode(lower, at, &size);
        bool stays = rubric_is_letter(code_point) || rubric_is_digit(code_point);
        bool after_hyphen = state->text.size == 0 || state->text.bytes[state->text.size - 1] == '-';
        if (stays)
            rubric_buffer_put(&state->text, lower.bytes + at, size);
        else if (!after_hyphen)
            rubric_buffer_put_byte(&state->text, '-');
    }
    if (state->text.size && state->text.bytes[state->text.size - 1] == '-')
        state->text.size--;
    return rubric_lua_push_buffer(L, &state->text);
}

// width(s) -> columns on a terminal
static int text_width(lua_State *L) {
    lua_pushinteger(L, (lua_Integer)rubric_text_width(check_text(L, 1)));
    return 1;
}

// wrap(s, width[, {first = indent, rest = indent}]) -> string
static int text_wrap(lua_State *L) {
    static const char *const names[] = {"first", "rest", NULL};
    rubric_slice text = check_text(L, 1), first = {"", 0}, rest = {"", 0};
    lua_Integer width = luaL_checkinteger(L, 2);
    luaL_argcheck(L, width > 0 && width < 100000, 2, "out of range");
    rubric_lua_check_options(L, 3, names);
    if (rubric_lua_push_option(L, 3, "first") != LUA_TNIL)
        first = rubric_lua_check_slice(L, -1);
    if (rubric_lua_push_option(L, 3, "rest") != LUA_TNIL)
        rest = rubric_lua_check_slice(L, -1);
    rubric_buffer *out = rubric_lua_scratch(L);
    rubric_text_wrap(out, text, (size_t)width, first, rest);
    return rubric_lua_push_buffer(L, out);
}

// truncate(s, columns[, ellipsis]) -> string of at most so many columns, cut between graphemes
static int text_truncate(lua_State *L) {
    rubric_slice text = check_text(L, 1), ellipsis = rubric_slice_of("…");
    lua_Integer columns = luaL_checkinteger(L, 2);
    if (!lua_isnoneornil(L, 3))
        ellipsis = check_text(L, 3);
    if ((lua_Integer)rubric_text_width(text) <= columns) {
        lua_settop(L, 1);
        return 1;
    }
    lua_Integer room = columns - (lua_Integer)rubric_text_width(ellipsis), used = 0;
    size_t at = 0;
    while (at < text.size) {
        size_t next = rubric_grapheme_next(text, at);
        used += (lua_Integer)rubric_text_width(rubric_slice_part(text, at, next));
        if (used > room)
            break;
        at = next;
    }
    lua_pushlstring(L, text.bytes, at);
    lua_pushlstring(L, ellipsis.bytes, room >= 0 ? ellipsis.size : 0);
    lua_concat(L, 2);
    return 1;
}

// pad(s, columns[, side]) -> string with blanks at the right, left or both sides
static int text_pad(lua_State *L) {
    static const char *const sides[] = {"right", "left", "both", NULL};
    rubric_slice text = check_text(L, 1);
    lua_Integer columns = luaL_checkinteger(L, 2);
    int side = luaL_checkoption(L, 3, "right", sides);
    lua_Integer width = (lua_Integer)rubric_text_width(text);
    size_t missing = columns > width && columns < 1000000 ? (size_t)(columns - width) : 0;
    size_t before = side == 1 ? missing : side == 2 ? missing / 2 : 0;
    rubric_buffer *out = rubric_lua_scratch(L);
    rubric_buffer_put_repeated(out, ' ', before);
    rubric_buffer_put_slice(out, text);
    rubric_buffer_put_repeated(out, ' ', missing - before);
    return rubric_lua_push_buffer(L, out);
}

// graphemes(s) -> list of strings
static int text_graphemes(lua_State *L) {
    rubric_slice text = check_text(L, 1);
    lua_newtable(L);
    lua_Integer count = 0;
    for (size_t at = 0; at < text.size;) {
        size_t next = rubric_grapheme_next(text, at);
        lua_pushlstring(L, text.bytes + at, next - at);
        lua_rawseti(L, -2, ++count);
        at = next;
    }
    return 1;
}

// words(s) -> list of the words and numbers
static int text_words(lua_State *L) {
    rubric_slice text = check_text(L, 1);
    rubric_token token;
    lua_newtable(L);
    lua_Integer count = 0;
    for (size_t at = 0; rubric_token_next(&token, text, at); at = token.end)
        if (token.class_ == RUBRIC_WORD_WORD || token.class_ == RUBRIC_WORD_NUMBER) {
            lua_pushlstring(L, text.bytes + token.begin, token.end - token.begin);
            lua_rawseti(L, -2, ++count);
        }
    return 1;
}

// tokens(s) -> list of {text, class, first, last}; white space has no token here
static int text_tokens(lua_State *L) {
    rubric_slice text = check_text(L, 1);
    rubric_token token;
    lua_newtable(L);
    lua_Integer count = 0;
    for (size_t at = 0; rubric_token_next(&token, text, at); at = token.end) {
        if (token.class_ == RUBRIC_WORD_SPACE)
            continue;
        lua_createtable(L, 0, 4);
        lua_pushlstring(L, text.bytes + token.begin, token.end - token.begin);
        lua_setfield(L, -2, "text");
        lua_pushstring(L, rubric_word_class_name(token.class_));
        lua_setfield(L, -2, "class");
        lua_pushinteger(L, (lua_Integer)token.begin + 1);
        lua_setfield(L, -2, "first");
        lua_pushinteger(L, (lua_Integer)token.end);
        lua_setfield(L, -2, "last");
        lua_rawseti(L, -2, ++count);
    }
    return 1;
}

static rubric_slice language_option(lua_State *L, int arg) {
    static const char *const names[] = {"language", NULL};
    rubric_lua_check_options(L, arg, names);
    if (rubric_lua_push_option(L, arg, "language") == LUA_TNIL)
        return rubric_slice_of("en");
    return rubric_lua_check_slice(L, -1); // stays on the stack, so it lives
}

// sentences(s[, {language}]) -> list of strings
static int text_sentences(lua_State *L) {
    rubric_slice text = check_text(L, 1);
    const rubric_language *language = rubric_lua_language_named(L, language_option(L, 2));
    size_t begin, end;
    lua_newtable(L);
    lua_Integer count = 0;
    for (size_t at = 0; rubric_sentence_next(&begin, &end, text, at, language); at = end) {
        lua_pushlstring(L, text.bytes + begin, end - begin);
        lua_rawseti(L, -2, ++count);
    }
    return 1;
}

// is_stopword(word[, {language}]) -> boolean
static int text_is_stopword(lua_State *L) {
    rubric_slice word = check_text(L, 1);
    const rubric_language *language = rubric_lua_language_named(L, language_option(L, 2));
    lua_pushboolean(L, language && rubric_language_is_stop_word(language, word));
    return 1;
}

rubric_stemmer *rubric_lua_stemmer(lua_State *L, rubric_slice code) {
    struct rubric_lua *state = rubric_lua_state(L);
    rubric_error error;
    rubric_slice known = rubric_slice_of(state->stemmer_code);
    if (code.size >= sizeof state->stemmer_code)
        code.size = sizeof state->stemmer_code - 1;
    if (state->stemmer && rubric_slice_equal(code, known))
        return state->stemmer;
    rubric_stemmer_free(state->stemmer);
    state->stemmer = NULL;
    if (rubric_stemmer_new(&state->stemmer, state->context, code, &error) != RUBRIC_OK)
        rubric_lua_raise(L, &error);
    memcpy(state->stemmer_code, code.bytes, code.size);
    state->stemmer_code[code.size] = '\0';
    return state->stemmer;
}

// stem(word[, {language}]) -> string
static int text_stem(lua_State *L) {
    rubric_slice word = check_text(L, 1);
    rubric_stemmer *stemmer = rubric_lua_stemmer(L, language_option(L, 2));
    rubric_buffer *out = rubric_lua_scratch(L);
    rubric_stemmer_stem(stemmer, out, word);
    return rubric_lua_push_buffer(L, out);
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

// unescape(s) -> string with character references (&amp;) as the characters
static int text_unescape(lua_State *L) {
    rubric_slice text = check_text(L, 1);
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
    rubric_slice text = check_text(L, 1);
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

static const luaL_Reg functions[] = {{"fold_case", text_fold_case},
                                     {"graphemes", text_graphemes},
                                     {"is_stopword", text_is_stopword},
                                     {"is_upper", text_is_upper},
                                     {"is_valid", text_is_valid},
                                     {"length", text_length},
                                     {"lines", text_lines},
                                     {"lower", text_lower},
                                     {"normalize", text_normalize},
                                     {"pad", text_pad},
                                     {"scrub", text_scrub},
                                     {"sentences", text_sentences},
                                     {"slug", text_slug},
                                     {"split", text_split},
                                     {"squeeze", text_squeeze},
                                     {"stem", text_stem},
                                     {"sub", text_sub},
                                     {"title_case", text_title_case},
                                     {"tokens", text_tokens},
                                     {"trim", text_trim},
                                     {"truncate", text_truncate},
                                     {"unaccent", text_unaccent},
                                     {"unescape", text_unescape},
                                     {"upper", text_upper},
                                     {"width", text_width},
                                     {"words", text_words},
                                     {"wrap", text_wrap},
                                     {NULL, NULL}};

int rubric_lua_open_text(lua_State *L) {
    luaL_newlib(L, functions);
    luaL_setfuncs(L, rubric_lua_text_encodings, 0);
    return 1;
}
