// SPDX-License-Identifier: MIT
// What the engine costs: a fresh state with all modules, and the limits on scripts, beside plain
// Lua with the same modules and no limits.
//
//     engine FILE.md
#include <lauxlib.h>
#include <lualib.h>
#include <rubric/engine.h>
#include <rubric/lua.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { STATES = 2000, ROUNDS = 15 };

static uint64_t tick(void *user) {
    (void)user;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static const rubric_host host = {.clock = tick};

// Time of the processor, which other work on the machine changes less.
static uint64_t spent(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static void give_up(const char *what) {
    fprintf(stderr, "%s\n", what);
    exit(1);
}

static rubric_program *compile(rubric_engine *engine, const char *source) {
    rubric_program *program;
    rubric_error error;
    if (rubric_program_compile(&program, engine, "bench.lua", rubric_slice_of(source), &error))
        give_up(error.message);
    return program;
}

// Runs once without a document; the peak of memory, in bytes.
static size_t run(rubric_engine *engine, rubric_program *program) {
    rubric_context *context;
    rubric_result *result;
    rubric_error error;
    if (rubric_engine_begin(&context, engine, &error))
        give_up(error.message);
    rubric_run_options how = {.size = sizeof how, .context = context};
    if (rubric_engine_run(&result, engine, program, NULL, NULL, &how, &error))
        give_up(error.message);
    rubric_result_free(result);
    size_t peak = rubric_context_peak(context);
    rubric_context_free(context);
    return peak;
}

static void measure_states(rubric_engine *engine) {
    static const char *const names[] = {"an empty script", "all modules in C",
                                        "all modules in C and Lua"};
    static const char *const scripts[] = {
        "return function() end",
        "return function() for _, name in ipairs { 'build', 'json', 'pattern', 'phrases', 'regex', "
        "'text', 'yaml' } do require('rubric.' .. name) end end",
        "return function() for _, name in ipairs { 'build', 'json', 'pattern', 'phrases', 'regex', "
        "'text', 'yaml', 'date', 'rules', 'url', 'inspect', 'writer' } do "
        "require('rubric.' .. name) end end"};
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        rubric_program *program = compile(engine, scripts[i]);
        size_t peak = run(engine, program);
        uint64_t begin = spent();
        for (int k = 0; k < STATES; k++)
            run(engine, program);
        printf("%-28s %6.1f µs %6.1f KB\n", names[i], (double)(spent() - begin) / 1e3 / STATES,
               (double)peak / 1024);
        rubric_program_free(program);
    }
}

static double run_plain(const char *source) {
    lua_State *L = luaL_newstate();
    luaL_openlibs(L);
    luaL_requiref(L, "rubric", luaopen_rubric, 0);
    lua_settop(L, 0);
    if (luaL_loadstring(L, source) || lua_pcall(L, 0, 1, 0))
        give_up(lua_tostring(L, -1));
    uint64_t begin = spent();
    if (lua_pcall(L, 0, 0, 0))
        give_up(lua_tostring(L, -1));
    double taken = (double)(spent() - begin) / 1e6;
    lua_close(L);
    return taken;
}

static double run_limited(rubric_engine *engine, const char *source) {
    rubric_program *program = compile(engine, source);
    uint64_t begin = spent();
    run(engine, program);
    double taken = (double)(spent() - begin) / 1e6;
    rubric_program_free(program);
    return taken;
}

static void put_source(char **out, const char *text, const char *work) {
    size_t size = strlen(text) + strlen(work) + 200;
    *out = malloc(size);
    if (!*out)
        give_up("out of memory");
    snprintf(*out, size,
             "local rubric, text = require 'rubric', require 'rubric.text' local page = "
             "[======[%s]======] return function() %s end",
             text, work);
}

static void measure_limits(rubric_engine *engine, const char *text) {
    static const struct {
        const char *name, *work;
    } works[] = {
        {"read, select, write", "for _ = 1, 4 do local d = rubric.read(page, 'markdown') for n in "
                                "d:select 'heading, link' do n:text() end d:write 'html' end"},
        {"sentences and words",
         "local d = rubric.read(page, 'markdown') local n = 0 for s in d:sentences() do for w in "
         "s:words() do n = n + #w.lower end end"},
        {"handlers on every run",
         "local d = rubric.read(page, 'markdown') d:walk { text = function(n) "
         "n:set_text(text.upper(n:text())) end } d:write 'markdown'"},
        {"counting words in a table",
         "local d = rubric.read(page, 'markdown') local counts = {} for w in text.words(d:text()) "
         "do counts[w] = (counts[w] or 0) + 1 end local best = 0 for _, n in pairs(counts) do "
         "best = math.max(best, n) end"},
        {"Lua's own string functions",
         "for line in page:gmatch '[^\\n]+' do local s = line:gsub('%s+', ' '):lower() "
         "s:find('the', 1, true) s:match '^#+ (.*)' s:rep(2) end"},
        {"a loop of Lua alone",
         "local n = 0 for i = 1, 20000000 do n = n + i % 3 end"}};
    for (size_t i = 0; i < sizeof works / sizeof *works; i++) {
        double plain = 1e9, limited = 1e9;
        char *source;
        put_source(&source, text, works[i].work);
        for (int k = 0; k < ROUNDS; k++) {
            double a = run_plain(source), b = run_limited(engine, source);
            plain = a < plain ? a : plain;
            limited = b < limited ? b : limited;
        }
        free(source);
        printf("%-28s %6.1f ms %6.1f ms without limits: %+.1f %%\n", works[i].name, limited, plain,
               (limited / plain - 1) * 100);
    }
}

static char *read_file(const char *path) {
    FILE *file = fopen(path, "rb");
    char *bytes = calloc(1, 4 << 20);
    if (!file || !bytes || fread(bytes, 1, (4 << 20) - 1, file) == 0)
        give_up("cannot read the file");
    fclose(file);
    return bytes;
}

int main(int count, char **words) {
    rubric_engine *engine;
    rubric_engine_options options = {
        .size = sizeof options, .host = &host, .memory = 256 << 20, .milliseconds = 60000};
    if (count != 2)
        give_up("usage: engine FILE.md");
    char *text = read_file(words[1]);
    if (rubric_engine_new(&engine, &options, NULL))
        give_up("no engine");
    measure_states(engine);
    measure_limits(engine, text);
    rubric_engine_free(engine);
    free(text);
    return 0;
}
