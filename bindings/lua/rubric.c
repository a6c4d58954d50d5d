// SPDX-License-Identifier: MIT
// The module `rubric`: reading and making documents, and the values that Lua lacks.
#include "binding.h"

static const char *option_string(lua_State *L, int arg, const char *name) {
    if (rubric_lua_push_option(L, arg, name) == LUA_TNIL)
        return NULL;
    rubric_slice value = rubric_lua_string_option(L, arg, name, "");
    if (memchr(value.bytes, '\0', value.size))
        luaL_error(L, "option '%s' holds a zero byte", name);
    return value.bytes; // stays on the stack, so it lives
}

// Delimiters {mark = name} of an option, in the order of the alphabet; they stay on the stack.
static void take_delimiters(lua_State *L, int arg, rubric_read_options *options) {
    enum { LIMIT = 16 };
    int type = rubric_lua_push_option(L, arg, "delimiters");
    if (type == LUA_TNIL)
        return;
    if (type != LUA_TTABLE)
        luaL_error(L, "option 'delimiters' must be a table {mark = name}, not a %s",
                   lua_typename(L, type));
    int table = lua_gettop(L);
    rubric_delimiter *list = lua_newuserdatauv(L, (LIMIT + 1) * sizeof *list, 0);
    rubric_lua_push_sorted_keys(L, table);
    // One more than there may be, so that the check says it.
    for (size_t i = 0; i <= LIMIT; i++) {
        if (lua_rawgeti(L, table + 2, (lua_Integer)i + 1) == LUA_TNIL)
            break;
        list[i].mark = lua_tostring(L, -1);
        lua_rawget(L, table);
        if (lua_type(L, -1) != LUA_TSTRING)
            luaL_error(L, "option 'delimiters' is {mark = name}, and '%s' has no name",
                       list[i].mark);
        list[i].name = lua_tostring(L, -1);
        lua_pop(L, 1);
        options->delimiter_count = i + 1;
    }
    options->delimiters = list;
    lua_settop(L, table + 2);
}

// rubric.read(bytes[, format[, {path, url, charset, …}]]) -> document | nil, message, position
static int read_document(lua_State *L) {
    static const char *const names[] = {"path", "url", "charset", "delimiters", NULL};
    rubric_slice bytes = rubric_lua_check_slice(L, 1);
    rubric_read_options options = {.size = sizeof options, .format = luaL_optstring(L, 2, NULL)};
    rubric_lua_format_options(L, 3, names, &options, NULL);
    options.path = option_string(L, 3, "path");
    options.url = option_string(L, 3, "url");
    options.charset = option_string(L, 3, "charset");
    take_delimiters(L, 3, &options);
    rubric_document **box = rubric_lua_push_document_box(L); // nothing can leak from here on
    rubric_error error = {.status = RUBRIC_OK};
    rubric_lua_charge(L, bytes.size);
    rubric_status status = rubric_document_read(box, rubric_lua_state(L)->context, bytes.bytes,
                                                bytes.size, &options, &error);
    if (status == RUBRIC_ERROR_ARGUMENT)
        return luaL_error(L, "option 'delimiters': %s", error.message);
    return status == RUBRIC_OK ? 1 : rubric_lua_fail(L, &error);
}

// rubric.new() -> an empty document
static int new_document(lua_State *L) {
    rubric_document **box = rubric_lua_push_document_box(L);
    rubric_error error;
    if (rubric_document_new(box, rubric_lua_state(L)->context, &error) != RUBRIC_OK)
        return rubric_lua_raise(L, &error);
    return 1;
}

// rubric.detect(bytes) -> the format they look like
static int detect(lua_State *L) {
    lua_pushstring(L, rubric_format_guess(rubric_lua_check_slice(L, 1))->name);
    return 1;
}

// rubric.formats() -> list of {name, reads, writes, extensions, read_options, write_options}
static int list_formats(lua_State *L) {
    const rubric_format *format;
    lua_newtable(L);
    for (size_t i = 0; (format = rubric_format_at(i)) != NULL; i++) {
        lua_createtable(L, 0, 6);
        lua_pushstring(L, format->name);
        lua_setfield(L, -2, "name");
        lua_pushboolean(L, format->reads);
        lua_setfield(L, -2, "reads");
        lua_pushboolean(L, format->writes);
        lua_setfield(L, -2, "writes");
        lua_newtable(L);
        for (lua_Integer e = 0; format->extensions[e]; e++) {
            lua_pushstring(L, format->extensions[e]);
            lua_rawseti(L, -2, e + 1);
        }
        lua_setfield(L, -2, "extensions");
        rubric_lua_push_format_options(L, format, true);
        lua_setfield(L, -2, "read_options");
        rubric_lua_push_format_options(L, format, false);
        lua_setfield(L, -2, "write_options");
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    return 1;
}

static const luaL_Reg functions[] = {{"detect", detect},
                                     {"formats", list_formats},
                                     {"new", new_document},
                                     {"read", read_document},
                                     {NULL, NULL}};

int rubric_lua_open_rubric(lua_State *L) {
    luaL_newlib(L, functions);
    lua_pushliteral(L, RUBRIC_VERSION);
    lua_setfield(L, -2, "version");
    lua_pushstring(L, rubric_lua_state(L)->is_trusted ? "trusted" : "restricted");
    lua_setfield(L, -2, "trust");
    lua_getfield(L, LUA_REGISTRYINDEX, "rubric.null");
    lua_setfield(L, -2, "null");
    lua_getfield(L, LUA_REGISTRYINDEX, "rubric.map()");
    lua_setfield(L, -2, "map");
    lua_getfield(L, LUA_REGISTRYINDEX, "rubric.list()");
    lua_setfield(L, -2, "list");
    return 1;
}
