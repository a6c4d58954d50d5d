// SPDX-License-Identifier: MIT
// Where places stand in the source, which node stands at a place of it, and what was edited.
#include "binding.h"

static rubric_range source_range(lua_State *L, int arg) {
    if (rubric_lua_is_node(L, arg))
        return rubric_node_source(rubric_lua_check_node(L, arg));
    struct rubric_lua_place place = rubric_lua_check_place(L, arg);
    rubric_range range = {0, 0, false};
    rubric_node block;
    size_t begin, end;
    while (rubric_lua_place_next(&place, &block, &begin, &end)) {
        rubric_range piece = rubric_node_source_range(block, begin, end);
        if (!piece.known)
            continue;
        if (!range.known)
            range = piece;
        range.end = piece.end > range.end ? piece.end : range.end;
    }
    return range;
}

static void set_integer(lua_State *L, const char *name, size_t integer) {
    lua_pushinteger(L, (lua_Integer)integer);
    lua_setfield(L, -2, name);
}

// Adds line, column, first and last to the table on top.
static void set_place(lua_State *L, rubric_document *document, size_t begin, size_t end) {
    rubric_position position = rubric_document_position(document, begin);
    set_integer(L, "line", position.line);
    set_integer(L, "column", position.column);
    set_integer(L, "first", rubric_document_original(document, begin) + 1);
    set_integer(L, "last", rubric_document_original(document, end));
}

// place:position() -> {file, line, column, end_line, end_column, first, last} in the source, or nil
static int place_position(lua_State *L) {
    rubric_range range = source_range(L, 1);
    if (!range.known)
        return lua_pushnil(L), 1;
    rubric_document *document = rubric_lua_check_place(L, 1).document;
    lua_createtable(L, 0, 7);
    lua_pushlstring(L, rubric_document_path(document).bytes, rubric_document_path(document).size);
    lua_setfield(L, -2, "file");
    set_place(L, document, range.begin, range.end);
    // The last character, as `last` is the last byte.
    rubric_slice source = rubric_document_source(document);
    size_t last = range.end > range.begin ? rubric_utf8_floor(source, range.end - 1) : range.end;
    rubric_position end = rubric_document_position(document, last);
    set_integer(L, "end_line", end.line);
    set_integer(L, "end_column", end.column);
    return 1;
}

// place:source() -> string, or nil: the decoded text of the source that it was read from
static int place_source(lua_State *L) {
    rubric_range range = source_range(L, 1);
    if (luaL_testudata(L, 1, DOCUMENT_TYPE)) { // all of it, with front matter and white space
        range.begin = 0;
        range.end = rubric_document_source(rubric_lua_check_document(L, 1)).size;
        range.known = true;
    }
    if (!range.known)
        return lua_pushnil(L), 1;
    rubric_document *document = rubric_lua_check_place(L, 1).document;
    rubric_slice part = rubric_slice_part(rubric_document_source(document), range.begin, range.end);
    rubric_lua_charge(L, 1 + part.size / 64);
    lua_pushlstring(L, part.bytes ? part.bytes : "", part.size);
    return 1;
}

// document:node_at(line[, column]) -> node | nil: the innermost that was read from there
static int document_node_at(lua_State *L) {
    rubric_document *document = rubric_lua_check_document(L, 1);
    lua_Integer line = luaL_checkinteger(L, 2), column = luaL_optinteger(L, 3, 1);
    luaL_argcheck(L, line >= 1, 2, "lines count from 1");
    luaL_argcheck(L, column >= 1, 3, "columns count from 1");
    size_t offset;
    rubric_position position = {(uint32_t)(line > UINT32_MAX ? UINT32_MAX : line),
                                (uint32_t)(column > UINT32_MAX ? UINT32_MAX : column)};
    if (!rubric_document_offset(document, position, &offset))
        return lua_pushnil(L), 1;
    lua_pushvalue(L, 1);
    rubric_lua_push_node(L, -1, rubric_document_node_at(document, offset));
    return 1;
}

// Appends what was edited since the document was read; raises where nobody knows.
static const rubric_edit *find_edits(lua_State *L, rubric_buffer *out, size_t *count) {
    rubric_error error;
    rubric_lua_sync_metadata(L, 1);
    if (rubric_document_edits(out, rubric_lua_check_document(L, 1), &error) != RUBRIC_OK)
        rubric_lua_raise(L, &error);
    *count = out->size / sizeof(rubric_edit);
    return (const rubric_edit *)out->bytes;
}

// document:edits() -> list of {line, column, first, last, old, new}
static int document_edits(lua_State *L) {
    size_t count;
    const rubric_edit *edits = find_edits(L, rubric_lua_scratch(L), &count);
    rubric_document *document = rubric_lua_check_document(L, 1);
    rubric_slice source = rubric_document_source(document);
    lua_createtable(L, (int)count, 0);
    for (size_t i = 0; i < count; i++) {
        rubric_slice old = rubric_slice_part(source, edits[i].begin, edits[i].end);
        rubric_lua_charge(L, 1 + (old.size + edits[i].text.size) / 64);
        lua_createtable(L, 0, 6);
        set_place(L, document, edits[i].begin, edits[i].end);
        lua_pushlstring(L, old.bytes, old.size);
        lua_setfield(L, -2, "old");
        lua_pushlstring(L, edits[i].text.bytes, edits[i].text.size);
        lua_setfield(L, -2, "new");
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    return 1;
}

// document:diff() -> string: the edits as a unified diff, empty when there are none
static int document_diff(lua_State *L) {
    rubric_buffer *out = rubric_lua_scratch(L);
    rubric_error error;
    rubric_lua_sync_metadata(L, 1);
    if (rubric_document_diff(out, rubric_lua_check_document(L, 1), &error) != RUBRIC_OK)
        return rubric_lua_raise(L, &error);
    return rubric_lua_push_buffer(L, out);
}

const luaL_Reg rubric_lua_place_origin[] = {
    {"position", place_position}, {"source", place_source}, {NULL, NULL}};

const luaL_Reg rubric_lua_document_origin[] = {{"diff", document_diff},
                                               {"edits", document_edits},
                                               {"node_at", document_node_at},
                                               {NULL, NULL}};
