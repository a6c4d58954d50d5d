// SPDX-License-Identifier: MIT
// Making nodes and text of the tokens of a block, with their places in the source.
#include <rubric/text.h>

#include "readers/markdown/inlines.h"

static void cover(struct inline_parser *parser, uint32_t id, uint32_t begin, uint32_t end) {
    if (id && end > begin)
        rubric_builder_cover(parser->builder, id, content_source(&parser->content, begin),
                             content_source_end(&parser->content, end));
}

static uint32_t innermost(const struct inline_parser *parser) {
    return parser->builder->ignored_inlines ? 0 : parser->builder->parent;
}

static void put(struct inline_parser *parser, rubric_slice bytes, enum origin_kind kind,
                uint32_t source, uint32_t source_size) {
    rubric_builder_text(parser->builder, bytes, kind, source, source_size);
}

// Where pieces meet: a line end with the prefix of the next line, or a bar behind its backslash.
static void put_piece(struct inline_parser *parser, uint32_t index, uint32_t from, uint32_t to) {
    const struct content *content = &parser->content;
    const struct piece *piece = &content->pieces[index];
    rubric_slice text = parser->text;
    uint32_t source = piece->source + (from - piece->at);
    if (content->is_cell && index > 0 && from == piece->at) {
        put(parser, rubric_slice_part(text, from, from + 1), ORIGIN_ESCAPE, source - 1, 2);
        from++;
        source++;
    }
    bool is_joined = !content->is_cell && index + 1 < content->count && to == piece[1].at;
    put(parser, rubric_slice_part(text, from, to - is_joined), ORIGIN_VERBATIM, source, 0);
    source += to - is_joined - from;
    if (is_joined && piece[1].source == source + 1)
        put(parser, rubric_slice_part(text, to - 1, to), ORIGIN_VERBATIM, source, 0);
    else if (is_joined)
        put(parser, rubric_slice_part(text, to - 1, to), ORIGIN_JOINED, source,
            piece[1].source - source);
}

static void put_text(struct inline_parser *parser, uint32_t from, uint32_t to) {
    const struct content *content = &parser->content;
    uint32_t index = content->count > 1 ? rubric_content_piece(content, from) : 0;
    while (from < to) {
        uint32_t stop = index + 1 < content->count ? content->pieces[index + 1].at : to;
        stop = stop < to ? stop : to;
        put_piece(parser, index++, from, stop);
        from = stop;
    }
}

static void put_entity(struct inline_parser *parser, const struct token *token) {
    char decoded[8];
    size_t size = 0;
    rubric_entity_read(parser->text, token->begin, decoded, &size);
    put(parser, rubric_slice_make(decoded, size), ORIGIN_ENTITY,
        content_source(&parser->content, token->begin), token->end - token->begin);
}

static void put_break(struct inline_parser *parser, const struct token *token) {
    uint32_t source = content_source(&parser->content, token->begin);
    uint32_t end = content_source(&parser->content, token->end);
    if (token->kind == TOKEN_SOFT_BREAK) {
        put(parser, rubric_slice_make("\n", 1), ORIGIN_JOINED, source, end - source);
        return;
    }
    cover(parser, rubric_builder_add(parser->builder, RUBRIC_KIND_LINE_BREAK), token->begin,
          token->end);
}

// One blank goes at each side when there are some at both and more than blanks between.
static void put_code(struct inline_parser *parser, const struct token *token) {
    uint32_t begin = token->begin, end = token->end;
    while (begin < token->end && parser->text.bytes[begin] == '`')
        begin++;
    end -= begin - token->begin;
    const char *bytes = parser->text.bytes;
    bool is_padded = end - begin > 2 && strchr(" \n", bytes[begin]) && bytes[begin] &&
                     strchr(" \n", bytes[end - 1]) && bytes[end - 1];
    bool is_blank = true;
    for (uint32_t i = begin; is_padded && is_blank && i < end; i++)
        is_blank = bytes[i] == ' ' || bytes[i] == '\n';
    begin += is_padded && !is_blank;
    end -= is_padded && !is_blank;
    uint32_t id = rubric_builder_open(parser->builder, RUBRIC_KIND_CODE);
    cover(parser, id, token->begin, token->end);
    for (uint32_t at = begin; at < end;) {
        uint32_t stop = at;
        while (stop < end && bytes[stop] != '\n' && bytes[stop] != '\0')
            stop++;
        put_text(parser, at, stop);
        if (stop < end) { // line ends are blanks
            uint32_t source = content_source(&parser->content, stop);
            bool is_nul = bytes[stop] == '\0';
            uint32_t next = stop + 1 < parser->text.size
                                ? content_source(&parser->content, stop + 1)
                                : source + 1;
            put(parser, rubric_slice_of(is_nul ? "\xEF\xBF\xBD" : " "),
                is_nul ? ORIGIN_ENTITY : ORIGIN_JOINED, source, is_nul ? 1 : next - source);
        }
        at = stop + 1;
    }
    rubric_builder_close(parser->builder);
}

static void put_html(struct inline_parser *parser, const struct token *token) {
    uint32_t id = rubric_builder_add(parser->builder, RUBRIC_KIND_RAW_INLINE);
    cover(parser, id, token->begin, token->end);
    rubric_builder_set_string(parser->builder, id, RUBRIC_FIELD_FORMAT, rubric_slice_of("html"),
                              true);
    rubric_builder_set_string(parser->builder, id, RUBRIC_FIELD_LITERAL,
                              rubric_slice_part(parser->text, token->begin, token->end), false);
}

static void open_link(struct inline_parser *parser, const struct token *token) {
    uint32_t id = rubric_builder_open(
        parser->builder, token->kind == TOKEN_IMAGE ? RUBRIC_KIND_IMAGE : RUBRIC_KIND_LINK);
    const struct link_target *target = &parser->targets[token->target];
    cover(parser, id, token->begin, token->end);
    rubric_builder_set_string(parser->builder, id, RUBRIC_FIELD_URL, target->url, true);
    rubric_builder_set_string(parser->builder, id, RUBRIC_FIELD_TITLE, target->title, true);
}

static void put_autolink(struct inline_parser *parser, const struct token *token) {
    uint32_t begin = token->begin + token->inset, end = token->end - token->inset;
    rubric_buffer url;
    rubric_buffer_init(&url, parser->context);
    rubric_buffer_put_string(&url, rubric_autolink_prefixes[token->prefix]);
    rubric_buffer_put_slice(&url, rubric_slice_part(parser->text, begin, end));
    uint32_t id = rubric_builder_open(parser->builder, RUBRIC_KIND_LINK);
    cover(parser, id, token->begin, token->end);
    rubric_builder_set_string(parser->builder, id, RUBRIC_FIELD_URL, rubric_buffer_slice(&url),
                              false);
    put_text(parser, begin, end);
    rubric_builder_close(parser->builder);
    rubric_buffer_clear(&url);
}

static void close_node(struct inline_parser *parser, uint32_t begin, uint32_t end) {
    cover(parser, innermost(parser), begin, end);
    rubric_builder_close(parser->builder);
}

// A run closes from its left and opens to its right; what is between came to nothing.
static void put_delimiters(struct inline_parser *parser, const struct token *token) {
    uint32_t at = token->begin;
    for (uint32_t i = token->closes; i; i = parser->marks[i - 1].next) {
        close_node(parser, at, at + parser->marks[i - 1].size);
        at += parser->marks[i - 1].size;
    }
    put_text(parser, at, token->end - token->opened);
    at = token->end - token->opened;
    for (uint32_t i = token->opens; i; i = parser->marks[i - 1].next) {
        const struct mark *mark = &parser->marks[i - 1];
        cover(parser, rubric_builder_open(parser->builder, (rubric_kind)mark->kind), at,
              at + mark->size);
        at += mark->size;
    }
}

static void put_token(struct inline_parser *parser, const struct token *token) {
    switch ((enum token_kind)token->kind) {
    case TOKEN_TEXT:
        put_text(parser, token->begin, token->end);
        break;
    case TOKEN_ESCAPE:
        put(parser, rubric_slice_part(parser->text, token->begin + 1, token->end), ORIGIN_ESCAPE,
            content_source(&parser->content, token->begin), 2);
        break;
    case TOKEN_ENTITY:
        put_entity(parser, token);
        break;
    case TOKEN_NUL:
        put(parser, rubric_slice_of("\xEF\xBF\xBD"), ORIGIN_ENTITY,
            content_source(&parser->content, token->begin), 1);
        break;
    case TOKEN_SOFT_BREAK:
    case TOKEN_HARD_BREAK:
        put_break(parser, token);
        break;
    case TOKEN_CODE:
        put_code(parser, token);
        break;
    case TOKEN_HTML:
        put_html(parser, token);
        break;
    case TOKEN_DELIMITERS:
        put_delimiters(parser, token);
        break;
    case TOKEN_LINK:
    case TOKEN_IMAGE:
        open_link(parser, token);
        break;
    case TOKEN_LINK_END:
        close_node(parser, token->begin, token->end);
        break;
    case TOKEN_AUTOLINK:
        put_autolink(parser, token);
        break;
    case TOKEN_FOOTNOTE:
    case TOKEN_NOTE: // taken before
    case TOKEN_NOTE_END:
        break;
    }
}

void rubric_inlines_write_part(struct inline_parser *parser, struct stretch tokens,
                               struct stretch text) {
    uint32_t at = text.begin;
    for (uint32_t i = tokens.begin; i < tokens.end; i++) {
        const struct token *token = &parser->tokens[i];
        put_text(parser, at, token->begin);
        if (token->kind == TOKEN_FOOTNOTE || token->kind == TOKEN_NOTE)
            i = rubric_notes_put(parser, i);
        else
            put_token(parser, token);
        at = parser->tokens[i].end;
        if (i % 1024 == 1023 && !rubric_context_charge(parser->context, 1024))
            return;
    }
    put_text(parser, at, text.end);
}

void rubric_inlines_write(struct inline_parser *parser) {
    rubric_inlines_write_part(parser, (struct stretch){0, parser->token_count},
                              (struct stretch){0, (uint32_t)parser->text.size});
}
