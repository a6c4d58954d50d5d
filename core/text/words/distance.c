// SPDX-License-Identifier: MIT
// How many edits lie between two texts, bit-parallel: a word of 64 rows of the table at a time.
//
// The table of dynamic programming is computed in stripes of 64 rows, each from its first to its
// last column (Myers 1999; Hyyrö 2003 for the transpositions). What a stripe hands to the one
// below is a byte a column, so memory is linear. With a limit only the columns that a path of so
// few edits can reach are computed (Ukkonen 1985).
#include "distance.h"
#include "base/utf8.h"

enum { ROWS = 64, SLOTS = 128 };                              // a stripe; more slots than rows
enum { SAME = 0, MORE = 1, LESS = 2, STEP = 3, CROSSED = 4 }; // what a column hands down

static bool is_inside(char byte) {
    return ((unsigned char)byte & 0xC0) == 0x80;
}

size_t rubric_points_count(rubric_slice text) {
    size_t count = 0;
    for (size_t at = 0, size; at < text.size; at += size, count++)
        utf8_next(text, at, &size);
    return count;
}

bool rubric_points_read(code_points *out, rubric_context *context, rubric_slice text) {
    *out = (code_points){.context = context, .count = rubric_points_count(text)};
    if (out->count <= SIZE_MAX / sizeof *out->at)
        out->at = rubric_context_allocate(context, out->count * sizeof *out->at);
    else
        rubric_context_fail(context, RUBRIC_ERROR_MEMORY);
    size_t count = 0;
    for (size_t at = 0, size; out->at != NULL && at < text.size; at += size)
        out->at[count++] = utf8_next(text, at, &size);
    return out->at != NULL;
}

void rubric_points_free(code_points *points) {
    rubric_context_release(points->context, points->at, points->count * sizeof *points->at);
    points->at = NULL;
}

// Where each code point stands in the 64 rows of a stripe.
typedef struct row_index {
    uint64_t low[256]; // by code point
    uint64_t rows[SLOTS];
    uint32_t keys[SLOTS]; // in open addressing; a free slot has no rows
    bool has_slots;       // any is taken
} row_index;

static size_t find_key(const row_index *index, uint32_t code_point) {
    size_t slot = code_point * 2654435761u >> 25; // Fibonacci hashing to 7 bits
    while (index->rows[slot] != 0 && index->keys[slot] != code_point)
        slot = (slot + 1) % SLOTS;
    return slot;
}

static void add_row(row_index *index, uint32_t code_point, size_t row) {
    if (code_point < 256) {
        index->low[code_point] |= (uint64_t)1 << row;
        return;
    }
    size_t slot = find_key(index, code_point);
    index->has_slots = true;
    index->keys[slot] = code_point;
    index->rows[slot] |= (uint64_t)1 << row;
}

// Forget the code points of a stripe: most texts have few, and the table is large.
static void clear_rows(row_index *index, const uint32_t *points, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (points[i] < 256)
            index->low[points[i]] = 0;
    }
    if (index->has_slots)
        memset(index->rows, 0, sizeof index->rows);
    index->has_slots = false;
}

static uint64_t rows_of(const row_index *index, uint32_t code_point) {
    return code_point < 256 ? index->low[code_point] : index->rows[find_key(index, code_point)];
}

// The table on its way: `a` goes down, `b` across.
typedef struct table {
    const uint32_t *a, *b;
    size_t a_count, b_count;
    size_t reach; // columns beside the diagonal that count
    bool has_swaps;
    unsigned char *handed; // what the stripe above hands to each column
    size_t first, last;    // columns of the stripe above
    size_t score;          // of the last row at column `first - 1`
    size_t least;          // of the last row of the stripe
    row_index index;
} table;

// The columns of the stripe below row `above`; gives the score of its corner at the top left.
static size_t move_right(table *self, size_t above, size_t rows) {
    size_t reach = self->reach < self->b_count ? self->reach : self->b_count;
    size_t first = above > reach ? above - reach : 1;
    size_t last = self->b_count - reach > above + rows ? above + rows + reach : self->b_count;
    size_t corner = self->score;
    for (size_t j = self->first; j < first; j++)
        corner = corner + ((self->handed[j] & STEP) == MORE) - ((self->handed[j] & STEP) == LESS);
    for (size_t j = self->last + 1; j <= last; j++)
        self->handed[j] = MORE; // nobody computed it: an insertion is as good as any
    self->first = first;
    self->last = last;
    return corner;
}

static void run_stripe(table *self, size_t above, size_t rows) {
    uint64_t plus = ~(uint64_t)0, minus = 0, diagonal = ~(uint64_t)0, before;
    size_t score = move_right(self, above, rows) + rows;
    for (size_t i = 0; i < rows; i++)
        add_row(&self->index, self->a[above + i], i);
    before = self->first > 1 ? rows_of(&self->index, self->b[self->first - 2]) : 0;
    self->score = self->least = score;
    for (size_t j = self->first; j <= self->last; j++) {
        unsigned char from = self->handed[j];
        uint64_t equal = rows_of(&self->index, self->b[j - 1]);
        uint64_t crossed = ~diagonal & equal;
        uint64_t swaps = self->has_swaps ? (crossed << 1 | ((from & CROSSED) != 0)) & before : 0;
        // Swaps go through the sum too: Hyyrö adds them after it, which within a limit, where what
        // is too far is too high, would miss the steps that follow from them.
        uint64_t match = equal | swaps | ((from & STEP) == LESS);
        diagonal = (((match & plus) + plus) ^ plus) | match | minus;
        uint64_t up = minus | ~(diagonal | plus), down = plus & diagonal;
        unsigned step = (unsigned)(up >> (rows - 1) & 1) | (unsigned)(down >> (rows - 1) & 1) << 1;
        score = score + (step & MORE) - (step >> 1);
        if (score < self->least)
            self->least = score;
        self->handed[j] = (unsigned char)(step | (crossed >> (ROWS - 1) ? CROSSED : 0));
        up = up << 1 | ((from & STEP) == MORE);
        down = down << 1 | ((from & STEP) == LESS);
        plus = down | ~(diagonal | up);
        minus = up & diagonal;
        before = equal;
    }
    clear_rows(&self->index, self->a + above, rows);
}

// The score of the corner at the bottom right.
static size_t last_score(const table *self) {
    size_t score = self->score;
    for (size_t j = self->first; j <= self->last; j++)
        score = score + ((self->handed[j] & STEP) == MORE) - ((self->handed[j] & STEP) == LESS);
    return score;
}

// False when the context ends the work.
static bool run_table(table *self, rubric_context *context, size_t limit, size_t *out) {
    self->handed = rubric_context_allocate(context, self->b_count + 1);
    if (self->handed == NULL)
        return false;
    memset(self->handed, MORE, self->b_count + 1);
    self->first = 1;
    self->last = self->b_count;
    for (size_t above = 0; above < self->a_count && self->least <= limit; above += ROWS) {
        size_t left = self->a_count - above;
        run_stripe(self, above, left < ROWS ? left : ROWS);
        if (!rubric_context_look(context))
            break;
    }
    *out = self->least <= limit ? last_score(self) : SIZE_MAX;
    rubric_context_release(context, self->handed, self->b_count + 1);
    return rubric_context_status(context) == RUBRIC_OK;
}

// Pay for every column of every stripe at once: what is too much ends before it begins.
static bool pay(rubric_context *context, size_t rows, size_t columns, size_t limit) {
    uint64_t stripes = rows / ROWS + 1, width = columns;
    if (limit < (columns - 1) / 2 && 2 * limit + 1 + ROWS < columns)
        width = 2 * limit + 1 + ROWS;
    return rubric_context_charge(context,
                                 stripes > UINT64_MAX / width ? UINT64_MAX : stripes * width);
}

// `a` is not the longer one, and they differ; `out` is SIZE_MAX when the limit is passed.
static bool measure(size_t *out, rubric_context *context, rubric_slice a, rubric_slice b,
                    bool has_swaps, size_t limit) {
    code_points down, across = {.context = context};
    bool is_done = rubric_points_read(&down, context, a) && rubric_points_read(&across, context, b);
    if (is_done) {
        // A path of `limit` edits strays no farther; one more column feeds the transpositions.
        table self = {.a = down.at, .b = across.at, .a_count = down.count, .b_count = across.count};
        self.reach = limit < across.count ? limit + 1 : across.count;
        self.has_swaps = has_swaps;
        is_done = run_table(&self, context, limit, out);
    }
    rubric_points_free(&down);
    rubric_points_free(&across);
    return is_done;
}

// What both begin and end with costs nothing; the cuts are between code points.
static void strip_same(rubric_slice *a, rubric_slice *b) {
    size_t least = a->size < b->size ? a->size : b->size, same = 0;
    while (same < least && a->bytes[same] == b->bytes[same])
        same++;
    size_t begin = same;
    while (begin > 0 && ((begin < a->size && is_inside(a->bytes[begin])) ||
                         (begin < b->size && is_inside(b->bytes[begin]))))
        begin--;
    *a = rubric_slice_part(*a, begin, a->size);
    *b = rubric_slice_part(*b, begin, b->size);
    least -= begin;
    for (same = 0; same < least && a->bytes[a->size - 1 - same] == b->bytes[b->size - 1 - same];)
        same++;
    while (same > 0 && is_inside(a->bytes[a->size - same]))
        same--;
    a->size -= same;
    b->size -= same;
}

static bool find_distance(size_t *out, rubric_context *context, rubric_slice a, rubric_slice b,
                          const rubric_distance_options *options) {
    size_t limit = options->limit != 0 ? options->limit : SIZE_MAX - 1;
    if (!rubric_context_charge(context, 1 + (uint64_t)a.size + b.size))
        return false;
    strip_same(&a, &b);
    size_t a_count = rubric_points_count(a), b_count = rubric_points_count(b);
    size_t fewer = a_count < b_count ? a_count : b_count;
    size_t more = a_count < b_count ? b_count : a_count;
    *out = more;
    if (fewer > 0 && more - fewer <= limit) {
        bool is_turned = a_count > b_count;
        if (!pay(context, fewer, more, limit) ||
            !measure(out, context, is_turned ? b : a, is_turned ? a : b,
                     options->has_transpositions, limit))
            return false;
    }
    if (*out > limit)
        *out = SIZE_MAX;
    return true;
}

rubric_status rubric_text_distance(size_t *out, rubric_context *context, rubric_slice a,
                                   rubric_slice b, const rubric_distance_options *options,
                                   rubric_error *error) {
    if (rubric_is_missing(out, "out", error) || rubric_is_missing(context, "context", error))
        return RUBRIC_ERROR_ARGUMENT;
    const rubric_distance_options none = {.limit = 0};
    if (!find_distance(out, context, a, b, options != NULL ? options : &none))
        return rubric_context_error(context, error);
    return RUBRIC_OK;
}
