// SPDX-License-Identifier: MIT
// Floor 3: the document. One plane of text, one tree of nodes, many layers of spans.
//
// A document owns everything in it and goes with one call. Kinds, nodes and layers have headers of
// their own (kinds.h, node.h, layers.h), which this one includes.
//
// All text of a leaf block stands together in the plane, in UTF-8; a soft line end is the byte
// '\n' inside a run and reads as a blank.
#ifndef RUBRIC_DOCUMENT_H
#define RUBRIC_DOCUMENT_H

#include "layers.h"
#include "node.h"
#include "text.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Documents ----------------------------------------------------------------------- */

/** An empty document, which lives in the context. */
RUBRIC_API rubric_status rubric_document_new(rubric_document **out, rubric_context *context,
                                             rubric_error *error);
RUBRIC_API void rubric_document_free(rubric_document *document);

/** A copy that shares nothing. */
RUBRIC_API rubric_status rubric_document_clone(rubric_document **out, rubric_document *document,
                                               rubric_error *error);

RUBRIC_API rubric_context *rubric_document_context(const rubric_document *document);
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
 * of {name, content}), `links` (a list of {rel, href, …}) and `json_ld` (a list of values). What
 * pandoc wrote says `pandoc-api-version`, a list of integers. Null for other formats.
 */
RUBRIC_API const rubric_value *rubric_document_head(const rubric_document *document);

/** Names of the document: where it was read from, what its address is, which format it had. */
RUBRIC_API rubric_slice rubric_document_path(const rubric_document *document);
RUBRIC_API rubric_slice rubric_document_url(const rubric_document *document);
RUBRIC_API rubric_slice rubric_document_format(const rubric_document *document);
RUBRIC_API rubric_status rubric_document_set_url(rubric_document *document, rubric_slice url);

/** What the document's language knows; NULL at first. It must outlive the document. */
RUBRIC_API void rubric_document_set_language(rubric_document *document,
                                             const rubric_language *language);
RUBRIC_API const rubric_language *rubric_document_language(const rubric_document *document);

/** The decoded source text, all sources laid end to end. */
RUBRIC_API rubric_slice rubric_document_source(const rubric_document *document);

/** A number that changes whenever the tree changes. */
RUBRIC_API uint64_t rubric_document_revision(const rubric_document *document);

/* ---- Origin -------------------------------------------------------------------------- */

RUBRIC_API rubric_range rubric_node_source(rubric_node node);
/** The source range of `[begin, end)` in the text of a leaf block. */
RUBRIC_API rubric_range rubric_node_source_range(rubric_node block, size_t begin, size_t end);
/** Line and column in the original file, 1-based. */
RUBRIC_API rubric_position rubric_document_position(rubric_document *document, size_t offset);
/** Offset into the original bytes for one into the decoded source. */
RUBRIC_API size_t rubric_document_original(const rubric_document *document, size_t offset);

/* ---- Selectors ----------------------------------------------------------------------- */

/** Which nodes: compiled, immutable, shared by threads. The grammar is in API.md, section 3. */
typedef struct rubric_selector rubric_selector;

RUBRIC_API rubric_status rubric_selector_new(rubric_selector **out, rubric_context *context,
                                             rubric_slice text, rubric_error *error);
RUBRIC_API void rubric_selector_free(rubric_selector *selector);
RUBRIC_API bool rubric_selector_matches(const rubric_selector *selector, rubric_node node);
/** How specific its most specific alternative is: ids, then classes and fields, then kinds. */
RUBRIC_API uint32_t rubric_selector_specificity(const rubric_selector *selector);

/* ---- Formats ------------------------------------------------------------------------- */

typedef struct rubric_read_options {
    size_t size;         // sizeof(rubric_read_options)
    const char *format;  // NULL: by path, then by content
    const char *path;    // for messages and for the guess; NULL: none
    const char *url;     // address of a page; NULL: none
    const char *charset; // label that overrides what the bytes say; NULL: none
    bool borrow;         // the bytes outlive the document and are not copied
} rubric_read_options;

typedef struct rubric_write_options {
    size_t size;        // sizeof(rubric_write_options)
    const char *format; // NULL: markdown
    uint32_t width;     // columns of text and Markdown; 0: as the lines were
    uint32_t node;      // id of the one node to write; 0: the whole document
    bool no_metadata;   // leave front matter out
    bool standalone;    // HTML: a whole page
    bool unsafe;        // HTML: raw nodes and any URL scheme pass
} rubric_write_options;

/** What there is: rows of the table of formats. */
typedef struct rubric_format {
    const char *name;
    bool reads, writes;
    const char *const *extensions; // without the dot, ended by NULL
    const char *description;
} rubric_format;

/** The format at `index`; NULL past the last. */
RUBRIC_API const rubric_format *rubric_format_at(size_t index);
RUBRIC_API const rubric_format *rubric_format_find(rubric_slice name);
/** By the extension of a path, or NULL. */
RUBRIC_API const rubric_format *rubric_format_of_path(rubric_slice path);
/** By the bytes; never NULL: text at last. */
RUBRIC_API const rubric_format *rubric_format_guess(rubric_slice bytes);

/**
 * Read `size` bytes into a new document.
 *
 * Bytes that are not valid in the stated or detected encoding become U+FFFD, with a diagnostic
 * that names the first offset. Front matter that is not YAML is a diagnostic; the body is read.
 *
 * @param[out] out  the document, owned by the caller; untouched on failure
 * @param context   limits and host; must outlive the document
 * @param bytes     may contain NUL; NULL only when size is 0; copied unless options.borrow
 * @param options   NULL for defaults
 * @return RUBRIC_OK, RUBRIC_ERROR_FORMAT (no reader of that name), RUBRIC_ERROR_ENCODING (no such
 *         charset), RUBRIC_ERROR_LIMIT (4 GiB and more)
 */
RUBRIC_API rubric_status rubric_document_read(rubric_document **out, rubric_context *context,
                                              const void *bytes, size_t size,
                                              const rubric_read_options *options,
                                              rubric_error *error);

/** Append the document in a format to a buffer; RUBRIC_ERROR_FORMAT when nobody writes it. */
RUBRIC_API rubric_status rubric_document_write(rubric_buffer *out, rubric_document *document,
                                               const rubric_write_options *options,
                                               rubric_error *error);

#ifdef __cplusplus
}
#endif
#endif
