// SPDX-License-Identifier: MIT
// How inlines that hold inlines are marked up in a dialect, and attribute lists.
#ifndef RUBRIC_WRITERS_MARKDOWN_MARKUP_H
#define RUBRIC_WRITERS_MARKDOWN_MARKUP_H

#include "writers/markdown/style.h"

enum markup {
    MARKUP_NONE,       // the content stands for itself
    MARKUP_DELIMITERS, // the same sign at both sides, where the flanking rules let it
    MARKUP_BRACKETS,   // links, images and spans
    MARKUP_HTML,
    MARKUP_OBJECT // the content is not written as such: emoji, wiki links
};

enum markup rubric_markdown_markup_of(const struct markdown_style *style, rubric_node node);

/** The sign that a node is delimited by, but for emphasis, which has two; 0: none. */
char rubric_markdown_delimiter_of(const struct markdown_style *style, rubric_node node);
/** How often it stands at each side. */
size_t rubric_markdown_delimiter_count(const struct markdown_style *style, rubric_node node);
/** The sign of a span whose delimiter is one of the document's own; 0: none. */
char rubric_markdown_own_delimiter(const struct markdown_style *style, rubric_node node);

/** The HTML tag that stands for the markup of a node. */
void rubric_markdown_put_html_tag(rubric_buffer *out, rubric_node node, bool opens);

/** The tag of an element with the attributes of a node, but those that are scripts. */
void rubric_markdown_put_tag(rubric_buffer *out, const char *name, rubric_node node);

/** Whether the class of a node is that one ("" for any), and it has no other attribute. */
bool rubric_markdown_has_only_class(rubric_node node, const char *class);

bool rubric_markdown_has_attributes(rubric_node node);
enum { ATTRIBUTES_IN_CELL = 1, ATTRIBUTES_OF_CODE = 2 }; // where a class would be a language

/** `{#id .class key="value"}`; `class` is put before the others, and may be NULL. */
void rubric_markdown_put_attributes(rubric_buffer *out, rubric_node node, const char *class,
                                    unsigned flags);

/** What stands behind the colons of a div: its class alone, or a list. */
void rubric_markdown_put_div_name(rubric_buffer *out, rubric_node div);

#endif
