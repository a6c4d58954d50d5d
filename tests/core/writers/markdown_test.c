// SPDX-License-Identifier: MIT
// Tests of the Markdown writer: what it writes, and that it reads back as it was written.
#include "core/documents.h"

static void assert_stable(rubric_context *context, rubric_slice text, const char *format) {
    rubric_document *document = read_bytes(context, text, format);
    rubric_buffer first, second;
    rubric_buffer_init(&first, context);
    rubric_buffer_init(&second, context);
    write_into(&first, document, "markdown");
    rubric_document_free(document);
    document = read_bytes(context, rubric_buffer_slice(&first), "markdown");
    write_into(&second, document, "markdown");
    rubric_document_free(document);
    if (!rubric_slice_equal(rubric_buffer_slice(&first), rubric_buffer_slice(&second)))
        fail_msg("%.*s\n--- becomes\n%.*s", (int)first.size, first.bytes, (int)second.size,
                 second.bytes);
    rubric_buffer_clear(&first);
    rubric_buffer_clear(&second);
}

static void assert_from_html(void **state, const char *html, const char *wanted) {
    assert_converted(*state, html, "html", "markdown", wanted);
    assert_stable(*state, rubric_slice_of(html), "html");
}

static void assert_same(void **state, const char *markdown) {
    assert_converted(*state, markdown, "markdown", "markdown", markdown);
}

static void what_would_be_markup_is_escaped(void **state) {
    assert_from_html(state, "<p>*a* _b_ `c` [d](e) &lt;b> &amp;amp; \\* ![f](g)",
                     "\\*a\\* \\_b\\_ \\`c\\` [d\\](e) \\<b> \\&amp; \\\\\\* !\\[f\\](g)\n");
    assert_from_html(state, "<p>1. a<p>2) b<p>- c<p>+ d<p># e<p>> f<p>---<p>===<p>~~~ g",
                     "1\\. a\n\n2\\) b\n\n\\- c\n\n\\+ d\n\n\\# e\n\n\\> f\n\n\\---\n\n\\===\n\n"
                     "\\~\\~\\~ g\n");
    assert_from_html(state, "<p>a<br>- b<br>===<br>* c", "a\\\n\\- b\\\n\\===\\\n\\* c\n");
    assert_from_html(state, "<ul><li>[x] a</ul><p>[b]: c", "- \\[x] a\n\n[b\\]: c\n");
}

static void what_is_no_markup_is_not_escaped(void **state) {
    assert_from_html(state, "<p>snake_case a * b [x] (y) #tag 3 < 4 & 5 C# ~5 1.5 -1 a=b!",
                     "snake_case a * b [x] (y) #tag 3 < 4 & 5 C# ~5 1.5 -1 a=b!\n");
    assert_from_html(state, "<p>[Photo by Newsline]<p>[[<a href=u>1</a>]]<p>C:\\dir",
                     "[Photo by Newsline]\n\n[[[1](u)]]\n\nC:\\dir\n");
    assert_from_html(state, "<p><a href=a_b_c*d>x</a>", "[x](a_b_c*d)\n");
}

static void white_space_moves_out_of_emphasis(void **state) {
    assert_from_html(state, "<p>a<b> b </b>c<i> </i>d<a href=u> e </a>f", "a **b** c d[ e ](u)f\n");
    assert_from_html(state, "<p>a <b>b<br></b>c<i></i>", "a **b**\\\nc\n");
}

static void emphasis_that_flanking_forbids_is_html(void **state) {
    assert_from_html(state, "<p>a<b>\"b\"</b>c <i>d</i><i>e</i> f<i>g<b>h</b>i</i>j",
                     "a<strong>\"b\"</strong>c *d*_e_ f*g<strong>h</strong>i*j\n");
    assert_from_html(state, "<p>x<sup>2</sup> <u>y</u>", "x<sup>2</sup> <u>y</u>\n");
    assert_same(state, "*a _b **c** d_ e*\n");
}

static void a_link_in_a_link_is_text(void **state) {
    rubric_document *document = read_text(*state, "[a *b* c](u)\n", "markdown");
    rubric_node link = new_node(document, RUBRIC_KIND_LINK), none = {document, 0};
    rubric_node emph = find_kind(document, RUBRIC_KIND_EMPH);
    rubric_node_set_string(link, RUBRIC_FIELD_URL, rubric_slice_of("v"), NULL);
    assert_int_equal(rubric_node_insert(link, emph, none, NULL), RUBRIC_OK);
    assert_int_equal(rubric_node_insert(rubric_node_first(emph), link, none, NULL), RUBRIC_OK);
    assert_written(document, "markdown", "[a *b* c](u)\n");
    rubric_document_free(document);
}

static void an_address_that_is_its_own_text_stands_in_angle_brackets(void **state) {
    assert_same(state, "<http://e.org/a_b>\n");
    assert_same(state, "[http://e.org/?a&b](http://e.org/?a&b)\n");
    assert_same(state, "[a](<b c>) [d](<> \"t\") ![](e)\n");
}

static void code_is_fenced_by_more_backticks_than_it_has(void **state) {
    assert_same(state, "``a`b`` `` ` `` `  `\n");
    assert_same(state, "````\n```\n````\n");
    assert_same(state, "```a\\&amp;\nx\n```\n");
    assert_same(state, "~~~a`b\n```\n~~~\n");
}

static void lists_side_by_side_take_turns(void **state) {
    assert_from_html(state, "<ul><li>a</ul><ul><li>b</ul><ul></ul><ul><li>c</ul>",
                     "- a\n\n* b\n\n- c\n");
    assert_same(state, "1. a\n\n1) b\n");
    assert_same(state, "- - * *\n");
}

static void a_list_is_tight_only_where_its_blocks_can_stand_together(void **state) {
    assert_same(state, "- a\n  - b\n- c\n");
    assert_same(state, "- a\n\n  3. b\n\n- c\n");
    assert_same(state, "- a\n  ```\n  x\n  ```\n- # h\n  y\n");
    assert_from_html(state, "<ul><li><p>a<li><p>b</ul>", "- a\n\n- b\n");
    assert_from_html(state, "<ul><li>a<div>b</div><li>c</ul>", "- a\n\n  b\n\n- c\n");
    assert_same(state, "- - a\n    - b\n- ```\n  c\n  ```\n");
    assert_same(state, "- a\n- ___\n-\n- > b\n");
}

static void a_closing_run_of_number_signs_is_escaped(void **state) {
    assert_from_html(state, "<h2>C#</h2><h2>C #</h2><h3></h3>", "## C#\n\n## C \\#\n\n###\n");
}

static void rows_of_tables_stand_on_one_line(void **state) {
    assert_from_html(state,
                     "<table><tr><td>a|b<td><p>c</p><p>d</p><tr><td><code>e|f</code></table>",
                     "|        |     |\n| ------ | --- |\n| a\\|b   | c d |\n"
                     "| `e\\|f` |     |\n");
}

static void a_document_that_begins_with_a_rule_has_no_front_matter(void **state) {
    assert_from_html(state, "<hr><p>a: 1</p><hr>", "***\n\na: 1\n\n---\n");
}

static void a_quote_of_nothing_is_kept(void **state) {
    assert_same(state, "a\n\n>\n\n> > b\n");
}

static void lines_are_broken_to_the_width_and_never_into_markup(void **state) {
    rubric_document *document = read_text(*state, "aaa bbb - ccc 1. ddd # eee\n", "markdown");
    rubric_write_options options = {.size = sizeof options, .format = "markdown", .width = 10};
    rubric_buffer out;
    rubric_buffer_init(&out, *state);
    assert_int_equal(rubric_document_write(&out, document, &options, NULL), RUBRIC_OK);
    rubric_document_free(document);
    document = read_bytes(*state, rubric_buffer_slice(&out), "markdown");
    assert_text(rubric_document_root(document), "aaa bbb - ccc 1. ddd # eee");
    rubric_buffer_clear(&out);
    rubric_document_free(document);
}

// Pieces of markup in any order: whatever they are read as, it is written so that it stays.
static void any_document_is_written_so_that_it_stays(void **state) {
    static const char *const pieces[] = {"a",    "b c", " ",        "*",    "_",    "[",     "]",
                                         "(u)",  "`",   "<b>",      "</b>", "\\",   "&amp;", "!",
                                         "~~",   "#",   "\n",       "\n\n", "> ",   "- ",    "1. ",
                                         "word", ".",   "\xC3\xA9", "<i>",  "</i>", "<p>"};
    uint32_t seed = 20240817;
    for (int i = 0; i < 3000; i++) {
        char text[256];
        size_t size = 0;
        for (int j = 0; j < 14; j++) {
            seed = seed * 1664525u + 1013904223u;
            const char *piece = pieces[(seed >> 16) % (sizeof pieces / sizeof *pieces)];
            memcpy(text + size, piece, strlen(piece));
            size += strlen(piece);
        }
        assert_stable(*state, rubric_slice_make(text, size), "html");
        assert_stable(*state, rubric_slice_make(text, size), "text");
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        CONTEXT_TEST(what_would_be_markup_is_escaped),
        CONTEXT_TEST(what_is_no_markup_is_not_escaped),
        CONTEXT_TEST(white_space_moves_out_of_emphasis),
        CONTEXT_TEST(emphasis_that_flanking_forbids_is_html),
        CONTEXT_TEST(a_link_in_a_link_is_text),
        CONTEXT_TEST(an_address_that_is_its_own_text_stands_in_angle_brackets),
        CONTEXT_TEST(code_is_fenced_by_more_backticks_than_it_has),
        CONTEXT_TEST(lists_side_by_side_take_turns),
        CONTEXT_TEST(a_list_is_tight_only_where_its_blocks_can_stand_together),
        CONTEXT_TEST(a_closing_run_of_number_signs_is_escaped),
        CONTEXT_TEST(rows_of_tables_stand_on_one_line),
        CONTEXT_TEST(a_document_that_begins_with_a_rule_has_no_front_matter),
        CONTEXT_TEST(a_quote_of_nothing_is_kept),
        CONTEXT_TEST(lines_are_broken_to_the_width_and_never_into_markup),
        CONTEXT_TEST(any_document_is_written_so_that_it_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
