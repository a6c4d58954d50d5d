// SPDX-License-Identifier: MIT
// What the files share that make nodes of the tokens of a block.
#ifndef RUBRIC_READERS_MARKDOWN_WRITE_INLINES_H
#define RUBRIC_READERS_MARKDOWN_WRITE_INLINES_H

#include "readers/markdown/inlines/inlines.h"

/** Widen the source of a node over bytes of the content. */
void rubric_inlines_cover(struct inline_parser *parser, uint32_t id, uint32_t begin, uint32_t end);

/** Text of the content as it stands, from and to offsets of it. */
void rubric_inlines_put_text(struct inline_parser *parser, uint32_t from, uint32_t to);

/** Bytes that stand for `source_size` bytes of the source. */
static inline void put_instead(struct inline_parser *parser, rubric_slice bytes,
                               enum origin_kind kind, uint32_t source, uint32_t source_size) {
    rubric_builder_text(parser->builder, bytes, kind, source, source_size);
}

/* Nodes whose content is no markup. */

void rubric_inlines_put_code(struct inline_parser *parser, const struct token *token);
void rubric_inlines_put_math(struct inline_parser *parser, const struct token *token);
void rubric_inlines_put_html(struct inline_parser *parser, const struct token *token);
void rubric_inlines_put_autolink(struct inline_parser *parser, const struct token *token);
void rubric_inlines_put_wiki_link(struct inline_parser *parser, const struct token *token);
void rubric_inlines_put_emoji(struct inline_parser *parser, const struct token *token);

#endif
