// SPDX-License-Identifier: MIT
// The inlines of one block as a flat list, so that each can see what stands before and behind it.
#ifndef RUBRIC_WRITERS_MARKDOWN_PIECES_H
#define RUBRIC_WRITERS_MARKDOWN_PIECES_H

#include "writers/markdown/markup.h"

enum piece_kind {
    PIECE_TEXT,   // no white space at its ends; never beside another text
    PIECE_BLANK,  // white space: one line end, or blanks
    PIECE_BREAK,  // a hard line break
    PIECE_OBJECT, // code, math, raw HTML, a footnote reference
    PIECE_OPEN,   // emphasis, whose white space at its inner edges was moved out; link or image
    PIECE_CLOSE
};

/** Bytes in the text of pieces for characters that only a reference can say. */
enum { PIECE_LINE_END = '\r', PIECE_TAB = '\v' };

struct piece {
    uint8_t kind;
    uint8_t markup;      // of what is opened or closed: enum markup
    char delimiter;      // chosen for an opened emphasis; 0: HTML
    uint32_t node;       // id; 0 for text and blanks
    uint32_t begin, end; // of text and blanks, in `text`
    uint32_t partner;    // index of the piece that closes or opens
};

struct pieces {
    const struct markdown_style *style;
    rubric_buffer list; // of struct piece
    rubric_buffer text;
    uint32_t link;    // id of the open one; links in links are left out
    uint32_t tildes;  // in the text, and markup of them
    uint32_t carets;  // the same
    uint32_t marks;   // the same of the document's own delimiters, by runs
    bool in_one_line; // line ends are blanks
    bool may_begin_with_break;
    bool has_marked_breaks; // a backslash is written for each, and no line is broken later
};

void rubric_pieces_init(struct pieces *pieces, const struct markdown_style *style,
                        rubric_context *context);
void rubric_pieces_clear(struct pieces *pieces);

/**
 * Fill the list with the inlines of a leaf block; false when memory ran out.
 *
 * @param in_one_line  soft line ends become blanks
 */
bool rubric_pieces_fill(struct pieces *pieces, rubric_node block, bool in_one_line);

static inline struct piece *piece_at(const struct pieces *pieces, size_t index) {
    return (struct piece *)(void *)pieces->list.bytes + index;
}

static inline size_t piece_count(const struct pieces *pieces) {
    return pieces->list.size / sizeof(struct piece);
}

static inline rubric_slice piece_text(const struct pieces *pieces, const struct piece *piece) {
    return rubric_slice_make(pieces->text.bytes + piece->begin, piece->end - piece->begin);
}

#endif
