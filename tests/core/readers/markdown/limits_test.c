// SPDX-License-Identifier: MIT
// Tests of the limits of the Markdown reader: what is just within, what is beyond, what is said.
#include "core/documents.h"

static const char everything[] = "pandoc+wiki_links+emoji+highlight+autolinks";

static void put_times(rubric_buffer *out, const char *text, int count) {
    for (int i = 0; i < count; i++)
        rubric_buffer_put_string(out, text);
}

static size_t count_kind(rubric_document *document, rubric_kind kind) {
    size_t count = 0;
    rubric_cursor cursor = rubric_cursor_begin(rubric_document_root(document));
    while (rubric_cursor_next(&cursor))
        count += cursor.entering && rubric_node_kind(cursor.node) == kind;
    return count;
}

// Reads what was gathered, which is then cleared.
static rubric_document *read_buffer(rubric_buffer *text, const char *format) {
    rubric_document *document = read_bytes(text->context, rubric_buffer_slice(text), format);
    rubric_buffer_clear(text);
    return document;
}

static void assert_count(rubric_buffer *text, const char *format, rubric_kind kind, size_t wanted) {
    rubric_document *document = read_buffer(text, format);
    assert_int_equal(count_kind(document, kind), wanted);
    rubric_document_free(document);
}

static void assert_told(rubric_document *document, const char *code) {
    rubric_diagnostic diagnostic;
    assert_true(rubric_document_diagnostic(document, 0, &diagnostic));
    assert_slice(diagnostic.code, code);
    assert_false(rubric_document_diagnostic(document, 1, &diagnostic));
}

static void many_definitions_are_all_found(void **state) {
    rubric_buffer text;
    rubric_buffer_init(&text, *state);
    for (int i = 0; i < 1000; i++) {
        rubric_buffer_put_string(&text, "[\xC3\x84 ");
        rubric_buffer_put_integer(&text, i);
        rubric_buffer_put_string(&text, "]: /u\n");
    }
    rubric_buffer_put_byte(&text, '\n');
    for (int i = 0; i < 1000; i++) {
        rubric_buffer_put_string(&text, "[\xC3\xA4\n");
        rubric_buffer_put_integer(&text, i);
        rubric_buffer_put_string(&text, "] ");
    }
    assert_count(&text, "markdown", RUBRIC_KIND_LINK, 1000);
}

// A definition of 20,000 bytes may be taken five times by a text of 100,000.
static void links_take_only_so_much_from_definitions(void **state) {
    rubric_buffer text;
    rubric_buffer_init(&text, *state);
    rubric_buffer_put_string(&text, "[a]: /");
    put_times(&text, "x", 20000);
    rubric_buffer_put_string(&text, "\n\n");
    put_times(&text, "[a] ", 1000);
    rubric_document *document = read_buffer(&text, "markdown");
    assert_in_range(count_kind(document, RUBRIC_KIND_LINK), 1, 10);
    assert_told(document, "reference-limit");
    rubric_document_free(document);
}

static void short_rows_are_filled_only_so_far(void **state) {
    rubric_buffer text;
    rubric_buffer_init(&text, *state);
    put_times(&text, "|a", 1000);
    rubric_buffer_put_string(&text, "|\n");
    put_times(&text, "|-", 1000);
    rubric_buffer_put_string(&text, "|\n");
    put_times(&text, "|b|\n", 1000);
    rubric_document *document = read_buffer(&text, "markdown");
    assert_in_range(count_kind(document, RUBRIC_KIND_CELL), 100000, 103000);
    assert_int_equal(count_kind(document, RUBRIC_KIND_ROW), 1001);
    assert_told(document, "table-limit");
    rubric_diagnostic diagnostic;
    rubric_document_diagnostic(document, 0, &diagnostic);
    assert_true(diagnostic.range.known); // the first row that stays short
    assert_slice(rubric_slice_part(rubric_document_source(document), diagnostic.range.begin,
                                   diagnostic.range.end),
                 "|b|");
    rubric_document_free(document);
}

static void a_label_has_at_most_999_characters(void **state) {
    for (int over = 0; over < 2; over++) {
        rubric_buffer text;
        rubric_buffer_init(&text, *state);
        for (int i = 0; i < 2; i++) {
            rubric_buffer_put_byte(&text, '[');
            put_times(&text, "\xC3\xA4", 999 + over);
            rubric_buffer_put_string(&text, i ? "]\n" : "]: /u\n\n");
        }
        assert_count(&text, "markdown", RUBRIC_KIND_LINK, !over);
    }
}

static void a_destination_nests_32_parentheses(void **state) {
    for (int over = 0; over < 2; over++) {
        rubric_buffer text;
        rubric_buffer_init(&text, *state);
        rubric_buffer_put_string(&text, "[a](");
        put_times(&text, "(", 32 + over);
        put_times(&text, ")", 32 + over);
        rubric_buffer_put_string(&text, ")\n");
        assert_count(&text, "markdown", RUBRIC_KIND_LINK, !over);
    }
}

static void a_list_of_attributes_has_64_entries(void **state) {
    for (int over = 0; over < 2; over++) {
        rubric_buffer text;
        rubric_buffer_init(&text, *state);
        rubric_buffer_put_string(&text, "[a]{");
        put_times(&text, ".b ", 64 + over);
        rubric_buffer_put_string(&text, "}\n");
        assert_count(&text, everything, RUBRIC_KIND_SPAN, !over);
    }
}

static void long_runs_and_long_lines_are_read(void **state) {
    rubric_buffer text;
    rubric_buffer_init(&text, *state);
    put_times(&text, "`", 70000);
    rubric_buffer_put_byte(&text, 'a');
    put_times(&text, "`", 70000);
    assert_count(&text, "markdown", RUBRIC_KIND_CODE, 1);
    put_times(&text, "*a* `b` ", 3000);
    assert_count(&text, "markdown", RUBRIC_KIND_EMPH, 3000);
    rubric_buffer_put_byte(&text, '`');
    put_times(&text, "a", 10);
    put_times(&text, "`", 20);
    assert_count(&text, "markdown", RUBRIC_KIND_CODE, 0);
}

// NUL reads as U+FFFD wherever it stands (section 2.3).
static void zero_bytes_are_replaced(void **state) {
    static const char text[] =
        "\0*\0a\0* `b\0` $c\0$ <d e=\"\0\"> [f](g\0 \"h\0\") \\\0 [[i\0]]\n\n"
        "    j\0k\n\n```l\0\nm\0\n```\n\n<div>\0\n\n[n\0]: /o\0\n\n[n\0]\n";
    rubric_document *document =
        read_bytes(*state, rubric_slice_make(text, sizeof text - 1), everything);
    rubric_buffer out;
    rubric_buffer_init(&out, *state);
    write_into(&out, document, "json");
    size_t count = 0, at = 0;
    while ((at = rubric_slice_find(rubric_buffer_slice(&out), rubric_slice_of("\xEF\xBF\xBD"),
                                   at)) != SIZE_MAX) {
        count++;
        at += 3;
    }
    assert_null(memchr(out.bytes, '\0', out.size));
    assert_int_equal(rubric_utf8_valid(rubric_buffer_slice(&out)), out.size);
    assert_in_range(count, 17, 19);
    rubric_buffer_clear(&out);
    rubric_document_free(document);
}

/** Enough of everything that each list grows more than once. */
static void put_everything(rubric_buffer *out) {
    static const char inlines[] = "*a **b ~~c~~** [d](/e 'f'){.g} ![h][i] `j`{.k} <l@m.n> www.o.p "
                                  "x^y^ z~1~ ==2== $3$ \"4\" -- ... :smile: [[5|6]] [^7] ^[8 *9*] "
                                  "<b c=d> &amp; \\! \\\n_";
    static const char blocks[] = "\n\n# a {#b}\n\n> - c\n>   1) d\n\n``` {.e}\nf\n```\n\n    g\n\n"
                                 "::: h\ni\n:::\n\nj\n:   k\n\n| l\n|  m\n\n|n|o|\n|-|-|\n|p|\\||\n"
                                 "\nTable: q\n\n<div>\n\n***\n\n";
    for (int i = 0; i < 20; i++)
        rubric_buffer_put_string(out, inlines);
    for (int i = 0; i < 20; i++) {
        rubric_buffer_put_string(out, blocks);
        rubric_buffer_put_string(out, "[i");
        rubric_buffer_put_integer(out, i);
        rubric_buffer_put_string(out, "]: /r\n\n[^7");
        rubric_buffer_put_integer(out, i);
        rubric_buffer_put_string(out, "]: s\n");
    }
    rubric_buffer_put_string(out, "\n[i]: /t\n\n[^7]: u\n");
}

static rubric_status read_everything(rubric_context *context) {
    rubric_buffer text;
    rubric_buffer_init(&text, context);
    put_everything(&text);
    rubric_read_options options = {.size = sizeof options, .format = everything, .notes = true};
    rubric_document *document = NULL;
    rubric_status status = RUBRIC_ERROR_MEMORY;
    if (!text.failed)
        status = rubric_document_read(&document, context, text.bytes, text.size, &options, NULL);
    rubric_document_free(document);
    rubric_buffer_clear(&text);
    return status;
}

static void every_allocation_may_fail(void **state) {
    (void)state;
    fail_every_allocation(read_everything);
}

// A host may stop the reader anywhere; what is freed then is all that there is.
static void reading_may_run_out_of_steps_anywhere(void **state) {
    (void)state;
    bool is_done = false;
    for (uint64_t steps = 1; !is_done; steps += 1 + steps / 8) {
        rubric_context_options options = {.size = sizeof options, .steps = steps};
        rubric_context *context;
        assert_int_equal(rubric_context_new(&context, &options, NULL), RUBRIC_OK);
        is_done = read_everything(context) == RUBRIC_OK;
        assert_int_equal(rubric_context_used(context), 0);
        rubric_context_free(context);
        assert_true(steps < 100000000);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        CONTEXT_TEST(many_definitions_are_all_found),
        CONTEXT_TEST(links_take_only_so_much_from_definitions),
        CONTEXT_TEST(short_rows_are_filled_only_so_far),
        CONTEXT_TEST(a_label_has_at_most_999_characters),
        CONTEXT_TEST(a_destination_nests_32_parentheses),
        CONTEXT_TEST(a_list_of_attributes_has_64_entries),
        CONTEXT_TEST(long_runs_and_long_lines_are_read),
        CONTEXT_TEST(zero_bytes_are_replaced),
        cmocka_unit_test(every_allocation_may_fail),
        cmocka_unit_test(reading_may_run_out_of_steps_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
