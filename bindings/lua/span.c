// SPDX-License-Identifier: MIT
// A Lua span is a stretch of text: one that a layer holds (it is looked up by its id each time,
// so edits show), or a hit, word, sentence or range that nothing holds. Offsets are converted
// here and nowhere else: C `[begin, end)` from 0, Lua `first, last` from 1, inclusive.
//
// User value 1 is the document, 2 a table of what a hit carries besides (phrase, data, captures).
#include "binding.h"

// From now on edits of its blocks are noted.
static void follow(struct rubric_lua_span *span) {
    rubric_document *document = span->document;
    span->moment = rubric_document_follow(document, rubric_document_node(document, span->block));
    span->end_moment =
        span->end_block == span->block
            ? span->moment
            : rubric_document_follow(document, rubric_document_node(document, span->end_block));
    span->is_followed = true;
}

// Moves a span through the edits of its blocks; false when its text is gone.
static bool move(struct rubric_lua_span *span) {
    rubric_document *document = span->document;
    rubric_node block = rubric_document_node(document, span->block);
    rubric_node end_block = rubric_document_node(document, span->end_block);
    if (span->block == span->end_block)
        return rubric_document_moved(document, block, &span->moment, &span->begin, &span->end);
    uint32_t behind = UINT32_MAX / 2, before = span->end;
    if (!rubric_document_moved(document, block, &span->moment, &span->begin, &behind))
        return false;
    if (!rubric_document_moved(document, end_block, &span->end_moment, &before, &span->end))
        span->end = 0;
    return true;
}

// Whether the place of a span that no layer holds is still there; where it is then.
static bool find_place(struct rubric_lua_span *span) {
    if (span->block && !move(span))
        span->block = 0;
    return span->block && rubric_node_exists(rubric_document_node(span->document, span->block)) &&
           rubric_node_exists(rubric_document_node(span->document, span->end_block));
}

struct rubric_lua_span *rubric_lua_push_span(lua_State *L, int document,
                                             const struct rubric_lua_span *span) {
    document = lua_absindex(L, document);
    struct rubric_lua_span *box = lua_newuserdatauv(L, sizeof *box, 2);
    *box = *span;
    lua_pushvalue(L, document);
    lua_setiuservalue(L, -2, 1);
    luaL_setmetatable(L, SPAN_TYPE);
    if (!box->annotation && !box->is_followed)
        follow(box);
    return box;
}

int rubric_lua_push_annotation(lua_State *L, int document, const rubric_annotation *annotation) {
    struct rubric_lua_span span = {.document = rubric_lua_to_document(L, document),
                                   .block = annotation->block.id,
                                   .begin = annotation->begin,
                                   .end_block = annotation->end_block.id,
                                   .end = annotation->end,
                                   .annotation = annotation->id,
                                   .word_class = -1};
    rubric_lua_push_span(L, document, &span);
    return 1;
}

struct rubric_lua_span *rubric_lua_check_span(lua_State *L, int arg) {
    struct rubric_lua_span *span = luaL_checkudata(L, arg, SPAN_TYPE);
    lua_getiuservalue(L, arg, 1);
    bool is_open = rubric_lua_to_document(L, -1) != NULL;
    lua_pop(L, 1);
    luaL_argcheck(L, is_open, arg, "its document is closed");
    rubric_annotation annotation;
    if (!span->annotation) {
        bool is_there = find_place(span);
        luaL_argcheck(L, span->block, arg, "its text was removed");
        luaL_argcheck(L, is_there, arg, "its block was removed");
        return span;
    }
    luaL_argcheck(L, rubric_annotation_find(span->document, span->annotation, &annotation), arg,
                  "this span was removed");
    span->block = annotation.block.id;
    span->begin = annotation.begin;
    span->end_block = annotation.end_block.id;
    span->end = annotation.end;
    return span;
}

// The text of a span: of the plane itself where it stands there as it reads, else of the scratch
// buffer. It lives until the document changes or the buffer is used again.
static rubric_slice span_text(lua_State *L, const struct rubric_lua_span *span) {
    rubric_node block = rubric_document_node(span->document, span->block);
    rubric_slice plane = rubric_node_plane(block);
    size_t end = span->block == span->end_block && span->end < plane.size ? span->end : plane.size;
    size_t begin = span->begin < end ? span->begin : end;
    if (begin == end || !memchr(plane.bytes + begin, '\n', end - begin))
        return rubric_slice_make(plane.size ? plane.bytes + begin : "", end - begin);
    rubric_buffer *text = rubric_lua_scratch(L); // a soft line end reads as a blank
    rubric_node_text(text, block);
    return rubric_slice_make(text->bytes ? text->bytes + begin : "", end - begin);
}

static int push_shape(lua_State *L, struct rubric_lua_span *span) {
    rubric_slice word = span_text(L, span);
    struct rubric_lua *state = rubric_lua_state(L);
    state->text.size = 0;
    rubric_text_shape(&state->text, word);
    return rubric_lua_push_buffer(L, &state->text);
}

static int push_lower(lua_State *L, struct rubric_lua_span *span) {
    rubric_slice word = span_text(L, span);
    struct rubric_lua *state = rubric_lua_state(L);
    state->text.size = 0;
    rubric_text_case(&state->text, word, RUBRIC_CASE_LOWER, rubric_slice_make(NULL, 0));
    return rubric_lua_push_buffer(L, &state->text);
}

static int push_stem(lua_State *L, struct rubric_lua_span *span) {
    lua_getiuservalue(L, 1, 1);
    rubric_stemmer *stemmer = rubric_lua_stemmer(L, rubric_lua_language_code(L, -1));
    lua_pop(L, 1);
    rubric_slice word = span_text(L, span);
    struct rubric_lua *state = rubric_lua_state(L);
    state->text.size = 0;
    rubric_stemmer_stem(stemmer, &state->text, word);
    return rubric_lua_push_buffer(L, &state->text);
}

static bool is_stop_word(lua_State *L, struct rubric_lua_span *span) {
    lua_getiuservalue(L, 1, 1);
    const rubric_language *language = rubric_lua_language(L, -1);
    lua_pop(L, 1);
    return language && rubric_language_is_stop_word(language, span_text(L, span));
}

static bool push_word_field(lua_State *L, struct rubric_lua_span *span, const char *name) {
    if (!strcmp(name, "class")) {
        if (span->word_class < 0)
            lua_pushnil(L);
        else
            lua_pushstring(L, rubric_word_class_name((rubric_word_class)span->word_class));
        return true;
    }
    if (!strcmp(name, "lower"))
        return push_lower(L, span), true;
    if (!strcmp(name, "stem"))
        return push_stem(L, span), true;
    if (!strcmp(name, "shape"))
        return push_shape(L, span), true;
    if (!strcmp(name, "is_stopword"))
        return lua_pushboolean(L, is_stop_word(L, span)), true;
    return false;
}

static void push_optional(lua_State *L, rubric_slice slice) {
    if (slice.size)
        lua_pushlstring(L, slice.bytes, slice.size);
    else
        lua_pushnil(L);
}

// What a span of a layer says; nil for one that no layer holds.
static bool push_annotation_field(lua_State *L, const struct rubric_lua_span *span,
                                  const char *name) {
    static const char *const names[] = {"layer", "label", "rule", "score", "data", NULL};
    rubric_annotation annotation;
    int which = 0;
    while (names[which] && strcmp(names[which], name) != 0)
        which++;
    if (!names[which])
        return false;
    bool found =
        span->annotation && rubric_annotation_find(span->document, span->annotation, &annotation);
    if (!found)
        lua_pushnil(L);
    else if (which <= 2)
        push_optional(L, which == 0   ? annotation.layer
                         : which == 1 ? annotation.label
                                      : annotation.rule);
    else if (which == 3 && annotation.has_score)
        lua_pushnumber(L, annotation.score);
    else if (which == 4 && annotation.data)
        rubric_lua_push_value(L, annotation.data);
    else
        lua_pushnil(L);
    return true;
}

static const char *const names[] = {"first", "last", "block",    "layer",       "label", "score",
                                    "rule",  "data", "phrase",   "captures",    "class", "lower",
                                    "shape", "stem", "document", "is_stopword", NULL};

static bool push_place_field(lua_State *L, const struct rubric_lua_span *span, const char *name) {
    if (!strcmp(name, "first")) {
        lua_pushinteger(L, (lua_Integer)span->begin + 1);
    } else if (!strcmp(name, "last")) {
        lua_pushinteger(L, span->end);
    } else if (!strcmp(name, "block")) {
        lua_getiuservalue(L, 1, 1);
        rubric_lua_push_node(L, -1, rubric_document_node(span->document, span->block));
    } else if (!strcmp(name, "document")) {
        lua_getiuservalue(L, 1, 1);
    } else {
        return false;
    }
    return true;
}

static int span_index(lua_State *L) {
    if (rubric_lua_push_own_method(L))
        return 1;
    struct rubric_lua_span *span = rubric_lua_check_span(L, 1);
    if (lua_isinteger(L, 2)) { // a capture of a hit
        if (lua_getiuservalue(L, 1, 2) != LUA_TTABLE || lua_getfield(L, -1, "captures") == LUA_TNIL)
            return 1;
        lua_pushvalue(L, 2);
        lua_rawget(L, -2);
        return 1;
    }
    const char *name = luaL_checkstring(L, 2);
    if (push_place_field(L, span, name))
        return 1;
    if (lua_getiuservalue(L, 1, 2) == LUA_TTABLE && lua_getfield(L, -1, name) != LUA_TNIL)
        return 1;
    if (push_word_field(L, span, name) || push_annotation_field(L, span, name))
        return 1;
    if (!strcmp(name, "phrase") || !strcmp(name, "captures")) {
        lua_pushnil(L);
        return 1;
    }
    return rubric_lua_unknown_field(L, SPAN_TYPE, name, names);
}

static bool find_annotation(lua_State *L, rubric_annotation *out) {
    const struct rubric_lua_span *span = rubric_lua_check_span(L, 1);
    if (!span->annotation)
        return luaL_error(L, "no layer holds this span; document:annotate(…) puts it into one");
    return rubric_annotation_find(span->document, span->annotation, out);
}

// span:set{label = …, score = …, rule = …, data = …} -> span
static int span_set(lua_State *L) {
    static const char *const options[] = {"label", "score", "rule", "data", NULL};
    rubric_annotation annotation;
    rubric_error error;
    find_annotation(L, &annotation);
    luaL_checktype(L, 2, LUA_TTABLE);
    rubric_lua_check_options(L, 2, options);
    if (lua_getfield(L, 2, "label") != LUA_TNIL)
        annotation.label = rubric_lua_string_option(L, 2, "label", "");
    if (lua_getfield(L, 2, "rule") != LUA_TNIL)
        annotation.rule = rubric_lua_string_option(L, 2, "rule", "");
    if (lua_getfield(L, 2, "score") != LUA_TNIL) {
        annotation.has_score = true;
        annotation.score = rubric_lua_number_option(L, 2, "score");
    }
    rubric_value data;
    if (lua_getfield(L, 2, "data") != LUA_TNIL) {
        data = rubric_lua_check_value(L, -1, rubric_lua_arena(L));
        annotation.data = &data;
    }
    if (rubric_annotation_update(annotation.block.document, &annotation, &error) != RUBRIC_OK)
        return rubric_lua_raise(L, &error);
    lua_settop(L, 1);
    return 1;
}

// span:remove(): out of its layer
static int span_remove(lua_State *L) {
    rubric_annotation annotation;
    find_annotation(L, &annotation);
    rubric_annotation_remove(annotation.block.document, annotation.id);
    return 0;
}

// span:exists() -> boolean: false once it was removed, or its text
static int span_exists(lua_State *L) {
    struct rubric_lua_span *span = luaL_checkudata(L, 1, SPAN_TYPE);
    rubric_annotation annotation;
    lua_getiuservalue(L, 1, 1);
    rubric_document *document = rubric_lua_to_document(L, -1);
    bool exists = document && (span->annotation
                                   ? rubric_annotation_find(document, span->annotation, &annotation)
                                   : find_place(span));
    lua_pushboolean(L, exists);
    return 1;
}

// span:overlaps(other) -> boolean
static int span_overlaps(lua_State *L) {
    const struct rubric_lua_span *a = rubric_lua_check_span(L, 1), *b = rubric_lua_check_span(L, 2);
    lua_pushboolean(L, a->document == b->document && a->block == b->block && a->begin < b->end &&
                           b->begin < a->end);
    return 1;
}

// span:closest(selector) -> the block of the span or the first node around it that matches
static int span_closest(lua_State *L) {
    const struct rubric_lua_span *span = rubric_lua_check_span(L, 1);
    const rubric_selector *selector = rubric_lua_check_selector(L, 2);
    rubric_node block = rubric_document_node(span->document, span->block);
    rubric_node node = rubric_node_run_at(block, span->begin);
    if (!node.id)
        node = block;
    while (node.id && !rubric_selector_matches(selector, node))
        node = rubric_node_parent(node);
    lua_getiuservalue(L, 1, 1);
    return rubric_lua_push_node(L, -1, node);
}

static int span_equal(lua_State *L) {
    const struct rubric_lua_span *a = luaL_testudata(L, 1, SPAN_TYPE);
    const struct rubric_lua_span *b = luaL_testudata(L, 2, SPAN_TYPE);
    lua_pushboolean(L, a && b && a->document == b->document && a->annotation == b->annotation &&
                           a->block == b->block && a->begin == b->begin && a->end == b->end &&
                           a->end_block == b->end_block);
    return 1;
}

static const luaL_Reg methods[] = {{"closest", span_closest},   {"exists", span_exists},
                                   {"overlaps", span_overlaps}, {"remove", span_remove},
                                   {"set", span_set},           {NULL, NULL}};

static const luaL_Reg metamethods[] = {{"__eq", span_equal}, {"__index", span_index}, {NULL, NULL}};

void rubric_lua_open_span(lua_State *L) {
    rubric_lua_new_type(L, SPAN_TYPE, methods, metamethods);
}
