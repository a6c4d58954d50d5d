// SPDX-License-Identifier: MIT
// Floor 3: the document. One plane of text, one tree of nodes, many layers of spans.
//
// A document owns everything in it and goes with one call. A node is a small value, the document
// and an id that is never used again, so a node of a removed part answers "removed" and cannot
// dangle; what comes after the document is freed is the caller's mistake.
//
// All text of a leaf block stands together in the plane, in UTF-8; a soft line end is the byte
// '\n' inside a run and reads as a blank.
#ifndef RUBRIC_DOCUMENT_H
#define RUBRIC_DOCUMENT_H

#include "base.h"
#include "data.h"
#include "text.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Kinds --------------------------------------------------------------------------- */

/** What a node is. Blocks come first, inlines from RUBRIC_KIND_TEXT on. */
typedef enum rubric_kind {
    RUBRIC_KIND_NONE,
    RUBRIC_KIND_DOCUMENT,
    RUBRIC_KIND_HEADING,
    RUBRIC_KIND_PARAGRAPH,
    RUBRIC_KIND_BLOCK_QUOTE,
    RUBRIC_KIND_LIST,
    RUBRIC_KIND_ITEM,
    RUBRIC_KIND_DEFINITION_LIST,
    RUBRIC_KIND_TERM,
    RUBRIC_KIND_DEFINITION,
    RUBRIC_KIND_CODE_BLOCK,
    RUBRIC_KIND_RAW_BLOCK,
    RUBRIC_KIND_TABLE,
    RUBRIC_KIND_TABLE_SECTION,
    RUBRIC_KIND_ROW,
    RUBRIC_KIND_CELL,
    RUBRIC_KIND_THEMATIC_BREAK,
    RUBRIC_KIND_LINE_BLOCK,
    RUBRIC_KIND_FIGURE,
    RUBRIC_KIND_CAPTION,
    RUBRIC_KIND_FOOTNOTE,
    RUBRIC_KIND_DIV,
    RUBRIC_KIND_ELEMENT,
    RUBRIC_KIND_TEXT,
    RUBRIC_KIND_EMPH,
    RUBRIC_KIND_STRONG,
    RUBRIC_KIND_UNDERLINE,
    RUBRIC_KIND_STRIKEOUT,
    RUBRIC_KIND_SUPERSCRIPT,
    RUBRIC_KIND_SUBSCRIPT,
    RUBRIC_KIND_SMALL_CAPS,
    RUBRIC_KIND_QUOTED,
    RUBRIC_KIND_CODE,
    RUBRIC_KIND_MATH,
    RUBRIC_KIND_LINK,
    RUBRIC_KIND_IMAGE,
    RUBRIC_KIND_LINE_BREAK,
    RUBRIC_KIND_FOOTNOTE_REFERENCE,
    RUBRIC_KIND_CITATION,
    RUBRIC_KIND_RAW_INLINE,
    RUBRIC_KIND_SPAN,
    RUBRIC_KIND_COUNT
} rubric_kind;

/** What a node of a kind may hold. */
typedef enum rubric_content {
    RUBRIC_CONTENT_NONE,    // nothing: a thematic break
    RUBRIC_CONTENT_TEXT,    // its own text: a run, code, math
    RUBRIC_CONTENT_INLINES, // a leaf block, or an inline that holds inlines
    RUBRIC_CONTENT_BLOCKS   // a container
} rubric_content;

/** A field of a node besides its links, text and attributes. */
typedef enum rubric_field {
    RUBRIC_FIELD_NONE,
    RUBRIC_FIELD_LEVEL,        // heading: integer 1 to 6
    RUBRIC_FIELD_COMPACT,      // paragraph: boolean, loose or tight text (pandoc's Plain)
    RUBRIC_FIELD_ORDERED,      // list: boolean
    RUBRIC_FIELD_TIGHT,        // list: boolean
    RUBRIC_FIELD_START,        // list: integer
    RUBRIC_FIELD_NUMBERING,    // list: decimal, lower_alpha, upper_alpha, lower_roman, upper_roman
    RUBRIC_FIELD_DELIMITER,    // list: period, parenthesis, parentheses
    RUBRIC_FIELD_CHECKED,      // item: boolean or absent
    RUBRIC_FIELD_LANGUAGE,     // code_block: string
    RUBRIC_FIELD_INFO,         // code_block: string, all that stood behind the fence
    RUBRIC_FIELD_FORMAT,       // raw_block, raw_inline: string
    RUBRIC_FIELD_LITERAL,      // raw_block, raw_inline: string
    RUBRIC_FIELD_COLUMNS,      // table: list of {alignment, width}
    RUBRIC_FIELD_PART,         // table_section: body, head, foot
    RUBRIC_FIELD_HEAD_COLUMNS, // table_section: integer
    RUBRIC_FIELD_ALIGNMENT,    // cell: default, left, center, right
    RUBRIC_FIELD_HEADER,       // cell: boolean
    RUBRIC_FIELD_ROW_SPAN,     // cell: integer
    RUBRIC_FIELD_COLUMN_SPAN,  // cell: integer
    RUBRIC_FIELD_SHORT,        // caption: content
    RUBRIC_FIELD_LABEL,        // footnote, footnote_reference: string
    RUBRIC_FIELD_QUOTE,        // quoted: double, single
    RUBRIC_FIELD_DISPLAY,      // math: boolean
    RUBRIC_FIELD_URL,          // link, image: string
    RUBRIC_FIELD_TITLE,        // link, image: string
    RUBRIC_FIELD_KEY,          // citation: string
    RUBRIC_FIELD_MODE,         // citation: normal, author_in_text, suppress_author
    RUBRIC_FIELD_PREFIX,       // citation: content
    RUBRIC_FIELD_SUFFIX,       // citation: content
    RUBRIC_FIELD_COUNT
} rubric_field;

typedef enum rubric_field_type {
    RUBRIC_FIELD_BOOLEAN,
    RUBRIC_FIELD_OPTIONAL_BOOLEAN, // 0 absent, 1 false, 2 true
    RUBRIC_FIELD_INTEGER,
    RUBRIC_FIELD_STRING,
    RUBRIC_FIELD_CHOICE, // an index into the choices
    RUBRIC_FIELD_VALUE
} rubric_field_type;

/** "heading"; the same name in Lua, selectors and JSON. */
RUBRIC_API const char *rubric_kind_name(rubric_kind kind);
/** RUBRIC_KIND_NONE for a name that is none. */
RUBRIC_API rubric_kind rubric_kind_find(rubric_slice name);
RUBRIC_API rubric_content rubric_kind_content(rubric_kind kind);
static inline bool rubric_kind_is_inline(rubric_kind kind) {
    return kind >= RUBRIC_KIND_TEXT;
}
/** A block whose content is text: it holds inlines or its own text, never blocks. */
RUBRIC_API bool rubric_kind_is_leaf(rubric_kind kind);
/** The field at `index` of a kind; RUBRIC_FIELD_NONE past the last. */
RUBRIC_API rubric_field rubric_kind_field(rubric_kind kind, size_t index);
RUBRIC_API bool rubric_kind_has_field(rubric_kind kind, rubric_field field);
/** Whether `child` may stand in `parent`. */
RUBRIC_API bool rubric_kind_may_contain(rubric_kind parent, rubric_kind child);

RUBRIC_API const char *rubric_field_name(rubric_field field);
RUBRIC_API rubric_field rubric_field_find(rubric_slice name);
RUBRIC_API rubric_field_type rubric_field_type_of(rubric_field field);
/** The names of a choice, ended by NULL; NULL for other types. */
RUBRIC_API const char *const *rubric_field_choices(rubric_field field);

/* ---- Documents ----------------------------------------------------------------------- */

typedef struct rubric_document rubric_document;

/** A node: a value to be copied. `id` 0 is no node. */
typedef struct rubric_node {
    rubric_document *document;
    uint32_t id;
} rubric_node;

static inline bool rubric_node_is_null(rubric_node node) {
    return node.id == 0;
}
static inline bool rubric_node_same(rubric_node a, rubric_node b) {
    return a.document == b.document && a.id == b.id;
}

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

/**
 * What an HTML page said of itself, as it stood: a map of `title`, `lang`, `base`, `meta` (a list
 * of {name, content}), `links` (a list of {rel, href, …}) and `json_ld` (a list of values). Null
 * for other formats.
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

/* ---- Nodes --------------------------------------------------------------------------- */

/** The node with that id; null when there never was one. */
RUBRIC_API rubric_node rubric_document_node(rubric_document *document, uint32_t id);

/** False for the null node and for one that was removed. */
RUBRIC_API bool rubric_node_exists(rubric_node node);

RUBRIC_API rubric_kind rubric_node_kind(rubric_node node);
RUBRIC_API rubric_node rubric_node_parent(rubric_node node);
RUBRIC_API rubric_node rubric_node_first(rubric_node node);
RUBRIC_API rubric_node rubric_node_last(rubric_node node);
RUBRIC_API rubric_node rubric_node_next(rubric_node node);
RUBRIC_API rubric_node rubric_node_previous(rubric_node node);
/** The block that the node is or stands in: itself unless it is an inline. */
RUBRIC_API rubric_node rubric_node_block(rubric_node node);
/** Whether `node` is `ancestor` or stands in it. */
RUBRIC_API bool rubric_node_is_in(rubric_node node, rubric_node ancestor);
/** Place in document order; it holds until the tree changes. */
RUBRIC_API uint32_t rubric_node_order(rubric_node node);

/** Fields. A field that the kind does not have reads as 0, false, empty or NULL. */
RUBRIC_API int64_t rubric_node_integer(rubric_node node, rubric_field field);
RUBRIC_API bool rubric_node_boolean(rubric_node node, rubric_field field);
RUBRIC_API rubric_slice rubric_node_string(rubric_node node, rubric_field field);
RUBRIC_API const rubric_value *rubric_node_value(rubric_node node, rubric_field field);
/** Set a field of type boolean, integer or choice; RUBRIC_ERROR_ARGUMENT when the kind has none. */
RUBRIC_API rubric_status rubric_node_set_integer(rubric_node node, rubric_field field,
                                                 int64_t integer, rubric_error *error);
RUBRIC_API rubric_status rubric_node_set_string(rubric_node node, rubric_field field,
                                                rubric_slice string, rubric_error *error);
/** The value is copied. */
RUBRIC_API rubric_status rubric_node_set_value(rubric_node node, rubric_field field,
                                               const rubric_value *value, rubric_error *error);

/** The HTML element a node was or is to be; empty when none. */
RUBRIC_API rubric_slice rubric_node_element(rubric_node node);
RUBRIC_API rubric_status rubric_node_set_element(rubric_node node, rubric_slice name);

/** An attribute; `id` and `class` are attributes too. False when the node has no such one. */
RUBRIC_API bool rubric_node_attribute(rubric_node node, rubric_slice name, rubric_slice *value);
/** The attribute at `index`, in the order they were set; false past the last. */
RUBRIC_API bool rubric_node_attribute_at(rubric_node node, size_t index, rubric_slice *name,
                                         rubric_slice *value);
RUBRIC_API rubric_status rubric_node_set_attribute(rubric_node node, rubric_slice name,
                                                   rubric_slice value);
RUBRIC_API bool rubric_node_remove_attribute(rubric_node node, rubric_slice name);
RUBRIC_API bool rubric_node_has_class(rubric_node node, rubric_slice name);

/* ---- Text ---------------------------------------------------------------------------- */

/**
 * Append the text of a node: of a leaf its plane with soft line ends as blanks, of a container
 * its leaf blocks joined by a blank line, table cells by tabs and rows by line ends.
 */
RUBRIC_API void rubric_node_text(rubric_buffer *out, rubric_node node);

/** What stands between the texts of two leaf blocks that follow each other: a blank line, or in a
    table a tab between cells and a line end between rows. */
RUBRIC_API const char *rubric_block_separator(rubric_node last, rubric_node block);

/** Bytes of the text of a leaf block or inline. */
RUBRIC_API size_t rubric_node_text_size(rubric_node node);

/** The plane of a leaf block or inline, soft line ends as '\n'; laid out anew after edits. */
RUBRIC_API rubric_slice rubric_node_plane(rubric_node node);

/** Offset of an inline in the text of its block. */
RUBRIC_API size_t rubric_node_text_offset(rubric_node node);

/** The inline with text of its own (run, code, math) at an offset into the text of `block`. */
RUBRIC_API rubric_node rubric_node_run_at(rubric_node block, size_t offset);

/** Where a leaf block begins in the text of the document. */
typedef struct rubric_block_offset {
    uint32_t block; // id
    uint32_t offset;
} rubric_block_offset;

/**
 * Append the text of the whole document.
 *
 * @param[out] offsets  a buffer of rubric_block_offset, in document order; NULL when not wanted
 */
RUBRIC_API void rubric_document_text(rubric_buffer *out, rubric_document *document,
                                     rubric_buffer *offsets);

/** Replace the content of a leaf block or of an inline by a text; '\n' is a soft line end. */
RUBRIC_API rubric_status rubric_node_set_text(rubric_node node, rubric_slice text,
                                              rubric_error *error);

/** Replace `[begin, end)` of a block's text; the new text takes the markup of its first byte. */
RUBRIC_API rubric_status rubric_node_replace_range(rubric_node block, size_t begin, size_t end,
                                                   rubric_slice text, rubric_error *error);

/* ---- Origin -------------------------------------------------------------------------- */

/** A range of the decoded source; `begin == end` with `known` false when it has none. */
typedef struct rubric_range {
    size_t begin, end;
    bool known;
} rubric_range;

RUBRIC_API rubric_range rubric_node_source(rubric_node node);
/** The source range of `[begin, end)` in the text of a leaf block. */
RUBRIC_API rubric_range rubric_node_source_range(rubric_node block, size_t begin, size_t end);
/** Line and column in the original file, 1-based. */
RUBRIC_API rubric_position rubric_document_position(rubric_document *document, size_t offset);
/** Offset into the original bytes for one into the decoded source. */
RUBRIC_API size_t rubric_document_original(const rubric_document *document, size_t offset);

/* ---- Changing the tree --------------------------------------------------------------- */

/** A node that stands nowhere yet. */
RUBRIC_API rubric_status rubric_node_new(rubric_node *out, rubric_document *document,
                                         rubric_kind kind, rubric_error *error);

/**
 * Put a node (of the same document, not the root, moved from where it is) into `parent`.
 *
 * @param before  a child of `parent`, or the null node for the end
 * @return RUBRIC_ERROR_ARGUMENT for an impossible nesting; the message names both kinds
 */
RUBRIC_API rubric_status rubric_node_insert(rubric_node node, rubric_node parent,
                                            rubric_node before, rubric_error *error);

/** Take a node and all in it out of the tree for good. The root stays. */
RUBRIC_API void rubric_node_remove(rubric_node node);

/** Take a node out of its place, to be inserted again. */
RUBRIC_API void rubric_node_detach(rubric_node node);

/** Put its children in its place and remove it. */
RUBRIC_API rubric_status rubric_node_unwrap(rubric_node node, rubric_error *error);

/** A copy of a node and all in it, detached, in `document`. */
RUBRIC_API rubric_status rubric_node_copy(rubric_node *out, rubric_document *document,
                                          rubric_node node, rubric_error *error);

/** Depth that readers keep to: deeper blocks stand beside each other. */
enum { RUBRIC_DEPTH = 200 };

/* ---- Walking ------------------------------------------------------------------------- */

/**
 * A walk in document order that enters and leaves each node.
 *
 *     rubric_cursor cursor = rubric_cursor_begin(root);
 *     while (rubric_cursor_next(&cursor))
 *         if (cursor.entering) …cursor.node…
 */
typedef struct rubric_cursor {
    rubric_node root, node;
    bool entering; // false: all children have been seen
    bool started;
} rubric_cursor;

static inline rubric_cursor rubric_cursor_begin(rubric_node root) {
    rubric_cursor cursor = {root, root, true, false};
    return cursor;
}
RUBRIC_API bool rubric_cursor_next(rubric_cursor *cursor);
/** After entering a node: go on behind it, without its children. */
static inline void rubric_cursor_skip(rubric_cursor *cursor) {
    cursor->entering = false;
}

/* ---- Selectors ----------------------------------------------------------------------- */

/** Which nodes: compiled, immutable, shared by threads. The grammar is in API.md, section 3. */
typedef struct rubric_selector rubric_selector;

RUBRIC_API rubric_status rubric_selector_new(rubric_selector **out, rubric_context *context,
                                             rubric_slice text, rubric_error *error);
RUBRIC_API void rubric_selector_free(rubric_selector *selector);
RUBRIC_API bool rubric_selector_matches(const rubric_selector *selector, rubric_node node);
/** How specific its most specific alternative is: ids, then classes and fields, then kinds. */
RUBRIC_API uint32_t rubric_selector_specificity(const rubric_selector *selector);

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
RUBRIC_API bool rubric_annotation_find(rubric_document *document, uint32_t id,
                                       rubric_annotation *out);
RUBRIC_API bool rubric_annotation_remove(rubric_document *document, uint32_t id);
/** Set label, rule, score and data of a span that is there. */
RUBRIC_API rubric_status rubric_annotation_update(rubric_document *document,
                                                  const rubric_annotation *annotation,
                                                  rubric_error *error);
RUBRIC_API void rubric_layer_clear(rubric_document *document, rubric_slice layer);

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

RUBRIC_API const char *rubric_level_name(rubric_level level);
RUBRIC_API rubric_status rubric_document_report(rubric_document *document,
                                                const rubric_diagnostic *diagnostic);
/** In the order they were reported; false past the last. */
RUBRIC_API bool rubric_document_diagnostic(const rubric_document *document, size_t index,
                                           rubric_diagnostic *out);

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
