// SPDX-License-Identifier: MIT
// What documents, nodes, spans and sections have in common: a place is some stretches of text,
// each of one leaf block, in document order.
#include "binding.h"

static struct rubric_lua_place place_of_root(rubric_node root) {
    struct rubric_lua_place place = {.document = root.document, .from = root, .until = root};
    place.cursor = rubric_cursor_begin(root);
    return place;
}

static struct rubric_lua_place place_of_range(const struct rubric_lua_span *span) {
    rubric_node from = rubric_document_node(span->document, span->block);
    struct rubric_lua_place place = {.document = span->document,
                                     .from = from,
                                     .until = rubric_document_node(span->document, span->end_block),
                                     .begin = span->begin,
                                     .end = span->end,
                                     .is_range = true};
    bool is_one = span->block == span->end_block;
    place.cursor = rubric_cursor_begin(is_one ? from : rubric_document_root(span->document));
    return place;
}

// An inline is the stretch of its block that it takes.
static struct rubric_lua_place place_of_inline(rubric_node node) {
    rubric_node block = rubric_node_block(node);
    struct rubric_lua_place place = {.document = node.document, .ended = true};
    if (!block.id) // it stands nowhere
        return place;
    place.from = place.until = block;
    place.begin = (uint32_t)rubric_node_text_offset(node);
    place.end = place.begin + (uint32_t)rubric_node_text_size(node);
    place.is_range = true;
    place.ended = false;
    place.cursor = rubric_cursor_begin(block);
    return place;
}

struct rubric_lua_place rubric_lua_check_place(lua_State *L, int arg) {
    if (luaL_testudata(L, arg, SPAN_TYPE))
        return place_of_range(rubric_lua_check_span(L, arg));
    if (luaL_testudata(L, arg, SECTION_TYPE))
        return rubric_lua_section_place(L, arg);
    if (!rubric_lua_is_node(L, arg)) {
        if (!luaL_testudata(L, arg, DOCUMENT_TYPE))
            luaL_typeerror(L, arg, "document, node, section or span");
        return place_of_root(rubric_document_root(rubric_lua_check_document(L, arg)));
    }
    rubric_node node = rubric_lua_check_node(L, arg);
    return rubric_kind_is_inline(rubric_node_kind(node)) ? place_of_inline(node)
                                                         : place_of_root(node);
}

// Whether a block still belongs to a section: it ends at a heading as high as its own.
static bool ends_section(const struct rubric_lua_place *place, rubric_node block) {
    return place->is_section && block.id != place->from.id &&
           rubric_node_kind(block) == RUBRIC_KIND_HEADING &&
           (place->from.id == 0 || rubric_node_integer(block, RUBRIC_FIELD_LEVEL) <=
                                       rubric_node_integer(place->from, RUBRIC_FIELD_LEVEL));
}

bool rubric_lua_place_next(struct rubric_lua_place *place, rubric_node *block, size_t *begin,
                           size_t *end) {
    rubric_context *context = rubric_document_context(place->document);
    while (!place->ended && rubric_context_charge(context, 1) &&
           rubric_cursor_next(&place->cursor)) {
        rubric_node node = place->cursor.node;
        if (!place->cursor.entering || !rubric_kind_is_leaf(rubric_node_kind(node)))
            continue;
        rubric_cursor_skip(&place->cursor);
        bool bounded = place->is_range || place->is_section;
        place->started =
            place->started || !bounded || place->from.id == 0 || node.id == place->from.id;
        if (!place->started)
            continue;
        if (ends_section(place, node))
            break;
        size_t size = rubric_node_text_size(node);
        *block = node;
        *begin = place->is_range && node.id == place->from.id ? place->begin : 0;
        *end = size;
        if (place->is_range && node.id == place->until.id) {
            *end = place->end < size ? place->end : size;
            place->ended = true;
        }
        if (*begin > *end)
            *begin = *end;
        return true;
    }
    place->ended = true;
    return false;
}

int rubric_lua_push_place_owner(lua_State *L, int arg) {
    if (luaL_testudata(L, arg, DOCUMENT_TYPE))
        lua_pushvalue(L, arg);
    else
        rubric_lua_push_owner(L, arg);
    return lua_gettop(L);
}

rubric_slice rubric_lua_block_text(lua_State *L, rubric_node block) {
    rubric_buffer *text = &rubric_lua_state(L)->text;
    text->size = 0;
    rubric_node_text(text, block);
    rubric_lua_charge(L, 1 + text->size / 8);
    return rubric_slice_make(text->bytes ? text->bytes : "", text->size);
}

static void put_place_text(lua_State *L, int arg, rubric_buffer *out) {
    if (rubric_lua_is_node(L, arg)) {
        rubric_node_text(out, rubric_lua_check_node(L, arg));
        return;
    }
    if (luaL_testudata(L, arg, DOCUMENT_TYPE)) {
        rubric_document_text(out, rubric_lua_check_document(L, arg), NULL);
        return;
    }
    struct rubric_lua_place place = rubric_lua_check_place(L, arg);
    rubric_node block, last = {place.document, 0};
    size_t begin, end;
    while (rubric_lua_place_next(&place, &block, &begin, &end)) {
        rubric_slice text = rubric_node_plane(block); // as it stands, where it reads so
        if (begin < end && memchr(text.bytes + begin, '\n', end - begin))
            text = rubric_lua_block_text(L, block);
        rubric_lua_charge(L, 1);
        if (last.id)
            rubric_buffer_put_string(out, rubric_block_separator(last, block));
        if (end > begin)
            rubric_buffer_put(out, text.bytes + begin, end - begin);
        last = block;
    }
}

// place:text() -> string
static int place_text(lua_State *L) {
    rubric_buffer *out = rubric_lua_scratch(L);
    put_place_text(L, 1, out);
    return rubric_lua_push_buffer(L, out);
}

// The text of a place within one block stands in the plane as it reads, but for line ends.
static bool is_verbatim(lua_State *L, int arg, rubric_slice *text) {
    struct rubric_lua_place place = rubric_lua_check_place(L, arg);
    rubric_node block, other;
    size_t begin, end, other_begin, other_end;
    if (!rubric_lua_place_next(&place, &block, &begin, &end))
        return false;
    *text = rubric_slice_part(rubric_node_plane(block), begin, end);
    return (begin == end || memchr(text->bytes, '\n', text->size) == NULL) &&
           !rubric_lua_place_next(&place, &other, &other_begin, &other_end);
}

rubric_slice rubric_lua_place_text(lua_State *L, int arg) {
    rubric_slice text;
    if (is_verbatim(L, arg, &text))
        return text;
    rubric_buffer *out = rubric_lua_scratch(L);
    put_place_text(L, arg, out);
    rubric_lua_push_buffer(L, out);
    lua_replace(L, arg);
    return rubric_lua_check_slice(L, arg);
}

enum cut { CUT_SENTENCES, CUT_WORDS, CUT_TOKENS };

// One stretch that a cutter found, kept in a Lua string until it is handed out.
struct stretch {
    uint32_t block, begin, end;
    int32_t word_class;
    uint32_t moment; // since when the block is followed
};

static void put_stretch(rubric_buffer *out, rubric_node block, size_t begin, size_t end,
                        int word_class) {
    struct stretch stretch = {block.id, (uint32_t)begin, (uint32_t)end, word_class,
                              rubric_document_follow(block.document, block)};
    rubric_buffer_put(out, (const char *)&stretch, sizeof stretch);
}

static void cut_tokens(rubric_buffer *out, rubric_node block, rubric_slice text, size_t begin,
                       size_t end, bool words_only) {
    rubric_token token;
    rubric_slice part = rubric_slice_part(text, 0, end);
    for (size_t at = begin; at < end && rubric_token_next(&token, part, at); at = token.end) {
        bool is_word = token.class_ == RUBRIC_WORD_WORD || token.class_ == RUBRIC_WORD_NUMBER;
        if (token.class_ != RUBRIC_WORD_SPACE && (is_word || !words_only))
            put_stretch(out, block, token.begin, token.end, (int)token.class_);
    }
}

static void cut_sentences(rubric_buffer *out, rubric_node block, rubric_slice text, size_t begin,
                          size_t end, const rubric_language *language) {
    size_t from, to;
    rubric_slice part = rubric_slice_part(text, 0, end);
    for (size_t at = begin; rubric_sentence_next(&from, &to, part, at, language); at = to)
        put_stretch(out, block, from, to, -1);
}

// Hands out the next stretch whose text is still there, where it stands now.
static int iterate_stretches(lua_State *L) {
    size_t size, at = (size_t)lua_tointeger(L, lua_upvalueindex(2));
    const char *bytes = lua_tolstring(L, lua_upvalueindex(3), &size);
    rubric_document *document = rubric_lua_check_document(L, lua_upvalueindex(1));
    struct stretch stretch;
    rubric_node block;
    bool is_there = false;
    for (; !is_there && at + sizeof stretch <= size; at += sizeof stretch) {
        memcpy(&stretch, bytes + at, sizeof stretch);
        block = rubric_document_node(document, stretch.block);
        is_there =
            rubric_node_exists(block) &&
            rubric_document_moved(document, block, &stretch.moment, &stretch.begin, &stretch.end);
        rubric_lua_charge(L, 1);
    }
    lua_pushinteger(L, (lua_Integer)at);
    lua_replace(L, lua_upvalueindex(2));
    if (!is_there)
        return 0;
    struct rubric_lua_span span = {.document = document,
                                   .block = stretch.block,
                                   .begin = stretch.begin,
                                   .end_block = stretch.block,
                                   .end = stretch.end,
                                   .word_class = stretch.word_class,
                                   .moment = stretch.moment,
                                   .end_moment = stretch.moment,
                                   .is_followed = true};
    lua_pushvalue(L, lua_upvalueindex(1));
    rubric_lua_push_span(L, -1, &span);
    return 1;
}

static int push_stretches(lua_State *L, enum cut cut) {
    lua_settop(L, 2);
    struct rubric_lua_place place = rubric_lua_check_place(L, 1);
    int owner = rubric_lua_push_place_owner(L, 1);
    rubric_lua_sync_metadata(L, owner);
    const rubric_language *language = NULL;
    if (cut == CUT_SENTENCES)
        language = rubric_lua_push_sentence_language(L, 2, rubric_lua_language(L, owner));
    rubric_buffer *out = rubric_lua_scratch(L);
    rubric_node block;
    size_t begin, end;
    while (rubric_lua_place_next(&place, &block, &begin, &end)) {
        if (rubric_node_kind(block) == RUBRIC_KIND_CODE_BLOCK && cut == CUT_SENTENCES)
            continue;
        rubric_slice text = rubric_lua_block_text(L, block);
        rubric_lua_charge(L, text.size);
        if (cut == CUT_SENTENCES)
            cut_sentences(out, block, text, begin, end, language);
        else
            cut_tokens(out, block, text, begin, end, cut == CUT_WORDS);
    }
    if (out->failed)
        return luaL_error(L, "not enough memory");
    lua_pushvalue(L, owner);
    lua_pushinteger(L, 0);
    lua_pushlstring(L, out->bytes ? out->bytes : "", out->size);
    lua_pushcclosure(L, iterate_stretches, 3);
    return 1;
}

// place:sentences([{language, abbreviations}]) -> iterator over spans; code blocks have none
static int place_sentences(lua_State *L) {
    return push_stretches(L, CUT_SENTENCES);
}

// place:words() -> iterator over the words and numbers
static int place_words(lua_State *L) {
    return push_stretches(L, CUT_WORDS);
}

// place:tokens() -> iterator over all but white space
static int place_tokens(lua_State *L) {
    return push_stretches(L, CUT_TOKENS);
}

// Counts a word in the table on top.
static void count_word(lua_State *L, rubric_slice word) {
    lua_pushlstring(L, word.bytes, word.size);
    lua_pushvalue(L, -1);
    lua_rawget(L, -3);
    lua_Integer count = lua_tointeger(L, -1) + 1;
    lua_pop(L, 1);
    lua_pushinteger(L, count);
    lua_rawset(L, -3);
}

// place:frequencies{stopwords = boolean} -> table from lower-case word to count;
// stop words are left out unless asked for
static int place_frequencies(lua_State *L) {
    static const char *const names[] = {"stopwords", NULL};
    rubric_lua_check_options(L, 2, names);
    rubric_lua_push_option(L, 2, "stopwords");
    bool with_stop_words = lua_toboolean(L, -1);
    struct rubric_lua_place place = rubric_lua_check_place(L, 1);
    const rubric_language *language = rubric_lua_language(L, rubric_lua_push_place_owner(L, 1));
    lua_newtable(L);
    rubric_node block;
    size_t begin, end;
    rubric_buffer *lower = rubric_lua_scratch(L);
    while (rubric_lua_place_next(&place, &block, &begin, &end)) {
        rubric_slice text = rubric_lua_block_text(L, block);
        rubric_token token;
        text.size = end;
        for (size_t at = begin; rubric_token_next(&token, text, at); at = token.end) {
            if (token.class_ != RUBRIC_WORD_WORD)
                continue;
            lower->size = 0;
            rubric_text_case(lower, rubric_slice_part(text, token.begin, token.end),
                             RUBRIC_CASE_LOWER, rubric_slice_make(NULL, 0));
            rubric_slice word = rubric_buffer_slice(lower);
            if (with_stop_words || !language || !rubric_language_is_stop_word(language, word))
                count_word(L, word);
        }
    }
    if (lower->failed)
        return luaL_error(L, "not enough memory");
    return 1;
}

static size_t count_units(rubric_slice text, const char *unit, const rubric_language *language) {
    size_t count = 0, begin, end;
    rubric_token token;
    if (!strcmp(unit, "bytes"))
        return text.size;
    if (!strcmp(unit, "characters"))
        return rubric_utf8_length(text);
    if (!strcmp(unit, "graphemes"))
        return rubric_boundary_count(RUBRIC_BOUNDARY_GRAPHEME, text);
    if (!strcmp(unit, "sentences")) {
        for (size_t at = 0; rubric_sentence_next(&begin, &end, text, at, language); at = end)
            count++;
        return count;
    }
    for (size_t at = 0; rubric_token_next(&token, text, at); at = token.end)
        count += token.class_ == RUBRIC_WORD_WORD || token.class_ == RUBRIC_WORD_NUMBER;
    return count;
}

// place:count(unit) -> integer; unit: words, sentences, graphemes, characters (code points), bytes,
// blocks
static int place_count(lua_State *L) {
    static const char *const units[] = {"words", "sentences", "graphemes", "characters",
                                        "bytes", "blocks",    NULL};
    struct rubric_lua_place place = rubric_lua_check_place(L, 1);
    const char *unit = units[rubric_lua_check_choice(L, 2, "words", units)];
    const rubric_language *language = rubric_lua_language(L, rubric_lua_push_place_owner(L, 1));
    lua_Integer total = 0;
    rubric_node block;
    size_t begin, end;
    while (rubric_lua_place_next(&place, &block, &begin, &end)) {
        rubric_slice text = rubric_slice_part(rubric_lua_block_text(L, block), begin, end);
        total += !strcmp(unit, "blocks") ? 1 : (lua_Integer)count_units(text, unit, language);
    }
    lua_pushinteger(L, total);
    return 1;
}

enum { WIDEST = 1000000 }; // columns that a script may ask for

// document:write(format[, options]) or node:write(…) -> string
static int place_write(lua_State *L) {
    static const char *const names[] = {"width", "metadata", "standalone", "unsafe", NULL};
    rubric_write_options options = {.size = sizeof options, .format = luaL_checkstring(L, 2)};
    rubric_lua_format_options(L, 3, names, NULL, &options);
    options.width = (uint32_t)rubric_lua_integer_option(L, 3, "width", options.width, WIDEST);
    options.no_metadata =
        rubric_lua_push_option(L, 3, "metadata") != LUA_TNIL && !lua_toboolean(L, -1);
    rubric_lua_push_option(L, 3, "standalone");
    options.standalone = lua_toboolean(L, -1);
    rubric_lua_push_option(L, 3, "unsafe");
    options.unsafe = lua_toboolean(L, -1);
    if (rubric_lua_is_node(L, 1)) {
        options.node = rubric_lua_check_node(L, 1).id;
        options.no_metadata = true;
    }
    int owner = rubric_lua_push_place_owner(L, 1);
    rubric_lua_sync_metadata(L, owner);
    if (options.wrap == RUBRIC_WRAP_SENTENCE)
        options.language = rubric_lua_language(L, owner);
    rubric_buffer *out = rubric_lua_scratch(L);
    rubric_error error;
    if (rubric_document_write(out, rubric_lua_check_document(L, owner), &options, &error) !=
        RUBRIC_OK)
        return rubric_lua_raise(L, &error);
    return rubric_lua_push_buffer(L, out);
}

const luaL_Reg rubric_lua_place_methods[] = {
    {"count", place_count},         {"frequencies", place_frequencies},
    {"sentences", place_sentences}, {"text", place_text},
    {"tokens", place_tokens},       {"words", place_words},
    {"write", place_write},         {NULL, NULL}};
