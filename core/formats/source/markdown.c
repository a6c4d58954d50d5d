// SPDX-License-Identifier: MIT
// Markdown as a source: text is patched in its line, everything else block by block, behind the
// prefix that quotes and items give to its lines.
#include "writers/markdown/markdown.h"

#include "base/ascii.h"
#include "formats/source/blocks.h"
#include "formats/source/markdown_fields.h"
#include "formats/source/metadata.h"
#include "readers/readers.h"
#include "writers/writers.h"

static rubric_kind kind_of(const struct patcher *patcher, uint32_t id) {
    return (rubric_kind)node_at(patcher->document, id)->kind;
}

static uint32_t parent_of(const struct patcher *patcher, uint32_t id) {
    return node_at(patcher->document, id)->parent;
}

// Parts of lists and tables are written with their list or table.
static bool is_unit(const struct patcher *patcher, uint32_t id) {
    rubric_range range;
    rubric_kind kind = kind_of(patcher, id);
    bool is_part = kind == RUBRIC_KIND_ITEM || kind == RUBRIC_KIND_TABLE_SECTION ||
                   kind == RUBRIC_KIND_ROW || kind == RUBRIC_KIND_CELL ||
                   kind_of(patcher, parent_of(patcher, id)) == RUBRIC_KIND_CELL;
    return !rubric_kind_is_inline(kind) && !is_part && rubric_source_lines(patcher, id, &range);
}

// Lines that are put in may need a prefix; and code must not hold what ends it.
static bool takes_text(const struct patcher *patcher, uint32_t run) {
    rubric_document *document = patcher->document;
    const struct node *node = node_at(document, run);
    rubric_slice text = plane_part(document, node->text_begin, node->text_end);
    uint32_t block = rubric_node_block(node_value(document, run)).id;
    bool is_nested = parent_of(patcher, block) != 1;
    if (node->source_begin == RUBRIC_NO_SOURCE || text.size == 0 ||
        (is_nested && rubric_source_adds_lines(patcher, run)))
        return false;
    return node->kind == RUBRIC_KIND_TEXT || node->kind == RUBRIC_KIND_CODE_BLOCK ||
           (!rubric_source_adds_lines(patcher, run) &&
            (node->kind == RUBRIC_KIND_MATH ||
             (node->kind == RUBRIC_KIND_CODE && !memchr(text.bytes, '`', text.size))));
}

static bool takes_children(const struct patcher *patcher, uint32_t id) {
    (void)patcher;
    return id == 1;
}

static bool is_inside(const struct patcher *patcher, uint32_t id, rubric_kind kind) {
    while (id && kind_of(patcher, id) != kind)
        id = parent_of(patcher, id);
    return id != 0;
}

static bool is_at_line_start(rubric_slice text, size_t at) {
    while (at > 0 && (text.bytes[at - 1] == ' ' || text.bytes[at - 1] == '\t'))
        at--;
    return at == 0 || text.bytes[at - 1] == '\n' || text.bytes[at - 1] == '>';
}

// A node is written in the dialect that its source was read with.
static rubric_write_options writing(const struct patcher *patcher, uint32_t id) {
    dialect_set dialect = patcher->document->dialect;
    return (rubric_write_options){.size = sizeof(rubric_write_options),
                                  .node = id,
                                  .no_metadata = true,
                                  .extensions = {dialect, ~dialect}};
}

// Escapes a new text for the line it comes into.
static void put_escaped(struct patcher *patcher, rubric_buffer *out, uint32_t run,
                        rubric_slice text, rubric_range range) {
    rubric_write_options options = writing(patcher, run);
    struct markdown_style style;
    rubric_markdown_style_init(&style, patcher->document, &options);
    struct markdown_around around = {
        .style = &style, .has_tildes = true, .has_carets = true, .has_marks = true};
    around.in_link =
        is_inside(patcher, run, RUBRIC_KIND_LINK) || is_inside(patcher, run, RUBRIC_KIND_IMAGE);
    around.in_brackets = around.in_link || is_inside(patcher, run, RUBRIC_KIND_SPAN);
    around.in_cell = is_inside(patcher, run, RUBRIC_KIND_CELL);
    bool begins_line = is_at_line_start(patcher->text, range.begin);
    if (!begins_line)
        around.before = rubric_utf8_decode(patcher->text,
                                           rubric_utf8_floor(patcher->text, range.begin - 1), NULL);
    size_t marker = begins_line ? rubric_markdown_block_marker(&style, text) : SIZE_MAX;
    for (size_t i = 0; i < text.size;) {
        size_t size;
        uint32_t code_point = rubric_utf8_decode(text, i, &size);
        around.is_line_start = begins_line && i == 0;
        around.next = i + size < text.size ? rubric_utf8_decode(text, i + size, NULL)
                      : range.end < patcher->text.size
                          ? rubric_utf8_decode(patcher->text, range.end, NULL)
                          : 0;
        if (i == marker || (markdown_is_special(&style, text.bytes[i]) && text.bytes[i] != '\n' &&
                            rubric_markdown_needs_escape(&around, text, i)))
            rubric_buffer_put_byte(out, '\\');
        rubric_buffer_put(out, text.bytes + i, size);
        around.before = code_point;
        i += size;
    }
}

static rubric_slice trim_end(rubric_slice text) {
    while (text.size && (text.bytes[text.size - 1] == ' ' || text.bytes[text.size - 1] == '\t'))
        text.size--;
    return text;
}

// Copies a text whose lines stand behind a prefix.
static void put_prefixed(rubric_buffer *out, rubric_slice text, rubric_slice prefix) {
    for (size_t at = 0; at < text.size;) {
        const char *end = memchr(text.bytes + at, '\n', text.size - at);
        size_t stop = end ? (size_t)(end - text.bytes) : text.size;
        bool is_blank = stop == at;
        if (at > 0)
            rubric_buffer_put_slice(out, is_blank ? trim_end(prefix) : prefix);
        rubric_buffer_put(out, text.bytes + at, stop - at);
        if (end)
            rubric_buffer_put_byte(out, '\n');
        at = stop + 1;
    }
}

static size_t skip_blanks(rubric_slice text, size_t at, size_t limit) {
    while (at < limit && (text.bytes[at] == ' ' || text.bytes[at] == '\t'))
        at++;
    return at;
}

// Behind the marker of an item: a bullet, or digits and a delimiter, and the box of a task.
static size_t skip_marker(rubric_slice text, size_t at, size_t limit, bool is_task) {
    size_t from = at;
    while (at < limit && ascii_is_digit(text.bytes[at]))
        at++;
    bool is_number = at > from && at < limit && (text.bytes[at] == '.' || text.bytes[at] == ')');
    bool is_bullet = at == from && at < limit && strchr("-+*", text.bytes[at]);
    if (!is_number && !is_bullet)
        return from;
    at = skip_blanks(text, at + 1, limit);
    return is_task && limit - at > 3 && text.bytes[at] == '[' ? skip_blanks(text, at + 3, limit)
                                                              : at;
}

// Where the text of a block begins behind the markers of the containers around it.
static size_t content_begin(struct patcher *patcher, uint32_t id, size_t begin) {
    rubric_document *document = patcher->document;
    uint32_t above[2 * RUBRIC_DEPTH];
    size_t count = 0, limit = node_at(document, id)->source_begin, at = begin;
    for (uint32_t up = parent_of(patcher, id); up > 1 && count < 2 * RUBRIC_DEPTH;
         up = parent_of(patcher, up))
        above[count++] = up;
    while (count-- > 0) {
        const struct node *node = node_at(document, above[count]);
        rubric_range range;
        at = skip_blanks(patcher->text, at, limit);
        if (node->kind == RUBRIC_KIND_BLOCK_QUOTE && at < limit && patcher->text.bytes[at] == '>')
            at = skip_blanks(patcher->text, at + 1, at + 2 < limit ? at + 2 : limit);
        bool begins_here = node->kind == RUBRIC_KIND_ITEM &&
                           rubric_source_lines(patcher, above[count], &range) &&
                           range.begin == begin;
        if (begins_here)
            at = skip_marker(
                patcher->text, at, limit,
                rubric_node_integer(node_value(document, above[count]), RUBRIC_FIELD_CHECKED) != 0);
    }
    return at;
}

// What stands before the following lines: quotes go on, markers become blanks.
static void put_prefix(rubric_buffer *out, rubric_slice first) {
    for (size_t i = 0; i < first.size; i++) {
        char byte = first.bytes[i];
        rubric_buffer_put_byte(out, byte == '>' || byte == '\t' ? byte : ' ');
    }
}

static void put_block(struct patcher *patcher, uint32_t id, rubric_buffer *out) {
    rubric_write_options options = writing(patcher, id);
    size_t start = out->size;
    rubric_markdown_write(out, patcher->document, &options);
    while (out->size > start && out->bytes[out->size - 1] == '\n')
        out->size--;
}

static void put_text(struct patcher *patcher, uint32_t run, rubric_slice text, rubric_range range) {
    rubric_buffer *out = rubric_source_begin(patcher, range.begin, range.end);
    if (kind_of(patcher, run) == RUBRIC_KIND_TEXT)
        put_escaped(patcher, out, run, text, range);
    else
        rubric_buffer_put_slice(out, text);
    rubric_source_end(patcher);
    rubric_source_keep_targets(patcher, run);
}

static void put_newcomers(struct patcher *patcher, const struct newcomers *newcomers) {
    rubric_source_put_blocks(patcher, newcomers, put_block);
}

static void put_body(struct patcher *patcher) {
    rubric_buffer *out = rubric_source_begin(patcher, patcher->document->body, patcher->text.size);
    rubric_write_options options = writing(patcher, 0);
    if (patcher->document->body)
        rubric_buffer_put_byte(out, '\n');
    rubric_markdown_write(out, patcher->document, &options);
    rubric_source_end(patcher);
}

static void put_unit(struct patcher *patcher, uint32_t id) {
    rubric_range range;
    if (id == 1) {
        put_body(patcher);
        return;
    }
    rubric_source_lines(patcher, id, &range);
    size_t begin = content_begin(patcher, id, range.begin);
    rubric_buffer written, prefix;
    rubric_buffer_init(&written, patcher->document->context);
    rubric_buffer_init(&prefix, patcher->document->context);
    put_block(patcher, id, &written);
    put_prefix(&prefix, rubric_slice_part(patcher->text, range.begin, begin));
    if (written.size == 0 && parent_of(patcher, id) == 1) {
        rubric_source_cut_lines(patcher, id);
    } else {
        rubric_buffer *out = rubric_source_begin(patcher, begin, range.end);
        put_prefixed(out, rubric_buffer_slice(&written), rubric_buffer_slice(&prefix));
        out->failed = out->failed || written.failed || prefix.failed;
        rubric_source_end(patcher);
    }
    rubric_buffer_clear(&written);
    rubric_buffer_clear(&prefix);
}

const struct source_format rubric_source_markdown = {
    .name = "markdown",
    .extent = rubric_source_lines,
    .is_unit = is_unit,
    .takes_text = takes_text,
    .takes_children = takes_children,
    .inside = rubric_source_body,
    .put_fields = rubric_source_put_markdown_fields,
    .put_text = put_text,
    .put_newcomers = put_newcomers,
    .put_cut = rubric_source_cut_lines,
    .put_unit = put_unit,
    .put_metadata = rubric_source_put_front_matter,
    .read = rubric_markdown_read,
};
