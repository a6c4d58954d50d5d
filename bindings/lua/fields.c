// SPDX-License-Identifier: MIT
// Setting the fields of nodes: the value stands at index 3, as a `__newindex` has it, and what does
// not fit is an error that names the field, its kind and what it takes.
#include "binding.h"

static int refuse_value(lua_State *L, rubric_node node, const char *name, const char *wanted) {
    const char *type = luaL_typename(L, 3); // before lua_tostring makes a string of a number
    bool is_told = lua_type(L, 3) == LUA_TNUMBER || lua_type(L, 3) == LUA_TSTRING;
    return luaL_error(L, "'%s' of a %s is %s, not %s", name,
                      rubric_kind_name(rubric_node_kind(node)), wanted,
                      is_told ? lua_pushfstring(L, "%s (a %s)", lua_tostring(L, 3), type)
                              : lua_pushfstring(L, "a %s", type));
}

rubric_slice rubric_lua_field_string(lua_State *L, rubric_node node, const char *name) {
    if (lua_isnil(L, 3))
        return rubric_slice_of("");
    if (lua_type(L, 3) != LUA_TSTRING)
        refuse_value(L, node, name, "a string");
    rubric_slice string = rubric_lua_check_slice(L, 3);
    if (rubric_utf8_valid(string) != string.size)
        luaL_error(L, "'%s' of a %s is not valid UTF-8; text.scrub mends it", name,
                   rubric_kind_name(rubric_node_kind(node)));
    return string;
}

static int64_t check_choice(lua_State *L, rubric_node node, rubric_field field) {
    const char *const *choices = rubric_field_choices(field);
    for (int64_t i = 0; lua_type(L, 3) == LUA_TSTRING && choices[i]; i++)
        if (!strcmp(choices[i], lua_tostring(L, 3)))
            return i;
    if (lua_isnil(L, 3))
        return 0;
    return refuse_value(L, node, rubric_field_name(field), rubric_lua_push_choices(L, choices));
}

static int64_t check_boolean(lua_State *L, rubric_node node, rubric_field field) {
    if (!lua_isnil(L, 3) && !lua_isboolean(L, 3))
        refuse_value(L, node, rubric_field_name(field), "true or false");
    return lua_toboolean(L, 3);
}

static int64_t check_integer(lua_State *L, rubric_node node, rubric_field field) {
    int is_integer = 0;
    lua_Integer integer = lua_type(L, 3) == LUA_TNUMBER ? lua_tointegerx(L, 3, &is_integer) : -1;
    bool is_level = field == RUBRIC_FIELD_LEVEL;
    if (integer < (is_level ? 1 : 0) || integer > (is_level ? 6 : 1000000000) || !is_integer)
        refuse_value(L, node, rubric_field_name(field),
                     is_level ? "an integer from 1 to 6" : "an integer from 0 to 1000000000");
    return integer;
}

rubric_status rubric_lua_set_field(lua_State *L, rubric_node node, rubric_field field,
                                   rubric_error *error) {
    if (!rubric_kind_has_field(rubric_node_kind(node), field))
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT, "a %s has no field '%s'",
                                rubric_kind_name(rubric_node_kind(node)), rubric_field_name(field));
    switch (rubric_field_type_of(field)) {
    case RUBRIC_FIELD_STRING:
        return rubric_node_set_string(
            node, field, rubric_lua_field_string(L, node, rubric_field_name(field)), error);
    case RUBRIC_FIELD_BOOLEAN:
        return rubric_node_set_integer(node, field, check_boolean(L, node, field), error);
    case RUBRIC_FIELD_OPTIONAL_BOOLEAN: {
        int64_t is_true = check_boolean(L, node, field);
        return rubric_node_set_integer(node, field, lua_isnil(L, 3) ? 0 : 1 + is_true, error);
    }
    case RUBRIC_FIELD_CHOICE:
        return rubric_node_set_integer(node, field, check_choice(L, node, field), error);
    case RUBRIC_FIELD_INTEGER:
        return rubric_node_set_integer(node, field, check_integer(L, node, field), error);
    default: {
        rubric_value value = rubric_lua_check_value_of(L, 3, node.document);
        return rubric_node_set_value(node, field, &value, error);
    }
    }
}

void rubric_lua_set_classes(lua_State *L, rubric_node node) {
    luaL_Buffer out;
    if (!lua_istable(L, 3))
        refuse_value(L, node, "classes", "a list of names");
    luaL_buffinit(L, &out);
    for (lua_Integer i = 1; i <= (lua_Integer)lua_rawlen(L, 3); i++) {
        if (lua_rawgeti(L, 3, i) != LUA_TSTRING)
            refuse_value(L, node, "classes", "a list of names");
        if (i > 1) {
            lua_pushliteral(L, " ");
            lua_insert(L, -2);
            lua_concat(L, 2);
        }
        luaL_addvalue(&out);
    }
    luaL_pushresult(&out);
    if (lua_rawlen(L, -1) == 0)
        lua_pushnil(L);
    rubric_lua_set_attribute(L, node, rubric_slice_of("class"), lua_gettop(L));
}
