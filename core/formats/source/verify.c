// SPDX-License-Identifier: MIT
// Reading a patched source again, to see that it says what the document says.
#include "formats/source/source.h"

// The next block of a walk: a leaf, or the entering and leaving of a container.
static bool next_block(rubric_cursor *cursor) {
    if (!rubric_cursor_next(cursor))
        return false;
    if (cursor->entering && rubric_kind_is_leaf(rubric_node_kind(cursor->node)))
        rubric_cursor_skip(cursor); // it is compared as a whole when it is left
    return true;
}

static bool is_leaf(rubric_node node) {
    return rubric_kind_is_leaf(rubric_node_kind(node));
}

static bool has_same_shape(const rubric_cursor *a, const rubric_cursor *b) {
    return a->entering == b->entering && rubric_node_kind(a->node) == rubric_node_kind(b->node);
}

// Marks the units around all that was edited, where the trees do not go together.
static void mark_edited(struct patcher *patcher) {
    rubric_document *document = patcher->document;
    rubric_cursor cursor = rubric_cursor_begin(node_value(document, 1));
    while (rubric_cursor_next(&cursor)) {
        const struct node *node = node_at(document, cursor.node.id);
        if (!cursor.entering)
            continue;
        if (!(node->flags & NODE_CHANGED) || !node_is_read(document, cursor.node.id)) {
            rubric_cursor_skip(&cursor);
        } else if (is_leaf(cursor.node)) {
            rubric_source_mark_unit(patcher, cursor.node.id);
            rubric_cursor_skip(&cursor);
        }
    }
}

// Marks each leaf that differs; false when the blocks do not go together at all.
static bool compare(struct patcher *patcher, rubric_document *other, bool *is_same) {
    rubric_cursor mine = rubric_cursor_begin(node_value(patcher->document, 1));
    rubric_cursor theirs = rubric_cursor_begin(rubric_document_root(other));
    *is_same = true;
    for (;;) {
        bool has_mine = next_block(&mine), has_theirs = next_block(&theirs);
        if (!has_mine || !has_theirs)
            return has_mine == has_theirs;
        if (!has_same_shape(&mine, &theirs))
            return false;
        if (!mine.entering && is_leaf(mine.node) && !rubric_node_equal(mine.node, theirs.node)) {
            *is_same = false;
            if (node_is_read(patcher->document, mine.node.id))
                rubric_source_mark_unit(patcher, mine.node.id);
        }
    }
}

// Lines of front matter that were patched do not always go together: a map in braces takes no line
// behind it, and an alias goes with its anchor.
static bool has_lost_metadata(const struct patcher *patcher, const rubric_document *other,
                              rubric_status status) {
    return !patcher->writes_metadata_anew && patcher->document->metadata.as.map.count > 0 &&
           (status == RUBRIC_ERROR_SYNTAX || other->metadata.as.map.count == 0) &&
           !rubric_value_equal(&patcher->document->metadata, &patcher->document->read_metadata);
}

rubric_status rubric_source_verify(struct patcher *patcher, bool *is_same, rubric_error *error) {
    rubric_document *document = patcher->document, *other;
    rubric_status status = rubric_document_new(&other, document->context, error);
    if (status != RUBRIC_OK)
        return status;
    rubric_buffer patched;
    rubric_buffer_init(&patched, document->context);
    rubric_source_apply(&patched, patcher);
    rubric_slice text = rubric_buffer_slice(&patched);
    other->source.decoded.text = other->source.decoded.bytes = text;
    other->source.end = (uint32_t)text.size;
    other->format = document->format;
    other->url = document->url;
    other->dialect = document->dialect;
    other->lenient = document->lenient;
    other->delimiters = document->delimiters; // which live longer
    other->delimiter_count = document->delimiter_count;
    status =
        patched.failed ? document_failure(document, error) : patcher->format->read(other, error);
    if (has_lost_metadata(patcher, other, status)) {
        patcher->writes_metadata_anew = true;
        *is_same = false;
        status = RUBRIC_OK;
    } else if (status == RUBRIC_OK && !compare(patcher, other, is_same)) {
        *is_same = false;
        mark_edited(patcher);
    }
    rubric_document_free(other);
    rubric_buffer_clear(&patched);
    return status;
}
