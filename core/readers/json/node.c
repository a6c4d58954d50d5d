// SPDX-License-Identifier: MIT
// Nodes of the document's own JSON, told by the table of kinds.
#include <stdio.h>

#include "readers/json/document.h"

enum { NODE_DEPTH = 400 }; // blocks and inlines in each other, more than any reader makes

static const char *const common[] = {"kind", "element", "attributes", "source", "text", "children"};
enum { COMMON_COUNT = sizeof common / sizeof *common, BARE_COUNT = COMMON_COUNT - 2 };

static bool is_named(const rubric_entry *member, const char *name) {
    return rubric_slice_equal(member->key, rubric_slice_of(name));
}

/* ---- Attributes ---- */

static bool add_attribute(struct json_reading *reading, uint32_t id, rubric_slice name,
                          const rubric_value *value) {
    if (!rubric_json_is(reading, value, RUBRIC_VALUE_STRING, "an attribute"))
        return false;
    rubric_builder_add_attribute(&reading->builder, id, name, value->as.string);
    return true;
}

static void read_pairs(struct json_reading *reading, uint32_t id, const rubric_value *list) {
    for (uint32_t i = 0; i < list->as.list.count; i++) {
        const rubric_value *pair = &list->as.list.items[i];
        if (pair->type != RUBRIC_VALUE_LIST || pair->as.list.count != 2 ||
            pair->as.list.items[0].type != RUBRIC_VALUE_STRING) {
            rubric_json_refuse(reading, pair, "expected an attribute to be [name, value]");
            return;
        }
        if (!add_attribute(reading, id, pair->as.list.items[0].as.string, &pair->as.list.items[1]))
            return;
    }
}

bool rubric_json_attributes(struct json_reading *reading, uint32_t id, const rubric_entry *member) {
    const rubric_value *value = &member->value;
    if (is_named(member, "element")) {
        if (rubric_json_is(reading, value, RUBRIC_VALUE_STRING, "'element'"))
            node_at(reading->builder.document, id)->element =
                rubric_document_name(reading->builder.document, value->as.string);
        return true;
    }
    if (!is_named(member, "attributes"))
        return false;
    if (value->type == RUBRIC_VALUE_LIST)
        read_pairs(reading, id, value);
    else if (rubric_json_is(reading, value, RUBRIC_VALUE_MAP, "'attributes'"))
        for (uint32_t i = 0; i < value->as.map.count; i++)
            if (!add_attribute(reading, id, value->as.map.entries[i].key,
                               &value->as.map.entries[i].value))
                break;
    return true;
}

/* ---- Fields ---- */

static int choice_of(struct json_reading *reading, rubric_field field, const rubric_value *value) {
    const char *const *choices = rubric_field_choices(field);
    size_t count = 0;
    for (; choices[count]; count++)
        if (rubric_slice_equal(value->as.string, rubric_slice_of(choices[count])))
            return (int)count;
    const char *nearest = rubric_nearest(value->as.string, choices, count);
    rubric_json_refuse(reading, value, "'%s' cannot be '%.*s'%s%s%s", rubric_field_name(field),
                       (int)(value->as.string.size < 40 ? value->as.string.size : 40),
                       value->as.string.bytes, nearest ? "; did you mean '" : "",
                       nearest ? nearest : "", nearest ? "'?" : "");
    return 0;
}

static void set_integer(struct json_reading *reading, uint32_t id, rubric_field field,
                        const rubric_value *value, int64_t integer) {
    rubric_node node = node_value(reading->builder.document, id);
    rubric_error error;
    if (rubric_node_set_integer(node, field, integer, &error) != RUBRIC_OK)
        rubric_json_refuse(reading, value, "%s", error.message);
}

static void read_field(struct json_reading *reading, uint32_t id, rubric_field field,
                       const rubric_value *value) {
    static const rubric_value_type wanted[] = {
        [RUBRIC_FIELD_BOOLEAN] = RUBRIC_VALUE_BOOLEAN,
        [RUBRIC_FIELD_OPTIONAL_BOOLEAN] = RUBRIC_VALUE_BOOLEAN,
        [RUBRIC_FIELD_INTEGER] = RUBRIC_VALUE_INTEGER,
        [RUBRIC_FIELD_STRING] = RUBRIC_VALUE_STRING,
        [RUBRIC_FIELD_CHOICE] = RUBRIC_VALUE_STRING,
    };
    rubric_field_type type = rubric_field_type_of(field);
    if (type == RUBRIC_FIELD_VALUE) {
        rubric_value copy = rubric_json_value(reading, value);
        if (!json_failed(reading))
            rubric_node_set_value(node_value(reading->builder.document, id), field, &copy, NULL);
        return;
    }
    char name[40];
    snprintf(name, sizeof name, "'%s'", rubric_field_name(field));
    if (!rubric_json_is(reading, value, wanted[type], name))
        return;
    switch (type) {
    case RUBRIC_FIELD_STRING:
        rubric_builder_set_string(&reading->builder, id, field, value->as.string, false);
        break;
    case RUBRIC_FIELD_CHOICE:
        set_integer(reading, id, field, value, choice_of(reading, field, value));
        break;
    case RUBRIC_FIELD_INTEGER:
        set_integer(reading, id, field, value, value->as.integer);
        break;
    default:
        set_integer(reading, id, field, value,
                    value->as.boolean + (type == RUBRIC_FIELD_OPTIONAL_BOOLEAN));
        break;
    }
}

// Names that a node of a kind takes, for a message.
static void refuse_member(struct json_reading *reading, rubric_kind kind,
                          const rubric_entry *member) {
    const char *names[COMMON_COUNT + RUBRIC_KIND_FIELDS];
    size_t count = 0;
    for (; count < BARE_COUNT; count++)
        names[count] = common[count];
    if (rubric_kind_content(kind) == RUBRIC_CONTENT_TEXT)
        names[count++] = "text";
    else if (rubric_kind_content(kind) != RUBRIC_CONTENT_NONE)
        names[count++] = "children";
    for (size_t i = 0; rubric_kind_field(kind, i) != RUBRIC_FIELD_NONE; i++)
        names[count++] = rubric_field_name(rubric_kind_field(kind, i));
    rubric_json_unknown(reading, member, rubric_kind_name(kind), names, count);
}

/* ---- Nodes ---- */

static rubric_kind kind_of(struct json_reading *reading, const rubric_value *value) {
    const rubric_value *name =
        value->type == RUBRIC_VALUE_MAP ? rubric_value_find(value, rubric_slice_of("kind")) : NULL;
    if (!name || name->type != RUBRIC_VALUE_STRING) {
        rubric_json_refuse(reading, name ? name : value,
                           "expected a node, an object with a 'kind', as {\"kind\": \"text\"}");
        return RUBRIC_KIND_NONE;
    }
    rubric_kind kind = rubric_kind_find(name->as.string);
    if (kind != RUBRIC_KIND_NONE)
        return kind;
    const char *names[RUBRIC_KIND_COUNT];
    size_t count = 0;
    for (int i = RUBRIC_KIND_HEADING; i < RUBRIC_KIND_COUNT; i++)
        names[count++] = rubric_kind_name((rubric_kind)i);
    const char *nearest = rubric_nearest(name->as.string, names, count);
    rubric_json_refuse(reading, name, "there is no kind '%.*s'%s%s%s",
                       (int)(name->as.string.size < 40 ? name->as.string.size : 40),
                       name->as.string.bytes, nearest ? "; did you mean '" : "",
                       nearest ? nearest : "", nearest ? "'?" : "");
    return RUBRIC_KIND_NONE;
}

// Whether the text stands in the JSON as it is, one byte behind its offset.
static bool is_verbatim(const struct json_reading *reading, const rubric_value *value) {
    rubric_slice source = rubric_document_source(reading->builder.document);
    rubric_slice text = value->as.string;
    size_t begin = (size_t)value->offset + 1;
    return begin + text.size < source.size && source.bytes[begin + text.size] == '"' &&
           (text.size == 0 || memcmp(source.bytes + begin, text.bytes, text.size) == 0);
}

static void read_text(struct json_reading *reading, const rubric_value *value) {
    if (!rubric_json_is(reading, value, RUBRIC_VALUE_STRING, "'text'"))
        return;
    bool verbatim = is_verbatim(reading, value);
    rubric_builder_text(&reading->builder, value->as.string,
                        verbatim ? ORIGIN_VERBATIM : ORIGIN_ESCAPE, value->offset + 1,
                        (uint32_t)value->as.string.size);
}

// The members of the innermost open node; its children, if it may have any.
static const rubric_value *read_members(struct json_reading *reading, const rubric_value *value) {
    uint32_t id = reading->builder.parent;
    rubric_kind kind = (rubric_kind)node_at(reading->builder.document, id)->kind;
    rubric_content content = rubric_kind_content(kind);
    const rubric_value *children = NULL;
    for (uint32_t i = 0; i < value->as.map.count && !json_failed(reading); i++) {
        const rubric_entry *member = &value->as.map.entries[i];
        rubric_field field = rubric_field_find(member->key);
        if (is_named(member, "kind") || is_named(member, "source") ||
            rubric_json_attributes(reading, id, member))
            continue;
        if (is_named(member, "text") && content == RUBRIC_CONTENT_TEXT)
            read_text(reading, &member->value);
        else if (is_named(member, "children") &&
                 (content == RUBRIC_CONTENT_INLINES || content == RUBRIC_CONTENT_BLOCKS))
            children = &member->value;
        else if (field != RUBRIC_FIELD_NONE && rubric_kind_has_field(kind, field))
            read_field(reading, id, field, &member->value);
        else
            refuse_member(reading, kind, member);
    }
    if (children && !rubric_json_is(reading, children, RUBRIC_VALUE_LIST, "'children'"))
        return NULL;
    return children;
}

static void push_children(struct json_reading *reading, const rubric_value *list) {
    struct json_children children = {list, 0};
    rubric_buffer_put(&reading->children, (const char *)&children, sizeof children);
}

static void open_node(struct json_reading *reading, const rubric_value *value) {
    struct rubric_builder *builder = &reading->builder;
    rubric_kind kind = kind_of(reading, value);
    if (kind == RUBRIC_KIND_NONE)
        return;
    rubric_kind parent = (rubric_kind)node_at(builder->document, builder->parent)->kind;
    if (!rubric_kind_may_contain(parent, kind)) {
        rubric_json_refuse(reading, value, "a %s cannot stand in a %s", rubric_kind_name(kind),
                           rubric_kind_name(parent));
        return;
    }
    if (builder->depth >= NODE_DEPTH) {
        rubric_json_refuse(reading, value, "nodes are nested deeper than %d levels", NODE_DEPTH);
        return;
    }
    uint32_t id = rubric_builder_add(builder, kind);
    if (!id)
        return;
    builder->parent = id;
    builder->depth++;
    if (reading->depth == 0 && rubric_kind_is_leaf(kind))
        rubric_buffer_put(&reading->leaves, (const char *)&id, sizeof id);
    push_children(reading, read_members(reading, value));
}

static struct json_children *innermost(const struct json_reading *reading) {
    return (struct json_children *)(void *)(reading->children.bytes + reading->children.size) - 1;
}

void rubric_json_children(struct json_reading *reading, const rubric_value *list) {
    push_children(reading, list);
    while (reading->children.size && !json_failed(reading) && !reading->children.failed) {
        struct json_children *children = innermost(reading);
        if (!rubric_context_charge(reading->builder.document->context, 4))
            return;
        if (children->list && children->at < children->list->as.list.count) {
            open_node(reading, &children->list->as.list.items[children->at++]);
        } else {
            reading->children.size -= sizeof *children;
            rubric_builder_close(&reading->builder);
        }
    }
}

void rubric_json_contents(struct json_reading *reading) {
    for (size_t at = 0; at < reading->waiting.size && !json_failed(reading);
         at += sizeof(struct json_waiting)) {
        struct json_waiting waiting;
        memcpy(&waiting, reading->waiting.bytes + at, sizeof waiting);
        rubric_document *document = reading->builder.document;
        rubric_builder_init(&reading->builder, document);
        reading->builder.parent = waiting.root;
        reading->depth = waiting.depth;
        struct node *root = node_at(document, waiting.root);
        root->text_begin = root->text_end = (uint32_t)document->plane.size;
        rubric_json_children(reading, read_members(reading, waiting.node));
    }
}
