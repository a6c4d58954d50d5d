// SPDX-License-Identifier: MIT
// rubric.build: a constructor for every kind. A description is a plain table {kind = …, field =
// …, child, …} that nobody owns until it is inserted; inserting makes nodes of it.
#include "binding.h"

enum { NESTING = 100 };

// Where what is given is put, and how deep we are in it.
struct target {
    int document; // stack index of the Lua document
    rubric_node parent, before;
    rubric_node home; // where all of it goes in the end
    int depth;
    uint32_t loose; // the paragraph that takes what is inline where blocks stand; 0: none yet
    bool is_mixed;  // it holds more than one string
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

static rubric_node make(lua_State *L, const struct target *target, rubric_kind kind) {
    rubric_node node;
    rubric_error error;
    if (rubric_node_new(&node, target->parent.document, kind, &error) != RUBRIC_OK)
        rubric_lua_raise(L, &error);
    return node;
}

static void put(lua_State *L, rubric_node node, rubric_node parent, rubric_node before) {
    rubric_error error;
    if (rubric_node_insert(node, parent, before, &error) != RUBRIC_OK)
        rubric_lua_raise(L, &error);
}

// Where text that was given as it is stands without the air of a paragraph.
static bool is_compact_in(rubric_kind kind) {
    return kind == RUBRIC_KIND_ITEM || kind == RUBRIC_KIND_CELL || kind == RUBRIC_KIND_DEFINITION ||
           kind == RUBRIC_KIND_CAPTION;
}

// The paragraph that inlines go into where only blocks may stand: one for all that follow each
// other, but a string begins one of its own when nothing but strings did.
static rubric_node loose_paragraph(lua_State *L, struct target *target, bool is_string) {
    rubric_node open = {target->parent.document, target->loose};
    if (open.id && rubric_node_exists(open) && (target->is_mixed || !is_string)) {
        target->is_mixed = true;
        return open;
    }
    open = make(L, target, RUBRIC_KIND_PARAGRAPH);
    if (is_compact_in(rubric_node_kind(target->parent)))
        rubric_node_set_integer(open, RUBRIC_FIELD_COMPACT, 1, NULL);
    put(L, open, target->parent, target->before);
    target->loose = open.id;
    target->is_mixed = !is_string;
    return open;
}

// What stands around everything in a list or a row.
static rubric_kind part_of(rubric_kind kind) {
    return kind == RUBRIC_KIND_LIST  ? RUBRIC_KIND_ITEM
           : kind == RUBRIC_KIND_ROW ? RUBRIC_KIND_CELL
                                     : RUBRIC_KIND_NONE;
}

// Whether a node may stand somewhere, perhaps in a paragraph of its own.
static bool finds_place(rubric_kind parent, rubric_kind kind) {
    return rubric_kind_may_contain(parent, kind) ||
           (rubric_kind_is_inline(kind) && rubric_kind_may_contain(parent, RUBRIC_KIND_PARAGRAPH));
}

static void place(lua_State *L, struct target *target, rubric_node node);

// Each thing that is put into a list or a row gets an item or a cell.
static bool place_in_part(lua_State *L, struct target *target, rubric_node node) {
    rubric_kind parent = rubric_node_kind(target->parent), part = part_of(parent);
    if (part == RUBRIC_KIND_NONE || rubric_kind_may_contain(parent, rubric_node_kind(node)) ||
        !finds_place(part, rubric_node_kind(node)))
        return false;
    struct target inner = *target;
    inner.parent = make(L, target, part);
    inner.before.id = inner.loose = 0;
    place(L, &inner, node);
    put(L, inner.parent, target->parent, target->before);
    return true;
}

// An inline in a block's place gets a paragraph.
static void place(lua_State *L, struct target *target, rubric_node node) {
    rubric_kind parent = rubric_node_kind(target->parent), kind = rubric_node_kind(node);
    bool is_loose = rubric_kind_is_inline(kind) && !rubric_kind_may_contain(parent, kind) &&
                    rubric_kind_may_contain(parent, RUBRIC_KIND_PARAGRAPH);
    if (place_in_part(L, target, node))
        return;
    if (!is_loose) {
        put(L, node, target->parent, target->before);
        target->loose = 0;
        return;
    }
    rubric_node nowhere = {node.document, 0};
    put(L, node, loose_paragraph(L, target, kind == RUBRIC_KIND_TEXT), nowhere);
}

static void insert_string(lua_State *L, int index, struct target *target) {
    rubric_slice text = rubric_lua_check_slice(L, index);
    rubric_error error;
    if (rubric_utf8_valid(text) != text.size)
        luaL_error(L, "the string to insert is not valid UTF-8");
    rubric_kind parent = rubric_node_kind(target->parent);
    bool holds_text = rubric_kind_content(parent) == RUBRIC_CONTENT_TEXT; // as code and math do
    rubric_node node = holds_text ? target->parent : make(L, target, RUBRIC_KIND_TEXT);
    if (!holds_text && part_of(parent) == RUBRIC_KIND_NONE &&
        !finds_place(parent, RUBRIC_KIND_TEXT))
        luaL_error(L, "a string cannot stand in a %s", rubric_kind_name(parent));
    if (rubric_node_set_text(node, text, &error) != RUBRIC_OK)
        rubric_lua_raise(L, &error);
    if (!holds_text)
        place(L, target, node);
}

static void insert_node(lua_State *L, int index, struct target *target) {
    rubric_node node = rubric_lua_check_node(L, index);
    rubric_error error;
    if (node.document == target->home.document && rubric_node_is_in(target->home, node))
        luaL_error(L, "a %s cannot stand in itself", rubric_kind_name(rubric_node_kind(node)));
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

// Fields are set through the node's own `__newindex`, so that they are checked in one place. The
// order of their names counts, not that of `pairs`, and what sets all attributes comes first.
static void set_fields(lua_State *L, int index, int node) {
    rubric_node target = rubric_lua_check_node(L, node);
    if (lua_getfield(L, index, "attributes") != LUA_TNIL) {
        luaL_argexpected(L, lua_istable(L, -1) || lua_isuserdata(L, -1), index, "table");
        lua_setfield(L, node, "attributes");
    } else {
        lua_pop(L, 1);
    }
    rubric_lua_push_sorted_keys(L, index); // names
    int names = lua_gettop(L);
    for (lua_Integer i = 1; lua_rawgeti(L, names, i) != LUA_TNIL; i++) {
        const char *name = lua_tostring(L, -1);
        lua_pushvalue(L, -1);
        if (lua_gettable(L, index) == LUA_TNIL) { // names name value: a child has no name
            lua_settop(L, names);
            continue;
        }
        if (!strcmp(name, "class")) // of HTML: it sets the attribute
            rubric_lua_set_attribute(L, target, rubric_slice_of("class"), lua_gettop(L));
        else if (strcmp(name, "kind") != 0 && strcmp(name, "attributes") != 0)
            lua_settable(L, node);
        lua_settop(L, names);
    }
    lua_settop(L, names - 1);
}

static int refuse_kind(lua_State *L, const char *name) {
    const char *names[RUBRIC_KIND_COUNT];
    int count = 0;
    for (int kind = RUBRIC_KIND_HEADING; kind < RUBRIC_KIND_COUNT; kind++)
        names[count++] = rubric_kind_name((rubric_kind)kind);
    names[count] = NULL;
    const char *best = rubric_lua_nearest(name, names);
    if (best)
        return luaL_error(L, "'%s' is not a kind; did you mean '%s'?", name, best);
    return luaL_error(L, "'%s' is not a kind", name);
}

// A node takes its place only when all is in it, so a mistake leaves nothing behind; but a kind
// that cannot stand there is told first.
static void check_nesting(lua_State *L, const struct target *target, rubric_kind kind) {
    rubric_kind parent = rubric_node_kind(target->parent);
    rubric_error error;
    rubric_kind part = part_of(parent);
    bool fits = finds_place(parent, kind) || (part != RUBRIC_KIND_NONE && finds_place(part, kind));
    if (!fits && rubric_node_insert(make(L, target, kind), target->parent, target->before,
                                    &error) != RUBRIC_OK)
        rubric_lua_raise(L, &error);
}

static void insert_description(lua_State *L, int index, struct target *target) {
    lua_getfield(L, index, "kind");
    rubric_kind kind = rubric_kind_find(rubric_lua_check_slice(L, lua_gettop(L)));
    if (kind <= RUBRIC_KIND_DOCUMENT)
        refuse_kind(L, lua_tostring(L, -1));
    lua_pop(L, 1);
    check_target(L, target);
    check_nesting(L, target, kind);
    rubric_node node = make(L, target, kind);
    if (kind == RUBRIC_KIND_LIST) // unless it says that it is not
        rubric_node_set_integer(node, RUBRIC_FIELD_TIGHT, 1, NULL);
    rubric_lua_push_node(L, target->document, node);
    set_fields(L, index, lua_gettop(L));
    lua_pop(L, 1);
    struct target inner = *target;
    inner.parent = node;
    inner.before.id = inner.loose = 0;
    inner.depth++;
    lua_Integer count = (lua_Integer)lua_rawlen(L, index);
    for (lua_Integer i = 1; i <= count; i++) {
        lua_rawgeti(L, index, i);
        insert(L, lua_gettop(L), &inner);
        lua_pop(L, 1);
    }
    check_target(L, target);
    place(L, target, node);
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
    struct target target = {lua_absindex(L, document), parent, before, parent, 0, 0, false};
    insert(L, lua_absindex(L, arg), &target);
    return 0;
}

// Replaces the table at index 1 by a copy: what was given stays as it is.
static void copy_table(lua_State *L) {
    lua_createtable(L, (int)lua_rawlen(L, 1), 1); // table copy
    for (lua_pushnil(L); lua_next(L, 1);) {       // table copy key value
        lua_pushvalue(L, -2);
        lua_insert(L, -2);
        lua_rawset(L, 2);
    }
    lua_replace(L, 1);
}

// build.KIND(table or what stands in it) -> description
static int construct(lua_State *L) {
    lua_settop(L, 1);
    bool is_fields = lua_istable(L, 1) && lua_getfield(L, 1, "kind") == LUA_TNIL;
    lua_settop(L, 1);
    if (is_fields) {
        copy_table(L);
    } else {
        lua_createtable(L, 1, 1);
        if (!lua_isnil(L, 1)) {
            lua_pushvalue(L, 1);
            lua_rawseti(L, -2, 1);
        }
        lua_replace(L, 1);
    }
    rubric_lua_arrange(L, rubric_kind_find(rubric_lua_check_slice(L, lua_upvalueindex(1))));
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
