// SPDX-License-Identifier: MIT
// Tests of tokens.
#include "core/fixture.h"
#include "rubric/text.h"

// Every token but white space as `class:text`; they must cover the text without gaps.
static void assert_tokens(rubric_context *context, const char *text, const char *wanted) {
    rubric_buffer out;
    rubric_token token = {0};
    rubric_buffer_init(&out, context);
    rubric_slice slice = rubric_slice_of(text);
    size_t at = 0;
    while (rubric_token_next(&token, slice, at)) {
        assert_int_equal(token.begin, at);
        assert_true(token.end > at);
        at = token.end;
        if (token.class_ == RUBRIC_WORD_SPACE)
            continue;
        if (out.size > 0)
            rubric_buffer_put_byte(&out, ' ');
        rubric_buffer_put(&out, rubric_word_class_name(token.class_), 2);
        rubric_buffer_put_byte(&out, ':');
        rubric_buffer_put(&out, text + token.begin, token.end - token.begin);
    }
    assert_int_equal(at, slice.size);
    assert_buffer(&out, wanted);
}

static void words_keep_what_joins_them(void **state) {
    assert_tokens(*state, "can't stop", "wo:can't wo:stop");
    assert_tokens(*state, "it\xE2\x80\x99s 1,000.50, x_1 3rd",
                  "wo:it\xE2\x80\x99s nu:1,000.50 pu:, wo:x_1 wo:3rd");
    assert_tokens(*state, "U.S. 'tis dogs'", "wo:U.S pu:. pu:' wo:tis wo:dogs pu:'");
    assert_tokens(*state,
                  "e\xCC\x81t\xC3\xA9 re\xC2\xAD"
                  "do",
                  "wo:e\xCC\x81t\xC3\xA9 wo:re\xC2\xAD"
                  "do");
    assert_tokens(*state, "well-known ($5)", "wo:well pu:- wo:known pu:( sy:$ nu:5 pu:)");
}

static void scripts_without_blanks_have_their_own_ways(void **state) {
    assert_tokens(*state, "\xE6\x9D\xB1\xE4\xBA\xAC\xE3\x81\xA7\xE3\x81\x99",
                  "wo:\xE6\x9D\xB1 wo:\xE4\xBA\xAC wo:\xE3\x81\xA7\xE3\x81\x99");
    assert_tokens(*state, "\xE3\x83\x86\xE3\x82\xB9\xE3\x83\x88\xE3\x83\xBC\xE3\x80\x82",
                  "wo:\xE3\x83\x86\xE3\x82\xB9\xE3\x83\x88\xE3\x83\xBC pu:\xE3\x80\x82");
    assert_tokens(*state, "\xED\x95\x9C\xEA\xB5\xADTV", "wo:\xED\x95\x9C\xEA\xB5\xADTV");
}

static void addresses_and_hashtags_are_whole(void **state) {
    assert_tokens(*state, "see https://a.b/c_(d)?e=1, (www.x.org).",
                  "wo:see ur:https://a.b/c_(d)?e=1 pu:, pu:( ur:www.x.org pu:) pu:.");
    assert_tokens(*state, "mail a.b+c@d-e.org! not a@b",
                  "wo:mail em:a.b+c@d-e.org pu:! wo:not wo:a pu:@ wo:b");
    assert_tokens(*state, "#tag #1 a#b &#x;",
                  "ha:#tag pu:# nu:1 wo:a pu:# wo:b pu:& pu:# wo:x pu:;");
    assert_tokens(*state, "http:// www. httpx", "wo:http pu:: pu:/ pu:/ wo:www pu:. wo:httpx");
}

static void an_emoji_is_one_token(void **state) {
    assert_tokens(*state,
                  "\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9 \xF0\x9F\x87\xA9\xF0\x9F\x87\xAA "
                  "5\xEF\xB8\x8F\xE2\x83\xA3 \xC2\xA9",
                  "em:\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9 "
                  "em:\xF0\x9F\x87\xA9\xF0\x9F\x87\xAA em:5\xEF\xB8\x8F\xE2\x83\xA3 sy:\xC2\xA9");
    assert_tokens(*state, "\xE2\x9D\xA4\xEF\xB8\x8F\xF0\x9F\x91\x8D\xF0\x9F\x8F\xBD",
                  "em:\xE2\x9D\xA4\xEF\xB8\x8F em:\xF0\x9F\x91\x8D\xF0\x9F\x8F\xBD");
}

static void any_bytes_are_covered(void **state) {
    (void)state;
    uint32_t random = 1;
    char text[64];
    for (int round = 0; round < 20000; round++) {
        for (size_t i = 0; i < sizeof text; i++) {
            random = random * 1664525 + 1013904223;
            text[i] =
                round % 2 == 0 ? (char)(random >> 24) : "a.@#w:/h1 _'-\xE2\x80\x8D"[random >> 28];
        }
        rubric_slice slice = rubric_slice_make(text, sizeof text);
        rubric_token token;
        size_t at = 0, begin, end = 0;
        while (rubric_token_next(&token, slice, at)) {
            assert_true(token.begin == at && token.end > at && token.end <= sizeof text);
            at = token.end;
        }
        while (rubric_sentence_next(&begin, &end, slice, end, NULL))
            assert_true(begin < end && end <= sizeof text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        CONTEXT_TEST(words_keep_what_joins_them),
        CONTEXT_TEST(scripts_without_blanks_have_their_own_ways),
        CONTEXT_TEST(addresses_and_hashtags_are_whole),
        CONTEXT_TEST(an_emoji_is_one_token),
        cmocka_unit_test(any_bytes_are_covered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
