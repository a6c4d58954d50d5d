// SPDX-License-Identifier: MIT
// Eight threads with an engine each and one program for all: the page on standard input has the
// same digest in each of them.
#include <pthread.h>
#include <rubric/engine.h>
#include <stdio.h>
#include <stdlib.h>

enum { THREADS = 8, ROUNDS = 3 };

struct work {
    rubric_program *program; // shared
    rubric_slice page;
    char *markdown; // from malloc: it outlives the context
    size_t size;
    rubric_status status;
    rubric_error error;
};

static rubric_status keep(struct work *work, rubric_slice markdown) {
    free(work->markdown);
    work->size = 0;
    work->markdown = malloc(markdown.size);
    if (!work->markdown)
        return rubric_error_set(&work->error, RUBRIC_ERROR_MEMORY, "no memory for the result");
    work->size = markdown.size;
    memcpy(work->markdown, markdown.bytes, markdown.size);
    return RUBRIC_OK;
}

static rubric_status digest(struct work *work, rubric_engine *engine, rubric_context *context) {
    rubric_document *document = NULL;
    rubric_result *result = NULL;
    rubric_buffer markdown;
    rubric_buffer_init(&markdown, context);
    rubric_status status = rubric_document_read(&document, context, work->page.bytes,
                                                work->page.size, NULL, &work->error);
    if (status == RUBRIC_OK)
        status =
            rubric_engine_run(&result, engine, work->program, document, NULL, NULL, &work->error);
    if (status == RUBRIC_OK)
        status = rubric_document_write(&markdown, document, NULL, &work->error);
    if (status == RUBRIC_OK)
        status = keep(work, rubric_buffer_slice(&markdown));
    rubric_buffer_clear(&markdown);
    rubric_result_free(result);
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
            work->status = digest(work, engine, context);
        rubric_context_free(context);
    }
    rubric_program_free(work->program);
    rubric_engine_free(engine);
    return NULL;
}

// The program that the threads share may outlive the engine that loaded it.
static rubric_status load(rubric_program **program, rubric_error *error) {
    rubric_engine *engine;
    rubric_status status = rubric_engine_new(&engine, NULL, error);
    if (status != RUBRIC_OK)
        return status;
    status = rubric_program_load(program, engine, "digest", error);
    rubric_engine_free(engine);
    return status;
}

int main(void) {
    static char page[1 << 20];
    static struct work works[THREADS];
    size_t size = fread(page, 1, sizeof page, stdin);
    pthread_t threads[THREADS];
    rubric_program *program;
    rubric_error error;
    if (load(&program, &error) != RUBRIC_OK) {
        fprintf(stderr, "%s\n", error.message);
        return 1;
    }
    for (int i = 0; i < THREADS; i++) {
        works[i].program = rubric_program_share(program);
        works[i].page = rubric_slice_make(page, size);
        if (pthread_create(&threads[i], NULL, work_on, &works[i]) != 0)
            return 1;
    }
    rubric_program_free(program);
    int same = 0;
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        if (works[i].status != RUBRIC_OK)
            fprintf(stderr, "thread %d: %s\n", i, works[i].error.message);
        else if (works[i].size == works[0].size &&
                 memcmp(works[i].markdown, works[0].markdown, works[0].size) == 0)
            same++;
    }
    printf("%d threads made the same %zu bytes\n", same, works[0].size);
    for (int i = 0; i < THREADS; i++)
        free(works[i].markdown);
    return same == THREADS ? 0 : 1;
}
