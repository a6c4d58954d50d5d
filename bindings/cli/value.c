// SPDX-License-Identifier: MIT
// Lays out values for people: lines, columns, YAML.
#include "value.h"

#include <math.h>

enum { COLUMN_COUNT = 16 };

// The columns of a list of maps: the keys of all of them, in the order they first come.
struct columns {
    rubric_slice names[COLUMN_COUNT];
    size_t widths[COLUMN_COUNT];
    bool is_number[COLUMN_COUNT];
    size_t count;
};

static bool is_scalar(const rubric_value *value) {
    return value->type < RUBRIC_VALUE_LIST;
}

static void put_scalar(rubric_buffer *out, const rubric_value *value) {
    switch (value->type) {
    case RUBRIC_VALUE_STRING:
        rubric_buffer_put_slice(out, value->as.string);
        break;
    case RUBRIC_VALUE_BOOLEAN:
        rubric_buffer_put_string(out, value->as.boolean ? "true" : "false");
        break;
    case RUBRIC_VALUE_INTEGER:
        rubric_buffer_put_integer(out, value->as.integer);
        break;
    case RUBRIC_VALUE_NUMBER: // more digits than three say nothing to people
        rubric_buffer_put_number(out, fabs(value->as.number) < 1e12
                                          ? round(value->as.number * 1000) / 1000
                                          : value->as.number);
        break;
    default:
        break;
    }
}

static void put_line(rubric_buffer *out, const rubric_value *value) {
    put_scalar(out, value);
    if (out->size == 0 || out->bytes[out->size - 1] != '\n')
        rubric_buffer_put_byte(out, '\n');
}

// A cell is one line, whatever the value.
static void put_cell(rubric_buffer *out, const rubric_value *value) {
    size_t begin = out->size;
    if (is_scalar(value))
        put_scalar(out, value);
    else
        rubric_json_write(out, value, 0);
    for (size_t i = begin; i < out->size; i++)
        if (out->bytes[i] == '\n' || out->bytes[i] == '\t')
            out->bytes[i] = ' ';
}

static size_t find_column(struct columns *columns, rubric_slice name) {
    for (size_t i = 0; i < columns->count; i++)
        if (rubric_slice_equal(columns->names[i], name))
            return i;
    if (columns->count == COLUMN_COUNT)
        return COLUMN_COUNT;
    size_t index = columns->count++;
    columns->names[index] = name;
    columns->widths[index] = rubric_text_width(name);
    columns->is_number[index] = true;
    return index;
}

static void measure(struct columns *columns, const rubric_value *row, rubric_buffer *cell) {
    for (uint32_t i = 0; i < row->as.map.count; i++) {
        const rubric_entry *entry = &row->as.map.entries[i];
        size_t index = find_column(columns, entry->key);
        if (index == COLUMN_COUNT)
            continue;
        cell->size = 0;
        put_cell(cell, &entry->value);
        size_t width = rubric_text_width(rubric_buffer_slice(cell));
        if (width > columns->widths[index])
            columns->widths[index] = width;
        if (entry->value.type != RUBRIC_VALUE_INTEGER && entry->value.type != RUBRIC_VALUE_NUMBER)
            columns->is_number[index] = false;
    }
}

static void put_padded(rubric_buffer *out, const struct columns *columns, size_t index,
                       rubric_slice cell) {
    size_t width = rubric_text_width(cell);
    size_t padding = columns->widths[index] > width ? columns->widths[index] - width : 0;
    bool is_last = index + 1 == columns->count;
    rubric_buffer_put_repeated(out, ' ', columns->is_number[index] ? padding : 0);
    rubric_buffer_put_slice(out, cell);
    if (!is_last)
        rubric_buffer_put_repeated(out, ' ', (columns->is_number[index] ? 0 : padding) + 2);
}

// Blanks at the end of a line are nobody's.
static void end_line(rubric_buffer *out) {
    while (out->size > 0 && out->bytes[out->size - 1] == ' ')
        out->size--;
    rubric_buffer_put_byte(out, '\n');
}

static void put_columns(rubric_buffer *out, const rubric_value *list) {
    struct columns columns = {.count = 0};
    rubric_buffer cell;
    rubric_buffer_init(&cell, out->context);
    for (uint32_t i = 0; i < list->as.list.count; i++)
        measure(&columns, &list->as.list.items[i], &cell);
    for (size_t k = 0; columns.count > 1 && k < columns.count; k++)
        put_padded(out, &columns, k, columns.names[k]);
    if (columns.count > 1)
        end_line(out);
    for (uint32_t i = 0; i < list->as.list.count; i++) {
        for (size_t k = 0; k < columns.count; k++) {
            const rubric_value *value =
                rubric_value_find(&list->as.list.items[i], columns.names[k]);
            cell.size = 0;
            if (value != NULL)
                put_cell(&cell, value);
            put_padded(out, &columns, k, rubric_buffer_slice(&cell));
        }
        end_line(out);
    }
    out->failed = out->failed || cell.failed;
    rubric_buffer_clear(&cell);
}

static bool is_list_of(const rubric_value *value, bool (*is_kind)(const rubric_value *)) {
    for (uint32_t i = 0; i < value->as.list.count; i++)
        if (!is_kind(&value->as.list.items[i]))
            return false;
    return true;
}

static bool is_map(const rubric_value *value) {
    return value->type == RUBRIC_VALUE_MAP;
}

void rubric_value_print(rubric_buffer *out, const rubric_value *value) {
    if (value->type == RUBRIC_VALUE_NULL)
        return;
    if (is_scalar(value)) {
        put_line(out, value);
    } else if (value->type == RUBRIC_VALUE_LIST && is_list_of(value, is_scalar)) {
        for (uint32_t i = 0; i < value->as.list.count; i++)
            put_line(out, &value->as.list.items[i]);
    } else if (value->type == RUBRIC_VALUE_LIST && is_list_of(value, is_map)) {
        put_columns(out, value);
    } else {
        rubric_yaml_write(out, value);
    }
}
