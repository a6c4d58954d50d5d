// SPDX-License-Identifier: MIT
// References to footnotes, and footnotes in the text (pandoc's manual, "Footnotes"). The text of
// the latter comes at the end of the document: their block is read twice, for it and for them.
#include <stdio.h>

#include "base/ascii.h"
#include "readers/markdown/inlines/write.h"

/* ---- What closes --------------------------------------------------------------------- */

bool rubric_note_close(struct inline_parser *parser, const struct bracket *bracket,
                       uint32_t close) {
    uint32_t index = bracket->token;
    rubric_delimiters_match(parser, bracket->delimiter);
    if (!rubric_inlines_add(parser, TOKEN_NOTE_END, close, close + 1))
        return true;
    parser->tokens[index].kind = TOKEN_NOTE;
    parser->tokens[index].target = parser->token_count - 1;
    parser->has_notes = true;
    return true;
}

// `[^label]` that is no link. As on GitHub the mark of an image stays text before it, and what
// stands in the label is no markup.
bool rubric_footnote_close(struct inline_parser *parser, const struct bracket *bracket,
                           uint32_t close) {
    uint32_t begin = parser->tokens[bracket->token].end;
    if (!dialect_has(parser->dialect, DIALECT_FOOTNOTES) || bracket->has_inner ||
        close < begin + 2 || parser->text.bytes[begin] != '^')
        return false;
    const struct reference *found = rubric_references_find(
        parser->footnotes, rubric_slice_part(parser->text, begin + 1, close));
    if (!found)
        return false;
    rubric_delimiters_match(parser, bracket->delimiter);
    rubric_bare_links_undo(parser, bracket->token);
    parser->token_count = bracket->token;
    uint32_t target = rubric_target_add(parser, &found->target, rubric_slice_make("", 0));
    struct token *token = rubric_inlines_add(parser, TOKEN_FOOTNOTE, begin - 1, close + 1);
    if (token)
        token->target = target;
    return true;
}

/* ---- Making nodes -------------------------------------------------------------------- */

// Numbers that are no labels of footnotes elsewhere. A note keeps its own as what it closes.
void rubric_notes_number(struct inline_parser *parser) {
    for (uint32_t i = 0; i < parser->token_count; i++) {
        char digits[12];
        if (parser->tokens[i].kind != TOKEN_NOTE)
            continue;
        do
            snprintf(digits, sizeof digits, "%u", ++parser->note_number);
        while (rubric_references_has(parser->footnotes, rubric_slice_of(digits)));
        parser->tokens[i].closes = parser->note_number;
    }
}

static void set_number(struct inline_parser *parser, uint32_t id, uint32_t number) {
    char digits[12];
    snprintf(digits, sizeof digits, "%u", number);
    rubric_builder_set_string(parser->builder, id, RUBRIC_FIELD_LABEL, rubric_slice_of(digits),
                              false);
}

uint32_t rubric_notes_put(struct inline_parser *parser, uint32_t index) {
    const struct token *token = &parser->tokens[index];
    uint32_t id = rubric_builder_add(parser->builder, RUBRIC_KIND_FOOTNOTE_REFERENCE);
    if (token->kind == TOKEN_FOOTNOTE) {
        rubric_inlines_cover(parser, id, token->begin, token->end);
        rubric_builder_set_string(parser->builder, id, RUBRIC_FIELD_LABEL,
                                  parser->targets[token->target].target.title, true);
        return index;
    }
    rubric_inlines_cover(parser, id, token->begin, parser->tokens[token->target].end);
    set_number(parser, id, token->closes);
    return token->target;
}

// Blanks at the ends of a paragraph are no part of it (section 4.8).
static struct stretch trim(const struct inline_parser *parser, struct stretch text) {
    while (text.begin < text.end && ascii_is_among(parser->text.bytes[text.begin], " \t"))
        text.begin++;
    while (text.end > text.begin && ascii_is_among(parser->text.bytes[text.end - 1], " \t"))
        text.end--;
    return text;
}

void rubric_notes_write(struct inline_parser *parser) {
    struct rubric_builder *builder = parser->builder;
    for (uint32_t i = 0; i < parser->token_count && !rubric_builder_failed(builder); i++) {
        const struct token *token = &parser->tokens[i];
        if (token->kind != TOKEN_NOTE)
            continue;
        struct stretch text = {token->end, parser->tokens[token->target].begin};
        uint32_t footnote = rubric_builder_open(builder, RUBRIC_KIND_FOOTNOTE);
        set_number(parser, footnote, token->closes);
        rubric_inlines_cover(parser, footnote, token->begin, text.end + 1);
        text = trim(parser, text);
        if (text.end > text.begin) {
            uint32_t paragraph = rubric_builder_open(builder, RUBRIC_KIND_PARAGRAPH);
            rubric_inlines_cover(parser, paragraph, text.begin, text.end);
            rubric_inlines_write_part(parser, (struct stretch){i + 1, token->target}, text);
            rubric_builder_close(builder);
        }
        rubric_builder_close(builder);
    }
}
