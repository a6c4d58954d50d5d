// SPDX-License-Identifier: MIT
// A Lua node is the C value {document, id}. Its user value 1 is the Lua document, so no document
// is freed while one of its nodes is reachable. Fields come from the table of kinds.
#include "binding.h"

int rubric_lua_push_node(lua_State *L, int document, rubric_node node) {
    if (node.id == 0) {
        lua_pushnil(L);
        return 1;
    }
    document = lua_absindex(L, document);
    lua_getiuservalue(L, document, 1);             // nodes
    if (lua_rawgeti(L, -1, node.id) == LUA_TNIL) { // nodes nil
        lua_pop(L, 1);
        rubric_node *box = lua_newuserdatauv(L, sizeof *box, 1); // nodes box
        *box = node;
        lua_pushvalue(L, document);
        lua_setiuservalue(L, -2, 1);
        luaL_setmetatable(L, NODE_TYPE);
        lua_pushvalue(L, -1);
        lua_rawseti(L, -3, node.id); // nodes[id] = box
    }
    lua_remove(L, -2);
    return 1;
}

bool rubric_lua_is_node(lua_State *L, int arg) {
    return luaL_testudata(L, arg, NODE_TYPE) != NULL;
}

void rubric_lua_push_owner(lua_State *L, int arg) {
    lua_getiuservalue(L, arg, 1);
}

rubric_node rubric_lua_check_node(lua_State *L, int arg) {
    rubric_node *box = luaL_checkudata(L, arg, NODE_TYPE);
    lua_getiuservalue(L, arg, 1);
    rubric_document *document = rubric_lua_to_document(L, -1);
    lua_pop(L, 1);
    luaL_argcheck(L, document != NULL, arg, "its document is closed");
    luaL_argcheck(L, rubric_node_exists(*box), arg, "this node was removed");
    return *box;
}

void rubric_lua_join_runs(lua_State *L, rubric_document *document) {
    const struct rubric_lua *state = rubric_lua_state(L);
    if (!state->in_hand.id || state->in_hand.document != document)
        rubric_document_join_runs(document);
}

static int push_related(lua_State *L, rubric_node node) {
    rubric_lua_push_owner(L, 1);
    return rubric_lua_push_node(L, -1, node);
}

// node:child(n) -> node or nil; negative counts from the end
static int node_child(lua_State *L) {
    rubric_node node = rubric_lua_check_node(L, 1);
    lua_Integer n = luaL_checkinteger(L, 2);
    rubric_node child = n < 0 ? rubric_node_last(node) : rubric_node_first(node);
    if (n == 0)
        child.id = 0;
    for (lua_Integer i = n < 0 ? n : -n; i < -1 && child.id; i++) {
        rubric_lua_charge(L, 1);
        child = n < 0 ? rubric_node_previous(child) : rubric_node_next(child);
    }
    return push_related(L, child);
}

static int iterate_list(lua_State *L) {
    lua_Integer at = lua_tointeger(L, lua_upvalueindex(2)) + 1;
    lua_pushinteger(L, at);
    lua_replace(L, lua_upvalueindex(2));
    lua_rawgeti(L, lua_upvalueindex(1), at);
    return 1;
}

int rubric_lua_push_list_iterator(lua_State *L) {
    lua_pushinteger(L, 0);
    lua_pushcclosure(L, iterate_list, 2);
    return 1;
}

// node:children() -> iterator
static int node_children(lua_State *L) {
    rubric_node node = rubric_lua_check_node(L, 1);
    lua_newtable(L);
    rubric_lua_push_owner(L, 1); // list owner
    lua_Integer count = 0;
    for (rubric_node child = rubric_node_first(node); child.id; child = rubric_node_next(child)) {
        rubric_lua_push_node(L, -1, child);
        lua_rawseti(L, -3, ++count);
    }
    rubric_lua_charge(L, (uint64_t)count + 1);
    lua_pop(L, 1);
    return rubric_lua_push_list_iterator(L);
}

// node:ancestors() -> iterator, the parent first
static int node_ancestors(lua_State *L) {
    rubric_node node = rubric_lua_check_node(L, 1);
    lua_newtable(L);
    rubric_lua_push_owner(L, 1);
    lua_Integer count = 0;
    for (node = rubric_node_parent(node); node.id; node = rubric_node_parent(node)) {
        rubric_lua_push_node(L, -1, node);
        lua_rawseti(L, -3, ++count);
    }
    lua_pop(L, 1);
    return rubric_lua_push_list_iterator(L);
}

// node:closest(selector) -> the node itself or the first one around it that matches, or nil
static int node_closest(lua_State *L) {
    rubric_node node = rubric_lua_check_node(L, 1);
    const rubric_selector *selector = rubric_lua_check_selector(L, 2);
    while (node.id && !rubric_selector_matches(selector, node))
        node = rubric_node_parent(node);
    rubric_lua_charge(L, 1);
    return push_related(L, node);
}

// node:matches(selector) -> boolean
static int node_matches(lua_State *L) {
    rubric_node node = rubric_lua_check_node(L, 1);
    lua_pushboolean(L, rubric_selector_matches(rubric_lua_check_selector(L, 2), node));
    return 1;
}

// node:has_class(name) -> boolean
static int node_has_class(lua_State *L) {
    lua_pushboolean(
        L, rubric_node_has_class(rubric_lua_check_node(L, 1), rubric_lua_check_slice(L, 2)));
    return 1;
}

static int push_string(lua_State *L, rubric_slice string) {
    lua_pushlstring(L, string.size ? string.bytes : "", string.size);
    return 1;
}

static int push_field(lua_State *L, rubric_node node, rubric_field field) {
    int64_t integer = rubric_node_integer(node, field);
    switch (rubric_field_type_of(field)) {
    case RUBRIC_FIELD_BOOLEAN:
        lua_pushboolean(L, integer != 0);
        break;
    case RUBRIC_FIELD_OPTIONAL_BOOLEAN:
        if (integer)
            lua_pushboolean(L, integer == 2);
        else
            lua_pushnil(L);
        break;
    case RUBRIC_FIELD_INTEGER:
        lua_pushinteger(L, integer);
        break;
    case RUBRIC_FIELD_CHOICE:
        lua_pushstring(L, rubric_field_choices(field)[integer]);
        break;
    case RUBRIC_FIELD_STRING:
        return push_string(L, rubric_node_string(node, field));
    case RUBRIC_FIELD_VALUE:
        if (!rubric_node_value(node, field))
            lua_pushnil(L);
        else {
            rubric_lua_push_owner(L, 1); // document
            rubric_lua_push_value_of(L, -1, rubric_node_value(node, field));
            lua_remove(L, -2);
        }
        break;
    }
    return 1;
}

static int push_classes(lua_State *L, rubric_node node) {
    rubric_slice classes = {NULL, 0};
    lua_newtable(L);
    rubric_node_attribute(node, rubric_slice_of("class"), &classes);
    lua_Integer count = 0;
    for (size_t begin = 0; begin < classes.size;) {
        size_t end = begin;
        while (end < classes.size && !strchr(" \t\n\f\r", classes.bytes[end]))
            end++;
        if (end > begin) {
            lua_pushlstring(L, classes.bytes + begin, end - begin);
            lua_rawseti(L, -2, ++count);
        }
        begin = end + 1;
    }
    return 1;
}

static int push_literal(lua_State *L, rubric_node node) {
    if (rubric_kind_content(rubric_node_kind(node)) == RUBRIC_CONTENT_TEXT)
        return push_string(L, rubric_node_plane(node));
    return push_string(L, rubric_node_string(node, RUBRIC_FIELD_LITERAL));
}

static const char *const names[] = {
    "kind",    "element",  "parent",    "next",    "previous",   "first", "last",
    "index",   "document", "id",        "classes", "literal",    "level", "url",
    "title",   "language", "format",    "start",   "attributes", "order", "checked",
    "ordered", "tight",    "alignment", "section", NULL};

// What every node has besides the fields of its kind; false for another name.
static bool push_common(lua_State *L, rubric_node node, const char *name) {
    rubric_slice value;
    if (!strcmp(name, "kind"))
        lua_pushstring(L, rubric_kind_name(rubric_node_kind(node)));
    else if (!strcmp(name, "element"))
        rubric_node_element(node).size ? (void)push_string(L, rubric_node_element(node))
                                       : lua_pushnil(L);
    else if (!strcmp(name, "parent"))
        push_related(L, rubric_node_parent(node));
    else if (!strcmp(name, "next"))
        push_related(L, rubric_node_next(node));
    else if (!strcmp(name, "previous"))
        push_related(L, rubric_node_previous(node));
    else if (!strcmp(name, "first"))
        push_related(L, rubric_node_first(node));
    else if (!strcmp(name, "last"))
        push_related(L, rubric_node_last(node));
    else if (!strcmp(name, "index"))
        lua_pushinteger(L, rubric_node_index(node));
    else if (!strcmp(name, "order"))
        lua_pushinteger(L, rubric_node_order(node));
    else if (!strcmp(name, "document"))
        rubric_lua_push_owner(L, 1);
    else if (!strcmp(name, "section"))
        rubric_lua_push_section_of(L, node);
    else if (!strcmp(name, "attributes"))
        rubric_lua_push_attributes(L, 1);
    else if (!strcmp(name, "classes"))
        push_classes(L, node);
    else if (!strcmp(name, "literal"))
        push_literal(L, node);
    else if (!strcmp(name, "id"))
        rubric_node_attribute(node, rubric_slice_of("id"), &value) ? (void)push_string(L, value)
                                                                   : lua_pushnil(L);
    else
        return false;
    return true;
}

static int node_index(lua_State *L) {
    const char *name = luaL_checkstring(L, 2);
    if (rubric_lua_push_own_method(L))
        return 1;
    rubric_node node = rubric_lua_check_node(L, 1);
    rubric_field field = rubric_field_find(rubric_slice_of(name));
    if (field != RUBRIC_FIELD_NONE && rubric_kind_has_field(rubric_node_kind(node), field) &&
        field != RUBRIC_FIELD_LITERAL)
        return push_field(L, node, field);
    if (push_common(L, node, name))
        return 1;
    if (field != RUBRIC_FIELD_NONE) { // another kind has it: this one has nothing there
        lua_pushnil(L);
        return 1;
    }
    return rubric_lua_unknown_field(L, NODE_TYPE, name, names);
}

static int node_newindex(lua_State *L) {
    rubric_node node = rubric_lua_check_node(L, 1);
    const char *name = luaL_checkstring(L, 2);
    rubric_error error;
    rubric_field field = rubric_field_find(rubric_slice_of(name));
    if (!strcmp(name, "literal") &&
        rubric_kind_content(rubric_node_kind(node)) == RUBRIC_CONTENT_TEXT) {
        if (rubric_node_set_text(node, rubric_lua_field_string(L, node, name), &error) != RUBRIC_OK)
            return rubric_lua_raise(L, &error);
    } else if (field != RUBRIC_FIELD_NONE) {
        if (rubric_lua_set_field(L, node, field, &error) != RUBRIC_OK)
            return rubric_lua_raise(L, &error);
    } else if (!strcmp(name, "id")) {
        rubric_lua_field_string(L, node, name);
        rubric_lua_set_attribute(L, node, rubric_slice_of("id"), 3);
    } else if (!strcmp(name, "classes")) {
        rubric_lua_set_classes(L, node);
    } else if (!strcmp(name, "attributes")) {
        rubric_lua_set_attributes(L, node, 3);
    } else if (!strcmp(name, "element")) {
        if (rubric_node_set_element(node, rubric_lua_field_string(L, node, name)) != RUBRIC_OK)
            return luaL_error(L, "not enough memory");
    } else if (rubric_lua_push_method(L, NODE_TYPE, name) || push_common(L, node, name)) {
        return luaL_error(L, "'%s' of a node cannot be set", name);
    } else {
        return rubric_lua_unknown_field(L, NODE_TYPE, name, names);
    }
    return 0;
}

static int node_tostring(lua_State *L) {
    rubric_node *box = luaL_checkudata(L, 1, NODE_TYPE);
    lua_getiuservalue(L, 1, 1);
    if (!rubric_lua_to_document(L, -1))
        lua_pushliteral(L, "node (its document is closed)");
    else
        lua_pushfstring(L, "%s%s", rubric_kind_name(rubric_node_kind(*box)),
                        rubric_node_exists(*box) ? "" : " (removed)");
    return 1;
}

static const luaL_Reg methods[] = {{"ancestors", node_ancestors},
                                   {"child", node_child},
                                   {"children", node_children},
                                   {"closest", node_closest},
                                   {"has_class", node_has_class},
                                   {"matches", node_matches},
                                   {NULL, NULL}};

static const luaL_Reg metamethods[] = {{"__index", node_index},
                                       {"__newindex", node_newindex},
                                       {"__tostring", node_tostring},
                                       {NULL, NULL}};

void rubric_lua_open_node(lua_State *L) {
    rubric_lua_new_type(L, NODE_TYPE, methods, metamethods);
}
