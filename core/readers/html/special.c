// SPDX-License-Identifier: MIT
// Elements of HTML that stand for more than their name says: formulas, groups of items.
#include "readers/html/html.h"

/* ---- Formulas ---- */

// <annotation encoding="application/x-tex">, at most a few levels deep in its formula.
static rubric_slice tex_of(const GumboElement *math) {
    const GumboNode *child = rubric_html_only_child(math); // <semantics>
    if (!child || child->type != GUMBO_NODE_ELEMENT)
        return rubric_slice_make("", 0);
    const GumboVector *parts = &child->v.element.children;
    for (unsigned i = 0; i < parts->length; i++) {
        const GumboNode *part = parts->data[i];
        const char *encoding = part->type == GUMBO_NODE_ELEMENT
                                   ? rubric_html_attribute_of(&part->v.element, "encoding")
                                   : NULL;
        if (encoding && !strcmp(encoding, "application/x-tex"))
            return rubric_html_own_text(&part->v.element);
    }
    return rubric_slice_make("", 0);
}

// Without the marks that MathJax looks for.
static rubric_slice without_marks(rubric_slice text) {
    static const char *const marks[][2] = {
        {"\\(", "\\)"}, {"\\[", "\\]"}, {"$$", "$$"}, {"$", "$"}};
    text = rubric_slice_trim(text);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t size = strlen(marks[i][0]);
        if (text.size > 2 * size && !memcmp(text.bytes, marks[i][0], size) &&
            !memcmp(text.bytes + text.size - size, marks[i][1], size))
            return rubric_slice_trim(rubric_slice_part(text, size, text.size - size));
    }
    return text;
}

bool rubric_html_math_of(const GumboNode *node, struct rubric_html_math *out) {
    const GumboElement *element = &node->v.element;
    if (element->tag == GUMBO_TAG_MATH) {
        const char *display = rubric_html_attribute_of(element, "display");
        const char *words = rubric_html_attribute_of(element, "alttext");
        out->text = tex_of(element);
        if (!out->text.size)
            out->text = rubric_slice_of(words ? words : "");
        out->is_display = display && !strcmp(display, "block");
        return out->text.size > 0;
    }
    const char *classes =
        element->tag == GUMBO_TAG_SPAN ? rubric_html_attribute_of(element, "class") : NULL;
    if (!classes || element->attributes.length != 1)
        return false;
    out->is_display = !strcmp(classes, "math display");
    if (!out->is_display && strcmp(classes, "math inline") != 0)
        return false;
    out->text = without_marks(rubric_html_own_text(element));
    return out->text.size > 0;
}

/* ---- Groups and nothing ---- */

bool rubric_html_is_dropped(const GumboElement *element) {
    if (element->tag_namespace != GUMBO_NAMESPACE_HTML)
        return true; // drawings and formulas
    switch (element->tag) {
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_TITLE:
    case GUMBO_TAG_META:
    case GUMBO_TAG_LINK:
    case GUMBO_TAG_BASE:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_NOFRAMES:
    case GUMBO_TAG_NOEMBED:
    case GUMBO_TAG_INPUT:
    case GUMBO_TAG_WBR:
    case GUMBO_TAG_COL:
    case GUMBO_TAG_COLGROUP:
        return true;
    default:
        return false;
    }
}

static bool is_part(const GumboNode *node) {
    return node->type == GUMBO_NODE_ELEMENT &&
           (node->v.element.tag == GUMBO_TAG_LI || node->v.element.tag == GUMBO_TAG_DT ||
            node->v.element.tag == GUMBO_TAG_DD);
}

static bool is_list(const GumboNode *node) {
    return node->v.element.tag == GUMBO_TAG_UL || node->v.element.tag == GUMBO_TAG_OL ||
           node->v.element.tag == GUMBO_TAG_DL;
}

bool rubric_html_is_wrapper(const GumboNode *node) {
    for (int depth = 0; depth < 8 && node && !is_part(node) && !is_list(node); depth++) {
        const GumboVector *children = &node->v.element.children;
        const GumboNode *first = NULL;
        for (unsigned i = 0; i < children->length; i++) {
            const GumboNode *child = children->data[i];
            if (is_part(child))
                return true;
            if (!first && child->type == GUMBO_NODE_ELEMENT)
                first = child;
        }
        node = first;
    }
    return false;
}

// Whether all in a paragraph are inlines without any text: anchors and what scripts fill later.
static bool is_empty(rubric_document *document, uint32_t paragraph) {
    if (node_at(document, paragraph)->text_begin != document->plane.size)
        return false;
    rubric_cursor cursor = rubric_cursor_begin(node_value(document, paragraph));
    while (rubric_cursor_next(&cursor)) {
        rubric_kind kind = rubric_node_kind(cursor.node);
        bool is_bare = rubric_kinds[kind].content == RUBRIC_CONTENT_INLINES &&
                       kind != RUBRIC_KIND_IMAGE && kind != RUBRIC_KIND_QUOTED;
        if (!is_bare || rubric_node_string(cursor.node, RUBRIC_FIELD_TITLE).size)
            return false;
    }
    return true;
}

bool rubric_html_drop_paragraph(struct rubric_builder *builder) {
    rubric_document *document = builder->document;
    uint32_t paragraph = builder->parent;
    if (node_at(document, paragraph)->kind != RUBRIC_KIND_PARAGRAPH ||
        !is_empty(document, paragraph))
        return false;
    rubric_cursor cursor = rubric_cursor_begin(node_value(document, paragraph));
    while (rubric_cursor_next(&cursor)) {
        struct node *node = node_of(cursor.node);
        if (cursor.entering && node->kind != RUBRIC_KIND_PARAGRAPH)
            node->kind = RUBRIC_KIND_DIV; // its url is in the same slot
    }
    uint32_t parent = node_at(document, paragraph)->parent, child;
    builder->depth--;
    while ((child = node_at(document, paragraph)->first) != 0) {
        rubric_document_unlink(document, child);
        rubric_document_link(document, child, parent, 0);
    }
    rubric_document_unlink(document, paragraph);
    node_at(document, paragraph)->flags |= NODE_REMOVED;
    builder->parent = parent;
    return true;
}
