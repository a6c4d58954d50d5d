// SPDX-License-Identifier: MIT
// The parts of the Markdown writer: inlines of one block as text, and what is escaped in it.
#ifndef RUBRIC_WRITERS_MARKDOWN_H
#define RUBRIC_WRITERS_MARKDOWN_H

#include "writers/lines.h"
#include "writers/markdown/pieces.h"

enum markdown_place {
    PLACE_LINES,   // a paragraph: line ends may stand
    PLACE_WRAPPED, // one whose lines are broken later: NUL is a blank that stays
    PLACE_HEADING, // one line
    PLACE_VERSE,   // lines that have a mark of their own
    PLACE_CELL     // one line, in which '|' is escaped
};

/**
 * Append the inlines of a leaf block as Markdown, escaped where they would mean something else.
 *
 * @param pieces  room to work in, kept from block to block
 */
void rubric_markdown_put_inlines(rubric_buffer *out, struct pieces *pieces, rubric_node block,
                                 enum markdown_place place);

/** Append an image whose description is the text of a leaf block. */
void rubric_markdown_put_image(rubric_buffer *out, struct pieces *pieces, rubric_node image,
                               rubric_node description);

/** Append what stands behind the text of a link or image: `](url "title")`. `wraps`: NUL stands
    for blanks at which no line may be broken. */
void rubric_markdown_put_destination(rubric_buffer *out, rubric_node link, bool in_cell,
                                     bool wraps);

/** Put the metadata as front matter, when there is any. */
void rubric_markdown_put_metadata(rubric_buffer *out, rubric_document *document,
                                  const rubric_write_options *options);

/** Whether a list can stand without blank lines in it and be read as it is. */
bool rubric_markdown_is_tight(const struct markdown_style *style, rubric_node list);

/** What stands around a byte of text. */
struct markdown_around {
    const struct markdown_style *style;
    uint32_t before;     // the code point written last; 0 at the start of the block
    uint32_t next;       // the code point behind; 0 at the end of the block
    bool is_line_start;  // of a paragraph
    bool is_block_start; // of any block
    bool is_text_end;    // what follows is markup
    bool in_link;        // or in an image
    bool in_brackets;    // of these, or of a span
    bool may_define;     // the block is a paragraph that begins with a bracket
    bool in_cell;
    bool in_heading;
    bool is_wrapped; // any blank may end the line
    bool has_tildes; // more than one in the block
    bool has_carets; // the same
    bool has_marks;  // the same of the document's own delimiters
};

/** Whether the byte at `at` must be escaped to stand for itself. */
bool rubric_markdown_needs_escape(const struct markdown_around *around, rubric_slice text,
                                  size_t at);

/** Offset of the byte to escape so that a line beginning with `rest` stays text, or SIZE_MAX. */
size_t rubric_markdown_block_marker(const struct markdown_style *style, rubric_slice rest);

/** Whether the byte at `at`, with `next` behind it, would make a link of the text around it if it
    were not escaped. */
bool rubric_markdown_begins_bare_link(rubric_slice text, size_t at, uint32_t next);

/** Whether raw HTML at the start of a line would begin a block, even in a paragraph. */
bool rubric_markdown_begins_html_block(rubric_slice html);

/**
 * Whether raw text is written as code with its format, `{=html}`, because it would not read as raw
 * text otherwise. The dialect has syntax for that, or it is not.
 */
bool rubric_markdown_fences_raw(const struct markdown_style *style, rubric_node raw);

/** Whether the rest of a paragraph may begin a line without becoming another block. */
bool rubric_markdown_may_begin_line(rubric_slice rest);

/** Whether a character reference begins at `at`. */
bool rubric_markdown_begins_entity(rubric_slice text, size_t at);

static inline bool markdown_is_alphanumeric(uint32_t code_point) {
    return rubric_is_letter(code_point) || rubric_is_digit(code_point);
}

#endif
