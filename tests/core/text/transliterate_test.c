// SPDX-License-Identifier: MIT
// Tests of writing other scripts in ASCII.
#include <time.h>

#include "core/fixture.h"
#include "rubric/text.h"

static rubric_slice s(const char *text) {
    return rubric_slice_of(text);
}

typedef struct example {
    const char *language, *text, *wanted;
} example;

static void assert_examples(rubric_context *context, const example *examples, size_t count) {
    rubric_buffer out;
    rubric_buffer_init(&out, context);
    for (size_t i = 0; i < count; i++) {
        rubric_text_transliterate(&out, s(examples[i].text), s(examples[i].language),
                                  RUBRIC_UNKNOWN_KEEP);
        assert_buffer(&out, examples[i].wanted);
    }
}

static void latin_loses_its_signs(void **state) {
    static const example EXAMPLES[] = {
        {"", "", ""},
        {"", "Łódź Ørsted Þór ßaß Đà Nẵng ıİ", "Lodz Orsted Thor ssass Da Nang iI"},
        {"", "ÆON Ægir STRAẞE Œuvre", "AEON Aegir STRASSE Oeuvre"},
        {"de", "Müller ÜBER Übel Straße", "Mueller UEBER Uebel Strasse"},
        {"da", "Århus Ærø ØRE", "Aarhus Aeroe OERE"},
        {"sv", "Åre Öland", "Are Oland"},
        {"", "“quote” ‘it’s’ – — … ×½ ™ ﬁ Ａｂ", "\"quote\" 'it's' - - ... x1/2 TM fi Ab"},
        {"", "q\xCC\x83 e\xCC\x81", "q e"},
    };
    assert_examples(*state, EXAMPLES, sizeof EXAMPLES / sizeof *EXAMPLES);
}

static void cyrillic_follows_its_languages(void **state) {
    static const example EXAMPLES[] = {
        {"", "Москва, Чайковский, ЩУКА, Щука, объект, ёж",
         "Moskva, Chaykovskiy, SHCHUKA, Shchuka, obekt, yozh"},
        {"uk", "Згурський Київ Єнакієве Юрій Знам’янка Яготин Харків Гадяч",
         "Zghurskyi Kyiv Yenakiieve Yurii Znam'ianka Yahotyn Kharkiv Hadiach"},
        {"bg", "София България Щъркел Хасково", "Sofia Balgaria Shtarkel Haskovo"},
        {"sr", "Ђорђе Љубљана Чачак Џеп Нови Сад", "Djordje Ljubljana Cacak Dzep Novi Sad"},
        {"mk", "Ѓорѓи Ќосе Охрид Џамбо", "Gjorgji Kjose Ohrid Dzhambo"},
    };
    assert_examples(*state, EXAMPLES, sizeof EXAMPLES / sizeof *EXAMPLES);
}

static void greek_is_written_by_its_sounds(void **state) {
    static const example EXAMPLES[] = {
        {"", "Αθήνα Θεσσαλονίκη Ευρώπη αυτό ουρανός", "Athina Thessaloniki Evropi afto ouranos"},
        {"", "Μπάμπης άγγελος Σφίγξ σύγχρονος μαϊμού", "Bampis angelos Sfinx synchronos maimou"},
        {"", "ΕΥΑ ΨΩΜΙ Ψωμί χώρος ἄνθρωπος", "EVA PSOMI Psomi choros anthropos"},
    };
    assert_examples(*state, EXAMPLES, sizeof EXAMPLES / sizeof *EXAMPLES);
}

// Examples of the system itself, sections 2 and 3, in small letters.
static void hangul_follows_the_system_of_2000(void **state) {
    static const example EXAMPLES[] = {
        {"", "구미 영동 백암 옥천 합덕 호법 월곶 벚꽃 한밭",
         "gumi yeongdong baegam okcheon hapdeok hobeop wolgot beotkkot hanbat"},
        {"", "구리 설악 칠곡 임실 울릉 대관령", "guri seorak chilgok imsil ulleung daegwallyeong"},
        {"", "백마 종로 왕십리 별내 신라 독립", "baengma jongno wangsimni byeollae silla dongnip"},
        {"", "해돋이 같이 맞히다", "haedoji gachi machida"},
        {"", "좋고 놓다 잡혀 낳지 묵호 집현전", "joko nota japyeo nachi mukho jiphyeonjeon"},
        {"", "압구정 낙동강 죽변 낙성대 합정 팔당 샛별 울산",
         "apgujeong nakdonggang jukbyeon nakseongdae hapjeong paldang saetbyeol ulsan"},
        {"", "많아 않는 읽다 없어 값이 싫어", "mana anneun ikda eopseo gapsi sireo"},
    };
    assert_examples(*state, EXAMPLES, sizeof EXAMPLES / sizeof *EXAMPLES);
}

static void hangul_is_read_letter_by_letter(void **state) {
    static const example EXAMPLES[] = {
        {"ko", "신문로", "sinmullo"}, // people say n after n, as in 신문: no rule of letters
        {"", "\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", "han"}, // NFD
    };
    assert_examples(*state, EXAMPLES, sizeof EXAMPLES / sizeof *EXAMPLES);
}

static void kana_follow_hepburn(void **state) {
    static const example EXAMPLES[] = {
        {"", "ひらがな きょう しゃしん マッチャ ざっし", "hiragana kyou shashin matcha zasshi"},
        {"", "ラーメン ティー ファイル ウィキ ヴァイオリン チェス",
         "ramen ti fairu wiki vaiorin chesu"},
        {"", "っ ー ゃ がっ", "  ya ga"},
    };
    assert_examples(*state, EXAMPLES, sizeof EXAMPLES / sizeof *EXAMPLES);
}

static void unknown_letters_are_kept_dropped_or_asked_for(void **state) {
    rubric_buffer out;
    rubric_buffer_init(&out, *state);
    rubric_text_transliterate(&out, s("a東b"), s(""), RUBRIC_UNKNOWN_KEEP);
    assert_buffer(&out, "a東b");
    rubric_text_transliterate(&out, s("a東b"), s(""), RUBRIC_UNKNOWN_DROP);
    assert_buffer(&out, "ab");
    rubric_text_transliterate(&out, s("a東\xFF"), s(""), RUBRIC_UNKNOWN_QUESTION);
    assert_buffer(&out, "a??");
}

static void letters_of_these_scripts_become_ascii(void **state) {
    static const struct {
        uint32_t first, last;
    } RANGES[] = {{1, 0x24F},       {0x386, 0x3FF},   {0x400, 0x481},  {0x48A, 0x52F},
                  {0x1E00, 0x1EFF}, {0x1F00, 0x1FBC}, {0xAC00, 0xD7A3}};
    rubric_buffer out;
    rubric_buffer_init(&out, *state);
    for (size_t i = 0; i < sizeof RANGES / sizeof *RANGES; i++) {
        for (uint32_t point = RANGES[i].first; point <= RANGES[i].last; point++) {
            char bytes[4];
            rubric_slice text = rubric_slice_make(bytes, rubric_utf8_encode(point, bytes));
            bool is_click = point >= 0x1C0 && point <= 0x1C3; // letters that look like signs
            if (!rubric_is_letter(point) || is_click)
                continue;
            out.size = 0;
            rubric_text_transliterate(&out, text, s(""), RUBRIC_UNKNOWN_KEEP);
            for (size_t byte = 0; byte < out.size; byte++) {
                if ((unsigned char)out.bytes[byte] >= 0x80)
                    fail_msg("U+%04X is not written in ASCII", point);
            }
        }
    }
    rubric_buffer_clear(&out);
}

static double seconds_of(rubric_context *context, const char *piece, size_t count) {
    rubric_buffer text, out;
    rubric_buffer_init(&text, context);
    rubric_buffer_init(&out, context);
    for (size_t i = 0; i < count; i++)
        rubric_buffer_put_string(&text, piece);
    clock_t begin = clock();
    rubric_text_transliterate(&out, rubric_buffer_slice(&text), s("uk"), RUBRIC_UNKNOWN_KEEP);
    rubric_text_unaccent(&out, rubric_buffer_slice(&text));
    rubric_text_skeleton(&out, rubric_buffer_slice(&text));
    double seconds = (double)(clock() - begin) / CLOCKS_PER_SEC;
    rubric_buffer_clear(&text);
    rubric_buffer_clear(&out);
    return seconds;
}

static void every_text_takes_linear_time(void **state) {
    static const char *const PIECES[] = {"\xCC\x81", "\xCC\x81\xCC\xA7", "з", "υ", "각", "っ",
                                         "ー"};
    for (size_t i = 0; i < sizeof PIECES / sizeof *PIECES; i++) {
        double few = seconds_of(*state, PIECES[i], 20000);
        double many = seconds_of(*state, PIECES[i], 80000);
        assert_true(many < 6 * few + 0.1);
    }
}

static void bytes_that_are_not_utf_8_do_no_harm(void **state) {
    static const char *const TEXTS[] = {
        "\xFF", "\xE3\x81", "독\xEB", "\xCE\xB1\xCF", "\xD0\xB7\xD0", "\xE3\x81\xA3\xE3", "x"};
    rubric_buffer out;
    rubric_buffer_init(&out, *state);
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
        size_t size = strlen(TEXTS[i]);
        char *exact = malloc(size); // so that asan sees what reads behind it
        assert_non_null(exact);
        memcpy(exact, TEXTS[i], size);
        out.size = 0;
        rubric_text_transliterate(&out, rubric_slice_make(exact, size), s(""), RUBRIC_UNKNOWN_KEEP);
        rubric_text_unaccent(&out, rubric_slice_make(exact, size));
        rubric_text_skeleton(&out, rubric_slice_make(exact, size));
        assert_int_equal(rubric_utf8_valid(rubric_buffer_slice(&out)), out.size);
        free(exact);
    }
    out.size = 0;
    rubric_text_transliterate(&out, rubric_slice_make("a\0\xC3\xA9", 4), s(""),
                              RUBRIC_UNKNOWN_KEEP);
    assert_int_equal(out.size, 3);
    assert_memory_equal(out.bytes, "a\0e", 3);
    rubric_buffer_clear(&out);
}

static rubric_status transliterate_much(rubric_context *context) {
    rubric_buffer out;
    rubric_buffer_init(&out, context);
    for (int i = 0; i < 40; i++)
        rubric_text_transliterate(&out, s("Щука 독립 … ü"), s("de"), RUBRIC_UNKNOWN_DROP);
    rubric_status status = rubric_context_status(context);
    assert_int_equal(out.failed, status != RUBRIC_OK);
    rubric_buffer_clear(&out);
    return status;
}

static void running_out_of_memory_is_clean(void **state) {
    (void)state;
    fail_every_allocation(transliterate_much);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        CONTEXT_TEST(latin_loses_its_signs),
        CONTEXT_TEST(cyrillic_follows_its_languages),
        CONTEXT_TEST(greek_is_written_by_its_sounds),
        CONTEXT_TEST(hangul_follows_the_system_of_2000),
        CONTEXT_TEST(hangul_is_read_letter_by_letter),
        CONTEXT_TEST(kana_follow_hepburn),
        CONTEXT_TEST(unknown_letters_are_kept_dropped_or_asked_for),
        CONTEXT_TEST(letters_of_these_scripts_become_ascii),
        CONTEXT_TEST(every_text_takes_linear_time),
        CONTEXT_TEST(bytes_that_are_not_utf_8_do_no_harm),
        cmocka_unit_test(running_out_of_memory_is_clean),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
