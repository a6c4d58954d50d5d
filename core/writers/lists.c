// SPDX-License-Identifier: MIT
// Markers of list items: bullets, or numbers that go on by one.
#include "writers/lists.h"

struct open_list {
    int64_t number; // of the next item
    bool is_ordered, is_tight, is_first;
    char mark;       // the bullet, or what stands behind a number
    uint32_t indent; // of the open item
    uint32_t quotes; // open in it
};

void rubric_lists_init(struct lists *lists, struct lines *lines) {
    lists->lines = lines;
    lists->ended_at = SIZE_MAX;
    lists->ended_mark = 0;
    rubric_buffer_init(&lists->open, lines->out->context);
}

void rubric_lists_clear(struct lists *lists) {
    rubric_buffer_clear(&lists->open);
}

static struct open_list *innermost(const struct lists *lists) {
    if (lists->open.size < sizeof(struct open_list))
        return NULL; // memory ran out when it was opened
    return (struct open_list *)(void *)(lists->open.bytes + lists->open.size) - 1;
}

void rubric_lists_begin(struct lists *lists, rubric_node list, bool is_tight, char mark,
                        char other) {
    bool continues = lists->ended_at == lists->lines->out->size && lists->ended_mark == mark;
    size_t pending = 0; // three like bullets in one line would be a thematic break
    for (size_t i = 0; i < lists->lines->marker.size; i++)
        pending += lists->lines->marker.bytes[i] == mark;
    struct open_list open = {.number = rubric_node_integer(list, RUBRIC_FIELD_START),
                             .is_ordered = rubric_node_boolean(list, RUBRIC_FIELD_ORDERED),
                             .is_tight = is_tight,
                             .is_first = true,
                             .mark = continues || pending > 1 ? other : mark};
    rubric_buffer_put(&lists->open, (const char *)&open, sizeof open);
}

void rubric_lists_end(struct lists *lists) {
    const struct open_list *list = innermost(lists);
    if (!list)
        return;
    if (!list->is_first) { // one without items wrote nothing
        lists->ended_at = lists->lines->out->size;
        lists->ended_mark = list->mark;
    }
    lists->open.size -= sizeof(struct open_list);
    lists->lines->is_tight = false;
}

void rubric_lists_begin_quote(struct lists *lists) {
    struct open_list *list = innermost(lists);
    lists->ended_at = SIZE_MAX;
    if (list)
        list->quotes++;
}

void rubric_lists_end_quote(struct lists *lists) {
    struct open_list *list = innermost(lists);
    lists->ended_at = SIZE_MAX;
    if (list)
        list->quotes--;
}

bool rubric_lists_are_tight(const struct lists *lists) {
    const struct open_list *list = innermost(lists);
    return list && list->is_tight && list->quotes == 0;
}

static size_t put_marker(char out[24], const struct open_list *list) {
    char digits[20];
    size_t count = 0, size = 0;
    if (!list->is_ordered) {
        out[0] = list->mark;
        out[1] = ' ';
        return 2;
    }
    for (uint64_t rest = list->number > 0 ? (uint64_t)list->number : 0; rest || !count; rest /= 10)
        digits[count++] = (char)('0' + rest % 10);
    while (count)
        out[size++] = digits[--count];
    out[size++] = list->mark;
    out[size++] = ' ';
    return size;
}

void rubric_lists_begin_item(struct lists *lists, rubric_slice extra) {
    struct open_list *list = innermost(lists);
    if (!list)
        return;
    struct lines *lines = lists->lines;
    lists->ended_at = SIZE_MAX;
    if (!list->is_first)
        lines->is_tight = list->is_tight;
    list->is_first = false;
    rubric_lines_begin(lines);
    char marker[48];
    size_t size = put_marker(marker, list);
    list->indent = (uint32_t)size;
    list->number++;
    if (extra.size && extra.size + size <= sizeof marker)
        memcpy(marker + size, extra.bytes, extra.size);
    else
        extra.size = 0;
    rubric_lines_push(lines, rubric_slice_make("                        ", size),
                      rubric_slice_make(marker, size + extra.size));
    lines->is_tight = true; // the first block stands behind the marker
}

void rubric_lists_end_item(struct lists *lists) {
    struct open_list *list = innermost(lists);
    if (!list)
        return;
    rubric_lines_flush_marker(lists->lines);
    rubric_lines_pop(lists->lines, list->indent);
}
