// SPDX-License-Identifier: MIT
// Tests of all formats at once: guessing, any bytes, any failing allocation.
#include "core/documents.h"

static const char *const readers[] = {"markdown", "html", "text"};

static void every_format_is_found_by_its_name_and_extensions(void **state) {
    (void)state;
    const rubric_format *format;
    for (size_t i = 0; (format = rubric_format_at(i)) != NULL; i++) {
        assert_ptr_equal(rubric_format_find(rubric_slice_of(format->name)), format);
        for (size_t j = 0; format->extensions && format->extensions[j]; j++) {
            char path[64] = "a/b.";
            strcat(path, format->extensions[j]);
            assert_ptr_equal(rubric_format_of_path(rubric_slice_of(path)), format);
        }
    }
    assert_null(rubric_format_find(rubric_slice_of("troff")));
    assert_null(rubric_format_of_path(rubric_slice_of("a.b/c")));
}

static void bytes_are_guessed_and_text_is_the_last_resort(void **state) {
    (void)state;
    assert_string_equal(rubric_format_guess(rubric_slice_of("<!DOCTYPE html><p>x"))->name, "html");
    assert_string_equal(
        rubric_format_guess(rubric_slice_of(" {\"pandoc-api-version\":[1,23],\"meta\":{"))->name,
        "pandoc-json");
    assert_string_equal(rubric_format_guess(rubric_slice_of("{ \"blocks\":[{\"t\":"))->name,
                        "pandoc-json");
    assert_string_equal(rubric_format_guess(rubric_slice_of("\n{ \"rubric\": 1,"))->name, "json");
    assert_string_equal(rubric_format_guess(rubric_slice_of("{\"a\":1}"))->name, "text");
    assert_string_equal(rubric_format_guess(rubric_slice_of(""))->name, "text");
}

static void nobody_writes_a_format_that_is_not_there(void **state) {
    rubric_document *document = read_text(*state, "a", "text");
    rubric_write_options options = {.size = sizeof options, .format = "troff"};
    rubric_buffer out;
    rubric_buffer_init(&out, *state);
    assert_int_equal(rubric_document_write(&out, document, &options, NULL), RUBRIC_ERROR_FORMAT);
    assert_int_equal(out.size, 0);
    rubric_document_free(document);
}

static void bytes_that_fit_no_encoding_are_replaced_and_named(void **state) {
    rubric_read_options options = {.size = sizeof options, .format = "text", .charset = "utf-8"};
    rubric_document *document = NULL;
    assert_int_equal(rubric_document_read(&document, *state, "ab\xFFz", 4, &options, NULL),
                     RUBRIC_OK);
    assert_text(rubric_document_root(document), "ab\xEF\xBF\xBDz");
    rubric_diagnostic diagnostic;
    assert_true(rubric_document_diagnostic(document, 0, &diagnostic));
    assert_slice(diagnostic.code, "encoding");
    assert_int_equal(diagnostic.range.begin, 2);
    rubric_document_free(document);
}

// P7: what is written of any bytes is valid UTF-8 in every format.
static void assert_valid(rubric_context *context, rubric_slice bytes, const char *reader) {
    rubric_document *document = read_bytes(context, bytes, reader);
    const rubric_format *format;
    rubric_buffer out;
    rubric_buffer_init(&out, context);
    for (size_t i = 0; (format = rubric_format_at(i)) != NULL; i++) {
        if (!format->writes)
            continue;
        out.size = 0;
        write_into(&out, document, format->name);
        if (!strcmp(format->name, "source")) { // P3: the very bytes, whatever they are
            assert_int_equal(out.size, bytes.size);
            assert_true(!bytes.size || !memcmp(out.bytes, bytes.bytes, bytes.size));
            continue;
        }
        if (rubric_utf8_valid(rubric_buffer_slice(&out)) != out.size)
            fail_msg("%s to %s: no UTF-8 at %zu", reader, format->name,
                     rubric_utf8_valid(rubric_buffer_slice(&out)));
    }
    rubric_buffer_clear(&out);
    rubric_document_free(document);
}

static void any_bytes_are_read_and_written_as_valid_utf_8(void **state) {
    static const char *const words[] = {"<div>",    "</div>",     "<b>",
                                        "</b>",     "<p>",        "<table><tr><td>",
                                        "<li>",     "<pre>",      "<br>",
                                        "&amp;",    "&#x10FFFF;", "&copy ",
                                        "\n",       "\n\n",       " ",
                                        "> ",       "- ",         "```\n",
                                        "[a](b)",   "*",          "| a |\n|-|\n",
                                        "\xC3\xA9", "\xE2\x82",   "\xFF",
                                        "---\n",    "a: 1\n",     "x",
                                        "\t",       "\r",         "<!--"};
    uint32_t seed = 1;
    for (int i = 0; i < 4000; i++) {
        char bytes[256];
        size_t size = 0;
        for (int j = 0; j < 16; j++) {
            seed = seed * 1664525u + 1013904223u;
            size_t word = (seed >> 16) % (sizeof words / sizeof *words + 4);
            if (word >= sizeof words / sizeof *words) {
                bytes[size++] = (char)(seed >> 24);
                continue;
            }
            memcpy(bytes + size, words[word], strlen(words[word]));
            size += strlen(words[word]);
        }
        char *exact = malloc(size); // so that a sanitizer sees what is read beyond it
        memcpy(exact, bytes, size);
        assert_valid(*state, rubric_slice_make(exact, size), readers[i % 3]);
        free(exact);
    }
}

static const char sample[] = "---\ntitle: A\nlist: [1, {b: c}]\n---\n\n# H *e*\n\n- [x] a `c`\n  - "
                             "b\n\n> [l](u \"t\")\\\n> ![i](j)"
                             "\n\n| a | b |\n|:-|--|\n| c | d&amp;e "
                             "|\n\n```c\nx\n```\n\n<div>\nraw\n</div>\n\nend <i>x</i>\n";

static const char page[] =
    "<html lang=en><head><title>T</title><meta name=author content=A>"
    "<script type='application/ld+json'>{\"a\":[1]}</script></head><body class=x>a <b>b &amp; c</b>"
    "<div><p id=i>d<br>e<img src=f alt=g></p><ul><li>h</ul><table><tr><th>j<td>k</table></div>"
    "<pre><code class=language-c>l\n</code></pre><dl><dt>m<dd>n</dl></body></html>";

static rubric_status read_and_write(rubric_context *context, const char *text, const char *reader,
                                    const char *writer) {
    rubric_read_options options = {.size = sizeof options, .format = reader};
    rubric_write_options how = {.size = sizeof how, .format = writer, .width = 20, .unsafe = true};
    rubric_document *document = NULL, *clone = NULL;
    rubric_error error;
    rubric_status status =
        rubric_document_read(&document, context, text, strlen(text), &options, &error);
    if (status != RUBRIC_OK)
        return status;
    rubric_buffer out;
    rubric_buffer_init(&out, context);
    status = rubric_document_clone(&clone, document, &error);
    if (status == RUBRIC_OK)
        status = rubric_document_write(&out, clone, &how, &error);
    rubric_buffer_clear(&out);
    rubric_document_free(clone);
    rubric_document_free(document);
    return status;
}

static rubric_status markdown_to_markdown(rubric_context *context) {
    return read_and_write(context, sample, "markdown", "markdown");
}
static rubric_status markdown_to_html(rubric_context *context) {
    return read_and_write(context, sample, "markdown", "html");
}
static rubric_status html_to_markdown(rubric_context *context) {
    return read_and_write(context, page, "html", "markdown");
}
static rubric_status html_to_json(rubric_context *context) {
    return read_and_write(context, page, "html", "json");
}
static rubric_status text_to_text(rubric_context *context) {
    return read_and_write(context, "a b\nc\n\nd\n", "text", "text");
}

static const char pandoc[] =
    "{\"pandoc-api-version\":[1,23],\"meta\":{\"title\":{\"t\":\"MetaInlines\",\"c\":["
    "{\"t\":\"Emph\",\"c\":[{\"t\":\"Str\",\"c\":\"a\"}]}]}},\"blocks\":[{\"t\":\"Header\",\"c\":"
    "[1,[\"i\",[\"c\",\"\"],[[\"k\",\"v\"]]],[{\"t\":\"Note\",\"c\":[{\"t\":\"Plain\",\"c\":[{"
    "\"t\":"
    "\"Str\",\"c\":\"n\"}]}]}]]},{\"t\":\"Para\",\"c\":[{\"t\":\"Cite\",\"c\":[[{\"citationId\":"
    "\"k\",\"citationPrefix\":[{\"t\":\"Str\",\"c\":\"see\"}],\"citationSuffix\":[],"
    "\"citationMode\":{\"t\":\"NormalCitation\"},\"citationNoteNum\":1,\"citationHash\":0}],[]]}]},"
    "{\"t\":\"Table\",\"c\":[[\"\",[],[]],[[{\"t\":\"Str\",\"c\":\"s\"}],[]],[[{\"t\":"
    "\"AlignLeft\"},"
    "{\"t\":\"ColWidth\",\"c\":0.5}]],[[\"\",[],[]],[]],[[[\"\",[],[]],0,[],[[[\"\",[],[]],[[[\"\","
    "[],"
    "[]],{\"t\":\"AlignDefault\"},1,1,[{\"t\":\"Plain\",\"c\":[]}]]]]]]],[[\"\",[],[]],[]]]}]}";

static rubric_status pandoc_to_pandoc(rubric_context *context) {
    return read_and_write(context, pandoc, "pandoc-json", "pandoc-json");
}
static rubric_status pandoc_to_markdown(rubric_context *context) {
    return read_and_write(context, pandoc, "pandoc-json", "markdown");
}
static rubric_status pandoc_to_json(rubric_context *context) {
    return read_and_write(context, pandoc, "pandoc-json", "json");
}

static rubric_status json_to_json(rubric_context *context) {
    return read_and_write(
        context,
        "{\"rubric\":1,\"url\":\"u\",\"attributes\":{\"a\":\"b\"},\"metadata\":{\"t\":{\"$"
        "content\":"
        "{\"kind\":\"paragraph\",\"children\":[{\"kind\":\"text\",\"text\":\"t\"}]}},\"n\":{\"$"
        "number\":"
        "\".inf\"},\"m\":[{\"a\":1}]},\"head\":{\"lang\":\"en\"},\"children\":[{\"kind\":"
        "\"heading\","
        "\"level\":2,\"element\":\"h2\",\"attributes\":{\"id\":\"i\"},\"children\":[{\"kind\":"
        "\"citation\","
        "\"key\":\"k\",\"prefix\":{\"$content\":{\"kind\":\"div\",\"children\":[]}}},{\"kind\":"
        "\"text\",\"text\":\"ab\"}]}],\"layers\":{\"l\":[{\"block\":0,\"begin\":0,\"end\":1,"
        "\"label\":"
        "\"x\",\"score\":0.5,\"data\":{\"$content\":{\"kind\":\"paragraph\",\"children\":[]}}}]}}",
        "json", "json");
}

static void every_allocation_may_fail(void **state) {
    (void)state;
    fail_every_allocation(markdown_to_markdown);
    fail_every_allocation(markdown_to_html);
    fail_every_allocation(html_to_markdown);
    fail_every_allocation(html_to_json);
    fail_every_allocation(text_to_text);
    fail_every_allocation(pandoc_to_pandoc);
    fail_every_allocation(pandoc_to_markdown);
    fail_every_allocation(pandoc_to_json);
    fail_every_allocation(json_to_json);
}

static rubric_status edit(rubric_context *context) {
    rubric_read_options options = {.size = sizeof options, .format = "markdown"};
    rubric_document *document = NULL;
    rubric_status status =
        rubric_document_read(&document, context, sample, strlen(sample), &options, NULL);
    if (status != RUBRIC_OK)
        return status;
    rubric_cursor cursor = rubric_cursor_begin(rubric_document_root(document));
    while (status == RUBRIC_OK && rubric_cursor_next(&cursor)) {
        if (!cursor.entering || !rubric_kind_is_leaf(rubric_node_kind(cursor.node)))
            continue;
        rubric_cursor_skip(&cursor);
        status = rubric_node_replace_range(cursor.node, 0, rubric_node_text_size(cursor.node) / 2,
                                           rubric_slice_of("new text"), NULL);
        rubric_node_plane(cursor.node);
    }
    rubric_buffer text;
    rubric_buffer_init(&text, context);
    rubric_document_text(&text, document, NULL); // reads the tree, whatever failed
    rubric_buffer_clear(&text);
    rubric_document_free(document);
    return rubric_context_status(context);
}

static void an_edit_that_fails_leaves_a_document_that_can_be_read(void **state) {
    (void)state;
    fail_every_allocation(edit);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        CONTEXT_TEST(every_format_is_found_by_its_name_and_extensions),
        CONTEXT_TEST(bytes_are_guessed_and_text_is_the_last_resort),
        CONTEXT_TEST(nobody_writes_a_format_that_is_not_there),
        CONTEXT_TEST(bytes_that_fit_no_encoding_are_replaced_and_named),
        CONTEXT_TEST(any_bytes_are_read_and_written_as_valid_utf_8),
        CONTEXT_TEST(every_allocation_may_fail),
        CONTEXT_TEST(an_edit_that_fails_leaves_a_document_that_can_be_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
