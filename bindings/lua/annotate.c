// SPDX-License-Identifier: MIT
// Putting spans on layers: annotate, tag, range, and resolving overlaps.
#include "binding.h"

// The stretch from the first to the last block of a place; raises for one without text.
static rubric_annotation check_where(lua_State *L, int arg) {
    struct rubric_lua_place place = rubric_lua_check_place(L, arg);
    rubric_annotation annotation;
    memset(&annotation, 0, sizeof annotation);
    rubric_node block;
    size_t begin, end;
    while (rubric_lua_place_next(&place, &block, &begin, &end)) {
        if (!annotation.block.id) {
            annotation.block = block;
            annotation.begin = (uint32_t)begin;
        }
        annotation.end_block = block;
        annotation.end = (uint32_t)end;
    }
    if (!annotation.block.id)
        rubric_lua_charge(L, 1); // a limit that was hit holds none either
    luaL_argcheck(L, annotation.block.id != 0, arg, "it holds no text");
    return annotation;
}

static int add(lua_State *L, rubric_annotation *annotation) {
    rubric_document *document = rubric_lua_check_document(L, 1);
    rubric_error error;
    luaL_argcheck(L, annotation->block.document == document, 2, "a place of another document");
    if (rubric_document_annotate(&annotation->id, document, annotation, &error) != RUBRIC_OK)
        return rubric_lua_raise(L, &error);
    rubric_annotation_find(document, annotation->id, annotation);
    return rubric_lua_push_annotation(L, 1, annotation);
}

// document:annotate(where, layer, {label, score, rule, data}) -> span
static int document_annotate(lua_State *L) {
    static const char *const names[] = {"label", "score", "rule", "data", NULL};
    rubric_annotation annotation = check_where(L, 2);
    annotation.layer = rubric_lua_check_slice(L, 3);
    rubric_lua_check_options(L, 4, names);
    annotation.label = rubric_lua_string_option(L, 4, "label", "");
    annotation.rule = rubric_lua_string_option(L, 4, "rule", "");
    if (rubric_lua_push_option(L, 4, "score") != LUA_TNIL) {
        annotation.has_score = true;
        annotation.score = rubric_lua_number_option(L, 4, "score");
    }
    rubric_value data;
    if (rubric_lua_push_option(L, 4, "data") != LUA_TNIL) {
        data = rubric_lua_check_value(L, -1, rubric_lua_arena(L));
        annotation.data = &data;
    }
    return add(L, &annotation);
}

// Adds a label to the list `tags` of the metadata, once.
static int tag_document(lua_State *L) {
    rubric_document *document = rubric_lua_check_document(L, 1);
    rubric_slice label = rubric_lua_check_slice(L, 2);
    rubric_value *metadata = rubric_document_metadata(document);
    rubric_arena *arena = rubric_document_arena(document);
    rubric_lua_sync_metadata(L, 1);
    rubric_value *tags = rubric_value_find(metadata, rubric_slice_of("tags"));
    rubric_value flat;
    if (tags && rubric_document_flat_value(&flat, arena, document, tags) == RUBRIC_OK)
        tags = &flat; // words that another format had as content
    rubric_value list = tags && tags->type == RUBRIC_VALUE_LIST ? *tags : rubric_value_list();
    if (tags && tags->type == RUBRIC_VALUE_STRING)
        rubric_value_append(arena, &list, *tags);
    for (uint32_t i = 0; i < list.as.list.count; i++)
        if (list.as.list.items[i].type == RUBRIC_VALUE_STRING &&
            rubric_slice_equal(list.as.list.items[i].as.string, label))
            return 0;
    rubric_value_append(arena, &list, rubric_value_string(rubric_arena_copy(arena, label)));
    rubric_value_set(arena, metadata, rubric_slice_of("tags"), list);
    lua_getfield(L, 1, "meta"); // a table handed out before counts no more
    lua_getiuservalue(L, -1, 2);
    lua_pushnil(L);
    lua_setfield(L, -2, "tags");
    return 0;
}

// document:tag(where, label) -> span of layer "tag"; document:tag(label) tags the whole document
static int document_tag(lua_State *L) {
    if (lua_type(L, 2) == LUA_TSTRING)
        return tag_document(L);
    rubric_annotation annotation = check_where(L, 2);
    annotation.layer = rubric_slice_of("tag");
    annotation.label = rubric_lua_check_slice(L, 3);
    return add(L, &annotation);
}

// A range begins and ends between code points, so that what is put in its place leaves none cut.
static void check_ends(lua_State *L, rubric_slice text, lua_Integer first, lua_Integer last) {
    size_t begin = (size_t)first - 1, end = (size_t)last;
    luaL_argcheck(L, begin >= text.size || rubric_utf8_floor(text, begin) == begin, 2,
                  "inside of a code point");
    luaL_argcheck(L, end >= text.size || rubric_utf8_floor(text, end) == end, 3,
                  "inside of a code point");
}

// node:range(first, last) -> span: positions in the node's text
static int node_range(lua_State *L) {
    lua_Integer first = luaL_checkinteger(L, 2), last = luaL_checkinteger(L, 3);
    struct rubric_lua_place place = rubric_lua_check_place(L, 1);
    rubric_node block;
    size_t begin, end;
    luaL_argcheck(L, rubric_lua_place_next(&place, &block, &begin, &end), 1, "it holds no text");
    luaL_argcheck(L, first >= 1 && first <= (lua_Integer)(end - begin) + 1, 2, "out of range");
    luaL_argcheck(L, last >= first - 1 && last <= (lua_Integer)(end - begin), 3, "out of range");
    check_ends(L, rubric_slice_part(rubric_node_plane(block), begin, end), first, last);
    struct rubric_lua_span span = {.document = place.document,
                                   .block = block.id,
                                   .begin = (uint32_t)(begin + (size_t)first - 1),
                                   .end_block = block.id,
                                   .end = (uint32_t)(begin + (size_t)last),
                                   .word_class = -1};
    rubric_lua_push_owner(L, 1);
    rubric_lua_push_span(L, -1, &span);
    return 1;
}

// The block that an offset into the document's text falls into, and where in it.
static rubric_node find_block(rubric_slice offsets, rubric_document *document, size_t at,
                              uint32_t *within) {
    rubric_block_offset entry = {0, 0}, found = {0, 0};
    for (size_t i = 0; i + sizeof entry <= offsets.size; i += sizeof entry) {
        memcpy(&entry, offsets.bytes + i, sizeof entry);
        if (entry.offset > at)
            break;
        found = entry;
    }
    *within = (uint32_t)(at - found.offset);
    return rubric_document_node(document, found.block);
}

// document:range(first, last) -> span: positions in the document's text
static int document_range(lua_State *L) {
    rubric_document *document = rubric_lua_check_document(L, 1);
    lua_Integer first = luaL_checkinteger(L, 2), last = luaL_checkinteger(L, 3);
    struct rubric_lua *state = rubric_lua_state(L);
    rubric_buffer *offsets = rubric_lua_scratch(L);
    state->text.size = 0;
    rubric_document_text(&state->text, document, offsets);
    luaL_argcheck(L, first >= 1 && first <= (lua_Integer)state->text.size + 1, 2, "out of range");
    luaL_argcheck(L, last >= first - 1 && last <= (lua_Integer)state->text.size, 3, "out of range");
    luaL_argcheck(L, offsets->size > 0, 1, "it holds no text");
    check_ends(L, rubric_buffer_slice(&state->text), first, last);
    struct rubric_lua_span span = {.document = document, .word_class = -1};
    rubric_slice table = rubric_buffer_slice(offsets);
    rubric_node from = find_block(table, document, (size_t)first - 1, &span.begin);
    rubric_node until = find_block(table, document, (size_t)last - (last >= first), &span.end);
    span.block = from.id;
    span.end_block = until.id;
    span.end += last >= first;
    rubric_lua_push_span(L, 1, &span);
    return 1;
}

static bool overlaps(const rubric_annotation *a, const rubric_annotation *b) {
    return a->block.id == b->block.id && a->begin < b->end && b->begin < a->end;
}

static double score_of(const rubric_annotation *annotation) {
    return annotation->has_score ? annotation->score : 0;
}

// Whether `a` stays where it overlaps `b`, which comes later in document order.
static bool wins(const rubric_annotation *a, const rubric_annotation *b, bool by_score) {
    if (by_score && score_of(a) != score_of(b))
        return score_of(a) > score_of(b);
    return a->end - a->begin >= b->end - b->begin;
}

// document:resolve(layer, {policy = "longest" | "score"}): of overlapping spans one stays
static int document_resolve(lua_State *L) {
    static const char *const names[] = {"policy", NULL};
    static const char *const policies[] = {"longest", "score", NULL};
    rubric_document *document = rubric_lua_check_document(L, 1);
    rubric_slice layer = rubric_lua_check_slice(L, 2);
    rubric_lua_check_options(L, 3, names);
    bool by_score = rubric_lua_choice_option(L, 3, "policy", "longest", policies) == 1;
    rubric_annotation kept, next;
    bool has_kept = false;
    rubric_buffer *losers = rubric_lua_scratch(L);
    for (size_t i = 0; rubric_layer_at(document, layer, i, &next); i++) {
        rubric_lua_charge(L, 1);
        const rubric_annotation *loser = NULL;
        if (has_kept && overlaps(&kept, &next))
            loser = wins(&kept, &next, by_score) ? &next : &kept;
        if (loser)
            rubric_buffer_put(losers, (const char *)&loser->id, sizeof loser->id);
        if (loser != &next) {
            kept = next;
            has_kept = true;
        }
    }
    for (size_t i = 0; i + sizeof(uint32_t) <= losers->size; i += sizeof(uint32_t)) {
        uint32_t id;
        memcpy(&id, losers->bytes + i, sizeof id);
        rubric_annotation_remove(document, id);
    }
    return 0;
}

const luaL_Reg rubric_lua_document_annotations[] = {{"annotate", document_annotate},
                                                    {"range", document_range},
                                                    {"resolve", document_resolve},
                                                    {"tag", document_tag},
                                                    {NULL, NULL}};

const luaL_Reg rubric_lua_node_range[] = {{"range", node_range}, {NULL, NULL}};
