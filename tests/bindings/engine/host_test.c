// SPDX-License-Identifier: MIT
// What a host does with an engine besides running scripts: its own functions, interrupts, closing
// early, calling where it may not.
#define _DEFAULT_SOURCE
#include "bindings/engine/fixture.h"
#include "comma_locale.h"

#include <pthread.h>

/* ---- Functions of the host ------------------------------------------------------------ */

static rubric_status sum(void *user, const rubric_value *arguments, rubric_value *result,
                         rubric_arena *arena, rubric_error *error) {
    int *calls = user;
    int64_t total = 0;
    ++*calls;
    for (uint32_t i = 0; i < arguments->as.list.count; i++) {
        const rubric_value *item = &arguments->as.list.items[i];
        if (item->type != RUBRIC_VALUE_INTEGER)
            return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT, "argument %u is no integer",
                                    i + 1);
        total += item->as.integer;
    }
    *result = rubric_value_map();
    rubric_value_set(arena, result, rubric_slice_of("total"), rubric_value_integer(total));
    return RUBRIC_OK;
}

static rubric_status fail_as_told(void *user, const rubric_value *arguments, rubric_value *result,
                                  rubric_arena *arena, rubric_error *error) {
    (void)arguments, (void)result, (void)arena;
    return rubric_error_set(error, *(rubric_status *)user, "as told");
}

static void define(struct fixture *fixture, const char *name, rubric_function function,
                   void *user) {
    assert_int_equal(rubric_engine_define(fixture->engine, name, function, user, &fixture->error),
                     RUBRIC_OK);
}

static void assert_text(struct fixture *fixture, const char *expected) {
    const rubric_value *value = rubric_result_value(fixture->result);
    assert_non_null(value);
    assert_int_equal(value->type, RUBRIC_VALUE_STRING);
    assert_int_equal(value->as.string.size, strlen(expected));
    assert_memory_equal(value->as.string.bytes, expected, strlen(expected));
}

static void scripts_call_functions_of_the_host(void **unused) {
    (void)unused;
    struct fixture fixture;
    int calls = 0;
    begin(&fixture, "a\n");
    define(&fixture, "host.sum", fail_as_told, NULL);
    define(&fixture, "host.sum", sum, &calls); // takes its place
    define(&fixture, "host.other", sum, &calls);
    assert_int_equal(run(&fixture,
                         "local host = require 'host' return function() assert(host == require "
                         "'host') return tostring(host.sum(1, 2, 3).total) end",
                         NULL),
                     RUBRIC_OK);
    assert_text(&fixture, "6");
    assert_int_equal(calls, 1);
    assert_int_equal(run(&fixture, "return function() require('host').sum(1, 'x') end", NULL),
                     RUBRIC_ERROR_SCRIPT);
    assert_string_equal(fixture.error.message, "test.lua:1: host.sum: argument 2 is no integer");
    assert_int_equal(run(&fixture, "return function() require('host').sun() end", NULL),
                     RUBRIC_ERROR_SCRIPT);
    assert_string_equal(fixture.error.message,
                        "test.lua:1: host has no function 'sun'; did you mean 'sum'?");
    assert_int_equal(run(&fixture, "return function(d) require('host').sum(d) end", NULL),
                     RUBRIC_ERROR_SCRIPT);
    end(&fixture);
}

static void failures_of_the_host_reach_the_script_or_end_it(void **unused) {
    (void)unused;
    static const char script[] =
        "return function() local ok, value, message, status = pcall(require('host').fail)"
        " return table.concat({ tostring(ok), tostring(value), message, status }, ' ') end";
    struct fixture fixture;
    rubric_status told = RUBRIC_ERROR_FILE;
    begin(&fixture, "a\n");
    define(&fixture, "host.fail", fail_as_told, &told);
    assert_int_equal(run(&fixture, script, NULL), RUBRIC_OK);
    assert_text(&fixture, "true nil as told file");
    told = RUBRIC_ERROR_TIME; // pcall does not catch it
    assert_int_equal(run(&fixture, script, NULL), RUBRIC_ERROR_TIME);
    end(&fixture);
}

static void names_of_functions_are_checked(void **unused) {
    (void)unused;
    static const char *const wrong[] = {"host", "rubric.text", "host.", ".x", "a.b.c", "1a.b", ""};
    struct fixture fixture;
    int calls = 0;
    begin(&fixture, "a\n");
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(
            rubric_engine_define(fixture.engine, wrong[i], sum, &calls, &fixture.error),
            RUBRIC_ERROR_ARGUMENT);
    assert_string_equal(fixture.error.message,
                        "'' is no name of a function of a host, such as 'host.lookup'");
    end(&fixture);
}

/* ---- Calls from inside ---------------------------------------------------------------- */

static rubric_status call_the_engine(void *user, const rubric_value *arguments,
                                     rubric_value *result, rubric_arena *arena,
                                     rubric_error *error) {
    struct fixture *fixture = user;
    rubric_program *program;
    (void)arguments, (void)result, (void)arena;
    return rubric_program_load(&program, fixture->engine, "clean", error);
}

static rubric_status free_the_engine(void *user, const rubric_value *arguments,
                                     rubric_value *result, rubric_arena *arena,
                                     rubric_error *error) {
    struct fixture *fixture = user;
    (void)arguments, (void)result, (void)arena, (void)error;
    rubric_engine_free(fixture->engine);
    fixture->engine = NULL;
    return RUBRIC_OK;
}

static rubric_status interrupt(void *user, const rubric_value *arguments, rubric_value *result,
                               rubric_arena *arena, rubric_error *error) {
    struct fixture *fixture = user;
    (void)arguments, (void)result, (void)arena, (void)error;
    rubric_engine_interrupt(fixture->engine);
    return RUBRIC_OK;
}

static void the_engine_is_not_called_by_what_it_calls(void **unused) {
    (void)unused;
    struct fixture fixture;
    begin(&fixture, "a\n");
    define(&fixture, "host.f", call_the_engine, &fixture);
    assert_int_equal(run(&fixture, "return function() require('host').f() end", NULL),
                     RUBRIC_ERROR_SCRIPT);
    assert_string_equal(
        fixture.error.message,
        "test.lua:1: host.f: the engine is at work, and cannot be called by what it calls");
    assert_int_equal(run(&fixture, "return function() end", NULL), RUBRIC_OK);
    end(&fixture);
}

static void an_engine_that_is_freed_inside_goes_after_the_call(void **unused) {
    (void)unused;
    struct fixture fixture;
    begin(&fixture, "one *two*\n");
    define(&fixture, "host.f", free_the_engine, &fixture);
    assert_int_equal(
        run(&fixture, "return function(d) require('host').f() return d:text() end", NULL),
        RUBRIC_OK);
    assert_text(&fixture, "one two");
    assert_null(fixture.engine);
    assert_written(&fixture, "one *two*\n");
    end(&fixture);
}

static void a_document_outlives_its_engine(void **unused) {
    (void)unused;
    struct fixture fixture;
    begin(&fixture, "Mr. Brown came. He left e.g. early.\n");
    assert_int_equal(run(&fixture,
                         "return function(d) d.meta.lang = 'en' local n = 0"
                         " for _ in d:sentences() do n = n + 1 end return tostring(n) end",
                         NULL),
                     RUBRIC_OK);
    rubric_engine_free(fixture.engine);
    fixture.engine = NULL;
    assert_text(&fixture, "2");
    assert_written(&fixture, "---\nlang: en\n---\n\nMr. Brown came. He left e.g. early.\n");
    end(&fixture);
}

/* ---- Stopping ------------------------------------------------------------------------- */

static void an_interrupt_ends_what_has_begun(void **unused) {
    (void)unused;
    struct fixture fixture;
    rubric_context *later;
    begin(&fixture, "a\n");
    define(&fixture, "host.stop", interrupt, &fixture);
    assert_int_equal(
        run(&fixture, "return function() pcall(require('host').stop) while true do end end", NULL),
        RUBRIC_ERROR_INTERRUPTED);
    assert_int_equal(rubric_engine_begin(&later, fixture.engine, &fixture.error), RUBRIC_OK);
    assert_true(rubric_context_look(later));
    rubric_context_free(later);
    end(&fixture);
}

static void *interrupt_soon(void *engine) {
    struct timespec pause = {.tv_nsec = 20000000};
    nanosleep(&pause, NULL);
    rubric_engine_interrupt(engine);
    return NULL;
}

static void another_thread_can_interrupt(void **unused) {
    (void)unused;
    struct fixture fixture;
    pthread_t thread;
    rubric_engine_options options = {.size = sizeof options};
    begin_with(&fixture, &options, "a\n");
    assert_int_equal(pthread_create(&thread, NULL, interrupt_soon, fixture.engine), 0);
    assert_int_equal(run(&fixture, "return function() while true do end end", NULL),
                     RUBRIC_ERROR_INTERRUPTED);
    assert_int_equal(pthread_join(thread, NULL), 0);
    end(&fixture);
}

static bool cancel(void *user) {
    return ++*(int *)user > 3;
}

static void the_host_is_asked_whether_to_go_on(void **unused) {
    (void)unused;
    int asked = 0;
    rubric_host canceling = {.user = &asked, .cancel = cancel};
    struct fixture fixture;
    rubric_engine_options options = {.size = sizeof options, .host = &canceling};
    begin_with(&fixture, &options, "a\n");
    assert_int_equal(run(&fixture, "return function() while true do end end", NULL),
                     RUBRIC_ERROR_INTERRUPTED);
    assert_true(asked > 3);
    end(&fixture);
}

/* ---- Options of engines --------------------------------------------------------------- */

static void assert_refused(const rubric_engine_options *options, const char *message) {
    rubric_engine *engine;
    rubric_error error;
    assert_int_equal(rubric_engine_new(&engine, options, &error), RUBRIC_ERROR_ARGUMENT);
    assert_string_equal(error.message, message);
}

static void wrong_options_are_refused(void **unused) {
    (void)unused;
    rubric_engine_options options = {.size = sizeof options, .trust = RUBRIC_TRUST_ISOLATED};
    assert_refused(&options, "isolated needs a process of its own: start 'rubric --trust isolated "
                             "--records' as a worker");
    options.trust = (rubric_trust)7;
    assert_refused(&options, "7 is no level of trust");
    options.trust = RUBRIC_TRUST_RESTRICTED;
    options.permissions = (const char *const[]){"read:data", "walk:data", NULL};
    assert_refused(&options, "'walk:data' is no permission; there are read:DIR, write:DIR, "
                             "run:PROGRAM and env:NAME");
    options.permissions = NULL;
    options.size = 3;
    assert_refused(&options, "'size' of the engine options is 3, not sizeof of the struct");
}

static void the_lists_of_the_options_are_copied(void **unused) {
    (void)unused;
    struct fixture fixture;
    char name[] = "env:HOME";
    const char *permissions[] = {name, NULL};
    rubric_engine_options options = {.size = sizeof options, .permissions = permissions};
    begin_with(&fixture, &options, "a\n");
    name[4] = 'X';
    permissions[0] = NULL;
    assert_int_equal(run(&fixture,
                         "return { api = 1, permissions = { 'env:HOME' }, transform = function() "
                         "end }",
                         NULL),
                     RUBRIC_OK);
    end(&fixture);
}

static void scripts_do_not_see_the_locale_of_the_host(void **unused) {
    (void)unused;
    struct fixture fixture;
    assert_true(use_comma_locale());
    begin(&fixture, "a\n");
    assert_int_equal(run(&fixture,
                         "return function() return table.concat({ tostring(1.5), "
                         "('%.1f'):format(2.5), tostring(tonumber('1,5')), tostring('B' < 'a'), "
                         "tostring(0.25 + 1) }, ' ') end",
                         NULL),
                     RUBRIC_OK);
    assert_text(&fixture, "1.5 2.5 nil true 1.25");
    char number[8];
    snprintf(number, sizeof number, "%.1f", 1.5);
    assert_string_equal(number, "1,5"); // the host keeps its own
    end(&fixture);
    setlocale(LC_ALL, "C");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scripts_call_functions_of_the_host),
        cmocka_unit_test(failures_of_the_host_reach_the_script_or_end_it),
        cmocka_unit_test(names_of_functions_are_checked),
        cmocka_unit_test(the_engine_is_not_called_by_what_it_calls),
        cmocka_unit_test(an_engine_that_is_freed_inside_goes_after_the_call),
        cmocka_unit_test(a_document_outlives_its_engine),
        cmocka_unit_test(an_interrupt_ends_what_has_begun),
        cmocka_unit_test(another_thread_can_interrupt),
        cmocka_unit_test(the_host_is_asked_whether_to_go_on),
        cmocka_unit_test(wrong_options_are_refused),
        cmocka_unit_test(the_lists_of_the_options_are_copied),
        cmocka_unit_test(scripts_do_not_see_the_locale_of_the_host)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
