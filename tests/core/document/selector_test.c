// SPDX-License-Identifier: MIT
// Tests of selectors.
#include "core/documents.h"

static const char page[] =
    "<h1 id=top>T</h1><div class='a b'><p lang=en>one <b>two</b></p><p>three</p>"
    "<h2>S</h2><ol start=3><li>x<li>y<li>z</ol><pre></pre><a href='http://e.org/x'>l</a></div>";

static size_t count(rubric_document *document, const char *text) {
    rubric_selector *selector = NULL;
    rubric_error error;
    if (rubric_selector_new(&selector, rubric_document_context(document), rubric_slice_of(text),
                            &error) != RUBRIC_OK)
        fail_msg("%s: %s", text, error.message);
    size_t found = 0;
    rubric_cursor cursor = rubric_cursor_begin(rubric_document_root(document));
    while (rubric_cursor_next(&cursor))
        found += cursor.entering && rubric_selector_matches(selector, cursor.node);
    rubric_selector_free(selector);
    return found;
}

static void every_test_and_combinator_matches_what_it_says(void **state) {
    static const struct {
        const char *text;
        size_t count;
    } wanted[] = {{"heading", 2},
                  {"h1", 1},
                  {"h1, h2", 2},
                  {"#top", 1},
                  {".a", 1},
                  {".b.a", 1},
                  {".c", 0},
                  {"p", 2},
                  {"div p", 2},
                  {"div > item", 0},
                  {"list > item", 3},
                  {"div item", 3},
                  {"heading + div", 1},
                  {"heading ~ list", 1},
                  {"ol", 1},
                  {"ul", 0},
                  {"heading[level=2]", 1},
                  {"heading[level>=1]", 2},
                  {"heading[level<2]", 1},
                  {"list[start=3]", 1},
                  {"list[ordered]", 1},
                  {"link[url^='http://']", 1},
                  {"link[url$=x]", 1},
                  {"link[url*='e.org']", 1},
                  {"[@lang=en]", 1},
                  {"[@class~=b]", 1},
                  {"[@class]", 1},
                  {":root", 1},
                  {"item:first-child", 1},
                  {"item:last-child", 1},
                  {"item:nth-child(2)", 1},
                  {"item:nth-child(odd)", 2},
                  {"item:nth-child(n+2)", 2},
                  {"strong:only-child", 0},
                  {"heading:not(h1)", 1},
                  {"div:has(list)", 1},
                  {"div:has(strong)", 1},
                  {":is(h1, h2)", 2},
                  {"code_block:empty", 1},
                  {"p:contains('two')", 1},
                  {"heading[level!=1]", 1}};
    rubric_document *document = read_text(*state, page, "html");
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        if (count(document, wanted[i].text) != wanted[i].count)
            fail_msg("%s: found %zu, not %zu", wanted[i].text, count(document, wanted[i].text),
                     wanted[i].count);
    rubric_document_free(document);
}

static void assert_refused(rubric_context *context, const char *text, size_t offset) {
    rubric_selector *selector = NULL;
    rubric_error error = {.offset = 999};
    if (rubric_selector_new(&selector, context, rubric_slice_of(text), &error) == RUBRIC_OK)
        fail_msg("%s is accepted", text);
    assert_null(selector);
    assert_int_equal(error.status, RUBRIC_ERROR_SYNTAX);
    if (error.offset != offset)
        fail_msg("%s: offset %zu, not %zu: %s", text, error.offset, offset, error.message);
}

static void a_malformed_selector_says_where(void **state) {
    assert_refused(*state, "", 0);
    assert_refused(*state, "p,", 2);
    assert_refused(*state, "p >", 3);
    assert_refused(*state, "nonsense", 0);
    assert_refused(*state, "p[", 2);
    assert_refused(*state, "p[level", 7);
    assert_refused(*state, ":huh", 1);
    assert_refused(*state, ":nth-child(x)", 11);
    assert_refused(*state, "p)", 1);
}

static void a_hostile_selector_ends_in_an_error_or_soon(void **state) {
    char text[8192];
    memset(text, '*', sizeof text);
    for (size_t i = 1; i < sizeof text; i += 2)
        text[i] = ' ';
    rubric_selector *selector = NULL;
    assert_int_not_equal(
        rubric_selector_new(&selector, *state, rubric_slice_make(text, sizeof text), NULL),
        RUBRIC_OK);
    text[0] = '\0';
    for (int i = 0; i < 100; i++)
        strcat(text, ":not(");
    assert_int_not_equal(rubric_selector_new(&selector, *state, rubric_slice_of(text), NULL),
                         RUBRIC_OK);
    assert_null(selector);
}

static void an_id_outweighs_classes_and_they_outweigh_kinds(void **state) {
    static const char *const rising[] = {"*", "p", "div p", ".a", "p.a", "#x"};
    uint32_t last = 0;
    for (size_t i = 0; i < sizeof rising / sizeof *rising; i++) {
        rubric_selector *selector = NULL;
        assert_int_equal(rubric_selector_new(&selector, *state, rubric_slice_of(rising[i]), NULL),
                         RUBRIC_OK);
        uint32_t weight = rubric_selector_specificity(selector);
        assert_true(i == 0 || weight > last);
        last = weight;
        rubric_selector_free(selector);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        CONTEXT_TEST(every_test_and_combinator_matches_what_it_says),
        CONTEXT_TEST(a_malformed_selector_says_where),
        CONTEXT_TEST(a_hostile_selector_ends_in_an_error_or_soon),
        CONTEXT_TEST(an_id_outweighs_classes_and_they_outweigh_kinds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
