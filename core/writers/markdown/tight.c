// SPDX-License-Identifier: MIT
// Which lists can be written without blank lines and still be read as what they are.
#include "document/document.h"
#include "writers/markdown/writer.h"

// A block whose parts stand for themselves, because Markdown has nothing for it.
static bool is_transparent(const struct markdown_style *style, rubric_node node) {
    if (rubric_markdown_is_extended(style, node))
        return false;
    switch (rubric_node_kind(node)) {
    case RUBRIC_KIND_DEFINITION_LIST:
    case RUBRIC_KIND_TERM:
    case RUBRIC_KIND_DEFINITION:
    case RUBRIC_KIND_FIGURE:
    case RUBRIC_KIND_CAPTION:
    case RUBRIC_KIND_FOOTNOTE:
    case RUBRIC_KIND_DIV:
    case RUBRIC_KIND_ELEMENT:
        return true;
    default:
        return false;
    }
}

static bool is_white(rubric_slice text) {
    for (size_t i = 0; i < text.size; i++)
        if (text.bytes[i] != ' ' && (text.bytes[i] < '\t' || text.bytes[i] > '\r'))
            return false;
    return true;
}

// Whether a paragraph has anything to write.
static bool has_inlines(rubric_node block) {
    rubric_cursor cursor = rubric_cursor_begin(block);
    while (rubric_cursor_next(&cursor)) {
        rubric_kind kind = rubric_node_kind(cursor.node);
        bool is_thing = kind == RUBRIC_KIND_LINK || kind == RUBRIC_KIND_IMAGE ||
                        kind == RUBRIC_KIND_RAW_INLINE || kind == RUBRIC_KIND_FOOTNOTE_REFERENCE;
        if (cursor.entering && (is_thing || (node_is_run(node_of(cursor.node)) &&
                                             !is_white(rubric_node_plane(cursor.node)))))
            return true;
    }
    return false;
}

static bool is_void(rubric_node block) {
    switch (rubric_node_kind(block)) {
    case RUBRIC_KIND_PARAGRAPH:
    case RUBRIC_KIND_LINE_BLOCK:
        return !has_inlines(block);
    case RUBRIC_KIND_LIST:
        return rubric_node_first(block).id == 0;
    case RUBRIC_KIND_RAW_BLOCK:
        return rubric_node_string(block, RUBRIC_FIELD_LITERAL).size == 0;
    default:
        return false;
    }
}

// The next block of an item that is written: not what is empty, and no part of another block.
static rubric_node next_block(const struct markdown_style *style, rubric_cursor *cursor) {
    while (rubric_cursor_next(cursor)) {
        if (!cursor->entering || cursor->node.id == cursor->root.id ||
            is_transparent(style, cursor->node))
            continue;
        rubric_cursor_skip(cursor);
        if (!is_void(cursor->node))
            return cursor->node;
    }
    return (rubric_node){cursor->root.document, 0};
}

// A list that may stand right behind a paragraph (CommonMark 0.31, section 5.3).
static bool may_interrupt(const struct markdown_style *style, rubric_node list) {
    rubric_cursor cursor = rubric_cursor_begin(rubric_node_first(list));
    return next_block(style, &cursor).id != 0 &&
           (!rubric_node_boolean(list, RUBRIC_FIELD_ORDERED) ||
            rubric_node_integer(list, RUBRIC_FIELD_START) == 1);
}

// Raw HTML that ends without a blank line: a comment (CommonMark 0.31, section 4.6, kind 2).
static bool is_comment(rubric_slice html) {
    html = rubric_slice_trim(html);
    return rubric_slice_find(html, rubric_slice_of("<!--"), 0) == 0 &&
           rubric_slice_find(html, rubric_slice_of("-->"), 0) != SIZE_MAX;
}

static bool may_follow(const struct markdown_style *style, rubric_node before, rubric_node block) {
    rubric_kind kind = rubric_node_kind(before);
    rubric_slice html = rubric_node_string(before, RUBRIC_FIELD_LITERAL);
    bool is_open = kind == RUBRIC_KIND_RAW_BLOCK && !is_comment(html);
    bool is_closed = kind == RUBRIC_KIND_HEADING || kind == RUBRIC_KIND_CODE_BLOCK ||
                     (kind == RUBRIC_KIND_RAW_BLOCK && !is_open) ||
                     (kind == RUBRIC_KIND_DIV && markdown_has(style, DIALECT_FENCED_DIVS));
    switch (rubric_node_kind(block)) {
    case RUBRIC_KIND_HEADING:
    case RUBRIC_KIND_CODE_BLOCK:
        return !is_open;
    case RUBRIC_KIND_BLOCK_QUOTE:
        return !is_open && kind != RUBRIC_KIND_BLOCK_QUOTE;
    case RUBRIC_KIND_RAW_BLOCK:
        html = rubric_node_string(block, RUBRIC_FIELD_LITERAL);
        return is_closed || (kind == RUBRIC_KIND_PARAGRAPH &&
                             rubric_markdown_begins_html_block(rubric_slice_trim(html)));
    case RUBRIC_KIND_LIST:
        return is_closed || kind == RUBRIC_KIND_LIST ||
               (kind == RUBRIC_KIND_PARAGRAPH && may_interrupt(style, block));
    case RUBRIC_KIND_PARAGRAPH:
        return is_closed;
    case RUBRIC_KIND_DIV:
        return is_closed && markdown_has(style, DIALECT_FENCED_DIVS);
    default:
        return false;
    }
}

static bool is_tight_item(const struct markdown_style *style, rubric_node item) {
    rubric_cursor cursor = rubric_cursor_begin(item);
    rubric_node before = next_block(style, &cursor), block = before;
    while (block.id) {
        if (rubric_node_kind(block) == RUBRIC_KIND_PARAGRAPH &&
            !rubric_node_boolean(block, RUBRIC_FIELD_COMPACT))
            return false;
        if (before.id != block.id && !may_follow(style, before, block))
            return false;
        before = block;
        block = next_block(style, &cursor);
    }
    return true;
}

bool rubric_markdown_is_tight(const struct markdown_style *style, rubric_node list) {
    if (!rubric_node_boolean(list, RUBRIC_FIELD_TIGHT))
        return false;
    for (rubric_node item = rubric_node_first(list); item.id; item = rubric_node_next(item))
        if (!is_tight_item(style, item))
            return false;
    return true;
}
