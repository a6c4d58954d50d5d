// SPDX-License-Identifier: MIT
// Tables as pandoc has them: every table has columns, a head, bodies and a foot.
#include "writers/pandoc/pandoc.h"

static const char *const alignments[] = {"AlignDefault", "AlignLeft", "AlignCenter", "AlignRight"};

enum { COLUMN_LIMIT = 4096 };

static const rubric_slice no_class = {"", 0};

/* ---- Columns ---- */

// Columns of the widest row, of a table that says nothing of its columns.
static uint32_t count_columns(rubric_node table) {
    uint32_t most = 0;
    for (rubric_node section = rubric_node_first(table); section.id;
         section = rubric_node_next(section))
        for (rubric_node row = rubric_node_first(section); row.id; row = rubric_node_next(row)) {
            if (rubric_node_kind(row) != RUBRIC_KIND_ROW)
                continue;
            uint32_t count = 0;
            for (rubric_node cell = rubric_node_first(row); cell.id && count < COLUMN_LIMIT;
                 cell = rubric_node_next(cell)) {
                int64_t span = rubric_node_integer(cell, RUBRIC_FIELD_COLUMN_SPAN);
                count += span > 1 && span < COLUMN_LIMIT ? (uint32_t)span : 1;
            }
            most = count > most ? count : most;
        }
    return most < COLUMN_LIMIT ? most : COLUMN_LIMIT;
}

static void put_tag(struct pandoc_writing *writing, const char *name) {
    pandoc_put(writing, "{\"t\":\"");
    pandoc_put(writing, name);
    pandoc_put(writing, "\"}");
}

static const char *alignment_name(rubric_node cell) {
    int64_t alignment = rubric_node_integer(cell, RUBRIC_FIELD_ALIGNMENT);
    return alignments[alignment >= 0 && alignment < 4 ? alignment : 0];
}

static const char *alignment_of_column(const rubric_value *column) {
    const rubric_value *name = column->type == RUBRIC_VALUE_MAP
                                   ? rubric_value_find(column, rubric_slice_of("alignment"))
                                   : NULL;
    const char *const *choices = rubric_field_choices(RUBRIC_FIELD_ALIGNMENT);
    for (int i = 0; name && name->type == RUBRIC_VALUE_STRING && choices[i]; i++)
        if (rubric_slice_equal(name->as.string, rubric_slice_of(choices[i])))
            return alignments[i];
    return alignments[0];
}

static void put_column(struct pandoc_writing *writing, const char *alignment,
                       const rubric_value *width) {
    rubric_pandoc_separate(writing);
    pandoc_put(writing, "[");
    put_tag(writing, alignment);
    bool is_number =
        width && (width->type == RUBRIC_VALUE_NUMBER || width->type == RUBRIC_VALUE_INTEGER);
    if (!is_number) {
        pandoc_put(writing, ",{\"t\":\"ColWidthDefault\"}]");
        return;
    }
    pandoc_put(writing, ",{\"t\":\"ColWidth\",\"c\":");
    rubric_json_write(writing->out, width, 0);
    pandoc_put(writing, "}]");
}

static rubric_node first_row(rubric_node table) {
    rubric_node section = rubric_node_first(table);
    while (section.id && rubric_node_kind(rubric_node_first(section)) != RUBRIC_KIND_ROW)
        section = rubric_node_next(section);
    return section.id ? rubric_node_first(section) : section;
}

// Columns as the table says, or as the cells of its first row are aligned.
static void put_columns(struct pandoc_writing *writing, rubric_node table) {
    const rubric_value *columns = rubric_node_value(table, RUBRIC_FIELD_COLUMNS);
    if (columns && columns->type == RUBRIC_VALUE_LIST) {
        for (uint32_t i = 0; i < columns->as.list.count; i++) {
            const rubric_value *column = &columns->as.list.items[i];
            const rubric_value *width = column->type == RUBRIC_VALUE_MAP
                                            ? rubric_value_find(column, rubric_slice_of("width"))
                                            : NULL;
            put_column(writing, alignment_of_column(column), width);
        }
        return;
    }
    uint32_t count = count_columns(table);
    rubric_node row = first_row(table);
    rubric_node cell = row.id ? rubric_node_first(row) : row;
    int64_t rest = cell.id ? rubric_node_integer(cell, RUBRIC_FIELD_COLUMN_SPAN) : 0;
    for (uint32_t i = 0; i < count; i++) {
        put_column(writing, cell.id ? alignment_name(cell) : alignments[0], NULL);
        if (cell.id && --rest <= 0) {
            cell = rubric_node_next(cell);
            rest = cell.id ? rubric_node_integer(cell, RUBRIC_FIELD_COLUMN_SPAN) : 0;
        }
    }
}

/* ---- Sections ---- */

// The first head or foot; others count as bodies.
static rubric_node find_end(rubric_node table, int part) {
    rubric_node section = rubric_node_first(table);
    while (section.id && (rubric_node_kind(section) != RUBRIC_KIND_TABLE_SECTION ||
                          rubric_node_integer(section, RUBRIC_FIELD_PART) != part))
        section = rubric_node_next(section);
    return section;
}

// The first section of its part has no such section before it.
static bool is_body(rubric_node section) {
    int64_t part = rubric_node_integer(section, RUBRIC_FIELD_PART);
    if (rubric_node_kind(section) != RUBRIC_KIND_TABLE_SECTION)
        return false;
    return part == 0 || find_end(rubric_node_parent(section), (int)part).id != section.id;
}

static void put_end(struct pandoc_writing *writing, rubric_node section) {
    pandoc_put(writing, "[");
    if (section.id)
        rubric_pandoc_put_attr(writing, section, no_class);
    else
        pandoc_put(writing, "[\"\",[],[]]");
    pandoc_put(writing, ",[");
}

void rubric_pandoc_put_table(struct pandoc_writing *writing, rubric_node table) {
    rubric_pandoc_separate(writing);
    pandoc_put(writing, "{\"t\":\"Table\",\"c\":[");
    rubric_pandoc_put_attr(writing, table, no_class);
    pandoc_put(writing, ",");
    rubric_node caption = rubric_pandoc_child(table, RUBRIC_KIND_CAPTION);
    rubric_pandoc_put_caption(writing, caption);
    rubric_pandoc_step(writing, STEP_TABLE, table.id);
    if (caption.id)
        rubric_pandoc_step(writing, STEP_BLOCKS, rubric_node_first(caption).id);
}

void rubric_pandoc_put_table_rest(struct pandoc_writing *writing, rubric_node table) {
    pandoc_put(writing, "]],[");
    put_columns(writing, table);
    pandoc_put(writing, "],");
    rubric_node head = find_end(table, 1);
    put_end(writing, head);
    rubric_pandoc_later(writing, "]}");
    rubric_pandoc_step(writing, STEP_FOOT, table.id);
    rubric_pandoc_later(writing, "],");
    rubric_pandoc_step(writing, STEP_BODIES, rubric_node_first(table).id);
    rubric_pandoc_later(writing, "]],[");
    if (head.id)
        rubric_pandoc_step(writing, STEP_ROWS, rubric_node_first(head).id);
}

void rubric_pandoc_put_foot(struct pandoc_writing *writing, rubric_node table) {
    rubric_node foot = find_end(table, 2);
    put_end(writing, foot);
    rubric_pandoc_later(writing, "]]");
    if (foot.id)
        rubric_pandoc_step(writing, STEP_ROWS, rubric_node_first(foot).id);
}

// Rows of headings at the start of a body stand apart from the others.
void rubric_pandoc_put_body(struct pandoc_writing *writing, rubric_node section) {
    if (!is_body(section))
        return;
    rubric_node row = rubric_node_first(section);
    uint32_t first = row.id;
    while (row.id && rubric_node_boolean(row, RUBRIC_FIELD_HEADER))
        row = rubric_node_next(row);
    rubric_pandoc_separate(writing);
    pandoc_put(writing, "[");
    rubric_pandoc_put_attr(writing, section, no_class);
    pandoc_put(writing, ",");
    rubric_buffer_put_integer(writing->out,
                              rubric_node_integer(section, RUBRIC_FIELD_HEAD_COLUMNS));
    pandoc_put(writing, ",[");
    rubric_pandoc_later(writing, "]]");
    rubric_pandoc_step(writing, STEP_ROWS, row.id);
    rubric_pandoc_later(writing, "],[");
    if (first != row.id)
        rubric_pandoc_step(writing, STEP_HEAD_ROWS, first);
}

void rubric_pandoc_put_row(struct pandoc_writing *writing, rubric_node row) {
    rubric_pandoc_separate(writing);
    pandoc_put(writing, "[");
    rubric_pandoc_put_attr(writing, row, no_class);
    pandoc_put(writing, ",[");
    rubric_pandoc_later(writing, "]]");
    rubric_pandoc_step(writing, STEP_CELLS, rubric_node_first(row).id);
}

void rubric_pandoc_put_cell(struct pandoc_writing *writing, rubric_node cell) {
    rubric_pandoc_separate(writing);
    pandoc_put(writing, "[");
    rubric_pandoc_put_attr(writing, cell, no_class);
    pandoc_put(writing, ",");
    // Cells of a table without columns gave their alignment to these.
    put_tag(writing, alignment_name(cell));
    pandoc_put(writing, ",");
    rubric_buffer_put_integer(writing->out, rubric_node_integer(cell, RUBRIC_FIELD_ROW_SPAN));
    pandoc_put(writing, ",");
    rubric_buffer_put_integer(writing->out, rubric_node_integer(cell, RUBRIC_FIELD_COLUMN_SPAN));
    pandoc_put(writing, ",[");
    rubric_pandoc_later(writing, "]]");
    rubric_pandoc_step(writing, STEP_BLOCKS, rubric_node_first(cell).id);
}
