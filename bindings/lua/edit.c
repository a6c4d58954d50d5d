// SPDX-License-Identifier: MIT
// Changing the tree from Lua: inserting, moving, wrapping, and setting text.
#include "binding.h"

static rubric_node null_node(rubric_document *document) {
    rubric_node node = {document, 0};
    return node;
}

// Makes a list of what is given, when it is more than one thing.
static void gather(lua_State *L) {
    int count = lua_gettop(L) - 1;
    if (count < 2)
        return;
    lua_createtable(L, count, 0);
    lua_insert(L, 2);
    for (int i = count; i > 0; i--)
        lua_rawseti(L, 2, i);
}

static int insert_at(lua_State *L, rubric_node parent, rubric_node before) {
    gather(L);
    rubric_lua_push_owner(L, 1);
    rubric_lua_insert(L, 2, lua_gettop(L), parent, before);
    lua_settop(L, 1);
    return 1;
}

// node:append(…) -> node: what is given becomes its last child
static int node_append(lua_State *L) {
    rubric_node node = rubric_lua_check_node(L, 1);
    return insert_at(L, node, null_node(node.document));
}

// node:prepend(…) -> node
static int node_prepend(lua_State *L) {
    rubric_node node = rubric_lua_check_node(L, 1);
    return insert_at(L, node, rubric_node_first(node));
}

static rubric_node check_parent(lua_State *L, rubric_node node) {
    rubric_node parent = rubric_node_parent(node);
    luaL_argcheck(L, parent.id != 0, 1, "it has no parent");
    return parent;
}

// node:insert_before(…) -> node
static int node_insert_before(lua_State *L) {
    rubric_node node = rubric_lua_check_node(L, 1);
    return insert_at(L, check_parent(L, node), node);
}

// node:insert_after(…) -> node
static int node_insert_after(lua_State *L) {
    rubric_node node = rubric_lua_check_node(L, 1);
    return insert_at(L, check_parent(L, node), rubric_node_next(node));
}

// node:replace(…): what is given stands in its place
static int node_replace(lua_State *L) {
    rubric_node node = rubric_lua_check_node(L, 1);
    bool is_itself = false;
    for (int i = 2; i <= lua_gettop(L); i++)
        is_itself = is_itself || lua_rawequal(L, 1, i);
    insert_at(L, check_parent(L, node), node);
    if (!is_itself)
        rubric_node_remove(rubric_lua_check_node(L, 1)); // what was inserted may have run code
    return 0;
}

// node:remove()
static int node_remove(lua_State *L) {
    rubric_node node = rubric_lua_check_node(L, 1);
    luaL_argcheck(L, rubric_node_kind(node) != RUBRIC_KIND_DOCUMENT, 1, "the root stays");
    rubric_node_remove(node);
    return 0;
}

// Removes the siblings that stand between one (0: the start) and another.
static void remove_between(lua_State *L, rubric_node parent, uint32_t left, rubric_node right) {
    for (;;) {
        rubric_node node = rubric_node_previous(right);
        if (!node.id || node.id == left || rubric_node_parent(node).id != parent.id)
            return;
        rubric_lua_charge(L, 1);
        rubric_node_remove(node);
    }
}

// node:wrap(description) -> node: the new one around it
static int node_wrap(lua_State *L) {
    rubric_node node = rubric_lua_check_node(L, 1);
    rubric_node parent = check_parent(L, node);
    rubric_lua_push_owner(L, 1);
    int owner = lua_gettop(L);
    uint32_t before = rubric_node_previous(node).id;
    rubric_lua_insert(L, 2, owner, parent, node);
    rubric_node wrapper = rubric_node_previous(rubric_lua_check_node(L, 1));
    luaL_argcheck(L, wrapper.id && wrapper.id != before, 2, "nothing to wrap it in");
    rubric_error error;
    if (rubric_node_insert(node, wrapper, null_node(node.document), &error) != RUBRIC_OK) {
        remove_between(L, parent, before, node); // a failure leaves nothing behind
        return rubric_lua_raise(L, &error);
    }
    return rubric_lua_push_node(L, owner, wrapper);
}

// node:unwrap(): its children stand in its place
static int node_unwrap(lua_State *L) {
    rubric_error error;
    if (rubric_node_unwrap(rubric_lua_check_node(L, 1), &error) != RUBRIC_OK)
        return rubric_lua_raise(L, &error);
    return 0;
}

// node:clone() -> node: a copy that stands nowhere yet
static int node_clone(lua_State *L) {
    rubric_node node = rubric_lua_check_node(L, 1), copy;
    rubric_error error;
    if (rubric_node_copy(&copy, node.document, node, &error) != RUBRIC_OK)
        return rubric_lua_raise(L, &error);
    rubric_lua_push_owner(L, 1);
    return rubric_lua_push_node(L, -1, copy);
}

// node:set_text(s) -> node
static int node_set_text(lua_State *L) {
    rubric_node node = rubric_lua_check_node(L, 1);
    rubric_error error;
    rubric_slice text = rubric_lua_check_slice(L, 2);
    luaL_argcheck(L, rubric_utf8_valid(text) == text.size, 2, "not valid UTF-8");
    rubric_lua_charge(L, text.size);
    if (rubric_node_set_text(node, text, &error) != RUBRIC_OK)
        return rubric_lua_raise(L, &error);
    lua_settop(L, 1);
    return 1;
}

// Calls the function at index 2 with the text of a run and sets what it returns.
static void map_run(lua_State *L, rubric_node run) {
    rubric_slice text = rubric_node_plane(run);
    rubric_error error;
    lua_pushvalue(L, 2);
    lua_pushlstring(L, text.size ? text.bytes : "", text.size);
    lua_call(L, 1, 1);
    if (!lua_isnil(L, -1)) {
        if (!lua_isstring(L, -1))
            luaL_error(L, "the function given to map_text returned a %s, not a string",
                       luaL_typename(L, -1));
        rubric_slice mapped = rubric_lua_check_slice(L, lua_gettop(L));
        if (rubric_utf8_valid(mapped) != mapped.size)
            luaL_error(L, "the function given to map_text returned bytes that are not UTF-8");
        rubric_lua_check_node(L, 1); // the call may have closed the document
        if (!rubric_node_exists(run)) {
            lua_pop(L, 1);
            return;
        }
        text = rubric_node_plane(run); // the call may have laid the block out anew
        if (!rubric_slice_equal(text, mapped) &&
            rubric_node_set_text(run, mapped, &error) != RUBRIC_OK)
            rubric_lua_raise(L, &error);
    }
    lua_pop(L, 1);
}

// node:map_text(f) -> node: f(text) for each run in it; returning nothing keeps the run
static int node_map_text(lua_State *L) {
    rubric_node node = rubric_lua_check_node(L, 1);
    luaL_checktype(L, 2, LUA_TFUNCTION);
    if (rubric_node_kind(node) != RUBRIC_KIND_TEXT) // a run stays itself
        rubric_lua_join_runs(L, node.document);
    rubric_buffer *ids = rubric_lua_scratch(L);
    rubric_cursor cursor = rubric_cursor_begin(node);
    while (rubric_cursor_next(&cursor))
        if (cursor.entering && rubric_node_kind(cursor.node) == RUBRIC_KIND_TEXT)
            rubric_buffer_put(ids, (const char *)&cursor.node.id, sizeof(uint32_t));
    if (ids->failed)
        return luaL_error(L, "not enough memory");
    lua_pushlstring(L, ids->bytes ? ids->bytes : "", ids->size); // the calls may use the buffer
    const char *list = lua_tostring(L, -1);
    size_t count = ids->size / sizeof(uint32_t);
    for (size_t i = 0; i < count; i++) {
        rubric_node run = null_node(node.document);
        memcpy(&run.id, list + i * sizeof run.id, sizeof run.id);
        rubric_lua_check_node(L, 1); // the document may have been closed by a call
        if (rubric_node_exists(run))
            map_run(L, run);
    }
    lua_settop(L, 1);
    return 1;
}

static rubric_slice classes_of(rubric_node node) {
    rubric_slice classes = {"", 0};
    rubric_node_attribute(node, rubric_slice_of("class"), &classes);
    return classes;
}

// node:add_class(name) -> node
static int node_add_class(lua_State *L) {
    rubric_node node = rubric_lua_check_node(L, 1);
    rubric_slice name = rubric_lua_check_slice(L, 2);
    if (!rubric_node_has_class(node, name)) {
        rubric_buffer *out = rubric_lua_scratch(L);
        rubric_buffer_put_slice(out, classes_of(node));
        if (out->size)
            rubric_buffer_put_byte(out, ' ');
        rubric_buffer_put_slice(out, name);
        if (rubric_node_set_attribute(node, rubric_slice_of("class"), rubric_buffer_slice(out)) !=
            RUBRIC_OK)
            return luaL_error(L, "not enough memory");
    }
    lua_settop(L, 1);
    return 1;
}

// node:remove_class(name) -> node
static int node_remove_class(lua_State *L) {
    rubric_node node = rubric_lua_check_node(L, 1);
    rubric_slice name = rubric_lua_check_slice(L, 2), classes = classes_of(node);
    rubric_buffer *out = rubric_lua_scratch(L);
    for (size_t begin = 0; begin < classes.size;) {
        size_t end = begin;
        while (end < classes.size && classes.bytes[end] != ' ')
            end++;
        rubric_slice class_name = rubric_slice_part(classes, begin, end);
        if (class_name.size && !rubric_slice_equal(class_name, name)) {
            if (out->size)
                rubric_buffer_put_byte(out, ' ');
            rubric_buffer_put_slice(out, class_name);
        }
        begin = end + 1;
    }
    if (out->size == 0)
        rubric_node_remove_attribute(node, rubric_slice_of("class"));
    else if (rubric_node_set_attribute(node, rubric_slice_of("class"), rubric_buffer_slice(out)) !=
             RUBRIC_OK)
        return luaL_error(L, "not enough memory");
    lua_settop(L, 1);
    return 1;
}

const luaL_Reg rubric_lua_node_edits[] = {{"add_class", node_add_class},
                                          {"append", node_append},
                                          {"clone", node_clone},
                                          {"insert_after", node_insert_after},
                                          {"insert_before", node_insert_before},
                                          {"map_text", node_map_text},
                                          {"prepend", node_prepend},
                                          {"remove", node_remove},
                                          {"remove_class", node_remove_class},
                                          {"replace", node_replace},
                                          {"set_text", node_set_text},
                                          {"unwrap", node_unwrap},
                                          {"wrap", node_wrap},
                                          {NULL, NULL}};
