// SPDX-License-Identifier: MIT
// Footnotes as readers of pages know them (cmark-gfm, pandoc): numbers in the order of their first
// references, and a list at the end with links back. What nobody refers to comes last in it, so
// that no text is lost. Footnotes that were read from a page stay in the list they stood in.
//
// An id is `fn-` and the label, of a reference `fnref-` and the label and, from the second on, a
// number. Labels are percent-encoded, in ids as in links, for browsers compare both as they stand.
#include "base/ascii.h"
#include "document/document.h"
#include "writers/html/escape.h"
#include "writers/html/html.h"

static void put_label(struct html_writer *writer, rubric_slice label) {
    static const char digits[] = "0123456789ABCDEF";
    for (size_t i = 0; i < label.size; i++) {
        unsigned char byte = (unsigned char)label.bytes[i];
        char encoded[3] = {'%', digits[byte >> 4], digits[byte & 15]};
        bool is_plain = ascii_is_letter((char)byte) || ascii_is_digit((char)byte) ||
                        (byte && strchr("-._~", byte));
        rubric_buffer_put(writer->out, is_plain ? label.bytes + i : encoded, is_plain ? 1 : 3);
    }
}

static void put_reference_id(struct html_writer *writer, rubric_slice label, uint32_t suffix) {
    html_put(writer, "fnref-");
    put_label(writer, label);
    if (suffix) {
        html_put(writer, "-");
        rubric_buffer_put_integer(writer->out, suffix);
    }
}

/* ---- References ---- */

void rubric_html_put_reference(struct html_writer *writer, rubric_node reference) {
    rubric_slice label = rubric_node_string(reference, RUBRIC_FIELD_LABEL);
    const struct note_reference *found =
        writer->notes ? rubric_notes_reference(writer->notes, reference.id) : NULL;
    html_put(writer, "<sup class=\"footnote-ref\"><a href=\"#fn-");
    put_label(writer, label);
    if (found) {
        html_put(writer, "\" id=\"");
        put_reference_id(writer, label, found->suffix);
        html_put(writer, "\">");
        rubric_buffer_put_integer(writer->out, (int64_t)found->note + 1);
    } else { // there is no such footnote
        html_put(writer, "\">");
        rubric_html_put_escaped(writer->out, label);
    }
    html_put(writer, "</a></sup>");
}

// The footnote of a node; NULL for the second one of a label, which nothing refers to.
static const struct note *note_of(const struct html_writer *writer, rubric_node footnote) {
    const struct note *note =
        writer->notes
            ? rubric_notes_find(writer->notes, rubric_node_string(footnote, RUBRIC_FIELD_LABEL))
            : NULL;
    return note && note->node == footnote.id ? note : NULL;
}

static void put_links_back(struct html_writer *writer, rubric_node footnote, const char *before) {
    const struct note *note = note_of(writer, footnote);
    uint32_t suffix = 0;
    for (uint32_t i = 0; note && i < note->references && !writer->out->failed; i++) {
        html_put(writer, i ? " " : before);
        html_put(writer, "<a href=\"#");
        put_reference_id(writer, note->label, suffix);
        html_put(writer, "\" class=\"footnote-backref\">↩");
        if (i) {
            html_put(writer, "<sup>");
            rubric_buffer_put_integer(writer->out, (int64_t)i + 1);
            html_put(writer, "</sup>");
        }
        html_put(writer, "</a>");
        if (i + 1 < note->references)
            suffix = rubric_notes_next_suffix(writer->notes, writer->out->context, note, suffix);
    }
}

/* ---- Footnotes ---- */

// Whether a footnote is an item of a list in the page that it was read from.
static bool is_listed(rubric_node node) {
    return node.id && rubric_node_kind(node) == RUBRIC_KIND_FOOTNOTE &&
           rubric_slice_equal(rubric_node_element(node), rubric_slice_of("li"));
}

bool rubric_html_is_gathered(const struct html_writer *writer, rubric_node footnote) {
    return writer->notes && !writer->is_part && !is_listed(footnote) &&
           !is_listed(rubric_node_previous(footnote)) && !is_listed(rubric_node_next(footnote));
}

static void begin_list(struct html_writer *writer) {
    rubric_html_begin_line(writer);
    html_put(writer, "<section class=\"footnotes\">\n<ol>\n");
    writer->number = 1;
}

static void end_list(struct html_writer *writer) {
    html_put(writer, "</ol>\n</section>\n");
}

// Whether a footnote that stands in its place begins or ends a list there. One that is written
// alone, to stand in a list of the page, needs none.
static bool is_edge(const struct html_writer *writer, rubric_node footnote, rubric_node neighbour) {
    if (rubric_html_is_gathered(writer, footnote))
        return false;
    if (writer->options->node == footnote.id)
        return !is_listed(footnote) && !is_listed(rubric_node_previous(footnote)) &&
               !is_listed(rubric_node_next(footnote));
    return !neighbour.id || rubric_node_kind(neighbour) != RUBRIC_KIND_FOOTNOTE ||
           rubric_html_is_gathered(writer, neighbour);
}

void rubric_html_enter_footnote(struct html_writer *writer, rubric_node footnote) {
    const struct note *note = note_of(writer, footnote);
    if (is_edge(writer, footnote, rubric_node_previous(footnote)))
        begin_list(writer);
    html_put(writer, "<li id=\"fn-");
    put_label(writer, rubric_node_string(footnote, RUBRIC_FIELD_LABEL));
    uint32_t number = note ? (uint32_t)(note - writer->notes->notes) + 1 : writer->number;
    if (number != writer->number && writer->options->node != footnote.id) {
        html_put(writer, "\" value=\"");
        rubric_buffer_put_integer(writer->out, number);
    }
    writer->number = number + 1;
    html_put(writer, rubric_html_begins_compact(footnote) ? "\">" : "\">\n");
}

static bool ends_with_text(rubric_node footnote) {
    rubric_node last = rubric_node_last(footnote);
    return last.id && rubric_node_kind(last) == RUBRIC_KIND_PARAGRAPH && rubric_node_first(last).id;
}

void rubric_html_end_footnote(struct html_writer *writer, rubric_node paragraph) {
    rubric_node parent = rubric_node_parent(paragraph);
    bool is_last = writer->notes && parent.id && rubric_node_kind(parent) == RUBRIC_KIND_FOOTNOTE &&
                   !rubric_node_next(paragraph).id && rubric_node_first(paragraph).id;
    if (is_last)
        put_links_back(writer, parent, " ");
}

void rubric_html_leave_footnote(struct html_writer *writer, rubric_node footnote) {
    if (!ends_with_text(footnote)) {
        size_t start = writer->out->size;
        put_links_back(writer, footnote, "");
        if (writer->out->size > start)
            html_put(writer, "\n");
    }
    html_put(writer, "</li>\n");
    if (is_edge(writer, footnote, rubric_node_next(footnote)))
        end_list(writer);
}

void rubric_html_put_footnotes(struct html_writer *writer) {
    bool has_list = false;
    const struct notes *notes = writer->notes;
    for (uint32_t i = 0; i < notes->count && !writer->out->failed; i++) {
        rubric_node footnote = rubric_document_node(writer->document, notes->notes[i].node);
        if (!rubric_html_is_gathered(writer, footnote))
            continue;
        if (!has_list)
            begin_list(writer);
        has_list = true;
        rubric_html_put_tree(writer, footnote);
    }
    if (has_list)
        end_list(writer);
}
