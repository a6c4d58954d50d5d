// SPDX-License-Identifier: MIT
// What readers offer to the table of formats: decoded text in, document out.
#ifndef RUBRIC_READERS_READERS_H
#define RUBRIC_READERS_READERS_H

#include <rubric/document.h>

/**
 * Fill a new document from its source text.
 *
 * Each returns RUBRIC_OK or the failure of the document's context. Oddities of the input are
 * diagnostics on the document.
 */
rubric_status rubric_text_read(rubric_document *document, rubric_error *error);
rubric_status rubric_markdown_read(rubric_document *document, rubric_error *error);
rubric_status rubric_html_read(rubric_document *document, rubric_error *error);
/** RUBRIC_ERROR_SYNTAX, with the place, for what is no JSON or no document of ours. */
rubric_status rubric_json_document_read(rubric_document *document, rubric_error *error);
/** RUBRIC_ERROR_SYNTAX, with the place, for what is no JSON or none of pandoc's. */
rubric_status rubric_pandoc_json_read(rubric_document *document, rubric_error *error);

/**
 * The label of the charset that a page declares in its first bytes (WHATWG HTML, section
 * 13.2.3.2): the first one that is known, else the first one; empty when there is none.
 */
rubric_slice rubric_html_charset(rubric_slice bytes);

/**
 * Read YAML front matter into the metadata; the document then knows where its body begins.
 *
 * @return RUBRIC_OK, or RUBRIC_ERROR_SYNTAX, with the place, for what is not YAML, unless the
 *         document is read leniently
 */
rubric_status rubric_front_matter_read(rubric_document *document, rubric_slice text,
                                       rubric_error *error);

#endif
