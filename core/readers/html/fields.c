// SPDX-License-Identifier: MIT
// What the attributes of an HTML element say of the fields of its node.
#include <stdlib.h>

#include "readers/html/html.h"

enum { MOST_COLUMNS = 1000 }; // HTML, section 4.9.4

static const char *attribute_of(const GumboElement *element, const char *name) {
    const GumboAttribute *attribute = gumbo_get_attribute(&element->attributes, name);
    return attribute ? attribute->value : NULL;
}

static int64_t integer_of(const GumboElement *element, const char *name, int64_t standard) {
    const char *text = attribute_of(element, name);
    if (!text)
        return standard;
    rubric_value value = rubric_yaml_scalar(rubric_slice_trim(rubric_slice_of(text)));
    bool is_sane = value.type == RUBRIC_VALUE_INTEGER && value.as.integer >= 0 &&
                   value.as.integer <= 65534; // HTML, section 4.9.11
    return is_sane ? value.as.integer : standard;
}

static int64_t alignment_of(const GumboElement *element) {
    const char *text = attribute_of(element, "align");
    const char *const *choices = rubric_field_choices(RUBRIC_FIELD_ALIGNMENT);
    for (int i = 1; text && choices[i]; i++)
        if (rubric_slice_equal_fold(rubric_slice_of(text), rubric_slice_of(choices[i])))
            return i;
    return 0;
}

/* ---- Lists and code ---- */

static int64_t numbering_of(const GumboElement *element) {
    static const char types[] = "1aAiI"; // in the order of the choices
    const char *type = attribute_of(element, "type");
    const char *found = type && type[0] && !type[1] ? strchr(types, type[0]) : NULL;
    return found ? found - types : 0;
}

static const char *find_language(const GumboElement *element) {
    const char *classes = attribute_of(element, "class");
    return classes ? strstr(classes, "language-") : NULL;
}

// The language of code, by the class that highlighters use: on the <pre>, or on its <code>.
static void set_code_language(struct rubric_builder *builder, uint32_t id,
                              const GumboElement *element) {
    const char *at = find_language(element);
    const GumboNode *first = element->children.length ? element->children.data[0] : NULL;
    if (!at && first && first->type == GUMBO_NODE_ELEMENT && first->v.element.tag == GUMBO_TAG_CODE)
        at = find_language(&first->v.element);
    if (!at)
        return;
    at += strlen("language-");
    rubric_slice language = rubric_slice_make(at, strcspn(at, " \t\n\r\f"));
    rubric_builder_set_string(builder, id, RUBRIC_FIELD_LANGUAGE, language, false);
    rubric_builder_set_string(builder, id, RUBRIC_FIELD_INFO, language, false);
}

// The item that nothing was read of yet but what is open in it; 0: none.
static uint32_t item_begun(const struct rubric_builder *builder) {
    const rubric_document *document = builder->document;
    uint32_t id = builder->parent;
    if (node_at(document, id)->first)
        return 0;
    while (node_at(document, id)->kind != RUBRIC_KIND_ITEM) {
        const struct node *node = node_at(document, id);
        bool is_around = node->kind == RUBRIC_KIND_PARAGRAPH || node->kind == RUBRIC_KIND_SPAN;
        if (!is_around || node->previous || !node->parent)
            return 0;
        id = node->parent;
    }
    return id;
}

void rubric_html_check(struct rubric_builder *builder, const GumboElement *box) {
    const char *type = attribute_of(box, "type");
    bool is_box =
        type && rubric_slice_equal_fold(rubric_slice_of(type), rubric_slice_of("checkbox"));
    uint32_t item = is_box ? item_begun(builder) : 0;
    rubric_builder_set_integer(builder, item, RUBRIC_FIELD_CHECKED,
                               attribute_of(box, "checked") ? 2 : 1);
}

/* ---- Tables ---- */

// "25%" as an attribute, or as the width in a style; 0: none.
static double width_of(const GumboElement *column) {
    const char *text = attribute_of(column, "width"), *style = attribute_of(column, "style");
    if (!text && style && (style = strstr(style, "width:")) != NULL)
        text = style + strlen("width:");
    if (!text)
        return 0;
    text += strspn(text, " \t\n");
    size_t size = strspn(text, "0123456789.");
    if (size == 0 || size > 8 || text[size] != '%')
        return 0;
    rubric_value value = rubric_yaml_scalar(rubric_slice_make(text, size));
    double percent = value.type == RUBRIC_VALUE_INTEGER  ? (double)value.as.integer
                     : value.type == RUBRIC_VALUE_NUMBER ? value.as.number
                                                         : 0;
    return percent > 0 && percent <= 100 ? percent / 100 : 0;
}

static void add_columns(rubric_arena *arena, rubric_value *columns, const GumboElement *element) {
    rubric_value column = rubric_value_map();
    int64_t alignment = alignment_of(element), count = integer_of(element, "span", 1);
    double width = width_of(element);
    const char *name = rubric_field_choices(RUBRIC_FIELD_ALIGNMENT)[alignment];
    rubric_value_set(arena, &column, rubric_slice_of("alignment"),
                     rubric_value_string(rubric_slice_of(name)));
    if (width > 0)
        rubric_value_set(arena, &column, rubric_slice_of("width"), rubric_value_number(width));
    for (int64_t i = 0; i < count && columns->as.list.count < MOST_COLUMNS; i++)
        rubric_value_append(arena, columns, column);
}

// The <col> elements, when they say anything.
static void set_columns(struct rubric_builder *builder, uint32_t id, const GumboElement *table) {
    rubric_arena *arena = builder->document->arena;
    rubric_value columns = rubric_value_list();
    bool is_said = false;
    for (unsigned i = 0; i < table->children.length; i++) {
        const GumboNode *group = table->children.data[i];
        if (group->type != GUMBO_NODE_ELEMENT || group->v.element.tag != GUMBO_TAG_COLGROUP)
            continue;
        const GumboVector *children = &group->v.element.children;
        for (unsigned j = 0; j < children->length; j++) {
            const GumboNode *column = children->data[j];
            if (column->type != GUMBO_NODE_ELEMENT || column->v.element.tag != GUMBO_TAG_COL)
                continue;
            is_said |= alignment_of(&column->v.element) || width_of(&column->v.element) > 0;
            add_columns(arena, &columns, &column->v.element);
        }
    }
    if (is_said)
        rubric_node_set_value(node_value(builder->document, id), RUBRIC_FIELD_COLUMNS, &columns,
                              NULL);
}

// Rows from that of a cell to the end of its section, which `rowspan=0` asks for.
static int64_t rows_left(const GumboElement *cell) {
    const GumboNode *first = cell->children.length ? cell->children.data[0] : NULL;
    const GumboNode *row = first ? first->parent->parent : NULL;
    if (!row || row->type != GUMBO_NODE_ELEMENT || row->v.element.tag != GUMBO_TAG_TR ||
        !row->parent)
        return 1;
    const GumboVector *rows = &row->parent->v.element.children;
    int64_t count = 1;
    for (size_t i = row->index_within_parent + 1; i < rows->length && count < 65534; i++) {
        const GumboNode *next = rows->data[i];
        count += next->type == GUMBO_NODE_ELEMENT && next->v.element.tag == GUMBO_TAG_TR;
    }
    return count;
}

static void set_cell(struct rubric_builder *builder, uint32_t id, const GumboElement *element,
                     int detail) {
    int64_t rows = integer_of(element, "rowspan", 1), columns = integer_of(element, "colspan", 1);
    rubric_builder_set_integer(builder, id, RUBRIC_FIELD_HEADER, detail == 1);
    rubric_builder_set_integer(builder, id, RUBRIC_FIELD_ALIGNMENT, alignment_of(element));
    rubric_builder_set_integer(builder, id, RUBRIC_FIELD_ROW_SPAN,
                               rows ? rows : rows_left(element));
    rubric_builder_set_integer(builder, id, RUBRIC_FIELD_COLUMN_SPAN, columns ? columns : 1);
}

void rubric_html_fields(struct rubric_builder *builder, uint32_t id, const GumboElement *element,
                        int detail) {
    switch ((rubric_kind)node_at(builder->document, id)->kind) {
    case RUBRIC_KIND_HEADING:
        rubric_builder_set_integer(builder, id, RUBRIC_FIELD_LEVEL, detail);
        break;
    case RUBRIC_KIND_LIST:
        rubric_builder_set_integer(builder, id, RUBRIC_FIELD_ORDERED, detail == 1);
        rubric_builder_set_integer(builder, id, RUBRIC_FIELD_TIGHT, 1);
        rubric_builder_set_integer(builder, id, RUBRIC_FIELD_START,
                                   detail == 1 ? integer_of(element, "start", 1) : 0);
        if (detail == 1)
            rubric_builder_set_integer(builder, id, RUBRIC_FIELD_NUMBERING, numbering_of(element));
        break;
    case RUBRIC_KIND_TABLE:
        set_columns(builder, id, element);
        break;
    case RUBRIC_KIND_TABLE_SECTION:
        rubric_builder_set_integer(builder, id, RUBRIC_FIELD_PART, detail);
        break;
    case RUBRIC_KIND_CELL:
        set_cell(builder, id, element, detail);
        break;
    case RUBRIC_KIND_CODE_BLOCK:
        set_code_language(builder, id, element);
        break;
    default:
        break;
    }
}
