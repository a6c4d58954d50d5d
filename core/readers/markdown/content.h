// SPDX-License-Identifier: MIT
// The text of a leaf block as one string, and where its bytes stand in the source.
#ifndef RUBRIC_READERS_MARKDOWN_CONTENT_H
#define RUBRIC_READERS_MARKDOWN_CONTENT_H

#include <rubric/base.h>

/** Bytes of the source or of a content, or what is counted. */
struct stretch {
    uint32_t begin, end;
};

/** A line of text without the prefix of its containers and without its end. */
struct text_line {
    uint32_t begin, end; // in the source
    uint32_t spaces;     // that a tab stands for which a container took in part; in a line block
                         // 1 where the line goes on with the one before
};

/** Bytes of the content from `at` to the next piece; they stand together in the source. */
struct piece {
    uint32_t at, source;
};

struct content {
    rubric_context *context;
    rubric_slice source; // the whole
    rubric_slice text;   // lines with LF between them, or a blank in a line block
    bool is_cell;        // `\|` is a bar: a piece begins at each
    struct piece *pieces;
    uint32_t count, capacity;
    rubric_buffer copy; // the text, when its lines do not stand together
};

void rubric_content_init(struct content *content, rubric_context *context, rubric_slice source);
void rubric_content_free(struct content *content);

/** The text of lines, without blanks at the end. */
void rubric_content_of_lines(struct content *content, const struct text_line *lines,
                             uint32_t count);
/** The text of a cell in one line. */
void rubric_content_of_cell(struct content *content, uint32_t begin, uint32_t end);

/** Index of the piece that holds an offset of the content. */
uint32_t rubric_content_piece(const struct content *content, uint32_t at);

/** Where a byte of the content stands in the source. */
static inline uint32_t content_source(const struct content *content, uint32_t at) {
    const struct piece *piece =
        &content->pieces[content->count > 1 ? rubric_content_piece(content, at) : 0];
    return piece->source + (at - piece->at);
}

/** Where the byte before an offset of the content, which is not 0, ends in the source. */
static inline uint32_t content_source_end(const struct content *content, uint32_t at) {
    return content_source(content, at - 1) + 1;
}

#endif
