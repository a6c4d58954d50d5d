// SPDX-License-Identifier: MIT
// Lua files that are run for what they do, and writers that are scripts.
#include "engine/engine.h"

static int run_chunk(lua_State *L) {
    const struct chunk *chunk = lua_touserdata(L, 1);
    rubric_chunk_push(L, chunk);
    lua_call(L, 0, 0);
    return 0;
}

static rubric_status execute(rubric_engine *engine, rubric_context *context, const char *path,
                             rubric_error *error) {
    const struct source_file *file;
    rubric_status status =
        rubric_source_file_get(&file, engine, rubric_slice_of(path), rubric_slice_of(""), error);
    if (status == RUBRIC_ERROR_FILE && !error->message[0])
        rubric_error_set(error, status, "no such file of Lua; one ends in '.lua'");
    if (status != RUBRIC_OK)
        return status;
    struct state *state;
    status = rubric_state_new(&state, engine, context, error);
    if (status != RUBRIC_OK)
        return status;
    rubric_program program = {.chunk = file->chunk}; // its folder is what counts
    state->program = &program;
    state->may_use_permissions = true; // it has none, which is what messages shall say
    engine->running++;
    lua_pushcfunction(state->L, run_chunk);
    lua_pushlightuserdata(state->L, (void *)(uintptr_t)&file->chunk);
    status = rubric_state_call(state, 1, 0, error);
    engine->running--;
    rubric_state_free(state);
    return status;
}

rubric_status rubric_engine_execute(rubric_engine *engine, rubric_context *context,
                                    const char *path, rubric_error *error) {
    rubric_error ignored = {.status = RUBRIC_OK};
    error = error ? error : &ignored;
    if (rubric_is_missing(context, "context", error) || rubric_is_missing(path, "path", error) ||
        !rubric_engine_enter(engine, error))
        return RUBRIC_ERROR_ARGUMENT;
    rubric_status status = execute(engine, context, path, error);
    rubric_engine_leave(engine);
    return status;
}

// A loaded script with a writer whose name is that of the format.
static rubric_program *find_writer(const rubric_engine *engine, rubric_slice format) {
    for (struct loaded_program *at = engine->programs; at; at = at->next) {
        rubric_program *program = at->program;
        const rubric_value *name =
            rubric_value_find(&program->description, rubric_slice_of("name"));
        if (program->has_writer && (rubric_slice_equal(program->chunk.name, format) ||
                                    (name && name->type == RUBRIC_VALUE_STRING &&
                                     rubric_slice_equal(name->as.string, format))))
            return program;
    }
    return NULL;
}

struct writing {
    rubric_program *program;
    rubric_document *document;
    const rubric_write_options *options;
    rubric_buffer *out;
};

// require("rubric.writer").write(document, writer, {width}) -> bytes
static int write_by_script(lua_State *L) {
    struct writing *writing = lua_touserdata(L, 1);
    rubric_chunk_push(L, &writing->program->chunk);
    lua_call(L, 0, 1); // writing plugin
    lua_getglobal(L, "require");
    lua_pushliteral(L, "rubric.writer");
    lua_call(L, 1, 1);
    lua_getfield(L, -1, "write"); // writing plugin module write
    rubric_document **box = rubric_lua_push_document(L, writing->document);
    lua_getfield(L, 2, "writer");
    lua_createtable(L, 0, 1);
    lua_pushinteger(L, writing->options ? writing->options->width : 0);
    lua_setfield(L, -2, "width");
    lua_call(L, 3, 1);
    rubric_buffer_put_slice(writing->out, rubric_lua_check_slice(L, -1));
    *box = NULL;
    return 0;
}

enum { LOOKED_AT = 4096 }; // bytes of text that the guess of a language goes by

// The language of a document, as its metadata or its text has it.
static const rubric_language *language_of(rubric_engine *engine, rubric_document *document) {
    const rubric_value *lang =
        rubric_value_find(rubric_document_metadata(document), rubric_slice_of("lang"));
    if (lang && lang->type == RUBRIC_VALUE_STRING)
        return rubric_engine_language(engine, lang->as.string);
    rubric_buffer text;
    rubric_buffer_init(&text, rubric_document_context(document));
    rubric_cursor cursor = rubric_cursor_begin(rubric_document_root(document));
    while (text.size < LOOKED_AT && rubric_cursor_next(&cursor)) {
        rubric_kind kind = rubric_node_kind(cursor.node);
        if (!cursor.entering || !rubric_kind_is_leaf(kind) || kind == RUBRIC_KIND_CODE_BLOCK)
            continue;
        rubric_node_text(&text, cursor.node);
        rubric_buffer_put_byte(&text, '\n');
        rubric_cursor_skip(&cursor);
    }
    rubric_guess best = {.language = "en"};
    rubric_language_identify(&best, 1, rubric_buffer_slice(&text), NULL, 0);
    rubric_buffer_clear(&text);
    return rubric_engine_language(engine, rubric_slice_of(best.language));
}

static rubric_status write_natively(rubric_buffer *out, rubric_engine *engine,
                                    rubric_document *document, const rubric_write_options *options,
                                    rubric_error *error) {
    if (!options || options->wrap != RUBRIC_WRAP_SENTENCE || options->language)
        return rubric_document_write(out, document, options, error);
    rubric_write_options more = *options;
    more.language = language_of(engine, document);
    return rubric_document_write(out, document, &more, error);
}

static rubric_status write_with(rubric_program *program, rubric_engine *engine,
                                struct writing *writing, rubric_error *error) {
    struct state *state;
    rubric_status status =
        rubric_state_new(&state, engine, rubric_document_context(writing->document), error);
    if (status != RUBRIC_OK)
        return status;
    writing->program = state->program = program;
    lua_pushcfunction(state->L, write_by_script);
    lua_pushlightuserdata(state->L, writing);
    status = rubric_state_call(state, 1, 0, error);
    rubric_state_free(state);
    return status;
}

static rubric_status write(rubric_engine *engine, struct writing *writing, rubric_error *error) {
    const rubric_write_options *options = writing->options;
    rubric_slice format =
        rubric_slice_of(options && options->format ? options->format : "markdown");
    if (rubric_format_find(format))
        return write_natively(writing->out, engine, writing->document, options, error);
    rubric_program *program = find_writer(engine, format);
    if (!program && (rubric_program_find(&program, engine, format.bytes, NULL) != RUBRIC_OK ||
                     !program->has_writer))
        return rubric_document_write(writing->out, writing->document, options,
                                     error); // it names what there is
    return write_with(program, engine, writing, error);
}

rubric_status rubric_engine_write(rubric_buffer *out, rubric_engine *engine,
                                  rubric_document *document, const rubric_write_options *options,
                                  rubric_error *error) {
    rubric_error ignored = {.status = RUBRIC_OK};
    struct writing writing = {NULL, document, options, out};
    error = error ? error : &ignored;
    if (rubric_is_missing(out, "out", error) || rubric_is_missing(document, "document", error) ||
        !rubric_engine_enter(engine, error))
        return RUBRIC_ERROR_ARGUMENT;
    rubric_status status = write(engine, &writing, error);
    rubric_engine_leave(engine);
    return status;
}
