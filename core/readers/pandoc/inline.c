// SPDX-License-Identifier: MIT
// Inlines of pandoc's JSON: words and blanks become runs of text.
#include "readers/pandoc/pandoc.h"

// Bytes that a writer would take for blanks between words: such a word is marked.
static bool has_blank(rubric_slice word) {
    for (size_t i = 0; i < word.size; i++)
        if (word.bytes[i] == ' ' || word.bytes[i] == '\n' || word.bytes[i] == '\t' ||
            word.bytes[i] == '\r')
            return true;
    return false;
}

// Whether the word stands in the JSON as it is, one byte behind its offset.
static bool is_verbatim(const struct pandoc_reading *reading, const rubric_value *value) {
    rubric_slice source = rubric_document_source(reading->builder.document);
    rubric_slice word = value->as.string;
    size_t begin = (size_t)value->offset + 1;
    return begin + word.size < source.size && source.bytes[begin + word.size] == '"' &&
           memcmp(source.bytes + begin, word.bytes, word.size) == 0;
}

static void put_string(struct pandoc_reading *reading, const rubric_value *value) {
    bool verbatim = is_verbatim(reading, value);
    rubric_builder_text(&reading->builder, value->as.string,
                        verbatim ? ORIGIN_VERBATIM : ORIGIN_ESCAPE, value->offset + 1,
                        (uint32_t)value->as.string.size);
}

// Whether the last node written is a run of text that the next one would go on with.
static bool ends_in_word(const struct pandoc_reading *reading) {
    const rubric_document *document = reading->builder.document;
    uint32_t last = node_at(document, reading->builder.parent)->last;
    if (!last || node_at(document, last)->kind != RUBRIC_KIND_TEXT)
        return false;
    const struct node *run = node_at(document, last);
    return run->text_end > run->text_begin && document->plane.bytes[run->text_end - 1] != ' ' &&
           document->plane.bytes[run->text_end - 1] != '\n';
}

// Two words without a blank between them stay two: each begins a run.
static void put_word(struct pandoc_reading *reading, const rubric_value *value) {
    struct rubric_builder *builder = &reading->builder;
    rubric_slice word = value->as.string;
    bool is_odd = word.size == 0 || has_blank(word);
    if (is_odd || reading->splits || ends_in_word(reading)) {
        uint32_t run = rubric_builder_add(builder, RUBRIC_KIND_TEXT);
        if (is_odd)
            rubric_builder_add_attribute(builder, run, rubric_slice_of("pandoc"),
                                         rubric_slice_of("Str"));
    }
    put_string(reading, value);
    reading->splits = is_odd;
}

static void put_blank(struct pandoc_reading *reading, const struct pandoc_element *element) {
    bool is_soft = element->type->tag == PANDOC_SOFT_BREAK;
    if (reading->splits)
        rubric_builder_add(&reading->builder, RUBRIC_KIND_TEXT);
    reading->splits = false;
    rubric_builder_text(&reading->builder, rubric_slice_make(is_soft ? "\n" : " ", 1),
                        ORIGIN_JOINED, element->value->offset, 1);
}

// What was opened holds these and is closed behind them.
static void fill(struct pandoc_reading *reading, const rubric_value *inlines) {
    rubric_pandoc_push(reading, TASK_CLOSE, NULL, 0);
    rubric_pandoc_push(reading, TASK_INLINES, inlines, 0);
}

static void read_target(struct pandoc_reading *reading, const struct pandoc_element *element) {
    struct rubric_builder *builder = &reading->builder;
    uint32_t id = rubric_builder_open(builder, element->type->kind);
    const rubric_value *target = element->parts[2].as.list.items;
    rubric_builder_set_string(builder, id, RUBRIC_FIELD_URL, target[0].as.string, false);
    rubric_builder_set_string(builder, id, RUBRIC_FIELD_TITLE, target[1].as.string, false);
    rubric_pandoc_attributes(reading, id, &element->parts[0]);
    fill(reading, &element->parts[1]);
}

static void read_quoted(struct pandoc_reading *reading, const struct pandoc_element *element) {
    static const char *const quotes[] = {"DoubleQuote", "SingleQuote", NULL};
    int quote = rubric_pandoc_choice(reading, &element->parts[0], quotes, "a quote type");
    uint32_t id = rubric_builder_open(&reading->builder, RUBRIC_KIND_QUOTED);
    rubric_builder_set_integer(&reading->builder, id, RUBRIC_FIELD_QUOTE, quote);
    fill(reading, &element->parts[1]);
}

// Code and math: a node with text of its own.
static void read_literal(struct pandoc_reading *reading, const struct pandoc_element *element) {
    static const char *const maths[] = {"InlineMath", "DisplayMath", NULL};
    uint32_t id = rubric_builder_open(&reading->builder, element->type->kind);
    if (element->type->tag == PANDOC_MATH)
        rubric_builder_set_integer(
            &reading->builder, id, RUBRIC_FIELD_DISPLAY,
            rubric_pandoc_choice(reading, &element->parts[0], maths, "a math type"));
    else
        rubric_pandoc_attributes(reading, id, &element->parts[0]);
    put_string(reading, &element->parts[1]);
    rubric_builder_close(&reading->builder);
}

static void read_raw(struct pandoc_reading *reading, const struct pandoc_element *element) {
    struct rubric_builder *builder = &reading->builder;
    uint32_t id = rubric_builder_add(builder, RUBRIC_KIND_RAW_INLINE);
    rubric_builder_set_string(builder, id, RUBRIC_FIELD_FORMAT, element->parts[0].as.string, false);
    rubric_builder_set_string(builder, id, RUBRIC_FIELD_LITERAL, element->parts[1].as.string,
                              false);
}

// A break in a line block ends a line; one inside a line is marked.
static void read_line_break(struct pandoc_reading *reading) {
    struct rubric_builder *builder = &reading->builder;
    uint32_t id = rubric_builder_add(builder, RUBRIC_KIND_LINE_BREAK);
    if (node_at(builder->document, builder->parent)->kind == RUBRIC_KIND_LINE_BLOCK)
        rubric_builder_add_attribute(builder, id, rubric_slice_of("pandoc"),
                                     rubric_slice_of("LineBreak"));
}

static void read_note(struct pandoc_reading *reading, const struct pandoc_element *element) {
    char label[12];
    uint32_t id = rubric_builder_add(&reading->builder, RUBRIC_KIND_FOOTNOTE_REFERENCE);
    rubric_builder_set_string(&reading->builder, id, RUBRIC_FIELD_LABEL,
                              rubric_pandoc_note(reading, element->content, label), false);
}

/* ---- Citations ---- */

static const rubric_value *part_of(struct pandoc_reading *reading, const rubric_value *citation,
                                   const char *name, rubric_value_type type) {
    const rubric_value *part = rubric_value_find(citation, rubric_slice_of(name));
    if (part && part->type == type)
        return part;
    rubric_pandoc_expect(reading, part ? part : citation, "expected % of a citation to be a %",
                         name, rubric_value_type_name(type));
    return NULL;
}

static void set_content(struct pandoc_reading *reading, uint32_t id, rubric_field field,
                        const rubric_value *inlines) {
    if (!id || !inlines || inlines->as.list.count == 0)
        return;
    rubric_value content = rubric_pandoc_content(reading, inlines, false);
    rubric_node node = {reading->builder.document, id};
    rubric_node_set_value(node, field, &content, NULL);
}

static void set_number(struct pandoc_reading *reading, uint32_t id, const char *name,
                       const rubric_value *number) {
    if (!number || number->as.integer == 0)
        return;
    rubric_buffer digits;
    rubric_buffer_init(&digits, reading->builder.document->context);
    rubric_buffer_put_integer(&digits, number->as.integer);
    rubric_builder_add_attribute(&reading->builder, id, rubric_slice_of(name),
                                 rubric_buffer_slice(&digits));
    rubric_buffer_clear(&digits);
}

static void fill_citation(struct pandoc_reading *reading, uint32_t id,
                          const rubric_value *citation) {
    static const char *const modes[] = {"NormalCitation", "AuthorInText", "SuppressAuthor", NULL};
    if (citation->type != RUBRIC_VALUE_MAP) {
        rubric_pandoc_expect(reading, citation, "expected a citation to be an object", "", "");
        return;
    }
    const rubric_value *key = part_of(reading, citation, "citationId", RUBRIC_VALUE_STRING);
    const rubric_value *mode = part_of(reading, citation, "citationMode", RUBRIC_VALUE_MAP);
    const rubric_value *note = part_of(reading, citation, "citationNoteNum", RUBRIC_VALUE_INTEGER);
    const rubric_value *hash = part_of(reading, citation, "citationHash", RUBRIC_VALUE_INTEGER);
    const rubric_value *prefix = part_of(reading, citation, "citationPrefix", RUBRIC_VALUE_LIST);
    const rubric_value *suffix = part_of(reading, citation, "citationSuffix", RUBRIC_VALUE_LIST);
    if (reading->status != RUBRIC_OK || !id)
        return;
    rubric_builder_set_string(&reading->builder, id, RUBRIC_FIELD_KEY, key->as.string, false);
    rubric_builder_set_integer(&reading->builder, id, RUBRIC_FIELD_MODE,
                               rubric_pandoc_choice(reading, mode, modes, "a citation mode"));
    set_number(reading, id, "note-number", note);
    set_number(reading, id, "hash", hash);
    set_content(reading, id, RUBRIC_FIELD_PREFIX, prefix);
    set_content(reading, id, RUBRIC_FIELD_SUFFIX, suffix);
}

// The first citation holds the others of its group, and then the text.
static void read_cite(struct pandoc_reading *reading, const struct pandoc_element *element) {
    const rubric_value *citations = &element->parts[0];
    uint32_t id = rubric_builder_open(&reading->builder, RUBRIC_KIND_CITATION);
    if (citations->as.list.count)
        fill_citation(reading, id, &citations->as.list.items[0]);
    for (uint32_t i = 1; i < citations->as.list.count && !pandoc_failed(reading); i++)
        fill_citation(reading, id ? rubric_builder_add(&reading->builder, RUBRIC_KIND_CITATION) : 0,
                      &citations->as.list.items[i]);
    fill(reading, &element->parts[1]);
}

void rubric_pandoc_inline(struct pandoc_reading *reading, const rubric_value *value) {
    struct pandoc_element element;
    if (!rubric_pandoc_element(reading, &element, value, PANDOC_INLINE))
        return;
    switch (element.type->tag) {
    case PANDOC_STR:
        put_word(reading, element.content);
        return;
    case PANDOC_SPACE:
    case PANDOC_SOFT_BREAK:
        put_blank(reading, &element);
        return;
    default:
        break;
    }
    reading->splits = false;
    switch (element.type->tag) {
    case PANDOC_LINE_BREAK:
        read_line_break(reading);
        break;
    case PANDOC_QUOTED:
        read_quoted(reading, &element);
        break;
    case PANDOC_CITE:
        read_cite(reading, &element);
        break;
    case PANDOC_CODE:
    case PANDOC_MATH:
        read_literal(reading, &element);
        break;
    case PANDOC_RAW_INLINE:
        read_raw(reading, &element);
        break;
    case PANDOC_LINK:
    case PANDOC_IMAGE:
        read_target(reading, &element);
        break;
    case PANDOC_NOTE:
        read_note(reading, &element);
        break;
    case PANDOC_SPAN: {
        uint32_t id = rubric_builder_open(&reading->builder, RUBRIC_KIND_SPAN);
        rubric_pandoc_attributes(reading, id, &element.parts[0]);
        fill(reading, &element.parts[1]);
        break;
    }
    default: // markup that has nothing but content
        rubric_builder_open(&reading->builder, element.type->kind);
        fill(reading, element.content);
        break;
    }
}

void rubric_pandoc_line(struct pandoc_reading *reading, const rubric_value *value, bool is_first) {
    if (value->type != RUBRIC_VALUE_LIST) {
        rubric_pandoc_expect(reading, value, "expected the inlines of a line", "", "");
        return;
    }
    reading->splits = false;
    if (!is_first)
        rubric_builder_add(&reading->builder, RUBRIC_KIND_LINE_BREAK);
    rubric_pandoc_push(reading, TASK_INLINES, value, 0);
}
