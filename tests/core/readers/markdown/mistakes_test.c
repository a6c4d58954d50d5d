// SPDX-License-Identifier: MIT
// Tests of notes: their ranges, that they are bounded, and that nobody gets them unasked.
#include "core/documents.h"
#include "core/growth.h"

static rubric_document *read_with_notes(rubric_context *context, rubric_slice text) {
    rubric_read_options options = {.size = sizeof options, .format = "markdown", .notes = true};
    rubric_document *document = NULL;
    rubric_error error;
    if (rubric_document_read(&document, context, text.bytes, text.size, &options, &error) !=
        RUBRIC_OK)
        fail_msg("%s", error.message);
    return document;
}

static void assert_note(rubric_document *document, size_t index, const char *code,
                        const char *marked) {
    rubric_diagnostic diagnostic;
    assert_true(rubric_document_diagnostic(document, index, &diagnostic));
    assert_slice(diagnostic.code, code);
    assert_int_equal(diagnostic.level, RUBRIC_LEVEL_NOTE);
    assert_slice(rubric_slice_part(rubric_document_source(document), diagnostic.range.begin,
                                   diagnostic.range.end),
                 marked);
}

static void notes_stand_in_the_order_of_the_source(void **state) {
    rubric_document *document =
        read_with_notes(*state, rubric_slice_of("> see [a\n> b][c d]\n\n[^x]: y\n\n#z\n\n```c\n"));
    assert_note(document, 0, "missing-reference", "[a\n> b][c d]");
    assert_note(document, 1, "unused-footnote", "[^x]");
    assert_note(document, 2, "heading-blank", "#");
    assert_note(document, 3, "unclosed-fence", "```");
    rubric_document_free(document);
}

static void nobody_is_told_who_did_not_ask(void **state) {
    rubric_document *document = read_text(*state, "[a][b]\n\n```c\n", "markdown");
    rubric_diagnostic diagnostic;
    assert_false(rubric_document_diagnostic(document, 0, &diagnostic));
    rubric_document_free(document);
}

static void a_thousand_are_told_and_that_there_are_more(void **state) {
    rubric_buffer text;
    rubric_buffer_init(&text, *state);
    for (int i = 0; i < 2000; i++)
        rubric_buffer_put_string(&text, "[a][b] ");
    rubric_buffer_put_string(&text, "\n\n#a\n"); // told first, while the blocks are read
    rubric_document *document = read_with_notes(*state, rubric_buffer_slice(&text));
    rubric_diagnostic diagnostic;
    assert_true(rubric_document_diagnostic(document, 1000, &diagnostic));
    assert_slice(diagnostic.code, "many-notes");
    assert_false(rubric_document_diagnostic(document, 1001, &diagnostic));
    rubric_document_free(document);
    rubric_buffer_clear(&text);
}

static void a_long_label_is_cut(void **state) {
    rubric_document *document = read_with_notes(
        *state, rubric_slice_of("[a][\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3"
                                "\xA9\xC3\xA9\xC3\xA9 xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
                                "xxxxxxxxxxxxx]\n"));
    rubric_diagnostic diagnostic;
    assert_true(rubric_document_diagnostic(document, 0, &diagnostic));
    assert_true(rubric_slice_find(diagnostic.message, rubric_slice_of("x\xE2\x80\xA6]"), 0) !=
                SIZE_MAX);
    rubric_document_free(document);
}

// What stands in brackets in brackets is no footnote, and is not looked through for each of them.
static void read_nested(rubric_context *context, const void *what, size_t units) {
    rubric_buffer text;
    rubric_buffer_init(&text, context);
    for (size_t i = 0; i < units; i++)
        rubric_buffer_put_string(&text, what);
    rubric_buffer_put_byte(&text, 'x');
    rubric_buffer_put_repeated(&text, ']', units);
    rubric_document *document = read_with_notes(context, rubric_buffer_slice(&text));
    rubric_diagnostic diagnostic;
    assert_true(rubric_document_diagnostic(document, 0, &diagnostic));
    assert_slice(diagnostic.message, "there is no footnote [^x]");
    assert_false(rubric_document_diagnostic(document, 1, &diagnostic));
    rubric_document_free(document);
    rubric_buffer_clear(&text);
}

static void brackets_in_brackets_take_linear_time(void **state) {
    enum { UNITS = 40000, MEMORY = 160 << 20 };
    (void)state;
    assert_true(growth_of(read_nested, "[^", UNITS, MEMORY) < 6);
}

static rubric_status read_some(rubric_context *context) {
    static const char text[] = "[a][b] [^c]\n\n[^x]: y\n\n#z\n\n|a|\n|-|\n|b|c|\n\n```c\n";
    rubric_read_options options = {.size = sizeof options, .format = "markdown", .notes = true};
    rubric_document *document = NULL;
    rubric_status status =
        rubric_document_read(&document, context, text, sizeof text - 1, &options, NULL);
    rubric_document_free(document);
    return status;
}

static void every_allocation_may_fail(void **state) {
    (void)state;
    fail_every_allocation(read_some);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        CONTEXT_TEST(notes_stand_in_the_order_of_the_source),
        CONTEXT_TEST(nobody_is_told_who_did_not_ask),
        CONTEXT_TEST(a_thousand_are_told_and_that_there_are_more),
        CONTEXT_TEST(a_long_label_is_cut),
        cmocka_unit_test(brackets_in_brackets_take_linear_time),
        cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
