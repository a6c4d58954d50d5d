// SPDX-License-Identifier: MIT
// Tests of the grid of a table.
#include "core/documents.h"

static rubric_node read_table(rubric_context *context, const char *html) {
    return find_kind(read_text(context, html, "html"), RUBRIC_KIND_TABLE);
}

// The grid as text: the cells of a row by their texts, '.' where none is, rows joined by '/'.
static void assert_grid(rubric_context *context, const char *html, const char *wanted) {
    rubric_node table = read_table(context, html);
    rubric_error error;
    const rubric_grid *grid = rubric_table_grid(table, &error);
    if (!grid)
        fail_msg("%s", error.message);
    rubric_buffer out;
    rubric_buffer_init(&out, context);
    for (uint32_t row = 0; row < rubric_grid_rows(grid); row++) {
        rubric_buffer_put_string(&out, row ? "/" : "");
        for (uint32_t column = 0; column < rubric_grid_columns(grid); column++) {
            rubric_node cell = rubric_grid_cell(grid, row, column);
            if (cell.id)
                rubric_node_text(&out, cell);
            else
                rubric_buffer_put_string(&out, ".");
        }
    }
    assert_buffer(&out, wanted);
    rubric_document_free(table.document);
}

static void spans_cover_places(void **state) {
    assert_grid(*state, "<table><tr><td>a<td>b<tr><td>c<td>d</table>", "ab/cd");
    assert_grid(*state, "<table><tr><td rowspan=2>a<td>b<tr><td>c</table>", "ab/ac");
    assert_grid(*state, "<table><tr><td colspan=2>a<td>b<tr><td>c<td>d<td>e</table>", "aab/cde");
    assert_grid(*state, "<table><tr><td>a<tr><td>b<td>c</table>", "a./bc");
    assert_grid(*state,
                "<table><tr><td rowspan=2 colspan=2>a<td>b<tr><td>c<tr><td>d<td>e<td>f</table>",
                "aab/aac/def");
}

static void too_large_spans_are_cut(void **state) {
    // No span leaves its section, and the rows come in the order head, body, foot.
    assert_grid(*state,
                "<table><tfoot><tr><td>f</tfoot><tbody><tr><td rowspan=9>b<td>c<tr><td>d</tbody>"
                "<thead><tr><th rowspan=5>h<th>i</thead></table>",
                "hi/bc/bd/f.");
    // A column that no cell begins in is none.
    assert_grid(*state, "<table><tr><td colspan=900>a<tr><td>b<td>c</table>", "aa/bc");
    // A span ends where a cell from above stands.
    assert_grid(*state, "<table><tr><td>a<td rowspan=2>b<td>c<tr><td colspan=3>d<td>e</table>",
                "abc/dbe");
}

static void a_table_without_rows_has_no_places(void **state) {
    assert_grid(*state, "<table></table><table><tr></table>", "");
    rubric_document *document = read_text(*state, "a", "text");
    rubric_error error;
    assert_null(rubric_table_grid(find_kind(document, RUBRIC_KIND_PARAGRAPH), &error));
    assert_string_equal(error.message, "a paragraph is no table");
    rubric_document_free(document);
}

static void a_grid_follows_the_table(void **state) {
    rubric_node table = read_table(*state, "<table><tr><td>a<td>b<tr><td>c<td>d</table>");
    const rubric_grid *grid = rubric_table_grid(table, NULL);
    rubric_node a = rubric_grid_cell(grid, 0, 0), c = rubric_grid_cell(grid, 1, 0);
    assert_ptr_equal(grid, rubric_table_grid(table, NULL));
    assert_int_equal(rubric_node_set_integer(a, RUBRIC_FIELD_ROW_SPAN, 2, NULL), RUBRIC_OK);
    grid = rubric_table_grid(table, NULL);
    assert_true(rubric_node_same(rubric_grid_cell(grid, 1, 0), a));
    assert_true(rubric_node_same(rubric_grid_cell(grid, 1, 1), c));
    rubric_node_remove(rubric_grid_row(grid, 0));
    grid = rubric_table_grid(table, NULL);
    assert_int_equal(rubric_grid_rows(grid), 1);
    assert_true(rubric_node_same(rubric_grid_cell(grid, 0, 0), c));
    assert_true(rubric_node_is_null(rubric_grid_cell(grid, 1, 0)));
    assert_true(rubric_node_is_null(rubric_grid_cell(grid, 0, UINT32_MAX)));
    assert_true(rubric_node_is_null(rubric_grid_row(grid, 1)));
    rubric_document_free(table.document);
}

// A table of so many rows of so many cells, each with these attributes.
static rubric_node new_table(rubric_context *context, int rows, int cells, const char *attributes) {
    rubric_buffer html;
    rubric_buffer_init(&html, context);
    rubric_buffer_put_string(&html, "<table>");
    for (int row = 0; row < rows; row++) {
        rubric_buffer_put_string(&html, "<tr>");
        for (int cell = 0; cell < cells; cell++) {
            rubric_buffer_put_string(&html, "<td ");
            rubric_buffer_put_string(&html, attributes);
            rubric_buffer_put_string(&html, ">");
        }
    }
    rubric_document *document = read_bytes(context, rubric_buffer_slice(&html), "html");
    rubric_buffer_clear(&html);
    return find_kind(document, RUBRIC_KIND_TABLE);
}

static void hostile_spans_take_bounded_memory_and_time(void **state) {
    static const struct {
        int rows, cells;
        const char *attributes;
    } tables[] = {{3000, 1, "rowspan=65534 colspan=1000"},
                  {3000, 2, "rowspan=65534 colspan=1000"},
                  {1, 3000, "rowspan=65534 colspan=65534"},
                  {1500, 1, "rowspan=1500"},
                  {3000, 3, "colspan=-1 rowspan=0"},
                  {3000, 1, "colspan=4000000000 rowspan=4000000000"}};
    (void)state;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        rubric_context *context = new_context(128 << 20, 200000000);
        rubric_node table =
            new_table(context, tables[i].rows, tables[i].cells, tables[i].attributes);
        rubric_error error;
        const rubric_grid *grid = rubric_table_grid(table, &error);
        assert_int_equal(rubric_context_status(context), RUBRIC_OK);
        if (grid)
            assert_int_equal(rubric_grid_rows(grid), tables[i].rows);
        else
            assert_int_equal(error.status, RUBRIC_ERROR_LIMIT);
        rubric_document_free(table.document);
        assert_int_equal(rubric_context_used(context), 0);
        rubric_context_free(context);
    }
}

static rubric_status lay_out(rubric_context *context) {
    static const char html[] = "<table><tr><td rowspan=2>a<td>b<tr><td>c</table>";
    rubric_read_options options = {.size = sizeof options, .format = "html"};
    rubric_document *document;
    rubric_error error;
    rubric_status status =
        rubric_document_read(&document, context, html, sizeof html - 1, &options, &error);
    if (status != RUBRIC_OK)
        return status;
    rubric_node table = rubric_node_first(rubric_document_root(document));
    if (!rubric_table_grid(table, &error))
        status = error.status;
    rubric_document_free(document);
    return status;
}

static void every_allocation_may_fail(void **state) {
    (void)state;
    fail_every_allocation(lay_out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        CONTEXT_TEST(spans_cover_places),
        CONTEXT_TEST(too_large_spans_are_cut),
        CONTEXT_TEST(a_table_without_rows_has_no_places),
        CONTEXT_TEST(a_grid_follows_the_table),
        cmocka_unit_test(hostile_spans_take_bounded_memory_and_time),
        cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
