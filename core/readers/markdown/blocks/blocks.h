// SPDX-License-Identifier: MIT
// What the first pass finds: blocks in document order and the lines of their text (appendix,
// "Phase 1: block structure"). No node is made before all link reference definitions are known.
#ifndef RUBRIC_READERS_MARKDOWN_BLOCKS_H
#define RUBRIC_READERS_MARKDOWN_BLOCKS_H

#include "document/document.h"
#include "readers/markdown/blocks/line.h"
#include "readers/markdown/content.h"
#include "readers/markdown/notes.h"
#include "readers/markdown/references.h"

enum { OPEN_LIMIT = 2 * RUBRIC_DEPTH + 8 };

/** A run of backticks or tildes that opens fenced code, and its information. */
struct fence {
    char mark;
    uint8_t indent; // columns before it
    uint32_t size;
    uint32_t info_begin, info_end;
};

/** A block; its children follow it, one deeper. */
struct block {
    uint8_t kind;   // rubric_kind; none for a paragraph of nothing but definitions
    bool is_closed; // by a line of its own
    uint16_t depth;
    uint32_t begin, end; // in the source, with the marks
    uint32_t first_line, line_count;
    union {
        uint8_t condition;    // of an HTML block: 1 to 7
        uint32_t width;       // of an item: columns to its content
        uint32_t list_before; // of a paragraph: index of the definition list it follows, plus 1
        struct stretch name;  // of a footnote: its label; of a div: its class, or its attributes
        struct {
            uint8_t level;
            struct stretch attributes;
        } heading;
        struct {
            uint32_t columns;
            uint32_t caption; // index of the paragraph that is its caption; 0: none
        } table;
        struct {
            uint32_t width; // columns to its content
            bool is_loose, has_blank;
        } definition;
        struct {
            char mark; // - + * . )
            bool is_loose;
            uint32_t start;
        } list;
        struct fence fence; // of code; mark 0: it is indented
    } as;
};

struct block_parser {
    rubric_document *document;
    rubric_context *context;
    dialect_set dialect;
    struct line line;
    struct block *blocks;
    uint32_t block_count, block_capacity;
    struct text_line *lines;
    uint32_t line_count, line_capacity;
    uint32_t open[OPEN_LIMIT]; // indices of blocks, the document first
    uint32_t open_count;
    uint32_t matched;       // open blocks that go on in this line, or were opened in it
    bool has_begun;         // a block began in this line
    uint32_t no_rule;       // where a byte stands in this line that no rule has
    bool was_blank;         // the line before was
    uint32_t was_blank_for; // and that for open blocks from this one on
    uint32_t blank_lines;   // that came right before this line
    struct references references, footnotes;
    struct content scratch;
};

/** Read all lines from `begin` on; failures are sticky in the context. */
void rubric_blocks_read(struct block_parser *parser, uint32_t begin);

/* For the files that know one kind of block each. */

static inline struct block *open_block(struct block_parser *parser, uint32_t depth) {
    return &parser->blocks[parser->open[depth]];
}

/** The innermost open block that goes on in this line. */
static inline struct block *container(struct block_parser *parser) {
    return open_block(parser, parser->matched - 1);
}

static inline struct block *tip(struct block_parser *parser) {
    return open_block(parser, parser->open_count - 1);
}

/** Whether what comes next may go on with a paragraph that its containers left (section 5.1). */
static inline bool may_be_lazy(struct block_parser *parser) {
    return !parser->has_begun && tip(parser)->kind == RUBRIC_KIND_PARAGRAPH;
}

/** Whether a block may hold others; tables are lines until they are nodes. */
static inline bool holds_blocks(const struct block *block) {
    return block->kind != RUBRIC_KIND_TABLE &&
           rubric_kind_content((rubric_kind)block->kind) == RUBRIC_CONTENT_BLOCKS;
}

/** Whether a line that goes on with a block is its text, whatever it looks like. */
static inline bool takes_lines(const struct block *block) {
    return block->kind == RUBRIC_KIND_CODE_BLOCK || block->kind == RUBRIC_KIND_RAW_BLOCK ||
           block->kind == RUBRIC_KIND_LINE_BLOCK;
}

/** A block behind all others, of one depth, that is not open; NULL when memory ran out. */
struct block *rubric_blocks_append(struct block_parser *parser, rubric_kind kind, uint32_t depth);

/** Open a block in the innermost container that goes on; NULL when memory ran out. */
struct block *rubric_blocks_open(struct block_parser *parser, rubric_kind kind);

/** Close open blocks until `count` are left. */
void rubric_blocks_close(struct block_parser *parser, uint32_t count);

/** What is left of the line becomes text of the innermost block: from `at` or from the content. */
void rubric_blocks_add_text(struct block_parser *parser);
void rubric_blocks_add_content(struct block_parser *parser);

/** Begin what the line begins (sections 4 and 5); `starts_text`: it takes the rest of the line. */
bool rubric_blocks_start(struct block_parser *parser, bool *starts_text);

/** Cut the attributes off the end of a heading's text, if it has some. */
bool rubric_heading_take_attributes(const struct block_parser *parser, struct text_line *text,
                                    struct stretch *attributes);

/** A list item begins (section 5.2). */
bool rubric_items_start(struct block_parser *parser);
/** Whether an item goes on in the line, whose indent is then taken. */
bool rubric_items_go_on(struct block_parser *parser, uint32_t depth);

/** Footnotes (GitHub's documentation, "Footnotes"). */
bool rubric_footnotes_start(struct block_parser *parser);
bool rubric_footnotes_go_on(struct block_parser *parser, uint32_t depth);

/** Definitions, whose terms are the paragraph before (pandoc's manual, "Definition lists"). */
bool rubric_definition_lists_start(struct block_parser *parser);
bool rubric_definition_lists_go_on(struct block_parser *parser, uint32_t depth);

/** Fences of divs open or close one (pandoc's manual, "Divs and Spans"). */
bool rubric_divs_start(struct block_parser *parser);

/** Line blocks (pandoc's manual, "Line blocks"). */
bool rubric_line_blocks_start(struct block_parser *parser);
bool rubric_line_blocks_go_on(struct block_parser *parser, struct block *block);
void rubric_line_blocks_add(struct block_parser *parser);

/** Behind the mark of a caption at the start of a line; 0 when there is none. */
size_t rubric_captions_scan(rubric_slice text);
/** Give tables the captions that stand beside them (pandoc's manual, "Tables"). */
void rubric_captions_find(struct block_parser *parser);

/** HTML blocks (section 4.6): the condition that holds, 0 for none; and its end. */
uint8_t rubric_html_block_start(rubric_slice content, bool may_interrupt);
bool rubric_html_block_ends(uint8_t condition, rubric_slice content);

/** Whether the line is a delimiter row with as many columns as a header row has cells. */
bool rubric_tables_may_start(const struct block_parser *parser, const struct text_line *header);
/** The paragraph that goes on becomes a table when the line is its delimiter row (GFM). */
bool rubric_tables_start(struct block_parser *parser);

/** Take the definitions off the start of a paragraph (section 4.7). */
void rubric_definitions_read(struct block_parser *parser, struct block *paragraph);

#endif
