// SPDX-License-Identifier: MIT
// The public C API of running scripts.
//
// An engine compiles scripts and keeps them; a program is one compiled script; a run gives a
// document and options to a program in a Lua state of its own, within the limits of the
// document's context. One engine a thread, and one call of it at a time: what it calls (doors of
// the host, functions that the host defines) cannot call it again, but for rubric_engine_interrupt.
//
//     rubric_engine_new(&engine, &options, &error);
//     rubric_program_load(&program, engine, "digest", &error);
//     rubric_engine_begin(&context, engine, &error);               // the limits of one document
//     rubric_engine_reading(&reading, engine, &program, 1, &error); // what it adds to Markdown
//     rubric_document_read(&document, context, bytes, size, &reading, &error);
//     rubric_engine_run(&result, engine, program, document, NULL, NULL, &error);
//     rubric_document_write(&buffer, document, NULL, &error);
//     rubric_result_free(result);
//     rubric_document_free(document);
//     rubric_context_free(context);
//     rubric_program_free(program);
//     rubric_engine_free(engine);
#ifndef RUBRIC_ENGINE_H
#define RUBRIC_ENGINE_H

#include <rubric/rubric.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct rubric_engine rubric_engine;
typedef struct rubric_program rubric_program;
typedef struct rubric_result rubric_result;

typedef enum rubric_trust {
    RUBRIC_TRUST_RESTRICTED, // allow-listed names, no files, no processes: for scripts of others
    RUBRIC_TRUST_TRUSTED,    // Lua's whole standard library: for your own scripts
    RUBRIC_TRUST_ISOLATED    // restricted, in a process of its own: refused here, for that is the
                             // program's: `rubric --trust isolated --records` is such a process
} rubric_trust;

typedef struct rubric_engine_options {
    size_t size;                       // sizeof(rubric_engine_options)
    rubric_allocate_function allocate; // NULL: the C library's
    void *allocate_user;
    const rubric_host
        *host; // opens scripts and data files, tells the time, takes the log, cancels;
               // must outlive the engine; NULL: built-in scripts only
    rubric_trust trust;
    size_t memory;                  // bytes a document; 0: no limit
    uint64_t steps;                 // a document; 0: no limit
    uint32_t milliseconds;          // a document, needs host.clock; 0: no limit
    const char *const *search_path; // folders before the built-in scripts, ended by NULL; copied
    const char *const *permissions; // granted to plugins that ask for them: "read:DIR"
                                    // "write:DIR" "run:PROGRAM" "env:NAME", ended by NULL; copied
} rubric_engine_options;

/**
 * Make an engine; `options` NULL means restricted, no limits and no host.
 *
 * @return RUBRIC_OK, RUBRIC_ERROR_ARGUMENT (a permission that is none, `isolated`, a limit of time
 *         without a clock), RUBRIC_ERROR_MEMORY
 */
RUBRIC_API rubric_status rubric_engine_new(rubric_engine **out,
                                           const rubric_engine_options *options,
                                           rubric_error *error);

/**
 * Free an engine; NULL is fine. Documents and results in contexts that it began stay as they are
 * and are freed as ever: what they need of the engine goes with the last of these contexts. From
 * inside of a call of the engine, it is freed when that call returns.
 */
RUBRIC_API void rubric_engine_free(rubric_engine *engine);

/**
 * Stop what goes on in the contexts that the engine has begun so far, with
 * RUBRIC_ERROR_INTERRUPTED; those that begin later are not concerned. Any thread and any signal
 * handler may call this while the engine lives.
 */
RUBRIC_API void rubric_engine_interrupt(rubric_engine *engine);

/**
 * A function of the host that scripts call: values in, a value out.
 *
 * It is called by the thread that runs the script, and returns: it must not jump out, nor call the
 * engine. The time that it takes counts.
 *
 * @param arguments  a list; what is no plain data (functions, nodes) is refused before
 * @param result     null at first, which is nil; what it holds may lie in `arena`
 * @param arena      lives until the script has the result
 * @return RUBRIC_OK; RUBRIC_ERROR_ARGUMENT, which raises an error in the script; a limit
 *         (RUBRIC_ERROR_MEMORY, _TIME, _INTERRUPTED), which ends the run; any other, with which the
 *         script gets nil, the message and the name of the status
 */
typedef rubric_status (*rubric_function)(void *user, const rubric_value *arguments,
                                         rubric_value *result, rubric_arena *arena,
                                         rubric_error *error);

/**
 * Let scripts call a function as `require("host").lookup(…)`, when `name` is "host.lookup".
 *
 * The module is the host's own: a name of letters, digits and `_`, which hides a file of that name,
 * and not "rubric". The same name once more takes the place of the function.
 *
 * @param user  handed to the function, must outlive the engine
 * @return RUBRIC_OK, RUBRIC_ERROR_ARGUMENT (the name), RUBRIC_ERROR_MEMORY
 */
RUBRIC_API rubric_status rubric_engine_define(rubric_engine *engine, const char *name,
                                              rubric_function function, void *user,
                                              rubric_error *error);

/** A new context with the limits of one document; time runs from now on. The caller frees it. */
RUBRIC_API rubric_status rubric_engine_begin(rubric_context **out, rubric_engine *engine,
                                             rubric_error *error);

/**
 * What scripts can be run by name: a list of {name, path}, sorted by name, one of the search path
 * in place of a built-in one of the same name. Names are ended by a zero; it lives with the engine.
 */
RUBRIC_API const rubric_value *rubric_engine_scripts(rubric_engine *engine);

/**
 * Find and compile a script by name ("digest") or, when the name ends in `.lua` or has a `/` in
 * it, by path. A script is compiled once an engine, however often it is asked for.
 *
 * A program never changes. It is counted by who holds it, may outlive the engine that made it, and
 * runs on any engine in any thread; its memory comes from the allocator of the engine that made
 * it, which threads then share.
 *
 * @param[out] out  the caller's: rubric_program_free lets go of it
 * @return RUBRIC_OK, RUBRIC_ERROR_FILE (no such script; the message names the nearest one),
 *         RUBRIC_ERROR_SCRIPT (it does not compile or load; "FILE:LINE: message")
 */
RUBRIC_API rubric_status rubric_program_load(rubric_program **out, rubric_engine *engine,
                                             const char *name, rubric_error *error);

/** Compile a script from its text; `out` as rubric_program_load. `name` stands in messages. */
RUBRIC_API rubric_status rubric_program_compile(rubric_program **out, rubric_engine *engine,
                                                const char *name, rubric_slice source,
                                                rubric_error *error);

/** Hold a program once more, for another thread or owner; returns it. Any thread may call this. */
RUBRIC_API rubric_program *rubric_program_share(rubric_program *program);

/** Let go of a program; the last to do so frees it. Any thread may call this; NULL is fine. */
RUBRIC_API void rubric_program_free(rubric_program *program);

/**
 * What a program says of itself: a map with `name`, `version`, `description`, `license`,
 * `examples` (a list of command lines), `value` (true: its transform returns a value to print),
 * `transform` and `writer` (booleans), `permissions` (a list of what it asks for), and `options`:
 * a map from name to {type, default, minimum, maximum, choices, required, help}, in alphabetical
 * order; and `markdown` when it adds to Markdown: {delimiters: a map from mark to name, fences: a
 * list of names}.
 */
RUBRIC_API const rubric_value *rubric_program_description(const rubric_program *program);

/**
 * Add to the options of a reading what programs, and those that they `use`, add to Markdown: their
 * delimiters and extensions. Documents that are read without are only handled for what Markdown has
 * anyhow.
 *
 * One call does for all documents that the programs run on: what is added lives with the engine.
 * Extensions that `options` puts off stay off.
 *
 * @return RUBRIC_OK, RUBRIC_ERROR_ARGUMENT (two delimiters of one sign; the message names whose
 *         they are), RUBRIC_ERROR_MEMORY
 */
RUBRIC_API rubric_status rubric_engine_reading(rubric_read_options *options, rubric_engine *engine,
                                               rubric_program *const *programs, size_t count,
                                               rubric_error *error);

typedef struct rubric_run_options {
    size_t size;             // sizeof(rubric_run_options)
    const char *input;       // what the document came from, for context.input; NULL: its path
    const char *from, *to;   // names of formats, for context.from and .to; may be NULL
    rubric_context *context; // limits of a run without a document; else the document's are used
} rubric_run_options;

/**
 * Run a program, in a Lua state of its own.
 *
 * @param[out] out  what it made besides the document, owned by the caller; freed before the
 *                  document; untouched on failure
 * @param document  changed in place; NULL for a script that makes its own (then run.context)
 * @param options   a map of the script's options, checked against what it declares; strings are
 *                  read as the declared type; NULL for none
 * @return RUBRIC_OK, RUBRIC_ERROR_ARGUMENT (an option), RUBRIC_ERROR_PERMISSION (it asks for what
 *         is not granted), RUBRIC_ERROR_SCRIPT ("FILE:LINE: message"), or the limit that was hit
 */
RUBRIC_API rubric_status rubric_engine_run(rubric_result **out, rubric_engine *engine,
                                           rubric_program *program, rubric_document *document,
                                           const rubric_value *options,
                                           const rubric_run_options *run, rubric_error *error);

/**
 * Run a Lua file for what it does, without a document: what it returns does not matter.
 *
 * @param context  the limits of the run
 * @return RUBRIC_OK, RUBRIC_ERROR_FILE, RUBRIC_ERROR_SCRIPT, or the limit that was hit
 */
RUBRIC_API rubric_status rubric_engine_execute(rubric_engine *engine, rubric_context *context,
                                               const char *path, rubric_error *error);

/**
 * Append a document in a format of the core, or of a script that has a writer: one loaded
 * already, else one found by the name of the format ("gemtext", "./gemtext.lua").
 */
RUBRIC_API rubric_status rubric_engine_write(rubric_buffer *out, rubric_engine *engine,
                                             rubric_document *document,
                                             const rubric_write_options *options,
                                             rubric_error *error);

/** The traceback of the last failed run; empty when there is none. Lives until the next run. */
RUBRIC_API rubric_slice rubric_engine_traceback(const rubric_engine *engine);

/** The value that the script returned; NULL when it returned none. */
RUBRIC_API const rubric_value *rubric_result_value(const rubric_result *result);

/** Values that the script emitted: the one at `index`, NULL past the last. */
RUBRIC_API const rubric_value *rubric_result_record(const rubric_result *result, size_t index);

/** A document that takes the place of the one given, living with the result; NULL: none. */
RUBRIC_API rubric_document *rubric_result_document(const rubric_result *result);

/** A further file that the script made, with a relative, sanitized name; false past the last. */
RUBRIC_API bool rubric_result_output(const rubric_result *result, size_t index, rubric_slice *name,
                                     rubric_slice *bytes);

/** Why the script skipped the document; empty when it did not. */
RUBRIC_API rubric_slice rubric_result_skipped(const rubric_result *result);

/** Free a result, and the document that it has; NULL is fine. */
RUBRIC_API void rubric_result_free(rubric_result *result);

#ifdef __cplusplus
}
#endif
#endif
