// SPDX-License-Identifier: MIT
// Any bytes read as a file of rules, which run on a small document.
#include "fuzz/target.h"

#include <rubric/engine.h>

static const char page[] = "---\nlang: en\n---\n\n# The United Nations\n\nWe utilize *two* "
                           "things on 2024-03-18 in order to [go](u). Arms deals.\n";

static const char script[] =
    "local rules = require 'rubric.rules'\n"
    "return { api = 1, options = { yaml = { type = 'string' } }, transform = function(d, o)\n"
    "local set = rules.read(o.yaml, 'rules.yaml') if set then set:run(d) end end }";

static void run(rubric_engine *engine, rubric_slice yaml) {
    rubric_read_options read = {.size = sizeof read, .format = "markdown", .path = "page.md"};
    rubric_context *context;
    rubric_arena *arena;
    rubric_document *document;
    rubric_program *program;
    rubric_result *result;
    rubric_value options = rubric_value_map();
    require_that(rubric_program_compile(&program, engine, "rules.lua", rubric_slice_of(script),
                                        NULL) == RUBRIC_OK);
    require_that(rubric_engine_begin(&context, engine, NULL) == RUBRIC_OK);
    require_that(rubric_arena_new(&arena, context, NULL) == RUBRIC_OK);
    rubric_value_set(arena, &options, rubric_slice_of("yaml"), rubric_value_string(yaml));
    require_that(rubric_document_read(&document, context, page, sizeof page - 1, &read, NULL) ==
                 RUBRIC_OK);
    if (rubric_engine_run(&result, engine, program, document, &options, NULL, NULL) == RUBRIC_OK)
        rubric_result_free(result);
    write_as(document, "markdown", 0);
    rubric_program_free(program);
    rubric_document_free(document);
    rubric_arena_free(arena);
    require_that(rubric_context_used(context) == 0);
    rubric_context_free(context);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    rubric_engine_options options = {
        .size = sizeof options, .memory = 32 << 20, .steps = 20 * 1000 * 1000};
    rubric_engine *engine;
    require_that(rubric_engine_new(&engine, &options, NULL) == RUBRIC_OK);
    run(engine, rubric_slice_make((const char *)bytes, size));
    rubric_engine_free(engine);
    return 0;
}
