// SPDX-License-Identifier: MIT
// Arenas: chained blocks that grow geometrically and are freed together.
#include "rubric/base.h"

enum {
    FIRST_BLOCK = 4096,      // bytes, header included
    LARGEST_BLOCK = 1 << 20, // bytes; larger requests get a block of their own
    ALIGNMENT = 16
};

// One allocation of the context. Objects grow from the bottom, bytes from the top, so that
// neither wastes padding on the other.
typedef struct block {
    struct block *previous;
    size_t size;        // bytes with this header
    size_t bottom, top; // free bytes lie between, offsets from the header
} block;

struct rubric_arena {
    rubric_context *context;
    block *blocks;    // the newest first; a block of its own is put second
    size_t next_size; // bytes of the next ordinary block
};

enum { HEADER = (sizeof(block) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT };

rubric_status rubric_arena_new(rubric_arena **out, rubric_context *context, rubric_error *error) {
    if (rubric_is_missing(out, "out", error) || rubric_is_missing(context, "context", error))
        return RUBRIC_ERROR_ARGUMENT;
    rubric_arena *arena = rubric_context_allocate(context, sizeof *arena);
    if (arena == NULL)
        return rubric_context_error(context, error);
    arena->context = context;
    arena->blocks = NULL;
    arena->next_size = FIRST_BLOCK;
    *out = arena;
    return RUBRIC_OK;
}

void rubric_arena_free(rubric_arena *arena) {
    if (arena == NULL)
        return;
    block *each = arena->blocks;
    while (each != NULL) {
        block *previous = each->previous;
        rubric_context_release(arena->context, each, each->size);
        each = previous;
    }
    rubric_context_release(arena->context, arena, sizeof *arena);
}

static block *new_block(rubric_arena *arena, size_t size) {
    block *made = rubric_context_allocate(arena->context, size);
    if (made == NULL)
        return NULL;
    made->size = size;
    made->bottom = HEADER;
    made->top = size;
    return made;
}

// A block with at least `size` free bytes.
static block *block_with_room(rubric_arena *arena, size_t size) {
    block *first = arena->blocks;
    if (first != NULL && size <= first->top - first->bottom)
        return first;
    if (size > SIZE_MAX - HEADER) {
        rubric_context_fail(arena->context, RUBRIC_ERROR_MEMORY);
        return NULL;
    }
    bool is_oversize = size + HEADER > arena->next_size / 4 && first != NULL;
    block *made = new_block(
        arena, is_oversize || size + HEADER > arena->next_size ? size + HEADER : arena->next_size);
    if (made == NULL)
        return NULL;
    if (is_oversize) { // keep filling the block in use
        made->previous = first->previous;
        first->previous = made;
        return made;
    }
    made->previous = first;
    arena->blocks = made;
    if (arena->next_size < LARGEST_BLOCK)
        arena->next_size *= 2;
    return made;
}

void *rubric_arena_allocate(rubric_arena *arena, size_t size) {
    if (size > SIZE_MAX - 2 * ALIGNMENT) {
        rubric_context_fail(arena->context, RUBRIC_ERROR_MEMORY);
        return NULL;
    }
    size_t rounded = size == 0 ? ALIGNMENT : (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    block *home = block_with_room(arena, rounded);
    if (home == NULL)
        return NULL;
    char *memory = (char *)home + home->bottom;
    home->bottom += rounded;
    return memset(memory, 0, rounded);
}

char *rubric_arena_bytes(rubric_arena *arena, size_t size) {
    block *home = block_with_room(arena, size);
    if (home == NULL)
        return NULL;
    home->top -= size;
    return (char *)home + home->top;
}

rubric_slice rubric_arena_copy(rubric_arena *arena, rubric_slice slice) {
    char *bytes = rubric_arena_bytes(arena, slice.size);
    if (bytes == NULL)
        return rubric_slice_make(NULL, 0);
    if (slice.size > 0)
        memcpy(bytes, slice.bytes, slice.size);
    return rubric_slice_make(bytes, slice.size);
}

char *rubric_arena_string(rubric_arena *arena, rubric_slice slice) {
    char *bytes = rubric_arena_bytes(arena, slice.size + 1);
    if (bytes == NULL)
        return NULL;
    if (slice.size > 0)
        memcpy(bytes, slice.bytes, slice.size);
    bytes[slice.size] = '\0';
    return bytes;
}

rubric_context *rubric_arena_context(const rubric_arena *arena) {
    return arena->context;
}
