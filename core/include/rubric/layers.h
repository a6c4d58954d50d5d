// SPDX-License-Identifier: MIT
// Floor 3: layers of spans, and diagnostics; part of rubric/document.h.
#ifndef RUBRIC_LAYERS_H
#define RUBRIC_LAYERS_H

#include "node.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Layers -------------------------------------------------------------------------- */

/** A span of a layer. Offsets are bytes in the text of its blocks, most often of just one. */
typedef struct rubric_annotation {
    uint32_t id; // never used again
    rubric_node block;
    uint32_t begin;
    rubric_node end_block;
    uint32_t end;
    rubric_slice layer, label, rule;
    bool has_score;
    double score;
    const rubric_value *data; // NULL when there is none
} rubric_annotation;

/** Add a span; all but the id is read from it and copied. */
RUBRIC_API rubric_status rubric_document_annotate(uint32_t *id, rubric_document *document,
                                                  const rubric_annotation *annotation,
                                                  rubric_error *error);
/** Spans of a layer that are there. */
RUBRIC_API size_t rubric_layer_count(rubric_document *document, rubric_slice layer);
/** The span at `index`, 0-based, in document order; false past the last. */
RUBRIC_API bool rubric_layer_at(rubric_document *document, rubric_slice layer, size_t index,
                                rubric_annotation *out);
/** The name of the layer at `index`, in the order they were made; false past the last. */
RUBRIC_API bool rubric_document_layer(rubric_document *document, size_t index, rubric_slice *name);
/** Fill `out` with the span of that id; false when it is gone. */
RUBRIC_API bool rubric_annotation_find(rubric_document *document, uint32_t id,
                                       rubric_annotation *out);
/** Remove a span; false when it was gone already. */
RUBRIC_API bool rubric_annotation_remove(rubric_document *document, uint32_t id);
/** Set label, rule, score and data of a span that is there. */
RUBRIC_API rubric_status rubric_annotation_update(rubric_document *document,
                                                  const rubric_annotation *annotation,
                                                  rubric_error *error);
/** Remove all spans of a layer. */
RUBRIC_API void rubric_layer_clear(rubric_document *document, rubric_slice layer);

/* ---- Stretches that no layer holds --------------------------------------------------- */

/**
 * Have the edits of a block's text noted from now on, for stretches of it that somebody keeps.
 *
 * @return the moment, to be given to rubric_document_moved
 */
RUBRIC_API uint32_t rubric_document_follow(rubric_document *document, rubric_node block);

/**
 * Move a stretch, which was `[begin, end)` of a block's text at a moment, through the edits made
 * since, and set the moment to now.
 *
 * @return false when its text is gone
 */
RUBRIC_API bool rubric_document_moved(rubric_document *document, rubric_node block,
                                      uint32_t *moment, uint32_t *begin, uint32_t *end);

/* ---- Diagnostics --------------------------------------------------------------------- */

typedef enum rubric_level {
    RUBRIC_LEVEL_ERROR,
    RUBRIC_LEVEL_WARNING,
    RUBRIC_LEVEL_NOTE
} rubric_level;

/** Something to say of a place of the source. */
typedef struct rubric_diagnostic {
    rubric_level level;
    rubric_slice code;    // "front-matter", the id of a rule
    rubric_slice message; // one line
    rubric_range range;   // of the decoded source
} rubric_diagnostic;

/** "error", "warning" or "note". */
RUBRIC_API const char *rubric_level_name(rubric_level level);
/** Add a diagnostic, which is copied. */
RUBRIC_API rubric_status rubric_document_report(rubric_document *document,
                                                const rubric_diagnostic *diagnostic);
/** In the order they were reported; false past the last. */
RUBRIC_API bool rubric_document_diagnostic(const rubric_document *document, size_t index,
                                           rubric_diagnostic *out);

#ifdef __cplusplus
}
#endif
#endif
