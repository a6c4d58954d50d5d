// SPDX-License-Identifier: MIT
// What a page says of itself: `document.head` holds it as it stood, metadata the plain part.
//
// head = {title, lang, base, meta = {{name, content}, …}, links = {{rel, href, …}, …},
//         json_ld = {value, …}, microdata = {{name, content, type, of}, …},
//         times = {{datetime, text, pubdate, itemprop}, …}}.
// Which of them is right is for a script to decide.
#include "readers/html/html.h"

struct harvest {
    rubric_document *document;
    rubric_arena *arena; // of the document
    rubric_value meta, links, json_ld, microdata, times;
};

rubric_value rubric_html_string(rubric_arena *arena, const char *string) {
    rubric_buffer squeezed;
    rubric_buffer_init(&squeezed, rubric_arena_context(arena));
    rubric_text_squeeze(&squeezed, rubric_slice_of(string));
    rubric_slice copy = rubric_arena_copy(arena, rubric_buffer_slice(&squeezed));
    rubric_buffer_clear(&squeezed);
    return rubric_value_string(copy);
}

static void set(rubric_arena *arena, rubric_value *map, const char *key, rubric_value value) {
    rubric_value_set(arena, map, rubric_slice_of(key), value);
}

static const char *attribute(const GumboElement *element, const char *name) {
    const GumboAttribute *found = gumbo_get_attribute(&element->attributes, name);
    return found ? found->value : NULL;
}

static void add_meta(struct harvest *harvest, const GumboElement *element) {
    static const char *const names[] = {"name", "property", "itemprop", "http-equiv"};
    const char *content = attribute(element, "content"), *name = NULL;
    for (size_t i = 0; i < sizeof names / sizeof *names && !name; i++)
        name = attribute(element, names[i]);
    if (!content || !name)
        return;
    rubric_value pair = rubric_value_map();
    set(harvest->arena, &pair, "name", rubric_html_string(harvest->arena, name));
    set(harvest->arena, &pair, "content", rubric_html_string(harvest->arena, content));
    rubric_value_append(harvest->arena, &harvest->meta, pair);
}

static void add_link(struct harvest *harvest, const GumboElement *element) {
    static const char *const names[] = {"rel", "href", "type", "title", "hreflang"};
    if (!attribute(element, "rel") || !attribute(element, "href"))
        return;
    rubric_value link = rubric_value_map();
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (attribute(element, names[i]))
            set(harvest->arena, &link, names[i],
                rubric_html_string(harvest->arena, attribute(element, names[i])));
    rubric_value_append(harvest->arena, &harvest->links, link);
}

// The text directly in a title or script element.
static const char *own_text(const GumboElement *element) {
    for (unsigned i = 0; i < element->children.length; i++) {
        const GumboNode *child = element->children.data[i];
        if (child->type == GUMBO_NODE_TEXT || child->type == GUMBO_NODE_CDATA ||
            child->type == GUMBO_NODE_WHITESPACE)
            return child->v.text.text;
    }
    return NULL;
}

static void add_script(struct harvest *harvest, const GumboElement *element) {
    const char *type = attribute(element, "type"), *text = own_text(element);
    if (!type || !text ||
        !rubric_slice_equal_fold(rubric_slice_of(type), rubric_slice_of("application/ld+json")))
        return;
    rubric_value value;
    // Much of it in the world is broken; what cannot be read says nothing.
    if (rubric_json_read(&value, harvest->arena, rubric_slice_trim(rubric_slice_of(text)), NULL) ==
        RUBRIC_OK)
        rubric_value_append(harvest->arena, &harvest->json_ld, value);
}

static void add_title(struct harvest *harvest, rubric_value *head, const GumboElement *element) {
    const char *text = own_text(element);
    if (text && !rubric_value_find(head, rubric_slice_of("title")))
        set(harvest->arena, head, "title", rubric_html_string(harvest->arena, text));
}

static void add_element(struct harvest *harvest, rubric_value *head, const GumboElement *element) {
    switch (element->tag) {
    case GUMBO_TAG_HTML:
        if (attribute(element, "lang"))
            set(harvest->arena, head, "lang",
                rubric_html_string(harvest->arena, attribute(element, "lang")));
        break;
    case GUMBO_TAG_BASE:
        if (attribute(element, "href"))
            set(harvest->arena, head, "base",
                rubric_html_string(harvest->arena, attribute(element, "href")));
        break;
    case GUMBO_TAG_TITLE:
        if (element->tag_namespace == GUMBO_NAMESPACE_HTML)
            add_title(harvest, head, element);
        break;
    case GUMBO_TAG_META:
        add_meta(harvest, element);
        break;
    case GUMBO_TAG_LINK:
        add_link(harvest, element);
        break;
    case GUMBO_TAG_SCRIPT:
        add_script(harvest, element);
        break;
    default:
        break;
    }
}

static const GumboNode *next_node(const GumboNode *node) {
    bool has_children = node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
    if (has_children && node->v.element.children.length)
        return node->v.element.children.data[0];
    while (node->parent && node->parent->type != GUMBO_NODE_DOCUMENT) {
        const GumboVector *siblings = &node->parent->v.element.children;
        if (node->index_within_parent + 1 < siblings->length)
            return siblings->data[node->index_within_parent + 1];
        node = node->parent;
    }
    return NULL;
}

void rubric_html_metadata_harvest(rubric_document *document, const struct html_page *page) {
    struct harvest harvest = {.document = document, .arena = document->arena};
    rubric_value *const lists[] = {&harvest.meta, &harvest.links, &harvest.json_ld,
                                   &harvest.microdata, &harvest.times};
    static const char *const names[] = {"meta", "links", "json_ld", "microdata", "times"};
    rubric_value head = rubric_value_map();
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        *lists[i] = rubric_value_list();
    for (const GumboNode *node = page->output->root; node; node = next_node(node))
        if (node->type == GUMBO_NODE_ELEMENT) {
            add_element(&harvest, &head, &node->v.element);
            rubric_html_add_item(document->arena, &harvest.microdata, node);
            rubric_html_add_time(document->arena, &harvest.times, node);
        }
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (i < 3 || lists[i]->as.list.count)
            set(harvest.arena, &head, names[i], *lists[i]);
    document->head = head;
    rubric_html_plain_metadata(document);
}
