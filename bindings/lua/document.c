// SPDX-License-Identifier: MIT
// A Lua document is a box with a C document. A box that is emptied (by close(), __close, the
// collector, or the host when a script ends) says so; freeing twice is harmless.
//
// User value 1: its nodes, by id (weak: same node, same Lua value); 2: its metadata proxy.
#include "binding.h"

static rubric_document **push_box(lua_State *L, const char *mark) {
    rubric_document **box =
        lua_newuserdatauv(L, sizeof *box, RUBRIC_LUA_GUESSED_LANGUAGE); // document
    *box = NULL;
    luaL_setmetatable(L, DOCUMENT_TYPE);
    lua_newtable(L); // document nodes
    luaL_setmetatable(L, "rubric.weak");
    lua_setiuservalue(L, -2, 1);
    rubric_lua_add_meta(L, -1);
    lua_pushstring(L, mark); // "lent" boxes are emptied by the host, never freed here
    lua_setiuservalue(L, -2, 3);
    return box;
}

rubric_document **rubric_lua_push_document_box(lua_State *L) {
    return push_box(L, "own");
}

rubric_document **rubric_lua_push_document(lua_State *L, rubric_document *document) {
    rubric_document **box = push_box(L, "lent");
    *box = document;
    return box;
}

rubric_document *rubric_lua_check_document(lua_State *L, int arg) {
    rubric_document **box = luaL_checkudata(L, arg, DOCUMENT_TYPE);
    luaL_argcheck(L, *box != NULL, arg, "document is closed");
    return *box;
}

rubric_document *rubric_lua_to_document(lua_State *L, int index) {
    rubric_document **box = luaL_testudata(L, index, DOCUMENT_TYPE);
    return box ? *box : NULL;
}

// document:close()
static int document_close(lua_State *L) {
    rubric_document **box = luaL_checkudata(L, 1, DOCUMENT_TYPE);
    lua_getiuservalue(L, 1, 3);
    const char *mark = lua_tostring(L, -1);
    struct rubric_lua *state = rubric_lua_state(L);
    if (state->in_hand.document == *box)
        state->in_hand.id = 0;
    if (mark && !strcmp(mark, "own"))
        rubric_document_free(*box);
    *box = NULL;
    return 0;
}

// document:root() -> node
static int document_root(lua_State *L) {
    rubric_document *document = rubric_lua_check_document(L, 1);
    return rubric_lua_push_node(L, 1, rubric_document_root(document));
}

// The ids of nodes that a walk finds, gathered before any is pushed: iterators are snapshots.
static int iterate_ids(lua_State *L) {
    lua_Integer at = lua_tointeger(L, lua_upvalueindex(2));
    size_t size;
    const char *ids = lua_tolstring(L, lua_upvalueindex(3), &size);
    while ((size_t)at * sizeof(uint32_t) < size) {
        uint32_t id;
        memcpy(&id, ids + (size_t)at * sizeof id, sizeof id);
        lua_settop(L, 0);
        lua_pushvalue(L, lua_upvalueindex(1));
        rubric_document *document = rubric_lua_check_document(L, 1);
        rubric_node node = rubric_document_node(document, id);
        at++;
        if (!rubric_node_exists(node))
            continue; // removed since the walk began
        lua_pushinteger(L, at);
        lua_replace(L, lua_upvalueindex(2));
        lua_pushvalue(L, lua_upvalueindex(1));
        rubric_lua_push_node(L, lua_gettop(L), node);
        return 1;
    }
    return 0;
}

// Pushes an iterator over the ids in the scratch buffer; the owner stands at `document`.
int rubric_lua_push_id_iterator(lua_State *L, int document, const rubric_buffer *ids) {
    if (ids->failed)
        return luaL_error(L, "not enough memory");
    lua_pushvalue(L, document);
    lua_pushinteger(L, 0);
    lua_pushlstring(L, ids->bytes ? ids->bytes : "", ids->size);
    lua_pushcclosure(L, iterate_ids, 3);
    return 1;
}

static void put_id(rubric_buffer *ids, uint32_t id) {
    rubric_buffer_put(ids, (const char *)&id, sizeof id);
}

enum wanted { ALL_BLOCKS, TEXT_BLOCKS };

static int push_blocks(lua_State *L, enum wanted wanted) {
    rubric_document *document = rubric_lua_check_document(L, 1);
    rubric_buffer *ids = rubric_lua_scratch(L);
    rubric_cursor cursor = rubric_cursor_begin(rubric_document_root(document));
    while (rubric_cursor_next(&cursor)) {
        rubric_kind kind = rubric_node_kind(cursor.node);
        if (!cursor.entering || kind == RUBRIC_KIND_DOCUMENT)
            continue;
        bool is_leaf = rubric_kind_is_leaf(kind);
        if (wanted == ALL_BLOCKS || is_leaf)
            put_id(ids, cursor.node.id);
        if (is_leaf)
            rubric_cursor_skip(&cursor);
    }
    rubric_lua_charge(L, ids->size);
    return rubric_lua_push_id_iterator(L, 1, ids);
}

// document:blocks() -> iterator over every block in document order
static int document_blocks(lua_State *L) {
    return push_blocks(L, ALL_BLOCKS);
}

// document:text_blocks() -> iterator over the blocks that hold text
static int document_text_blocks(lua_State *L) {
    return push_blocks(L, TEXT_BLOCKS);
}

static int push_selected(lua_State *L, int document, rubric_node root,
                         const rubric_selector *selector) {
    rubric_lua_join_runs(L, root.document);
    rubric_buffer *ids = rubric_lua_scratch(L);
    rubric_selection selection = rubric_selection_begin(selector, root);
    while (rubric_selection_next(&selection))
        put_id(ids, selection.node.id);
    rubric_lua_charge(L, 1 + ids->size);
    return rubric_lua_push_id_iterator(L, document, ids);
}

static rubric_node root_of(lua_State *L, int arg) {
    if (rubric_lua_is_node(L, arg))
        return rubric_lua_check_node(L, arg);
    return rubric_document_root(rubric_lua_check_document(L, arg));
}

// place:select(selector) -> iterator over the nodes below that match, in document order
static int place_select(lua_State *L) {
    rubric_node root = root_of(L, 1);
    const rubric_selector *selector = rubric_lua_check_selector(L, 2);
    return push_selected(L, rubric_lua_push_place_owner(L, 1), root, selector);
}

// place:one(selector) -> the first node below that matches, or nil
static int place_one(lua_State *L) {
    rubric_node root = root_of(L, 1);
    const rubric_selector *selector = rubric_lua_check_selector(L, 2);
    int owner = rubric_lua_push_place_owner(L, 1);
    rubric_lua_join_runs(L, root.document);
    rubric_selection selection = rubric_selection_begin(selector, root);
    rubric_selection_next(&selection);
    rubric_lua_charge(L, 1); // a limit that was hit is no answer
    return rubric_lua_push_node(L, owner, selection.node);
}

// document:layers() -> list of the names of layers
static int document_layers(lua_State *L) {
    rubric_document *document = rubric_lua_check_document(L, 1);
    lua_newtable(L);
    rubric_slice name;
    lua_Integer count = 0;
    for (size_t i = 0; rubric_document_layer(document, i, &name); i++) {
        if (!rubric_layer_count(document, name))
            continue;
        lua_pushlstring(L, name.bytes, name.size);
        lua_rawseti(L, -2, ++count);
    }
    return 1;
}

// document:clear(layer)
static int document_clear(lua_State *L) {
    rubric_layer_clear(rubric_lua_check_document(L, 1), rubric_lua_check_slice(L, 2));
    return 0;
}

// document:clone() -> document
static int document_clone(lua_State *L) {
    rubric_document *document = rubric_lua_check_document(L, 1);
    rubric_lua_sync_metadata(L, 1);
    rubric_document **box = rubric_lua_push_document_box(L);
    rubric_error error;
    if (rubric_document_clone(box, document, &error) != RUBRIC_OK)
        return rubric_lua_raise(L, &error);
    return 1;
}

// document:report(level, message, {where, code}): a diagnostic, at a place when one is given
static int document_report(lua_State *L) {
    static const char *const levels[] = {"error", "warning", "note", NULL};
    static const char *const names[] = {"where", "code", NULL};
    rubric_document *document = rubric_lua_check_document(L, 1);
    rubric_diagnostic diagnostic = {(rubric_level)rubric_lua_check_choice(L, 2, "warning", levels),
                                    rubric_slice_of("script"),
                                    rubric_lua_check_slice(L, 3),
                                    {0, 0, false}};
    rubric_lua_check_options(L, 4, names);
    diagnostic.code = rubric_lua_string_option(L, 4, "code", "script");
    if (rubric_lua_push_option(L, 4, "where") != LUA_TNIL) {
        if (lua_type(L, -1) != LUA_TUSERDATA)
            return luaL_error(L, "option 'where' must be a place, not a %s", luaL_typename(L, -1));
        struct rubric_lua_place place = rubric_lua_check_place(L, lua_gettop(L));
        rubric_node block;
        size_t begin, end;
        if (rubric_lua_place_next(&place, &block, &begin, &end))
            diagnostic.range = rubric_node_source_range(block, begin, end);
    }
    if (rubric_document_report(document, &diagnostic) != RUBRIC_OK)
        return luaL_error(L, "not enough memory");
    return 0;
}

static int push_slice(lua_State *L, rubric_slice slice) {
    if (slice.size == 0)
        lua_pushnil(L);
    else
        lua_pushlstring(L, slice.bytes, slice.size);
    return 1;
}

static const char *const fields[] = {
    "meta",       "path",         "id",           "url",           "format",
    "head",       "source",       "media",        "meta.title",    "meta.author",
    "meta.date",  "meta.updated", "meta.lang",    "meta.site",     "meta.description",
    "meta.image", "meta.license", "meta.summary", "meta.keywords", "meta.tags",
    NULL};

static int document_index(lua_State *L) {
    const char *name = luaL_checkstring(L, 2);
    if (rubric_lua_push_own_method(L)) // close() may be called on a closed one
        return 1;
    rubric_document *document = rubric_lua_check_document(L, 1);
    if (!strcmp(name, "meta"))
        return lua_getiuservalue(L, 1, 2), 1;
    if (!strcmp(name, "path") || !strcmp(name, "id"))
        return push_slice(L, rubric_document_path(document));
    if (!strcmp(name, "url"))
        return push_slice(L, rubric_document_url(document));
    if (!strcmp(name, "format"))
        return push_slice(L, rubric_document_format(document));
    if (!strcmp(name, "source"))
        return push_slice(L, rubric_document_source(document));
    if (!strcmp(name, "media"))
        return rubric_lua_push_media(L, document);
    if (!strcmp(name, "head"))
        return rubric_lua_push_value(L, rubric_document_head(document));
    const rubric_value *known =
        rubric_value_find(rubric_document_metadata(document), rubric_slice_of(name));
    if (known)
        return luaL_error(L, "'%s' is not a field of document; did you mean 'meta.%s'?", name,
                          name);
    return rubric_lua_unknown_field(L, DOCUMENT_TYPE, name, fields);
}

// document.meta = table replaces all metadata; document.url = string
static int document_newindex(lua_State *L) {
    rubric_document *document = rubric_lua_check_document(L, 1);
    const char *name = luaL_checkstring(L, 2);
    if (!strcmp(name, "url")) {
        rubric_document_set_url(document, rubric_lua_check_slice(L, 3));
        return 0;
    }
    if (!strcmp(name, "meta")) {
        luaL_checktype(L, 3, LUA_TTABLE);
        rubric_value value = rubric_lua_check_value_of(L, 3, document);
        luaL_argcheck(L, value.type == RUBRIC_VALUE_MAP, 3, "metadata is a map");
        *rubric_document_metadata(document) = value;
        lua_getiuservalue(L, 1, 2); // the proxy forgets what it had pushed
        lua_newtable(L);
        lua_setiuservalue(L, -2, 2);
        return 0;
    }
    return rubric_lua_unknown_field(L, DOCUMENT_TYPE, name, fields);
}

static int document_tostring(lua_State *L) {
    rubric_document **box = luaL_checkudata(L, 1, DOCUMENT_TYPE);
    if (!*box)
        lua_pushliteral(L, "document (closed)");
    else if (rubric_document_path(*box).size) {
        lua_pushliteral(L, "document '");
        push_slice(L, rubric_document_path(*box));
        lua_pushliteral(L, "'");
        lua_concat(L, 3);
    } else
        lua_pushliteral(L, "document");
    return 1;
}

static const luaL_Reg methods[] = {{"blocks", document_blocks},
                                   {"clear", document_clear},
                                   {"clone", document_clone},
                                   {"language", rubric_lua_document_language},
                                   {"close", document_close},
                                   {"layers", document_layers},
                                   {"one", place_one},
                                   {"report", document_report},
                                   {"root", document_root},
                                   {"select", place_select},
                                   {"text_blocks", document_text_blocks},
                                   {"walk", rubric_lua_walk},
                                   {NULL, NULL}};

static const luaL_Reg metamethods[] = {
    {"__close", document_close},       {"__gc", document_close},
    {"__index", document_index},       {"__newindex", document_newindex},
    {"__tostring", document_tostring}, {NULL, NULL}};

static void add_methods(lua_State *L, const char *type, const luaL_Reg *more) {
    luaL_getmetatable(L, type);
    lua_getfield(L, -1, "methods");
    luaL_setfuncs(L, more, 0);
    lua_pop(L, 2);
}

void rubric_lua_open_document(lua_State *L) {
    static const luaL_Reg shared[] = {{"one", place_one}, {"select", place_select}, {NULL, NULL}};
    luaL_newmetatable(L, "rubric.weak");
    lua_pushliteral(L, "v");
    lua_setfield(L, -2, "__mode");
    lua_pop(L, 1);
    rubric_lua_new_type(L, DOCUMENT_TYPE, methods, metamethods);
    add_methods(L, DOCUMENT_TYPE, rubric_lua_place_methods);
    add_methods(L, DOCUMENT_TYPE, rubric_lua_place_contents);
    add_methods(L, DOCUMENT_TYPE, rubric_lua_search_methods);
    add_methods(L, DOCUMENT_TYPE, rubric_lua_place_origin);
    add_methods(L, DOCUMENT_TYPE, rubric_lua_document_origin);
    add_methods(L, DOCUMENT_TYPE, rubric_lua_document_annotations);
    add_methods(L, DOCUMENT_TYPE, rubric_lua_document_sections);
    add_methods(L, DOCUMENT_TYPE, rubric_lua_document_facts);
    add_methods(L, DOCUMENT_TYPE, rubric_lua_range_edits);
    rubric_lua_open_node(L);
    add_methods(L, NODE_TYPE, shared);
    add_methods(L, NODE_TYPE, rubric_lua_place_methods);
    add_methods(L, NODE_TYPE, rubric_lua_place_contents);
    add_methods(L, NODE_TYPE, rubric_lua_search_methods);
    add_methods(L, NODE_TYPE, rubric_lua_place_origin);
    add_methods(L, NODE_TYPE, rubric_lua_node_edits);
    add_methods(L, NODE_TYPE, rubric_lua_node_range);
    add_methods(L, NODE_TYPE, rubric_lua_node_parts);
    add_methods(L, NODE_TYPE, rubric_lua_table_methods);
    add_methods(L, NODE_TYPE, rubric_lua_range_edits);
    rubric_lua_open_span(L);
    add_methods(L, SPAN_TYPE, rubric_lua_span_edits);
    add_methods(L, SPAN_TYPE, rubric_lua_place_methods);
    add_methods(L, SPAN_TYPE, rubric_lua_place_contents);
    add_methods(L, SPAN_TYPE, rubric_lua_search_methods);
    add_methods(L, SPAN_TYPE, rubric_lua_place_origin);
    rubric_lua_open_section(L);
    add_methods(L, SECTION_TYPE, rubric_lua_place_methods);
    add_methods(L, SECTION_TYPE, rubric_lua_place_contents);
    add_methods(L, SECTION_TYPE, rubric_lua_search_methods);
    add_methods(L, SECTION_TYPE, rubric_lua_place_origin);
}
