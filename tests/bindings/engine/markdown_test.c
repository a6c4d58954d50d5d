// SPDX-License-Identifier: MIT
// What plugins add to Markdown: loading, what their reading needs, the order of their handlers,
// and memory that fails.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <rubric/engine.h>
#include <stdio.h>
#include <stdlib.h>

enum { PROGRAMS = 4 };

struct fixture {
    rubric_engine *engine;
    rubric_program *programs[PROGRAMS];
    size_t count;
    rubric_error error;
};

static int set_up(void **state) {
    struct fixture *fixture = calloc(1, sizeof *fixture);
    rubric_engine_options options = {.size = sizeof options};
    assert_non_null(fixture);
    assert_int_equal(rubric_engine_new(&fixture->engine, &options, NULL), RUBRIC_OK);
    *state = fixture;
    return 0;
}

static int tear_down(void **state) {
    struct fixture *fixture = *state;
    for (size_t i = 0; i < fixture->count; i++)
        rubric_program_free(fixture->programs[i]);
    rubric_engine_free(fixture->engine);
    free(*state);
    return 0;
}

static rubric_status add(struct fixture *fixture, const char *name, const char *source) {
    rubric_status status =
        rubric_program_compile(&fixture->programs[fixture->count], fixture->engine, name,
                               rubric_slice_of(source), &fixture->error);
    fixture->count += status == RUBRIC_OK;
    return status;
}

// Read with what the programs add, run them in order, and write.
static rubric_status convert(struct fixture *fixture, const char *text, const char *from,
                             const char *to, rubric_buffer *out) {
    rubric_read_options reading = {.size = sizeof reading, .format = from, .path = "page.md"};
    rubric_write_options writing = {.size = sizeof writing, .format = to};
    rubric_document *document = NULL;
    rubric_status status = rubric_engine_reading(&reading, fixture->engine, fixture->programs,
                                                 fixture->count, &fixture->error);
    if (status == RUBRIC_OK)
        status = rubric_document_read(&document, out->context, text, strlen(text), &reading,
                                      &fixture->error);
    for (size_t i = 0; status == RUBRIC_OK && i < fixture->count; i++) {
        rubric_result *result = NULL;
        status = rubric_engine_run(&result, fixture->engine, fixture->programs[i], document, NULL,
                                   NULL, &fixture->error);
        rubric_result_free(result);
    }
    if (status == RUBRIC_OK)
        status = rubric_document_write(out, document, &writing, &fixture->error);
    rubric_document_free(document);
    return status;
}

static void assert_converted(struct fixture *fixture, const char *text, const char *from,
                             const char *to, const char *wanted) {
    rubric_context *context = NULL;
    assert_int_equal(rubric_engine_begin(&context, fixture->engine, NULL), RUBRIC_OK);
    rubric_buffer out;
    rubric_buffer_init(&out, context);
    if (convert(fixture, text, from, to, &out) != RUBRIC_OK)
        fail_msg("%s", fixture->error.message);
    rubric_buffer_put_byte(&out, '\0');
    assert_string_equal(out.bytes, wanted);
    rubric_buffer_clear(&out);
    rubric_context_free(context);
}

static void assert_fails(struct fixture *fixture, const char *text, const char *wanted) {
    rubric_context *context = NULL;
    assert_int_equal(rubric_engine_begin(&context, fixture->engine, NULL), RUBRIC_OK);
    rubric_buffer out;
    rubric_buffer_init(&out, context);
    assert_int_not_equal(convert(fixture, text, "markdown", "html", &out), RUBRIC_OK);
    assert_string_equal(fixture->error.message, wanted);
    rubric_buffer_clear(&out);
    rubric_context_free(context);
}

static const char notes[] =
    "local b = require 'rubric.build'\n"
    "return { name = 'notes', api = 1,\n"
    "  markdown = { delimiters = { ['++'] = { name = 'insert', handler = function(n)\n"
    "      return b.underline { n:children() } end }, ['%'] = 'key' },\n"
    "    extensions = { 'math' },\n"
    "    fences = { note = function(n, context)\n"
    "      local inner = 0\n"
    "      for _ in context.document:select 'underline' do inner = inner + 1 end\n"
    "      local text = n.kind == 'div' and n:children() or n:text():match '%C+'\n"
    "      return b.block_quote { b.paragraph(b.strong(tostring(inner))), text } end } },\n"
    "  transform = function(d)\n"
    "    local count = 0\n"
    "    for _ in d:select 'block_quote' do count = count + 1 end\n"
    "    d:root():append('last: ' .. count)\n"
    "  end }";

static void handlers_run_inside_out_before_the_rest(void **state) {
    assert_int_equal(add(*state, "notes.lua", notes), RUBRIC_OK);
    assert_converted(*state,
                     "::: note\n++a++ %b%\n\n::: note\nc $d$\n:::\n:::\n\n```note\ne\n```\n",
                     "markdown", "html",
                     "<blockquote>\n<p><strong>1</strong></p>\n<p><u>a</u> <span "
                     "class=\"key\">b</span></p>\n<blockquote>\n<p><strong>1</strong></p>\n<p>c "
                     "<span class=\"math inline\">d</span></p>\n</blockquote>\n</blockquote>\n"
                     "<blockquote>\n<p><strong>1</strong></p>\n<p>e</p>\n</blockquote>\n"
                     "<p>last: 3</p>\n");
}

static void what_is_not_markdown_stays(void **state) {
    assert_int_equal(add(*state, "s.lua",
                         "return { api = 1, markdown = { delimiters = { ['++'] = 'a' },"
                         " fences = { note = function() return false end } } }"),
                     RUBRIC_OK);
    assert_converted(*state, "<div class=\"note\"><p>a ++b++</div>", "html", "html",
                     "<div class=\"note\">\n<p>a ++b++</p>\n</div>\n");
    assert_converted(*state, "::: note\na\n:::\n++b++\n", "markdown", "markdown", "++b++\n");
}

static void untouched_spans_stay_in_the_source(void **state) {
    assert_int_equal(add(*state, "s.lua",
                         "return { api = 1, markdown = { delimiters = { ['++'] = 'a' } },"
                         " transform = function(d) d:gsub('one', 'two ++') end }"),
                     RUBRIC_OK);
    assert_converted(*state, "x\n=\n\n++y++   ++one++\n__z__\n", "markdown", "source",
                     "x\n=\n\n++y++   ++two \\+\\+++\n__z__\n");
}

static void scripts_that_are_used_count_too(void **state) {
    struct fixture *fixture = *state;
    assert_int_equal(add(fixture, "notes", notes), RUBRIC_OK);
    rubric_program *used = fixture->programs[0];
    fixture->count = 0; // it is loaded, and found by its name as long as somebody holds it
    assert_int_equal(add(fixture, "s.lua",
                         "return { api = 1, uses = { 'notes', 'absent' },"
                         " transform = function(d) d:apply 'notes' end }"),
                     RUBRIC_OK);
    assert_converted(fixture, "++a++\n", "markdown", "html", "<p><u>a</u></p>\n<p>last: 0</p>\n");
    rubric_program_free(used);
}

static void plugins_may_exclude_each_other(void **state) {
    struct fixture *fixture = *state;
    assert_int_equal(add(fixture, "notes.lua", notes), RUBRIC_OK);
    assert_int_equal(add(fixture, "same.lua",
                         "return { api = 1, markdown = { delimiters = { ['%'] = 'key' } } }"),
                     RUBRIC_OK);
    assert_converted(fixture, "%a%\n", "markdown", "markdown", "%a%\n\nlast: 0\n");
    assert_int_equal(add(fixture, "other.lua",
                         "return { api = 1, markdown = { delimiters = { ['+'] = 'plus' } } }"),
                     RUBRIC_OK);
    assert_fails(fixture, "a",
                 "delimiter '++' of 'notes.lua' and '+' of 'other.lua' exclude each other");
}

static void a_reading_keeps_what_it_was_asked_for(void **state) {
    struct fixture *fixture = *state;
    static const rubric_delimiter own[] = {{"%%", "own"}};
    assert_int_equal(add(fixture, "notes.lua", notes), RUBRIC_OK);
    rubric_read_options reading = {.size = sizeof reading, .delimiters = own, .delimiter_count = 1};
    assert_int_equal(
        rubric_engine_reading(&reading, fixture->engine, fixture->programs, 1, &fixture->error),
        RUBRIC_ERROR_ARGUMENT);
    assert_string_equal(fixture->error.message, "delimiter '%%' of 'the options' and '%' of "
                                                "'notes.lua' exclude each other");
    assert_ptr_equal(reading.delimiters, own);
    reading.delimiter_count = 0;
    assert_int_equal(
        rubric_read_option_set(&reading, rubric_slice_of("math"), rubric_slice_of("false"), NULL),
        RUBRIC_OK);
    uint32_t off = reading.extensions.off;
    assert_int_equal(rubric_engine_reading(&reading, fixture->engine, fixture->programs, 1, NULL),
                     RUBRIC_OK);
    assert_int_equal(reading.delimiter_count, 2);
    assert_int_equal(reading.extensions.on & off, 0);
    assert_int_not_equal(reading.extensions.on, 0);
}

static void mistakes_are_found_at_loading(void **state) {
    static const struct {
        const char *markdown, *message;
    } cases[] = {
        {"3", "'markdown' is a table {delimiters = …, fences = …, extensions = …}, not a number"},
        {"{ fence = {} }", "'markdown' has no 'fence'; did you mean 'fences'?"},
        {"{ zzz = {} }", "'markdown' has no 'zzz'; there are delimiters, extensions and fences"},
        {"{ delimiters = 'a' }",
         "'markdown.delimiters' is a table from mark to name, not a string"},
        {"{ delimiters = { '++' } }",
         "'markdown.delimiters' is a table from mark to name, and no list"},
        {"{ delimiters = { ['++'] = 1 } }", "delimiter '++' is a name, or {name = …, handler = f}"},
        {"{ delimiters = { ['++'] = {} } }",
         "delimiter '++' is a name, or {name = …, handler = f}"},
        {"{ delimiters = { ['++'] = { name = 'a', handle = print } } }",
         "unknown option 'handle'; did you mean 'handler'?"},
        {"{ delimiters = { ['++'] = { name = 'a', handler = 'f' } } }",
         "the handler of '++' is a string, not a function"},
        {"{ delimiters = { ['**'] = 'a' } }", "'**' is no delimiter: '*' belongs to emphasis"},
        {"{ delimiters = { ['+'] = 'a', ['++'] = 'b' } }",
         "delimiters '+' and '++' are of one sign"},
        {"{ fences = { note = 'a' } }",
         "fence 'note' is a function that gets what was read, not a string"},
        {"{ fences = { ['a b'] = print } }",
         "fence 'a b' needs a name of letters, digits, '-' and '_'"},
        {"{ extensions = { 'maths' } }", "'markdown.extensions': the reader of markdown has no "
                                         "option 'maths'; did you mean 'math'?"},
        {"{ extensions = { 'notes' } }", "'markdown.extensions': 'notes' is no extension"},
        {"{ extensions = { 1 } }", "'markdown.extensions' is a list of names, not of a number"},
    };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char source[200], wanted[200] = "s.lua: ";
        snprintf(source, sizeof source, "return { api = 1, markdown = %s }", cases[i].markdown);
        strcat(wanted, cases[i].message);
        assert_int_equal(add(fixture, "s.lua", source), RUBRIC_ERROR_SCRIPT);
        assert_string_equal(fixture->error.message, wanted);
    }
}

static void errors_name_the_place_in_the_document(void **state) {
    assert_int_equal(add(*state, "s.lua",
                         "return { api = 1, markdown = { fences = {\n"
                         "  note = function(n) return n.zebra end } } }"),
                     RUBRIC_OK);
    assert_fails(*state, "a\n\n> ::: note\n> b\n",
                 "s.lua:2: 'zebra' is not a field of node (while walking page.md:3:3 (div \"b\"))");
}

// ---- Memory that fails

struct failing {
    size_t left;
    long live;
};

static void *allocate(void *user, void *memory, size_t old_size, size_t size) {
    struct failing *failing = user;
    (void)old_size;
    if (!size) {
        free(memory);
        failing->live--;
        return NULL;
    }
    if (failing->left == 0)
        return NULL;
    failing->left--;
    failing->live += memory == NULL;
    return realloc(memory, size);
}

static rubric_status run_whole(struct failing *failing) {
    rubric_engine_options options = {
        .size = sizeof options, .allocate = allocate, .allocate_user = failing};
    struct fixture fixture = {.count = 0};
    rubric_context *context = NULL;
    rubric_status status = rubric_engine_new(&fixture.engine, &options, NULL);
    if (status == RUBRIC_OK)
        status = rubric_engine_begin(&context, fixture.engine, NULL);
    if (status == RUBRIC_OK)
        status = add(&fixture, "notes.lua", notes);
    if (status == RUBRIC_OK) {
        rubric_buffer out;
        rubric_buffer_init(&out, context);
        status = convert(&fixture, "++a++ %b%\n\n::: note\nc\n:::\n", "markdown", "html", &out);
        rubric_buffer_clear(&out);
    }
    if (status != RUBRIC_OK && status != RUBRIC_ERROR_MEMORY)
        print_error("%s\n", fixture.error.message);
    for (size_t i = 0; i < fixture.count; i++)
        rubric_program_free(fixture.programs[i]);
    rubric_context_free(context);
    rubric_engine_free(fixture.engine);
    return status;
}

static void every_failed_allocation_is_a_clean_error(void **state) {
    (void)state;
    for (size_t n = 0; n < 100000; n += 1 + n / 64) {
        struct failing failing = {n, 0};
        rubric_status status = run_whole(&failing);
        assert_int_equal(failing.live, 0);
        if (status == RUBRIC_OK)
            return;
        assert_int_equal(status, RUBRIC_ERROR_MEMORY);
    }
    fail();
}

#define FIXTURE_TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(handlers_run_inside_out_before_the_rest),
        FIXTURE_TEST(what_is_not_markdown_stays),
        FIXTURE_TEST(untouched_spans_stay_in_the_source),
        FIXTURE_TEST(scripts_that_are_used_count_too),
        FIXTURE_TEST(plugins_may_exclude_each_other),
        FIXTURE_TEST(a_reading_keeps_what_it_was_asked_for),
        FIXTURE_TEST(mistakes_are_found_at_loading),
        FIXTURE_TEST(errors_name_the_place_in_the_document),
        cmocka_unit_test(every_failed_allocation_is_a_clean_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
