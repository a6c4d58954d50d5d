// SPDX-License-Identifier: MIT
// Arguments of the engine that are NULL where its header forbids it.
#define _DEFAULT_SOURCE
#include "bindings/engine/fixture.h"
#include "core/refused.h"

static const rubric_slice source = {"return function() end", 21};

static rubric_status give_nothing(void *user, const rubric_value *arguments, rubric_value *result,
                                  rubric_arena *arena, rubric_error *error) {
    (void)user, (void)arguments, (void)arena, (void)error;
    *result = rubric_value_null();
    return RUBRIC_OK;
}

static void what_must_be_there_is_asked_for(void **state) {
    (void)state;
    rubric_error problem;
    refused(rubric_engine_new(NULL, NULL, &problem));
    refused(rubric_engine_begin(NULL, NULL, &problem));
    refused(rubric_engine_define(NULL, NULL, NULL, NULL, &problem));
    refused(rubric_program_load(NULL, NULL, NULL, &problem));
    refused(rubric_program_compile(NULL, NULL, NULL, source, &problem));
    refused(rubric_engine_reading(NULL, NULL, NULL, 0, &problem));
    refused(rubric_engine_run(NULL, NULL, NULL, NULL, NULL, NULL, &problem));
    refused(rubric_engine_execute(NULL, NULL, NULL, &problem));
    refused(rubric_engine_write(NULL, NULL, NULL, NULL, &problem));
}

static void what_comes_later_is_asked_for_too(void **state) {
    (void)state;
    struct fixture fixture;
    rubric_program *program = NULL;
    rubric_context *context;
    rubric_read_options reading = {.size = sizeof reading};
    rubric_error problem;
    rubric_buffer out;
    begin(&fixture, "a");
    rubric_buffer_init(&out, fixture.context);
    refused(rubric_engine_begin(&context, NULL, &problem));
    refused(rubric_engine_define(fixture.engine, NULL, give_nothing, NULL, &problem));
    refused(rubric_program_load(&program, fixture.engine, NULL, &problem));
    refused(rubric_program_load(&program, NULL, "clean", &problem));
    refused(rubric_program_compile(&program, fixture.engine, NULL, source, &problem));
    refused(rubric_program_compile(&program, NULL, "a", source, &problem));
    refused(rubric_program_compile(&program, fixture.engine, "a", rubric_slice_make(NULL, 1),
                                   &problem));
    refused(rubric_engine_reading(&reading, fixture.engine, NULL, 1, &problem));
    refused(rubric_engine_reading(&reading, NULL, NULL, 0, &problem));
    refused(rubric_engine_run(&fixture.result, fixture.engine, NULL, NULL, NULL, NULL, &problem));
    assert_int_equal(
        rubric_program_compile(&program, fixture.engine, "a.lua", source, &fixture.error),
        RUBRIC_OK);
    refused(
        rubric_engine_run(&fixture.result, NULL, program, fixture.document, NULL, NULL, &problem));
    refused(rubric_engine_execute(fixture.engine, NULL, "a", &problem));
    refused(rubric_engine_execute(fixture.engine, fixture.context, NULL, &problem));
    refused(rubric_engine_execute(NULL, fixture.context, "a", &problem));
    refused(rubric_engine_write(&out, fixture.engine, NULL, NULL, &problem));
    refused(rubric_engine_write(&out, NULL, fixture.document, NULL, &problem));
    rubric_buffer_clear(&out);
    rubric_program_free(program);
    end(&fixture);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_must_be_there_is_asked_for),
                                       cmocka_unit_test(what_comes_later_is_asked_for_too)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
