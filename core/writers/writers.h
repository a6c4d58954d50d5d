// SPDX-License-Identifier: MIT
// What writers offer to the table of formats: a document in, bytes out.
#ifndef RUBRIC_WRITERS_WRITERS_H
#define RUBRIC_WRITERS_WRITERS_H

#include <rubric/document.h>

/** The node that is written with all in it. */
static inline rubric_node written_root(rubric_document *document,
                                       const rubric_write_options *options) {
    return options->node ? rubric_document_node(document, options->node)
                         : rubric_document_root(document);
}

/** Append the document; a failed buffer says so itself. */
void rubric_text_write(rubric_buffer *out, rubric_document *document,
                       const rubric_write_options *options);
void rubric_markdown_write(rubric_buffer *out, rubric_document *document,
                           const rubric_write_options *options);
void rubric_html_write(rubric_buffer *out, rubric_document *document,
                       const rubric_write_options *options);
void rubric_json_document_write(rubric_buffer *out, rubric_document *document,
                                const rubric_write_options *options);
void rubric_pandoc_json_write(rubric_buffer *out, rubric_document *document,
                              const rubric_write_options *options);
void rubric_pandoc_json_1_22_write(rubric_buffer *out, rubric_document *document,
                                   const rubric_write_options *options);

#endif
