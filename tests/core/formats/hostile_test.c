// SPDX-License-Identifier: MIT
// Tests of hostile documents: each family is one unit many times over, and must end within the
// limits of its context, whatever it is read and written as.
#include <time.h>

#include "core/documents.h"

enum { MEMORY = 64 << 20, MILLISECONDS = 5000, UNITS = 4000 };

struct family {
    const char *begin, *unit, *middle, *closing; // begin, units, middle, as many closings
};

static const struct family markdown[] = {{"", "*a **a ", "b", " a** a*"},
                                         {"", "a_ ", "", ""},
                                         {"", "_a ", "", ""},
                                         {"", "a***", "", ""},
                                         {"", "a]", "", ""},
                                         {"", "[a", "", ""},
                                         {"", "*a_ ", "", ""},
                                         {"", "a**bc* ", "", ""},
                                         {"", "[ a_", "", ""},
                                         {"", "[", "a", "]"},
                                         {"", "> ", "a", ""},
                                         {"", "`e``f```", "", ""},
                                         {"", "[t](/u) ", "", ""},
                                         {"", "[a]: u\n", "[a]", ""},
                                         {"", "* ", "a", ""},
                                         {"", "<>", "", ""},
                                         {"x", "<?", "", ""},
                                         {"x", "<![CDATA[", "", ""},
                                         {"", "\\``", "", ""},
                                         {"", "[ (](", "", ""},
                                         {"", "www._", "x", ""},
                                         {"", "http://a.b/(", "", ""},
                                         {"", "th|", "\n", "---|"},
                                         {"", "](\n", "", ""},
                                         {"[x]: u\n", "[x] ", "", ""},
                                         {"", "![[]()", "", ""},
                                         {"", "[a](<b", "", ""},
                                         {"", "[a](b", "", ""},
                                         {"</", "<!--", "", ""},
                                         {"", "- ", "x", "\n"},
                                         {"> ", "- ", "x\n", ">\n"},
                                         {"", ">", "", "a*"},
                                         {"", "*", "a", "*"},
                                         {"", "&amp;&#x10ffff;&bogus;&#0;&#xd800;", "", ""},
                                         {"", "x\n\n", "", ""},
                                         {"", "\t", "a", ""},
                                         {"", "```\n", "", ""},
                                         {"", "<div>\n", "", ""},
                                         {"", "~~a ", "", ""},
                                         {"", "[^1]: [^2]\n", "", ""},
                                         {"", "# a\n", "", ""},
                                         {"|a|\n|-|\n|", "x", "|\n", ""},
                                         {"", "a\rb\r", "", ""},
                                         {"", "a\n=\n", "", ""},
                                         {"", "- a\n\n", "", ""},
                                         {"", "1. a\n\n2) b\n\n", "", ""},
                                         {"", "- - a\n", "", ""},
                                         {"", "\xA9##r[](r[](", "", ""},
                                         {"", "**a*_", "", ""},
                                         {"", "<b>", "x", "</b>"}};

static const struct family front_matter[] = {{"---\n", "[", "\n---\nx\n", ""},
                                             {"---\n", "{a: ", "\n---\nx\n", ""},
                                             {"---\n", "- ", "x\n---\nx\n", ""},
                                             {"---\n", "? ", "x\n---\nx\n", ""},
                                             {"---\na: [", "&a x,", "]\n---\n", ""},
                                             {"---\na: &a x\nb: [", "*a,", "]\n---\n", ""},
                                             {"---\na: &a [*a, ", "*a, ", "]\n---\n", ""},
                                             {"---\n", "a: 1\n", "---\nx\n", ""},
                                             {"---\na: 0x", "f", "\n---\n", ""},
                                             {"---\na: '", "x ", "\n---\n", ""},
                                             {"---\na: 1\n", "x: y\n", "", ""},
                                             {"---\n", "--- a\n", "", ""}};

static const struct family html[] = {{"<a", " b=1", ">x</a>", ""},
                                     {"<a", " '=\"", ">x</a>", ""},
                                     {"", "<div>", "x", ""},
                                     {"", "<span>", "x", ""},
                                     {"", "<b><p>", "x", ""},
                                     {"", "<b><div>", "x", ""},
                                     {"", "<a><b><i><u>", "x", "</a></b>"},
                                     {"", "<a>", "x", ""},
                                     {"", "<table><tr><td>", "x", ""},
                                     {"<table>", "x<tr>", "", ""},
                                     {"", "<ul><li>", "x", ""},
                                     {"<a ", "a=1 ", ">", ""},
                                     {"<a b='", "x", "'>", ""},
                                     {"", "&amp;&notit;&#0;", "", ""},
                                     {"<!--", "-", "", ""},
                                     {"", "<select>", "", "<option>"},
                                     {"", "<svg><foreignObject>", "x", ""},
                                     {"", "<template>", "x", ""},
                                     {"", "<form><div>", "x", ""},
                                     {"", "a<p>", "", ""},
                                     {"", "<", "", ""},
                                     {"", "<br>", "x", ""},
                                     {"", "<b> </b>", "x", ""},
                                     {"", "<ul><li>x</ul>", "", ""},
                                     {"<ul>", "<li>x", "</ul>", ""},
                                     {"", "<i></i> ", "", ""},
                                     {"<h1>", "<div>", "x", "</div>"},
                                     {"", "<blockquote>", "x", ""},
                                     {"", "<dl><dd>", "x", ""},
                                     {"<table><tr>", "<td colspan=999>", "x", ""},
                                     {"", "<nobr>", "x", ""},
                                     {"", "<p><em>", "x", ""}};

static const struct family text[] = {{"", "x", "", ""},        {"", "x\n", "", ""},
                                     {"", "\n", "", ""},       {"", " \t", "", ""},
                                     {"", "\xF0\x9F", "", ""}, {"a", "\xCC\x81", "", ""},
                                     {"", "\r", "", ""},       {"", "\xFF\xFE", "", ""}};

#define PANDOC "{\"pandoc-api-version\":[1,23],\"meta\":{"
#define PANDOC_BLOCKS PANDOC "},\"blocks\":["
#define PANDOC_PARA PANDOC_BLOCKS "{\"t\":\"Para\",\"c\":["

static const struct family pandoc[] = {
    {PANDOC_BLOCKS, "{\"t\":\"BlockQuote\",\"c\":[", "", "]}"},
    {PANDOC_BLOCKS "{\"t\":\"HorizontalRule\"}", ",{\"t\":\"HorizontalRule\"}", "]}", ""},
    {PANDOC_PARA "{\"t\":\"Space\"}", ",{\"t\":\"Str\",\"c\":\"a b\"}", "]}]}", ""},
    {PANDOC_PARA "{\"t\":\"Space\"}", ",{\"t\":\"Note\",\"c\":[]}", "]}]}", ""},
    {PANDOC_PARA, "{\"t\":\"Note\",\"c\":[{\"t\":\"Para\",\"c\":[", "", "]}]}"},
    {PANDOC_PARA "{\"t\":\"Span\",\"c\":[[\"\",[\"a\"", ",\"a\"", "],[]],[]]}]}]}", ""},
    {PANDOC_PARA "{\"t\":\"Span\",\"c\":[[\"\",[],[[\"a\",\"b\"]", ",[\"a\",\"b\"]", "]],[]]}]}]}",
     ""},
    {PANDOC_PARA "{\"t\":\"Cite\",\"c\":[[{}", ",{}", "],[]]}]}]}", ""},
    {PANDOC_PARA, "{\"t\":\"Cite\",\"c\":[[{\"citationId\":\"a\",\"citationPrefix\":[", "", "]}"},
    {PANDOC_BLOCKS "{\"t\":\"Table\",\"c\":[[\"\",[],[]],[null,[]],[",
     "[{\"t\":\"AlignLeft\"},{\"t\":\"ColWidthDefault\"}],", "", ""},
    {PANDOC_BLOCKS "{\"t\":\"BulletList\",\"c\":[[]", ",[]", "]}]}", ""},
    {PANDOC_BLOCKS "{\"t\":\"DefinitionList\",\"c\":[[[],[]]", ",[[],[[]]]", "]}]}", ""},
    {PANDOC "\"a\":", "{\"t\":\"MetaList\",\"c\":[", "", "]}"},
    {PANDOC "\"a\":{\"t\":\"MetaList\",\"c\":[{\"t\":\"MetaInlines\",\"c\":[]}",
     ",{\"t\":\"MetaInlines\",\"c\":[]}", "]}},\"blocks\":[]}", ""}};

// clang-format off
#define DOCUMENT "{\"rubric\":1,\"children\":["
#define METADATA "{\"rubric\":1,\"children\":[],\"metadata\":{\"a\":"
// clang-format on
static const struct family json[] = {
    {DOCUMENT, "{\"kind\":\"div\",\"children\":[", "", "]}"},
    {DOCUMENT "{\"kind\":\"paragraph\",\"children\":[", "{\"kind\":\"emph\",\"children\":[", "",
     "]}"},
    {DOCUMENT, "{\"kind\":\"paragraph\"},", "{\"kind\":\"paragraph\"}]}", ""},
    {DOCUMENT "{\"kind\":\"paragraph\",\"attributes\":[", "[\"a\",\"b\"],", "[\"c\",\"d\"]]}]}",
     ""},
    {DOCUMENT "{\"kind\":\"paragraph\",\"children\":[", "{\"kind\":\"text\",\"text\":\"a\"},",
     "{\"kind\":\"line_break\"}]}]}", ""},
    {METADATA, "[", "", "]"},
    {METADATA "[", "{\"$content\":{\"kind\":\"paragraph\"}},", "1]}}", ""},
    {METADATA,
     "{\"$content\":{\"kind\":\"paragraph\",\"children\":[{\"kind\":\"citation\","
     "\"prefix\":",
     "1", "}]}}"},
    {DOCUMENT "{\"kind\":\"paragraph\"}],\"layers\":{\"l\":[",
     "{\"block\":0,\"begin\":0,\"end\":0},", "{\"block\":0}]}}", ""}};

static uint64_t read_clock(void *user) {
    (void)user;
    struct timespec now;
    timespec_get(&now, TIME_UTC);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static void make(rubric_buffer *out, const struct family *family) {
    rubric_buffer_put_string(out, family->begin);
    for (int i = 0; i < UNITS; i++)
        rubric_buffer_put_string(out, family->unit);
    rubric_buffer_put_string(out, family->middle);
    for (int i = 0; i < UNITS; i++)
        rubric_buffer_put_string(out, family->closing);
}

static bool is_limit(rubric_status status) {
    return status == RUBRIC_OK || status == RUBRIC_ERROR_MEMORY || status == RUBRIC_ERROR_TIME ||
           status == RUBRIC_ERROR_LIMIT || status == RUBRIC_ERROR_SYNTAX; // JSON that is cut off
}

static void write_all(rubric_document *document) {
    static const char *const formats[] = {"markdown", "html", "text", "json", "pandoc-json"};
    rubric_buffer out;
    rubric_buffer_init(&out, rubric_document_context(document));
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        rubric_write_options options = {.size = sizeof options, .format = formats[i], .width = 60};
        out.size = 0;
        assert_true(is_limit(rubric_document_write(&out, document, &options, NULL)));
    }
    rubric_buffer_clear(&out);
}

// Patches the source for changes all over the document.
static void edit_all(rubric_document *document) {
    rubric_cursor cursor = rubric_cursor_begin(rubric_document_root(document));
    while (rubric_cursor_next(&cursor))
        if (cursor.entering && rubric_kind_is_leaf(rubric_node_kind(cursor.node)))
            rubric_node_replace_range(cursor.node, 0, 0, rubric_slice_of("*x"), NULL);
    rubric_write_options options = {.size = sizeof options, .format = "source"};
    rubric_buffer out;
    rubric_buffer_init(&out, rubric_document_context(document));
    rubric_status status = rubric_document_write(&out, document, &options, NULL);
    assert_true(is_limit(status) || status == RUBRIC_ERROR_FORMAT);
    rubric_buffer_clear(&out);
}

static void assert_bounded(const struct family *family, const char *format) {
    rubric_host host = {.clock = read_clock};
    rubric_context_options options = {
        .size = sizeof options, .memory = MEMORY, .milliseconds = MILLISECONDS, .host = &host};
    rubric_context *context = NULL, *outside = new_context(0, 0);
    rubric_buffer bytes;
    rubric_buffer_init(&bytes, outside);
    make(&bytes, family);
    uint64_t start = read_clock(NULL);
    assert_int_equal(rubric_context_new(&context, &options, NULL), RUBRIC_OK);
    rubric_read_options how = {.size = sizeof how, .format = format, .borrow = true};
    rubric_document *document = NULL;
    rubric_status status =
        rubric_document_read(&document, context, bytes.bytes, bytes.size, &how, NULL);
    assert_true(is_limit(status));
    if (status == RUBRIC_OK) {
        write_all(document);
        edit_all(document);
    }
    rubric_document_free(document);
    uint64_t taken = (read_clock(NULL) - start) / 1000000;
    if (taken > MILLISECONDS || rubric_context_peak(context) > MEMORY)
        fail_msg("'%s%s': %u ms, %zu bytes", family->begin, family->unit, (unsigned)taken,
                 rubric_context_peak(context));
    assert_int_equal(rubric_context_used(context), 0);
    rubric_context_free(context);
    rubric_buffer_clear(&bytes);
    rubric_context_free(outside);
}

static void hostile_markdown_ends_within_its_limits(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof markdown / sizeof *markdown; i++)
        assert_bounded(&markdown[i], "markdown");
}

static void hostile_front_matter_ends_within_its_limits(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof front_matter / sizeof *front_matter; i++)
        assert_bounded(&front_matter[i], "markdown");
}

static void hostile_html_ends_within_its_limits(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof html / sizeof *html; i++)
        assert_bounded(&html[i], "html");
}

static void hostile_text_ends_within_its_limits(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof text / sizeof *text; i++)
        assert_bounded(&text[i], "text");
}

static void hostile_pandoc_json_ends_within_its_limits(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof pandoc / sizeof *pandoc; i++)
        assert_bounded(&pandoc[i], "pandoc-json");
}

static void hostile_json_ends_within_its_limits(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof json / sizeof *json; i++)
        assert_bounded(&json[i], "json");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hostile_json_ends_within_its_limits),
        cmocka_unit_test(hostile_markdown_ends_within_its_limits),
        cmocka_unit_test(hostile_front_matter_ends_within_its_limits),
        cmocka_unit_test(hostile_html_ends_within_its_limits),
        cmocka_unit_test(hostile_pandoc_json_ends_within_its_limits),
        cmocka_unit_test(hostile_text_ends_within_its_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
