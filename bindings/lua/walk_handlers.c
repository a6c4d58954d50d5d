// SPDX-License-Identifier: MIT
// Reading a table of handlers, and choosing the one of a node: the most specific, or the first of a
// list in the order that the script gave it.
#include "walk.h"

// Takes the value on top into the table of functions.
static int store(lua_State *L, const struct walker *walker) {
    int index = (int)lua_rawlen(L, walker->functions) + 1;
    lua_rawseti(L, walker->functions, index);
    return index;
}

// One of {enter = f, leave = f}; the table stands on top.
static int read_part(lua_State *L, const struct walker *walker, const struct handler *handler,
                     const char *part) {
    int type = lua_getfield(L, -1, part);
    if (type == LUA_TNIL) {
        lua_pop(L, 1);
        return 0;
    }
    if (type != LUA_TFUNCTION)
        luaL_error(L, "'%s' of the handler of '%s' is a %s, not a function", part, handler->name,
                   lua_typename(L, type));
    return store(L, walker);
}

// The functions of a handler: f, or {enter = f, leave = f}. The value stands on top.
static void read_functions(lua_State *L, const struct walker *walker, struct handler *handler) {
    static const char *const parts[] = {"enter", "leave", NULL};
    if (lua_isfunction(L, -1)) {
        handler->enter = store(L, walker);
        return;
    }
    if (!lua_istable(L, -1))
        luaL_error(L, "the handler of '%s' is a %s; a function or {enter = f, leave = f} is needed",
                   handler->name, luaL_typename(L, -1));
    rubric_lua_check_options(L, lua_gettop(L), parts);
    handler->enter = read_part(L, walker, handler, "enter");
    handler->leave = read_part(L, walker, handler, "leave");
    if (!handler->enter && !handler->leave)
        luaL_error(L, "the handler of '%s' has neither enter nor leave", handler->name);
    lua_pop(L, 1);
}

static void note_candidate(struct walker *walker, const struct handler *handler) {
    for (int kind = RUBRIC_KIND_DOCUMENT; kind < RUBRIC_KIND_COUNT; kind++)
        if (rubric_selector_may_match(handler->selector, (rubric_kind)kind))
            walker->candidates[kind][walker->candidate_counts[kind]++] = (uint8_t)walker->count;
}

// Adds the handler whose selector stands at `key` and whose functions stand on top.
static void add_handler(lua_State *L, struct walker *walker, int key) {
    if (walker->count == HANDLER_LIMIT)
        luaL_error(L, "more than %d handlers", HANDLER_LIMIT);
    struct handler *handler = &walker->handlers[walker->count];
    handler->name = lua_tostring(L, key);
    lua_pushvalue(L, key);
    handler->selector = rubric_lua_push_selector(L, -1);
    store(L, walker); // so that it lives as long as the walk
    lua_pop(L, 1);
    read_functions(L, walker, handler);
    note_candidate(walker, handler);
    walker->count++;
}

static void read_ordered(lua_State *L, struct walker *walker, int handlers) {
    lua_Integer count = (lua_Integer)lua_rawlen(L, handlers);
    walker->ordered = true;
    for (lua_Integer i = 1; i <= count; i++) {
        lua_rawgeti(L, handlers, i); // pair
        int pair = lua_gettop(L);
        if (!lua_istable(L, pair) || lua_rawgeti(L, pair, 1) != LUA_TSTRING)
            luaL_error(L, "handler %I of the list is no {selector, function}", i);
        lua_rawgeti(L, pair, 2); // pair selector f
        add_handler(L, walker, pair + 1);
        lua_settop(L, pair - 1);
    }
}

// In the order of the alphabet, so that messages do not depend on the order of `pairs`.
static void read_named(lua_State *L, struct walker *walker, int handlers) {
    rubric_lua_push_sorted_keys(L, handlers); // keys
    int keys = lua_gettop(L);
    for (lua_Integer i = 1; lua_rawgeti(L, keys, i) != LUA_TNIL; i++) { // keys key
        lua_pushvalue(L, -1);
        lua_rawget(L, handlers); // keys key value
        add_handler(L, walker, keys + 1);
        lua_settop(L, keys);
    }
    lua_settop(L, keys - 1);
}

// A list, or names and functions, but not both in one.
static void check_keys(lua_State *L, int handlers, bool is_list) {
    for (lua_pushnil(L); lua_next(L, handlers); lua_pop(L, 1))
        if (lua_type(L, -2) != (is_list ? LUA_TNUMBER : LUA_TSTRING))
            luaL_error(L,
                       is_list ? "a list of handlers has no other keys"
                               : "a handler's key is a kind or a selector, not a %s",
                       luaL_typename(L, -2));
}

static void refuse_ties(lua_State *L, const struct walker *walker) {
    rubric_lua_charge(L, (uint64_t)walker->count * walker->count);
    for (uint32_t a = 0; a < walker->count; a++)
        for (uint32_t b = a + 1; b < walker->count; b++)
            if (rubric_selectors_may_tie(walker->handlers[a].selector,
                                         walker->handlers[b].selector))
                luaL_error(L,
                           "handlers '%s' and '%s' are equally specific and may meet in one node; "
                           "order them by hand: { {selector, f}, … }",
                           walker->handlers[a].name, walker->handlers[b].name);
}

struct walker *rubric_lua_read_handlers(lua_State *L, int handlers) {
    luaL_checktype(L, handlers, LUA_TTABLE);
    handlers = lua_absindex(L, handlers);
    luaL_checkstack(L, 10, NULL);
    struct walker *walker = lua_newuserdatauv(L, sizeof *walker, 0); // walker
    memset(walker, 0, sizeof *walker);
    walker->state = rubric_lua_state(L);
    lua_newtable(L);
    walker->functions = lua_gettop(L); // walker functions
    bool is_list = lua_rawlen(L, handlers) > 0;
    check_keys(L, handlers, is_list);
    if (is_list) {
        read_ordered(L, walker, handlers);
    } else {
        read_named(L, walker, handlers);
        refuse_ties(L, walker);
    }
    return walker;
}

void rubric_lua_check_handlers(lua_State *L, int handlers) {
    rubric_lua_read_handlers(L, handlers);
    lua_pop(L, 2);
}

uint32_t rubric_lua_choose_handler(struct walker *walker, rubric_node node) {
    rubric_kind kind = rubric_node_kind(node);
    uint32_t best = 0, most = 0;
    for (uint32_t i = 0; i < walker->candidate_counts[kind]; i++) {
        uint32_t index = walker->candidates[kind][i];
        uint32_t weight =
            rubric_selector_weigh(walker->handlers[index].selector, node, &walker->memo);
        if (weight && walker->ordered)
            return index + 1;
        if (weight > most) {
            most = weight;
            best = index + 1;
        }
    }
    return best;
}
