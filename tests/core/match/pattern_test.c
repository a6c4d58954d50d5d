// SPDX-License-Identifier: MIT
// Tests of Lua patterns, against Lua itself where bytes are meant.
#include <lauxlib.h>
#include <lualib.h>

#include "core/fixture.h"
#include "rubric/match.h"

static rubric_slice s(const char *text) {
    return rubric_slice_of(text);
}

static const struct {
    const char *pattern, *text;
} agreed[] = {
    {"", "abc"},
    {"b", "abc"},
    {"x", "abc"},
    {"^b", "abc"},
    {"^a", "abc"},
    {"c$", "abc"},
    {"b$", "abc"},
    {"a$b", "a$b"},
    {".", "\n"},
    {"a*", "aaab"},
    {"a-b", "aaab"},
    {"a+b", "b aab"},
    {"a?b", "aab"},
    {"%a+", "12 ab\xC3\xA9"},
    {"%A+", "ab12"},
    {"%d+", "x 42"},
    {"%w+", "  a_1"},
    {"%s+", "a \t\n b"},
    {"%S+", "  ab "},
    {"%p+", "a,.!b"},
    {"%l+", "ABcd"},
    {"%u+", "abCD"},
    {"%x+", "xyzBEEF"},
    {"%c", "a\x01"},
    {"%g+", " ab\x7F"},
    {"%%", "100%"},
    {"%.", "a.b"},
    {"[abc]+", "xxcab"},
    {"[^abc]+", "abxyc"},
    {"[a-c]+", "zbacd"},
    {"[%a_][%w_]*", "9 _id9"},
    {"[]]", "a]"},
    {"[^]]", "]a"},
    {"[a-]", "-"},
    {"[%-a]", "-"},
    {"[a%]]+", "a]"},
    {"[-a]+", "a-"},
    {"[%a-z]", "-"},
    {"(%w+)=(%w+)", "k=v"},
    {"()b()", "abc"},
    {"((a)(b))", "ab"},
    {"(a*(.)%w(%s*))", "aab c"},
    {"(.)%1", "abccd"},
    {"(%a+) %1", "the the"},
    {"%b()", "x(a(b)c)d)"},
    {"%b()", "((a)"},
    {"%bxx", "axbx"},
    {"%f[%w]%w+", "  the end"},
    {"%f[%W]", "end"},
    {"%f[%z]", "ab"},
    {"^(.-)%s*$", "trim   "},
    {"(.-)(%d+)$", "ab12"},
    {"a.-b", "axxbxb"},
    {".-", "abc"},
    {"[^,]*", "a,b"},
    {"\"([^\"]*)\"", "say \"hi\" now"},
    {"https?://[%w./]+", "see http://a.b/c ok"},
    {"(", "abc"},
    {"(a", "abc"},
    {"a)", "abc"},
    {"%", "abc"},
    {"[a", "abc"},
    {"[a%", "abc"},
    {"[]", "abc"},
    {"%b", "abc"},
    {"%bx", "abc"},
    {"%f", "abc"},
    {"%fa", "abc"},
    {"%1", "abc"},
    {"(%1)", "abc"},
    {"%0", "abc"},
    {"()%1", "abc"},
    {"(a)(b)%3", "ab"},
    {"((((((((((((((((((((((((((((((((()))))))))))))))))))))))))))))))))", "a"},
    {"*a", "*a"},
    {"a**", "aa*"},
    {"+", "+"},
    {"^*", "*"},
};

// Compare one result of string.find, which lies at `index`, with a capture.
static void assert_capture(lua_State *L, int index, const rubric_match *match, int capture,
                           const char *text) {
    if (match->captures[capture].position) {
        assert_int_equal(lua_tointeger(L, index), match->captures[capture].begin + 1);
        return;
    }
    size_t size;
    const char *found = lua_tolstring(L, index, &size);
    size_t begin = match->captures[capture].begin;
    assert_int_equal(size, match->captures[capture].end - begin);
    assert_memory_equal(found, text + begin, size);
}

// `call` is 0 when string.find succeeded; its results are above `top`.
static void assert_agrees(lua_State *L, int call, int top, rubric_slice pattern, rubric_slice text,
                          rubric_context *context, bool code_points) {
    bool found;
    rubric_match match;
    rubric_error error;
    rubric_status status =
        rubric_pattern_find(&found, &match, context, pattern, text, 0, false, code_points, &error);
    if (call != 0) {
        const char *message = lua_tostring(L, -1);
        assert_int_equal(status, RUBRIC_ERROR_SYNTAX);
        assert_non_null(strstr(message, error.message));
        return;
    }
    assert_int_equal(status, RUBRIC_OK);
    assert_int_equal(found, !lua_isnil(L, top + 1));
    if (!found)
        return;
    assert_int_equal(lua_tointeger(L, top + 1), match.begin + 1);
    assert_int_equal(lua_tointeger(L, top + 2), match.end);
    assert_int_equal(lua_gettop(L) - top - 2, match.count);
    for (int i = 0; i < match.count; i++)
        assert_capture(L, top + 3 + i, &match, i, text.bytes);
}

static void compare_with_lua(lua_State *L, rubric_slice pattern, rubric_slice text,
                             rubric_context *context) {
    int top = lua_gettop(L);
    lua_getglobal(L, "string");
    lua_getfield(L, -1, "find");
    lua_remove(L, -2);
    lua_pushlstring(L, text.bytes, text.size);
    lua_pushlstring(L, pattern.bytes, pattern.size);
    int call = lua_pcall(L, 2, LUA_MULTRET, 0);
    assert_agrees(L, call, top, pattern, text, context, false);
    bool is_ascii = true;
    for (size_t i = 0; i < text.size; i++)
        is_ascii = is_ascii && (unsigned char)text.bytes[i] < 0x80;
    if (is_ascii) // where a code point is a byte
        assert_agrees(L, call, top, pattern, text, context, true);
    lua_settop(L, top);
}

static void patterns_match_as_in_lua(void **state) {
    lua_State *L = luaL_newstate();
    luaL_openlibs(L);
    for (size_t row = 0; row < sizeof agreed / sizeof *agreed; row++)
        compare_with_lua(L, s(agreed[row].pattern), s(agreed[row].text), *state);
    lua_close(L);
}

static size_t random_bytes(char *out, size_t longest, const char *letters, uint32_t *seed) {
    *seed = *seed * 1664525u + 1013904223u;
    size_t size = (*seed >> 16) % (longest + 1), count = strlen(letters) + 1; // NUL too
    for (size_t i = 0; i < size; i++) {
        *seed = *seed * 1664525u + 1013904223u;
        out[i] = letters[(*seed >> 16) % count];
    }
    return size;
}

// Patterns that nobody would write, whole and broken ones.
static void random_patterns_match_as_in_lua(void **state) {
    lua_State *L = luaL_newstate();
    luaL_openlibs(L);
    char pattern[12], text[16];
    uint32_t seed = 3;
    for (int round = 0; round < 200000; round++) {
        size_t pattern_size =
            random_bytes(pattern, sizeof pattern, "ab1 .%%%%[]^$()*+-?%adswpbf1", &seed);
        size_t text_size = random_bytes(text, sizeof text, "aabbAB1 .-()[]\n\t", &seed);
        compare_with_lua(L, rubric_slice_make(pattern, pattern_size),
                         rubric_slice_make(text, text_size), *state);
    }
    lua_close(L);
}

// The first match as text; "-" when there is none.
static void assert_match(rubric_context *context, const char *pattern, const char *text,
                         bool code_points, const char *wanted) {
    bool found;
    rubric_match match;
    rubric_error error;
    assert_int_equal(rubric_pattern_find(&found, &match, context, s(pattern), s(text), 0, false,
                                         code_points, &error),
                     RUBRIC_OK);
    if (found)
        assert_slice(rubric_slice_part(s(text), match.begin, match.end), wanted);
    else
        assert_string_equal(wanted, "-");
}

static void code_points_are_single_items(void **state) {
    assert_match(*state, "^.$", "\xC3\xA9", true, "\xC3\xA9");
    assert_match(*state, "^.$", "\xC3\xA9", false, "-");
    assert_match(*state, "%a+", "1 na\xC3\xAFve!", true, "na\xC3\xAFve");
    assert_match(*state, "%u%l+", "\xC3\x89t\xC3\xA9", true, "\xC3\x89t\xC3\xA9");
    assert_match(*state, "[\xC3\xA0-\xC3\xBF]+", "abc\xC3\xA9\xC3\xAA", true, "\xC3\xA9\xC3\xAA");
    assert_match(*state, "[^\xC3\xA9]", "\xC3\xA9\xC3\xAA", true, "\xC3\xAA");
    assert_match(*state, "\xC3\xA9?x", "\xC3\xAAx", true, "x");
    assert_match(*state, "%b\xC2\xAB\xC2\xBB",
                 "a\xC2\xAB"
                 "b\xC2\xAB"
                 "c\xC2\xBB\xC2\xBB",
                 true,
                 "\xC2\xAB"
                 "b\xC2\xAB"
                 "c\xC2\xBB\xC2\xBB");
    assert_match(*state, "%f[%a]%a+", "\xC3\xA9 b", true, "\xC3\xA9");
    assert_match(*state, ".*x", "\xE2\x82\xAC\xC3\xA9x\xE2\x82\xAC", true, "\xE2\x82\xAC\xC3\xA9x");
    assert_match(*state, "\xEA\xB0\x80+", "\xEA\xB0\x80\xEA\xB0\x80", true,
                 "\xEA\xB0\x80\xEA\xB0\x80");
}

static void bytes_that_are_no_text_do_no_harm(void **state) {
    assert_match(*state, ".*", "\xFF\xC3", true, "\xFF\xC3");
    assert_match(*state, "[\xC3-\xFF]", "a", true, "-");
    assert_match(*state, "%\xC3", "a", true, "-");
    assert_match(*state, ".-\xC3$", "\xE2\x82\xC3", true, "\xE2\x82\xC3");
}

static void nul_is_a_character_like_others(void **state) {
    bool found;
    rubric_match match;
    rubric_slice text = rubric_slice_make("a\0b", 3), pattern = rubric_slice_make("%z?\0b", 5);
    assert_int_equal(rubric_pattern_find(&found, &match, *state, rubric_slice_part(pattern, 3, 5),
                                         text, 0, false, false, NULL),
                     RUBRIC_OK);
    assert_true(found);
    assert_int_equal(match.begin, 1);
    assert_int_equal(rubric_pattern_find(&found, &match, *state, rubric_slice_make("[\0]b", 4),
                                         text, 0, false, false, NULL),
                     RUBRIC_OK);
    assert_true(found);
}

static void an_anchored_search_looks_at_one_place(void **state) {
    bool found;
    rubric_match match;
    rubric_status status =
        rubric_pattern_find(&found, &match, *state, s("%d"), s("a1"), 0, true, true, NULL);
    assert_int_equal(status, RUBRIC_OK);
    assert_false(found);
    rubric_pattern_find(&found, &match, *state, s("1"), s("a1"), 1, true, true, NULL);
    assert_true(found);
    rubric_pattern_find(&found, &match, *state, s("a"), s("ba"), 0, true, true, NULL);
    assert_false(found);
    rubric_pattern_find(&found, &match, *state, s("a"), s("ba"), 3, false, true, NULL);
    assert_false(found);
}

static void exponential_work_ends_at_the_step_limit(void **state) {
    (void)state;
    static const char *const patterns[] = {
        "a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?b", "a*a*a*a*a*a*a*a*b",
        ".-.-.-.-.-.-b", "(a*)(a*)(a*)(a*)(a*)%1b"};
    char text[200];
    memset(text, 'a', sizeof text);
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        rubric_context *context = new_context(0, 1000000);
        bool found = true;
        rubric_match match;
        rubric_error error;
        rubric_status status =
            rubric_pattern_find(&found, &match, context, s(patterns[i]),
                                rubric_slice_make(text, sizeof text), 0, false, true, &error);
        assert_int_equal(status, RUBRIC_ERROR_TIME);
        assert_false(found);
        assert_string_equal(error.message, "the limit of 1000000 steps is reached");
        rubric_context_free(context);
    }
}

static void a_pattern_that_recurses_too_deep_is_refused(void **state) {
    char pattern[1000];
    for (size_t i = 0; i < sizeof pattern; i += 2)
        memcpy(pattern + i, "a?", 2);
    char text[1000];
    memset(text, 'a', sizeof text);
    bool found;
    rubric_match match;
    rubric_error error;
    rubric_status status =
        rubric_pattern_find(&found, &match, *state, rubric_slice_make(pattern, sizeof pattern),
                            rubric_slice_make(text, sizeof text), 0, false, false, &error);
    assert_int_equal(status, RUBRIC_ERROR_LIMIT);
    assert_string_equal(error.message, "pattern too complex");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        CONTEXT_TEST(patterns_match_as_in_lua),
        CONTEXT_TEST(random_patterns_match_as_in_lua),
        CONTEXT_TEST(code_points_are_single_items),
        CONTEXT_TEST(bytes_that_are_no_text_do_no_harm),
        CONTEXT_TEST(nul_is_a_character_like_others),
        CONTEXT_TEST(an_anchored_search_looks_at_one_place),
        cmocka_unit_test(exponential_work_ends_at_the_step_limit),
        CONTEXT_TEST(a_pattern_that_recurses_too_deep_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
