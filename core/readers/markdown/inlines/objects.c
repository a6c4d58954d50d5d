// SPDX-License-Identifier: MIT
// Nodes of what is no markup inside: code spans, math, raw HTML, autolinks, wiki links, emoji.
#include "base/ascii.h"
#include "readers/markdown/attributes.h"
#include "readers/markdown/inlines/write.h"

/** The content of a code span without its marks and their blanks. */
struct inside {
    uint32_t begin, end;
};

// One blank goes at each side when there are some at both and more than blanks between.
static struct inside find_inside(const struct inline_parser *parser, const struct token *token) {
    const char *bytes = parser->text.bytes;
    uint32_t begin = token->begin, end = token->behind;
    while (begin < token->behind && bytes[begin] == '`')
        begin++;
    end -= begin - token->begin;
    bool is_padded = end - begin > 2 && ascii_is_among(bytes[begin], " \n") &&
                     ascii_is_among(bytes[end - 1], " \n");
    bool is_blank = true;
    for (uint32_t i = begin; is_padded && is_blank && i < end; i++)
        is_blank = bytes[i] == ' ' || bytes[i] == '\n';
    bool is_trimmed = is_padded && !is_blank;
    return (struct inside){begin + is_trimmed, end - is_trimmed};
}

// A line end or a NUL, which are read as something else.
static void put_replaced(struct inline_parser *parser, uint32_t at, const char *line_end) {
    uint32_t source = content_source(&parser->content, at);
    if (parser->text.bytes[at] == '\0') {
        put_instead(parser, rubric_slice_of("\xEF\xBF\xBD"), ORIGIN_ENTITY, source, 1);
        return;
    }
    uint32_t next =
        at + 1 < parser->text.size ? content_source(&parser->content, at + 1) : source + 1;
    put_instead(parser, rubric_slice_of(line_end), ORIGIN_JOINED, source, next - source);
}

// Text without escapes.
static void put_literal(struct inline_parser *parser, struct inside inside, const char *line_end) {
    const char *bytes = parser->text.bytes;
    for (uint32_t at = inside.begin; at < inside.end;) {
        uint32_t stop = at;
        while (stop < inside.end && bytes[stop] != '\n' && bytes[stop] != '\0')
            stop++;
        rubric_inlines_put_text(parser, at, stop);
        if (stop < inside.end)
            put_replaced(parser, stop, line_end);
        at = stop + 1;
    }
}

static rubric_slice attributes_of(const struct inline_parser *parser, const struct token *token) {
    return rubric_slice_part(parser->text, token->behind, token->end);
}

static void put_attributes(struct inline_parser *parser, uint32_t id, const struct token *token) {
    if (token->end > token->behind)
        rubric_attributes_put(parser->builder, id, attributes_of(parser, token));
}

static void put_raw(struct inline_parser *parser, const struct token *token, rubric_slice format) {
    struct inside inside = find_inside(parser, token);
    rubric_slice literal = rubric_slice_part(parser->text, inside.begin, inside.end);
    uint32_t id = rubric_builder_add(parser->builder, RUBRIC_KIND_RAW_INLINE);
    rubric_inlines_cover(parser, id, token->begin, token->end);
    rubric_builder_set_string(parser->builder, id, RUBRIC_FIELD_FORMAT, format, false);
    rubric_builder_set_string(parser->builder, id, RUBRIC_FIELD_LITERAL, literal, false);
}

void rubric_inlines_put_code(struct inline_parser *parser, const struct token *token) {
    rubric_slice format;
    if (rubric_raw_attribute_scan(attributes_of(parser, token), 0, &format) != SIZE_MAX) {
        put_raw(parser, token, format);
        return;
    }
    uint32_t id = rubric_builder_open(parser->builder, RUBRIC_KIND_CODE);
    rubric_inlines_cover(parser, id, token->begin, token->end);
    put_attributes(parser, id, token);
    put_literal(parser, find_inside(parser, token), " ");
    rubric_builder_close(parser->builder);
}

void rubric_inlines_put_math(struct inline_parser *parser, const struct token *token) {
    uint32_t id = rubric_builder_open(parser->builder, RUBRIC_KIND_MATH);
    rubric_inlines_cover(parser, id, token->begin, token->end);
    rubric_builder_set_integer(parser->builder, id, RUBRIC_FIELD_DISPLAY, token->inset == 2);
    struct inside inside = {token->begin + token->inset, token->end - token->inset};
    put_literal(parser, inside, "\n"); // a comment of TeX ends with its line
    rubric_builder_close(parser->builder);
}

void rubric_inlines_put_html(struct inline_parser *parser, const struct token *token) {
    uint32_t id = rubric_builder_add(parser->builder, RUBRIC_KIND_RAW_INLINE);
    rubric_inlines_cover(parser, id, token->begin, token->end);
    rubric_builder_set_string(parser->builder, id, RUBRIC_FIELD_FORMAT, rubric_slice_of("html"),
                              true);
    rubric_builder_set_string(parser->builder, id, RUBRIC_FIELD_LITERAL,
                              rubric_slice_part(parser->text, token->begin, token->end), false);
}

void rubric_inlines_put_autolink(struct inline_parser *parser, const struct token *token) {
    uint32_t begin = token->begin + token->inset, end = token->behind - token->inset;
    rubric_buffer url;
    rubric_buffer_init(&url, parser->context);
    rubric_buffer_put_string(&url, rubric_autolink_prefixes[token->prefix]);
    rubric_buffer_put_slice(&url, rubric_slice_part(parser->text, begin, end));
    uint32_t id = rubric_builder_open(parser->builder, RUBRIC_KIND_LINK);
    rubric_inlines_cover(parser, id, token->begin, token->end);
    rubric_builder_set_string(parser->builder, id, RUBRIC_FIELD_URL, rubric_buffer_slice(&url),
                              false);
    put_attributes(parser, id, token);
    rubric_inlines_put_text(parser, begin, end);
    rubric_builder_close(parser->builder);
    rubric_buffer_clear(&url);
}

void rubric_inlines_put_wiki_link(struct inline_parser *parser, const struct token *token) {
    uint32_t begin = token->begin + 2, end = token->end - 2;
    uint32_t page_end = token->target ? token->target : end;
    uint32_t id = rubric_builder_open(parser->builder, RUBRIC_KIND_LINK);
    rubric_inlines_cover(parser, id, token->begin, token->end);
    rubric_builder_set_string(
        parser->builder, id, RUBRIC_FIELD_URL,
        rubric_decode_string(parser->document, rubric_slice_part(parser->text, begin, page_end)),
        true);
    if (id)
        rubric_builder_add_attribute(parser->builder, id, rubric_slice_of("class"),
                                     rubric_slice_of("wikilink"));
    bool has_text = token->target && token->target + 1 < end;
    struct inside inside = {has_text ? token->target + 1 : begin, has_text ? end : page_end};
    put_literal(parser, inside, " ");
    rubric_builder_close(parser->builder);
}

void rubric_inlines_put_emoji(struct inline_parser *parser, const struct token *token) {
    uint32_t id = rubric_builder_open(parser->builder, RUBRIC_KIND_SPAN);
    rubric_inlines_cover(parser, id, token->begin, token->end);
    if (id) {
        rubric_builder_add_attribute(parser->builder, id, rubric_slice_of("class"),
                                     rubric_slice_of("emoji"));
        rubric_builder_add_attribute(
            parser->builder, id, rubric_slice_of("data-emoji"),
            rubric_slice_part(parser->text, token->begin + 1, token->end - 1));
    }
    put_instead(parser, rubric_slice_of(token->sign), ORIGIN_ENTITY,
                content_source(&parser->content, token->begin), token->end - token->begin);
    rubric_builder_close(parser->builder);
}
