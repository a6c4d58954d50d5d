// SPDX-License-Identifier: MIT
// Memory that runs out while documents with everything in them are read, edited and written back.
#include "core/faults/faults.h"

#define EXTENDED                                                                                   \
    "markdown+attributes+definition_lists+emoji+fenced_divs+footnotes+highlight+inline_footnotes"  \
    "+line_blocks+math+raw_attribute+smart+subscript+superscript+table_captions+wiki_links"

static const char extended[] =
    "---\nlang: en\n---\n\n# One {#a .b c=\"d e\"}\n\n\"Smart\" -- H~2~O x^2^ ==m== :tea: [[w|t]] "
    "$m$ `r`{=html} [s]{.t} n^[Note *here*.]\n\n$$\nm\n$$\n\nTerm\n:   Text\n\n    more\n\n"
    "::: {.note #n}\nIn it.\n\n> quote\n:::\n\n| line\n|   block\n\n| p | q |\n|:-:|--:|\n| r `|` "
    "| s "
    "|\n\nTable: Caption *it*.\n\n```{.lua #l}\ncode\n```\n\n3) x\n4) y\n\n- [ ] open\n- [x] "
    "done\n\n"
    "<div>\nraw\n</div>\n\nEnd[^x] <b>i</b> <https://a.b> ![i](j \"t\")  \nbreak\n\n[^x]: Note.\n";
static const char html[] =
    "<!doctype html><html lang=en><head><title>T</title><meta name=author content=Z><link "
    "rel=canonical href=http://c/><script type='application/ld+json'>{\"@type\":\"NewsArticle\","
    "\"headline\":\"H\",\"author\":[{\"name\":\"N\"}]}</script></head><body><article><h2 "
    "id=a>H</h2>"
    "<p>x <b>y</b> <a href='u' title=t>z</a>&amp;<sup><a href='#fn1' id='fnref1'>1</a></sup><br>"
    "<img src=i alt=j><q>q</q> <del>d</del> <kbd>k</kbd> <span lang=de>s</span></p><ol start=3 "
    "type=a><li><input type=checkbox checked> k<li>l</ol><dl><dt>t<dd>d</dl><table><caption>c"
    "</caption><colgroup><col style='width: 30%'><col align=right></colgroup><tr><th>l<td "
    "rowspan=2>"
    "m<tr><td>n</table><figure><img src=f><figcaption>fc</figcaption></figure><pre><code "
    "class=language-lua>a\nb</code></pre><details><summary>s</summary>d</details><math><mi>m</mi>"
    "<annotation encoding='application/x-tex'>m</annotation></math></article><section "
    "class=footnotes><ol><li id=fn1><p>Note. <a href='#fnref1' class=footnote-back>b</a></p></ol>"
    "</section></body></html>";
static const char pandoc[] =
    "{\"pandoc-api-version\":[1,23],\"meta\":{\"title\":{\"t\":\"MetaInlines\",\"c\":[{\"t\":"
    "\"Emph\","
    "\"c\":[{\"t\":\"Str\",\"c\":\"T\"}]}]},\"l\":{\"t\":\"MetaList\",\"c\":[{\"t\":\"MetaBool\","
    "\"c\":"
    "true}]}},\"blocks\":[{\"t\":\"Para\",\"c\":[{\"t\":\"Cite\",\"c\":[[{\"citationId\":\"k\","
    "\"citationPrefix\":[{\"t\":\"Str\",\"c\":\"see\"}],\"citationSuffix\":[{\"t\":\"Str\",\"c\":"
    "\"p\"}],"
    "\"citationMode\":{\"t\":\"NormalCitation\"},\"citationNoteNum\":0,\"citationHash\":0}],[{"
    "\"t\":"
    "\"Str\",\"c\":\"[@k]\"}]]},{\"t\":\"Note\",\"c\":[{\"t\":\"Para\",\"c\":[{\"t\":\"Str\",\"c\":"
    "\"n\"}]}]},{"
    "\"t\":\"Quoted\",\"c\":[{\"t\":\"SingleQuote\"},[{\"t\":\"Str\",\"c\":\"q\"}]]}]},{\"t\":"
    "\"DefinitionList\",\"c\":[[[{\"t\":\"Str\",\"c\":\"d\"}],[[{\"t\":\"Plain\",\"c\":[]}]]]]},{"
    "\"t\":"
    "\"LineBlock\",\"c\":[[{\"t\":\"Str\",\"c\":\"a\"}],[]]},{\"t\":\"OrderedList\",\"c\":[[2,{"
    "\"t\":"
    "\"UpperRoman\"},{\"t\":\"TwoParens\"}],[[{\"t\":\"Plain\",\"c\":[{\"t\":\"Str\",\"c\":\"i\"}]}"
    "]]]}]}";
static const char yaml[] =
    "---\nbase: &b {a: 1, t: [x, ~]}\nmore:\n  <<: *b\n  long: >\n    folded\n"
    "    text\n  n: !!str 3\n  f: 1.5e3\n? [k]\n: v\n---\n\ntext\n";

static rubric_document *read(rubric_context *context, const char *text, const char *format) {
    rubric_read_options options = {
        .size = sizeof options, .format = format, .path = "page", .lenient = true};
    rubric_document *document = NULL;
    if (rubric_document_read(&document, context, text, strlen(text), &options, NULL) != RUBRIC_OK)
        assert_int_equal(rubric_context_status(context), RUBRIC_ERROR_MEMORY);
    return document;
}

static void write_all(rubric_buffer *out, rubric_document *document) {
    static const char *const formats[] = {EXTENDED, "markdown",    "html",   "text",
                                          "json",   "pandoc-json", "source", "pandoc"};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        rubric_write_options options = {
            .size = sizeof options, .format = formats[i], .width = 40, .standalone = true};
        out->size = 0;
        rubric_document_write(out, document, &options, NULL);
    }
}

static void read_and_write(rubric_context *context, const char *text, const char *format) {
    rubric_document *document = read(context, text, format);
    rubric_buffer out;
    rubric_buffer_init(&out, context);
    if (document)
        write_all(&out, document);
    rubric_buffer_clear(&out);
    rubric_document_free(document);
}

static void extended_markdown(rubric_context *context) {
    read_and_write(context, extended, EXTENDED);
}

static void pages(rubric_context *context) {
    read_and_write(context, html, "html");
}

static void from_pandoc(rubric_context *context) {
    read_and_write(context, pandoc, "pandoc-json");
}

static void front_matter(rubric_context *context) {
    read_and_write(context, yaml, "markdown");
}

static void change_node(rubric_node node) {
    rubric_slice word = rubric_slice_of("new");
    switch (rubric_node_kind(node)) {
    case RUBRIC_KIND_HEADING:
        rubric_node_set_integer(node, RUBRIC_FIELD_LEVEL, 3, NULL);
        rubric_node_set_attribute(node, rubric_slice_of("id"), word);
        break;
    case RUBRIC_KIND_LINK:
    case RUBRIC_KIND_IMAGE:
        rubric_node_set_string(node, RUBRIC_FIELD_URL, word, NULL);
        rubric_node_set_string(node, RUBRIC_FIELD_TITLE, word, NULL);
        break;
    case RUBRIC_KIND_LIST:
        rubric_node_set_integer(node, RUBRIC_FIELD_START, 7, NULL);
        break;
    case RUBRIC_KIND_CODE_BLOCK:
        rubric_node_set_string(node, RUBRIC_FIELD_INFO, word, NULL);
        break;
    case RUBRIC_KIND_TEXT:
        rubric_node_set_text(node, rubric_slice_of("a *new* & text"), NULL);
        break;
    case RUBRIC_KIND_SPAN:
        rubric_node_set_attribute(node, rubric_slice_of("class"), word);
        break;
    default:
        break;
    }
}

static void change_all(rubric_document *document) {
    rubric_cursor cursor = rubric_cursor_begin(rubric_document_root(document));
    while (rubric_cursor_next(&cursor))
        if (cursor.entering)
            change_node(cursor.node);
    rubric_value_set(rubric_document_arena(document), rubric_document_metadata(document),
                     rubric_slice_of("title"), rubric_value_string(rubric_slice_of("New")));
    rubric_node made, root = rubric_document_root(document);
    if (rubric_node_new(&made, document, RUBRIC_KIND_BLOCK_QUOTE, NULL) == RUBRIC_OK)
        rubric_node_insert(made, root, rubric_node_last(root), NULL);
}

static void edit(rubric_context *context, const char *text, const char *format) {
    rubric_document *document = read(context, text, format);
    rubric_buffer out;
    rubric_buffer_init(&out, context);
    if (document) {
        rubric_write_options options = {.size = sizeof options, .format = "source"};
        change_all(document);
        rubric_document_write(&out, document, &options, NULL);
        rubric_document_diff(&out, document, NULL);
        rubric_document_edits(&out, document, NULL);
    }
    rubric_buffer_clear(&out);
    rubric_document_free(document);
}

static void edits_of_markdown(rubric_context *context) {
    edit(context, extended, EXTENDED);
}

static void edits_of_pages(rubric_context *context) {
    edit(context, html, "html");
}

static void edits_of_text(rubric_context *context) {
    edit(context, "One.\n\nTwo two.\n", "text");
}

static void everything_ends_cleanly(void **state) {
    (void)state;
    static const scenario all[] = {extended_markdown, pages,          from_pandoc,  front_matter,
                                   edits_of_markdown, edits_of_pages, edits_of_text};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        fail_each(all[i]);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(everything_ends_cleanly)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
