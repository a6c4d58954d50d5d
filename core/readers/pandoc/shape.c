// SPDX-License-Identifier: MIT
// The types of pandoc's JSON: names, and the form that the content of each has.
#include "readers/pandoc/pandoc.h"

// Letters of a shape: i integer, s string, a attr, L list, O object with a tag, 2 list of two
// strings, n number or nothing wanted at all. One letter is `c` itself, several are its items.
static const struct pandoc_type types[] = {
    {"Plain", PANDOC_PLAIN, PANDOC_BLOCK, RUBRIC_KIND_PARAGRAPH, "L", "inlines"},
    {"Para", PANDOC_PARA, PANDOC_BLOCK, RUBRIC_KIND_PARAGRAPH, "L", "inlines"},
    {"LineBlock", PANDOC_LINE_BLOCK, PANDOC_BLOCK, RUBRIC_KIND_LINE_BLOCK, "L", "lists of inlines"},
    {"CodeBlock", PANDOC_CODE_BLOCK, PANDOC_BLOCK, RUBRIC_KIND_CODE_BLOCK, "as", "[attr, string]"},
    {"RawBlock", PANDOC_RAW_BLOCK, PANDOC_BLOCK, RUBRIC_KIND_RAW_BLOCK, "ss", "[format, string]"},
    {"BlockQuote", PANDOC_BLOCK_QUOTE, PANDOC_BLOCK, RUBRIC_KIND_BLOCK_QUOTE, "L", "blocks"},
    {"OrderedList", PANDOC_ORDERED_LIST, PANDOC_BLOCK, RUBRIC_KIND_LIST, "LL",
     "[[start, style, delimiter], items]"},
    {"BulletList", PANDOC_BULLET_LIST, PANDOC_BLOCK, RUBRIC_KIND_LIST, "L", "lists of blocks"},
    {"DefinitionList", PANDOC_DEFINITION_LIST, PANDOC_BLOCK, RUBRIC_KIND_DEFINITION_LIST, "L",
     "a list of [inlines, lists of blocks]"},
    {"Header", PANDOC_HEADER, PANDOC_BLOCK, RUBRIC_KIND_HEADING, "iaL", "[level, attr, inlines]"},
    {"HorizontalRule", PANDOC_HORIZONTAL_RULE, PANDOC_BLOCK, RUBRIC_KIND_THEMATIC_BREAK, "", ""},
    {"Table", PANDOC_TABLE, PANDOC_BLOCK, RUBRIC_KIND_TABLE, "aLLLLL",
     "[attr, caption, columns, head, bodies, foot]"},
    {"Figure", PANDOC_FIGURE, PANDOC_BLOCK, RUBRIC_KIND_FIGURE, "aLL", "[attr, caption, blocks]"},
    {"Div", PANDOC_DIV, PANDOC_BLOCK, RUBRIC_KIND_DIV, "aL", "[attr, blocks]"},
    {"Null", PANDOC_NULL, PANDOC_BLOCK, RUBRIC_KIND_DIV, "", ""},
    {"Str", PANDOC_STR, PANDOC_INLINE, RUBRIC_KIND_TEXT, "s", "a string"},
    {"Emph", PANDOC_EMPH, PANDOC_INLINE, RUBRIC_KIND_EMPH, "L", "inlines"},
    {"Underline", PANDOC_UNDERLINE, PANDOC_INLINE, RUBRIC_KIND_UNDERLINE, "L", "inlines"},
    {"Strong", PANDOC_STRONG, PANDOC_INLINE, RUBRIC_KIND_STRONG, "L", "inlines"},
    {"Strikeout", PANDOC_STRIKEOUT, PANDOC_INLINE, RUBRIC_KIND_STRIKEOUT, "L", "inlines"},
    {"Superscript", PANDOC_SUPERSCRIPT, PANDOC_INLINE, RUBRIC_KIND_SUPERSCRIPT, "L", "inlines"},
    {"Subscript", PANDOC_SUBSCRIPT, PANDOC_INLINE, RUBRIC_KIND_SUBSCRIPT, "L", "inlines"},
    {"SmallCaps", PANDOC_SMALL_CAPS, PANDOC_INLINE, RUBRIC_KIND_SMALL_CAPS, "L", "inlines"},
    {"Quoted", PANDOC_QUOTED, PANDOC_INLINE, RUBRIC_KIND_QUOTED, "OL", "[quote type, inlines]"},
    {"Cite", PANDOC_CITE, PANDOC_INLINE, RUBRIC_KIND_CITATION, "LL", "[citations, inlines]"},
    {"Code", PANDOC_CODE, PANDOC_INLINE, RUBRIC_KIND_CODE, "as", "[attr, string]"},
    {"Space", PANDOC_SPACE, PANDOC_INLINE, RUBRIC_KIND_TEXT, "", ""},
    {"SoftBreak", PANDOC_SOFT_BREAK, PANDOC_INLINE, RUBRIC_KIND_TEXT, "", ""},
    {"LineBreak", PANDOC_LINE_BREAK, PANDOC_INLINE, RUBRIC_KIND_LINE_BREAK, "", ""},
    {"Math", PANDOC_MATH, PANDOC_INLINE, RUBRIC_KIND_MATH, "Os", "[math type, string]"},
    {"RawInline", PANDOC_RAW_INLINE, PANDOC_INLINE, RUBRIC_KIND_RAW_INLINE, "ss",
     "[format, string]"},
    {"Link", PANDOC_LINK, PANDOC_INLINE, RUBRIC_KIND_LINK, "aL2", "[attr, inlines, [url, title]]"},
    {"Image", PANDOC_IMAGE, PANDOC_INLINE, RUBRIC_KIND_IMAGE, "aL2",
     "[attr, inlines, [url, title]]"},
    {"Note", PANDOC_NOTE, PANDOC_INLINE, RUBRIC_KIND_FOOTNOTE_REFERENCE, "L", "blocks"},
    {"Span", PANDOC_SPAN, PANDOC_INLINE, RUBRIC_KIND_SPAN, "aL", "[attr, inlines]"},
    {"MetaMap", PANDOC_META_MAP, PANDOC_META, RUBRIC_KIND_NONE, "M", "an object"},
    {"MetaList", PANDOC_META_LIST, PANDOC_META, RUBRIC_KIND_NONE, "L", "a list"},
    {"MetaBool", PANDOC_META_BOOL, PANDOC_META, RUBRIC_KIND_NONE, "b", "true or false"},
    {"MetaString", PANDOC_META_STRING, PANDOC_META, RUBRIC_KIND_NONE, "s", "a string"},
    {"MetaInlines", PANDOC_META_INLINES, PANDOC_META, RUBRIC_KIND_NONE, "L", "inlines"},
    {"MetaBlocks", PANDOC_META_BLOCKS, PANDOC_META, RUBRIC_KIND_NONE, "L", "blocks"},
};

enum { TYPE_COUNT = sizeof types / sizeof *types };

static const char *const class_names[] = {"block", "inline", "value of metadata"};

bool rubric_pandoc_expect(struct pandoc_reading *reading, const rubric_value *value,
                          const char *format, const char *name, const char *wanted) {
    if (reading->status != RUBRIC_OK)
        return false;
    char message[200];
    rubric_error unused;
    rubric_error *error = reading->error ? reading->error : &unused;
    size_t used = 0;
    // The first % of `format` stands for the name, the second for what was wanted.
    for (const char *at = format; *at && used + 1 < sizeof message; at++) {
        const char *piece = *at == '%' ? name : NULL;
        if (piece) {
            name = wanted;
            while (*piece && used + 1 < sizeof message)
                message[used++] = *piece++;
        } else {
            message[used++] = *at;
        }
    }
    message[used] = '\0';
    reading->status = rubric_error_set(error, RUBRIC_ERROR_SYNTAX, "%s", message);
    rubric_slice source = rubric_document_source(reading->builder.document);
    rubric_error_locate(error, source, value->offset < source.size ? value->offset : 0);
    return false;
}

static bool is_attr(const rubric_value *value);

static bool is_list_of_strings(const rubric_value *value, uint32_t count) {
    if (value->type != RUBRIC_VALUE_LIST || (count && value->as.list.count != count))
        return false;
    for (uint32_t i = 0; i < value->as.list.count; i++)
        if (value->as.list.items[i].type != RUBRIC_VALUE_STRING)
            return false;
    return true;
}

static bool has_shape(const rubric_value *value, char letter) {
    switch (letter) {
    case 'i':
        return value->type == RUBRIC_VALUE_INTEGER;
    case 's':
        return value->type == RUBRIC_VALUE_STRING;
    case 'b':
        return value->type == RUBRIC_VALUE_BOOLEAN;
    case 'L':
        return value->type == RUBRIC_VALUE_LIST;
    case 'O':
    case 'M':
        return value->type == RUBRIC_VALUE_MAP;
    case '2':
        return is_list_of_strings(value, 2);
    case 'a':
        return is_attr(value);
    default: // anything
        return true;
    }
}

static bool have_shape(const rubric_value *value, const char *shape) {
    if (value->type != RUBRIC_VALUE_LIST || value->as.list.count != strlen(shape))
        return false;
    for (uint32_t i = 0; shape[i]; i++)
        if (!has_shape(&value->as.list.items[i], shape[i]))
            return false;
    return true;
}

static bool is_attr(const rubric_value *value) {
    if (value->type != RUBRIC_VALUE_LIST || value->as.list.count != 3)
        return false;
    const rubric_value *parts = value->as.list.items;
    if (parts[0].type != RUBRIC_VALUE_STRING || !is_list_of_strings(&parts[1], 0) ||
        parts[2].type != RUBRIC_VALUE_LIST)
        return false;
    for (uint32_t i = 0; i < parts[2].as.list.count; i++)
        if (!is_list_of_strings(&parts[2].as.list.items[i], 2))
            return false;
    return true;
}

bool rubric_pandoc_parts(struct pandoc_reading *reading, const rubric_value *value,
                         const char *shape, const char *wanted) {
    return have_shape(value, shape) ||
           rubric_pandoc_expect(reading, value, "expected %", wanted, "");
}

// The tag of an object; an empty slice when it has none.
static rubric_slice tag_of(const rubric_value *value) {
    const rubric_value *tag =
        value->type == RUBRIC_VALUE_MAP ? rubric_value_find(value, rubric_slice_of("t")) : NULL;
    return tag && tag->type == RUBRIC_VALUE_STRING ? tag->as.string : rubric_slice_make("", 0);
}

static const struct pandoc_type *find_type(rubric_slice name, enum pandoc_class class) {
    for (size_t i = 0; i < TYPE_COUNT; i++)
        if (types[i].class == class && rubric_slice_equal(name, rubric_slice_of(types[i].name)))
            return &types[i];
    return NULL;
}

static bool unknown_element(struct pandoc_reading *reading, const rubric_value *value,
                            enum pandoc_class class, rubric_slice tag) {
    char name[40];
    if (tag.size == 0)
        return rubric_pandoc_expect(reading, value, "expected a % as {\"t\": …}",
                                    class_names[class], "");
    size_t size = tag.size < sizeof name ? tag.size : sizeof name - 1;
    memcpy(name, tag.bytes, size);
    name[size] = '\0';
    return rubric_pandoc_expect(reading, value, "expected a %, found '%'", class_names[class],
                                name);
}

bool rubric_pandoc_element(struct pandoc_reading *reading, struct pandoc_element *out,
                           const rubric_value *value, enum pandoc_class class) {
    rubric_slice tag = tag_of(value);
    const struct pandoc_type *type = find_type(tag, class);
    if (!type)
        return unknown_element(reading, value, class, tag);
    const rubric_value *content = rubric_value_find(value, rubric_slice_of("c"));
    size_t count = strlen(type->shape);
    out->type = type;
    out->value = value;
    out->content = content;
    out->parts = NULL;
    if (count == 0)
        return true;
    bool fits = content && (count == 1 ? has_shape(content, type->shape[0])
                                       : have_shape(content, type->shape));
    if (!fits)
        return rubric_pandoc_expect(reading, content ? content : value,
                                    "expected 'c' of a % to be %", type->name, type->wanted);
    if (count > 1)
        out->parts = content->as.list.items;
    return true;
}

int rubric_pandoc_choice(struct pandoc_reading *reading, const rubric_value *value,
                         const char *const *names, const char *wanted) {
    rubric_slice tag = tag_of(value);
    for (int i = 0; names[i]; i++)
        if (rubric_slice_equal(tag, rubric_slice_of(names[i])))
            return i;
    rubric_pandoc_expect(reading, value, "expected %, as {\"t\": \"%\"}", wanted, names[0]);
    return -1;
}

int32_t rubric_pandoc_integer(struct pandoc_reading *reading, const rubric_value *value) {
    if (value->as.integer >= INT32_MIN && value->as.integer <= INT32_MAX)
        return (int32_t)value->as.integer;
    rubric_pandoc_expect(reading, value, "expected a number of 32 bits", "", "");
    return 0;
}

/* ---- Attributes ---- */

bool rubric_pandoc_is_plain(const rubric_value *attributes) {
    const rubric_value *parts = attributes->as.list.items;
    return parts[0].as.string.size == 0 && parts[1].as.list.count == 0 &&
           parts[2].as.list.count == 0;
}

// A class that would not come back from a list of words.
static bool is_odd_class(rubric_slice class) {
    for (size_t i = 0; i < class.size; i++)
        if (strchr(" \t\n\r\f", class.bytes[i]))
            return true;
    return class.size == 0;
}

// Whether a pair has the name of what is an attribute of its own here.
static bool has_pair(const rubric_value *pairs, const char *name) {
    for (uint32_t i = 0; i < pairs->as.list.count; i++)
        if (rubric_slice_equal(pairs->as.list.items[i].as.list.items[0].as.string,
                               rubric_slice_of(name)))
            return true;
    return false;
}

static void add_classes(struct pandoc_reading *reading, uint32_t id, const rubric_value *classes,
                        uint32_t first, bool always) {
    rubric_buffer words, exact;
    rubric_buffer_init(&words, reading->builder.document->context);
    rubric_buffer_init(&exact, reading->builder.document->context);
    bool is_odd = false;
    for (uint32_t i = first; i < classes->as.list.count; i++) {
        rubric_slice class = classes->as.list.items[i].as.string;
        if (i > first)
            rubric_buffer_put_byte(&words, ' ');
        rubric_buffer_put_slice(&words, class);
        rubric_buffer_put_byte(&exact, '\n');
        rubric_buffer_put_slice(&exact, class);
        is_odd |= is_odd_class(class);
    }
    if (words.size || always)
        rubric_builder_add_attribute(&reading->builder, id, rubric_slice_of("class"),
                                     rubric_buffer_slice(&words));
    if (is_odd)
        rubric_builder_add_attribute(&reading->builder, id, rubric_slice_of("pandoc-classes"),
                                     rubric_buffer_slice(&exact));
    rubric_buffer_clear(&words);
    rubric_buffer_clear(&exact);
}

void rubric_pandoc_attributes(struct pandoc_reading *reading, uint32_t id,
                              const rubric_value *attributes) {
    if (!id || rubric_pandoc_is_plain(attributes))
        return;
    struct rubric_builder *builder = &reading->builder;
    const rubric_value *parts = attributes->as.list.items;
    const rubric_value *classes = &parts[1], *pairs = &parts[2];
    if (parts[0].as.string.size || has_pair(pairs, "id"))
        rubric_builder_add_attribute(builder, id, rubric_slice_of("id"), parts[0].as.string);
    uint32_t first = 0;
    if (node_at(builder->document, id)->kind == RUBRIC_KIND_CODE_BLOCK && classes->as.list.count &&
        !is_odd_class(classes->as.list.items[0].as.string)) {
        rubric_builder_set_string(builder, id, RUBRIC_FIELD_LANGUAGE,
                                  classes->as.list.items[first++].as.string, false);
    }
    add_classes(reading, id, classes, first, has_pair(pairs, "class"));
    for (uint32_t i = 0; i < pairs->as.list.count; i++) {
        const rubric_value *pair = pairs->as.list.items[i].as.list.items;
        rubric_builder_add_attribute(builder, id, pair[0].as.string, pair[1].as.string);
    }
}
