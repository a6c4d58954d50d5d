// SPDX-License-Identifier: MIT
// pandoc's JSON (pandoc-types 1.23, or the version that the document was read in): the whole, and
// the steps that it is written in.
#include "base/array.h"
#include "writers/pandoc/pandoc.h"
#include "writers/writers.h"

/* ---- Steps ---- */

static void push(struct pandoc_writing *writing, struct pandoc_step step) {
    rubric_buffer_put(&writing->steps, (const char *)&step, sizeof step);
    if (writing->steps.failed)
        writing->out->failed = true;
}

void rubric_pandoc_step(struct pandoc_writing *writing, enum pandoc_step_type type, uint32_t node) {
    if (node)
        push(writing, (struct pandoc_step){type, node, NULL});
}

void rubric_pandoc_later(struct pandoc_writing *writing, const char *string) {
    push(writing, (struct pandoc_step){STEP_PUT, 0, string});
}

static void put_node(struct pandoc_writing *writing, enum pandoc_step_type type, rubric_node node) {
    switch (type) {
    case STEP_BLOCKS:
        rubric_pandoc_put_block(writing, node);
        break;
    case STEP_INLINES:
        rubric_pandoc_put_inline(writing, node);
        break;
    case STEP_LINES:
        rubric_pandoc_put_in_lines(writing, node);
        break;
    case STEP_ITEMS:
        rubric_pandoc_put_item(writing, node);
        break;
    case STEP_FIGURE:
        rubric_pandoc_put_in_figure(writing, node);
        break;
    case STEP_ENTRIES:
        rubric_pandoc_put_entry(writing, node);
        break;
    case STEP_BODIES:
        rubric_pandoc_put_body(writing, node);
        break;
    case STEP_ROWS:
    case STEP_HEAD_ROWS:
        rubric_pandoc_put_row(writing, node);
        break;
    default:
        rubric_pandoc_put_cell(writing, node);
        break;
    }
}

// Steps of one node.
static bool do_single(struct pandoc_writing *writing, enum pandoc_step_type type,
                      rubric_node node) {
    if (type == STEP_TARGET)
        rubric_pandoc_put_target(writing, node);
    else if (type == STEP_TABLE)
        rubric_pandoc_put_table_rest(writing, node);
    else if (type == STEP_FOOT)
        rubric_pandoc_put_foot(writing, node);
    else
        return false;
    return true;
}

// The first node of a step, which goes on with the one behind it.
static void do_step(struct pandoc_writing *writing, struct pandoc_step step) {
    rubric_node node = node_value(writing->document, step.node);
    bool is_head = step.type == STEP_HEAD_ROWS;
    if (do_single(writing, step.type, node))
        return;
    uint32_t next = node_of(node)->next;
    // The head rows of a body are the first ones.
    if (is_head && next &&
        !rubric_node_boolean(node_value(writing->document, next), RUBRIC_FIELD_HEADER))
        next = 0;
    rubric_pandoc_step(writing, step.type, next);
    put_node(writing, step.type, node);
}

static void do_steps(struct pandoc_writing *writing, size_t base) {
    while (writing->steps.size > base && !writing->out->failed) {
        struct pandoc_step step;
        if (!rubric_context_charge(writing->out->context, 4)) {
            writing->out->failed = true;
            return;
        }
        writing->steps.size -= sizeof step;
        memcpy(&step, writing->steps.bytes + writing->steps.size, sizeof step);
        if (step.type == STEP_PUT)
            pandoc_put(writing, step.string);
        else if (step.node)
            do_step(writing, step);
    }
}

// Content stands in content no deeper than RUBRIC_CONTENT_DEPTH, which bounds the recursion.
void rubric_pandoc_put_content(struct pandoc_writing *writing, const rubric_value *content) {
    rubric_node root = rubric_content_root(writing->document, content);
    pandoc_put(writing, "[");
    if (content && content->type == RUBRIC_VALUE_STRING) // as a script may set it
        rubric_pandoc_put_words(writing, content->as.string);
    if (root.id && writing->depth < RUBRIC_CONTENT_DEPTH) {
        writing->depth++;
        size_t base = writing->steps.size;
        bool is_leaf = rubric_kind_is_leaf(rubric_node_kind(root));
        rubric_pandoc_step(writing, is_leaf ? STEP_INLINES : STEP_BLOCKS, node_of(root)->first);
        do_steps(writing, base);
        writing->depth--;
    }
    pandoc_put(writing, "]");
}

/* ---- Footnotes ---- */

static uint32_t hash(rubric_slice label) {
    uint32_t sum = 2166136261u;
    for (size_t i = 0; i < label.size; i++)
        sum = (sum ^ (unsigned char)label.bytes[i]) * 16777619u;
    return sum;
}

// The entry of a label, or the free one where it would stand; NULL without a table.
static struct pandoc_footnote *find_entry(const struct pandoc_writing *writing,
                                          rubric_slice label) {
    if (writing->footnote_capacity == 0)
        return NULL;
    uint32_t mask = writing->footnote_capacity - 1, at = hash(label) & mask;
    while (writing->footnotes[at].node && !rubric_slice_equal(writing->footnotes[at].label, label))
        at = (at + 1) & mask;
    return &writing->footnotes[at];
}

static bool is_footnote(const rubric_cursor *cursor) {
    return cursor->entering && rubric_node_kind(cursor->node) == RUBRIC_KIND_FOOTNOTE;
}

// All footnotes of the document, of a label the first.
static bool gather_footnotes(struct pandoc_writing *writing) {
    uint32_t count = 0, capacity = 4;
    rubric_cursor cursor = rubric_cursor_begin(rubric_document_root(writing->document));
    while (rubric_cursor_next(&cursor))
        count += is_footnote(&cursor);
    if (count == 0)
        return true;
    while (capacity < count * 2)
        capacity *= 2;
    writing->footnotes =
        rubric_context_allocate(writing->out->context, capacity * sizeof *writing->footnotes);
    if (!writing->footnotes)
        return false;
    memset(writing->footnotes, 0, capacity * sizeof *writing->footnotes);
    writing->footnote_capacity = capacity;
    cursor = rubric_cursor_begin(rubric_document_root(writing->document));
    while (rubric_cursor_next(&cursor)) {
        if (!is_footnote(&cursor))
            continue;
        rubric_slice label = rubric_node_string(cursor.node, RUBRIC_FIELD_LABEL);
        struct pandoc_footnote *entry = find_entry(writing, label);
        if (entry->node == 0)
            *entry = (struct pandoc_footnote){label, cursor.node.id, false};
    }
    return true;
}

uint32_t rubric_pandoc_footnote(struct pandoc_writing *writing, rubric_slice label) {
    struct pandoc_footnote *entry = find_entry(writing, label);
    if (!entry || !entry->node || entry->written)
        return 0;
    entry->written = true;
    return entry->node;
}

// Footnotes that nothing refers to are not lost: each becomes a div.
static void put_other_footnotes(struct pandoc_writing *writing, rubric_node root) {
    rubric_cursor cursor = rubric_cursor_begin(root);
    while (writing->footnote_capacity && rubric_cursor_next(&cursor) && !writing->out->failed) {
        if (!is_footnote(&cursor))
            continue;
        rubric_slice label = rubric_node_string(cursor.node, RUBRIC_FIELD_LABEL);
        struct pandoc_footnote *entry = find_entry(writing, label);
        if (entry->node == cursor.node.id && entry->written)
            continue;
        entry->written |= entry->node == cursor.node.id;
        rubric_pandoc_separate(writing);
        pandoc_put(writing, "{\"t\":\"Div\",\"c\":[");
        rubric_pandoc_put_attr(writing, cursor.node, rubric_slice_of("footnote"));
        pandoc_put(writing, ",[");
        rubric_pandoc_step(writing, STEP_BLOCKS, node_of(cursor.node)->first);
        do_steps(writing, 0);
        pandoc_put(writing, "]]}");
    }
}

/* ---- The whole ---- */

// The version that the document was read in; NULL when it was no JSON of pandoc.
static const rubric_value *version_of(const rubric_document *document) {
    const rubric_value *head = rubric_document_head(document);
    const rubric_value *version =
        head->type == RUBRIC_VALUE_MAP
            ? rubric_value_find(head, rubric_slice_of("pandoc-api-version"))
            : NULL;
    bool is_list = version && version->type == RUBRIC_VALUE_LIST && version->as.list.count >= 2;
    return is_list ? version : NULL;
}

static void put_root(struct pandoc_writing *writing, rubric_node root) {
    switch (rubric_node_kind(root)) {
    case RUBRIC_KIND_DOCUMENT:
    case RUBRIC_KIND_ITEM:
    case RUBRIC_KIND_DEFINITION:
    case RUBRIC_KIND_CELL:
    case RUBRIC_KIND_CAPTION:
    case RUBRIC_KIND_FOOTNOTE:
        rubric_pandoc_step(writing, STEP_BLOCKS, node_of(root)->first);
        break;
    default:
        if (!rubric_kind_is_inline(rubric_node_kind(root))) {
            rubric_pandoc_put_block(writing, root);
            break;
        }
        pandoc_put(writing, "{\"t\":\"Plain\",\"c\":[");
        rubric_pandoc_later(writing, "]}");
        rubric_pandoc_put_inline(writing, root);
        break;
    }
    do_steps(writing, 0);
}

static void write_in_version(rubric_buffer *out, rubric_document *document,
                             const rubric_write_options *options, const rubric_value *version) {
    static const char standard[] = "[1,23,1]";
    rubric_node root = written_root(document, options);
    struct pandoc_writing writing = {.out = out, .document = document};
    writing.has_1_22 = version && version->as.list.items[1].type == RUBRIC_VALUE_INTEGER &&
                       version->as.list.items[1].as.integer == 22;
    rubric_buffer_init(&writing.steps, out->context);
    if (!gather_footnotes(&writing))
        out->failed = true;
    pandoc_put(&writing, "{\"pandoc-api-version\":");
    if (version)
        rubric_json_write(out, version, 0);
    else
        pandoc_put(&writing, standard);
    pandoc_put(&writing, ",\"meta\":{");
    if (!options->no_metadata)
        rubric_pandoc_put_metadata(&writing);
    pandoc_put(&writing, "},\"blocks\":[");
    put_root(&writing, root);
    put_other_footnotes(&writing, root);
    pandoc_put(&writing, "]}\n");
    rubric_context_release(out->context, writing.footnotes,
                           writing.footnote_capacity * sizeof *writing.footnotes);
    rubric_buffer_clear(&writing.steps);
}

void rubric_pandoc_json_write(rubric_buffer *out, rubric_document *document,
                              const rubric_write_options *options) {
    write_in_version(out, document, options, version_of(document));
}

void rubric_pandoc_json_1_22_write(rubric_buffer *out, rubric_document *document,
                                   const rubric_write_options *options) {
    rubric_value parts[] = {rubric_value_integer(1), rubric_value_integer(22),
                            rubric_value_integer(2)};
    rubric_value version = rubric_value_list();
    version.as.list.items = parts;
    version.as.list.count = version.as.list.capacity = 3;
    write_in_version(out, document, options, &version);
}
