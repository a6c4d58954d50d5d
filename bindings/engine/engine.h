// SPDX-License-Identifier: MIT
// How an engine, its programs and its Lua states lie in memory.
#ifndef RUBRIC_BINDINGS_ENGINE_ENGINE_H
#define RUBRIC_BINDINGS_ENGINE_ENGINE_H

#include <rubric/engine.h>
#include <stdatomic.h>

#include "engine/permissions.h"
#include "lua/binding.h"

/** A chunk that was compiled once: every state loads it from this dump of ours. */
struct chunk {
    rubric_slice name;   // what it was asked for by: "clean", "rubric.date", "./mine.lua"
    rubric_slice folder; // where its data files lie; empty for a built-in one
    rubric_slice code;   // a dump made by this process, never read from a file
};

/** A module that was found once: the same name may be another file beside another script. */
struct module {
    rubric_slice name, beside; // how it was asked for
    const struct source_file *file;
    struct module *next;
};

/** A Lua file that is no program, by its path: a module, a test. */
struct source_file {
    rubric_slice path;
    struct chunk chunk;
    struct source_file *next;
};

/** A file that the host named in an option of type `path`: that program may read it, and what lies
    in its folder. */
struct granted_path {
    const rubric_program *program;
    rubric_slice path;
    struct granted_path *next;
};

/** A file that was looked for. */
struct found_file {
    rubric_slice name; // that it was asked for by
    rubric_buffer source;
    rubric_buffer path; // ended by a zero
    bool is_file;       // of the host; else built in, or a text that was handed in
};

struct language_entry {
    rubric_slice code;
    rubric_language *language;
    struct language_entry *next;
};

/** Never changed once it is made, so that threads can share it; its memory is its own. */
struct rubric_program {
    atomic_uint references;
    rubric_context *context;
    rubric_arena *arena;
    struct chunk chunk;
    rubric_value description;
    rubric_value permissions; // a list of strings
    bool is_function;         // the script returned a function
    bool is_plugin;           // it returned a table with `api`; else one of handlers
    bool has_transform;       // there is something to run on a document
    bool has_prepare;         // `shared` is made by it
    bool has_writer;
    bool has_markdown;                  // it adds to Markdown:
    const rubric_delimiter *delimiters; // sorted by mark
    size_t delimiter_count;
    rubric_extensions extensions;
    uint32_t life; // PROGRAM_ALIVE until it is freed, for debug builds
};

enum { PROGRAM_ALIVE = 0x50726F67, RESULT_ALIVE = 0x52657375 };

/** What one engine keeps of a program. */
struct loaded_program {
    rubric_program *program;       // a reference
    bool is_named;                 // found by its name, and kept for the next who asks
    struct state *prepared;        // the state that ran `prepare`; NULL: not yet
    rubric_value prepared_options; // that `prepare` was run with; they live with that state
    struct loaded_program *next;
};

/** A function of the host, by the module and the name that scripts know it by. */
struct host_function {
    const char *module, *name;
    rubric_function function;
    void *user;
    struct host_function *next;
};

struct rubric_engine {
    rubric_context *context; // of what lives as long as the engine
    rubric_arena *arena;
    rubric_engine_options options;
    const rubric_host *host;
    struct source_file *files;
    struct module *modules;
    struct loaded_program *programs;
    struct language_entry *languages;
    struct granted_path *granted;
    rubric_value scripts; // what can be run by name; null until asked for
    int loading;          // scripts that are being loaded or prepared, one by another
    int running;          // runs that go on, one in another
    bool is_entered;      // a call of the host goes on
    bool is_closed;       // the host has freed it, and something still needs it
    uint32_t contexts;    // that it began and that are not freed yet
    struct host_function *functions;
    uint32_t life;          // ALIVE until it is freed, for debug builds
    struct state *retired;  // prepared for options that are no more; freed after the run
    uint32_t retired_count; // of them
    rubric_buffer traceback;
};

/** A Lua state and what its functions need: one a run, or one a program for `prepare`. */
struct state {
    lua_State *L;
    struct rubric_lua lua; // context, buffers
    rubric_engine *engine;
    rubric_context *own_context; // freed with the state; NULL: the document's
    rubric_arena *own_arena;     // the same; NULL: none
    rubric_program *program;     // that is running
    bool may_use_permissions;    // the program runs; while it is loaded it may not
    int depth;                   // states that this one was made from, one by another
    rubric_result *result;       // of the run; NULL while preparing
    const rubric_run_options *run;
    bool was_skipped;
    uint32_t closing, looks; // coroutines that close each other; steps of `next`
    struct state *next;      // of those that are retired
};

struct rubric_result {
    rubric_context *context;
    rubric_arena *arena;
    rubric_value value; // null: none
    bool has_value;
    rubric_value records, outputs;
    rubric_slice skipped;
    rubric_document *document;
    uint32_t life; // RESULT_ALIVE until it is freed, for debug builds
};

/* engine.c */
/** Begin a call of the host; false, with an error, when one goes on already. */
bool rubric_engine_enter(rubric_engine *engine, rubric_error *error);
/** End it; the engine may be gone when it returns. */
void rubric_engine_leave(rubric_engine *engine);

/* functions.c */
/** Push the module of functions that the host has defined under that name; false: there is none. */
bool rubric_functions_push(lua_State *L, const char *module);

/* state.c */
/** A state within the limits of a context, with the environment of the engine's trust. */
rubric_status rubric_state_new(struct state **out, rubric_engine *engine, rubric_context *context,
                               rubric_error *error);
void rubric_state_free(struct state *state);
/** Free the states that were prepared for other options, once no run goes on. */
void rubric_state_free_retired(rubric_engine *engine);
struct state *rubric_state_of(lua_State *L);
/** Call the function on the stack with `count` arguments; a failure is described in `error`. */
rubric_status rubric_state_call(struct state *state, int arguments, int results,
                                rubric_error *error);

/* failure.c */
/** Lua function: the message handler of every call, which keeps the traceback too. */
int rubric_failure_message(lua_State *L);
/** The limit that was hit, where Lua could not say in which line; returns its status. */
rubric_status rubric_failure_of_limit(struct state *state, rubric_error *error);
/** The error that a call left on the stack, with the status of Lua; it is popped. */
rubric_status rubric_failure_describe(struct state *state, int status, rubric_error *error);

/* sandbox.c */
/** The global table of a restricted state: names are copied in, nothing is taken out. */
void rubric_sandbox_open(lua_State *L);
/** What both trust levels share: our `print`, `require`, and the counted string functions. */
void rubric_sandbox_open_shared(lua_State *L);

/* counted.c */
/** Put functions that charge what they do in the place of Lua's, in the global table. */
void rubric_counted_open(lua_State *L);

/* pairs.c */
/** `pairs` and `next` whose order is the same in every run. */
void rubric_pairs_open(lua_State *L);

/* load.c */
/** Text that is handed to the compiler piece by piece, within the limits of the context. */
struct pieces {
    rubric_slice rest;
    rubric_context *context;
};
/** A lua_Reader over `struct pieces`; at a limit the text ends, and the context says so. */
const char *rubric_pieces_next(lua_State *L, void *user, size_t *size);
/** Lua function: load(chunk[, name[, mode[, env]]]), text only, at most 1 MiB. */
int rubric_load(lua_State *L);

/* locale.c */
/** The locale "C" for this thread; what was before is for rubric_locale_leave. */
void *rubric_locale_enter(void);
void rubric_locale_leave(void *before);

/* protect.c: pcall, xpcall and coroutines that cannot catch a limit. */
void rubric_protect_open(lua_State *L);
/** Whether the error on top must not be caught: a limit, or the memory of the state. */
bool rubric_protect_is_final(lua_State *L, int status);

/* chunks.c */
/** Push the function of a chunk on the thread that runs; raises when there is no memory. */
void rubric_chunk_push(lua_State *L, const struct chunk *chunk);
/** Compile source text within the limits of a document; the chunk lives with the arena. */
rubric_status rubric_chunk_compile(struct chunk *out, rubric_engine *engine, rubric_arena *arena,
                                   const struct found_file *file, rubric_error *error);

/* search.c */
void rubric_found_init(struct found_file *file, rubric_slice name, rubric_context *context);
void rubric_found_clear(struct found_file *file);
/** Find a script or module and read it: `beside` is the folder that is looked in first. */
rubric_status rubric_search_script(struct found_file *out, rubric_engine *engine, rubric_slice name,
                                   rubric_slice beside, rubric_error *error);
/** A data file of a program: beside its script, in the search path, built in. */
rubric_status rubric_search_data(rubric_buffer *out, rubric_engine *engine,
                                 const rubric_program *program, rubric_slice name,
                                 rubric_error *error);
/** "dir/" of "dir/name", "./" of "name". */
rubric_slice rubric_folder_of(rubric_slice path);

/* files.c */
/** The file of a module or test, compiled once an engine. */
rubric_status rubric_source_file_get(const struct source_file **out, rubric_engine *engine,
                                     rubric_slice name, rubric_slice beside, rubric_error *error);

/* permissions.c, and what permissions.h declares */
/** Whether all that a program asks for is granted. */
rubric_status rubric_permissions_check(const rubric_engine *engine, const rubric_program *program,
                                       rubric_error *error);

/* outside.c */
/** rubric.file and rubric.system: the world, within the permissions of the program. */
extern const luaL_Reg rubric_outside_modules[];

/* modules.c */
void rubric_modules_open(lua_State *L);

/* options.c */
/** Check options against what a program declares; strings become the declared type. */
rubric_status rubric_options_check(rubric_value *out, rubric_arena *arena,
                                   const rubric_program *program, const rubric_value *given,
                                   rubric_error *error);

/* apply.c */
/** document:apply, context and its methods. */
void rubric_apply_open(lua_State *L);
/** Lua function: apply the program (light userdata 1) to a document (2) with options (3). */
int rubric_apply_program(lua_State *L);

/* apart.c */
/** Whether the program must not share a state with what runs in this one. */
bool rubric_apply_is_apart(const struct state *state, const rubric_program *program);
/** Lua function: the same as rubric_apply_program, in a state of the program's own. */
int rubric_apply_apart(lua_State *L);

/* markdown.c */
/** Lua function: check what a plugin (2) adds to Markdown, and note it in the program (light
    userdata 1). */
int rubric_markdown_inspect(lua_State *L);
/** Call the plugin's handlers of what was read, when the document is of Markdown. The arguments are
    places on the stack. */
void rubric_markdown_run(lua_State *L, const rubric_program *program, int script, int document,
                         int context);

/* declarations.c */
/** Check the options that a plugin declares; raises at the first slip. */
void rubric_declarations_check(lua_State *L, const rubric_value *options);

/* describe.c */
/** Look at what a script file returned, which stands on top. */
rubric_status rubric_program_describe(lua_State *L, rubric_program *program, rubric_error *error);

/* program.c */
/** A program by name, loaded once an engine; it lives with the engine. */
rubric_status rubric_program_find(rubric_program **out, rubric_engine *engine, const char *name,
                                  rubric_error *error);
/** The state in which `prepare` ran for these options; what it returned stands at its bottom. */
rubric_status rubric_program_prepare(struct state **out, rubric_engine *engine,
                                     rubric_program *program, const rubric_value *options,
                                     rubric_error *error);
/** Let go of programs that nobody else holds. */
void rubric_programs_drop(rubric_engine *engine);
/** Let go of all. */
void rubric_programs_clear(rubric_engine *engine);

/* shared.c */
/** Push a copy of the value at `index` of another state: plain data and phrase sets. */
void rubric_shared_copy(lua_State *to, lua_State *from, int index);

/** Let scripts read the files that options of type `path` name. */
void rubric_options_grant(rubric_engine *engine, const rubric_program *program,
                          const rubric_value *options);

const rubric_language *rubric_engine_language(void *engine, rubric_slice code);

#endif
