// SPDX-License-Identifier: MIT
// Text of a block with its place in the source, through the prefixes of lines and escapes of bars.
#include "readers/markdown/inlines/write.h"

void rubric_inlines_cover(struct inline_parser *parser, uint32_t id, uint32_t begin, uint32_t end) {
    if (id && end > begin)
        rubric_builder_cover(parser->builder, id, content_source(&parser->content, begin),
                             content_source_end(&parser->content, end));
}

// Where pieces meet: a line end with the prefix of the next line, or a bar behind its backslash.
static void put_piece(struct inline_parser *parser, uint32_t index, uint32_t from, uint32_t to) {
    const struct content *content = &parser->content;
    const struct piece *piece = &content->pieces[index];
    rubric_slice text = parser->text;
    uint32_t source = piece->source + (from - piece->at);
    if (content->is_cell && index > 0 && from == piece->at) {
        put_instead(parser, rubric_slice_part(text, from, from + 1), ORIGIN_ESCAPE, source - 1, 2);
        from++;
        source++;
    }
    bool is_joined = !content->is_cell && index + 1 < content->count && to == piece[1].at;
    put_instead(parser, rubric_slice_part(text, from, to - is_joined), ORIGIN_VERBATIM, source, 0);
    source += to - is_joined - from;
    if (is_joined && piece[1].source == source + 1)
        put_instead(parser, rubric_slice_part(text, to - 1, to), ORIGIN_VERBATIM, source, 0);
    else if (is_joined)
        put_instead(parser, rubric_slice_part(text, to - 1, to), ORIGIN_JOINED, source,
                    piece[1].source - source);
}

void rubric_inlines_put_text(struct inline_parser *parser, uint32_t from, uint32_t to) {
    const struct content *content = &parser->content;
    uint32_t index = content->count > 1 ? rubric_content_piece(content, from) : 0;
    while (from < to) {
        uint32_t stop = index + 1 < content->count ? content->pieces[index + 1].at : to;
        stop = stop < to ? stop : to;
        put_piece(parser, index++, from, stop);
        from = stop;
    }
}
