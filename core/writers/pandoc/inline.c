// SPDX-License-Identifier: MIT
// Inlines as pandoc has them: runs of text come apart to words and blanks.
#include "writers/pandoc/pandoc.h"

static void put_word(struct pandoc_writing *writing, rubric_slice word) {
    rubric_pandoc_separate(writing);
    pandoc_put(writing, "{\"t\":\"Str\",\"c\":");
    rubric_json_write_string(writing->out, word);
    pandoc_put(writing, "}");
}

static bool is_blank(char byte) {
    return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r';
}

void rubric_pandoc_put_words(struct pandoc_writing *writing, rubric_slice text) {
    for (size_t at = 0; at < text.size;) {
        size_t end = at;
        while (end < text.size && !is_blank(text.bytes[end]))
            end++;
        if (end > at) {
            put_word(writing, rubric_slice_part(text, at, end));
            at = end;
            continue;
        }
        rubric_pandoc_separate(writing);
        pandoc_put(writing, text.bytes[at] == '\n' ? "{\"t\":\"SoftBreak\"}" : "{\"t\":\"Space\"}");
        at++;
    }
}

static void put_text(struct pandoc_writing *writing, rubric_node node) {
    rubric_slice text = rubric_node_plane(node);
    if (rubric_pandoc_is_marked(node, "Str"))
        put_word(writing, text);
    else
        rubric_pandoc_put_words(writing, text);
}

// Behind what has been put of an inline: its content and its end.
static void fill(struct pandoc_writing *writing, uint32_t first, const char *end) {
    rubric_pandoc_later(writing, end);
    rubric_pandoc_step(writing, STEP_INLINES, first);
}

static void begin(struct pandoc_writing *writing, const char *name, const char *content) {
    rubric_pandoc_separate(writing);
    pandoc_put(writing, "{\"t\":\"");
    pandoc_put(writing, name);
    pandoc_put(writing, "\",\"c\":");
    pandoc_put(writing, content);
}

static void put_literal(struct pandoc_writing *writing, rubric_slice text) {
    pandoc_put(writing, ",");
    rubric_json_write_string(writing->out, text);
    pandoc_put(writing, "]}");
}

static void put_raw(struct pandoc_writing *writing, rubric_node node) {
    begin(writing, "RawInline", "[");
    rubric_json_write_string(writing->out, rubric_node_string(node, RUBRIC_FIELD_FORMAT));
    put_literal(writing, rubric_node_string(node, RUBRIC_FIELD_LITERAL));
}

// The target is written behind the content, so it is pushed before it.
static void put_target(struct pandoc_writing *writing, rubric_node node, uint32_t first) {
    begin(writing, rubric_node_kind(node) == RUBRIC_KIND_LINK ? "Link" : "Image", "[");
    rubric_pandoc_put_attr(writing, node, rubric_slice_make("", 0));
    pandoc_put(writing, ",[");
    rubric_pandoc_step(writing, STEP_TARGET, node.id);
    rubric_pandoc_step(writing, STEP_INLINES, first);
}

void rubric_pandoc_put_target(struct pandoc_writing *writing, rubric_node node) {
    rubric_buffer title;
    rubric_buffer_init(&title, writing->out->context);
    if (writing->figure_image == node.id)
        rubric_buffer_put_string(&title, "fig:");
    rubric_buffer_put_slice(&title, rubric_node_string(node, RUBRIC_FIELD_TITLE));
    pandoc_put(writing, "],[");
    rubric_json_write_string(writing->out, rubric_node_string(node, RUBRIC_FIELD_URL));
    pandoc_put(writing, ",");
    rubric_json_write_string(writing->out, rubric_buffer_slice(&title));
    pandoc_put(writing, "]]}");
    rubric_buffer_clear(&title);
}

void rubric_pandoc_put_figure_image(struct pandoc_writing *writing, rubric_node image,
                                    uint32_t first) {
    writing->figure_image = image.id;
    put_target(writing, image, first);
}

static void put_note(struct pandoc_writing *writing, rubric_node node) {
    rubric_slice label = rubric_node_string(node, RUBRIC_FIELD_LABEL);
    uint32_t footnote = rubric_pandoc_footnote(writing, label);
    if (footnote) {
        begin(writing, "Note", "[");
        rubric_pandoc_later(writing, "]}");
        rubric_pandoc_step(writing, STEP_BLOCKS, node_at(writing->document, footnote)->first);
        return;
    }
    // A second reference, or one to nothing: its label stands there.
    begin(writing, "Superscript", "[");
    put_word(writing, label);
    pandoc_put(writing, "]}");
}

/* ---- Citations ---- */

static void put_citation(struct pandoc_writing *writing, rubric_node node) {
    static const char *const modes[] = {"NormalCitation", "AuthorInText", "SuppressAuthor"};
    rubric_pandoc_separate(writing);
    pandoc_put(writing, "{\"citationId\":");
    rubric_json_write_string(writing->out, rubric_node_string(node, RUBRIC_FIELD_KEY));
    pandoc_put(writing, ",\"citationPrefix\":");
    rubric_pandoc_put_content(writing, rubric_node_value(node, RUBRIC_FIELD_PREFIX));
    pandoc_put(writing, ",\"citationSuffix\":");
    rubric_pandoc_put_content(writing, rubric_node_value(node, RUBRIC_FIELD_SUFFIX));
    pandoc_put(writing, ",\"citationMode\":{\"t\":\"");
    int64_t mode = rubric_node_integer(node, RUBRIC_FIELD_MODE);
    pandoc_put(writing, modes[mode >= 0 && mode < 3 ? mode : 0]);
    pandoc_put(writing, "\"},\"citationNoteNum\":");
    rubric_pandoc_put_number(writing, node, "note-number", 0);
    pandoc_put(writing, ",\"citationHash\":");
    rubric_pandoc_put_number(writing, node, "hash", 0);
    pandoc_put(writing, "}");
}

// The first citation holds the others of its group, which hold nothing, in front of the text.
static void put_cite(struct pandoc_writing *writing, rubric_node node) {
    begin(writing, "Cite", "[[");
    if (rubric_node_string(node, RUBRIC_FIELD_KEY).size)
        put_citation(writing, node);
    rubric_node child = rubric_node_first(node);
    while (rubric_node_kind(child) == RUBRIC_KIND_CITATION && !node_of(child)->first) {
        put_citation(writing, child);
        child = rubric_node_next(child);
    }
    pandoc_put(writing, "],[");
    fill(writing, child.id, "]]}");
}

static void put_span(struct pandoc_writing *writing, rubric_node node) {
    rubric_slice element = rubric_node_element(node);
    bool is_span = rubric_slice_equal(element, rubric_slice_of("span"));
    begin(writing, "Span", "[");
    rubric_pandoc_put_attr(writing, node, is_span ? rubric_slice_make("", 0) : element);
    pandoc_put(writing, ",[");
    fill(writing, node_of(node)->first, "]]}");
}

static void put_with_inlines(struct pandoc_writing *writing, rubric_node node) {
    static const char *const names[RUBRIC_KIND_COUNT] = {
        [RUBRIC_KIND_EMPH] = "Emph",
        [RUBRIC_KIND_STRONG] = "Strong",
        [RUBRIC_KIND_UNDERLINE] = "Underline",
        [RUBRIC_KIND_STRIKEOUT] = "Strikeout",
        [RUBRIC_KIND_SUPERSCRIPT] = "Superscript",
        [RUBRIC_KIND_SUBSCRIPT] = "Subscript",
        [RUBRIC_KIND_SMALL_CAPS] = "SmallCaps",
    };
    const char *name = names[rubric_node_kind(node)];
    if (!name)
        return;
    begin(writing, name, "[");
    fill(writing, node_of(node)->first, "]}");
}

void rubric_pandoc_put_inline(struct pandoc_writing *writing, rubric_node node) {
    switch (rubric_node_kind(node)) {
    case RUBRIC_KIND_TEXT:
        put_text(writing, node);
        break;
    case RUBRIC_KIND_LINE_BREAK:
        rubric_pandoc_separate(writing);
        pandoc_put(writing, "{\"t\":\"LineBreak\"}");
        break;
    case RUBRIC_KIND_QUOTED:
        begin(writing, "Quoted",
              rubric_node_integer(node, RUBRIC_FIELD_QUOTE) == 1 ? "[{\"t\":\"SingleQuote\"},["
                                                                 : "[{\"t\":\"DoubleQuote\"},[");
        fill(writing, node_of(node)->first, "]]}");
        break;
    case RUBRIC_KIND_CODE:
        begin(writing, "Code", "[");
        rubric_pandoc_put_attr(writing, node, rubric_slice_make("", 0));
        put_literal(writing, rubric_node_plane(node));
        break;
    case RUBRIC_KIND_MATH:
        begin(writing, "Math",
              rubric_node_boolean(node, RUBRIC_FIELD_DISPLAY) ? "[{\"t\":\"DisplayMath\"}"
                                                              : "[{\"t\":\"InlineMath\"}");
        put_literal(writing, rubric_node_plane(node));
        break;
    case RUBRIC_KIND_RAW_INLINE:
        put_raw(writing, node);
        break;
    case RUBRIC_KIND_LINK:
    case RUBRIC_KIND_IMAGE:
        put_target(writing, node, node_of(node)->first);
        break;
    case RUBRIC_KIND_FOOTNOTE_REFERENCE:
        put_note(writing, node);
        break;
    case RUBRIC_KIND_CITATION:
        put_cite(writing, node);
        break;
    case RUBRIC_KIND_SPAN:
        put_span(writing, node);
        break;
    default:
        put_with_inlines(writing, node);
        break;
    }
}

void rubric_pandoc_put_in_lines(struct pandoc_writing *writing, rubric_node node) {
    if (rubric_node_kind(node) == RUBRIC_KIND_LINE_BREAK &&
        !rubric_pandoc_is_marked(node, "LineBreak"))
        pandoc_put(writing, "],[");
    else
        rubric_pandoc_put_inline(writing, node);
}
