// SPDX-License-Identifier: MIT
// Lua files that are no programs (modules, tests), each found and compiled once an engine.
#include "engine/engine.h"

static const struct module *find_module(const rubric_engine *engine, rubric_slice name,
                                        rubric_slice beside) {
    for (const struct module *module = engine->modules; module; module = module->next)
        if (rubric_slice_equal(module->name, name) && rubric_slice_equal(module->beside, beside))
            return module;
    return NULL;
}

static const struct source_file *find_file(const rubric_engine *engine, rubric_slice path) {
    for (const struct source_file *file = engine->files; file; file = file->next)
        if (rubric_slice_equal(file->path, path))
            return file;
    return NULL;
}

static rubric_status compile(const struct source_file **out, rubric_engine *engine,
                             const struct found_file *found, rubric_error *error) {
    rubric_slice path = rubric_slice_of(found->path.bytes);
    *out = find_file(engine, path);
    if (*out)
        return RUBRIC_OK;
    struct chunk chunk;
    rubric_status status = rubric_chunk_compile(&chunk, engine, engine->arena, found, error);
    if (status != RUBRIC_OK)
        return status;
    struct source_file *file = rubric_arena_allocate(engine->arena, sizeof *file);
    if (!file)
        return rubric_context_error(engine->context, error);
    file->chunk = chunk;
    file->path = rubric_arena_copy(engine->arena, path);
    file->next = engine->files;
    engine->files = file;
    *out = file;
    return RUBRIC_OK;
}

static rubric_status remember(rubric_engine *engine, rubric_slice name, rubric_slice beside,
                              const struct source_file *file, rubric_error *error) {
    struct module *module = rubric_arena_allocate(engine->arena, sizeof *module);
    if (!module)
        return rubric_context_error(engine->context, error);
    module->name = rubric_arena_copy(engine->arena, name);
    module->beside = rubric_arena_copy(engine->arena, beside);
    module->file = file;
    module->next = engine->modules;
    engine->modules = module;
    return RUBRIC_OK;
}

rubric_status rubric_source_file_get(const struct source_file **out, rubric_engine *engine,
                                     rubric_slice name, rubric_slice beside, rubric_error *error) {
    const struct module *module = find_module(engine, name, beside);
    if (module) {
        *out = module->file;
        return RUBRIC_OK;
    }
    struct found_file found;
    rubric_found_init(&found, name, engine->context);
    rubric_status status = rubric_search_script(&found, engine, name, beside, error);
    if (status == RUBRIC_OK)
        status = compile(out, engine, &found, error);
    if (status == RUBRIC_OK)
        status = remember(engine, name, beside, *out, error);
    rubric_found_clear(&found);
    return status;
}
