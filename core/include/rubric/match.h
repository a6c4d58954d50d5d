// SPDX-License-Identifier: MIT
// Floor 2: matching over text: Lua's patterns and regular expressions with counted steps, and sets
// of phrases.
#ifndef RUBRIC_MATCH_H
#define RUBRIC_MATCH_H

#include "base.h"
#include "text.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Patterns ------------------------------------------------------------------------ */

enum { RUBRIC_PATTERN_CAPTURES = 32 };

/** Where a capture of a regular expression begins that took no part in the match. */
#define RUBRIC_CAPTURE_UNSET SIZE_MAX

/** What a pattern matched. */
typedef struct rubric_match {
    size_t begin, end; // of the whole match
    int count;         // captures
    struct {
        size_t begin, end;
        bool position; // a position capture `()`: only `begin` means something
    } captures[RUBRIC_PATTERN_CAPTURES];
} rubric_match;

/**
 * Find a Lua pattern (Lua 5.4 manual, section 6.4.1) in a text.
 *
 * Steps are charged to the context, so that a pattern with exponential work ends at the limit.
 *
 * @param[out] found  whether there is a match
 * @param from        byte offset at which the search begins
 * @param anchored    true: match only at `from` (a leading `^` does the same)
 * @param code_points true: `.`, sets and classes mean code points; false: bytes and ASCII classes
 * @return RUBRIC_OK, RUBRIC_ERROR_SYNTAX (malformed pattern), RUBRIC_ERROR_LIMIT (too complex)
 */
RUBRIC_API rubric_status rubric_pattern_find(bool *found, rubric_match *match,
                                             rubric_context *context, rubric_slice pattern,
                                             rubric_slice text, size_t from, bool anchored,
                                             bool code_points, rubric_error *error);

/* ---- Regular expressions ------------------------------------------------------------- */

/** A compiled regular expression. One thread at a time. */
typedef struct rubric_regex rubric_regex;

typedef enum rubric_regex_flags {
    RUBRIC_REGEX_CASELESS = 1,  // i
    RUBRIC_REGEX_MULTILINE = 2, // m: ^ and $ at lines too
    RUBRIC_REGEX_DOTALL = 4,    // s: . means line ends too
    RUBRIC_REGEX_EXTENDED = 8,  // x: blanks and #comments in the pattern count for nothing
    RUBRIC_REGEX_UNCOUNTED = 16 // compiled to machine code, whose steps are not charged: for
                                // trusted patterns only
} rubric_regex_flags;

/**
 * Compile a regular expression (the syntax of PCRE2 10.42, pcre2pattern(3)). Characters are code
 * points, classes such as \w and \b are those of Unicode, \C is refused.
 *
 * @param flags  rubric_regex_flags, or 0
 * @return RUBRIC_OK, RUBRIC_ERROR_SYNTAX (the error has the position), RUBRIC_ERROR_ARGUMENT (not
 *         UTF-8), RUBRIC_ERROR_LIMIT (longer than 64 KiB, more than 32 captures)
 */
RUBRIC_API rubric_status rubric_regex_new(rubric_regex **out, rubric_context *context,
                                          rubric_slice pattern, unsigned flags,
                                          rubric_error *error);
/** Free a regular expression; NULL is fine. */
RUBRIC_API void rubric_regex_free(rubric_regex *regex);

/**
 * Find the first match at or after `from`, in valid UTF-8 that is not checked again.
 *
 * Every item of the pattern that is tried is a step, charged to `context`.
 *
 * @param[out] found  whether there is a match
 * @param from        a byte offset; what stands before it is seen by \b and (?<=…)
 * @param not_empty   an empty match at `from` does not count
 * @return RUBRIC_OK, or RUBRIC_ERROR_LIMIT (needs too much memory for backtracking)
 */
RUBRIC_API rubric_status rubric_regex_find(bool *found, rubric_match *match, rubric_regex *regex,
                                           rubric_context *context, rubric_slice text, size_t from,
                                           bool not_empty, rubric_error *error);

/** The named captures by index, in the order of their names; no bytes past the last one.
    @param[out] capture  its index in rubric_match.captures */
RUBRIC_API rubric_slice rubric_regex_name(const rubric_regex *regex, size_t index, int *capture);

/** Append a text so that, as a regular expression, it matches itself. */
RUBRIC_API void rubric_regex_escape(rubric_buffer *out, rubric_slice text);

/* ---- Phrase sets --------------------------------------------------------------------- */

/** Many phrases that are looked for at once, by tokens. Immutable once built; shared by threads. */
typedef struct rubric_phrases rubric_phrases;

typedef enum rubric_fold {
    RUBRIC_FOLD_NONE,   // as written
    RUBRIC_FOLD_SMART,  // a capital in the phrase matches only a capital; a small letter both
    RUBRIC_FOLD_CASE,   // any case
    RUBRIC_FOLD_ACCENTS // any case, any accents
} rubric_fold;

/** An empty set. It is charged to the context and must be freed before it. */
RUBRIC_API rubric_status rubric_phrases_new(rubric_phrases **out, rubric_context *context,
                                            rubric_fold fold, rubric_error *error);
/** Free a set; NULL is fine. */
RUBRIC_API void rubric_phrases_free(rubric_phrases *phrases);

/**
 * Add a phrase; its index is the number of phrases before it. A phrase without a token is
 * RUBRIC_ERROR_ARGUMENT.
 */
RUBRIC_API rubric_status rubric_phrases_add(rubric_phrases *phrases, rubric_slice phrase,
                                            rubric_error *error);

/** Phrases in the set. */
RUBRIC_API size_t rubric_phrases_count(const rubric_phrases *phrases);
/** The text of a phrase as it was added; lives with the set. */
RUBRIC_API rubric_slice rubric_phrases_text(const rubric_phrases *phrases, size_t index);

typedef struct rubric_hit {
    size_t begin, end; // bytes
    size_t phrase;     // index
} rubric_hit;

/**
 * The next hit at or after `offset`: leftmost, then longest; hits do not overlap when the next
 * search begins at the end of the last. White space between words matches any run of white space.
 * Words are matched whole; an English possessive (`'s`) may follow the last one.
 *
 * @param context  charged for the scan, may differ from the set's
 * @return false when there is none, or a limit was hit (see rubric_context_status)
 */
RUBRIC_API bool rubric_phrases_next(const rubric_phrases *phrases, rubric_context *context,
                                    rubric_hit *hit, rubric_slice text, size_t offset);

#ifdef __cplusplus
}
#endif
#endif
