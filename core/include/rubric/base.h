// SPDX-License-Identifier: MIT
// Floor 0: bytes, memory, limits and errors, on which everything else stands.
//
// Four function shapes and no fifth: what can fail returns a rubric_status and takes a
// rubric_error last; an accessor returns the value; a predicate returns bool; `_free` takes
// NULL and returns nothing. What comes out through a first `**out` is the caller's; what is
// returned belongs to the object it came from. Offsets are 0-based bytes, ranges half open.
//
// No argument may be NULL but where it says so: a status then is RUBRIC_ERROR_ARGUMENT, an
// assertion of debug builds fails first. Contexts, documents, engines, programs and results that
// were freed are noticed by debug builds as well.
//
// Every function that is not O(1) takes a rubric_context or an object that holds one, and can
// therefore fail with RUBRIC_ERROR_MEMORY, _TIME or _INTERRUPTED: this is said once, here.
#ifndef RUBRIC_BASE_H
#define RUBRIC_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(__GNUC__)
#define RUBRIC_API __attribute__((visibility("default")))
#else
#define RUBRIC_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Slices -------------------------------------------------------------------------- */

/** Borrowed bytes: never owned, never zero-terminated, `bytes` may be NULL when size is 0. */
typedef struct rubric_slice {
    const char *bytes;
    size_t size; // in bytes
} rubric_slice;

/** The slice of a zero-terminated string, without its zero. */
static inline rubric_slice rubric_slice_of(const char *string) {
    rubric_slice slice = {string, strlen(string)};
    return slice;
}

static inline rubric_slice rubric_slice_make(const char *bytes, size_t size) {
    rubric_slice slice = {bytes, size};
    return slice;
}

/** The part `[begin, end)`; both must lie within the slice. */
static inline rubric_slice rubric_slice_part(rubric_slice slice, size_t begin, size_t end) {
    rubric_slice part = {slice.bytes != NULL ? slice.bytes + begin : NULL, end - begin};
    return part;
}

static inline bool rubric_slice_equal(rubric_slice a, rubric_slice b) {
    return a.size == b.size && (a.size == 0 || memcmp(a.bytes, b.bytes, a.size) == 0);
}

/** Order by bytes, the shorter first among equals. */
RUBRIC_API int rubric_slice_compare(rubric_slice a, rubric_slice b);

/** Equal but for the case of ASCII letters. */
RUBRIC_API bool rubric_slice_equal_fold(rubric_slice a, rubric_slice b);

/** Without ASCII white space at both ends. */
RUBRIC_API rubric_slice rubric_slice_trim(rubric_slice slice);

/** Offset of the first `needle` at or after `from`, or SIZE_MAX; linear time. */
RUBRIC_API size_t rubric_slice_find(rubric_slice slice, rubric_slice needle, size_t from);

/** FNV-1a over the bytes, 64 bits. */
RUBRIC_API uint64_t rubric_slice_hash(rubric_slice slice);

/* ---- Errors -------------------------------------------------------------------------- */

typedef enum rubric_status {
    RUBRIC_OK = 0,
    RUBRIC_ERROR_MEMORY,      // an allocation failed, or the memory limit is reached
    RUBRIC_ERROR_TIME,        // the deadline has passed, or the steps are used up
    RUBRIC_ERROR_INTERRUPTED, // the host asked to stop
    RUBRIC_ERROR_LIMIT,       // too deep, too large, too many
    RUBRIC_ERROR_SYNTAX,      // malformed input
    RUBRIC_ERROR_ENCODING,    // no such encoding, or bytes that do not fit it
    RUBRIC_ERROR_FORMAT,      // no such reader or writer
    RUBRIC_ERROR_ARGUMENT,    // refused: wrong kind, foreign or removed node, bad option
    RUBRIC_ERROR_FILE,        // the host could not read or write
    RUBRIC_ERROR_PERMISSION,  // the host refuses
    RUBRIC_ERROR_SCRIPT       // a script failed (engine.h only)
} rubric_status;

/** Why and where a call failed. The caller owns it; it is valid only after a failure. */
typedef struct rubric_error {
    rubric_status status;
    size_t offset;     // bytes from the start of the input
    uint32_t line;     // 1-based; 0 when there is no position
    uint32_t column;   // 1-based, in code points; 0 when there is no position
    char message[240]; // one line, lower case, no prefix, no final period
} rubric_error;

/** The name of a status as records show it: "memory", "time", "syntax", … */
RUBRIC_API const char *rubric_status_name(rubric_status status);

/** Fill `error` (NULL is fine) and return `status`. The text is cut at a code point. */
RUBRIC_API rubric_status rubric_error_set(rubric_error *error, rubric_status status,
                                          const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 3, 4)))
#endif
    ;

/**
 * Whether an argument that must be there is NULL: an assertion of debug builds fails, else `error`
 * names it and the caller returns RUBRIC_ERROR_ARGUMENT, as every function does that returns a
 * status. Accessors and predicates have nothing to say it with: there NULL is undefined, but for
 * the assertions.
 */
RUBRIC_API bool rubric_is_missing(const void *argument, const char *name, rubric_error *error);

/**
 * Copy a struct of options whose first field is its `size`: what the caller's has less is 0, what
 * it has more must be 0, so that hosts and libraries of different versions fit each other.
 *
 * @param own   receives `own_size` bytes, its `size` among them
 * @param given NULL: everything is 0
 * @param what  what the message calls it, such as "context"
 * @return RUBRIC_OK or RUBRIC_ERROR_ARGUMENT
 */
RUBRIC_API rubric_status rubric_options_copy(void *own, size_t own_size, const void *given,
                                             const char *what, rubric_error *error);

/** Fill the position of an error from an offset into the text that it speaks of. */
RUBRIC_API void rubric_error_locate(rubric_error *error, rubric_slice text, size_t offset);

typedef struct rubric_buffer rubric_buffer;

/* ---- Host ---------------------------------------------------------------------------- */

/** The one door to the world. Every function may be NULL: then there is no such thing. */
typedef struct rubric_host {
    void *user; // handed to each function
    /** Read a whole file into `out`; RUBRIC_ERROR_FILE or _PERMISSION on failure. */
    rubric_status (*open)(void *user, rubric_buffer *out, const char *path, rubric_error *error);
    /** Append the names in a folder to `out`, sorted, each followed by a NUL. */
    rubric_status (*list)(void *user, rubric_buffer *out, const char *path, rubric_error *error);
    /** Nanoseconds of a clock that never goes back. Without it there is no deadline. */
    uint64_t (*clock)(void *user);
    /** One line of the log, without a line end. */
    void (*log)(void *user, rubric_slice line);
    /** Write a whole file, all of it or nothing; RUBRIC_ERROR_FILE or _PERMISSION on failure. */
    rubric_status (*write)(void *user, const char *path, rubric_slice bytes, rubric_error *error);
    /** Run a program, `arguments[0]`, with the others up to NULL; its output goes into `out`. */
    rubric_status (*run)(void *user, rubric_buffer *out, int *exit_status,
                         const char *const *arguments, rubric_slice input, rubric_error *error);
    /** A variable of the environment into `out`; RUBRIC_ERROR_FILE when there is none. */
    rubric_status (*environment)(void *user, rubric_buffer *out, const char *name,
                                 rubric_error *error);
    /** Whether the work is to stop; asked as often as the clock, by the thread that works. */
    bool (*cancel)(void *user);
} rubric_host;

/* ---- Context ------------------------------------------------------------------------- */

/** Memory, steps and time of one piece of work. One thread at a time. */
typedef struct rubric_context rubric_context;

/** realloc in one function: `size` 0 frees; NULL on failure; `old_size` is what was asked for. */
typedef void *(*rubric_allocate_function)(void *user, void *memory, size_t old_size, size_t size);

typedef struct rubric_context_options {
    size_t size;                       // sizeof(rubric_context_options)
    rubric_allocate_function allocate; // NULL: the C library's
    void *allocate_user;               // handed to `allocate`
    size_t memory;                     // bytes at one time; 0: no limit
    uint64_t steps;                    // about one a byte looked at; 0: no limit
    uint32_t milliseconds;             // from now on, needs host.clock; 0: no limit
    const rubric_host *host;           // must outlive the context; NULL: no world
    rubric_context *parent;            // whose interrupts from now on reach this one too, and
                                       // which must outlive it; NULL: none
    void (*ended)(void *user);         // called when the context has been freed; may be NULL
    void *ended_user;
} rubric_context_options;

/** Make a context; `options` NULL means no limits, the C library's allocator and no host. */
RUBRIC_API rubric_status rubric_context_new(rubric_context **out,
                                            const rubric_context_options *options,
                                            rubric_error *error);

/** Free a context. Everything made in it must be freed before. */
RUBRIC_API void rubric_context_free(rubric_context *context);

/** Memory charged to the context, or NULL; a failure is sticky. */
RUBRIC_API void *rubric_context_allocate(rubric_context *context, size_t size);

/** Change the size of memory from rubric_context_allocate; NULL leaves the old as it was. */
RUBRIC_API void *rubric_context_resize(rubric_context *context, void *memory, size_t old_size,
                                       size_t size);

/** Give memory back; NULL is fine. */
RUBRIC_API void rubric_context_release(rubric_context *context, void *memory, size_t size);

/** As rubric_context_resize, but a failure is not sticky: for a collector that can try again. */
RUBRIC_API void *rubric_context_try_resize(rubric_context *context, void *memory, size_t old_size,
                                           size_t size);

/** Pay for work. False once any limit is hit, and ever after: stop and clean up. */
RUBRIC_API bool rubric_context_charge(rubric_context *context, uint64_t steps);

/** As rubric_context_charge for nothing, but look at the clock now, however few steps were paid. */
RUBRIC_API bool rubric_context_look(rubric_context *context);

/** RUBRIC_OK until a limit is hit, then what was hit, for good. */
RUBRIC_API rubric_status rubric_context_status(const rubric_context *context);

/** Make a failure sticky; the first one stays. Returns the status that holds now. */
RUBRIC_API rubric_status rubric_context_fail(rubric_context *context, rubric_status status);

/** Describe the sticky failure in `error` and return it. */
RUBRIC_API rubric_status rubric_context_error(const rubric_context *context, rubric_error *error);

/** Ask the work to stop: the only function here that any thread or signal handler may call. */
RUBRIC_API void rubric_context_interrupt(rubric_context *context);

/** Bytes charged now. */
RUBRIC_API size_t rubric_context_used(const rubric_context *context);

/** The largest number of bytes that were charged at one time. */
RUBRIC_API size_t rubric_context_peak(const rubric_context *context);

/** The host of the context; never NULL, its functions may be. */
RUBRIC_API const rubric_host *rubric_context_host(const rubric_context *context);

/* ---- Buffers ------------------------------------------------------------------------- */

/** Growing bytes with sticky failure: puts after a failed one do nothing, look at the end. */
struct rubric_buffer {
    rubric_context *context;
    char *bytes;     // NULL while empty
    size_t size;     // bytes in use
    size_t capacity; // bytes allocated
    bool failed;     // an allocation failed: the bytes are incomplete
};

static inline void rubric_buffer_init(rubric_buffer *buffer, rubric_context *context) {
    buffer->context = context;
    buffer->bytes = NULL;
    buffer->size = buffer->capacity = 0;
    buffer->failed = false;
}

/** Give its memory back; it is empty then, as after rubric_buffer_init. */
RUBRIC_API void rubric_buffer_clear(rubric_buffer *buffer);

/** Room for `more` bytes; false (and failed) when there is none. */
RUBRIC_API bool rubric_buffer_reserve(rubric_buffer *buffer, size_t more);
/** Append bytes; they may not lie in the buffer itself. */
RUBRIC_API void rubric_buffer_put(rubric_buffer *buffer, const char *bytes, size_t size);
/** Append a zero-terminated string, without its zero. */
RUBRIC_API void rubric_buffer_put_string(rubric_buffer *buffer, const char *string);
/** Append one byte `count` times. */
RUBRIC_API void rubric_buffer_put_repeated(rubric_buffer *buffer, char byte, size_t count);
/** Append a number in decimal. */
RUBRIC_API void rubric_buffer_put_integer(rubric_buffer *buffer, int64_t number);
/** The shortest decimal that reads back as the same double; never depends on the locale. */
RUBRIC_API void rubric_buffer_put_number(rubric_buffer *buffer, double number);
/** One code point as UTF-8. */
RUBRIC_API void rubric_buffer_put_code_point(rubric_buffer *buffer, uint32_t code_point);

static inline void rubric_buffer_put_slice(rubric_buffer *buffer, rubric_slice slice) {
    rubric_buffer_put(buffer, slice.bytes, slice.size);
}

static inline void rubric_buffer_put_byte(rubric_buffer *buffer, char byte) {
    if (buffer->size < buffer->capacity)
        buffer->bytes[buffer->size++] = byte;
    else
        rubric_buffer_put(buffer, &byte, 1);
}

static inline rubric_slice rubric_buffer_slice(const rubric_buffer *buffer) {
    return rubric_slice_make(buffer->bytes, buffer->size);
}

/* ---- Arenas -------------------------------------------------------------------------- */

/** One lifetime for many allocations: they all go with one call. */
typedef struct rubric_arena rubric_arena;

/** Make an arena in a context, which must outlive it. */
RUBRIC_API rubric_status rubric_arena_new(rubric_arena **out, rubric_context *context,
                                          rubric_error *error);
/** Give back all that was allocated in it; NULL is fine. */
RUBRIC_API void rubric_arena_free(rubric_arena *arena);

/** Zeroed memory, aligned for any type, or NULL. */
RUBRIC_API void *rubric_arena_allocate(rubric_arena *arena, size_t size);

/** A copy of the bytes that lives with the arena; bytes NULL when memory ran out. */
RUBRIC_API rubric_slice rubric_arena_copy(rubric_arena *arena, rubric_slice slice);

/** The same, ended by a zero; NULL when memory ran out. */
RUBRIC_API char *rubric_arena_string(rubric_arena *arena, rubric_slice slice);

/** Room that need not be zeroed nor aligned, for bytes; or NULL. */
RUBRIC_API char *rubric_arena_bytes(rubric_arena *arena, size_t size);

/** The context that it was made in. */
RUBRIC_API rubric_context *rubric_arena_context(const rubric_arena *arena);

/* ---- UTF-8 and lines ----------------------------------------------------------------- */

/**
 * Decode the code point at `offset`, which must be below the size.
 *
 * @param[out] size  bytes read, at least 1; NULL is fine
 * @return the code point, or U+FFFD for a byte that begins no valid sequence (Unicode 15.0,
 *         section 3.9, table 3-7), which is then read alone
 */
RUBRIC_API uint32_t rubric_utf8_decode(rubric_slice text, size_t offset, size_t *size);

/** Write a code point (surrogates and values above U+10FFFF as U+FFFD); returns 1 to 4. */
RUBRIC_API size_t rubric_utf8_encode(uint32_t code_point, char out[4]);

/** Bytes at the start that are valid UTF-8; the size when all are. */
RUBRIC_API size_t rubric_utf8_valid(rubric_slice text);

/** Code points in valid UTF-8. */
RUBRIC_API size_t rubric_utf8_length(rubric_slice text);

/** The largest offset not above `offset` at which a code point begins. */
static inline size_t rubric_utf8_floor(rubric_slice text, size_t offset) {
    while (offset > 0 && offset < text.size && ((unsigned char)text.bytes[offset] & 0xC0) == 0x80)
        offset--;
    return offset;
}

/** 1-based line and column (in code points) of an offset; lines end in LF, CR LF or CR. */
typedef struct rubric_position {
    uint32_t line, column;
} rubric_position;

/** The position of an offset into a text, at most its size; linear time. */
RUBRIC_API rubric_position rubric_text_position(rubric_slice text, size_t offset);

/** The line around an offset, without its end. */
RUBRIC_API rubric_slice rubric_text_line(rubric_slice text, size_t offset);

#ifdef __cplusplus
}
#endif
#endif
