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

static const struct {
    const char *text;
    size_t count;
} matches[] = {{"heading", 2},
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
               {"heading[level!=1]", 1},
               {"div:has(> list)", 1},
               {"div:has(> item)", 0},
               {"div:has(> p > strong)", 1},
               {"heading:has(+ div)", 1},
               {"heading:has(+ p)", 0},
               {"heading:has(+ div item)", 1},
               {"heading:has(+ ol > item)", 1},
               {"p:has(~ h2)", 2},
               {"p:has(+ p + h2)", 1},
               {"p:has(~ ol li:last-child)", 2},
               {"p:has(strong, link)", 1},
               {"ol:has(div item)", 0}, // anchored: the div is not in the list
               {"div:has(ol item)", 1},
               {"document:has(div item)", 1},
               {"item:has(~ item)", 2},
               {"item ~ item", 2},
               {"h1 ~ div > p + p", 1},
               {"item:not(:first-child):not(:last-child)", 1},
               {"item:nth-last-child(1)", 1},
               {"item:nth-child(-n+2)", 2},
               {"item:nth-child(even)", 1},
               {"item:nth-child( 2n + 1 )", 2},
               {"item:nth-child(3n)", 1},
               {"item:nth-child(0)", 0},
               {"#\\74 op", 1},
               {"p:contains(two)", 1},
               {"list[start>=3]", 1},
               {"list[start<'03']", 0},
               {"list[ordered=true]", 1},
               {"list[ordered=false]", 0},
               {"list[numbering=decimal]", 1},
               {"link[title]", 0},
               {"link[title='']", 1},
               {"link[title!=x]", 1},
               {"heading[@lang!=en]", 2},
               {"p[@lang!=en]", 1},
               {"[@class^='']", 0},
               {"p[element=p]", 2}};

static void every_test_and_combinator_matches_what_it_says(void **state) {
    rubric_document *document = read_text(*state, page, "html");
    for (size_t i = 0; i < sizeof matches / sizeof *matches; i++)
        if (count(document, matches[i].text) != matches[i].count)
            fail_msg("%s: found %zu, not %zu", matches[i].text, count(document, matches[i].text),
                     matches[i].count);
    rubric_document_free(document);
}

static void assert_refused(rubric_context *context, const char *text, uint32_t column,
                           const char *message) {
    rubric_selector *selector = NULL;
    rubric_error error = {.offset = 999};
    if (rubric_selector_new(&selector, context, rubric_slice_of(text), &error) == RUBRIC_OK)
        fail_msg("%s is accepted", text);
    assert_null(selector);
    assert_int_equal(error.status, RUBRIC_ERROR_SYNTAX);
    if (error.column != column || strcmp(error.message, message) != 0)
        fail_msg("%s: column %u, not %u: %s", text, error.column, column, error.message);
}

static void a_malformed_selector_says_where_and_what_to_do(void **state) {
    static const struct {
        const char *text;
        uint32_t column;
        const char *message;
    } wanted[] = {
        {"", 1, "the selector is empty; '*' is every node"},
        {" ", 1, "the selector is empty; '*' is every node"},
        {"p,", 3, "expected a kind, an element, '*' or one of # . [ :, but the selector ends here"},
        {"p >", 4,
         "expected a kind, an element, '*' or one of # . [ :, but the selector ends here"},
        {"p > > p", 5, "expected a kind, an element, '*' or one of # . [ :, not '>'"},
        {"> p", 1, "expected a kind, an element, '*' or one of # . [ :, not '>'"},
        {"p, paragrph", 4,
         "'paragrph' is neither a kind nor an HTML element; did you mean 'paragraph'?"},
        {"blockqote", 1,
         "'blockqote' is neither a kind nor an HTML element; did you mean 'blockquote'?"},
        {"p[", 3,
         "expected a field, or '@' and the name of an attribute, but the selector ends "
         "here"},
        {"p[@]", 4, "expected the name of an attribute, not ']'"},
        {"p[level", 8,
         "expected ']' or one of = != < <= > >= ^= $= *= ~=, but the selector ends "
         "here"},
        {"heading[levl=2]", 9,
         "'levl' is no field; did you mean 'level'? An attribute is written with '@'"},
        {"[xyzzyx]", 2, "'xyzzyx' is no field; an attribute is written [@xyzzyx]"},
        {"paragraph[level=2]", 11, "a paragraph has no field 'level'"},
        {"heading[level=two]", 15, "'level' is a number, and 'two' is none"},
        {"list[ordered=yes]", 14, "'ordered' is true or false, not 'yes'"},
        {"cell[alignment=centre]", 16,
         "'centre' is no value of 'alignment'; did you mean 'center'?"},
        {"table[columns=3]", 15,
         "'columns' is no string or number; [columns] says whether it is there"},
        {"[level==2]", 7, "'==' is no comparison; write '='"},
        {"[level|=2]", 7, "expected ']' or one of = != < <= > >= ^= $= *= ~=, not '|'"},
        {"[level=]", 8, "expected a word or a string in quotes, not ']'"},
        {"link[url=http:x]", 14,
         "expected ']' (a value with signs or blanks stands in quotes), "
         "not ':'"},
        {"[@a='x]", 5, "this string is not closed; it ends with '"},
        {"p:zzzzzz", 3, "'zzzzzz' is no pseudo-class"},
        {"p:fist-child", 3, "'fist-child' is no pseudo-class; did you mean 'first-child'?"},
        {"p::before", 2, "there are no pseudo-elements here; a pseudo-class has one ':'"},
        {"p:", 3,
         "expected the name of a pseudo-class, as in ':first-child', but the selector "
         "ends here"},
        {"p:has", 6, "':has' needs something in parentheses: ':has(…)'"},
        {"p:empty()", 8, "':empty' takes nothing in parentheses"},
        {":nth-child(x)", 12, "expected a number, 'odd', 'even' or a form as '2n+1', not 'x'"},
        {":nth-child(2n+)", 15, "expected a number, not ')'"},
        {":nth-child(2 3)", 14, "expected ')', not '3'"},
        {":not(p", 7, "expected ')', but the selector ends here"},
        {":contains()", 11, "expected a word or a string in quotes, not ')'"},
        {"p)", 2, "this ')' closes nothing"},
        {"p & h1", 3, "expected a kind, an element, '*' or one of # . [ :, not '&'"},
        {"p/h1", 2, "expected a blank, '>', '+', '~' or ',', not '/'"},
        {".", 2, "expected the name of a class, but the selector ends here"},
        {"#>", 2, "expected an id, not '>'"},
        {"é é ü", 1, "'é' is neither a kind nor an HTML element"},
    };
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        assert_refused(*state, wanted[i].text, wanted[i].column, wanted[i].message);
}

// A list of so many items, every third with an emphasis in it.
static rubric_document *new_list(rubric_context *context, uint32_t count) {
    rubric_buffer text;
    rubric_buffer_init(&text, context);
    for (uint32_t i = 0; i < count; i++)
        rubric_buffer_put_string(&text, i % 3 ? "- x\n" : "- *x*\n");
    rubric_document *document = NULL;
    rubric_read_options options = {.size = sizeof options, .format = "markdown"};
    assert_int_equal(
        rubric_document_read(&document, context, text.bytes, text.size, &options, NULL), RUBRIC_OK);
    rubric_buffer_clear(&text);
    return document;
}

static size_t select_all(rubric_document *document, const char *text) {
    rubric_selector *selector;
    assert_int_equal(rubric_selector_new(&selector, rubric_document_context(document),
                                         rubric_slice_of(text), NULL),
                     RUBRIC_OK);
    rubric_selection selection = rubric_selection_begin(selector, rubric_document_root(document));
    size_t found = 0;
    while (rubric_selection_next(&selection))
        found++;
    rubric_selector_free(selector);
    return found;
}

static void many_siblings_take_a_few_steps_each(void **state) {
    enum { COUNT = 30000 };
    static const struct {
        const char *text;
        size_t count;
    } wanted[] = {{"item:nth-child(2n)", COUNT / 2},
                  {"item:nth-last-child(3n+1)", COUNT / 3},
                  {"item:first-child ~ item", COUNT - 1},
                  {"item:last-child ~ item", 0},
                  {"item:has(~ item:first-child)", 0},
                  {"item:has(~ item:last-child)", COUNT - 1},
                  {"item:has(+ item emph)", COUNT / 3 - 1},
                  {"item:has(emph) + item", COUNT / 3},
                  {"block_quote item, table item, div ~ item emph", 0},
                  {"item:nth-child(n):is(:not(:nth-child(3)))", COUNT - 1}};
    (void)state;
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        rubric_context *context;
        rubric_context_options options = {.size = sizeof options, .steps = 300 * COUNT};
        assert_int_equal(rubric_context_new(&context, &options, NULL), RUBRIC_OK);
        rubric_document *document = new_list(context, COUNT);
        size_t found = select_all(document, wanted[i].text);
        if (found != wanted[i].count || rubric_context_status(context) != RUBRIC_OK)
            fail_msg("%s: found %zu, not %zu", wanted[i].text, found, wanted[i].count);
        rubric_document_free(document);
        rubric_context_free(context);
    }
}

static void a_selection_finds_what_each_node_answers(void **state) {
    static const char *const texts[] = {"*",           "p",
                                        "div > *",     "p, item",
                                        "p ~ *",       ":has(~ ol)",
                                        "[level]",     "item:nth-child(2n+1)",
                                        "div :not(p)", "heading ~ list item + item",
                                        ":is(p, ol)"};
    rubric_document *document = read_text(*state, page, "html");
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        size_t root = strcmp(texts[i], "*") == 0 ? 1 : 0; // which is not below itself
        assert_int_equal(select_all(document, texts[i]) + root, count(document, texts[i]));
    }
    rubric_document_free(document);
}

static void places_among_siblings_follow_the_tree(void **state) {
    rubric_document *document = new_list(*state, 20);
    rubric_node list = rubric_node_first(rubric_document_root(document));
    uint32_t index = 0;
    for (rubric_node item = rubric_node_first(list); item.id; item = rubric_node_next(item)) {
        assert_int_equal(rubric_node_index(item), ++index);
        assert_int_equal(rubric_node_index_from_end(item), 21 - index);
    }
    rubric_node last = rubric_node_last(list);
    rubric_node_remove(rubric_node_first(list));
    assert_int_equal(rubric_node_index(last), 19);
    assert_int_equal(rubric_node_insert(last, list, rubric_node_first(list), NULL), RUBRIC_OK);
    assert_int_equal(rubric_node_index(last), 1);
    assert_int_equal(rubric_node_index(rubric_node_last(list)), 19);
    assert_int_equal(rubric_node_index(rubric_document_root(document)), 1);
    rubric_document_free(document);
}

static void the_alternative_that_matches_weighs(void **state) {
    rubric_document *document = read_text(*state, page, "html");
    rubric_selector *selector;
    assert_int_equal(
        rubric_selector_new(&selector, *state, rubric_slice_of("heading, #top, h1"), NULL),
        RUBRIC_OK);
    rubric_node heading = rubric_node_first(rubric_document_root(document));
    uint32_t weight = rubric_selector_weigh(selector, heading, NULL);
    assert_int_equal(weight, rubric_selector_specificity(selector) + 1);
    rubric_node_remove_attribute(heading, rubric_slice_of("id"));
    assert_in_range(rubric_selector_weigh(selector, heading, NULL), 1, weight - 1);
    assert_int_equal(rubric_selector_weigh(selector, rubric_node_next(heading), NULL), 0);
    rubric_selector_free(selector);
    rubric_document_free(document);
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
    static const char *const rising[] = {"*",   "heading",    "h1", "div p",       ".a",
                                         "p.a", ":not(.a.b)", "#x", ":is(p, #x) p"};
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

static rubric_status select_in_list(rubric_context *context) {
    rubric_document *document = NULL;
    rubric_selector *selector = NULL;
    rubric_read_options options = {.size = sizeof options, .format = "markdown"};
    static const char text[] = "- a\n- b\n- c\n- d\n- e\n- f\n";
    rubric_status status =
        rubric_document_read(&document, context, text, sizeof text - 1, &options, NULL);
    if (status != RUBRIC_OK)
        return status;
    rubric_slice source = rubric_slice_of(
        "item:nth-child(2n):contains('f'):not([@a='\\62'], .c\\d):has(> paragraph)");
    status = rubric_selector_new(&selector, context, source, NULL);
    if (status == RUBRIC_OK) {
        rubric_selection all = rubric_selection_begin(selector, rubric_document_root(document));
        bool found = rubric_selection_next(&all);
        status = rubric_context_status(context);
        assert_true(found || status != RUBRIC_OK);
    }
    rubric_selector_free(selector);
    rubric_document_free(document);
    return status;
}

static void every_allocation_may_fail(void **state) {
    (void)state;
    fail_every_allocation(select_in_list);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        CONTEXT_TEST(every_test_and_combinator_matches_what_it_says),
        CONTEXT_TEST(a_malformed_selector_says_where_and_what_to_do),
        CONTEXT_TEST(a_selection_finds_what_each_node_answers),
        CONTEXT_TEST(many_siblings_take_a_few_steps_each),
        CONTEXT_TEST(places_among_siblings_follow_the_tree),
        CONTEXT_TEST(the_alternative_that_matches_weighs),
        cmocka_unit_test(every_allocation_may_fail),
        CONTEXT_TEST(a_hostile_selector_ends_in_an_error_or_soon),
        CONTEXT_TEST(an_id_outweighs_classes_and_they_outweigh_kinds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
