// SPDX-License-Identifier: MIT
// What the tests of the engine share: an engine with a document, and running a script on it.
#ifndef RUBRIC_TESTS_BINDINGS_ENGINE_FIXTURE_H
#define RUBRIC_TESTS_BINDINGS_ENGINE_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <rubric/engine.h>
#include <stdlib.h>
#include <time.h>

/** Goes as slowly as the tests do. */
static inline uint64_t tick(void *user) {
    (void)user;
    struct timespec now;
    timespec_get(&now, TIME_UTC);
    return ((uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec) / TEST_SLOWNESS;
}

static const rubric_host host = {.clock = tick};

struct fixture {
    rubric_engine *engine;
    rubric_context *context;
    rubric_document *document;
    rubric_result *result;
    rubric_error error;
};

static inline void begin_with(struct fixture *fixture, const rubric_engine_options *options,
                              const char *markdown) {
    rubric_read_options read = {.size = sizeof read, .format = "markdown", .path = "page.md"};
    memset(fixture, 0, sizeof *fixture);
    assert_int_equal(rubric_engine_new(&fixture->engine, options, &fixture->error), RUBRIC_OK);
    assert_int_equal(rubric_engine_begin(&fixture->context, fixture->engine, &fixture->error),
                     RUBRIC_OK);
    assert_int_equal(rubric_document_read(&fixture->document, fixture->context, markdown,
                                          strlen(markdown), &read, &fixture->error),
                     RUBRIC_OK);
}

static inline void begin(struct fixture *fixture, const char *markdown) {
    rubric_engine_options options = {
        .size = sizeof options, .host = &host, .memory = 32 << 20, .milliseconds = 500};
    begin_with(fixture, &options, markdown);
}

static inline void end(struct fixture *fixture) {
    rubric_result_free(fixture->result);
    rubric_document_free(fixture->document);
    rubric_context_free(fixture->context);
    rubric_engine_free(fixture->engine);
}

static inline rubric_status run(struct fixture *fixture, const char *source,
                                const rubric_value *options) {
    rubric_program *program;
    rubric_status status = rubric_program_compile(&program, fixture->engine, "test.lua",
                                                  rubric_slice_of(source), &fixture->error);
    if (status != RUBRIC_OK)
        return status;
    rubric_result_free(fixture->result);
    fixture->result = NULL;
    status = rubric_engine_run(&fixture->result, fixture->engine, program, fixture->document,
                               options, NULL, &fixture->error);
    rubric_program_free(program);
    return status;
}

static inline void assert_written(struct fixture *fixture, const char *expected) {
    rubric_buffer out;
    rubric_buffer_init(&out, fixture->context);
    rubric_write_options options = {.size = sizeof options, .format = "markdown"};
    assert_int_equal(rubric_document_write(&out, fixture->document, &options, &fixture->error),
                     RUBRIC_OK);
    rubric_buffer_put_byte(&out, '\0');
    assert_string_equal(out.bytes, expected);
    rubric_buffer_clear(&out);
}

#endif
