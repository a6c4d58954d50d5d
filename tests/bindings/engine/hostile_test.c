// SPDX-License-Identifier: MIT
// Hostile scripts end within the limits, leak nothing and leave the next document alone; what a
// restricted script can reach is written down in reachable.txt.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <lauxlib.h>
#include <lualib.h>
#include <rubric/engine.h>
#include <rubric/lua.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

// A script ends at its limit, give or take what one step costs: about 100 ms on an idle machine.
// The test only asks that none hangs, because no test fails for how fast the machine is.
enum { MEMORY = 64 << 20, MILLISECONDS = 500, HANG = 10000 };

static uint64_t tick(void *user) {
    (void)user;
    struct timespec now;
    timespec_get(&now, TIME_UTC);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static const rubric_host host = {.clock = tick};

static void *count_live(void *user, void *memory, size_t old_size, size_t size) {
    size_t *live = user;
    (void)old_size;
    if (size == 0) {
        *live -= memory != NULL;
        free(memory);
        return NULL;
    }
    void *moved = realloc(memory, size);
    *live += !memory && moved;
    return moved;
}

// Runs a script on a small page; `out` gets what the page is then as Markdown.
static rubric_status run(rubric_engine *engine, const char *source, char *out, size_t room) {
    static const char page[] = "# A\n\nOne *two*.\n";
    rubric_read_options read = {.size = sizeof read, .format = "markdown"};
    rubric_context *context;
    rubric_document *document;
    rubric_program *program;
    rubric_result *result = NULL;
    rubric_error error;
    rubric_buffer text;
    rubric_status status =
        rubric_program_compile(&program, engine, "hostile.lua", rubric_slice_of(source), &error);
    if (status != RUBRIC_OK)
        return status;
    assert_int_equal(rubric_engine_begin(&context, engine, &error), RUBRIC_OK);
    assert_int_equal(rubric_document_read(&document, context, page, sizeof page - 1, &read, &error),
                     RUBRIC_OK);
    status = rubric_engine_run(&result, engine, program, document, NULL, NULL, &error);
    rubric_buffer_init(&text, context);
    if (status == RUBRIC_OK)
        rubric_document_write(&text, document, NULL, &error);
    if (out)
        snprintf(out, room, "%.*s", (int)text.size, text.bytes ? text.bytes : "");
    rubric_buffer_clear(&text);
    rubric_result_free(result);
    rubric_program_free(program);
    rubric_document_free(document);
    assert_int_equal(rubric_context_used(context), 0);
    rubric_context_free(context);
    return status;
}

static void assert_contained(const char *source, rubric_status expected) {
    static const char tame[] = "return function(d) d:one('emph'):set_text('three') end";
    size_t live = 0;
    rubric_engine *engine;
    rubric_engine_options options = {.size = sizeof options,
                                     .host = &host,
                                     .allocate = count_live,
                                     .allocate_user = &live,
                                     .memory = MEMORY,
                                     .milliseconds = MILLISECONDS};
    char before[80], after[80];
    assert_int_equal(rubric_engine_new(&engine, &options, NULL), RUBRIC_OK);
    assert_int_equal(run(engine, tame, before, sizeof before), RUBRIC_OK);
    uint64_t begin = tick(NULL);
    rubric_status status = run(engine, source, NULL, 0);
    uint64_t taken = (tick(NULL) - begin) / 1000000u;
    if (status != expected || taken > MILLISECONDS + HANG)
        print_error("%s\n  %s after %d ms\n", source, rubric_status_name(status), (int)taken);
    assert_int_equal(status, expected);
    assert_true(taken <= MILLISECONDS + HANG);
    assert_int_equal(run(engine, tame, after, sizeof after), RUBRIC_OK);
    assert_string_equal(before, after);
    rubric_engine_free(engine);
    assert_int_equal(live, 0);
}

static void scripts_that_never_end_are_ended(void **unused) {
    (void)unused;
    static const char *const scripts[] = {
        "return function() while true do end end",
        "return function() while true do pcall(error) end end",
        "return function() local function f() return f() end f() end",
        "return function() coroutine.wrap(function() while true do coroutine.wrap(function() "
        "end)() "
        "end end)() end",
        "return function() xpcall(function() while true do end end, function() while true do end "
        "end) end",
        "return function() local s = ('a'):rep(30) while true do s:find(('a?'):rep(30) .. s) end "
        "end",
        "return function() local t = {} for i = 1, 2000000 do t[i] = i end for i = 1, 2000000 do "
        "t[i] = nil end while true do next(t) end end",
        "return function() local t = {} for i = 1, 1000000 do t[i] = i end local i = 0 while true "
        "do "
        "i = i + 1 t['x' .. i] = i t['x' .. i] = nil end end",
        "return function() local a = ('a'):rep(16000000) local b = ('a'):rep(16000000) while true "
        "do "
        "if a < b then return end end end",
        "return function() local s = ('1'):rep(16000000) .. 'x' while true do tonumber(s) end end",
        "return function() local s = ('a'):rep(16000000) while true do utf8.len(s) end end",
        "return function(d) while true do d:select('heading') end end",
        "return function() load(function() return 'x = 1 ' end) end",
        "return function() local p = {} for d = 1, 60 do local v = {} for i = 1, 190 do v[i] = 'v' "
        ".. d .. '_' .. i end p[#p + 1] = 'return function() local ' .. table.concat(v, ',') .. "
        "' ' end p[#p + 1] = ('x=x '):rep(20000) .. (' end'):rep(60) local s = table.concat(p) "
        "while true do load(s) end end",
        "while true do end"};
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
        assert_contained(scripts[i], RUBRIC_ERROR_TIME);
}

static void scripts_that_take_all_memory_are_ended(void **unused) {
    (void)unused;
    static const char *const scripts[] = {
        "return function() return ('x'):rep(1 << 62) end",
        "return function() local s = 'x' while true do s = s .. s end end"};
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
        assert_contained(scripts[i], RUBRIC_ERROR_MEMORY);
}

static void what_is_refused_is_an_error_of_the_script(void **unused) {
    (void)unused;
    static const char *const scripts[] = {
        "return function() io.open('/etc/passwd') end",
        "return function() require 'os' end",
        "return function() setmetatable({}, { __gc = print }) end",
        "return function() setmetatable('', {}) end",
        "return function() getmetatable('').__index = nil end",
        "return function() assert(load('\\27Lua')) end",
        "return function() require('rubric').data('../x') end",
        "return function() require('rubric').data('/etc/passwd') end",
        "return function() table.move({}, 1, 1 << 62, 2) end",
        "return function() table.insert(setmetatable({}, { __len = function() return 1 << 62 end "
        "}), 1) "
        "end",
        "return { api = 1, name = 'x', prepare = function() "
        "require('rubric').new():apply('hostile.lua')"
        " end, transform = function() end }"};
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
        assert_contained(scripts[i], RUBRIC_ERROR_SCRIPT);
}

static void another_lua_can_open_use_and_close_the_module(void **unused) {
    (void)unused;
    lua_State *L = luaL_newstate();
    luaL_openlibs(L);
    luaL_requiref(L, "rubric", luaopen_rubric, 1);
    lua_pop(L, 1);
    static const char script[] =
        "local d = rubric.read('# A\\n\\nx *y*\\n', 'markdown')\n"
        "d:gsub('%w+', string.upper) kept = d:one('emph')\n"
        "local closed = rubric.new() closed:close()\n"
        "assert(d:write('markdown') == '# A\\n\\nX *Y*\\n', d:write('markdown'))\n"
        "assert(require('rubric.text').upper('a') == 'A')";
    if (luaL_dostring(L, script) != LUA_OK)
        fail_msg("%s", lua_tostring(L, -1));
    lua_close(L);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scripts_that_never_end_are_ended),
        cmocka_unit_test(scripts_that_take_all_memory_are_ended),
        cmocka_unit_test(what_is_refused_is_an_error_of_the_script),
        cmocka_unit_test(another_lua_can_open_use_and_close_the_module)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
