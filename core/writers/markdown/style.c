// SPDX-License-Identifier: MIT
// Which bytes of text may mean something in a dialect.
#include "writers/markdown/style.h"

#include "document/document.h"
#include "writers/markdown/pieces.h"

// Bytes that an extension gives a meaning.
static const struct {
    enum dialect_extension extension;
    const char *bytes;
} meanings[] = {{DIALECT_AUTOLINKS, ":.@"}, {DIALECT_INLINE_FOOTNOTES, "^"},
                {DIALECT_ATTRIBUTES, "{"},  {DIALECT_RAW_ATTRIBUTE, "{"},
                {DIALECT_MATH, "$"},        {DIALECT_SMART, "\"'-."},
                {DIALECT_SUPERSCRIPT, "^"}, {DIALECT_HIGHLIGHT, "="},
                {DIALECT_EMOJI, ":"},       {DIALECT_TABLE_CAPTIONS, ":"}};

static bool has_footnotes(rubric_document *document) {
    for (uint32_t id = 1; id <= document->node_count; id++)
        if (node_at(document, id)->kind == RUBRIC_KIND_FOOTNOTE)
            return true;
    return false;
}

static void take_delimiters(struct markdown_style *style, const rubric_document *document) {
    style->delimiters = document->delimiters;
    style->delimiter_count = style->options->no_delimiters ? 0 : document->delimiter_count;
    for (uint32_t i = 0; i < style->delimiter_count; i++) {
        const char *mark = document->delimiters[i].mark;
        unsigned char sign = (unsigned char)mark[0];
        if (rubric_delimiter_owner(style->dialect, mark[0]) != DIALECT_COUNT)
            continue; // it is written in a dialect where the sign is something else
        style->mark_sizes[sign] = (uint8_t)strlen(mark);
        style->special[sign] = true;
    }
}

void rubric_markdown_style_init(struct markdown_style *style, rubric_document *document,
                                const rubric_write_options *options) {
    *style = (struct markdown_style){.dialect = options->extensions.on,
                                     .options = options,
                                     // Of a part it is not asked, for there may be many.
                                     .has_footnotes = options->node || has_footnotes(document)};
    for (const char *byte = "\\`*_~[]<&!|\n"; *byte; byte++)
        style->special[(unsigned char)*byte] = true;
    style->special[PIECE_LINE_END] = style->special[PIECE_TAB] = true;
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
        for (const char *byte = meanings[i].bytes;
             *byte && markdown_has(style, meanings[i].extension); byte++)
            style->special[(unsigned char)*byte] = true;
    take_delimiters(style, document);
}
