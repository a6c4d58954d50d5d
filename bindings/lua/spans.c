// SPDX-License-Identifier: MIT
// What stands in a place: the spans of a layer, and the nodes.
#include "binding.h"

static bool is_in_place(const rubric_annotation *annotation, struct rubric_lua_place place) {
    rubric_node block;
    size_t begin, end;
    while (rubric_lua_place_next(&place, &block, &begin, &end))
        if (block.id == annotation->block.id)
            return annotation->begin < end + (begin == end) && annotation->begin >= begin;
    return false;
}

static int iterate_spans(lua_State *L) {
    rubric_lua_check_document(L, lua_upvalueindex(1));
    lua_Integer at = lua_tointeger(L, lua_upvalueindex(3)) + 1;
    lua_pushinteger(L, at);
    lua_replace(L, lua_upvalueindex(3));
    lua_rawgeti(L, lua_upvalueindex(2), at);
    return 1;
}

// Which spans of a layer: all fields that are given must hold.
struct filter {
    rubric_slice label, rule; // NULL: any
    bool has_score;
    double min_score;
};

static rubric_slice filter_string(lua_State *L, int arg, const char *name) {
    if (rubric_lua_push_option(L, arg, name) == LUA_TNIL)
        return rubric_slice_make(NULL, 0);
    return rubric_lua_string_option(L, arg, name, "");
}

// A label, or {label, rule, min_score}; its strings live as long as the argument stands there.
static struct filter check_filter(lua_State *L, int arg) {
    static const char *const names[] = {"label", "min_score", "rule", NULL};
    struct filter filter = {{NULL, 0}, {NULL, 0}, false, 0};
    if (lua_isnoneornil(L, arg))
        return filter;
    if (!lua_istable(L, arg)) {
        if (lua_type(L, arg) != LUA_TSTRING)
            luaL_typeerror(L, arg, "label or table");
        filter.label = rubric_lua_check_slice(L, arg);
        return filter;
    }
    rubric_lua_check_options(L, arg, names);
    filter.label = filter_string(L, arg, "label");
    filter.rule = filter_string(L, arg, "rule");
    filter.has_score = rubric_lua_push_option(L, arg, "min_score") != LUA_TNIL;
    if (filter.has_score)
        filter.min_score = rubric_lua_number_option(L, arg, "min_score");
    return filter;
}

static bool is_wanted(const rubric_annotation *annotation, const struct filter *filter) {
    return (!filter->label.bytes || rubric_slice_equal(annotation->label, filter->label)) &&
           (!filter->rule.bytes || rubric_slice_equal(annotation->rule, filter->rule)) &&
           (!filter->has_score ||
            (annotation->has_score && annotation->score >= filter->min_score));
}

// place:spans(layer[, filter]) -> iterator over the spans of a layer, in document order
static int place_spans(lua_State *L) {
    struct rubric_lua_place place = rubric_lua_check_place(L, 1);
    rubric_slice layer = rubric_lua_check_slice(L, 2);
    struct filter filter = check_filter(L, 3);
    bool is_whole = luaL_testudata(L, 1, DOCUMENT_TYPE) != NULL;
    int owner = rubric_lua_push_place_owner(L, 1);
    lua_pushvalue(L, owner);
    lua_newtable(L); // … document list
    rubric_annotation annotation;
    lua_Integer count = 0;
    for (size_t i = 0; rubric_layer_at(place.document, layer, i, &annotation); i++) {
        rubric_lua_charge(L, 1);
        if (!is_wanted(&annotation, &filter) || (!is_whole && !is_in_place(&annotation, place)))
            continue;
        rubric_lua_push_annotation(L, owner, &annotation);
        lua_rawseti(L, -2, ++count);
    }
    lua_pushinteger(L, 0);
    lua_pushcclosure(L, iterate_spans, 3);
    return 1;
}

static void put_id(rubric_buffer *ids, rubric_node node) {
    rubric_buffer_put(ids, (const char *)&node.id, sizeof node.id);
}

// Everything below a root.
static void gather_below(lua_State *L, rubric_buffer *ids, rubric_node root) {
    rubric_cursor cursor = rubric_cursor_begin(root);
    while (rubric_cursor_next(&cursor)) {
        if (cursor.entering && cursor.node.id != root.id)
            put_id(ids, cursor.node);
        rubric_lua_charge(L, 1);
    }
}

// The inlines of a block that have text in a stretch of it.
static void gather_inlines(lua_State *L, rubric_buffer *ids, rubric_node block, size_t begin,
                           size_t end) {
    rubric_cursor cursor = rubric_cursor_begin(block);
    while (rubric_cursor_next(&cursor)) {
        rubric_lua_charge(L, 1);
        if (!cursor.entering || cursor.node.id == block.id)
            continue;
        size_t at = rubric_node_text_offset(cursor.node);
        if (at < end && at + rubric_node_text_size(cursor.node) > begin)
            put_id(ids, cursor.node);
        else
            rubric_cursor_skip(&cursor);
    }
}

// place:nodes() -> iterator over the nodes in a place, in document order
static int place_nodes(lua_State *L) {
    struct rubric_lua_place place = rubric_lua_check_place(L, 1);
    int owner = rubric_lua_push_place_owner(L, 1);
    rubric_lua_join_runs(L, place.document);
    rubric_buffer *ids = rubric_lua_scratch(L);
    rubric_node block;
    size_t begin, end;
    if (luaL_testudata(L, 1, DOCUMENT_TYPE)) {
        gather_below(L, ids, rubric_document_root(place.document));
    } else if (rubric_lua_is_node(L, 1)) {
        gather_below(L, ids, rubric_lua_check_node(L, 1));
    } else {
        while (rubric_lua_place_next(&place, &block, &begin, &end)) {
            bool is_whole = begin == 0 && end == rubric_node_text_size(block);
            if (is_whole)
                put_id(ids, block);
            if (is_whole)
                gather_below(L, ids, block);
            else
                gather_inlines(L, ids, block, begin, end);
        }
    }
    return rubric_lua_push_id_iterator(L, owner, ids);
}

const luaL_Reg rubric_lua_place_contents[] = {
    {"nodes", place_nodes}, {"spans", place_spans}, {NULL, NULL}};
