// SPDX-License-Identifier: MIT
// Tests of where blocks of extensions stand: definition lists, divs, line blocks, captions, and
// attributes of headings and code.
#include "core/readers/markdown/places.h"

static void terms_and_definitions_have_their_marks(void **state) {
    rubric_document *document =
        read_text(*state, "> a\n>  b\n> ~ c\n> d\n>\n> e\n>\n> :   f\n>\n>     g\n",
                  "markdown+definition_lists");
    assert_source(document, RUBRIC_KIND_DEFINITION_LIST, 0,
                  "a\n>  b\n> ~ c\n> d\n>\n> e\n>\n> :   f\n>\n>     g");
    assert_source(document, RUBRIC_KIND_TERM, 0, "a");
    assert_source(document, RUBRIC_KIND_TERM, 1, "b");
    assert_source(document, RUBRIC_KIND_TERM, 2, "e");
    assert_source(document, RUBRIC_KIND_DEFINITION, 0, "~ c\n> d");
    assert_source(document, RUBRIC_KIND_DEFINITION, 1, ":   f\n>\n>     g");
    assert_true(
        rubric_node_boolean(nth_of_kind(document, RUBRIC_KIND_PARAGRAPH, 0), RUBRIC_FIELD_COMPACT));
    assert_false(
        rubric_node_boolean(nth_of_kind(document, RUBRIC_KIND_PARAGRAPH, 1), RUBRIC_FIELD_COMPACT));
    assert_segments(document);
    rubric_document_free(document);
}

static void a_div_ends_with_its_fence(void **state) {
    rubric_document *document = read_text(
        *state, "- :::: a ::::\n  ::: {.b}\n  c\n  :::\n\n  ::::\n  d\n", "markdown+fenced_divs");
    assert_source(document, RUBRIC_KIND_DIV, 0, ":::: a ::::\n  ::: {.b}\n  c\n  :::\n\n  ::::");
    assert_source(document, RUBRIC_KIND_DIV, 1, "::: {.b}\n  c\n  :::");
    assert_source(document, RUBRIC_KIND_PARAGRAPH, 1, "d");
    rubric_document_free(document);
}

static void lines_have_their_bars(void **state) {
    rubric_document *document =
        read_text(*state, "> | a  \n> |  b\n>  c\n> |\n", "markdown+line_blocks");
    assert_source(document, RUBRIC_KIND_LINE_BLOCK, 0, "| a  \n> |  b\n>  c\n> |");
    assert_source(document, RUBRIC_KIND_TEXT, 0, "a");
    assert_source(document, RUBRIC_KIND_TEXT, 1, " b\n>  c");
    assert_source(document, RUBRIC_KIND_LINE_BREAK, 1, "\n> |");
    assert_text(find_kind(document, RUBRIC_KIND_LINE_BLOCK), "a\n\xC2\xA0"
                                                             "b c\n");
    assert_segments(document);
    rubric_document_free(document);
}

static void a_caption_has_its_mark(void **state) {
    rubric_document *document =
        read_text(*state, "| a |\n|---|\n\n  Table:  b\nc\n", "markdown+table_captions");
    assert_source(document, RUBRIC_KIND_CAPTION, 0, "Table:  b\nc");
    assert_text(find_kind(document, RUBRIC_KIND_CAPTION), "b c");
    assert_segments(document);
    rubric_document_free(document);
}

static void attributes_are_in_their_heading(void **state) {
    rubric_document *document =
        read_text(*state, "# a {#b} ##\n\nc {.d}\n===\n", "markdown+attributes");
    assert_source(document, RUBRIC_KIND_HEADING, 0, "# a {#b} ##");
    assert_source(document, RUBRIC_KIND_HEADING, 1, "c {.d}\n===");
    assert_text(nth_of_kind(document, RUBRIC_KIND_HEADING, 1), "c");
    rubric_document_free(document);
}

static void a_raw_block_has_its_fences(void **state) {
    rubric_document *document = read_text(*state, "> ``` {=tex}\n> a\n> ```\n", "pandoc");
    assert_source(document, RUBRIC_KIND_RAW_BLOCK, 0, "``` {=tex}\n> a\n> ```");
    rubric_document_free(document);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        CONTEXT_TEST(terms_and_definitions_have_their_marks),
        CONTEXT_TEST(a_div_ends_with_its_fence),
        CONTEXT_TEST(lines_have_their_bars),
        CONTEXT_TEST(a_caption_has_its_mark),
        CONTEXT_TEST(attributes_are_in_their_heading),
        CONTEXT_TEST(a_raw_block_has_its_fences),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
