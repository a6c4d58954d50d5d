// SPDX-License-Identifier: MIT
// Inlines as Markdown. Emphasis that the flanking rules (CommonMark 0.31, section 6.2) would not
// see as such is written as HTML.
#include "base/ascii.h"
#include "document/document.h"
#include "writers/markdown/inlines.h"

static const char *const breaks[] = {
    [PLACE_LINES] = "\\\n", [PLACE_HEADING] = " ", [PLACE_CELL] = "<br>", [PLACE_VERSE] = "\n"};

static uint32_t last_code_point(rubric_slice text) {
    return rubric_utf8_decode(text, rubric_utf8_floor(text, text.size - 1), NULL);
}

// The code point before the end of what was written of this block; 0 at its start.
uint32_t rubric_markdown_last_written(const struct inlines *inlines) {
    rubric_slice text = rubric_buffer_slice(inlines->out);
    return text.size > inlines->start ? last_code_point(text) : 0;
}

static uint32_t first_of_object(rubric_node node) {
    switch (rubric_node_kind(node)) {
    case RUBRIC_KIND_CODE:
        return '`';
    case RUBRIC_KIND_MATH:
        return '$';
    case RUBRIC_KIND_RAW_INLINE:
        return rubric_utf8_decode(rubric_node_string(node, RUBRIC_FIELD_LITERAL), 0, NULL);
    case RUBRIC_KIND_SPAN:
        return ':'; // an emoji
    case RUBRIC_KIND_FOOTNOTE_REFERENCE:
    default:
        return '[';
    }
}

// The first code point that a piece writes; some punctuation, which is no delimiter, for emphasis,
// whose delimiter is not chosen yet; 0 behind the last.
uint32_t rubric_markdown_first_of(const struct inlines *inlines, size_t index) {
    if (index >= piece_count(inlines->pieces))
        return 0;
    const struct piece *piece = piece_at(inlines->pieces, index);
    rubric_node node = node_of_piece(inlines, piece);
    char own;
    switch ((enum piece_kind)piece->kind) {
    case PIECE_TEXT:
    case PIECE_BLANK:
        return rubric_utf8_decode(piece_text(inlines->pieces, piece), 0, NULL);
    case PIECE_BREAK:
        return (uint32_t)breaks[inlines->place][0];
    case PIECE_OBJECT:
        return first_of_object(node);
    case PIECE_OPEN:
        if (rubric_node_kind(node) == RUBRIC_KIND_IMAGE || piece->markup == MARKUP_BRACKETS)
            return rubric_node_kind(node) == RUBRIC_KIND_IMAGE ? '!' : '[';
        own = rubric_markdown_own_delimiter(inlines->pieces->style, node);
        return own ? (uint32_t)own : ')';
    case PIECE_CLOSE:
        if (piece->markup == MARKUP_BRACKETS)
            return ']';
        return piece_at(inlines->pieces, piece->partner)->delimiter
                   ? (uint32_t)piece_at(inlines->pieces, piece->partner)->delimiter
                   : '<';
    }
    return 0;
}

// The last code point that a piece writes.
uint32_t rubric_markdown_last_of(const struct inlines *inlines, size_t index) {
    const struct piece *piece = piece_at(inlines->pieces, index);
    return piece->kind == PIECE_TEXT ? last_code_point(piece_text(inlines->pieces, piece)) : ')';
}

static bool at_line_start(const struct inlines *inlines) {
    return inlines->place == PLACE_LINES && (inlines->out->size == inlines->start ||
                                             inlines->out->bytes[inlines->out->size - 1] == '\n');
}

// Escapes what would make another block of the line that begins at `at`; returns where to go on.
static size_t put_line_start(struct inlines *inlines, rubric_slice text, size_t at) {
    size_t marker = rubric_markdown_block_marker(inlines->pieces->style,
                                                 rubric_slice_part(text, at, text.size));
    if (marker == SIZE_MAX)
        return at;
    rubric_buffer_put(inlines->out, text.bytes + at, marker);
    rubric_buffer_put_byte(inlines->out, '\\');
    rubric_buffer_put_byte(inlines->out, text.bytes[at + marker]);
    return at + marker + 1;
}

static void put_special(struct inlines *inlines, rubric_slice text, size_t at, size_t index) {
    rubric_buffer *out = inlines->out;
    char byte = text.bytes[at];
    if (byte == PIECE_LINE_END || byte == PIECE_TAB) {
        rubric_buffer_put_string(out, byte == PIECE_TAB ? "&#9;" : "&#10;");
        return;
    }
    bool is_end = at + 1 == text.size;
    struct markdown_around around = {.style = inlines->pieces->style,
                                     .before = rubric_markdown_last_written(inlines),
                                     .next = is_end ? rubric_markdown_first_of(inlines, index + 1)
                                                    : rubric_utf8_decode(text, at + 1, NULL),
                                     .is_line_start = at_line_start(inlines),
                                     .is_block_start = out->size == inlines->start,
                                     .is_text_end = is_end,
                                     .in_link = inlines->links > 0,
                                     .in_brackets = inlines->brackets > 0,
                                     .may_define = inlines->place == PLACE_LINES &&
                                                   out->size > inlines->start &&
                                                   out->bytes[inlines->start] == '[',
                                     .in_cell = inlines->place == PLACE_CELL,
                                     .in_heading = inlines->place == PLACE_HEADING,
                                     .is_wrapped = inlines->wraps,
                                     .has_tildes = inlines->pieces->tildes > 1,
                                     .has_carets = inlines->pieces->carets > 1,
                                     .has_marks = inlines->pieces->marks > 1};
    if (rubric_markdown_needs_escape(&around, text, at))
        rubric_buffer_put_byte(out, '\\');
    rubric_buffer_put_byte(out, byte);
}

static void put_text(struct inlines *inlines, size_t index) {
    rubric_slice text = piece_text(inlines->pieces, piece_at(inlines->pieces, index));
    size_t at = 0;
    while (at < text.size && !inlines->out->failed) {
        if (at_line_start(inlines))
            at = put_line_start(inlines, text, at);
        size_t end = at;
        while (end < text.size && !markdown_is_special(inlines->pieces->style, text.bytes[end]))
            end++;
        rubric_buffer_put(inlines->out, text.bytes + at, end - at);
        at = end;
        if (at < text.size)
            put_special(inlines, text, at++, index);
    }
}

static void put_destination(struct inlines *inlines, rubric_node node) {
    rubric_markdown_put_destination(inlines->out, node, inlines->place == PLACE_CELL,
                                    inlines->wraps);
}

// An absolute address whose text is itself (CommonMark 0.31, section 6.5).
static bool is_autolink(const struct inlines *inlines, size_t index) {
    const struct piece *open = piece_at(inlines->pieces, index);
    rubric_node node = node_of_piece(inlines, open);
    rubric_slice url = rubric_node_string(node, RUBRIC_FIELD_URL);
    if (rubric_markdown_takes_attributes(inlines, node) || open->partner != index + 2 ||
        open[1].kind != PIECE_TEXT || rubric_node_string(node, RUBRIC_FIELD_TITLE).size ||
        !rubric_slice_equal(url, piece_text(inlines->pieces, open + 1)))
        return false;
    size_t scheme = 0;
    while (scheme < url.size &&
           (ascii_is_letter(url.bytes[scheme]) ||
            (scheme && (ascii_is_digit(url.bytes[scheme]) || strchr("+.-", url.bytes[scheme])))))
        scheme++;
    if (scheme < 2 || scheme > 32 || scheme == url.size || url.bytes[scheme] != ':')
        return false;
    for (size_t i = scheme; i < url.size; i++)
        if ((unsigned char)url.bytes[i] <= ' ' || strchr("<>&|\x7F", url.bytes[i]))
            return false;
    return true;
}

static void put_break(struct inlines *inlines) {
    uint32_t before = rubric_markdown_last_written(inlines);
    bool is_plain = inlines->place == PLACE_LINES && before && before != ' ' && before != '\n' &&
                    markdown_has(inlines->pieces->style, DIALECT_HARD_LINE_BREAKS);
    rubric_buffer_put_string(inlines->out, is_plain ? "\n" : breaks[inlines->place]);
}

// A line end, or a blank where raw HTML would begin a block if it began a line.
static void put_blank(struct inlines *inlines, size_t index) {
    rubric_slice blank = piece_text(inlines->pieces, piece_at(inlines->pieces, index));
    const struct piece *next = piece_at(inlines->pieces, index + 1); // the last is no blank
    bool is_raw = next->kind == PIECE_OBJECT &&
                  rubric_node_kind(node_of_piece(inlines, next)) == RUBRIC_KIND_RAW_INLINE;
    bool is_block = is_raw && rubric_markdown_begins_html_block(rubric_node_string(
                                  node_of_piece(inlines, next), RUBRIC_FIELD_LITERAL));
    if (blank.bytes[0] == '\n' && is_block)
        blank = rubric_slice_of(" ");
    // A tag alone in the first line would begin a block (CommonMark 0.31, section 4.6, kind 7).
    bool is_behind_tag =
        index == 1 && next[-2].kind == PIECE_OBJECT &&
        rubric_node_kind(node_of_piece(inlines, next - 2)) == RUBRIC_KIND_RAW_INLINE;
    if (is_behind_tag && inlines->wraps)
        blank = rubric_slice_make("", 1);
    rubric_buffer_put_slice(inlines->out, blank);
}

// Returns the index of the piece to go on behind.
static size_t open_markup(struct inlines *inlines, size_t index) {
    struct piece *piece = piece_at(inlines->pieces, index);
    rubric_node node = node_of_piece(inlines, piece);
    rubric_kind kind = rubric_node_kind(node);
    if (kind == RUBRIC_KIND_LINK && is_autolink(inlines, index)) {
        rubric_buffer_put_byte(inlines->out, '<');
        rubric_buffer_put_slice(inlines->out, rubric_node_string(node, RUBRIC_FIELD_URL));
        rubric_buffer_put_byte(inlines->out, '>');
        return piece->partner;
    }
    if (piece->markup == MARKUP_BRACKETS) {
        inlines->links += kind == RUBRIC_KIND_LINK || kind == RUBRIC_KIND_IMAGE;
        inlines->brackets++;
        rubric_buffer_put_string(inlines->out, kind == RUBRIC_KIND_IMAGE ? "![" : "[");
        return index;
    }
    bool has_delimiter = piece->markup == MARKUP_DELIMITERS;
    piece->delimiter = has_delimiter ? rubric_markdown_choose_delimiter(inlines, index, node) : 0;
    inlines->needs_html = inlines->needs_html || (has_delimiter && !piece->delimiter);
    if (piece->delimiter) {
        rubric_buffer_put_repeated(inlines->out, piece->delimiter,
                                   rubric_markdown_delimiter_count(inlines->pieces->style, node));
        inlines->open[(unsigned char)piece->delimiter]++;
    } else {
        size_t start = inlines->out->size;
        rubric_markdown_put_html_tag(inlines->out, node, true);
        rubric_markdown_keep_blanks(inlines, start);
    }
    return index;
}

static void close_brackets(struct inlines *inlines, rubric_node node) {
    rubric_kind kind = rubric_node_kind(node);
    inlines->brackets--;
    if (kind == RUBRIC_KIND_LINK || kind == RUBRIC_KIND_IMAGE) {
        inlines->links--;
        put_destination(inlines, node);
        if (rubric_markdown_takes_attributes(inlines, node))
            rubric_markdown_put_own_attributes(inlines, node);
    } else {
        rubric_buffer_put_byte(inlines->out, ']');
        rubric_markdown_put_own_attributes(inlines, node);
    }
}

static void close_markup(struct inlines *inlines, const struct piece *piece) {
    rubric_node node = node_of_piece(inlines, piece);
    char delimiter = piece_at(inlines->pieces, piece->partner)->delimiter;
    if (piece->markup == MARKUP_BRACKETS) {
        close_brackets(inlines, node);
    } else if (delimiter) {
        rubric_buffer_put_repeated(inlines->out, delimiter,
                                   rubric_markdown_delimiter_count(inlines->pieces->style, node));
        inlines->open[(unsigned char)delimiter]--;
    } else {
        rubric_markdown_put_html_tag(inlines->out, node, false);
    }
}

static void put_each(struct inlines *inlines) {
    for (size_t i = 0; i < piece_count(inlines->pieces) && !inlines->out->failed; i++) {
        const struct piece *piece = piece_at(inlines->pieces, i);
        switch ((enum piece_kind)piece->kind) {
        case PIECE_TEXT:
            put_text(inlines, i);
            break;
        case PIECE_BLANK:
            put_blank(inlines, i);
            break;
        case PIECE_BREAK:
            put_break(inlines);
            break;
        case PIECE_OBJECT:
            rubric_markdown_put_object(inlines, i);
            break;
        case PIECE_OPEN:
            i = open_markup(inlines, i);
            break;
        case PIECE_CLOSE:
            close_markup(inlines, piece);
            break;
        }
    }
}

// Emphasis that takes turns is easier to read; where that would need HTML, stars may do.
static void put_pieces(struct inlines *inlines, struct pieces *pieces, rubric_node block,
                       bool in_one_line) {
    if (!rubric_pieces_fill(pieces, block, in_one_line))
        return;
    size_t start = inlines->out->size;
    put_each(inlines);
    if (!inlines->needs_html || !rubric_markdown_stars_fit(inlines))
        return;
    inlines->out->size = start;
    inlines->all_stars = true;
    put_each(inlines);
}

static struct inlines begin_inlines(rubric_buffer *out, const struct pieces *pieces,
                                    rubric_node block, enum markdown_place place) {
    struct inlines inlines = {.out = out,
                              .pieces = pieces,
                              .document = block.document,
                              .start = out->size,
                              .place = place == PLACE_WRAPPED ? PLACE_LINES : place,
                              .wraps = place == PLACE_WRAPPED};
    return inlines;
}

void rubric_markdown_put_image(rubric_buffer *out, struct pieces *pieces, rubric_node image,
                               rubric_node description) {
    struct inlines inlines = begin_inlines(out, pieces, description, PLACE_HEADING);
    rubric_buffer_put_string(out, "![");
    inlines.links++;
    inlines.brackets++;
    pieces->may_begin_with_break = pieces->has_marked_breaks = false;
    put_pieces(&inlines, pieces, description, true);
    inlines.links--;
    inlines.brackets--;
    put_destination(&inlines, image);
    if (rubric_markdown_takes_attributes(&inlines, image))
        rubric_markdown_put_own_attributes(&inlines, image);
}

void rubric_markdown_put_inlines(rubric_buffer *out, struct pieces *pieces, rubric_node block,
                                 enum markdown_place place) {
    struct inlines inlines = begin_inlines(out, pieces, block, place);
    bool in_one_line = place != PLACE_LINES || pieces->style->options->wrap == RUBRIC_WRAP_NONE ||
                       markdown_has(pieces->style, DIALECT_HARD_LINE_BREAKS);
    pieces->may_begin_with_break = place == PLACE_LINES || place == PLACE_WRAPPED;
    pieces->has_marked_breaks = place == PLACE_LINES;
    put_pieces(&inlines, pieces, block, in_one_line);
}
