// SPDX-License-Identifier: MIT
// Tests of footnotes in HTML, there and back: their order, ids, edits, memory, time.
#include <stdio.h>
#include <time.h>

#include "core/documents.h"

static const char notes[] = "a[^x] b[^y] c[^x]\n\n[^y]: Second[^z].\n\n[^x]: First.\n\n"
                            "    - more\n\n[^z]: Third.\n\n[^u]: Unused[^u].\n";
static const char page[] =
    "<p>a<sup class=\"footnote-ref\"><a href=\"#fn-1\" id=\"fnref-1\">1</a></sup></p>\n"
    "<section class=\"footnotes\">\n<ol>\n<li id=\"fn-1\">\n<p>old text "
    "<a href=\"#fnref-1\" class=\"footnote-backref\">↩</a></p>\n</li>\n</ol>\n</section>\n";

static bool contains(const rubric_buffer *text, const char *part) {
    return rubric_slice_find(rubric_buffer_slice(text), rubric_slice_of(part), 0) != SIZE_MAX;
}

static void write_html(rubric_buffer *out, rubric_document *document) {
    rubric_write_options options = {.size = sizeof options, .format = "html"};
    out->size = 0;
    assert_int_equal(rubric_document_write(out, document, &options, NULL), RUBRIC_OK);
}

static void numbers_follow_the_tree(void **state) {
    rubric_document *document = read_text(*state, notes, "markdown");
    rubric_buffer out;
    rubric_buffer_init(&out, *state);
    write_html(&out, document);
    assert_true(contains(&out, "href=\"#fn-y\" id=\"fnref-y\">2<"));
    assert_true(contains(&out, "href=\"#fn-x\" id=\"fnref-x-2\">1<"));
    rubric_node reference = find_kind(document, RUBRIC_KIND_FOOTNOTE_REFERENCE);
    assert_int_equal(
        rubric_node_set_string(reference, RUBRIC_FIELD_LABEL, rubric_slice_of("z"), NULL),
        RUBRIC_OK);
    write_html(&out, document);
    assert_true(contains(&out, "href=\"#fn-z\" id=\"fnref-z\">1<"));
    assert_true(contains(&out, "href=\"#fn-x\" id=\"fnref-x\">3<"));
    rubric_node_remove(reference);
    write_html(&out, document);
    assert_true(contains(&out, "href=\"#fn-y\" id=\"fnref-y\">1<"));
    rubric_buffer_clear(&out);
    rubric_document_free(document);
}

static void a_page_keeps_its_bytes_around_an_edit(void **state) {
    rubric_document *document = read_text(*state, page, "html");
    assert_written(document, "source", page);
    rubric_node note = find_kind(document, RUBRIC_KIND_FOOTNOTE);
    assert_slice(rubric_node_string(note, RUBRIC_FIELD_LABEL), "1");
    assert_int_equal(
        rubric_node_replace_range(rubric_node_first(note), 0, 3, rubric_slice_of("new"), NULL),
        RUBRIC_OK);
    rubric_buffer edits;
    rubric_buffer_init(&edits, *state);
    assert_int_equal(rubric_document_edits(&edits, document, NULL), RUBRIC_OK);
    assert_int_equal(edits.size, sizeof(rubric_edit));
    assert_slice(((const rubric_edit *)(const void *)edits.bytes)->text, "new");
    rubric_buffer_clear(&edits);
    assert_written(document, "markdown", "a[^1]\n\n[^1]: new text\n");
    rubric_document_free(document);
}

static rubric_status there_and_back(rubric_context *context) {
    rubric_read_options from = {.size = sizeof from, .format = "markdown"};
    rubric_write_options to = {.size = sizeof to, .format = "html"};
    rubric_document *document = NULL, *again = NULL;
    rubric_buffer out;
    rubric_buffer_init(&out, context);
    rubric_status status =
        rubric_document_read(&document, context, notes, strlen(notes), &from, NULL);
    if (status == RUBRIC_OK)
        status = rubric_document_write(&out, document, &to, NULL);
    from.format = "html";
    if (status == RUBRIC_OK)
        status = rubric_document_read(&again, context, out.bytes, out.size, &from, NULL);
    rubric_buffer_clear(&out);
    if (status == RUBRIC_OK)
        status = rubric_document_write(&out, again, &to, NULL);
    rubric_buffer_clear(&out);
    rubric_document_free(document);
    rubric_document_free(again);
    return status;
}

static void every_allocation_may_fail(void **state) {
    (void)state;
    fail_every_allocation(there_and_back);
}

// References to one footnote, whose names others have, and as many footnotes in each other's text.
static void put_many(rubric_buffer *text, int count) {
    char line[80];
    for (int i = 0; i < count; i++) {
        snprintf(line, sizeof line, "[^a] [^b%d]\n\n[^b%d]: c[^b%d]\n\n[^a-%d]: d\n\n", i, i,
                 count - i, i);
        rubric_buffer_put_string(text, line);
    }
    rubric_buffer_put_string(text, "[^a]: e\n");
}

static double seconds_of(int count) {
    clock_t start = clock();
    rubric_context *context = new_context(0, 0);
    rubric_buffer text, out;
    rubric_buffer_init(&text, context);
    rubric_buffer_init(&out, context);
    put_many(&text, count);
    rubric_document *document = read_bytes(context, rubric_buffer_slice(&text), "markdown");
    write_html(&out, document);
    rubric_document *again = read_bytes(context, rubric_buffer_slice(&out), "html");
    assert_true(out.size > (size_t)count * 100);
    rubric_document_free(document);
    rubric_document_free(again);
    rubric_buffer_clear(&text);
    rubric_buffer_clear(&out);
    rubric_context_free(context);
    return (double)(clock() - start) / CLOCKS_PER_SEC;
}

static double least_of(int count) {
    double least = seconds_of(count);
    for (int i = 0; i < 4; i++) {
        double seconds = seconds_of(count);
        least = seconds < least ? seconds : least;
    }
    return least;
}

static void many_take_linear_time(void **state) {
    (void)state;
    double few = least_of(2000), many = least_of(8000);
    if (many >= 6 * few)
        fail_msg("%f s, and %f s for four times as much", few, many);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        CONTEXT_TEST(numbers_follow_the_tree),
        CONTEXT_TEST(a_page_keeps_its_bytes_around_an_edit),
        CONTEXT_TEST(every_allocation_may_fail),
        CONTEXT_TEST(many_take_linear_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
