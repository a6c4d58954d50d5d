// SPDX-License-Identifier: MIT
// Tests of the HTML reader.
#include "core/documents.h"

static void assert_html(void **state, const char *text, const char *wanted) {
    assert_converted(*state, text, "html", "html", wanted);
}

static void loose_text_gets_a_compact_paragraph(void **state) {
    rubric_document *document = read_text(*state, "<div>a <b>b</b><p>c</p>d</div>", "html");
    rubric_node div = find_kind(document, RUBRIC_KIND_DIV);
    assert_true(rubric_node_boolean(rubric_node_first(div), RUBRIC_FIELD_COMPACT));
    assert_false(
        rubric_node_boolean(rubric_node_next(rubric_node_first(div)), RUBRIC_FIELD_COMPACT));
    assert_text(div, "a b\n\nc\n\nd");
    rubric_document_free(document);
}

static void an_inline_that_holds_blocks_becomes_a_div_with_its_name(void **state) {
    rubric_document *document = read_text(*state, "<a href=u><p>x</p></a>", "html");
    rubric_node div = find_kind(document, RUBRIC_KIND_DIV);
    assert_slice(rubric_node_element(div), "a");
    assert_slice(rubric_node_string(div, RUBRIC_FIELD_URL), "u");
    rubric_document_free(document);
}

static void a_block_in_a_heading_becomes_a_span_apart(void **state) {
    rubric_document *document = read_text(*state, "<h2>a<div>b</div>c</h2>", "html");
    assert_text(find_kind(document, RUBRIC_KIND_HEADING), "a b c");
    assert_slice(rubric_node_element(find_kind(document, RUBRIC_KIND_SPAN)), "div");
    rubric_document_free(document);
}

static void an_anchor_without_an_address_is_a_span(void **state) {
    rubric_document *document = read_text(*state, "<p><a name=x>y</a>", "html");
    assert_slice(rubric_node_element(find_kind(document, RUBRIC_KIND_SPAN)), "a");
    rubric_document_free(document);
}

static void what_stands_in_a_list_without_items_gets_one(void **state) {
    assert_html(state, "<ul>a<p>b</p><li>c</ul>",
                "<ul>\n<li>a\n<p>b</p>\n</li>\n<li>c</li>\n</ul>\n");
    assert_html(state, "<dl><dt>a<dd>b<p>c</dl>",
                "<dl>\n<dt>a</dt>\n<dd>b\n<p>c</p>\n</dd>\n</dl>\n");
}

static void cells_have_spans_and_sections(void **state) {
    rubric_document *document = read_text(
        *state, "<table><caption>t<tr><th colspan=2>a<tr><td rowspan=-1>b<td>c</table>", "html");
    rubric_node cell = find_kind(document, RUBRIC_KIND_CELL);
    assert_int_equal(rubric_node_integer(cell, RUBRIC_FIELD_COLUMN_SPAN), 2);
    assert_int_equal(rubric_node_integer(cell, RUBRIC_FIELD_ROW_SPAN), 1);
    assert_text(find_kind(document, RUBRIC_KIND_TABLE), "t\n\na\nb\tc");
    rubric_document_free(document);
}

static void white_space_is_collapsed_but_in_pre(void **state) {
    rubric_document *document =
        read_text(*state, "<p> a \n\t b <b> c </b> </p>\n<pre>\n x\n  y<br>z</pre>", "html");
    assert_text(find_kind(document, RUBRIC_KIND_PARAGRAPH), "a b c");
    assert_text(find_kind(document, RUBRIC_KIND_CODE_BLOCK), " x\n  y\nz");
    rubric_document_free(document);
}

// The blank before an empty element once took a byte of the text behind it.
static void a_last_blank_goes_whatever_empty_elements_follow_it(void **state) {
    rubric_document *document =
        read_text(*state, "<div>a <span><b></b></span></div><div>\xC3\x97 b</div>", "html");
    assert_text(rubric_document_root(document), "a\n\n\xC3\x97 b");
    rubric_document_free(document);
}

static void line_breaks_and_entities_are_read(void **state) {
    rubric_document *document =
        read_text(*state, "<p>a<br>b &amp; &lt;c&gt; &copy 2024 &nbsp;d &notit;</p>", "html");
    assert_text(rubric_document_root(document), "a\nb & <c> \xC2\xA9 2024 \xC2\xA0"
                                                "d \xC2\xACit;");
    rubric_document_free(document);
}

static void scripts_styles_and_handlers_are_dropped(void **state) {
    assert_html(state, "<p onclick=x id=i>a<script>b</script><style>c</style></p>",
                "<p id=\"i\">a</p>\n");
}

static void nesting_without_end_is_read_in_bounded_depth(void **state) {
    rubric_buffer text;
    rubric_buffer_init(&text, *state);
    for (int i = 0; i < 100000; i++)
        rubric_buffer_put_string(&text, i % 3 == 0 ? "<div>" : i % 3 == 1 ? "<b>" : "<ul><li>");
    rubric_buffer_put_string(&text, "x");
    rubric_document *document = read_bytes(*state, rubric_buffer_slice(&text), "html");
    rubric_cursor cursor = rubric_cursor_begin(rubric_document_root(document));
    int depth = 0, deepest = 0;
    while (rubric_cursor_next(&cursor)) {
        depth += cursor.entering ? 1 : -1;
        deepest = depth > deepest ? depth : deepest;
    }
    assert_in_range(deepest, 10, RUBRIC_DEPTH + 110);
    text.size = 0;
    rubric_document_text(&text, document, NULL);
    assert_int_equal(text.bytes[text.size - 1], 'x');
    rubric_buffer_clear(&text);
    rubric_document_free(document);
}

static void the_head_is_harvested(void **state) {
    rubric_document *document = read_text(
        *state,
        "<html lang=de><head><title> A  B </title><base href='http://e.org/'>"
        "<meta name=author content=Ann><meta property='og:site_name' content=Site>"
        "<link rel=canonical href='http://e.org/x'>"
        "<script type='application/ld+json'>{\"@type\":\"Article\",\"headline\":\"H\"}</script>"
        "<script type='application/ld+json'>{broken</script></head><body>x",
        "html");
    const rubric_value *head = rubric_document_head(document);
    assert_slice(rubric_value_find(head, rubric_slice_of("title"))->as.string, "A B");
    assert_slice(rubric_value_find(head, rubric_slice_of("lang"))->as.string, "de");
    assert_int_equal(rubric_value_find(head, rubric_slice_of("meta"))->as.list.count, 2);
    assert_int_equal(rubric_value_find(head, rubric_slice_of("json_ld"))->as.list.count, 1);
    const rubric_value *metadata = rubric_document_metadata(document);
    assert_slice(rubric_value_find(metadata, rubric_slice_of("lang"))->as.string, "de");
    assert_slice(rubric_value_find(metadata, rubric_slice_of("site"))->as.string, "Site");
    rubric_document_free(document);
}

static void the_charset_that_a_page_declares_is_used(void **state) {
    rubric_document *document =
        read_text(*state, "<meta charset=windows-1252><p>\x93\xE4\x94</p>", "html");
    assert_text(rubric_document_root(document), "\xE2\x80\x9C\xC3\xA4\xE2\x80\x9D");
    rubric_document_free(document);
}

// gumbo's own count of the digits overflows.
static void a_reference_of_any_length_is_a_character(void **state) {
    assert_converted(*state,
                     "<p title='&#x110aaaaaaaaaa;'>&#x110aaaaaaaaaa &#4294967361;b "
                     "&#x0000000000041; &#00000000000065;</p>",
                     "html", "html",
                     "<p title=\"\xEF\xBF\xBD\">\xEF\xBF\xBD \xEF\xBF\xBD"
                     "b A A</p>\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        CONTEXT_TEST(a_reference_of_any_length_is_a_character),
        CONTEXT_TEST(loose_text_gets_a_compact_paragraph),
        CONTEXT_TEST(an_inline_that_holds_blocks_becomes_a_div_with_its_name),
        CONTEXT_TEST(a_block_in_a_heading_becomes_a_span_apart),
        CONTEXT_TEST(an_anchor_without_an_address_is_a_span),
        CONTEXT_TEST(what_stands_in_a_list_without_items_gets_one),
        CONTEXT_TEST(cells_have_spans_and_sections),
        CONTEXT_TEST(white_space_is_collapsed_but_in_pre),
        CONTEXT_TEST(a_last_blank_goes_whatever_empty_elements_follow_it),
        CONTEXT_TEST(line_breaks_and_entities_are_read),
        CONTEXT_TEST(scripts_styles_and_handlers_are_dropped),
        CONTEXT_TEST(nesting_without_end_is_read_in_bounded_depth),
        CONTEXT_TEST(the_head_is_harvested),
        CONTEXT_TEST(the_charset_that_a_page_declares_is_used),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
