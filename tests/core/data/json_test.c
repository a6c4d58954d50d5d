// SPDX-License-Identifier: MIT
// Tests of reading and writing JSON.
#include "core/fixture.h"
#include "rubric/data.h"

// Read a text and write it again in one line.
static void assert_json(rubric_context *context, const char *text, const char *wanted) {
    rubric_arena *arena = NULL;
    rubric_error error;
    rubric_value value;
    rubric_buffer out;
    rubric_buffer_init(&out, context);
    assert_int_equal(rubric_arena_new(&arena, context, NULL), RUBRIC_OK);
    if (rubric_json_read(&value, arena, rubric_slice_of(text), &error) != RUBRIC_OK)
        fail_msg("%s: %s", text, error.message);
    rubric_json_write(&out, &value, 0);
    assert_buffer(&out, wanted);
    rubric_arena_free(arena);
}

static void assert_error(rubric_context *context, rubric_slice text, rubric_status status,
                         size_t offset, const char *message) {
    rubric_arena *arena = NULL;
    rubric_error error;
    rubric_value value = rubric_value_integer(7);
    assert_int_equal(rubric_arena_new(&arena, context, NULL), RUBRIC_OK);
    assert_int_equal(rubric_json_read(&value, arena, text, &error), status);
    assert_string_equal(error.message, message);
    assert_int_equal(error.offset, offset);
    assert_int_equal(value.as.integer, 7); // untouched
    rubric_arena_free(arena);
}

static void scalars_keep_their_types(void **state) {
    assert_json(*state, "[1, -0, 1.0, 1e2, 9223372036854775807, 9223372036854775808]",
                "[1,-0.0,1.0,100.0,9223372036854775807,9.223372036854776e+18]");
    assert_json(*state, " [true,false,null,\"\"] ", "[true,false,null,\"\"]");
    assert_json(*state, "[0.1,5e-324,123456789012345678901234567890e-20]",
                "[0.1,5.0e-324,1234567890.1234567]");
}

static void strings_are_unescaped_and_escaped(void **state) {
    assert_json(*state, "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0001\\u00e9\\ud83d\\ude00\"",
                "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\xC3\xA9\xF0\x9F\x98\x80\"");
    assert_json(*state, "\"\\u0000\"", "\"\\u0000\"");
    assert_json(*state, "\"\\ud800x\\udc00\"", "\"\xEF\xBF\xBDx\xEF\xBF\xBD\"");
}

static void the_last_of_equal_keys_counts_at_the_first_place(void **state) {
    assert_json(*state, "{\"a\":1,\"b\":2,\"a\":3}", "{\"a\":3,\"b\":2}");
    rubric_buffer text;
    rubric_buffer_init(&text, *state);
    rubric_buffer_put_string(&text, "{\"k\":0");
    for (int i = 0; i < 100; i++) {
        rubric_buffer_put_string(&text, ",\"k");
        rubric_buffer_put_integer(&text, i % 2);
        rubric_buffer_put_string(&text, "\":1");
    }
    rubric_buffer_put_string(&text, ",\"k\":9}");
    rubric_buffer_put_byte(&text, '\0');
    assert_json(*state, text.bytes, "{\"k\":9,\"k0\":1,\"k1\":1}");
    rubric_buffer_clear(&text);
}

static void indented_json_has_a_line_for_each_item(void **state) {
    rubric_arena *arena = NULL;
    rubric_value value;
    rubric_buffer out;
    rubric_buffer_init(&out, *state);
    assert_int_equal(rubric_arena_new(&arena, *state, NULL), RUBRIC_OK);
    rubric_slice text = rubric_slice_of("{\"a\":[1,2],\"b\":{},\"c\":[]}");
    assert_int_equal(rubric_json_read(&value, arena, text, NULL), RUBRIC_OK);
    rubric_json_write(&out, &value, 2);
    assert_buffer(&out, "{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": {},\n  \"c\": []\n}");
    rubric_arena_free(arena);
}

static void errors_tell_what_was_found_and_where(void **state) {
    static const struct {
        const char *text;
        size_t offset;
        const char *message;
    } cases[] = {
        {"", 0, "expected a value, found the end"},
        {"[1,]", 3, "expected a value, found ']'"},
        {"[1 2]", 3, "expected ',' or ']', found '2'"},
        {"{\"a\" 1}", 5, "expected ':', found '1'"},
        {"{a:1}", 1, "expected a key in quotes, found 'a'"},
        {"{\"a\":1", 6, "expected ',' or '}', found the end"},
        {"01", 0, "a number must not begin with 0"},
        {"-", 1, "expected a digit, found the end"},
        {"1.", 2, "expected a digit, found the end"},
        {"1e400", 0, "the number is too large"},
        {"\"ab", 0, "the string is not closed"},
        {"\"a\\", 0, "the string is not closed"},
        {"\"\\x\"", 1, "no such escape in a string"},
        {"\"\\u12\"", 1, "'\\u' needs four hexadecimal digits"},
        {"\"\n\"", 1, "a control character in a string must be escaped"},
        {"\"\xFF\"", 1, "not valid UTF-8"},
        {"tru", 0, "expected a value, found 't'"},
        {"1 2", 2, "expected the end, found '2'"},
        {"[\x01]", 1, "expected a value, found U+0001"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_error(*state, rubric_slice_of(cases[i].text), RUBRIC_ERROR_SYNTAX, cases[i].offset,
                     cases[i].message);
    assert_error(*state, rubric_slice_make("[1\0]", 4), RUBRIC_ERROR_SYNTAX, 2,
                 "expected ',' or ']', found U+0000");
}

static void depth_is_limited(void **state) {
    static char deep[200001];
    memset(deep, '[', 100000);
    memset(deep + 100000, ']', 100000);
    assert_error(*state, rubric_slice_make(deep, 200000), RUBRIC_ERROR_LIMIT, 64,
                 "nested deeper than 64 levels");
    char text[129];
    memset(text, '[', 64);
    memset(text + 64, ']', 64);
    text[128] = '\0';
    assert_json(*state, text, text);
}

static void values_know_where_they_began(void **state) {
    rubric_arena *arena = NULL;
    rubric_value value;
    assert_int_equal(rubric_arena_new(&arena, *state, NULL), RUBRIC_OK);
    rubric_slice text = rubric_slice_of(" {\"a\": [true, \"x\"]}");
    assert_int_equal(rubric_json_read(&value, arena, text, NULL), RUBRIC_OK);
    const rubric_value *list = rubric_value_find(&value, rubric_slice_of("a"));
    assert_int_equal(value.offset, 1);
    assert_int_equal(list->offset, 7);
    assert_int_equal(list->as.list.items[1].offset, 14);
    rubric_arena_free(arena);
}

static void bytes_that_are_no_text_are_written_as_replacements(void **state) {
    rubric_buffer out;
    rubric_buffer_init(&out, *state);
    rubric_json_write_string(&out, rubric_slice_make("a\xFF\0b", 4));
    assert_buffer(&out, "\"a\xEF\xBF\xBD\\u0000b\"");
}

static rubric_status read_json(rubric_context *context) {
    static const char text[] = "{\"a\":[1,2,3,4,5,6,7,8,9],\"b\":{\"c\":\"\\u00e9\",\"d\":null}}";
    rubric_arena *arena = NULL;
    rubric_value value;
    rubric_error error;
    rubric_status status = rubric_arena_new(&arena, context, &error);
    if (status == RUBRIC_OK)
        status = rubric_json_read(&value, arena, rubric_slice_of(text), &error);
    rubric_arena_free(arena);
    return status;
}

static void running_out_of_memory_leaks_nothing(void **state) {
    (void)state;
    fail_every_allocation(read_json);
}

static void the_steps_of_a_context_stop_the_reader(void **state) {
    (void)state;
    rubric_context *context = new_context(0, 5);
    assert_int_equal(read_json(context), RUBRIC_ERROR_TIME);
    rubric_context_free(context);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        CONTEXT_TEST(scalars_keep_their_types),
        CONTEXT_TEST(strings_are_unescaped_and_escaped),
        CONTEXT_TEST(the_last_of_equal_keys_counts_at_the_first_place),
        CONTEXT_TEST(indented_json_has_a_line_for_each_item),
        CONTEXT_TEST(errors_tell_what_was_found_and_where),
        CONTEXT_TEST(depth_is_limited),
        CONTEXT_TEST(values_know_where_they_began),
        CONTEXT_TEST(bytes_that_are_no_text_are_written_as_replacements),
        cmocka_unit_test(running_out_of_memory_leaks_nothing),
        cmocka_unit_test(the_steps_of_a_context_stop_the_reader),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
