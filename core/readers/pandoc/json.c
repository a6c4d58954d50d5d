// SPDX-License-Identifier: MIT
// pandoc's JSON (pandoc-types 1.22 and 1.23): the whole text, and the tasks that it comes apart to.
#include "data/json.h"
#include "readers/pandoc/pandoc.h"
#include "readers/readers.h"

enum { JSON_DEPTH = 4000 }; // a block or inline takes about three levels, a table nine

/* ---- Tasks ---- */

void rubric_pandoc_push(struct pandoc_reading *reading, enum pandoc_task_type type,
                        const rubric_value *value, uint32_t detail) {
    struct pandoc_task task = {type, 0, detail, value};
    rubric_buffer_put(&reading->tasks, (const char *)&task, sizeof task);
}

static struct pandoc_task *last_task(const struct pandoc_reading *reading) {
    return (struct pandoc_task *)(void *)(reading->tasks.bytes + reading->tasks.size) - 1;
}

static void pop_task(struct pandoc_reading *reading) {
    reading->tasks.size -= sizeof(struct pandoc_task);
}

static bool is_single(enum pandoc_task_type type) {
    return type == TASK_TERM || type == TASK_CAPTION || type == TASK_HEAD || type == TASK_FOOT;
}

static void do_single(struct pandoc_reading *reading, struct pandoc_task task) {
    switch (task.type) {
    case TASK_TERM:
        rubric_pandoc_term(reading, task.value);
        break;
    case TASK_CAPTION:
        rubric_pandoc_caption(reading, task.value);
        break;
    default:
        rubric_pandoc_table_end(reading, task.value, task.type == TASK_HEAD ? 1 : 2);
        break;
    }
}

// One item of a list; `task` moves when tasks are pushed.
static void do_item(struct pandoc_reading *reading, struct pandoc_task *task) {
    const rubric_value *item = &task->value->as.list.items[task->at++];
    switch (task->type) {
    case TASK_BLOCKS:
        rubric_pandoc_block(reading, item);
        break;
    case TASK_INLINES:
        rubric_pandoc_inline(reading, item);
        break;
    case TASK_LINES:
        rubric_pandoc_line(reading, item, task->at == 1);
        break;
    case TASK_ITEMS:
        rubric_pandoc_item(reading, item);
        break;
    case TASK_ENTRIES:
        rubric_pandoc_entry(reading, item);
        break;
    case TASK_DEFINITIONS:
        rubric_pandoc_definition(reading, item);
        break;
    case TASK_BODIES:
        rubric_pandoc_table_body(reading, item);
        break;
    case TASK_ROWS:
        rubric_pandoc_row(reading, item, task->detail);
        break;
    case TASK_CELLS:
        rubric_pandoc_cell(reading, item, &task->detail);
        break;
    default:
        break;
    }
}

static void do_tasks(struct pandoc_reading *reading) {
    while (reading->tasks.size && !pandoc_failed(reading) && !reading->tasks.failed) {
        struct pandoc_task *task = last_task(reading);
        if (!rubric_context_charge(reading->builder.document->context, 4))
            return;
        if (task->type == TASK_CLOSE) {
            pop_task(reading);
            rubric_builder_close(&reading->builder);
        } else if (is_single(task->type)) {
            struct pandoc_task single = *task;
            pop_task(reading);
            do_single(reading, single);
        } else if (task->at >= task->value->as.list.count) {
            pop_task(reading);
        } else {
            do_item(reading, task);
        }
    }
}

/* ---- What waits ---- */

static void put_waiting(struct pandoc_reading *reading, uint32_t root, bool is_blocks,
                        const rubric_value *list) {
    struct pandoc_waiting waiting = {root, reading->depth, is_blocks, list};
    rubric_buffer_put(&reading->waiting, (const char *)&waiting, sizeof waiting);
}

rubric_value rubric_pandoc_content(struct pandoc_reading *reading, const rubric_value *list,
                                   bool is_blocks) {
    rubric_document *document = reading->builder.document;
    rubric_value content = rubric_value_null();
    uint32_t root =
        rubric_document_add_node(document, is_blocks ? RUBRIC_KIND_DIV : RUBRIC_KIND_PARAGRAPH);
    if (!root)
        return content;
    if (!is_blocks)
        rubric_builder_set_integer(&reading->builder, root, RUBRIC_FIELD_COMPACT, 1);
    content.type = RUBRIC_VALUE_CONTENT;
    content.as.content = root;
    put_waiting(reading, root, is_blocks, list);
    return content;
}

rubric_slice rubric_pandoc_note(struct pandoc_reading *reading, const rubric_value *blocks,
                                char out[12]) {
    put_waiting(reading, 0, true, blocks);
    char digits[12];
    size_t count = 0, size = 0;
    for (uint32_t rest = ++reading->notes; rest; rest /= 10)
        digits[count++] = (char)('0' + rest % 10);
    while (count)
        out[size++] = digits[--count];
    return rubric_slice_make(out, size);
}

// The footnote of the note that waits: they stand behind all else, in the order of their numbers.
static void open_footnote(struct pandoc_reading *reading, uint32_t number) {
    rubric_buffer label;
    rubric_buffer_init(&label, reading->builder.document->context);
    rubric_buffer_put_integer(&label, number);
    uint32_t id = rubric_builder_open(&reading->builder, RUBRIC_KIND_FOOTNOTE);
    rubric_builder_set_string(&reading->builder, id, RUBRIC_FIELD_LABEL,
                              rubric_buffer_slice(&label), false);
    rubric_buffer_clear(&label);
    rubric_pandoc_push(reading, TASK_CLOSE, NULL, 0);
}

static void read_waiting(struct pandoc_reading *reading) {
    uint32_t number = 0;
    for (size_t at = 0; at < reading->waiting.size && !pandoc_failed(reading);
         at += sizeof(struct pandoc_waiting)) {
        struct pandoc_waiting waiting;
        memcpy(&waiting, reading->waiting.bytes + at, sizeof waiting);
        rubric_builder_init(&reading->builder, reading->builder.document);
        reading->depth = waiting.depth;
        if (waiting.root) {
            if (++reading->depth > RUBRIC_CONTENT_DEPTH) {
                rubric_pandoc_expect(reading, waiting.list,
                                     "citations are nested deeper than 16 levels", "", "");
                return;
            }
            reading->builder.parent = waiting.root;
            rubric_pandoc_push(reading, TASK_CLOSE, NULL, 0);
        } else {
            open_footnote(reading, ++number);
        }
        rubric_pandoc_push(reading, waiting.is_blocks ? TASK_BLOCKS : TASK_INLINES, waiting.list,
                           0);
        do_tasks(reading);
    }
}

/* ---- The whole ---- */

static const rubric_value *entry_of(struct pandoc_reading *reading, const rubric_value *top,
                                    const char *name, rubric_value_type type) {
    const rubric_value *entry =
        top->type == RUBRIC_VALUE_MAP ? rubric_value_find(top, rubric_slice_of(name)) : NULL;
    if (!entry)
        rubric_pandoc_expect(reading, top,
                             "expected pandoc's JSON, an object with '%' (see pandoc -t json)",
                             name, "");
    else if (entry->type != type)
        rubric_pandoc_expect(reading, entry, "expected '%' to be a %", name,
                             rubric_value_type_name(type));
    return entry;
}

// Keeps the version, which a writer keeps to.
static void read_version(struct pandoc_reading *reading, const rubric_value *version) {
    rubric_document *document = reading->builder.document;
    const rubric_value *parts = version->as.list.items;
    bool is_known = version->as.list.count >= 2;
    for (uint32_t i = 0; i < version->as.list.count; i++)
        is_known &= parts[i].type == RUBRIC_VALUE_INTEGER;
    if (!is_known || parts[0].as.integer != 1 || parts[1].as.integer < 22 ||
        parts[1].as.integer > 23) {
        rubric_pandoc_expect(reading, version,
                             "expected a 'pandoc-api-version' of 1.22 or 1.23 (pandoc 2.11 and "
                             "later)",
                             "", "");
        return;
    }
    reading->has_1_22 = parts[1].as.integer == 22;
    rubric_value copy;
    document->head = rubric_value_map();
    if (rubric_value_copy(&copy, document->arena, version) == RUBRIC_OK)
        rubric_value_set(document->arena, &document->head, rubric_slice_of("pandoc-api-version"),
                         copy);
}

static void read_top(struct pandoc_reading *reading, const rubric_value *top) {
    const rubric_value *version = entry_of(reading, top, "pandoc-api-version", RUBRIC_VALUE_LIST);
    if (reading->status == RUBRIC_OK)
        read_version(reading, version);
    const rubric_value *meta =
        reading->status == RUBRIC_OK ? entry_of(reading, top, "meta", RUBRIC_VALUE_MAP) : NULL;
    const rubric_value *blocks =
        reading->status == RUBRIC_OK ? entry_of(reading, top, "blocks", RUBRIC_VALUE_LIST) : NULL;
    if (reading->status != RUBRIC_OK)
        return;
    rubric_pandoc_metadata(reading, meta);
    rubric_pandoc_push(reading, TASK_BLOCKS, blocks, 0);
    do_tasks(reading);
    read_waiting(reading);
}

rubric_status rubric_pandoc_json_read(rubric_document *document, rubric_error *error) {
    struct pandoc_reading reading = {.error = error};
    rubric_value top;
    rubric_builder_init(&reading.builder, document);
    rubric_buffer_init(&reading.tasks, document->context);
    rubric_buffer_init(&reading.waiting, document->context);
    reading.status = rubric_arena_new(&reading.arena, document->context, error);
    if (reading.status != RUBRIC_OK)
        return reading.status;
    reading.status = rubric_json_read_deep(&top, reading.arena, rubric_document_source(document),
                                           JSON_DEPTH, error);
    if (reading.status == RUBRIC_OK)
        read_top(&reading, &top);
    rubric_buffer_clear(&reading.tasks);
    rubric_buffer_clear(&reading.waiting);
    rubric_arena_free(reading.arena);
    if (rubric_context_status(document->context) != RUBRIC_OK)
        return rubric_context_error(document->context, error);
    return reading.status;
}
