// SPDX-License-Identifier: MIT
// Whether two trees say the same, however their text is cut into runs.
#include "document/document.h"

/** A tree as a row of events; the text of neighbouring runs flows together. */
struct stream {
    rubric_cursor cursor;
    rubric_slice text; // what is left of the run
    bool has_ended;
};

static rubric_slice own_text(rubric_node node) {
    return plane_part(node.document, node_of(node)->text_begin, node_of(node)->text_end);
}

// Goes on to the next text or node.
static void advance(struct stream *stream) {
    while (stream->text.size == 0) {
        stream->has_ended = !rubric_cursor_next(&stream->cursor);
        if (stream->has_ended || rubric_node_kind(stream->cursor.node) != RUBRIC_KIND_TEXT)
            return;
        if (stream->cursor.entering)
            stream->text = own_text(stream->cursor.node);
    }
}

static bool equal_values(rubric_node a, rubric_node b, rubric_field field) {
    const rubric_value *x = rubric_node_value(a, field), *y = rubric_node_value(b, field);
    if (!x || !y)
        return x == y;
    if (x->type != RUBRIC_VALUE_CONTENT || y->type != RUBRIC_VALUE_CONTENT)
        return rubric_value_equal(x, y);
    return rubric_node_equal(node_value(a.document, x->as.content),
                             node_value(b.document, y->as.content));
}

static bool equal_fields(rubric_node a, rubric_node b) {
    rubric_kind kind = rubric_node_kind(a);
    rubric_field field;
    for (size_t i = 0; (field = rubric_kind_field(kind, i)) != RUBRIC_FIELD_NONE; i++) {
        rubric_field_type type = rubric_field_type_of(field);
        bool is_equal =
            type == RUBRIC_FIELD_STRING
                ? rubric_slice_equal(rubric_node_string(a, field), rubric_node_string(b, field))
            : type == RUBRIC_FIELD_VALUE
                ? equal_values(a, b, field)
                : rubric_node_integer(a, field) == rubric_node_integer(b, field);
        if (!is_equal)
            return false;
    }
    return true;
}

// In the same order, as most often, a name that is there twice included.
static bool equal_in_order(rubric_node a, rubric_node b) {
    uint32_t i = node_of(a)->attributes, j = node_of(b)->attributes;
    while (i && j) {
        const struct attribute *x = &a.document->attributes[i - 1];
        const struct attribute *y = &b.document->attributes[j - 1];
        if (!rubric_slice_equal(x->name, y->name) || !rubric_slice_equal(x->value, y->value))
            return false;
        i = x->next;
        j = y->next;
    }
    return i == j;
}

static bool equal_attributes(rubric_node a, rubric_node b) {
    if (equal_in_order(a, b))
        return true;
    rubric_slice name, value, other;
    size_t count = 0;
    while (rubric_node_attribute_at(a, count, &name, &value)) {
        if (!rubric_node_attribute(b, name, &other) || !rubric_slice_equal(value, other))
            return false;
        count++;
    }
    return !rubric_node_attribute_at(b, count, &name, &value);
}

static bool equal_nodes(rubric_node a, rubric_node b) {
    return rubric_node_kind(a) == rubric_node_kind(b) && equal_fields(a, b) &&
           rubric_slice_equal(rubric_node_element(a), rubric_node_element(b)) &&
           equal_attributes(a, b) &&
           (rubric_kind_content(rubric_node_kind(a)) != RUBRIC_CONTENT_TEXT ||
            rubric_slice_equal(own_text(a), own_text(b)));
}

// Takes as much text from both as both have; false where it differs.
static bool take_text(struct stream *a, struct stream *b) {
    size_t size = a->text.size < b->text.size ? a->text.size : b->text.size;
    bool is_equal = memcmp(a->text.bytes, b->text.bytes, size) == 0;
    a->text = rubric_slice_part(a->text, size, a->text.size);
    b->text = rubric_slice_part(b->text, size, b->text.size);
    return is_equal;
}

bool rubric_node_equal(rubric_node a, rubric_node b) {
    struct stream left = {rubric_cursor_begin(a), {"", 0}, false};
    struct stream right = {rubric_cursor_begin(b), {"", 0}, false};
    // A run by itself is a text like any other.
    while (rubric_context_charge(a.document->context, 1)) {
        advance(&left);
        advance(&right);
        bool is_text = left.text.size > 0;
        if (left.has_ended != right.has_ended || is_text != (right.text.size > 0))
            return false;
        if (left.has_ended)
            return true;
        if (is_text
                ? !take_text(&left, &right)
                : left.cursor.entering != right.cursor.entering ||
                      (left.cursor.entering && !equal_nodes(left.cursor.node, right.cursor.node)))
            return false;
    }
    return false;
}
