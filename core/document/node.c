// SPDX-License-Identifier: MIT
// One node: its links, fields, element name and attributes.
#include "document/document.h"
#include "document/elements.h"

uint32_t rubric_document_add_node(rubric_document *document, rubric_kind kind) {
    uint32_t index = document->node_count;
    uint32_t page = index >> PAGE_BITS;
    if ((index & (PAGE_NODES - 1)) == 0) {
        if (!rubric_array_reserve(document->context, (void **)&document->pages,
                                  &document->page_capacity, page, sizeof *document->pages))
            return 0;
        document->pages[page] =
            rubric_context_allocate(document->context, PAGE_NODES * sizeof(struct node));
        if (!document->pages[page])
            return 0;
    }
    struct node *node = &document->pages[page][index & (PAGE_NODES - 1)];
    memset(node, 0, sizeof *node);
    node->kind = (uint8_t)kind;
    node->source_begin = node->source_end = RUBRIC_NO_SOURCE;
    node->text_begin = node->text_end = (uint32_t)document->plane.size;
    document->node_count = index + 1;
    return index + 1;
}

rubric_node rubric_document_node(rubric_document *document, uint32_t id) {
    return node_value(document, id <= document->node_count ? id : 0);
}

bool rubric_node_exists(rubric_node node) {
    return node.id != 0 && !(node_of(node)->flags & NODE_REMOVED);
}

rubric_kind rubric_node_kind(rubric_node node) {
    return node.id ? (rubric_kind)node_of(node)->kind : RUBRIC_KIND_NONE;
}

rubric_node rubric_node_parent(rubric_node node) {
    return node_value(node.document, node_of(node)->parent);
}

rubric_node rubric_node_first(rubric_node node) {
    return node_value(node.document, node_of(node)->first);
}

rubric_node rubric_node_last(rubric_node node) {
    return node_value(node.document, node_of(node)->last);
}

rubric_node rubric_node_next(rubric_node node) {
    return node_value(node.document, node_of(node)->next);
}

rubric_node rubric_node_previous(rubric_node node) {
    return node_value(node.document, node_of(node)->previous);
}

rubric_node rubric_node_block(rubric_node node) {
    while (node.id && rubric_kind_is_inline((rubric_kind)node_of(node)->kind))
        node.id = node_of(node)->parent;
    return node;
}

bool rubric_node_is_in(rubric_node node, rubric_node ancestor) {
    while (node.id && node.id != ancestor.id)
        node.id = node_of(node)->parent;
    return node.id != 0;
}

static void number_nodes(rubric_document *document) {
    uint32_t order = 0;
    rubric_cursor cursor = rubric_cursor_begin(rubric_document_root(document));
    while (rubric_cursor_next(&cursor))
        if (cursor.entering)
            document->order[cursor.node.id] = ++order;
    document->order_at = document->revision + 1;
}

uint32_t rubric_node_order(rubric_node node) {
    rubric_document *document = node.document;
    if (document->order_at != document->revision + 1 ||
        document->order_capacity <= document->node_count) {
        size_t size = (document->node_count + 1 + document->node_count / 4) * sizeof(uint32_t);
        uint32_t *order = rubric_context_resize(document->context, document->order,
                                                document->order_capacity * sizeof(uint32_t), size);
        if (!order)
            return 0;
        document->order = order;
        document->order_capacity = (uint32_t)(size / sizeof(uint32_t));
        memset(order, 0, size);
        number_nodes(document);
    }
    return document->order[node.id];
}

// The bits of a field, or 0.
static uint32_t field_bits(rubric_node node, rubric_field field) {
    const struct rubric_field_place *place = rubric_kind_place(rubric_node_kind(node), field);
    if (!place)
        return 0;
    uint32_t slot = node_of(node)->fields[place->slot];
    return place->bits == 32 ? slot : (slot >> place->shift) & ((1u << place->bits) - 1);
}

static rubric_status set_field_bits(rubric_node node, rubric_field field, uint32_t bits,
                                    rubric_error *error) {
    const struct rubric_field_place *place = rubric_kind_place(rubric_node_kind(node), field);
    if (!place)
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT, "a %s has no field '%s'",
                                rubric_kind_name(rubric_node_kind(node)), rubric_field_name(field));
    uint32_t *slot = &node_of(node)->fields[place->slot];
    rubric_document_mark(node.document, node.id, NODE_FIELDS);
    if (place->bits == 32) {
        *slot = bits;
        return RUBRIC_OK;
    }
    uint32_t mask = ((1u << place->bits) - 1) << place->shift;
    *slot = (*slot & ~mask) | ((bits << place->shift) & mask);
    return RUBRIC_OK;
}

int64_t rubric_node_integer(rubric_node node, rubric_field field) {
    int32_t integer = (int32_t)field_bits(node, field);
    bool is_span = field == RUBRIC_FIELD_ROW_SPAN || field == RUBRIC_FIELD_COLUMN_SPAN;
    // A cell that says nothing takes one place, and such a heading is of the first level.
    return (is_span || field == RUBRIC_FIELD_LEVEL) && integer == 0 ? 1 : integer;
}

bool rubric_node_boolean(rubric_node node, rubric_field field) {
    uint32_t bits = field_bits(node, field);
    return rubric_field_type_of(field) == RUBRIC_FIELD_OPTIONAL_BOOLEAN ? bits == 2 : bits != 0;
}

rubric_slice rubric_node_string(rubric_node node, rubric_field field) {
    uint32_t index = field_bits(node, field);
    return node.document->strings[index < node.document->string_count ? index : 0];
}

const rubric_value *rubric_node_value(rubric_node node, rubric_field field) {
    uint32_t index = field_bits(node, field);
    return index < node.document->value_count ? node.document->values[index] : NULL;
}

// Whether a number is one of those that a field with few values has.
static bool is_in_choices(rubric_field field, rubric_field_type type, int64_t integer) {
    const char *const *choices = rubric_field_choices(field);
    int64_t count = type == RUBRIC_FIELD_BOOLEAN            ? 2
                    : type == RUBRIC_FIELD_OPTIONAL_BOOLEAN ? 3
                                                            : 0;
    while (choices && choices[count])
        count++;
    return count == 0 || (integer >= 0 && integer < count);
}

// A heading that was an <h2> and is of level 3 now is an <h3>.
static void rename_element(rubric_node node, rubric_field field, int integer) {
    bool names = field == RUBRIC_FIELD_LEVEL || field == RUBRIC_FIELD_ORDERED ||
                 field == RUBRIC_FIELD_HEADER || field == RUBRIC_FIELD_PART;
    const struct rubric_element *row =
        names ? rubric_element_find(rubric_node_element(node)) : NULL;
    if (!row || row->kind != rubric_node_kind(node) || row->detail == integer)
        return;
    row = rubric_element_of(row->kind, integer);
    node_of(node)->element =
        rubric_document_name(node.document, rubric_slice_of(row ? row->name : ""));
}

rubric_status rubric_node_set_integer(rubric_node node, rubric_field field, int64_t integer,
                                      rubric_error *error) {
    if (rubric_is_missing(node.document, "node", error))
        return RUBRIC_ERROR_ARGUMENT;
    rubric_field_type type = rubric_field_type_of(field);
    if (type == RUBRIC_FIELD_STRING || type == RUBRIC_FIELD_VALUE || integer < INT32_MIN ||
        integer > INT32_MAX || !is_in_choices(field, type, integer))
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT,
                                "field '%s' does not take that number", rubric_field_name(field));
    if (field == RUBRIC_FIELD_ROW_SPAN || field == RUBRIC_FIELD_COLUMN_SPAN ||
        field == RUBRIC_FIELD_PART)
        node.document->revision++; // the grid of the table changes
    rubric_status status = set_field_bits(node, field, (uint32_t)(int32_t)integer, error);
    if (status == RUBRIC_OK && node_of(node)->element)
        rename_element(node, field, (int)integer);
    return status;
}

static bool is_blank(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r' || byte == '\f';
}

rubric_status rubric_node_put_string(rubric_node node, rubric_field field, rubric_slice string,
                                     rubric_error *error) {
    uint32_t index = rubric_document_add_string(node.document, string, false);
    if (index == 0 && string.size)
        return document_failure(node.document, error);
    return set_field_bits(node, field, index, error);
}

static size_t first_word(rubric_slice text) {
    size_t size = 0;
    while (size < text.size && !is_blank(text.bytes[size]))
        size++;
    return size;
}

// The language of code is the first word of its info string: what sets one sets the other.
static rubric_status set_language(rubric_node node, rubric_slice language, rubric_error *error) {
    rubric_slice info = rubric_node_string(node, RUBRIC_FIELD_INFO);
    rubric_buffer changed;
    rubric_buffer_init(&changed, node.document->context);
    rubric_buffer_put_slice(&changed, language);
    rubric_buffer_put_slice(&changed, rubric_slice_part(info, first_word(info), info.size));
    rubric_status status =
        changed.failed
            ? document_failure(node.document, error)
            : rubric_node_put_string(node, RUBRIC_FIELD_INFO, rubric_buffer_slice(&changed), error);
    rubric_buffer_clear(&changed);
    return status == RUBRIC_OK
               ? rubric_node_put_string(node, RUBRIC_FIELD_LANGUAGE, language, error)
               : status;
}

rubric_status rubric_node_set_string(rubric_node node, rubric_field field, rubric_slice string,
                                     rubric_error *error) {
    if (rubric_is_missing(node.document, "node", error))
        return RUBRIC_ERROR_ARGUMENT;
    if (rubric_field_type_of(field) != RUBRIC_FIELD_STRING)
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT, "field '%s' is not a string",
                                rubric_field_name(field));
    if (rubric_utf8_valid(string) != string.size)
        return rubric_error_set(error, RUBRIC_ERROR_ENCODING,
                                "the string for field '%s' is not valid UTF-8",
                                rubric_field_name(field));
    bool is_code = rubric_node_kind(node) == RUBRIC_KIND_CODE_BLOCK;
    if (is_code && field == RUBRIC_FIELD_LANGUAGE)
        return set_language(node, string, error);
    if (is_code && field == RUBRIC_FIELD_INFO) {
        rubric_slice word = rubric_slice_part(string, 0, first_word(string));
        rubric_status status = rubric_node_put_string(node, RUBRIC_FIELD_LANGUAGE, word, error);
        if (status != RUBRIC_OK)
            return status;
    }
    node.document->revision += field == RUBRIC_FIELD_LABEL; // footnotes are counted anew
    return rubric_node_put_string(node, field, string, error);
}

rubric_status rubric_node_set_value(rubric_node node, rubric_field field, const rubric_value *value,
                                    rubric_error *error) {
    if (rubric_is_missing(node.document, "node", error) || rubric_is_missing(value, "value", error))
        return RUBRIC_ERROR_ARGUMENT;
    rubric_document *document = node.document;
    rubric_value *copy = rubric_arena_allocate(document->arena, sizeof *copy);
    if (!copy || rubric_value_copy(copy, document->arena, value) != RUBRIC_OK ||
        !rubric_array_reserve(document->context, (void **)&document->values,
                              &document->value_capacity, document->value_count,
                              sizeof *document->values))
        return document_failure(document, error);
    document->values[document->value_count] = copy;
    document->revision += field == RUBRIC_FIELD_COLUMNS;
    return set_field_bits(node, field, document->value_count++, error);
}

rubric_slice rubric_node_element(rubric_node node) {
    return node.document->names[node_of(node)->element];
}

rubric_status rubric_node_set_element(rubric_node node, rubric_slice name) {
    if (rubric_is_missing(node.document, "node", NULL))
        return RUBRIC_ERROR_ARGUMENT;
    node_of(node)->element = rubric_document_name(node.document, name);
    rubric_document_mark(node.document, node.id, NODE_FIELDS);
    return rubric_context_status(node.document->context);
}

static struct attribute *find_attribute(rubric_node node, rubric_slice name) {
    rubric_document *document = node.document;
    for (uint32_t i = node_of(node)->attributes; i; i = document->attributes[i - 1].next)
        if (rubric_slice_equal(document->attributes[i - 1].name, name))
            return &document->attributes[i - 1];
    return NULL;
}

bool rubric_node_attribute(rubric_node node, rubric_slice name, rubric_slice *value) {
    const struct attribute *attribute = find_attribute(node, name);
    if (attribute && value)
        *value = attribute->value;
    return attribute != NULL;
}

bool rubric_node_attribute_at(rubric_node node, size_t index, rubric_slice *name,
                              rubric_slice *value) {
    const struct attribute *attributes = node.document->attributes;
    uint32_t i = node_of(node)->attributes;
    while (i && index--)
        i = attributes[i - 1].next;
    if (!i)
        return false;
    *name = attributes[i - 1].name;
    *value = attributes[i - 1].value;
    return true;
}

static uint32_t *last_attribute_link(rubric_node node) {
    uint32_t *link = &node_of(node)->attributes;
    while (*link)
        link = &node.document->attributes[*link - 1].next;
    return link;
}

rubric_status rubric_node_set_attribute(rubric_node node, rubric_slice name, rubric_slice value) {
    if (rubric_is_missing(node.document, "node", NULL))
        return RUBRIC_ERROR_ARGUMENT;
    rubric_document *document = node.document;
    rubric_document_mark(document, node.id, NODE_FIELDS);
    rubric_slice copy = rubric_arena_copy(document->arena, value);
    struct attribute *attribute = find_attribute(node, name);
    if (rubric_slice_equal(name, rubric_slice_make("id", 2)))
        rubric_document_take_id(document, copy);
    if (attribute) {
        attribute->value = copy;
        return rubric_context_status(document->context);
    }
    rubric_slice key = rubric_arena_copy(document->arena, name);
    if (!rubric_array_reserve(document->context, (void **)&document->attributes,
                              &document->attribute_capacity, document->attribute_count,
                              sizeof *document->attributes) ||
        !key.bytes)
        return rubric_context_status(document->context);
    *last_attribute_link(node) = document->attribute_count + 1; // after the array has moved
    document->attributes[document->attribute_count++] = (struct attribute){key, copy, 0};
    return RUBRIC_OK;
}

bool rubric_node_remove_attribute(rubric_node node, rubric_slice name) {
    struct attribute *attributes = node.document->attributes;
    for (uint32_t *link = &node_of(node)->attributes; *link; link = &attributes[*link - 1].next)
        if (rubric_slice_equal(attributes[*link - 1].name, name)) {
            *link = attributes[*link - 1].next;
            rubric_document_mark(node.document, node.id, NODE_FIELDS);
            return true;
        }
    return false;
}

bool rubric_node_has_class(rubric_node node, rubric_slice name) {
    rubric_slice classes;
    if (!rubric_node_attribute(node, rubric_slice_make("class", 5), &classes))
        return false;
    size_t begin = 0;
    while (begin < classes.size) {
        size_t end = begin;
        while (end < classes.size && !is_blank(classes.bytes[end]))
            end++;
        if (end > begin && rubric_slice_equal(rubric_slice_part(classes, begin, end), name))
            return true;
        begin = end + 1;
    }
    return false;
}
