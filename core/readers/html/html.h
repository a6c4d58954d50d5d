// SPDX-License-Identifier: MIT
// The parts of the HTML reader: a guarded parse, the walk over its tree, text, metadata.
#ifndef RUBRIC_READERS_HTML_H
#define RUBRIC_READERS_HTML_H

#include <gumbo.h>

#include "document/builder.h"

/** A parsed page. All of it lies in the arena; gumbo's own destroy recurses and is never called. */
struct html_page {
    rubric_arena *arena;
    GumboOutput *output;
    rubric_slice source; // what the tree points into
};

/**
 * Parse a page with gumbo, behind the guard that RELIABILITY asks for: an arena that is charged
 * and left by a jump at a limit, no recorded errors, no more than 512 open elements.
 */
rubric_status rubric_html_page_parse(struct html_page *page, rubric_context *context,
                                     rubric_slice source, rubric_error *error);
void rubric_html_page_free(struct html_page *page);

/** White space and origin of the text of one page, while it is put on the plane. */
struct html_text {
    struct rubric_builder *builder;
    rubric_slice source;
    bool at_start;    // of a block or a line: white space is dropped here
    bool after_space; // the last byte put is a blank that may yet be dropped
};

/** Text of a run: white space collapsed, unless `preserve`. */
void rubric_html_text_put(struct html_text *text, const GumboText *node, bool preserve);
/** Drop a blank at the end of the block that is about to be closed. */
void rubric_html_text_end_line(struct html_text *text);
/** A blank between two pieces that stood in different blocks. */
void rubric_html_text_separate(struct html_text *text);

/** Fill document.head and the plain metadata from a parsed page. */
void rubric_html_metadata_harvest(rubric_document *document, const struct html_page *page);

/** White space squeezed, in the arena. */
rubric_value rubric_html_string(rubric_arena *arena, const char *string);

/* html_items.c: microdata and times. */
void rubric_html_add_item(rubric_arena *arena, rubric_value *list, const GumboNode *node);
void rubric_html_add_time(rubric_arena *arena, rubric_value *list, const GumboNode *node);

/** html_plain.c: fill the metadata with what document.head says plainly. */
void rubric_html_plain_metadata(rubric_document *document);

/**
 * The part of the source that a piece is; false when it lies elsewhere. gumbo gives some pieces
 * lengths that lead out of the source (text put before a table), so the end is cut off.
 */
static inline bool html_source_part(rubric_slice source, GumboStringPiece piece, uint32_t *offset,
                                    rubric_slice *part) {
    if (!piece.data || piece.data < source.bytes || piece.data > source.bytes + source.size)
        return false;
    size_t left = (size_t)(source.bytes + source.size - piece.data);
    *offset = (uint32_t)(piece.data - source.bytes);
    *part = rubric_slice_make(piece.data, piece.length < left ? piece.length : left);
    return true;
}

/* What was found out of elements before the walk: marks of ours among gumbo's parse flags. */

enum {
    HTML_HOLDS_BLOCKS = 1 << 20,
    HTML_FOOTNOTES = 1 << 21, // a section of footnotes, or the list in it: no node
    HTML_FOOTNOTE = 1 << 22,  // an item of it
    HTML_REFERENCE = 1 << 23, // to such a one
    HTML_LINK_BACK = 1 << 24  // in it; also a rule or a heading of the section: it says nothing
};

static inline bool html_has_mark(const GumboNode *node, unsigned mark) {
    return ((unsigned)node->parse_flags & mark) != 0;
}
static inline void html_mark(GumboNode *node, unsigned mark) {
    node->parse_flags = (GumboParseFlags)((unsigned)node->parse_flags | mark);
}

/** The node behind one in document order; NULL behind the last one in `root`. */
GumboNode *rubric_html_next_node(GumboNode *node, const GumboNode *root);
/** NULL when the element has no such attribute. */
const char *rubric_html_attribute_of(const GumboElement *element, const char *name);
/** The one child besides white space and comments; NULL when there are none or several. */
const GumboNode *rubric_html_only_child(const GumboElement *element);
/** The text of an element that holds nothing else; or empty. */
rubric_slice rubric_html_own_text(const GumboElement *element);

/* footnotes.c */

/** Mark all that belongs to footnotes, as cmark-gfm, pandoc and our writer make them. */
void rubric_html_mark_footnotes(rubric_context *context, GumboNode *body);
/** The link in a reference. */
const GumboElement *rubric_html_link_of(const GumboNode *reference);
/** Set the label of a footnote, from its item, or of a reference, from its link. */
void rubric_html_set_label(struct rubric_builder *builder, uint32_t id,
                           const GumboElement *element);

/* html_fields.c: what the attributes of an element say of its node. */

/** Set the fields of a node; `detail` is that of the element's row. */
void rubric_html_fields(struct rubric_builder *builder, uint32_t id, const GumboElement *element,
                        int detail);
/** Whether the item around is checked, from a box that stands before all of its text. */
void rubric_html_check(struct rubric_builder *builder, const GumboElement *box);

/* html_special.c: elements that stand for more than their name says. */

struct rubric_html_math {
    rubric_slice text;
    bool is_display;
};

/** The formula that an element is: MathML with TeX in it, or a span as writers make them. */
bool rubric_html_math_of(const GumboNode *node, struct rubric_html_math *out);
/** Whether an element is no part of the text: programs, styles, what the head says. */
bool rubric_html_is_dropped(const GumboElement *element);
/** Whether an element in a list only groups items, or terms and definitions. */
bool rubric_html_is_wrapper(const GumboNode *node);
/** When the open compact paragraph has no text at all: close and drop it, what it holds are blocks
    without text. False when it has some. */
bool rubric_html_drop_paragraph(struct rubric_builder *builder);

#endif
