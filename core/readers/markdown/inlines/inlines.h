// SPDX-License-Identifier: MIT
// What the second pass finds in the text of a leaf block (appendix, "Phase 2: inline structure"):
// tokens in order. What stands between two tokens is text.
#ifndef RUBRIC_READERS_MARKDOWN_INLINES_H
#define RUBRIC_READERS_MARKDOWN_INLINES_H

#include "document/builder.h"
#include "readers/markdown/content.h"
#include "readers/markdown/html_tags.h"
#include "readers/markdown/references.h"

enum token_kind {
    TOKEN_TEXT,       // a mark that came to nothing
    TOKEN_ESCAPE,     // a backslash and its character
    TOKEN_ENTITY,     // a character reference
    TOKEN_NUL,        // stands for U+FFFD
    TOKEN_SOFT_BREAK, // a line end with blanks before it
    TOKEN_HARD_BREAK,
    TOKEN_CODE,
    TOKEN_HTML,
    TOKEN_DELIMITERS, // a run of * _ ~ and what extensions add
    TOKEN_LINK,       // the bracket that opens it
    TOKEN_IMAGE,
    TOKEN_SPAN,
    TOKEN_LINK_END, // of a span too
    TOKEN_AUTOLINK,
    TOKEN_WIKI_LINK,
    TOKEN_MATH,
    TOKEN_SIGN, // ASCII that stands for a typographic sign
    TOKEN_EMOJI,
    TOKEN_FOOTNOTE, // a reference
    TOKEN_NOTE,     // `^[` of a footnote that stands in the text; its target: the token of its end
    TOKEN_NOTE_END
};

/** A piece of the content that is more than text. */
struct token {
    uint32_t begin, end; // in the content
    uint8_t kind;
    uint8_t prefix;  // of autolinks: index into what stands before their URL
    uint16_t inset;  // of code, math and autolinks: bytes of their marks at each side
    uint32_t target; // of links: index of the target
    uint32_t behind; // of what may have attributes: where they begin, else the end
    const char *sign;
    // Of delimiters: what they close, from the left, and what they open, to the right.
    uint32_t closes, last_close, opens; // marks: index plus 1; 0: none
    uint32_t closed, opened;            // bytes of it
};

enum { RULE_LIMIT = 24 };

/** What a run of one byte becomes; see delimiter_rules.c. */
struct delimiter_rule {
    char byte;
    uint8_t kinds[2];   // rubric_kind of one byte of it, and of two; none: it is text
    bool is_exact;      // runs match in one piece: both sides have as many bytes
    bool is_outside;    // nothing opens or closes inside of words
    bool has_no_spaces; // one byte does not reach over white space
    const char *name;   // class of a span
};

/** An emphasis that opens or closes in a run. */
struct mark {
    uint8_t kind; // rubric_kind
    uint8_t size; // bytes
    uint32_t next;
    const char *name; // class; NULL: none
};

/** A run on the delimiter stack; the stack is a list, for runs leave it from its middle too. */
struct delimiter {
    uint32_t token;
    uint32_t previous, next; // index plus 1; 0: none
    uint32_t count, size;    // bytes left, and at first
    uint8_t rule;            // its index
    bool can_open, can_close;
};

/** An opening bracket that may still become a link. */
struct bracket {
    uint32_t token;
    uint32_t delimiter; // the top of the stack of delimiters before it
    bool is_image, is_note, is_inactive;
    bool has_inner; // another bracket opened behind it: its text is no label
};

/** Where a link leads, and its attributes. */
struct link_token {
    struct link_target target;
    rubric_slice attributes;
};

/** A run of backticks; those of one length make a list. */
struct backticks {
    uint32_t begin, size, next; // index plus 1
};

struct inline_parser {
    rubric_document *document;
    rubric_context *context;
    dialect_set dialect;
    struct rubric_builder *builder;
    struct references *references, *footnotes;
    uint32_t note_number; // of the footnote in the text that came last
    bool has_notes;       // the block has some
    bool reads_notes;     // only they are written: the block was read before
    struct content content;
    rubric_slice text; // of the content
    uint32_t at;
    uint32_t taken; // what ends before here is in tokens
    struct html_missing missing;
    bool special[256];    // bytes that may begin something
    uint8_t rule_of[256]; // of delimiters, by their byte: an index; 0: none
    struct delimiter_rule rules[RULE_LIMIT];
    uint32_t rule_count;
    uint32_t *bare_links; // tokens of those that a link around them would undo
    uint32_t bare_link_count, bare_link_capacity;
    struct token *tokens;
    uint32_t token_count, token_capacity;
    struct mark *marks;
    uint32_t mark_count, mark_capacity;
    struct delimiter *delimiters;
    uint32_t delimiter_count, delimiter_capacity, top; // top: index plus 1
    struct bracket *brackets;
    uint32_t bracket_count, bracket_capacity;
    uint32_t inactive_count; // brackets at the bottom that no link is looked for at any more
    struct link_token *targets;
    uint32_t target_count, target_capacity;
    struct backticks *runs;
    uint32_t run_count, run_capacity;
    uint32_t *run_lists; // by length: index of its first run plus 1
    uint32_t run_list_count;
    bool has_runs;
};

void rubric_inlines_init(struct inline_parser *parser, struct rubric_builder *builder,
                         struct references *references, struct references *footnotes);
void rubric_inlines_free(struct inline_parser *parser);

/** Read what is laid in `content` into the innermost open node. */
void rubric_inlines_read(struct inline_parser *parser);

/* For the files that know one construct each. `at` stands on its first byte; what is true took
   it, and what is false left it as text. */

/** A new token, which `at` goes behind; NULL when memory ran out. */
struct token *rubric_inlines_add(struct inline_parser *parser, enum token_kind kind, uint32_t begin,
                                 uint32_t end);

/** A list of attributes behind a token becomes a part of it, where there are such. */
void rubric_inlines_take_attributes(struct inline_parser *parser, struct token *token);

bool rubric_code_span_read(struct inline_parser *parser);
void rubric_code_span_forget(struct inline_parser *parser);

bool rubric_delimiters_read(struct inline_parser *parser);
/** The rules of the dialect. */
void rubric_delimiter_rules_init(struct inline_parser *parser);
/** One more; what is there for its byte stays. */
void rubric_delimiter_rules_add(struct inline_parser *parser, const struct delimiter_rule *rule);
/** Match the delimiters above one of the stack, and take them off it. */
void rubric_delimiters_match(struct inline_parser *parser, uint32_t bottom);

void rubric_bracket_open(struct inline_parser *parser);
bool rubric_bracket_close(struct inline_parser *parser);

/** `<scheme:…>` and `<name@host>` (section 6.5). */
bool rubric_autolink_read(struct inline_parser *parser);
/** What GFM links without brackets: `www.`, `http://`, `name@host`. */
bool rubric_bare_link_read(struct inline_parser *parser);
/** Bare links behind a token become text: there is a link around them. */
void rubric_bare_links_undo(struct inline_parser *parser, uint32_t token);

/** `$…$` and `$$…$$` (pandoc's manual, "Extension: tex_math_dollars"). */
bool rubric_math_read(struct inline_parser *parser);
/** `[[page|text]]` (pandoc's manual, "Extension: wikilinks_title_after_pipe"). */
bool rubric_wiki_link_read(struct inline_parser *parser);
/** Quotes, dashes and ellipses (pandoc's manual, "Extension: smart"). */
const char *rubric_quote_sign(char byte, bool opens);
bool rubric_dashes_read(struct inline_parser *parser);
bool rubric_ellipsis_read(struct inline_parser *parser);
/** `:name:`. */
bool rubric_emoji_read(struct inline_parser *parser);
/** What stands before the URL of an autolink. */
extern const char *const rubric_autolink_prefixes[];

/** A target for a token, and the attributes of its node; its index. */
uint32_t rubric_target_add(struct inline_parser *parser, const struct link_target *target,
                           rubric_slice attributes);

/** What closes as a footnote, or as a reference to one. */
bool rubric_note_close(struct inline_parser *parser, const struct bracket *bracket, uint32_t close);
bool rubric_footnote_close(struct inline_parser *parser, const struct bracket *bracket,
                           uint32_t close);
/** Give the footnotes in the text their numbers, from the last one on. */
void rubric_notes_number(struct inline_parser *parser);
/** References to footnotes; `index` is that of the token, and returned is the last one taken. */
uint32_t rubric_notes_put(struct inline_parser *parser, uint32_t index);
/** Make footnotes of those in the text. */
void rubric_notes_write(struct inline_parser *parser);

/** Make nodes of the tokens. */
void rubric_inlines_write(struct inline_parser *parser);
/** Of some tokens, and of the text between two offsets that they stand in. */
void rubric_inlines_write_part(struct inline_parser *parser, struct stretch tokens,
                               struct stretch text);

static inline char inline_byte(const struct inline_parser *parser, size_t at) {
    return at < parser->text.size ? parser->text.bytes[at] : '\0';
}

#endif
