// SPDX-License-Identifier: MIT
// P6 for HTML: read(write(read(x))) == read(x), for every input of tests/cases, the Markdown of the
// tree, and what is listed here. Paths of pages may be given, which are tried too.
#include <glob.h>
#include <stdio.h>

#include "core/documents.h"

static rubric_document *write_and_read(rubric_document *document) {
    rubric_context *context = rubric_document_context(document);
    rubric_write_options options = {
        .size = sizeof options, .format = "html", .standalone = true, .unsafe = true};
    rubric_buffer out;
    rubric_buffer_init(&out, context);
    assert_int_equal(rubric_document_write(&out, document, &options, NULL), RUBRIC_OK);
    rubric_document *again = read_bytes(context, rubric_buffer_slice(&out), "html");
    rubric_buffer_clear(&out);
    return again;
}

static void show_both(rubric_document *first, rubric_document *second, const char *name) {
    rubric_buffer a, b;
    rubric_buffer_init(&a, rubric_document_context(first));
    rubric_buffer_init(&b, rubric_document_context(first));
    write_into(&a, first, "html");
    write_into(&b, second, "html");
    fail_msg("%s:\n%.*s\nis read back as\n%.*s", name, (int)a.size, a.bytes, (int)b.size, b.bytes);
}

static void assert_kept(rubric_context *context, rubric_slice text, const char *format,
                        const char *name) {
    rubric_document *first = read_bytes(context, text, format);
    if (strcmp(format, "html") != 0) { // what the writer makes of it is the page
        rubric_document *page = write_and_read(first);
        rubric_document_free(first);
        first = page;
    }
    rubric_document *second = write_and_read(first);
    if (!rubric_node_equal(rubric_document_root(first), rubric_document_root(second)))
        show_both(first, second, name);
    rubric_document_free(first);
    rubric_document_free(second);
}

static void read_file(rubric_buffer *out, const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file)
        fail_msg("cannot open %s", path);
    for (int byte; (byte = fgetc(file)) != EOF;)
        rubric_buffer_put_byte(out, (char)byte);
    fclose(file);
}

static void the_markdown_of_the_tree_is_kept(void **state) {
    static const char *const paths[] = {"README.md", "CHANGELOG.md", "CONTRIBUTING.md"};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        rubric_buffer text;
        rubric_buffer_init(&text, *state);
        read_file(&text, paths[i]);
        assert_kept(*state, rubric_buffer_slice(&text), "markdown", paths[i]);
        rubric_buffer_clear(&text);
    }
}

// The end of the line that begins at `at`, behind its line end.
static size_t line_end(rubric_slice text, size_t at) {
    size_t end = rubric_slice_find(text, rubric_slice_of("\n"), at);
    return end == SIZE_MAX ? text.size : end + 1;
}

// Every fence whose title begins with the name of a format: its input ends at a line with a dot.
static size_t try_cases(rubric_context *context, rubric_slice text, const char *path) {
    static const char *const formats[] = {"html", "markdown", "text"};
    size_t count = 0;
    for (size_t at = 0; at < text.size; at = line_end(text, at)) {
        rubric_slice line = rubric_slice_part(text, at, line_end(text, at));
        size_t ticks = 0;
        while (ticks < line.size && line.bytes[ticks] == '`')
            ticks++;
        rubric_slice title = rubric_slice_trim(rubric_slice_part(line, ticks, line.size));
        size_t bar = rubric_slice_find(title, rubric_slice_of(" |"), 0);
        if (ticks < 3 || bar == SIZE_MAX)
            continue;
        size_t begin = line_end(text, at);
        size_t dot = rubric_slice_find(text, rubric_slice_of("\n.\n"), begin - 1);
        for (size_t i = 0; i < 3 && dot != SIZE_MAX; i++)
            if (rubric_slice_equal(rubric_slice_part(title, 0, bar), rubric_slice_of(formats[i]))) {
                assert_kept(context, rubric_slice_part(text, begin, dot < begin ? begin : dot + 1),
                            formats[i], path);
                count++;
            }
        at = dot != SIZE_MAX ? dot : at;
    }
    return count;
}

static void every_case_is_kept(void **state) {
    glob_t found;
    size_t count = 0;
    assert_int_equal(glob("tests/cases/*/*.test", 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        rubric_buffer text;
        rubric_buffer_init(&text, *state);
        read_file(&text, found.gl_pathv[i]);
        count += try_cases(*state, rubric_buffer_slice(&text), found.gl_pathv[i]);
        rubric_buffer_clear(&text);
    }
    globfree(&found);
    assert_true(count >= 15);
}

static void what_needs_care_is_kept(void **state) {
    static const char *const pages[] = {
        "<ul>a<li>b<div><li>c</div></ul><ul><div><li>d</div></ul>",
        "<dl><div><dt>a<dd>b</div><dt>c</dl><dl>d</dl>",
        "<ul><li><p><input type=checkbox> a<li><label><input type=checkbox checked>b</label></ul>",
        "<ol type=A start=3 reversed><li><input type=checkbox checked> a<li><p>b</ol><ol type=1>",
        "<table><caption>c</caption><col align=right width=25%><col span=2 style='width: 10%'>"
        "<thead class=h><tr><th rowspan=0 colspan=2 align=center>a<td rowspan=x>b<tr><td>c</table>",
        "<table><tr>a<td>b</table><table><colgroup><col></colgroup></table>",
        "<div><i></i><a href=x id=y></a></div><p><b></b></p><div>a<i></i></div>",
        "<h2>a<div>b</div>c<table><tr><td>d</table></h2>",
        "<a href='/ä b' title=t><div>a</div></a><a name=n>b</a><a href=x>c</a>",
        "<p>a<sup><a href='#fn-1' id='fnref-1'>1</a></sup><div class=footnote id='fn-1'><sup><a "
        "href='#fnref-1'>1</a></sup><p>note</div>",
        "<math display=block><semantics><mi>x</mi><annotation encoding='application/x-tex'>x^2"
        "</annotation></semantics></math><p><span class='math inline'>\\(y\\)</span>",
        "<p><q cite=u>a</q> <small>b</small><x-y z>c</x-y><time datetime='2020'>d</time>",
        "<pre class=language-c>\n\na&#13;b</pre><pre>\n</pre><p><code> a<br>c </code><kbd>b</kbd>",
        "<body class=b lang=de><section id=s><article><hr class=h>a<br clear=all>b</article>",
        "<p>a <b> b </b> <i>c </i>d<br> e<img src=s alt=' f ' width=3 title=t>",
        "<form action=x><select><option selected>a</select><button>b</button></form>",
        "<figure><img src=a><figcaption>b<p>c</figcaption></figure><details open><summary>d",
        "a<span><div>b</div>c</span>d<p style=x onclick=y @z=1 a.b=2 q\"r='s' \"t>e",
    };
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        assert_kept(*state, rubric_slice_of(pages[i]), "html", pages[i]);
}

static int path_count;
static char **paths;

static void every_page_that_is_given_is_kept(void **state) {
    for (int i = 1; i < path_count; i++) {
        rubric_buffer text;
        rubric_buffer_init(&text, *state);
        read_file(&text, paths[i]);
        assert_kept(*state, rubric_buffer_slice(&text), "html", paths[i]);
        rubric_buffer_clear(&text);
    }
}

int main(int count, char **arguments) {
    const struct CMUnitTest tests[] = {
        CONTEXT_TEST(the_markdown_of_the_tree_is_kept),
        CONTEXT_TEST(every_case_is_kept),
        CONTEXT_TEST(what_needs_care_is_kept),
        CONTEXT_TEST(every_page_that_is_given_is_kept),
    };
    path_count = count;
    paths = arguments;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
