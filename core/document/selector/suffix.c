// SPDX-License-Identifier: MIT
// What may stand behind a kind in a selector: fields and attributes in brackets, pseudo-classes.
#include "document/selector/parse.h"

#include <stdio.h>

static const struct {
    const char *sign;
    enum comparison comparison;
} signs[] = {{"!=", NOT_EQUAL}, {"<=", LESS_EQUAL}, {">=", GREATER_EQUAL}, {"^=", BEGINS},
             {"$=", ENDS},      {"*=", HOLDS},      {"~=", HAS_WORD},      {"=", EQUAL},
             {"<", LESS},       {">", GREATER}};

static bool read_comparison(struct selector_lexer *lexer, enum comparison *out) {
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (rubric_lexer_accept(lexer, signs[i].sign)) {
            *out = signs[i].comparison;
            return true;
        }
    return false;
}

static void note_number(struct test *test) {
    rubric_value value = rubric_yaml_scalar(test->value);
    test->is_number = value.type == RUBRIC_VALUE_INTEGER || value.type == RUBRIC_VALUE_NUMBER;
    if (test->is_number)
        test->number =
            value.type == RUBRIC_VALUE_INTEGER ? (double)value.as.integer : value.as.number;
}

static bool unknown_field(struct selector_lexer *lexer, size_t offset, rubric_slice name) {
    const char *names[RUBRIC_FIELD_COUNT];
    size_t count = 0;
    for (int field = RUBRIC_FIELD_NONE + 1; field < RUBRIC_FIELD_COUNT; field++)
        names[count++] = rubric_field_name((rubric_field)field);
    names[count++] = "element";
    const char *nearest = rubric_nearest(name, names, count);
    int size = name.size < 60 ? (int)name.size : 60;
    if (nearest)
        return rubric_lexer_fail(lexer, offset,
                                 "'%.*s' is no field; did you mean '%s'? An attribute is written "
                                 "with '@'",
                                 size, name.bytes, nearest);
    return rubric_lexer_fail(lexer, offset, "'%.*s' is no field; an attribute is written [@%.*s]",
                             size, name.bytes, size, name.bytes);
}

// Whether the value can stand beside the field at all: a slip there would match nothing, silently.
static bool check_value(struct selector_lexer *lexer, const struct test *test, size_t offset) {
    const char *name = rubric_field_name(test->field);
    const char *const *choices = rubric_field_choices(test->field);
    int size = test->value.size < 60 ? (int)test->value.size : 60;
    const char *bytes = test->value.bytes;
    size_t count = 0;
    switch (rubric_field_type_of(test->field)) {
    case RUBRIC_FIELD_INTEGER:
        if (test->is_number)
            return true;
        return rubric_lexer_fail(lexer, offset, "'%s' is a number, and '%.*s' is none", name, size,
                                 bytes);
    case RUBRIC_FIELD_BOOLEAN:
    case RUBRIC_FIELD_OPTIONAL_BOOLEAN:
        if (rubric_slice_equal(test->value, rubric_slice_of("true")) ||
            rubric_slice_equal(test->value, rubric_slice_of("false")))
            return true;
        return rubric_lexer_fail(lexer, offset, "'%s' is true or false, not '%.*s'", name, size,
                                 bytes);
    case RUBRIC_FIELD_CHOICE: {
        for (; choices[count]; count++)
            if (rubric_slice_equal(test->value, rubric_slice_of(choices[count])))
                return true;
        if (test->comparison != EQUAL && test->comparison != NOT_EQUAL)
            return true; // a part of a name
        char what[80];
        snprintf(what, sizeof what, "no value of '%s'", name);
        return rubric_lexer_unknown(lexer, offset, what, test->value, choices, count);
    }
    case RUBRIC_FIELD_VALUE:
        return rubric_lexer_fail(lexer, offset,
                                 "'%s' is no string or number; [%s] says whether "
                                 "it is there",
                                 name, name);
    default:
        return true;
    }
}

// The sign of a comparison and its value, if one stands here.
static bool parse_comparison(struct selector_lexer *lexer, struct test *test) {
    rubric_lexer_skip_blanks(lexer);
    size_t sign = lexer->at;
    if (!read_comparison(lexer, &test->comparison)) {
        if (lexer_peek(lexer) == ']')
            return true;
        return rubric_lexer_expected(lexer, "']' or one of = != < <= > >= ^= $= *= ~=");
    }
    if (lexer_peek(lexer) == '=')
        return rubric_lexer_fail(lexer, sign, "'==' is no comparison; write '='");
    rubric_lexer_skip_blanks(lexer);
    size_t offset = lexer->at;
    bool has_quotes = lexer_peek(lexer) == '"' || lexer_peek(lexer) == '\'';
    if (!rubric_lexer_value(lexer, &test->value))
        return false;
    note_number(test);
    if (test->kind == TEST_FIELD && test->field != RUBRIC_FIELD_NONE &&
        !check_value(lexer, test, offset))
        return false;
    rubric_lexer_skip_blanks(lexer);
    if (lexer_peek(lexer) == ']')
        return true;
    return rubric_lexer_expected(
        lexer, has_quotes ? "']'" : "']' (a value with signs or blanks stands in quotes)");
}

bool rubric_parse_brackets(struct selector_lexer *lexer, struct compound_parts *parts) {
    rubric_lexer_skip_blanks(lexer);
    bool is_attribute = rubric_lexer_accept(lexer, "@");
    size_t start = lexer->at;
    rubric_slice name;
    if (!rubric_lexer_name(lexer, is_attribute ? ":." : "", &name))
        return false;
    if (name.size == 0)
        return rubric_lexer_expected(lexer, is_attribute
                                                ? "the name of an attribute"
                                                : "a field, or '@' and the name of an attribute");
    rubric_field field = rubric_field_find(name);
    bool is_element = rubric_slice_equal(name, rubric_slice_of("element"));
    if (!is_attribute && field == RUBRIC_FIELD_NONE && !is_element)
        return unknown_field(lexer, start, name);
    if (!is_attribute && field != RUBRIC_FIELD_NONE && parts->kind != RUBRIC_KIND_NONE &&
        !rubric_kind_has_field(parts->kind, field))
        return rubric_lexer_fail(lexer, start, "a %s has no field '%s'",
                                 rubric_kind_name(parts->kind), rubric_field_name(field));
    struct test *test =
        rubric_parse_add_test(lexer, parts, is_attribute ? TEST_ATTRIBUTE : TEST_FIELD);
    if (!test)
        return false;
    test->field = is_attribute ? RUBRIC_FIELD_NONE : field;
    test->name = name;
    return parse_comparison(lexer, test) && rubric_lexer_accept(lexer, "]");
}

static const struct pseudo {
    const char *name;
    enum test_kind kind;
    bool has_argument;
} pseudos[] = {
    {"contains", TEST_CONTAINS, true},
    {"empty", TEST_EMPTY, false},
    {"first-child", TEST_FIRST_CHILD, false},
    {"has", TEST_HAS, true},
    {"is", TEST_IS, true},
    {"last-child", TEST_LAST_CHILD, false},
    {"not", TEST_NOT, true},
    {"nth-child", TEST_NTH_CHILD, true},
    {"nth-last-child", TEST_NTH_LAST_CHILD, true},
    {"only-child", TEST_ONLY_CHILD, false},
    {"root", TEST_ROOT, false},
};
enum { PSEUDO_COUNT = sizeof pseudos / sizeof *pseudos };

static const struct pseudo *find_pseudo(rubric_slice name) {
    for (size_t i = 0; i < PSEUDO_COUNT; i++)
        if (rubric_slice_equal(name, rubric_slice_of(pseudos[i].name)))
            return &pseudos[i];
    return NULL;
}

static bool unknown_pseudo(struct selector_lexer *lexer, size_t offset, rubric_slice name) {
    const char *names[PSEUDO_COUNT];
    for (size_t i = 0; i < PSEUDO_COUNT; i++)
        names[i] = pseudos[i].name;
    return rubric_lexer_unknown(lexer, offset, "no pseudo-class", name, names, PSEUDO_COUNT);
}

// :not(…), :is(…) and :has(…); the nesting of the selector is bounded, so this may recurse.
static bool parse_nested(struct selector_lexer *lexer, struct test *test, size_t offset) {
    if (++lexer->depth > SELECTOR_DEPTH)
        return rubric_lexer_fail(lexer, offset, "nested more than %d deep", SELECTOR_DEPTH);
    test->list = rubric_parse_list(lexer, test->kind == TEST_HAS);
    lexer->depth--;
    return test->list != NULL;
}

static bool parse_argument(struct selector_lexer *lexer, struct test *test, size_t offset) {
    rubric_lexer_skip_blanks(lexer);
    switch (test->kind) {
    case TEST_CONTAINS:
        return rubric_lexer_value(lexer, &test->value);
    case TEST_NTH_CHILD:
    case TEST_NTH_LAST_CHILD:
        return rubric_lexer_nth(lexer, &test->step, &test->offset);
    default:
        return parse_nested(lexer, test, offset);
    }
}

bool rubric_parse_pseudo(struct selector_lexer *lexer, struct compound_parts *parts) {
    size_t start = lexer->at;
    if (lexer_peek(lexer) == ':')
        return rubric_lexer_fail(lexer, start - 1,
                                 "there are no pseudo-elements here; a "
                                 "pseudo-class has one ':'");
    rubric_slice name;
    if (!rubric_lexer_name(lexer, "", &name))
        return false;
    if (name.size == 0)
        return rubric_lexer_expected(lexer, "the name of a pseudo-class, as in ':first-child'");
    const struct pseudo *pseudo = find_pseudo(name);
    if (!pseudo)
        return unknown_pseudo(lexer, start, name);
    size_t open = lexer->at;
    bool has_argument = rubric_lexer_accept(lexer, "(");
    if (has_argument && !pseudo->has_argument)
        return rubric_lexer_fail(lexer, open, "':%s' takes nothing in parentheses", pseudo->name);
    if (!has_argument && pseudo->has_argument)
        return rubric_lexer_fail(lexer, open, "':%s' needs something in parentheses: ':%s(…)'",
                                 pseudo->name, pseudo->name);
    struct test *test = rubric_parse_add_test(lexer, parts, pseudo->kind);
    if (!test)
        return false;
    if (!has_argument)
        return true;
    if (!parse_argument(lexer, test, start))
        return false;
    rubric_lexer_skip_blanks(lexer);
    return rubric_lexer_accept(lexer, ")") || rubric_lexer_expected(lexer, "')'");
}
