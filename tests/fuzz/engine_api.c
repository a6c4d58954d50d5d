// SPDX-License-Identifier: MIT
// Any bytes as a sequence of calls of the C API: engines, programs, documents and nodes are made,
// used and freed in any order that the headers allow, which is much: engines before documents,
// programs before engines, options that are wrong, nodes that were removed.
#include "fuzz/target.h"

#include <rubric/engine.h>

enum { DOCUMENTS = 4, PROGRAMS = 4, NODES = 8, CALLS = 200 };

struct place {
    rubric_context *context;
    rubric_document *document;
    rubric_result *result; // of the last run
};

struct world {
    const uint8_t *bytes;
    size_t size;
    rubric_engine *engine;
    struct place places[DOCUMENTS];
    rubric_program *programs[PROGRAMS];
    rubric_node nodes[NODES];
    rubric_error error;
};

static unsigned take(struct world *world, unsigned choices) {
    if (world->size == 0)
        return 0;
    world->size--;
    return *world->bytes++ % choices;
}

static rubric_slice take_text(struct world *world) {
    size_t size = take(world, 32);
    size = size < world->size ? size : world->size;
    rubric_slice text = rubric_slice_make((const char *)world->bytes, size);
    world->bytes += size;
    world->size -= size;
    // Text of nodes must be UTF-8, which the caller sees to.
    return rubric_slice_part(text, 0, rubric_utf8_valid(text));
}

static struct place *take_place(struct world *world) {
    return &world->places[take(world, DOCUMENTS)];
}

static rubric_node *take_node(struct world *world) {
    return &world->nodes[take(world, NODES)];
}

/* ---- Engines and programs -------------------------------------------------------------- */

static rubric_status echo(void *user, const rubric_value *arguments, rubric_value *result,
                          rubric_arena *arena, rubric_error *error) {
    struct world *world = user;
    (void)arena;
    if (take(world, 4) == 0)
        return rubric_error_set(error, (rubric_status)take(world, 12), "as told");
    if (take(world, 4) == 0)
        return rubric_engine_define(world->engine, "host.again", echo, world, error);
    if (take(world, 8) == 0)
        rubric_engine_interrupt(world->engine);
    *result = *arguments;
    return RUBRIC_OK;
}

static void make_engine(struct world *world) {
    static const char *const permissions[] = {"read:data", "env:HOME", NULL};
    rubric_engine_options options = {
        .size = sizeof options,
        .memory = 16 << 20,
        .steps = 2 * 1000 * 1000,
        .trust = (rubric_trust)take(world, 2) ? RUBRIC_TRUST_ISOLATED : RUBRIC_TRUST_RESTRICTED,
        .permissions = take(world, 2) ? permissions : NULL};
    rubric_engine *engine = NULL;
    if (rubric_engine_new(&engine, &options, &world->error) != RUBRIC_OK) {
        options.trust = RUBRIC_TRUST_RESTRICTED;
        require_that(rubric_engine_new(&engine, &options, NULL) == RUBRIC_OK);
    }
    rubric_engine_free(world->engine); // its documents stay
    world->engine = engine;
    if (take(world, 2))
        rubric_engine_define(engine, "host.echo", echo, world, &world->error);
}

static void make_program(struct world *world) {
    static const char *const sources[] = {
        "return function(d) d:gsub('%a+', string.upper) return d:text() end",
        "return { heading = function(n) n:remove() end, text = function(n) n:set_text 'x' end }",
        "return function(d, o, c) c:emit(require('host').echo(1, { a = o.n })) end",
        "return { api = 1, permissions = { 'read:data' }, rules = {} }",
        "return { api = 1, options = { n = { type = 'integer' } }, rules = {} }",
        "return function(d) for s in d:sentences() do d:tag(s, 'x') end d:close() end",
        "return function() while true do end end",
        "return function(_, _, c) c:skip 'x' end",
        "return 3",
        "error {}"};
    static const char *const names[] = {"clean", "summarize", "outline", "absent", "../x", "x.lua"};
    rubric_program **place = &world->programs[take(world, PROGRAMS)], *program = NULL;
    if (take(world, 2))
        rubric_program_load(&program, world->engine, names[take(world, 6)], &world->error);
    else
        rubric_program_compile(&program, world->engine, "a.lua",
                               rubric_slice_of(sources[take(world, 10)]), &world->error);
    if (program && take(world, 3) == 0)
        rubric_program_free(rubric_program_share(program));
    rubric_program_free(*place);
    *place = program;
}

static void run_program(struct world *world) {
    struct place *place = take_place(world);
    rubric_program *program = world->programs[take(world, PROGRAMS)];
    rubric_result *result = NULL;
    rubric_value options = rubric_value_map();
    rubric_arena *arena = NULL;
    if (!program || !place->document ||
        rubric_arena_new(&arena, place->context, &world->error) != RUBRIC_OK)
        return;
    if (take(world, 2))
        rubric_value_set(arena, &options, rubric_slice_of(take(world, 2) ? "n" : "m"),
                         take(world, 2) ? rubric_value_integer(3)
                                        : rubric_value_string(take_text(world)));
    if (rubric_engine_run(&result, world->engine, program, place->document,
                          take(world, 4) ? &options : NULL, NULL, &world->error) == RUBRIC_OK) {
        rubric_slice name, bytes;
        rubric_result_value(result);
        rubric_result_record(result, 0);
        rubric_result_output(result, 0, &name, &bytes);
        rubric_result_skipped(result);
        rubric_result_free(place->result);
        place->result = result;
    }
    rubric_engine_traceback(world->engine);
    rubric_arena_free(arena);
}

/* ---- Documents -------------------------------------------------------------------------- */

static void forget_nodes(struct world *world, const rubric_document *document) {
    for (size_t i = 0; i < NODES; i++)
        if (world->nodes[i].document == document)
            world->nodes[i] = (rubric_node){NULL, 0};
}

static void end_place(struct world *world, struct place *place) {
    rubric_result_free(place->result);
    if (place->document)
        forget_nodes(world, place->document);
    rubric_document_free(place->document);
    if (place->context)
        require_that(rubric_context_used(place->context) == 0);
    rubric_context_free(place->context);
    *place = (struct place){NULL, NULL, NULL};
}

static void make_document(struct world *world) {
    static const char *const formats[] = {"markdown", "html", "text", "json", "gfm", "nothing"};
    struct place *place = take_place(world);
    end_place(world, place);
    require_that(rubric_engine_begin(&place->context, world->engine, NULL) == RUBRIC_OK);
    rubric_read_options options = {
        .size = sizeof options, .format = formats[take(world, 6)], .path = "page"};
    rubric_slice text = take_text(world);
    if (rubric_document_read(&place->document, place->context, text.bytes, text.size, &options,
                             &world->error) != RUBRIC_OK &&
        rubric_document_new(&place->document, place->context, &world->error) != RUBRIC_OK)
        place->document = NULL;
    if (place->document)
        *take_node(world) = rubric_document_root(place->document);
}

static void write_document(struct world *world) {
    static const char *const formats[] = {"markdown", "html", "text",    "json",
                                          "source",   "diff", "nothing", "pandoc-json"};
    struct place *place = take_place(world);
    if (!place->document)
        return;
    rubric_buffer out;
    rubric_buffer_init(&out, place->context);
    rubric_write_options options = {
        .size = sizeof options, .format = formats[take(world, 8)], .width = take(world, 60)};
    if (rubric_engine_write(&out, world->engine, place->document, &options, &world->error) ==
        RUBRIC_OK)
        rubric_document_edits(&out, place->document, &world->error);
    rubric_document_text(&out, place->document, NULL);
    rubric_buffer_clear(&out);
}

/* ---- Nodes ------------------------------------------------------------------------------ */

static void move(struct world *world) {
    rubric_node *node = take_node(world);
    if (!node->document || !rubric_node_exists(*node))
        return;
    rubric_node next = {NULL, 0};
    switch (take(world, 5)) {
    case 0:
        next = rubric_node_first(*node);
        break;
    case 1:
        next = rubric_node_next(*node);
        break;
    case 2:
        next = rubric_node_parent(*node);
        break;
    case 3:
        next = rubric_node_last(*node);
        break;
    default:
        next = rubric_node_block(*node);
        break;
    }
    if (next.id)
        *take_node(world) = next;
    rubric_node_source(*node);
    rubric_node_order(*node);
    rubric_node_text_size(*node);
}

static void change(struct world *world) {
    rubric_node *node = take_node(world), *other = take_node(world), made;
    if (!node->document || !other->document)
        return;
    size_t begin = take(world, 8), end = begin + take(world, 8);
    bool are_there = rubric_node_exists(*node) && rubric_node_exists(*other);
    switch (take(world, 10)) {
    case 0:
        if (rubric_node_new(&made, node->document, (rubric_kind)take(world, RUBRIC_KIND_COUNT),
                            &world->error) == RUBRIC_OK)
            *other = made;
        break;
    case 1:
        rubric_node_set_text(*node, take_text(world), &world->error);
        break;
    case 2:
        rubric_node_insert(*node, *other, (rubric_node){node->document, 0}, &world->error);
        break;
    case 3:
        rubric_node_unwrap(*node, &world->error);
        break;
    case 4:
        rubric_node_replace_range(*node, begin, end, take_text(world), &world->error);
        break;
    case 5:
        rubric_node_wrap_range(*node, begin, end, *other, &world->error);
        break;
    case 6:
        rubric_node_merge(*node, *other, &world->error);
        break;
    case 7:
        if (rubric_node_copy(&made, other->document, *node, &world->error) == RUBRIC_OK)
            *other = made;
        break;
    case 8:
        if (are_there && rubric_node_parent(*node).id)
            rubric_node_remove(*node);
        break;
    default:
        rubric_node_set_string(*node, (rubric_field)take(world, 20), take_text(world),
                               &world->error);
        break;
    }
}

static void annotate(struct world *world) {
    rubric_node *node = take_node(world);
    if (!node->document)
        return;
    uint32_t id;
    rubric_annotation span = {.block = *node,
                              .end_block = *node,
                              .begin = take(world, 8),
                              .end = take(world, 16),
                              .layer = take_text(world),
                              .label = take_text(world)};
    rubric_document_annotate(&id, node->document, &span, &world->error);
    rubric_annotation_find(node->document, take(world, 8), &span);
    rubric_annotation_remove(node->document, take(world, 8));
}

static void select(struct world *world) {
    rubric_node *node = take_node(world);
    rubric_selector *selector;
    if (!node->document || !rubric_node_exists(*node) ||
        rubric_selector_new(&selector, rubric_document_context(node->document), take_text(world),
                            &world->error) != RUBRIC_OK)
        return;
    rubric_selection selection = rubric_selection_begin(selector, *node);
    for (int i = 0; i < 50 && rubric_selection_next(&selection); i++)
        *take_node(world) = selection.node;
    rubric_selector_free(selector);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    static void (*const calls[])(struct world * world) = {
        make_engine,    make_program, run_program, make_document, make_document, run_program, move,
        write_document, change,       change,      annotate,      select,        move};
    struct world world = {.bytes = bytes, .size = size};
    make_engine(&world);
    for (int i = 0; i < CALLS && world.size > 0; i++)
        calls[take(&world, sizeof calls / sizeof *calls)](&world);
    bool engine_goes_first = size % 2;
    if (engine_goes_first)
        rubric_engine_free(world.engine);
    for (size_t i = 0; i < DOCUMENTS; i++)
        end_place(&world, &world.places[i]);
    if (!engine_goes_first)
        rubric_engine_free(world.engine);
    for (size_t i = 0; i < PROGRAMS; i++)
        rubric_program_free(world.programs[i]);
    return 0;
}
