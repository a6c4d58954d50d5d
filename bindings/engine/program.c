// SPDX-License-Identifier: MIT
// Programs: compiled once, never changed, counted by who holds them, so that engines and threads
// can share them; and what one engine keeps of each.
#include "engine/engine.h"

#include <assert.h>

enum {
    LOADING_LIMIT = 8, // each has the limits of a document and a C stack of its own
    RETIRED_LIMIT = 32 // states of `prepare` with other options, in one run
};

/* ---- One program --------------------------------------------------------------------- */

static rubric_status allocate_program(rubric_program **out, const rubric_engine *engine,
                                      rubric_error *error) {
    rubric_context_options options = {.size = sizeof options,
                                      .allocate = engine->options.allocate,
                                      .allocate_user = engine->options.allocate_user};
    rubric_context *context;
    rubric_status status = rubric_context_new(&context, &options, error);
    if (status != RUBRIC_OK)
        return status;
    rubric_program *program = rubric_context_allocate(context, sizeof *program);
    if (program) {
        memset(program, 0, sizeof *program);
        program->context = context;
        program->life = PROGRAM_ALIVE;
        atomic_init(&program->references, 1);
        status = rubric_arena_new(&program->arena, context, error);
    } else {
        status = rubric_context_error(context, error);
    }
    if (status != RUBRIC_OK) {
        rubric_context_release(context, program, sizeof *program);
        rubric_context_free(context);
        return status;
    }
    *out = program;
    return RUBRIC_OK;
}

rubric_program *rubric_program_share(rubric_program *program) {
    assert(program->life == PROGRAM_ALIVE);
    atomic_fetch_add_explicit(&program->references, 1, memory_order_relaxed);
    return program;
}

void rubric_program_free(rubric_program *program) {
    assert(!program || program->life == PROGRAM_ALIVE);
    if (!program || atomic_fetch_sub_explicit(&program->references, 1, memory_order_acq_rel) != 1)
        return;
    rubric_context *context = program->context;
    rubric_arena_free(program->arena);
    program->life = 0;
    rubric_context_release(context, program, sizeof *program);
    rubric_context_free(context);
}

const rubric_value *rubric_program_description(const rubric_program *program) {
    assert(program->life == PROGRAM_ALIVE);
    return &program->description;
}

/* ---- Loading ------------------------------------------------------------------------- */

struct inspection {
    rubric_program *program;
    rubric_error *error;
    rubric_status status;
};

static int run_and_inspect(lua_State *L) {
    struct inspection *inspection = lua_touserdata(L, 1);
    rubric_chunk_push(L, &inspection->program->chunk);
    lua_call(L, 0, 1);
    inspection->status = rubric_program_describe(L, inspection->program, inspection->error);
    return 0;
}

// A state of the program's own, in a context with the limits of a document.
static rubric_status new_own_state(struct state **out, rubric_engine *engine,
                                   rubric_program *program, rubric_error *error) {
    rubric_context *context;
    if (engine->loading >= LOADING_LIMIT)
        return rubric_error_set(error, RUBRIC_ERROR_SCRIPT,
                                "%.*s: scripts apply each other while they are loaded",
                                (int)program->chunk.name.size, program->chunk.name.bytes);
    rubric_status status = rubric_engine_begin(&context, engine, error);
    if (status != RUBRIC_OK)
        return status;
    status = rubric_state_new(out, engine, context, error);
    if (status != RUBRIC_OK) {
        rubric_context_free(context);
        return status;
    }
    (*out)->own_context = context;
    (*out)->program = program;
    return RUBRIC_OK;
}

static rubric_status look_in(struct state *state, rubric_program *program, rubric_error *error) {
    struct inspection inspection = {program, error, RUBRIC_OK};
    lua_pushcfunction(state->L, run_and_inspect);
    lua_pushlightuserdata(state->L, &inspection);
    state->engine->loading++;
    rubric_status status = rubric_state_call(state, 1, 0, error);
    state->engine->loading--;
    if (status == RUBRIC_OK)
        status = inspection.status;
    if (status == RUBRIC_ERROR_SCRIPT && rubric_context_status(program->context) != RUBRIC_OK)
        status = rubric_context_error(program->context, error); // what is kept found no room
    return status;
}

// Runs the file of a program and describes what it returned.
static rubric_status look(rubric_engine *engine, rubric_program *program, rubric_error *error) {
    struct state *state;
    rubric_status status = new_own_state(&state, engine, program, error);
    if (status != RUBRIC_OK)
        return status;
    status = look_in(state, program, error);
    rubric_state_free(state);
    return status;
}

// What an engine keeps of a program that it did not know; the reference becomes the engine's.
static rubric_status remember(struct loaded_program **out, rubric_engine *engine,
                              rubric_program *program, bool is_named, rubric_error *error) {
    struct loaded_program *loaded = rubric_context_allocate(engine->context, sizeof *loaded);
    if (!loaded)
        return rubric_context_error(engine->context, error);
    *loaded =
        (struct loaded_program){.program = program, .is_named = is_named, .next = engine->programs};
    engine->programs = loaded;
    *out = loaded;
    return RUBRIC_OK;
}

// Compiles and inspects; the program lives with the engine.
static rubric_status load(rubric_program **out, rubric_engine *engine,
                          const struct found_file *file, bool is_named, rubric_error *error) {
    rubric_program *program;
    struct loaded_program *loaded;
    rubric_status status = allocate_program(&program, engine, error);
    if (status != RUBRIC_OK)
        return status;
    status = rubric_chunk_compile(&program->chunk, engine, program->arena, file, error);
    if (status == RUBRIC_OK)
        status = look(engine, program, error);
    if (status == RUBRIC_OK)
        status = remember(&loaded, engine, program, is_named, error);
    if (status != RUBRIC_OK) {
        rubric_program_free(program);
        return status;
    }
    *out = program;
    return RUBRIC_OK;
}

static rubric_status not_found(rubric_engine *engine, const char *name, rubric_error *error) {
    const rubric_value *scripts = rubric_engine_scripts(engine);
    const char *names[200];
    size_t count = 0;
    for (uint32_t i = 0; i < scripts->as.list.count && count < 200; i++) {
        const rubric_value *script = &scripts->as.list.items[i];
        names[count++] = rubric_value_find(script, rubric_slice_of("name"))->as.string.bytes;
    }
    const char *nearest = rubric_nearest(rubric_slice_of(name), names, count);
    return rubric_error_set(error, RUBRIC_ERROR_FILE, "no script '%.60s'%s%s%s", name,
                            nearest ? "; did you mean '" : "", nearest ? nearest : "",
                            nearest ? "'?" : "");
}

rubric_status rubric_program_find(rubric_program **out, rubric_engine *engine, const char *name,
                                  rubric_error *error) {
    rubric_slice slice = rubric_slice_of(name);
    for (struct loaded_program *loaded = engine->programs; loaded; loaded = loaded->next)
        if (rubric_slice_equal(loaded->program->chunk.name, slice)) {
            *out = loaded->program;
            return RUBRIC_OK;
        }
    rubric_error found = {.status = RUBRIC_OK};
    struct found_file file;
    rubric_found_init(&file, slice, engine->context);
    rubric_status status = rubric_search_script(&file, engine, slice, rubric_slice_of(""), &found);
    if (status == RUBRIC_OK)
        status = load(out, engine, &file, true, error);
    else if (status == RUBRIC_ERROR_FILE && !found.message[0])
        status = not_found(engine, name, error);
    else if (error)
        *error = found;
    rubric_found_clear(&file);
    return status;
}

rubric_status rubric_program_load(rubric_program **out, rubric_engine *engine, const char *name,
                                  rubric_error *error) {
    rubric_program *program;
    if (rubric_is_missing(out, "out", error) || rubric_is_missing(name, "name", error) ||
        !rubric_engine_enter(engine, error))
        return RUBRIC_ERROR_ARGUMENT;
    rubric_programs_drop(engine);
    rubric_status status = rubric_program_find(&program, engine, name, error);
    if (status == RUBRIC_OK)
        *out = rubric_program_share(program);
    rubric_engine_leave(engine);
    return status;
}

static rubric_status compile(rubric_program **out, rubric_engine *engine, const char *name,
                             rubric_slice source, rubric_error *error) {
    struct found_file file;
    rubric_found_init(&file, rubric_slice_of(name), engine->context);
    rubric_buffer_put_string(&file.path, name);
    rubric_buffer_put_byte(&file.path, '\0');
    rubric_buffer_put_slice(&file.source, source);
    rubric_status status = RUBRIC_OK;
    if (file.path.failed || file.source.failed)
        status = rubric_context_error(engine->context, error);
    if (status == RUBRIC_OK)
        status = load(out, engine, &file, false, error);
    rubric_found_clear(&file);
    return status;
}

rubric_status rubric_program_compile(rubric_program **out, rubric_engine *engine, const char *name,
                                     rubric_slice source, rubric_error *error) {
    rubric_program *program;
    if (rubric_is_missing(out, "out", error) || rubric_is_missing(name, "name", error) ||
        (source.size && rubric_is_missing(source.bytes, "source", error)) ||
        !rubric_engine_enter(engine, error))
        return RUBRIC_ERROR_ARGUMENT;
    rubric_programs_drop(engine);
    rubric_status status = compile(&program, engine, name, source, error);
    if (status == RUBRIC_OK)
        *out = rubric_program_share(program);
    rubric_engine_leave(engine);
    return status;
}

/* ---- What an engine keeps ------------------------------------------------------------ */

static void forget(rubric_engine *engine, struct loaded_program *loaded) {
    for (struct granted_path *granted = engine->granted; granted; granted = granted->next)
        if (granted->program == loaded->program)
            granted->program = NULL; // another one may get its address
    rubric_state_free(loaded->prepared);
    rubric_program_free(loaded->program);
    rubric_context_release(engine->context, loaded, sizeof *loaded);
}

void rubric_programs_drop(rubric_engine *engine) {
    if (engine->running || engine->loading)
        return; // a run may hold what was prepared
    for (struct loaded_program **at = &engine->programs; *at;) {
        struct loaded_program *loaded = *at;
        bool is_alone =
            atomic_load_explicit(&loaded->program->references, memory_order_acquire) == 1;
        if (loaded->is_named || !is_alone) {
            at = &loaded->next;
            continue;
        }
        *at = loaded->next;
        forget(engine, loaded);
    }
}

void rubric_programs_clear(rubric_engine *engine) {
    while (engine->programs) {
        struct loaded_program *loaded = engine->programs;
        engine->programs = loaded->next;
        forget(engine, loaded);
    }
}

// A program of another engine is new to this one.
static rubric_status get_loaded(struct loaded_program **out, rubric_engine *engine,
                                rubric_program *program, rubric_error *error) {
    for (struct loaded_program *loaded = engine->programs; loaded; loaded = loaded->next)
        if (loaded->program == program) {
            *out = loaded;
            return RUBRIC_OK;
        }
    rubric_status status = remember(out, engine, program, false, error);
    if (status == RUBRIC_OK)
        rubric_program_share(program);
    return status;
}

/* ---- prepare ------------------------------------------------------------------------- */

// prepare(options): the result stays at the bottom of the state's stack.
static int call_prepare(lua_State *L) {
    rubric_program *program = lua_touserdata(L, 1);
    const rubric_value *options = lua_touserdata(L, 2);
    rubric_chunk_push(L, &program->chunk);
    lua_call(L, 0, 1);
    lua_getfield(L, -1, "prepare");
    rubric_lua_push_value(L, options);
    lua_call(L, 1, 1);
    return 1;
}

static rubric_status prepare_in(struct state *state, rubric_program *program,
                                const rubric_value *options, rubric_value *kept,
                                rubric_error *error) {
    rubric_status status = rubric_arena_new(&state->own_arena, state->own_context, error);
    if (status == RUBRIC_OK)
        status = rubric_value_copy(kept, state->own_arena, options);
    if (status != RUBRIC_OK)
        return rubric_context_error(state->own_context, error);
    state->may_use_permissions = true;
    lua_pushcfunction(state->L, call_prepare);
    lua_pushlightuserdata(state->L, program);
    lua_pushlightuserdata(state->L, (void *)(uintptr_t)options);
    state->engine->loading++;
    status = rubric_state_call(state, 2, 1, error);
    state->engine->loading--;
    return status;
}

// A run that goes on may hold the phrase sets of what was prepared.
static rubric_status retire(rubric_engine *engine, struct loaded_program *loaded,
                            rubric_error *error) {
    if (!loaded->prepared)
        return RUBRIC_OK;
    if (engine->retired_count >= RETIRED_LIMIT)
        return rubric_error_set(error, RUBRIC_ERROR_LIMIT,
                                "%.*s: applied with more than %d different options in one run",
                                (int)loaded->program->chunk.name.size,
                                loaded->program->chunk.name.bytes, RETIRED_LIMIT);
    loaded->prepared->next = engine->retired;
    engine->retired = loaded->prepared;
    engine->retired_count++;
    loaded->prepared = NULL;
    return RUBRIC_OK;
}

rubric_status rubric_program_prepare(struct state **out, rubric_engine *engine,
                                     rubric_program *program, const rubric_value *options,
                                     rubric_error *error) {
    struct loaded_program *loaded = NULL;
    rubric_status status = get_loaded(&loaded, engine, program, error);
    if (status != RUBRIC_OK)
        return status;
    *out = loaded->prepared;
    if (loaded->prepared && rubric_value_equal(&loaded->prepared_options, options))
        return RUBRIC_OK;
    struct state *state;
    rubric_value kept;
    status = new_own_state(&state, engine, program, error);
    if (status != RUBRIC_OK)
        return status;
    status = prepare_in(state, program, options, &kept, error);
    if (status == RUBRIC_OK)
        status = retire(engine, loaded, error);
    if (status != RUBRIC_OK) {
        rubric_state_free(state);
        return status;
    }
    loaded->prepared = *out = state;
    loaded->prepared_options = kept;
    return RUBRIC_OK;
}
