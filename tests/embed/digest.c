// SPDX-License-Identifier: MIT
// A page on standard input, its digest as Markdown on standard output.
#include <rubric/engine.h>
#include <stdio.h>

int main(void) {
    static char page[1 << 20];
    size_t size = fread(page, 1, sizeof page, stdin);
    rubric_engine *engine = NULL;
    rubric_program *program = NULL;
    rubric_context *context = NULL;
    rubric_document *document = NULL;
    rubric_result *result = NULL;
    rubric_buffer markdown;
    rubric_error error;

    bool is_done =
        rubric_engine_new(&engine, NULL, &error) == RUBRIC_OK &&
        rubric_program_load(&program, engine, "digest", &error) == RUBRIC_OK &&
        rubric_engine_begin(&context, engine, &error) == RUBRIC_OK &&
        rubric_document_read(&document, context, page, size, NULL, &error) == RUBRIC_OK &&
        rubric_engine_run(&result, engine, program, document, NULL, NULL, &error) == RUBRIC_OK;
    rubric_buffer_init(&markdown, context);
    is_done = is_done && rubric_document_write(&markdown, document, NULL, &error) == RUBRIC_OK;
    if (is_done)
        fwrite(markdown.bytes, 1, markdown.size, stdout);
    else
        fprintf(stderr, "%s\n", error.message);

    rubric_buffer_clear(&markdown);
    rubric_result_free(result);
    rubric_document_free(document);
    rubric_context_free(context);
    rubric_program_free(program);
    rubric_engine_free(engine);
    return is_done ? 0 : 1;
}
