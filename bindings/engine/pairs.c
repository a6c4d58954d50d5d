// SPDX-License-Identifier: MIT
// `pairs` and `next` of restricted scripts. Where a key of a table stands depends on a number that
// Lua draws from an address and the time, so `pairs` goes by the keys themselves: what a script
// makes of a table is the same in every run.
#include "engine/engine.h"

// next(table[, key]): one step over a long empty part takes long, so the clock is looked at.
static int counted_next(lua_State *L) {
    struct state *state = rubric_state_of(L);
    luaL_checktype(L, 1, LUA_TTABLE);
    unsigned every = state->lua.has_big ? 4 : 64; // such a step is a third of a millisecond at most
    if (++state->looks % every == 0 && !rubric_context_look(state->lua.context))
        rubric_lua_charge(L, 1);
    lua_settop(L, 2);
    if (lua_next(L, 1))
        return 2;
    lua_pushnil(L);
    return 1;
}

// A key in the list of them, by its place there.
struct key {
    uint64_t start; // its first bytes, the first of them highest: most keys differ here
    rubric_slice name;
    lua_Integer place;
};

static struct key make_key(rubric_slice name, lua_Integer place) {
    struct key key = {0, name, place};
    for (size_t i = 0; i < sizeof key.start; i++)
        key.start = key.start << 8 | (i < name.size ? (unsigned char)name.bytes[i] : 0);
    return key;
}

static bool comes_before(const struct key *a, const struct key *b) {
    if (a->start != b->start)
        return a->start < b->start;
    return rubric_slice_compare(a->name, b->name) < 0;
}

// Puts `keys[begin…middle)` and `keys[middle…end)`, each in order, together into `out`.
static void merge(struct key *out, const struct key *keys, size_t begin, size_t middle,
                  size_t end) {
    for (size_t a = begin, b = middle, i = begin; i < end; i++) {
        bool takes_second = b < end && (a == middle || comes_before(&keys[b], &keys[a]));
        out[i] = takes_second ? keys[b++] : keys[a++];
    }
}

// Sorts `keys` with as much room behind them; returns where they stand then.
static struct key *sort(struct key *keys, size_t count) {
    struct key *from = keys, *to = keys + count;
    for (size_t width = 1; width < count; width *= 2) {
        for (size_t begin = 0; begin < count; begin += 2 * width) {
            size_t middle = begin + width < count ? begin + width : count;
            size_t end = middle + width < count ? middle + width : count;
            merge(to, from, begin, middle, end);
        }
        struct key *sorted = to;
        to = from;
        from = sorted;
    }
    return from;
}

// Counts the keys of the table at 1, and those that are strings.
static size_t count_keys(lua_State *L, size_t *strings) {
    size_t count = 0;
    *strings = 0;
    for (lua_pushnil(L); lua_next(L, 1); lua_pop(L, 1)) {
        count++;
        *strings += lua_type(L, -2) == LUA_TSTRING;
        if (count % 1024 == 0)
            rubric_lua_charge(L, 1024);
    }
    return count;
}

// Fills a list with the keys of the table at 1: others as they come, then strings, which are noted
// in `keys` as well.
static void list_keys(lua_State *L, int list, struct key *keys, size_t others) {
    lua_Integer other = 1, string = (lua_Integer)others + 1;
    for (lua_pushnil(L); lua_next(L, 1); lua_pop(L, 1)) {
        bool is_string = lua_type(L, -2) == LUA_TSTRING;
        if (is_string)
            *keys++ = make_key(rubric_lua_check_slice(L, -2), string);
        lua_pushvalue(L, -2);
        lua_rawseti(L, list, is_string ? string++ : other++);
    }
}

// Pushes the keys of the table at 1 in their order.
static void push_sorted(lua_State *L, size_t count, size_t strings) {
    struct key few[2 * 32], *keys = few; // twice, for sorting
    size_t others = count - strings;
    rubric_lua_charge(L, 1 + count);
    lua_createtable(L, (int)count, 0); // list
    int list = lua_gettop(L);
    if (2 * strings > sizeof few / sizeof *few)
        keys = lua_newuserdatauv(L, 2 * strings * sizeof *keys, 0);
    list_keys(L, list, keys, others);
    keys = sort(keys, strings);
    lua_createtable(L, (int)count, 0); // list … sorted
    for (size_t i = 0; i < count; i++) {
        lua_Integer place = (lua_Integer)i + 1;
        lua_rawgeti(L, list, i < others ? place : keys[i - others].place);
        lua_rawseti(L, -2, place);
    }
    lua_replace(L, list);
    lua_settop(L, list);
}

// pairs(table): strings in the order of their bytes, after all other keys
static int ordered_pairs(lua_State *L) {
    luaL_checkany(L, 1);
    lua_settop(L, 1);
    if (luaL_getmetafield(L, 1, "__pairs") != LUA_TNIL) {
        lua_insert(L, 1);
        lua_call(L, 1, 3);
        return 3;
    }
    size_t strings = 0, count = lua_istable(L, 1) ? count_keys(L, &strings) : 0;
    if (strings > 1) {
        push_sorted(L, count, strings);
        lua_pushinteger(L, 0);
        lua_pushcclosure(L, rubric_lua_next_listed, 2);
    } else {
        lua_pushcfunction(L, counted_next);
    }
    lua_pushvalue(L, 1);
    lua_pushnil(L);
    return 3;
}

void rubric_pairs_open(lua_State *L) {
    lua_pushcfunction(L, counted_next);
    lua_setglobal(L, "next");
    lua_pushcfunction(L, ordered_pairs);
    lua_setglobal(L, "pairs");
}
