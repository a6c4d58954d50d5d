// SPDX-License-Identifier: MIT
// Splitting and merging nodes, comparing them, and going from a node to its section or footnote.
#include "binding.h"

// node:split(offset or child) -> node: the new one behind it, with all from there on
static int node_split(lua_State *L) {
    rubric_node node = rubric_lua_check_node(L, 1), twin;
    rubric_error error;
    rubric_status status;
    if (rubric_lua_is_node(L, 2)) {
        status = rubric_node_split(&twin, node, rubric_lua_check_node(L, 2), &error);
    } else {
        lua_Integer offset = luaL_checkinteger(L, 2);
        luaL_argcheck(L, offset >= 1, 2, "the first byte of what moves, from 1");
        rubric_buffer *text = rubric_lua_scratch(L);
        rubric_node_text(text, node);
        rubric_slice slice = rubric_buffer_slice(text);
        luaL_argcheck(L,
                      (size_t)offset > slice.size ||
                          rubric_utf8_floor(slice, (size_t)offset - 1) == (size_t)offset - 1,
                      2, "inside of a code point");
        rubric_lua_charge(L, 1 + slice.size);
        status = rubric_node_split_text(&twin, node, (size_t)offset - 1, &error);
    }
    if (status != RUBRIC_OK)
        return rubric_lua_raise(L, &error);
    rubric_lua_push_owner(L, 1);
    return rubric_lua_push_node(L, -1, twin);
}

// node:merge(other) -> node: what the other one holds stands at its end, and the other one goes
static int node_merge(lua_State *L) {
    rubric_node node = rubric_lua_check_node(L, 1), other = rubric_lua_check_node(L, 2);
    rubric_error error;
    if (rubric_node_merge(node, other, &error) != RUBRIC_OK)
        return rubric_lua_raise(L, &error);
    lua_settop(L, 1);
    return 1;
}

// node:equals(other) -> boolean
static int node_equals(lua_State *L) {
    rubric_node node = rubric_lua_check_node(L, 1), other = rubric_lua_check_node(L, 2);
    bool equal = rubric_node_equal(node, other);
    rubric_lua_charge(L, 1);
    lua_pushboolean(L, equal);
    return 1;
}

static rubric_node check_kind(lua_State *L, const char *method, rubric_kind kind) {
    rubric_node node = rubric_lua_check_node(L, 1);
    if (rubric_node_kind(node) != kind)
        luaL_error(L, "'%s' is a method of a %s, and this is a %s", method, rubric_kind_name(kind),
                   rubric_kind_name(rubric_node_kind(node)));
    return node;
}

// The nodes of a kind that have the label of a node, as a list on top; at most so many.
static void push_labelled(lua_State *L, rubric_node node, rubric_kind kind, lua_Integer most) {
    rubric_slice label = rubric_node_string(node, RUBRIC_FIELD_LABEL);
    lua_pushstring(L, rubric_kind_name(kind));
    const rubric_selector *selector = rubric_lua_push_selector(L, -1);
    rubric_selection found = rubric_selection_begin(selector, rubric_document_root(node.document));
    lua_newtable(L);
    rubric_lua_push_owner(L, 1); // list owner
    lua_Integer count = 0;
    while (count < most && rubric_selection_next(&found))
        if (rubric_slice_equal(rubric_node_string(found.node, RUBRIC_FIELD_LABEL), label)) {
            rubric_lua_push_node(L, -1, found.node);
            lua_rawseti(L, -3, ++count);
        }
    rubric_lua_charge(L, 1);
    lua_pop(L, 1);
}

// reference:footnote() -> the footnote that it refers to, or nil
static int node_footnote(lua_State *L) {
    rubric_node node = check_kind(L, "footnote", RUBRIC_KIND_FOOTNOTE_REFERENCE);
    push_labelled(L, node, RUBRIC_KIND_FOOTNOTE, 1);
    lua_rawgeti(L, -1, 1);
    return 1;
}

// footnote:references() -> iterator over the references to it, in document order
static int node_references(lua_State *L) {
    rubric_node node = check_kind(L, "references", RUBRIC_KIND_FOOTNOTE);
    push_labelled(L, node, RUBRIC_KIND_FOOTNOTE_REFERENCE, LUA_MAXINTEGER);
    return rubric_lua_push_list_iterator(L);
}

// The last node in document order that stands before a node and is not around it, or its parent.
static rubric_node node_before(rubric_node node) {
    rubric_node before = rubric_node_previous(node);
    if (!before.id)
        return rubric_node_parent(node);
    while (rubric_node_last(before).id)
        before = rubric_node_last(before);
    return before;
}

int rubric_lua_push_section_of(lua_State *L, rubric_node node) {
    rubric_node root = rubric_document_root(node.document);
    if (node.id == root.id || !rubric_node_is_in(node, root))
        return lua_pushnil(L), 1;
    rubric_node heading = rubric_node_block(node);
    while (heading.id && rubric_node_kind(heading) != RUBRIC_KIND_HEADING) {
        rubric_lua_charge(L, 1);
        heading = rubric_node_block(node_before(heading));
    }
    rubric_lua_push_owner(L, 1);
    return rubric_lua_push_section(L, -1, heading);
}

const luaL_Reg rubric_lua_node_parts[] = {{"equals", node_equals}, {"footnote", node_footnote},
                                          {"merge", node_merge},   {"references", node_references},
                                          {"split", node_split},   {NULL, NULL}};
