// SPDX-License-Identifier: MIT
// Content: values that are subtrees of their document, read as text where only text will do.
#include "document/document.h"

rubric_node rubric_content_root(rubric_document *document, const rubric_value *value) {
    rubric_node none = {document, 0};
    if (!value || value->type != RUBRIC_VALUE_CONTENT)
        return none;
    rubric_node root = rubric_document_node(document, value->as.content);
    return rubric_node_exists(root) ? root : none;
}

bool rubric_content_is_plain(rubric_node root) {
    if (rubric_node_kind(root) != RUBRIC_KIND_PARAGRAPH)
        return false;
    rubric_node child = rubric_node_first(root);
    while (child.id && rubric_node_kind(child) == RUBRIC_KIND_TEXT)
        child = rubric_node_next(child);
    return !child.id;
}

static rubric_status put_text(rubric_value *value, rubric_arena *arena, rubric_document *document) {
    rubric_buffer text;
    rubric_buffer_init(&text, document->context);
    rubric_node root = rubric_content_root(document, value);
    uint32_t offset = value->offset;
    if (root.id)
        rubric_node_text(&text, root);
    rubric_slice copy = rubric_arena_copy(arena, rubric_buffer_slice(&text));
    bool failed = text.failed || !copy.bytes;
    rubric_buffer_clear(&text);
    if (failed)
        return document_failure(document, NULL);
    *value = rubric_value_string(copy);
    value->offset = offset;
    return RUBRIC_OK;
}

// Recursion ends at RUBRIC_VALUE_DEPTH, for no value is deeper.
static rubric_status flatten(rubric_value *value, rubric_arena *arena, rubric_document *document) {
    rubric_status status = RUBRIC_OK;
    if (value->type == RUBRIC_VALUE_CONTENT)
        return put_text(value, arena, document);
    if (value->type == RUBRIC_VALUE_LIST)
        for (uint32_t i = 0; i < value->as.list.count && status == RUBRIC_OK; i++)
            status = flatten(&value->as.list.items[i], arena, document);
    if (value->type == RUBRIC_VALUE_MAP)
        for (uint32_t i = 0; i < value->as.map.count && status == RUBRIC_OK; i++)
            status = flatten(&value->as.map.entries[i].value, arena, document);
    return status;
}

rubric_status rubric_document_flat_value(rubric_value *out, rubric_arena *arena,
                                         rubric_document *document, const rubric_value *value) {
    if (rubric_is_missing(out, "out", NULL) || rubric_is_missing(arena, "arena", NULL) ||
        rubric_is_missing(document, "document", NULL) || rubric_is_missing(value, "value", NULL))
        return RUBRIC_ERROR_ARGUMENT;
    rubric_value copy;
    rubric_status status = rubric_value_copy(&copy, arena, value);
    if (status == RUBRIC_OK)
        status = flatten(&copy, arena, document);
    if (status == RUBRIC_OK)
        *out = copy;
    return status;
}
