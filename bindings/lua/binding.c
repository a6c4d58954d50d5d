// SPDX-License-Identifier: MIT
// The state of a Lua state, its modules, and the few functions that every binding file needs.
#include "binding.h"

// Its address is the key of the state in the registry.
static const char state_key = 0;
static const char modules_key = 0;

enum {
    BIG = 4 << 20,        // bytes from which one instruction may take long, as comparing strings
    ALLOCATION_COUNT = 16 // allocations between two looks at the clock
};

// Not sticky: at the limit Lua collects garbage and tries again.
void *rubric_lua_allocate(void *user, void *memory, size_t old_size, size_t size) {
    struct rubric_lua *state = user;
    if (!memory)
        old_size = 0; // it says what kind of object is wanted (Lua 5.4 manual, lua_Alloc)
    if (size == 0) {
        rubric_context_release(state->context, memory, old_size);
        return NULL;
    }
    if (size > old_size) {
        state->has_big = state->has_big || size >= BIG;
        // One instruction may allocate little and look at much (a table that is hashed anew). Who
        // is refused collects all garbage first, so a little is given still: the hook ends it.
        if (++state->allocations % ALLOCATION_COUNT == 0)
            rubric_context_look(state->context);
    }
    void *moved = rubric_context_try_resize(state->context, memory, old_size, size);
    // Lua collects all there is and asks again: near the limit that can be most of what it does.
    if (!moved && size > old_size)
        rubric_context_look(state->context);
    return moved;
}

// Asked for by every function, so it is fast: a state of ours has our allocator. Only a state of
// another host, which runs Lua itself, has it in the registry.
struct rubric_lua *rubric_lua_state(lua_State *L) {
    void *user;
    if (lua_getallocf(L, &user) == rubric_lua_allocate)
        return user;
    lua_rawgetp(L, LUA_REGISTRYINDEX, &state_key);
    struct rubric_lua *state = lua_touserdata(L, -1);
    lua_pop(L, 1);
    return state;
}

static int open_json(lua_State *L) {
    return rubric_lua_open_data(L, true);
}
static int open_yaml(lua_State *L) {
    return rubric_lua_open_data(L, false);
}

static const luaL_Reg modules[] = {{"rubric", rubric_lua_open_rubric},
                                   {"rubric.build", rubric_lua_open_build},
                                   {"rubric.json", open_json},
                                   {"rubric.pattern", rubric_lua_open_pattern},
                                   {"rubric.phrases", rubric_lua_open_phrases},
                                   {"rubric.regex", rubric_lua_open_regex},
                                   {"rubric.text", rubric_lua_open_text},
                                   {"rubric.yaml", open_yaml},
                                   {NULL, NULL}};

void rubric_lua_open(lua_State *L, struct rubric_lua *state) {
    rubric_buffer_init(&state->scratch, state->context);
    rubric_buffer_init(&state->text, state->context);
    state->values = NULL;
    state->stemmer = NULL;
    state->selector_count = 0;
    lua_pushlightuserdata(L, state);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &state_key);
    lua_newtable(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &modules_key);
    rubric_lua_open_value(L);
    rubric_lua_open_document(L); // and its nodes, spans and sections
    rubric_lua_open_attributes(L);
    rubric_lua_open_meta(L);
    rubric_lua_open_selector(L);
}

void rubric_lua_close(struct rubric_lua *state) {
    rubric_buffer_clear(&state->scratch);
    rubric_buffer_clear(&state->text);
    rubric_arena_free(state->values);
    rubric_stemmer_free(state->stemmer);
    state->values = NULL;
    state->stemmer = NULL;
}

static const luaL_Reg *find_module(const luaL_Reg *module, const char *name) {
    for (; module && module->name; module++)
        if (!strcmp(module->name, name))
            return module;
    return NULL;
}

bool rubric_lua_push_module(lua_State *L, const char *name) {
    lua_rawgetp(L, LUA_REGISTRYINDEX, &modules_key); // loaded
    if (lua_getfield(L, -1, name) != LUA_TNIL) {     // loaded module
        lua_remove(L, -2);
        return true;
    }
    lua_pop(L, 1);
    const luaL_Reg *module = find_module(modules, name);
    if (!module)
        module = find_module(rubric_lua_state(L)->modules, name);
    if (!module) {
        lua_pop(L, 1);
        return false;
    }
    module->func(L); // loaded module
    rubric_lua_refuse_unknown(L, name);
    lua_pushvalue(L, -1);
    lua_setfield(L, -3, name);
    lua_remove(L, -2);
    return true;
}

rubric_buffer *rubric_lua_scratch(lua_State *L) {
    rubric_buffer *scratch = &rubric_lua_state(L)->scratch;
    scratch->size = 0;
    scratch->failed = false;
    return scratch;
}

int rubric_lua_push_buffer(lua_State *L, const rubric_buffer *buffer) {
    if (buffer->failed)
        return luaL_error(L, "not enough memory");
    rubric_lua_charge(L, 1 + buffer->size / 16);
    lua_pushlstring(L, buffer->bytes ? buffer->bytes : "", buffer->size);
    return 1;
}

void rubric_lua_charge(lua_State *L, uint64_t steps) {
    rubric_error error;
    struct rubric_lua *state = rubric_lua_state(L);
    if (!rubric_context_charge(state->context, steps)) {
        rubric_context_error(state->context, &error);
        rubric_lua_raise(L, &error);
    }
}

static bool is_limit(rubric_status status) {
    return status == RUBRIC_ERROR_MEMORY || status == RUBRIC_ERROR_TIME ||
           status == RUBRIC_ERROR_INTERRUPTED;
}

// A limit that another context met, as that of the engine, ends this one too.
int rubric_lua_raise(lua_State *L, const rubric_error *error) {
    if (is_limit(error->status))
        rubric_context_fail(rubric_lua_state(L)->context, error->status);
    return luaL_error(L, "%s", error->message);
}

int rubric_lua_fail(lua_State *L, const rubric_error *error) {
    lua_pushnil(L);
    lua_pushstring(L, error->message);
    lua_createtable(L, 0, 3); // nil message position
    if (error->line) {
        lua_pushinteger(L, error->line);
        lua_setfield(L, -2, "line");
        lua_pushinteger(L, error->column);
        lua_setfield(L, -2, "column");
        lua_pushinteger(L, (lua_Integer)error->offset + 1);
        lua_setfield(L, -2, "offset");
    }
    return 3;
}

void rubric_lua_new_type(lua_State *L, const char *name, const luaL_Reg *methods,
                         const luaL_Reg *metamethods) {
    luaL_newmetatable(L, name); // meta
    lua_newtable(L);            // meta methods
    luaL_setfuncs(L, methods, 0);
    lua_pushvalue(L, -1);
    lua_setfield(L, -3, "__index"); // a type without fields finds its methods so
    lua_pushvalue(L, -1);
    lua_setfield(L, -3, "methods");
    lua_insert(L, -2);                // methods meta
    lua_pushvalue(L, -2);             // methods meta methods
    luaL_setfuncs(L, metamethods, 1); // every metamethod has the methods as upvalue
    lua_remove(L, -2);                // meta
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_pop(L, 1);
}

bool rubric_lua_push_own_method(lua_State *L) {
    lua_pushvalue(L, 2);
    if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL)
        return true;
    lua_pop(L, 1);
    return false;
}

bool rubric_lua_push_method(lua_State *L, const char *type, const char *name) {
    luaL_getmetatable(L, type);     // meta
    lua_getfield(L, -1, "methods"); // meta methods
    lua_remove(L, -2);
    bool found = lua_getfield(L, -1, name) != LUA_TNIL;
    lua_remove(L, -2);
    if (!found)
        lua_pop(L, 1);
    return found;
}

// A candidate with a dot, "meta.title", is found by what stands behind it.
static void consider(const char *name, const char *candidate, const char **best, size_t *score) {
    const char *dot = strrchr(candidate, '.');
    size_t edits =
        rubric_name_distance(rubric_slice_of(name), rubric_slice_of(dot ? dot + 1 : candidate));
    // Of names equally near the first in the alphabet, so that messages do not depend on order.
    if (edits < *score || (edits == *score && *best && strcmp(candidate, *best) < 0)) {
        *score = edits;
        *best = candidate;
    }
}

static bool is_near(const char *name, const char *best, size_t score) {
    return best && score <= strlen(name) / 2 + 1;
}

const char *rubric_lua_nearest(const char *name, const char *const *names) {
    const char *best = NULL;
    size_t score = 4;
    for (; *names; names++)
        consider(name, *names, &best, &score);
    return is_near(name, best, score) ? best : NULL;
}

int rubric_lua_unknown_field(lua_State *L, const char *type, const char *name,
                             const char *const *others) {
    const char *best = NULL;
    size_t score = 4;
    for (; others && *others; others++)
        consider(name, *others, &best, &score);
    luaL_getmetatable(L, type);
    lua_getfield(L, -1, "methods"); // meta methods
    for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1))
        consider(name, lua_tostring(L, -2), &best, &score);
    const char *dot = strrchr(type, '.');
    if (is_near(name, best, score))
        return luaL_error(L, "'%s' is not a field of %s; did you mean '%s'?", name,
                          dot ? dot + 1 : type, best);
    return luaL_error(L, "'%s' is not a field of %s", name, dot ? dot + 1 : type);
}

static int refuse_name(lua_State *L) {
    if (lua_type(L, 2) != LUA_TSTRING)
        return lua_pushnil(L), 1;
    const char *name = lua_tostring(L, 2), *best = NULL;
    size_t score = 4;
    for (lua_pushnil(L); lua_next(L, 1); lua_pop(L, 1))
        if (lua_type(L, -2) == LUA_TSTRING)
            consider(name, lua_tostring(L, -2), &best, &score);
    const char *module = lua_tostring(L, lua_upvalueindex(1));
    lua_pushfstring(L, "%s.%s", module, name);
    for (const luaL_Reg *other = modules; !best && other->name; other++)
        if (!strcmp(other->name, lua_tostring(L, -1)))
            return luaL_error(L, "%s is a module of its own: require \"%s\"", other->name,
                              other->name);
    if (is_near(name, best, score))
        return luaL_error(L, "%s has no function '%s'; did you mean '%s'?", module, name, best);
    return luaL_error(L, "%s has no function '%s'", module, name);
}

void rubric_lua_refuse_unknown(lua_State *L, const char *module) {
    lua_createtable(L, 0, 2);
    lua_pushstring(L, module);
    lua_pushcclosure(L, refuse_name, 1);
    lua_setfield(L, -2, "__index");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2);
}

rubric_slice rubric_lua_check_slice(lua_State *L, int arg) {
    size_t size;
    const char *bytes = luaL_checklstring(L, arg, &size);
    return rubric_slice_make(bytes, size);
}

rubric_slice rubric_lua_check_text(lua_State *L, int arg) {
    rubric_slice text;
    if (lua_type(L, arg) == LUA_TUSERDATA) {
        text = rubric_lua_place_text(L, arg);
    } else {
        text = rubric_lua_check_slice(L, arg);
        size_t valid = rubric_utf8_valid(text);
        if (valid < text.size)
            luaL_argerror(L, arg,
                          lua_pushfstring(L, "not valid UTF-8 at byte %I; text.scrub mends it",
                                          (lua_Integer)valid + 1));
    }
    rubric_lua_charge(L, 1 + text.size);
    return text;
}

static bool is_among(const char *key, const char *const *names) {
    while (*names && strcmp(key, *names) != 0)
        names++;
    return *names != NULL;
}

void rubric_lua_check_options(lua_State *L, int arg, const char *const *names) {
    if (lua_isnoneornil(L, arg))
        return;
    luaL_checktype(L, arg, LUA_TTABLE);
    for (lua_pushnil(L); lua_next(L, arg); lua_pop(L, 1)) {
        if (lua_type(L, -2) != LUA_TSTRING)
            luaL_error(L, "options are {name = value}, and a %s is no name", luaL_typename(L, -2));
        const char *key = lua_tostring(L, -2);
        if (is_among(key, names))
            continue;
        const char *best = NULL;
        size_t score = 4;
        for (const char *const *name = names; *name; name++)
            consider(key, *name, &best, &score);
        if (is_near(key, best, score))
            luaL_error(L, "unknown option '%s'; did you mean '%s'?", key, best);
        luaL_Buffer list;
        luaL_buffinit(L, &list);
        for (const char *const *name = names; *name; name++) {
            luaL_addstring(&list, name == names ? "" : ", ");
            luaL_addstring(&list, *name);
        }
        luaL_pushresult(&list);
        luaL_error(L, "unknown option '%s'; there are %s", key, lua_tostring(L, -1));
    }
}

int rubric_lua_push_option(lua_State *L, int arg, const char *name) {
    if (lua_istable(L, arg))
        return lua_getfield(L, arg, name);
    lua_pushnil(L);
    return LUA_TNIL;
}

rubric_slice rubric_lua_string_option(lua_State *L, int arg, const char *name,
                                      const char *fallback) {
    int type = rubric_lua_push_option(L, arg, name);
    if (type == LUA_TNIL)
        return rubric_slice_of(fallback);
    if (type != LUA_TSTRING)
        luaL_error(L, "option '%s' must be a string, not a %s", name, lua_typename(L, type));
    rubric_slice value = rubric_lua_check_slice(L, -1); // stays on the stack, so it lives
    rubric_lua_charge(L, 1 + value.size);
    if (rubric_utf8_valid(value) != value.size)
        luaL_error(L, "option '%s' is not valid UTF-8; text.scrub mends it", name);
    return value;
}

const char *rubric_lua_push_choices(lua_State *L, const char *const *names) {
    lua_pushfstring(L, "'%s'", names[0]);
    for (size_t i = 1; names[i]; i++) {
        lua_pushfstring(L, "%s%s'%s'", lua_tostring(L, -1), names[i + 1] ? ", " : " or ", names[i]);
        lua_remove(L, -2);
    }
    return lua_tostring(L, -1);
}

int rubric_lua_check_choice(lua_State *L, int arg, const char *fallback,
                            const char *const *choices) {
    const char *value = fallback ? luaL_optstring(L, arg, fallback) : luaL_checkstring(L, arg);
    int found = 0;
    while (choices[found] && strcmp(choices[found], value) != 0)
        found++;
    if (!choices[found])
        luaL_argerror(
            L, arg,
            lua_pushfstring(L, "'%s' must be %s", value, rubric_lua_push_choices(L, choices)));
    return found;
}

int rubric_lua_choice_option(lua_State *L, int arg, const char *name, const char *fallback,
                             const char *const *choices) {
    int type = rubric_lua_push_option(L, arg, name), found = 0;
    if (type == LUA_TNIL) {
        lua_pop(L, 1);
        lua_pushstring(L, fallback);
    } else if (type != LUA_TSTRING) {
        luaL_error(L, "option '%s' must be %s, not a %s", name, rubric_lua_push_choices(L, choices),
                   lua_typename(L, type));
    }
    const char *value = lua_tostring(L, -1);
    while (choices[found] && strcmp(choices[found], value) != 0)
        found++;
    if (!choices[found])
        luaL_error(L, "option '%s' must be %s, not '%s'", name, rubric_lua_push_choices(L, choices),
                   value);
    lua_pop(L, 1);
    return found;
}

double rubric_lua_number_option(lua_State *L, int arg, const char *name) {
    int type = rubric_lua_push_option(L, arg, name);
    if (type != LUA_TNUMBER)
        luaL_error(L, "option '%s' must be a number, not a %s", name, lua_typename(L, type));
    double value = lua_tonumber(L, -1);
    lua_pop(L, 1);
    return value;
}

lua_Integer rubric_lua_integer_option(lua_State *L, int arg, const char *name, lua_Integer fallback,
                                      lua_Integer most) {
    lua_Integer value = fallback;
    if (rubric_lua_push_option(L, arg, name) != LUA_TNIL) {
        int is_integer;
        value = lua_tointegerx(L, -1, &is_integer);
        if (!is_integer || value < 0 || value > most)
            luaL_error(L, "option '%s' must be an integer from 0 to %I", name, most);
    }
    lua_pop(L, 1);
    return value;
}

// Values stay in the arena only until they are pushed or copied, so each call begins anew.
rubric_arena *rubric_lua_arena(lua_State *L) {
    struct rubric_lua *state = rubric_lua_state(L);
    rubric_error error;
    rubric_arena_free(state->values);
    state->values = NULL;
    if (rubric_arena_new(&state->values, state->context, &error) != RUBRIC_OK)
        rubric_lua_raise(L, &error);
    return state->values;
}
