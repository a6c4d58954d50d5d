// SPDX-License-Identifier: MIT
// The nodes of a document, for people and one JSON object each.
#ifndef RUBRIC_CLI_TREE_H
#define RUBRIC_CLI_TREE_H

#include <rubric/rubric.h>

/** Append a line for each node: position, kind, fields, attributes and text. */
void rubric_tree_print(rubric_buffer *out, rubric_document *document);

/** Append a JSON object for each node, in document order, with its depth. */
void rubric_tree_put_json(rubric_buffer *out, rubric_document *document, rubric_slice name);

#endif
