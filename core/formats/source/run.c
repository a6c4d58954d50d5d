// SPDX-License-Identifier: MIT
// Patches for the text of one run: its segments tell which bytes of the source are still there.
#include "formats/source/source.h"

/** A run on its way through: the pieces of new text are gathered between two kept ones. */
struct run {
    struct patcher *patcher;
    uint32_t id;
    uint32_t end;        // source offset behind the text that was read
    uint32_t at;         // source offset behind what was kept last
    uint32_t plane;      // where that ended in the plane, as it was read
    bool is_first;       // nothing was kept yet
    uint32_t text_begin; // new text since, in the plane
    uint32_t text_end;
};

/** A part of a segment that lies in the run. */
struct piece {
    uint32_t plane, plane_end;
    uint32_t source, source_end;
    bool is_new;
};

static bool read_piece(const rubric_document *document, uint32_t segment, uint32_t begin,
                       uint32_t end, struct piece *piece) {
    const struct segment *at = &document->segments[segment];
    uint32_t stop =
        segment + 1 < document->segment_count ? at[1].plane : (uint32_t)document->plane.size;
    piece->plane = at->plane > begin ? at->plane : begin;
    piece->plane_end = stop < end ? stop : end;
    piece->is_new = at->kind == ORIGIN_SYNTHETIC;
    bool is_verbatim = at->kind == ORIGIN_VERBATIM;
    piece->source = at->source + (is_verbatim ? piece->plane - at->plane : 0);
    piece->source_end =
        is_verbatim ? piece->source + (piece->plane_end - piece->plane) : at->source + at->size;
    return piece->plane < piece->plane_end;
}

// The first segment that ends behind a place in the plane.
static uint32_t first_segment(const rubric_document *document, uint32_t plane) {
    uint32_t low = 0, high = document->segment_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        uint32_t end = middle + 1 < document->segment_count ? document->segments[middle + 1].plane
                                                            : (uint32_t)document->plane.size;
        if (end <= plane)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

// Where new text goes: what followed the last kept piece began there. Between the two may stand a
// prefix of lines that the reader gave to nobody.
static uint32_t place_of_text(const struct run *run, uint32_t end) {
    rubric_range next = {0, 0, false};
    if (!run->is_first && run->plane < run->patcher->document->plane.size)
        next = rubric_plane_source(run->patcher->document, run->plane);
    return next.known && next.begin >= run->at && next.begin <= end ? (uint32_t)next.begin
                                                                    : run->at;
}

// Puts what was gathered between the last kept piece and one that begins at `begin`.
static void put_between(struct run *run, uint32_t begin) {
    rubric_slice text = plane_part(run->patcher->document, run->text_begin, run->text_end);
    rubric_range range = {place_of_text(run, begin), begin, true};
    if (text.size)
        run->patcher->format->put_text(run->patcher, run->id, text, range);
    else
        rubric_source_delete(run->patcher, range.begin, begin);
    run->text_begin = run->text_end = 0;
}

static void keep(struct run *run, const struct piece *piece) {
    rubric_document *document = run->patcher->document;
    uint32_t plane = 0;
    bool is_known = rubric_document_read_plane(document, piece->source, &plane);
    // What stood between two pieces that were neighbours is markup of the text, and stays.
    bool is_next = is_known && !run->is_first && plane == run->plane && !run->text_end;
    if (!is_next)
        put_between(run, piece->source);
    run->is_first = false;
    run->at = piece->source_end;
    run->plane = plane + (piece->plane_end - piece->plane);
}

// New text is gathered; when it comes in several pieces, they follow each other in the plane.
static void gather(struct run *run, const struct piece *piece) {
    if (!run->text_end)
        run->text_begin = piece->plane;
    run->text_end = piece->plane_end;
}

static bool is_in_order(const struct piece *piece, const struct run *run, uint32_t end) {
    return piece->is_new || (piece->source >= run->at && piece->source_end <= end);
}

// The whole of a run, where its pieces do not stand as they stood.
static void put_whole(struct patcher *patcher, uint32_t id, rubric_range range) {
    const struct node *node = node_at(patcher->document, id);
    rubric_slice text = plane_part(patcher->document, node->text_begin, node->text_end);
    patcher->format->put_text(patcher, id, text, range);
}

static bool put_pieces(struct run *run) {
    rubric_document *document = run->patcher->document;
    const struct node *node = node_at(document, run->id);
    uint32_t segment = first_segment(document, node->text_begin);
    for (; segment < document->segment_count; segment++) {
        struct piece piece;
        if (document->segments[segment].plane >= node->text_end)
            break;
        if (!read_piece(document, segment, node->text_begin, node->text_end, &piece))
            continue;
        if (!is_in_order(&piece, run, run->end))
            return false;
        if (piece.is_new)
            gather(run, &piece);
        else
            keep(run, &piece);
    }
    put_between(run, run->end);
    return true;
}

bool rubric_source_adds_lines(const struct patcher *patcher, uint32_t id) {
    const rubric_document *document = patcher->document;
    const struct node *node = node_at(document, id);
    uint32_t segment = first_segment(document, node->text_begin);
    for (; segment < document->segment_count; segment++) {
        struct piece piece;
        if (document->segments[segment].plane >= node->text_end)
            return false;
        if (read_piece(document, segment, node->text_begin, node->text_end, &piece) &&
            piece.is_new &&
            memchr(document->plane.bytes + piece.plane, '\n', piece.plane_end - piece.plane))
            return true;
    }
    return false;
}

void rubric_source_put_run(struct patcher *patcher, uint32_t id) {
    rubric_document *document = patcher->document;
    const struct node *node = node_at(document, id);
    if (node->source_begin == RUBRIC_NO_SOURCE)
        return;
    rubric_range range = rubric_document_read_text(document, node->source_begin, node->source_end);
    size_t patches = patcher->patches.size, texts = patcher->texts.size;
    struct run run = {.patcher = patcher,
                      .id = id,
                      .end = (uint32_t)range.end,
                      .at = (uint32_t)range.begin,
                      .is_first = true};
    if (put_pieces(&run))
        return;
    patcher->patches.size = patches;
    patcher->texts.size = texts;
    put_whole(patcher, id, range);
}
