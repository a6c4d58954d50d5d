// SPDX-License-Identifier: MIT
// A host whose glossary scripts ask: abbreviations in the Markdown on standard input are spelt out.
#include <rubric/engine.h>
#include <stdio.h>

struct term {
    const char *abbreviation, *meaning;
};

static struct term glossary[] = {{"EU", "European Union"}, {"UN", "United Nations"}};

// host.lookup(abbreviation) -> its meaning, or nil
static rubric_status lookup(void *user, const rubric_value *arguments, rubric_value *result,
                            rubric_arena *arena, rubric_error *error) {
    const struct term *terms = user;
    (void)arena; // the meanings are constants: nothing is made
    const rubric_value *items = arguments->as.list.items;
    if (arguments->as.list.count != 1 || items[0].type != RUBRIC_VALUE_STRING)
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT, "an abbreviation is needed");
    for (size_t i = 0; i < sizeof glossary / sizeof *glossary; i++)
        if (rubric_slice_equal(items[0].as.string, rubric_slice_of(terms[i].abbreviation)))
            *result = rubric_value_string(rubric_slice_of(terms[i].meaning));
    return RUBRIC_OK;
}

static const char script[] = "local host = require 'host'\n"
                             "return function(document)\n"
                             "  document:gsub('%u%u+', host.lookup)\n"
                             "end\n";

static rubric_status spell_out(rubric_engine *engine, rubric_context *context, rubric_slice text,
                               rubric_error *error) {
    const rubric_read_options markdown = {.size = sizeof markdown, .format = "markdown"};
    rubric_program *program = NULL;
    rubric_document *document = NULL;
    rubric_result *result = NULL;
    rubric_buffer out;
    rubric_buffer_init(&out, context);
    rubric_status status =
        rubric_program_compile(&program, engine, "spell_out.lua", rubric_slice_of(script), error);
    if (status == RUBRIC_OK)
        status = rubric_document_read(&document, context, text.bytes, text.size, &markdown, error);
    if (status == RUBRIC_OK)
        status = rubric_engine_run(&result, engine, program, document, NULL, NULL, error);
    if (status == RUBRIC_OK)
        status = rubric_document_write(&out, document, NULL, error);
    if (status == RUBRIC_OK)
        fwrite(out.bytes, 1, out.size, stdout);
    rubric_buffer_clear(&out);
    rubric_result_free(result);
    rubric_document_free(document);
    rubric_program_free(program);
    return status;
}

int main(void) {
    static char text[1 << 16];
    size_t size = fread(text, 1, sizeof text, stdin);
    rubric_engine *engine = NULL;
    rubric_context *context = NULL;
    rubric_error error;
    rubric_status status = rubric_engine_new(&engine, NULL, &error);
    if (status == RUBRIC_OK)
        status = rubric_engine_define(engine, "host.lookup", lookup, glossary, &error);
    if (status == RUBRIC_OK)
        status = rubric_engine_begin(&context, engine, &error);
    if (status == RUBRIC_OK)
        status = spell_out(engine, context, rubric_slice_make(text, size), &error);
    if (status != RUBRIC_OK)
        fprintf(stderr, "%s\n", error.message);
    rubric_context_free(context);
    rubric_engine_free(engine);
    return status == RUBRIC_OK ? 0 : 1;
}
