// SPDX-License-Identifier: MIT
// Runs a script that may be hostile in an engine of its own, between two runs of a tame one, and
// says what came of it: how it ended, how long it took, how long the engine took to close, and
// whether the tame script made the same of its document before and after.
//
//     hostile MEMORY-MIB MILLISECONDS FILE…
#include <rubric/engine.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const char page[] = "---\ntitle: T\n---\n\n# A\n\nOne *two* [three](u). Four.\n";
static const char tame[] =
    "return function(document, _, context) document:one('emph'):set_text(('x'):rep(3))"
    " context:emit(string.format('%d %s', 3, tostring(math.random(1, 1000000))))"
    " for key in pairs({ a = 1, b = 2, c = 3 }) do context:emit(key) end"
    " return ('abc'):find('b') end";

static uint64_t tick(void *user) {
    (void)user;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static double milliseconds_since(uint64_t begin) {
    return (double)(tick(NULL) - begin) / 1e6;
}

static void put_results(rubric_buffer *out, const rubric_result *result) {
    const rubric_value *record;
    const rubric_value *value = rubric_result_value(result);
    for (size_t i = 0; (record = rubric_result_record(result, i)) != NULL; i++)
        rubric_json_write(out, record, 0);
    if (value)
        rubric_json_write(out, value, 0);
}

// Runs a script on a small page; `out` gets its results and the page, or the message.
static rubric_status run(rubric_engine *engine, rubric_slice source, rubric_buffer *out) {
    rubric_read_options from = {.size = sizeof from, .format = "markdown", .path = "page.md"};
    rubric_context *context;
    rubric_document *document;
    rubric_program *program = NULL;
    rubric_result *result = NULL;
    rubric_error error = {.status = RUBRIC_OK};
    if (rubric_engine_begin(&context, engine, &error) != RUBRIC_OK ||
        rubric_document_read(&document, context, page, sizeof page - 1, &from, &error))
        exit(2);
    rubric_status status = rubric_program_compile(&program, engine, "hostile.lua", source, &error);
    if (status == RUBRIC_OK)
        status = rubric_engine_run(&result, engine, program, document, NULL, NULL, &error);
    if (status == RUBRIC_OK) {
        put_results(out, result);
        rubric_buffer_put_byte(out, ' ');
        rubric_document_write(out, document, NULL, NULL);
    } else {
        rubric_buffer_put_string(out, error.message);
    }
    rubric_result_free(result);
    rubric_program_free(program);
    rubric_document_free(document);
    if (rubric_context_used(context) != 0)
        printf("LEAK ");
    rubric_context_free(context);
    return status;
}

static void read_script(rubric_buffer *out, const char *path) {
    FILE *file = fopen(path, "rb");
    char bytes[4096];
    size_t size;
    if (!file) {
        perror(path);
        exit(2);
    }
    rubric_buffer_put_string(out, "return function(doc, options, context) ");
    while ((size = fread(bytes, 1, sizeof bytes, file)) > 0)
        rubric_buffer_put(out, bytes, size);
    fclose(file);
    rubric_buffer_put_string(out, "\nend");
}

static void try_script(const char *path, size_t memory, uint32_t milliseconds) {
    static const rubric_host host = {.clock = tick};
    rubric_engine_options options = {
        .size = sizeof options, .host = &host, .memory = memory, .milliseconds = milliseconds};
    rubric_engine *engine;
    rubric_context *context;
    rubric_buffer source, before, out, after;
    if (rubric_context_new(&context, NULL, NULL) || rubric_engine_new(&engine, &options, NULL))
        exit(2);
    rubric_buffer_init(&source, context);
    rubric_buffer_init(&before, context);
    rubric_buffer_init(&out, context);
    rubric_buffer_init(&after, context);
    read_script(&source, path);
    run(engine, rubric_slice_of(tame), &before);
    uint64_t begin = tick(NULL);
    rubric_status status = run(engine, rubric_buffer_slice(&source), &out);
    double taken = milliseconds_since(begin);
    run(engine, rubric_slice_of(tame), &after);
    begin = tick(NULL);
    rubric_engine_free(engine);
    double closing = milliseconds_since(begin);
    bool is_same = rubric_slice_equal(rubric_buffer_slice(&before), rubric_buffer_slice(&after));
    printf("%s\t%.0f ms\tclosed in %.1f ms%s%s\t%.*s\n",
           status == RUBRIC_OK ? "ok" : rubric_status_name(status), taken, closing,
           is_same ? "" : "\tTHE NEXT DOCUMENT DIFFERS", taken > milliseconds + 100 ? "\tLATE" : "",
           (int)(out.size < 150 ? out.size : 150), out.bytes ? out.bytes : "");
    fflush(stdout);
}

int main(int count, char **words) {
    if (count < 4)
        return fprintf(stderr, "usage: hostile MEMORY-MIB MILLISECONDS FILE...\n"), 2;
    for (int i = 3; i < count; i++) {
        const char *slash = strrchr(words[i], '/');
        int status;
        printf("%s\t", slash ? slash + 1 : words[i]);
        fflush(stdout);
        pid_t child = fork();
        if (child == 0) {
            try_script(words[i], (size_t)atol(words[1]) << 20, (uint32_t)atol(words[2]));
            _exit(0);
        }
        waitpid(child, &status, 0);
        if (WIFSIGNALED(status))
            printf("CRASH\tsignal %d\n", WTERMSIG(status));
    }
    return 0;
}
