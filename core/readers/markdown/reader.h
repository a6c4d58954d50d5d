// SPDX-License-Identifier: MIT
// The Markdown reader of our own, which stands beside the one over md4c until it is better.
#ifndef RUBRIC_READERS_MARKDOWN_READER_H
#define RUBRIC_READERS_MARKDOWN_READER_H

#include <rubric/document.h>

/** Fill a new document from Markdown; as rubric_markdown_read. */
rubric_status rubric_commonmark_read(rubric_document *document, rubric_error *error);

#endif
