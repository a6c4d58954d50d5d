// SPDX-License-Identifier: MIT
// What went wrong in a script, in its own words: its line first, then the place in the document
// that was in hand, and a traceback in which the engine's own frames are folded.
#include "engine/engine.h"

enum {
    QUOTED = 40,       // bytes of a node's text in a message
    READABLE = 1024,   // bytes of a node whose text is looked at for that
    FIRST_LEVELS = 12, // of a traceback; those between them and the last are counted only
    LAST_LEVELS = 10,
    SEARCHED_LEVELS = 100 // for a line of a script
};

// Modules of ours are shown as "rubric/date.lua" (chunks.c).
static const char own_prefix[] = "rubric/";

static bool is_own(const char *text) {
    return !strncmp(text, own_prefix, sizeof own_prefix - 1);
}

// Whether a frame is a line of a script, not of C and not of a module of ours.
static bool is_of_script(lua_State *L, lua_Debug *frame) {
    return lua_getinfo(L, "Sln", frame) && frame->currentline > 0 && !is_own(frame->short_src);
}

// Pushes "mine.lua:3: ", the innermost line of a script that is on the stack, else "mine.lua: ";
// returns whether there is a line.
static bool push_where(lua_State *L, const struct state *state) {
    lua_Debug frame;
    for (int level = 1; level < SEARCHED_LEVELS && lua_getstack(L, level, &frame); level++)
        if (is_of_script(L, &frame)) {
            lua_pushfstring(L, "%s:%d: ", frame.short_src, frame.currentline);
            return true;
        }
    rubric_slice name = state->program ? state->program->chunk.name : rubric_slice_of("the script");
    lua_pushlstring(L, name.bytes, name.size);
    lua_pushliteral(L, ": ");
    lua_concat(L, 2);
    return false;
}

// "rubric/date.lua:12: " at the start of a message; its size, or 0.
static size_t own_position(const char *message) {
    const char *colon = is_own(message) ? strstr(message, ".lua:") : NULL;
    if (!colon)
        return 0;
    const char *end = colon + 5;
    while (*end >= '0' && *end <= '9')
        end++;
    return end[0] == ':' && end[1] == ' ' ? (size_t)(end + 2 - message) : 0;
}

// Pushes the message of what was raised, which stands at 1. Once a limit is hit that is what
// counts, whatever a script that is being ended raises.
static void push_message(lua_State *L, const struct state *state) {
    rubric_error limit;
    bool has_line = push_where(L, state);
    const char *where = lua_tostring(L, -1);
    if (rubric_context_error(state->lua.context, &limit) != RUBRIC_OK) {
        lua_pushfstring(L, "%s%s", where, limit.message);
    } else if (lua_type(L, 1) != LUA_TSTRING) { // `__tostring` of a stranger is not called
        lua_pushfstring(L, "%s(error object is a %s value)", where, luaL_typename(L, 1));
    } else {
        size_t skipped = own_position(lua_tostring(L, 1));
        bool is_located = has_line && !skipped; // by Lua, or not at all when the script said so
        lua_pushfstring(L, "%s%s", is_located ? "" : where, lua_tostring(L, 1) + skipped);
    }
    lua_remove(L, -2);
}

// The first words of a node, in quotes.
static void add_words(struct state *state, luaL_Buffer *out, rubric_node node) {
    if (rubric_node_text_size(node) == 0 || rubric_node_text_size(node) > READABLE ||
        rubric_context_status(state->lua.context) != RUBRIC_OK)
        return;
    rubric_buffer *text = &state->lua.scratch;
    text->size = 0;
    rubric_node_text(text, node);
    rubric_slice words = rubric_slice_trim(rubric_buffer_slice(text));
    for (size_t i = 0; i < words.size; i++)
        if (text->bytes[i] == '\n')
            words.size = i;
    bool is_cut = words.size > QUOTED;
    words.size = is_cut ? rubric_utf8_floor(words, QUOTED) : words.size;
    luaL_addstring(out, " \"");
    luaL_addlstring(out, words.bytes, words.size);
    luaL_addstring(out, is_cut ? "…\"" : "\"");
}

// Where in the document the script was: " (while walking page.html:14:3 (heading "Install"))".
static void add_place(lua_State *L, struct state *state, luaL_Buffer *out) {
    rubric_node node = state->lua.in_hand;
    if (!node.id || !rubric_node_exists(node))
        return;
    rubric_range range = rubric_node_source(node);
    rubric_slice path = rubric_document_path(node.document);
    luaL_addstring(out, " (while walking ");
    luaL_addlstring(out, path.size ? path.bytes : "the document", path.size ? path.size : 12);
    if (range.known) {
        rubric_position position = rubric_document_position(node.document, range.begin);
        lua_pushfstring(L, ":%d:%d", (int)position.line, (int)position.column);
        luaL_addvalue(out);
    }
    lua_pushfstring(L, " (%s", rubric_kind_name(rubric_node_kind(node)));
    luaL_addvalue(out);
    add_words(state, out, node);
    luaL_addstring(out, "))");
}

static void put_frame(rubric_buffer *out, const lua_Debug *frame) {
    rubric_buffer_put_string(out, "\n\t");
    rubric_buffer_put_string(out, frame->short_src);
    rubric_buffer_put_byte(out, ':');
    rubric_buffer_put_integer(out, frame->currentline);
    if (!frame->name) {
        bool is_main = !strcmp(frame->what, "main");
        rubric_buffer_put_string(out, is_main ? ": in the file itself" : ": in a function");
        return;
    }
    rubric_buffer_put_string(out, ": in '");
    rubric_buffer_put_string(out, frame->name);
    rubric_buffer_put_byte(out, '\'');
}

static void put_count(rubric_buffer *out, int count, const char *what) {
    if (count == 0)
        return;
    rubric_buffer_put_string(out, "\n\t… ");
    rubric_buffer_put_integer(out, count);
    rubric_buffer_put_string(out, what);
}

// How deep the stack is. Each look at a level walks down to it, so they are few.
static int count_levels(lua_State *L) {
    lua_Debug frame;
    int low = 0, high = 1;
    while (lua_getstack(L, high, &frame)) {
        low = high;
        high *= 2;
    }
    while (low + 1 < high) { // low is there, high is not
        int middle = low + (high - low) / 2;
        if (lua_getstack(L, middle, &frame))
            low = middle;
        else
            high = middle;
    }
    return high;
}

// The lines of scripts on the stack; frames of the engine between them are counted.
static void put_traceback(lua_State *L, rubric_buffer *out) {
    lua_Debug frame;
    int levels = count_levels(L), folded = 0;
    rubric_buffer_put_string(out, "\nstack traceback:");
    for (int level = 1; level < levels; level++) {
        if (level == FIRST_LEVELS && levels > FIRST_LEVELS + LAST_LEVELS) {
            put_count(out, folded, " in the engine");
            put_count(out, levels - LAST_LEVELS - level, " levels left out");
            level = levels - LAST_LEVELS;
            folded = 0;
        }
        if (!lua_getstack(L, level, &frame))
            break;
        if (!is_of_script(L, &frame)) {
            folded++;
            continue;
        }
        put_count(out, folded, " in the engine");
        folded = 0;
        put_frame(out, &frame);
    }
}

int rubric_failure_message(lua_State *L) {
    struct state *state = rubric_state_of(L);
    rubric_buffer *kept = &state->engine->traceback;
    luaL_Buffer out;
    lua_settop(L, 1);
    push_message(L, state); // raised message
    luaL_buffinit(L, &out);
    lua_pushvalue(L, 2);
    luaL_addvalue(&out);
    add_place(L, state, &out);
    luaL_pushresult(&out);
    kept->size = 0;
    kept->failed = false;
    rubric_buffer_put(kept, lua_tostring(L, -1), lua_rawlen(L, -1));
    put_traceback(L, kept);
    return 1;
}

rubric_status rubric_failure_of_limit(struct state *state, rubric_error *error) {
    rubric_error limit;
    rubric_status status = rubric_context_error(state->lua.context, &limit);
    rubric_slice name = rubric_slice_of("the script");
    if (state->program)
        name = state->program->chunk.name;
    return rubric_error_set(error, status, "%.*s: %s", (int)name.size, name.bytes, limit.message);
}

rubric_status rubric_failure_describe(struct state *state, int status, rubric_error *error) {
    lua_State *L = state->L;
    rubric_context *context = state->lua.context;
    if (status == LUA_ERRMEM)
        rubric_context_fail(context, RUBRIC_ERROR_MEMORY);
    rubric_status limit = rubric_context_status(context);
    const char *message = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : "";
    // A long message would hide where it came from, so it is cut by rubric_error_set.
    if (limit != RUBRIC_OK && status == LUA_ERRMEM)
        rubric_failure_of_limit(state, error);
    else
        rubric_error_set(error, limit != RUBRIC_OK ? limit : RUBRIC_ERROR_SCRIPT, "%s", message);
    lua_pop(L, 1);
    return limit != RUBRIC_OK ? limit : RUBRIC_ERROR_SCRIPT;
}
