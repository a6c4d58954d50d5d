// SPDX-License-Identifier: MIT
// The Markdown reader beside md4c and cmark.
//
// Where both read a text in another way, one of the excuses below holds for it: what CommonMark
// 0.31 changed, for both know 0.30, and what they get wrong.
#include "oracle/oracle.h"

#include "oracle/dump.h"

static bool has_word(rubric_slice text, const char *word) {
    return rubric_slice_find(text, rubric_slice_of(word), 0) != SIZE_MAX;
}

// Symbols of Unicode are punctuation since 0.31 (section 6.2).
static bool has_symbol(rubric_slice text) {
    for (size_t at = 0; at < text.size;) {
        size_t size;
        uint32_t code_point = rubric_utf8_decode(text, at, &size);
        if (code_point >= 0x80 && rubric_is_punctuation(code_point))
            return true;
        at += size;
    }
    return false;
}

// Since 0.31 comments may hold anything (section 6.6), `<search>` begins a block and `<source>`
// does not (section 4.6).
static bool has_changed_tag(rubric_slice text) {
    return has_word(text, "<!") || has_word(text, "search") || has_word(text, "source");
}

// Both take a form feed for a blank, each in other places; it is none (section 2.1). cmark lets
// destinations hold control characters (section 6.3), and md4c tells a NUL of code twice.
static bool has_control(rubric_slice text) {
    for (size_t i = 0; i < text.size; i++)
        if ((unsigned char)text.bytes[i] < ' ' && text.bytes[i] != '\t' && text.bytes[i] != '\n' &&
            text.bytes[i] != '\r')
            return true;
    return false;
}

static bool is_space(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

// Runs that open and close: rules 9 and 10 (section 6.2) keep some from matching, which md4c does
// not do in all cases; cmark then forgets openers that other closers could match.
static bool has_two_sided_run(rubric_slice text) {
    for (size_t i = 1; i + 1 < text.size; i++) {
        size_t begin = i;
        if (text.bytes[i] != '*' && text.bytes[i] != '_')
            continue;
        while (i + 1 < text.size && text.bytes[i + 1] == text.bytes[begin])
            i++;
        if (!is_space(text.bytes[begin - 1]) && i + 1 < text.size && !is_space(text.bytes[i + 1]))
            return true;
    }
    return false;
}

// In code spans md4c drops a line end at the start or the end, and cmark keeps the indent of a line
// (sections 4.8 and 6.1); behind a run of backticks that nothing closes cmark misses others.
static bool has_code_over_lines(rubric_slice text) {
    const char *first = text.size ? memchr(text.bytes, '`', text.size) : NULL;
    return first && memchr(first, '\n', text.size - (size_t)(first - text.bytes));
}

// cmark keeps the indent of a line behind a hard break, and md4c tabs at the end of a block (4.8).
static bool has_blanks_beside_break(rubric_slice text) {
    return has_word(text, "\\\n") || has_word(text, "\\\r") || has_word(text, "\t");
}

// A list is loose by a blank line behind a rule or a definition too (section 5.3), and dashes
// behind definitions are a rule, for there is no text to underline (section 4.3).
static bool has_blank_in_list(rubric_slice text) {
    return has_word(text, "]:") || has_word(text, "___") || has_word(text, "***") ||
           has_word(text, "---");
}

static bool is_excused(rubric_slice text) {
    return has_symbol(text) || has_changed_tag(text) || has_control(text) ||
           has_two_sided_run(text) || has_code_over_lines(text) || has_blanks_beside_break(text) ||
           has_blank_in_list(text);
}

static bool is_equal(const struct dump *a, const struct dump *b) {
    return rubric_slice_equal(rubric_buffer_slice(&a->lines), rubric_buffer_slice(&b->lines));
}

static void tell(rubric_buffer *why, const char *title, const struct dump *dump) {
    rubric_buffer_put_string(why, title);
    rubric_buffer_put_slice(why, rubric_buffer_slice(&dump->lines));
}

static bool compare(rubric_buffer *why, rubric_document *document) {
    struct dump ours, md4c, cmark;
    rubric_context *context = rubric_document_context(document);
    rubric_slice text = rubric_document_source(document);
    dump_begin(&ours, context);
    dump_begin(&md4c, context);
    dump_begin(&cmark, context);
    bool is_read = dump_rubric(&ours, document) && dump_md4c(&md4c, text);
    bool agrees = !is_read || is_equal(&ours, &md4c);
    if (!agrees)
        agrees = !dump_cmark(&cmark, text) || is_equal(&ours, &cmark) || is_excused(text);
    if (!agrees) {
        tell(why, "--- rubric\n", &ours);
        tell(why, "--- md4c\n", &md4c);
        tell(why, "--- cmark\n", &cmark);
    }
    dump_clear(&ours);
    dump_clear(&md4c);
    dump_clear(&cmark);
    return agrees;
}

bool oracle_agrees(rubric_buffer *why, rubric_context *context, rubric_slice text) {
    rubric_read_options options = {
        .size = sizeof options, .format = "commonmark", .charset = "utf-8", .borrow = true};
    rubric_document *document;
    if (rubric_document_read(&document, context, text.bytes, text.size, &options, NULL) !=
        RUBRIC_OK)
        return true; // a limit was met
    bool agrees = compare(why, document);
    rubric_document_free(document);
    return agrees;
}
