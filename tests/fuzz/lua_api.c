// SPDX-License-Identifier: MIT
// Any bytes run as a Lua script in a restricted engine, on a small document and within limits.
#include "fuzz/target.h"

#include <rubric/engine.h>
#include <time.h>

static const char page[] =
    "---\ntitle: T\ntags: [a, b]\n---\n\n# A\n\nOne *two* [three](u). Four.\n\n"
    "- x\n- y\n\n| a |\n|---|\n| b |\n";

static const char prelude[] = "local d, _, c = ...; local r, b, t, p, h, j = require 'rubric', "
                              "require 'rubric.build', require 'rubric.text', require "
                              "'rubric.pattern', require 'rubric.phrases', require 'rubric.json' ";

static uint64_t tick(void *user) {
    (void)user;
    struct timespec now;
    timespec_get(&now, TIME_UTC);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static const rubric_host host = {.clock = tick};

static void run(rubric_engine *engine, rubric_slice source) {
    rubric_read_options read = {.size = sizeof read, .format = "markdown", .path = "page.md"};
    rubric_context *context;
    rubric_document *document;
    rubric_program *program;
    rubric_result *result;
    rubric_error error = {.status = RUBRIC_OK};
    if (rubric_program_compile(&program, engine, "input.lua", source, &error) != RUBRIC_OK)
        return;
    require_that(rubric_engine_begin(&context, engine, &error) == RUBRIC_OK);
    require_that(rubric_document_read(&document, context, page, sizeof page - 1, &read, &error) ==
                 RUBRIC_OK);
    if (rubric_engine_run(&result, engine, program, document, NULL, NULL, &error) == RUBRIC_OK)
        rubric_result_free(result);
    else
        require_that(error.status != RUBRIC_OK);
    write_as(document, "markdown", 0);
    rubric_program_free(program);
    rubric_document_free(document);
    require_that(rubric_context_used(context) == 0);
    rubric_context_free(context);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    rubric_engine_options options = {
        .size = sizeof options, .host = &host, .memory = 16 << 20, .milliseconds = 200};
    rubric_engine *engine;
    rubric_context *context = new_context();
    rubric_buffer source;
    require_that(rubric_engine_new(&engine, &options, NULL) == RUBRIC_OK);
    rubric_buffer_init(&source, context);
    rubric_buffer_put_string(&source, "return function(...) ");
    rubric_buffer_put_string(&source, prelude);
    rubric_buffer_put(&source, (const char *)bytes, size);
    rubric_buffer_put_string(&source, "\nend");
    run(engine, rubric_buffer_slice(&source));
    rubric_buffer_clear(&source);
    rubric_context_free(context);
    rubric_engine_free(engine);
    return 0;
}
