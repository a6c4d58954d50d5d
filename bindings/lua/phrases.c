// SPDX-License-Identifier: MIT
// rubric.phrases: sets of phrases that are looked for at once. User value 1 of a set is the list
// of what was given with each phrase; 2 says whether the set is the engine's.
#include "binding.h"

static rubric_phrases **push_box(lua_State *L) {
    rubric_phrases **box = lua_newuserdatauv(L, sizeof *box, 2);
    *box = NULL;
    luaL_setmetatable(L, PHRASES_TYPE);
    lua_newtable(L);
    lua_setiuservalue(L, -2, 1);
    return box;
}

rubric_phrases *rubric_lua_check_phrases(lua_State *L, int arg) {
    rubric_phrases **box = luaL_checkudata(L, arg, PHRASES_TYPE);
    luaL_argcheck(L, *box != NULL, arg, "phrase set is closed");
    return *box;
}

int rubric_lua_push_phrases(lua_State *L, rubric_phrases *phrases) {
    rubric_phrases **box = push_box(L);
    *box = phrases;
    lua_pushboolean(L, 1);
    lua_setiuservalue(L, -2, 2);
    return 1;
}

static int phrases_collect(lua_State *L) {
    rubric_phrases **box = luaL_checkudata(L, 1, PHRASES_TYPE);
    lua_getiuservalue(L, 1, 2);
    if (!lua_toboolean(L, -1))
        rubric_phrases_free(*box);
    *box = NULL;
    return 0;
}

static void add(lua_State *L, rubric_phrases *phrases, rubric_slice text) {
    rubric_error error;
    rubric_lua_charge(L, 8 + text.size);
    if (rubric_phrases_add(phrases, text, &error) != RUBRIC_OK)
        rubric_lua_raise(L, &error);
}

// One entry: a string, or {text = …, data = …}. It stands on top.
static void add_entry(lua_State *L, rubric_phrases *phrases, int data) {
    lua_Integer index = (lua_Integer)rubric_phrases_count(phrases) + 1;
    if (lua_istable(L, -1)) {
        if (lua_getfield(L, -1, "text") != LUA_TSTRING)
            luaL_error(L, "phrase %I has no 'text'", index);
        add(L, phrases, rubric_lua_check_slice(L, lua_gettop(L)));
        lua_pop(L, 1);
        lua_getfield(L, -1, "data");
        lua_rawseti(L, data, index);
    } else {
        if (!lua_isstring(L, -1))
            luaL_error(L, "phrase %I is a %s; a string or {text = …} is needed", index,
                       luaL_typename(L, -1));
        add(L, phrases, rubric_lua_check_slice(L, lua_gettop(L)));
    }
}

// Each line of a text but blank ones and those that begin with '#'.
static void add_lines(lua_State *L, rubric_phrases *phrases, rubric_slice text) {
    for (size_t at = 0; at < text.size;) {
        const char *end = memchr(text.bytes + at, '\n', text.size - at);
        size_t stop = end ? (size_t)(end - text.bytes) : text.size;
        rubric_slice line = rubric_slice_trim(rubric_slice_part(text, at, stop));
        if (line.size && line.bytes[0] != '#')
            add(L, phrases, line);
        at = stop + 1;
    }
}

// phrases.compile(list or text[, {fold = "smart"}]) -> set; a text has one phrase a line
static int phrases_compile(lua_State *L) {
    static const char *const names[] = {"fold", NULL};
    static const char *const folds[] = {"none", "smart", "case", "accents", NULL};
    rubric_lua_check_options(L, 2, names);
    rubric_fold fold = (rubric_fold)rubric_lua_choice_option(L, 2, "fold", "smart", folds);
    rubric_phrases **box = push_box(L);
    int set = lua_gettop(L);
    rubric_error error;
    if (rubric_phrases_new(box, rubric_lua_state(L)->context, fold, &error) != RUBRIC_OK)
        return rubric_lua_raise(L, &error);
    if (lua_type(L, 1) == LUA_TSTRING) {
        add_lines(L, *box, rubric_lua_check_slice(L, 1));
        return 1;
    }
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_getiuservalue(L, set, 1); // set data
    lua_Integer count = (lua_Integer)lua_rawlen(L, 1);
    for (lua_Integer i = 1; i <= count; i++) {
        lua_rawgeti(L, 1, i);
        add_entry(L, *box, set + 1);
        lua_pop(L, 1);
    }
    lua_settop(L, set);
    return 1;
}

static rubric_node scan_root(lua_State *L, int arg) {
    if (rubric_lua_is_node(L, arg))
        return rubric_lua_check_node(L, arg);
    return rubric_document_root(rubric_lua_check_document(L, arg));
}

void rubric_lua_set_phrase(lua_State *L, int set, size_t phrase) {
    rubric_slice text = rubric_phrases_text(rubric_lua_check_phrases(L, set), phrase);
    lua_pushlstring(L, text.bytes, text.size);
    lua_setfield(L, -2, "phrase");
    lua_getiuservalue(L, set, 1);
    lua_rawgeti(L, -1, (lua_Integer)phrase + 1);
    lua_setfield(L, -3, "data");
    lua_pop(L, 1);
}

static void push_hit(lua_State *L, int owner, rubric_node block, const rubric_hit *hit) {
    struct rubric_lua_span span = {.document = block.document,
                                   .block = block.id,
                                   .begin = (uint32_t)hit->begin,
                                   .end_block = block.id,
                                   .end = (uint32_t)hit->end,
                                   .word_class = -1};
    rubric_lua_push_span(L, owner, &span);
    lua_createtable(L, 0, 2); // hit fields
    rubric_lua_set_phrase(L, 1, hit->phrase);
    lua_setiuservalue(L, -2, 2);
}

static int scan_collect(lua_State *L) {
    rubric_scan **box = lua_touserdata(L, 1);
    rubric_scan_free(*box);
    *box = NULL;
    return 0;
}

// A box for the scan, so that a raise in between frees it.
static rubric_scan **push_scan_box(lua_State *L) {
    rubric_scan **box = lua_newuserdatauv(L, sizeof *box, 0);
    *box = NULL;
    if (luaL_newmetatable(L, "rubric.scan")) {
        lua_pushcfunction(L, scan_collect);
        lua_setfield(L, -2, "__gc");
    }
    lua_setmetatable(L, -2);
    return box;
}

// Phrases in a string: spans of no document, as {first, last, phrase, data}.
static int scan_string(lua_State *L, const rubric_phrases *phrases) {
    rubric_slice text = rubric_lua_check_slice(L, 2);
    rubric_hit hit;
    lua_Integer count = 0;
    lua_newtable(L);
    for (size_t at = 0; rubric_phrases_next(phrases, rubric_lua_state(L)->context, &hit, text, at);
         at = hit.end) {
        lua_createtable(L, 0, 4);
        lua_pushinteger(L, (lua_Integer)hit.begin + 1);
        lua_setfield(L, -2, "first");
        lua_pushinteger(L, (lua_Integer)hit.end);
        lua_setfield(L, -2, "last");
        rubric_lua_set_phrase(L, 1, hit.phrase);
        lua_rawseti(L, -2, ++count);
    }
    rubric_lua_charge(L, 1);
    return rubric_lua_push_list_iterator(L);
}

// set:scan(where[, {scope, except}]) -> iterator over hits, which carry .phrase and .data
static int phrases_scan(lua_State *L) {
    static const char *const names[] = {"scope", "except", NULL};
    rubric_phrases *phrases = rubric_lua_check_phrases(L, 1);
    if (lua_type(L, 2) == LUA_TSTRING)
        return scan_string(L, phrases);
    rubric_node root = scan_root(L, 2);
    rubric_lua_check_options(L, 3, names);
    const rubric_selector *scope = rubric_lua_option_selector(L, 3, "scope");
    const rubric_selector *except = rubric_lua_option_selector(L, 3, "except");
    lua_settop(L, 2);
    rubric_scan **scan = push_scan_box(L);
    if (rubric_lua_is_node(L, 2))
        rubric_lua_push_owner(L, 2);
    else
        lua_pushvalue(L, 2); // set where scan owner
    rubric_error error;
    if (rubric_scan_new(scan, root, phrases, scope, except, &error) != RUBRIC_OK)
        return rubric_lua_raise(L, &error);
    lua_newtable(L);
    lua_Integer count = 0;
    rubric_node block;
    rubric_hit hit;
    while (rubric_scan_next(*scan, &block, &hit)) {
        push_hit(L, 4, block, &hit);
        lua_rawseti(L, -2, ++count);
    }
    rubric_scan_free(*scan);
    *scan = NULL;
    rubric_lua_charge(L, 1); // a scan that a limit ended must not look finished
    return rubric_lua_push_list_iterator(L);
}

// set:count() -> number of phrases
static int phrases_count(lua_State *L) {
    lua_pushinteger(L, (lua_Integer)rubric_phrases_count(rubric_lua_check_phrases(L, 1)));
    return 1;
}

int rubric_lua_open_phrases(lua_State *L) {
    static const luaL_Reg methods[] = {
        {"count", phrases_count}, {"scan", phrases_scan}, {NULL, NULL}};
    static const luaL_Reg metamethods[] = {{"__gc", phrases_collect}, {NULL, NULL}};
    static const luaL_Reg functions[] = {{"compile", phrases_compile}, {NULL, NULL}};
    rubric_lua_new_type(L, PHRASES_TYPE, methods, metamethods);
    luaL_newlib(L, functions);
    return 1;
}
