// SPDX-License-Identifier: MIT
// The engine: fresh states, limits that cannot be caught, options, shared data, failures.
#include "bindings/engine/fixture.h"

static void a_function_changes_the_document_in_place(void **unused) {
    (void)unused;
    struct fixture fixture;
    begin(&fixture, "one *two*\n");
    assert_int_equal(run(&fixture, "return function(d) d:one('emph'):set_text('three') end", NULL),
                     RUBRIC_OK);
    assert_written(&fixture, "one *three*\n");
    end(&fixture);
}

static void handlers_are_called_by_kind_and_selector(void **unused) {
    (void)unused;
    struct fixture fixture;
    begin(&fixture, "# A\n\n## B\n\n[c](http://d)\n");
    assert_int_equal(run(&fixture,
                         "return { heading = function(n) n:remove() end,"
                         " ['heading[level=2]'] = function(n) n.level = 3 end,"
                         " link = function(n) n.url = n.url:gsub('^http:', 'https:') end }",
                         NULL),
                     RUBRIC_OK);
    assert_written(&fixture, "### B\n\n[c](https://d)\n");
    end(&fixture);
}

static void equally_specific_handlers_are_an_error(void **unused) {
    (void)unused;
    struct fixture fixture;
    begin(&fixture, "# A\n");
    assert_int_equal(run(&fixture,
                         "return { ['heading[level=1]'] = function() end,"
                         " ['heading[level<2]'] = function() end }",
                         NULL),
                     RUBRIC_ERROR_SCRIPT);
    assert_non_null(strstr(fixture.error.message, "equally specific"));
    end(&fixture);
}

static void an_endless_loop_ends_at_the_time_limit_whatever_catches_it(void **unused) {
    (void)unused;
    struct fixture fixture;
    begin(&fixture, "a\n");
    assert_int_equal(
        run(&fixture, "return function() while true do pcall(function() end) end end", NULL),
        RUBRIC_ERROR_TIME);
    assert_non_null(strstr(fixture.error.message, "test.lua:1: the time limit"));
    end(&fixture);
    begin(&fixture, "a\n");
    assert_int_equal(run(&fixture,
                         "return function() local c = coroutine.wrap(function()"
                         " while true do end end) while true do pcall(c) end end",
                         NULL),
                     RUBRIC_ERROR_TIME);
    end(&fixture);
    begin(&fixture, "a\n");
    assert_int_equal(run(&fixture,
                         "return function() (('a'):rep(40)):find(('a?'):rep(40) .. "
                         "('a'):rep(40) .. 'b') end",
                         NULL),
                     RUBRIC_ERROR_TIME);
    end(&fixture);
}

static void eating_memory_ends_at_the_memory_limit_whatever_catches_it(void **unused) {
    (void)unused;
    struct fixture fixture;
    rubric_engine_options options = {.size = sizeof options, .memory = 8 << 20};
    begin_with(&fixture, &options, "a\n");
    assert_int_equal(run(&fixture,
                         "return function() local t = {}"
                         " while true do pcall(function() t[#t + 1] = ('x'):rep(10000) .. #t end)"
                         " end end",
                         NULL),
                     RUBRIC_ERROR_MEMORY);
    assert_non_null(strstr(fixture.error.message, "memory limit of 8 MiB"));
    end(&fixture);
}

static void each_run_has_a_state_of_its_own(void **unused) {
    (void)unused;
    struct fixture fixture;
    begin(&fixture, "a\n");
    assert_int_equal(run(&fixture, "return function() x = 1 string.format = nil end", NULL),
                     RUBRIC_OK);
    assert_int_equal(
        run(&fixture, "return function() assert(x == nil) assert(string.format) end", NULL),
        RUBRIC_OK);
    end(&fixture);
}

static void what_scripts_may_not_have_is_not_there(void **unused) {
    (void)unused;
    struct fixture fixture;
    begin(&fixture, "a\n");
    assert_int_equal(
        run(&fixture,
            "return function()"
            " for _, name in ipairs{'io','os','package','debug','dofile','loadfile'} do"
            "   assert(_G[name] == nil, name) end"
            " assert(string.dump == nil)"
            " assert(not pcall(setmetatable, {}, {__gc = function() end}))"
            " assert(not pcall(setmetatable, {}, {__concat = function() end}))"
            " assert(load('\\27Lua') == nil)"
            " assert(load('return io')() == nil)"
            " assert(getmetatable('') == false)"
            " assert(not tostring({}):find('0x') and not ('%s'):format(print):find('0x'))"
            " assert(not pcall(string.format, '%p', {}))"
            " end",
            NULL),
        RUBRIC_OK);
    end(&fixture);
}

static const char plugin[] =
    "return { name = 'p', version = '1.0', api = 1, options = {"
    "  count = { type = 'integer', default = 2, minimum = 1, maximum = 5 },"
    "  side = { type = 'choice', choices = { 'left', 'right' }, default = 'left' } },"
    " transform = function(d, o) return o.count .. o.side end }";

static rubric_value one_option(rubric_arena *arena, const char *name, const char *value) {
    rubric_value map = rubric_value_map();
    rubric_value_set(arena, &map, rubric_slice_of(name),
                     rubric_value_string(rubric_slice_of(value)));
    return map;
}

static void options_are_checked_and_converted(void **unused) {
    (void)unused;
    struct fixture fixture;
    begin(&fixture, "a\n");
    rubric_arena *arena = rubric_document_arena(fixture.document);
    rubric_value options = one_option(arena, "count", "4");
    assert_int_equal(run(&fixture, plugin, &options), RUBRIC_OK);
    rubric_slice value = rubric_result_value(fixture.result)->as.string;
    assert_true(rubric_slice_equal(value, rubric_slice_of("4left")));
    static const struct {
        const char *name, *value, *message;
    } wrong[] = {{"count", "9", "option 'count' is at most 5"},
                 {"count", "x", "option 'count' of 'p' is not an integer"},
                 {"side", "up", "option 'side' is one of left, right"},
                 {"cuont", "1", "'p' has no option 'cuont'; did you mean 'count'?"}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        options = one_option(arena, wrong[i].name, wrong[i].value);
        assert_int_equal(run(&fixture, plugin, &options), RUBRIC_ERROR_ARGUMENT);
        assert_string_equal(fixture.error.message, wrong[i].message);
    }
    end(&fixture);
}

static void prepare_runs_once_and_its_sets_are_shared(void **unused) {
    (void)unused;
    struct fixture fixture;
    begin(&fixture, "Port Calder and Senda\n");
    const char *source =
        "local phrases = require 'rubric.phrases'"
        " return { name = 'q', version = '1', api = 1,"
        "  prepare = function() return { set = phrases.compile{{text = 'Port Calder', data = 7}},"
        "                                words = { 'a', 'b' } } end,"
        "  transform = function(d, o, c)"
        "   for hit in c.shared.set:scan(d) do"
        "    assert(hit.phrase == 'Port Calder' and hit.data == 7 and c.shared.words[2] == 'b')"
        "    d:tag(hit, 'place') end"
        "   local found = {} for s in d:spans('tag') do found[#found + 1] = s:text() end"
        "   return table.concat(found, ',') end }";
    assert_int_equal(run(&fixture, source, NULL), RUBRIC_OK);
    rubric_slice value = rubric_result_value(fixture.result)->as.string;
    assert_true(rubric_slice_equal(value, rubric_slice_of("Port Calder")));
    end(&fixture);
}

static void records_outputs_and_skips_reach_the_host(void **unused) {
    (void)unused;
    struct fixture fixture;
    rubric_slice name, bytes;
    begin(&fixture, "a\n");
    assert_int_equal(run(&fixture,
                         "return function(d, o, c) c:emit('one') c:emit{ two = 2 }"
                         " c:output('more.txt', 'bytes')"
                         " assert(not pcall(c.output, c, '../x', '')) end",
                         NULL),
                     RUBRIC_OK);
    assert_int_equal(rubric_result_record(fixture.result, 1)->type, RUBRIC_VALUE_MAP);
    assert_null(rubric_result_record(fixture.result, 2));
    assert_true(rubric_result_output(fixture.result, 0, &name, &bytes));
    assert_true(rubric_slice_equal(bytes, rubric_slice_of("bytes")));
    assert_int_equal(run(&fixture, "return function(d, o, c) pcall(c.skip, c, 'dull') end", NULL),
                     RUBRIC_OK);
    assert_true(rubric_slice_equal(rubric_result_skipped(fixture.result), rubric_slice_of("dull")));
    end(&fixture);
}

static void a_kept_node_says_that_its_document_is_closed(void **unused) {
    (void)unused;
    struct fixture fixture;
    begin(&fixture, "a\n");
    assert_int_equal(run(&fixture,
                         "return function(d) local other = require('rubric').read('x', 'text')"
                         " local node = other:root() other:close() other:close()"
                         " local ok, message = pcall(function() return node.kind end)"
                         " assert(not ok and message:find('its document is closed'), message) end",
                         NULL),
                     RUBRIC_OK);
    end(&fixture);
}

static void errors_name_the_line_and_the_place_in_the_document(void **unused) {
    (void)unused;
    struct fixture fixture;
    begin(&fixture, "a\n\n# b\n");
    assert_int_equal(run(&fixture, "return { heading = function(n)\n error 'bad' end }", NULL),
                     RUBRIC_ERROR_SCRIPT);
    assert_string_equal(fixture.error.message,
                        "test.lua:2: bad (while walking page.md:3:1 (heading \"b\"))");
    assert_true(rubric_engine_traceback(fixture.engine).size > 20);
    assert_int_equal(run(&fixture, "return function(d) return d.titel end", NULL),
                     RUBRIC_ERROR_SCRIPT);
    assert_non_null(strstr(fixture.error.message, "'titel' is not a field of document"));
    assert_int_equal(run(&fixture, "return function( end", NULL), RUBRIC_ERROR_SCRIPT);
    assert_non_null(strstr(fixture.error.message, "test.lua:1:"));
    assert_int_equal(run(&fixture, "return function() error({}) end", NULL), RUBRIC_ERROR_SCRIPT);
    assert_string_equal(fixture.error.message, "test.lua:1: (error object is a table value)");
    end(&fixture);
}

static void a_time_limit_without_a_clock_is_refused(void **unused) {
    (void)unused;
    rubric_engine *engine;
    rubric_error error;
    rubric_engine_options options = {.size = sizeof options, .milliseconds = 200};
    assert_int_equal(rubric_engine_new(&engine, &options, &error), RUBRIC_ERROR_ARGUMENT);
    assert_string_equal(error.message, "a limit of milliseconds needs the clock of a host");
}

// Fails the allocation whose turn it is.
struct failing {
    size_t left;
    size_t live;
};

static void *failing_allocate(void *user, void *memory, size_t old_size, size_t size) {
    struct failing *failing = user;
    if (size == 0) {
        failing->live -= memory != NULL;
        free(memory);
        return NULL;
    }
    bool grows = !memory || size > old_size;
    if (grows && failing->left != SIZE_MAX && failing->left-- == 0) {
        failing->left = 0; // from here on all fail
        return NULL;
    }
    void *moved = realloc(memory, size);
    failing->live += !memory && moved;
    return moved;
}

static const char on_text[] =
    "local t = require 'rubric.text'"
    "return function(d) for w in d:words() do d:tag(w, 'w') end d.meta.x = {1, {a = 'b'}}"
    " for n in d:select('emph') do n:set_text(t.upper(n:text())) end"
    " t.analyze(d, {stem = true, lower = true, shape = true, language = 'ko'})"
    " for hash in t.shingles('a b', 2) do t.similarity('a b', 'b', {kind = 'resemblance'}) end"
    " for run in t.ngrams('a b', 2) do t.similarity(run, 'b') end"
    " t.distance('abc', 'xyz') t.nearest('ab', {'ac'}) return d:text() end";

static const char on_document[] =
    "local b = require 'rubric.build'"
    "return function(d) local words = {} for w in d:words() do words[#words + 1] = w end"
    " d:find('two'):wrap(b.strong{}) d:gsub('x', 'yy') d.meta.title = 'T'"
    " d:root():append(b.table{head = {'a', 'b'}, {'c', {'d', b.emph 'e'}}}, b.list{'i', b.item "
    "'j'})"
    " for cells in d:one('table'):rows() do cells[1]:set_text('z') end"
    " d:one('list:has(> item) > item:last-child'):remove() d:one('paragraph'):split(3)"
    " d:one('list').attributes.id = d:unique_id('l') d:add_media('a.png', 'image/png', 'x')"
    " d:walk{ text = function(n) return n end } local c = d:clone() c:close()"
    " local edits = d:edits() return #edits .. words[1]:text() .. d:diff() .. d:write('source')"
    " .. d:write('json') .. d:write('pandoc-json') .. d:write('html') end";

static rubric_status run_whole(struct failing *failing, const char *script) {
    rubric_engine_options options = {
        .size = sizeof options, .allocate = failing_allocate, .allocate_user = failing};
    rubric_engine *engine = NULL;
    rubric_context *context = NULL;
    rubric_document *document = NULL;
    rubric_program *program = NULL;
    rubric_result *result = NULL;
    rubric_read_options how = {.size = sizeof how, .format = "markdown"};
    rubric_status status = rubric_engine_new(&engine, &options, NULL);
    if (status == RUBRIC_OK)
        status = rubric_engine_begin(&context, engine, NULL);
    if (status == RUBRIC_OK)
        status = rubric_document_read(&document, context, "*one* two\n\n- x\n", 15, &how, NULL);
    if (status == RUBRIC_OK)
        status = rubric_program_compile(&program, engine, "s", rubric_slice_of(script), NULL);
    rubric_error error;
    if (status == RUBRIC_OK)
        status = rubric_engine_run(&result, engine, program, document, NULL, NULL, &error);
    if (status != RUBRIC_OK && status != RUBRIC_ERROR_MEMORY)
        print_error("%s\n", error.message);
    rubric_result_free(result);
    rubric_program_free(program);
    rubric_document_free(document);
    rubric_context_free(context);
    rubric_engine_free(engine);
    return status;
}

static void assert_clean_failures(const char *script) {
    struct failing failing = {SIZE_MAX, 0};
    assert_int_equal(run_whole(&failing, script), RUBRIC_OK);
    assert_int_equal(failing.live, 0);
    for (size_t n = 0; n < 100000; n += 1 + n / 64) {
        failing.left = n;
        rubric_status status = run_whole(&failing, script);
        assert_int_equal(failing.live, 0);
        if (status == RUBRIC_OK)
            return;
        assert_int_equal(status, RUBRIC_ERROR_MEMORY);
    }
    fail();
}

static void every_failed_allocation_is_a_clean_error(void **unused) {
    (void)unused;
    assert_clean_failures(on_text);
    assert_clean_failures(on_document);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_function_changes_the_document_in_place),
        cmocka_unit_test(handlers_are_called_by_kind_and_selector),
        cmocka_unit_test(equally_specific_handlers_are_an_error),
        cmocka_unit_test(an_endless_loop_ends_at_the_time_limit_whatever_catches_it),
        cmocka_unit_test(eating_memory_ends_at_the_memory_limit_whatever_catches_it),
        cmocka_unit_test(each_run_has_a_state_of_its_own),
        cmocka_unit_test(what_scripts_may_not_have_is_not_there),
        cmocka_unit_test(options_are_checked_and_converted),
        cmocka_unit_test(prepare_runs_once_and_its_sets_are_shared),
        cmocka_unit_test(records_outputs_and_skips_reach_the_host),
        cmocka_unit_test(a_kept_node_says_that_its_document_is_closed),
        cmocka_unit_test(errors_name_the_line_and_the_place_in_the_document),
        cmocka_unit_test(a_time_limit_without_a_clock_is_refused),
        cmocka_unit_test(every_failed_allocation_is_a_clean_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
