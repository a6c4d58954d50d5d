// SPDX-License-Identifier: MIT
// How an engine, its programs and its Lua states lie in memory.
#ifndef RUBRIC_BINDINGS_ENGINE_ENGINE_H
#define RUBRIC_BINDINGS_ENGINE_ENGINE_H

#include <rubric/engine.h>

#include "lua/binding.h"

/** A chunk that was compiled once: every state loads it from this dump of ours. */
struct chunk {
    rubric_slice name;   // what it was asked for by: "clean", "rubric.date", "./mine.lua"
    rubric_slice folder; // where its data files lie; empty for a built-in one
    rubric_slice code;   // a dump made by this process, never read from a file
    struct chunk *next;
};

/** A file that the host named in an option of type `path`: scripts may read it and its folder. */
struct granted_path {
    rubric_slice path;
    struct granted_path *next;
};

struct language_entry {
    rubric_slice code;
    rubric_language *language;
    struct language_entry *next;
};

struct rubric_program {
    rubric_engine *engine;
    const struct chunk *chunk;
    rubric_value description;
    bool is_function;   // the script returned a function
    bool is_plugin;     // it returned a table with `api`; else one of handlers
    bool has_transform; // there is something to run on a document
    bool has_prepare;   // `shared` is made by it
    bool has_writer;
    bool has_markdown;                  // it adds to Markdown:
    const rubric_delimiter *delimiters; // sorted by mark
    size_t delimiter_count;
    rubric_extensions extensions;
    struct state *prepared;        // the state that ran `prepare`; NULL: not yet
    rubric_value prepared_options; // that `prepare` was run with
    struct rubric_program *next;
};

struct rubric_engine {
    rubric_context *context; // of what lives as long as the engine
    rubric_arena *arena;
    rubric_engine_options options;
    const rubric_host *host;
    struct chunk *chunks;
    struct rubric_program *programs;
    struct language_entry *languages;
    struct granted_path *granted;
    rubric_value scripts;  // what can be run by name; null until asked for
    int loading;           // scripts that are being loaded or prepared, one by another
    struct state *retired; // prepared for options that are no more; freed after the run
    rubric_buffer traceback;
};

/** A Lua state and what its functions need: one a run, or one a program for `prepare`. */
struct state {
    lua_State *L;
    struct rubric_lua lua; // context, buffers
    rubric_engine *engine;
    rubric_context *own_context; // freed with the state; NULL: the document's
    rubric_program *program;     // that is running
    rubric_result *result;       // of the run; NULL while preparing
    const rubric_run_options *run;
    bool was_skipped;
    bool has_big; // something of Lua is so big that one instruction may take long
    uint32_t allocations, closing, looks; // counted; coroutines that close each other; by next
    struct state *next;                   // of those that are retired
};

struct rubric_result {
    rubric_context *context;
    rubric_arena *arena;
    rubric_value value; // null: none
    bool has_value;
    rubric_value records, outputs;
    rubric_slice skipped;
    rubric_document *document;
};

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

/* sandbox.c */
/** The global table of a restricted state: names are copied in, nothing is taken out. */
void rubric_sandbox_open(lua_State *L);
/** What both trust levels share: our `print`, `require`, and the counted string functions. */
void rubric_sandbox_open_shared(lua_State *L);

/* protect.c: pcall, xpcall and coroutines that cannot catch a limit. */
void rubric_protect_open(lua_State *L);
/** Whether the error on top must not be caught: a limit, or the memory of the state. */
bool rubric_protect_is_final(lua_State *L, int status);

/* chunks.c */
/** Push the function of a chunk on the thread that runs; raises when there is no memory. */
void rubric_chunk_push(lua_State *L, const struct chunk *chunk);
/** Compile source text under a name. */
rubric_status rubric_chunk_compile(const struct chunk **out, rubric_engine *engine,
                                   rubric_slice name, rubric_slice folder, const char *display,
                                   rubric_slice source, rubric_error *error);
const struct chunk *rubric_chunk_find(const rubric_engine *engine, rubric_slice name);

/* search.c */
/** Find a script or module and read it. `folder` and `display` lie in the engine's arena. */
rubric_status rubric_search_script(rubric_engine *engine, rubric_slice name, rubric_slice beside,
                                   rubric_buffer *out, rubric_slice *folder, const char **display,
                                   rubric_error *error);
/** A data file of scripts: beside the script, in the search path, built in. */
rubric_status rubric_search_data(rubric_engine *engine, rubric_slice name, rubric_slice beside,
                                 rubric_buffer *out, rubric_error *error);

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

/* markdown.c */
/** Lua function: check what a plugin (2) adds to Markdown, and note it in the program (light
    userdata 1). */
int rubric_markdown_inspect(lua_State *L);
/** Call the plugin's handlers of what was read, when the document is of Markdown. The arguments are
    places on the stack. */
void rubric_markdown_run(lua_State *L, const rubric_program *program, int script, int document,
                         int context);

/* program.c */
rubric_status rubric_program_new(rubric_program **out, rubric_engine *engine,
                                 const struct chunk *chunk, rubric_error *error);
rubric_status rubric_program_find(rubric_program **out, rubric_engine *engine, const char *name,
                                  rubric_error *error);
/** Run `prepare` for these options, unless it was already. */
rubric_status rubric_program_prepare(rubric_program *program, const rubric_value *options,
                                     rubric_error *error);

/* shared.c */
/** Push a copy of the value at `index` of another state: plain data and phrase sets. */
void rubric_shared_copy(lua_State *to, lua_State *from, int index);

/** Let scripts read the files that options of type `path` name. */
void rubric_options_grant(rubric_engine *engine, const rubric_program *program,
                          const rubric_value *options);

const rubric_language *rubric_engine_language(void *engine, rubric_slice code);

#endif
