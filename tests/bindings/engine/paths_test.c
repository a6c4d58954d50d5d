// SPDX-License-Identifier: MIT
// Which paths are below which folder, by their names, and which permission covers which.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "engine/permissions.h"

static void check_within(const char *folder, const char *path, bool wanted) {
    if (rubric_path_is_within(rubric_slice_of(folder), rubric_slice_of(path)) != wanted)
        fail_msg("'%s' is %s '%s'", path, wanted ? "not within" : "within", folder);
}

static void paths_are_within_a_folder_by_name(void **state) {
    (void)state;
    static const char *const within[][2] = {
        {"a", "a"},        {"a", "a/b"},         {"a/", "a"},       {"a", "./a//b/."},
        {"a", "a/b/../c"}, {"a", "b/../a"},      {".", ""},         {".", "a"},
        {".", "a/.."},     {".", "..a"},         {"", "a"},         {".", "..."},
        {"..", ".."},      {"..", "../a"},       {"a/../b", "b/c"}, {"/", "/a"},
        {"/", "/"},        {"/a", "/a/b"},       {"/a", "/../a"},   {"/a", "//a/b"},
        {"/", "/.."},      {"../..", "../../a"},
    };
    static const char *const without[][2] = {
        {"a", ""},     {"a", "ab"},       {"a", "b"},    {"a", "a/../b"}, {"a", "a/.."},
        {"a", "../a"}, {".", ".."},       {".", "../a"}, {".", "/a"},     {".", "a/../.."},
        {"..", "a"},   {"..", "../../a"}, {"/a", "/ab"}, {"/a", "a"},     {"/a", "/a/../b"},
        {"a/b", "a"},  {"../a", "a"},
    };
    for (size_t i = 0; i < sizeof within / sizeof *within; i++)
        check_within(within[i][0], within[i][1], true);
    for (size_t i = 0; i < sizeof without / sizeof *without; i++)
        check_within(without[i][0], without[i][1], false);
}

static void paths_that_are_too_long_or_hold_a_zero_are_nowhere(void **state) {
    (void)state;
    static char path[100000];
    memset(path, 'a', sizeof path);
    rubric_slice all = rubric_slice_make(path, sizeof path), zero = rubric_slice_make("a\0b", 3);
    assert_false(rubric_path_is_within(all, all));
    assert_false(rubric_path_is_within(rubric_slice_of("."), all));
    assert_false(rubric_path_is_within(rubric_slice_of("."), zero));
    assert_false(rubric_path_is_within(zero, rubric_slice_of("a")));
}

static void a_permission_covers_what_is_in_it(void **state) {
    (void)state;
    static const struct {
        const char *permission, *other;
        bool covers;
    } cases[] = {
        {"read:a", "read:a/b", true}, {"read:a", "write:a/b", false}, {"read:a", "read:b", false},
        {"run:ls", "run:ls", true},   {"run:ls", "run:ls2", false},   {"env:A", "env:A", true},
        {"env:A", "env:B", false},    {"write:.", "write:x", true},   {"read:a", "raed:a", false},
        {"raed:a", "read:a", false},  {"read:a", "", false},          {"run:a", "env:a", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (rubric_permission_covers(rubric_slice_of(cases[i].permission),
                                     rubric_slice_of(cases[i].other)) != cases[i].covers)
            fail_msg("'%s' and '%s'", cases[i].permission, cases[i].other);
}

static void what_is_no_permission_is_said(void **state) {
    (void)state;
    static char path[100000] = "read:";
    rubric_error error;
    memset(path + 5, 'a', sizeof path - 5);
    rubric_slice good = rubric_slice_of("env:NAME");
    const rubric_slice bad[] = {
        rubric_slice_of("fly:a"),         rubric_slice_of("read"),
        rubric_slice_of("read:"),         rubric_slice_of(""),
        rubric_slice_make("run:a\0b", 7), rubric_slice_make(path, sizeof path)};
    assert_int_equal(rubric_permission_check(good, &error), RUBRIC_OK);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_int_equal(rubric_permission_check(bad[i], &error), RUBRIC_ERROR_ARGUMENT);
        assert_non_null(strstr(error.message, "' is no permission; there are read:DIR"));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paths_are_within_a_folder_by_name),
        cmocka_unit_test(paths_that_are_too_long_or_hold_a_zero_are_nowhere),
        cmocka_unit_test(a_permission_covers_what_is_in_it),
        cmocka_unit_test(what_is_no_permission_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
