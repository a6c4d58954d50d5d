// SPDX-License-Identifier: MIT
// Tests of regular expressions.
#include "core/fixture.h"
#include "rubric/match.h"

static rubric_slice s(const char *text) {
    return rubric_slice_of(text);
}

static rubric_regex *compile(rubric_context *context, const char *pattern, unsigned flags) {
    rubric_regex *regex = NULL;
    rubric_error error;
    if (rubric_regex_new(&regex, context, s(pattern), flags, &error) != RUBRIC_OK)
        fail_msg("%s: %s", pattern, error.message);
    return regex;
}

// All matches of a pattern with `|` between them.
static void assert_matches(rubric_context *context, const char *pattern, unsigned flags,
                           const char *text, const char *wanted) {
    rubric_regex *regex = compile(context, pattern, flags);
    rubric_buffer out;
    rubric_buffer_init(&out, context);
    rubric_match match;
    bool found, is_first = true;
    for (size_t at = 0, last = SIZE_MAX; at <= strlen(text); at = last = match.end) {
        assert_int_equal(
            rubric_regex_find(&found, &match, regex, context, s(text), at, at == last, NULL),
            RUBRIC_OK);
        if (!found)
            break;
        if (!is_first)
            rubric_buffer_put_byte(&out, '|');
        is_first = false;
        rubric_buffer_put(&out, text + match.begin, match.end - match.begin);
    }
    assert_buffer(&out, wanted);
    rubric_regex_free(regex);
}

static void expressions_find_text(void **state) {
    assert_matches(*state, "\\d{4}-\\d{2}", 0, "2024-05 and 1999-12", "2024-05|1999-12");
    assert_matches(*state, "\\bGr\\w+", 0,
                   "Gr\xC3\xB6\xC3\x9F"
                   "e",
                   "Gr\xC3\xB6\xC3\x9F"
                   "e");
    assert_matches(*state, ".", 0, "\xEC\x96\xB4\xEB\x95\x8C", "\xEC\x96\xB4|\xEB\x95\x8C");
    assert_matches(*state, "(?<=a)b", 0, "ab b ab", "b|b");
    assert_matches(*state, "x*", 0, "ax", "|x");
    assert_matches(*state, "a|", 0, "aa", "a|a");
    assert_matches(*state, "", 0, "", "");
}

static void flags_change_what_matches(void **state) {
    assert_matches(*state, "\xC3\x84", RUBRIC_REGEX_CASELESS, "\xC3\xA4", "\xC3\xA4");
    assert_matches(*state, "^b", 0, "a\nb", "");
    assert_matches(*state, "^b", RUBRIC_REGEX_MULTILINE, "a\nb", "b");
    assert_matches(*state, "a.b", 0, "a\nb", "");
    assert_matches(*state, "a.b", RUBRIC_REGEX_DOTALL, "a\nb", "a\nb");
    assert_matches(*state, "a b # c", RUBRIC_REGEX_EXTENDED, "ab", "ab");
    assert_matches(*state, "(\\w)\\1", RUBRIC_REGEX_UNCOUNTED, "abb cc", "bb|cc");
}

static void captures_may_take_no_part(void **state) {
    rubric_regex *regex = compile(*state, "(?<left>a)|(?<right>b)", 0);
    rubric_match match;
    bool found;
    int capture = -1;
    rubric_regex_find(&found, &match, regex, *state, s("xb"), 0, false, NULL);
    assert_true(found);
    assert_int_equal(match.count, 2);
    assert_int_equal(match.captures[0].begin, RUBRIC_CAPTURE_UNSET);
    assert_int_equal(match.captures[1].begin, 1);
    assert_slice(rubric_regex_name(regex, 0, &capture), "left");
    assert_int_equal(capture, 0);
    assert_slice(rubric_regex_name(regex, 1, &capture), "right");
    assert_int_equal(capture, 1);
    assert_null(rubric_regex_name(regex, 2, &capture).bytes);
    rubric_regex_free(regex);
}

static void assert_refused(rubric_context *context, rubric_slice pattern, rubric_status wanted,
                           uint32_t column) {
    rubric_regex *regex = NULL;
    rubric_error error;
    assert_int_equal(rubric_regex_new(&regex, context, pattern, 0, &error), wanted);
    assert_null(regex);
    if (column > 0)
        assert_int_equal(error.column, column);
}

static void what_is_malformed_is_refused_with_its_place(void **state) {
    char many[200] = "";
    assert_refused(*state, s("a(b"), RUBRIC_ERROR_SYNTAX, 4);
    assert_refused(*state, s("a[b"), RUBRIC_ERROR_SYNTAX, 4);
    assert_refused(*state, s("*a"), RUBRIC_ERROR_SYNTAX, 1);
    assert_refused(*state, s("\\C"), RUBRIC_ERROR_SYNTAX, 0);
    assert_refused(*state, s("a\xFF"), RUBRIC_ERROR_ARGUMENT, 0);
    for (int i = 0; i < 33; i++)
        strcat(many, "(a)");
    assert_refused(*state, s(many), RUBRIC_ERROR_LIMIT, 0);
    char *longest = malloc(70000);
    memset(longest, 'a', 70000);
    assert_refused(*state, rubric_slice_make(longest, 70000), RUBRIC_ERROR_LIMIT, 0);
    free(longest);
}

// A search within so many steps; gives its status.
static rubric_status find_within(uint64_t steps, const char *pattern, rubric_slice text) {
    rubric_context *context = new_context(64 << 20, steps);
    rubric_regex *regex = compile(context, pattern, 0);
    rubric_match match;
    bool found;
    rubric_status status = rubric_regex_find(&found, &match, regex, context, text, 0, false, NULL);
    rubric_regex_free(regex);
    assert_int_equal(rubric_context_used(context), 0);
    rubric_context_free(context);
    return status;
}

static void work_ends_at_the_budget(void **state) {
    (void)state;
    enum { SIZE = 200000 };
    char *text = malloc(SIZE);
    memset(text, 'a', SIZE);
    rubric_slice slice = rubric_slice_make(text, SIZE);
    rubric_slice few = s("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab");
    // exponential, quadratic by backtracking, quadratic by starting anew, deep
    assert_int_equal(find_within(1000000, "^(a|aa)+$", few), RUBRIC_ERROR_TIME);
    assert_int_equal(find_within(1000000, "(a*)*\\d", few), RUBRIC_ERROR_TIME);
    assert_int_equal(find_within(1000000, "^(a?){38}a{38}\\d", few), RUBRIC_ERROR_TIME);
    assert_int_equal(find_within(1000000, "a*a*\\d", slice), RUBRIC_ERROR_TIME);
    assert_int_equal(find_within(1000000, "[a-z]+[0-9]", slice), RUBRIC_ERROR_TIME);
    assert_int_equal(find_within(1000000, ".*?,", slice), RUBRIC_OK);
    assert_int_equal(find_within(0, "(a(?1)?b)", slice), RUBRIC_OK);
    assert_int_equal(find_within(1000000, "b", slice), RUBRIC_OK);
    free(text);
}

static void backtracking_does_not_take_the_stack(void **state) {
    (void)state;
    enum { SIZE = 1000000 };
    char *text = malloc(SIZE);
    memset(text, 'a', SIZE);
    rubric_status status = find_within(0, "(?:a|b)*c|(a|b)*$", rubric_slice_make(text, SIZE));
    assert_true(status == RUBRIC_OK || status == RUBRIC_ERROR_LIMIT ||
                status == RUBRIC_ERROR_MEMORY);
    free(text);
}

static void a_search_may_begin_anywhere(void **state) {
    rubric_regex *regex = compile(*state, ".", 0);
    rubric_match match;
    bool found;
    rubric_slice text = s("\xC3\xA4"
                          "b");
    rubric_regex_find(&found, &match, regex, *state, text, 1, false, NULL); // within a code point
    assert_true(found);
    assert_int_equal(match.begin, 2);
    rubric_regex_find(&found, &match, regex, *state, text, 3, false, NULL);
    assert_false(found);
    rubric_regex_find(&found, &match, regex, *state, text, 9, false, NULL);
    assert_false(found);
    rubric_regex_find(&found, &match, regex, *state, rubric_slice_make(NULL, 0), 0, false, NULL);
    assert_false(found);
    rubric_regex_free(regex);
}

static void what_is_escaped_matches_itself(void **state) {
    const char *texts[] = {"a.b*c", "[x]{1,2}(y)|z?", "^$\\ #/-\n\t", "\xC3\xA4!"};
    rubric_buffer pattern;
    rubric_buffer_init(&pattern, *state);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        for (unsigned flags = 0; flags < 16; flags += 8) {
            rubric_regex_escape(&pattern, s(texts[i]));
            rubric_buffer_put_byte(&pattern, '\0');
            assert_matches(*state, pattern.bytes, flags, texts[i], texts[i]);
            rubric_buffer_clear(&pattern);
        }
    }
}

static rubric_status compile_and_find(rubric_context *context) {
    rubric_regex *regex = NULL;
    rubric_match match;
    bool found;
    rubric_status status = rubric_regex_new(&regex, context, s("(a|b)+(c)"), 0, NULL);
    if (status == RUBRIC_OK)
        status = rubric_regex_find(&found, &match, regex, context, s("xxababc"), 0, false, NULL);
    rubric_regex_free(regex);
    return status;
}

static void memory_may_fail(void **state) {
    (void)state;
    fail_every_allocation(compile_and_find);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        CONTEXT_TEST(expressions_find_text),
        CONTEXT_TEST(flags_change_what_matches),
        CONTEXT_TEST(captures_may_take_no_part),
        CONTEXT_TEST(what_is_malformed_is_refused_with_its_place),
        cmocka_unit_test(work_ends_at_the_budget),
        cmocka_unit_test(backtracking_does_not_take_the_stack),
        CONTEXT_TEST(a_search_may_begin_anywhere),
        CONTEXT_TEST(what_is_escaped_matches_itself),
        cmocka_unit_test(memory_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
