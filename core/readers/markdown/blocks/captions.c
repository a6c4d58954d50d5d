// SPDX-License-Identifier: MIT
// Captions of tables: a paragraph that begins with `Table:` or a colon, before or behind the table
// (pandoc's manual, "Tables").
#include "readers/markdown/blocks/blocks.h"

// A colon needs a blank behind it, and a caption some text.
size_t rubric_captions_scan(rubric_slice text) {
    static const char word[] = "able:";
    size_t at = 0, size = sizeof word - 1;
    if (text.size > 1 && text.bytes[0] == ':' && is_blank_byte(text.bytes[1]))
        at = 1;
    else if (text.size > size && (text.bytes[0] == 'T' || text.bytes[0] == 't') &&
             !memcmp(text.bytes + 1, word, size))
        at = 1 + size;
    while (at && at < text.size && is_blank_byte(text.bytes[at]))
        at++;
    return at < text.size ? at : 0;
}

// Takes the paragraph at an index for the caption of a table; its text begins behind the mark.
static void take(struct block_parser *parser, struct block *table, uint32_t index) {
    struct block *text = index < parser->block_count ? &parser->blocks[index] : NULL;
    if (!text || text->kind != RUBRIC_KIND_PARAGRAPH || text->depth != table->depth ||
        !text->line_count || table->as.table.caption)
        return;
    struct text_line *line = &parser->lines[text->first_line];
    size_t size =
        rubric_captions_scan(rubric_slice_part(parser->line.text, line->begin, line->end));
    if (!size)
        return;
    line->begin += (uint32_t)size;
    text->kind = RUBRIC_KIND_NONE;
    table->as.table.caption = index;
}

// Between two tables it belongs to the first, unless that has one.
void rubric_captions_find(struct block_parser *parser) {
    for (uint32_t i = 1; i < parser->block_count; i++) {
        struct block *table = &parser->blocks[i];
        if (table->kind != RUBRIC_KIND_TABLE)
            continue;
        take(parser, table, i - 1);
        take(parser, table, i + 1);
    }
    rubric_context_charge(parser->context, parser->block_count);
}
