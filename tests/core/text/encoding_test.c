// SPDX-License-Identifier: MIT
// Tests of encodings.
#include "core/fixture.h"
#include "rubric/text.h"

static rubric_encoding find(const char *label) {
    return rubric_encoding_find(rubric_slice_of(label));
}

static void labels_lead_to_the_encoding_that_the_web_means(void **state) {
    (void)state;
    assert_string_equal(rubric_encoding_name(find("latin1")), "windows-1252");
    assert_string_equal(rubric_encoding_name(find(" US-ASCII\n")), "windows-1252");
    assert_string_equal(rubric_encoding_name(find("iso-8859-9")), "windows-1254");
    assert_string_equal(rubric_encoding_name(find("KOI8-R")), "koi8-r");
    assert_string_equal(rubric_encoding_name(find("utf8")), "utf-8");
    assert_string_equal(rubric_encoding_name(find("UTF-16")), "utf-16le");
    assert_string_equal(rubric_encoding_name(find("unicodefffe")), "utf-16be");
    assert_int_equal(find("klingon"), RUBRIC_ENCODING_UNKNOWN);
    assert_int_equal(find(""), RUBRIC_ENCODING_UNKNOWN);
    assert_int_equal(find("utf-8-with-a-name-longer-than-any-label"), RUBRIC_ENCODING_UNKNOWN);
    assert_string_equal(rubric_encoding_name((rubric_encoding)9999), "unknown");
}

static void guessing_asks_the_mark_then_the_declaration_then_the_bytes(void **state) {
    (void)state;
    rubric_encoding latin = find("windows-1252"), greek = find("iso-8859-7");
    rubric_slice cut = rubric_slice_of("abc\xE2\x82");
    assert_int_equal(rubric_encoding_guess(rubric_slice_of("\xFF\xFE"
                                                           "a"),
                                           greek),
                     RUBRIC_ENCODING_UTF16LE);
    assert_int_equal(rubric_encoding_guess(rubric_slice_of("abc"), greek), greek);
    assert_int_equal(rubric_encoding_guess(cut, RUBRIC_ENCODING_UNKNOWN), RUBRIC_ENCODING_UTF8);
    assert_int_equal(rubric_encoding_guess(rubric_slice_of("caf\xE9 au"), RUBRIC_ENCODING_UNKNOWN),
                     latin);
    assert_int_equal(rubric_encoding_guess(rubric_slice_of("caf\xE9!"), RUBRIC_ENCODING_UNKNOWN),
                     latin);
    assert_int_equal(rubric_encoding_guess(rubric_slice_make(NULL, 0), RUBRIC_ENCODING_UNKNOWN),
                     RUBRIC_ENCODING_UTF8);
}

static void assert_decoded(rubric_context *context, rubric_slice bytes, rubric_encoding encoding,
                           const char *wanted, size_t replaced) {
    rubric_arena *arena = NULL;
    rubric_decoded decoded;
    assert_int_equal(rubric_arena_new(&arena, context, NULL), RUBRIC_OK);
    assert_int_equal(rubric_text_decode(&decoded, arena, bytes, encoding, NULL), RUBRIC_OK);
    assert_slice(decoded.text, wanted);
    assert_int_equal(decoded.replaced, replaced);
    assert_int_equal(rubric_utf8_valid(decoded.text), decoded.text.size);
    assert_int_equal(rubric_decoded_original(&decoded, decoded.text.size), bytes.size);
    size_t last = 0;
    for (size_t i = 0; i <= decoded.text.size; i++) {
        size_t original = rubric_decoded_original(&decoded, i);
        assert_true(original >= last && original <= bytes.size);
        last = original;
    }
    rubric_arena_free(arena);
}

static void bytes_become_text(void **state) {
    assert_decoded(*state, rubric_slice_of("caf\xE9 \x80"), find("latin1"),
                   "caf\xC3\xA9 \xE2\x82\xAC", 0);
    assert_decoded(*state, rubric_slice_of("\xF0\xD2\xC9"), find("koi8-r"),
                   "\xD0\x9F\xD1\x80\xD0\xB8", 0);
    assert_decoded(*state, rubric_slice_of("\xEF\xBB\xBFx"), RUBRIC_ENCODING_UTF8, "x", 0);
    assert_decoded(*state,
                   rubric_slice_make("\xFF\xFE"
                                     "a\0=\xD8\0\xDE",
                                     8),
                   RUBRIC_ENCODING_UTF16LE, "a\xF0\x9F\x98\x80", 0);
    assert_decoded(*state, rubric_slice_make("\0a\xD8=", 4), RUBRIC_ENCODING_UTF16BE,
                   "a\xEF\xBF\xBD", 1);
    assert_decoded(*state, rubric_slice_make("a\0b", 3), RUBRIC_ENCODING_UTF16LE, "a\xEF\xBF\xBD",
                   1);
}

static void each_broken_sequence_becomes_one_replacement(void **state) {
    assert_decoded(*state, rubric_slice_of("a\xE2\x82z"), RUBRIC_ENCODING_UTF8, "a\xEF\xBF\xBDz",
                   1);
    assert_decoded(*state, rubric_slice_of("\xF0\x9F\x98"), RUBRIC_ENCODING_UTF8, "\xEF\xBF\xBD",
                   1);
    assert_decoded(*state, rubric_slice_of("\xED\xA0\x80"), RUBRIC_ENCODING_UTF8,
                   "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", 3);
    assert_decoded(*state, rubric_slice_of("\xFF\xC0\x80"), RUBRIC_ENCODING_UTF8,
                   "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", 3);
    // A replacement that is in the text is none of ours.
    assert_decoded(*state, rubric_slice_of("\xEF\xBF\xBD"), RUBRIC_ENCODING_UTF8, "\xEF\xBF\xBD",
                   0);
}

static void offsets_map_back_to_the_bytes(void **state) {
    rubric_arena *arena = NULL;
    rubric_decoded decoded;
    assert_int_equal(rubric_arena_new(&arena, *state, NULL), RUBRIC_OK);
    rubric_slice bytes = rubric_slice_of("a\xE9"
                                         "b\x80"
                                         "c");
    rubric_text_decode(&decoded, arena, bytes, find("windows-1252"), NULL);
    static const size_t wanted[] = {0, 1, 2, 2, 3, 4, 4, 4, 5}; // a é b € c
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        assert_int_equal(rubric_decoded_original(&decoded, i), wanted[i]);
    rubric_arena_free(arena);
}

static void valid_utf8_is_not_copied(void **state) {
    rubric_arena *arena = NULL;
    rubric_decoded decoded;
    assert_int_equal(rubric_arena_new(&arena, *state, NULL), RUBRIC_OK);
    rubric_slice bytes = rubric_slice_of("caf\xC3\xA9");
    rubric_text_decode(&decoded, arena, bytes, RUBRIC_ENCODING_UTF8, NULL);
    assert_ptr_equal(decoded.text.bytes, bytes.bytes);
    assert_int_equal(decoded.checkpoint_count, 0);
    rubric_error error;
    assert_int_equal(rubric_text_decode(&decoded, arena, bytes, (rubric_encoding)9999, &error),
                     RUBRIC_ERROR_ENCODING);
    rubric_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels_lead_to_the_encoding_that_the_web_means),
        cmocka_unit_test(guessing_asks_the_mark_then_the_declaration_then_the_bytes),
        CONTEXT_TEST(bytes_become_text),
        CONTEXT_TEST(each_broken_sequence_becomes_one_replacement),
        CONTEXT_TEST(offsets_map_back_to_the_bytes),
        CONTEXT_TEST(valid_utf8_is_not_copied),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
