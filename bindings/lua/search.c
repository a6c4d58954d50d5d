// SPDX-License-Identifier: MIT
// find, match, gmatch and gsub on places: a Lua pattern, a regular expression or a phrase set,
// over the text of each block whatever markup stands inside. A replacement takes the markup of its
// first byte.
#include "binding.h"

// The text of a block up to the end of the place.
static rubric_slice text_until(lua_State *L, rubric_node block, size_t end) {
    rubric_slice text = rubric_lua_block_text(L, block);
    text.size = end < text.size ? end : text.size;
    return text;
}

// A further argument is a mistake, not something to be ignored.
static void refuse_more(lua_State *L, int arg) {
    luaL_argcheck(L, lua_isnoneornil(L, arg), arg,
                  "nothing more is taken; place:range(first, last) is searched from there on");
}

// What a hit of a phrase set carries: a match does not say which phrase it is, so that is looked up
// where it stands.
static void push_phrase(lua_State *L, const struct rubric_lua_needle *needle, rubric_slice text,
                        const rubric_match *match) {
    rubric_hit hit;
    rubric_context *context = rubric_lua_state(L)->context;
    bool found = rubric_phrases_next(needle->phrases, context, &hit, text, match->begin);
    rubric_lua_charge(L, 1); // raises when a limit ended it
    if (!found)
        return;
    lua_createtable(L, 0, 2); // hit fields
    rubric_lua_set_phrase(L, 2, hit.phrase);
    lua_setiuservalue(L, -2, 2);
}

// Pushes a hit: a span with the captures of the match, or the phrase. The needle is argument 2.
static void push_hit(lua_State *L, int owner, const struct rubric_lua_needle *needle,
                     rubric_node block, rubric_slice text, const rubric_match *match) {
    struct rubric_lua_span span = {.document = block.document,
                                   .block = block.id,
                                   .begin = (uint32_t)match->begin,
                                   .end_block = block.id,
                                   .end = (uint32_t)match->end,
                                   .word_class = -1};
    rubric_lua_push_span(L, owner, &span);
    if (needle->phrases)
        push_phrase(L, needle, text, match);
    if (match->count == 0)
        return;
    lua_createtable(L, 0, 1);
    lua_createtable(L, match->count, 0); // hit fields captures
    for (int i = 0; i < match->count; i++) {
        rubric_lua_push_capture(L, text, match, i);
        lua_rawseti(L, -2, i + 1);
    }
    if (needle->regex)
        rubric_lua_set_names(L, needle->regex, text, match);
    lua_setfield(L, -2, "captures");
    lua_setiuservalue(L, -2, 2);
}

// place:find(needle) -> hit or nil: the first one
static int place_find(lua_State *L) {
    refuse_more(L, 3);
    struct rubric_lua_place place = rubric_lua_check_place(L, 1);
    struct rubric_lua_needle needle = rubric_lua_check_needle(L, 2, true);
    int owner = rubric_lua_push_place_owner(L, 1);
    rubric_node block;
    rubric_match match;
    size_t begin, end;
    while (rubric_lua_place_next(&place, &block, &begin, &end)) {
        rubric_slice text = text_until(L, block, end);
        if (rubric_lua_needle_find(L, &needle, text, begin, &match)) {
            push_hit(L, owner, &needle, block, text, &match);
            return 1;
        }
    }
    lua_pushnil(L);
    return 1;
}

// place:match(pattern) -> captures, or the whole match; nil when there is none
static int place_match(lua_State *L) {
    refuse_more(L, 3);
    struct rubric_lua_place place = rubric_lua_check_place(L, 1);
    struct rubric_lua_needle needle = rubric_lua_check_needle(L, 2, true);
    rubric_node block;
    rubric_match match;
    size_t begin, end;
    while (rubric_lua_place_next(&place, &block, &begin, &end)) {
        rubric_slice text = text_until(L, block, end);
        if (!rubric_lua_needle_find(L, &needle, text, begin, &match))
            continue;
        return rubric_lua_push_captures(L, text, &match, true);
    }
    lua_pushnil(L);
    return 1;
}

// place:gmatch(needle) -> iterator over hits: a snapshot, so that changes are safe
static int place_gmatch(lua_State *L) {
    refuse_more(L, 3);
    struct rubric_lua_place place = rubric_lua_check_place(L, 1);
    struct rubric_lua_needle needle = rubric_lua_check_needle(L, 2, true);
    int owner = rubric_lua_push_place_owner(L, 1);
    lua_newtable(L);
    int list = lua_gettop(L);
    lua_Integer count = 0;
    rubric_node block;
    rubric_match match;
    size_t begin, end;
    while (rubric_lua_place_next(&place, &block, &begin, &end)) {
        rubric_slice text = text_until(L, block, end);
        for (size_t at = begin, last = SIZE_MAX;
             rubric_lua_needle_find_after(L, &needle, text, at, last, &match);
             at = last = match.end) {
            push_hit(L, owner, &needle, block, text, &match);
            lua_rawseti(L, list, ++count);
            if (needle.is_anchored)
                break;
        }
    }
    return rubric_lua_push_list_iterator(L);
}

// A node, a description or a list of them, on top.
static bool is_inlines(lua_State *L) {
    if (!lua_istable(L, -1) || lua_rawlen(L, -1) > 0)
        return lua_istable(L, -1) || rubric_lua_is_node(L, -1);
    bool has_kind = lua_getfield(L, -1, "kind") != LUA_TNIL;
    lua_pop(L, 1);
    return has_kind;
}

// Pushes what a match is replaced by, or nil to keep it.
static void push_replacement(lua_State *L, int arg, rubric_slice text, const rubric_match *match) {
    luaL_Buffer out;
    int type = lua_type(L, arg);
    if (type == LUA_TSTRING || type == LUA_TNUMBER) {
        rubric_slice form = rubric_lua_check_slice(L, arg);
        luaL_buffinit(L, &out);
        rubric_lua_add_expanded(L, &out, form, text, match);
        luaL_pushresult(&out);
        return;
    }
    int count = match->count ? match->count : 1;
    luaL_checkstack(L, RUBRIC_PATTERN_CAPTURES + 2, "too many captures");
    if (type == LUA_TFUNCTION)
        lua_pushvalue(L, arg);
    for (int i = 0; i < (type == LUA_TFUNCTION ? count : 1); i++) {
        if (match->count)
            rubric_lua_push_capture(L, text, match, i);
        else
            lua_pushlstring(L, text.bytes + match->begin, match->end - match->begin);
    }
    if (type == LUA_TFUNCTION)
        lua_call(L, count, 1);
    else
        lua_gettable(L, arg);
    if (!lua_toboolean(L, -1)) {
        lua_pop(L, 1);
        lua_pushnil(L);
    } else if (!lua_isstring(L, -1) && !is_inlines(L)) {
        luaL_error(L, "invalid replacement value (a %s)", luaL_typename(L, -1));
    }
}

// Adds {begin, end, replacement} of a match to the list at `list`; the replacement is on top and
// goes. Whether it is a text.
static bool add_replacement(lua_State *L, int list, const rubric_match *match) {
    lua_Integer count = (lua_Integer)lua_rawlen(L, list);
    bool is_text = lua_isstring(L, -1);
    if (is_text) {
        rubric_slice text = rubric_lua_check_slice(L, lua_gettop(L));
        if (rubric_utf8_valid(text) != text.size)
            luaL_error(L, "the replacement is not valid UTF-8; text.scrub mends it");
        rubric_lua_charge(L, 1 + text.size);
    }
    lua_pushinteger(L, (lua_Integer)match->begin);
    lua_rawseti(L, list, count + 1);
    lua_pushinteger(L, (lua_Integer)match->end);
    lua_rawseti(L, list, count + 2);
    lua_rawseti(L, list, count + 3);
    return is_text;
}

// Pushes the replacement at an index of the list, from 0, and tells what it replaces.
static void push_item(lua_State *L, int list, size_t index, size_t *begin, size_t *end) {
    lua_Integer at = (lua_Integer)(3 * index);
    lua_rawgeti(L, list, at + 1);
    lua_rawgeti(L, list, at + 2);
    *begin = (size_t)lua_tointeger(L, -2);
    *end = (size_t)lua_tointeger(L, -1);
    lua_pop(L, 2);
    lua_rawgeti(L, list, at + 3);
}

// Texts are put in at once, in one pass over the runs.
static void replace_by_texts(lua_State *L, int list, size_t count, rubric_node block) {
    rubric_error error;
    rubric_replacement *items = lua_newuserdatauv(L, count * sizeof *items, 0);
    for (size_t i = 0; i < count; i++) {
        push_item(L, list, i, &items[i].begin, &items[i].end);
        items[i].text = rubric_lua_check_slice(L, lua_gettop(L));
        lua_pop(L, 1); // the list keeps the text
    }
    rubric_lua_charge(L, 1 + rubric_node_text_size(block) / 16);
    if (rubric_node_replace_ranges(block, items, count, &error) != RUBRIC_OK)
        rubric_lua_raise(L, &error);
}

static void replace_by_inlines(lua_State *L, int list, size_t count, rubric_node block, int owner) {
    ptrdiff_t shift = 0;
    for (size_t i = 0; i < count; i++) {
        size_t begin, end;
        push_item(L, list, i, &begin, &end);
        size_t from = (size_t)((ptrdiff_t)begin + shift);
        size_t size = rubric_lua_replace_stretch(L, -1, owner, block, from, from + (end - begin));
        shift += (ptrdiff_t)size - (ptrdiff_t)(end - begin);
        lua_pop(L, 1);
    }
}

// Whether a block is still there with its text; raises when it is not, for calls may have done
// anything to the document.
static void check_block(lua_State *L, rubric_node block, rubric_slice text, int owner) {
    rubric_lua_check_document(L, owner);
    luaL_argcheck(L, rubric_node_exists(block), 1, "its block was removed");
    if (!rubric_slice_equal(text, text_until(L, block, text.size)))
        luaL_error(L, "a call changed the text that gsub was replacing in");
}

// Replaces the matches in one block; the text was taken before, so what was put in is not seen.
static lua_Integer replace_in_block(lua_State *L, const struct rubric_lua_needle *needle,
                                    rubric_node block, size_t begin, size_t end, lua_Integer limit,
                                    int owner) {
    int top = lua_gettop(L);
    rubric_slice copy = text_until(L, block, end);
    lua_pushlstring(L, copy.bytes, copy.size); // a call may use the buffer
    rubric_slice text = rubric_lua_check_slice(L, lua_gettop(L));
    rubric_match match;
    lua_newtable(L);
    int list = lua_gettop(L);
    lua_Integer count = 0;
    bool is_text = true;
    for (size_t at = begin, last = SIZE_MAX;
         count < limit && rubric_lua_needle_find_after(L, needle, text, at, last, &match);
         at = last = match.end) {
        push_replacement(L, 3, text, &match);
        if (lua_isnil(L, -1)) {
            lua_pop(L, 1);
        } else {
            is_text = add_replacement(L, list, &match) && is_text;
            count++;
        }
        if (needle->is_anchored)
            break;
    }
    if (count == 0)
        rubric_lua_check_document(L, owner);
    else
        check_block(L, block, text, owner);
    if (count && is_text)
        replace_by_texts(L, list, (size_t)count, block);
    else if (count)
        replace_by_inlines(L, list, (size_t)count, block, owner);
    lua_settop(L, top);
    return count;
}

// place:gsub(needle, replacement[, limit]) -> number of replacements; the replacement is a
// string with %0 to %9, a function of the captures, or a table; nil or false keeps the match
static int place_gsub(lua_State *L) {
    refuse_more(L, 5);
    struct rubric_lua_place place = rubric_lua_check_place(L, 1);
    struct rubric_lua_needle needle = rubric_lua_check_needle(L, 2, true);
    int type = lua_type(L, 3);
    luaL_argexpected(L,
                     type == LUA_TSTRING || type == LUA_TNUMBER || type == LUA_TFUNCTION ||
                         type == LUA_TTABLE,
                     3, "string, function or table");
    lua_Integer limit = luaL_optinteger(L, 4, LUA_MAXINTEGER), count = 0;
    int owner = rubric_lua_push_place_owner(L, 1);
    rubric_node block;
    size_t begin, end;
    while (count < limit && rubric_lua_place_next(&place, &block, &begin, &end)) {
        count += replace_in_block(L, &needle, block, begin, end, limit - count, owner);
        rubric_lua_check_document(L, owner);
        if (!rubric_node_exists(block)) // where the walk stood
            break;
    }
    lua_pushinteger(L, count);
    return 1;
}

const luaL_Reg rubric_lua_search_methods[] = {{"find", place_find},
                                              {"gmatch", place_gmatch},
                                              {"gsub", place_gsub},
                                              {"match", place_match},
                                              {NULL, NULL}};
