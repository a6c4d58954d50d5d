// SPDX-License-Identifier: MIT
// Tests of normal forms: the whole test file of the standard, hostile texts, and the properties
// that UAX #15 promises.
#define _POSIX_C_SOURCE 200809L // popen

#include <stdio.h>
#include <time.h>

#include "core/fixture.h"
#include "rubric/text.h"

enum { LAST_CODE_POINT = 0x10FFFF, COLUMN_COUNT = 5 };

static const char *const COMMAND = "bzip2 -dc /usr/share/unicode/NormalizationTest.txt.bz2";

static rubric_slice s(const char *text) {
    return rubric_slice_of(text);
}

static void assert_form(rubric_buffer *out, rubric_slice text, rubric_form form,
                        rubric_slice wanted) {
    out->size = 0;
    rubric_text_normalize(out, text, form);
    bool is_same = rubric_slice_equal(rubric_buffer_slice(out), wanted);
    if (!is_same)
        print_error("form %d of '%.*s' is '%.*s', not '%.*s'\n", (int)form, (int)text.size,
                    text.bytes, (int)out->size, out->bytes, (int)wanted.size, wanted.bytes);
    assert_true(is_same);
    bool was_same = rubric_slice_equal(text, wanted);
    assert_int_equal(rubric_text_is_normalized(text, form), was_same);
}

// One field of the file, "0044 0307;", as UTF-8; returns what follows it.
static const char *read_column(const char *line, char bytes[128], size_t *size) {
    *size = 0;
    while (*line != ';') {
        char *end;
        *size += rubric_utf8_encode((uint32_t)strtoul(line, &end, 16), bytes + *size);
        assert_true(end > line && *size < 120);
        line = end + (*end == ' ');
    }
    return line + 1;
}

static void check_line(rubric_buffer *out, const char *line) {
    static const struct {
        int wanted, first, last;
        rubric_form form;
    } RULES[] = {
        {1, 0, 2, RUBRIC_FORM_NFC}, {3, 3, 4, RUBRIC_FORM_NFC},  {2, 0, 2, RUBRIC_FORM_NFD},
        {4, 3, 4, RUBRIC_FORM_NFD}, {3, 0, 4, RUBRIC_FORM_NFKC}, {4, 0, 4, RUBRIC_FORM_NFKD},
    };
    char bytes[COLUMN_COUNT][128];
    rubric_slice columns[COLUMN_COUNT];
    for (int i = 0; i < COLUMN_COUNT; i++) {
        size_t size;
        line = read_column(line, bytes[i], &size);
        columns[i] = rubric_slice_make(bytes[i], size);
    }
    for (size_t rule = 0; rule < sizeof RULES / sizeof *RULES; rule++) {
        for (int i = RULES[rule].first; i <= RULES[rule].last; i++)
            assert_form(out, columns[i], RULES[rule].form, columns[RULES[rule].wanted]);
    }
}

static void assert_unchanged(rubric_buffer *out, uint32_t code_point) {
    char bytes[4];
    rubric_slice text = rubric_slice_make(bytes, rubric_utf8_encode(code_point, bytes));
    for (int form = RUBRIC_FORM_NFC; form <= RUBRIC_FORM_NFKD; form++)
        assert_form(out, text, (rubric_form)form, text);
}

static void the_test_of_the_standard_passes(void **state) {
    static bool is_listed[LAST_CODE_POINT + 1];
    char line[1024];
    int lines = 0, part = 0;
    rubric_buffer out;
    rubric_buffer_init(&out, *state);
    FILE *file = popen(COMMAND, "r");
    assert_non_null(file);
    while (fgets(line, sizeof line, file) != NULL) {
        if (strncmp(line, "@Part", 5) == 0)
            part = line[5] - '0';
        if (strchr("#@\n", line[0]) != NULL)
            continue;
        if (part == 1)
            is_listed[strtoul(line, NULL, 16)] = true;
        check_line(&out, line);
        lines++;
    }
    assert_int_equal(pclose(file), 0);
    assert_true(lines > 18000);
    for (uint32_t code_point = 0; code_point <= LAST_CODE_POINT; code_point++) {
        bool is_surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
        if (!is_listed[code_point] && !is_surrogate)
            assert_unchanged(&out, code_point);
    }
    rubric_buffer_clear(&out);
}

// Texts made of pieces that meet in every order: marks, letters that they unite with, Hangul.
static size_t make_text(uint32_t seed, char *text) {
    static const char *const PIECES[] = {
        "a",
        "e",
        "\xCC\x81" /* acute */,
        "\xCC\xA3" /* dot below */,
        "\xC3\xA9" /* é */,
        "\xE1\x84\x92" /* ᄒ */,
        "\xE1\x85\xA1" /* ᅡ */,
        "\xE1\x86\xAB" /* ᆫ */,
        "\xED\x95\x98" /* 하 */,
        "\xE3\x81\x8B" /* か */,
        "\xE3\x82\x99" /* voiced */,
        "\xCC\x9B" /* horn */,
        "o",
        "\xD9\x8E" /* fatha */,
        "\xD9\x91" /* shadda */,
        "\xEF\xAC\x81" /* ﬁ */,
        " ",
    };
    size_t size = 0;
    for (int i = 0; i < 24; i++) {
        seed = seed * 1664525u + 1013904223u;
        const char *piece = PIECES[(seed >> 16) % (sizeof PIECES / sizeof *PIECES)];
        size_t length = strlen(piece);
        memcpy(text + size, piece, length);
        size += length;
    }
    return size;
}

static void forms_agree_with_each_other(void **state) {
    rubric_buffer forms[4], again;
    rubric_buffer_init(&again, *state);
    for (int i = 0; i < 4; i++)
        rubric_buffer_init(&forms[i], *state);
    for (uint32_t seed = 1; seed <= 5000; seed++) {
        char bytes[128];
        rubric_slice text = rubric_slice_make(bytes, make_text(seed, bytes));
        for (int i = 0; i < 4; i++) {
            forms[i].size = 0;
            rubric_text_normalize(&forms[i], text, (rubric_form)i);
            assert_form(&again, rubric_buffer_slice(&forms[i]), (rubric_form)i,
                        rubric_buffer_slice(&forms[i]));
        }
        rubric_slice composed = rubric_buffer_slice(&forms[RUBRIC_FORM_NFC]);
        rubric_slice decomposed = rubric_buffer_slice(&forms[RUBRIC_FORM_NFD]);
        assert_form(&again, decomposed, RUBRIC_FORM_NFC, composed);
        assert_form(&again, composed, RUBRIC_FORM_NFD, decomposed);
        assert_form(&again, composed, RUBRIC_FORM_NFKC,
                    rubric_buffer_slice(&forms[RUBRIC_FORM_NFKC]));
    }
    for (int i = 0; i < 4; i++)
        rubric_buffer_clear(&forms[i]);
    rubric_buffer_clear(&again);
}

static void forms_compose_and_decompose(void **state) {
    rubric_buffer out;
    rubric_buffer_init(&out, *state);
    assert_form(&out, s("e\xCC\x81x"), RUBRIC_FORM_NFC, s("\xC3\xA9x"));
    assert_form(&out, s("\xC3\xA9"), RUBRIC_FORM_NFD, s("e\xCC\x81"));
    assert_form(&out, s("q\xCC\x87\xCC\xA3"), RUBRIC_FORM_NFC, s("q\xCC\xA3\xCC\x87"));
    assert_form(&out, s("\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB"), RUBRIC_FORM_NFC,
                s("\xED\x95\x9C"));
    assert_form(&out, s("\xEF\xAC\x81\xC2\xB2"), RUBRIC_FORM_NFKC, s("fi2"));
    assert_form(&out, s(""), RUBRIC_FORM_NFC, s(""));
    assert_form(&out, rubric_slice_make("\0", 1), RUBRIC_FORM_NFKD, rubric_slice_make("\0", 1));
    rubric_buffer_clear(&out);
}

static void what_is_not_utf_8_is_replaced(void **state) {
    static const struct {
        const char *text, *wanted;
    } CASES[] = {
        {"\xFF", "\xEF\xBF\xBD"},
        {"a\xE3\x81", "a\xEF\xBF\xBD\xEF\xBF\xBD"},
        {"\xC3", "\xEF\xBF\xBD"},
        {"\xED\xA0\x80z", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDz"},
        {"\xE0\x80\x80\xCC\x81", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xCC\x81"},
        {"12345678\x80"
         "12345678",
         "12345678\xEF\xBF\xBD"
         "12345678"},
        {"\xEF\xBF\xBD", "\xEF\xBF\xBD"},
        {"e\xCC\x81\xF0\x9F\x98", "\xC3\xA9\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
    };
    rubric_buffer out;
    rubric_buffer_init(&out, *state);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        assert_form(&out, s(CASES[i].text), RUBRIC_FORM_NFC, s(CASES[i].wanted));
    rubric_buffer_clear(&out);
}

static double seconds_of(rubric_slice text, rubric_buffer *out) {
    out->size = 0;
    clock_t begin = clock();
    rubric_text_normalize(out, text, RUBRIC_FORM_NFC);
    return (double)(clock() - begin) / CLOCKS_PER_SEC;
}

static void a_run_of_marks_is_cut_and_stays_linear(void **state) {
    enum { PAIRS = 5000000 }; // ten million marks
    rubric_buffer marks, out;
    rubric_buffer_init(&marks, *state);
    rubric_buffer_init(&out, *state);
    for (int i = 0; i < PAIRS; i++)
        rubric_buffer_put(&marks, "\xCC\x81\xCC\xA7", 4);
    double few = seconds_of(rubric_slice_make(marks.bytes, marks.size / 4), &out);
    double many = seconds_of(rubric_buffer_slice(&marks), &out);
    assert_true(many < 6 * few + 0.05);
    assert_int_equal(rubric_slice_find(rubric_buffer_slice(&out), s("\xCD\x8F"), 0), 60);
    assert_true(rubric_text_is_normalized(rubric_buffer_slice(&out), RUBRIC_FORM_NFC));
    rubric_buffer_clear(&marks);
    rubric_buffer_clear(&out);
}

static rubric_status normalize_much(rubric_context *context) {
    rubric_buffer out;
    rubric_buffer_init(&out, context);
    for (int i = 0; i < 40; i++)
        rubric_text_normalize(&out, s("\xEF\xB7\xBA e\xCC\x81"), RUBRIC_FORM_NFKC);
    rubric_status status = rubric_context_status(context);
    assert_int_equal(out.failed, status != RUBRIC_OK);
    rubric_buffer_clear(&out);
    return status;
}

static void running_out_of_memory_is_clean(void **state) {
    (void)state;
    fail_every_allocation(normalize_much);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        CONTEXT_TEST(the_test_of_the_standard_passes),
        CONTEXT_TEST(forms_agree_with_each_other),
        CONTEXT_TEST(forms_compose_and_decompose),
        CONTEXT_TEST(what_is_not_utf_8_is_replaced),
        CONTEXT_TEST(a_run_of_marks_is_cut_and_stays_linear),
        cmocka_unit_test(running_out_of_memory_is_clean),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
