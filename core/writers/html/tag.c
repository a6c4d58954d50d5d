// SPDX-License-Identifier: MIT
// Tags of HTML: which names and attributes pass. What could run or load something, or looks like a
// part of the page around, needs to be asked for.
#include "document/document.h"
#include "document/elements.h"
#include "writers/html/escape.h"
#include "writers/html/html.h"

static bool is_one_of(rubric_slice name, const char *const *names) {
    for (size_t i = 0; names[i]; i++)
        if (rubric_slice_equal(name, rubric_slice_of(names[i])))
            return true;
    return false;
}

static bool begins_with(rubric_slice name, const char *start) {
    size_t size = strlen(start);
    return name.size > size && !memcmp(name.bytes, start, size);
}

void rubric_html_put_pair(struct html_writer *writer, const char *name, rubric_slice value) {
    html_put(writer, " ");
    html_put(writer, name);
    html_put(writer, "=\"");
    rubric_html_put_escaped(writer->out, value);
    html_put(writer, "\"");
}

/* ---- Names of elements ---- */

// Known elements that take input, hold programs, or whose content is no markup.
static bool is_doubtful(rubric_slice name) {
    static const char *const names[] = {"audio",    "button",   "dialog",   "form",   "object",
                                        "optgroup", "option",   "output",   "select", "textarea",
                                        "video",    "noscript", "fieldset", "legend", NULL};
    return is_one_of(name, names);
}

// A name whose content a parser would not take for markup, or that it would put elsewhere.
static bool is_special(rubric_slice name) {
    static const char *const names[] = {
        "script",    "style",    "title", "textarea", "xmp",   "iframe", "noembed", "noframes",
        "plaintext", "html",     "head",  "body",     "base",  "link",   "meta",    "frame",
        "frameset",  "template", "svg",   "math",     "image", NULL};
    return is_one_of(name, names);
}

static bool is_name(rubric_slice name) {
    for (size_t i = 0; i < name.size; i++) {
        char byte = name.bytes[i];
        bool is_letter = byte >= 'a' && byte <= 'z';
        bool is_other = (byte >= '0' && byte <= '9') || byte == '-' || byte == ':' || byte == '_';
        if (!is_letter && !(i > 0 && is_other))
            return false;
    }
    return name.size > 0 && name.size < 60;
}

// Whether the element of a node passes and says the same of it as its kind and fields do.
static bool keeps_element(const struct html_writer *writer, rubric_node node) {
    rubric_slice name = rubric_node_element(node);
    rubric_kind kind = rubric_node_kind(node);
    const struct rubric_element *row = rubric_element_find(name);
    bool is_general = kind == RUBRIC_KIND_DIV || kind == RUBRIC_KIND_SPAN;
    if (!is_name(name) ||
        (is_special(name) &&
         !(writer->options->unsafe && rubric_slice_equal(name, rubric_slice_of("textarea")))))
        return false;
    if (is_doubtful(name) || !row)
        return writer->options->unsafe && is_general;
    return is_general ? row->kind != RUBRIC_KIND_NONE : row->kind == kind;
}

void rubric_html_put_name(struct html_writer *writer, rubric_node node, const char *name) {
    if (keeps_element(writer, node) && rubric_node_kind(node) != RUBRIC_KIND_HEADING)
        rubric_buffer_put_slice(writer->out, rubric_node_element(node));
    else
        html_put(writer, name);
}

void rubric_html_begin_tag(struct html_writer *writer, rubric_node node, const char *name) {
    html_put(writer, "<");
    rubric_html_put_name(writer, node, name);
}

/* ---- Attributes ---- */

// Attributes that carry meaning and no program: `style` and what could load something stay out.
static bool may_pass(rubric_slice name) {
    static const char *const names[] = {
        "abbr",      "align",    "alt",     "cite",      "class",    "colspan",
        "datetime",  "dir",      "headers", "height",    "hreflang", "id",
        "itemid",    "itemprop", "itemref", "itemscope", "itemtype", "lang",
        "open",      "property", "pubdate", "rel",       "reversed", "role",
        "rowspan",   "scope",    "span",    "start",     "summary",  "title",
        "translate", "type",     "valign",  "value",     "width",    NULL};
    return is_one_of(name, names) || begins_with(name, "data-") || begins_with(name, "aria-");
}

// As a parser makes them of broken tags: anything but blanks and what ends a name.
static bool is_attribute_name(rubric_slice name, bool unsafe) {
    for (size_t i = 0; i < name.size; i++) {
        unsigned char byte = (unsigned char)name.bytes[i];
        bool is_plain = (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '-';
        bool is_odd = byte > ' ' && !strchr(">/=", byte) && !(byte >= 'A' && byte <= 'Z');
        if (!is_plain && !(unsafe && (is_odd || (byte == '=' && i == 0))))
            return false;
    }
    return name.size > 0;
}

// Attributes that hold an address.
static bool is_address(rubric_slice name) {
    static const char *const names[] = {"cite", "itemid", NULL};
    return is_one_of(name, names);
}

// Attributes of some kinds are written from fields, see rubric_html_put_fact.
static bool is_field(rubric_node node, rubric_slice name) {
    static const char *const of_cells[] = {"align", "rowspan", "colspan", NULL};
    static const char *const of_lists[] = {"type", "start", NULL};
    switch (rubric_node_kind(node)) {
    case RUBRIC_KIND_CELL:
        return is_one_of(name, of_cells);
    case RUBRIC_KIND_LIST:
        return rubric_node_boolean(node, RUBRIC_FIELD_ORDERED) && is_one_of(name, of_lists);
    case RUBRIC_KIND_IMAGE:
        return rubric_slice_equal(name, rubric_slice_of("alt"));
    case RUBRIC_KIND_FOOTNOTE:
        return rubric_slice_equal(name, rubric_slice_of("id"));
    default:
        return false;
    }
}

static void put_one(struct html_writer *writer, rubric_slice name, rubric_slice value,
                    const char *class) {
    bool is_class = class && rubric_slice_equal(name, rubric_slice_of("class"));
    html_put(writer, " ");
    rubric_buffer_put_slice(writer->out, name);
    html_put(writer, "=\"");
    if (is_class) {
        html_put(writer, class);
        html_put(writer, value.size ? " " : "");
    }
    if (writer->options->unsafe || !is_address(name) || rubric_html_is_safe_url(value))
        rubric_html_put_escaped(writer->out, value);
    html_put(writer, "\"");
}

void rubric_html_put_attributes(struct html_writer *writer, rubric_node node, const char *class) {
    const rubric_document *document = node.document;
    bool unsafe = writer->options->unsafe,
         has_class = rubric_node_attribute(node, rubric_slice_of("class"), NULL);
    if (class && !has_class)
        rubric_html_put_pair(writer, "class", rubric_slice_of(class));
    for (uint32_t i = node_of(node)->attributes; i && !writer->out->failed;
         i = document->attributes[i - 1].next) {
        const struct attribute *attribute = &document->attributes[i - 1];
        if (is_attribute_name(attribute->name, unsafe) && (unsafe || may_pass(attribute->name)) &&
            !is_field(node, attribute->name))
            put_one(writer, attribute->name, attribute->value, class);
    }
}

void rubric_html_end_tag(struct html_writer *writer, rubric_node node, const char *class) {
    rubric_html_put_attributes(writer, node, class);
    html_put(writer, ">");
}

/* ---- Fields ---- */

void rubric_html_put_fact(struct html_writer *writer, rubric_node node, const char *name,
                          const char *value) {
    rubric_slice written;
    bool has_one = rubric_node_attribute(node, rubric_slice_of(name), &written);
    if (value)
        rubric_html_put_pair(writer, name,
                             has_one && rubric_slice_equal_fold(written, rubric_slice_of(value))
                                 ? written
                                 : rubric_slice_of(value));
    else if (has_one && (written.size != 1 || !strchr("aAiI", written.bytes[0])) &&
             !rubric_slice_equal_fold(written, rubric_slice_of("left")) &&
             !rubric_slice_equal_fold(written, rubric_slice_of("right")) &&
             !rubric_slice_equal_fold(written, rubric_slice_of("center")))
        rubric_html_put_pair(writer, name, written); // it says nothing that a field could hold
}

// The number that a reader takes from an attribute; `standard` when it is none.
static int64_t number_of(rubric_slice text, int64_t standard) {
    rubric_value value = rubric_yaml_scalar(rubric_slice_trim(text));
    bool is_sane =
        value.type == RUBRIC_VALUE_INTEGER && value.as.integer >= 0 && value.as.integer <= 65534;
    return is_sane ? value.as.integer : standard;
}

void rubric_html_put_number(struct html_writer *writer, rubric_node node, const char *name,
                            int64_t value, int64_t standard) {
    rubric_slice written;
    bool has_one = rubric_node_attribute(node, rubric_slice_of(name), &written);
    int64_t said = has_one ? number_of(written, standard) : standard;
    bool is_to_the_end = has_one && said == 0 && !strcmp(name, "rowspan");
    if (said == 0 && !strcmp(name, "colspan"))
        said = standard; // as it is read
    if (has_one && (said == value || is_to_the_end)) {
        rubric_html_put_pair(writer, name, written);
    } else if (value != standard) {
        html_put(writer, " ");
        html_put(writer, name);
        html_put(writer, "=\"");
        rubric_buffer_put_integer(writer->out, value);
        html_put(writer, "\"");
    }
}

void rubric_html_put_url_of(struct html_writer *writer, rubric_node node, const char *name) {
    rubric_slice url = rubric_node_string(node, RUBRIC_FIELD_URL);
    bool is_link = rubric_slice_equal(rubric_node_element(node), rubric_slice_of("a"));
    if (rubric_node_kind(node) == RUBRIC_KIND_DIV &&
        (!url.size || !(is_link || writer->options->unsafe)))
        return;
    html_put(writer, " ");
    html_put(writer, name);
    html_put(writer, "=\"");
    bool passes = writer->options->unsafe || rubric_html_is_safe_url(url);
    if (passes && rubric_node_element(node).size)
        rubric_html_put_escaped(writer->out, url); // as the page had it
    else if (passes)
        rubric_html_put_url(writer->out, url);
    html_put(writer, "\"");
}

void rubric_html_put_title(struct html_writer *writer, rubric_node node) {
    rubric_slice title = rubric_node_string(node, RUBRIC_FIELD_TITLE);
    if (title.size)
        rubric_html_put_pair(writer, "title", title);
}
