// SPDX-License-Identifier: MIT
// HTML: the tree of a page as a document. Every element is kept: known ones become kinds, others
// `div` or `span` with their name; scripts and styles are dropped.
//
// Inlines stand only in leaf blocks. Loose text gets a compact paragraph, an inline element that
// holds blocks becomes a `div`, and a block inside a leaf block (`<h2><div>`) becomes a `span`.
#include "readers/html/html.h"

#include "document/elements.h"
#include "readers/readers.h"

// One element on the way from the root: what it opened, and what was opened inside without a tag.
struct frame {
    const GumboNode *node;
    unsigned next_child;
    uint8_t opened;       // nodes to close when it ends: 0 or 1
    bool has_item;        // an item, cell or definition opened for a child that needs one
    bool has_paragraph;   // a compact paragraph opened for loose text
    bool is_leaf;         // a leaf block or inside one
    bool is_preformatted; // its text is a literal
};

struct walk {
    struct rubric_builder builder;
    struct html_text text;
    struct frame *frames;
    uint32_t frame_count, frame_capacity;
    uint16_t names[GUMBO_TAG_LAST + 1]; // index of each tag's name; 0: not yet known
    const struct rubric_element *rows[GUMBO_TAG_LAST + 1]; // of the table; NULL: not yet known
};

static struct frame *top(struct walk *walk) {
    return &walk->frames[walk->frame_count - 1];
}

// The name of a tag that gumbo knows. Those old ones whose text is no markup are code like <pre>,
// which can be written with any text in it.
static rubric_slice known_name(GumboTag tag) {
    bool is_literal = tag == GUMBO_TAG_XMP || tag == GUMBO_TAG_PLAINTEXT;
    return rubric_slice_of(gumbo_normalized_tagname(is_literal ? GUMBO_TAG_PRE : tag));
}

// The name of an element in lower case.
static rubric_slice name_of(const GumboElement *element, char out[64]) {
    if (element->tag != GUMBO_TAG_UNKNOWN)
        return known_name(element->tag);
    GumboStringPiece piece = element->original_tag;
    gumbo_tag_from_original_text(&piece);
    size_t size = piece.length < 64 ? piece.length : 63;
    for (size_t i = 0; i < size; i++) {
        char byte = piece.data[i];
        out[i] = byte >= 'A' && byte <= 'Z' ? (char)(byte | 0x20) : byte;
    }
    return rubric_slice_make(out, size);
}

// The row of an element in the table; that of a span for those it does not know.
static const struct rubric_element *row_of(struct walk *walk, const GumboElement *element) {
    static const struct rubric_element other = {"", RUBRIC_KIND_SPAN, -1};
    if (element->tag == GUMBO_TAG_UNKNOWN)
        return &other;
    const struct rubric_element **row = &walk->rows[element->tag];
    if (!*row)
        *row = rubric_element_find(known_name(element->tag));
    if (!*row || (*row)->kind == RUBRIC_KIND_NONE)
        *row = &other;
    return *row;
}

static rubric_kind kind_of(struct walk *walk, const GumboNode *node) {
    const GumboElement *element = &node->v.element;
    rubric_kind kind = row_of(walk, element)->kind;
    if (kind == RUBRIC_KIND_LINK && !gumbo_get_attribute(&element->attributes, "href"))
        return RUBRIC_KIND_SPAN;
    if (html_has_mark(node, HTML_FOOTNOTE))
        return RUBRIC_KIND_FOOTNOTE;
    return kind;
}

// Marks every element around a block, so that each knows whether it holds one; linear, because
// a marked ancestor ends the climb.
static void mark_blocks(struct walk *walk, GumboNode *root) {
    GumboNode *node = root;
    while (node) {
        bool is_block = node->type == GUMBO_NODE_ELEMENT &&
                        !rubric_html_is_dropped(&node->v.element) &&
                        !rubric_kind_is_inline(kind_of(walk, node));
        for (GumboNode *up = node->parent; is_block && up && !html_has_mark(up, HTML_HOLDS_BLOCKS);
             up = up->parent)
            html_mark(up, HTML_HOLDS_BLOCKS);
        node = rubric_html_next_node(node, root);
    }
}

static void end_paragraph(struct walk *walk) {
    if (!top(walk)->has_paragraph)
        return;
    rubric_html_text_end_line(&walk->text);
    if (!rubric_html_drop_paragraph(&walk->builder))
        rubric_builder_close(&walk->builder);
    top(walk)->has_paragraph = false;
}

static void end_item(struct walk *walk) {
    end_paragraph(walk);
    if (!top(walk)->has_item)
        return;
    rubric_builder_close(&walk->builder);
    top(walk)->has_item = false;
}

static rubric_kind open_kind(const struct walk *walk) {
    return (rubric_kind)node_at(walk->builder.document, walk->builder.parent)->kind;
}

// What a container needs around a child that may not stand in it as it is.
static rubric_kind implied_kind(rubric_kind container) {
    switch (container) {
    case RUBRIC_KIND_LIST:
        return RUBRIC_KIND_ITEM;
    case RUBRIC_KIND_DEFINITION_LIST:
        return RUBRIC_KIND_DEFINITION;
    case RUBRIC_KIND_ROW:
        return RUBRIC_KIND_CELL;
    default:
        return RUBRIC_KIND_NONE;
    }
}

// Makes the innermost open node one that may hold `kind`; false when nothing does.
static bool make_room(struct walk *walk, rubric_kind kind) {
    if (top(walk)->has_item && kind != RUBRIC_KIND_TEXT &&
        !rubric_kind_may_contain(open_kind(walk), kind))
        end_item(walk);
    if (rubric_kind_may_contain(open_kind(walk), kind))
        return true;
    rubric_kind implied = implied_kind(open_kind(walk));
    if (implied == RUBRIC_KIND_NONE || !rubric_kind_may_contain(implied, kind))
        return false;
    uint32_t id = rubric_builder_open(&walk->builder, implied);
    top(walk)->has_item = id != 0;
    if (id) { // as if its tag stood there
        const char *name = implied == RUBRIC_KIND_ITEM   ? "li"
                           : implied == RUBRIC_KIND_CELL ? "td"
                                                         : "dd";
        node_at(walk->builder.document, id)->element =
            rubric_document_name(walk->builder.document, rubric_slice_of(name));
    }
    return id != 0;
}

// Loose text and inlines in a container get a compact paragraph.
static bool begin_inline(struct walk *walk) {
    if (top(walk)->is_leaf || top(walk)->has_paragraph)
        return true;
    if (!make_room(walk, RUBRIC_KIND_PARAGRAPH))
        return false;
    uint32_t id = rubric_builder_open(&walk->builder, RUBRIC_KIND_PARAGRAPH);
    rubric_builder_set_integer(&walk->builder, id, RUBRIC_FIELD_COMPACT, 1);
    top(walk)->has_paragraph = true;
    walk->text.at_start = true;
    walk->text.after_space = false;
    return true;
}

static void set_name(struct walk *walk, uint32_t id, const GumboElement *element) {
    char scratch[64];
    uint16_t *known = &walk->names[element->tag];
    uint16_t name = *known;
    if (!name)
        name = rubric_document_name(walk->builder.document, name_of(element, scratch));
    if (element->tag != GUMBO_TAG_UNKNOWN)
        *known = name;
    node_at(walk->builder.document, id)->element = name;
}

// Handlers of events are programs, not facts about the page.
static bool is_handler(const char *name) {
    return name[0] == 'o' && name[1] == 'n';
}

static void set_attributes(struct walk *walk, uint32_t id, const GumboElement *element) {
    rubric_node node = node_value(walk->builder.document, id);
    unsigned count = element->attributes.length < 64 ? element->attributes.length : 64;
    rubric_kind kind = rubric_node_kind(node);
    for (unsigned i = 0; i < count; i++) {
        const GumboAttribute *attribute = element->attributes.data[i];
        rubric_slice name = rubric_slice_of(attribute->name);
        bool is_url = !strcmp(attribute->name, kind == RUBRIC_KIND_IMAGE ? "src" : "href");
        if (is_handler(attribute->name))
            continue;
        rubric_field field = is_url                              ? RUBRIC_FIELD_URL
                             : !strcmp(attribute->name, "title") ? RUBRIC_FIELD_TITLE
                                                                 : RUBRIC_FIELD_NONE;
        if (rubric_kind_has_field(kind, field) && field != RUBRIC_FIELD_NONE)
            rubric_builder_set_string(&walk->builder, id, field,
                                      rubric_slice_trim(rubric_slice_of(attribute->value)), false);
        else if (!(kind == RUBRIC_KIND_IMAGE && !strcmp(attribute->name, "alt")))
            rubric_node_set_attribute(node, name, rubric_slice_of(attribute->value));
    }
}

static void cover_tag(struct walk *walk, uint32_t id, GumboStringPiece tag) {
    uint32_t offset;
    rubric_slice part;
    if (tag.length && html_source_part(walk->text.source, tag, &offset, &part))
        rubric_builder_cover(&walk->builder, id, offset, offset + (uint32_t)part.size);
}

static bool is_heading(GumboTag tag) {
    return tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6;
}

// Gumbo gives an element without an end tag the one that closed it, which is of an element around.
static bool has_end_tag(const GumboElement *element) {
    GumboStringPiece name = element->original_end_tag, own = element->original_tag;
    if (!name.length)
        return false;
    gumbo_tag_from_original_text(&name);
    GumboTag tag = gumbo_tagn_enum(name.data, (unsigned)name.length);
    if (tag != GUMBO_TAG_UNKNOWN || !own.length)
        return tag == element->tag || (is_heading(tag) && is_heading(element->tag));
    gumbo_tag_from_original_text(&own);
    return gumbo_string_equals_ignore_case(&name, &own);
}

static void cover_element(struct walk *walk, uint32_t id, const GumboElement *element) {
    cover_tag(walk, id, element->original_tag);
    if (has_end_tag(element))
        cover_tag(walk, id, element->original_end_tag);
}

static void describe(struct walk *walk, uint32_t id, const GumboElement *element) {
    set_name(walk, id, element);
    if (node_at(walk->builder.document, id)->kind == RUBRIC_KIND_FOOTNOTE) {
        rubric_html_set_label(&walk->builder, id, element);
    } else {
        rubric_html_fields(&walk->builder, id, element, row_of(walk, element)->detail);
        set_attributes(walk, id, element);
    }
    cover_element(walk, id, element);
}

static void put_image(struct walk *walk, const GumboElement *element) {
    if (!begin_inline(walk))
        return;
    uint32_t id = rubric_builder_open(&walk->builder, RUBRIC_KIND_IMAGE);
    const GumboAttribute *alt = gumbo_get_attribute(&element->attributes, "alt");
    if (id) {
        rubric_buffer squeezed;
        rubric_buffer_init(&squeezed, walk->builder.document->context);
        rubric_text_squeeze(&squeezed, rubric_slice_of(alt ? alt->value : ""));
        rubric_builder_text(&walk->builder, rubric_buffer_slice(&squeezed), ORIGIN_SYNTHETIC, 0, 0);
        rubric_buffer_clear(&squeezed);
        describe(walk, id, element);
        walk->text.at_start = walk->text.after_space = false;
    }
    rubric_builder_close(&walk->builder);
}

static void put_line_break(struct walk *walk, const GumboElement *element) {
    if (top(walk)->is_preformatted) {
        uint32_t offset = 0;
        rubric_slice tag = {NULL, 0};
        bool is_known =
            html_source_part(walk->text.source, element->original_tag, &offset, &tag) && tag.size;
        rubric_builder_text(&walk->builder, rubric_slice_make("\n", 1),
                            is_known ? ORIGIN_JOINED : ORIGIN_SYNTHETIC, offset,
                            (uint32_t)tag.size);
        return;
    }
    if (!begin_inline(walk))
        return;
    rubric_html_text_end_line(&walk->text);
    uint32_t id = rubric_builder_add(&walk->builder, RUBRIC_KIND_LINE_BREAK);
    if (id)
        describe(walk, id, element);
}

static void put_thematic_break(struct walk *walk, const GumboElement *element) {
    if (top(walk)->is_leaf)
        return;
    end_paragraph(walk);
    uint32_t id = make_room(walk, RUBRIC_KIND_THEMATIC_BREAK)
                      ? rubric_builder_add(&walk->builder, RUBRIC_KIND_THEMATIC_BREAK)
                      : 0;
    if (id)
        describe(walk, id, element);
}

// The kind an element has where it stands; NONE: its children stand in its place.
static rubric_kind kind_here(struct walk *walk, const GumboNode *node) {
    rubric_kind kind = kind_of(walk, node);
    if (top(walk)->is_preformatted || html_has_mark(node, HTML_FOOTNOTES))
        return RUBRIC_KIND_NONE;
    if (top(walk)->is_leaf)
        return rubric_kind_is_inline(kind) ? kind : RUBRIC_KIND_SPAN;
    if (rubric_kind_is_inline(kind) && !html_has_mark(node, HTML_HOLDS_BLOCKS))
        return kind;
    end_paragraph(walk);
    if (implied_kind(open_kind(walk)) != RUBRIC_KIND_NONE && rubric_html_is_wrapper(node))
        return RUBRIC_KIND_NONE;
    if (!rubric_kind_is_inline(kind) && make_room(walk, kind))
        return kind;
    return make_room(walk, RUBRIC_KIND_DIV) ? RUBRIC_KIND_DIV : RUBRIC_KIND_NONE;
}

static bool push(struct walk *walk, const GumboNode *node) {
    if (!rubric_array_reserve(walk->builder.document->context, (void **)&walk->frames,
                              &walk->frame_capacity, walk->frame_count, sizeof *walk->frames))
        return false;
    struct frame frame = {node, 0, 0, false, false, false, false};
    if (walk->frame_count) {
        frame.is_leaf = top(walk)->is_leaf || top(walk)->has_paragraph;
        frame.is_preformatted = top(walk)->is_preformatted;
    }
    walk->frames[walk->frame_count++] = frame;
    return true;
}

static void enter(struct walk *walk, const GumboNode *node) {
    const GumboElement *element = &node->v.element;
    rubric_kind kind = kind_here(walk, node);
    if (rubric_kind_is_inline(kind) && !begin_inline(walk))
        return;
    bool separates = top(walk)->is_leaf && !top(walk)->is_preformatted &&
                     !rubric_kind_is_inline(kind_of(walk, node));
    if (separates)
        rubric_html_text_separate(&walk->text);
    uint32_t id = kind == RUBRIC_KIND_NONE ? 0 : rubric_builder_open(&walk->builder, kind);
    if (!push(walk, node))
        return;
    struct frame *frame = top(walk);
    frame->opened = kind != RUBRIC_KIND_NONE;
    if (id)
        describe(walk, id, element);
    if (kind == RUBRIC_KIND_NONE)
        return;
    rubric_content content = rubric_kind_content(kind);
    frame->is_leaf =
        frame->is_leaf || content == RUBRIC_CONTENT_INLINES || content == RUBRIC_CONTENT_TEXT;
    frame->is_preformatted = frame->is_preformatted || content == RUBRIC_CONTENT_TEXT;
    if (rubric_kind_is_leaf(kind)) {
        walk->text.at_start = true;
        walk->text.after_space = false;
    }
}

static void leave(struct walk *walk) {
    struct frame *frame = top(walk);
    end_item(walk);
    rubric_kind kind = open_kind(walk);
    if (frame->opened && rubric_kind_is_leaf(kind) && !frame->is_preformatted)
        rubric_html_text_end_line(&walk->text);
    bool separates = frame->opened && kind == RUBRIC_KIND_SPAN && frame->is_leaf &&
                     !rubric_kind_is_inline(kind_of(walk, frame->node));
    if (frame->opened)
        rubric_builder_close(&walk->builder);
    walk->frame_count--;
    if (separates)
        rubric_html_text_separate(&walk->text);
}

static void put_text(struct walk *walk, const GumboNode *node) {
    bool is_blank = node->type == GUMBO_NODE_WHITESPACE;
    bool in_leaf = top(walk)->is_leaf || top(walk)->has_paragraph;
    if (is_blank && !in_leaf)
        return;
    if (begin_inline(walk))
        rubric_html_text_put(&walk->text, &node->v.text,
                             top(walk)->is_preformatted &&
                                 open_kind(walk) == RUBRIC_KIND_CODE_BLOCK);
}

// A formula, as TeX where the page says it.
static bool put_math(struct walk *walk, const GumboNode *node) {
    struct rubric_html_math math;
    if (top(walk)->is_preformatted || !rubric_html_math_of(node, &math))
        return false;
    if (!begin_inline(walk))
        return true;
    uint32_t id = rubric_builder_open(&walk->builder, RUBRIC_KIND_MATH);
    if (id) {
        rubric_buffer squeezed;
        rubric_buffer_init(&squeezed, walk->builder.document->context);
        rubric_text_squeeze(&squeezed, math.text);
        rubric_builder_text(&walk->builder, rubric_buffer_slice(&squeezed), ORIGIN_SYNTHETIC, 0, 0);
        rubric_buffer_clear(&squeezed);
        rubric_builder_set_integer(&walk->builder, id, RUBRIC_FIELD_DISPLAY, math.is_display);
        cover_element(walk, id, &node->v.element);
        walk->text.at_start = walk->text.after_space = false;
    }
    rubric_builder_close(&walk->builder);
    return true;
}

// A reference to a footnote of the page.
static bool put_reference(struct walk *walk, const GumboNode *node) {
    if (top(walk)->is_preformatted || !html_has_mark(node, HTML_REFERENCE))
        return false;
    if (!begin_inline(walk))
        return true;
    uint32_t id = rubric_builder_add(&walk->builder, RUBRIC_KIND_FOOTNOTE_REFERENCE);
    if (id) {
        rubric_html_set_label(&walk->builder, id, rubric_html_link_of(node));
        cover_element(walk, id, &node->v.element);
    }
    walk->text.at_start = walk->text.after_space = false;
    return true;
}

// Elements that say more than their name does. The box of an item says whether it is checked, and
// links back from footnotes say nothing.
static bool put_special(struct walk *walk, const GumboNode *node) {
    const GumboElement *element = &node->v.element;
    if (element->tag == GUMBO_TAG_INPUT) {
        rubric_html_check(&walk->builder, element);
        return true;
    }
    if (html_has_mark(node, HTML_LINK_BACK) && !top(walk)->is_preformatted)
        return true;
    return put_math(walk, node) || put_reference(walk, node);
}

static void visit(struct walk *walk, const GumboNode *node) {
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE ||
        node->type == GUMBO_NODE_CDATA) {
        put_text(walk, node);
        return;
    }
    if (node->type != GUMBO_NODE_ELEMENT || put_special(walk, node) ||
        rubric_html_is_dropped(&node->v.element))
        return;
    switch (node->v.element.tag) {
    case GUMBO_TAG_IMG:
        if (!top(walk)->is_preformatted)
            put_image(walk, &node->v.element);
        break;
    case GUMBO_TAG_BR:
        put_line_break(walk, &node->v.element);
        break;
    case GUMBO_TAG_HR:
        put_thematic_break(walk, &node->v.element);
        break;
    default:
        enter(walk, node);
        break;
    }
}

static GumboNode *find_body(GumboNode *root) {
    for (unsigned i = 0; i < root->v.element.children.length; i++) {
        GumboNode *child = root->v.element.children.data[i];
        if (child->type == GUMBO_NODE_ELEMENT && child->v.element.tag == GUMBO_TAG_BODY)
            return child;
    }
    return NULL;
}

static void walk_body(struct walk *walk, GumboNode *body) {
    rubric_context *context = walk->builder.document->context;
    rubric_html_mark_footnotes(context, body);
    mark_blocks(walk, body);
    if (!push(walk, body))
        return;
    set_attributes(walk, 1, &body->v.element);
    while (walk->frame_count && rubric_context_charge(context, 16)) {
        struct frame *frame = top(walk);
        const GumboVector *children = &frame->node->v.element.children;
        if (frame->next_child < children->length)
            visit(walk, children->data[frame->next_child++]);
        else
            leave(walk);
    }
}

rubric_status rubric_html_read(rubric_document *document, rubric_error *error) {
    struct html_page page;
    rubric_slice source = rubric_document_source(document);
    rubric_status status = rubric_html_page_parse(&page, document->context, source, error);
    if (status != RUBRIC_OK)
        return status;
    rubric_html_metadata_harvest(document, &page);
    struct walk walk;
    memset(&walk, 0, sizeof walk);
    rubric_builder_init(&walk.builder, document);
    walk.text = (struct html_text){&walk.builder, page.source, true, false};
    GumboNode *body = find_body(page.output->root);
    if (body)
        walk_body(&walk, body);
    rubric_builder_close(&walk.builder);
    rubric_array_free(document->context, walk.frames, walk.frame_capacity, sizeof *walk.frames);
    rubric_html_page_free(&page);
    return rubric_context_error(document->context, error);
}
