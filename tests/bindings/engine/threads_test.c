// SPDX-License-Identifier: MIT
// Eight engines in eight threads, which share programs and nothing else.
#include <pthread.h>

#include "fixture.h"

enum { THREADS = 8, ROUNDS = 4, PROGRAMS = 4 };

// A script with data of its own, a phrase set that `prepare` makes, modules, and a language.
static const char tagger[] =
    "local text, words = require 'rubric.text', require 'rubric.words'\n"
    "local phrases, regex = require 'rubric.phrases', require 'rubric.regex'\n"
    "return { name = 'tagger', api = 1,\n"
    "  prepare = function()\n"
    "    return { set = phrases.compile { 'cats', 'dogs' }, word = regex.compile '[a-z]+' }\n"
    "  end,\n"
    "  transform = function(document, options, context)\n"
    "    for found in context.shared.set:scan(document) do document:tag(found, 'animal') end\n"
    "    for sentence in document:sentences() do\n"
    "      context:emit { text.stem('running', { language = 'en' }), sentence:text(),\n"
    "        context.shared.word:find(sentence:text()) }\n"
    "    end\n"
    "    document.meta = { stop = text.is_stopword('the') }\n"
    "  end }\n";

static const char page[] =
    "# Cats and dogs\n\nThe cats of Dr. Brown sleep, and *dogs* bark. On 3 May 2021 the mayor of\n"
    "Port Calder said that cats should be kept. Nobody knew why the cats sleep.\n\n- one\n- two\n";

struct work {
    rubric_program *programs[PROGRAMS];
    char markdown[4096];
    size_t size;
    rubric_status status;
    rubric_error error;
};

static rubric_status run_all(struct work *work, rubric_engine *engine, rubric_context *context) {
    rubric_document *document = NULL;
    rubric_buffer out;
    rubric_buffer_init(&out, context);
    rubric_status status =
        rubric_document_read(&document, context, page, sizeof page - 1, NULL, &work->error);
    for (int i = 0; i < PROGRAMS && status == RUBRIC_OK; i++) {
        rubric_result *result = NULL;
        status = rubric_engine_run(&result, engine, work->programs[i], document, NULL, NULL,
                                   &work->error);
        rubric_result_free(result);
    }
    if (status == RUBRIC_OK)
        status = rubric_document_write(&out, document, NULL, &work->error);
    work->size = out.size < sizeof work->markdown ? out.size : sizeof work->markdown;
    if (status == RUBRIC_OK)
        memcpy(work->markdown, out.bytes, work->size);
    rubric_buffer_clear(&out);
    rubric_document_free(document);
    return status;
}

static void *work_on(void *user) {
    struct work *work = user;
    rubric_engine *engine = NULL;
    work->status = rubric_engine_new(&engine, NULL, &work->error);
    for (int i = 0; i < ROUNDS && work->status == RUBRIC_OK; i++) {
        rubric_context *context = NULL;
        work->status = rubric_engine_begin(&context, engine, &work->error);
        if (work->status == RUBRIC_OK)
            work->status = run_all(work, engine, context);
        rubric_context_free(context);
    }
    for (int i = 0; i < PROGRAMS; i++)
        rubric_program_free(work->programs[i]);
    rubric_engine_free(engine);
    return NULL;
}

static void load(rubric_program *programs[PROGRAMS]) {
    static const char *const names[] = {"clean", "keywords", "summarize"};
    rubric_engine *engine;
    rubric_error error;
    assert_int_equal(rubric_engine_new(&engine, NULL, &error), RUBRIC_OK);
    for (int i = 0; i < PROGRAMS - 1; i++)
        assert_int_equal(rubric_program_load(&programs[i], engine, names[i], &error), RUBRIC_OK);
    assert_int_equal(rubric_program_compile(&programs[PROGRAMS - 1], engine, "tagger.lua",
                                            rubric_slice_of(tagger), &error),
                     RUBRIC_OK);
    rubric_engine_free(engine); // programs outlive it
}

static void eight_engines_share_programs(void **unused) {
    (void)unused;
    static struct work works[THREADS];
    rubric_program *programs[PROGRAMS];
    pthread_t threads[THREADS];
    load(programs);
    for (int i = 0; i < THREADS; i++) {
        for (int p = 0; p < PROGRAMS; p++)
            works[i].programs[p] = rubric_program_share(programs[p]);
        assert_int_equal(pthread_create(&threads[i], NULL, work_on, &works[i]), 0);
    }
    for (int p = 0; p < PROGRAMS; p++)
        rubric_program_free(programs[p]);
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_join(threads[i], NULL), 0);
    for (int i = 0; i < THREADS; i++) {
        if (works[i].status != RUBRIC_OK)
            fail_msg("thread %d: %s", i, works[i].error.message);
        assert_int_equal(works[i].size, works[0].size);
        assert_memory_equal(works[i].markdown, works[0].markdown, works[0].size);
    }
    assert_true(works[0].size > 0);
}

struct endless {
    rubric_engine *engine;
    rubric_context *context;
    rubric_status status;
};

static void *run_for_ever(void *user) {
    struct endless *endless = user;
    rubric_program *program = NULL;
    rubric_result *result = NULL;
    rubric_document *document = NULL;
    rubric_error error;
    rubric_slice source = rubric_slice_of("return function() while true do end end");
    endless->status =
        rubric_program_compile(&program, endless->engine, "endless.lua", source, &error);
    if (endless->status == RUBRIC_OK)
        endless->status = rubric_document_new(&document, endless->context, &error);
    if (endless->status == RUBRIC_OK)
        endless->status =
            rubric_engine_run(&result, endless->engine, program, document, NULL, NULL, &error);
    rubric_result_free(result);
    rubric_document_free(document);
    rubric_program_free(program);
    return NULL;
}

static void another_thread_may_interrupt_a_run(void **unused) {
    (void)unused;
    struct endless endless = {.status = RUBRIC_OK};
    rubric_error error;
    pthread_t thread;
    assert_int_equal(rubric_engine_new(&endless.engine, NULL, &error), RUBRIC_OK);
    assert_int_equal(rubric_engine_begin(&endless.context, endless.engine, &error), RUBRIC_OK);
    assert_int_equal(pthread_create(&thread, NULL, run_for_ever, &endless), 0);
    rubric_context_interrupt(endless.context);
    assert_int_equal(pthread_join(thread, NULL), 0);
    assert_int_equal(endless.status, RUBRIC_ERROR_INTERRUPTED);
    rubric_context_free(endless.context);
    rubric_engine_free(endless.engine);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(eight_engines_share_programs),
                                       cmocka_unit_test(another_thread_may_interrupt_a_run)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
