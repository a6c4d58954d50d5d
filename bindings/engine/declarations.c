// SPDX-License-Identifier: MIT
// The options that a plugin declares: every slip there would make an option that does nothing, so
// each is found when the plugin is loaded.
#include "engine/engine.h"

static const char *const types[] = {"integer", "number", "boolean",  "string",  "list",
                                    "choice",  "path",   "selector", "pattern", NULL};

// One of the names (ended by NULL), or an error with the nearest.
static void check_name(lua_State *L, const char *what, rubric_slice name,
                       const char *const *names) {
    size_t count = 0;
    for (; names[count]; count++)
        if (rubric_slice_equal(name, rubric_slice_of(names[count])))
            return;
    const char *nearest = rubric_nearest(name, names, count);
    lua_pushlstring(L, name.bytes, name.size);
    luaL_error(L, "%s '%s'%s%s%s", what, lua_tostring(L, -1), nearest ? "; did you mean '" : "",
               nearest ? nearest : "", nearest ? "'?" : "");
}

/** One option while it is looked at. */
struct declaration {
    lua_State *L;
    rubric_slice name;
    const rubric_value *facts; // a map
};

static void refuse(const struct declaration *option, const char *key, const char *form) {
    lua_pushlstring(option->L, option->name.bytes, option->name.size);
    luaL_error(option->L, "option '%s': '%s' is %s", lua_tostring(option->L, -1), key, form);
}

static const rubric_value *find(const struct declaration *option, const char *key) {
    return rubric_value_find(option->facts, rubric_slice_of(key));
}

static bool is_number(const rubric_value *value) {
    return value->type == RUBRIC_VALUE_INTEGER || value->type == RUBRIC_VALUE_NUMBER;
}

static void check_choices(const struct declaration *option, bool are_needed) {
    const rubric_value *choices = find(option, "choices");
    bool is_list = choices && choices->type == RUBRIC_VALUE_LIST && choices->as.list.count > 0;
    if (!choices && !are_needed)
        return;
    for (uint32_t i = 0; is_list && i < choices->as.list.count; i++)
        is_list = choices->as.list.items[i].type == RUBRIC_VALUE_STRING;
    if (!is_list)
        refuse(option, "choices", "a list of strings");
}

// A list may be given as its one value, and an empty table is a map.
static bool fits(rubric_slice type, const rubric_value *value) {
    if (rubric_slice_equal(type, rubric_slice_of("list")))
        return value->type != RUBRIC_VALUE_MAP || value->as.map.count == 0;
    if (rubric_slice_equal(type, rubric_slice_of("integer")))
        return value->type == RUBRIC_VALUE_INTEGER;
    if (rubric_slice_equal(type, rubric_slice_of("number")))
        return is_number(value);
    if (rubric_slice_equal(type, rubric_slice_of("boolean")))
        return value->type == RUBRIC_VALUE_BOOLEAN;
    return value->type == RUBRIC_VALUE_STRING;
}

static void check_facts(const struct declaration *option) {
    const rubric_value *type = find(option, "type"), *standard = find(option, "default");
    const rubric_value *help = find(option, "help"), *required = find(option, "required");
    const char *const bounds[] = {"minimum", "maximum"};
    if (type && type->type != RUBRIC_VALUE_STRING)
        refuse(option, "type", "a string");
    if (type)
        check_name(option->L, "no option type", type->as.string, types);
    check_choices(option, type && rubric_slice_equal(type->as.string, rubric_slice_of("choice")));
    if (type && standard && !fits(type->as.string, standard))
        refuse(option, "default", "of the type that the option has");
    for (size_t i = 0; i < 2; i++)
        if (find(option, bounds[i]) && !is_number(find(option, bounds[i])))
            refuse(option, bounds[i], "a number");
    if (help && help->type != RUBRIC_VALUE_STRING)
        refuse(option, "help", "a string");
    if (required && required->type != RUBRIC_VALUE_BOOLEAN)
        refuse(option, "required", "true or false");
}

void rubric_declarations_check(lua_State *L, const rubric_value *options) {
    static const char *const keys[] = {"type",     "default", "minimum", "maximum",
                                       "required", "choices", "help",    NULL};
    if (options->type != RUBRIC_VALUE_MAP)
        luaL_error(L, "'options' is a table from name to {type = …, default = …}");
    for (uint32_t i = 0; i < options->as.map.count; i++) {
        const rubric_entry *entry = &options->as.map.entries[i];
        struct declaration option = {L, entry->key, &entry->value};
        if (entry->value.type != RUBRIC_VALUE_MAP)
            luaL_error(L, "option '%s' is not described by a table {type = …, default = …}",
                       lua_pushlstring(L, entry->key.bytes, entry->key.size));
        for (uint32_t k = 0; k < entry->value.as.map.count; k++)
            check_name(L, "an option has no", entry->value.as.map.entries[k].key, keys);
        check_facts(&option);
    }
}
