// SPDX-License-Identifier: MIT
// What constructors of tables and definition lists take: nested lists, of which the descriptions of
// sections, rows, cells, terms and definitions are made. Nothing is inserted yet.
#include "binding.h"

// Pushes a description of a kind without anything in it.
static void push_description(lua_State *L, const char *kind) {
    lua_createtable(L, 1, 2);
    lua_pushstring(L, kind);
    lua_setfield(L, -2, "kind");
}

static bool is_described(lua_State *L, int index) {
    if (rubric_lua_is_node(L, index))
        return true;
    if (!lua_istable(L, index))
        return false;
    bool is = lua_getfield(L, index, "kind") != LUA_TNIL;
    lua_pop(L, 1);
    return is;
}

static bool is_kind(lua_State *L, int index, const char *kind) {
    if (!is_described(L, index))
        return false;
    lua_getfield(L, index, "kind");
    bool is = lua_type(L, -1) == LUA_TSTRING && !strcmp(lua_tostring(L, -1), kind);
    lua_pop(L, 1);
    return is;
}

static bool is_list(lua_State *L, int index) {
    return lua_istable(L, index) && !is_described(L, index);
}

// Appends the value on top to the table below it.
static void append(lua_State *L) {
    lua_rawseti(L, -2, (lua_Integer)lua_rawlen(L, -2) + 1);
}

// Pushes a cell with the value at an index in it, aligned as its column is.
static void push_cell(lua_State *L, int value, int alignment, lua_Integer column, bool is_head) {
    if (is_kind(L, value, "cell")) {
        lua_pushvalue(L, value);
        return;
    }
    push_description(L, "cell");
    lua_pushvalue(L, value);
    append(L);
    if (is_head) {
        lua_pushboolean(L, true);
        lua_setfield(L, -2, "header");
    }
    if (!lua_istable(L, alignment))
        return;
    if (lua_rawgeti(L, alignment, column) == LUA_TNIL)
        lua_pop(L, 1);
    else
        lua_setfield(L, -2, "alignment");
}

// Pushes a row of the cells in the list at an index.
static void push_row(lua_State *L, int list, int alignment, bool is_head) {
    list = lua_absindex(L, list);
    if (is_kind(L, list, "row")) {
        lua_pushvalue(L, list);
        return;
    }
    if (!is_list(L, list))
        luaL_error(L, "a row of a table is a list of cells, not a %s", luaL_typename(L, list));
    push_description(L, "row");
    for (lua_Integer i = 1; i <= (lua_Integer)lua_rawlen(L, list); i++) {
        lua_rawgeti(L, list, i);
        push_cell(L, lua_gettop(L), alignment, i, is_head);
        lua_remove(L, -2);
        append(L);
    }
}

static bool holds_rows(lua_State *L, int list) {
    lua_rawgeti(L, list, 1);
    bool is = is_list(L, lua_gettop(L)) || is_kind(L, lua_gettop(L), "row");
    lua_pop(L, 1);
    return is;
}

// Pushes a section of the field of the table: one row, or a list of them; nothing without it.
static bool push_section(lua_State *L, const char *part, int alignment) {
    if (lua_getfield(L, 1, part) == LUA_TNIL)
        return lua_pop(L, 1), false;
    int rows = lua_gettop(L);
    if (!is_list(L, rows))
        luaL_error(L, "'%s' of a table is a list of cells, or of such lists", part);
    push_description(L, "table_section");
    lua_pushstring(L, part);
    lua_setfield(L, -2, "part");
    bool is_one = !holds_rows(L, rows), is_head = !strcmp(part, "head");
    for (lua_Integer i = 1; i <= (is_one ? 1 : (lua_Integer)lua_rawlen(L, rows)); i++) {
        if (is_one)
            lua_pushvalue(L, rows);
        else
            lua_rawgeti(L, rows, i);
        push_row(L, lua_gettop(L), alignment, is_head);
        lua_remove(L, -2);
        append(L);
    }
    lua_remove(L, rows);
    lua_pushnil(L);
    lua_setfield(L, 1, part);
    return true;
}

// Sets the field `columns` by the list of alignments.
static void set_columns(lua_State *L, int alignment) {
    lua_newtable(L);
    for (lua_Integer i = 1; i <= (lua_Integer)lua_rawlen(L, alignment); i++) {
        if (lua_rawgeti(L, alignment, i) != LUA_TSTRING)
            luaL_error(L, "'alignment' of a table is a list of 'default', 'left', 'center' or "
                          "'right'");
        lua_createtable(L, 0, 1);
        lua_insert(L, -2);
        lua_setfield(L, -2, "alignment");
        lua_rawseti(L, -2, i);
    }
    lua_setfield(L, 1, "columns");
    lua_pushnil(L);
    lua_setfield(L, 1, "alignment");
}

// Moves caption and body into the list at `parts`.
static void arrange_body(lua_State *L, int parts, int alignment) {
    bool has_body = false;
    for (lua_Integer i = 1; i <= (lua_Integer)lua_rawlen(L, 1); i++) {
        lua_rawgeti(L, 1, i);
        int item = lua_gettop(L);
        if (is_described(L, item) && !is_kind(L, item, "row")) { // a section, or a caption
            lua_pushvalue(L, item);
            lua_rawseti(L, parts, (lua_Integer)lua_rawlen(L, parts) + 1);
            has_body = false;
        } else {
            if (!has_body) {
                push_description(L, "table_section");
                lua_rawseti(L, parts, (lua_Integer)lua_rawlen(L, parts) + 1);
            }
            has_body = true;
            lua_rawgeti(L, parts, (lua_Integer)lua_rawlen(L, parts));
            push_row(L, item, alignment, false);
            append(L);
        }
        lua_settop(L, item - 1);
    }
}

static void take_field(lua_State *L, const char *name, const char *kind, int parts) {
    if (lua_getfield(L, 1, name) != LUA_TNIL) {
        int value = lua_gettop(L);
        if (is_kind(L, value, kind)) {
            lua_pushvalue(L, value);
        } else {
            push_description(L, kind);
            lua_pushvalue(L, value);
            append(L);
        }
        lua_rawseti(L, parts, (lua_Integer)lua_rawlen(L, parts) + 1);
        lua_pushnil(L);
        lua_setfield(L, 1, name);
    }
    lua_settop(L, parts);
}

// The items of the table at index 1 are those of the list at `parts`.
static void take_parts(lua_State *L, int parts) {
    for (lua_Integer i = (lua_Integer)lua_rawlen(L, 1); i > 0; i--) {
        lua_pushnil(L);
        lua_rawseti(L, 1, i);
    }
    for (lua_Integer i = 1; i <= (lua_Integer)lua_rawlen(L, parts); i++) {
        lua_rawgeti(L, parts, i);
        lua_rawseti(L, 1, i);
    }
}

static void arrange_table(lua_State *L) {
    lua_getfield(L, 1, "alignment");
    int alignment = lua_gettop(L), parts = alignment + 1;
    if (!lua_isnil(L, alignment) && !lua_istable(L, alignment))
        luaL_error(L, "'alignment' of a table is a list, one for each column");
    lua_newtable(L);
    take_field(L, "caption", "caption", parts);
    if (push_section(L, "head", alignment))
        lua_rawseti(L, parts, (lua_Integer)lua_rawlen(L, parts) + 1);
    arrange_body(L, parts, alignment);
    if (push_section(L, "foot", alignment))
        lua_rawseti(L, parts, (lua_Integer)lua_rawlen(L, parts) + 1);
    if (lua_istable(L, alignment))
        set_columns(L, alignment);
    take_parts(L, parts);
}

// {term, definition, …} is a list as well: a term, and what is said of it.
static void arrange_definitions(lua_State *L) {
    lua_newtable(L);
    int parts = lua_gettop(L);
    for (lua_Integer i = 1; i <= (lua_Integer)lua_rawlen(L, 1); i++) {
        lua_rawgeti(L, 1, i);
        int item = lua_gettop(L);
        bool is_pair = is_list(L, item);
        for (lua_Integer part = 1; is_pair && part <= (lua_Integer)lua_rawlen(L, item); part++) {
            lua_rawgeti(L, item, part);
            const char *kind = part == 1 ? "term" : "definition";
            if (!is_kind(L, item + 1, kind)) {
                push_description(L, kind);
                lua_insert(L, -2);
                append(L);
            }
            lua_rawseti(L, parts, (lua_Integer)lua_rawlen(L, parts) + 1);
        }
        if (!is_pair)
            lua_rawseti(L, parts, (lua_Integer)lua_rawlen(L, parts) + 1);
        lua_settop(L, parts);
    }
    take_parts(L, parts);
}

// Strings, and what is no item, become items.
static void arrange_items(lua_State *L) {
    for (lua_Integer i = 1; i <= (lua_Integer)lua_rawlen(L, 1); i++) {
        lua_rawgeti(L, 1, i);
        if (lua_isfunction(L, -1) || is_kind(L, 2, "item")) {
            lua_settop(L, 1);
            continue;
        }
        push_description(L, "item");
        lua_insert(L, -2);
        append(L);
        lua_rawseti(L, 1, i);
    }
}

void rubric_lua_arrange(lua_State *L, rubric_kind kind) {
    lua_settop(L, 1);
    rubric_lua_charge(L, 1 + lua_rawlen(L, 1));
    if (kind == RUBRIC_KIND_TABLE) {
        arrange_table(L);
    } else if (kind == RUBRIC_KIND_DEFINITION_LIST) {
        arrange_definitions(L);
    } else if (kind == RUBRIC_KIND_LIST) {
        arrange_items(L);
    } else if (kind == RUBRIC_KIND_FIGURE) {
        lua_newtable(L);
        for (lua_Integer i = 1; i <= (lua_Integer)lua_rawlen(L, 1); i++) {
            lua_rawgeti(L, 1, i);
            lua_rawseti(L, 2, i);
        }
        take_field(L, "caption", "caption", 2);
        take_parts(L, 2);
    }
    lua_settop(L, 1);
}
