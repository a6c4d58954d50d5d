// SPDX-License-Identifier: MIT
// Tests of the reader of plain text.
#include "core/documents.h"

static void blank_lines_divide_paragraphs_and_white_space_around_lines_goes(void **state) {
    rubric_document *document = read_text(*state, "\n  a b \r\n\tc\r\r\n \nd\n\n\n# e", "text");
    assert_text(rubric_document_root(document), "a b c\n\nd\n\n# e");
    rubric_document_free(document);
}

static void nothing_is_taken_for_markup(void **state) {
    assert_converted(*state, "- *a* <b>\n", "text", "html", "<p>- *a* &lt;b&gt;</p>\n");
}

static void an_empty_text_is_an_empty_document(void **state) {
    assert_converted(*state, "", "text", "html", "");
    assert_converted(*state, " \n\t\n", "text", "html", "");
}

static void utf_16_is_read_by_its_mark(void **state) {
    rubric_document *document = read_bytes(*state,
                                           rubric_slice_make("\xFF\xFE"
                                                             "a\0\xE4\0\n\0",
                                                             8),
                                           "text");
    assert_text(rubric_document_root(document), "a\xC3\xA4");
    rubric_document_free(document);
    document = read_bytes(*state, rubric_slice_make("\xFE\xFF\0a\0\xE4", 6), "text");
    assert_text(rubric_document_root(document), "a\xC3\xA4");
    rubric_document_free(document);
}

static void an_unknown_charset_is_refused_by_name(void **state) {
    rubric_read_options options = {.size = sizeof options, .format = "text", .charset = "latin-99"};
    rubric_document *document = NULL;
    rubric_error error;
    assert_int_equal(rubric_document_read(&document, *state, "a", 1, &options, &error),
                     RUBRIC_ERROR_ENCODING);
    assert_string_equal(error.message, "unknown charset 'latin-99'; did you mean 'latin1'?");
    assert_null(document);
}

static void a_stated_charset_overrides_what_the_bytes_say(void **state) {
    rubric_read_options options = {
        .size = sizeof options, .format = "text", .charset = "iso-8859-1"};
    rubric_document *document = NULL;
    assert_int_equal(rubric_document_read(&document, *state, "\xC3\xA4", 2, &options, NULL),
                     RUBRIC_OK);
    assert_text(rubric_document_root(document), "\xC3\x83\xC2\xA4");
    rubric_document_free(document);
}

static void an_unknown_format_is_refused_by_name(void **state) {
    rubric_read_options options = {.size = sizeof options, .format = "troff"};
    rubric_document *document = NULL;
    rubric_error error;
    assert_int_equal(rubric_document_read(&document, *state, "a", 1, &options, &error),
                     RUBRIC_ERROR_FORMAT);
    assert_non_null(strstr(error.message, "'troff'"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        CONTEXT_TEST(blank_lines_divide_paragraphs_and_white_space_around_lines_goes),
        CONTEXT_TEST(nothing_is_taken_for_markup),
        CONTEXT_TEST(an_empty_text_is_an_empty_document),
        CONTEXT_TEST(utf_16_is_read_by_its_mark),
        CONTEXT_TEST(an_unknown_charset_is_refused_by_name),
        CONTEXT_TEST(a_stated_charset_overrides_what_the_bytes_say),
        CONTEXT_TEST(an_unknown_format_is_refused_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
