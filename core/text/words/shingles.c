// SPDX-License-Identifier: MIT
// Fingerprints of running words: shingles, what two texts share of them, and simhash.
#include "text/unicode.h"
#include "words.h"

enum { BITS = 64, DIGIT_VALUES = 256 };

static const uint64_t FACTOR = 0x9E3779B97F4A7C15; // of the polynomial; odd, so nothing is lost

// Every bit of what comes out depends on every bit of what goes in (Steele et al. 2014, SplitMix).
static uint64_t mix(uint64_t hash) {
    hash = (hash ^ hash >> 30) * 0xBF58476D1CE4E5B9;
    hash = (hash ^ hash >> 27) * 0x94D049BB133111EB;
    return hash ^ hash >> 31;
}

// FNV-1a over the code points of a word in lower case.
static uint64_t hash_word(rubric_slice word) {
    uint64_t hash = 0xCBF29CE484222325;
    for (size_t at = 0, size; at < word.size; at += size) {
        uint32_t code_point = utf8_next(word, at, &size);
        code_point = code_point < 0x80 ? (uint32_t)ascii_lower((char)code_point)
                                       : (uint32_t)utf8proc_tolower((utf8proc_int32_t)code_point);
        hash = (hash ^ code_point) * 0x100000001B3;
    }
    return mix(hash);
}

// The hash of the word at or after `*at`.
static bool hash_next(rubric_slice text, size_t *at, size_t *begin, uint64_t *hash) {
    if (!word_next(text, at, begin))
        return false;
    *hash = hash_word(rubric_slice_part(text, *begin, *at));
    return true;
}

rubric_shingles rubric_shingles_of(rubric_slice text, size_t k) {
    rubric_shingles self = {.text = text, .k = k, .power = 1};
    return self;
}

// Fill the first shingle; false when there is no word.
static bool begin_shingles(rubric_shingles *self, size_t *end) {
    uint64_t hash;
    size_t begin, count = 0;
    while (count < self->k && hash_next(self->text, &self->ahead, &begin, &hash)) {
        *end = self->ahead;
        self->power = count > 0 ? self->power * FACTOR : 1;
        self->sum = self->sum * FACTOR + hash;
        count++;
    }
    self->has_begun = true;
    return count > 0;
}

bool rubric_shingles_next(rubric_shingles *self, rubric_shingle *out) {
    uint64_t first = 0, coming;
    size_t begin, ahead = self->trail;
    if (!self->has_begun) {
        if (!begin_shingles(self, &out->end))
            return false;
        word_next(self->text, &ahead, &out->begin);
        out->hash = mix(self->sum);
        return true;
    }
    if (!hash_next(self->text, &self->ahead, &begin, &coming))
        return false;
    out->end = self->ahead;
    hash_next(self->text, &self->trail, &begin, &first); // it is there: it came in before
    self->sum = (self->sum - first * self->power) * FACTOR + coming;
    ahead = self->trail;
    word_next(self->text, &ahead, &out->begin);
    out->hash = mix(self->sum);
    return true;
}

// Sort by radix, a byte at a time: linear whatever the hashes are.
static void sort_hashes(uint64_t *hashes, uint64_t *room, size_t count) {
    for (unsigned shift = 0; shift < BITS; shift += 8) {
        size_t starts[DIGIT_VALUES + 1] = {0};
        for (size_t i = 0; i < count; i++)
            starts[(hashes[i] >> shift & (DIGIT_VALUES - 1)) + 1]++;
        for (size_t digit = 0; digit < DIGIT_VALUES; digit++)
            starts[digit + 1] += starts[digit];
        for (size_t i = 0; i < count; i++)
            room[starts[hashes[i] >> shift & (DIGIT_VALUES - 1)]++] = hashes[i];
        uint64_t *sorted = room; // after eight turns all are back where they were
        room = hashes;
        hashes = sorted;
    }
}

static size_t count_shingles(rubric_slice text, size_t k) {
    size_t count = 0;
    rubric_shingle shingle;
    rubric_shingles walk = rubric_shingles_of(text, k);
    while (rubric_shingles_next(&walk, &shingle))
        count++;
    return count;
}

// The different shingles of a text, sorted, at the front of `hashes`.
static size_t gather(uint64_t *hashes, uint64_t *room, rubric_slice text, size_t k) {
    size_t count = 0, kept = 0;
    rubric_shingle shingle;
    rubric_shingles walk = rubric_shingles_of(text, k);
    while (rubric_shingles_next(&walk, &shingle))
        hashes[count++] = shingle.hash;
    sort_hashes(hashes, room, count);
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || hashes[i] != hashes[kept - 1])
            hashes[kept++] = hashes[i];
    }
    return kept;
}

static rubric_overlap compare(const uint64_t *a, size_t a_count, const uint64_t *b,
                              size_t b_count) {
    rubric_overlap overlap = {.of_a = a_count, .of_b = b_count};
    for (size_t i = 0, j = 0; i < a_count && j < b_count;) {
        uint64_t left = a[i], right = b[j];
        overlap.of_both += left == right;
        i += left <= right;
        j += right <= left;
    }
    return overlap;
}

rubric_status rubric_text_overlap(rubric_overlap *out, rubric_context *context, rubric_slice a,
                                  rubric_slice b, size_t k, rubric_error *error) {
    if (rubric_is_missing(out, "out", error) || rubric_is_missing(context, "context", error))
        return RUBRIC_ERROR_ARGUMENT;
    // Each text is walked twice, to count and to gather, by two walks each.
    if (!rubric_context_charge(context, 4 * (1 + (uint64_t)a.size + b.size)))
        return rubric_context_error(context, error);
    size_t a_count = count_shingles(a, k), b_count = count_shingles(b, k);
    size_t most = a_count > b_count ? a_count : b_count;
    size_t size = (a_count + b_count + most) * sizeof(uint64_t);
    uint64_t *hashes = rubric_context_allocate(context, size);
    if (hashes == NULL)
        return rubric_context_error(context, error);
    uint64_t *of_b = hashes + a_count, *room = of_b + b_count;
    a_count = gather(hashes, room, a, k);
    b_count = gather(of_b, room, b, k);
    *out = compare(hashes, a_count, of_b, b_count);
    rubric_context_release(context, hashes, size);
    return RUBRIC_OK;
}

double rubric_overlap_resemblance(rubric_overlap overlap) {
    size_t all = overlap.of_a + overlap.of_b - overlap.of_both;
    return all > 0 ? (double)overlap.of_both / (double)all : 1;
}

double rubric_overlap_containment(rubric_overlap overlap) {
    return overlap.of_a > 0 ? (double)overlap.of_both / (double)overlap.of_a : 1;
}

uint64_t rubric_text_simhash(rubric_slice text) {
    int64_t sums[BITS] = {0};
    uint64_t hash, result = 0;
    for (size_t at = 0, begin; hash_next(text, &at, &begin, &hash);) {
        for (unsigned bit = 0; bit < BITS; bit++)
            sums[bit] += (int64_t)(hash >> bit & 1) * 2 - 1;
    }
    for (unsigned bit = 0; bit < BITS; bit++)
        result |= (uint64_t)(sums[bit] > 0) << bit;
    return result;
}

unsigned rubric_hamming_distance(uint64_t a, uint64_t b) {
    unsigned count = 0;
    for (uint64_t left = a ^ b; left != 0; left &= left - 1)
        count++;
    return count;
}
