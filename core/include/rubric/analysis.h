// SPDX-License-Identifier: MIT
// Floor 4: matching over documents.
#ifndef RUBRIC_ANALYSIS_H
#define RUBRIC_ANALYSIS_H

#include "document.h"
#include "match.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * A scan of the leaf blocks of a document, or of a part of it, with a phrase set.
 *
 * Blocks inside `scope` (NULL: all) are searched as whole texts, whatever markup stands inside
 * them; hits that touch an inline or block matched by `except` are passed over.
 */
typedef struct rubric_scan rubric_scan;

/** Begin a scan; phrases and selectors must outlive it. */
RUBRIC_API rubric_status rubric_scan_new(rubric_scan **out, rubric_node where,
                                         const rubric_phrases *phrases,
                                         const rubric_selector *scope,
                                         const rubric_selector *except, rubric_error *error);
/** Free a scan; NULL is fine. */
RUBRIC_API void rubric_scan_free(rubric_scan *scan);

/** The next hit, with offsets into the text of its block; false after the last, or at a limit. */
RUBRIC_API bool rubric_scan_next(rubric_scan *scan, rubric_node *block, rubric_hit *hit);

/** Whether `[begin, end)` of a block's text touches a node that the selector matches. */
RUBRIC_API bool rubric_range_touches(rubric_node block, size_t begin, size_t end,
                                     const rubric_selector *selector);

#ifdef __cplusplus
}
#endif
#endif
