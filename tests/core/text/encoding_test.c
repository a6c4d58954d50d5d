// SPDX-License-Identifier: MIT
// Labels and names of encodings, and what an XML declaration says.
#include "core/fixture.h"
#include "rubric/text.h"

static rubric_encoding find(const char *label) {
    return rubric_encoding_find(rubric_slice_of(label));
}

static void labels_lead_to_the_encoding_that_the_web_means(void **state) {
    (void)state;
    static const char *const cases[][2] = {
        {"latin1", "windows-1252"},
        {" US-ASCII\n", "windows-1252"},
        {"iso-8859-9", "windows-1254"},
        {"KOI8-R", "koi8-r"},
        {"utf8", "utf-8"},
        {"UTF-16", "utf-16le"},
        {"unicodefffe", "utf-16be"},
        {"gb2312", "gbk"},
        {"GB18030", "gb18030"},
        {"big5-hkscs", "big5"},
        {"x-sjis", "shift_jis"},
        {"windows-31j", "shift_jis"},
        {"x-euc-jp", "euc-jp"},
        {"csiso2022jp", "iso-2022-jp"},
        {"ks_c_5601-1987", "euc-kr"},
        {"iso-2022-kr", "replacement"},
        {"hz-gb-2312", "replacement"},
        {"x-user-defined", "x-user-defined"},
        {"mac", "macintosh"},
        {"logical", "iso-8859-8-i"},
        {"tis-620", "windows-874"},
        {"866", "ibm866"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(rubric_encoding_name(find(cases[i][0])), cases[i][1]);
    assert_int_equal(find("utf-7"), RUBRIC_ENCODING_UNKNOWN);
    assert_int_equal(find(""), RUBRIC_ENCODING_UNKNOWN);
    assert_int_equal(find("a label that is longer than any that there is"),
                     RUBRIC_ENCODING_UNKNOWN);
    assert_string_equal(rubric_encoding_name((rubric_encoding)9999), "unknown");
}

static void every_encoding_is_found_by_its_name(void **state) {
    (void)state;
    size_t count = 0;
    for (; rubric_encoding_at(count) != RUBRIC_ENCODING_UNKNOWN; count++)
        assert_int_equal(find(rubric_encoding_name(rubric_encoding_at(count))),
                         rubric_encoding_at(count));
    assert_int_equal(count, 40); // section 4.2
}

static void a_misspelt_label_has_a_nearest_one(void **state) {
    (void)state;
    assert_string_equal(rubric_encoding_nearest(rubric_slice_of("windows1252")), "windows-1252");
    assert_string_equal(rubric_encoding_nearest(rubric_slice_of("Shift-JS")), "shift-jis");
    assert_string_equal(rubric_encoding_nearest(rubric_slice_of("eucjp")), "euc-jp");
    assert_string_equal(rubric_encoding_nearest(rubric_slice_of("cp949")), "windows-949");
    assert_string_equal(rubric_encoding_nearest(rubric_slice_of("koi8r")), "koi8-r");
    assert_string_equal(rubric_encoding_nearest(rubric_slice_of("UTF_8")), "utf-8");
    assert_null(rubric_encoding_nearest(rubric_slice_of("klingon")));
    assert_null(rubric_encoding_nearest(
        rubric_slice_of("a label that is much longer than any that there is")));
}

static void assert_declared(const char *bytes, size_t size, const char *wanted) {
    assert_slice(rubric_encoding_declared_by_xml(rubric_slice_make(bytes, size)), wanted);
}

static void an_xml_declaration_names_an_encoding(void **state) {
    (void)state;
    static const char *const cases[][2] = {
        {"<?xml version=\"1.0\" encoding=\"koi8-r\"?><a/>", "koi8-r"},
        {"<?xml version='1.0' encoding = ' Shift_JIS ' standalone='yes'?>", "Shift_JIS"},
        {"\xEF\xBB\xBF<?xml version='1.0'\n\tencoding='big5'?>", "big5"},
        {"<?xml version='1.0' encoding='utf-16'?>", "utf-8"}, // one that can be read is not
        {"<?xml version='1.0' encoding='klingon'?>", "klingon"},
        {"<?xml version='1.0'?><a encoding='koi8-r'/>", ""},
        {"<?xml version='1.0' encoding='koi8-r'", ""},
        {"<?xml version='1.0' encoding='koi8-r?>", ""},
        {"<?xml version='1.0' encoding?>", ""},
        {"<?xml version='1.0' encoding=?>", ""},
        {"<?xml version='1.0' encoding=koi8-r?>", ""},
        {"<?xml version='1.0' myencoding='koi8-r'?>", ""},
        {"<?xml-stylesheet encoding='koi8-r'?>", ""},
        {" <?xml version='1.0' encoding='koi8-r'?>", ""},
        {"<?xml", ""},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_declared(cases[i][0], strlen(cases[i][0]), cases[i][1]);
    assert_declared("<\0?\0x\0m\0l\0", 10, "utf-16le");
    assert_declared("\0<\0?\0x\0m\0l", 10, "utf-16be");
    assert_declared(NULL, 0, "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels_lead_to_the_encoding_that_the_web_means),
        cmocka_unit_test(every_encoding_is_found_by_its_name),
        cmocka_unit_test(a_misspelt_label_has_a_nearest_one),
        cmocka_unit_test(an_xml_declaration_names_an_encoding),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
