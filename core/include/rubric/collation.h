// SPDX-License-Identifier: MIT
// Floor 1, continued: the order that people expect of texts.
#ifndef RUBRIC_COLLATION_H
#define RUBRIC_COLLATION_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Order --------------------------------------------------------------------------- */
// The Unicode Collation Algorithm with its default table, version 15.0. Sections are those of
// UTS #10. The table belongs to no language: letters with accents follow those without, ahead of
// the next letter. What a language has otherwise (ö after z in Swedish, ch as a letter, Han by
// sound or stroke) is not there.

/** Down to which level texts are told apart (section 1.1). */
typedef enum rubric_strength {
    RUBRIC_STRENGTH_DEFAULT,   // tertiary
    RUBRIC_STRENGTH_PRIMARY,   // letters: "a" and "b"
    RUBRIC_STRENGTH_SECONDARY, // accents too: "e" and "é"
    RUBRIC_STRENGTH_TERTIARY,  // case and variants too: "a" and "A", which follows
    RUBRIC_STRENGTH_IDENTICAL  // code points too, in NFD (appendix A.3)
} rubric_strength;

typedef struct rubric_collation_options {
    rubric_strength strength;
    bool has_numbers; // runs of digits count by their value: "a2" before "a10"
    bool
        ignores_punctuation; // blanks, punctuation and symbols count for nothing: variable elements
                             // are "shifted" (section 4), without a fourth level
} rubric_collation_options;

/**
 * Append a sort key (section 7.3): bytes that are in the order of memcmp, the shorter first, as the
 * texts are. Keys of different options must not be compared.
 *
 * It takes about 4 bytes for a letter. Linear in the text, as runs of more than 30 marks are cut
 * as rubric_text_normalize cuts them. Bytes that are not UTF-8 count as U+FFFD.
 *
 * @param options  NULL: none
 */
RUBRIC_API void rubric_text_sort_key(rubric_buffer *out, rubric_slice text,
                                     const rubric_collation_options *options);

/**
 * Compare two texts, as memcmp would their keys: -1, 0 or 1. Allocates memory only for what is not
 * in NFD, and compares no farther than to the first difference of a level.
 *
 * @param options  NULL: none
 */
RUBRIC_API rubric_status rubric_text_compare(int *out, rubric_context *context, rubric_slice a,
                                             rubric_slice b,
                                             const rubric_collation_options *options,
                                             rubric_error *error);

#ifdef __cplusplus
}
#endif
#endif
