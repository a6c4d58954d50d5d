// SPDX-License-Identifier: MIT
// A section is a heading and what follows until the next one as high; the preamble has none.
// It is found in the tree each time, so edits show.
#include "binding.h"

struct section {
    rubric_document *document;
    uint32_t heading; // 0: the blocks before the first one
};

static struct section *push_section(lua_State *L, int document, uint32_t heading) {
    document = lua_absindex(L, document);
    struct section *section = lua_newuserdatauv(L, sizeof *section, 1);
    section->document = rubric_lua_to_document(L, document);
    section->heading = heading;
    lua_pushvalue(L, document);
    lua_setiuservalue(L, -2, 1);
    luaL_setmetatable(L, SECTION_TYPE);
    return section;
}

int rubric_lua_push_section(lua_State *L, int document, rubric_node heading) {
    push_section(L, document, heading.id);
    return 1;
}

static struct section *check_section(lua_State *L, int arg) {
    struct section *section = luaL_checkudata(L, arg, SECTION_TYPE);
    lua_getiuservalue(L, arg, 1);
    bool is_open = rubric_lua_to_document(L, -1) != NULL;
    lua_pop(L, 1);
    luaL_argcheck(L, is_open, arg, "its document is closed");
    luaL_argcheck(L,
                  !section->heading ||
                      rubric_node_exists(rubric_document_node(section->document, section->heading)),
                  arg, "its heading was removed");
    return section;
}

struct rubric_lua_place rubric_lua_section_place(lua_State *L, int arg) {
    const struct section *section = check_section(L, arg);
    struct rubric_lua_place place = {.document = section->document,
                                     .from =
                                         rubric_document_node(section->document, section->heading),
                                     .is_section = true};
    place.cursor = rubric_cursor_begin(rubric_document_root(section->document));
    return place;
}

static int64_t level_of(const struct section *section) {
    rubric_node heading = rubric_document_node(section->document, section->heading);
    return heading.id ? rubric_node_integer(heading, RUBRIC_FIELD_LEVEL) : 0;
}

static bool is_heading(rubric_node node) {
    return rubric_node_kind(node) == RUBRIC_KIND_HEADING;
}

// document:sections() -> iterator: the preamble, when it holds text, then one a heading
static int document_sections(lua_State *L) {
    rubric_document *document = rubric_lua_check_document(L, 1);
    lua_newtable(L);
    lua_Integer count = 0;
    bool seen_block = false;
    rubric_cursor cursor = rubric_cursor_begin(rubric_document_root(document));
    while (rubric_cursor_next(&cursor)) {
        if (!cursor.entering || !rubric_kind_is_leaf(rubric_node_kind(cursor.node)))
            continue;
        rubric_lua_charge(L, 1);
        bool is_preamble = !seen_block && !is_heading(cursor.node);
        seen_block = true;
        if (is_preamble || is_heading(cursor.node)) {
            push_section(L, 1, is_preamble ? 0 : cursor.node.id);
            lua_rawseti(L, -2, ++count);
        }
        rubric_cursor_skip(&cursor);
    }
    return rubric_lua_push_list_iterator(L);
}

// section:blocks() -> iterator over its leaf blocks, the heading and deeper sections with them
static int section_blocks(lua_State *L) {
    struct rubric_lua_place place = rubric_lua_section_place(L, 1);
    rubric_node block;
    size_t begin, end;
    lua_newtable(L);
    rubric_lua_push_owner(L, 1);
    lua_Integer count = 0;
    while (rubric_lua_place_next(&place, &block, &begin, &end)) {
        rubric_lua_push_node(L, -1, block);
        lua_rawseti(L, -3, ++count);
    }
    lua_pop(L, 1);
    return rubric_lua_push_list_iterator(L);
}

// The heading that the section of another one stands in; null at the top.
static rubric_node parent_heading(const struct section *section) {
    rubric_node found = {section->document, 0};
    rubric_cursor cursor = rubric_cursor_begin(rubric_document_root(section->document));
    int64_t level = level_of(section);
    rubric_node open[7] = {{NULL, 0}};
    while (section->heading && rubric_cursor_next(&cursor)) {
        if (!cursor.entering || !is_heading(cursor.node))
            continue;
        if (cursor.node.id == section->heading)
            break;
        int64_t at = rubric_node_integer(cursor.node, RUBRIC_FIELD_LEVEL);
        at = at < 1 ? 1 : at > 6 ? 6 : at;
        open[at] = cursor.node;
        for (int64_t deeper = at + 1; deeper <= 6; deeper++)
            open[deeper].id = 0;
    }
    for (int64_t above = 1; above < level && above <= 6; above++)
        if (open[above].id)
            found = open[above];
    return found;
}

// section:parent() -> section or nil
static int section_parent(lua_State *L) {
    rubric_node heading = parent_heading(check_section(L, 1));
    if (!heading.id)
        return 0;
    rubric_lua_push_owner(L, 1);
    push_section(L, -1, heading.id);
    return 1;
}

// section:path() -> list of the texts of the headings down to its own
static int section_path(lua_State *L) {
    struct section section = *check_section(L, 1);
    uint32_t headings[8];
    int count = 0;
    while (section.heading && count < 8) {
        headings[count++] = section.heading;
        section.heading = parent_heading(&section).id;
    }
    lua_createtable(L, count, 0);
    for (lua_Integer i = 1; count > 0; i++) {
        rubric_buffer *out = rubric_lua_scratch(L);
        rubric_node_text(out, rubric_document_node(section.document, headings[--count]));
        rubric_lua_push_buffer(L, out);
        lua_rawseti(L, -2, i);
    }
    return 1;
}

// The end of the own part of a section: deeper sections have chunks of their own.
static bool is_own(const struct section *section, rubric_node block) {
    return !is_heading(block) || block.id == section->heading;
}

static size_t count_words(lua_State *L, rubric_node block) {
    rubric_buffer *text = rubric_lua_scratch(L);
    rubric_node_text(text, block);
    rubric_lua_charge(L, 1 + text->size);
    rubric_token token;
    size_t count = 0;
    for (size_t at = 0; rubric_token_next(&token, rubric_buffer_slice(text), at); at = token.end)
        count += token.class_ == RUBRIC_WORD_WORD || token.class_ == RUBRIC_WORD_NUMBER;
    return count;
}

static void push_chunk(lua_State *L, lua_Integer *count, const struct rubric_lua_span *span) {
    if (!span->block)
        return;
    rubric_lua_push_span(L, -1, span);
    lua_rawseti(L, -3, ++*count);
}

// section:chunks{words = 500} -> iterator over spans of whole blocks, of at most so many words
// where blocks allow it; deeper sections have chunks of their own
static int section_chunks(lua_State *L) {
    static const char *const names[] = {"words", NULL};
    const struct section *section = check_section(L, 1);
    rubric_lua_check_options(L, 2, names);
    lua_Integer limit = rubric_lua_integer_option(L, 2, "words", 500, INT32_MAX);
    luaL_argcheck(L, limit > 0, 2, "option 'words' is at least 1");
    struct rubric_lua_place place = rubric_lua_section_place(L, 1);
    struct rubric_lua_span chunk = {.document = section->document, .word_class = -1};
    rubric_node block;
    size_t begin, end, words = 0;
    lua_Integer count = 0;
    lua_newtable(L);
    rubric_lua_push_owner(L, 1); // list owner
    while (rubric_lua_place_next(&place, &block, &begin, &end) && is_own(section, block)) {
        size_t more = count_words(L, block);
        if (chunk.block && words + more > (size_t)limit) {
            push_chunk(L, &count, &chunk);
            chunk.block = 0;
            words = 0;
        }
        if (!chunk.block)
            chunk.block = block.id;
        chunk.end_block = block.id;
        chunk.end = (uint32_t)end;
        words += more;
    }
    push_chunk(L, &count, &chunk);
    lua_pop(L, 1);
    return rubric_lua_push_list_iterator(L);
}

static int section_index(lua_State *L) {
    static const char *const names[] = {"heading", "level", "document", NULL};
    const char *name = luaL_checkstring(L, 2);
    if (rubric_lua_push_own_method(L))
        return 1;
    const struct section *section = check_section(L, 1);
    lua_getiuservalue(L, 1, 1);
    if (!strcmp(name, "heading"))
        return rubric_lua_push_node(L, -1,
                                    rubric_document_node(section->document, section->heading));
    if (!strcmp(name, "level"))
        return lua_pushinteger(L, level_of(section)), 1;
    if (!strcmp(name, "document"))
        return 1;
    return rubric_lua_unknown_field(L, SECTION_TYPE, name, names);
}

static const luaL_Reg methods[] = {{"blocks", section_blocks},
                                   {"chunks", section_chunks},
                                   {"parent", section_parent},
                                   {"path", section_path},
                                   {NULL, NULL}};

static const luaL_Reg metamethods[] = {{"__index", section_index}, {NULL, NULL}};

const luaL_Reg rubric_lua_document_sections[] = {{"sections", document_sections}, {NULL, NULL}};

void rubric_lua_open_section(lua_State *L) {
    rubric_lua_new_type(L, SECTION_TYPE, methods, metamethods);
}
