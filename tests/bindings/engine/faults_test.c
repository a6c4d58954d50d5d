// SPDX-License-Identifier: MIT
// Memory that runs out at the n-th allocation of the engine's functions and of whole verbs: a clean
// error, nothing lost, and the same result as ever once there is memory again.
#include "core/faults/faults.h"

#include <rubric/engine.h>
#include <stdio.h>

static const char page[] =
    "<html lang=en><head><title>Harbour talks end</title><meta name=author content='Ann Lee'>"
    "<meta property='article:published_time' content='2024-03-18'></head><body><nav><a href=/>"
    "Home</a> <a href=/n>News</a></nav><article><h1>Harbour talks end</h1><p>Prime Minister Elena "
    "Brandt met Tomas Okafor of the Republic of Senda in Port Calder on Monday. The talks on the "
    "Marlen Strait went on for two days.</p><p>The Northern Shipping Federation welcomed the "
    "result. Ships will pass again in April, it said, and prices of grain may fall.</p></article>"
    "<footer>Copyright</footer></body></html>";

static rubric_status sum(void *user, const rubric_value *arguments, rubric_value *result,
                         rubric_arena *arena, rubric_error *error) {
    (void)user, (void)arena, (void)error;
    *result = rubric_value_integer((int64_t)arguments->as.list.count);
    return RUBRIC_OK;
}

/** One use of an engine, with an allocator that fails. */
struct use {
    const char *verb;   // NULL: `source`
    const char *source; // of a script
    rubric_status status;
    rubric_error error;
    char written[2000]; // what the document is then
};

static void write_page(struct use *use, rubric_engine *engine, rubric_document *document) {
    rubric_buffer out;
    rubric_write_options how = {.size = sizeof how, .format = "markdown"};
    rubric_buffer_init(&out, rubric_document_context(document));
    use->status = rubric_engine_write(&out, engine, document, &how, NULL);
    if (use->status == RUBRIC_OK)
        snprintf(use->written, sizeof use->written, "%.*s", (int)out.size, out.bytes);
    rubric_buffer_clear(&out);
}

static void work(struct use *use, rubric_engine *engine, rubric_context *context) {
    rubric_program *program = NULL;
    rubric_document *document = NULL;
    rubric_result *result = NULL;
    rubric_read_options reading = {.size = sizeof reading, .format = "html", .path = "page.html"};
    rubric_error error = {.status = RUBRIC_OK};
    use->status = rubric_engine_define(engine, "host.sum", sum, NULL, &error);
    if (use->status == RUBRIC_OK)
        use->status = use->verb ? rubric_program_load(&program, engine, use->verb, &error)
                                : rubric_program_compile(&program, engine, "use.lua",
                                                         rubric_slice_of(use->source), &error);
    if (use->status == RUBRIC_OK)
        use->status = rubric_engine_reading(&reading, engine, &program, 1, &error);
    if (use->status == RUBRIC_OK)
        use->status =
            rubric_document_read(&document, context, page, sizeof page - 1, &reading, &error);
    if (use->status == RUBRIC_OK)
        use->status = rubric_engine_run(&result, engine, program, document, NULL, NULL, &error);
    if (use->status == RUBRIC_OK)
        write_page(use, engine, document);
    use->error = error;
    rubric_result_free(result);
    rubric_document_free(document);
    rubric_program_free(program);
}

// Uses a new engine with the n-th allocation failing; returns how many there were.
static size_t run_use(struct use *use, size_t n, bool goes_on) {
    faulty_allocator allocator = {.fails_at = n, .goes_on = goes_on};
    rubric_engine_options options = {
        .size = sizeof options, .allocate = allocate_faultily, .allocate_user = &allocator};
    rubric_engine *engine = NULL;
    rubric_context *context = NULL;
    use->written[0] = '\0';
    use->status = rubric_engine_new(&engine, &options, NULL);
    if (use->status == RUBRIC_OK)
        use->status = rubric_engine_begin(&context, engine, NULL);
    if (use->status == RUBRIC_OK)
        work(use, engine, context);
    rubric_context_free(context);
    rubric_engine_free(engine);
    assert_int_equal(allocator.live, 0);
    return allocator.count;
}

static void try_fault(struct use *use, size_t n, bool goes_on, const char *expected) {
    run_use(use, n, goes_on);
    const char *name = use->verb ? use->verb : use->source;
    if (use->status != RUBRIC_OK && use->status != RUBRIC_ERROR_MEMORY)
        fail_msg("%s, allocation %zu: %s: %s", name, n, rubric_status_name(use->status),
                 use->error.message);
    if (use->status == RUBRIC_OK && strcmp(use->written, expected) != 0)
        fail_msg("%s, allocation %zu: another result: %s", name, n, use->written);
}

// Every allocation up to `all`, then `more` of the rest.
static void fail_allocations(struct use *use, size_t all, size_t more) {
    char expected[sizeof use->written];
    size_t count = run_use(use, SIZE_MAX, false);
    assert_int_equal(use->status, RUBRIC_OK);
    memcpy(expected, use->written, sizeof expected);
    for (size_t n = 1; n <= count && n <= all; n++)
        try_fault(use, n, n % 2 == 0, expected);
    for (size_t i = 0; count > all && i < more; i++)
        try_fault(use, all + 1 + i * (count - all) / more, i % 2 == 0, expected);
}

static void functions_of_the_engine_end_cleanly(void **unused) {
    (void)unused;
    static const char *const scripts[] = {
        "return function(d, o, c) c:emit{ a = 1 } c:output('x', 'y') return 'v' end",
        "return { heading = function(n) n:set_text(n:text():upper()) end }",
        "local h, t = require 'host', require 'rubric.text' return function(d) d.meta.n = h.sum(1, "
        "2) d:gsub('%w+', t.upper) for s in d:sentences() do d:tag(s, 'x') end end",
        "return { api = 1, options = { n = { type = 'integer', default = 1 } }, prepare = "
        "function(o) return require('rubric.phrases').compile { 'two days' } end, transform = "
        "function(d, o, c) for hit in c.shared:scan(d) do d:tag(hit, 'x') end end, "
        "writer = { extends = 'text' } }"};
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        struct use use = {.source = scripts[i]};
        fail_allocations(&use, SIZE_MAX, 0);
    }
}

// Lua asks once more after it has collected garbage, so that one failure is often made up for.
static void verbs_end_cleanly(void **unused) {
    (void)unused;
    static const char *const verbs[] = {"digest", "clean", "summarize", "keywords", "entities"};
    const char *thorough = getenv("RUBRIC_THOROUGH");
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        struct use use = {.verb = verbs[i]};
        fail_allocations(&use, thorough ? 2000 : 100, thorough ? 500 : 100);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(functions_of_the_engine_end_cleanly),
                                       cmocka_unit_test(verbs_end_cleanly)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
