// SPDX-License-Identifier: MIT
// Attributes as pandoc has them, and commas.
#include "writers/pandoc/pandoc.h"

void rubric_pandoc_separate(struct pandoc_writing *writing) {
    const rubric_buffer *out = writing->out;
    char last = out->size ? out->bytes[out->size - 1] : '[';
    if (last != '[' && last != '{')
        pandoc_put(writing, ",");
}

static void put_string(struct pandoc_writing *writing, rubric_slice string) {
    rubric_json_write_string(writing->out, string);
}

static void put_item(struct pandoc_writing *writing, rubric_slice string) {
    rubric_pandoc_separate(writing);
    put_string(writing, string);
}

// Classes are words, or stand one behind each line end where a word would not do.
static void put_classes(struct pandoc_writing *writing, rubric_slice classes, bool by_line) {
    size_t at = by_line && classes.size ? 1 : 0;
    while (at < classes.size || (by_line && classes.size && at == classes.size)) {
        size_t end = at;
        while (end < classes.size && !strchr(by_line ? "\n" : " \t\n\r\f", classes.bytes[end]))
            end++;
        if (end > at || by_line)
            put_item(writing, rubric_slice_part(classes, at, end));
        at = end + 1;
    }
}

static void put_pair(struct pandoc_writing *writing, rubric_slice name, rubric_slice value) {
    rubric_pandoc_separate(writing);
    pandoc_put(writing, "[");
    put_string(writing, name);
    pandoc_put(writing, ",");
    put_string(writing, value);
    pandoc_put(writing, "]");
}

// Where the parts of an attr stand among the attributes: the first `id` and the first `class`.
struct places {
    uint32_t id, class, exact; // indices plus 1
};

static struct places find_places(rubric_node node) {
    const struct attribute *attributes = node.document->attributes;
    struct places places = {0, 0, 0};
    for (uint32_t i = node_of(node)->attributes; i; i = attributes[i - 1].next) {
        rubric_slice name = attributes[i - 1].name;
        if (!places.id && rubric_slice_equal(name, rubric_slice_of("id")))
            places.id = i;
        else if (!places.class && rubric_slice_equal(name, rubric_slice_of("class")))
            places.class = i;
        else if (!places.exact && rubric_slice_equal(name, rubric_slice_of("pandoc-classes")))
            places.exact = i;
    }
    return places;
}

static void put_pairs(struct pandoc_writing *writing, rubric_node node, struct places places) {
    const struct attribute *attributes = node.document->attributes;
    for (uint32_t i = node_of(node)->attributes; i; i = attributes[i - 1].next)
        if (i != places.id && i != places.class && i != places.exact)
            put_pair(writing, attributes[i - 1].name, attributes[i - 1].value);
    if (rubric_node_kind(node) == RUBRIC_KIND_DIV) { // a link around blocks
        rubric_slice url = rubric_node_string(node, RUBRIC_FIELD_URL);
        if (url.size)
            put_pair(writing, rubric_slice_of("href"), url);
    }
}

void rubric_pandoc_put_attr(struct pandoc_writing *writing, rubric_node node, rubric_slice extra) {
    const struct attribute *attributes = node.document->attributes;
    struct places places = find_places(node);
    pandoc_put(writing, "[");
    put_string(writing, places.id ? attributes[places.id - 1].value : rubric_slice_make("", 0));
    pandoc_put(writing, ",[");
    if (extra.size)
        put_item(writing, extra);
    if (places.exact)
        put_classes(writing, attributes[places.exact - 1].value, true);
    else if (places.class)
        put_classes(writing, attributes[places.class - 1].value, false);
    pandoc_put(writing, "],[");
    put_pairs(writing, node, places);
    pandoc_put(writing, "]]");
}

bool rubric_pandoc_is_marked(rubric_node node, const char *value) {
    rubric_slice mark;
    return node_of(node)->attributes &&
           rubric_node_attribute(node, rubric_slice_of("pandoc"), &mark) &&
           rubric_slice_equal(mark, rubric_slice_of(value));
}

void rubric_pandoc_put_number(struct pandoc_writing *writing, rubric_node node, const char *name,
                              int64_t otherwise) {
    rubric_slice digits;
    bool is_number = rubric_node_attribute(node, rubric_slice_of(name), &digits) && digits.size &&
                     digits.size < 20;
    for (size_t i = 0; is_number && i < digits.size; i++)
        is_number = (digits.bytes[i] >= '0' && digits.bytes[i] <= '9') ||
                    (i == 0 && digits.size > 1 && digits.bytes[0] == '-');
    if (is_number)
        rubric_buffer_put_slice(writing->out, digits);
    else
        rubric_buffer_put_integer(writing->out, otherwise);
}
