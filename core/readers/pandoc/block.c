// SPDX-License-Identifier: MIT
// Blocks of pandoc's JSON.
#include "readers/pandoc/pandoc.h"

static void fill_blocks(struct pandoc_reading *reading, const rubric_value *blocks) {
    rubric_pandoc_push(reading, TASK_CLOSE, NULL, 0);
    rubric_pandoc_push(reading, TASK_BLOCKS, blocks, 0);
}

static void fill_inlines(struct pandoc_reading *reading, const rubric_value *inlines) {
    reading->splits = false;
    rubric_pandoc_push(reading, TASK_CLOSE, NULL, 0);
    rubric_pandoc_push(reading, TASK_INLINES, inlines, 0);
}

static bool is_string(const rubric_value *value, const char *string) {
    return value && value->type == RUBRIC_VALUE_STRING &&
           rubric_slice_equal(value->as.string, rubric_slice_of(string));
}

static bool has_tag(const rubric_value *value, const char *name) {
    return value->type == RUBRIC_VALUE_MAP &&
           is_string(rubric_value_find(value, rubric_slice_of("t")), name);
}

static const rubric_value *content_of(const rubric_value *value) {
    return rubric_value_find(value, rubric_slice_of("c"));
}

/* ---- Figures as paragraphs ---- */

// The image that is a figure before 1.23: alone in its paragraph, with a title that says so.
static const rubric_value *figure_image(const struct pandoc_reading *reading,
                                        const struct pandoc_element *element) {
    const rubric_value *inlines = element->content;
    if (!reading->has_1_22 || element->type->tag != PANDOC_PARA || inlines->as.list.count != 1 ||
        !has_tag(&inlines->as.list.items[0], "Image"))
        return NULL;
    return &inlines->as.list.items[0];
}

static bool read_figure_image(struct pandoc_reading *reading, const rubric_value *value) {
    struct pandoc_element image;
    if (!rubric_pandoc_element(reading, &image, value, PANDOC_INLINE))
        return true;
    const rubric_value *target = image.parts[2].as.list.items;
    rubric_slice title = target[1].as.string;
    if (title.size < 4 || memcmp(title.bytes, "fig:", 4) != 0)
        return false;
    struct rubric_builder *builder = &reading->builder;
    rubric_builder_open(builder, RUBRIC_KIND_FIGURE);
    uint32_t paragraph = rubric_builder_open(builder, RUBRIC_KIND_PARAGRAPH);
    rubric_builder_set_integer(builder, paragraph, RUBRIC_FIELD_COMPACT, 1);
    uint32_t id = rubric_builder_add(builder, RUBRIC_KIND_IMAGE);
    rubric_builder_set_string(builder, id, RUBRIC_FIELD_URL, target[0].as.string, false);
    rubric_builder_set_string(builder, id, RUBRIC_FIELD_TITLE,
                              rubric_slice_part(title, 4, title.size), false);
    rubric_pandoc_attributes(reading, id, &image.parts[0]);
    rubric_builder_close(builder);
    rubric_pandoc_push(reading, TASK_CLOSE, NULL, 0);
    if (image.parts[1].as.list.count == 0)
        return true;
    // The description is the caption, and is read once, for it may hold notes.
    rubric_builder_open(builder, RUBRIC_KIND_CAPTION);
    paragraph = rubric_builder_open(builder, RUBRIC_KIND_PARAGRAPH);
    rubric_builder_set_integer(builder, paragraph, RUBRIC_FIELD_COMPACT, 1);
    rubric_pandoc_push(reading, TASK_CLOSE, NULL, 0);
    fill_inlines(reading, &image.parts[1]);
    return true;
}

/* ---- Paragraphs, headings, code ---- */

static void read_paragraph(struct pandoc_reading *reading, const struct pandoc_element *element) {
    uint32_t skipped = reading->skipped;
    reading->skipped = 0;
    const rubric_value *image = figure_image(reading, element);
    if (image && read_figure_image(reading, image))
        return;
    uint32_t id = rubric_builder_open(&reading->builder, RUBRIC_KIND_PARAGRAPH);
    rubric_builder_set_integer(&reading->builder, id, RUBRIC_FIELD_COMPACT,
                               element->type->tag == PANDOC_PLAIN);
    fill_inlines(reading, element->content);
    if (reading->tasks.size && !reading->tasks.failed)
        ((struct pandoc_task *)(void *)(reading->tasks.bytes + reading->tasks.size))[-1].at =
            skipped;
}

static void read_heading(struct pandoc_reading *reading, const struct pandoc_element *element) {
    uint32_t id = rubric_builder_open(&reading->builder, RUBRIC_KIND_HEADING);
    rubric_builder_set_integer(&reading->builder, id, RUBRIC_FIELD_LEVEL,
                               rubric_pandoc_integer(reading, &element->parts[0]));
    rubric_pandoc_attributes(reading, id, &element->parts[1]);
    fill_inlines(reading, &element->parts[2]);
}

static void read_code(struct pandoc_reading *reading, const struct pandoc_element *element) {
    struct rubric_builder *builder = &reading->builder;
    const rubric_value *text = &element->parts[1];
    uint32_t id = rubric_builder_open(builder, RUBRIC_KIND_CODE_BLOCK);
    rubric_pandoc_attributes(reading, id, &element->parts[0]);
    rubric_builder_text(builder, text->as.string, ORIGIN_ESCAPE, text->offset + 1,
                        (uint32_t)text->as.string.size);
    if (text->as.string.size) // pandoc's code has no line end behind its last line, ours has
        rubric_builder_text(builder, rubric_slice_of("\n"), ORIGIN_SYNTHETIC, 0, 0);
    rubric_builder_close(builder);
}

static void read_raw(struct pandoc_reading *reading, const struct pandoc_element *element) {
    struct rubric_builder *builder = &reading->builder;
    uint32_t id = rubric_builder_add(builder, RUBRIC_KIND_RAW_BLOCK);
    rubric_builder_set_string(builder, id, RUBRIC_FIELD_FORMAT, element->parts[0].as.string, false);
    rubric_builder_set_string(builder, id, RUBRIC_FIELD_LITERAL, element->parts[1].as.string,
                              false);
}

/* ---- Lists ---- */

// No item holds a paragraph that stands apart.
static bool is_tight(const rubric_value *items) {
    for (uint32_t i = 0; i < items->as.list.count; i++) {
        const rubric_value *item = &items->as.list.items[i];
        if (item->type != RUBRIC_VALUE_LIST)
            continue;
        for (uint32_t j = 0; j < item->as.list.count; j++)
            if (has_tag(&item->as.list.items[j], "Para"))
                return false;
    }
    return true;
}

// Markdown takes numbers of any length; one that is too large for the field is kept beside it.
static void set_start(struct rubric_builder *builder, uint32_t id, int64_t start) {
    int64_t nearest = start > INT32_MAX ? INT32_MAX : start < INT32_MIN ? INT32_MIN : start;
    rubric_builder_set_integer(builder, id, RUBRIC_FIELD_START, nearest);
    if (!id || nearest == start)
        return;
    rubric_buffer digits;
    rubric_buffer_init(&digits, builder->document->context);
    rubric_buffer_put_integer(&digits, start);
    rubric_builder_add_attribute(builder, id, rubric_slice_of("pandoc-start"),
                                 rubric_buffer_slice(&digits));
    rubric_buffer_clear(&digits);
}

static void set_numbering(struct pandoc_reading *reading, uint32_t id,
                          const rubric_value *attributes) {
    // In the order of the choices of `numbering` and `delimiter`.
    static const char *const styles[] = {"Decimal",    "LowerAlpha",   "UpperAlpha", "LowerRoman",
                                         "UpperRoman", "DefaultStyle", "Example",    NULL};
    static const char *const delimiters[] = {"Period", "OneParen", "TwoParens", "DefaultDelim",
                                             NULL};
    if (!rubric_pandoc_parts(reading, attributes, "iOO", "[start, style, delimiter]"))
        return;
    struct rubric_builder *builder = &reading->builder;
    const rubric_value *parts = attributes->as.list.items;
    rubric_builder_set_integer(builder, id, RUBRIC_FIELD_ORDERED, 1);
    set_start(builder, id, parts[0].as.integer);
    rubric_builder_set_integer(
        builder, id, RUBRIC_FIELD_NUMBERING,
        rubric_pandoc_choice(reading, &parts[1], styles, "a list number style"));
    rubric_builder_set_integer(
        builder, id, RUBRIC_FIELD_DELIMITER,
        rubric_pandoc_choice(reading, &parts[2], delimiters, "a list number delimiter"));
}

static void read_list(struct pandoc_reading *reading, const struct pandoc_element *element) {
    struct rubric_builder *builder = &reading->builder;
    bool is_ordered = element->type->tag == PANDOC_ORDERED_LIST;
    const rubric_value *items = is_ordered ? &element->parts[1] : element->content;
    uint32_t id = rubric_builder_open(builder, RUBRIC_KIND_LIST);
    rubric_builder_set_integer(builder, id, RUBRIC_FIELD_TIGHT, is_tight(items));
    if (is_ordered)
        set_numbering(reading, id, &element->parts[0]);
    rubric_pandoc_push(reading, TASK_CLOSE, NULL, 0);
    rubric_pandoc_push(reading, TASK_ITEMS, items, 0);
}

// 2 for an item that begins with a ticked box and a blank, 1 for one with an empty box.
static int box_of(const rubric_value *item) {
    const rubric_value *first = item->as.list.count ? &item->as.list.items[0] : NULL;
    if (!first || !(has_tag(first, "Plain") || has_tag(first, "Para")))
        return 0;
    const rubric_value *inlines = content_of(first);
    if (!inlines || inlines->type != RUBRIC_VALUE_LIST || inlines->as.list.count < 2 ||
        !has_tag(&inlines->as.list.items[0], "Str") ||
        !has_tag(&inlines->as.list.items[1], "Space"))
        return 0;
    const rubric_value *word = content_of(&inlines->as.list.items[0]);
    return is_string(word, "☒") ? 2 : is_string(word, "☐") ? 1 : 0;
}

static bool is_blocks(struct pandoc_reading *reading, const rubric_value *value,
                      const char *wanted) {
    return value->type == RUBRIC_VALUE_LIST ||
           rubric_pandoc_expect(reading, value, "expected the blocks of %", wanted, "");
}

void rubric_pandoc_item(struct pandoc_reading *reading, const rubric_value *value) {
    if (!is_blocks(reading, value, "an item"))
        return;
    uint32_t id = rubric_builder_open(&reading->builder, RUBRIC_KIND_ITEM);
    int box = id ? box_of(value) : 0;
    if (box) {
        rubric_builder_set_integer(&reading->builder, id, RUBRIC_FIELD_CHECKED, box);
        reading->skipped = 2;
    }
    fill_blocks(reading, value);
}

void rubric_pandoc_entry(struct pandoc_reading *reading, const rubric_value *value) {
    if (!rubric_pandoc_parts(reading, value, "LL", "[inlines, lists of blocks]"))
        return;
    rubric_pandoc_push(reading, TASK_DEFINITIONS, &value->as.list.items[1], 0);
    rubric_pandoc_push(reading, TASK_TERM, &value->as.list.items[0], 0);
}

void rubric_pandoc_term(struct pandoc_reading *reading, const rubric_value *value) {
    bool is_flat = reading->builder.ignored_blocks > 0; // no list was let in to hold it
    rubric_builder_open(&reading->builder, is_flat ? RUBRIC_KIND_PARAGRAPH : RUBRIC_KIND_TERM);
    fill_inlines(reading, value);
}

void rubric_pandoc_definition(struct pandoc_reading *reading, const rubric_value *value) {
    if (!is_blocks(reading, value, "a definition"))
        return;
    rubric_builder_open(&reading->builder, RUBRIC_KIND_DEFINITION);
    fill_blocks(reading, value);
}

/* ---- All blocks ---- */

static void read_container(struct pandoc_reading *reading, const struct pandoc_element *element) {
    uint32_t id = rubric_builder_open(&reading->builder, element->type->kind);
    if (element->type->tag == PANDOC_DIV)
        rubric_pandoc_attributes(reading, id, &element->parts[0]);
    fill_blocks(reading, element->parts ? &element->parts[1] : element->content);
}

static void read_figure(struct pandoc_reading *reading, const struct pandoc_element *element) {
    uint32_t id = rubric_builder_open(&reading->builder, RUBRIC_KIND_FIGURE);
    rubric_pandoc_attributes(reading, id, &element->parts[0]);
    rubric_pandoc_push(reading, TASK_CLOSE, NULL, 0);
    rubric_pandoc_push(reading, TASK_CAPTION, &element->parts[1], 0);
    rubric_pandoc_push(reading, TASK_BLOCKS, &element->parts[2], 0);
}

void rubric_pandoc_caption(struct pandoc_reading *reading, const rubric_value *value) {
    if (!rubric_pandoc_parts(reading, value, "?L", "a caption as [short, blocks]"))
        return;
    const rubric_value *short_caption = &value->as.list.items[0];
    const rubric_value *blocks = &value->as.list.items[1];
    bool has_short = short_caption->type == RUBRIC_VALUE_LIST;
    if (!has_short && short_caption->type != RUBRIC_VALUE_NULL) {
        rubric_pandoc_expect(reading, short_caption,
                             "expected a short caption to be inlines or null", "", "");
        return;
    }
    if (!has_short && blocks->as.list.count == 0)
        return;
    uint32_t id = rubric_builder_open(&reading->builder, RUBRIC_KIND_CAPTION);
    if (id && has_short) {
        rubric_value content = rubric_pandoc_content(reading, short_caption, false);
        rubric_node_set_value(node_value(reading->builder.document, id), RUBRIC_FIELD_SHORT,
                              &content, NULL);
    }
    fill_blocks(reading, blocks);
}

void rubric_pandoc_block(struct pandoc_reading *reading, const rubric_value *value) {
    struct pandoc_element element;
    if (!rubric_pandoc_element(reading, &element, value, PANDOC_BLOCK))
        return;
    switch (element.type->tag) {
    case PANDOC_PLAIN:
    case PANDOC_PARA:
        read_paragraph(reading, &element);
        break;
    case PANDOC_LINE_BLOCK:
        rubric_builder_open(&reading->builder, RUBRIC_KIND_LINE_BLOCK);
        rubric_pandoc_push(reading, TASK_CLOSE, NULL, 0);
        rubric_pandoc_push(reading, TASK_LINES, element.content, 0);
        break;
    case PANDOC_CODE_BLOCK:
        read_code(reading, &element);
        break;
    case PANDOC_RAW_BLOCK:
        read_raw(reading, &element);
        break;
    case PANDOC_ORDERED_LIST:
    case PANDOC_BULLET_LIST:
        read_list(reading, &element);
        break;
    case PANDOC_DEFINITION_LIST:
        rubric_builder_open(&reading->builder, RUBRIC_KIND_DEFINITION_LIST);
        rubric_pandoc_push(reading, TASK_CLOSE, NULL, 0);
        rubric_pandoc_push(reading, TASK_ENTRIES, element.content, 0);
        break;
    case PANDOC_HEADER:
        read_heading(reading, &element);
        break;
    case PANDOC_HORIZONTAL_RULE:
        rubric_builder_add(&reading->builder, RUBRIC_KIND_THEMATIC_BREAK);
        break;
    case PANDOC_TABLE:
        rubric_pandoc_table(reading, &element);
        break;
    case PANDOC_FIGURE:
        read_figure(reading, &element);
        break;
    case PANDOC_NULL:
        rubric_builder_add_attribute(&reading->builder,
                                     rubric_builder_add(&reading->builder, RUBRIC_KIND_DIV),
                                     rubric_slice_of("pandoc"), rubric_slice_of("Null"));
        break;
    default: // a quote or a div
        read_container(reading, &element);
        break;
    }
}
