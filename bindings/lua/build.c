// SPDX-License-Identifier: MIT
// rubric.build: a constructor for every kind. A description is a plain table {kind = …, field =
// …, child, …} that nobody owns until it is inserted; inserting makes nodes of it.
#include "binding.h"

enum { NESTING = 100 };

// Where what is given is put, and how deep we are in it.
struct target {
    int document; // stack index of the Lua document
    rubric_node parent, before;
    int depth;
};

static void insert(lua_State *L, int index, struct target *target);

// What is given may be code, which may close the document or remove the place.
static void check_target(lua_State *L, const struct target *target) {
    rubric_lua_check_document(L, target->document);
    if (!rubric_node_exists(target->parent) ||
        (target->before.id && (!rubric_node_exists(target->before) ||
                               rubric_node_parent(target->before).id != target->parent.id)))
        luaL_error(L, "the place to insert at was removed meanwhile");
}

static void place(lua_State *L, struct target *target, rubric_node node) {
    rubric_error error;
    if (rubric_node_insert(node, target->parent, target->before, &error) != RUBRIC_OK)
        rubric_lua_raise(L, &error);
}

static rubric_node make(lua_State *L, const struct target *target, rubric_kind kind) {
    rubric_node node;
    rubric_error error;
    if (rubric_node_new(&node, target->parent.document, kind, &error) != RUBRIC_OK)
        rubric_lua_raise(L, &error);
    return node;
}

// A string in a block's place becomes a paragraph.
static void insert_string(lua_State *L, int index, struct target *target) {
    rubric_slice text = rubric_lua_check_slice(L, index);
    rubric_error error;
    if (rubric_utf8_valid(text) != text.size)
        luaL_error(L, "the string to insert is not valid UTF-8");
    rubric_kind parent = rubric_node_kind(target->parent);
    bool takes_text = rubric_kind_may_contain(parent, RUBRIC_KIND_TEXT);
    if (rubric_kind_content(parent) == RUBRIC_CONTENT_TEXT) { // code and math hold it themselves
        if (rubric_node_set_text(target->parent, text, &error) != RUBRIC_OK)
            rubric_lua_raise(L, &error);
        return;
    }
    rubric_node node = make(L, target, takes_text ? RUBRIC_KIND_TEXT : RUBRIC_KIND_PARAGRAPH);
    if (rubric_node_set_text(node, text, &error) != RUBRIC_OK)
        rubric_lua_raise(L, &error);
    place(L, target, node);
}

static void insert_node(lua_State *L, int index, struct target *target) {
    rubric_node node = rubric_lua_check_node(L, index);
    rubric_error error;
    if (node.document != target->parent.document &&
        rubric_node_copy(&node, target->parent.document, node, &error) != RUBRIC_OK)
        rubric_lua_raise(L, &error);
    place(L, target, node);
}

static void insert_document(lua_State *L, int index, struct target *target) {
    rubric_document *document = rubric_lua_check_document(L, index);
    rubric_node block = rubric_node_first(rubric_document_root(document)), copy;
    rubric_error error;
    if (document == target->parent.document)
        luaL_error(L, "a document cannot be inserted into itself; insert its clone()");
    for (; block.id; block = rubric_node_next(block)) {
        if (rubric_node_copy(&copy, target->parent.document, block, &error) != RUBRIC_OK)
            rubric_lua_raise(L, &error);
        place(L, target, copy);
    }
}

// Fields are set through the node's own `__newindex`, so that they are checked in one place.
static void set_fields(lua_State *L, int index, int node) {
    for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
        if (lua_type(L, -2) != LUA_TSTRING || !strcmp(lua_tostring(L, -2), "kind"))
            continue;
        lua_pushvalue(L, -2);
        lua_pushvalue(L, -2);
        if (!strcmp(lua_tostring(L, -2), "class")) { // of HTML: it sets the attribute
            lua_createtable(L, 0, 1);
            lua_insert(L, -2);
            lua_setfield(L, -2, "class");
            lua_setfield(L, node, "attributes");
            lua_pop(L, 1);
            continue;
        }
        lua_settable(L, node);
    }
}

static void insert_description(lua_State *L, int index, struct target *target) {
    lua_getfield(L, index, "kind");
    rubric_kind kind = rubric_kind_find(rubric_lua_check_slice(L, lua_gettop(L)));
    if (kind == RUBRIC_KIND_NONE)
        luaL_error(L, "'%s' is not a kind", lua_tostring(L, -1));
    lua_pop(L, 1);
    check_target(L, target);
    rubric_node node = make(L, target, kind);
    place(L, target, node);
    rubric_lua_push_node(L, target->document, node);
    set_fields(L, index, lua_gettop(L));
    lua_pop(L, 1);
    struct target inner = {target->document, node, {node.document, 0}, target->depth + 1};
    lua_Integer count = (lua_Integer)lua_rawlen(L, index);
    for (lua_Integer i = 1; i <= count; i++) {
        lua_rawgeti(L, index, i);
        insert(L, lua_gettop(L), &inner);
        lua_pop(L, 1);
    }
}

static void insert_list(lua_State *L, int index, struct target *target) {
    lua_Integer count = (lua_Integer)lua_rawlen(L, index);
    target->depth++;
    for (lua_Integer i = 1; i <= count; i++) {
        lua_rawgeti(L, index, i);
        insert(L, lua_gettop(L), target);
        lua_pop(L, 1);
    }
    target->depth--;
}

static void insert_iterated(lua_State *L, int index, struct target *target) {
    for (;;) {
        lua_pushvalue(L, index);
        lua_call(L, 0, 1);
        if (lua_isnil(L, -1))
            break;
        insert(L, lua_gettop(L), target);
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
}

static void insert(lua_State *L, int index, struct target *target) {
    if (target->depth > NESTING)
        luaL_error(L, "a description nested deeper than %d, or one that holds itself", NESTING);
    luaL_checkstack(L, 20, "description too deep");
    rubric_lua_charge(L, 8);
    check_target(L, target);
    if (rubric_lua_is_node(L, index))
        insert_node(L, index, target);
    else if (luaL_testudata(L, index, DOCUMENT_TYPE))
        insert_document(L, index, target);
    else if (lua_type(L, index) == LUA_TSTRING || lua_type(L, index) == LUA_TNUMBER)
        insert_string(L, index, target);
    else if (lua_isfunction(L, index))
        insert_iterated(L, index, target);
    else if (lua_istable(L, index) && lua_getfield(L, index, "kind") != LUA_TNIL)
        lua_pop(L, 1), insert_description(L, index, target);
    else if (lua_istable(L, index))
        lua_pop(L, 1), insert_list(L, index, target);
    else
        luaL_error(L, "cannot insert a %s; a string, description, node, list or document can be",
                   luaL_typename(L, index));
}

int rubric_lua_insert(lua_State *L, int arg, int document, rubric_node parent, rubric_node before) {
    struct target target = {lua_absindex(L, document), parent, before, 0};
    insert(L, lua_absindex(L, arg), &target);
    return 0;
}

// build.KIND(table or string) -> description
static int construct(lua_State *L) {
    lua_settop(L, 1);
    if (!lua_istable(L, 1)) {
        lua_createtable(L, 1, 1);
        if (!lua_isnil(L, 1)) {
            lua_pushvalue(L, 1);
            lua_rawseti(L, -2, 1);
        }
        lua_replace(L, 1);
    }
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_setfield(L, 1, "kind");
    return 1;
}

int rubric_lua_open_build(lua_State *L) {
    lua_createtable(L, 0, RUBRIC_KIND_COUNT);
    for (int kind = RUBRIC_KIND_HEADING; kind < RUBRIC_KIND_COUNT; kind++) {
        lua_pushstring(L, rubric_kind_name((rubric_kind)kind));
        lua_pushcclosure(L, construct, 1);
        lua_setfield(L, -2, rubric_kind_name((rubric_kind)kind));
    }
    return 1;
}
