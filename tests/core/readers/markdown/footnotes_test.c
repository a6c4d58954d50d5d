// SPDX-License-Identifier: MIT
// Tests of footnotes: definitions as blocks, references, and footnotes in the text.
#include "core/readers/markdown/places.h"

static void definitions_stand_where_they_are(void **state) {
    rubric_document *document =
        read_text(*state, "a[^x]\n\n  [^X]: b\nc\n\n    d\n\ne\n", "markdown");
    assert_source(document, RUBRIC_KIND_FOOTNOTE_REFERENCE, 0, "[^x]");
    assert_source(document, RUBRIC_KIND_FOOTNOTE, 0, "[^X]: b\nc\n\n    d");
    assert_source(document, RUBRIC_KIND_PARAGRAPH, 1, "b\nc");
    assert_source(document, RUBRIC_KIND_PARAGRAPH, 3, "e");
    rubric_node footnote = find_kind(document, RUBRIC_KIND_FOOTNOTE);
    rubric_node reference = find_kind(document, RUBRIC_KIND_FOOTNOTE_REFERENCE);
    assert_slice(rubric_node_string(footnote, RUBRIC_FIELD_LABEL), "X");
    assert_slice(rubric_node_string(reference, RUBRIC_FIELD_LABEL), "X");
    assert_segments(document);
    rubric_document_free(document);
}

static void an_empty_definition_has_its_marks(void **state) {
    rubric_document *document = read_text(*state, "> [^x]:  \n> [^y]: z", "markdown");
    assert_source(document, RUBRIC_KIND_FOOTNOTE, 0, "[^x]:");
    assert_source(document, RUBRIC_KIND_FOOTNOTE, 1, "[^y]: z");
    rubric_document_free(document);
}

static void footnotes_in_text_have_their_place(void **state) {
    rubric_document *document =
        read_text(*state, "> a^[b\n> *c* ^[d]]\n\n[^1]: e\n", "markdown+inline_footnotes");
    assert_source(document, RUBRIC_KIND_FOOTNOTE_REFERENCE, 0, "^[b\n> *c* ^[d]]");
    assert_source(document, RUBRIC_KIND_FOOTNOTE, 1, "^[b\n> *c* ^[d]]");
    assert_source(document, RUBRIC_KIND_FOOTNOTE, 2, "^[d]");
    assert_source(document, RUBRIC_KIND_EMPH, 0, "*c*");
    assert_text(nth_of_kind(document, RUBRIC_KIND_FOOTNOTE, 2), "d");
    assert_slice(
        rubric_node_string(nth_of_kind(document, RUBRIC_KIND_FOOTNOTE, 1), RUBRIC_FIELD_LABEL),
        "2");
    assert_segments(document);
    rubric_document_free(document);
}

static void an_edit_of_a_footnote_in_text_is_one_edit(void **state) {
    rubric_document *document = read_text(*state, "a^[b c] d\n", "markdown+inline_footnotes");
    rubric_node text = rubric_node_first(find_kind(document, RUBRIC_KIND_FOOTNOTE));
    assert_int_equal(rubric_node_replace_range(text, 0, 1, rubric_slice_of("zebra"), NULL),
                     RUBRIC_OK);
    assert_written(document, "source", "a^[zebra c] d\n");
    rubric_document_free(document);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        CONTEXT_TEST(definitions_stand_where_they_are),
        CONTEXT_TEST(an_empty_definition_has_its_marks),
        CONTEXT_TEST(footnotes_in_text_have_their_place),
        CONTEXT_TEST(an_edit_of_a_footnote_in_text_is_one_edit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
