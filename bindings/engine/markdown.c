// SPDX-License-Identifier: MIT
// What a plugin adds to Markdown: delimiters and fenced blocks, which the reader knows, and
// handlers that get what was read of them.
#include "engine/engine.h"

static const char *const keys[] = {"delimiters", "extensions", "fences", NULL};

enum { DELIMITER_LIMIT = 16, PROGRAM_LIMIT = 64 };

/* ---- Loading ------------------------------------------------------------------------- */

// Pushes the table of that name, or nil; an error when it is something else.
static bool push_table(lua_State *L, int markdown, const char *name, const char *form) {
    int type = lua_getfield(L, markdown, name);
    if (type != LUA_TNIL && type != LUA_TTABLE)
        luaL_error(L, "'markdown.%s' is a table %s, not a %s", name, form, lua_typename(L, type));
    return type == LUA_TTABLE;
}

static void check_keys(lua_State *L, int markdown) {
    rubric_lua_push_sorted_keys(L, markdown);
    for (lua_Integer i = 1; lua_rawgeti(L, -1, i) != LUA_TNIL; lua_pop(L, 1), i++) {
        const char *key = lua_tostring(L, -1);
        bool is_known = false;
        for (const char *const *known = keys; *known; known++)
            is_known = is_known || !strcmp(key, *known);
        const char *nearest = is_known ? NULL : rubric_lua_nearest(key, keys);
        if (nearest)
            luaL_error(L, "'markdown' has no '%s'; did you mean '%s'?", key, nearest);
        if (!is_known)
            luaL_error(L, "'markdown' has no '%s'; there are delimiters, extensions and fences",
                       key);
    }
    lua_pop(L, 2);
}

static const char *keep(lua_State *L, rubric_arena *arena, const char *text) {
    const char *copy = rubric_arena_string(arena, rubric_slice_of(text));
    return copy ? copy : (luaL_error(L, "not enough memory"), "");
}

// A delimiter is a name, or {name = …, handler = f}; it stands on top. Pushes the name.
static void push_delimiter_name(lua_State *L, const char *mark) {
    static const char *const parts[] = {"handler", "name", NULL};
    if (lua_istable(L, -1)) {
        rubric_lua_check_options(L, lua_gettop(L), parts);
        int type = lua_getfield(L, -1, "handler");
        if (type != LUA_TNIL && type != LUA_TFUNCTION)
            luaL_error(L, "the handler of '%s' is a %s, not a function", mark,
                       lua_typename(L, type));
        lua_pop(L, 1);
        lua_getfield(L, -1, "name");
    } else {
        lua_pushvalue(L, -1);
    }
    if (lua_type(L, -1) != LUA_TSTRING)
        luaL_error(L, "delimiter '%s' is a name, or {name = …, handler = f}", mark);
}

static void read_delimiters(lua_State *L, rubric_program *program, int markdown) {
    int top = lua_gettop(L);
    rubric_delimiter *list =
        rubric_arena_allocate(program->arena, (DELIMITER_LIMIT + 1) * sizeof *list);
    if (!list)
        luaL_error(L, "not enough memory");
    if (push_table(L, markdown, "delimiters", "from mark to name")) {
        rubric_lua_push_sorted_keys(L, top + 1);
        // One more than there may be, so that the check below says it.
        for (size_t i = 0; i <= DELIMITER_LIMIT; i++) {
            if (lua_rawgeti(L, top + 2, (lua_Integer)i + 1) == LUA_TNIL)
                break;
            const char *mark = lua_tostring(L, -1);
            lua_pushvalue(L, -1);
            if (lua_rawget(L, top + 1) == LUA_TNIL)
                luaL_error(L, "'markdown.delimiters' is a table from mark to name, and no list");
            push_delimiter_name(L, mark);
            list[i].mark = keep(L, program->arena, mark);
            list[i].name = keep(L, program->arena, lua_tostring(L, -1));
            program->delimiter_count = i + 1;
            lua_settop(L, top + 2);
        }
    }
    program->delimiters = list;
    rubric_error error;
    if (rubric_delimiters_check(list, program->delimiter_count, &error) != RUBRIC_OK)
        luaL_error(L, "%s", error.message);
    lua_settop(L, top);
}

static void put_extension(lua_State *L, rubric_program *program, const char *name) {
    rubric_read_options options = {.size = sizeof options, .format = "markdown"};
    rubric_error error = {.status = RUBRIC_OK};
    if (rubric_read_option_set(&options, rubric_slice_of(name), rubric_slice_of("true"), &error) !=
        RUBRIC_OK)
        luaL_error(L, "'markdown.extensions': %s", error.message);
    if (!options.extensions.on)
        luaL_error(L, "'markdown.extensions': '%s' is no extension", name);
    program->extensions.on |= options.extensions.on;
}

static void read_extensions(lua_State *L, rubric_program *program, int markdown) {
    int top = lua_gettop(L);
    if (push_table(L, markdown, "extensions", "that lists names"))
        for (lua_Integer i = 1; lua_rawgeti(L, top + 1, i) != LUA_TNIL; lua_pop(L, 1), i++) {
            if (lua_type(L, -1) != LUA_TSTRING)
                luaL_error(L, "'markdown.extensions' is a list of names, not of a %s",
                           luaL_typename(L, -1));
            put_extension(L, program, lua_tostring(L, -1));
        }
    lua_settop(L, top);
}

static bool is_class(const char *name) {
    rubric_delimiter any = {"+", name};
    return rubric_delimiters_check(&any, 1, NULL) == RUBRIC_OK;
}

static void check_fences(lua_State *L, rubric_program *program, int markdown) {
    int top = lua_gettop(L);
    if (push_table(L, markdown, "fences", "from name to function")) {
        rubric_lua_push_sorted_keys(L, top + 1);
        for (lua_Integer i = 1; lua_rawgeti(L, top + 2, i) != LUA_TNIL; lua_pop(L, 1), i++) {
            const char *name = lua_tostring(L, -1);
            lua_getfield(L, top + 1, name);
            if (!lua_isfunction(L, -1))
                luaL_error(L, "fence '%s' is a function that gets what was read, not a %s", name,
                           luaL_typename(L, -1));
            if (!is_class(name))
                luaL_error(L, "fence '%s' needs a name of letters, digits, '-' and '_'", name);
            put_extension(L, program, "fenced_divs");
            lua_pop(L, 1);
        }
    }
    lua_settop(L, top);
}

/* ---- Handlers ------------------------------------------------------------------------ */

// Adds {selector, {leave = f}} to the list at `list`; f stands on top and is popped. What is inside
// comes first, so that a handler finds its content done, and may replace the node as a whole.
static void add_handler(lua_State *L, int list, const char *format, const char *name) {
    lua_createtable(L, 0, 1);
    lua_insert(L, -2);
    lua_setfield(L, -2, "leave");
    lua_createtable(L, 2, 0);
    lua_insert(L, -2);
    lua_rawseti(L, -2, 2);
    lua_pushfstring(L, format, name);
    lua_rawseti(L, -2, 1);
    lua_rawseti(L, list, (lua_Integer)lua_rawlen(L, list) + 1);
}

static void add_delimiters(lua_State *L, const rubric_program *program, int markdown, int list) {
    int top = lua_gettop(L);
    if (lua_getfield(L, markdown, "delimiters") == LUA_TTABLE)
        for (size_t i = 0; i < program->delimiter_count; i++) {
            const rubric_delimiter *delimiter = &program->delimiters[i];
            if (lua_getfield(L, top + 1, delimiter->mark) == LUA_TTABLE &&
                lua_getfield(L, -1, "handler") == LUA_TFUNCTION)
                add_handler(L, list, "span.%s", delimiter->name);
            lua_settop(L, top + 1);
        }
    lua_settop(L, top);
}

static void add_fences(lua_State *L, int markdown, int list) {
    int top = lua_gettop(L);
    if (lua_getfield(L, markdown, "fences") == LUA_TTABLE) {
        rubric_lua_push_sorted_keys(L, top + 1);
        for (lua_Integer i = 1; lua_rawgeti(L, top + 2, i) != LUA_TNIL; i++) {
            const char *name = lua_tostring(L, -1);
            lua_getfield(L, top + 1, name);
            lua_pushvalue(L, -1);
            add_handler(L, list, "div.%s", name);
            add_handler(L, list, "code_block[language=\"%s\"]", name);
            lua_settop(L, top + 2);
        }
    }
    lua_settop(L, top);
}

// Pushes the handlers of what is Markdown's in the plugin at `script`, as a walk takes them.
static void push_handlers(lua_State *L, const rubric_program *program, int script) {
    lua_newtable(L); // list
    int list = lua_gettop(L);
    if (lua_getfield(L, script, "markdown") == LUA_TTABLE) {
        add_delimiters(L, program, list + 1, list);
        add_fences(L, list + 1, list);
    }
    lua_settop(L, list);
}

void rubric_markdown_run(lua_State *L, const rubric_program *program, int script, int document,
                         int context) {
    rubric_document *read = rubric_lua_check_document(L, document);
    if (!program->has_markdown ||
        !rubric_slice_equal(rubric_document_format(read), rubric_slice_of("markdown")))
        return;
    int top = lua_gettop(L);
    lua_pushcfunction(L, rubric_lua_walk);
    lua_pushvalue(L, document);
    push_handlers(L, program, script);
    lua_pushvalue(L, context);
    if (lua_rawlen(L, -2) > 0)
        lua_call(L, 3, 0);
    lua_settop(L, top);
}

/* ---- Describing ---------------------------------------------------------------------- */

static void set_value(lua_State *L, const rubric_program *program, rubric_value *map,
                      const char *key, rubric_value value) {
    if (rubric_value_set(program->arena, map, rubric_slice_of(key), value) != RUBRIC_OK)
        luaL_error(L, "not enough memory");
}

// What `rubric help` shows of it: {delimiters = {mark → name}, fences = {name, …}}.
static void describe(lua_State *L, rubric_program *program, int markdown) {
    rubric_arena *arena = program->arena;
    rubric_value all = rubric_value_map(), delimiters = rubric_value_map();
    rubric_value fences = rubric_value_list();
    for (size_t i = 0; i < program->delimiter_count; i++)
        set_value(L, program, &delimiters, program->delimiters[i].mark,
                  rubric_value_string(rubric_slice_of(program->delimiters[i].name)));
    if (lua_getfield(L, markdown, "fences") == LUA_TTABLE) {
        rubric_lua_push_sorted_keys(L, lua_gettop(L));
        fences = rubric_lua_check_value(L, -1, arena);
    }
    set_value(L, program, &all, "delimiters", delimiters);
    set_value(L, program, &all, "fences", fences);
    set_value(L, program, &program->description, "markdown", all);
}

int rubric_markdown_inspect(lua_State *L) {
    rubric_program *program = lua_touserdata(L, 1);
    lua_settop(L, 2);
    if (lua_getfield(L, 2, "markdown") == LUA_TNIL)
        return 0;
    if (!lua_istable(L, 3))
        luaL_error(L,
                   "'markdown' is a table {delimiters = …, fences = …, extensions = …}, not a "
                   "%s",
                   luaL_typename(L, 3));
    program->has_markdown = true;
    check_keys(L, 3);
    read_delimiters(L, program, 3);
    check_fences(L, program, 3);
    read_extensions(L, program, 3);
    push_handlers(L, program, 2);
    rubric_lua_check_handlers(L, lua_gettop(L));
    describe(L, program, 3);
    return 0;
}

/* ---- Reading ------------------------------------------------------------------------- */

/** What is gathered for a reading, and from whom. */
struct gathering {
    rubric_engine *engine;
    rubric_delimiter delimiters[DELIMITER_LIMIT];
    const rubric_program *owners[DELIMITER_LIMIT]; // NULL: they were there before
    size_t count;
    rubric_program *programs[PROGRAM_LIMIT]; // those of the call, and those that they use
    size_t program_count;
    uint32_t extensions;
};

static rubric_slice name_of(const rubric_program *program) {
    return program ? program->chunk.name : rubric_slice_of("the options");
}

static rubric_status add_delimiter(struct gathering *all, const rubric_delimiter *delimiter,
                                   const rubric_program *owner, rubric_error *error) {
    for (size_t i = 0; i < all->count; i++) {
        const rubric_delimiter *other = &all->delimiters[i];
        if (!strcmp(other->mark, delimiter->mark) && !strcmp(other->name, delimiter->name))
            return RUBRIC_OK;
        if (other->mark[0] != delimiter->mark[0])
            continue;
        rubric_slice first = name_of(all->owners[i]), second = name_of(owner);
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT,
                                "delimiter '%s' of '%.*s' and '%s' of '%.*s' exclude each other",
                                other->mark, (int)first.size, first.bytes, delimiter->mark,
                                (int)second.size, second.bytes);
    }
    if (all->count == DELIMITER_LIMIT)
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT, "more than %d delimiters",
                                DELIMITER_LIMIT);
    all->owners[all->count] = owner;
    all->delimiters[all->count++] = *delimiter;
    return RUBRIC_OK;
}

static void add_program(struct gathering *all, rubric_program *program) {
    for (size_t i = 0; i < all->program_count; i++)
        if (all->programs[i] == program)
            return;
    if (all->program_count < PROGRAM_LIMIT)
        all->programs[all->program_count++] = program;
}

// Scripts that are not there are missed when they are applied.
static void add_used(struct gathering *all, const rubric_program *program) {
    const rubric_value *uses = rubric_value_find(&program->description, rubric_slice_of("uses"));
    for (uint32_t i = 0; uses && uses->type == RUBRIC_VALUE_LIST && i < uses->as.list.count; i++) {
        const rubric_value *name = &uses->as.list.items[i];
        char copy[200];
        if (name->type != RUBRIC_VALUE_STRING || name->as.string.size >= sizeof copy)
            continue;
        memcpy(copy, name->as.string.bytes, name->as.string.size);
        copy[name->as.string.size] = '\0';
        rubric_program *used;
        if (rubric_program_find(&used, all->engine, copy, NULL) == RUBRIC_OK)
            add_program(all, used);
    }
}

static rubric_status put_delimiters(rubric_read_options *options, const struct gathering *all,
                                    rubric_error *error) {
    rubric_arena *arena = all->engine->arena;
    rubric_delimiter *list = rubric_arena_allocate(arena, all->count * sizeof *list);
    for (size_t i = 0; list && i < all->count; i++) { // they outlive the programs
        list[i].mark = rubric_arena_string(arena, rubric_slice_of(all->delimiters[i].mark));
        list[i].name = rubric_arena_string(arena, rubric_slice_of(all->delimiters[i].name));
    }
    if (rubric_context_status(all->engine->context) != RUBRIC_OK)
        return rubric_context_error(all->engine->context, error);
    options->delimiters = list;
    options->delimiter_count = all->count;
    return RUBRIC_OK;
}

static rubric_status gather(rubric_read_options *options, struct gathering *all,
                            rubric_error *error) {
    rubric_status status = RUBRIC_OK;
    for (size_t i = 0; status == RUBRIC_OK && i < options->delimiter_count; i++)
        status = add_delimiter(all, &options->delimiters[i], NULL, error);
    for (size_t i = 0; status == RUBRIC_OK && i < all->program_count; i++) {
        const rubric_program *program = all->programs[i];
        add_used(all, program);
        all->extensions |= program->extensions.on;
        for (size_t k = 0; status == RUBRIC_OK && k < program->delimiter_count; k++)
            status = add_delimiter(all, &program->delimiters[k], program, error);
    }
    if (status != RUBRIC_OK)
        return status;
    options->extensions.on |= all->extensions & ~options->extensions.off;
    return all->count > options->delimiter_count ? put_delimiters(options, all, error) : RUBRIC_OK;
}

rubric_status rubric_engine_reading(rubric_read_options *options, rubric_engine *engine,
                                    rubric_program *const *programs, size_t count,
                                    rubric_error *error) {
    struct gathering all = {.engine = engine};
    if (rubric_is_missing(options, "options", error) ||
        (count && rubric_is_missing(programs, "programs", error)) ||
        !rubric_engine_enter(engine, error))
        return RUBRIC_ERROR_ARGUMENT;
    rubric_status status = RUBRIC_OK;
    for (size_t i = 0; status == RUBRIC_OK && i < count; i++) {
        if (rubric_is_missing(programs[i], "programs", error))
            status = RUBRIC_ERROR_ARGUMENT;
        else
            add_program(&all, programs[i]);
    }
    if (status == RUBRIC_OK)
        status = gather(options, &all, error);
    rubric_engine_leave(engine);
    return status;
}
