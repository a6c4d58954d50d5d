// SPDX-License-Identifier: MIT
// Permissions: what a plugin asks for, what is granted, and what it may do then; and that what
// holds them shares nothing with what does not.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <rubric/engine.h>
#include <stdio.h>
#include <stdlib.h>

// A world of a few files; what is done to it is kept as text.
struct world {
    char done[400];
};

static const char *const files[][2] = {{"data/a.txt", "alpha"},
                                       {"data/b/c.txt", "gamma"},
                                       {"secret.txt", "s"},
                                       {"plugins/helper.lua", "return { name = 'helper' }"}};

static rubric_status open_file(void *user, rubric_buffer *out, const char *path,
                               rubric_error *error) {
    (void)user;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        if (!strcmp(files[i][0], path)) {
            rubric_buffer_put_string(out, files[i][1]);
            return RUBRIC_OK;
        }
    return rubric_error_set(error, RUBRIC_ERROR_FILE, "cannot read '%s'", path);
}

static void put_name(rubric_buffer *out, const char *name) {
    rubric_buffer_put(out, name, strlen(name) + 1);
}

static rubric_status list_folder(void *user, rubric_buffer *out, const char *path,
                                 rubric_error *error) {
    (void)user;
    if (!strcmp(path, "data/") || !strcmp(path, "data")) {
        put_name(out, ".hidden.txt");
        put_name(out, "a.txt");
        put_name(out, "b");
    } else if (!strcmp(path, "data/b/")) {
        put_name(out, "c.txt");
    } else {
        return rubric_error_set(error, RUBRIC_ERROR_FILE, "cannot read '%s'", path);
    }
    return RUBRIC_OK;
}

static rubric_status write_file(void *user, const char *path, rubric_slice bytes,
                                rubric_error *error) {
    struct world *world = user;
    if (!strcmp(path, "out/full"))
        return rubric_error_set(error, RUBRIC_ERROR_FILE, "cannot write '%s': no space", path);
    snprintf(world->done, sizeof world->done, "%s <- %.*s", path, (int)bytes.size, bytes.bytes);
    return RUBRIC_OK;
}

static rubric_status run_program(void *user, rubric_buffer *out, int *exit_status,
                                 const char *const *arguments, rubric_slice input,
                                 rubric_error *error) {
    (void)user, (void)error;
    for (; *arguments; arguments++) {
        rubric_buffer_put_string(out, *arguments);
        rubric_buffer_put_byte(out, '|');
    }
    rubric_buffer_put_slice(out, input);
    *exit_status = 7;
    return RUBRIC_OK;
}

static rubric_status find_variable(void *user, rubric_buffer *out, const char *name,
                                   rubric_error *error) {
    (void)user;
    if (strcmp(name, "HOME") != 0)
        return rubric_error_set(error, RUBRIC_ERROR_FILE, "there is no '%s'", name);
    rubric_buffer_put_string(out, "/home/ada");
    return RUBRIC_OK;
}

struct outcome {
    rubric_status status;
    char message[240];
    char value[400]; // that the script returned
};

static void run_on(struct outcome *out, rubric_engine *engine, const char *const *sources) {
    rubric_program *programs[4];
    size_t count = 0;
    rubric_error error = {.status = RUBRIC_OK};
    rubric_context *context;
    rubric_document *document;
    rubric_result *result = NULL;
    out->status = RUBRIC_OK;
    for (; out->status == RUBRIC_OK && sources[2 * count]; count += out->status == RUBRIC_OK)
        out->status = rubric_program_compile(&programs[count], engine, sources[2 * count],
                                             rubric_slice_of(sources[2 * count + 1]), &error);
    assert_int_equal(rubric_engine_begin(&context, engine, NULL), RUBRIC_OK);
    assert_int_equal(rubric_document_read(&document, context, "a\n", 2, NULL, NULL), RUBRIC_OK);
    if (out->status == RUBRIC_OK)
        out->status =
            rubric_engine_run(&result, engine, programs[count - 1], document, NULL, NULL, &error);
    snprintf(out->message, sizeof out->message, "%s",
             out->status == RUBRIC_OK ? "" : error.message);
    const rubric_value *value = result ? rubric_result_value(result) : NULL;
    out->value[0] = '\0';
    if (value && value->type == RUBRIC_VALUE_STRING)
        snprintf(out->value, sizeof out->value, "%.*s", (int)value->as.string.size,
                 value->as.string.bytes);
    rubric_result_free(result);
    rubric_document_free(document);
    rubric_context_free(context);
    while (count > 0)
        rubric_program_free(programs[--count]);
}

// Runs the last of the {name, source} pairs, which may apply the others, with what is granted.
static struct outcome run_all(struct world *world, const char *const *granted,
                              const char *const *sources) {
    rubric_host host = {.user = world,
                        .open = open_file,
                        .list = list_folder,
                        .write = write_file,
                        .run = run_program,
                        .environment = find_variable};
    static const char *const path[] = {"plugins", NULL};
    rubric_engine_options options = {
        .size = sizeof options, .host = &host, .permissions = granted, .search_path = path};
    rubric_engine *engine;
    struct outcome out;
    assert_int_equal(rubric_engine_new(&engine, &options, NULL), RUBRIC_OK);
    run_on(&out, engine, sources);
    rubric_engine_free(engine);
    return out;
}

static struct outcome run(const char *granted, const char *asked, const char *body) {
    static struct world world;
    char source[1000];
    const char *const list[] = {granted, NULL};
    const char *const sources[] = {"p", source, NULL, NULL};
    snprintf(source, sizeof source,
             "return { name = 'p', api = 1, permissions = {%s},\n transform = function(document) "
             "local file, system = require 'rubric.file', require 'rubric.system' %s end }",
             asked, body);
    return run_all(&world, list, sources);
}

static void assert_value(struct outcome out, const char *expected) {
    assert_string_equal(out.message, "");
    assert_string_equal(out.value, expected);
}

static void assert_message(struct outcome out, rubric_status status, const char *expected) {
    assert_string_equal(out.message, expected);
    assert_int_equal(out.status, status);
}

static void files_are_read_below_what_is_granted(void **unused) {
    (void)unused;
    assert_value(run("read:data", "'read:data'", "return file.read('data/a.txt')"), "alpha");
    assert_value(run("read:data", "'read:data'", "return file.read('./data//b/../a.txt')"),
                 "alpha");
    assert_value(run("read:.", "'read:data'", "return file.read('data/a.txt')"), "alpha");
    assert_value(run("read:.", "'read:.'", "return file.read('secret.txt')"), "s");
    assert_value(run("read:data", "'read:data/b'", "return file.read('data/b/c.txt')"), "gamma");
    assert_value(run("read:data", "'read:data'", "return select(2, file.read('data/x.txt'))"),
                 "cannot read 'data/x.txt'");
}

static void what_is_asked_for_must_be_granted(void **unused) {
    (void)unused;
    assert_message(run(NULL, "'read:data'", ""), RUBRIC_ERROR_PERMISSION,
                   "p asks for 'read:data', which is not granted");
    assert_message(run("read:data", "'read:data', 'run:git'", ""), RUBRIC_ERROR_PERMISSION,
                   "p asks for 'run:git', which is not granted");
    assert_message(run("read:data", "'read:.'", ""), RUBRIC_ERROR_PERMISSION,
                   "p asks for 'read:.', which is not granted");
    assert_message(run("read:data", "'read:data/../..'", ""), RUBRIC_ERROR_PERMISSION,
                   "p asks for 'read:data/../..', which is not granted");
    assert_message(run("read:data", "'read:database'", ""), RUBRIC_ERROR_PERMISSION,
                   "p asks for 'read:database', which is not granted");
    assert_message(run("read:.", "'read:/'", ""), RUBRIC_ERROR_PERMISSION,
                   "p asks for 'read:/', which is not granted");
    assert_message(run("read:data", "'write:data'", ""), RUBRIC_ERROR_PERMISSION,
                   "p asks for 'write:data', which is not granted");
}

static void a_slip_in_permissions_is_found_when_loading(void **unused) {
    (void)unused;
    assert_message(
        run(NULL, "'reed:data'", ""), RUBRIC_ERROR_SCRIPT,
        "p: 'reed:data' is no permission; there are read:DIR, write:DIR, run:PROGRAM and "
        "env:NAME");
    assert_message(run(NULL, "1", ""), RUBRIC_ERROR_SCRIPT,
                   "p: 'permissions' is a list of strings, such as {\"read:data\"}");
    assert_message(run(NULL, "read = 'data'", ""), RUBRIC_ERROR_SCRIPT,
                   "p: 'permissions' is a list, such as {\"read:data\"}");
}

static void nothing_is_done_beyond_what_was_asked_for(void **unused) {
    (void)unused;
    const char *tail = "' has no permission for ";
    static const char *const uses[][2] = {
        {"file.read('secret.txt')", "read:secret.txt"},
        {"file.read('data/../secret.txt')", "read:data/../secret.txt"},
        {"file.read('/etc/passwd')", "read:/etc/passwd"},
        {"file.read('database')", "read:database"},
        {"file.list('*.txt')", "read:."},
        {"file.list('data/../*')", "read:data/../"},
        {"file.write('data/a.txt', 'x')", "write:data/a.txt"},
        {"system.run('sh', {'-c', 'id'})", "run:sh"},
        {"system.environment('HOME')", "env:HOME"},
    };
    for (size_t i = 0; i < sizeof uses / sizeof *uses; i++) {
        char body[200], expected[200];
        snprintf(body, sizeof body, "%s", uses[i][0]);
        struct outcome out = run("read:data", "'read:data'", body);
        snprintf(expected, sizeof expected, "p:2: 'p%s'%s'", tail, uses[i][1]);
        assert_int_equal(out.status, RUBRIC_ERROR_SCRIPT);
        if (strncmp(out.message, expected, strlen(expected)) != 0)
            assert_string_equal(out.message, expected);
    }
}

static void patterns_list_sorted_paths(void **unused) {
    (void)unused;
    assert_value(run("read:data", "'read:data'", "return table.concat(file.list('data/*'), ' ')"),
                 "data/a.txt data/b");
    assert_value(
        run("read:data", "'read:data'", "return table.concat(file.list('data/**/*.txt'), ' ')"),
        "data/a.txt data/b/c.txt");
    assert_value(run("read:data", "'read:data'", "return table.concat(file.list('data/?.*'), ' ')"),
                 "data/a.txt");
    assert_value(run("read:data", "'read:data'", "return table.concat(file.list('data/.*'), ' ')"),
                 "data/.hidden.txt");
    assert_value(run("read:data", "'read:data'", "return #file.list('data/none/*') .. ''"), "0");
}

static void the_other_doors_open_when_granted(void **unused) {
    (void)unused;
    assert_value(run("write:out", "'write:out'", "return '' .. tostring(file.write('out/x', 'y'))"),
                 "true");
    assert_value(
        run("write:out", "'write:out'", "local ok, why = file.write('out/full', 'y') return why"),
        "cannot write 'out/full': no space");
    assert_value(run("run:sort", "'run:sort'",
                     "local out, code = system.run('sort', {'-u'}, 'b') return out .. code"),
                 "sort|-u|b7");
    assert_value(run("env:HOME", "'env:HOME'", "return system.environment('HOME')"), "/home/ada");
    assert_value(run("env:TZ", "'env:TZ'", "return tostring(system.environment('TZ'))"), "nil");
}

static void nothing_is_done_while_loading(void **unused) {
    (void)unused;
    struct world world;
    static const char *const granted[] = {"read:data", NULL};
    const char *const sources[] = {
        "p",
        "require('rubric.file').read('data/a.txt') return { name = 'p', api = 1, permissions = "
        "{'read:data'}, transform = function() end }",
        NULL, NULL};
    struct outcome out = run_all(&world, granted, sources);
    assert_message(out, RUBRIC_ERROR_SCRIPT,
                   "p:1: 'read:data/a.txt' is for when 'p' runs, not for while it is loaded");
}

// `reader` may read; `spoiler` may not, and changes all that it can reach before it applies it.
static const char reader[] = "local text = require 'helper'\n"
                             "return { name = 'reader', api = 1, permissions = {'read:data'},\n"
                             "  options = { path = { type = 'string', default = 'data/a.txt' } },\n"
                             "  transform = function(document, options)\n"
                             "    document.meta.read = require('rubric.file').read(options.path)\n"
                             "    document.meta.helper = text.name\n"
                             "    table.insert(document.meta.tags, 'seen')\n"
                             "    return { bytes = #document.meta.read }\n"
                             "  end }\n";

static void what_holds_permissions_shares_nothing(void **unused) {
    (void)unused;
    struct world world;
    static const char *const granted[] = {"read:data", NULL};
    const char *const sources[] = {
        "reader",
        reader,
        "spoiler",
        "return { name = 'spoiler', api = 1, transform = function(document)\n"
        "  local stolen\n"
        "  require('helper').name = 'spoiled'\n"
        "  string.len = function() return 99 end\n"
        "  table.insert = function() stolen = true end\n"
        "  document.meta.tags = {'first'}\n"
        "  local value = document:apply('reader')\n"
        "  local ok, why = pcall(require('rubric.file').read, 'data/a.txt')\n"
        "  return table.concat({document.meta.read, document.meta.helper, value.bytes,\n"
        "    table.concat(document.meta.tags, '+'), tostring(stolen), tostring(ok)}, ' ')\n"
        "end }",
        NULL,
        NULL};
    assert_value(run_all(&world, granted, sources), "alpha helper 5 first+seen nil false");
}

static void what_it_applies_holds_nothing(void **unused) {
    (void)unused;
    struct world world;
    static const char *const granted[] = {"read:data", NULL};
    const char *const sources[] = {
        "thief",
        "return function(document)\n"
        "  local ok, why = pcall(require('rubric.file').read, 'data/a.txt')\n"
        "  return tostring(ok) .. ' ' .. why\n"
        "end",
        "holder",
        "return { name = 'holder', api = 1, permissions = {'read:data'}, transform =\n"
        "  function(document) return document:apply('thief') end }",
        NULL,
        NULL};
    assert_value(run_all(&world, granted, sources),
                 "false 'thief' has no permission for 'read:data/a.txt'; a plugin lists what it "
                 "needs: permissions = {\"read:…\"}");
}

static void an_error_of_a_step_apart_is_the_error(void **unused) {
    (void)unused;
    struct world world;
    static const char *const granted[] = {"read:data", NULL};
    const char *const sources[] = {
        "reader",
        reader,
        "outer",
        "return function(document) return document:apply('reader', { path = 'secret.txt' }) end",
        NULL,
        NULL};
    struct outcome out = run_all(&world, granted, sources);
    assert_message(out, RUBRIC_ERROR_SCRIPT,
                   "reader:5: 'reader' has no permission for 'read:secret.txt'; a plugin lists "
                   "what it needs: permissions = {\"read:…\"}");
}

static void what_is_no_permission_cannot_be_granted(void **unused) {
    (void)unused;
    static const char *const granted[] = {"read:data", "raed:data", NULL};
    rubric_engine_options options = {.size = sizeof options, .permissions = granted};
    rubric_engine *engine = NULL;
    rubric_error error;
    assert_int_equal(rubric_engine_new(&engine, &options, &error), RUBRIC_ERROR_ARGUMENT);
    assert_string_equal(error.message, "'raed:data' is no permission; there are read:DIR, "
                                       "write:DIR, run:PROGRAM and env:NAME");
    assert_null(engine);
}

static void a_script_cannot_name_its_own_files(void **unused) {
    (void)unused;
    struct world world;
    const char *const sources[] = {
        "thief",
        "return { name = 'thief', api = 1,\n"
        "  options = { file = { type = 'path', default = 'secret.txt' } },\n"
        "  transform = function(document, options)\n"
        "    local ok, bytes = pcall(require('rubric').data, options.file)\n"
        "    return tostring(ok) .. ' ' .. bytes\n"
        "  end }",
        NULL, NULL};
    assert_value(run_all(&world, NULL, sources),
                 "false no data file 'secret.txt' beside the script, in the search path or built "
                 "in");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_are_read_below_what_is_granted),
        cmocka_unit_test(what_is_asked_for_must_be_granted),
        cmocka_unit_test(a_slip_in_permissions_is_found_when_loading),
        cmocka_unit_test(nothing_is_done_beyond_what_was_asked_for),
        cmocka_unit_test(patterns_list_sorted_paths),
        cmocka_unit_test(the_other_doors_open_when_granted),
        cmocka_unit_test(nothing_is_done_while_loading),
        cmocka_unit_test(what_holds_permissions_shares_nothing),
        cmocka_unit_test(what_it_applies_holds_nothing),
        cmocka_unit_test(an_error_of_a_step_apart_is_the_error),
        cmocka_unit_test(what_is_no_permission_cannot_be_granted),
        cmocka_unit_test(a_script_cannot_name_its_own_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
