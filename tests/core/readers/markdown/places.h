// SPDX-License-Identifier: MIT
// What the tests of Markdown's extensions share: where nodes stand in the source.
#ifndef RUBRIC_TESTS_CORE_READERS_MARKDOWN_PLACES_H
#define RUBRIC_TESTS_CORE_READERS_MARKDOWN_PLACES_H

#include "core/documents.h"
#include "document/document.h"

// The node of a kind at an index, in document order.
static inline rubric_node nth_of_kind(rubric_document *document, rubric_kind kind, size_t index) {
    rubric_cursor cursor = rubric_cursor_begin(rubric_document_root(document));
    while (rubric_cursor_next(&cursor))
        if (cursor.entering && rubric_node_kind(cursor.node) == kind && index-- == 0)
            return cursor.node;
    fail_msg("no such %s", rubric_kind_name(kind));
    return cursor.node;
}

// What a node is in the source, with all of its marks.
static inline void assert_source(rubric_document *document, rubric_kind kind, size_t index,
                                 const char *wanted) {
    rubric_range range = rubric_node_source(nth_of_kind(document, kind, index));
    assert_true(range.known);
    assert_slice(rubric_slice_part(rubric_document_source(document), range.begin, range.end),
                 wanted);
}

// Each byte of verbatim text is the byte of the source that it says it is.
static inline void assert_segments(rubric_document *document) {
    rubric_slice source = rubric_document_source(document);
    for (uint32_t i = 0; i < document->segment_count; i++) {
        const struct segment *segment = &document->segments[i];
        size_t end = i + 1 < document->segment_count ? segment[1].plane : document->plane.size;
        if (segment->kind == ORIGIN_VERBATIM)
            assert_memory_equal(document->plane.bytes + segment->plane,
                                source.bytes + segment->source, end - segment->plane);
    }
}

#endif
