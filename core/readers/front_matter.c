// SPDX-License-Identifier: MIT
// YAML front matter: the block between `---` lines at the top, as pandoc, Jekyll and Hugo have it.
#include "document/document.h"
#include "readers/readers.h"

static size_t line_end(rubric_slice text, size_t at) {
    const char *end = memchr(text.bytes + at, '\n', text.size - at);
    return end ? (size_t)(end - text.bytes) : text.size;
}

// Whether the line at `at` is three of that byte and nothing but blanks.
static bool is_fence(rubric_slice text, size_t at, char byte) {
    size_t end = line_end(text, at);
    if (end - at < 3 || text.bytes[at] != byte || text.bytes[at + 1] != byte ||
        text.bytes[at + 2] != byte)
        return false;
    return rubric_slice_trim(rubric_slice_part(text, at + 3, end)).size == 0;
}

// Finds the YAML and the body behind it; false when the text does not begin with front matter.
static bool find_block(rubric_slice text, rubric_slice *yaml, size_t *body) {
    if (text.size < 4 || !is_fence(text, 0, '-'))
        return false;
    size_t begin = line_end(text, 0) + 1;
    if (begin >= text.size)
        return false;
    size_t first = line_end(text, begin);
    // A blank line behind the first fence: that fence is a thematic break (as pandoc has it).
    if (rubric_slice_trim(rubric_slice_part(text, begin, first)).size == 0)
        return false;
    for (size_t at = begin; at < text.size; at = line_end(text, at) + 1) {
        if (is_fence(text, at, '-') || is_fence(text, at, '.')) {
            *yaml = rubric_slice_part(text, 0, at); // with the first fence, so that lines are right
            *body = line_end(text, at) + 1 > text.size ? text.size : line_end(text, at) + 1;
            return true;
        }
    }
    return false;
}

// What cannot be read is kept as it stands, so that it is not lost when the document is written.
static void keep_block(rubric_document *document, rubric_slice text, size_t body) {
    uint32_t id = rubric_document_add_node(document, RUBRIC_KIND_RAW_BLOCK);
    if (!id)
        return;
    while (body > 0 && (text.bytes[body - 1] == '\n' || text.bytes[body - 1] == '\r'))
        body--;
    rubric_node node = node_value(document, id);
    rubric_node_put_string(node, RUBRIC_FIELD_FORMAT, rubric_slice_of("markdown"), NULL);
    rubric_node_put_string(node, RUBRIC_FIELD_LITERAL, rubric_slice_part(text, 0, body), NULL);
    node_of(node)->source_begin = 0;
    node_of(node)->source_end = (uint32_t)body;
    rubric_document_link(document, id, 1, 0);
}

static void report(rubric_document *document, const rubric_error *error, size_t limit) {
    size_t offset = error->offset < limit ? error->offset : limit;
    rubric_diagnostic diagnostic = {RUBRIC_LEVEL_WARNING,
                                    rubric_slice_of("front-matter"),
                                    rubric_slice_of(error->message),
                                    {offset, offset + 1, true}};
    rubric_document_report(document, &diagnostic);
}

static rubric_status refuse(const rubric_error *found, rubric_error *error) {
    rubric_status status = rubric_error_set(
        error, found->status,
        "front matter: %.140s (with the reader's option 'lenient' it is kept as it "
        "stands)",
        found->message);
    if (error) {
        error->offset = found->offset;
        error->line = found->line;
        error->column = found->column;
    }
    return status;
}

rubric_status rubric_front_matter_read(rubric_document *document, rubric_slice text,
                                       rubric_error *error) {
    rubric_slice yaml;
    size_t body;
    if (!find_block(text, &yaml, &body))
        return RUBRIC_OK;
    rubric_value value;
    rubric_error found;
    rubric_status status = rubric_yaml_read(&value, document->arena, yaml, &found);
    bool is_map = status == RUBRIC_OK && value.type == RUBRIC_VALUE_MAP;
    if (status == RUBRIC_OK && !is_map && value.type != RUBRIC_VALUE_NULL)
        return RUBRIC_OK; // a line of text between two rules
    if (status == RUBRIC_ERROR_MEMORY)
        return rubric_context_error(document->context, error);
    if (status != RUBRIC_OK && !document->lenient)
        return refuse(&found, error);
    if (is_map)
        document->metadata = value;
    if (status != RUBRIC_OK) {
        report(document, &found, yaml.size);
        keep_block(document, text, body);
    }
    document->body = (uint32_t)body;
    return RUBRIC_OK;
}
