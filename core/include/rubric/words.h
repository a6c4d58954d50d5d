// SPDX-License-Identifier: MIT
// Floor 1, continued: what words and texts have in common. Distances, runs of words, stems.
#ifndef RUBRIC_WORDS_H
#define RUBRIC_WORDS_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Distance ------------------------------------------------------------------------ */

typedef struct rubric_distance_options {
    bool has_transpositions; // two neighbours that changed places are one edit, not two
    size_t limit;            // what is farther apart is SIZE_MAX, sooner; 0: no limit
} rubric_distance_options;

/**
 * The fewest edits that turn one text into the other: code points inserted, removed or replaced
 * (Levenshtein 1966) and, if asked for, two neighbours that changed places and are not edited again
 * (optimal string alignment; Damerau 1964).
 *
 * Bit-parallel (Myers 1999; Hyyrö 2003): time n·m/64, and with a limit d about n·d/64 (Ukkonen
 * 1985), which are charged before the work begins; memory n + m.
 *
 * @param options  NULL: none
 */
RUBRIC_API rubric_status rubric_text_distance(size_t *out, rubric_context *context, rubric_slice a,
                                              rubric_slice b,
                                              const rubric_distance_options *options,
                                              rubric_error *error);

typedef enum rubric_measure {
    RUBRIC_MEASURE_LEVENSHTEIN, // 1 - distance / length of the longer one
    RUBRIC_MEASURE_DAMERAU,     // the same with transpositions
    RUBRIC_MEASURE_JARO,        // Jaro 1989
    RUBRIC_MEASURE_JARO_WINKLER // Winkler 1990: 0.1 of what is missing more for each of up to four
                                // code points that both begin with, where Jaro gives above 0.7
} rubric_measure;

/** How alike two texts are, from 0 to 1; those without a code point are alike. The measures of Jaro
    and Winkler take linear time and memory. */
RUBRIC_API rubric_status rubric_text_similarity(double *out, rubric_context *context,
                                                rubric_slice a, rubric_slice b,
                                                rubric_measure measure, rubric_error *error);

/** The distance of short names by bytes, with transpositions and without memory; SIZE_MAX when one
    has more than 60 bytes. */
RUBRIC_API size_t rubric_name_distance(rubric_slice a, rubric_slice b);

/** The closest of `count` names to a misspelt one, or NULL when none is close. */
RUBRIC_API const char *rubric_nearest(rubric_slice name, const char *const *names, size_t count);

/* ---- Runs of words ------------------------------------------------------------------- */
// Words are tokens of class word or number, and count in lower case (simple mappings of Unicode).
// The hashes are the same on every machine and in every run, and rest on Unicode 15.0.

/**
 * Append what the characters of a text look like: X for an upper case letter, x for any other, d
 * for a digit (Nd); marks count as letters, all else stays. Runs of one of these are cut at four:
 * "Unicode-15" is "Xxxxx-dd". As spaCy has it.
 */
RUBRIC_API void rubric_text_shape(rubric_buffer *out, rubric_slice text);

/** A walk through all runs of `n` neighbours. The text must outlive it; no memory is allocated. */
typedef struct rubric_ngrams {
    rubric_slice text;
    size_t n;
    bool has_characters; // graphemes, not words
    size_t trail, ahead; // private: where the first and the next neighbour are looked for
    bool has_begun;      // private
} rubric_ngrams;

/** `n` is at least 1. */
RUBRIC_API rubric_ngrams rubric_ngrams_of_words(rubric_slice text, size_t n);
/** Characters are extended grapheme clusters, white space among them. */
RUBRIC_API rubric_ngrams rubric_ngrams_of_characters(rubric_slice text, size_t n);
/** The next run reaches from `begin` to `end`; false when there are no more. */
RUBRIC_API bool rubric_ngrams_next(rubric_ngrams *ngrams, size_t *begin, size_t *end);

/** A walk through the shingles of a text: hashes of `k` words in a row (Broder 1997). A text of
    fewer words, but not of none, has one shingle of them all. */
typedef struct rubric_shingles {
    rubric_slice text;
    size_t k;
    size_t trail,
        ahead; // private: where the word that leaves and the one that comes are looked for
    uint64_t sum, power; // private: polynomial of the words' hashes, and the factor of the first
    bool has_begun;      // private
} rubric_shingles;

typedef struct rubric_shingle {
    uint64_t hash;
    size_t begin, end; // bytes
} rubric_shingle;

/** `k` is at least 1. */
RUBRIC_API rubric_shingles rubric_shingles_of(rubric_slice text, size_t k);
/** The next shingle; false when there are no more. */
RUBRIC_API bool rubric_shingles_next(rubric_shingles *shingles, rubric_shingle *out);

/** What two texts share of their different shingles (Broder 1997). */
typedef struct rubric_overlap {
    size_t of_a, of_b, of_both;
} rubric_overlap;

/** Count the shingles of k words of two texts, and those that both have. */
RUBRIC_API rubric_status rubric_text_overlap(rubric_overlap *out, rubric_context *context,
                                             rubric_slice a, rubric_slice b, size_t k,
                                             rubric_error *error);
/** Resemblance (Jaccard): shared among all; 1 for two texts without words. */
RUBRIC_API double rubric_overlap_resemblance(rubric_overlap overlap);
/** Containment of a in b: shared among those of a; 1 when a has none. */
RUBRIC_API double rubric_overlap_containment(rubric_overlap overlap);

/** 64 bits that differ in few places for texts of nearly the same words (Charikar 2002); 0 for a
    text without any. Where words stand does not count, how often does. */
RUBRIC_API uint64_t rubric_text_simhash(rubric_slice text);
/** In how many bits two hashes differ. */
RUBRIC_API unsigned rubric_hamming_distance(uint64_t a, uint64_t b);

/* ---- Stems --------------------------------------------------------------------------- */

/** A stemmer of one language. One thread at a time. */
typedef struct rubric_stemmer rubric_stemmer;

/** Make a stemmer for a BCP 47 code, of which only the language counts; one that is not known gets
    a stemmer that only folds. */
RUBRIC_API rubric_status rubric_stemmer_new(rubric_stemmer **out, rubric_context *context,
                                            rubric_slice language_code, rubric_error *error);
/** Free a stemmer; NULL is fine. */
RUBRIC_API void rubric_stemmer_free(rubric_stemmer *stemmer);

/** Whether the language of a BCP 47 code has a stemmer: those of Snowball 2.2, and "ko". */
RUBRIC_API bool rubric_stemmer_is_known(rubric_slice language_code);

/** The languages with a stemmer, by index from 0; NULL past the last one. */
RUBRIC_API const char *rubric_stemmer_language(size_t index);

/**
 * Append the stem of a word in lower case: by Snowball (Porter 2001); Korean by taking off what
 * rubric_korean_stem does.
 */
RUBRIC_API void rubric_stemmer_stem(rubric_stemmer *stemmer, rubric_buffer *out, rubric_slice word);

/**
 * The beginning of a Korean word that is left without the particles (조사) and the common endings
 * (어미) of verbs and adjectives that are written onto it; the word itself when nothing fits.
 *
 * No dictionary: the longest of a list is taken off where the syllable before it, by its final
 * consonant or want of one, allows it (은 after 책, 는 after 나; 으로 after 집, 로 after 학교 and 서울)
 * and enough syllables stay. A noun that happens to end so is cut as well, every time, so that the
 * forms of a word still meet. The list is in core/text/stem_korean.c.
 */
RUBRIC_API rubric_slice rubric_korean_stem(rubric_slice word);

#ifdef __cplusplus
}
#endif
#endif
