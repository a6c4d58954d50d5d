// SPDX-License-Identifier: MIT
// Any bytes run as a Lua script in a restricted engine, on a small document and within limits. The
// fuzzer changes them by words of Lua as well as by bytes, so that many still compile.
#include "fuzz/target.h"

#include <rubric/engine.h>
#include <time.h>

static const char page[] =
    "---\ntitle: T\ntags: [a, b]\n---\n\n# A\n\nOne *two* [three](u). Four.\n\n"
    "- x\n- y\n\n| a |\n|---|\n| b |\n";

static const char prelude[] = "local d, _, c = ...; local r, b, t, p, h, j = require 'rubric', "
                              "require 'rubric.build', require 'rubric.text', require "
                              "'rubric.pattern', require 'rubric.phrases', require 'rubric.json' ";

static uint64_t tick(void *user) {
    (void)user;
    struct timespec now;
    timespec_get(&now, TIME_UTC);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static const rubric_host host = {.clock = tick};

static void run(rubric_engine *engine, rubric_slice source) {
    rubric_read_options read = {.size = sizeof read, .format = "markdown", .path = "page.md"};
    rubric_context *context;
    rubric_document *document;
    rubric_program *program;
    rubric_result *result;
    rubric_error error = {.status = RUBRIC_OK};
    if (rubric_program_compile(&program, engine, "input.lua", source, &error) != RUBRIC_OK)
        return;
    require_that(rubric_engine_begin(&context, engine, &error) == RUBRIC_OK);
    require_that(rubric_document_read(&document, context, page, sizeof page - 1, &read, &error) ==
                 RUBRIC_OK);
    if (rubric_engine_run(&result, engine, program, document, NULL, NULL, &error) == RUBRIC_OK)
        rubric_result_free(result);
    else
        require_that(error.status != RUBRIC_OK);
    write_as(document, "markdown", 0);
    rubric_program_free(program);
    rubric_document_free(document);
    require_that(rubric_context_used(context) == 0);
    rubric_context_free(context);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    rubric_engine_options options = {
        .size = sizeof options, .host = &host, .memory = 16 << 20, .milliseconds = 200};
    rubric_engine *engine;
    rubric_context *context = new_context();
    rubric_buffer source;
    require_that(rubric_engine_new(&engine, &options, NULL) == RUBRIC_OK);
    rubric_buffer_init(&source, context);
    rubric_buffer_put_string(&source, "return function(...) ");
    rubric_buffer_put_string(&source, prelude);
    rubric_buffer_put(&source, (const char *)bytes, size);
    rubric_buffer_put_string(&source, "\nend");
    run(engine, rubric_buffer_slice(&source));
    rubric_buffer_clear(&source);
    rubric_context_free(context);
    rubric_engine_free(engine);
    return 0;
}

/* ---- Mutations ------------------------------------------------------------------------ */

static const char *const words[] = {" and ",
                                    " break ",
                                    " do ",
                                    " else ",
                                    " end ",
                                    " false ",
                                    " for i = 1, 3 do ",
                                    " function() ",
                                    " goto x ",
                                    " if ",
                                    " in ",
                                    " local x = ",
                                    " local x <close> = ",
                                    " nil ",
                                    " not ",
                                    " or ",
                                    " repeat ",
                                    " return ",
                                    " then ",
                                    " true ",
                                    " until ",
                                    " while ",
                                    " = ",
                                    "==",
                                    "~=",
                                    "<",
                                    "..",
                                    "+",
                                    "-",
                                    "*",
                                    "/",
                                    "//",
                                    "%",
                                    "^",
                                    "#",
                                    "&",
                                    "|",
                                    "~",
                                    "<<",
                                    ">>",
                                    "(",
                                    ")",
                                    "{",
                                    "}",
                                    "[",
                                    "]",
                                    ";",
                                    ":",
                                    ",",
                                    ".",
                                    "...",
                                    "0",
                                    "1",
                                    "-1",
                                    "2^53",
                                    "1e308",
                                    "0/0",
                                    "1 << 62",
                                    "math.mininteger",
                                    "''",
                                    "'a'",
                                    "('a'):rep(100)",
                                    "'%a+'",
                                    "[[x]]",
                                    "{}",
                                    "{1, 2, a = 3}",
                                    "function() end",
                                    "function(...) return ... end",
                                    "d",
                                    "c",
                                    "_",
                                    "r",
                                    "b",
                                    "t",
                                    "p",
                                    "h",
                                    "j",
                                    "pcall(",
                                    "xpcall(",
                                    "error(",
                                    "select('#', ",
                                    "setmetatable({}, {__index = ",
                                    "load(",
                                    "next(",
                                    "pairs(",
                                    "ipairs(",
                                    "tostring(",
                                    "tonumber(",
                                    "rawset(",
                                    "string.format(",
                                    "table.concat(",
                                    "table.insert(",
                                    "table.sort(",
                                    "table.unpack(",
                                    "coroutine.wrap(",
                                    "coroutine.create(",
                                    "coroutine.resume(",
                                    "coroutine.yield(",
                                    "coroutine.close(",
                                    "utf8.codes(",
                                    ":find(",
                                    ":match(",
                                    ":gmatch(",
                                    ":gsub(",
                                    ":rep(",
                                    ":sub(",
                                    ":byte(",
                                    "d:text()",
                                    "d:root()",
                                    "d:select('*')",
                                    "d:one('emph')",
                                    "d:blocks()",
                                    "d:sentences()",
                                    "d:words()",
                                    "d:walk{",
                                    "d:gsub('%w+', ",
                                    "d:find('One', ",
                                    "d:tag(",
                                    "d:annotate(",
                                    "d:write('html')",
                                    "d:clone()",
                                    "d:close()",
                                    "d.meta.x = ",
                                    "d:apply(",
                                    ":append(",
                                    ":prepend(",
                                    ":replace(",
                                    ":remove()",
                                    ":wrap(",
                                    ":unwrap()",
                                    ":split(",
                                    ":merge(",
                                    ":set_text(",
                                    ":insert_before(",
                                    ".kind",
                                    ".level",
                                    ".parent",
                                    ".next",
                                    ".first",
                                    ".attributes.x = ",
                                    ".classes = ",
                                    "b.link{url = 'u', 'x'}",
                                    "b.paragraph('x')",
                                    "b.table{head = {'a'}, {'b'}}",
                                    "r.read('# x', 'markdown')",
                                    "r.null",
                                    "t.upper(",
                                    "t.normalize(",
                                    "t.words(",
                                    "t.wrap('a b c', 2)",
                                    "h.compile{'One', 'two three'}",
                                    "j.decode('[1]')",
                                    "c:emit(",
                                    "c:output('x', 'y')",
                                    "c:skip('x')"};

size_t LLVMFuzzerMutate(uint8_t *bytes, size_t size, size_t most);
size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t size, size_t most, unsigned seed);

// Puts a word in at a place, or over as many bytes as it has.
static size_t put_word(uint8_t *bytes, size_t size, size_t most, unsigned seed) {
    const char *word = words[seed % (sizeof words / sizeof *words)];
    size_t length = strlen(word), at = size ? seed / 7 % (size + 1) : 0;
    bool replaces = seed & 0x10000 && at + length <= size;
    if (!replaces && size + length > most)
        return size;
    if (!replaces)
        memmove(bytes + at + length, bytes + at, size - at);
    memcpy(bytes + at, word, length);
    return replaces ? size : size + length;
}

// Takes out a stretch up to the next blank.
static size_t take_word(uint8_t *bytes, size_t size, unsigned seed) {
    size_t at = size ? seed / 7 % size : 0, end = at;
    while (end < size && bytes[end] != ' ')
        end++;
    memmove(bytes + at, bytes + end, size - end);
    return size - (end - at);
}

size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t size, size_t most, unsigned seed) {
    unsigned how = seed >> 20 & 7;
    if (how < 5)
        return put_word(bytes, size, most, seed);
    return how == 5 ? take_word(bytes, size, seed) : LLVMFuzzerMutate(bytes, size, most);
}
