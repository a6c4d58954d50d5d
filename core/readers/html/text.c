// SPDX-License-Identifier: MIT
// Text of a page: white space collapsed (CSS Text 3, section 4.1), with the origin of each byte.
#include "readers/html/html.h"

static bool is_space(char byte) {
    return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r' || byte == '\f';
}

// Bytes of the source that made the code point at the start of `text`; 0 when they do not agree.
static size_t source_step(rubric_slice raw, size_t at, rubric_slice text, size_t *size) {
    char decoded[8];
    rubric_utf8_decode(text, 0, size);
    if (raw.bytes[at] == '&') {
        size_t decoded_size;
        size_t taken = rubric_entity_read(raw, at, decoded, &decoded_size);
        if (taken && decoded_size <= text.size && !memcmp(decoded, text.bytes, decoded_size)) {
            *size = decoded_size;
            return taken;
        }
        if (text.bytes[0] == '&')
            return 1;
        // A reference without its semicolon (`&copy 2024`): as long as its letters go.
        size_t end = at + 1;
        while (end < raw.size && raw.bytes[end] != ' ' && raw.bytes[end] != '&' &&
               raw.bytes[end] != '<' && raw.bytes[end] != ';')
            end++;
        return end - at + (end < raw.size && raw.bytes[end] == ';');
    }
    if (*size <= raw.size - at && !memcmp(raw.bytes + at, text.bytes, *size))
        return *size;
    return 0;
}

// A tag that the parser ignored, or a carriage return that it dropped.
static size_t skip_ignored(rubric_slice raw, size_t at) {
    if (raw.bytes[at] == '<') {
        while (at < raw.size && raw.bytes[at] != '>')
            at++;
        return at + (at < raw.size);
    }
    return raw.bytes[at] == '\r' ? at + 1 : at;
}

// A blank for white space, unless one is there already or a line begins.
static void put_space(struct html_text *text, char byte, enum origin_kind kind, uint32_t source) {
    if (text->at_start || text->after_space)
        return;
    enum origin_kind origin = kind == ORIGIN_SYNTHETIC                 ? ORIGIN_SYNTHETIC
                              : byte == ' ' && kind == ORIGIN_VERBATIM ? ORIGIN_VERBATIM
                                                                       : ORIGIN_JOINED;
    rubric_builder_text(text->builder, rubric_slice_make(" ", 1), origin, source, 1);
    text->after_space = true;
}

static void put_piece(struct html_text *text, rubric_slice piece, enum origin_kind kind,
                      uint32_t source, uint32_t size) {
    rubric_builder_text(text->builder, piece, kind, source, size);
    text->at_start = text->after_space = false;
}

// Puts text whose bytes are those of the source, word by word.
static void put_verbatim(struct html_text *text, rubric_slice piece, uint32_t source,
                         enum origin_kind kind, bool preserve) {
    size_t at = 0;
    while (at < piece.size) {
        size_t end = at;
        while (end < piece.size && (preserve || !is_space(piece.bytes[end])))
            end++;
        uint32_t from = kind == ORIGIN_VERBATIM ? source + (uint32_t)at : source;
        if (end > at)
            put_piece(text, rubric_slice_part(piece, at, end), kind, from, 0);
        if (end < piece.size)
            put_space(text, piece.bytes[end], kind, source + (uint32_t)end);
        at = end;
        while (at < piece.size && is_space(piece.bytes[at]) && !preserve)
            at++;
    }
}

// Goes through decoded text and source in step, a stretch of equal bytes at a time.
static void put_aligned(struct html_text *text, rubric_slice decoded, rubric_slice raw,
                        uint32_t source, bool preserve) {
    size_t at = 0, in = 0;
    while (at < decoded.size) {
        size_t begin = at, from = in;
        while (at < decoded.size && in < raw.size && decoded.bytes[at] == raw.bytes[in] &&
               raw.bytes[in] != '&') {
            at++;
            in++;
        }
        if (at > begin)
            put_verbatim(text, rubric_slice_part(decoded, begin, at), source + (uint32_t)from,
                         ORIGIN_VERBATIM, preserve);
        if (at == decoded.size)
            return;
        size_t skipped = in < raw.size ? skip_ignored(raw, in) : in;
        if (skipped > in) {
            in = skipped;
            continue;
        }
        rubric_slice rest = rubric_slice_part(decoded, at, decoded.size);
        size_t size = 0, taken = in < raw.size ? source_step(raw, in, rest, &size) : 0;
        if (!taken) { // the parser moved things about: the rest has no place of its own
            put_verbatim(text, rest, 0, ORIGIN_SYNTHETIC, preserve);
            return;
        }
        rubric_slice piece = rubric_slice_part(rest, 0, size);
        if (!preserve && size == 1 && is_space(piece.bytes[0]))
            put_space(text, '\n', ORIGIN_ENTITY, source + (uint32_t)in);
        else
            put_piece(text, piece, taken == size ? ORIGIN_VERBATIM : ORIGIN_ENTITY,
                      source + (uint32_t)in, (uint32_t)taken);
        at += size;
        in += taken;
    }
}

void rubric_html_text_put(struct html_text *text, const GumboText *node, bool preserve) {
    rubric_slice decoded = rubric_slice_of(node->text);
    rubric_slice raw;
    uint32_t source;
    if (!html_source_part(text->source, node->original_text, &source, &raw))
        put_verbatim(text, decoded, 0, ORIGIN_SYNTHETIC, preserve);
    else if (decoded.size <= raw.size && !memchr(raw.bytes, '&', raw.size) &&
             !memcmp(decoded.bytes, raw.bytes, decoded.size))
        put_verbatim(text, decoded, source, ORIGIN_VERBATIM, preserve);
    else
        put_aligned(text, decoded, raw, source, preserve);
}

static uint32_t last_in(const rubric_document *document, uint32_t id) {
    while (node_at(document, id)->last)
        id = node_at(document, id)->last;
    return id;
}

static uint32_t before_in_order(const rubric_document *document, uint32_t id) {
    uint32_t previous = node_at(document, id)->previous;
    return previous ? last_in(document, previous) : node_at(document, id)->parent;
}

// Ends the run with the blank, and all that was opened behind it, at `size`.
static void cut_runs(rubric_document *document, uint32_t block, uint32_t size) {
    for (uint32_t id = last_in(document, block); id != block; id = before_in_order(document, id)) {
        struct node *node = node_at(document, id);
        bool is_blank_run = node->text_begin <= size && node->text_end > size && node_is_run(node);
        if (node->text_begin > size)
            node->text_begin = size;
        if (node->text_end > size)
            node->text_end = size;
        if (!is_blank_run)
            continue;
        uint32_t up = node->parent;
        if (node->text_begin == size) { // the plane stays whole, so the block is not dirty
            rubric_document_unlink(document, id);
            node->flags |= NODE_REMOVED;
        }
        for (; up != block; up = node_at(document, up)->parent)
            if (node_at(document, up)->text_end > size)
                node_at(document, up)->text_end = size;
        return;
    }
}

void rubric_html_text_end_line(struct html_text *text) {
    rubric_document *document = text->builder->document;
    text->at_start = true;
    if (!text->after_space)
        return;
    text->after_space = false;
    uint32_t size = (uint32_t)--document->plane.size;
    while (document->segment_count && document->segments[document->segment_count - 1].plane >= size)
        document->segment_count--;
    uint32_t block = text->builder->parent;
    while (rubric_kind_is_inline((rubric_kind)node_at(document, block)->kind))
        block = node_at(document, block)->parent;
    cut_runs(document, block, size);
}

void rubric_html_text_separate(struct html_text *text) {
    if (!text->at_start && !text->after_space) {
        rubric_builder_text(text->builder, rubric_slice_make(" ", 1), ORIGIN_SYNTHETIC, 0, 0);
        text->after_space = true;
    }
}
