// SPDX-License-Identifier: MIT
// What every fuzz target shares: the function to be called, limits, and reading a document.
#ifndef RUBRIC_TESTS_FUZZ_TARGET_H
#define RUBRIC_TESTS_FUZZ_TARGET_H

#include <rubric/rubric.h>
#include <stdio.h>
#include <stdlib.h>

/** Called with each input; aborts when a promise is broken. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/** A context with limits that no small input may need. */
static inline rubric_context *new_context(void) {
    rubric_context_options options = {
        .size = sizeof options, .memory = 64 << 20, .steps = 50 * 1000 * 1000};
    rubric_context *context;
    if (rubric_context_new(&context, &options, NULL) != RUBRIC_OK)
        abort();
    return context;
}

#define require_that(holds) require_at((holds), #holds, __FILE__, __LINE__)

static inline void require_at(bool holds, const char *what, const char *file, int line) {
    if (holds)
        return;
    fprintf(stderr, "%s:%d: not so: %s\n", file, line, what);
    abort();
}

static inline void write_as(rubric_document *document, const char *format, uint32_t width) {
    rubric_buffer out;
    rubric_buffer_init(&out, rubric_document_context(document));
    rubric_write_options options = {
        .size = sizeof options, .format = format, .width = width, .unsafe = width != 0};
    bool is_source = !strcmp(format, "source"); // the bytes as they were
    if (rubric_document_write(&out, document, &options, NULL) == RUBRIC_OK && !is_source)
        require_that(rubric_utf8_valid(rubric_buffer_slice(&out)) == out.size);
    rubric_buffer_clear(&out);
}

/** Every node has a place in the source, and every place a line. */
static inline void look_at_places(rubric_document *document) {
    size_t size = rubric_document_source(document).size;
    rubric_cursor cursor = rubric_cursor_begin(rubric_document_root(document));
    while (rubric_cursor_next(&cursor)) {
        rubric_range range = rubric_node_source(cursor.node);
        if (!cursor.entering || !range.known)
            continue;
        require_that(range.begin <= range.end && range.end <= size);
        require_that(rubric_document_position(document, range.begin).line > 0);
        rubric_document_original(document, range.end);
    }
}

/** Change some text, fields and blocks here and there, and patch the source. */
static inline void edit(rubric_document *document) {
    rubric_cursor cursor = rubric_cursor_begin(rubric_document_root(document));
    rubric_node last = {document, 0};
    for (size_t i = 0; rubric_cursor_next(&cursor); i++) {
        rubric_node node = cursor.node;
        if (last.id) // the walk has left it
            rubric_node_remove(last);
        last.id = 0;
        if (!cursor.entering) {
            last.id = i % 5 == 1 && node.id != 1 ? node.id : 0;
            continue;
        }
        if (rubric_kind_is_leaf(rubric_node_kind(node)) && i % 3 == 0) {
            size_t size = rubric_node_text_size(node);
            rubric_node_replace_range(node, 0, size && i % 2 ? 1 : 0, rubric_slice_of("* x"), NULL);
        }
        if (rubric_node_kind(node) == RUBRIC_KIND_LINK)
            rubric_node_set_string(node, RUBRIC_FIELD_URL, rubric_slice_of("u"), NULL);
    }
    write_as(document, "source", 0);
    rubric_buffer diff;
    rubric_buffer_init(&diff, rubric_document_context(document));
    rubric_document_diff(&diff, document, NULL);
    rubric_buffer_clear(&diff);
}

/** Read the bytes in a format, write them in all, and look at text and places. */
static inline void read_and_write_with(const rubric_read_options *options, const uint8_t *bytes,
                                       size_t size) {
    rubric_context *context = new_context();
    rubric_document *document;
    if (rubric_document_read(&document, context, (const char *)bytes, size, options, NULL) ==
        RUBRIC_OK) {
        rubric_buffer text;
        const rubric_format *row;
        rubric_buffer_init(&text, context);
        rubric_document_text(&text, document, NULL);
        require_that(rubric_utf8_valid(rubric_buffer_slice(&text)) == text.size);
        rubric_buffer_clear(&text);
        look_at_places(document);
        for (size_t i = 0; (row = rubric_format_at(i)) != NULL; i++)
            if (row->writes)
                write_as(document, row->name, i % 2 ? 0 : 40);
        edit(document);
        rubric_document_free(document);
    }
    require_that(rubric_context_used(context) == 0);
    rubric_context_free(context);
}

static inline void read_and_write(const char *format, const uint8_t *bytes, size_t size) {
    rubric_read_options options = {.size = sizeof options, .format = format};
    read_and_write_with(&options, bytes, size);
}

/** Whether two documents are the same, of which the second was read from what was written of the
    first; nothing is to be said once a limit was met. */
typedef bool (*is_same_document)(rubric_document *first, rubric_document *second,
                                 const rubric_buffer *written);

/** Read the bytes in a format, write them in it and read that: it must be the same document. */
static inline void read_back(const char *format, const uint8_t *bytes, size_t size,
                             is_same_document is_same) {
    rubric_context *context = new_context();
    rubric_read_options options = {.size = sizeof options, .format = format};
    rubric_write_options how = {.size = sizeof how, .format = format};
    rubric_document *document, *again = NULL;
    if (rubric_document_read(&document, context, (const char *)bytes, size, &options, NULL) ==
        RUBRIC_OK) {
        rubric_buffer written;
        rubric_buffer_init(&written, context);
        if (rubric_document_write(&written, document, &how, NULL) == RUBRIC_OK) {
            rubric_status status =
                rubric_document_read(&again, context, written.bytes, written.size, &options, NULL);
            require_that(status == RUBRIC_OK || rubric_context_status(context) != RUBRIC_OK);
            bool holds = !again || is_same(document, again, &written);
            require_that(holds || rubric_context_status(context) != RUBRIC_OK);
            rubric_document_free(again);
        }
        rubric_buffer_clear(&written);
        rubric_document_free(document);
    }
    require_that(rubric_context_used(context) == 0);
    rubric_context_free(context);
}

#endif
