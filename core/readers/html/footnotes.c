// SPDX-License-Identifier: MIT
// Footnotes in pages: a section with a list whose items have ids, links to them, and links back, as
// our writer, cmark-gfm, pandoc and their kin make them. All of it must be there; a list that only
// looks a bit like it stays a list.
#include "base/ascii.h"
#include "base/sort.h"
#include "base/utf8.h"
#include "readers/html/html.h"

enum { CLIMB = 8 }; // links back stand at most so deep in their footnote

static bool is_element(const GumboNode *node, GumboTag tag) {
    return node && node->type == GUMBO_NODE_ELEMENT && node->v.element.tag == tag;
}

static bool is_nothing(const GumboNode *node) {
    return node->type == GUMBO_NODE_WHITESPACE || node->type == GUMBO_NODE_COMMENT;
}

static bool has_word(const char *words, const char *word) {
    size_t size = strlen(word);
    for (const char *at = words ? strstr(words, word) : NULL; at; at = strstr(at + 1, word))
        if ((at == words || ascii_is_space(at[-1])) && (!at[size] || ascii_is_space(at[size])))
            return true;
    return false;
}

static bool has_class(const GumboElement *element, const char *word) {
    return has_word(rubric_html_attribute_of(element, "class"), word);
}

static bool begins(rubric_slice *text, const char *start) {
    size_t size = strlen(start);
    if (text->size <= size || memcmp(text->bytes, start, size) != 0)
        return false;
    *text = rubric_slice_part(*text, size, text->size);
    return true;
}

// `fn-1` of cmark-gfm, `fn:1` of PHP Markdown Extra, `fn1` of pandoc; GitHub puts a prefix before.
static bool read_id(rubric_slice id, rubric_slice *label, bool *is_encoded) {
    *label = id;
    begins(label, "user-content-");
    if (label->size >= 5 && !memcmp(label->bytes, "fnref", 5))
        return false;
    *is_encoded = begins(label, "fn-");
    return *is_encoded || begins(label, "fn:") || begins(label, "fn");
}

static rubric_slice id_of(const GumboElement *element) {
    const char *id = rubric_html_attribute_of(element, "id");
    return rubric_slice_of(id ? id : "");
}

// What a link to a place in the page leads to; or empty.
static rubric_slice target_of(const GumboElement *link) {
    const char *url = rubric_html_attribute_of(link, "href");
    return rubric_slice_of(url && url[0] == '#' ? url + 1 : "");
}

/* ---- Sections ---- */

// Elements around a section that become containers: there footnotes may stand.
static bool is_in_containers(const GumboNode *node, const GumboNode *body) {
    for (node = node->parent; node && node != body; node = node->parent)
        switch (node->v.element.tag) {
        case GUMBO_TAG_DIV:
        case GUMBO_TAG_SECTION:
        case GUMBO_TAG_ARTICLE:
        case GUMBO_TAG_MAIN:
        case GUMBO_TAG_ASIDE:
        case GUMBO_TAG_BLOCKQUOTE:
            break;
        default:
            return false;
        }
    return node == body;
}

static bool is_list(const GumboNode *list) {
    bool is_any = false, is_encoded;
    rubric_slice label;
    for (unsigned i = 0; i < list->v.element.children.length; i++) {
        const GumboNode *item = list->v.element.children.data[i];
        if (is_nothing(item))
            continue;
        if (!is_element(item, GUMBO_TAG_LI) ||
            !read_id(id_of(&item->v.element), &label, &is_encoded))
            return false;
        is_any = true;
    }
    return is_any;
}

// The list of a section that has nothing else but a rule and a heading for screen readers.
static GumboNode *list_of(const GumboNode *section) {
    GumboNode *list = NULL;
    for (unsigned i = 0; i < section->v.element.children.length; i++) {
        GumboNode *child = section->v.element.children.data[i];
        if (is_nothing(child) || is_element(child, GUMBO_TAG_HR) ||
            (is_element(child, GUMBO_TAG_H2) && has_class(&child->v.element, "sr-only")))
            continue;
        if (list || !is_element(child, GUMBO_TAG_OL))
            return NULL;
        list = child;
    }
    return list && is_list(list) ? list : NULL;
}

static void mark_children(const GumboNode *parent, GumboTag tag, unsigned mark) {
    for (unsigned i = 0; i < parent->v.element.children.length; i++)
        if (is_element(parent->v.element.children.data[i], tag))
            html_mark(parent->v.element.children.data[i], mark);
}

static GumboNode *mark_section(GumboNode *node, const GumboNode *body) {
    bool is_section =
        (is_element(node, GUMBO_TAG_SECTION) || is_element(node, GUMBO_TAG_DIV)) &&
        (has_class(&node->v.element, "footnotes") || has_class(&node->v.element, "footnote"));
    GumboNode *list = is_section && is_in_containers(node, body) ? list_of(node) : NULL;
    if (!list)
        return NULL;
    html_mark(node, HTML_FOOTNOTES);
    html_mark(list, HTML_FOOTNOTES);
    mark_children(node, GUMBO_TAG_HR, HTML_LINK_BACK);
    mark_children(node, GUMBO_TAG_H2, HTML_LINK_BACK);
    mark_children(list, GUMBO_TAG_LI, HTML_FOOTNOTE);
    return list;
}

/* ---- Links ---- */

// The ids of all footnotes, sorted.
struct ids {
    rubric_context *context;
    rubric_slice *ids;
    uint32_t count, capacity;
};

static int compare(rubric_slice a, rubric_slice b) {
    int order = memcmp(a.bytes, b.bytes, a.size < b.size ? a.size : b.size);
    return order ? order : a.size < b.size ? -1 : a.size > b.size;
}

static bool is_before(const void *a, const void *b, const void *user) {
    (void)user;
    return compare(*(const rubric_slice *)a, *(const rubric_slice *)b) < 0;
}

static bool add_ids(struct ids *ids, const GumboNode *list) {
    for (unsigned i = 0; i < list->v.element.children.length; i++) {
        const GumboNode *item = list->v.element.children.data[i];
        if (!html_has_mark(item, HTML_FOOTNOTE))
            continue;
        if (!rubric_array_reserve(ids->context, (void **)&ids->ids, &ids->capacity, ids->count,
                                  sizeof *ids->ids))
            return false;
        ids->ids[ids->count++] = id_of(&item->v.element);
    }
    return true;
}

static bool has_id(const struct ids *ids, rubric_slice id) {
    uint32_t low = 0, high = ids->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (compare(ids->ids[middle], id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < ids->count && compare(ids->ids[low], id) == 0;
}

// A number, maybe in brackets.
static bool is_number(rubric_slice text) {
    text = rubric_slice_trim(text);
    if (text.size > 2 && text.bytes[0] == '[' && text.bytes[text.size - 1] == ']')
        text = rubric_slice_part(text, 1, text.size - 1);
    for (size_t i = 0; i < text.size; i++)
        if (!ascii_is_digit(text.bytes[i]))
            return false;
    return text.size > 0;
}

static bool says_reference(const GumboElement *element) {
    rubric_slice id = id_of(element);
    begins(&id, "user-content-");
    return begins(&id, "fnref") || has_class(element, "footnote-ref");
}

// <sup><a>1</a></sup>, and of pandoc <a><sup>1</sup></a>.
static const GumboNode *inner_of(const GumboNode *node) {
    if (!is_element(node, GUMBO_TAG_SUP) && !is_element(node, GUMBO_TAG_A))
        return NULL;
    const GumboNode *inner = rubric_html_only_child(&node->v.element);
    GumboTag tag = node->v.element.tag == GUMBO_TAG_SUP ? GUMBO_TAG_A : GUMBO_TAG_SUP;
    return is_element(inner, tag) ? inner : NULL;
}

const GumboElement *rubric_html_link_of(const GumboNode *reference) {
    const GumboNode *inner = inner_of(reference);
    return inner && reference->v.element.tag == GUMBO_TAG_SUP ? &inner->v.element
                                                              : &reference->v.element;
}

static bool is_reference(const struct ids *ids, const GumboNode *node) {
    const GumboNode *inner = inner_of(node);
    return inner && is_number(rubric_html_own_text(&inner->v.element)) &&
           (says_reference(&node->v.element) || says_reference(&inner->v.element)) &&
           has_id(ids, target_of(rubric_html_link_of(node)));
}

static bool is_link_back(const GumboNode *node) {
    if (!is_element(node, GUMBO_TAG_A))
        return false;
    const GumboElement *link = &node->v.element;
    rubric_slice target = target_of(link);
    begins(&target, "user-content-");
    bool leads_back =
        begins(&target, "fnref") &&
        (has_class(link, "footnote-backref") || has_class(link, "footnote-back") ||
         has_class(link, "data-footnote-backref") || has_class(link, "reversefootnote"));
    for (int i = 0; leads_back && i < CLIMB && node; i++, node = node->parent)
        if (html_has_mark(node, HTML_FOOTNOTE))
            return true;
    return false;
}

// A paragraph for the link back alone.
static void mark_around(GumboNode *link) {
    GumboNode *parent = link->parent;
    if (is_element(parent, GUMBO_TAG_P) && html_has_mark(parent->parent, HTML_FOOTNOTE) &&
        rubric_html_only_child(&parent->v.element) == link)
        html_mark(parent, HTML_LINK_BACK);
}

void rubric_html_mark_footnotes(rubric_context *context, GumboNode *body) {
    struct ids ids = {context, NULL, 0, 0};
    for (GumboNode *node = body; node; node = rubric_html_next_node(node, body)) {
        const GumboNode *list = mark_section(node, body);
        if (list && !add_ids(&ids, list))
            break;
    }
    bool is_sorted = ids.count && rubric_context_charge(context, ids.count) &&
                     rubric_sort(context, ids.ids, ids.count, sizeof *ids.ids, is_before, NULL);
    for (GumboNode *node = is_sorted ? body : NULL; node;
         node = rubric_html_next_node(node, body)) {
        if (is_reference(&ids, node)) {
            html_mark(node, HTML_REFERENCE);
        } else if (is_link_back(node)) {
            html_mark(node, HTML_LINK_BACK);
            mark_around(node);
        }
    }
    rubric_array_free(context, ids.ids, ids.capacity, sizeof *ids.ids);
}

/* ---- Labels ---- */

static int digit_of(char byte) {
    return ascii_is_digit(byte)           ? byte - '0'
           : (byte >= 'A' && byte <= 'F') ? byte - 'A' + 10
           : (byte >= 'a' && byte <= 'f') ? byte - 'a' + 10
                                          : -1;
}

static void put_decoded(rubric_buffer *out, rubric_slice label) {
    for (size_t i = 0; i < label.size; i++) {
        bool is_code = label.bytes[i] == '%' && i + 2 < label.size &&
                       digit_of(label.bytes[i + 1]) >= 0 && digit_of(label.bytes[i + 2]) >= 0;
        if (is_code)
            rubric_buffer_put_byte(
                out, (char)(digit_of(label.bytes[i + 1]) << 4 | digit_of(label.bytes[i + 2])));
        else
            rubric_buffer_put_byte(out, label.bytes[i]);
        i += is_code ? 2 : 0;
    }
}

void rubric_html_set_label(struct rubric_builder *builder, uint32_t id,
                           const GumboElement *element) {
    bool is_link = element->tag == GUMBO_TAG_A, is_encoded = false;
    rubric_slice label;
    if (!read_id(is_link ? target_of(element) : id_of(element), &label, &is_encoded))
        return;
    rubric_buffer decoded;
    rubric_buffer_init(&decoded, builder->document->context);
    if (is_encoded)
        put_decoded(&decoded, label);
    rubric_slice plain = rubric_buffer_slice(&decoded);
    bool is_text = is_encoded && !decoded.failed && rubric_utf8_valid(plain) == plain.size;
    rubric_builder_set_string(builder, id, RUBRIC_FIELD_LABEL, is_text ? plain : label, false);
    rubric_buffer_clear(&decoded);
}
