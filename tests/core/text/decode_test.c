// SPDX-License-Identifier: MIT
// Decoding: text of every kind of encoding, errors as the standard counts them, and offsets back.
#include "core/fixture.h"
#include "rubric/text.h"

static rubric_encoding find(const char *label) {
    return rubric_encoding_find(rubric_slice_of(label));
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

// Words that a person can read, with bytes as other programs write them.
static void words_of_every_kind_of_encoding_are_read(void **state) {
    static const struct {
        const char *encoding, *bytes, *text;
    } cases[] = {
        {"gbk", "\x80 \xBA\xBA\xD7\xD6", "€ 汉字"},
        {"gb18030",
         "\x95"
         "2\x82"
         "6\xBA\xBA\xD7\xD6\x81"
         "1\xD4"
         "8",
         "𠀀汉字ॐ"},
        {"big5", "\xBA~\xA6r\xBDs\xBDX", "漢字編碼"},
        {"big5", "\x88\x62\x88\x64\x88\xA3\x88\xA5", "Ê̄Ê̌ê̄ê̌"},
        {"euc-jp", "\xC6\xFC\xCB\xDC\xB8\xEC\xA1\xA2\x8E\xB6\x8E\xC5", "日本語、ｶﾅ"},
        {"euc-jp", "\x8F\xB0\xA1", "丂"},
        {"iso-2022-jp", "\x1B$BF|K\x5C\x1B(B go \x1B(I6E\x1B(J\\~", "日本 go ｶﾅ¥‾"},
        {"shift_jis",
         "\x93\xFA\x96{\x8C\xEA\x81"
         "A\xB6\xC5\x87@",
         "日本語、ｶﾅ①"},
        {"euc-kr",
         "\xC7\xD1\xB1\xDB \x8C"
         "c\xB9\xE6\xB0\xA2\xC7\xCF",
         "한글 똠방각하"},
        {"koi8-u", "\xB7\xD6\xC1\xCB", "Їжак"},
        {"koi8-r", "\xF0\xD2\xC9\xD7\xC5\xD4", "Привет"},
        {"windows-1251", "\xCF\xF0\xE8\xE2\xE5\xF2", "Привет"},
        {"ibm866", "\x8F\xE0\xA8\xA2\xA5\xE2", "Привет"},
        {"x-mac-cyrillic", "\x8C\xE8\xF0", "Мир"},
        {"windows-874", "\xC0\xD2\xC9\xD2\xE4\xB7\xC2", "ภาษาไทย"},
        {"windows-1255", "\xF9\xEC\xE5\xED", "שלום"},
        {"windows-1256", "\xE3\xD1\xCD\xC8\xC7", "مرحبا"},
        {"windows-1253", "\xCA\xE1\xEB\xE7\xEC\xDD\xF1\xE1", "Καλημέρα"},
        {"iso-8859-7", "\xB6\xF1\xE7\xF2", "Άρης"},
        {"windows-1254", "\xFD\xFE\xFD\xF0\xFD", "ışığı"},
        {"windows-1257", "\xFEmogus \xE0\xE8\xE6", "žmogus ąčę"},
        {"iso-8859-15", "\xBDuf \xA4", "œuf €"},
        {"iso-8859-2",
         "\xAC"
         "d\xBC"
         "b\xB3o",
         "Źdźbło"},
        {"windows-1250",
         "\x8F"
         "d\x9F"
         "b\xB3o",
         "Źdźbło"},
        {"macintosh", "na\x95ve", "naïve"},
        {"x-user-defined", "a\x80\xFF", "a\xEF\x9E\x80\xEF\x9F\xBF"}, // U+F780, U+F7FF
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_decoded(*state, rubric_slice_of(cases[i].bytes), find(cases[i].encoding),
                       cases[i].text, 0);
}

#define R "\xEF\xBF\xBD"

// Sections 10 to 14: what an error takes, and what it leaves to be read again.
static const struct {
    const char *encoding, *bytes, *text;
    size_t replaced;
} errors[] = {
    {"gbk", "\x81", R, 1},
    {"gbk", "\xBA<b>", R "<b>", 1}, // ASCII after a bad lead byte stays
    {"gbk",
     "\xFF"
     "a",
     R "a", 1},
    {"gb18030",
     "\x81"
     "0",
     R, 1}, // the end within four bytes is one error
    {"gb18030",
     "\x81"
     "0\x81",
     R, 1},
    {"gb18030",
     "\x81"
     "0a",
     R "0a", 1},
    {"gb18030",
     "\x81"
     "0\x81"
     "a",
     R "0乤", 1},
    {"gb18030",
     "\x84"
     "1\xA4"
     "9",
     "\xEF\xBF\xBF", 0}, // U+FFFF is the last of plane 0
    {"gb18030",
     "\x84"
     "1\xA5"
     "0",
     R, 1}, // between the planes there is nothing
    {"gb18030",
     "\xE3"
     "2\x9A"
     "5",
     "\xF4\x8F\xBF\xBF", 0}, // U+10FFFF
    {"gb18030",
     "\xE3"
     "2\x9A"
     "6",
     R, 1},
    {"big5",
     "\x80"
     "a",
     R "a", 1},
    {"big5", "\xA1\x30", R "0", 1},
    {"big5", "\xA1\x80\xA4\x40", R "一", 1},
    {"euc-jp",
     "\x8E"
     "a",
     R "a", 1},
    {"euc-jp",
     "\x8E\xE0"
     "a",
     R "a", 1},
    {"euc-jp", "\x8F\xA1", R, 1},
    {"euc-jp", "\x8F\xA1<", R "<", 1},
    {"euc-jp", "\x8F<", R "<", 1},
    {"shift_jis",
     "\x80\xA0\xFD"
     "a",
     "\xC2\x80" R R "a", 2},
    {"shift_jis", "\x81\x39", R "9", 1},
    {"shift_jis", "\xF0\x40", "\xEE\x80\x80", 0}, // U+E000: characters of the user's own
    {"euc-kr", "\x81<", R "<", 1},
    {"euc-kr",
     "\xFE\xFE"
     "a",
     R "a", 1},
    {"iso-2022-jp",
     "\x1B"
     "a",
     R "a", 1},
    {"iso-2022-jp", "\x1B$", R "$", 1},
    {"iso-2022-jp", "\x1B$B\x1B(B", R, 1}, // nothing stands between two escapes
    {"iso-2022-jp", "\x1B$BF\x1B(Ba", R "a", 1},
    {"iso-2022-jp", "\x1B$BF", R, 1},
    {"iso-2022-jp", "\x1B$BF\n|", R R, 2},
    {"iso-2022-jp", "\x0E\xA4", R R, 2},
    {"replacement", "anything\x1B$)C at all", R, 1},
    {"replacement", "", "", 0},
    {"windows-1253", "\xAA", R, 1},
};

static void errors_take_what_the_standard_says(void **state) {
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
        assert_decoded(*state, rubric_slice_of(errors[i].bytes), find(errors[i].encoding),
                       errors[i].text, errors[i].replaced);
}

static void the_first_error_is_named_by_its_place_in_the_bytes(void **state) {
    rubric_arena *arena = NULL;
    rubric_decoded decoded;
    assert_int_equal(rubric_arena_new(&arena, *state, NULL), RUBRIC_OK);
    rubric_slice bytes = rubric_slice_of("\x93\xFA\x96{ \xFD \xFE");
    rubric_text_decode(&decoded, arena, bytes, RUBRIC_ENCODING_SHIFT_JIS, NULL);
    assert_slice(decoded.text, "日本 " R " " R);
    assert_int_equal(decoded.replaced, 2);
    assert_int_equal(decoded.first_replaced, 5);
    rubric_arena_free(arena);
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

static void offsets_map_back_from_characters_of_several_bytes(void **state) {
    rubric_arena *arena = NULL;
    rubric_decoded decoded;
    assert_int_equal(rubric_arena_new(&arena, *state, NULL), RUBRIC_OK);
    rubric_slice bytes = rubric_slice_of("a\x1B$BF|\x1B(Bb"); // a, an escape, 日, an escape, b
    rubric_text_decode(&decoded, arena, bytes, RUBRIC_ENCODING_ISO_2022_JP, NULL);
    static const size_t wanted[] = {0, 4, 5, 6, 9, 10};
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        assert_int_equal(rubric_decoded_original(&decoded, i), wanted[i]);
    rubric_arena_free(arena);
}

// Long enough for many checkpoints: each offset must lead where decoding the bytes up to it ends.
static void offsets_map_back_in_long_text(void **state) {
    static const char *const encodings[] = {"shift_jis", "iso-2022-jp", "gb18030", "utf-16le"};
    rubric_slice text = rubric_slice_of("日本語のテキスト, some ASCII that goes on for long, ");
    for (size_t i = 0; i < sizeof encodings / sizeof *encodings; i++) {
        rubric_encoding encoding = find(encodings[i]);
        rubric_buffer bytes, whole;
        size_t begins[41];
        rubric_arena *arena = NULL;
        rubric_decoded decoded;
        assert_int_equal(rubric_arena_new(&arena, *state, NULL), RUBRIC_OK);
        rubric_buffer_init(&bytes, *state);
        rubric_buffer_init(&whole, *state);
        for (size_t n = 0; n < 40; n++) { // with more and more ASCII between
            begins[n] = bytes.size;
            assert_int_equal(rubric_text_encode(&bytes, text, encoding, 0, NULL), RUBRIC_OK);
            rubric_buffer_put_slice(&whole, text);
            for (size_t k = 0; k < 8 * n; k++) {
                rubric_text_encode(&bytes, rubric_slice_of("x"), encoding, 0, NULL);
                rubric_buffer_put_byte(&whole, 'x');
            }
        }
        begins[40] = bytes.size;
        rubric_slice input = rubric_buffer_slice(&bytes);
        rubric_text_decode(&decoded, arena, input, encoding, NULL);
        assert_true(rubric_slice_equal(decoded.text, rubric_buffer_slice(&whole)));
        size_t at = 0, escape = encoding == RUBRIC_ENCODING_ISO_2022_JP ? 3 : 0;
        for (size_t n = 0; n < 40; at += text.size + 8 * n++)
            assert_int_equal(rubric_decoded_original(&decoded, at), begins[n] + escape);
        assert_int_equal(rubric_decoded_original(&decoded, at), begins[40]);
        assert_true(decoded.checkpoint_count <= input.size / 32 + 1);
        rubric_buffer_clear(&bytes);
        rubric_buffer_clear(&whole);
        rubric_arena_free(arena);
    }
}

/* ---- Hostile input ---- */

enum { ALL = 1000, UNTIL_SINGLE_BYTE = RUBRIC_ENCODING_SINGLE_BYTE };

// Decode in the first `count` encodings; text must be valid and every offset lead back in order.
static void decode_as(rubric_context *context, rubric_slice bytes, size_t count) {
    rubric_encoding encoding;
    for (size_t i = 0; (encoding = rubric_encoding_at(i)) && i < count; i++) {
        rubric_arena *arena = NULL;
        rubric_decoded decoded;
        assert_int_equal(rubric_arena_new(&arena, context, NULL), RUBRIC_OK);
        assert_int_equal(rubric_text_decode(&decoded, arena, bytes, encoding, NULL), RUBRIC_OK);
        assert_int_equal(rubric_utf8_valid(decoded.text), decoded.text.size);
        size_t last = 0, step = 1 + decoded.text.size / 5000;
        for (size_t at = 0; at <= decoded.text.size; at += step) {
            size_t original = rubric_decoded_original(&decoded, at);
            assert_true(original >= last && original <= bytes.size);
            last = original;
        }
        assert_int_equal(rubric_decoded_original(&decoded, decoded.text.size), bytes.size);
        rubric_arena_free(arena);
    }
}

static void any_small_input_can_be_decoded(void **state) {
    decode_as(*state, rubric_slice_make(NULL, 0), ALL);
    for (int byte = 0; byte < 256; byte++) {
        char one = (char)(unsigned char)byte;
        decode_as(*state, rubric_slice_make(&one, 1), ALL);
    }
    static const char *const cut[] = {
        "\x1B",     "\x1B$",    "\x1B$B",       "\x1B$BF",      "\x1B$BF\x1B",
        "\x81",     "\x81\x30", "\x81\x30\x81", "\x8E",         "\x8F",
        "\x8F\xA1", "\x88",     "\xD8\x3D",     "\xD8\x3D\xDE", "\xE3\x82",
        "\xFF\xFE", "\xFE\xFF", "\xEF\xBB\xBF", "\xF0\x9F\x98",
    };
    for (size_t i = 0; i < sizeof cut / sizeof *cut; i++)
        decode_as(*state, rubric_slice_of(cut[i]), ALL);
}

// Bytes that repeat make the longest runs of everything: errors, characters, escapes.
static void ten_megabytes_are_decoded_in_linear_time(void **state) {
    static const char *const patterns[] = {"\xA1\xA1", "a", "\x81\x30\x81\x30", "\x1B$B0l"};
    enum { SIZE = 10 << 20 };
    char *bytes = malloc(SIZE);
    assert_non_null(bytes);
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        size_t size = strlen(patterns[i]), used = SIZE;
        for (size_t at = 0; at < used; at++)
            bytes[at] = patterns[i][at % size];
        if (i > 0) // those that it is made for take it as well as any
            used = SIZE / 10;
        decode_as(*state, rubric_slice_make(bytes, used), UNTIL_SINGLE_BYTE);
    }
    free(bytes);
}

static rubric_status decode_some(rubric_context *context) {
    rubric_arena *arena = NULL;
    rubric_decoded decoded;
    rubric_status status = rubric_arena_new(&arena, context, NULL);
    if (status == RUBRIC_OK)
        status = rubric_text_decode(&decoded, arena, rubric_slice_of("\x93\xFA\x96{ \xFD \xFE"),
                                    RUBRIC_ENCODING_SHIFT_JIS, NULL);
    rubric_arena_free(arena);
    return status;
}

static void a_failing_allocation_is_an_error(void **state) {
    (void)state;
    fail_every_allocation(decode_some);
}

static void decoding_is_paid_for(void **state) {
    (void)state;
    rubric_context *context = new_context(0, 10);
    rubric_arena *arena = NULL;
    rubric_decoded decoded;
    assert_int_equal(rubric_arena_new(&arena, context, NULL), RUBRIC_OK);
    assert_int_equal(rubric_text_decode(&decoded, arena, rubric_slice_of("\xFDzwanzig Bytes sind"),
                                        RUBRIC_ENCODING_BIG5, NULL),
                     RUBRIC_ERROR_TIME);
    rubric_arena_free(arena);
    rubric_context_free(context);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        CONTEXT_TEST(bytes_become_text),
        CONTEXT_TEST(each_broken_sequence_becomes_one_replacement),
        CONTEXT_TEST(words_of_every_kind_of_encoding_are_read),
        CONTEXT_TEST(errors_take_what_the_standard_says),
        CONTEXT_TEST(the_first_error_is_named_by_its_place_in_the_bytes),
        CONTEXT_TEST(offsets_map_back_to_the_bytes),
        CONTEXT_TEST(valid_utf8_is_not_copied),
        CONTEXT_TEST(offsets_map_back_from_characters_of_several_bytes),
        CONTEXT_TEST(offsets_map_back_in_long_text),
        CONTEXT_TEST(any_small_input_can_be_decoded),
        CONTEXT_TEST(ten_megabytes_are_decoded_in_linear_time),
        cmocka_unit_test(a_failing_allocation_is_an_error),
        cmocka_unit_test(decoding_is_paid_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
