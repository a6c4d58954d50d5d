// SPDX-License-Identifier: MIT
// Messages of failed scripts: their own line first, the place in the document, a folded traceback.
#include "bindings/engine/fixture.h"

#include <stdio.h>

static void assert_fails(const char *source, const char *message) {
    struct fixture fixture;
    begin(&fixture, "# Install *it* now\n\ntext\n");
    assert_int_equal(run(&fixture, source, NULL), RUBRIC_ERROR_SCRIPT);
    assert_string_equal(fixture.error.message, message);
    end(&fixture);
}

static void assert_traceback(const char *source, const char *wanted) {
    struct fixture fixture;
    char text[4000];
    begin(&fixture, "# Install *it* now\n\ntext\n");
    assert_int_equal(run(&fixture, source, NULL), RUBRIC_ERROR_SCRIPT);
    rubric_slice trace = rubric_engine_traceback(fixture.engine);
    assert_true(trace.size < sizeof text);
    memcpy(text, trace.bytes, trace.size);
    text[trace.size] = '\0';
    assert_string_equal(text, wanted);
    end(&fixture);
}

static void the_line_of_the_script_comes_first(void **unused) {
    (void)unused;
    assert_fails("local rules = require 'rubric.rules'\nreturn function()\nrules.compile(3) end",
                 "test.lua:3: rules: rules are a map with 'rules', or a list of rules");
    assert_fails("return function()\nrequire('rubric.template').compile('{{') end",
                 "test.lua:2: module 'rubric.template' not found (beside the script, in the search "
                 "path, built in)");
}

static void what_is_no_string_is_named_by_its_type(void **unused) {
    (void)unused;
    assert_fails("return function()\nerror(nil) end", "test.lua:2: (error object is a nil value)");
    assert_fails("return function()\n\nerror({ code = 1 }) end",
                 "test.lua:3: (error object is a table value)");
    assert_fails("return function() error(setmetatable({}, { __tostring = error })) end",
                 "test.lua:1: (error object is a table value)");
}

static void the_node_in_hand_is_shown_with_its_words(void **unused) {
    (void)unused;
    assert_fails("return { heading = function(n)\nprint(n.titel) end }",
                 "test.lua:2: 'titel' is not a field of node; did you mean 'title'? "
                 "(while walking page.md:1:1 (heading \"Install it now\"))");
    assert_fails(
        "return { heading = function(n) n:set_text(('héllo '):rep(20)) error('x', 0) end }",
        "x (while walking page.md:1:1 (heading \"héllo héllo héllo héllo héllo héll…\"))");
    assert_fails("return { heading = function(n) n:set_text '' error('x', 0) end }",
                 "x (while walking page.md:1:1 (heading))");
}

static void fields_of_the_metadata_are_near_names(void **unused) {
    (void)unused;
    assert_fails("return function(d) print(d.titel) end",
                 "test.lua:1: 'titel' is not a field of document; did you mean 'meta.title'?");
    assert_fails("return function(d) d.keyword = 1 end",
                 "test.lua:1: 'keyword' is not a field of document; did you mean 'meta.keywords'?");
}

static void frames_of_the_engine_are_folded(void **unused) {
    (void)unused;
    assert_traceback("local function deep(n)\n  if n == 0 then error 'x' end\n  deep(n - 1)\n"
                     "  return n\nend\nreturn function()\n  pcall(error);\n"
                     "  ('a'):gsub('a', function() deep(1) end)\nend",
                     "test.lua:2: x\nstack traceback:\n"
                     "\t… 1 in the engine\n"
                     "\ttest.lua:2: in 'deep'\n"
                     "\ttest.lua:3: in 'deep'\n"
                     "\ttest.lua:8: in a function\n"
                     "\t… 1 in the engine\n"
                     "\ttest.lua:8: in a function");
}

static void a_deep_traceback_is_cut(void **unused) {
    (void)unused;
    assert_traceback("local function deep(n) if n == 0 then error 'x' end return 1 + deep(n - 1) "
                     "end\nreturn function() deep(100) end",
                     "test.lua:1: x\nstack traceback:\n"
                     "\t… 1 in the engine\n"
                     "\ttest.lua:1: in 'deep'\n\ttest.lua:1: in 'deep'\n\ttest.lua:1: in 'deep'\n"
                     "\ttest.lua:1: in 'deep'\n\ttest.lua:1: in 'deep'\n\ttest.lua:1: in 'deep'\n"
                     "\ttest.lua:1: in 'deep'\n\ttest.lua:1: in 'deep'\n\ttest.lua:1: in 'deep'\n"
                     "\ttest.lua:1: in 'deep'\n"
                     "\t… 84 levels left out\n"
                     "\ttest.lua:1: in 'deep'\n\ttest.lua:1: in 'deep'\n\ttest.lua:1: in 'deep'\n"
                     "\ttest.lua:1: in 'deep'\n\ttest.lua:1: in 'deep'\n\ttest.lua:1: in 'deep'\n"
                     "\ttest.lua:1: in 'deep'\n\ttest.lua:2: in a function");
}

static void what_a_plugin_says_of_itself_is_checked(void **unused) {
    (void)unused;
    static const char *const wrong[][2] = {
        {"uses = { { a = 1 } }", "'uses' is a list of strings, not a table"},
        {"uses = { { 1, 2, 3 } }", "'uses' is a list of strings, not a table"},
        {"uses = 'clean'", "'uses' is a list of strings, not a string"},
        {"name = {}", "'name' is a string, not a table"},
        {"value = 1", "'value' is true or false, not a number"},
        {"options = { a = { type = 5 } }", "option 'a': 'type' is a string"},
        {"options = { a = { type = 'integer', default = 'x' } }",
         "option 'a': 'default' is of the type that the option has"},
        {"options = { a = { type = 'path', default = {} } }",
         "option 'a': 'default' is of the type that the option has"},
        {"options = { a = { type = 'integer', minimum = 'x' } }",
         "option 'a': 'minimum' is a number"},
        {"options = { a = { type = 'choice' } }", "option 'a': 'choices' is a list of strings"},
        {"options = { a = { type = 'choice', choices = { 1, 2 } } }",
         "option 'a': 'choices' is a list of strings"},
        {"options = { a = { help = 3 } }", "option 'a': 'help' is a string"},
        {"options = { a = { required = 'yes' } }", "option 'a': 'required' is true or false"}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char source[200], message[200];
        snprintf(source, sizeof source, "return { api = 1, %s, transform = function() end }",
                 wrong[i][0]);
        snprintf(message, sizeof message, "test.lua: %s", wrong[i][1]);
        assert_fails(source, message);
    }
}

// Whatever a script that is being ended raises, the limit is what is told.
static void a_limit_is_told_as_the_limit(void **unused) {
    (void)unused;
    static const char *const scripts[] = {
        "return function() while true do coroutine.wrap(function() pcall(error) end)() end end",
        "return function(d) while true do pcall(function() d:tag(d, 'x') end) end end",
        "return function() while true do pcall(error, {}) end end"};
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        struct fixture fixture;
        rubric_engine_options options = {.size = sizeof options, .steps = 200000};
        begin_with(&fixture, &options, "a\n");
        assert_int_equal(run(&fixture, scripts[i], NULL), RUBRIC_ERROR_TIME);
        assert_string_equal(fixture.error.message,
                            "test.lua:1: the limit of 200000 steps is reached");
        end(&fixture);
    }
}

// Each look at a level of the stack walks down to it: a loop over all would take minutes.
static void a_stack_that_overflows_is_described_at_once(void **unused) {
    (void)unused;
    struct fixture fixture;
    rubric_engine_options options = {.size = sizeof options, .memory = 256 << 20};
    begin_with(&fixture, &options, "a\n");
    assert_int_equal(
        run(&fixture, "local function deep() return 1 + deep() end\nreturn deep", NULL),
        RUBRIC_ERROR_SCRIPT);
    assert_string_equal(fixture.error.message, "test.lua:1: stack overflow");
    rubric_slice trace = rubric_engine_traceback(fixture.engine);
    assert_true(trace.size > 100 && trace.size < 2000);
    end(&fixture);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_line_of_the_script_comes_first),
        cmocka_unit_test(what_is_no_string_is_named_by_its_type),
        cmocka_unit_test(the_node_in_hand_is_shown_with_its_words),
        cmocka_unit_test(fields_of_the_metadata_are_near_names),
        cmocka_unit_test(frames_of_the_engine_are_folded),
        cmocka_unit_test(a_deep_traceback_is_cut),
        cmocka_unit_test(what_a_plugin_says_of_itself_is_checked),
        cmocka_unit_test(a_limit_is_told_as_the_limit),
        cmocka_unit_test(a_stack_that_overflows_is_described_at_once)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
