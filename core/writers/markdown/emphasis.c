// SPDX-License-Identifier: MIT
// Which delimiters emphasis gets, so that the flanking rules (CommonMark 0.31, section 6.2) and the
// delimiter stack of its appendix read it as what it is.
#include "document/document.h"
#include "writers/markdown/inlines.h"

static bool is_space(uint32_t code_point) {
    return code_point == 0 || rubric_is_space(code_point);
}

// Letters count as such, and so does all else that is neither white space nor punctuation.
static bool is_punctuation(uint32_t code_point) {
    if (code_point < 0x80)
        return code_point > ' ' && !markdown_is_alphanumeric(code_point);
    return !is_space(code_point) && rubric_is_punctuation(code_point);
}

// Delimiters that do nothing inside of a word; quotes are apostrophes there.
static bool is_outside(char delimiter) {
    return delimiter == '_' || delimiter == '"' || delimiter == '\'';
}

// Whether a delimiter between these two opens (left-flanking), and for '_' not inside a word.
static bool may_open(uint32_t before, uint32_t after, char delimiter) {
    bool left =
        !is_space(after) && (!is_punctuation(after) || is_space(before) || is_punctuation(before));
    return left && (!is_outside(delimiter) || is_space(before) || is_punctuation(before));
}

static bool may_close(uint32_t before, uint32_t after, char delimiter) {
    bool right =
        !is_space(before) && (!is_punctuation(before) || is_space(after) || is_punctuation(after));
    return right && (!is_outside(delimiter) || is_space(after) || is_punctuation(after));
}

// Whether the sign that was written last is one of the text: at the end of a text, those that are
// delimiters of the document are escaped.
static bool ends_escaped(const struct inlines *inlines, char sign) {
    rubric_slice text = rubric_buffer_slice(inlines->out);
    return markdown_mark_size(inlines->pieces->style, (unsigned char)sign) &&
           text.size > inlines->start + 1 && text.bytes[text.size - 2] == '\\';
}

// Whether a delimiter around the pieces from `open` to its partner is read as the one it is.
static bool fits(struct inlines *inlines, size_t open, char delimiter) {
    size_t close = piece_at(inlines->pieces, open)->partner;
    uint32_t before = rubric_markdown_last_written(inlines),
             first = rubric_markdown_first_of(inlines, open + 1);
    uint32_t last = rubric_markdown_last_of(inlines, close - 1),
             after = rubric_markdown_first_of(inlines, close + 1);
    bool after_is_text = close + 1 < piece_count(inlines->pieces) &&
                         piece_at(inlines->pieces, close + 1)->kind == PIECE_TEXT;
    if ((before == (uint32_t)delimiter && !ends_escaped(inlines, delimiter)) ||
        (after == (uint32_t)delimiter && !after_is_text))
        return false; // the two would be one longer delimiter
    // One that can close too would close the one around it.
    if (inlines->open[(unsigned char)delimiter] > 0 && may_close(before, first, delimiter))
        return false;
    return may_open(before, first, delimiter) && may_close(last, after, delimiter);
}

static bool is_script(rubric_kind kind) {
    return kind == RUBRIC_KIND_SUPERSCRIPT || kind == RUBRIC_KIND_SUBSCRIPT;
}

// Whether there is no white space between the pieces of a superscript, where none may be.
static bool is_one_word(const struct inlines *inlines, size_t open) {
    size_t close = piece_at(inlines->pieces, open)->partner;
    for (size_t i = open + 1; i < close; i++) {
        const struct piece *piece = piece_at(inlines->pieces, i);
        rubric_slice text = rubric_slice_make("", 0);
        bool is_object = piece->kind == PIECE_OBJECT;
        rubric_node node = node_value(inlines->document, is_object ? piece->node : 1);
        if (piece->kind == PIECE_BLANK || piece->kind == PIECE_BREAK ||
            rubric_node_kind(node) == RUBRIC_KIND_LINK)
            return false;
        if (piece->kind == PIECE_TEXT)
            text = piece_text(inlines->pieces, piece);
        else if (is_object && rubric_node_kind(node) == RUBRIC_KIND_RAW_INLINE)
            text = rubric_node_string(node, RUBRIC_FIELD_LITERAL);
        else if (is_object)
            text = rubric_node_plane(node);
        for (size_t k = 0; k < text.size; k++)
            if ((unsigned char)text.bytes[k] <= ' ')
                return false;
    }
    return true;
}

char rubric_markdown_choose_delimiter(struct inlines *inlines, size_t index, rubric_node node) {
    rubric_kind kind = rubric_node_kind(node);
    char own = rubric_markdown_delimiter_of(inlines->pieces->style, node);
    if (own)
        return fits(inlines, index, own) && (!is_script(kind) || is_one_word(inlines, index)) ? own
                                                                                              : 0;
    if (inlines->all_stars)
        return '*';
    const rubric_write_options *options = inlines->pieces->style->options;
    char wanted = kind == RUBRIC_KIND_EMPH ? options->emphasis : options->strong;
    bool turns = (inlines->open['*'] + inlines->open['_']) % 2 != 0;
    char first = wanted ? wanted : turns ? '_' : '*', second = first == '*' ? '_' : '*';
    return fits(inlines, index, first) ? first : fits(inlines, index, second) ? second : 0;
}

/* ---- Stars alone --------------------------------------------------------------------- */

/** Stars that stand together: what they shall close and open, and what the stack makes of them. */
struct run {
    size_t first, end; // pieces
    uint32_t length, left;
    bool opens, closes;
    size_t next; // of its closing pieces, to be matched
};

static bool is_emphasis(const struct inlines *inlines, const struct piece *piece) {
    rubric_kind kind = (rubric_kind)node_at(inlines->document, piece->node)->kind;
    return kind == RUBRIC_KIND_EMPH || kind == RUBRIC_KIND_STRONG;
}

static uint32_t stars_of(const struct inlines *inlines, const struct piece *piece) {
    return node_at(inlines->document, piece->node)->kind == RUBRIC_KIND_STRONG ? 2 : 1;
}

static uint32_t code_point_before(const struct inlines *inlines, size_t index) {
    enum piece_kind kind = (enum piece_kind)piece_at(inlines->pieces, index - 1)->kind;
    return kind == PIECE_BLANK || kind == PIECE_BREAK ? ' '
                                                      : rubric_markdown_last_of(inlines, index - 1);
}

// Gathers the runs; false where there is markup besides emphasis.
static bool gather_runs(const struct inlines *inlines, rubric_buffer *runs) {
    for (size_t i = 0; i < piece_count(inlines->pieces);) {
        const struct piece *piece = piece_at(inlines->pieces, i);
        bool is_mark = piece->kind == PIECE_OPEN || piece->kind == PIECE_CLOSE;
        if (is_mark && !is_emphasis(inlines, piece))
            return false;
        struct run run = {.first = i, .next = i};
        uint32_t before = i ? code_point_before(inlines, i) : 0;
        for (; is_mark && i < piece_count(inlines->pieces); i++) {
            piece = piece_at(inlines->pieces, i);
            if (piece->kind != PIECE_OPEN && piece->kind != PIECE_CLOSE)
                break;
            if (!is_emphasis(inlines, piece))
                return false;
            run.length += stars_of(inlines, piece);
        }
        if (!is_mark) {
            i++;
            continue;
        }
        uint32_t after = rubric_markdown_first_of(inlines, i);
        bool is_text =
            i < piece_count(inlines->pieces) && piece_at(inlines->pieces, i)->kind == PIECE_TEXT;
        if (is_text && after == '*')
            after = '\\'; // a star of the text is escaped
        run.end = i;
        run.left = run.length;
        run.opens = may_open(before, after, '*');
        run.closes = may_close(before, after, '*');
        rubric_buffer_put(runs, (const char *)&run, sizeof run);
    }
    return !runs->failed;
}

// The rule of three: one that could do both pairs only with some lengths.
static bool may_pair(const struct run *opener, const struct run *closer) {
    bool is_both = (opener->opens && opener->closes) || (closer->opens && closer->closes);
    return !is_both || (opener->length + closer->length) % 3 != 0 ||
           (opener->length % 3 == 0 && closer->length % 3 == 0);
}

// Pairs stars of two runs as the stack does; false when it is not what the pieces say.
static bool pair(const struct inlines *inlines, struct run *opener, struct run *closer) {
    uint32_t stars = opener->left >= 2 && closer->left >= 2 ? 2 : 1;
    if (closer->next >= closer->end)
        return false;
    const struct piece *close = piece_at(inlines->pieces, closer->next);
    bool is_wanted = close->kind == PIECE_CLOSE && stars_of(inlines, close) == stars &&
                     close->partner >= opener->first && close->partner < opener->end;
    closer->next++;
    opener->left -= stars;
    closer->left -= stars;
    return is_wanted;
}

// The delimiter stack (appendix, "process emphasis").
static bool process(const struct inlines *inlines, struct run *runs, size_t count) {
    size_t depth = 0; // runs below are openers that wait; the array serves as the stack
    for (size_t i = 0; i < count; i++) {
        struct run run = runs[i];
        while (run.closes && run.left) {
            size_t at = depth;
            while (at > 0 && !may_pair(&runs[at - 1], &run))
                at--;
            if (at == 0)
                break;
            if (at < depth || !pair(inlines, &runs[at - 1], &run))
                return false; // or an opener would be passed over
            depth = runs[at - 1].left ? at : at - 1;
        }
        if (run.left && !run.opens)
            return false;
        if (run.left)
            runs[depth++] = run;
    }
    return depth == 0;
}

bool rubric_markdown_stars_fit(const struct inlines *inlines) {
    rubric_buffer runs;
    rubric_buffer_init(&runs, inlines->document->context);
    bool fits_all = gather_runs(inlines, &runs) && runs.size &&
                    process(inlines, (struct run *)runs.bytes, runs.size / sizeof(struct run));
    rubric_buffer_clear(&runs);
    return fits_all;
}
