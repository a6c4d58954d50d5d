// SPDX-License-Identifier: MIT
// Attribute lists in Markdown: the list of a node is written anew, and nothing around it. What is
// read otherwise afterwards is written anew by the verification.
#include "formats/source/markdown_attributes.h"

#include "document/dialect.h"
#include "readers/markdown/attributes.h"
#include "writers/markdown/markup.h"

/** A list in the source; where its ends are the same, it would stand there. */
struct place {
    size_t begin, end;
};

static char byte_at(const struct patcher *patcher, size_t at) {
    return at < patcher->text.size ? patcher->text.bytes[at] : '\0';
}

static bool is_blank(char byte) {
    return byte == ' ' || byte == '\t';
}

static size_t skip_byte(const struct patcher *patcher, size_t at, char byte) {
    while (byte_at(patcher, at) == byte)
        at++;
    return at;
}

// At the end of the last line of the text, with the blanks before it.
static bool find_in_heading(const struct patcher *patcher, const struct node *heading, size_t tail,
                            struct place *place) {
    size_t from =
        tail > heading->source_begin ? tail : skip_byte(patcher, heading->source_begin, '#');
    size_t end = line_end(patcher->text, from);
    while (end > from && is_blank(byte_at(patcher, end - 1)))
        end--;
    rubric_slice text = rubric_slice_part(patcher->text, 0, end);
    *place = (struct place){end, end};
    for (size_t at = from; at < end; at++) {
        if (byte_at(patcher, at) != '{' || rubric_attributes_scan(text, at) != end)
            continue;
        place->begin = at;
        while (place->begin > from && is_blank(byte_at(patcher, place->begin - 1)))
            place->begin--;
        break;
    }
    return true;
}

// Behind the bracket.
static bool find_in_span(const struct patcher *patcher, const struct node *span, size_t tail,
                         struct place *place) {
    *place = (struct place){tail + 1, span->source_end};
    return byte_at(patcher, span->source_begin) == '[' && byte_at(patcher, tail) == ']' &&
           byte_at(patcher, tail + 1) == '{';
}

// Behind the backticks that close it: the first run that is as long as the one which opens it.
static bool find_in_code(const struct patcher *patcher, const struct node *code,
                         struct place *place) {
    size_t size = skip_byte(patcher, code->source_begin, '`') - code->source_begin, run = 0;
    size_t at = code->source_begin + size;
    while (size > 0 && at < code->source_end && run != size) {
        run = skip_byte(patcher, at, '`') - at;
        at += run ? run : 1;
    }
    *place = (struct place){at, code->source_end};
    return size > 0 && run == size && at <= code->source_end;
}

// Behind the colons: a word or a list. Other colons may follow it.
static bool find_in_div(const struct patcher *patcher, const struct node *div,
                        struct place *place) {
    size_t begin = skip_byte(patcher, div->source_begin, ':'), end;
    while (is_blank(byte_at(patcher, begin)))
        begin++;
    if (byte_at(patcher, begin) == '{')
        end = rubric_attributes_scan(patcher->text, begin);
    else
        for (end = begin; end < line_end(patcher->text, begin); end++)
            if (is_blank(byte_at(patcher, end)))
                break;
    *place = (struct place){begin, end};
    return byte_at(patcher, div->source_begin) == ':' && end != SIZE_MAX && end > begin;
}

static bool find(const struct patcher *patcher, const struct node *node, size_t tail,
                 struct place *place) {
    switch ((rubric_kind)node->kind) {
    case RUBRIC_KIND_HEADING:
        return find_in_heading(patcher, node, tail, place);
    case RUBRIC_KIND_SPAN:
        return find_in_span(patcher, node, tail, place);
    case RUBRIC_KIND_CODE:
        return find_in_code(patcher, node, place);
    case RUBRIC_KIND_DIV:
        return find_in_div(patcher, node, place);
    default:
        return false;
    }
}

bool rubric_source_put_attributes(struct patcher *patcher, uint32_t id, size_t tail, bool in_cell) {
    rubric_node node = node_value(patcher->document, id);
    rubric_kind kind = rubric_node_kind(node);
    struct place place;
    bool has_list = rubric_markdown_has_attributes(node);
    bool needs_list = kind == RUBRIC_KIND_SPAN || kind == RUBRIC_KIND_DIV;
    if (!dialect_has(patcher->document->dialect, DIALECT_ATTRIBUTES) ||
        !find(patcher, node_of(node), tail, &place) || (needs_list && !has_list))
        return false;
    rubric_buffer *out = rubric_source_begin(patcher, place.begin, place.end);
    if (has_list && kind == RUBRIC_KIND_HEADING)
        rubric_buffer_put_byte(out, ' ');
    if (kind == RUBRIC_KIND_DIV)
        rubric_markdown_put_div_name(out, node);
    else if (has_list)
        rubric_markdown_put_attributes(out, node, NULL, in_cell ? ATTRIBUTES_IN_CELL : 0);
    rubric_source_end(patcher);
    return true;
}
