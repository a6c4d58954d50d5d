// SPDX-License-Identifier: MIT
// Tests of reading and writing YAML.
#include "core/fixture.h"
#include "rubric/data.h"

static const char inner_colon[] =
    "a ':' with a blank behind it stands in a plain value: put the value in quotes";

static rubric_arena *new_arena(rubric_context *context) {
    rubric_arena *arena = NULL;
    assert_int_equal(rubric_arena_new(&arena, context, NULL), RUBRIC_OK);
    return arena;
}

// Read YAML and show it as JSON; then write it as YAML and read that again: the same value.
static void assert_yaml(rubric_context *context, const char *text, const char *wanted) {
    rubric_arena *arena = new_arena(context);
    rubric_error error;
    rubric_value value, again;
    rubric_buffer out;
    rubric_buffer_init(&out, context);
    if (rubric_yaml_read(&value, arena, rubric_slice_of(text), &error) != RUBRIC_OK)
        fail_msg("%s: %s", text, error.message);
    rubric_yaml_write(&out, &value);
    if (rubric_yaml_read(&again, arena, rubric_buffer_slice(&out), &error) != RUBRIC_OK)
        fail_msg("%s: %s", out.bytes, error.message);
    assert_true(rubric_value_equal(&value, &again));
    rubric_buffer_clear(&out);
    rubric_json_write(&out, &value, 0);
    assert_buffer(&out, wanted);
    rubric_arena_free(arena);
}

static void assert_error(rubric_context *context, const char *text, rubric_status status,
                         uint32_t line, uint32_t column, const char *message) {
    rubric_arena *arena = new_arena(context);
    rubric_error error;
    rubric_value value;
    assert_int_equal(rubric_yaml_read(&value, arena, rubric_slice_of(text), &error), status);
    assert_string_equal(error.message, message);
    assert_int_equal(error.line, line);
    assert_int_equal(error.column, column);
    rubric_arena_free(arena);
}

static void plain_scalars_follow_the_core_schema(void **state) {
    assert_yaml(*state, "[~, null, NULL, '', true, False, yes, no, on]",
                "[null,null,null,\"\",true,false,\"yes\",\"no\",\"on\"]");
    assert_yaml(*state, "[0, -7, +3, 007, 0o17, 0x1F, 9223372036854775808]",
                "[0,-7,3,7,15,31,9.223372036854776e+18]");
    assert_yaml(*state, "[1.5, .5, 1., -1e3, 1e, '1', 1_000, 0b1, 12:30]",
                "[1.5,0.5,1.0,-1000.0,\"1e\",\"1\",\"1_000\",\"0b1\",\"12:30\"]");
    assert_yaml(*state, "[.inf, -.INF, .nan]", "[null,null,null]"); // JSON has none of them
    assert_yaml(*state, "2024-03-18T09:42:10+09:00", "\"2024-03-18T09:42:10+09:00\"");
    assert_yaml(*state, "", "null");
}

static void tags_of_the_core_schema_ask_for_a_type(void **state) {
    assert_yaml(*state, "[!!str 1, !!int '2', !!float 3, ! 4, !mine 5]",
                "[\"1\",2,3.0,\"4\",\"5\"]");
    assert_error(*state, "!!int x", RUBRIC_ERROR_SYNTAX, 1, 1, "the value does not fit its tag");
}

static void keys_are_strings_as_they_are_written(void **state) {
    assert_yaml(*state, "1: a\nnull: b\n'x y': c\n? \"q\"\n: d\n",
                "{\"1\":\"a\",\"null\":\"b\",\"x y\":\"c\",\"q\":\"d\"}");
}

static void anchors_are_shared_and_merged(void **state) {
    assert_yaml(*state, "a: &x {k: 1, l: 2}\nb: *x\nc: {<<: *x, k: 3}\n",
                "{\"a\":{\"k\":1,\"l\":2},\"b\":{\"k\":1,\"l\":2},\"c\":{\"l\":2,\"k\":3}}");
    assert_yaml(
        *state, "x: &x {k: 1}\ny: &y {k: 2, m: 3}\nz: {<<: [*x, *y]}\n'<<': &x 1\nw: *x\n",
        "{\"x\":{\"k\":1},\"y\":{\"k\":2,\"m\":3},\"z\":{\"k\":1,\"m\":3},\"<<\":1,\"w\":1}");
    assert_error(*state, "<<: 1", RUBRIC_ERROR_SYNTAX, 1, 1, "'<<' needs a map or a list of maps");
}

static void errors_have_a_place(void **state) {
    assert_error(*state, "a: 1\nb: c: d\n", RUBRIC_ERROR_SYNTAX, 2, 5, inner_colon);
    assert_error(*state, "\xC3\xA9: [1\n", RUBRIC_ERROR_SYNTAX, 2, 1,
                 "did not find expected ',' or ']'");
    assert_error(*state, "a: 1\nb: 2\na: 3\n", RUBRIC_ERROR_SYNTAX, 3, 1,
                 "key 'a' on line 3 is on line 1 already");
    assert_error(*state, "&a [*a]", RUBRIC_ERROR_SYNTAX, 1, 5,
                 "the alias lies within what it stands for");
    assert_error(*state, "*a", RUBRIC_ERROR_SYNTAX, 1, 1, "the alias has no anchor");
    assert_error(*state, "? [a]\n: b", RUBRIC_ERROR_SYNTAX, 1, 3, "a key must be a scalar");
    assert_error(*state, "a\n---\nb", RUBRIC_ERROR_SYNTAX, 2, 1, "a second document begins here");
    assert_error(*state, "a: \x01", RUBRIC_ERROR_SYNTAX, 1, 4,
                 "control characters are not allowed");
    assert_error(*state, "a: \xFF", RUBRIC_ERROR_SYNTAX, 1, 4, "invalid leading UTF-8 octet");
}

static void a_byte_order_mark_is_skipped(void **state) {
    assert_yaml(*state,
                "\xEF\xBB\xBF"
                "a: 1",
                "{\"a\":1}");
    assert_error(*state,
                 "\xEF\xBB\xBF"
                 "a: b: c",
                 RUBRIC_ERROR_SYNTAX, 1, 6, inner_colon);
}

static void repeat(rubric_buffer *out, const char *text, int count) {
    for (int i = 0; i < count; i++)
        rubric_buffer_put_string(out, text);
    rubric_buffer_put_byte(out, '\0');
}

static void depth_and_size_are_limited(void **state) {
    rubric_buffer text;
    rubric_buffer_init(&text, *state);
    repeat(&text, "[", 50000);
    assert_error(*state, text.bytes, RUBRIC_ERROR_LIMIT, 1, 65, "nested deeper than 64 levels");
    text.size = 0;
    repeat(&text, "- ", 50000);
    assert_error(*state, text.bytes, RUBRIC_ERROR_LIMIT, 1, 129, "nested deeper than 64 levels");
    text.size = 0;
    repeat(&text, "# comment\n", 110000);
    assert_error(*state, text.bytes, RUBRIC_ERROR_LIMIT, 0, 0, "YAML larger than 1 MiB");
    rubric_buffer_clear(&text);
}

static void aliases_do_not_explode(void **state) {
    assert_error(*state,
                 "a: &a [1,1,1,1,1,1,1,1,1,1]\n"
                 "b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\n"
                 "c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\n"
                 "d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\n"
                 "e: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\n",
                 RUBRIC_ERROR_LIMIT, 5, 29, "aliases stand for more than 100000 values");
}

static void aliases_cannot_deepen_without_end(void **state) {
    rubric_buffer text;
    rubric_buffer_init(&text, *state);
    rubric_buffer_put_string(&text, "a0: &a0 [1]\n");
    for (int i = 1; i < 70; i++) {
        rubric_buffer_put_string(&text, "a");
        rubric_buffer_put_integer(&text, i);
        rubric_buffer_put_string(&text, ": &a");
        rubric_buffer_put_integer(&text, i);
        rubric_buffer_put_string(&text, " [*a");
        rubric_buffer_put_integer(&text, i - 1);
        rubric_buffer_put_string(&text, "]\n");
    }
    rubric_buffer_put_byte(&text, '\0');
    assert_error(*state, text.bytes, RUBRIC_ERROR_LIMIT, 64, 12, "nested deeper than 64 levels");
    rubric_buffer_clear(&text);
}

static void assert_written(rubric_context *context, rubric_slice string, const char *wanted) {
    rubric_arena *arena = new_arena(context);
    rubric_buffer out;
    rubric_value value = rubric_value_string(string), again;
    rubric_buffer_init(&out, context);
    rubric_yaml_write(&out, &value);
    assert_int_equal(rubric_yaml_read(&again, arena, rubric_buffer_slice(&out), NULL), RUBRIC_OK);
    assert_true(rubric_value_equal(&value, &again));
    assert_buffer(&out, wanted);
    rubric_arena_free(arena);
}

static void strings_are_quoted_only_where_a_reader_could_mistake_them(void **state) {
    static const char *const plain[] = {"a b",
                                        "2024-03-18",
                                        "2024-03-18T09:42:10+09:00",
                                        "a:b",
                                        "http://a.b/c#d",
                                        "a#b",
                                        "1.2.3",
                                        "C++",
                                        "it's",
                                        "\xED\x95\x9C\xEA\xB5\xAD",
                                        "a - b",
                                        "x=y",
                                        "12 Monkeys"};
    static const char *const quoted[] = {
        "",    " a",  "a ",  "yes", "No",   "on",    "OFF", "~",  "null", "true", "y",
        "000", "1.5", "0x1", "1e3", ".inf", "12:30", "1_0", "-",  "- a",  "a: b", "a #b",
        "#a",  "a:",  "[a]", "{a}", "*a",   "&a",    "!a",  "|",  ">",    "@a",   "`a",
        "%a",  "? a", "...", "---", "'a'",  "<<",    "=",   ",a", ": a"};
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
        char wanted[80] = "";
        strcat(strcat(wanted, plain[i]), "\n");
        assert_written(*state, rubric_slice_of(plain[i]), wanted);
    }
    for (size_t i = 0; i < sizeof quoted / sizeof *quoted; i++) {
        char wanted[80] = "\"";
        strcat(strcat(wanted, quoted[i]), "\"\n");
        assert_written(*state, rubric_slice_of(quoted[i]), wanted);
    }
}

static void what_is_not_printable_is_escaped(void **state) {
    assert_written(*state, rubric_slice_make("a\0\n\t\"\\\x7F", 7),
                   "\"a\\x00\\n\\t\\\"\\\\\\x7f\"\n");
    assert_written(*state, rubric_slice_of("\xC2\x85\xE2\x80\xA8\xEF\xBB\xBF"),
                   "\"\\x85\\u2028\\ufeff\"\n");
}

static void blocks_are_indented_by_two(void **state) {
    rubric_arena *arena = new_arena(*state);
    rubric_value value;
    rubric_buffer out;
    rubric_buffer_init(&out, *state);
    rubric_slice text = rubric_slice_of("{a: [1, [2, 3], {b: c, d: e}], f: {g: {}, h: []}}");
    assert_int_equal(rubric_yaml_read(&value, arena, text, NULL), RUBRIC_OK);
    rubric_yaml_write(&out, &value);
    assert_buffer(&out, "a:\n  - 1\n  - - 2\n    - 3\n  - b: c\n    d: e\n"
                        "f:\n  g: {}\n  h: []\n");
    rubric_arena_free(arena);
}

static void a_key_of_any_length_reads_back(void **state) {
    rubric_arena *arena = new_arena(*state);
    rubric_value map = rubric_value_map(), inner = rubric_value_map(), again;
    char key[3000];
    memset(key, 'k', sizeof key);
    rubric_buffer out;
    rubric_buffer_init(&out, *state);
    rubric_value_set(arena, &inner, rubric_slice_make(key, 2000), rubric_value_integer(1));
    rubric_value_set(arena, &map, rubric_slice_make(key, sizeof key), inner);
    rubric_yaml_write(&out, &map);
    assert_int_equal(rubric_yaml_read(&again, arena, rubric_buffer_slice(&out), NULL), RUBRIC_OK);
    assert_true(rubric_value_equal(&map, &again));
    rubric_buffer_clear(&out);
    rubric_arena_free(arena);
}

static rubric_status read_yaml(rubric_context *context) {
    static const char text[] = "a: &x {k: 1, l: [2, 3, 4, 5, 6]}\nb: {<<: *x, m: \"n\"}\n"
                               "c: 1\nd: 2\ne: 3\nf: 4\ng: 5\nh: 6\ni: 7\nj: 8\nk: 9\nl: 0\n"
                               "m: 1\nn: 2\n";
    rubric_arena *arena = NULL;
    rubric_value value;
    rubric_error error;
    rubric_status status = rubric_arena_new(&arena, context, &error);
    if (status == RUBRIC_OK)
        status = rubric_yaml_read(&value, arena, rubric_slice_of(text), &error);
    rubric_arena_free(arena);
    return status;
}

static void running_out_of_memory_leaks_nothing(void **state) {
    (void)state;
    fail_every_allocation(read_yaml);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        CONTEXT_TEST(plain_scalars_follow_the_core_schema),
        CONTEXT_TEST(tags_of_the_core_schema_ask_for_a_type),
        CONTEXT_TEST(keys_are_strings_as_they_are_written),
        CONTEXT_TEST(anchors_are_shared_and_merged),
        CONTEXT_TEST(errors_have_a_place),
        CONTEXT_TEST(a_byte_order_mark_is_skipped),
        CONTEXT_TEST(depth_and_size_are_limited),
        CONTEXT_TEST(aliases_do_not_explode),
        CONTEXT_TEST(aliases_cannot_deepen_without_end),
        CONTEXT_TEST(strings_are_quoted_only_where_a_reader_could_mistake_them),
        CONTEXT_TEST(what_is_not_printable_is_escaped),
        CONTEXT_TEST(blocks_are_indented_by_two),
        CONTEXT_TEST(a_key_of_any_length_reads_back),
        cmocka_unit_test(running_out_of_memory_leaks_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
