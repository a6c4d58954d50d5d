// SPDX-License-Identifier: MIT
// A host with memory of its own, of which there are 32 MiB: rubric works in it, is told when it is
// used up, and all of it goes back with one call.
#include <rubric/engine.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { CAPACITY = 32 << 20, ALIGNMENT = 16 };

struct room {
    char *bytes;
    size_t used, last; // bytes; where the last piece begins, which alone can grow and go
};

static size_t aligned(size_t size) {
    return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

static void *allocate(void *user, void *memory, size_t old_size, size_t size) {
    struct room *room = user;
    bool is_last = memory && (char *)memory == room->bytes + room->last;
    if (is_last)
        room->used = room->last;
    if (size == 0)
        return NULL;
    if (memory && !is_last && size <= old_size)
        return memory;
    if (size > CAPACITY - room->used) {
        if (is_last)
            room->used = room->last + aligned(old_size);
        return NULL;
    }
    char *moved = room->bytes + room->used;
    if (memory && !is_last)
        memcpy(moved, memory, old_size);
    room->last = room->used;
    room->used += aligned(size);
    return moved;
}

// Runs a script on a page in a context of its own; what it makes is only counted.
static rubric_status run(rubric_engine *engine, rubric_program *program, rubric_slice page,
                         rubric_error *error) {
    rubric_context *context = NULL;
    rubric_document *document = NULL;
    rubric_result *result = NULL;
    rubric_status status = rubric_engine_begin(&context, engine, error);
    if (status == RUBRIC_OK)
        status = rubric_document_read(&document, context, page.bytes, page.size, NULL, error);
    if (status == RUBRIC_OK)
        status = rubric_engine_run(&result, engine, program, document, NULL, NULL, error);
    rubric_result_free(result);
    rubric_document_free(document);
    rubric_context_free(context);
    return status;
}

static rubric_status try_both(rubric_engine *engine, rubric_slice page, rubric_error *error) {
    static const char greedy[] = "return function() local s = 'x' while true do s = s .. s end end";
    rubric_program *digest = NULL, *hungry = NULL;
    rubric_status status = rubric_program_load(&digest, engine, "digest", error);
    if (status == RUBRIC_OK)
        status = run(engine, digest, page, error);
    printf("digest: %s\n", rubric_status_name(status));
    if (status == RUBRIC_OK)
        status = rubric_program_compile(&hungry, engine, "greedy", rubric_slice_of(greedy), error);
    if (status == RUBRIC_OK)
        printf("greedy: %s\n", rubric_status_name(run(engine, hungry, page, error)));
    rubric_program_free(hungry);
    rubric_program_free(digest);
    return status;
}

int main(void) {
    static char page[1 << 20];
    size_t size = fread(page, 1, sizeof page, stdin);
    struct room room = {.bytes = malloc(CAPACITY)};
    rubric_engine_options options = {
        .size = sizeof options, .allocate = allocate, .allocate_user = &room};
    rubric_engine *engine;
    rubric_error error;
    rubric_status status = room.bytes
                               ? rubric_engine_new(&engine, &options, &error)
                               : rubric_error_set(&error, RUBRIC_ERROR_MEMORY, "not even the room");
    if (status == RUBRIC_OK) {
        status = try_both(engine, rubric_slice_make(page, size), &error);
        rubric_engine_free(engine);
    }
    if (status != RUBRIC_OK)
        fprintf(stderr, "%s\n", error.message);
    free(room.bytes);
    return status == RUBRIC_OK ? 0 : 1;
}
