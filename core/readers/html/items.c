// SPDX-License-Identifier: MIT
// Microdata (HTML, section 5) and <time> elements of a page, flat: each property with its value,
// the type of its item, and the property that the item is of another one.
#include "readers/html/html.h"

enum { MOST_ITEMS = 1000, LONGEST_TEXT = 300, MOST_NODES = 200 };

static const char *attribute_of(const GumboNode *node, const char *name) {
    const GumboAttribute *found = gumbo_get_attribute(&node->v.element.attributes, name);
    return found ? found->value : NULL;
}

static void set(rubric_arena *arena, rubric_value *map, const char *key, const char *value) {
    if (value)
        rubric_value_set(arena, map, rubric_slice_of(key), rubric_html_string(arena, value));
}

// The text in an element, unless it is long: a body is no fact about the page.
static void put_text(rubric_buffer *out, const GumboNode *root) {
    const GumboNode *node = root;
    for (int count = 0; node && count < MOST_NODES && out->size <= LONGEST_TEXT; count++) {
        bool is_element = node->type == GUMBO_NODE_ELEMENT;
        bool is_program = is_element && (node->v.element.tag == GUMBO_TAG_SCRIPT ||
                                         node->v.element.tag == GUMBO_TAG_STYLE);
        if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE)
            rubric_buffer_put_string(out, node->v.text.text);
        if (is_element && !is_program && node->v.element.children.length) {
            node = node->v.element.children.data[0];
            continue;
        }
        while (node != root &&
               node->index_within_parent + 1 >= node->parent->v.element.children.length)
            node = node->parent;
        node = node == root ? NULL
                            : node->parent->v.element.children.data[node->index_within_parent + 1];
    }
}

static void set_text(rubric_arena *arena, rubric_value *map, const char *key,
                     const GumboNode *node) {
    rubric_buffer text;
    rubric_buffer_init(&text, rubric_arena_context(arena));
    put_text(&text, node);
    rubric_buffer_put_byte(&text, '\0');
    if (!text.failed && text.size > 1 && text.size <= LONGEST_TEXT + 1)
        set(arena, map, key, text.bytes);
    rubric_buffer_clear(&text);
}

// The attribute that holds the value of a property (HTML, section 5.2.3).
static const char *value_of(const GumboNode *node) {
    static const struct {
        GumboTag tag;
        const char *name;
    } values[] = {{GUMBO_TAG_META, "content"}, {GUMBO_TAG_A, "href"},
                  {GUMBO_TAG_LINK, "href"},    {GUMBO_TAG_AREA, "href"},
                  {GUMBO_TAG_IMG, "src"},      {GUMBO_TAG_TIME, "datetime"},
                  {GUMBO_TAG_DATA, "value"},   {GUMBO_TAG_METER, "value"}};
    const char *content = attribute_of(node, "content"); // often there, on any element
    for (size_t i = 0; i < sizeof values / sizeof *values && !content; i++)
        if (node->v.element.tag == values[i].tag)
            content = attribute_of(node, values[i].name);
    return content;
}

// The element of the item that a property belongs to; gumbo opens at most 512 elements.
static const GumboNode *scope_of(const GumboNode *node) {
    for (node = node->parent; node && node->type == GUMBO_NODE_ELEMENT; node = node->parent)
        if (attribute_of(node, "itemscope"))
            return node;
    return NULL;
}

void rubric_html_add_item(rubric_arena *arena, rubric_value *list, const GumboNode *node) {
    const char *name = attribute_of(node, "itemprop");
    if (!name || attribute_of(node, "itemscope") || list->as.list.count >= MOST_ITEMS)
        return;
    const GumboNode *scope = scope_of(node);
    if (!scope || !rubric_context_charge(rubric_arena_context(arena), 32))
        return;
    rubric_value item = rubric_value_map();
    const char *value = value_of(node);
    bool is_address = node->v.element.tag == GUMBO_TAG_A && !attribute_of(node, "content");
    set(arena, &item, "name", name);
    if (value && !is_address)
        set(arena, &item, "content", value);
    else
        set_text(arena, &item, "content", node);
    if (is_address)
        set(arena, &item, "href", value);
    set(arena, &item, "type", attribute_of(scope, "itemtype"));
    set(arena, &item, "of", attribute_of(scope, "itemprop"));
    if (rubric_value_find(&item, rubric_slice_of("content")))
        rubric_value_append(arena, list, item);
}

void rubric_html_add_time(rubric_arena *arena, rubric_value *list, const GumboNode *node) {
    if (node->v.element.tag != GUMBO_TAG_TIME || list->as.list.count >= MOST_ITEMS)
        return;
    rubric_value time = rubric_value_map();
    set(arena, &time, "datetime", attribute_of(node, "datetime"));
    set_text(arena, &time, "text", node);
    set(arena, &time, "itemprop", attribute_of(node, "itemprop"));
    if (attribute_of(node, "pubdate"))
        rubric_value_set(arena, &time, rubric_slice_of("pubdate"), rubric_value_boolean(true));
    if (time.as.map.count)
        rubric_value_append(arena, list, time);
}
