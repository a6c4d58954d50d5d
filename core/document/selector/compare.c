// SPDX-License-Identifier: MIT
// How a selector compares elements, fields and attributes. What is not there matches only `!=`.
#include "document/selector/selector.h"

#include "document/document.h"

static bool read_number(rubric_slice text, double *out) {
    rubric_value value = rubric_yaml_scalar(text);
    *out = value.type == RUBRIC_VALUE_INTEGER ? (double)value.as.integer : value.as.number;
    return value.type == RUBRIC_VALUE_INTEGER || value.type == RUBRIC_VALUE_NUMBER;
}

static bool is_blank(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r' || byte == '\f';
}

static bool has_word(rubric_slice text, rubric_slice word) {
    for (size_t begin = 0; word.size && begin < text.size;) {
        size_t end = begin;
        while (end < text.size && !is_blank(text.bytes[end]))
            end++;
        if (rubric_slice_equal(rubric_slice_part(text, begin, end), word))
            return true;
        begin = end + 1;
    }
    return false;
}

static bool is_in_order(enum comparison comparison, int order) {
    switch (comparison) {
    case LESS:
        return order < 0;
    case LESS_EQUAL:
        return order <= 0;
    case GREATER:
        return order > 0;
    case GREATER_EQUAL:
        return order >= 0;
    case NOT_EQUAL:
        return order != 0;
    default:
        return order == 0;
    }
}

static bool compare_numbers(enum comparison comparison, double a, double b) {
    return is_in_order(comparison, a < b ? -1 : a > b);
}

// Beside a number only numbers have an order; dates and words are ordered by their bytes.
static bool compare_order(const struct test *test, rubric_slice text) {
    double number;
    if (!test->is_number)
        return is_in_order(test->comparison, rubric_slice_compare(text, test->value));
    return read_number(text, &number) && compare_numbers(test->comparison, number, test->number);
}

// Comparisons of strings; no string begins or ends with an empty one, as in CSS.
static bool compare_text(const struct test *test, rubric_slice text) {
    rubric_slice value = test->value;
    switch (test->comparison) {
    case IS_PRESENT:
        return true;
    case EQUAL:
        return rubric_slice_equal(text, value);
    case NOT_EQUAL:
        return !rubric_slice_equal(text, value);
    case BEGINS:
        return value.size && text.size >= value.size &&
               rubric_slice_equal(rubric_slice_part(text, 0, value.size), value);
    case ENDS:
        return value.size && text.size >= value.size &&
               rubric_slice_equal(rubric_slice_part(text, text.size - value.size, text.size),
                                  value);
    case HOLDS:
        return value.size && rubric_slice_find(text, value, 0) != SIZE_MAX;
    case HAS_WORD:
        return has_word(text, value);
    default:
        return compare_order(test, text);
    }
}

// A string that is empty is not there.
static bool test_string(const struct test *test, rubric_slice text) {
    if (text.size == 0)
        return test->comparison == NOT_EQUAL ? test->value.size != 0
                                             : test->comparison == EQUAL && test->value.size == 0;
    return compare_text(test, text);
}

static bool test_boolean(const struct test *test, bool is_there, bool boolean) {
    if (test->comparison == IS_PRESENT)
        return boolean;
    if (!is_there)
        return test->comparison == NOT_EQUAL;
    return compare_text(test,
                        boolean ? rubric_slice_make("true", 4) : rubric_slice_make("false", 5));
}

static bool test_integer(const struct test *test, int64_t integer) {
    switch (test->comparison) {
    case IS_PRESENT:
        return true;
    case BEGINS:
    case ENDS:
    case HOLDS:
    case HAS_WORD:
        return false; // numbers have no parts
    default:
        return compare_numbers(test->comparison, (double)integer, test->number);
    }
}

// The choice "default" is none.
static bool test_choice(const struct test *test, rubric_node node) {
    size_t choice = (size_t)rubric_node_integer(node, test->field);
    rubric_slice name = rubric_slice_of(rubric_field_choices(test->field)[choice]);
    if (test->comparison == IS_PRESENT)
        return !rubric_slice_equal(name, rubric_slice_make("default", 7));
    return compare_text(test, name);
}

bool rubric_field_test(const struct test *test, rubric_node node) {
    rubric_field field = test->field;
    if (field == RUBRIC_FIELD_NONE)
        return test_string(test, rubric_node_element(node));
    if (!rubric_kind_has_field(rubric_node_kind(node), field))
        return false;
    switch (rubric_field_type_of(field)) {
    case RUBRIC_FIELD_STRING:
        return test_string(test, rubric_node_string(node, field));
    case RUBRIC_FIELD_BOOLEAN:
        return test_boolean(test, true, rubric_node_boolean(node, field));
    case RUBRIC_FIELD_OPTIONAL_BOOLEAN:
        return test_boolean(test, rubric_node_integer(node, field) != 0,
                            rubric_node_boolean(node, field));
    case RUBRIC_FIELD_CHOICE:
        return test_choice(test, node);
    case RUBRIC_FIELD_INTEGER:
        return test_integer(test, rubric_node_integer(node, field));
    default:
        return rubric_node_value(node, field) != NULL;
    }
}

bool rubric_attribute_test(const struct test *test, rubric_node node) {
    rubric_slice value;
    if (!rubric_node_attribute(node, test->name, &value))
        return test->comparison == NOT_EQUAL;
    return compare_text(test, value);
}

bool rubric_element_test(const struct test *test, rubric_node node) {
    rubric_slice element = rubric_node_element(node);
    if (element.size)
        return rubric_slice_equal(element, test->name);
    if (test->node_kind == RUBRIC_KIND_NONE || rubric_node_kind(node) != test->node_kind)
        return false;
    switch (test->node_kind) {
    case RUBRIC_KIND_HEADING:
        return rubric_node_integer(node, RUBRIC_FIELD_LEVEL) == test->level;
    case RUBRIC_KIND_PARAGRAPH: // loose text has no element around it
        return !rubric_node_boolean(node, RUBRIC_FIELD_COMPACT);
    case RUBRIC_KIND_LIST:
        return rubric_node_boolean(node, RUBRIC_FIELD_ORDERED) == (test->level == 1);
    case RUBRIC_KIND_TABLE_SECTION:
        return rubric_node_integer(node, RUBRIC_FIELD_PART) == test->level;
    case RUBRIC_KIND_CELL:
        return rubric_node_boolean(node, RUBRIC_FIELD_HEADER) == (test->level == 1);
    default: // a div or span without a name is no `nav` and no `time`
        return test->node_kind != RUBRIC_KIND_DIV && test->node_kind != RUBRIC_KIND_SPAN;
    }
}
