// SPDX-License-Identifier: MIT
// Whether a node is what a compiled selector says. Each look at a node is charged, so that a
// selector with many relations cannot take unbounded time on a deep tree.
#include "document/document.h"
#include "document/selector.h"

static bool list_matches(const rubric_selector *selector, uint32_t list, rubric_node node);

// The text of a field as selectors compare it; false when the kind has none or it is unset.
static bool field_text(rubric_node node, const struct test *test, rubric_buffer *out) {
    if (test->field == RUBRIC_FIELD_NONE) {
        rubric_buffer_put_slice(out, rubric_node_element(node));
        return out->size > 0;
    }
    if (!rubric_kind_has_field(rubric_node_kind(node), test->field))
        return false;
    switch (rubric_field_type_of(test->field)) {
    case RUBRIC_FIELD_STRING: {
        rubric_slice string = rubric_node_string(node, test->field);
        rubric_buffer_put_slice(out, string);
        return string.size > 0;
    }
    case RUBRIC_FIELD_BOOLEAN: {
        bool boolean = rubric_node_boolean(node, test->field);
        rubric_buffer_put_string(out, boolean ? "true" : "false");
        return boolean || test->comparison != IS_PRESENT;
    }
    case RUBRIC_FIELD_OPTIONAL_BOOLEAN:
        rubric_buffer_put_string(out, rubric_node_boolean(node, test->field) ? "true" : "false");
        return rubric_node_integer(node, test->field) != 0;
    case RUBRIC_FIELD_CHOICE: {
        size_t choice = (size_t)rubric_node_integer(node, test->field);
        rubric_buffer_put_string(out, rubric_field_choices(test->field)[choice]);
        return true;
    }
    case RUBRIC_FIELD_INTEGER:
        rubric_buffer_put_integer(out, rubric_node_integer(node, test->field));
        return true;
    default:
        return rubric_node_value(node, test->field) != NULL;
    }
}

static bool read_number(rubric_slice text, double *out) {
    rubric_value value = rubric_yaml_scalar(text);
    *out = value.type == RUBRIC_VALUE_INTEGER ? (double)value.as.integer : value.as.number;
    return value.type == RUBRIC_VALUE_INTEGER || value.type == RUBRIC_VALUE_NUMBER;
}

static int order_of(rubric_slice a, rubric_slice b) {
    double x, y;
    if (read_number(a, &x) && read_number(b, &y))
        return x < y ? -1 : x > y;
    return rubric_slice_compare(a, b);
}

static bool has_word(rubric_slice text, rubric_slice word) {
    for (size_t begin = 0; word.size && begin < text.size;) {
        size_t end = begin;
        while (end < text.size && text.bytes[end] != ' ')
            end++;
        if (rubric_slice_equal(rubric_slice_part(text, begin, end), word))
            return true;
        begin = end + 1;
    }
    return false;
}

static bool compare(enum comparison comparison, rubric_slice text, rubric_slice value) {
    switch (comparison) {
    case IS_PRESENT:
        return true;
    case EQUAL:
        return order_of(text, value) == 0;
    case NOT_EQUAL:
        return order_of(text, value) != 0;
    case LESS:
        return order_of(text, value) < 0;
    case LESS_EQUAL:
        return order_of(text, value) <= 0;
    case GREATER:
        return order_of(text, value) > 0;
    case GREATER_EQUAL:
        return order_of(text, value) >= 0;
    case BEGINS:
        return text.size >= value.size &&
               rubric_slice_equal(rubric_slice_part(text, 0, value.size), value);
    case ENDS:
        return text.size >= value.size &&
               rubric_slice_equal(rubric_slice_part(text, text.size - value.size, text.size),
                                  value);
    case HOLDS:
        return rubric_slice_find(text, value, 0) != SIZE_MAX;
    default:
        return has_word(text, value);
    }
}

static bool field_matches(const struct test *test, rubric_node node) {
    rubric_buffer text;
    rubric_buffer_init(&text, node.document->context);
    bool matches = field_text(node, test, &text) &&
                   compare(test->comparison, rubric_buffer_slice(&text), test->value);
    rubric_buffer_clear(&text);
    return matches;
}

static bool attribute_matches(const struct test *test, rubric_node node) {
    rubric_slice value;
    return rubric_node_attribute(node, test->name, &value) &&
           compare(test->comparison, value, test->value);
}

// A name matches the element that was read, or the kind that stands for it where nothing was.
static bool element_matches(const struct test *test, rubric_node node) {
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

static bool nth_matches(const struct test *test, rubric_node node) {
    int32_t index = 1;
    rubric_node other = node;
    bool from_end = test->kind == TEST_NTH_LAST_CHILD;
    while ((other = from_end ? rubric_node_next(other) : rubric_node_previous(other)).id) {
        if (test->step == 0 && index >= test->offset)
            return false;
        rubric_context_charge(node.document->context, 1);
        index++;
    }
    int32_t rest = index - test->offset;
    return test->step == 0 ? rest == 0 : rest % test->step == 0 && rest / test->step >= 0;
}

static bool contains(const struct test *test, rubric_node node) {
    rubric_buffer text;
    rubric_buffer_init(&text, node.document->context);
    rubric_node_text(&text, node);
    rubric_context_charge(node.document->context, text.size);
    bool found = rubric_slice_find(rubric_buffer_slice(&text), test->value, 0) != SIZE_MAX;
    rubric_buffer_clear(&text);
    return found;
}

static bool has(const rubric_selector *selector, uint32_t list, rubric_node node) {
    rubric_cursor cursor = rubric_cursor_begin(node);
    while (rubric_cursor_next(&cursor))
        if (cursor.entering && cursor.node.id != node.id &&
            list_matches(selector, list, cursor.node))
            return true;
    return false;
}

static bool test_matches(const rubric_selector *selector, const struct test *test,
                         rubric_node node) {
    rubric_slice value;
    switch (test->kind) {
    case TEST_ANY:
        return true;
    case TEST_KIND:
        return rubric_node_kind(node) == test->node_kind;
    case TEST_ELEMENT:
        return element_matches(test, node);
    case TEST_ID:
        return rubric_node_attribute(node, rubric_slice_make("id", 2), &value) &&
               rubric_slice_equal(value, test->name);
    case TEST_CLASS:
        return rubric_node_has_class(node, test->name);
    case TEST_FIELD:
        return field_matches(test, node);
    case TEST_ATTRIBUTE:
        return attribute_matches(test, node);
    case TEST_NOT:
        return !list_matches(selector, test->list, node);
    case TEST_IS:
        return list_matches(selector, test->list, node);
    case TEST_HAS:
        return has(selector, test->list, node);
    case TEST_EMPTY:
        return !rubric_node_first(node).id && node_of(node)->text_begin == node_of(node)->text_end;
    case TEST_ROOT:
        return !rubric_node_parent(node).id;
    case TEST_CONTAINS:
        return contains(test, node);
    default:
        return nth_matches(test, node);
    }
}

static bool compound_matches(const rubric_selector *selector, const struct compound *compound,
                             rubric_node node) {
    if (!rubric_context_charge(node.document->context, 1))
        return false;
    for (uint32_t i = 0; i < compound->count; i++)
        if (!test_matches(selector, &selector->tests[compound->first + i], node))
            return false;
    return true;
}

// Matches a chain from right to left; recursion is as deep as the chain is long, at most 16.
static bool chain_matches(const rubric_selector *selector, const struct chain *chain,
                          uint32_t index, rubric_node node) {
    const struct compound *compound = &selector->compounds[chain->first + index];
    if (!compound_matches(selector, compound, node))
        return false;
    if (index == 0)
        return true;
    bool goes_up =
        compound->combinator == COMBINE_CHILD || compound->combinator == COMBINE_DESCENDANT;
    bool is_near = compound->combinator == COMBINE_CHILD || compound->combinator == COMBINE_NEXT;
    rubric_node left = goes_up ? rubric_node_parent(node) : rubric_node_previous(node);
    while (left.id) {
        if (chain_matches(selector, chain, index - 1, left))
            return true;
        if (is_near)
            return false;
        left = goes_up ? rubric_node_parent(left) : rubric_node_previous(left);
    }
    return false;
}

static bool list_matches(const rubric_selector *selector, uint32_t list, rubric_node node) {
    for (uint32_t i = 0; i < selector->chain_count; i++)
        if (selector->chains[i].list == list &&
            chain_matches(selector, &selector->chains[i], selector->chains[i].count - 1, node))
            return true;
    return false;
}

bool rubric_selector_matches(const rubric_selector *selector, rubric_node node) {
    return list_matches(selector, 0, node);
}

static uint32_t test_weight(const struct test *test) {
    switch (test->kind) {
    case TEST_ID:
        return 1 << 16;
    case TEST_ANY:
        return 0;
    case TEST_KIND:
    case TEST_ELEMENT:
        return 1;
    default:
        return 1 << 8;
    }
}

uint32_t rubric_selector_specificity(const rubric_selector *selector) {
    uint32_t most = 0;
    for (uint32_t i = 0; i < selector->chain_count; i++) {
        uint32_t weight = 0;
        if (selector->chains[i].list != 0)
            continue;
        for (uint32_t c = 0; c < selector->chains[i].count; c++) {
            const struct compound *compound = &selector->compounds[selector->chains[i].first + c];
            for (uint32_t t = 0; t < compound->count; t++)
                weight += test_weight(&selector->tests[compound->first + t]);
        }
        if (weight > most)
            most = weight;
    }
    return most;
}
