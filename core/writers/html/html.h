// SPDX-License-Identifier: MIT
// The parts of the HTML writer.
#ifndef RUBRIC_WRITERS_HTML_H
#define RUBRIC_WRITERS_HTML_H

#include <rubric/document.h>

struct html_writer {
    rubric_buffer *out;
    rubric_document *document;
    const rubric_write_options *options;
    uint32_t images; // open ones: inside, only text counts
    uint32_t column; // of the next cell of the open row
};

static inline void html_put(struct html_writer *writer, const char *string) {
    rubric_buffer_put_string(writer->out, string);
}

/* html_tag.c: names and attributes, those that may pass. */

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

/* html_page.c */

/** All of a page that stands before its body. */
void rubric_html_begin_page(struct html_writer *writer);

#endif
