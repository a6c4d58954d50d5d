// SPDX-License-Identifier: MIT
// Tests of the language of a text, with a few sentences in each of many languages.
#include "core/fixture.h"
#include "rubric/text.h"

static const struct {
    const char *code, *text;
} paragraphs[] = {
    {"af",
     "Die kinders het gister in die tuin gespeel, maar hulle is nou moeg. Ons moet môre vroeg "
     "opstaan om na my ouma se huis te ry."},
    {"am", "ልጆቹ ትናንት በአትክልቱ ውስጥ ተጫወቱ።"},
    {"ar", "لعب الأطفال أمس في الحديقة، لكنهم الآن متعبون. "
           "يجب أن نستيقظ غدا مبكرا لنذهب إلى بيت جدتي."},
    {"be",
     "Дзеці ўчора гулялі ў садзе, але цяпер яны стаміліся. Заўтра мы павінны рана ўстаць, каб "
     "паехаць да маёй бабулі."},
    {"bg", "Децата играха вчера в градината, но сега са уморени. Утре трябва да станем рано, за да "
           "отидем в къщата на баба ми."},
    {"bn", "শিশুরা গতকাল বাগানে খেলেছিল, কিন্তু এখন তারা ক্লান্ত।"},
    {"ca",
     "Els nens van jugar ahir al jardí, però ara estan cansats. Demà ens hem de llevar d'hora per "
     "anar a casa de la meva àvia."},
    {"cs", "Děti si včera hrály na zahradě, ale teď jsou unavené. Zítra musíme vstát brzy, abychom "
           "mohli jet k babičce na venkov."},
    {"da",
     "Børnene legede i haven i går, men nu er de trætte. I morgen skal vi tidligt op for at køre "
     "ud til min bedstemor."},
    {"de",
     "Die Kinder haben gestern im Garten gespielt, aber jetzt sind sie müde. Morgen müssen wir "
     "früh aufstehen, um zu meiner Großmutter zu fahren."},
    {"el", "Τα παιδιά έπαιζαν χθες στον κήπο, αλλά τώρα είναι κουρασμένα."},
    {"en",
     "The children played in the garden yesterday, but now they are tired. Tomorrow we have to "
     "get up early to drive to my grandmother's house."},
    {"es", "Los niños jugaron ayer en el jardín, pero ahora están cansados. Mañana tenemos que "
           "levantarnos temprano para ir a casa de mi abuela."},
    {"et",
     "Lapsed mängisid eile aias, aga nüüd on nad väsinud. Homme peame vara tõusma, et sõita minu "
     "vanaema juurde."},
    {"eu",
     "Haurrak atzo lorategian jolastu ziren, baina orain nekatuta daude. Bihar goiz jaiki behar "
     "dugu amonaren etxera joateko."},
    {"fa", "بچه‌ها دیروز در باغ بازی کردند، اما حالا خسته "
           "هستند. "
           "فردا باید زود بیدار شویم تا به "
           "خانهٔ مادربزرگم برویم."},
    {"fi",
     "Lapset leikkivät eilen puutarhassa, mutta nyt he ovat väsyneitä. Huomenna meidän täytyy "
     "nousta aikaisin, jotta pääsemme isoäitini luo."},
    {"fr",
     "Les enfants ont joué hier dans le jardin, mais maintenant ils sont fatigués. Demain, nous "
     "devons nous lever tôt pour aller chez ma grand-mère."},
    {"gl",
     "Os nenos xogaron onte no xardín, pero agora están cansos. Mañá temos que erguernos cedo "
     "para ir á casa da miña avoa."},
    {"gu", "બાળકો ગઈકાલે બગીચામાં રમ્યા, પણ હવે તેઓ થાકી ગયા છે."},
    {"he", "הילדים שיחקו אתמול בגינה, אבל עכשיו הם עייפים."},
    {"hi", "बच्चे कल बगीचे में खेल रहे थे, लेकिन अब वे थक गए हैं। हमें कल सुबह जल्दी उठना है।"},
    {"hr",
     "Djeca su se jučer igrala u vrtu, ali sada su umorna. Sutra moramo rano ustati kako bismo "
     "otišli u kuću moje bake."},
    {"hu",
     "A gyerekek tegnap a kertben játszottak, de most fáradtak. Holnap korán kell felkelnünk, "
     "hogy elmenjünk a nagymamámhoz."},
    {"hy", "Երեխաները երեկ խաղում էին այգում, բայց հիմա հոգնած են։"},
    {"id",
     "Anak-anak bermain di kebun kemarin, tetapi sekarang mereka lelah. Besok kita harus bangun "
     "pagi untuk pergi ke rumah nenek saya."},
    {"is",
     "Börnin léku sér í garðinum í gær, en nú eru þau þreytt. Á morgun verðum við að vakna snemma "
     "til að fara til ömmu minnar."},
    {"it",
     "Ieri i bambini hanno giocato in giardino, ma adesso sono stanchi. Domani dobbiamo alzarci "
     "presto per andare a casa di mia nonna."},
    {"ja", "子供たちは昨日、庭で遊びましたが、今は疲れています。"},
    {"ka", "ბავშვები გუშინ ბაღში თამაშობდნენ, მაგრამ ახლა დაიღალნენ."},
    {"kk",
     "Балалар кеше бақшада ойнады, бірақ қазір олар шаршады. Ертең біз әжемнің үйіне бару үшін "
     "ерте тұруымыз керек."},
    {"km", "ក្មេងៗបានលេងនៅក្នុងសួនច្បារកាលពីម្សិលមិញ"},
    {"kn", "ಮಕ್ಕಳು ನಿನ್ನೆ ತೋಟದಲ್ಲಿ ಆಡಿದರು, ಆದರೆ ಈಗ ಅವರು ದಣಿದಿದ್ದಾರೆ."},
    {"ko", "아이들은 어제 정원에서 놀았지만 지금은 피곤하다."},
    {"lt", "Vaikai vakar žaidė sode, bet dabar jie pavargę. Rytoj turime anksti keltis, kad "
           "nuvažiuotume pas mano močiutę."},
    {"lv",
     "Bērni vakar spēlējās dārzā, bet tagad viņi ir noguruši. Rīt mums agri jāceļas, lai brauktu "
     "pie manas vecmāmiņas."},
    {"mk",
     "Децата вчера си играа во градината, но сега се уморни. Утре треба рано да станеме за да "
     "одиме кај баба ми."},
    {"ml", "കുട്ടികൾ ഇന്നലെ തോട്ടത്തിൽ കളിച്ചു, പക്ഷേ ഇപ്പോൾ അവർ ക്ഷീണിതരാണ്."},
    {"mr", "मुले काल बागेत खेळली, पण आता ती थकली आहेत. "
           "आपल्याला उद्या लवकर उठून आजीच्या घरी जायचे आहे."},
    {"my", "ကလေးတွေ မနေ့က ဥယျာဉ်ထဲမှာ ကစားခဲ့ကြတယ်။"},
    {"nb",
     "Barna lekte i hagen i går, men nå er de slitne. I morgen må vi stå tidlig opp for å kjøre "
     "hjem til bestemoren min."},
    {"nl", "De kinderen hebben gisteren in de tuin gespeeld, maar nu zijn ze moe. Morgen moeten we "
           "vroeg opstaan om naar het huis van mijn oma te rijden."},
    {"pa", "ਬੱਚੇ ਕੱਲ੍ਹ ਬਾਗ਼ ਵਿੱਚ ਖੇਡੇ, ਪਰ ਹੁਣ ਉਹ ਥੱਕ ਗਏ ਹਨ।"},
    {"pl",
     "Dzieci bawiły się wczoraj w ogrodzie, ale teraz są zmęczone. Jutro musimy wcześnie wstać, "
     "żeby pojechać do mojej babci."},
    {"pt",
     "As crianças brincaram ontem no jardim, mas agora estão cansadas. Amanhã temos de acordar "
     "cedo para ir à casa da minha avó."},
    {"ro", "Copiii s-au jucat ieri în grădină, dar acum sunt obosiți. Mâine trebuie să ne trezim "
           "devreme ca să mergem la bunica mea."},
    {"ru", "Дети вчера играли в саду, но теперь они устали. Завтра нам нужно рано встать, чтобы "
           "поехать к моей бабушке."},
    {"si", "ළමයි ඊයේ වත්තේ සෙල්ලම් කළා, නමුත් දැන් ඔවුන් මහන්සියි."},
    {"sk",
     "Deti sa včera hrali v záhrade, ale teraz sú unavené. Zajtra musíme skoro vstať, aby sme "
     "išli k mojej starej mame."},
    {"sl",
     "Otroci so se včeraj igrali na vrtu, zdaj pa so utrujeni. Jutri moramo zgodaj vstati, da "
     "gremo k moji babici."},
    {"sq",
     "Fëmijët luajtën dje në kopsht, por tani janë të lodhur. Nesër duhet të ngrihemi herët për "
     "të shkuar te shtëpia e gjyshes sime."},
    {"sr", "Деца су се јуче играла у башти, али сада су уморна. Сутра морамо рано да устанемо да "
           "бисмо отишли код моје баке."},
    {"sv",
     "Barnen lekte i trädgården i går, men nu är de trötta. I morgon måste vi gå upp tidigt för "
     "att åka hem till min mormor."},
    {"sw", "Watoto walicheza bustanini jana, lakini sasa wamechoka. Kesho lazima tuamke mapema ili "
           "twende nyumbani kwa bibi yangu."},
    {"ta", "குழந்தைகள் நேற்று தோட்டத்தில் விளையாடினார்கள், ஆனால் இப்போது களைப்பாக இருக்கிறார்கள்."},
    {"te", "పిల్లలు నిన్న తోటలో ఆడుకున్నారు, కానీ ఇప్పుడు వారు అలసిపోయారు."},
    {"th", "เมื่อวานเด็กๆ เล่นในสวน แต่ตอนนี้พวกเขาเหนื่อยแล้ว"},
    {"tl", "Naglaro ang mga bata sa hardin kahapon, pero pagod na sila ngayon. Kailangan nating "
           "gumising nang maaga bukas para pumunta sa bahay ng lola ko."},
    {"tr",
     "Çocuklar dün bahçede oynadılar ama şimdi yorgunlar. Yarın büyükannemin evine gitmek için "
     "erken kalkmamız gerekiyor."},
    {"uk", "Діти вчора гралися в саду, але тепер вони втомилися. Завтра нам треба рано встати, щоб "
           "поїхати до моєї бабусі."},
    {"ur", "بچے کل باغ میں کھیل رہے تھے لیکن اب وہ تھک گئے ہیں۔ "
           "ہمیں کل صبح جلدی اٹھنا ہے تاکہ "
           "نانی کے گھر جا سکیں۔"},
    {"vi",
     "Hôm qua bọn trẻ chơi trong vườn, nhưng bây giờ chúng đã mệt. Ngày mai chúng ta phải dậy "
     "sớm để đến nhà bà tôi."},
    {"zh", "孩子们昨天在花园里玩，但是现在他们累了。明天我们要早起去奶奶家。"},
};

enum { PARAGRAPH_COUNT = sizeof paragraphs / sizeof *paragraphs };

// The best candidate, with its confidence; "unknown" when there is none.
static const char *identify(rubric_slice text, double *confidence) {
    rubric_guess out[3];
    size_t count = rubric_language_identify(out, 3, text, NULL, 0);
    *confidence = count > 0 ? out[0].confidence : 0;
    return count > 0 ? out[0].language : "unknown";
}

static void assert_language(const char *text, const char *wanted) {
    double confidence;
    assert_string_equal(identify(rubric_slice_of(text), &confidence), wanted);
}

static void a_few_sentences_tell_their_language(void **state) {
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < PARAGRAPH_COUNT; i++) {
        double confidence;
        const char *found = identify(rubric_slice_of(paragraphs[i].text), &confidence);
        if (strcmp(found, paragraphs[i].code) == 0 && confidence > 0.5)
            continue;
        print_message("%s: found %s, %.2f\n", paragraphs[i].code, found, confidence);
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

static void case_makes_no_difference(void **state) {
    rubric_buffer upper;
    rubric_buffer_init(&upper, *state);
    for (size_t i = 0; i < PARAGRAPH_COUNT; i++) {
        double confidence;
        rubric_text_case(&upper, rubric_slice_of(paragraphs[i].text), RUBRIC_CASE_UPPER,
                         rubric_slice_make(NULL, 0));
        assert_string_equal(identify(rubric_buffer_slice(&upper), &confidence), paragraphs[i].code);
        rubric_buffer_clear(&upper);
    }
}

static void decomposed_letters_are_composed(void **state) {
    rubric_buffer out;
    rubric_buffer_init(&out, *state);
    for (size_t i = 0; i < PARAGRAPH_COUNT; i++) {
        rubric_slice text = rubric_slice_of(paragraphs[i].text);
        double composed, decomposed;
        rubric_text_normalize(&out, text, RUBRIC_FORM_NFC);
        const char *wanted = identify(rubric_buffer_slice(&out), &composed);
        rubric_buffer_clear(&out);
        rubric_text_normalize(&out, text, RUBRIC_FORM_NFD);
        assert_string_equal(identify(rubric_buffer_slice(&out), &decomposed), wanted);
        rubric_buffer_clear(&out);
    }
}

static void short_texts_have_a_language(void **state) {
    (void)state;
    assert_language("Where is the station?", "en");
    assert_language("Wo ist der Bahnhof?", "de");
    assert_language("Où est la gare ?", "fr");
    assert_language("¿Dónde está la estación?", "es");
    assert_language("Gdzie jest dworzec?", "pl");
    assert_language("Где находится вокзал?", "ru");
    assert_language("駅はどこですか", "ja");
    assert_language("车站在哪里", "zh");
    assert_language("역이 어디예요?", "ko");
    assert_language("Πού;", "unknown");
    assert_language("Πού είναι;", "el");
}

static void too_little_is_unknown(void **state) {
    (void)state;
    assert_language("", "unknown");
    assert_language(" \n\t ", "unknown");
    assert_language("x", "unknown");
    assert_language("12 345,67 + 8 = ?", "unknown");
    assert_language("international", "unknown"); // of many languages
    assert_language("Hello w", "unknown");
    assert_language("中", "unknown");
    assert_language("😀😀😀😀😀😀😀😀😀😀", "unknown");
    assert_language("\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301", "unknown");
}

static void addresses_names_and_code_do_not_count(void **state) {
    (void)state;
    assert_language("https://example.com/the/children/played/in/the/garden", "unknown");
    assert_language("someone@example.com, www.example.org/they-are-here", "unknown");
    assert_language("@children_of_the_garden #wherearethechildren", "unknown");
    assert_language("int_of_the(x) = is->where{the}\\n /usr/share/doc/the", "unknown");
    assert_language(
        "Siehe https://example.com/where-are-the-children-of-the-house und schreib uns.", "de");
}

static void a_mixed_text_has_the_language_of_most_of_it(void **state) {
    (void)state;
    rubric_guess out[4];
    const char *text = "Дети вчера играли в саду, но теперь они устали. They are tired now.";
    size_t count = rubric_language_identify(out, 4, rubric_slice_of(text), NULL, 0);
    assert_true(count >= 2);
    assert_string_equal(out[0].language, "ru");
    assert_string_equal(out[1].language, "en");
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        assert_true(i == 0 || out[i].confidence <= out[i - 1].confidence);
        sum += out[i].confidence;
    }
    assert_true(sum <= 1.0 + 1e-9);
    assert_language("私は毎日OpenDocument形式とMicrosoft Officeの両方を使っています。", "ja");
}

static void candidates_are_all_there_is(void **state) {
    (void)state;
    rubric_slice text = rubric_slice_of("Barnen lekte i trädgården i går, men nu är de trötta.");
    rubric_slice candidates[] = {rubric_slice_of("en-GB"), rubric_slice_of("DA")};
    rubric_guess out[4];
    size_t count = rubric_language_identify(out, 4, text, candidates, 2);
    assert_true(count >= 1);
    assert_string_equal(out[0].language, "da");
    candidates[0] = candidates[1] = rubric_slice_of("ja");
    assert_int_equal(rubric_language_identify(out, 4, text, candidates, 2), 0);
}

static void room_is_kept_and_the_best_stay(void **state) {
    (void)state;
    rubric_slice text = rubric_slice_of("Barna lekte i hagen");
    rubric_guess all[16], few[2] = {{"", 0}, {"", 0}};
    size_t count = rubric_language_identify(all, 16, text, NULL, 0);
    assert_true(count >= 1);
    assert_int_equal(rubric_language_identify(few, 1, text, NULL, 0), 1);
    assert_string_equal(few[0].language, all[0].language);
    assert_string_equal(few[1].language, "");
}

static void known_languages_are_listed_once(void **state) {
    (void)state;
    size_t count = 0;
    for (; rubric_language_known(count) != NULL; count++) {
        for (size_t i = 0; i < count; i++)
            assert_string_not_equal(rubric_language_known(i), rubric_language_known(count));
    }
    assert_true(count >= PARAGRAPH_COUNT);
    for (size_t i = 0; i < PARAGRAPH_COUNT; i++) {
        size_t at = 0;
        while (rubric_language_known(at) && strcmp(rubric_language_known(at), paragraphs[i].code))
            at++;
        assert_non_null(rubric_language_known(at));
    }
}

// However long a text is, its start and some windows decide.
static void long_texts_are_sampled(void **state) {
    (void)state;
    enum { SIZE = 16 << 20 };
    rubric_slice german = rubric_slice_of("Die Kinder haben gestern im Garten gespielt. ");
    char *bytes = malloc(SIZE);
    assert_non_null(bytes);
    for (size_t i = 0; i < SIZE; i++)
        bytes[i] = german.bytes[i % german.size];
    double confidence;
    assert_string_equal(identify(rubric_slice_make(bytes, SIZE), &confidence), "de");
    memset(bytes, 'x', SIZE);
    assert_string_equal(identify(rubric_slice_make(bytes, 100), &confidence), "unknown");
    identify(rubric_slice_make(bytes, SIZE), &confidence);
    memset(bytes, 0, SIZE);
    assert_string_equal(identify(rubric_slice_make(bytes, SIZE), &confidence), "unknown");
    free(bytes);
}

static void hostile_bytes_do_no_harm(void **state) {
    (void)state;
    static const char zeros[] = "the\0children\0are\0in the garden";
    double confidence;
    assert_string_equal(identify(rubric_slice_make(zeros, sizeof zeros - 1), &confidence), "en");
    char bytes[9000];
    uint32_t random = 1;
    for (size_t size = 0; size < sizeof bytes; size += 1 + size / 3) {
        for (size_t round = 0; round < 20; round++) {
            for (size_t i = 0; i < size; i++) {
                random = random * 1664525u + 1013904223u;
                bytes[i] = (char)(random >> 24);
            }
            identify(rubric_slice_make(bytes, size), &confidence);
            assert_true(confidence >= 0 && confidence <= 1);
        }
    }
    for (size_t i = 0; i + 3 <= sizeof bytes; i += 3)
        memcpy(bytes + i, "\xE2\x80\x8D", 3); // zero width joiners
    assert_string_equal(identify(rubric_slice_make(bytes, sizeof bytes), &confidence), "unknown");
    bytes[0] = 'a';
    for (size_t i = 1; i + 2 <= sizeof bytes; i += 2)
        memcpy(bytes + i, "\xCC\x81", 2); // one letter with marks without end
    assert_string_equal(identify(rubric_slice_make(bytes, sizeof bytes), &confidence), "unknown");
}

static void code_points_have_scripts(void **state) {
    (void)state;
    assert_string_equal(rubric_script_of('a'), "Latn");
    assert_string_equal(rubric_script_of('1'), "Zyyy");
    assert_string_equal(rubric_script_of(0x301), "Zinh");
    assert_string_equal(rubric_script_of(0x3B1), "Grek");
    assert_string_equal(rubric_script_of(0x3042), "Hira");
    assert_string_equal(rubric_script_of(0x30A2), "Kana");
    assert_string_equal(rubric_script_of(0x4E00), "Hani");
    assert_string_equal(rubric_script_of(0x1F600), "Zyyy");
    assert_string_equal(rubric_script_of(0x31350), "Hani"); // extension H, new in Unicode 15
    assert_string_equal(rubric_script_of(0xE0100), "Zinh");
    assert_string_equal(rubric_script_of(0xE01F0), "Zzzz");
    assert_string_equal(rubric_script_of(0x10FFFF), "Zzzz");
    assert_string_equal(rubric_script_of(0x110000), "Zzzz");
}

static void texts_have_the_script_of_most_letters(void **state) {
    (void)state;
    assert_string_equal(rubric_text_script(rubric_slice_of("12 Привет, Bob!")), "Cyrl");
    assert_string_equal(rubric_text_script(rubric_slice_of("e\xCC\x81t\xCC\x81")), "Latn");
    assert_string_equal(rubric_text_script(rubric_slice_of("한국어 text")), "Latn");
    assert_string_equal(rubric_text_script(rubric_slice_of("12, 13")), "Zyyy");
    assert_string_equal(rubric_text_script(rubric_slice_of("")), "Zyyy");
    assert_string_equal(rubric_text_script(rubric_slice_make("\xFF\xC3", 2)), "Zyyy");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_few_sentences_tell_their_language),
        CONTEXT_TEST(case_makes_no_difference),
        CONTEXT_TEST(decomposed_letters_are_composed),
        cmocka_unit_test(short_texts_have_a_language),
        cmocka_unit_test(too_little_is_unknown),
        cmocka_unit_test(addresses_names_and_code_do_not_count),
        cmocka_unit_test(a_mixed_text_has_the_language_of_most_of_it),
        cmocka_unit_test(candidates_are_all_there_is),
        cmocka_unit_test(room_is_kept_and_the_best_stay),
        cmocka_unit_test(known_languages_are_listed_once),
        cmocka_unit_test(long_texts_are_sampled),
        cmocka_unit_test(hostile_bytes_do_no_harm),
        cmocka_unit_test(code_points_have_scripts),
        cmocka_unit_test(texts_have_the_script_of_most_letters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
