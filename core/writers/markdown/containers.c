// SPDX-License-Identifier: MIT
// Containers that extensions have syntax for: fenced divs, definition lists, footnotes.
#include "base/ascii.h"
#include "writers/markdown/writer.h"

enum { DEFINITION_INDENT = 4, FOOTNOTE_INDENT = 4 };

bool rubric_markdown_is_extended(const struct markdown_style *style, rubric_node node) {
    bool has_html = style->options->html;
    switch (rubric_node_kind(node)) {
    case RUBRIC_KIND_DIV:
        return has_html || markdown_has(style, DIALECT_FENCED_DIVS);
    case RUBRIC_KIND_DEFINITION_LIST:
        return has_html || markdown_has(style, DIALECT_DEFINITION_LISTS);
    case RUBRIC_KIND_FIGURE:
        return has_html;
    default:
        return false;
    }
}

/* ---- Divs ---- */

// A class that may stand behind the colons without braces.
static bool put_class(rubric_buffer *out, rubric_node div) {
    rubric_slice class;
    if (!rubric_node_attribute(div, rubric_slice_of("class"), &class) || !class.size ||
        !rubric_markdown_has_only_class(div, ""))
        return false;
    for (size_t i = 0; i < class.size; i++)
        if (!ascii_is_letter(class.bytes[i]) && !ascii_is_digit(class.bytes[i]) &&
            !ascii_is_among(class.bytes[i], "_-"))
            return false;
    rubric_buffer_put_slice(out, class);
    return true;
}

void rubric_markdown_put_div_name(rubric_buffer *out, rubric_node div) {
    if (!put_class(out, div))
        rubric_markdown_put_attributes(out, div, NULL, 0);
}

void rubric_markdown_begin_div(struct markdown_writer *writer, rubric_node div) {
    bool is_fenced = markdown_has(&writer->style, DIALECT_FENCED_DIVS);
    writer->scratch.size = 0;
    if (is_fenced) {
        rubric_buffer_put_string(&writer->scratch, "::: ");
        rubric_markdown_put_div_name(&writer->scratch, div);
    } else {
        rubric_markdown_put_tag(&writer->scratch, "div", div);
    }
    rubric_lines_begin(&writer->lines);
    rubric_lines_put(&writer->lines, rubric_buffer_slice(&writer->scratch));
    rubric_lists_begin_quote(&writer->lists); // what is in it stands apart, even in a tight list
    writer->lines.is_tight = is_fenced;
}

void rubric_markdown_end_div(struct markdown_writer *writer, rubric_node div) {
    bool is_fenced = markdown_has(&writer->style, DIALECT_FENCED_DIVS);
    rubric_node last = rubric_node_last(div);
    rubric_kind kind = rubric_node_kind(last);
    // What could go on in the line of colons is cut off by a blank line.
    bool is_closed = !last.id || kind == RUBRIC_KIND_PARAGRAPH || kind == RUBRIC_KIND_HEADING ||
                     kind == RUBRIC_KIND_CODE_BLOCK || kind == RUBRIC_KIND_THEMATIC_BREAK ||
                     kind == RUBRIC_KIND_DIV;
    writer->lines.is_tight = is_fenced && is_closed;
    rubric_lists_end_quote(&writer->lists);
    rubric_lines_begin(&writer->lines);
    rubric_lines_put(&writer->lines, rubric_slice_of(is_fenced ? ":::" : "</div>"));
    writer->lines.is_tight = false;
}

/* ---- Definition lists ---- */

void rubric_markdown_render_line(struct markdown_writer *writer, rubric_node block) {
    writer->scratch.size = 0;
    rubric_markdown_put_inlines(&writer->scratch, &writer->pieces, block, PLACE_WRAPPED);
    rubric_buffer *text = &writer->scratch;
    for (size_t i = 0; i < text->size; i++) {
        if (text->bytes[i] == '\n' && i > 0 && text->bytes[i - 1] == '\\')
            text->bytes[i - 1] = ' '; // a hard break
        if (text->bytes[i] == '\n' || text->bytes[i] == '\0')
            text->bytes[i] = ' ';
    }
}

void rubric_markdown_put_term(struct markdown_writer *writer, rubric_node term) {
    rubric_markdown_render_line(writer, term);
    if (rubric_node_kind(rubric_node_previous(term)) == RUBRIC_KIND_TERM)
        writer->lines.is_tight = true; // both are lines of one paragraph
    rubric_lines_begin(&writer->lines);
    if (writer->scratch.size == 0)
        rubric_buffer_put_string(&writer->scratch, "<!-- -->");
    rubric_lines_put(&writer->lines, rubric_buffer_slice(&writer->scratch));
}

// Behind a blank line there is one term only, and its definition is loose.
static bool is_loose(rubric_node definition) {
    rubric_node first = rubric_node_first(definition), before = rubric_node_previous(definition);
    bool has_terms = rubric_node_kind(before) == RUBRIC_KIND_TERM &&
                     rubric_node_kind(rubric_node_previous(before)) == RUBRIC_KIND_TERM;
    return rubric_node_kind(first) == RUBRIC_KIND_PARAGRAPH && !has_terms &&
           !rubric_node_boolean(first, RUBRIC_FIELD_COMPACT);
}

void rubric_markdown_begin_definition(struct markdown_writer *writer, rubric_node definition) {
    writer->lines.is_tight = !is_loose(definition);
    rubric_lines_begin(&writer->lines);
    rubric_lines_push(&writer->lines, rubric_slice_of("    "), rubric_slice_of(":   "));
    rubric_lists_begin_quote(&writer->lists);
    writer->lines.is_tight = true; // the first block stands behind the marker
}

void rubric_markdown_end_definition(struct markdown_writer *writer) {
    rubric_lists_end_quote(&writer->lists);
    if (writer->lines.marker.size) // one of nothing: its blanks make it a marker
        rubric_lines_put(&writer->lines, rubric_slice_make("", 0));
    rubric_lines_pop(&writer->lines, DEFINITION_INDENT);
    writer->lines.is_tight = false;
}

/* ---- Footnotes ---- */

// `[^1]: ` in front of the first line, four blanks in front of the others; without footnotes, the
// label that a reference has in front of a text.
void rubric_markdown_begin_footnote(struct markdown_writer *writer, rubric_node footnote) {
    bool is_note = markdown_has(&writer->style, DIALECT_FOOTNOTES);
    rubric_kind first = rubric_node_kind(rubric_node_first(footnote));
    rubric_lines_begin(&writer->lines);
    writer->scratch.size = 0;
    rubric_buffer_put_string(&writer->scratch, is_note ? "[^" : "\\[");
    rubric_buffer_put_slice(&writer->scratch, rubric_node_string(footnote, RUBRIC_FIELD_LABEL));
    rubric_buffer_put_string(&writer->scratch, is_note ? "]: " : "] ");
    rubric_slice marker = rubric_buffer_slice(&writer->scratch);
    if (!is_note && first != RUBRIC_KIND_PARAGRAPH) {
        rubric_lines_put(&writer->lines, rubric_slice_trim(marker));
        return;
    }
    rubric_lines_push(&writer->lines, rubric_slice_of(is_note ? "    " : ""), marker);
    writer->lines.is_tight = true; // the first block stands behind the marker
}

void rubric_markdown_end_footnote(struct markdown_writer *writer) {
    rubric_lines_flush_marker(&writer->lines);
    if (markdown_has(&writer->style, DIALECT_FOOTNOTES))
        rubric_lines_pop(&writer->lines, FOOTNOTE_INDENT);
    writer->lines.is_tight = false;
}
