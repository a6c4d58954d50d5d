// SPDX-License-Identifier: MIT
// Guessing encodings: marks, declarations that are true and false, forms, and text of languages.
#include "core/fixture.h"
#include "rubric/text.h"

static rubric_encoding find(const char *label) {
    return rubric_encoding_find(rubric_slice_of(label));
}

static void assert_guess(rubric_slice bytes, const char *declared, const char *wanted) {
    rubric_encoding encoding = rubric_encoding_guess(bytes, find(declared));
    assert_string_equal(rubric_encoding_name(encoding), wanted);
}

static void a_mark_comes_first(void **state) {
    (void)state;
    assert_guess(rubric_slice_of("\xEF\xBB\xBF"
                                 "abc"),
                 "koi8-r", "utf-8");
    assert_guess(rubric_slice_make("\xFF\xFE"
                                   "a\0",
                                   4),
                 "utf-8", "utf-16le");
    assert_guess(rubric_slice_make("\xFE\xFF\0a", 4), "", "utf-16be");
}

static void a_declaration_is_believed_unless_the_bytes_speak_against_it(void **state) {
    (void)state;
    assert_guess(rubric_slice_of("abc"), "iso-8859-7", "iso-8859-7");
    assert_guess(rubric_slice_of("\xCF\xF0\xE8\xE2\xE5\xF2"), "koi8-r", "koi8-r");
    assert_guess(rubric_slice_of("Ärger über Öl"), "latin1", "windows-1252"); // three may be chance
    assert_guess(rubric_slice_of("Ärger über Öl im März"), "latin1", "utf-8");
    assert_guess(rubric_slice_of("汉字编码"), "gb2312", "utf-8");
    assert_guess(rubric_slice_of("Ärger über Öl im März \xFF"), "latin1", "windows-1252");
    assert_guess(rubric_slice_of("caf\xE9 cr\xE8me"), "utf-8", "windows-1252");
    assert_guess(rubric_slice_of("café cr\xE8me br\xFBl\xE9"
                                 "e"),
                 "utf-8", "utf-8"); // damage among what is valid
    assert_guess(rubric_slice_of("plain"), "utf-8", "utf-8");
}

static void forms_are_recognized(void **state) {
    (void)state;
    assert_guess(rubric_slice_of(""), "", "utf-8");
    assert_guess(rubric_slice_make(NULL, 0), "", "utf-8");
    assert_guess(rubric_slice_of("abc"), "", "utf-8");
    assert_guess(rubric_slice_of("caf\xC3\xA9 caf\xC3"), "", "utf-8"); // cut
    assert_guess(rubric_slice_of("caf\xE9 au lait"), "", "windows-1252");
    assert_guess(rubric_slice_of("caf\xE9!"), "", "windows-1252");
    assert_guess(rubric_slice_of("\x1B$BF|K\\\x1B(B"), "", "iso-2022-jp");
    assert_guess(rubric_slice_of("\x1B[1mbold\x1B[0m"), "", "utf-8"); // a terminal's
    assert_guess(rubric_slice_make("<\0p\0>\0\xE9\0t\0\xE9\0", 12), "", "utf-16le");
    assert_guess(rubric_slice_make("\0<\0p\0>\0\xE9\0t\0\xE9", 12), "", "utf-16be");
    assert_guess(rubric_slice_make("\0\xAC\x11\xAC \0\x12\xAC.\0\n\0", 12), "", "utf-16le");
    assert_guess(rubric_slice_make("\x30\x42\x30\x44\0\n\x4E\x00\x4E\x8C\0\n", 12), "", "utf-16be");
    assert_guess(rubric_slice_make("a\0\x01\0\0\xD8", 6), "", "utf-8"); // no text, a cut code point
    assert_guess(rubric_slice_of("\x80 5"), "", "windows-1252");
}

// Texts written for this test, each with the encodings that it must be recognized in.
static const struct {
    const char *encodings[4], *text;
} texts[] = {
    {{"windows-1252", "utf-8"},
     "Die Bürger der Stadt müssen sich künftig früher für die Straßenbahn entscheiden: Schon ab "
     "März "
     "fährt sie häufiger, und am Wochenende können Schüler umsonst mitfahren. „Das ist großartig“, "
     "sagte eine Händlerin am Königsplatz."},
    {{"windows-1252", "macintosh"},
     "À la fin de l’été, les élèves reviennent à l’école où les attendent leurs maîtres. Cette "
     "année, "
     "la rentrée a été retardée : les travaux de la façade ne sont pas achevés, et la mairie "
     "préfère "
     "être prudente."},
    {{"windows-1252", "iso-8859-15"},
     "El año pasado la población de la región creció más de lo que se había previsto. Según el "
     "informe, "
     "los jóvenes vuelven a los pueblos pequeños porque allí la vivienda es más económica y "
     "también "
     "porque así están más cerca de su familia."},
    {{"windows-1252"},
     "A população não ficou satisfeita com a decisão do município. As associações de moradores já "
     "anunciaram que irão apresentar uma ação no tribunal, e que só aceitarão uma solução em que a "
     "praça continue a ser pública."},
    {{"windows-1252"},
     "La città è più tranquilla perché il mercato si è spostato. Però i negozianti dicono che così "
     "non "
     "può andare avanti: «Già l’anno scorso la metà di noi ha chiuso»."},
    {{"windows-1252"},
     "Över hälften av hushållen på ön får nu sin värme från havet. Anläggningen började byggas för "
     "två "
     "år sedan och är den första i sitt slag. Många är nöjda, men någon klagar på att det låter."},
    {{"windows-1252"},
     "“We don’t know yet,” she said. “It’s early — and there’s a lot that we haven’t seen.” The "
     "council’s "
     "vote isn’t expected before Friday."},
    {{"windows-1250", "iso-8859-2"},
     "Późną jesienią mieszkańcy wsi zbierają się, żeby wspólnie łuskać groch i śpiewać pieśni. "
     "Młodzież "
     "przychodzi chętnie, gdyż później są tańce. Tradycja ta przetrwała wojnę i wciąż żyje."},
    {{"windows-1250", "iso-8859-2"},
     "Nejstarší obyvatelé vesnice si ještě pamatují, jak přes řeku vedl dřevěný most. Každé jaro "
     "ho voda "
     "strhla a muži ho v létě znovu stavěli. Teprve později vznikl kamenný, který tu stojí "
     "dodnes."},
    {{"windows-1250", "iso-8859-2"},
     "A földművesek idén később kezdhették a szüretet, mert hűvös és esős volt a nyár. Ősszel "
     "azonban "
     "megjött a napsütés, így a szőlő édesebb lett, mint az előző években."},
    {{"windows-1254"},
     "Şehrin eski çarşısında dükkânların çoğu kapanmış. Yaşlı bir saatçi, gençlerin artık buraya "
     "uğramadığını söylüyor: “Eskiden bayram öncesi adım atacak yer bulunmazdı.”"},
    {{"windows-1257"},
     "Šiąnakt šalyje laukiama šlapdribos, vietomis galimas plikledis. Vairuotojams patariama "
     "važiuoti "
     "lėčiau, o pėsčiuosius prašoma dėvėti šviesą atspindinčius ženklus. Dieną šiek tiek atšils."},
    {{"windows-1251", "koi8-r", "iso-8859-5", "ibm866"},
     "Вчера вечером в городском саду открылась выставка цветов. Больше всего посетителей собралось "
     "у павильона с орхидеями: их привезли из оранжереи университета. Вход свободный, по выходным "
     "проводят экскурсии."},
    {{"windows-1251", "koi8-u", "iso-8859-5"},
     "Учора ввечері в міському саду відкрилася виставка квітів. Найбільше відвідувачів зібралося "
     "біля "
     "павільйону з орхідеями: їх привезли з оранжереї університету. Вхід вільний, щонеділі є "
     "екскурсії."},
    {{"windows-1251"},
     "Снощи в градската градина беше открита изложба на цветя. Най-много посетители се събраха "
     "пред "
     "павилиона с орхидеите, които са докарани от оранжерията на университета. Входът е свободен."},
    {{"windows-1253", "iso-8859-7"},
     "Άνοιξε χθες το βράδυ στον δημοτικό κήπο η έκθεση λουλουδιών. Οι περισσότεροι επισκέπτες "
     "μαζεύτηκαν "
     "μπροστά στις ορχιδέες, που ήρθαν από το θερμοκήπιο του πανεπιστημίου. Η είσοδος είναι "
     "ελεύθερη."},
    {{"windows-1255"},
     "אתמול בערב נפתחה בגן העירוני תערוכת פרחים. רוב המבקרים התאספו ליד ביתן הסחלבים, שהובאו מן "
     "החממה "
     "של האוניברסיטה. הכניסה חופשית, ובסופי שבוע יש סיורים."},
    {{"windows-1256", "iso-8859-6"},
     "افتتح مساء أمس في حديقة المدينة معرض للزهور. وتجمع معظم الزوار أمام جناح الأوركيد الذي نقلت "
     "نباتاته "
     "من مشتل الجامعة. الدخول مجاني، وتنظم جولات في نهاية الأسبوع."},
    {{"windows-874"},
     "เมื่อคืนนี้มีการเปิดงานแสดงดอกไม้ในสวนของเมือง "
     "ผู้เข้าชมส่วนใหญ่ไปรวมกันที่ศาลากล้วยไม้ซึ่งนำมาจากเรือนเพาะชำของมหาวิทยาลัย "
     "เข้าชมได้โดยไม่เสียค่าใช้จ่าย"},
    {{"shift_jis", "euc-jp", "iso-2022-jp"},
     "昨日の夜、市の公園で花の展覧会が始まりました。いちばん人が集まったのは、大学の温室から運ばれ"
     "た"
     "ランの前です。入場は無料で、週末には案内もあります。"},
    {{"euc-kr"},
     "어제 저녁 시립 공원에서 꽃 전시회가 열렸다. 가장 많은 사람이 모인 곳은 대학 온실에서 옮겨 온 "
     "난초 "
     "앞이었다. 입장은 무료이며 주말에는 안내도 받을 수 있다."},
    {{"gbk", "utf-8"},
     "昨天晚上，市公园的花卉展览开幕了。参观者最多的是兰花馆，那里的花是从大学的温室运来的。入场免"
     "费，"
     "周末还有讲解。很多人说，这是今年最好的展览。"},
    {{"big5"},
     "昨天晚上，市公園的花卉展覽開幕了。參觀者最多的是蘭花館，那裡的花是從大學的溫室運來的。入場免"
     "費，"
     "週末還有講解。很多人說，這是今年最好的展覽。"},
};

// Encodings that share the bytes of a text are as good as each other: what counts is what is read.
static void assert_read_as(rubric_context *context, const char *text, const char *wanted) {
    rubric_buffer bytes;
    rubric_arena *arena = NULL;
    rubric_decoded expected, found;
    rubric_buffer_init(&bytes, context);
    assert_int_equal(rubric_arena_new(&arena, context, NULL), RUBRIC_OK);
    assert_int_equal(rubric_text_encode(&bytes, rubric_slice_of(text), find(wanted),
                                        RUBRIC_UNMAPPABLE_QUESTION, NULL),
                     RUBRIC_OK);
    rubric_slice input = rubric_buffer_slice(&bytes);
    rubric_encoding guess = rubric_encoding_guess(input, RUBRIC_ENCODING_UNKNOWN);
    rubric_text_decode(&expected, arena, input, find(wanted), NULL);
    rubric_text_decode(&found, arena, input, guess, NULL);
    if (!rubric_slice_equal(expected.text, found.text))
        fail_msg("%s for %s: %s", rubric_encoding_name(guess), wanted, text);
    rubric_arena_free(arena);
    rubric_buffer_clear(&bytes);
}

static void text_is_recognized_by_its_letters(void **state) {
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (size_t k = 0; k < 4 && texts[i].encodings[k] != NULL; k++)
            assert_read_as(*state, texts[i].text, texts[i].encodings[k]);
}

static void markup_around_the_letters_does_not_hide_them(void **state) {
    rubric_buffer bytes;
    rubric_buffer_init(&bytes, *state);
    for (int i = 0; i < 1000; i++)
        rubric_buffer_put_string(&bytes, "<script>var a = 'b';</script>\n");
    rubric_text_encode(&bytes, rubric_slice_of("<p>Привет, мир! Как дела?</p>"), find("koi8-r"),
                       RUBRIC_UNMAPPABLE_ERROR, NULL);
    assert_guess(rubric_buffer_slice(&bytes), "", "koi8-r");
    rubric_buffer_clear(&bytes);
}

static void any_bytes_have_a_guess(void **state) {
    enum { SIZE = 10 << 20 };
    unsigned char *bytes = malloc(SIZE);
    uint32_t random = 1;
    (void)state;
    assert_non_null(bytes);
    for (size_t i = 0; i < SIZE; i++) {
        random = random * 1664525 + 1013904223;
        bytes[i] = (unsigned char)(random >> 24);
    }
    for (size_t size = 0; size <= SIZE; size = size * 3 + 1)
        assert_int_not_equal(
            rubric_encoding_guess(rubric_slice_make((char *)bytes, size), RUBRIC_ENCODING_UNKNOWN),
            RUBRIC_ENCODING_UNKNOWN);
    free(bytes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_mark_comes_first),
        cmocka_unit_test(a_declaration_is_believed_unless_the_bytes_speak_against_it),
        cmocka_unit_test(forms_are_recognized),
        CONTEXT_TEST(text_is_recognized_by_its_letters),
        CONTEXT_TEST(markup_around_the_letters_does_not_hide_them),
        cmocka_unit_test(any_bytes_have_a_guess),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
