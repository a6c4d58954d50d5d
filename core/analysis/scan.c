// SPDX-License-Identifier: MIT
// Phrase sets over documents: block by block, whatever markup stands inside.
#include <rubric/analysis.h>

struct rubric_scan {
    rubric_context *context;
    const rubric_phrases *phrases;
    const rubric_selector *scope, *except;
    rubric_cursor cursor;
    rubric_node block; // being searched; null: none
    rubric_buffer text;
    size_t offset;
};

rubric_status rubric_scan_new(rubric_scan **out, rubric_node where, const rubric_phrases *phrases,
                              const rubric_selector *scope, const rubric_selector *except,
                              rubric_error *error) {
    if (rubric_is_missing(out, "out", error) || rubric_is_missing(where.document, "where", error) ||
        rubric_is_missing(phrases, "phrases", error))
        return RUBRIC_ERROR_ARGUMENT;
    rubric_context *context = rubric_document_context(where.document);
    rubric_scan *scan = rubric_context_allocate(context, sizeof *scan);
    if (!scan)
        return rubric_context_error(context, error);
    scan->context = context;
    scan->phrases = phrases;
    scan->scope = scope;
    scan->except = except;
    scan->cursor = rubric_cursor_begin(where);
    scan->block = (rubric_node){where.document, 0};
    rubric_buffer_init(&scan->text, context);
    scan->offset = 0;
    *out = scan;
    return RUBRIC_OK;
}

void rubric_scan_free(rubric_scan *scan) {
    if (!scan)
        return;
    rubric_buffer_clear(&scan->text);
    rubric_context_release(scan->context, scan, sizeof *scan);
}

static bool is_inside(rubric_node node, const rubric_selector *selector) {
    for (; node.id; node = rubric_node_parent(node))
        if (rubric_selector_matches(selector, node))
            return true;
    return false;
}

static bool next_block(rubric_scan *scan) {
    while (rubric_cursor_next(&scan->cursor)) {
        rubric_node node = scan->cursor.node;
        if (!scan->cursor.entering || !rubric_kind_is_leaf(rubric_node_kind(node)))
            continue;
        rubric_cursor_skip(&scan->cursor);
        if ((scan->scope && !is_inside(node, scan->scope)) ||
            (scan->except && is_inside(node, scan->except)))
            continue;
        scan->block = node;
        scan->offset = 0;
        scan->text.size = 0;
        rubric_node_text(&scan->text, node);
        return !scan->text.failed;
    }
    return false;
}

bool rubric_range_touches(rubric_node block, size_t begin, size_t end,
                          const rubric_selector *selector) {
    rubric_cursor cursor = rubric_cursor_begin(block);
    while (rubric_cursor_next(&cursor)) {
        if (!cursor.entering || cursor.node.id == block.id)
            continue;
        size_t from = rubric_node_text_offset(cursor.node);
        size_t to = from + rubric_node_text_size(cursor.node);
        if (to <= begin || from >= end)
            rubric_cursor_skip(&cursor);
        else if (rubric_selector_matches(selector, cursor.node))
            return true;
    }
    return false;
}

bool rubric_scan_next(rubric_scan *scan, rubric_node *block, rubric_hit *hit) {
    for (;;) {
        if (!scan->block.id && !next_block(scan))
            return false;
        if (!rubric_phrases_next(scan->phrases, scan->context, hit,
                                 rubric_buffer_slice(&scan->text), scan->offset)) {
            if (rubric_context_status(scan->context) != RUBRIC_OK)
                return false;
            scan->block.id = 0;
            continue;
        }
        scan->offset = hit->end;
        if (scan->except && rubric_range_touches(scan->block, hit->begin, hit->end, scan->except))
            continue;
        *block = scan->block;
        return true;
    }
}
