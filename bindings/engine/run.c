// SPDX-License-Identifier: MIT
// One run: a fresh state, the document lent to it, and what came out besides the document.
#include "engine/engine.h"

#include <assert.h>

static rubric_status result_new(rubric_result **out, rubric_context *context, rubric_error *error) {
    rubric_result *result = rubric_context_allocate(context, sizeof *result);
    if (!result)
        return rubric_context_error(context, error);
    memset(result, 0, sizeof *result);
    result->context = context;
    result->life = RESULT_ALIVE;
    result->records = rubric_value_list();
    result->outputs = rubric_value_map();
    rubric_status status = rubric_arena_new(&result->arena, context, error);
    if (status != RUBRIC_OK) {
        rubric_context_release(context, result, sizeof *result);
        return status;
    }
    *out = result;
    return RUBRIC_OK;
}

void rubric_result_free(rubric_result *result) {
    if (!result)
        return;
    assert(result->life == RESULT_ALIVE);
    rubric_document_free(result->document);
    rubric_arena_free(result->arena);
    result->life = 0;
    rubric_context_release(result->context, result, sizeof *result);
}

const rubric_value *rubric_result_value(const rubric_result *result) {
    assert(result->life == RESULT_ALIVE);
    return result->has_value ? &result->value : NULL;
}

const rubric_value *rubric_result_record(const rubric_result *result, size_t index) {
    assert(result->life == RESULT_ALIVE);
    return index < result->records.as.list.count ? &result->records.as.list.items[index] : NULL;
}

rubric_document *rubric_result_document(const rubric_result *result) {
    assert(result->life == RESULT_ALIVE);
    return result->document;
}

bool rubric_result_output(const rubric_result *result, size_t index, rubric_slice *name,
                          rubric_slice *bytes) {
    if (index >= result->outputs.as.map.count)
        return false;
    *name = result->outputs.as.map.entries[index].key;
    *bytes = result->outputs.as.map.entries[index].value.as.string;
    return true;
}

rubric_slice rubric_result_skipped(const rubric_result *result) {
    assert(result->life == RESULT_ALIVE);
    return result->skipped;
}

struct run {
    rubric_program *program;
    rubric_document *document;
    const rubric_value *options;
    rubric_result *result;
};

// A document that the script made becomes the result's; another value is the value of the run.
static void take_returned(lua_State *L, struct run *run) {
    rubric_document **box = luaL_testudata(L, -1, DOCUMENT_TYPE);
    if (box && *box != run->document && *box) {
        rubric_lua_sync_metadata(L, -1);
        run->result->document = *box;
        *box = NULL;
    } else if (!box && !lua_isnil(L, -1)) {
        run->result->value = rubric_lua_check_value(L, -1, run->result->arena);
        run->result->has_value = true;
    }
}

static int run_program(lua_State *L) {
    struct run *run = lua_touserdata(L, 1);
    rubric_document **box = NULL;
    lua_pushcfunction(L, rubric_apply_program);
    lua_pushlightuserdata(L, run->program);
    if (run->document)
        box = rubric_lua_push_document(L, run->document);
    else
        lua_pushnil(L);
    int document = lua_gettop(L);
    lua_pushvalue(L, document);
    lua_insert(L, 1); // it stays reachable while the metadata is written back
    rubric_lua_push_value(L, run->options);
    lua_call(L, 3, 1);
    take_returned(L, run);
    if (box) {
        rubric_lua_sync_metadata(L, 1);
        *box = NULL; // whatever kept a node finds its document closed
    }
    return 0;
}

static rubric_status run_in(struct state *state, struct run *run, rubric_error *error) {
    state->program = run->program;
    state->may_use_permissions = true;
    state->result = run->result;
    state->engine->running++;
    lua_pushcfunction(state->L, run_program);
    lua_pushlightuserdata(state->L, run);
    rubric_status status = rubric_state_call(state, 1, 0, error);
    state->engine->running--;
    return state->was_skipped ? RUBRIC_OK : status;
}

// Everything that is looked at before a state is made.
static rubric_status prepare(struct run *run, rubric_engine *engine, rubric_value *checked,
                             rubric_error *error) {
    rubric_status status = rubric_permissions_check(engine, run->program, error);
    if (status == RUBRIC_OK)
        status =
            rubric_options_check(checked, run->result->arena, run->program, run->options, error);
    if (status == RUBRIC_OK)
        rubric_options_grant(engine, run->program, run->options);
    run->options = checked;
    return status;
}

static rubric_status run_in_new_state(struct run *run, rubric_engine *engine,
                                      const rubric_run_options *how, rubric_error *error) {
    rubric_value checked;
    struct state *state;
    rubric_status status = prepare(run, engine, &checked, error);
    if (status == RUBRIC_OK)
        status = rubric_state_new(&state, engine, run->result->context, error);
    if (status != RUBRIC_OK)
        return status;
    state->run = how;
    status = run_in(state, run, error);
    rubric_state_free(state);
    return status;
}

rubric_status rubric_engine_run(rubric_result **out, rubric_engine *engine, rubric_program *program,
                                rubric_document *document, const rubric_value *options,
                                const rubric_run_options *given, rubric_error *error) {
    rubric_error ignored;
    rubric_run_options how;
    error = error ? error : &ignored;
    if (rubric_is_missing(out, "out", error) || rubric_is_missing(program, "program", error) ||
        rubric_options_copy(&how, sizeof how, given, "run", error) != RUBRIC_OK)
        return RUBRIC_ERROR_ARGUMENT;
    rubric_context *context = document ? rubric_document_context(document) : how.context;
    if (!context)
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT,
                                "a run without a document needs a context");
    if (!rubric_engine_enter(engine, error))
        return RUBRIC_ERROR_ARGUMENT;
    assert(program->life == PROGRAM_ALIVE);
    engine->traceback.size = 0;
    rubric_result *result = NULL;
    rubric_status status = result_new(&result, context, error);
    if (status == RUBRIC_OK) {
        struct run run = {program, document, options, result};
        status = run_in_new_state(&run, engine, &how, error);
    }
    rubric_state_free_retired(engine);
    if (status == RUBRIC_OK)
        *out = result;
    else
        rubric_result_free(result);
    rubric_engine_leave(engine);
    return status;
}
