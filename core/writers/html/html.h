// SPDX-License-Identifier: MIT
// The parts of the HTML writer.
#ifndef RUBRIC_WRITERS_HTML_H
#define RUBRIC_WRITERS_HTML_H

#include <rubric/document.h>

#include "document/notes.h"

struct html_writer {
    rubric_buffer *out;
    rubric_document *document;
    const rubric_write_options *options;
    uint32_t images;           // open ones: inside, only text counts
    uint32_t column;           // of the next cell of the open row
    const struct notes *notes; // NULL: the document has no footnotes
    uint32_t number;           // that the next item of the open list of footnotes has by itself
    bool is_part;              // not the whole document is written
};

static inline void html_put(struct html_writer *writer, const char *string) {
    rubric_buffer_put_string(writer->out, string);
}

/* html.c */

/** A node with all in it, but for the footnotes that are gathered at the end. */
void rubric_html_put_tree(struct html_writer *writer, rubric_node root);
/** Blocks begin a line of their own. */
void rubric_html_begin_line(struct html_writer *writer);
/** Loose text stands right behind the tag of its container. */
bool rubric_html_begins_compact(rubric_node node);

/* tag.c: names and attributes, those that may pass. */

void rubric_html_put_pair(struct html_writer *writer, const char *name, rubric_slice value);
/** The element that a node was read from, where it may pass and means the same; else `name`. */
void rubric_html_put_name(struct html_writer *writer, rubric_node node, const char *name);
/** "<name", and then its attributes: fields first. */
void rubric_html_begin_tag(struct html_writer *writer, rubric_node node, const char *name);
/** The attributes that the node has, and ">"; `class` is put before its classes. */
void rubric_html_end_tag(struct html_writer *writer, rubric_node node, const char *class);
void rubric_html_put_attributes(struct html_writer *writer, rubric_node node, const char *class);
/** A field that is an attribute. One that the node has and that says the same stays as it is. */
void rubric_html_put_fact(struct html_writer *writer, rubric_node node, const char *name,
                          const char *value);
void rubric_html_put_number(struct html_writer *writer, rubric_node node, const char *name,
                            int64_t value, int64_t standard);
/** The fields `url` and `title`. */
void rubric_html_put_url_of(struct html_writer *writer, rubric_node node, const char *name);
void rubric_html_put_title(struct html_writer *writer, rubric_node node);

/* footnotes.c */

/** Whether a footnote stands at the end of the document, and not where its node does. */
bool rubric_html_is_gathered(const struct html_writer *writer, rubric_node footnote);
/** All that are gathered. */
void rubric_html_put_footnotes(struct html_writer *writer);
void rubric_html_enter_footnote(struct html_writer *writer, rubric_node footnote);
void rubric_html_leave_footnote(struct html_writer *writer, rubric_node footnote);
/** At the end of a paragraph: the links back of the footnote that ends with it. */
void rubric_html_end_footnote(struct html_writer *writer, rubric_node paragraph);
void rubric_html_put_reference(struct html_writer *writer, rubric_node reference);

/* page.c */

/** All of a page that stands before its body. */
void rubric_html_begin_page(struct html_writer *writer);

#endif
