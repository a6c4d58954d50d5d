// SPDX-License-Identifier: MIT
// Front matter: content with markup is a string of Markdown, any other its text.
#include "writers/markdown/markdown.h"
#include "writers/writers.h"

static void put_content(rubric_buffer *out, rubric_document *document, const rubric_value *value,
                        const rubric_write_options *options) {
    rubric_node root = rubric_content_root(document, value);
    if (!root.id)
        return;
    if (rubric_content_is_plain(root)) {
        rubric_node_text(out, root);
        return;
    }
    rubric_write_options own = *options;
    own.node = root.id;
    own.no_metadata = true;
    own.width = 0;
    own.wrap = RUBRIC_WRAP_PRESERVE;
    rubric_markdown_write(out, document, &own);
    if (out->size && out->bytes[out->size - 1] == '\n')
        out->size--;
}

// Recursion ends at RUBRIC_VALUE_DEPTH, for no value is deeper.
static bool flatten(rubric_value *value, rubric_arena *arena, rubric_document *document,
                    const rubric_write_options *options) {
    bool done = true;
    if (value->type == RUBRIC_VALUE_CONTENT) {
        rubric_buffer text;
        rubric_buffer_init(&text, rubric_document_context(document));
        put_content(&text, document, value, options);
        rubric_slice copy = rubric_arena_copy(arena, rubric_buffer_slice(&text));
        done = !text.failed && copy.bytes;
        rubric_buffer_clear(&text);
        *value = rubric_value_string(copy);
    } else if (value->type == RUBRIC_VALUE_LIST) {
        for (uint32_t i = 0; i < value->as.list.count && done; i++)
            done = flatten(&value->as.list.items[i], arena, document, options);
    } else if (value->type == RUBRIC_VALUE_MAP) {
        for (uint32_t i = 0; i < value->as.map.count && done; i++)
            done = flatten(&value->as.map.entries[i].value, arena, document, options);
    }
    return done;
}

void rubric_markdown_put_metadata(rubric_buffer *out, rubric_document *document,
                                  const rubric_write_options *options) {
    const rubric_value *metadata = rubric_document_metadata(document);
    if (metadata->as.map.count == 0)
        return;
    rubric_arena *arena;
    rubric_value flat;
    if (rubric_arena_new(&arena, out->context, NULL) != RUBRIC_OK) {
        out->failed = true;
        return;
    }
    if (rubric_value_copy(&flat, arena, metadata) == RUBRIC_OK &&
        flatten(&flat, arena, document, options)) {
        rubric_buffer_put_string(out, "---\n");
        rubric_yaml_write(out, &flat);
        rubric_buffer_put_string(out, "---\n");
    } else {
        out->failed = true;
    }
    rubric_arena_free(arena);
}
