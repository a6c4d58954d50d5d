// SPDX-License-Identifier: MIT
// Link reference definitions at the start of a paragraph (section 4.7).
#include "readers/markdown/blocks/blocks.h"

static size_t skip_blanks(rubric_slice text, size_t at) {
    while (at < text.size && is_blank_byte(text.bytes[at]))
        at++;
    return at;
}

// Behind the end of the line when nothing but blanks is left of it, else SIZE_MAX.
static size_t end_line(rubric_slice text, size_t at) {
    at = skip_blanks(text, at);
    if (at == text.size)
        return at;
    return text.bytes[at] == '\n' ? at + 1 : SIZE_MAX;
}

// Behind the title and its line; SIZE_MAX when what follows the destination is no title.
static size_t read_title(rubric_slice text, size_t at, struct link_target *target) {
    size_t begin = rubric_scan_space(text, at);
    size_t end = begin > at ? rubric_scan_title(text, begin, &target->title) : SIZE_MAX;
    return end == SIZE_MAX ? end : end_line(text, end);
}

static void define(struct references *references, rubric_slice label,
                   const struct link_target *target) {
    struct reference *item = rubric_references_add(references, label);
    if (!item)
        return;
    item->target.url = rubric_decode_string(references->document, target->url);
    item->target.title = rubric_decode_string(references->document, target->title);
}

// Reads the definition at the start of a text; behind it, or 0 when there is none.
static size_t read_definition(struct references *references, rubric_slice text) {
    struct link_target target = {{"", 0}, {"", 0}};
    size_t label = rubric_scan_label(text, 0);
    if (label == SIZE_MAX || label >= text.size || text.bytes[label] != ':')
        return 0;
    size_t begin = rubric_scan_space(text, label + 1);
    size_t end = rubric_scan_destination(text, begin, &target.url);
    if (end == SIZE_MAX || end == begin)
        return 0;
    size_t next = read_title(text, end, &target);
    if (next == SIZE_MAX) { // a title on a line of its own may be a line of text instead
        target.title.size = 0;
        next = end_line(text, end);
    }
    if (next == SIZE_MAX)
        return 0;
    define(references, rubric_slice_part(text, 1, label - 1), &target);
    return next;
}

static uint32_t count_lines(rubric_slice text) {
    uint32_t count = 0;
    for (size_t i = 0; i < text.size; i++)
        count += text.bytes[i] == '\n';
    return count;
}

void rubric_definitions_read(struct block_parser *parser, struct block *paragraph) {
    const struct text_line *lines = parser->lines + paragraph->first_line;
    if (!paragraph->line_count || parser->line.text.bytes[lines[0].begin] != '[')
        return;
    struct content *content = &parser->scratch;
    rubric_content_of_lines(content, lines, paragraph->line_count);
    rubric_context_charge(parser->context, content->text.size);
    size_t at = 0, size = content->text.size, taken;
    while (at < size && (taken = read_definition(&parser->references,
                                                 rubric_slice_part(content->text, at, size))))
        at += taken;
    uint32_t count =
        at == size ? paragraph->line_count : count_lines(rubric_slice_part(content->text, 0, at));
    paragraph->first_line += count;
    paragraph->line_count -= count;
    if (paragraph->line_count)
        paragraph->begin = parser->lines[paragraph->first_line].begin;
}
