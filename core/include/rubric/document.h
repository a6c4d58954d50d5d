// SPDX-License-Identifier: MIT
// Floor 3: the document. One plane of text, one tree of nodes, many layers of spans.
//
// A document owns everything in it and goes with one call. Kinds, nodes, tables and layers have
// headers of their own (kinds.h, node.h, grid.h, layers.h, media.h, formats.h), which this one
// includes.
//
// All text of a leaf block stands together in the plane, in UTF-8; a soft line end is the byte
// '\n' inside a run and reads as a blank.
#ifndef RUBRIC_DOCUMENT_H
#define RUBRIC_DOCUMENT_H

#include "formats.h"
#include "grid.h"
#include "layers.h"
#include "media.h"
#include "node.h"
#include "text.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Documents ----------------------------------------------------------------------- */

/** An empty document, which lives in the context. */
RUBRIC_API rubric_status rubric_document_new(rubric_document **out, rubric_context *context,
                                             rubric_error *error);
/** Free a document with its nodes, spans and values; NULL is fine. */
RUBRIC_API void rubric_document_free(rubric_document *document);

/** A copy that shares nothing. */
RUBRIC_API rubric_status rubric_document_clone(rubric_document **out, rubric_document *document,
                                               rubric_error *error);

/** The context that it was made in. */
RUBRIC_API rubric_context *rubric_document_context(const rubric_document *document);
/** The node of kind document, which is always there. */
RUBRIC_API rubric_node rubric_document_root(rubric_document *document);
/** Where values of the document live. */
RUBRIC_API rubric_arena *rubric_document_arena(rubric_document *document);
/** The map of metadata, to read and to change. */
RUBRIC_API rubric_value *rubric_document_metadata(rubric_document *document);

/** The root of a content value: a paragraph or a div; null for other values and when it is gone. */
RUBRIC_API rubric_node rubric_content_root(rubric_document *document, const rubric_value *value);
/** Whether content has no markup: one paragraph of nothing but text. It reads as a string. */
RUBRIC_API bool rubric_content_is_plain(rubric_node root);
/** A copy of a value of the document in which content is a string, its text. */
RUBRIC_API rubric_status rubric_document_flat_value(rubric_value *out, rubric_arena *arena,
                                                    rubric_document *document,
                                                    const rubric_value *value);

/**
 * What an HTML page said of itself, as it stood: a map of `title`, `lang`, `base`, `meta` (a list
 * of {name, content}), `links` (a list of {rel, href, …}), `json_ld` (a list of values), and where
 * there are such, `microdata` (a list of {name, content, href, type, of}: `type` of the item, and
 * the property that this is `of` another one) and `times` (a list of {datetime, text, itemprop,
 * pubdate}). What pandoc wrote says `pandoc-api-version`, a list of integers. Null for other
 * formats.
 */
RUBRIC_API const rubric_value *rubric_document_head(const rubric_document *document);

/** Names of the document: where it was read from, what its address is, which format it had. */
RUBRIC_API rubric_slice rubric_document_path(const rubric_document *document);
/** Its address, as it was read with or set; empty when there is none. */
RUBRIC_API rubric_slice rubric_document_url(const rubric_document *document);
/** The name of the format that it was read from; empty for one that was made. */
RUBRIC_API rubric_slice rubric_document_format(const rubric_document *document);
/** Set its address, which is copied; RUBRIC_ERROR_MEMORY is all that can fail. */
RUBRIC_API rubric_status rubric_document_set_url(rubric_document *document, rubric_slice url);

/** What the document's language knows; NULL at first. It must outlive the document. */
RUBRIC_API void rubric_document_set_language(rubric_document *document,
                                             const rubric_language *language);
/** What was set by rubric_document_set_language; NULL at first. */
RUBRIC_API const rubric_language *rubric_document_language(const rubric_document *document);

/** The decoded source text, all sources laid end to end. */
RUBRIC_API rubric_slice rubric_document_source(const rubric_document *document);

/** A number that changes whenever the tree changes. */
RUBRIC_API uint64_t rubric_document_revision(const rubric_document *document);

/**
 * Append an id made from a text as GitHub makes those of headings, that no node has and that was
 * never handed out: small letters, numbers, `_` and `-`, blanks as `-`, the rest left out;
 * "section" where nothing is left; `-1`, `-2` … behind it where it is taken. An id that a node had
 * once may count as taken.
 */
RUBRIC_API rubric_status rubric_document_unique_id(rubric_buffer *out, rubric_document *document,
                                                   rubric_slice text, rubric_error *error);

/* ---- Origin -------------------------------------------------------------------------- */

/** The bytes of the decoded source that a node stands in, with all of its marks. */
RUBRIC_API rubric_range rubric_node_source(rubric_node node);
/** The source range of `[begin, end)` in the text of a leaf block. */
RUBRIC_API rubric_range rubric_node_source_range(rubric_node block, size_t begin, size_t end);
/** Line and column in the original file, 1-based. */
RUBRIC_API rubric_position rubric_document_position(rubric_document *document, size_t offset);
/** The offset of a line and column into the decoded source; false when the source has no such. */
RUBRIC_API bool rubric_document_offset(rubric_document *document, rubric_position position,
                                       size_t *offset);
/** The innermost node that was read from a stretch around an offset; the root where none was. */
RUBRIC_API rubric_node rubric_document_node_at(rubric_document *document, size_t offset);
/** Offset into the original bytes for one into the decoded source. */
RUBRIC_API size_t rubric_document_original(const rubric_document *document, size_t offset);

/* ---- Edits --------------------------------------------------------------------------- */

/** A stretch of the decoded source, and what stands there now. */
typedef struct rubric_edit {
    size_t begin, end; // equal where something was put in
    rubric_slice text; // UTF-8, in the document's arena
} rubric_edit;

/** Whether there is a source that edits can patch: it was read from Markdown, HTML or text. */
RUBRIC_API bool rubric_document_has_source(const rubric_document *document);
/** Whether anything was changed since the document was read. */
RUBRIC_API bool rubric_document_is_changed(rubric_document *document);

/**
 * Append what was changed since the document was read, as rubric_edit in the order of the source:
 * applied to the source they give a text that reads as the document does now. They are as small
 * as the format lets them be: a word in a line, an attribute in a tag, a block.
 *
 * @return RUBRIC_ERROR_FORMAT for a document that was not read from Markdown, HTML or text
 */
RUBRIC_API rubric_status rubric_document_edits(rubric_buffer *edits, rubric_document *document,
                                               rubric_error *error);

/** Append the edits as a unified diff of lines, with three lines around each; nothing when there
    are none. */
RUBRIC_API rubric_status rubric_document_diff(rubric_buffer *out, rubric_document *document,
                                              rubric_error *error);

/* ---- Selectors ----------------------------------------------------------------------- */

/** Which nodes: compiled, immutable, shared by threads. The grammar: rubric.Selector in
    bindings/lua/api. */
typedef struct rubric_selector rubric_selector;

/** Compile a selector; RUBRIC_ERROR_SYNTAX has the column and says what to do. */
RUBRIC_API rubric_status rubric_selector_new(rubric_selector **out, rubric_context *context,
                                             rubric_slice text, rubric_error *error);
/** Free a selector; NULL is fine. */
RUBRIC_API void rubric_selector_free(rubric_selector *selector);
/** Whether a node of any document matches. */
RUBRIC_API bool rubric_selector_matches(const rubric_selector *selector, rubric_node node);
/** How specific its most specific alternative is: ids, then classes and fields, then kinds. */
RUBRIC_API uint32_t rubric_selector_specificity(const rubric_selector *selector);

/** Whether a node could match an alternative of each that is as specific as the other; true when
    that cannot be told from the selectors alone. */
RUBRIC_API bool rubric_selectors_may_tie(const rubric_selector *a, const rubric_selector *b);
/** False when no node of that kind can match. */
RUBRIC_API bool rubric_selector_may_match(const rubric_selector *selector, rubric_kind kind);

/**
 * What a pass over a tree remembers of selectors as `x ~ y`, so that many children of one parent
 * do not take quadratic time. Zeroed at first; it holds as long as the tree stays as it is.
 */
typedef struct rubric_selector_memo {
    struct {
        const void *step;
        uint32_t parent, found;
    } places[32];
} rubric_selector_memo;

/**
 * How specific the most specific alternative is that matches a node, plus 1; 0 when none does.
 *
 * @param memo  NULL: nothing is remembered
 */
RUBRIC_API uint32_t rubric_selector_weigh(const rubric_selector *selector, rubric_node node,
                                          rubric_selector_memo *memo);

/**
 * A walk over the nodes below a root that match, in document order. The tree must stay as it is
 * meanwhile.
 *
 *     rubric_selection selection = rubric_selection_begin(selector, root);
 *     while (rubric_selection_next(&selection))
 *         …selection.node…
 */
typedef struct rubric_selection {
    const rubric_selector *selector;
    rubric_node root, node;
    rubric_selector_memo memo;
} rubric_selection;

/** Begin a selection below `root`, which is looked at too; no memory is taken. */
RUBRIC_API rubric_selection rubric_selection_begin(const rubric_selector *selector,
                                                   rubric_node root);
/** False behind the last one, and once a limit of the context is hit. */
RUBRIC_API bool rubric_selection_next(rubric_selection *selection);

#ifdef __cplusplus
}
#endif
#endif
