// SPDX-License-Identifier: MIT
// How Markdown is written: the dialect it is read back in, and what a user prefers.
#ifndef RUBRIC_WRITERS_MARKDOWN_STYLE_H
#define RUBRIC_WRITERS_MARKDOWN_STYLE_H

#include <rubric/document.h>

#include "document/dialect.h"

struct markdown_style {
    dialect_set dialect;
    const rubric_write_options *options;
    bool has_footnotes;                 // the document has some, so that `[^` may refer to one
    bool special[128];                  // bytes that may have to be escaped
    const rubric_delimiter *delimiters; // that the document was read with
    uint32_t delimiter_count;           // 0 when they are not to be written
    uint8_t mark_sizes[128];            // by sign: how often it stands in such a one; 0: it is none
};

void rubric_markdown_style_init(struct markdown_style *style, rubric_document *document,
                                const rubric_write_options *options);

static inline bool markdown_has(const struct markdown_style *style,
                                enum dialect_extension extension) {
    return dialect_has(style->dialect, extension);
}

/** How often a sign stands in the delimiter of a document; 0: it is none. */
static inline size_t markdown_mark_size(const struct markdown_style *style, uint32_t sign) {
    return sign < 128 ? style->mark_sizes[sign] : 0;
}

/** Whether a byte of text is one that rubric_markdown_needs_escape has to be asked about. */
static inline bool markdown_is_special(const struct markdown_style *style, char byte) {
    return (unsigned char)byte < 128 && style->special[(unsigned char)byte];
}

#endif
