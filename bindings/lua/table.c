// SPDX-License-Identifier: MIT
// The rows, columns and cells of a table, with spans resolved.
#include "binding.h"

static const rubric_grid *check_grid(lua_State *L, const char *method) {
    rubric_node node = rubric_lua_check_node(L, 1);
    rubric_error error;
    if (rubric_node_kind(node) != RUBRIC_KIND_TABLE)
        luaL_error(L, "'%s' is a method of tables, and this is a %s", method,
                   rubric_kind_name(rubric_node_kind(node)));
    const rubric_grid *grid = rubric_table_grid(node, &error);
    if (!grid)
        rubric_lua_raise(L, &error);
    rubric_lua_charge(L, 1);
    return grid;
}

// A number that Lua gives from 1 as one from 0; UINT32_MAX when it lies outside of any table.
static uint32_t check_number(lua_State *L, int arg) {
    lua_Integer number = luaL_checkinteger(L, arg);
    return number >= 1 && number < UINT32_MAX ? (uint32_t)number - 1 : UINT32_MAX;
}

// table:cell(row, column) -> the cell that covers this place, or nil
static int table_cell(lua_State *L) {
    const rubric_grid *grid = check_grid(L, "cell");
    rubric_node cell = rubric_grid_cell(grid, check_number(L, 2), check_number(L, 3));
    rubric_lua_push_owner(L, 1);
    return rubric_lua_push_node(L, -1, cell);
}

// table:size() -> rows, columns
static int table_size(lua_State *L) {
    const rubric_grid *grid = check_grid(L, "size");
    lua_pushinteger(L, rubric_grid_rows(grid));
    lua_pushinteger(L, rubric_grid_columns(grid));
    return 2;
}

// Sets a cell, or false where there is none (anymore), in the list below the owner on top.
static void set_cell(lua_State *L, rubric_node cell, lua_Integer index) {
    if (rubric_node_exists(cell))
        rubric_lua_push_node(L, -1, cell);
    else
        lua_pushboolean(L, false);
    lua_rawseti(L, -3, index);
}

// table:column(n) -> list of its cells, one for each row, or nil
static int table_column(lua_State *L) {
    const rubric_grid *grid = check_grid(L, "column");
    uint32_t column = check_number(L, 2), rows = rubric_grid_rows(grid);
    if (column >= rubric_grid_columns(grid))
        return lua_pushnil(L), 1;
    rubric_lua_charge(L, rows);
    lua_createtable(L, rows < 1000 ? (int)rows : 1000, 0);
    rubric_lua_push_owner(L, 1); // list owner
    for (uint32_t row = 0; row < rows; row++)
        set_cell(L, rubric_grid_cell(grid, row, column), (lua_Integer)row + 1);
    lua_pop(L, 1);
    return 1;
}

// Upvalues: the table, the ids of all rows and places, the number of columns, the last row.
static int iterate_rows(lua_State *L) {
    size_t size;
    const char *ids = lua_tolstring(L, lua_upvalueindex(2), &size);
    size_t columns = (size_t)lua_tointeger(L, lua_upvalueindex(3)), width = columns + 1;
    size_t row = (size_t)lua_tointeger(L, lua_upvalueindex(4));
    if ((row + 1) * width * sizeof(uint32_t) > size)
        return 0;
    rubric_lua_push_owner(L, lua_upvalueindex(1)); // owner
    rubric_document *document = rubric_lua_check_document(L, -1);
    rubric_lua_charge(L, width);
    lua_pushinteger(L, (lua_Integer)row + 1);
    lua_replace(L, lua_upvalueindex(4));
    lua_createtable(L, columns < 1000 ? (int)columns : 1000, 0);
    lua_pushvalue(L, -2); // owner list owner
    uint32_t id;
    for (size_t column = 0; column < width; column++) {
        memcpy(&id, ids + (row * width + column) * sizeof id, sizeof id);
        if (column > 0)
            set_cell(L, rubric_document_node(document, id), (lua_Integer)column);
    }
    lua_pop(L, 1);
    memcpy(&id, ids + row * width * sizeof id, sizeof id);
    rubric_lua_push_node(L, -2, rubric_document_node(document, id));
    return 2;
}

// table:rows() -> iterator: the list of the cells of a row, by column, and the row itself
static int table_rows(lua_State *L) {
    const rubric_grid *grid = check_grid(L, "rows");
    rubric_buffer *ids = rubric_lua_scratch(L);
    for (uint32_t row = 0; row < rubric_grid_rows(grid) && !ids->failed; row++) {
        uint32_t id = rubric_grid_row(grid, row).id;
        rubric_buffer_put(ids, (const char *)&id, sizeof id);
        for (uint32_t column = 0; column < rubric_grid_columns(grid); column++) {
            id = rubric_grid_cell(grid, row, column).id;
            rubric_buffer_put(ids, (const char *)&id, sizeof id);
        }
    }
    lua_settop(L, 1);
    rubric_lua_push_buffer(L, ids);
    lua_pushinteger(L, rubric_grid_columns(grid));
    lua_pushinteger(L, 0);
    lua_pushcclosure(L, iterate_rows, 4);
    return 1;
}

const luaL_Reg rubric_lua_table_methods[] = {{"cell", table_cell},
                                             {"column", table_column},
                                             {"rows", table_rows},
                                             {"size", table_size},
                                             {NULL, NULL}};
