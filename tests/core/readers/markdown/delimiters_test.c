// SPDX-License-Identifier: MIT
// Tests of delimiters that a reading is asked for: what they match, where they stand, which signs
// are refused, and that what is written of them is read as the same.
#include <time.h>

#include "core/readers/markdown/places.h"

static const rubric_delimiter delimiters[] = {{"++", "insert"}, {"%", "key"}, {"^^", "top"}};
enum { COUNT = sizeof delimiters / sizeof *delimiters };

static rubric_document *read_with(rubric_context *context, rubric_slice text, const char *format,
                                  const rubric_delimiter *some, size_t count) {
    rubric_read_options options = {
        .size = sizeof options, .format = format, .delimiters = some, .delimiter_count = count};
    rubric_document *document = NULL;
    rubric_error error;
    if (rubric_document_read(&document, context, text.bytes, text.size, &options, &error) !=
        RUBRIC_OK)
        fail_msg("%s", error.message);
    return document;
}

static rubric_document *read_own(rubric_context *context, const char *text) {
    return read_with(context, rubric_slice_of(text), "markdown", delimiters, COUNT);
}

// ---- What they match

static void spans_are_what_is_between_marks(void **state) {
    static const struct {
        const char *text, *html;
    } cases[] = {
        {"a ++b++ c\n", "<p>a <span class=\"insert\">b</span> c</p>\n"},
        {"a++b++c\n", "<p>a<span class=\"insert\">b</span>c</p>\n"},
        {"%a% 10 % 3 %\n", "<p><span class=\"key\">a</span> 10 % 3 %</p>\n"},
        {"++ a ++ b++\n", "<p>++ a ++ b++</p>\n"},
        {"+a+ +++b+++ %%c%%\n", "<p>+a+ +++b+++ %%c%%</p>\n"},
        {"*a ++b* c++\n", "<p><em>a ++b</em> c++</p>\n"},
        {"++a *b* %c%++\n",
         "<p><span class=\"insert\">a <em>b</em> <span class=\"key\">c</span></span></p>\n"},
        {"**++a++**\n", "<p><strong><span class=\"insert\">a</span></strong></p>\n"},
        {"\\++a++ `++b++`\n", "<p>++a++ <code>++b++</code></p>\n"},
        {"[++a++](b++c++)\n", "<p><a href=\"b++c++\"><span class=\"insert\">a</span></a></p>\n"},
        {"^^a^^[^1]\n\n[^1]: %b%\n", NULL},
        {"| ++a++ | %b% |\n|---|---|\n", NULL},
        {"- ++a\n  b++\n", "<ul>\n<li><span class=\"insert\">a\nb</span></li>\n</ul>\n"},
        {"+ a\n+ ++b++\n", "<ul>\n<li>a</li>\n<li><span class=\"insert\">b</span></li>\n</ul>\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        rubric_document *document = read_own(*state, cases[i].text);
        assert_segments(document);
        if (cases[i].html)
            assert_written(document, "html", cases[i].html);
        else
            assert_int_equal(rubric_node_kind(nth_of_kind(document, RUBRIC_KIND_SPAN, 1)),
                             RUBRIC_KIND_SPAN);
        rubric_document_free(document);
    }
}

static void spans_have_their_marks(void **state) {
    rubric_document *document = read_own(*state, "> a ++b\n> *c* %d%++\n");
    assert_source(document, RUBRIC_KIND_SPAN, 0, "++b\n> *c* %d%++");
    assert_source(document, RUBRIC_KIND_SPAN, 1, "%d%");
    assert_source(document, RUBRIC_KIND_EMPH, 0, "*c*");
    rubric_document_free(document);
}

static void other_formats_have_none(void **state) {
    rubric_slice text = rubric_slice_of("a ++b++");
    rubric_document *document = read_with(*state, text, "text", delimiters, COUNT);
    assert_written(document, "html", "<p>a ++b++</p>\n");
    rubric_document_free(document);
}

// ---- Which signs are refused

static void assert_refused(rubric_context *context, const char *format, const char *mark,
                           const char *name, const char *wanted) {
    rubric_delimiter one = {mark, name};
    rubric_read_options options = {
        .size = sizeof options, .format = format, .delimiters = &one, .delimiter_count = 1};
    rubric_document *document = NULL;
    rubric_error error;
    assert_int_equal(rubric_document_read(&document, context, "a", 1, &options, &error),
                     RUBRIC_ERROR_ARGUMENT);
    assert_null(document);
    assert_string_equal(error.message, wanted);
}

static void signs_that_mean_something_are_refused(void **state) {
    assert_refused(*state, "markdown", "**", "a", "'**' is no delimiter: '*' belongs to emphasis");
    assert_refused(*state, "markdown", "~", "a",
                   "'~' is no delimiter here: '~' belongs to the extension 'strikethrough', which "
                   "is on");
    assert_refused(*state, "markdown+highlight", "==", "a",
                   "'==' is no delimiter here: '=' belongs to the extension 'highlight', which is "
                   "on");
    assert_refused(*state, "markdown", "+-", "a",
                   "'+-' is no delimiter: one sign of ASCII, once or twice, is");
    for (const char *const *mark = (const char *const[]){"", "+++", "a", "\xC3\xA4", " ", NULL};
         *mark; mark++) {
        rubric_delimiter one = {*mark, "a"};
        assert_int_equal(rubric_delimiters_check(&one, 1, NULL), RUBRIC_ERROR_ARGUMENT);
    }
    assert_refused(*state, "markdown", "++", "a b",
                   "delimiter '++' needs a name of letters, digits, '-' and '_', not 'a b'");
    assert_refused(*state, "markdown", "++", NULL,
                   "delimiter '++' needs a name of letters, digits, '-' and '_', not ''");
}

static void a_sign_is_ruled_once(void **state) {
    static const rubric_delimiter twice[] = {{"+", "a"}, {"%", "b"}, {"++", "c"}};
    rubric_error error;
    (void)state;
    assert_int_equal(rubric_delimiters_check(twice, 3, &error), RUBRIC_ERROR_ARGUMENT);
    assert_string_equal(error.message, "delimiters '+' and '++' are of one sign");
    assert_int_equal(rubric_delimiters_check(twice, 17, &error), RUBRIC_ERROR_ARGUMENT);
    assert_string_equal(error.message, "more than 16 delimiters");
}

static void what_an_extension_says_too_is_no_conflict(void **state) {
    static const rubric_delimiter mark = {"==", "mark"};
    for (int i = 0; i < 2; i++) {
        const char *format = i ? "markdown+highlight" : "markdown";
        rubric_document *document = read_with(*state, rubric_slice_of("==a=="), format, &mark, 1);
        assert_source(document, RUBRIC_KIND_SPAN, 0, "==a==");
        assert_written(document, format, "==a==\n");
        rubric_document_free(document);
    }
}

// ---- Writing

static void marks_are_written_where_they_are_known(void **state) {
    rubric_document *document = read_own(*state, "# C++ ++a++ 5 % 3\n\n*x*++b++%c%\n");
    assert_written(document, "markdown", "# C\\++ ++a++ 5 % 3\n\n*x*++b++%c%\n");
    assert_written(document, "gfm", "# C++ a 5 % 3\n\n*x*bc\n");
    assert_written(document, "pandoc", "# C++ [a]{.insert} 5 % 3\n\n*x*[b]{.insert}[c]{.key}\n");
    rubric_document *copy = NULL;
    assert_int_equal(rubric_document_clone(&copy, document, NULL), RUBRIC_OK);
    rubric_document_free(document);
    assert_written(copy, "markdown", "# C\\++ ++a++ 5 % 3\n\n*x*++b++%c%\n");
    rubric_document_free(copy);
}

// One run alone can be no delimiter.
static void signs_alone_are_not_escaped(void **state) {
    static const char *const texts[] = {"C++\n", "*C++* a\n", "100%\n", "a++ b\n", "^^a b\n"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        rubric_document *document = read_own(*state, texts[i]);
        assert_written(document, "markdown", texts[i]);
        rubric_document_free(document);
    }
    rubric_document *document = read_own(*state, "\\++a++ 5 % 3\n");
    assert_written(document, "markdown", "\\++a\\++ 5 % 3\n");
    rubric_document_free(document);
}

static void an_edit_changes_its_own_bytes(void **state) {
    rubric_document *document = read_own(*state, "a\n==\n\nOne ++two++\nthree %four%.\n\n\n* x\n");
    rubric_node span = nth_of_kind(document, RUBRIC_KIND_SPAN, 0);
    assert_int_equal(rubric_node_set_text(rubric_node_first(span), rubric_slice_of("a%b"), NULL),
                     RUBRIC_OK);
    assert_written(document, "source", "a\n==\n\nOne ++a\\%b++\nthree %four%.\n\n\n* x\n");
    rubric_node emphasis;
    assert_int_equal(rubric_node_new(&emphasis, document, RUBRIC_KIND_EMPH, NULL), RUBRIC_OK);
    span = nth_of_kind(document, RUBRIC_KIND_SPAN, 1);
    assert_int_equal(rubric_node_insert(emphasis, rubric_node_parent(span), span, NULL), RUBRIC_OK);
    assert_int_equal(rubric_node_insert(span, emphasis, (rubric_node){0}, NULL), RUBRIC_OK);
    assert_written(document, "source", "a\n==\n\nOne ++a\\%b++\nthree *%four%*.\n\n\n* x\n");
    rubric_document_free(document);
}

// What is written of a text, and the spans that it has.
static size_t convert(rubric_buffer *out, rubric_context *context, rubric_slice text) {
    rubric_document *document = read_with(context, text, "markdown", delimiters, COUNT);
    assert_segments(document);
    write_into(out, document, "markdown");
    size_t spans = 0;
    for (uint32_t id = 1; id <= document->node_count; id++)
        spans += node_at(document, id)->kind == RUBRIC_KIND_SPAN;
    rubric_document_free(document);
    return spans;
}

// Marks in any order: whatever they are read as, what is written is read as the same.
static void any_text_comes_back(void **state) {
    static const char *const parts[] = {"a", "b",  " ", "\n", "+",  "++",  "+++", "%", "%%",
                                        "^", "^^", "*", "**", "_",  "~~",  "`",   "[", "](c)",
                                        "!", "\\", "-", "#",  ". ", "1. ", "|",   "&", "\n\n"};
    enum { PARTS = sizeof parts / sizeof *parts, ROUNDS = 6000, LENGTH = 12 };
    uint32_t random = 5;
    size_t compared = 0, all = 0;
    for (size_t round = 0; round < ROUNDS; round++) {
        rubric_buffer text, out, again;
        rubric_buffer_init(&text, *state);
        rubric_buffer_init(&out, *state);
        rubric_buffer_init(&again, *state);
        for (size_t i = 0; i < LENGTH; i++) {
            random = random * 1664525u + 1013904223u;
            rubric_buffer_put_string(&text, parts[(random >> 16) % PARTS]);
        }
        size_t spans = convert(&out, *state, rubric_buffer_slice(&text));
        size_t spans_again = convert(&again, *state, rubric_buffer_slice(&out));
        // What no delimiter fits is HTML, which reads as such.
        bool has_tags =
            rubric_slice_find(rubric_buffer_slice(&out), rubric_slice_of("</"), 0) != SIZE_MAX;
        all += spans;
        compared += !has_tags;
        if (!has_tags && (spans != spans_again || !rubric_slice_equal(rubric_buffer_slice(&out),
                                                                      rubric_buffer_slice(&again))))
            fail_msg("%.*s\n--- becomes\n%.*s\n--- becomes\n%.*s", (int)text.size, text.bytes,
                     (int)out.size, out.bytes, (int)again.size, again.bytes);
        rubric_buffer_clear(&text);
        rubric_buffer_clear(&out);
        rubric_buffer_clear(&again);
    }
    assert_true(compared > ROUNDS * 3 / 4);
    assert_true(all > ROUNDS / 20);
}

// ---- Under attack

static double time_round_trip(const char *unit, size_t units) {
    double shortest = 0;
    for (int run = 0; run < 3; run++) {
        rubric_context *context = new_context(0, 0);
        rubric_buffer text;
        rubric_buffer_init(&text, context);
        for (size_t i = 0; i < units; i++)
            rubric_buffer_put_string(&text, unit);
        clock_t begin = clock();
        rubric_document *document =
            read_with(context, rubric_buffer_slice(&text), "markdown", delimiters, COUNT);
        text.size = 0;
        write_into(&text, document, "markdown");
        rubric_document_free(document);
        double ticks = (double)(clock() - begin);
        shortest = run == 0 || ticks < shortest ? ticks : shortest;
        rubric_buffer_clear(&text);
        rubric_context_free(context);
    }
    return shortest;
}

static void time_grows_with_the_text(void **state) {
    static const char *const units[] = {"++",       "++a",      "a++",   "++a++ ", "++a %b ",
                                        "a++ %b% ", "*++a ",    "%",     "% ",     "a%%",
                                        "^^a ++ ",  "++a\n",    "\\++",  "[++",    "++a*b%",
                                        "%a ++b^^", "++a **b ", "a++b% "};
    (void)state;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        double ratio = 6;
        for (int tries = 0; tries < 6 && ratio >= 6; tries++) {
            double small = time_round_trip(units[i], 5000);
            ratio = time_round_trip(units[i], 20000) / (small > 1 ? small : 1);
        }
        if (ratio >= 6)
            fail_msg("'%s…': %.1f times", units[i], ratio);
    }
}

static rubric_status read_and_patch(rubric_context *context) {
    static const char text[] = "++a++ *b %c%*\n\n- ^^d^^\n";
    rubric_read_options options = {.size = sizeof options,
                                   .format = "markdown",
                                   .delimiters = delimiters,
                                   .delimiter_count = COUNT};
    rubric_document *document = NULL, *copy = NULL;
    rubric_status status =
        rubric_document_read(&document, context, text, sizeof text - 1, &options, NULL);
    if (status == RUBRIC_OK)
        status = rubric_document_clone(&copy, document, NULL);
    if (status == RUBRIC_OK)
        status = rubric_node_set_text(rubric_node_first(nth_of_kind(document, RUBRIC_KIND_SPAN, 0)),
                                      rubric_slice_of("++"), NULL);
    for (int i = 0; status == RUBRIC_OK && i < 2; i++) {
        rubric_buffer out;
        rubric_buffer_init(&out, context);
        rubric_write_options write = {.size = sizeof write, .format = i ? "source" : "markdown"};
        status = rubric_document_write(&out, document, &write, NULL);
        rubric_buffer_clear(&out);
    }
    rubric_document_free(document);
    rubric_document_free(copy);
    return status;
}

static void every_allocation_may_fail(void **state) {
    (void)state;
    fail_every_allocation(read_and_patch);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        CONTEXT_TEST(spans_are_what_is_between_marks),
        CONTEXT_TEST(spans_have_their_marks),
        CONTEXT_TEST(other_formats_have_none),
        CONTEXT_TEST(signs_that_mean_something_are_refused),
        CONTEXT_TEST(a_sign_is_ruled_once),
        CONTEXT_TEST(what_an_extension_says_too_is_no_conflict),
        CONTEXT_TEST(marks_are_written_where_they_are_known),
        CONTEXT_TEST(signs_alone_are_not_escaped),
        CONTEXT_TEST(an_edit_changes_its_own_bytes),
        CONTEXT_TEST(any_text_comes_back),
        cmocka_unit_test(time_grows_with_the_text),
        cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
