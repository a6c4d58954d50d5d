// SPDX-License-Identifier: MIT
// Inlines that are written as a whole: code, formulas, raw text, references, and what is looked up
// by a name.
#include "base/ascii.h"
#include "document/document.h"
#include "writers/markdown/inlines.h"

static size_t longest_run(rubric_slice text, char byte) {
    size_t longest = 0, run = 0;
    for (size_t i = 0; i < text.size; i++) {
        run = text.bytes[i] == byte ? run + 1 : 0;
        if (run > longest)
            longest = run;
    }
    return longest;
}

// Whether a code span loses or gains something at its edges: then one blank at each is padding.
static bool needs_padding(rubric_slice code) {
    char first = code.bytes[0], last = code.bytes[code.size - 1];
    bool has_blanks = (first == ' ' || first == '\n') && (last == ' ' || last == '\n');
    bool is_blank = true;
    for (size_t i = 0; i < code.size && is_blank; i++)
        is_blank = code.bytes[i] == ' ' || code.bytes[i] == '\n';
    return first == '`' || last == '`' || (has_blanks && !is_blank);
}

static bool is_blank_at(rubric_slice text, size_t at) {
    return at < text.size && ascii_is_among(text.bytes[at], " \r\n");
}

// A line may end at one blank, but not in a run of them, of which one would be left.
static void put_blank_of_code(struct inlines *inlines, rubric_slice code, size_t at) {
    bool is_run = (at > 0 && is_blank_at(code, at - 1)) || is_blank_at(code, at + 1);
    rubric_buffer_put_byte(inlines->out, is_run && inlines->wraps ? '\0' : ' ');
}

static void put_code(struct inlines *inlines, rubric_slice code) {
    rubric_buffer *out = inlines->out;
    size_t fence = longest_run(code, '`') + 1;
    bool is_padded = needs_padding(code);
    if (rubric_markdown_last_written(inlines) == '`')
        rubric_buffer_put_string(out, "<!-- -->"); // two fences must not run together
    rubric_buffer_put_repeated(out, '`', fence);
    if (is_padded)
        rubric_buffer_put_byte(out, ' ');
    for (size_t i = 0; i < code.size; i++) {
        char byte = code.bytes[i];
        if (byte == '|' && inlines->place == PLACE_CELL)
            rubric_buffer_put_byte(out, '\\');
        if (byte == '\0')
            rubric_buffer_put_code_point(out, 0xFFFD);
        else if (is_blank_at(code, i))
            put_blank_of_code(inlines, code, i);
        else
            rubric_buffer_put_byte(out, byte);
    }
    if (is_padded)
        rubric_buffer_put_byte(out, ' ');
    rubric_buffer_put_repeated(out, '`', fence);
}

// Text in which no line may be broken later.
static void put_whole(struct inlines *inlines, rubric_slice text) {
    for (size_t i = 0; i < text.size; i++) {
        bool is_blank = text.bytes[i] == ' ' || text.bytes[i] == '\n';
        rubric_buffer_put_byte(inlines->out, is_blank && inlines->wraps ? '\0' : text.bytes[i]);
    }
}

bool rubric_markdown_takes_attributes(const struct inlines *inlines, rubric_node node) {
    return markdown_has(inlines->pieces->style, DIALECT_ATTRIBUTES) &&
           rubric_markdown_has_attributes(node);
}

void rubric_markdown_keep_blanks(struct inlines *inlines, size_t start) {
    for (size_t i = start; inlines->wraps && i < inlines->out->size; i++)
        if (inlines->out->bytes[i] == ' ')
            inlines->out->bytes[i] = '\0';
}

void rubric_markdown_put_own_attributes(struct inlines *inlines, rubric_node node) {
    bool is_small = rubric_node_kind(node) == RUBRIC_KIND_SMALL_CAPS;
    size_t start = inlines->out->size;
    rubric_markdown_put_attributes(inlines->out, node, is_small ? "smallcaps" : NULL,
                                   inlines->place == PLACE_CELL ? ATTRIBUTES_IN_CELL : 0);
    rubric_markdown_keep_blanks(inlines, start);
}

// Blanks at the edges of a formula say nothing, and would make text of it; a digit behind it too
// (pandoc's manual, "Extension: tex_math_dollars").
static void put_math(struct inlines *inlines, size_t index, rubric_node node) {
    bool is_display = rubric_node_boolean(node, RUBRIC_FIELD_DISPLAY);
    rubric_slice text = rubric_node_plane(node);
    uint32_t next = rubric_markdown_first_of(inlines, index + 1);
    rubric_buffer_put_string(inlines->out, is_display ? "$$" : "$");
    put_whole(inlines, is_display ? text : rubric_slice_trim(text));
    rubric_buffer_put_string(inlines->out, is_display ? "$$" : "$");
    if (!is_display && next >= '0' && next <= '9')
        rubric_buffer_put_string(inlines->out, "<!-- -->");
}

static void put_raw(struct inlines *inlines, rubric_node node) {
    rubric_slice literal = rubric_node_string(node, RUBRIC_FIELD_LITERAL);
    rubric_slice format = rubric_node_string(node, RUBRIC_FIELD_FORMAT);
    if (!rubric_markdown_fences_raw(inlines->pieces->style, node)) {
        put_whole(inlines, literal);
        return;
    }
    put_code(inlines, literal);
    rubric_buffer_put_string(inlines->out, "{=");
    rubric_buffer_put_slice(inlines->out, format);
    rubric_buffer_put_byte(inlines->out, '}');
}

static void put_wiki_link(struct inlines *inlines, rubric_node node) {
    rubric_slice url = rubric_node_string(node, RUBRIC_FIELD_URL);
    rubric_slice text = rubric_node_plane(rubric_node_first(node));
    rubric_buffer_put_string(inlines->out, "[[");
    put_whole(inlines, url);
    if (!rubric_slice_equal(url, text)) {
        rubric_buffer_put_string(inlines->out, inlines->place == PLACE_CELL ? "\\|" : "|");
        put_whole(inlines, text);
    }
    rubric_buffer_put_string(inlines->out, "]]");
}

static void put_emoji(struct inlines *inlines, rubric_node node) {
    rubric_slice name = rubric_slice_make("", 0);
    rubric_node_attribute(node, rubric_slice_of("data-emoji"), &name);
    rubric_buffer_put_byte(inlines->out, ':');
    rubric_buffer_put_slice(inlines->out, name);
    rubric_buffer_put_byte(inlines->out, ':');
}

// Without footnotes, a label in brackets is text.
static void put_reference(struct inlines *inlines, rubric_node node) {
    bool is_note = markdown_has(inlines->pieces->style, DIALECT_FOOTNOTES);
    rubric_buffer_put_string(inlines->out, is_note ? "[^" : "\\[");
    rubric_buffer_put_slice(inlines->out, rubric_node_string(node, RUBRIC_FIELD_LABEL));
    rubric_buffer_put_byte(inlines->out, ']');
}

void rubric_markdown_put_object(struct inlines *inlines, size_t index) {
    rubric_node node = node_of_piece(inlines, piece_at(inlines->pieces, index));
    switch (rubric_node_kind(node)) {
    case RUBRIC_KIND_CODE:
        put_code(inlines, rubric_node_plane(node));
        if (rubric_markdown_takes_attributes(inlines, node))
            rubric_markdown_put_own_attributes(inlines, node);
        break;
    case RUBRIC_KIND_MATH:
        put_math(inlines, index, node);
        break;
    case RUBRIC_KIND_RAW_INLINE:
        put_raw(inlines, node);
        break;
    case RUBRIC_KIND_LINK:
        put_wiki_link(inlines, node);
        break;
    case RUBRIC_KIND_SPAN:
        put_emoji(inlines, node);
        break;
    default:
        put_reference(inlines, node);
        break;
    }
}
