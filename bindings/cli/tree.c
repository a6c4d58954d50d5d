// SPDX-License-Identifier: MIT
// Shows the nodes of a document: what `rubric inspect` prints.
#include "tree.h"

enum { TEXT_SIZE = 60 }; // bytes of a node's text that people see

static bool is_set(rubric_node node, rubric_field field) {
    switch (rubric_field_type_of(field)) {
    case RUBRIC_FIELD_STRING:
        return rubric_node_string(node, field).size > 0;
    case RUBRIC_FIELD_VALUE:
        return rubric_node_value(node, field) != NULL;
    default:
        return rubric_node_integer(node, field) != 0;
    }
}

static void put_choice(rubric_buffer *out, rubric_field field, int64_t index) {
    const char *const *choices = rubric_field_choices(field);
    int64_t count = 0;
    while (choices != NULL && choices[count] != NULL)
        count++;
    rubric_json_write_string(out, rubric_slice_of(index < count ? choices[index] : ""));
}

// Content is its text.
static void put_value(rubric_buffer *out, rubric_document *document, const rubric_value *value) {
    rubric_value flat;
    if (rubric_document_flat_value(&flat, rubric_document_arena(document), document, value) !=
        RUBRIC_OK)
        out->failed = true;
    else
        rubric_json_write(out, &flat, 0);
}

// The value of a field as JSON, which people can read too.
static void put_field(rubric_buffer *out, rubric_node node, rubric_field field) {
    int64_t integer = rubric_node_integer(node, field);
    switch (rubric_field_type_of(field)) {
    case RUBRIC_FIELD_BOOLEAN:
        rubric_buffer_put_string(out, integer != 0 ? "true" : "false");
        break;
    case RUBRIC_FIELD_OPTIONAL_BOOLEAN: // 0 absent, 1 false, 2 true
        rubric_buffer_put_string(out, integer == 2 ? "true" : "false");
        break;
    case RUBRIC_FIELD_INTEGER:
        rubric_buffer_put_integer(out, integer);
        break;
    case RUBRIC_FIELD_STRING:
        rubric_json_write_string(out, rubric_node_string(node, field));
        break;
    case RUBRIC_FIELD_CHOICE:
        put_choice(out, field, integer);
        break;
    case RUBRIC_FIELD_VALUE:
        put_value(out, node.document, rubric_node_value(node, field));
        break;
    }
}

static bool has_text(rubric_node node) {
    rubric_content content = rubric_kind_content(rubric_node_kind(node));
    return content == RUBRIC_CONTENT_TEXT;
}

static void put_position(rubric_buffer *out, rubric_node node) {
    rubric_range range = rubric_node_source(node);
    size_t begin = out->size;
    if (range.known) {
        rubric_position position = rubric_document_position(node.document, range.begin);
        rubric_buffer_put_integer(out, position.line);
        rubric_buffer_put_byte(out, ':');
        rubric_buffer_put_integer(out, position.column);
    }
    size_t width = out->size - begin;
    rubric_buffer_put_repeated(out, ' ', width < 8 ? 8 - width : 1);
}

static void put_excerpt(rubric_buffer *out, rubric_node node) {
    rubric_slice text = rubric_node_plane(node);
    bool is_cut = text.size > TEXT_SIZE;
    if (is_cut)
        text.size = rubric_utf8_floor(text, TEXT_SIZE);
    rubric_buffer_put_byte(out, ' ');
    rubric_json_write_string(out, text);
    rubric_buffer_put_string(out, is_cut ? " …" : "");
}

static void put_fields(rubric_buffer *out, rubric_node node) {
    rubric_kind kind = rubric_node_kind(node);
    rubric_field field;
    for (size_t i = 0; (field = rubric_kind_field(kind, i)) != RUBRIC_FIELD_NONE; i++) {
        if (!is_set(node, field))
            continue;
        rubric_buffer_put_byte(out, ' ');
        rubric_buffer_put_string(out, rubric_field_name(field));
        rubric_buffer_put_byte(out, '=');
        put_field(out, node, field);
    }
    rubric_slice name, value;
    for (size_t i = 0; rubric_node_attribute_at(node, i, &name, &value); i++) {
        rubric_buffer_put_string(out, " @");
        rubric_buffer_put_slice(out, name);
        rubric_buffer_put_byte(out, '=');
        rubric_json_write_string(out, value);
    }
}

void rubric_tree_print(rubric_buffer *out, rubric_document *document) {
    rubric_cursor cursor = rubric_cursor_begin(rubric_document_root(document));
    size_t depth = 0;
    while (rubric_cursor_next(&cursor)) {
        if (!cursor.entering) {
            depth--;
            continue;
        }
        put_position(out, cursor.node);
        rubric_buffer_put_repeated(out, ' ', 2 * depth);
        rubric_buffer_put_string(out, rubric_kind_name(rubric_node_kind(cursor.node)));
        rubric_slice element = rubric_node_element(cursor.node);
        if (element.size > 0) {
            rubric_buffer_put_string(out, " <");
            rubric_buffer_put_slice(out, element);
            rubric_buffer_put_byte(out, '>');
        }
        put_fields(out, cursor.node);
        if (has_text(cursor.node))
            put_excerpt(out, cursor.node);
        rubric_buffer_put_byte(out, '\n');
        depth++;
    }
}

static void put_json_fields(rubric_buffer *out, rubric_node node) {
    rubric_kind kind = rubric_node_kind(node);
    rubric_field field;
    for (size_t i = 0; (field = rubric_kind_field(kind, i)) != RUBRIC_FIELD_NONE; i++) {
        if (!is_set(node, field))
            continue;
        rubric_buffer_put_string(out, ",\"");
        rubric_buffer_put_string(out, rubric_field_name(field));
        rubric_buffer_put_string(out, "\":");
        put_field(out, node, field);
    }
    rubric_slice name, value;
    bool has_attributes = rubric_node_attribute_at(node, 0, &name, &value);
    rubric_buffer_put_string(out, has_attributes ? ",\"attributes\":" : "");
    for (size_t i = 0; rubric_node_attribute_at(node, i, &name, &value); i++) {
        rubric_buffer_put_byte(out, i == 0 ? '{' : ',');
        rubric_json_write_string(out, name);
        rubric_buffer_put_byte(out, ':');
        rubric_json_write_string(out, value);
    }
    rubric_buffer_put_string(out, has_attributes ? "}" : "");
}

static void put_json_node(rubric_buffer *out, rubric_node node, size_t depth) {
    rubric_buffer_put_string(out, ",\"depth\":");
    rubric_buffer_put_integer(out, (int64_t)depth);
    rubric_buffer_put_string(out, ",\"kind\":\"");
    rubric_buffer_put_string(out, rubric_kind_name(rubric_node_kind(node)));
    rubric_buffer_put_byte(out, '"');
    rubric_slice element = rubric_node_element(node);
    if (element.size > 0) {
        rubric_buffer_put_string(out, ",\"element\":");
        rubric_json_write_string(out, element);
    }
    rubric_range range = rubric_node_source(node);
    if (range.known) {
        rubric_position position = rubric_document_position(node.document, range.begin);
        rubric_buffer_put_string(out, ",\"line\":");
        rubric_buffer_put_integer(out, position.line);
        rubric_buffer_put_string(out, ",\"column\":");
        rubric_buffer_put_integer(out, position.column);
    }
    put_json_fields(out, node);
    if (has_text(node)) {
        rubric_buffer_put_string(out, ",\"text\":");
        rubric_json_write_string(out, rubric_node_plane(node));
    }
    rubric_buffer_put_string(out, "}\n");
}

void rubric_tree_put_json(rubric_buffer *out, rubric_document *document, rubric_slice name) {
    rubric_cursor cursor = rubric_cursor_begin(rubric_document_root(document));
    size_t depth = 0;
    while (rubric_cursor_next(&cursor)) {
        if (!cursor.entering) {
            depth--;
            continue;
        }
        rubric_buffer_put_string(out, "{\"input\":");
        rubric_json_write_string(out, name);
        put_json_node(out, cursor.node, depth++);
    }
}
