// SPDX-License-Identifier: MIT
// Tests of the Markdown reader of our own, which no format names yet.
#include "core/documents.h"
#include "document/document.h"
#include "readers/markdown/reader.h"

// Reads a text by the reader itself; NULL when a limit was hit.
static rubric_document *read_own(rubric_context *context, const char *text) {
    rubric_document *document = NULL;
    if (rubric_document_new(&document, context, NULL) != RUBRIC_OK)
        return NULL;
    document->source.decoded.text = rubric_slice_of(text);
    if (rubric_commonmark_read(document, NULL) == RUBRIC_OK)
        return document;
    rubric_document_free(document);
    return NULL;
}

static void assert_html(void **state, const char *text, const char *wanted) {
    rubric_document *document = read_own(*state, text);
    assert_non_null(document);
    assert_written(document, "html", wanted);
    rubric_document_free(document);
}

static void blocks_nest(void **state) {
    assert_html(state, "> 1. a\n>\n>    ```c x\n>    b\n>    ```\n",
                "<blockquote>\n<ol>\n<li>\n<p>a</p>\n<pre><code class=\"language-c\">b\n"
                "</code></pre>\n</li>\n</ol>\n</blockquote>\n");
    assert_html(state, "- a\n  - b\n\n  - c\n- d\n",
                "<ul>\n<li>a\n<ul>\n<li>\n<p>b</p>\n</li>\n<li>\n<p>c</p>\n</li>\n</ul>\n</li>\n"
                "<li>d</li>\n</ul>\n");
}

static void emphasis_and_links_match(void **state) {
    assert_html(state, "***a** b* ~~c~~ [d][e]\n\n[E]: /u 't'\n",
                "<p><em><strong>a</strong> b</em> <del>c</del> <a href=\"/u\" title=\"t\">d</a>"
                "</p>\n");
    assert_html(state, "`` a`b `` <https://c.d> \\* &amp;\n",
                "<p><code>a`b</code> <a href=\"https://c.d\">https://c.d</a> * &amp;</p>\n");
}

static void marks_are_in_the_source_range(void **state) {
    rubric_document *document = read_own(*state, "# a **b** [c](/d)\n");
    assert_non_null(document);
    rubric_range heading = rubric_node_source(find_kind(document, RUBRIC_KIND_HEADING));
    rubric_range strong = rubric_node_source(find_kind(document, RUBRIC_KIND_STRONG));
    rubric_range link = rubric_node_source(find_kind(document, RUBRIC_KIND_LINK));
    assert_int_equal(heading.begin, 0);
    assert_int_equal(heading.end, 17);
    assert_int_equal(strong.begin, 4);
    assert_int_equal(strong.end, 9);
    assert_int_equal(link.begin, 10);
    assert_int_equal(link.end, 17);
    rubric_document_free(document);
}

static rubric_status read_some(rubric_context *context) {
    rubric_document *document = read_own(
        context,
        "> - *a* [b] `c`\n>   ![d](e)\n\n|x|y|\n|-|-|\n|\\||\n\n[b]: /u\n<div>\n\n    f\n");
    rubric_document_free(document);
    return document ? RUBRIC_OK : RUBRIC_ERROR_MEMORY;
}

static void every_allocation_may_fail(void **state) {
    (void)state;
    fail_every_allocation(read_some);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        CONTEXT_TEST(blocks_nest), CONTEXT_TEST(emphasis_and_links_match),
        CONTEXT_TEST(marks_are_in_the_source_range), cmocka_unit_test(every_allocation_may_fail)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
