// SPDX-License-Identifier: MIT
// Tests of scanning documents with phrase sets.
#include "core/documents.h"
#include "rubric/analysis.h"

static rubric_selector *selector(rubric_context *context, const char *text) {
    rubric_selector *out = NULL;
    if (text)
        assert_int_equal(rubric_selector_new(&out, context, rubric_slice_of(text), NULL),
                         RUBRIC_OK);
    return out;
}

static void assert_hits(void **state, const char *text, const char *scope, const char *except,
                        const char *wanted) {
    rubric_document *document = read_text(*state, text, "markdown");
    rubric_phrases *phrases = NULL;
    assert_int_equal(rubric_phrases_new(&phrases, *state, RUBRIC_FOLD_SMART, NULL), RUBRIC_OK);
    rubric_phrases_add(phrases, rubric_slice_of("new york"), NULL);
    rubric_selector *in = selector(*state, scope), *out = selector(*state, except);
    rubric_scan *scan = NULL;
    assert_int_equal(rubric_scan_new(&scan, rubric_document_root(document), phrases, in, out, NULL),
                     RUBRIC_OK);
    rubric_buffer found, block_text;
    rubric_buffer_init(&found, *state);
    rubric_buffer_init(&block_text, *state);
    rubric_node block;
    rubric_hit hit;
    while (rubric_scan_next(scan, &block, &hit)) {
        block_text.size = 0;
        rubric_node_text(&block_text, block);
        rubric_buffer_put_slice(
            &found, rubric_slice_part(rubric_buffer_slice(&block_text), hit.begin, hit.end));
        rubric_buffer_put_byte(&found, ';');
    }
    assert_buffer(&found, wanted);
    rubric_buffer_clear(&block_text);
    rubric_scan_free(scan);
    rubric_selector_free(in);
    rubric_selector_free(out);
    rubric_phrases_free(phrases);
    rubric_document_free(document);
}

static void hits_are_found_whatever_markup_and_line_ends_stand_inside(void **state) {
    assert_hits(state, "New *York* and\nnew\nyork.\n\n> NEW YORK\n", NULL, NULL,
                "New York;new york;NEW YORK;");
}

static void hits_do_not_cross_blocks(void **state) {
    assert_hits(state, "new\n\nyork\n\n- new\n- york\n", NULL, NULL, "");
}

static void only_blocks_in_the_scope_are_searched(void **state) {
    assert_hits(state, "# New York\n\nnew york\n", "heading", NULL, "New York;");
    assert_hits(state, "> new york\n\nNew York\n", "block_quote", NULL, "new york;");
}

static void hits_that_touch_an_exception_are_passed_over(void **state) {
    assert_hits(state, "new `york` [New York](u) NEW York\n\n```\nnew york\n```\n", NULL,
                "code, link, code_block", "NEW York;");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        CONTEXT_TEST(hits_are_found_whatever_markup_and_line_ends_stand_inside),
        CONTEXT_TEST(hits_do_not_cross_blocks),
        CONTEXT_TEST(only_blocks_in_the_scope_are_searched),
        CONTEXT_TEST(hits_that_touch_an_exception_are_passed_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
