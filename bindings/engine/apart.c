// SPDX-License-Identifier: MIT
// Applies a program in a state of its own, so that what holds permissions shares no table, no
// metatable and no module with what does not.
#include "engine/engine.h"

bool rubric_apply_is_apart(const struct state *state, const rubric_program *program) {
    const rubric_program *here = state->program;
    if (state->engine->options.trust == RUBRIC_TRUST_TRUSTED || here == program)
        return false;
    bool holds =
        here && here->permissions.type == RUBRIC_VALUE_LIST && here->permissions.as.list.count > 0;
    return holds || program->permissions.as.list.count > 0;
}

struct application {
    rubric_program *program;
    rubric_document *document;
    const rubric_value *options;
    rubric_arena *arena; // of the value
    rubric_value value;
    bool has_value;
    rubric_document **other; // a box for a document that the script returned
};

static int apply_there(lua_State *L) {
    struct application *application = lua_touserdata(L, 1);
    lua_pushcfunction(L, rubric_apply_program);
    lua_pushlightuserdata(L, application->program);
    rubric_document **lent = rubric_lua_push_document(L, application->document);
    lua_pushvalue(L, -1);
    lua_insert(L, 1); // it stays reachable while the metadata is written back
    rubric_lua_push_value(L, application->options);
    lua_call(L, 3, 1);
    rubric_document **box = luaL_testudata(L, -1, DOCUMENT_TYPE);
    if (box && *box && *box != application->document) {
        rubric_lua_sync_metadata(L, -1);
        *application->other = *box;
        *box = NULL;
    } else if (!box && !lua_isnil(L, -1)) {
        application->value = rubric_lua_check_value(L, -1, application->arena);
        application->has_value = true;
    }
    rubric_lua_sync_metadata(L, 1);
    *lent = NULL; // whatever kept a node finds its document closed
    return 0;
}

// Nothing here raises in the outer state, so the inner one is always freed.
static rubric_status run_there(struct state *outer, struct application *application,
                               rubric_error *error) {
    struct state *inner;
    rubric_status status = rubric_state_new(&inner, outer->engine, outer->lua.context, error);
    if (status != RUBRIC_OK)
        return status;
    inner->program = application->program;
    inner->may_use_permissions = true;
    inner->result = outer->result;
    inner->run = outer->run;
    inner->depth = outer->depth + 1;
    lua_pushcfunction(inner->L, apply_there);
    lua_pushlightuserdata(inner->L, application);
    status = rubric_state_call(inner, 1, 0, error);
    outer->was_skipped = inner->was_skipped;
    rubric_state_free(inner);
    return status;
}

// Stack: 1 the program, 2 the document, 3 its options, checked. One result.
int rubric_apply_apart(lua_State *L) {
    enum { NESTING = 16 }; // each is a call of Lua in Lua on the C stack
    struct state *state = rubric_state_of(L);
    rubric_error error = {.status = RUBRIC_OK};
    rubric_program *program = lua_touserdata(L, 1);
    if (state->depth >= NESTING)
        return luaL_error(L, "scripts with permissions apply each other too deep");
    if (rubric_permissions_check(state->engine, program, &error) != RUBRIC_OK)
        return rubric_lua_raise(L, &error);
    rubric_lua_sync_metadata(L, 2);
    rubric_arena *arena = rubric_lua_arena(L);
    rubric_value options = rubric_lua_check_value(L, 3, arena);
    struct application application = {.program = program,
                                      .document = rubric_lua_check_document(L, 2),
                                      .options = &options,
                                      .arena = arena,
                                      .value = rubric_value_null(),
                                      .other = rubric_lua_push_document_box(L)};
    rubric_status status = run_there(state, &application, &error);
    rubric_lua_forget_metadata(L, 2); // it may be other than what was handed out
    if (state->was_skipped)
        return luaL_error(L, "skipped");
    if (status != RUBRIC_OK)
        return rubric_lua_raise(L, &error);
    if (*application.other)
        return 1; // the box is on top
    if (!application.has_value)
        return 0;
    return rubric_lua_push_value(L, &application.value);
}
