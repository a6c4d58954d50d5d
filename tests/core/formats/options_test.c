// SPDX-License-Identifier: MIT
// Tests of options by name: every row of the table, names and values there are not, messages.
#include "core/documents.h"

static rubric_status write_set(rubric_write_options *options, const char *name, const char *value,
                               rubric_error *error) {
    return rubric_write_option_set(options, rubric_slice_of(name), rubric_slice_of(value), error);
}

static rubric_status read_set(rubric_read_options *options, const char *name, const char *value,
                              rubric_error *error) {
    return rubric_read_option_set(options, rubric_slice_of(name), rubric_slice_of(value), error);
}

static rubric_write_options writing(const char *format) {
    return (rubric_write_options){.size = sizeof(rubric_write_options), .format = format};
}

static void every_option_takes_its_values_and_no_other(void **state) {
    (void)state;
    const rubric_format *format;
    for (size_t i = 0; (format = rubric_format_at(i)) != NULL; i++) {
        rubric_format_option option;
        for (size_t k = 0; rubric_format_option_at(format, false, k, &option); k++) {
            rubric_write_options options = writing(format->name);
            rubric_error error;
            assert_true(strlen(option.help) > 3);
            for (size_t c = 0; option.choices && option.choices[c]; c++)
                assert_int_equal(write_set(&options, option.name, option.choices[c], &error),
                                 RUBRIC_OK);
            if (option.is_integer)
                assert_int_equal(write_set(&options, option.name, "72", &error), RUBRIC_OK);
            else if (!option.choices)
                assert_int_equal(write_set(&options, option.name, "true", &error), RUBRIC_OK);
            assert_int_equal(write_set(&options, option.name, "nonsense", &error),
                             RUBRIC_ERROR_ARGUMENT);
            assert_non_null(strstr(error.message, option.name));
            assert_non_null(strstr(error.message, "not 'nonsense'"));
            assert_int_equal(write_set(&options, option.name, "", &error), RUBRIC_ERROR_ARGUMENT);
        }
        for (size_t k = 0; rubric_format_option_at(format, true, k, &option); k++) {
            rubric_read_options options = {.size = sizeof options, .format = format->name};
            assert_int_equal(read_set(&options, option.name, "true", NULL), RUBRIC_OK);
            assert_int_equal(read_set(&options, option.name, "yes", NULL), RUBRIC_ERROR_ARGUMENT);
        }
    }
}

static void fields_are_set(void **state) {
    (void)state;
    rubric_write_options options = writing("markdown");
    static const char *const words[][2] = {{"bullet", "+"}, {"delimiter", ")"}, {"emphasis", "_"},
                                           {"strong", "_"}, {"fence", "~"},     {"html", "true"},
                                           {"wrap", "none"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        assert_int_equal(write_set(&options, words[i][0], words[i][1], NULL), RUBRIC_OK);
    assert_int_equal(options.bullet, '+');
    assert_int_equal(options.delimiter, ')');
    assert_int_equal(options.emphasis, '_');
    assert_int_equal(options.strong, '_');
    assert_int_equal(options.fence, '~');
    assert_true(options.html);
    assert_int_equal(options.wrap, RUBRIC_WRAP_NONE);
    options = writing("html");
    assert_int_equal(write_set(&options, "tag_filter", "true", NULL), RUBRIC_OK);
    assert_int_equal(write_set(&options, "unsafe", "true", NULL), RUBRIC_OK);
    assert_int_equal(write_set(&options, "standalone", "true", NULL), RUBRIC_OK);
    assert_true(options.tag_filter && options.unsafe && options.standalone);
    assert_int_equal(write_set(&options, "standalone", "false", NULL), RUBRIC_OK);
    assert_false(options.standalone);
    rubric_read_options reading = {.size = sizeof reading};
    assert_int_equal(read_set(&reading, "notes", "true", NULL), RUBRIC_OK);
    assert_true(reading.notes);
}

// `wrap=72` is a width, and the last one that is said counts.
static void wrap_takes_a_width(void **state) {
    (void)state;
    rubric_write_options options = writing("markdown");
    assert_int_equal(write_set(&options, "wrap", "72", NULL), RUBRIC_OK);
    assert_int_equal(options.width, 72);
    assert_int_equal(write_set(&options, "wrap", "sentence", NULL), RUBRIC_OK);
    assert_int_equal(options.width, 0);
    assert_int_equal(options.wrap, RUBRIC_WRAP_SENTENCE);
    rubric_error error;
    assert_int_equal(write_set(&options, "wrap", "1000001", &error), RUBRIC_ERROR_ARGUMENT);
    assert_string_equal(error.message,
                        "option 'wrap' is preserve, none or sentence (or a width), not '1000001'");
    assert_int_equal(write_set(&options, "width", "-1", &error), RUBRIC_ERROR_ARGUMENT);
    assert_string_equal(error.message, "option 'width' is a number of columns, not '-1'");
    assert_int_equal(write_set(&options, "width", "1000000", NULL), RUBRIC_OK);
}

// Names are ours or pandoc's; the last one that is said counts.
static void extensions_are_put_on_and_off(void **state) {
    rubric_read_options options = {.size = sizeof options, .format = "markdown"};
    assert_int_equal(read_set(&options, "strikeout", "true", NULL), RUBRIC_OK);
    assert_true(options.extensions.on != 0 && options.extensions.off == 0);
    assert_int_equal(read_set(&options, "strikethrough", "false", NULL), RUBRIC_OK);
    assert_true(options.extensions.on == 0 && options.extensions.off != 0);
    rubric_document *document = NULL;
    assert_int_equal(rubric_document_read(&document, *state, "~~a~~\n", 6, &options, NULL),
                     RUBRIC_OK);
    assert_text(rubric_document_root(document), "~~a~~");
    rubric_document_free(document);
}

static void what_there_is_not_is_refused_with_the_nearest(void **state) {
    (void)state;
    rubric_error error;
    rubric_write_options options = writing("markdown");
    assert_int_equal(write_set(&options, "bulet", "-", &error), RUBRIC_ERROR_ARGUMENT);
    assert_string_equal(error.message,
                        "the writer of markdown has no option 'bulet'; did you mean 'bullet'?");
    options = writing("text");
    assert_int_equal(write_set(&options, "bullet", "-", &error), RUBRIC_ERROR_ARGUMENT);
    assert_string_equal(error.message, "the writer of text has no option 'bullet'");
    options = writing("json");
    assert_int_equal(write_set(&options, "wrap", "none", &error), RUBRIC_ERROR_ARGUMENT);
    assert_string_equal(error.message, "the writer of json has no options, so not 'wrap'");
    options = writing(NULL);
    assert_int_equal(write_set(&options, "xyzzyx", "none", &error), RUBRIC_ERROR_ARGUMENT);
    assert_string_equal(error.message, "no writer has an option 'xyzzyx'");
    assert_int_equal(write_set(&options, "bullet", "x", &error), RUBRIC_ERROR_ARGUMENT);
    assert_string_equal(error.message, "option 'bullet' is -, * or +, not 'x'");
    assert_int_equal(write_set(&options, "smart", "1", &error), RUBRIC_ERROR_ARGUMENT);
    assert_string_equal(error.message, "option 'smart' is true or false, not '1'");
    rubric_read_options reading = {.size = sizeof reading, .format = "html"};
    assert_int_equal(read_set(&reading, "notes", "true", &error), RUBRIC_ERROR_ARGUMENT);
    assert_string_equal(error.message, "the reader of html has no options, so not 'notes'");
}

static void names_of_formats_are_checked_with_their_extensions(void **state) {
    (void)state;
    rubric_error error;
    assert_int_equal(rubric_format_check("gfm-tables+smart", true, &error), RUBRIC_OK);
    assert_int_equal(rubric_format_check("pandoc-json", false, &error), RUBRIC_OK);
    assert_int_equal(rubric_format_check("markdown+smrt", true, &error), RUBRIC_ERROR_FORMAT);
    assert_string_equal(error.message, "Markdown has no extension 'smrt'; did you mean 'smart'?");
    assert_int_equal(rubric_format_check("gfm+qqqqqq", true, &error), RUBRIC_ERROR_FORMAT);
    assert_string_equal(error.message,
                        "Markdown has no extension 'qqqqqq'; 'rubric help markdown' lists them");
    assert_int_equal(rubric_format_check("html+smart", false, &error), RUBRIC_ERROR_FORMAT);
    assert_string_equal(error.message,
                        "'html' takes no extensions, so '+smart' cannot stand behind it");
    assert_int_equal(rubric_format_check("diff", true, &error), RUBRIC_ERROR_FORMAT);
    assert_non_null(strstr(error.message, "no reader for 'diff'; there are markdown, "));
}

static void marks_that_a_host_fills_in_are_checked(void **state) {
    rubric_document *document = read_text(*state, "- a\n", "markdown");
    rubric_write_options options = {.size = sizeof options, .format = "markdown", .bullet = 'x'};
    rubric_buffer out;
    rubric_error error;
    rubric_buffer_init(&out, *state);
    assert_int_equal(rubric_document_write(&out, document, &options, &error),
                     RUBRIC_ERROR_ARGUMENT);
    assert_string_equal(error.message, "option 'bullet' is -, * or +, not 'x'");
    assert_int_equal(out.size, 0);
    options.bullet = '+';
    assert_int_equal(rubric_document_write(&out, document, &options, &error), RUBRIC_OK);
    assert_slice(rubric_buffer_slice(&out), "+ a\n");
    rubric_buffer_clear(&out);
    rubric_document_free(document);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_option_takes_its_values_and_no_other),
        cmocka_unit_test(fields_are_set),
        cmocka_unit_test(wrap_takes_a_width),
        CONTEXT_TEST(extensions_are_put_on_and_off),
        CONTEXT_TEST(marks_that_a_host_fills_in_are_checked),
        cmocka_unit_test(what_there_is_not_is_refused_with_the_nearest),
        cmocka_unit_test(names_of_formats_are_checked_with_their_extensions)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
