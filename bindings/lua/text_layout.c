// SPDX-License-Identifier: MIT
// The part of rubric.text that lays text out: width, wrap, truncate, pad, columns.
#include "binding.h"

enum { WIDEST = 1000000 }; // columns that a script may ask for

static size_t check_columns(lua_State *L, int arg, lua_Integer least) {
    lua_Integer columns = luaL_checkinteger(L, arg);
    if (columns < least || columns > WIDEST)
        luaL_argerror(L, arg,
                      lua_pushfstring(L, "out of range: from %I to %d", least, (int)WIDEST));
    return (size_t)columns;
}

// width(s[, {tab = columns, column = column}]) -> columns on a terminal; without `tab` it has none
static int text_width(lua_State *L) {
    static const char *const names[] = {"column", "tab", NULL};
    rubric_slice text = rubric_lua_check_text(L, 1);
    rubric_lua_check_options(L, 2, names);
    lua_Integer tab = rubric_lua_integer_option(L, 2, "tab", 0, WIDEST);
    lua_Integer column = rubric_lua_integer_option(L, 2, "column", 0, WIDEST);
    size_t width = rubric_text_width_from(text, (size_t)column, (size_t)tab);
    lua_pushinteger(L, (lua_Integer)width);
    return 1;
}

static bool flag_option(lua_State *L, int arg, const char *name) {
    rubric_lua_push_option(L, arg, name);
    return lua_toboolean(L, -1);
}

// wrap(s, width[, {first = indent, rest = indent, lines = keep?, cut = long?, blanks = only?}])
// -> string with line ends
static int text_wrap(lua_State *L) {
    static const char *const names[] = {"blanks", "cut", "first", "lines", "rest", NULL};
    rubric_slice text = rubric_lua_check_text(L, 1);
    rubric_wrap_options options = {.width = check_columns(L, 2, 1)};
    rubric_lua_check_options(L, 3, names);
    options.first_indent = rubric_lua_string_option(L, 3, "first", "");
    options.indent = rubric_lua_string_option(L, 3, "rest", "");
    options.at_blanks = flag_option(L, 3, "blanks");
    options.keep_lines = flag_option(L, 3, "lines");
    options.cut_long = flag_option(L, 3, "cut");
    rubric_buffer *out = rubric_lua_scratch(L);
    rubric_text_wrap(out, text, &options);
    return rubric_lua_push_buffer(L, out);
}

// truncate(s, limit[, {unit = "columns" | "graphemes" | "words", ellipsis = string}]) -> string of
// at most so many, the ellipsis counted among them (but not as a word)
static int text_truncate(lua_State *L) {
    static const char *const names[] = {"ellipsis", "unit", NULL};
    static const char *const units[] = {"graphemes", "words", "columns", NULL};
    rubric_slice text = rubric_lua_check_text(L, 1);
    size_t limit = check_columns(L, 2, 0), reserved = 0;
    rubric_lua_check_options(L, 3, names);
    rubric_slice ellipsis = rubric_lua_string_option(L, 3, "ellipsis", "…");
    rubric_unit unit = (rubric_unit)rubric_lua_choice_option(L, 3, "unit", "columns", units);
    size_t end = rubric_text_fit(text, unit, limit);
    if (end == text.size) {
        lua_pushlstring(L, text.size ? text.bytes : "", text.size);
        return 1;
    }
    if (unit == RUBRIC_UNIT_COLUMNS)
        reserved = rubric_text_width(ellipsis);
    else if (unit == RUBRIC_UNIT_GRAPHEMES)
        reserved = rubric_boundary_count(RUBRIC_BOUNDARY_GRAPHEME, ellipsis);
    if (reserved > limit)
        ellipsis.size = 0;
    else
        end = rubric_text_fit(text, unit, limit - reserved);
    rubric_buffer *out = rubric_lua_scratch(L);
    rubric_buffer_put_slice(out, rubric_text_trim_end(rubric_slice_part(text, 0, end)));
    rubric_buffer_put_slice(out, ellipsis);
    return rubric_lua_push_buffer(L, out);
}

static const char *const sides[] = {"right", "left", "both", NULL};

// pad(s, columns[, side]) -> string with blanks at the right, left or both sides
static int text_pad(lua_State *L) {
    rubric_slice text = rubric_lua_check_text(L, 1);
    size_t columns = check_columns(L, 2, 0);
    rubric_side side = (rubric_side)rubric_lua_check_choice(L, 3, "right", sides);
    rubric_buffer *out = rubric_lua_scratch(L);
    rubric_text_pad(out, text, columns, side);
    return rubric_lua_push_buffer(L, out);
}

// Push cell `column` of the row on top as text, an absent one as an empty string.
static rubric_slice push_cell(lua_State *L, lua_Integer column) {
    if (lua_geti(L, -1, column) == LUA_TNIL) {
        lua_pop(L, 1);
        lua_pushliteral(L, "");
    }
    size_t size;
    const char *bytes = luaL_tolstring(L, -1, &size);
    lua_remove(L, -2);
    rubric_slice cell = rubric_slice_make(bytes, size);
    if (rubric_utf8_valid(cell) != size)
        luaL_error(L, "a cell is not valid UTF-8; text.scrub mends it");
    if (size > 0 && (memchr(bytes, '\n', size) || memchr(bytes, '\t', size)))
        luaL_error(L, "a cell has a line end or a tab; text.squeeze makes blanks of them");
    rubric_lua_charge(L, 1 + size);
    return cell;
}

// The widest cell of each column, as a list on top of the stack; gives how many columns there are.
static lua_Integer push_widths(lua_State *L, lua_Integer rows) {
    lua_Integer columns = 0;
    lua_newtable(L);
    for (lua_Integer row = 1; row <= rows; row++) {
        if (lua_geti(L, 1, row) != LUA_TTABLE)
            return luaL_argerror(L, 1, "a list of rows, each a list of cells, is expected");
        lua_Integer cells = luaL_len(L, -1);
        for (lua_Integer column = 1; column <= cells; column++) {
            lua_Integer width = (lua_Integer)rubric_text_width(push_cell(L, column));
            lua_rawgeti(L, -3, column);
            if (column > columns || lua_tointeger(L, -1) < width) {
                lua_pushinteger(L, width);
                lua_rawseti(L, -5, column);
            }
            columns = column > columns ? column : columns;
            lua_pop(L, 2);
        }
        lua_pop(L, 1);
    }
    return columns;
}

static rubric_side side_of(lua_State *L, lua_Integer column) {
    if (rubric_lua_push_option(L, 2, "align") == LUA_TNIL)
        return lua_pop(L, 1), RUBRIC_SIDE_RIGHT;
    static const char *const names[] = {"left", "right", "center", NULL}; // where the text stands
    if (!lua_istable(L, -1))
        luaL_error(L, "option 'align' must be a list, not a %s", luaL_typename(L, -1));
    const char *name = lua_geti(L, -1, column) == LUA_TNIL ? "left" : lua_tostring(L, -1);
    int found = 0;
    while (names[found] && (!name || strcmp(names[found], name) != 0))
        found++;
    if (!names[found])
        luaL_error(L, "entry %I of 'align' must be 'left', 'right' or 'center'", column);
    lua_pop(L, 2);
    return (rubric_side)found;
}

// columns(rows[, {gap = string, align = list of "left" | "right" | "center"}]) -> string: a line a
// row, cells of a column as wide as its widest
static int text_columns(lua_State *L) {
    static const char *const names[] = {"align", "gap", NULL};
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 2);
    rubric_lua_check_options(L, 2, names);
    rubric_slice gap = rubric_lua_string_option(L, 2, "gap", "  ");
    lua_Integer rows = luaL_len(L, 1), columns = push_widths(L, rows);
    int widths = lua_gettop(L);
    rubric_buffer *out = rubric_lua_scratch(L);
    for (lua_Integer row = 1; row <= rows; row++) {
        lua_geti(L, 1, row);
        size_t begin = out->size;
        for (lua_Integer column = 1; column <= columns; column++) {
            rubric_side side = side_of(L, column);
            lua_rawgeti(L, widths, column);
            size_t width = (size_t)lua_tointeger(L, -1);
            lua_pop(L, 1);
            if (column > 1)
                rubric_buffer_put_slice(out, gap);
            rubric_text_pad(out, push_cell(L, column), width, side);
            lua_pop(L, 1);
        }
        while (out->size > begin && out->bytes[out->size - 1] == ' ')
            out->size--;
        rubric_buffer_put_byte(out, '\n');
        lua_pop(L, 1);
    }
    return rubric_lua_push_buffer(L, out);
}

const luaL_Reg rubric_lua_text_layout[] = {{"columns", text_columns},   {"pad", text_pad},
                                           {"truncate", text_truncate}, {"width", text_width},
                                           {"wrap", text_wrap},         {NULL, NULL}};
