// SPDX-License-Identifier: MIT
// Which language a document is in, and what is known of it.
#include "binding.h"

enum { LOOKED_AT = 4096, SHORTEST_CODE = 2, LONGEST_CODE = 3 }; // bytes

const rubric_language *rubric_lua_language_named(lua_State *L, rubric_slice code) {
    struct rubric_lua *state = rubric_lua_state(L);
    return state->language ? state->language(state->user, code) : NULL;
}

// The primary subtag of a code of BCP 47 has two or three letters; "English" is no code.
static bool is_code(rubric_slice code) {
    size_t size = 0;
    for (; size < code.size && code.bytes[size] != '-' && code.bytes[size] != '_'; size++) {
        char letter = (char)(code.bytes[size] | 0x20);
        if (letter < 'a' || letter > 'z')
            return false;
    }
    return size >= SHORTEST_CODE && size <= LONGEST_CODE;
}

// The beginning of a document's text, in a buffer of the state.
static rubric_slice beginning(lua_State *L, rubric_document *document) {
    rubric_buffer *out = &rubric_lua_state(L)->text;
    rubric_cursor cursor = rubric_cursor_begin(rubric_document_root(document));
    out->size = 0;
    while (out->size < LOOKED_AT && rubric_cursor_next(&cursor)) {
        bool is_leaf = cursor.entering && rubric_kind_is_leaf(rubric_node_kind(cursor.node));
        if (!is_leaf || rubric_node_kind(cursor.node) == RUBRIC_KIND_CODE_BLOCK)
            continue;
        rubric_node_text(out, cursor.node);
        rubric_buffer_put_byte(out, '\n');
        rubric_cursor_skip(&cursor);
    }
    rubric_lua_charge(L, 1 + out->size);
    return rubric_buffer_slice(out);
}

rubric_slice rubric_lua_language_code(lua_State *L, int document) {
    rubric_document *owner = rubric_lua_to_document(L, document);
    document = lua_absindex(L, document);
    const rubric_value *lang =
        rubric_value_find(rubric_document_metadata(owner), rubric_slice_of("lang"));
    if (lang && lang->type == RUBRIC_VALUE_STRING && is_code(lang->as.string))
        return lang->as.string;
    if (lang && lang->type == RUBRIC_VALUE_CONTENT) {
        rubric_node root = rubric_content_root(owner, lang);
        if (root.id && rubric_content_is_plain(root) && is_code(rubric_node_plane(root)))
            return rubric_node_plane(root);
    }
    if (lua_getiuservalue(L, document, RUBRIC_LUA_GUESSED_LANGUAGE) != LUA_TLIGHTUSERDATA) {
        rubric_guess best = {.language = "en"};
        rubric_language_identify(&best, 1, beginning(L, owner), NULL, 0);
        lua_pushlightuserdata(L, (void *)best.language); // static
        lua_copy(L, -1, -2);
        lua_setiuservalue(L, document, RUBRIC_LUA_GUESSED_LANGUAGE);
    }
    const char *code = lua_touserdata(L, -1);
    lua_pop(L, 1);
    return rubric_slice_of(code);
}

const rubric_language *rubric_lua_language(lua_State *L, int document) {
    return rubric_lua_language_named(L, rubric_lua_language_code(L, document));
}

int rubric_lua_document_language(lua_State *L) {
    rubric_lua_check_document(L, 1);
    rubric_lua_sync_metadata(L, 1);
    rubric_slice code = rubric_lua_language_code(L, 1);
    lua_pushlstring(L, code.bytes, code.size);
    return 1;
}
