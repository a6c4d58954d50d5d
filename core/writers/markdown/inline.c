// SPDX-License-Identifier: MIT
// Inlines as Markdown. Emphasis that the flanking rules (CommonMark 0.31, section 6.2) would not
// see as such is written as HTML.
#include "base/ascii.h"
#include "document/document.h"
#include "writers/markdown/inlines.h"

static const char *const breaks[] = {
    [PLACE_LINES] = "\\\n", [PLACE_HEADING] = " ", [PLACE_CELL] = "<br>", [PLACE_VERSE] = "\n"};

static rubric_node node_of_piece(const struct inlines *inlines, const struct piece *piece) {
    return node_value(inlines->document, piece->node);
}

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

static size_t longest_run(rubric_slice text, char byte) {
    size_t longest = 0, run = 0;
    for (size_t i = 0; i < text.size; i++) {
        run = text.bytes[i] == byte ? run + 1 : 0;
        if (run > longest)
            longest = run;
    }
    return longest;
}

// Whether a code span loses or gains something at its edges: then one blank at each is padding.
static bool needs_padding(rubric_slice code) {
    char first = code.bytes[0], last = code.bytes[code.size - 1];
    bool has_blanks = (first == ' ' || first == '\n') && (last == ' ' || last == '\n');
    bool is_blank = true;
    for (size_t i = 0; i < code.size && is_blank; i++)
        is_blank = code.bytes[i] == ' ' || code.bytes[i] == '\n';
    return first == '`' || last == '`' || (has_blanks && !is_blank);
}

static void put_code(struct inlines *inlines, rubric_slice code) {
    rubric_buffer *out = inlines->out;
    size_t fence = longest_run(code, '`') + 1;
    bool is_padded = needs_padding(code);
    if (rubric_markdown_last_written(inlines) == '`')
        rubric_buffer_put_string(out, "<!-- -->"); // two fences must not run together
    rubric_buffer_put_repeated(out, '`', fence);
    if (is_padded)
        rubric_buffer_put_byte(out, ' ');
    for (size_t i = 0; i < code.size; i++) {
        char byte = code.bytes[i];
        if (byte == '|' && inlines->place == PLACE_CELL)
            rubric_buffer_put_byte(out, '\\');
        if (byte == '\0')
            rubric_buffer_put_code_point(out, 0xFFFD);
        else
            rubric_buffer_put_byte(out, byte == '\n' || byte == '\r' ? ' ' : byte);
    }
    if (is_padded)
        rubric_buffer_put_byte(out, ' ');
    rubric_buffer_put_repeated(out, '`', fence);
}

// Text in which no line may be broken later.
static void put_whole(struct inlines *inlines, rubric_slice text) {
    for (size_t i = 0; i < text.size; i++) {
        bool is_blank = text.bytes[i] == ' ' || text.bytes[i] == '\n';
        rubric_buffer_put_byte(inlines->out, is_blank && inlines->wraps ? '\0' : text.bytes[i]);
    }
}

static void put_destination(struct inlines *inlines, rubric_node node) {
    rubric_markdown_put_destination(inlines->out, node, inlines->place == PLACE_CELL,
                                    inlines->wraps);
}

static bool takes_attributes(const struct inlines *inlines, rubric_node node) {
    return markdown_has(inlines->pieces->style, DIALECT_ATTRIBUTES) &&
           rubric_markdown_has_attributes(node);
}

static void put_attributes(struct inlines *inlines, rubric_node node) {
    bool is_small = rubric_node_kind(node) == RUBRIC_KIND_SMALL_CAPS;
    size_t start = inlines->out->size;
    rubric_markdown_put_attributes(inlines->out, node, is_small ? "smallcaps" : NULL,
                                   inlines->place == PLACE_CELL ? ATTRIBUTES_IN_CELL : 0);
    for (size_t i = start; inlines->wraps && i < inlines->out->size; i++)
        if (inlines->out->bytes[i] == ' ')
            inlines->out->bytes[i] = '\0';
}

// An absolute address whose text is itself (CommonMark 0.31, section 6.5).
static bool is_autolink(const struct inlines *inlines, size_t index) {
    const struct piece *open = piece_at(inlines->pieces, index);
    rubric_node node = node_of_piece(inlines, open);
    rubric_slice url = rubric_node_string(node, RUBRIC_FIELD_URL);
    if (takes_attributes(inlines, node) || open->partner != index + 2 ||
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
    bool is_plain = inlines->place == PLACE_LINES &&
                    markdown_has(inlines->pieces->style, DIALECT_HARD_LINE_BREAKS);
    rubric_buffer_put_string(inlines->out, is_plain ? "\n" : breaks[inlines->place]);
}

static void put_math(struct inlines *inlines, rubric_node node) {
    const char *mark = rubric_node_boolean(node, RUBRIC_FIELD_DISPLAY) ? "$$" : "$";
    rubric_buffer_put_string(inlines->out, mark);
    rubric_buffer_put_slice(inlines->out, rubric_node_plane(node));
    rubric_buffer_put_string(inlines->out, mark);
}

static void put_raw(struct inlines *inlines, rubric_node node) {
    rubric_slice literal = rubric_node_string(node, RUBRIC_FIELD_LITERAL);
    rubric_slice format = rubric_node_string(node, RUBRIC_FIELD_FORMAT);
    if (rubric_slice_equal(format, rubric_slice_of("html"))) {
        put_whole(inlines, literal);
        return;
    }
    put_code(inlines, literal);
    rubric_buffer_put_string(inlines->out, "{=");
    rubric_buffer_put_slice(inlines->out, format);
    rubric_buffer_put_byte(inlines->out, '}');
}

static void put_wiki_link(struct inlines *inlines, rubric_node node) {
    rubric_slice url = rubric_node_string(node, RUBRIC_FIELD_URL);
    rubric_slice text = rubric_node_plane(rubric_node_first(node));
    rubric_buffer_put_string(inlines->out, "[[");
    put_whole(inlines, url);
    if (!rubric_slice_equal(url, text)) {
        rubric_buffer_put_string(inlines->out, inlines->place == PLACE_CELL ? "\\|" : "|");
        put_whole(inlines, text);
    }
    rubric_buffer_put_string(inlines->out, "]]");
}

static void put_emoji(struct inlines *inlines, rubric_node node) {
    rubric_slice name = rubric_slice_make("", 0);
    rubric_node_attribute(node, rubric_slice_of("data-emoji"), &name);
    rubric_buffer_put_byte(inlines->out, ':');
    rubric_buffer_put_slice(inlines->out, name);
    rubric_buffer_put_byte(inlines->out, ':');
}

// Without footnotes, a label in brackets is text.
static void put_reference(struct inlines *inlines, rubric_node node) {
    bool is_note = markdown_has(inlines->pieces->style, DIALECT_FOOTNOTES);
    rubric_buffer_put_string(inlines->out, is_note ? "[^" : "\\[");
    rubric_buffer_put_slice(inlines->out, rubric_node_string(node, RUBRIC_FIELD_LABEL));
    rubric_buffer_put_byte(inlines->out, ']');
}

static void put_object(struct inlines *inlines, rubric_node node) {
    switch (rubric_node_kind(node)) {
    case RUBRIC_KIND_CODE:
        put_code(inlines, rubric_node_plane(node));
        if (takes_attributes(inlines, node))
            put_attributes(inlines, node);
        break;
    case RUBRIC_KIND_MATH:
        put_math(inlines, node);
        break;
    case RUBRIC_KIND_RAW_INLINE:
        put_raw(inlines, node);
        break;
    case RUBRIC_KIND_LINK:
        put_wiki_link(inlines, node);
        break;
    case RUBRIC_KIND_SPAN:
        put_emoji(inlines, node);
        break;
    default:
        put_reference(inlines, node);
        break;
    }
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
        rubric_markdown_put_html_tag(inlines->out, node, true);
    }
    return index;
}

static void close_brackets(struct inlines *inlines, rubric_node node) {
    rubric_kind kind = rubric_node_kind(node);
    inlines->brackets--;
    if (kind == RUBRIC_KIND_LINK || kind == RUBRIC_KIND_IMAGE) {
        inlines->links--;
        put_destination(inlines, node);
        if (takes_attributes(inlines, node))
            put_attributes(inlines, node);
    } else {
        rubric_buffer_put_byte(inlines->out, ']');
        put_attributes(inlines, node);
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
            put_object(inlines, node_of_piece(inlines, piece));
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
    put_pieces(&inlines, pieces, description, true);
    inlines.links--;
    inlines.brackets--;
    put_destination(&inlines, image);
    if (takes_attributes(&inlines, image))
        put_attributes(&inlines, image);
}

void rubric_markdown_put_inlines(rubric_buffer *out, struct pieces *pieces, rubric_node block,
                                 enum markdown_place place) {
    struct inlines inlines = begin_inlines(out, pieces, block, place);
    bool in_one_line = place != PLACE_LINES || pieces->style->options->wrap == RUBRIC_WRAP_NONE ||
                       markdown_has(pieces->style, DIALECT_HARD_LINE_BREAKS);
    put_pieces(&inlines, pieces, block, in_one_line);
}
