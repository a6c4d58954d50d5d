// SPDX-License-Identifier: MIT
// rubric.text.analyze: all that is known of the tokens of a text, as parallel lists in one call.
//
// What follows from the form of a token is found once a form, and copied from the first of them.
#include "binding.h"

// Columns that are made when they are asked for; the order of their bits, names and makers.
enum { LOWER, STEM, SHAPE, IS_STOPWORD, COLUMNS };

static const char *const column_names[] = {"lower", "stem", "shape", "is_stopword"};

typedef struct analysis {
    const rubric_language *language;
    rubric_stemmer *stemmer;                           // NULL: no stems are asked for
    int first_at, last_at, text_at, class_at, seen_at; // where the lists stand
    int columns[COLUMNS];                              // 0: not asked for
    bool has_columns;
} analysis;

static bool is_word(rubric_word_class class_) {
    return class_ == RUBRIC_WORD_WORD || class_ == RUBRIC_WORD_NUMBER;
}

// Push what a column says of a form. Only words have stems, and other cases.
static void push_cell(lua_State *L, const analysis *self, int column, rubric_slice form,
                      rubric_word_class class_) {
    rubric_buffer *out = rubric_lua_scratch(L);
    if (column == IS_STOPWORD) {
        lua_pushboolean(L, is_word(class_) && self->language &&
                               rubric_language_is_stop_word(self->language, form));
        return;
    }
    if (column == SHAPE)
        rubric_text_shape(out, form);
    else if (!is_word(class_))
        rubric_buffer_put_slice(out, form);
    else if (column == LOWER)
        rubric_text_case(out, form, RUBRIC_CASE_LOWER, rubric_slice_make(NULL, 0));
    else
        rubric_stemmer_stem(self->stemmer, out, form);
    rubric_lua_push_buffer(L, out);
}

// Fill the columns of a token; its form is on top of the stack, and leaves it.
static void fill_columns(lua_State *L, const analysis *self, lua_Integer row, rubric_slice form,
                         rubric_word_class class_) {
    lua_pushvalue(L, -1);
    bool is_seen = lua_rawget(L, self->seen_at) != LUA_TNIL; // form, row or nil
    lua_Integer before = lua_tointeger(L, -1);
    lua_pop(L, 1);
    for (int column = 0; column < COLUMNS; column++) {
        if (!self->columns[column])
            continue;
        if (is_seen)
            lua_rawgeti(L, self->columns[column], before);
        else
            push_cell(L, self, column, form, class_);
        lua_rawseti(L, self->columns[column], row);
    }
    if (is_seen) {
        lua_pop(L, 1);
    } else {
        rubric_lua_charge(L, form.size);
        lua_pushinteger(L, row);
        lua_rawset(L, self->seen_at);
    }
}

static void add_row(lua_State *L, const analysis *self, lua_Integer row, rubric_slice text,
                    const rubric_token *token) {
    rubric_slice form = rubric_slice_part(text, token->begin, token->end);
    lua_pushinteger(L, (lua_Integer)token->begin + 1);
    lua_rawseti(L, self->first_at, row);
    lua_pushinteger(L, (lua_Integer)token->end);
    lua_rawseti(L, self->last_at, row);
    lua_pushstring(L, rubric_word_class_name(token->class_));
    lua_rawseti(L, self->class_at, row);
    lua_pushlstring(L, form.bytes, form.size);
    if (self->has_columns)
        lua_pushvalue(L, -1);
    lua_rawseti(L, self->text_at, row);
    if (self->has_columns)
        fill_columns(L, self, row, form, token->class_);
}

// Add an empty list to the result, which stays on the stack; returns where.
static int add_list(lua_State *L, int result, const char *name) {
    lua_newtable(L);
    lua_pushvalue(L, -1);
    lua_setfield(L, result, name);
    return lua_gettop(L);
}

// Push the result and its lists.
static int open_lists(lua_State *L, analysis *self) {
    bool wanted[COLUMNS];
    for (int column = 0; column < COLUMNS; column++) {
        rubric_lua_push_option(L, 2, column_names[column]);
        wanted[column] = lua_toboolean(L, -1);
        self->has_columns |= wanted[column];
        lua_pop(L, 1);
    }
    lua_createtable(L, 0, 9);
    int result = lua_gettop(L);
    self->first_at = add_list(L, result, "first");
    self->last_at = add_list(L, result, "last");
    self->text_at = add_list(L, result, "text");
    self->class_at = add_list(L, result, "class");
    for (int column = 0; column < COLUMNS; column++)
        self->columns[column] = wanted[column] ? add_list(L, result, column_names[column]) : 0;
    lua_newtable(L);
    self->seen_at = lua_gettop(L);
    return result;
}

// analyze(s[, {language, lower, stem, shape, is_stopword}]) -> {count, text, class, first, last, …}
// with an entry a token that is no white space, and the lists asked for by `true`
static int text_analyze(lua_State *L) {
    static const char *const names[] = {"is_stopword", "language", "lower", "shape", "stem", NULL};
    analysis self = {0};
    rubric_token token;
    rubric_slice text = rubric_lua_check_text(L, 1);
    lua_settop(L, 2);
    rubric_lua_check_options(L, 2, names);
    rubric_slice code = rubric_lua_language_option(L, 2);
    lua_pushlstring(L, text.size ? text.bytes : "", text.size);
    text = rubric_lua_check_slice(L, -1); // a place's may lie in a buffer that is used below
    luaL_checkstack(L, COLUMNS + 10, NULL);
    int result = open_lists(L, &self);
    if (self.columns[IS_STOPWORD])
        self.language = rubric_lua_language_named(L, code);
    if (self.columns[STEM])
        self.stemmer = rubric_lua_stemmer(L, code);
    lua_Integer count = 0;
    for (size_t at = 0; rubric_token_next(&token, text, at); at = token.end) {
        rubric_lua_charge(L, 1 + token.end - token.begin);
        if (token.class_ != RUBRIC_WORD_SPACE)
            add_row(L, &self, ++count, text, &token);
    }
    lua_pushinteger(L, count);
    lua_setfield(L, result, "count");
    lua_settop(L, result);
    return 1;
}

const luaL_Reg rubric_lua_text_analysis[] = {{"analyze", text_analyze}, {NULL, NULL}};
