// SPDX-License-Identifier: MIT
// Tests of the Markdown reader.
#include "core/documents.h"
#include "document/document.h"

static void assert_html(void **state, const char *text, const char *wanted) {
    assert_converted(*state, text, "markdown", "html", wanted);
}

static void front_matter_becomes_metadata_with_its_types(void **state) {
    rubric_document *document =
        read_text(*state, "---\ntitle: A\nyear: 2024\nzip: '007'\n---\n\nbody\n", "markdown");
    const rubric_value *metadata = rubric_document_metadata(document);
    assert_int_equal(rubric_value_find(metadata, rubric_slice_of("year"))->as.integer, 2024);
    assert_slice(rubric_value_find(metadata, rubric_slice_of("zip"))->as.string, "007");
    assert_text(rubric_document_root(document), "body");
    assert_written(document, "markdown", "---\ntitle: A\nyear: 2024\nzip: \"007\"\n---\n\nbody\n");
    rubric_document_free(document);
}

static void broken_front_matter_is_an_error_with_its_place(void **state) {
    static const char text[] = "---\na: 1\nb: [1\n---\n\nbody\n";
    rubric_read_options options = {.size = sizeof options, .format = "markdown"};
    rubric_document *document = NULL;
    rubric_error error;
    assert_int_equal(
        rubric_document_read(&document, *state, text, sizeof text - 1, &options, &error),
        RUBRIC_ERROR_SYNTAX);
    assert_null(document);
    assert_in_range(error.line, 3, 4);
    assert_non_null(strstr(error.message, "lenient"));
}

static void broken_front_matter_read_leniently_is_a_diagnostic(void **state) {
    static const char text[] = "---\na: 1\nb: [1\n---\n\nbody\n";
    rubric_read_options options = {.size = sizeof options, .format = "markdown", .lenient = true};
    rubric_document *document = NULL;
    assert_int_equal(rubric_document_read(&document, *state, text, sizeof text - 1, &options, NULL),
                     RUBRIC_OK);
    rubric_diagnostic diagnostic;
    assert_true(rubric_document_diagnostic(document, 0, &diagnostic));
    assert_slice(diagnostic.code, "front-matter");
    assert_int_equal(diagnostic.level, RUBRIC_LEVEL_WARNING);
    assert_true(diagnostic.range.known);
    rubric_position position = rubric_document_position(document, diagnostic.range.begin);
    assert_in_range(position.line, 3, 4);
    assert_text(rubric_document_root(document), "body");
    rubric_document_free(document);
}

static void broken_front_matter_at_the_end_is_kept(void **state) {
    static const char *const texts[] = {"---\na: [\n---", "---\r\na: [\r\n---\r\n"};
    for (size_t i = 0; i < 2; i++) {
        rubric_read_options options = {
            .size = sizeof options, .format = "markdown", .lenient = true};
        rubric_document *document = NULL;
        assert_int_equal(
            rubric_document_read(&document, *state, texts[i], strlen(texts[i]), &options, NULL),
            RUBRIC_OK);
        rubric_node raw = rubric_node_first(rubric_document_root(document));
        assert_int_equal(rubric_node_kind(raw), RUBRIC_KIND_RAW_BLOCK);
        assert_int_equal(rubric_node_string(raw, RUBRIC_FIELD_LITERAL).size, i ? 14 : 12);
        rubric_document_free(document);
    }
}

static void what_only_looks_like_front_matter_is_text(void **state) {
    assert_html(state, "---\n\na: 1\n\n---\n", "<hr />\n<p>a: 1</p>\n<hr />\n");
    assert_html(state, "---\njust words\n---\n", "<hr />\n<h2>just words</h2>\n");
    assert_html(state, "---\na: 1\n", "<hr />\n<p>a: 1</p>\n");
}

static void entities_and_escapes_are_decoded(void **state) {
    rubric_document *document =
        read_text(*state, "&amp;lt; &copy; &#65; &nope; \\* \\a &#0;\n", "markdown");
    assert_text(rubric_document_root(document), "&lt; \xC2\xA9 A &nope; * \\a \xEF\xBF\xBD");
    rubric_document_free(document);
}

static void blocks_nest(void **state) {
    assert_html(state, "> 1. a\n>\n>    ```c x\n>    b\n>    ```\n> 2. - [x] c\n",
                "<blockquote>\n<ol>\n<li>\n<p>a</p>\n<pre><code class=\"language-c\">b\n"
                "</code></pre>\n</li>\n<li>\n<ul>\n<li><input type=\"checkbox\" disabled=\"\" "
                "checked=\"\"> c</li>\n</ul>\n</li>\n</ol>\n</blockquote>\n");
}

static void text_of_a_tight_item_is_a_compact_paragraph(void **state) {
    rubric_document *document = read_text(*state, "- a\n", "markdown");
    assert_true(
        rubric_node_boolean(find_kind(document, RUBRIC_KIND_PARAGRAPH), RUBRIC_FIELD_COMPACT));
    rubric_document_free(document);
}

static void tables_have_sections_and_alignments(void **state) {
    assert_html(state, "| a | b |\n|:-:|--:|\n| `x\\|y` | *z* |\n",
                "<table>\n<thead>\n<tr>\n<th align=\"center\">a</th>\n<th align=\"right\">b</th>\n"
                "</tr>\n</thead>\n<tbody>\n<tr>\n<td align=\"center\"><code>x|y</code></td>\n"
                "<td align=\"right\"><em>z</em></td>\n</tr>\n</tbody>\n</table>\n");
}

static void html_is_kept_as_raw_nodes(void **state) {
    assert_html(state, "<div>\n*a*\n</div>\n\nb <i>c</i>\n",
                "<div>\n*a*\n</div>\n<p>b <i>c</i></p>\n");
    rubric_document *document = read_text(*state, "b <i>c</i>\n", "markdown");
    assert_text(rubric_document_root(document), "b c");
    rubric_document_free(document);
}

// What made md4c 0.4.8 read beyond its input (RELIABILITY, trap 5).
static void the_inputs_that_md4c_reads_beyond_are_safe(void **state) {
    const char text[] = "\xA9##r[](r[](";
    char *exact = malloc(sizeof text - 1);
    memcpy(exact, text, sizeof text - 1);
    rubric_document_free(read_bytes(*state, rubric_slice_make(exact, sizeof text - 1), "markdown"));
    free(exact);
}

static void items_begin_in_items(void **state) {
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
    rubric_document *document = read_text(*state, "# a **b** [c](/d)\n", "markdown");
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
    static const char text[] =
        "> - *a* [b] `c`\n>   ![d](e)\n\n|x|y|\n|-|-|\n|\\||\n\n[b]: /u\n<div>\n\n    f\n";
    rubric_read_options options = {.size = sizeof options, .format = "markdown"};
    rubric_document *document = NULL;
    rubric_status status =
        rubric_document_read(&document, context, text, sizeof text - 1, &options, NULL);
    rubric_document_free(document);
    return status;
}

static void every_allocation_may_fail(void **state) {
    (void)state;
    fail_every_allocation(read_some);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        CONTEXT_TEST(front_matter_becomes_metadata_with_its_types),
        CONTEXT_TEST(broken_front_matter_is_an_error_with_its_place),
        CONTEXT_TEST(broken_front_matter_read_leniently_is_a_diagnostic),
        CONTEXT_TEST(broken_front_matter_at_the_end_is_kept),
        CONTEXT_TEST(what_only_looks_like_front_matter_is_text),
        CONTEXT_TEST(entities_and_escapes_are_decoded),
        CONTEXT_TEST(blocks_nest),
        CONTEXT_TEST(text_of_a_tight_item_is_a_compact_paragraph),
        CONTEXT_TEST(tables_have_sections_and_alignments),
        CONTEXT_TEST(html_is_kept_as_raw_nodes),
        CONTEXT_TEST(items_begin_in_items),
        CONTEXT_TEST(emphasis_and_links_match),
        CONTEXT_TEST(marks_are_in_the_source_range),
        cmocka_unit_test(every_allocation_may_fail),
        CONTEXT_TEST(the_inputs_that_md4c_reads_beyond_are_safe),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
