// SPDX-License-Identifier: MIT
// Floor 3: nodes, their text, changing and walking the tree; part of rubric/document.h.
//
// A node is a small value, the document and an id that is never used again, so a node of a removed
// part answers "removed" and cannot dangle; what comes after the document is freed is the caller's
// mistake.
#ifndef RUBRIC_NODE_H
#define RUBRIC_NODE_H

#include "data.h"
#include "kinds.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Nodes --------------------------------------------------------------------------- */

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

/** A range of the decoded source; `begin == end` with `known` false when it has none. */
typedef struct rubric_range {
    size_t begin, end;
    bool known;
} rubric_range;

/** The node with that id; null when there never was one. */
RUBRIC_API rubric_node rubric_document_node(rubric_document *document, uint32_t id);

/** False for the null node and for one that was removed. */
RUBRIC_API bool rubric_node_exists(rubric_node node);

/** The kind of a node; RUBRIC_KIND_NONE of the null node. */
RUBRIC_API rubric_kind rubric_node_kind(rubric_node node);
/** The node above; id 0 for the root and for what stands in no tree. */
RUBRIC_API rubric_node rubric_node_parent(rubric_node node);
/** The first child; id 0 when there is none. */
RUBRIC_API rubric_node rubric_node_first(rubric_node node);
/** The last child; id 0 when there is none. */
RUBRIC_API rubric_node rubric_node_last(rubric_node node);
/** The next sibling; id 0 when there is none. */
RUBRIC_API rubric_node rubric_node_next(rubric_node node);
/** The sibling before; id 0 when there is none. */
RUBRIC_API rubric_node rubric_node_previous(rubric_node node);
/** The block that the node is or stands in: itself unless it is an inline. */
RUBRIC_API rubric_node rubric_node_block(rubric_node node);
/** Whether `node` is `ancestor` or stands in it. */
RUBRIC_API bool rubric_node_is_in(rubric_node node, rubric_node ancestor);
/** Place in document order; it holds until the tree changes. */
RUBRIC_API uint32_t rubric_node_order(rubric_node node);

/** Place among the children of its parent, from 1; one without a parent is alone. Counted once for
    all of them, until the tree changes. */
RUBRIC_API uint32_t rubric_node_index(rubric_node node);
/** The same from the end. */
RUBRIC_API uint32_t rubric_node_index_from_end(rubric_node node);

/** Fields. A field that the kind does not have reads as 0, false, empty or NULL. */
RUBRIC_API int64_t rubric_node_integer(rubric_node node, rubric_field field);
/** A field of type boolean; false when it is not set. */
RUBRIC_API bool rubric_node_boolean(rubric_node node, rubric_field field);
/** A field of type string, living until it is set again; empty when it is not set. */
RUBRIC_API rubric_slice rubric_node_string(rubric_node node, rubric_field field);
/** A field of type value; NULL when it is not set. */
RUBRIC_API const rubric_value *rubric_node_value(rubric_node node, rubric_field field);
/**
 * Set a field of type boolean, integer or choice; RUBRIC_ERROR_ARGUMENT when the kind has none, or
 * the number is none of its values. Strings and texts below are UTF-8, or RUBRIC_ERROR_ENCODING.
 */
RUBRIC_API rubric_status rubric_node_set_integer(rubric_node node, rubric_field field,
                                                 int64_t integer, rubric_error *error);
/** Set a field of type string, which is copied and must be UTF-8. */
RUBRIC_API rubric_status rubric_node_set_string(rubric_node node, rubric_field field,
                                                rubric_slice string, rubric_error *error);
/** The value is copied; content in it is not, it belongs to the node from now on. */
RUBRIC_API rubric_status rubric_node_set_value(rubric_node node, rubric_field field,
                                               const rubric_value *value, rubric_error *error);

/** The HTML element a node was or is to be; empty when none. */
RUBRIC_API rubric_slice rubric_node_element(rubric_node node);
/** Set the name of the element; empty takes it away. */
RUBRIC_API rubric_status rubric_node_set_element(rubric_node node, rubric_slice name);

/** An attribute; `id` and `class` are attributes too. False when the node has no such one. */
RUBRIC_API bool rubric_node_attribute(rubric_node node, rubric_slice name, rubric_slice *value);
/** The attribute at `index`, in the order they were set; false past the last. */
RUBRIC_API bool rubric_node_attribute_at(rubric_node node, size_t index, rubric_slice *name,
                                         rubric_slice *value);
/** Set an attribute; both strings are copied. `id` and `class` are among them. */
RUBRIC_API rubric_status rubric_node_set_attribute(rubric_node node, rubric_slice name,
                                                   rubric_slice value);
/** Remove an attribute; false when there was none. */
RUBRIC_API bool rubric_node_remove_attribute(rubric_node node, rubric_slice name);
/** Whether `class` has that word. */
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

/**
 * Replace the content of a leaf block or of an inline by a text; '\n' is a soft line end. The text
 * of an item, a cell or the like is that of the one block in it, which is made where it is empty.
 */
RUBRIC_API rubric_status rubric_node_set_text(rubric_node node, rubric_slice text,
                                              rubric_error *error);

/** `[begin, end)` of a block's text, and what shall stand there. */
typedef struct rubric_replacement {
    size_t begin, end;
    rubric_slice text; // '\n' is a soft line end
} rubric_replacement;

/**
 * Replace stretches of a block's text at once, in time linear in the text. A new text takes the
 * markup of the first byte that it replaces; one that is put in, that of the byte behind.
 *
 * @param list  offsets into the text as it is, rising and not overlapping; the texts lie elsewhere
 */
RUBRIC_API rubric_status rubric_node_replace_ranges(rubric_node block,
                                                    const rubric_replacement *list, size_t count,
                                                    rubric_error *error);

/** Replace `[begin, end)` of a block's text; for many use the function above. */
RUBRIC_API rubric_status rubric_node_replace_range(rubric_node block, size_t begin, size_t end,
                                                   rubric_slice text, rubric_error *error);

/**
 * Make one run of neighbouring runs that edits left side by side, so that `a` and `b` put in one
 * behind the other are the run `ab`. The first stays, or the one of them that was read; the others
 * are removed. Runs with attributes or an element stay as they are.
 *
 * Writing, cloning and asking for edits begin with it; before a walk over runs call it yourself.
 * It looks only at blocks that were edited since, each in linear time. Once a limit of the context
 * is hit it leaves the rest as it is.
 */
RUBRIC_API void rubric_document_join_runs(rubric_document *document);

/* ---- Changing the tree --------------------------------------------------------------- */

/** A node that stands nowhere yet. */
RUBRIC_API rubric_status rubric_node_new(rubric_node *out, rubric_document *document,
                                         rubric_kind kind, rubric_error *error);

/**
 * Put a node (of the same document, not the root, moved from where it is) into `parent`.
 *
 * @param before  a child of `parent`, or the null node for the end
 * @return RUBRIC_ERROR_ARGUMENT for an impossible nesting; the message names both kinds; and for
 *         a node that was removed
 */
RUBRIC_API rubric_status rubric_node_insert(rubric_node node, rubric_node parent,
                                            rubric_node before, rubric_error *error);

/**
 * Whether two nodes, of any documents, are the same in kind, fields, attributes, text and all that
 * stands in them. How text is cut into runs does not count, nor does the order of attributes.
 */
RUBRIC_API bool rubric_node_equal(rubric_node a, rubric_node b);

/** Take a node and all in it out of the tree for good. The root stays. */
RUBRIC_API void rubric_node_remove(rubric_node node);

/** Take a node out of its place, to be inserted again. */
RUBRIC_API void rubric_node_detach(rubric_node node);

/** Put its children in its place and remove it. */
RUBRIC_API rubric_status rubric_node_unwrap(rubric_node node, rubric_error *error);

/**
 * Cut a node in two: a new one as it stands behind it, with `child` and all children behind that.
 * The attribute `id` stays with the first.
 */
RUBRIC_API rubric_status rubric_node_split(rubric_node *out, rubric_node node, rubric_node child,
                                           rubric_error *error);
/** The same at an offset into the text of a leaf block or inline; inlines there are cut in two as
    well. What layers say of the text that moves is cut off. */
RUBRIC_API rubric_status rubric_node_split_text(rubric_node *out, rubric_node node, size_t offset,
                                                rubric_error *error);
/**
 * Put an inline around `[begin, end)` of the text of a leaf block that holds inlines. It stands in
 * the innermost inline that holds all of the stretch; what the stretch cuts is cut in two at its
 * ends, as emphasis in `a *b c* d` around "c d". Code, math, images, citations and quotations are
 * never cut: they are taken in whole. The text and what layers say of it stay as they are.
 *
 * @param wrapper  an inline that holds inlines, and stands nowhere; the text comes behind what it
 *                 has
 * @return RUBRIC_ERROR_ARGUMENT for an empty or impossible stretch or wrapper, RUBRIC_ERROR_LIMIT
 *         where a link would stand in a link or around one: nothing was changed
 */
RUBRIC_API rubric_status rubric_node_wrap_range(rubric_node block, size_t begin, size_t end,
                                                rubric_node wrapper, rubric_error *error);
/** Put what `other` holds at the end of a node, and remove the other one. */
RUBRIC_API rubric_status rubric_node_merge(rubric_node node, rubric_node other,
                                           rubric_error *error);

/** A copy of a node and all in it, detached, in `document`; content of its fields is copied too. */
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
/** Step to where the next node begins or ends; false behind the last. */
RUBRIC_API bool rubric_cursor_next(rubric_cursor *cursor);
/** After entering a node: go on behind it, without its children. */
static inline void rubric_cursor_skip(rubric_cursor *cursor) {
    cursor->entering = false;
}

#ifdef __cplusplus
}
#endif
#endif
