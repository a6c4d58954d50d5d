// SPDX-License-Identifier: MIT
// Tests of putting an inline around a stretch of text.
#include <stdio.h>

#include "core/documents.h"

static rubric_status wrap(rubric_document *document, size_t begin, size_t end, rubric_kind kind,
                          rubric_error *error) {
    rubric_node wrapper = new_node(document, kind);
    if (kind == RUBRIC_KIND_LINK)
        rubric_node_set_string(wrapper, RUBRIC_FIELD_URL, rubric_slice_of("u"), NULL);
    return rubric_node_wrap_range(find_kind(document, RUBRIC_KIND_PARAGRAPH), begin, end, wrapper,
                                  error);
}

static void a_stretch_is_wrapped_across_markup(void **state) {
    static const struct {
        const char *text;
        size_t begin, end;
        const char *wanted;
    } cases[] = {
        {"abc\n", 1, 2, "a<a href=\"u\">b</a>c"},
        {"abc\n", 0, 3, "<a href=\"u\">abc</a>"},
        {"a *b c* d\n", 4, 7, "a <em>b </em><a href=\"u\"><em>c</em> d</a>"},
        {"a *b c* d\n", 0, 3, "<a href=\"u\">a <em>b</em></a><em> c</em> d"},
        {"a *b c* d\n", 2, 5, "a <em><a href=\"u\">b c</a></em> d"},
        {"a *b c* d\n", 0, 7, "<a href=\"u\">a <em>b c</em> d</a>"},
        {"*a **b c** d* e\n", 4, 9,
         "<em>a <strong>b </strong></em><a href=\"u\"><em><strong>c</strong> d</em> e</a>"},
        {"a `b c` d\n", 4, 7, "a <a href=\"u\"><code>b c</code> d</a>"},
        {"a ![b c](i) d\n", 3, 4, "a <a href=\"u\"><img src=\"i\" alt=\"b c\" /></a> d"},
        {"a\nb c\n", 0, 3, "<a href=\"u\">a\nb</a> c"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        rubric_document *document = read_text(*state, cases[i].text, "markdown");
        rubric_error error;
        if (wrap(document, cases[i].begin, cases[i].end, RUBRIC_KIND_LINK, &error) != RUBRIC_OK)
            fail_msg("%s: %s", cases[i].text, error.message);
        char wanted[200];
        snprintf(wanted, sizeof wanted, "<p>%s</p>\n", cases[i].wanted);
        assert_written(document, "html", wanted);
        rubric_document_free(document);
    }
}

static void wrapping_keeps_text_spans_and_origin(void **state) {
    rubric_document *document = read_text(*state, "ab *cd* ef\n", "markdown");
    rubric_node block = find_kind(document, RUBRIC_KIND_PARAGRAPH);
    rubric_annotation annotation = {.block = block, .begin = 4, .end_block = block, .end = 8};
    annotation.layer = rubric_slice_of("x");
    uint32_t id;
    assert_int_equal(rubric_document_annotate(&id, document, &annotation, NULL), RUBRIC_OK);
    assert_int_equal(wrap(document, 4, 7, RUBRIC_KIND_STRONG, NULL), RUBRIC_OK);
    assert_text(block, "ab cd ef");
    assert_true(rubric_annotation_find(document, id, &annotation));
    assert_int_equal(annotation.begin, 4);
    assert_int_equal(annotation.end, 8);
    rubric_range range = rubric_node_source_range(block, 4, 5);
    assert_int_equal(range.begin, 5);
    rubric_document_free(document);
}

static void what_cannot_be_wrapped_is_refused_and_changes_nothing(void **state) {
    const char *source = "a [b c](v) \xC3\xA4 d\n";
    rubric_document *document = read_text(*state, source, "markdown");
    rubric_error error;
    assert_int_equal(wrap(document, 0, 3, RUBRIC_KIND_LINK, &error), RUBRIC_ERROR_LIMIT);
    assert_int_equal(wrap(document, 2, 3, RUBRIC_KIND_LINK, &error), RUBRIC_ERROR_LIMIT);
    assert_int_equal(wrap(document, 2, 2, RUBRIC_KIND_EMPH, &error), RUBRIC_ERROR_ARGUMENT);
    assert_int_equal(wrap(document, 2, 99, RUBRIC_KIND_EMPH, &error), RUBRIC_ERROR_ARGUMENT);
    assert_int_equal(wrap(document, 0, 7, RUBRIC_KIND_EMPH, &error), RUBRIC_ERROR_ARGUMENT);
    assert_int_equal(wrap(document, 0, 1, RUBRIC_KIND_CODE, &error), RUBRIC_ERROR_ARGUMENT);
    assert_int_equal(wrap(document, 0, 1, RUBRIC_KIND_PARAGRAPH, &error), RUBRIC_ERROR_ARGUMENT);
    assert_written(document, "source", source);
    assert_int_equal(wrap(document, 0, 3, RUBRIC_KIND_STRONG, &error), RUBRIC_OK);
    rubric_document_free(document);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        CONTEXT_TEST(a_stretch_is_wrapped_across_markup),
        CONTEXT_TEST(wrapping_keeps_text_spans_and_origin),
        CONTEXT_TEST(what_cannot_be_wrapped_is_refused_and_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
