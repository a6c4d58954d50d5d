// SPDX-License-Identifier: MIT
// What edits of a block's text do to offsets in it: to spans of layers, and to stretches that only
// a follower knows.
//
// An offset before an edit stays, one behind it moves with its text. A stretch whose text goes as a
// whole goes with it; what is put in at its ends does not become part of it.
#include "document/edit/shift.h"

// How many edits end before a stretch that begins at `at`.
static uint32_t count_before(const struct edit *edits, uint32_t count, uint32_t at) {
    uint32_t low = 0, high = count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (edits[middle].end <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

// The same for one that ends at `at`: what is put in right there is behind it.
static uint32_t count_until(const struct edit *edits, uint32_t count, uint32_t at) {
    uint32_t low = 0, high = count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (edits[middle].end < at || (edits[middle].end == at && edits[middle].begin < at))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

// By how much text behind the first `index` edits has moved; unsigned, as offsets are.
static uint32_t growth(const struct edit *edits, uint32_t index) {
    if (index == 0)
        return 0;
    const struct edit *last = &edits[index - 1];
    return last->growth + last->size - (last->end - last->begin);
}

void rubric_edits_sum(struct edit *edits, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        edits[i].growth = growth(edits, i);
}

static uint32_t move_begin(const struct edit *edits, uint32_t count, uint32_t at) {
    uint32_t index = count_before(edits, count, at);
    bool is_inside = index < count && edits[index].begin < at; // its first bytes went
    return growth(edits, index) + (is_inside ? edits[index].begin + edits[index].size : at);
}

static uint32_t move_end(const struct edit *edits, uint32_t count, uint32_t at) {
    uint32_t index = count_until(edits, count, at);
    bool is_inside = index < count && edits[index].begin < at; // its last bytes went
    return growth(edits, index) + (is_inside ? edits[index].begin : at);
}

static bool is_gone(const struct edit *edits, uint32_t count, uint32_t begin, uint32_t end) {
    uint32_t index = count_before(edits, count, begin);
    return index < count && edits[index].begin <= begin && end <= edits[index].end;
}

static bool move_stretch(const struct edit *edits, uint32_t count, uint32_t *begin, uint32_t *end) {
    if (is_gone(edits, count, *begin, *end))
        return false;
    *begin = move_begin(edits, count, *begin);
    *end = move_end(edits, count, *end);
    if (*end < *begin)
        *end = *begin;
    return true;
}

/* ---- Spans of layers ----------------------------------------------------------------- */

static void shift_span(rubric_document *document, struct annotation_record *record, uint32_t block,
                       const struct edit *edits, uint32_t count) {
    rubric_annotation *span = &record->annotation;
    bool begins_here = span->block.id == block, ends_here = span->end_block.id == block;
    if (begins_here && ends_here && !move_stretch(edits, count, &span->begin, &span->end)) {
        record->removed = true;
        document->layers[record->layer].is_sorted = false;
    } else if (begins_here != ends_here) {
        if (begins_here)
            span->begin = move_begin(edits, count, span->begin);
        else
            span->end = move_end(edits, count, span->end);
    }
}

// Those that were removed leave the list on the way.
static void shift_list(rubric_document *document, uint32_t *link, uint32_t block,
                       const struct edit *edits, uint32_t count) {
    while (*link) {
        struct annotation_record *record = &document->annotations[*link - 1];
        if (!record->removed &&
            (record->annotation.block.id == block || record->annotation.end_block.id == block))
            shift_span(document, record, block, edits, count);
        if (record->removed)
            *link = record->next;
        else
            link = &record->next;
    }
}

/* ---- Followers ----------------------------------------------------------------------- */

static struct followed *followed_of(const rubric_document *document, uint32_t block) {
    bool is_known = block < document->followed_capacity && document->followed[block].is_followed;
    return is_known ? &document->followed[block] : NULL;
}

static bool reserve_followed(rubric_document *document, uint32_t block) {
    if (block < document->followed_capacity)
        return true;
    uint32_t wanted = document->node_count + 1 + document->node_count / 4;
    struct followed *grown =
        rubric_context_resize(document->context, document->followed,
                              document->followed_capacity * sizeof *grown, wanted * sizeof *grown);
    if (!grown)
        return false;
    memset(grown + document->followed_capacity, 0,
           (wanted - document->followed_capacity) * sizeof *grown);
    document->followed = grown;
    document->followed_capacity = wanted;
    return true;
}

uint32_t rubric_document_follow(rubric_document *document, rubric_node block) {
    if (!block.id || !reserve_followed(document, block.id))
        return 0;
    document->followed[block.id].is_followed = true;
    return document->followed[block.id].last;
}

static bool reserve_edits(rubric_document *document, uint32_t count) {
    while (document->edit_capacity - document->edit_count < count)
        if (!rubric_array_reserve(document->context, (void **)&document->edits,
                                  &document->edit_capacity, document->edit_capacity,
                                  sizeof *document->edits))
            return false;
    return rubric_array_reserve(document->context, (void **)&document->moments,
                                &document->moment_capacity, document->moment_count,
                                sizeof *document->moments);
}

// Notes edits made at one moment; where there is no memory for it, the failure is sticky.
static void note_moment(rubric_document *document, struct followed *followed,
                        const struct edit *edits, uint32_t count) {
    if (!reserve_edits(document, count))
        return;
    struct moment moment = {document->edit_count, count, 0};
    memcpy(document->edits + document->edit_count, edits, count * sizeof *edits);
    document->edit_count += count;
    document->moments[document->moment_count++] = moment;
    uint32_t index = document->moment_count; // from 1
    *(followed->last ? &document->moments[followed->last - 1].next : &followed->first) = index;
    followed->last = index;
}

bool rubric_document_moved(rubric_document *document, rubric_node block, uint32_t *moment,
                           uint32_t *begin, uint32_t *end) {
    const struct followed *followed = followed_of(document, block.id);
    if (!followed || *moment == followed->last)
        return true;
    uint32_t index = *moment ? document->moments[*moment - 1].next : followed->first;
    for (; index; index = document->moments[index - 1].next) {
        const struct moment *at = &document->moments[index - 1];
        rubric_context_charge(document->context, 1);
        if (!move_stretch(document->edits + at->first, at->count, begin, end))
            return false;
    }
    *moment = followed->last;
    return true;
}

/* ---- Both ---------------------------------------------------------------------------- */

bool rubric_layers_watch(const rubric_document *document, uint32_t block) {
    bool has_spans =
        document->span_capacity &&
        (document->spans[0] || (block < document->span_capacity && document->spans[block]));
    return block && (has_spans || followed_of(document, block));
}

// Runs know their size even while their block is not laid out.
static uint32_t size_of_runs(rubric_cursor cursor, uint32_t until) {
    uint32_t size = 0;
    while (rubric_cursor_next(&cursor) && cursor.node.id != until) {
        const struct node *node = node_of(cursor.node);
        rubric_context_charge(cursor.node.document->context, 1);
        if (cursor.entering && node_is_run(node))
            size += node->text_end - node->text_begin;
    }
    return size;
}

// Where a node begins in its block. Edits mostly go on from run to run, and so does the count.
static uint32_t begin_of(rubric_node block, uint32_t id) {
    rubric_document *document = block.document;
    uint32_t begin = document->walked.begin;
    if (document->walked.block == block.id) {
        rubric_cursor cursor = {block, node_value(document, document->walked.node), true, true};
        do {
            const struct node *node = node_of(cursor.node);
            rubric_context_charge(document->context, 1);
            if (cursor.entering && cursor.node.id == id)
                return begin;
            if (cursor.entering && node_is_run(node))
                begin += node->text_end - node->text_begin;
        } while (rubric_cursor_next(&cursor));
    }
    return size_of_runs(rubric_cursor_begin(block), id);
}

struct stretch rubric_layers_stretch(rubric_node node) {
    struct stretch stretch = {0, 0, 0};
    if (!rubric_kind_is_inline(rubric_node_kind(node)))
        return stretch;
    rubric_node block = rubric_node_block(node);
    if (!rubric_layers_watch(node.document, block.id))
        return stretch;
    stretch.block = block.id;
    stretch.begin = begin_of(block, node.id);
    node.document->walked.block = block.id;
    node.document->walked.node = node.id;
    node.document->walked.begin = stretch.begin;
    const struct node *at = node_of(node);
    stretch.end = stretch.begin + (node_is_run(at) ? at->text_end - at->text_begin
                                                   : size_of_runs(rubric_cursor_begin(node), 0));
    return stretch;
}

void rubric_layers_shift_all(rubric_document *document, uint32_t block, struct edit *edits,
                             uint32_t count) {
    if (!count || !rubric_layers_watch(document, block))
        return;
    rubric_edits_sum(edits, count);
    struct followed *followed = followed_of(document, block);
    if (block < document->span_capacity)
        shift_list(document, &document->spans[block], block, edits, count);
    if (document->span_capacity)
        shift_list(document, &document->spans[0], block, edits, count);
    if (followed)
        note_moment(document, followed, edits, count);
}

void rubric_layers_shift(rubric_document *document, uint32_t block, uint32_t begin, uint32_t end,
                         uint32_t size) {
    struct edit edit = {begin, end, size, 0};
    if (end > begin || size)
        rubric_layers_shift_all(document, block, &edit, 1);
}
