// SPDX-License-Identifier: MIT
// Making nodes and text of the tokens of a block, with their places in the source.
#include <rubric/text.h>

#include "readers/markdown/attributes.h"
#include "readers/markdown/inlines/write.h"

static uint32_t innermost(const struct inline_parser *parser) {
    return parser->builder->ignored_inlines ? 0 : parser->builder->parent;
}

static void put_entity(struct inline_parser *parser, const struct token *token) {
    char decoded[8];
    size_t size = 0;
    rubric_entity_read(parser->text, token->begin, decoded, &size);
    put_instead(parser, rubric_slice_make(decoded, size), ORIGIN_ENTITY,
                content_source(&parser->content, token->begin), token->end - token->begin);
}

static void put_break(struct inline_parser *parser, const struct token *token) {
    uint32_t source = content_source(&parser->content, token->begin);
    uint32_t end = content_source(&parser->content, token->end);
    if (token->kind == TOKEN_SOFT_BREAK) {
        put_instead(parser, rubric_slice_make("\n", 1), ORIGIN_JOINED, source, end - source);
        return;
    }
    rubric_inlines_cover(parser, rubric_builder_add(parser->builder, RUBRIC_KIND_LINE_BREAK),
                         token->begin, token->end);
}

static void put_sign(struct inline_parser *parser, const struct token *token) {
    put_instead(parser, rubric_slice_of(token->sign), ORIGIN_ENTITY,
                content_source(&parser->content, token->begin), token->end - token->begin);
}

static void open_link(struct inline_parser *parser, const struct token *token) {
    static const rubric_kind kinds[] = {[TOKEN_LINK] = RUBRIC_KIND_LINK,
                                        [TOKEN_IMAGE] = RUBRIC_KIND_IMAGE,
                                        [TOKEN_SPAN] = RUBRIC_KIND_SPAN};
    const struct link_token *link = &parser->targets[token->target];
    uint32_t id = rubric_builder_open(parser->builder, kinds[token->kind]);
    rubric_inlines_cover(parser, id, token->begin, token->end);
    if (token->kind != TOKEN_SPAN) {
        rubric_builder_set_string(parser->builder, id, RUBRIC_FIELD_URL, link->target.url, true);
        rubric_builder_set_string(parser->builder, id, RUBRIC_FIELD_TITLE, link->target.title,
                                  true);
    }
    if (link->attributes.size)
        rubric_attributes_put(parser->builder, id, link->attributes);
}

static void close_node(struct inline_parser *parser, uint32_t begin, uint32_t end) {
    rubric_inlines_cover(parser, innermost(parser), begin, end);
    rubric_builder_close(parser->builder);
}

static void open_mark(struct inline_parser *parser, const struct mark *mark, uint32_t at) {
    uint32_t id = rubric_builder_open(parser->builder, (rubric_kind)mark->kind);
    rubric_inlines_cover(parser, id, at, at + mark->size);
    if (id && mark->name)
        rubric_builder_add_attribute(parser->builder, id, rubric_slice_of("class"),
                                     rubric_slice_of(mark->name));
}

// A run closes from its left and opens to its right; what is between came to nothing.
static void put_delimiters(struct inline_parser *parser, const struct token *token) {
    uint32_t at = token->begin;
    for (uint32_t i = token->closes; i; i = parser->marks[i - 1].next) {
        close_node(parser, at, at + parser->marks[i - 1].size);
        at += parser->marks[i - 1].size;
    }
    rubric_inlines_put_text(parser, at, token->end - token->opened);
    at = token->end - token->opened;
    for (uint32_t i = token->opens; i; i = parser->marks[i - 1].next) {
        open_mark(parser, &parser->marks[i - 1], at);
        at += parser->marks[i - 1].size;
    }
}

static void put_itself(struct inline_parser *parser, const struct token *token) {
    rubric_inlines_put_text(parser, token->begin, token->end);
}

static void put_escape(struct inline_parser *parser, const struct token *token) {
    put_instead(parser, rubric_slice_part(parser->text, token->begin + 1, token->end),
                ORIGIN_ESCAPE, content_source(&parser->content, token->begin), 2);
}

static void put_nul(struct inline_parser *parser, const struct token *token) {
    put_instead(parser, rubric_slice_of("\xEF\xBF\xBD"), ORIGIN_ENTITY,
                content_source(&parser->content, token->begin), 1);
}

static void close_link(struct inline_parser *parser, const struct token *token) {
    close_node(parser, token->begin, token->end);
}

/** What each kind of token becomes; footnotes are put by rubric_notes_put. */
static void (*const writers[])(struct inline_parser *parser, const struct token *token) = {
    [TOKEN_TEXT] = put_itself,
    [TOKEN_ESCAPE] = put_escape,
    [TOKEN_ENTITY] = put_entity,
    [TOKEN_NUL] = put_nul,
    [TOKEN_SOFT_BREAK] = put_break,
    [TOKEN_HARD_BREAK] = put_break,
    [TOKEN_CODE] = rubric_inlines_put_code,
    [TOKEN_HTML] = rubric_inlines_put_html,
    [TOKEN_DELIMITERS] = put_delimiters,
    [TOKEN_LINK] = open_link,
    [TOKEN_IMAGE] = open_link,
    [TOKEN_SPAN] = open_link,
    [TOKEN_LINK_END] = close_link,
    [TOKEN_SIGN] = put_sign,
    [TOKEN_EMOJI] = rubric_inlines_put_emoji,
    [TOKEN_MATH] = rubric_inlines_put_math,
    [TOKEN_WIKI_LINK] = rubric_inlines_put_wiki_link,
    [TOKEN_AUTOLINK] = rubric_inlines_put_autolink,
};

void rubric_inlines_write_part(struct inline_parser *parser, struct stretch tokens,
                               struct stretch text) {
    uint32_t at = text.begin;
    for (uint32_t i = tokens.begin; i < tokens.end; i++) {
        const struct token *token = &parser->tokens[i];
        rubric_inlines_put_text(parser, at, token->begin);
        if (token->kind == TOKEN_FOOTNOTE || token->kind == TOKEN_NOTE)
            i = rubric_notes_put(parser, i);
        else
            writers[token->kind](parser, token);
        at = parser->tokens[i].end;
        if (i % 1024 == 1023 && !rubric_context_charge(parser->context, 1024))
            return;
    }
    rubric_inlines_put_text(parser, at, text.end);
}

void rubric_inlines_write(struct inline_parser *parser) {
    rubric_inlines_write_part(parser, (struct stretch){0, parser->token_count},
                              (struct stretch){0, (uint32_t)parser->text.size});
}
