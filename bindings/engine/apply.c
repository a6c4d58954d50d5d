// SPDX-License-Identifier: MIT
// Applying a script to a document inside a state: what the script file returned decides how, and
// the context is what it gets besides the document.
#include "engine/engine.h"

#define CONTEXT_TYPE "rubric.context"

static const char scripts_key = 0;

// Runs the chunk of a program once a state and pushes what it returned.
static void push_script(lua_State *L, rubric_program *program) {
    lua_rawgetp(L, LUA_REGISTRYINDEX, &scripts_key); // scripts
    if (lua_rawgetp(L, -1, program) == LUA_TNIL) {
        lua_pop(L, 1);
        rubric_chunk_push(L, &program->chunk);
        lua_call(L, 0, 1); // scripts script
        lua_pushvalue(L, -1);
        lua_rawsetp(L, -3, program);
    }
    lua_remove(L, -2);
}

static rubric_result *check_result(lua_State *L) {
    rubric_result *result = rubric_state_of(L)->result;
    if (!result)
        luaL_error(L, "there is no document yet: 'prepare' runs before any");
    return result;
}

// context:emit(value): a record
static int context_emit(lua_State *L) {
    rubric_result *result = check_result(L);
    rubric_value value = rubric_lua_check_value(L, 2, result->arena);
    if (rubric_value_append(result->arena, &result->records, value) != RUBRIC_OK)
        return luaL_error(L, "not enough memory");
    return 0;
}

// context:output(name, bytes): a further file, all or none with the document
static int context_output(lua_State *L) {
    rubric_result *result = check_result(L);
    rubric_slice name = rubric_lua_check_slice(L, 2);
    luaL_argcheck(L, rubric_media_is_safe_name(name), 2, "a relative name without '..' is needed");
    rubric_slice bytes = rubric_arena_copy(result->arena, rubric_lua_check_slice(L, 3));
    luaL_argcheck(L, !rubric_value_find(&result->outputs, name), 2, "it was output already");
    if (rubric_value_set(result->arena, &result->outputs, name, rubric_value_string(bytes)) !=
        RUBRIC_OK)
        return luaL_error(L, "not enough memory");
    return 0;
}

// context:skip(reason): ends the run of this document; nothing is written
static int context_skip(lua_State *L) {
    rubric_result *result = check_result(L);
    result->skipped = rubric_arena_copy(result->arena, rubric_lua_check_slice(L, 2));
    rubric_state_of(L)->was_skipped = true;
    return luaL_error(L, "skipped: %s", lua_tostring(L, 2));
}

// context:fail(message): the document counts as failed
static int context_fail(lua_State *L) {
    luaL_checkstring(L, 2);
    lua_settop(L, 2);
    return lua_error(L);
}

static const luaL_Reg context_methods[] = {{"emit", context_emit},
                                           {"fail", context_fail},
                                           {"output", context_output},
                                           {"skip", context_skip},
                                           {NULL, NULL}};

// A name that the context has not: a method, or a field that is nil here; others are a mistake.
static int context_index(lua_State *L) {
    static const char *const fields[] = {"document", "options", "shared", "input",
                                         "from",     "to",      NULL};
    if (rubric_lua_push_own_method(L))
        return 1;
    const char *name = luaL_checkstring(L, 2);
    for (const char *const *field = fields; *field; field++)
        if (!strcmp(*field, name))
            return lua_pushnil(L), 1;
    return rubric_lua_unknown_field(L, CONTEXT_TYPE, name, fields);
}

static void set_string(lua_State *L, const char *name, const char *value) {
    lua_pushstring(L, value);
    lua_setfield(L, -2, name);
}

static void push_context(lua_State *L, int document, int options, int shared) {
    struct state *state = rubric_state_of(L);
    const rubric_run_options *run = state->run;
    lua_createtable(L, 0, 6);
    lua_pushvalue(L, document);
    lua_setfield(L, -2, "document");
    lua_pushvalue(L, options);
    lua_setfield(L, -2, "options");
    lua_pushvalue(L, shared);
    lua_setfield(L, -2, "shared");
    rubric_document *c_document = rubric_lua_to_document(L, document);
    if (run && run->input)
        set_string(L, "input", run->input);
    else if (c_document && rubric_document_path(c_document).size)
        lua_getfield(L, document, "path"), lua_setfield(L, -2, "input");
    if (run && run->from)
        set_string(L, "from", run->from);
    if (run && run->to)
        set_string(L, "to", run->to);
    luaL_setmetatable(L, CONTEXT_TYPE);
}

// Runs `prepare` in the program's own state, once an engine for the same options.
static struct state *prepared_state(lua_State *L, rubric_program *program, int options) {
    rubric_error error = {.status = RUBRIC_OK};
    rubric_value given = rubric_lua_check_value(L, options, rubric_lua_arena(L));
    struct state *prepared;
    if (rubric_program_prepare(&prepared, rubric_state_of(L)->engine, program, &given, &error) !=
        RUBRIC_OK)
        rubric_lua_raise(L, &error);
    return prepared;
}

static void push_shared(lua_State *L, rubric_program *program, int options) {
    if (!program->has_prepare) {
        lua_pushnil(L);
        return;
    }
    struct state *prepared = prepared_state(L, program, options);
    lua_settop(prepared->L, 1); // what `prepare` returned stands there
    rubric_shared_copy(L, prepared->L, 1);
}

static void run_rules(lua_State *L, int script, int document) {
    if (lua_getfield(L, script, "rules") == LUA_TNIL) {
        lua_pop(L, 1);
        return;
    }
    lua_getglobal(L, "require");
    lua_pushliteral(L, "rubric.rules");
    lua_call(L, 1, 1);
    lua_getfield(L, -1, "compile"); // list rules compile
    lua_pushvalue(L, -3);
    lua_call(L, 1, 1); // list rules set
    lua_getfield(L, -1, "run");
    lua_insert(L, -2);
    lua_pushvalue(L, document);
    lua_call(L, 2, 0);
    lua_pop(L, 2);
}

// Handlers are walked by the document's own method.
static void walk(lua_State *L, int document, int handlers, int context) {
    lua_pushcfunction(L, rubric_lua_walk);
    lua_pushvalue(L, document);
    lua_pushvalue(L, handlers);
    lua_pushvalue(L, context);
    lua_call(L, 3, 0);
    lua_pushnil(L);
}

static void call_transform(lua_State *L, int document, int options, int context) {
    lua_pushvalue(L, document);
    lua_pushvalue(L, options);
    lua_pushvalue(L, context);
    lua_call(L, 3, 1);
}

// Applies a program: stack: 1 the program, 2 the document, 3 its options, checked. One result.
int rubric_apply_program(lua_State *L) {
    rubric_program *program = lua_touserdata(L, 1);
    struct state *state = rubric_state_of(L);
    rubric_program *outer = state->program;
    lua_settop(L, 3);
    state->program = program;   // its folder is where its data and modules are looked for
    push_shared(L, program, 3); // 4
    push_context(L, 2, 3, 4);   // 5
    push_script(L, program);    // 6
    if (lua_isfunction(L, 6)) {
        lua_pushvalue(L, 6);
        call_transform(L, 2, 3, 5);
    } else if (!program->is_plugin) {
        walk(L, 2, 6, 5);
    } else {
        rubric_markdown_run(L, program, 6, 2, 5);
        run_rules(L, 6, 2);
        if (lua_getfield(L, 6, "transform") != LUA_TNIL)
            call_transform(L, 2, 3, 5);
        else if (lua_getfield(L, 6, "handlers") != LUA_TNIL)
            walk(L, 2, lua_gettop(L), 5);
    }
    state->program = outer;
    return 1;
}

// document:apply(script[, options]) -> what the script returned
static int document_apply(lua_State *L) {
    struct state *state = rubric_state_of(L);
    rubric_error error = {.status = RUBRIC_OK};
    rubric_lua_check_document(L, 1);
    lua_settop(L, 3);
    if (lua_isfunction(L, 2) || lua_istable(L, 2)) { // a script given as a value
        if (lua_isnil(L, 3)) {
            lua_newtable(L);
            lua_replace(L, 3);
        }
        lua_pushnil(L);
        push_context(L, 1, 3, 4); // 5
        if (lua_istable(L, 2)) {
            walk(L, 1, 2, 5);
        } else {
            lua_pushvalue(L, 2);
            call_transform(L, 1, 3, 5);
        }
        return 1;
    }
    const char *name = luaL_checkstring(L, 2);
    bool is_path = strchr(name, '/') || strstr(name, ".lua");
    if (is_path && state->engine->options.trust == RUBRIC_TRUST_RESTRICTED)
        return luaL_error(L, "restricted scripts apply others by name, not by path");
    rubric_program *program;
    if (rubric_program_find(&program, state->engine, name, &error) != RUBRIC_OK)
        return rubric_lua_raise(L, &error);
    rubric_arena *arena = rubric_lua_arena(L);
    rubric_value given = rubric_value_map(), checked;
    if (!lua_isnil(L, 3)) {
        luaL_checktype(L, 3, LUA_TTABLE);
        given = rubric_lua_check_value(L, 3, arena);
    }
    if (rubric_options_check(&checked, arena, program, &given, &error) != RUBRIC_OK)
        return rubric_lua_raise(L, &error);
    bool is_apart = rubric_apply_is_apart(state, program);
    lua_pushcfunction(L, is_apart ? rubric_apply_apart : rubric_apply_program);
    lua_pushlightuserdata(L, program);
    lua_pushvalue(L, 1);
    rubric_lua_push_value(L, &checked);
    lua_call(L, 3, 1);
    return 1;
}

void rubric_apply_open(lua_State *L) {
    static const luaL_Reg metamethods[] = {{"__index", context_index}, {NULL, NULL}};
    lua_newtable(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &scripts_key);
    rubric_lua_new_type(L, CONTEXT_TYPE, context_methods, metamethods);
    luaL_getmetatable(L, DOCUMENT_TYPE);
    lua_getfield(L, -1, "methods");
    lua_pushcfunction(L, document_apply);
    lua_setfield(L, -2, "apply");
    lua_pop(L, 2);
}
