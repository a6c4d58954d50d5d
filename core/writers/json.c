// SPDX-License-Identifier: MIT
// JSON: the document's own form, which core/readers/json/document.c reads back without loss.
// document.schema.json describes it. Every node is an object with its kind, its fields, its
// attributes, its text or children, and, for information, its place in the source.
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
    uint32_t depth;   // of content in content
    uint32_t *leaves; // by id: the leaf blocks that were written, counted from 1
    uint32_t leaf_count;
};

static void put_nodes(rubric_buffer *out, rubric_node root, struct contents *contents);

// Content is the object of its node. It stands in content no deeper than RUBRIC_CONTENT_DEPTH,
// which bounds the recursion.
static void put_content(rubric_buffer *out, const rubric_value *content, void *user) {
    struct contents *contents = user;
    rubric_node root = rubric_content_root(contents->document, content);
    if (root.id && contents->depth < RUBRIC_CONTENT_DEPTH) {
        contents->depth++;
        rubric_buffer_put_string(out, "{\"$content\":");
        put_nodes(out, root, contents);
        rubric_buffer_put_byte(out, '}');
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

// Whether a name may be there twice, so that an object would lose one.
static bool may_have_twins(rubric_node node) {
    const struct attribute *all = node.document->attributes;
    uint32_t count = 0;
    for (uint32_t i = node_of(node)->attributes; i; i = all[i - 1].next)
        if (++count > 64)
            return true; // looking for one would take quadratic time
    for (uint32_t i = node_of(node)->attributes; i; i = all[i - 1].next)
        for (uint32_t j = all[i - 1].next; j; j = all[j - 1].next)
            if (rubric_slice_equal(all[i - 1].name, all[j - 1].name))
                return true;
    return false;
}

// An object, or a list of pairs.
static void put_pairs(rubric_buffer *out, rubric_node node) {
    const struct attribute *all = node.document->attributes;
    bool is_list = may_have_twins(node);
    rubric_buffer_put_byte(out, is_list ? '[' : '{');
    for (uint32_t i = node_of(node)->attributes; i; i = all[i - 1].next) {
        if (i != node_of(node)->attributes)
            rubric_buffer_put_byte(out, ',');
        if (is_list)
            rubric_buffer_put_byte(out, '[');
        rubric_json_write_string(out, all[i - 1].name);
        rubric_buffer_put_byte(out, is_list ? ',' : ':');
        rubric_json_write_string(out, all[i - 1].value);
        if (is_list)
            rubric_buffer_put_byte(out, ']');
    }
    rubric_buffer_put_byte(out, is_list ? ']' : '}');
}

static void put_attributes(rubric_buffer *out, rubric_node node) {
    if (rubric_node_element(node).size) {
        put_key(out, "element");
        rubric_json_write_string(out, rubric_node_element(node));
    }
    if (node_of(node)->attributes) {
        put_key(out, "attributes");
        put_pairs(out, node);
    }
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
    if (contents->depth == 0 && rubric_kind_is_leaf(kind))
        contents->leaves[node.id] = ++contents->leaf_count;
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

/* ---- Parts of a document ---- */

// What is around a node that cannot stand in a document by itself: a row and its table.
static uint32_t count_around(rubric_node node) {
    uint32_t count = 0;
    while (!rubric_kind_may_contain(RUBRIC_KIND_DOCUMENT, rubric_node_kind(node)) &&
           rubric_node_parent(node).id) {
        node = rubric_node_parent(node);
        count++;
    }
    return count;
}

static rubric_node ancestor(rubric_node node, uint32_t distance) {
    while (distance--)
        node = rubric_node_parent(node);
    return node;
}

// The path to the node, and all that stands in it.
static void put_part(rubric_buffer *out, rubric_node root, struct contents *contents) {
    uint32_t around = count_around(root);
    for (uint32_t i = around; i > 0; i--)
        enter(out, ancestor(root, i), contents);
    put_nodes(out, root, contents);
    for (uint32_t i = 1; i <= around; i++)
        leave(out, ancestor(root, i));
}

static void put_children(rubric_buffer *out, rubric_node root, struct contents *contents) {
    for (rubric_node child = rubric_node_first(root); child.id && !out->failed;
         child = rubric_node_next(child)) {
        if (rubric_node_previous(child).id)
            rubric_buffer_put_byte(out, ',');
        put_nodes(out, child, contents);
    }
}

/* ---- Layers ---- */

// A block is the index of a leaf block in document order; those that were not written have none.
static bool put_span(rubric_buffer *out, const rubric_annotation *span, struct contents *contents,
                     bool is_first) {
    uint32_t block = contents->leaves[span->block.id], end = contents->leaves[span->end_block.id];
    if (!block || !end)
        return false;
    rubric_buffer_put_string(out, is_first ? "{\"block\":" : ",{\"block\":");
    rubric_buffer_put_integer(out, block - 1);
    put_key(out, "begin");
    rubric_buffer_put_integer(out, span->begin);
    if (end != block) {
        put_key(out, "end_block");
        rubric_buffer_put_integer(out, end - 1);
    }
    put_key(out, "end");
    rubric_buffer_put_integer(out, span->end);
    const struct {
        const char *name;
        rubric_slice text;
    } texts[] = {{"label", span->label}, {"rule", span->rule}};
    for (size_t i = 0; i < 2; i++)
        if (texts[i].text.size) {
            put_key(out, texts[i].name);
            rubric_json_write_string(out, texts[i].text);
        }
    if (span->has_score) {
        rubric_value score = rubric_value_number(span->score);
        put_key(out, "score");
        put_value(out, &score, contents);
    }
    if (span->data) {
        put_key(out, "data");
        put_value(out, span->data, contents);
    }
    rubric_buffer_put_byte(out, '}');
    return true;
}

static void put_layers(rubric_buffer *out, struct contents *contents) {
    rubric_document *document = contents->document;
    rubric_annotation span;
    rubric_slice name;
    put_key(out, "layers");
    rubric_buffer_put_byte(out, '{');
    for (size_t n = 0; rubric_document_layer(document, n, &name) && !out->failed; n++) {
        if (n)
            rubric_buffer_put_byte(out, ',');
        rubric_json_write_string(out, name);
        rubric_buffer_put_string(out, ":[");
        bool is_first = true;
        for (size_t i = 0; rubric_layer_at(document, name, i, &span) && !out->failed; i++)
            if (put_span(out, &span, contents, is_first))
                is_first = false;
        rubric_buffer_put_byte(out, ']');
    }
    rubric_buffer_put_byte(out, '}');
}

static void put_media(rubric_buffer *out, const rubric_document *document) {
    rubric_media media;
    put_key(out, "media");
    rubric_buffer_put_byte(out, '[');
    for (size_t i = 0; rubric_document_media_at(document, i, &media) && !out->failed; i++) {
        rubric_buffer_put_string(out, i ? ",{\"name\":" : "{\"name\":");
        rubric_json_write_string(out, media.name);
        if (media.type.size) {
            put_key(out, "type");
            rubric_json_write_string(out, media.type);
        }
        put_key(out, "bytes");
        rubric_buffer_put_byte(out, '"');
        rubric_base64_encode(out, media.bytes);
        rubric_buffer_put_string(out, "\"}");
    }
    rubric_buffer_put_byte(out, ']');
}

/* ---- The whole ---- */

static void put_facts(rubric_buffer *out, struct contents *contents) {
    rubric_document *document = contents->document;
    rubric_slice format = rubric_document_format(document), url = rubric_document_url(document);
    if (format.size) {
        put_key(out, "format");
        rubric_json_write_string(out, format);
    }
    if (url.size) {
        put_key(out, "url");
        rubric_json_write_string(out, url);
    }
    put_attributes(out, rubric_document_root(document));
    put_key(out, "metadata");
    put_value(out, rubric_document_metadata(document), contents);
    if (rubric_document_head(document)->type != RUBRIC_VALUE_NULL) {
        put_key(out, "head");
        put_value(out, rubric_document_head(document), contents);
    }
}

static void put_document(rubric_buffer *out, rubric_node root, struct contents *contents) {
    rubric_buffer_put_string(out, "{\"rubric\":1");
    put_facts(out, contents);
    put_key(out, "children");
    rubric_buffer_put_byte(out, '[');
    if (rubric_node_kind(root) == RUBRIC_KIND_DOCUMENT)
        put_children(out, root, contents);
    else
        put_part(out, root, contents);
    rubric_buffer_put_byte(out, ']');
    rubric_slice name;
    if (rubric_document_layer(contents->document, 0, &name))
        put_layers(out, contents);
    rubric_media media;
    if (rubric_document_media_at(contents->document, 0, &media))
        put_media(out, contents->document);
    rubric_buffer_put_string(out, "}\n");
}

void rubric_json_document_write(rubric_buffer *out, rubric_document *document,
                                const rubric_write_options *options) {
    size_t size = (document->node_count + 1) * sizeof(uint32_t);
    struct contents contents = {.document = document};
    contents.leaves = rubric_context_allocate(document->context, size);
    if (!contents.leaves) {
        out->failed = true;
        return;
    }
    memset(contents.leaves, 0, size);
    put_document(out, written_root(document, options), &contents);
    rubric_context_release(document->context, contents.leaves, size);
}
