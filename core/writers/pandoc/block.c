// SPDX-License-Identifier: MIT
// Blocks as pandoc has them.
#include "writers/pandoc/pandoc.h"

static const rubric_slice no_class = {"", 0};

static void begin(struct pandoc_writing *writing, const char *name, const char *content) {
    rubric_pandoc_separate(writing);
    pandoc_put(writing, "{\"t\":\"");
    pandoc_put(writing, name);
    pandoc_put(writing, "\",\"c\":");
    pandoc_put(writing, content);
}

static void fill(struct pandoc_writing *writing, enum pandoc_step_type type, rubric_node node,
                 const char *end) {
    rubric_pandoc_later(writing, end);
    rubric_pandoc_step(writing, type, node_of(node)->first);
}

rubric_node rubric_pandoc_child(rubric_node node, rubric_kind kind) {
    rubric_node child = rubric_node_first(node);
    while (child.id && rubric_node_kind(child) != kind)
        child = rubric_node_next(child);
    return child;
}

/* ---- Leaf blocks ---- */

static void put_heading(struct pandoc_writing *writing, rubric_node node) {
    begin(writing, "Header", "[");
    rubric_buffer_put_integer(writing->out, rubric_node_integer(node, RUBRIC_FIELD_LEVEL));
    pandoc_put(writing, ",");
    rubric_pandoc_put_attr(writing, node, no_class);
    pandoc_put(writing, ",[");
    fill(writing, STEP_INLINES, node, "]]}");
}

static void put_code(struct pandoc_writing *writing, rubric_node node) {
    begin(writing, "CodeBlock", "[");
    rubric_pandoc_put_attr(writing, node, rubric_node_string(node, RUBRIC_FIELD_LANGUAGE));
    pandoc_put(writing, ",");
    rubric_slice text = rubric_node_plane(node);
    if (text.size && text.bytes[text.size - 1] == '\n') // pandoc has none behind the last line
        text.size--;
    rubric_json_write_string(writing->out, text);
    pandoc_put(writing, "]}");
}

static void put_raw(struct pandoc_writing *writing, rubric_node node) {
    begin(writing, "RawBlock", "[");
    rubric_json_write_string(writing->out, rubric_node_string(node, RUBRIC_FIELD_FORMAT));
    pandoc_put(writing, ",");
    rubric_json_write_string(writing->out, rubric_node_string(node, RUBRIC_FIELD_LITERAL));
    pandoc_put(writing, "]}");
}

/* ---- Lists ---- */

// A number that was too large for the field stands in an attribute.
static void put_start(struct pandoc_writing *writing, rubric_node node) {
    int64_t start = rubric_node_integer(node, RUBRIC_FIELD_START);
    if (start == INT32_MAX || start == INT32_MIN)
        rubric_pandoc_put_number(writing, node, "pandoc-start", start);
    else
        rubric_buffer_put_integer(writing->out, start);
}

static void put_list(struct pandoc_writing *writing, rubric_node node) {
    // In the order of the choices of `numbering` and `delimiter`.
    static const char *const styles[] = {"Decimal",    "LowerAlpha",   "UpperAlpha", "LowerRoman",
                                         "UpperRoman", "DefaultStyle", "Example"};
    static const char *const delimiters[] = {"Period", "OneParen", "TwoParens", "DefaultDelim"};
    if (!rubric_node_boolean(node, RUBRIC_FIELD_ORDERED)) {
        begin(writing, "BulletList", "[");
        fill(writing, STEP_ITEMS, node, "]}");
        return;
    }
    begin(writing, "OrderedList", "[[");
    put_start(writing, node);
    pandoc_put(writing, ",{\"t\":\"");
    uint64_t style = (uint64_t)rubric_node_integer(node, RUBRIC_FIELD_NUMBERING);
    pandoc_put(writing, styles[style < sizeof styles / sizeof *styles ? style : 0]);
    pandoc_put(writing, "\"},{\"t\":\"");
    uint64_t delimiter = (uint64_t)rubric_node_integer(node, RUBRIC_FIELD_DELIMITER);
    pandoc_put(writing,
               delimiters[delimiter < sizeof delimiters / sizeof *delimiters ? delimiter : 0]);
    pandoc_put(writing, "\"}],[");
    fill(writing, STEP_ITEMS, node, "]]}");
}

static const char *paragraph_name(rubric_node node) {
    return rubric_node_boolean(node, RUBRIC_FIELD_COMPACT) ? "Plain" : "Para";
}

void rubric_pandoc_put_item(struct pandoc_writing *writing, rubric_node item) {
    int64_t checked = rubric_node_integer(item, RUBRIC_FIELD_CHECKED);
    rubric_node first = rubric_node_first(item);
    rubric_pandoc_separate(writing);
    pandoc_put(writing, "[");
    rubric_pandoc_later(writing, "]");
    if (!checked) {
        rubric_pandoc_step(writing, STEP_BLOCKS, first.id);
        return;
    }
    // pandoc has a box in front of the text of a task.
    bool has_text = rubric_node_kind(first) == RUBRIC_KIND_PARAGRAPH;
    begin(writing, has_text ? paragraph_name(first) : "Plain", "[{\"t\":\"Str\",\"c\":\"");
    pandoc_put(writing, checked == 2 ? "☒" : "☐");
    pandoc_put(writing, "\"},{\"t\":\"Space\"}");
    rubric_pandoc_step(writing, STEP_BLOCKS, has_text ? node_of(first)->next : first.id);
    rubric_pandoc_later(writing, "]}");
    if (has_text)
        rubric_pandoc_step(writing, STEP_INLINES, node_of(first)->first);
}

void rubric_pandoc_put_entry(struct pandoc_writing *writing, rubric_node node) {
    bool is_first = node_of(node)->previous == 0;
    if (rubric_node_kind(node) == RUBRIC_KIND_TERM) {
        pandoc_put(writing, is_first ? "[[" : "]],[[");
        rubric_pandoc_later(writing, "],[");
        rubric_pandoc_step(writing, STEP_INLINES, node_of(node)->first);
        return;
    }
    if (is_first)
        pandoc_put(writing, "[[],[");
    rubric_pandoc_separate(writing);
    pandoc_put(writing, "[");
    fill(writing, STEP_BLOCKS, node, "]");
}

/* ---- Containers ---- */

static rubric_slice class_of_kind(rubric_node node) {
    rubric_slice element = rubric_node_element(node);
    switch (rubric_node_kind(node)) {
    case RUBRIC_KIND_DIV:
    case RUBRIC_KIND_ELEMENT:
        return rubric_slice_equal(element, rubric_slice_of("div")) ? no_class : element;
    default: // what stands where pandoc has no place for it
        return rubric_slice_of(rubric_kind_name(rubric_node_kind(node)));
    }
}

static void put_div(struct pandoc_writing *writing, rubric_node node) {
    if (rubric_pandoc_is_marked(node, "Null")) {
        if (writing->has_1_22) { // 1.23 has none
            rubric_pandoc_separate(writing);
            pandoc_put(writing, "{\"t\":\"Null\"}");
        }
        return;
    }
    begin(writing, "Div", "[");
    rubric_pandoc_put_attr(writing, node, class_of_kind(node));
    pandoc_put(writing, ",[");
    fill(writing, STEP_BLOCKS, node, "]]}");
}

void rubric_pandoc_put_caption(struct pandoc_writing *writing, rubric_node caption) {
    if (caption.id && rubric_node_value(caption, RUBRIC_FIELD_SHORT)) {
        pandoc_put(writing, "[");
        rubric_pandoc_put_content(writing, rubric_node_value(caption, RUBRIC_FIELD_SHORT));
    } else {
        pandoc_put(writing, "[null");
    }
    pandoc_put(writing, ",[");
}

// The image of a figure that 1.22 can have: one in a paragraph of its own, without a description.
static rubric_node only_image(rubric_node figure, rubric_node caption) {
    rubric_node none = {figure.document, 0};
    rubric_node paragraph = rubric_node_first(figure);
    if (rubric_node_kind(paragraph) != RUBRIC_KIND_PARAGRAPH || node_of(figure)->attributes ||
        rubric_node_next(paragraph).id != caption.id ||
        (caption.id && rubric_node_next(caption).id))
        return none;
    rubric_node image = rubric_node_first(paragraph);
    bool is_alone = rubric_node_kind(image) == RUBRIC_KIND_IMAGE && !node_of(image)->next;
    return is_alone && !(caption.id && node_of(image)->first) ? image : none;
}

// 1.22: a paragraph that is an image with the caption for its description, or a div.
static void put_old_figure(struct pandoc_writing *writing, rubric_node node) {
    rubric_node caption = rubric_pandoc_child(node, RUBRIC_KIND_CAPTION);
    rubric_node image = only_image(node, caption);
    rubric_node text = caption.id ? rubric_node_first(caption) : caption;
    bool is_line =
        !caption.id || (rubric_node_kind(text) == RUBRIC_KIND_PARAGRAPH && !node_of(text)->next);
    if (!image.id || !is_line) {
        put_div(writing, node);
        return;
    }
    begin(writing, "Para", "[");
    rubric_pandoc_later(writing, "]}");
    rubric_pandoc_put_figure_image(writing, image, node_of(caption.id ? text : image)->first);
}

static void put_figure(struct pandoc_writing *writing, rubric_node node) {
    if (writing->has_1_22) {
        put_old_figure(writing, node);
        return;
    }
    rubric_node caption = rubric_pandoc_child(node, RUBRIC_KIND_CAPTION);
    begin(writing, "Figure", "[");
    rubric_pandoc_put_attr(writing, node, no_class);
    pandoc_put(writing, ",");
    rubric_pandoc_put_caption(writing, caption);
    rubric_pandoc_later(writing, "]]}");
    rubric_pandoc_step(writing, STEP_FIGURE, node_of(node)->first);
    rubric_pandoc_later(writing, "]],[");
    if (caption.id)
        rubric_pandoc_step(writing, STEP_BLOCKS, node_of(caption)->first);
}

/* ---- All blocks ---- */

static void put_container(struct pandoc_writing *writing, rubric_node node) {
    switch (rubric_node_kind(node)) {
    case RUBRIC_KIND_BLOCK_QUOTE:
        begin(writing, "BlockQuote", "[");
        fill(writing, STEP_BLOCKS, node, "]}");
        break;
    case RUBRIC_KIND_LIST:
        put_list(writing, node);
        break;
    case RUBRIC_KIND_DEFINITION_LIST:
        begin(writing, "DefinitionList", "[");
        fill(writing, STEP_ENTRIES, node, node_of(node)->first ? "]]]}" : "]}");
        break;
    case RUBRIC_KIND_TABLE:
        rubric_pandoc_put_table(writing, node);
        break;
    case RUBRIC_KIND_FIGURE:
        put_figure(writing, node);
        break;
    case RUBRIC_KIND_FOOTNOTE: // stands where it is referred to
        break;
    default:
        put_div(writing, node);
        break;
    }
}

void rubric_pandoc_put_block(struct pandoc_writing *writing, rubric_node node) {
    switch (rubric_node_kind(node)) {
    case RUBRIC_KIND_PARAGRAPH:
        begin(writing, paragraph_name(node), "[");
        fill(writing, STEP_INLINES, node, "]}");
        break;
    case RUBRIC_KIND_TERM:
        begin(writing, "Plain", "[");
        fill(writing, STEP_INLINES, node, "]}");
        break;
    case RUBRIC_KIND_LINE_BLOCK:
        begin(writing, "LineBlock", "[[");
        fill(writing, STEP_LINES, node, "]]}");
        break;
    case RUBRIC_KIND_HEADING:
        put_heading(writing, node);
        break;
    case RUBRIC_KIND_CODE_BLOCK:
        put_code(writing, node);
        break;
    case RUBRIC_KIND_RAW_BLOCK:
        put_raw(writing, node);
        break;
    case RUBRIC_KIND_THEMATIC_BREAK:
        rubric_pandoc_separate(writing);
        pandoc_put(writing, "{\"t\":\"HorizontalRule\"}");
        break;
    default:
        put_container(writing, node);
        break;
    }
}

void rubric_pandoc_put_in_figure(struct pandoc_writing *writing, rubric_node node) {
    bool is_caption =
        rubric_node_kind(node) == RUBRIC_KIND_CAPTION &&
        rubric_pandoc_child(rubric_node_parent(node), RUBRIC_KIND_CAPTION).id == node.id;
    if (!is_caption)
        rubric_pandoc_put_block(writing, node);
}
