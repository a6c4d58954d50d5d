// SPDX-License-Identifier: MIT
// JSON: the document's own form. Every node is an object with its kind, its fields, its
// attributes, its place in the source, and its text or children.
#include "data/json.h"
#include "document/document.h"
#include "writers/writers.h"

static void put_key(rubric_buffer *out, const char *name) {
    rubric_buffer_put_byte(out, ',');
    rubric_json_write_string(out, rubric_slice_of(name));
    rubric_buffer_put_byte(out, ':');
}

struct contents {
    rubric_document *document;
    uint32_t depth; // of content in content
};

static void put_nodes(rubric_buffer *out, rubric_node root, struct contents *contents);

// Content is the object of its node. It stands in content no deeper than RUBRIC_CONTENT_DEPTH,
// which bounds the recursion.
static void put_content(rubric_buffer *out, const rubric_value *content, void *user) {
    struct contents *contents = user;
    rubric_node root = rubric_content_root(contents->document, content);
    if (root.id && contents->depth < RUBRIC_CONTENT_DEPTH) {
        contents->depth++;
        put_nodes(out, root, contents);
        contents->depth--;
    } else {
        rubric_buffer_put_string(out, "null");
    }
}

static void put_value(rubric_buffer *out, const rubric_value *value, struct contents *contents) {
    struct rubric_json_content content = {put_content, contents};
    rubric_json_write_content(out, value, &content);
}

static void put_field(rubric_buffer *out, rubric_node node, rubric_field field,
                      struct contents *contents) {
    const char *name = rubric_field_name(field);
    int64_t integer = rubric_node_integer(node, field);
    switch (rubric_field_type_of(field)) {
    case RUBRIC_FIELD_BOOLEAN:
        if (integer) {
            put_key(out, name);
            rubric_buffer_put_string(out, "true");
        }
        break;
    case RUBRIC_FIELD_OPTIONAL_BOOLEAN:
        if (integer) {
            put_key(out, name);
            rubric_buffer_put_string(out, integer == 2 ? "true" : "false");
        }
        break;
    case RUBRIC_FIELD_INTEGER:
        put_key(out, name);
        rubric_buffer_put_integer(out, integer);
        break;
    case RUBRIC_FIELD_CHOICE:
        put_key(out, name);
        rubric_json_write_string(out, rubric_slice_of(rubric_field_choices(field)[integer]));
        break;
    case RUBRIC_FIELD_STRING:
        if (rubric_node_string(node, field).size) {
            put_key(out, name);
            rubric_json_write_string(out, rubric_node_string(node, field));
        }
        break;
    case RUBRIC_FIELD_VALUE:
        if (rubric_node_value(node, field)) {
            put_key(out, name);
            put_value(out, rubric_node_value(node, field), contents);
        }
        break;
    }
}

static void put_attributes(rubric_buffer *out, rubric_node node) {
    rubric_slice name, value;
    if (rubric_node_element(node).size) {
        put_key(out, "element");
        rubric_json_write_string(out, rubric_node_element(node));
    }
    for (size_t i = 0; rubric_node_attribute_at(node, i, &name, &value); i++) {
        if (i == 0)
            put_key(out, "attributes");
        rubric_buffer_put_byte(out, i == 0 ? '{' : ',');
        rubric_json_write_string(out, name);
        rubric_buffer_put_byte(out, ':');
        rubric_json_write_string(out, value);
    }
    if (rubric_node_attribute_at(node, 0, &name, &value))
        rubric_buffer_put_byte(out, '}');
}

static void put_source(rubric_buffer *out, rubric_node node) {
    rubric_range range = rubric_node_source(node);
    if (!range.known)
        return;
    put_key(out, "source");
    rubric_buffer_put_byte(out, '[');
    rubric_buffer_put_integer(out, (int64_t)rubric_document_original(node.document, range.begin));
    rubric_buffer_put_byte(out, ',');
    rubric_buffer_put_integer(out, (int64_t)rubric_document_original(node.document, range.end));
    rubric_buffer_put_byte(out, ']');
}

static void enter(rubric_buffer *out, rubric_node node, struct contents *contents) {
    rubric_kind kind = rubric_node_kind(node);
    rubric_buffer_put_string(out, "{\"kind\":");
    rubric_json_write_string(out, rubric_slice_of(rubric_kind_name(kind)));
    for (size_t i = 0; rubric_kind_field(kind, i) != RUBRIC_FIELD_NONE; i++)
        put_field(out, node, rubric_kind_field(kind, i), contents);
    put_attributes(out, node);
    put_source(out, node);
    if (rubric_kind_content(kind) == RUBRIC_CONTENT_TEXT) {
        put_key(out, "text");
        rubric_json_write_string(out, rubric_node_plane(node));
    } else if (rubric_kind_content(kind) != RUBRIC_CONTENT_NONE) {
        put_key(out, "children");
        rubric_buffer_put_byte(out, '[');
    }
}

static void leave(rubric_buffer *out, rubric_node node) {
    rubric_content content = rubric_kind_content(rubric_node_kind(node));
    if (content == RUBRIC_CONTENT_INLINES || content == RUBRIC_CONTENT_BLOCKS)
        rubric_buffer_put_byte(out, ']');
    rubric_buffer_put_byte(out, '}');
}

// A node and all in it.
static void put_nodes(rubric_buffer *out, rubric_node root, struct contents *contents) {
    rubric_cursor cursor = rubric_cursor_begin(root);
    while (rubric_cursor_next(&cursor) && !out->failed) {
        bool is_root = cursor.node.id == root.id;
        if (cursor.entering && !is_root && rubric_node_previous(cursor.node).id)
            rubric_buffer_put_byte(out, ',');
        if (cursor.entering)
            enter(out, cursor.node, contents);
        else
            leave(out, cursor.node);
    }
}

void rubric_json_document_write(rubric_buffer *out, rubric_document *document,
                                const rubric_write_options *options) {
    rubric_node root = written_root(document, options);
    struct contents contents = {document, 0};
    rubric_buffer_put_string(out, "{\"rubric\":1,\"metadata\":");
    put_value(out, rubric_document_metadata(document), &contents);
    rubric_buffer_put_string(out, ",\"children\":[");
    for (rubric_node child = rubric_node_first(root); child.id && !out->failed;
         child = rubric_node_next(child)) {
        if (rubric_node_previous(child).id)
            rubric_buffer_put_byte(out, ',');
        put_nodes(out, child, &contents);
    }
    rubric_buffer_put_string(out, "]}\n");
}
