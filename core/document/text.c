// SPDX-License-Identifier: MIT
// Reading text off the plane, and changing it: runs, layout, the text of blocks and documents.
#include "document/edit/shift.h"

// Walks from block to block of one root, so that texts can be joined between them.
struct joiner {
    rubric_buffer *out;
    rubric_buffer *offsets; // NULL when not wanted
    size_t start;           // where the text begins in `out`
    rubric_node last;       // the block before; null at first
};

// Appends a run with its soft line ends as blanks.
static void put_run(rubric_buffer *out, rubric_document *document, const struct node *node) {
    size_t size = node->text_end - node->text_begin;
    if (size == 0)
        return;
    size_t from = out->size;
    rubric_buffer_put(out, document->plane.bytes + node->text_begin, size);
    if (node->kind != RUBRIC_KIND_TEXT || out->failed)
        return;
    char *at = out->bytes + from, *end = out->bytes + out->size;
    while ((at = memchr(at, '\n', (size_t)(end - at))) != NULL)
        *at = ' ';
}

static void put_inlines(rubric_buffer *out, rubric_node root) {
    rubric_document *document = root.document;
    rubric_cursor cursor = rubric_cursor_begin(root);
    while (rubric_cursor_next(&cursor))
        if (cursor.entering && node_is_run(node_of(cursor.node)))
            put_run(out, document, node_of(cursor.node));
}

static uint32_t ancestor_of_kind(rubric_document *document, uint32_t id, rubric_kind kind) {
    while (id && node_at(document, id)->kind != kind)
        id = node_at(document, id)->parent;
    return id;
}

// The row and cell around a block; 0 and 0 outside of tables.
static uint32_t row_of(rubric_document *document, uint32_t block, uint32_t *cell) {
    *cell = ancestor_of_kind(document, block, RUBRIC_KIND_CELL);
    return *cell ? node_at(document, *cell)->parent : 0;
}

const char *rubric_block_separator(rubric_node last, rubric_node block) {
    uint32_t last_cell, cell;
    uint32_t last_row = row_of(last.document, last.id, &last_cell);
    uint32_t row = row_of(block.document, block.id, &cell);
    if (row && row == last_row)
        return cell == last_cell ? " " : "\t";
    bool is_same_table = row && last_row &&
                         ancestor_of_kind(block.document, row, RUBRIC_KIND_TABLE) ==
                             ancestor_of_kind(last.document, last_row, RUBRIC_KIND_TABLE);
    return is_same_table ? "\n" : "\n\n";
}

static void put_block(struct joiner *joiner, rubric_node block) {
    if (joiner->last.id)
        rubric_buffer_put_string(joiner->out, rubric_block_separator(joiner->last, block));
    joiner->last = block;
    if (joiner->offsets) {
        rubric_block_offset entry = {block.id, (uint32_t)(joiner->out->size - joiner->start)};
        rubric_buffer_put(joiner->offsets, (const char *)&entry, sizeof entry);
    }
    put_inlines(joiner->out, block);
}

static void put_blocks(rubric_buffer *out, rubric_node root, rubric_buffer *offsets) {
    struct joiner joiner = {out, offsets, out->size, {root.document, 0}};
    bool is_item = rubric_node_kind(root) == RUBRIC_KIND_ITEM;
    rubric_cursor cursor = rubric_cursor_begin(root);
    while (rubric_cursor_next(&cursor)) {
        if (!cursor.entering)
            continue;
        rubric_kind kind = rubric_node_kind(cursor.node);
        if (rubric_kind_is_leaf(kind)) {
            put_block(&joiner, cursor.node);
            rubric_cursor_skip(&cursor);
        } else if (is_item && kind == RUBRIC_KIND_LIST) {
            rubric_cursor_skip(&cursor); // the text of an item has no nested list in it
        }
    }
}

void rubric_node_text(rubric_buffer *out, rubric_node node) {
    rubric_kind kind = rubric_node_kind(node);
    if (rubric_kind_is_inline(kind) || rubric_kind_is_leaf(kind))
        put_inlines(out, node);
    else
        put_blocks(out, node, NULL);
}

void rubric_document_text(rubric_buffer *out, rubric_document *document, rubric_buffer *offsets) {
    put_blocks(out, rubric_document_root(document), offsets);
}

// Gives every run of a block its own copy at the end of the plane, one behind the other.
void rubric_document_layout(rubric_document *document, uint32_t block) {
    struct node *at = node_at(document, block);
    if (!(at->flags & NODE_DIRTY))
        return;
    rubric_cursor cursor = rubric_cursor_begin(node_value(document, block));
    while (rubric_cursor_next(&cursor)) {
        struct node *node = node_of(cursor.node);
        if (!cursor.entering) {
            node->text_end = (uint32_t)document->plane.size;
            continue;
        }
        uint32_t begin = node->text_begin, end = node->text_end;
        node->text_begin = (uint32_t)document->plane.size;
        if (node_is_run(node) && !rubric_plane_copy(document, begin, end)) {
            // The failure is sticky in the context; the block stays dirty, its ranges stay sane.
            node->text_begin = begin;
            for (uint32_t up = node->parent; up;
                 up = up == block ? 0 : node_at(document, up)->parent)
                node_at(document, up)->text_end = (uint32_t)document->plane.size;
            return;
        }
    }
    at->flags &= (uint16_t)~NODE_DIRTY;
}

rubric_slice rubric_node_plane(rubric_node node) {
    rubric_node block = rubric_node_block(node);
    if (block.id)
        rubric_document_layout(node.document, block.id);
    const struct node *at = node_of(node);
    const char *plane = node.document->plane.bytes; // NULL while nothing has text
    return rubric_slice_make(plane ? plane + at->text_begin : NULL, at->text_end - at->text_begin);
}

// Runs know their size even while their block is not laid out.
size_t rubric_node_text_size(rubric_node node) {
    rubric_node block = rubric_node_block(node);
    if (!block.id || !(node_of(block)->flags & NODE_DIRTY))
        return node_of(node)->text_end - node_of(node)->text_begin;
    size_t size = 0;
    rubric_cursor cursor = rubric_cursor_begin(node);
    while (rubric_cursor_next(&cursor))
        if (cursor.entering && node_is_run(node_of(cursor.node)))
            size += node_of(cursor.node)->text_end - node_of(cursor.node)->text_begin;
    return size;
}

size_t rubric_node_text_offset(rubric_node node) {
    rubric_node block = rubric_node_block(node);
    if (!block.id)
        return 0;
    rubric_document_layout(node.document, block.id);
    return node_of(node)->text_begin - node_of(block)->text_begin;
}

rubric_node rubric_node_run_at(rubric_node block, size_t offset) {
    rubric_document_layout(block.document, block.id);
    uint32_t plane = node_of(block)->text_begin + (uint32_t)offset;
    rubric_cursor cursor = rubric_cursor_begin(block);
    while (rubric_cursor_next(&cursor)) {
        const struct node *node = node_of(cursor.node);
        if (!cursor.entering)
            continue;
        if (plane < node->text_begin || plane >= node->text_end)
            rubric_cursor_skip(&cursor);
        else if (node_is_run(node))
            return cursor.node;
    }
    return node_value(block.document, 0);
}

// How far an old and a new text agree; a blank is as good as a soft line end.
static bool agrees(char old, char new_byte) {
    return old == new_byte || (old == '\n' && new_byte == ' ');
}

static size_t common_prefix(rubric_slice old, rubric_slice text) {
    size_t limit = old.size < text.size ? old.size : text.size, size = 0;
    while (size < limit && agrees(old.bytes[size], text.bytes[size]))
        size++;
    return size < text.size ? rubric_utf8_floor(text, size) : size;
}

static size_t common_suffix(rubric_slice old, rubric_slice text, size_t limit) {
    size_t size = 0;
    while (size < limit && agrees(old.bytes[old.size - size - 1], text.bytes[text.size - size - 1]))
        size++;
    while (size > 0 && (text.bytes[text.size - size] & 0xC0) == 0x80)
        size--; // the bytes of a code point stay together
    return size;
}

/** Which part of a text is another one now. */
struct change {
    size_t prefix, suffix;
};

static struct change find_change(rubric_node node, rubric_slice text) {
    const struct node *at = node_of(node);
    struct change change = {0, 0};
    if (at->text_end == at->text_begin || text.size == 0)
        return change;
    rubric_slice old = plane_part(node.document, at->text_begin, at->text_end);
    change.prefix = common_prefix(old, text);
    size_t left = (old.size < text.size ? old.size : text.size) - change.prefix;
    change.suffix = common_suffix(old, text, left);
    return change;
}

// Gives a run a new text; the ends that stay as they were keep their origin.
static rubric_status put_new_text(rubric_node node, rubric_slice text, rubric_error *error) {
    rubric_document *document = node.document;
    struct change change = find_change(node, text);
    // Bytes of the plane itself may move while it grows.
    size_t size = text.size - change.prefix - change.suffix;
    char *copy = rubric_context_allocate(document->context, size ? size : 1);
    if (!copy)
        return document_failure(document, error);
    if (size)
        memcpy(copy, text.bytes + change.prefix, size);
    uint32_t begin = (uint32_t)document->plane.size;
    uint32_t from = node_of(node)->text_begin, to = node_of(node)->text_end;
    bool done = rubric_plane_copy(document, from, from + (uint32_t)change.prefix) &&
                rubric_plane_put(document, rubric_slice_make(copy, size), ORIGIN_SYNTHETIC, 0, 0) &&
                rubric_plane_copy(document, to - (uint32_t)change.suffix, to);
    rubric_context_release(document->context, copy, size ? size : 1);
    if (!done)
        return document_failure(document, error);
    node_of(node)->text_begin = begin;
    node_of(node)->text_end = (uint32_t)document->plane.size;
    rubric_document_mark(document, node.id, NODE_TEXT);
    return RUBRIC_OK;
}

// The spans in it were moved as a whole before.
static void remove_children(rubric_node node) {
    uint32_t child;
    while ((child = node_of(node)->first) != 0) {
        rubric_document_cut(node.document, child);
        rubric_document_unlink(node.document, child);
        rubric_node_remove(node_value(node.document, child));
    }
}

// The one run that a node holds, or the null node.
static rubric_node only_run(rubric_node node) {
    rubric_node run = rubric_node_first(node);
    bool is_only = run.id && rubric_node_kind(run) == RUBRIC_KIND_TEXT && !node_of(run)->next;
    return node_value(node.document, is_only ? run.id : 0);
}

static rubric_status replace_children(rubric_node node, rubric_slice text, rubric_error *error) {
    rubric_node run;
    rubric_status status = rubric_node_new(&run, node.document, RUBRIC_KIND_TEXT, error);
    if (status == RUBRIC_OK)
        status = put_new_text(run, text, error);
    if (status != RUBRIC_OK)
        return status;
    remove_children(node);
    rubric_document_link(node.document, run.id, node.id, 0);
    rubric_document_mark(node.document, node.id, NODE_CHILDREN);
    return RUBRIC_OK;
}

// Moves what stands behind the part of a node's text that is another now.
static void shift_text(rubric_node node, rubric_node run, rubric_slice text) {
    struct change change = {0, 0};
    struct stretch stretch = rubric_kind_is_inline(rubric_node_kind(node))
                                 ? rubric_layers_stretch(node)
                                 : (struct stretch){node.id, 0, 0};
    if (!rubric_kind_is_inline(rubric_node_kind(node)))
        stretch.end = (uint32_t)rubric_node_text_size(node);
    if (run.id)
        change = find_change(run, text);
    rubric_layers_shift(node.document, stretch.block, stretch.begin + (uint32_t)change.prefix,
                        stretch.end - (uint32_t)change.suffix,
                        (uint32_t)(text.size - change.prefix - change.suffix));
}

// The one block of text in an item or a cell, made where there is nothing; null where there is
// more.
static rubric_node only_block(rubric_node node, rubric_error *error) {
    rubric_node block = rubric_node_first(node);
    rubric_kind kind = rubric_node_kind(node);
    if (kind == RUBRIC_KIND_DOCUMENT)
        return node_value(node.document, 0);
    if (block.id) {
        bool is_only = rubric_kind_is_leaf(rubric_node_kind(block)) && !node_of(block)->next;
        return node_value(node.document, is_only ? block.id : 0);
    }
    if (!rubric_kind_may_contain(rubric_node_kind(node), RUBRIC_KIND_PARAGRAPH) ||
        rubric_node_new(&block, node.document, RUBRIC_KIND_PARAGRAPH, error) != RUBRIC_OK)
        return node_value(node.document, 0);
    bool is_airy =
        kind == RUBRIC_KIND_BLOCK_QUOTE || kind == RUBRIC_KIND_DIV || kind == RUBRIC_KIND_FOOTNOTE;
    rubric_node_set_integer(block, RUBRIC_FIELD_COMPACT, !is_airy, NULL);
    rubric_document_link(node.document, block.id, node.id, 0);
    rubric_document_mark(node.document, node.id, NODE_CHILDREN);
    return block;
}

static bool is_in_plane(const rubric_document *document, rubric_slice text) {
    const char *plane = document->plane.bytes;
    return plane && text.bytes >= plane && text.bytes < plane + document->plane.size;
}

rubric_status rubric_node_set_text(rubric_node node, rubric_slice text, rubric_error *error) {
    if (rubric_is_missing(node.document, "node", error))
        return RUBRIC_ERROR_ARGUMENT;
    if (rubric_utf8_valid(text) != text.size)
        return rubric_error_set(error, RUBRIC_ERROR_ENCODING, "the text is not valid UTF-8");
    if (!is_in_plane(node.document, text))
        rubric_document_compact(node.document);
    rubric_content content = rubric_kind_content(rubric_node_kind(node));
    rubric_node only = {node.document, 0};
    if (content == RUBRIC_CONTENT_BLOCKS)
        only = only_block(node, error);
    if (rubric_context_status(node.document->context) != RUBRIC_OK)
        return document_failure(node.document, error);
    if (only.id) {
        node = only;
        content = rubric_kind_content(rubric_node_kind(node));
    } else if (content == RUBRIC_CONTENT_BLOCKS && node.id != 1 && node_of(node)->first) {
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT,
                                "a %s of more than one block has no text to set; set that of one",
                                rubric_kind_name(rubric_node_kind(node)));
    }
    if (content == RUBRIC_CONTENT_NONE || content == RUBRIC_CONTENT_BLOCKS)
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT, "a %s has no text to set",
                                rubric_kind_name(rubric_node_kind(node)));
    rubric_node run = content == RUBRIC_CONTENT_TEXT ? node : only_run(node);
    rubric_node block = rubric_node_block(node);
    bool is_inline = rubric_kind_is_inline(rubric_node_kind(node));
    bool is_watched = rubric_layers_watch(node.document, block.id);
    if (is_watched)
        shift_text(node, run, text);
    if (!is_watched || !is_inline) // else what comes before the node is as it was
        node.document->walked.block = 0;
    rubric_status status =
        run.id ? put_new_text(run, text, error) : replace_children(node, text, error);
    rubric_document_touch(node.document, node.id);
    return status;
}
