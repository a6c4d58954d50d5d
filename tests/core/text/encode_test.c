// SPDX-License-Identifier: MIT
// Encoding: bytes as other programs write them, and code points that an encoding has not.
#include "core/fixture.h"
#include "rubric/text.h"

static rubric_encoding find(const char *label) {
    return rubric_encoding_find(rubric_slice_of(label));
}

static void assert_encoded(rubric_context *context, const char *encoding, const char *text,
                           rubric_unmappable unmappable, rubric_slice wanted) {
    rubric_buffer out;
    rubric_buffer_init(&out, context);
    rubric_status status =
        rubric_text_encode(&out, rubric_slice_of(text), find(encoding), unmappable, NULL);
    assert_int_equal(status, RUBRIC_OK);
    assert_int_equal(out.size, wanted.size);
    assert_memory_equal(out.bytes, wanted.bytes, wanted.size);
    rubric_buffer_clear(&out);
}

static void words_become_bytes(void **state) {
    static const char *const cases[][3] = {
        {"gbk", "€ 汉字", "\x80 \xBA\xBA\xD7\xD6"},
        {"gb18030", "€𠀀ॐ", "\xA2\xE3\x95\x32\x82\x36\x81\x31\xD4\x38"},
        {"gb18030", "\xEE\x9F\x87", "\x81\x35\xF4\x37"}, // U+E7C7
        {"big5", "漢字十", "\xBA~\xA6r\xA4Q"},
        {"euc-jp", "日本¥ｶ", "\xC6\xFC\xCB\xDC\\\x8E\xB6"},
        {"shift_jis", "日本‾ｶ纊", "\x93\xFA\x96{~\xB6\xFA\x5C"}, // IBM's 纊, not the one NEC took
        {"euc-jp", "纊", "\xF9\xA1"},
        {"iso-2022-jp", "日本 go", "\x1B$BF|K\\\x1B(B go"},
        {"iso-2022-jp", "¥a\\ｶ", "\x1B(J\\a\x1B(B\\\x1B$B%+\x1B(B"},
        {"euc-kr", "한글 똠", "\xC7\xD1\xB1\xDB \x8C\x63"},
        {"windows-1252", "œuf €", "\x9Cuf \x80"},
        {"koi8-r", "Привет", "\xF0\xD2\xC9\xD7\xC5\xD4"},
        {"utf-8", "aé😀", "aé😀"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_encoded(*state, cases[i][0], cases[i][1], RUBRIC_UNMAPPABLE_ERROR,
                       rubric_slice_of(cases[i][2]));
    assert_encoded(*state, "utf-16le", "aé😀", RUBRIC_UNMAPPABLE_ERROR,
                   rubric_slice_make("a\0\xE9\0=\xD8\0\xDE", 8));
    assert_encoded(*state, "utf-16be", "aé😀", RUBRIC_UNMAPPABLE_ERROR,
                   rubric_slice_make("\0a\0\xE9\xD8=\xDE\0", 8));
}

static void what_an_encoding_has_not_is_replaced(void **state) {
    static const char *const cases[][4] = {
        {"windows-1252", "a😀 ł", "a? ?", "a&#128512; &#322;"},
        {"gbk", "ॐ汉", "?\xBA\xBA", "&#2384;\xBA\xBA"},
        {"gb18030", "\xEE\x97\xA5", "?", "&#58853;"}, // U+E5E5, the only one that it has not
        {"iso-2022-jp", "日한", "\x1B$BF|\x1B(B?", "\x1B$BF|\x1B(B&#54620;"},
        // Never as it is: it would turn to another set.
        {"iso-2022-jp", "日\x0E", "\x1B$BF|\x1B(B?", "\x1B$BF|\x1B(B&#65533;"},
        {"koi8-r", "a\xFF", "a?", "a&#65533;"}, // not valid UTF-8
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_encoded(*state, cases[i][0], cases[i][1], RUBRIC_UNMAPPABLE_QUESTION,
                       rubric_slice_of(cases[i][2]));
        assert_encoded(*state, cases[i][0], cases[i][1], RUBRIC_UNMAPPABLE_REFERENCE,
                       rubric_slice_of(cases[i][3]));
    }
    assert_encoded(*state, "utf-8", "a\xFF\xC3", RUBRIC_UNMAPPABLE_ERROR,
                   rubric_slice_of("a\xEF\xBF\xBD\xEF\xBF\xBD"));
}

static void an_error_names_place_and_code_point_and_writes_nothing(void **state) {
    rubric_buffer out;
    rubric_error error;
    rubric_buffer_init(&out, *state);
    rubric_buffer_put_string(&out, "kept");
    assert_int_equal(rubric_text_encode(&out, rubric_slice_of("für 한국"), find("latin1"),
                                        RUBRIC_UNMAPPABLE_ERROR, &error),
                     RUBRIC_ERROR_ENCODING);
    assert_int_equal(error.offset, 5);
    assert_string_equal(error.message, "windows-1252 has no U+D55C");
    assert_int_equal(rubric_text_encode(&out, rubric_slice_of("a"), RUBRIC_ENCODING_REPLACEMENT,
                                        RUBRIC_UNMAPPABLE_ERROR, &error),
                     RUBRIC_ERROR_ENCODING);
    assert_string_equal(error.message, "nothing can be written as 'replacement'");
    assert_int_equal(rubric_text_encode(&out, rubric_slice_of("a"), (rubric_encoding)9999,
                                        RUBRIC_UNMAPPABLE_ERROR, NULL),
                     RUBRIC_ERROR_ENCODING);
    assert_buffer(&out, "kept");
}

static void nothing_becomes_nothing(void **state) {
    rubric_encoding encoding;
    for (size_t i = 0; (encoding = rubric_encoding_at(i)) != RUBRIC_ENCODING_UNKNOWN; i++)
        if (encoding != RUBRIC_ENCODING_REPLACEMENT)
            assert_encoded(*state, rubric_encoding_name(encoding), "", RUBRIC_UNMAPPABLE_ERROR,
                           rubric_slice_make("", 0));
}

static rubric_status encode_some(rubric_context *context) {
    rubric_buffer out;
    rubric_buffer_init(&out, context);
    rubric_status status =
        rubric_text_encode(&out, rubric_slice_of("日本語 한국어 ASCII and more of it, and more"),
                           RUBRIC_ENCODING_ISO_2022_JP, RUBRIC_UNMAPPABLE_REFERENCE, NULL);
    rubric_buffer_clear(&out);
    return status;
}

static void a_failing_allocation_is_an_error(void **state) {
    (void)state;
    fail_every_allocation(encode_some);
}

static void encoding_is_paid_for(void **state) {
    (void)state;
    rubric_context *context = new_context(0, 10);
    rubric_buffer out;
    rubric_buffer_init(&out, context);
    assert_int_equal(rubric_text_encode(&out, rubric_slice_of("more than ten bytes"),
                                        RUBRIC_ENCODING_GBK, RUBRIC_UNMAPPABLE_ERROR, NULL),
                     RUBRIC_ERROR_TIME);
    rubric_buffer_clear(&out);
    rubric_context_free(context);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        CONTEXT_TEST(words_become_bytes),
        CONTEXT_TEST(what_an_encoding_has_not_is_replaced),
        CONTEXT_TEST(an_error_names_place_and_code_point_and_writes_nothing),
        CONTEXT_TEST(nothing_becomes_nothing),
        cmocka_unit_test(a_failing_allocation_is_an_error),
        cmocka_unit_test(encoding_is_paid_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
