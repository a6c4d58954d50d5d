// SPDX-License-Identifier: MIT
// Tests of the HTML writer.
#include "core/documents.h"

static void assert_safe(rubric_context *context, const char *text, const char *from,
                        const char *wanted) {
    rubric_document *document = read_text(context, text, from);
    rubric_write_options options = {.size = sizeof options, .format = "html"};
    rubric_buffer out;
    rubric_buffer_init(&out, context);
    assert_int_equal(rubric_document_write(&out, document, &options, NULL), RUBRIC_OK);
    assert_buffer(&out, wanted);
    rubric_document_free(document);
}

static void raw_html_and_doubtful_addresses_pass_only_when_asked_for(void **state) {
    const char *text = "<script>x</script>\n\n[a](javascript:x) <b>c</b>\n";
    assert_safe(*state, text, "markdown",
                "<!-- raw HTML omitted -->\n<p><a href=\"\">a</a> <!-- raw HTML omitted -->c"
                "<!-- raw HTML omitted --></p>\n");
    assert_converted(*state, text, "markdown", "html",
                     "<script>x</script>\n<p><a href=\"javascript:x\">a</a> <b>c</b></p>\n");
}

static void every_text_and_attribute_is_escaped(void **state) {
    assert_safe(*state, "<p title='\"&lt;'>a &lt;b> &amp; \"c\"</p>", "html",
                "<p title=\"&quot;&lt;\">a &lt;b&gt; &amp; &quot;c&quot;</p>\n");
}

static void an_image_has_its_text_as_description(void **state) {
    assert_converted(*state, "![a *b* `c` ![d](e)](f \"t\")\n", "markdown", "html",
                     "<p><img src=\"f\" alt=\"a b c d\" title=\"t\" /></p>\n");
}

static void a_page_has_a_head_with_title_and_language(void **state) {
    rubric_document *document = read_text(*state,
                                          "---\ntitle: A<b\nlang: de\nauthor: [x, y]\ndate: "
                                          "2020-01-02\nurl: http://a/?b&c\n---\n\nx\n",
                                          "markdown");
    rubric_write_options options = {.size = sizeof options, .format = "html", .standalone = true};
    rubric_buffer out;
    rubric_buffer_init(&out, *state);
    assert_int_equal(rubric_document_write(&out, document, &options, NULL), RUBRIC_OK);
    // The style sheet between them is the writer's own.
    rubric_slice page = rubric_buffer_slice(&out);
    size_t style = rubric_slice_find(page, rubric_slice_of("<style>"), 0);
    size_t end = rubric_slice_find(page, rubric_slice_of("</style>"), 0);
    assert_true(style < end && end < page.size);
    assert_slice(rubric_slice_part(page, 0, style),
                 "<!DOCTYPE html>\n<html lang=\"de\">\n<head>\n<meta charset=\"utf-8\">\n"
                 "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                 "<title>A&lt;b</title>\n<meta name=\"author\" content=\"x\">\n<meta "
                 "name=\"author\" content=\"y\">\n"
                 "<meta property=\"article:published_time\" content=\"2020-01-02\">\n"
                 "<link rel=\"canonical\" href=\"http://a/?b&amp;c\">\n");
    assert_slice(rubric_slice_part(page, end, page.size),
                 "</style>\n</head>\n<body>\n<p>x</p>\n</body>\n</html>\n");
    rubric_document *again = read_bytes(*state, page, "html");
    assert_written(again, "markdown",
                   "---\ntitle: A<b\nauthor:\n  - x\n  - \"y\"\ndate: 2020-01-02\nlang: de\n"
                   "url: http://a/?b&c\n---\n\nx\n");
    rubric_document_free(again);
    rubric_buffer_clear(&out);
    rubric_document_free(document);
}

static void one_node_can_be_written_alone(void **state) {
    rubric_document *document = read_text(*state, "# a\n\nb\n", "markdown");
    rubric_write_options options = {.size = sizeof options, .format = "html"};
    options.node = find_kind(document, RUBRIC_KIND_PARAGRAPH).id;
    rubric_buffer out;
    rubric_buffer_init(&out, *state);
    assert_int_equal(rubric_document_write(&out, document, &options, NULL), RUBRIC_OK);
    assert_buffer(&out, "<p>b</p>\n");
    rubric_document_free(document);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        CONTEXT_TEST(raw_html_and_doubtful_addresses_pass_only_when_asked_for),
        CONTEXT_TEST(every_text_and_attribute_is_escaped),
        CONTEXT_TEST(an_image_has_its_text_as_description),
        CONTEXT_TEST(a_page_has_a_head_with_title_and_language),
        CONTEXT_TEST(one_node_can_be_written_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
