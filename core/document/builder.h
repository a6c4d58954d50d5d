// SPDX-License-Identifier: MIT
// How readers make a document: open, text, close, in document order.
#ifndef RUBRIC_DOCUMENT_BUILDER_H
#define RUBRIC_DOCUMENT_BUILDER_H

#include "document/document.h"

/** A place in a document that grows at its end. Failures are sticky in the context. */
struct rubric_builder {
    rubric_document *document;
    uint32_t parent;          // the innermost open node
    uint32_t depth;           // of open nodes
    uint32_t ignored_blocks;  // opens beyond the depth limit: their content stands beside them
    uint32_t ignored_inlines; // the same inside a leaf block
    uint32_t attributed;      // the node that was given an attribute last
};

void rubric_builder_init(struct rubric_builder *builder, rubric_document *document);

/** Open a node in the innermost one; 0 when it is beyond the depth limit or memory ran out. */
uint32_t rubric_builder_open(struct rubric_builder *builder, rubric_kind kind);

/** Close the innermost open node. */
void rubric_builder_close(struct rubric_builder *builder);

/** A node that holds nothing; 0 when memory ran out. */
uint32_t rubric_builder_add(struct rubric_builder *builder, rubric_kind kind);

/** Text in the innermost open node, with its origin; goes on with the last run where it can. */
void rubric_builder_text(struct rubric_builder *builder, rubric_slice bytes, enum origin_kind kind,
                         uint32_t source, uint32_t source_size);

/** Widen the source range of a node. */
void rubric_builder_cover(struct rubric_builder *builder, uint32_t id, uint32_t begin,
                          uint32_t end);

/** Whether a limit was hit; readers ask now and then, and stop. */
static inline bool rubric_builder_failed(const struct rubric_builder *builder) {
    return rubric_context_status(builder->document->context) != RUBRIC_OK;
}

/** Fields of a new node, whose kind surely has them. `borrow`: the bytes live with the document. */
void rubric_builder_set_integer(struct rubric_builder *builder, uint32_t id, rubric_field field,
                                int64_t integer);
/** One more attribute, put behind those that this call gave the node; none of that name is looked
    for. */
void rubric_builder_add_attribute(struct rubric_builder *builder, uint32_t id, rubric_slice name,
                                  rubric_slice value);
void rubric_builder_set_string(struct rubric_builder *builder, uint32_t id, rubric_field field,
                               rubric_slice string, bool borrow);

#endif
