// SPDX-License-Identifier: MIT
// Inlines in a flat list: white space at the inner edges of emphasis moves out of it, for a
// delimiter beside a blank is none (CommonMark 0.31, section 6.2); what holds nothing goes.
#include "writers/markdown/pieces.h"

#include "document/document.h"

void rubric_pieces_init(struct pieces *pieces, const struct markdown_style *style,
                        rubric_context *context) {
    pieces->style = style;
    rubric_buffer_init(&pieces->list, context);
    rubric_buffer_init(&pieces->text, context);
}

void rubric_pieces_clear(struct pieces *pieces) {
    rubric_buffer_clear(&pieces->list);
    rubric_buffer_clear(&pieces->text);
}

static bool is_white(char byte) {
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

// Makes room for one piece before `index`.
static struct piece *insert(struct pieces *pieces, size_t index, enum piece_kind kind,
                            uint32_t node) {
    static const struct piece nothing;
    rubric_buffer_put(&pieces->list, (const char *)&nothing, sizeof nothing);
    if (pieces->list.failed)
        return NULL;
    struct piece *piece = piece_at(pieces, index);
    memmove(piece + 1, piece, (piece_count(pieces) - 1 - index) * sizeof *piece);
    *piece = (struct piece){.kind = (uint8_t)kind, .node = node};
    return piece;
}

static void drop_last(struct pieces *pieces) {
    pieces->list.size -= sizeof(struct piece);
}

static struct piece *last_piece(const struct pieces *pieces) {
    size_t count = piece_count(pieces);
    return count ? piece_at(pieces, count - 1) : NULL;
}

// Brackets keep white space at their edges.
static bool has_brackets(const struct piece *piece) {
    return piece->markup == MARKUP_BRACKETS;
}

// Where white space goes: before the emphasis that has just been opened.
static size_t edge(const struct pieces *pieces) {
    size_t index = piece_count(pieces);
    while (index > 0 && piece_at(pieces, index - 1)->kind == PIECE_OPEN &&
           !has_brackets(piece_at(pieces, index - 1)))
        index--;
    return index;
}

static char line_end(const struct pieces *pieces) {
    return pieces->in_one_line ? ' ' : '\n';
}

static bool has_line_end(rubric_slice white) {
    return memchr(white.bytes, '\n', white.size) || memchr(white.bytes, '\r', white.size);
}

// Line ends behind the first one of white space: each is a character of the text.
static size_t more_line_ends(rubric_slice white) {
    size_t count = 0;
    for (size_t i = 0; i < white.size; i++)
        count += white.bytes[i] == '\n';
    return count > 1 ? count - 1 : 0;
}

// White space of a line of text: a line end counts for all that stands around it.
static void add_blank(struct pieces *pieces, rubric_slice white) {
    size_t index = edge(pieces);
    bool ends_line = has_line_end(white);
    struct piece *before = index ? piece_at(pieces, index - 1) : NULL;
    if (!before || before->kind == PIECE_BREAK)
        return;
    if (before->kind == PIECE_BLANK) {
        if (ends_line) {
            pieces->text.bytes[before->begin] = line_end(pieces);
            before->end = before->begin + 1;
        }
        return;
    }
    struct piece *piece = insert(pieces, index, PIECE_BLANK, 0);
    if (!piece)
        return;
    piece->begin = (uint32_t)pieces->text.size;
    if (ends_line)
        rubric_buffer_put_byte(&pieces->text, line_end(pieces));
    else
        rubric_buffer_put_slice(&pieces->text, white);
    piece->end = (uint32_t)pieces->text.size;
}

// Blanks before a backslash are text. A break before all text says nothing in a page, where it is
// left out; in Markdown somebody put a backslash there.
static void add_break(struct pieces *pieces, rubric_node node) {
    size_t index = edge(pieces);
    struct piece *before = index ? piece_at(pieces, index - 1) : NULL;
    bool is_kept = before && before->kind == PIECE_BLANK && pieces->has_marked_breaks &&
                   pieces->text.bytes[before->begin] != '\n';
    if (before && before->kind == PIECE_BLANK && !is_kept)
        *before = (struct piece){.kind = PIECE_BREAK, .node = node.id};
    else if (before || (pieces->may_begin_with_break && !rubric_node_element(node).size))
        insert(pieces, index, PIECE_BREAK, node.id);
}

static size_t white_end(rubric_slice text, size_t at) {
    while (at < text.size && is_white(text.bytes[at]))
        at++;
    return at;
}

// Runs of signs that are delimiters of the document.
static void count_marks(struct pieces *pieces, rubric_slice text) {
    for (size_t at = 0; at < text.size; at++)
        pieces->marks += markdown_mark_size(pieces->style, (unsigned char)text.bytes[at]) &&
                         (at == 0 || text.bytes[at - 1] != text.bytes[at]);
}

// Copies text; of white space around a line end only that remains.
static void put_copy(struct pieces *pieces, rubric_slice text) {
    rubric_buffer *out = &pieces->text;
    size_t done = 0;
    if (pieces->style->delimiter_count)
        count_marks(pieces, text);
    for (size_t at = 0; at < text.size;) {
        char byte = text.bytes[at];
        pieces->tildes += byte == '~';
        pieces->carets += byte == '^';
        if (byte > ' ' || (unsigned char)byte >= 0x80 || (byte && byte < '\t')) {
            at++;
            continue;
        }
        rubric_buffer_put(out, text.bytes + done, at - done);
        done = at;
        if (byte == '\0') { // every reader takes it for U+FFFD
            rubric_buffer_put_code_point(out, 0xFFFD);
            done = ++at;
            continue;
        }
        at = is_white(byte) ? white_end(text, at) : at + 1;
        rubric_slice white = rubric_slice_part(text, done, at);
        if (has_line_end(white)) {
            rubric_buffer_put_byte(out, line_end(pieces));
            for (size_t more = more_line_ends(white); more > 0; more--)
                rubric_buffer_put_byte(out, PIECE_LINE_END);
            done = at;
        }
    }
    rubric_buffer_put(out, text.bytes + done, text.size - done);
}

// The text that a new one goes on with: the last piece, or the one before a last blank.
static struct piece *text_to_extend(struct pieces *pieces) {
    struct piece *last = last_piece(pieces);
    if (!last || last->end != pieces->text.size)
        return NULL;
    if (last->kind == PIECE_TEXT)
        return last;
    bool joins = last->kind == PIECE_BLANK && piece_count(pieces) > 1 &&
                 last[-1].kind == PIECE_TEXT && last[-1].end == last->begin;
    if (!joins)
        return NULL;
    drop_last(pieces);
    return last - 1;
}

static void add_words(struct pieces *pieces, rubric_slice words) {
    struct piece *piece = text_to_extend(pieces);
    if (!piece) {
        piece = insert(pieces, piece_count(pieces), PIECE_TEXT, 0);
        if (!piece)
            return;
        piece->begin = (uint32_t)pieces->text.size;
    }
    put_copy(pieces, words);
    piece->end = (uint32_t)pieces->text.size;
}

static void add_text(struct pieces *pieces, rubric_slice text) {
    size_t begin = white_end(text, 0), end = text.size;
    while (end > begin && is_white(text.bytes[end - 1]))
        end--;
    rubric_slice blank = rubric_slice_part(text, 0, begin);
    if (begin > 0 && !piece_count(pieces) && memchr(blank.bytes, '\t', begin))
        add_words(pieces, rubric_slice_of("\v")); // it would be code, or go
    else if (begin > 0)
        add_blank(pieces, blank);
    if (end > begin)
        add_words(pieces, rubric_slice_part(text, begin, end));
    if (end > begin && end < text.size)
        add_blank(pieces, rubric_slice_part(text, end, text.size));
}

static void add_quote(struct pieces *pieces, rubric_node node, bool opens) {
    bool is_single = rubric_node_integer(node, RUBRIC_FIELD_QUOTE) == 1;
    add_words(pieces, rubric_slice_of(is_single ? (opens ? "‘" : "’") : (opens ? "“" : "”")));
}

static void add_object(struct pieces *pieces, rubric_node node) {
    bool is_raw = rubric_node_kind(node) == RUBRIC_KIND_RAW_INLINE;
    rubric_slice content =
        is_raw ? rubric_node_string(node, RUBRIC_FIELD_LITERAL) : rubric_node_plane(node);
    bool is_foreign = is_raw &&
                      !rubric_slice_equal(rubric_node_string(node, RUBRIC_FIELD_FORMAT),
                                          rubric_slice_of("html")) &&
                      !markdown_has(pieces->style, DIALECT_RAW_ATTRIBUTE);
    bool is_empty = content.size == 0 && rubric_node_kind(node) != RUBRIC_KIND_FOOTNOTE_REFERENCE;
    if (!is_empty && !is_foreign)
        insert(pieces, piece_count(pieces), PIECE_OBJECT, node.id);
}

static void open_markup(struct pieces *pieces, rubric_node node, enum markup markup) {
    rubric_kind kind = rubric_node_kind(node);
    if (kind == RUBRIC_KIND_LINK) {
        if (pieces->link)
            return;
        pieces->link = node.id;
    }
    pieces->tildes += markup == MARKUP_DELIMITERS &&
                      (kind == RUBRIC_KIND_STRIKEOUT || kind == RUBRIC_KIND_SUBSCRIPT);
    pieces->carets += markup == MARKUP_DELIMITERS && kind == RUBRIC_KIND_SUPERSCRIPT;
    pieces->marks += markup == MARKUP_DELIMITERS && kind == RUBRIC_KIND_SPAN ? 2 : 0;
    struct piece *piece = insert(pieces, piece_count(pieces), PIECE_OPEN, node.id);
    if (piece)
        piece->markup = (uint8_t)markup;
}

static void close_markup(struct pieces *pieces, rubric_node node, enum markup markup) {
    rubric_kind kind = rubric_node_kind(node);
    if (kind == RUBRIC_KIND_LINK && pieces->link != node.id)
        return;
    if (kind == RUBRIC_KIND_LINK)
        pieces->link = 0;
    size_t index = piece_count(pieces);
    while (index > 0 && markup != MARKUP_BRACKETS &&
           (piece_at(pieces, index - 1)->kind == PIECE_BLANK ||
            piece_at(pieces, index - 1)->kind == PIECE_BREAK))
        index--;
    bool is_empty = index > 0 && piece_at(pieces, index - 1)->node == node.id &&
                    piece_at(pieces, index - 1)->kind == PIECE_OPEN;
    if (is_empty && markup != MARKUP_BRACKETS && kind != RUBRIC_KIND_QUOTED) {
        drop_last(pieces); // white space never stands behind what was opened
        return;
    }
    struct piece *piece = insert(pieces, index, PIECE_CLOSE, node.id);
    if (piece)
        piece->markup = (uint8_t)markup;
}

// Where the dialect has no formulas, one can be a span as writers of HTML make them.
static void add_math(struct pieces *pieces, rubric_node node) {
    bool is_html = pieces->style->options->html && !markdown_has(pieces->style, DIALECT_MATH);
    if (!is_html) {
        add_object(pieces, node);
        return;
    }
    open_markup(pieces, node, MARKUP_HTML);
    add_text(pieces, rubric_node_plane(node));
    close_markup(pieces, node, MARKUP_HTML);
}

// Returns whether what the node holds is written too.
static bool enter(struct pieces *pieces, rubric_node node) {
    enum markup markup;
    switch (rubric_node_kind(node)) {
    case RUBRIC_KIND_TEXT:
        add_text(pieces, rubric_node_plane(node));
        return true;
    case RUBRIC_KIND_LINE_BREAK:
        add_break(pieces, node);
        return true;
    case RUBRIC_KIND_MATH:
        add_math(pieces, node);
        return true;
    case RUBRIC_KIND_CODE:
    case RUBRIC_KIND_RAW_INLINE:
    case RUBRIC_KIND_FOOTNOTE_REFERENCE:
        add_object(pieces, node);
        return true;
    default:
        markup = rubric_markdown_markup_of(pieces->style, node);
        if (markup == MARKUP_OBJECT &&
            (!pieces->link || rubric_node_kind(node) == RUBRIC_KIND_SPAN)) {
            insert(pieces, piece_count(pieces), PIECE_OBJECT, node.id);
            return false;
        }
        if (rubric_node_kind(node) == RUBRIC_KIND_QUOTED && markup == MARKUP_NONE)
            add_quote(pieces, node, true);
        else if (markup != MARKUP_NONE)
            open_markup(pieces, node, markup == MARKUP_OBJECT ? MARKUP_BRACKETS : markup);
        return true;
    }
}

static void leave(struct pieces *pieces, rubric_node node) {
    enum markup markup = rubric_markdown_markup_of(pieces->style, node);
    if (rubric_node_kind(node) == RUBRIC_KIND_QUOTED && markup == MARKUP_NONE)
        add_quote(pieces, node, false);
    else if (markup != MARKUP_NONE)
        close_markup(pieces, node, markup == MARKUP_OBJECT ? MARKUP_BRACKETS : markup);
}

// Indices move while the list is made, so partners are found at the end.
static void pair_markup(struct pieces *pieces) {
    uint32_t open = UINT32_MAX;
    for (uint32_t i = 0; i < piece_count(pieces); i++) {
        struct piece *piece = piece_at(pieces, i);
        if (piece->kind == PIECE_OPEN) {
            piece->partner = open;
            open = i;
        } else if (piece->kind == PIECE_CLOSE) {
            piece->partner = open;
            open = piece_at(pieces, open)->partner;
            piece_at(pieces, piece->partner)->partner = i;
        }
    }
}

bool rubric_pieces_fill(struct pieces *pieces, rubric_node block, bool in_one_line) {
    pieces->in_one_line = in_one_line;
    pieces->list.size = pieces->text.size = 0;
    pieces->link = pieces->tildes = pieces->carets = pieces->marks = 0;
    rubric_document_layout(block.document, block.id); // so that the plane stays where it is
    rubric_cursor cursor = rubric_cursor_begin(block);
    while (rubric_cursor_next(&cursor) && !pieces->list.failed) {
        if (cursor.node.id == block.id)
            continue;
        if (!cursor.entering)
            leave(pieces, cursor.node);
        else if (!enter(pieces, cursor.node))
            rubric_cursor_skip(&cursor);
    }
    struct piece *last;
    while ((last = last_piece(pieces)) != NULL &&
           (last->kind == PIECE_BLANK || last->kind == PIECE_BREAK))
        drop_last(pieces);
    if (pieces->list.failed || pieces->text.failed)
        return false;
    pair_markup(pieces);
    return true;
}
