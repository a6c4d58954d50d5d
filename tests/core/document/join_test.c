// SPDX-License-Identifier: MIT
// Tests of joining neighbouring runs.
#include "core/documents.h"
#include "document/document.h"

static rubric_node paragraph(rubric_document *document) {
    return find_kind(document, RUBRIC_KIND_PARAGRAPH);
}

static rubric_node put_run(rubric_node parent, const char *text) {
    rubric_node run;
    assert_int_equal(rubric_node_new(&run, parent.document, RUBRIC_KIND_TEXT, NULL), RUBRIC_OK);
    assert_int_equal(rubric_node_set_text(run, rubric_slice_of(text), NULL), RUBRIC_OK);
    assert_int_equal(rubric_node_insert(run, parent, (rubric_node){parent.document, 0}, NULL),
                     RUBRIC_OK);
    return run;
}

static size_t count_runs(rubric_node block) {
    size_t count = 0;
    rubric_cursor cursor = rubric_cursor_begin(block);
    while (rubric_cursor_next(&cursor))
        count += cursor.entering && rubric_node_kind(cursor.node) == RUBRIC_KIND_TEXT;
    return count;
}

static void runs_put_in_one_behind_the_other_are_one(void **state) {
    rubric_document *document = read_text(*state, "a *b* c\n", "markdown");
    rubric_node block = paragraph(document), last = rubric_node_last(block);
    rubric_node first = put_run(block, " d"), second = put_run(block, " e");
    assert_int_equal(count_runs(block), 5);
    rubric_document_join_runs(document);
    assert_int_equal(count_runs(block), 3);
    assert_true(rubric_node_exists(last)); // it was read, so it stays
    assert_false(rubric_node_exists(first));
    assert_false(rubric_node_exists(second));
    assert_text(last, " c d e");
    assert_text(block, "a b c d e");
    assert_int_equal(rubric_node_text_offset(last), 3);
    rubric_document_free(document);
}

static void runs_that_markup_kept_apart_are_one_without_it(void **state) {
    rubric_document *document = read_text(*state, "a *b **c*** d\n", "markdown");
    rubric_node block = paragraph(document), emph = find_kind(document, RUBRIC_KIND_EMPH);
    rubric_node strong = find_kind(document, RUBRIC_KIND_STRONG);
    assert_int_equal(rubric_node_unwrap(strong, NULL), RUBRIC_OK);
    rubric_document_join_runs(document);
    assert_int_equal(count_runs(block), 3);
    assert_text(rubric_node_first(emph), "b c");
    assert_int_equal(rubric_node_unwrap(emph, NULL), RUBRIC_OK);
    rubric_document_join_runs(document);
    assert_int_equal(count_runs(block), 1);
    assert_text(rubric_node_first(block), "a b c d");
    assert_written(document, "source", "a b c d\n");
    rubric_document_free(document);
}

static void runs_that_say_more_than_text_stay_apart(void **state) {
    rubric_document *document = read_text(*state, "a\n", "markdown");
    rubric_node block = paragraph(document), run = put_run(block, "b");
    rubric_node_set_attribute(run, rubric_slice_of("lang"), rubric_slice_of("en"));
    put_run(block, "c");
    rubric_document_join_runs(document);
    assert_int_equal(count_runs(block), 3);
    rubric_document_free(document);
}

static void spans_and_origins_stay_where_they_are(void **state) {
    rubric_document *document = read_text(*state, "ab *cd* ef\n", "markdown");
    rubric_node block = paragraph(document);
    rubric_annotation annotation = {.block = block, .begin = 6, .end_block = block, .end = 8};
    annotation.layer = rubric_slice_of("x");
    uint32_t id;
    assert_int_equal(rubric_document_annotate(&id, document, &annotation, NULL), RUBRIC_OK);
    rubric_node_unwrap(find_kind(document, RUBRIC_KIND_EMPH), NULL);
    rubric_document_join_runs(document);
    assert_true(rubric_annotation_find(document, id, &annotation));
    assert_int_equal(annotation.begin, 6);
    rubric_range range = rubric_node_source_range(block, 6, 8);
    assert_int_equal(range.begin, 8);
    assert_int_equal(range.end, 10);
    rubric_document_free(document);
}

// The bytes that are laid out and held, for so many runs that are all edited.
static size_t edit_all(rubric_context *context, size_t count) {
    rubric_document *document;
    assert_int_equal(rubric_document_new(&document, context, NULL), RUBRIC_OK);
    rubric_node block;
    assert_int_equal(rubric_node_new(&block, document, RUBRIC_KIND_PARAGRAPH, NULL), RUBRIC_OK);
    assert_int_equal(
        rubric_node_insert(block, rubric_document_root(document), (rubric_node){document, 0}, NULL),
        RUBRIC_OK);
    for (size_t i = 0; i < count; i++)
        put_run(block, "ab ");
    for (rubric_node run = rubric_node_first(block); run.id; run = rubric_node_next(run))
        rubric_node_set_text(run, rubric_slice_of("cd "), NULL);
    rubric_document_join_runs(document);
    assert_int_equal(count_runs(block), 1);
    assert_int_equal(rubric_node_text_size(block), 3 * count);
    size_t cost = document->plane.size + rubric_context_used(context);
    rubric_document_free(document);
    return cost;
}

static void editing_every_run_and_reading_once_is_linear(void **state) {
    size_t one = edit_all(*state, 75000), four = edit_all(*state, 300000);
    assert_true(four < 6 * one);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        CONTEXT_TEST(runs_put_in_one_behind_the_other_are_one),
        CONTEXT_TEST(runs_that_markup_kept_apart_are_one_without_it),
        CONTEXT_TEST(runs_that_say_more_than_text_stay_apart),
        CONTEXT_TEST(spans_and_origins_stay_where_they_are),
        CONTEXT_TEST(editing_every_run_and_reading_once_is_linear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
