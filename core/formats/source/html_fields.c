// SPDX-License-Identifier: MIT
// What the fields of a node are in a tag: its name, or attributes of it.
#include "formats/source/html_fields.h"

#include "document/elements.h"

// Fields that are attributes; `standard` is the value that need not be said.
static const struct {
    rubric_field field;
    const char *name;
    int64_t standard;
} field_names[] = {{RUBRIC_FIELD_URL, "href", 0},
                   {RUBRIC_FIELD_TITLE, "title", 0},
                   {RUBRIC_FIELD_START, "start", 1},
                   {RUBRIC_FIELD_ROW_SPAN, "rowspan", 1},
                   {RUBRIC_FIELD_COLUMN_SPAN, "colspan", 1},
                   {RUBRIC_FIELD_ALIGNMENT, "align", 0}};

enum { FIELD_NAMES = sizeof field_names / sizeof *field_names };

static const char *name_of_field(rubric_node node, size_t index) {
    bool is_source =
        field_names[index].field == RUBRIC_FIELD_URL && rubric_node_kind(node) == RUBRIC_KIND_IMAGE;
    return is_source ? "src" : field_names[index].name;
}

// The field that an attribute shows in this node, or RUBRIC_FIELD_NONE.
static rubric_field field_of(rubric_node node, rubric_slice name) {
    for (size_t i = 0; i < FIELD_NAMES; i++)
        if (rubric_kind_has_field(rubric_node_kind(node), field_names[i].field) &&
            rubric_slice_equal_fold(name, rubric_slice_of(name_of_field(node, i))))
            return field_names[i].field;
    return RUBRIC_FIELD_NONE;
}

static void put_field(struct patcher *patcher, rubric_node node, const struct tag *tag,
                      size_t index) {
    rubric_field field = field_names[index].field;
    rubric_slice name = rubric_slice_of(name_of_field(node, index)), value;
    rubric_buffer number;
    rubric_buffer_init(&number, patcher->document->context);
    if (rubric_field_type_of(field) == RUBRIC_FIELD_STRING) {
        value = rubric_node_string(node, field);
    } else {
        int64_t integer = rubric_node_integer(node, field);
        const char *const *choices = rubric_field_choices(field);
        if (choices)
            rubric_buffer_put_string(&number, integer ? choices[integer] : "");
        else if (integer != field_names[index].standard && integer)
            rubric_buffer_put_integer(&number, integer);
        value = rubric_buffer_slice(&number);
    }
    if (value.size)
        rubric_tag_put_attribute(patcher, tag, name, value);
    else
        rubric_tag_remove_attribute(patcher, tag, name);
    rubric_buffer_clear(&number);
}

static void put_description(struct patcher *patcher, rubric_node image, const struct tag *tag) {
    rubric_buffer text;
    rubric_buffer_init(&text, patcher->document->context);
    rubric_node_text(&text, image);
    rubric_tag_put_attribute(patcher, tag, rubric_slice_of("alt"), rubric_buffer_slice(&text));
    rubric_buffer_clear(&text);
}

static bool is_handler(rubric_slice name) {
    return name.size > 2 && (name.bytes[0] | 0x20) == 'o' && (name.bytes[1] | 0x20) == 'n';
}

static void put_attributes(struct patcher *patcher, rubric_node node, const struct tag *tag) {
    rubric_slice name, value;
    for (size_t i = 0; rubric_node_attribute_at(node, i, &name, &value); i++)
        rubric_tag_put_attribute(patcher, tag, name, value);
    struct tag_attribute attribute;
    size_t at = tag->attributes;
    while (rubric_tag_next(patcher->text, tag, &at, &attribute)) {
        char folded[64];
        size_t size = attribute.name.size < sizeof folded ? attribute.name.size : sizeof folded;
        for (size_t i = 0; i < size; i++) {
            char byte = attribute.name.bytes[i];
            folded[i] = byte >= 'A' && byte <= 'Z' ? (char)(byte | 0x20) : byte;
        }
        rubric_slice lower = rubric_slice_make(folded, size);
        bool is_alt = rubric_node_kind(node) == RUBRIC_KIND_IMAGE &&
                      rubric_slice_equal(lower, rubric_slice_of("alt"));
        // The reader leaves programs out; they are still the page's.
        if (!is_alt && !is_handler(lower) && field_of(node, lower) == RUBRIC_FIELD_NONE &&
            !rubric_node_attribute(node, lower, &value))
            rubric_tag_remove_attribute(patcher, tag, attribute.name);
    }
}

// What the table of elements says more of a kind: the level of a heading, the order of a list.
static int detail_of(rubric_node node) {
    switch (rubric_node_kind(node)) {
    case RUBRIC_KIND_HEADING:
        return (int)rubric_node_integer(node, RUBRIC_FIELD_LEVEL);
    case RUBRIC_KIND_LIST:
        return rubric_node_boolean(node, RUBRIC_FIELD_ORDERED);
    case RUBRIC_KIND_TABLE_SECTION:
        return (int)rubric_node_integer(node, RUBRIC_FIELD_PART);
    case RUBRIC_KIND_CELL:
        return rubric_node_boolean(node, RUBRIC_FIELD_HEADER);
    default:
        return -1;
    }
}

static rubric_slice lower_name(rubric_slice name, char out[64]) {
    size_t size = name.size < 64 ? name.size : 63;
    for (size_t i = 0; i < size; i++)
        out[i] = name.bytes[i] >= 'A' && name.bytes[i] <= 'Z' ? (char)(name.bytes[i] | 0x20)
                                                              : name.bytes[i];
    return rubric_slice_make(out, size);
}

// The name that the tag must have; empty: the one it has.
static rubric_slice wanted_name(rubric_node node, rubric_slice name) {
    char scratch[64];
    rubric_slice lower = lower_name(name, scratch), element = rubric_node_element(node);
    const struct rubric_element *row = rubric_element_find(lower);
    if (element.size && !rubric_slice_equal(element, lower))
        return element;
    int detail = detail_of(node);
    bool is_right = !row || row->kind != rubric_node_kind(node) || row->detail == detail;
    if (is_right || detail < 0)
        return rubric_slice_make("", 0);
    row = rubric_element_of(rubric_node_kind(node), detail);
    return rubric_slice_of(row ? row->name : "");
}

// The name in the end tag that a node ends with; false when it has none.
static bool find_end_name(const struct patcher *patcher, const struct node *node, rubric_slice name,
                          size_t *begin) {
    rubric_slice text = patcher->text;
    size_t at = node->source_end;
    while (at > node->source_begin && text.bytes[at - 1] != '<')
        at--;
    *begin = at + 1;
    return at > node->source_begin && at + 1 + name.size <= node->source_end &&
           text.bytes[at] == '/' &&
           rubric_slice_equal_fold(rubric_slice_part(text, at + 1, at + 1 + name.size), name);
}

static void put_name(struct patcher *patcher, size_t begin, size_t size, rubric_slice name) {
    rubric_buffer_put_slice(rubric_source_begin(patcher, begin, begin + size), name);
    rubric_source_end(patcher);
}

bool rubric_source_put_tag(struct patcher *patcher, uint32_t id, const struct tag *tag) {
    rubric_node node = node_value(patcher->document, id);
    rubric_slice name = wanted_name(node, tag->name);
    size_t end_name;
    // Fields that are not of the tag itself: the class of a <code> inside, the box of a task, the
    // label that links back say too.
    if (rubric_node_kind(node) == RUBRIC_KIND_CODE_BLOCK ||
        rubric_node_kind(node) == RUBRIC_KIND_ITEM ||
        rubric_node_kind(node) == RUBRIC_KIND_FOOTNOTE)
        return false;
    if (name.size) {
        put_name(patcher, tag->begin + 1, tag->name.size, name);
        if (find_end_name(patcher, node_of(node), tag->name, &end_name))
            put_name(patcher, end_name, tag->name.size, name);
    }
    for (size_t i = 0; i < FIELD_NAMES; i++)
        if (rubric_kind_has_field(rubric_node_kind(node), field_names[i].field))
            put_field(patcher, node, tag, i);
    if (rubric_node_kind(node) == RUBRIC_KIND_IMAGE)
        put_description(patcher, node, tag);
    put_attributes(patcher, node, tag);
    return true;
}
