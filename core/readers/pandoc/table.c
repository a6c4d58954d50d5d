// SPDX-License-Identifier: MIT
// Tables of pandoc's JSON: columns, sections, rows and cells.
#include "readers/pandoc/pandoc.h"

static const char *const alignments[] = {"AlignDefault", "AlignLeft", "AlignCenter", "AlignRight",
                                         NULL}; // in the order of the choices of `alignment`

static bool set_entry(struct pandoc_reading *reading, rubric_value *map, const char *name,
                      rubric_value value) {
    return rubric_value_set(reading->arena, map, rubric_slice_of(name), value) == RUBRIC_OK;
}

// {alignment, width}, without a width where the writer is to choose one.
static bool read_column(struct pandoc_reading *reading, rubric_value *out,
                        const rubric_value *value) {
    static const char *const widths[] = {"ColWidthDefault", "ColWidth", NULL};
    if (!rubric_pandoc_parts(reading, value, "OO", "a column as [alignment, width]"))
        return false;
    const rubric_value *parts = value->as.list.items;
    int alignment = rubric_pandoc_choice(reading, &parts[0], alignments, "an alignment");
    int width = rubric_pandoc_choice(reading, &parts[1], widths, "a column width");
    if (alignment < 0 || width < 0)
        return false;
    *out = rubric_value_map();
    const char *name = rubric_field_choices(RUBRIC_FIELD_ALIGNMENT)[alignment];
    if (!set_entry(reading, out, "alignment", rubric_value_string(rubric_slice_of(name))))
        return false;
    const rubric_value *number = rubric_value_find(&parts[1], rubric_slice_of("c"));
    if (width == 0)
        return true;
    bool is_number =
        number && (number->type == RUBRIC_VALUE_NUMBER || number->type == RUBRIC_VALUE_INTEGER);
    return is_number ? set_entry(reading, out, "width", *number)
                     : rubric_pandoc_expect(reading, &parts[1],
                                            "expected 'c' of a ColWidth to be a number", "", "");
}

static void read_columns(struct pandoc_reading *reading, uint32_t id, const rubric_value *specs) {
    rubric_value columns = rubric_value_list();
    for (uint32_t i = 0; i < specs->as.list.count; i++) {
        rubric_value column;
        if (!read_column(reading, &column, &specs->as.list.items[i]) ||
            rubric_value_append(reading->arena, &columns, column) != RUBRIC_OK)
            return;
    }
    if (id)
        rubric_node_set_value(node_value(reading->builder.document, id), RUBRIC_FIELD_COLUMNS,
                              &columns, NULL);
}

void rubric_pandoc_table(struct pandoc_reading *reading, const struct pandoc_element *element) {
    uint32_t id = rubric_builder_open(&reading->builder, RUBRIC_KIND_TABLE);
    rubric_pandoc_attributes(reading, id, &element->parts[0]);
    read_columns(reading, id, &element->parts[2]);
    rubric_pandoc_push(reading, TASK_CLOSE, NULL, 0);
    rubric_pandoc_push(reading, TASK_FOOT, &element->parts[5], 0);
    rubric_pandoc_push(reading, TASK_BODIES, &element->parts[4], 0);
    rubric_pandoc_push(reading, TASK_HEAD, &element->parts[3], 0);
    rubric_pandoc_push(reading, TASK_CAPTION, &element->parts[1], 0);
}

// A head or foot; one of nothing is none.
void rubric_pandoc_table_end(struct pandoc_reading *reading, const rubric_value *value, int part) {
    if (!rubric_pandoc_parts(reading, value, "aL", "a head or foot of a table as [attr, rows]"))
        return;
    const rubric_value *parts = value->as.list.items;
    if (parts[1].as.list.count == 0 && rubric_pandoc_is_plain(&parts[0]))
        return;
    uint32_t id = rubric_builder_open(&reading->builder, RUBRIC_KIND_TABLE_SECTION);
    rubric_builder_set_integer(&reading->builder, id, RUBRIC_FIELD_PART, part);
    rubric_pandoc_attributes(reading, id, &parts[0]);
    rubric_pandoc_push(reading, TASK_CLOSE, NULL, 0);
    rubric_pandoc_push(reading, TASK_ROWS, &parts[1], part == 1 ? PANDOC_ALL_HEADERS : 0);
}

void rubric_pandoc_table_body(struct pandoc_reading *reading, const rubric_value *value) {
    if (!rubric_pandoc_parts(reading, value, "aiLL",
                             "a body of a table as [attr, head columns, head rows, rows]"))
        return;
    const rubric_value *parts = value->as.list.items;
    int32_t columns = rubric_pandoc_integer(reading, &parts[1]);
    uint32_t id = rubric_builder_open(&reading->builder, RUBRIC_KIND_TABLE_SECTION);
    rubric_builder_set_integer(&reading->builder, id, RUBRIC_FIELD_HEAD_COLUMNS, columns);
    rubric_pandoc_attributes(reading, id, &parts[0]);
    rubric_pandoc_push(reading, TASK_CLOSE, NULL, 0);
    rubric_pandoc_push(reading, TASK_ROWS, &parts[3], columns > 0 ? (uint32_t)columns : 0);
    rubric_pandoc_push(reading, TASK_ROWS, &parts[2], PANDOC_HEAD_ROWS | PANDOC_ALL_HEADERS);
}

void rubric_pandoc_row(struct pandoc_reading *reading, const rubric_value *value, uint32_t detail) {
    if (!rubric_pandoc_parts(reading, value, "aL", "a row as [attr, cells]"))
        return;
    const rubric_value *parts = value->as.list.items;
    uint32_t id = rubric_builder_open(&reading->builder, RUBRIC_KIND_ROW);
    rubric_pandoc_attributes(reading, id, &parts[0]);
    rubric_builder_set_integer(&reading->builder, id, RUBRIC_FIELD_HEADER,
                               (detail & PANDOC_HEAD_ROWS) != 0);
    rubric_pandoc_push(reading, TASK_CLOSE, NULL, 0);
    rubric_pandoc_push(reading, TASK_CELLS, &parts[1], detail & ~PANDOC_HEAD_ROWS);
}

void rubric_pandoc_cell(struct pandoc_reading *reading, const rubric_value *value,
                        uint32_t *detail) {
    if (!rubric_pandoc_parts(reading, value, "aOiiL",
                             "a cell as [attr, alignment, row span, column span, blocks]"))
        return;
    struct rubric_builder *builder = &reading->builder;
    const rubric_value *parts = value->as.list.items;
    int alignment = rubric_pandoc_choice(reading, &parts[1], alignments, "an alignment");
    int32_t rows = rubric_pandoc_integer(reading, &parts[2]);
    int32_t columns = rubric_pandoc_integer(reading, &parts[3]);
    uint32_t id = rubric_builder_open(builder, RUBRIC_KIND_CELL);
    rubric_builder_set_integer(builder, id, RUBRIC_FIELD_ALIGNMENT, alignment);
    rubric_builder_set_integer(builder, id, RUBRIC_FIELD_ROW_SPAN, rows);
    rubric_builder_set_integer(builder, id, RUBRIC_FIELD_COLUMN_SPAN, columns);
    rubric_builder_set_integer(builder, id, RUBRIC_FIELD_HEADER, *detail > 0);
    rubric_pandoc_attributes(reading, id, &parts[0]);
    uint32_t taken = columns > 0 ? (uint32_t)columns : 0;
    if (*detail != PANDOC_ALL_HEADERS)
        *detail = *detail > taken ? *detail - taken : 0;
    rubric_pandoc_push(reading, TASK_CLOSE, NULL, 0);
    rubric_pandoc_push(reading, TASK_BLOCKS, &parts[4], 0);
}
