// SPDX-License-Identifier: MIT
// Changing stretches of text whatever markup stands in them: wrapping them in an inline, and
// putting text or inlines in their place.
#include "binding.h"

static rubric_node null_node(rubric_document *document) {
    rubric_node node = {document, 0};
    return node;
}

static void check(lua_State *L, rubric_status status, const rubric_error *error) {
    if (status != RUBRIC_OK)
        rubric_lua_raise(L, error);
}

// A paragraph that stands nowhere, with what is given at `arg` in it.
static rubric_node make_inlines(lua_State *L, int arg, int owner) {
    rubric_node holder;
    rubric_error error;
    rubric_document *document = rubric_lua_check_document(L, owner);
    check(L, rubric_node_new(&holder, document, RUBRIC_KIND_PARAGRAPH, &error), &error);
    rubric_lua_insert(L, arg, owner, holder, null_node(document));
    rubric_lua_check_document(L, owner); // what was inserted may have run code
    return holder;
}

static rubric_node make_wrapper(lua_State *L, int arg, int owner) {
    rubric_node holder = make_inlines(L, arg, owner), wrapper = rubric_node_first(holder);
    if (!wrapper.id || rubric_node_next(wrapper).id)
        luaL_argerror(L, arg, "one inline is needed to wrap text in");
    rubric_node_detach(wrapper);
    rubric_node_remove(holder);
    return wrapper;
}

// Wraps each block's part of a span; false with the message on top where a link meets a link.
static bool wrap_parts(lua_State *L, int span, int description, int owner, rubric_node *first) {
    struct rubric_lua_place place = rubric_lua_check_place(L, span);
    rubric_node block;
    size_t begin, end;
    rubric_error error;
    while (rubric_lua_place_next(&place, &block, &begin, &end)) {
        if (begin == end)
            continue;
        rubric_node wrapper = make_wrapper(L, description, owner);
        luaL_argcheck(L, rubric_node_exists(block), span, "its block was removed");
        rubric_lua_charge(L, 1 + rubric_node_text_size(block) / 16);
        rubric_status status = rubric_node_wrap_range(block, begin, end, wrapper, &error);
        if (status == RUBRIC_ERROR_LIMIT &&
            rubric_context_status(rubric_lua_state(L)->context) == RUBRIC_OK) {
            rubric_node_remove(wrapper);
            return lua_pushstring(L, error.message), false;
        }
        check(L, status, &error);
        if (!first->id)
            *first = wrapper;
    }
    return true;
}

// span:wrap(description) -> node | nil, message
static int span_wrap(lua_State *L) {
    rubric_lua_check_span(L, 1);
    luaL_checkany(L, 2);
    lua_settop(L, 2);
    rubric_lua_push_owner(L, 1);
    rubric_node first = null_node(rubric_lua_check_document(L, 3));
    if (!wrap_parts(L, 1, 2, 3, &first)) {
        lua_pushnil(L);
        lua_insert(L, -2);
        return 2;
    }
    rubric_lua_charge(L, 1); // at a limit no text can be read either
    luaL_argcheck(L, first.id != 0, 1, "it holds no text");
    return rubric_lua_push_node(L, 3, first);
}

// Inlines stand only where text does.
static void check_takes_inlines(lua_State *L, rubric_node block, size_t begin) {
    rubric_node run = rubric_node_run_at(block, begin);
    rubric_kind kind = rubric_node_kind(run.id ? run : block);
    for (; run.id && run.id != block.id; run = rubric_node_parent(run))
        if (rubric_node_kind(run) == RUBRIC_KIND_IMAGE ||
            rubric_node_kind(run) == RUBRIC_KIND_CITATION)
            kind = rubric_node_kind(run);
    if (kind == RUBRIC_KIND_CODE || kind == RUBRIC_KIND_MATH || kind == RUBRIC_KIND_CODE_BLOCK ||
        kind == RUBRIC_KIND_IMAGE || kind == RUBRIC_KIND_CITATION)
        luaL_error(L, "a %s takes only text in place of its text", rubric_kind_name(kind));
}

// Puts the inlines of a holder in the place of a stretch. Text of their size goes there first, so
// that spans of layers follow; one byte stands for inlines without text, and goes in the end.
static size_t replace_by_inlines(lua_State *L, rubric_node holder, rubric_node block, size_t begin,
                                 size_t end) {
    rubric_error error;
    rubric_node mark;
    check_takes_inlines(L, block, begin);
    lua_pushlstring(L, "", 0);
    rubric_slice text = rubric_node_plane(holder);
    size_t size = text.size;
    if (size)
        lua_pushlstring(L, text.bytes, size); // the plane moves while it grows
    text = size ? rubric_lua_check_slice(L, -1) : rubric_slice_make("-", 1);
    check(L, rubric_node_replace_range(block, begin, end, text, &error), &error);
    check(L, rubric_node_new(&mark, block.document, RUBRIC_KIND_SPAN, &error), &error);
    check(L, rubric_node_wrap_range(block, begin, begin + text.size, mark, &error), &error);
    for (rubric_node node; (node = rubric_node_first(holder)).id;)
        check(L, rubric_node_insert(node, rubric_node_parent(mark), mark, &error), &error);
    if (!size)
        check(L,
              rubric_node_replace_range(block, begin, begin + 1, rubric_slice_make("", 0), &error),
              &error);
    rubric_node_remove(mark);
    rubric_node_remove(holder);
    return size;
}

size_t rubric_lua_replace_stretch(lua_State *L, int arg, int owner, rubric_node block, size_t begin,
                                  size_t end) {
    arg = lua_absindex(L, arg);
    rubric_lua_charge(L, 1 + rubric_node_text_size(block) / 16);
    if (lua_type(L, arg) != LUA_TSTRING && lua_type(L, arg) != LUA_TNUMBER) {
        rubric_node holder = make_inlines(L, arg, owner);
        luaL_argcheck(L, rubric_node_exists(block), 1, "its block was removed");
        int top = lua_gettop(L);
        size_t size = replace_by_inlines(L, holder, block, begin, end);
        lua_settop(L, top);
        return size;
    }
    rubric_slice text = rubric_lua_check_slice(L, arg);
    rubric_error error;
    if (rubric_utf8_valid(text) != text.size)
        luaL_error(L, "the replacement is not valid UTF-8; text.scrub mends it");
    rubric_lua_charge(L, text.size);
    check(L, rubric_node_replace_range(block, begin, end, text, &error), &error);
    return text.size;
}

// span:replace(what) -> span: the stretch that is there now
static int span_replace(lua_State *L) {
    struct rubric_lua_span span = *rubric_lua_check_span(L, 1);
    luaL_checkany(L, 2);
    luaL_argcheck(L, span.block == span.end_block, 1,
                  "it reaches over several blocks; replace the part in each");
    lua_settop(L, 2);
    rubric_lua_push_owner(L, 1);
    rubric_node block = rubric_document_node(span.document, span.block);
    size_t size = rubric_node_text_size(block);
    rubric_lua_charge(L, 1); // at a limit no text can be read either
    luaL_argcheck(L, span.begin <= span.end && span.end <= size, 1, "its block has less text now");
    span.end =
        span.begin + (uint32_t)rubric_lua_replace_stretch(L, 2, 3, block, span.begin, span.end);
    span.annotation = 0;
    span.is_followed = false;
    span.word_class = -1;
    rubric_lua_push_span(L, 3, &span);
    return 1;
}

// place:METHOD(first, last, …) is place:range(first, last):METHOD(…)
static int forward(lua_State *L, lua_CFunction method) {
    lua_settop(L, 4);
    luaL_checkinteger(L, 2);
    luaL_checkinteger(L, 3);
    luaL_checkany(L, 4);
    rubric_lua_push_method(L, luaL_testudata(L, 1, DOCUMENT_TYPE) ? DOCUMENT_TYPE : NODE_TYPE,
                           "range");
    lua_pushvalue(L, 1);
    lua_pushvalue(L, 2);
    lua_pushvalue(L, 3);
    lua_call(L, 3, 1);
    lua_pushcfunction(L, method);
    lua_insert(L, -2);
    lua_pushvalue(L, 4);
    lua_call(L, 2, LUA_MULTRET);
    return lua_gettop(L) - 4;
}

// place:wrap_range(first, last, description) -> node | nil, message
static int range_wrap(lua_State *L) {
    return forward(L, span_wrap);
}

// place:replace_range(first, last, what) -> span
static int range_replace(lua_State *L) {
    return forward(L, span_replace);
}

const luaL_Reg rubric_lua_span_edits[] = {
    {"replace", span_replace}, {"wrap", span_wrap}, {NULL, NULL}};

const luaL_Reg rubric_lua_range_edits[] = {
    {"replace_range", range_replace}, {"wrap_range", range_wrap}, {NULL, NULL}};
