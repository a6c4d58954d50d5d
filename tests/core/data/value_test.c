// SPDX-License-Identifier: MIT
// Tests of values.
#include <math.h>

#include "core/fixture.h"
#include "rubric/data.h"

static rubric_arena *new_arena(rubric_context *context) {
    rubric_arena *arena = NULL;
    assert_int_equal(rubric_arena_new(&arena, context, NULL), RUBRIC_OK);
    return arena;
}

static rubric_slice s(const char *text) {
    return rubric_slice_of(text);
}

static void a_map_keeps_the_order_of_its_keys(void **state) {
    rubric_arena *arena = new_arena(*state);
    rubric_value map = rubric_value_map();
    rubric_value_set(arena, &map, s("b"), rubric_value_integer(1));
    rubric_value_set(arena, &map, s("a"), rubric_value_integer(2));
    rubric_value_set(arena, &map, s("b"), rubric_value_integer(3));
    assert_int_equal(map.as.map.count, 2);
    assert_slice(map.as.map.entries[0].key, "b");
    assert_int_equal(rubric_value_find(&map, s("b"))->as.integer, 3);
    assert_null(rubric_value_find(&map, s("c")));
    assert_true(rubric_value_remove(&map, s("b")));
    assert_false(rubric_value_remove(&map, s("b")));
    assert_slice(map.as.map.entries[0].key, "a");
    rubric_arena_free(arena);
}

static void a_copy_shares_nothing(void **state) {
    rubric_arena *arena = new_arena(*state), *other = new_arena(*state);
    char text[] = "text";
    rubric_value map = rubric_value_map(), list = rubric_value_list(), copy;
    for (int i = 0; i < 20; i++)
        rubric_value_append(arena, &list, rubric_value_string(s(text)));
    rubric_value_set(arena, &map, s("list"), list);
    assert_int_equal(rubric_value_copy(&copy, other, &map), RUBRIC_OK);
    text[0] = 'n';
    rubric_arena_free(arena);
    rubric_value *copied = rubric_value_find(&copy, s("list"));
    assert_int_equal(copied->as.list.count, 20);
    assert_slice(copied->as.list.items[19].as.string, "text");
    rubric_arena_free(other);
}

static void values_are_equal_by_type_and_content(void **state) {
    rubric_arena *arena = new_arena(*state);
    rubric_value one = rubric_value_integer(1), number = rubric_value_number(1);
    rubric_value none = rubric_value_number(NAN);
    assert_false(rubric_value_equal(&one, &number));
    assert_true(rubric_value_equal(&none, &none));
    rubric_value a = rubric_value_map(), b = rubric_value_map();
    rubric_value_set(arena, &a, s("x"), one);
    rubric_value_set(arena, &a, s("y"), number);
    rubric_value_set(arena, &b, s("y"), number);
    assert_false(rubric_value_equal(&a, &b));
    rubric_value_set(arena, &b, s("x"), one);
    assert_true(rubric_value_equal(&a, &b)); // the order does not matter
    rubric_arena_free(arena);
}

static rubric_value nested(rubric_arena *arena, int depth) {
    rubric_value value = rubric_value_null();
    for (int i = 0; i < depth; i++) {
        rubric_value list = rubric_value_list();
        rubric_value_append(arena, &list, value);
        value = list;
    }
    return value;
}

static void what_is_nested_too_deep_is_not_copied(void **state) {
    rubric_arena *arena = new_arena(*state);
    rubric_value copy, deepest = nested(arena, 64), deeper = nested(arena, 100000);
    assert_int_equal(rubric_value_copy(&copy, arena, &deepest), RUBRIC_OK);
    assert_true(rubric_value_equal(&copy, &deepest));
    assert_int_equal(rubric_value_copy(&copy, arena, &deeper), RUBRIC_ERROR_LIMIT);
    assert_false(rubric_value_equal(&deeper, &deeper));
    rubric_buffer buffer;
    rubric_buffer_init(&buffer, *state);
    rubric_json_write(&buffer, &deeper, 0);
    rubric_yaml_write(&buffer, &deeper);
    assert_false(buffer.failed);
    rubric_buffer_clear(&buffer);
    rubric_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        CONTEXT_TEST(a_map_keeps_the_order_of_its_keys),
        CONTEXT_TEST(a_copy_shares_nothing),
        CONTEXT_TEST(values_are_equal_by_type_and_content),
        CONTEXT_TEST(what_is_nested_too_deep_is_not_copied),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
