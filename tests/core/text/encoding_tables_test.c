// SPDX-License-Identifier: MIT
// The tables of all encodings, whole: hashes of what another program makes of the same bytes.
//
// The hashes (FNV-1a, 64 bits) were computed with the npm package @exodus/bytes 1.16.0, another
// implementation of the standard, with the indexes of September 2024. It and rubric agreed besides
// on each two bytes alone, on each four of gb18030 and on random bytes. Both go back to the indexes
// that the standard publishes.
#include "core/fixture.h"
#include "rubric/text.h"

static rubric_encoding find(const char *label) {
    return rubric_encoding_find(rubric_slice_of(label));
}

typedef enum stream {
    SINGLES, // every byte
    PAIRS,   // every two bytes, each followed by two line ends; ISO-2022-JP: between escapes
    TRIPLES, // the same with 8F before
    FOURS    // every four bytes that gb18030 has a place for
} stream;

static void put_pairs(rubric_buffer *out, const char *before, const char *after) {
    for (unsigned i = 0; i < 65536; i++) {
        rubric_buffer_put_string(out, before);
        rubric_buffer_put_byte(out, (char)(unsigned char)(i >> 8));
        rubric_buffer_put_byte(out, (char)(unsigned char)(i & 0xFF));
        rubric_buffer_put_string(out, after);
    }
}

static void put_fours(rubric_buffer *out) {
    for (unsigned i = 0; i < 126 * 10 * 126 * 10; i++) {
        unsigned bytes[] = {i / 12600 + 0x81, i / 1260 % 10 + '0', i / 10 % 126 + 0x81,
                            i % 10 + '0'};
        for (size_t k = 0; k < 4; k++)
            rubric_buffer_put_byte(out, (char)(unsigned char)bytes[k]);
    }
}

static void put_stream(rubric_buffer *out, stream kind, rubric_encoding encoding) {
    bool has_escapes = encoding == RUBRIC_ENCODING_ISO_2022_JP;
    if (kind == FOURS)
        put_fours(out);
    else if (kind == TRIPLES)
        put_pairs(out, "\x8F", "\n\n");
    else if (kind == PAIRS)
        put_pairs(out, has_escapes ? "\x1B$B" : "", has_escapes ? "\x1B(B\n\n" : "\n\n");
    else
        for (unsigned byte = 0; byte < 256; byte++)
            rubric_buffer_put_byte(out, (char)(unsigned char)byte);
}

static void every_code_is_decoded_as_another_program_does(void **state) {
    static const struct {
        const char *encoding;
        stream kind;
        uint64_t hash; // of the text
    } cases[] = {
        {"utf-8", PAIRS, 0x4D1B4F0A11138265},
        {"utf-16le", PAIRS, 0xC9EABB4C210F7265},
        {"utf-16be", PAIRS, 0x9161FDFE472528A5},
        {"gbk", PAIRS, 0x407B415E5F8C3CE0},
        {"gb18030", PAIRS, 0x407B415E5F8C3CE0},
        {"gb18030", FOURS, 0x37FC074D4DD1D6E6},
        {"big5", PAIRS, 0xD322FE7AD01B29F6},
        {"euc-jp", PAIRS, 0x3D9B7B04B43944D7},
        {"euc-jp", TRIPLES, 0x58B8AE942312945D},
        {"iso-2022-jp", PAIRS, 0x60503CC9CAA79A36},
        {"shift_jis", PAIRS, 0xF389738FB730073B},
        {"euc-kr", PAIRS, 0x692C053F6D33BE06},
        {"ibm866", SINGLES, 0x6B8F44234EFAE54A},
        {"iso-8859-10", SINGLES, 0xF0720492E19FD91B},
        {"iso-8859-13", SINGLES, 0x4CC282A8BA420A61},
        {"iso-8859-14", SINGLES, 0x27EF6FCEADA8F435},
        {"iso-8859-15", SINGLES, 0x461F37F7C64278C0},
        {"iso-8859-16", SINGLES, 0x5EB2ED1A24BEA882},
        {"iso-8859-2", SINGLES, 0x0891CDFF42687236},
        {"iso-8859-3", SINGLES, 0xF9BEEC0AEF2D7A97},
        {"iso-8859-4", SINGLES, 0xEC5455CDCA7B918F},
        {"iso-8859-5", SINGLES, 0x4616B17A577DBFAF},
        {"iso-8859-6", SINGLES, 0xC2CA17CF95AEA1E2},
        {"iso-8859-7", SINGLES, 0xAEF1CF286AFA4969},
        {"iso-8859-8", SINGLES, 0xDB6B1189065B2F5D},
        {"iso-8859-8-i", SINGLES, 0xDB6B1189065B2F5D},
        {"koi8-r", SINGLES, 0x635471103B3E073D},
        {"koi8-u", SINGLES, 0xDD7FDB40AF8D1D41},
        {"macintosh", SINGLES, 0x2AC543A0FA54B935},
        {"windows-1250", SINGLES, 0x17BE4B5FAA6291B5},
        {"windows-1251", SINGLES, 0xB8FB9938A8961325},
        {"windows-1252", SINGLES, 0x9CD7DAFFBB28039A},
        {"windows-1253", SINGLES, 0x8961A92196EAD090},
        {"windows-1254", SINGLES, 0xC9D2E7CF7C3CAF14},
        {"windows-1255", SINGLES, 0x625D3BD8D612361F},
        {"windows-1256", SINGLES, 0x8D69C07530A8824B},
        {"windows-1257", SINGLES, 0xE142EB2FB596A64E},
        {"windows-1258", SINGLES, 0x8052F975114C9E83},
        {"windows-874", SINGLES, 0x90812B3712221A93},
        {"x-mac-cyrillic", SINGLES, 0x66C4C06C8E064185},
        {"x-user-defined", SINGLES, 0x814C22AA7C99D825},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        rubric_buffer bytes;
        rubric_arena *arena = NULL;
        rubric_decoded decoded;
        rubric_encoding encoding = find(cases[i].encoding);
        rubric_buffer_init(&bytes, *state);
        put_stream(&bytes, cases[i].kind, encoding);
        assert_int_equal(rubric_arena_new(&arena, *state, NULL), RUBRIC_OK);
        assert_int_equal(
            rubric_text_decode(&decoded, arena, rubric_buffer_slice(&bytes), encoding, NULL),
            RUBRIC_OK);
        if (rubric_slice_hash(decoded.text) != cases[i].hash)
            fail_msg("%s, stream %d", cases[i].encoding, cases[i].kind);
        rubric_arena_free(arena);
        rubric_buffer_clear(&bytes);
    }
}

// Every code point of the planes 0 to 2 outside of ASCII, each on a line.
static void put_code_points(rubric_buffer *out) {
    for (uint32_t code_point = 0x80; code_point < 0x30000; code_point++) {
        if (code_point >= 0xD800 && code_point <= 0xDFFF)
            continue;
        rubric_buffer_put_code_point(out, code_point);
        rubric_buffer_put_byte(out, '\n');
    }
}

static size_t line_size(rubric_slice text, size_t at) {
    const char *end = memchr(text.bytes + at, '\n', text.size - at);
    return end ? (size_t)(end - (text.bytes + at)) : text.size - at;
}

// Compare line by line; counts those that were encoded and those that came back as they were.
static void compare_lines(rubric_slice text, rubric_slice again, size_t *encoded, size_t *same) {
    size_t other = 0, size, other_size;
    *encoded = *same = 0;
    for (size_t at = 0; at < text.size; at += size + 1, other += other_size + 1) {
        size = line_size(text, at);
        other_size = line_size(again, other);
        bool is_question = other_size == 1 && again.bytes[other] == '?';
        *encoded += !is_question;
        *same += size == other_size && memcmp(text.bytes + at, again.bytes + other, size) == 0;
    }
}

// How many code points cannot come back, because two of them have the same bytes.
static size_t folded_count(rubric_encoding encoding) {
    switch ((int)encoding) {
    case RUBRIC_ENCODING_GBK:
    case RUBRIC_ENCODING_GB18030:
        return 18; // what GB18030-2005 had in private use
    case RUBRIC_ENCODING_EUC_JP:
    case RUBRIC_ENCODING_SHIFT_JIS:
        return 3; // yen sign, overline, minus sign
    case RUBRIC_ENCODING_ISO_2022_JP:
        return 1 + 63; // minus sign, katakana of half width
    default:
        return 0;
    }
}

static void every_code_point_is_encoded_as_another_program_does(void **state) {
    static const struct {
        const char *encoding;
        size_t count;  // of code points that it has
        uint64_t hash; // of the bytes
    } cases[] = {
        {"gbk", 23957, 0x6B8C939024AD5AD1},          {"gb18030", 194431, 0xFEFA44FB77E2E37B},
        {"big5", 14653, 0x69A059DCF7C51C08},         {"euc-jp", 7392, 0x322FC827478B81F2},
        {"iso-2022-jp", 7392, 0xDF140AB20369D5A5},   {"shift_jis", 7393, 0x0C41250EDE190D05},
        {"euc-kr", 17048, 0x951F2ACF9D324A84},       {"ibm866", 128, 0x5859A1933B53DEEF},
        {"iso-8859-10", 128, 0x7CDE01AC4614C816},    {"iso-8859-13", 128, 0xFD646526EDE00016},
        {"iso-8859-14", 128, 0xAE4D4093A03751AB},    {"iso-8859-15", 128, 0x6BD18C646CB60335},
        {"iso-8859-16", 128, 0x4A9E1D0F7086AF66},    {"iso-8859-2", 128, 0x6B1558B2417A0068},
        {"iso-8859-3", 121, 0x812056347DA880EF},     {"iso-8859-4", 128, 0x3C663E90A952C6DB},
        {"iso-8859-5", 128, 0xA58910EC15FFBF62},     {"iso-8859-6", 83, 0xCFF1CB169443ECB8},
        {"iso-8859-7", 125, 0xC1EBEC997B786643},     {"iso-8859-8", 92, 0x585262FC77579F66},
        {"iso-8859-8-i", 92, 0x585262FC77579F66},    {"koi8-r", 128, 0x9F2C9CB780F352BD},
        {"koi8-u", 128, 0x6DED0BA00811FEAA},         {"macintosh", 128, 0x8E4E525BF05B186D},
        {"windows-1250", 128, 0xC50CF7E46BD7D09B},   {"windows-1251", 128, 0x902B3CAFF5846667},
        {"windows-1252", 128, 0xB6F32EBC4C26C1CD},   {"windows-1253", 125, 0x86128957E21141EA},
        {"windows-1254", 128, 0xA49AE38B38C8FF56},   {"windows-1255", 118, 0x3DB5FAC4A603F942},
        {"windows-1256", 128, 0x0B0A0AED70D8531F},   {"windows-1257", 126, 0xC63D9B31EC7D9A8C},
        {"windows-1258", 128, 0xD51DADF2765C082B},   {"windows-874", 120, 0x47325F43B3D07244},
        {"x-mac-cyrillic", 128, 0x4D4956738AD04C82}, {"x-user-defined", 128, 0x39DE2EDBD7EF0291},
    };
    rubric_buffer text, bytes;
    rubric_buffer_init(&text, *state);
    rubric_buffer_init(&bytes, *state);
    put_code_points(&text);
    rubric_slice all = rubric_buffer_slice(&text);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        rubric_encoding encoding = find(cases[i].encoding);
        rubric_arena *arena = NULL;
        rubric_decoded decoded;
        size_t encoded, same;
        bytes.size = 0;
        assert_int_equal(
            rubric_text_encode(&bytes, all, encoding, RUBRIC_UNMAPPABLE_REFERENCE, NULL),
            RUBRIC_OK);
        if (rubric_slice_hash(rubric_buffer_slice(&bytes)) != cases[i].hash)
            fail_msg("%s is encoded differently", cases[i].encoding);
        bytes.size = 0;
        rubric_text_encode(&bytes, all, encoding, RUBRIC_UNMAPPABLE_QUESTION, NULL);
        assert_int_equal(rubric_arena_new(&arena, *state, NULL), RUBRIC_OK);
        rubric_text_decode(&decoded, arena, rubric_buffer_slice(&bytes), encoding, NULL);
        compare_lines(all, decoded.text, &encoded, &same);
        assert_int_equal(decoded.replaced, 0);
        assert_int_equal(encoded, cases[i].count);
        if (same != encoded - folded_count(encoding))
            fail_msg("%s: %zu of %zu come back", cases[i].encoding, same, encoded);
        rubric_arena_free(arena);
    }
    rubric_buffer_clear(&text);
    rubric_buffer_clear(&bytes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        CONTEXT_TEST(every_code_is_decoded_as_another_program_does),
        CONTEXT_TEST(every_code_point_is_encoded_as_another_program_does),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
