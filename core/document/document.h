// SPDX-License-Identifier: MIT
// How a document lies in memory; seen by the floor of documents and by the readers above it.
#ifndef RUBRIC_DOCUMENT_DOCUMENT_H
#define RUBRIC_DOCUMENT_DOCUMENT_H

#include <assert.h>
#include <rubric/document.h>

#include "base/array.h"
#include "document/dialect.h"
#include "document/grid.h"
#include "document/kinds.h"

enum {
    PAGE_BITS = 10,
    PAGE_NODES = 1 << PAGE_BITS,
    KEPT_GRIDS = 4 // of tables that are read side by side
};

#define RUBRIC_NO_SOURCE UINT32_MAX

enum node_flag {
    NODE_REMOVED = 1,
    NODE_DIRTY = 2, // a leaf block whose runs no longer stand together in the plane
    // What was changed since the document was read (edits.c).
    NODE_TEXT = 4,      // its own text
    NODE_FIELDS = 8,    // fields, attributes or element
    NODE_CHILDREN = 16, // which nodes stand in it
    NODE_INSIDE = 32,   // one of these in something below it
    NODE_MOVED = 64,    // it was taken out of the place it was read in
    NODE_ANEW = 128,    // the source writer has to write it as a whole
    NODE_LOOSE = 256,   // a leaf block in the list of those whose runs may be joined (join.c)
    NODE_CHANGED = NODE_TEXT | NODE_FIELDS | NODE_CHILDREN | NODE_INSIDE
};

/** One node: at most 64 bytes, found by its id in a page that never moves. */
struct node {
    uint8_t kind;
    uint16_t flags;
    uint16_t element;                             // index into names; 0: none
    uint32_t parent, first, last, previous, next; // ids; 0: none
    uint32_t text_begin, text_end;                // in the plane; of leaf blocks and inlines
    uint32_t source_begin, source_end;            // RUBRIC_NO_SOURCE: none
    uint32_t attributes;                          // index of the first plus 1; 0: none
    uint32_t fields[RUBRIC_NODE_SLOTS];           // as the table of kinds says
};

_Static_assert(sizeof(struct node) <= 64, "a node takes one line of the cache");

struct attribute {
    rubric_slice name, value;
    uint32_t next; // index plus 1; 0: the last
};

/** How plane bytes came from source bytes. */
enum origin_kind {
    ORIGIN_VERBATIM, // the same bytes
    ORIGIN_ENTITY,   // a character reference
    ORIGIN_ESCAPE,   // a backslash and its character
    ORIGIN_JOINED,   // a line end and the prefix of the next line; collapsed white space
    ORIGIN_SYNTHETIC // nothing in the source
};

/** Plane bytes from `plane` to the next segment; the source is that long too when verbatim. */
struct segment {
    uint32_t plane;
    uint32_t source;
    uint32_t size : 29; // source bytes, when not verbatim
    uint32_t kind : 3;
};

/** One decoded text in the address space of the sources. */
struct source {
    uint32_t begin, end;
    rubric_decoded decoded;
};

struct annotation_record {
    rubric_annotation annotation;
    uint32_t layer;
    uint32_t next; // id of the next span in the same block; 0: the last
    bool removed;
};

/** Where a node stands among its siblings, and for which revision its children were counted. */
struct sibling_place {
    uint32_t index;
    uint32_t counted; // the low bits of the revision plus 1; 0: never
};

/** Spans of one name, by id; put in document order when read. */
struct layer {
    rubric_slice name;
    uint32_t *ids;
    uint32_t count, capacity;
    uint64_t sorted_at; // revision that the order holds for
    bool is_sorted;
};

/** An id that a node has or that was handed out; the number that was tried last behind it. */
struct taken_id {
    rubric_slice name;
    uint32_t next;
};

/** A node that was read and left its place, and where that was. */
struct cut {
    uint32_t id, parent;
};

struct notes;

struct rubric_document {
    rubric_context *context;
    rubric_arena *arena;
    rubric_buffer plane;
    struct node **pages;
    uint32_t page_capacity, node_count; // ids run from 1 to node_count
    struct segment *segments;
    uint32_t segment_count, segment_capacity;
    struct attribute *attributes;
    uint32_t attribute_count, attribute_capacity;
    rubric_slice *strings; // fields of type string are indices
    uint32_t string_count, string_capacity;
    rubric_value **values; // fields of type value are indices
    uint32_t value_count, value_capacity;
    rubric_slice *names; // element names; index 0 is empty
    uint32_t name_count, name_capacity;
    struct annotation_record *annotations; // by id minus 1
    uint32_t annotation_count, annotation_capacity;
    struct edit *edits; // of blocks that are followed
    uint32_t edit_count, edit_capacity;
    struct moment *moments; // of edits
    uint32_t moment_count, moment_capacity;
    struct followed *followed; // by block
    // Where the node that was asked for last stands in its block; block 0: nobody knows.
    struct {
        uint32_t block, node, begin;
    } walked;
    uint32_t followed_capacity;
    uint32_t *spans; // by block: id of its first span; at 0: of those over several blocks
    uint32_t span_capacity;
    struct layer *layers;
    uint32_t layer_count, layer_capacity;
    rubric_diagnostic *diagnostics;
    uint32_t diagnostic_count, diagnostic_capacity;
    uint32_t *order; // by id; valid for order_at
    uint32_t order_capacity;
    uint64_t order_at;
    struct sibling_place *siblings; // by id; made when first asked for
    uint32_t sibling_capacity;
    rubric_grid grids[KEPT_GRIDS];
    uint32_t next_grid;
    uint32_t *line_starts; // of the source; made when first asked for
    uint32_t line_count, line_capacity;
    uint32_t last_offset, last_column; // of the last position asked for; column 0: none yet
    rubric_value metadata;
    rubric_value head; // what a page says of itself; null for other formats
    struct source source;
    rubric_slice path, url, format;
    const rubric_language *language;
    uint64_t revision; // counts changes of the tree
    // What the document was when it had been read; all 0 for one that was made.
    uint32_t read_nodes, read_segments, read_plane;
    uint32_t kept_plane;                // bytes of the plane when it was last compacted
    uint32_t body;                      // source offset behind the front matter
    dialect_set dialect;                // extensions that Markdown was read with
    bool notes;                         // whether readers report where people go wrong
    bool lenient;                       // whether front matter may be wrong
    const rubric_delimiter *delimiters; // that Markdown was read with beside those of the dialect
    uint32_t delimiter_count;
    rubric_value read_metadata; // a copy
    struct cut *cuts;
    uint32_t cut_count, cut_capacity;
    rubric_media *media;
    uint32_t media_count, media_capacity;
    struct taken_id *ids; // a table of hashes; made when first asked for
    uint32_t id_count, id_capacity;
    uint32_t *loose; // leaf blocks that were edited since their runs were joined
    uint32_t loose_count, loose_capacity;
    uint32_t *sources; // indices of the segments that were read, by source; made when asked for
    uint32_t source_count, source_capacity;
    struct notes *footnotes; // by their numbers; made when asked for (notes.c)
    uint32_t life;           // DOCUMENT_ALIVE until it is freed, for debug builds
};

enum { DOCUMENT_ALIVE = 0x446F6375 };

static inline struct node *node_at(const rubric_document *document, uint32_t id) {
    return &document->pages[(id - 1) >> PAGE_BITS][(id - 1) & (PAGE_NODES - 1)];
}

static inline struct node *node_of(rubric_node node) {
    assert(node.document->life == DOCUMENT_ALIVE);
    return node_at(node.document, node.id);
}

static inline rubric_node node_value(rubric_document *document, uint32_t id) {
    rubric_node node = {document, id};
    return node;
}

/** Bytes of the plane, which is nowhere while nothing has text. */
static inline rubric_slice plane_part(const rubric_document *document, uint32_t begin,
                                      uint32_t end) {
    const char *plane = document->plane.bytes;
    return rubric_slice_make(plane ? plane + begin : "", end - begin);
}

/** Nodes whose text is a piece of the plane of their own. */
static inline bool node_is_run(const struct node *node) {
    return rubric_kinds[node->kind].content == RUBRIC_CONTENT_TEXT ||
           node->kind == RUBRIC_KIND_LINE_BREAK;
}

/** Whether a dialect can have these delimiters (see rubric_delimiters_check); copied into the
    document if so. */
rubric_status rubric_document_set_delimiters(rubric_document *document,
                                             const rubric_delimiter *delimiters, size_t count,
                                             rubric_error *error);
/** The extension of a dialect that has a meaning for a sign; DIALECT_COUNT when none has. */
enum dialect_extension rubric_delimiter_owner(dialect_set dialect, char sign);

/** A new node without a place; 0 when memory ran out. */
uint32_t rubric_document_add_node(rubric_document *document, rubric_kind kind);

/** Set a field of type string and no other, checked by nobody. */
rubric_status rubric_node_put_string(rubric_node node, rubric_field field, rubric_slice string,
                                     rubric_error *error);

/** Index of a copy of the string, 0 on failure; `borrow`: it lives with the document already. */
uint32_t rubric_document_add_string(rubric_document *document, rubric_slice string, bool borrow);

/** Index of an element name, made once; 0 for the empty one and on failure. */
uint16_t rubric_document_name(rubric_document *document, rubric_slice name);

/** Link a detached node under a parent, unchecked. */
void rubric_document_link(rubric_document *document, uint32_t id, uint32_t parent, uint32_t before);
void rubric_document_unlink(rubric_document *document, uint32_t id);

/** Whether all children of a node may stand in another one. */
rubric_status rubric_node_check_children(rubric_node node, rubric_node parent, rubric_error *error);

/** A copy of a node without its children and its text, detached. */
rubric_status rubric_node_copy_alone(rubric_node *out, rubric_node node, rubric_error *error);
/** Copy a value of `from` with its content into `document`. */
rubric_status rubric_document_copy_value(rubric_value *out, rubric_document *document,
                                         rubric_document *from, const rubric_value *value);

/** Cut a run in two at an offset into the plane that lies in it; both keep their origin. */
rubric_status rubric_node_split_run(rubric_node *out, rubric_node run, uint32_t at,
                                    rubric_error *error);

/** Note that the runs of the block around a node changed. */
void rubric_document_touch(rubric_document *document, uint32_t id);

/** Note that a node has an id, which lives with the document. */
void rubric_document_take_id(rubric_document *document, rubric_slice id);

bool rubric_document_copy_media(rubric_document *to, const rubric_document *from,
                                rubric_error *error);
void rubric_document_free_media(rubric_document *document);

/** Note that neighbouring runs of a leaf block may have to be joined. */
void rubric_document_loosen(rubric_document *document, uint32_t block);

/** Lay the runs of a leaf block out together again, if they are not. */
void rubric_document_layout(rubric_document *document, uint32_t block);

/** All that is changed from here on is an edit of what was read. */
rubric_status rubric_document_end_reading(rubric_document *document, rubric_error *error);

/** Note that a node was changed: one of the flags of enum node_flag. */
void rubric_document_mark(rubric_document *document, uint32_t id, enum node_flag change);

/** Note that a node leaves its place; it is still linked. */
void rubric_document_cut(rubric_document *document, uint32_t id);

/** Whether a node stands where it was read. */
static inline bool node_is_read(const rubric_document *document, uint32_t id) {
    return id <= document->read_nodes && !(node_at(document, id)->flags & NODE_MOVED);
}

/** The source of the text that was read between two source offsets, without the marks around. */
rubric_range rubric_document_read_text(rubric_document *document, uint32_t begin, uint32_t end);

/** The place in the plane, as it was read, of a source offset that text was made from; false when
    none was. */
bool rubric_document_read_plane(rubric_document *document, uint32_t source, uint32_t *plane);

/** The source of one byte of the plane; not known for a synthetic one. */
rubric_range rubric_plane_source(const rubric_document *document, uint32_t plane);

/** Append bytes to the plane with their origin; consecutive verbatim ones share a segment. */
bool rubric_plane_put(rubric_document *document, rubric_slice bytes, enum origin_kind kind,
                      uint32_t source, uint32_t source_size);

/** Append a copy of plane bytes with the origin they have. */
bool rubric_plane_copy(rubric_document *document, uint32_t begin, uint32_t end);

/** Move spans of a block for an edit that replaced `[begin, end)` by `size` bytes. */
void rubric_layers_shift(rubric_document *document, uint32_t block, uint32_t begin, uint32_t end,
                         uint32_t size);

/** The failure that holds in the document's context, as an error. */
static inline rubric_status document_failure(const rubric_document *document, rubric_error *error) {
    rubric_context_fail(document->context, RUBRIC_ERROR_MEMORY);
    return rubric_context_error(document->context, error);
}

#endif
