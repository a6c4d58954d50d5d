// SPDX-License-Identifier: MIT
// What tests of documents share: reading a text, and comparing what is written of it.
#ifndef RUBRIC_TESTS_CORE_DOCUMENTS_H
#define RUBRIC_TESTS_CORE_DOCUMENTS_H

#include "core/fixture.h"
#include "rubric/document.h"

static inline rubric_document *read_bytes(rubric_context *context, rubric_slice bytes,
                                          const char *format) {
    rubric_read_options options = {.size = sizeof options, .format = format};
    rubric_document *document = NULL;
    rubric_error error;
    if (rubric_document_read(&document, context, bytes.bytes, bytes.size, &options, &error) !=
        RUBRIC_OK)
        fail_msg("%s", error.message);
    return document;
}

static inline rubric_document *read_text(rubric_context *context, const char *text,
                                         const char *format) {
    return read_bytes(context, rubric_slice_of(text), format);
}

static inline void write_into(rubric_buffer *out, rubric_document *document, const char *format) {
    rubric_write_options options = {.size = sizeof options, .format = format, .unsafe = true};
    rubric_error error;
    if (rubric_document_write(out, document, &options, &error) != RUBRIC_OK)
        fail_msg("%s", error.message);
}

static inline void assert_written(rubric_document *document, const char *format,
                                  const char *wanted) {
    rubric_buffer out;
    rubric_buffer_init(&out, rubric_document_context(document));
    write_into(&out, document, format);
    assert_buffer(&out, wanted);
}

// Read a text in one format, and compare what it is in another.
static inline void assert_converted(rubric_context *context, const char *text, const char *from,
                                    const char *to, const char *wanted) {
    rubric_document *document = read_text(context, text, from);
    assert_written(document, to, wanted);
    rubric_document_free(document);
}

static inline void assert_text(rubric_node node, const char *wanted) {
    rubric_buffer out;
    rubric_buffer_init(&out, rubric_document_context(node.document));
    rubric_node_text(&out, node);
    assert_buffer(&out, wanted);
}

static inline rubric_node new_node(rubric_document *document, rubric_kind kind) {
    rubric_node node = {document, 0};
    assert_int_equal(rubric_node_new(&node, document, kind, NULL), RUBRIC_OK);
    return node;
}

// The first node of a kind, in document order.
static inline rubric_node find_kind(rubric_document *document, rubric_kind kind) {
    rubric_cursor cursor = rubric_cursor_begin(rubric_document_root(document));
    while (rubric_cursor_next(&cursor))
        if (cursor.entering && rubric_node_kind(cursor.node) == kind)
            return cursor.node;
    fail_msg("no %s", rubric_kind_name(kind));
    return cursor.node;
}

#endif
