// SPDX-License-Identifier: MIT
// Edits of a block's text, and moving what stands in it.
#ifndef RUBRIC_DOCUMENT_SHIFT_H
#define RUBRIC_DOCUMENT_SHIFT_H

#include "document/document.h"

/** A replacement of `[begin, end)` in the text of a block by `size` bytes. */
struct edit {
    uint32_t begin, end, size;
    uint32_t growth; // by how much the edits before it moved the text
};

/** Edits made at once: rising offsets into the text as it was. */
struct moment {
    uint32_t first, count; // in the edits of the document
    uint32_t next;         // of the same block, from 1; 0: the last
};

/** A block whose edits are noted. */
struct followed {
    uint32_t first, last; // moments, from 1; 0: none
    bool is_followed;
};

/** Fill in the growth of edits. */
void rubric_edits_sum(struct edit *edits, uint32_t count);

/** Give back what edits left of the plane, once it is most of it; offsets into it change. */
void rubric_document_compact(rubric_document *document);

/** Whether anything stands in the text of a block that edits would move. */
bool rubric_layers_watch(const rubric_document *document, uint32_t block);

/** Where the text of an inline stands in its block; block 0 when nothing there would move. */
struct stretch {
    uint32_t block, begin, end;
};
struct stretch rubric_layers_stretch(rubric_node node);

/** Move what stands in a block for edits made at once, which rise and do not overlap. */
void rubric_layers_shift_all(rubric_document *document, uint32_t block, struct edit *edits,
                             uint32_t count);

#endif
