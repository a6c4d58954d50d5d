--- Other alphabets: how words of languages look in Latin letters, and their letters in another case.

local test, text = require "rubric.test", require "rubric.text"

--- Checks words of a language and what becomes of them.
local function check(name, language, words, change)
  test(name, function()
    local options = { language = language }
    for word, wanted in pairs(words) do test.equal({ word, change(word, options) }, { word, wanted }) end
  end)
end

-- From the examples of the Revised Romanization of Korean, section 3.
check("Korean: neighbours sound like each other", "ko", {
  ["백마"] = "baengma", ["종로"] = "jongno", ["왕십리"] = "wangsimni", ["별내"] = "byeollae", ["신라"] = "silla",
  ["독립"] = "dongnip", ["법령"] = "beomnyeong", ["대통령"] = "daetongnyeong", ["칼날"] = "kallal",
  ["국물"] = "gungmul", ["밥물"] = "bammul", ["꽃말"] = "kkonmal", ["한라"] = "halla", ["낙동강"] = "nakdonggang",
}, text.transliterate)
check("Korean: a final before a vowel begins its syllable", "ko", {
  ["옷이"] = "osi", ["꽃이"] = "kkochi", ["밖에"] = "bakke", ["먹어"] = "meogeo", ["닭을"] = "dalgeul",
  ["앉아"] = "anja", ["핥아"] = "halta", ["읊어"] = "eulpeo", ["없어"] = "eopseo", ["많아"] = "mana",
}, text.transliterate)
check("Korean: consonants before i become soft", "ko", {
  ["해돋이"] = "haedoji", ["같이"] = "gachi", ["굳히다"] = "guchida", ["굳이"] = "guji", ["붙이다"] = "buchida",
  ["핥이다"] = "halchida",
}, text.transliterate)
check("Korean: h makes verbs sharp and stays in nouns", "ko", {
  ["좋고"] = "joko", ["놓다"] = "nota", ["잡혀"] = "japyeo", ["낳지"] = "nachi", ["맞히다"] = "machida",
  ["묵호"] = "mukho", ["집현전"] = "jiphyeonjeon", ["맏형"] = "mathyeong", ["많고"] = "manko",
}, text.transliterate)
check("Korean: the last of two finals is mute at the end", "ko", {
  ["값"] = "gap", ["넋"] = "neok", ["닭"] = "dak", ["삶"] = "sam", ["여덟"] = "yeodeol", ["벚꽃"] = "beotkkot",
  ["한밭"] = "hanbat", ["월곶"] = "wolgot", ["광희문"] = "gwanghuimun", ["의"] = "ui",
}, text.transliterate)

check("Japanese: small letters join the one before them", "ja", {
  ["きゃ"] = "kya", ["しゅ"] = "shu", ["ちょ"] = "cho", ["じゃ"] = "ja", ["ティ"] = "ti", ["ディ"] = "di",
  ["デュ"] = "dyu", ["ファ"] = "fa", ["フィ"] = "fi", ["ウィ"] = "wi", ["ツァ"] = "tsa", ["シェ"] = "she",
  ["チェ"] = "che", ["ジェ"] = "je", ["ヴァ"] = "va", ["いぇ"] = "ie",
}, text.transliterate)
check("Japanese: long vowels are short, and a small tsu doubles what follows", "ja", {
  ["コーヒー"] = "kohi", ["がっこう"] = "gakkou", ["まっちゃ"] = "matcha", ["きっ"] = "ki", ["っあ"] = "a",
  ["ー"] = "", ["ん"] = "n",
}, text.transliterate)

-- ELOT 743
check("Greek: pairs of letters have sounds of their own", "el", {
  ["αυτός"] = "aftos", ["Αύριο"] = "Avrio", ["ΑΥ"] = "AF", ["ευχή"] = "efchi", ["Ευρώπη"] = "Evropi",
  ["ηυρα"] = "ivra", ["αϋ"] = "ay", ["άυ"] = "ay", ["μπ"] = "b", ["Μπ"] = "B", ["άμπελος"] = "ampelos",
  ["άγγελος"] = "angelos", ["γξ"] = "nx", ["άγχος"] = "anchos", ["Ού"] = "Ou", ["ΟΥ"] = "OU", ["υἱός"] = "yios",
  ["τζ"] = "tz", ["ᾄδης"] = "adis",
}, text.transliterate)

check("Bulgarian: a name ends with -ia", "bg", {
  ["България"] = "Balgaria", ["СОФИЯ"] = "SOFIA", ["Мария"] = "Maria", ["ъгъл"] = "agal", ["Ияна"] = "Iyana",
}, text.transliterate)
check("Ukrainian: letters at the beginning of a word have a y", "uk", {
  ["Згорани"] = "Zghorany", ["Єва"] = "Yeva", ["Їжак"] = "Yizhak", ["Йосип"] = "Yosyp", ["Юрій"] = "Yurii",
  ["Яна"] = "Yana", ["Марія"] = "Mariia", ["згода"] = "zghoda",
}, text.transliterate)
check("Russian and Serbian: a letter of two in a word of capitals is two capitals", "ru", {
  ["Щука"] = "Shchuka", ["ЩУКА"] = "SHCHUKA", ["Ёж"] = "Yozh", ["Юрий"] = "Yuriy",
}, text.transliterate)
check("Serbian: letters of its own", "sr", {
  ["Љубав"] = "Ljubav", ["ЉУБАВ"] = "LJUBAV", ["Ђ"] = "Dj", ["Ћ"] = "C",
}, text.transliterate)

check("Lithuanian: a small i keeps its dot below an accent", "lt", {
  ["Ì"] = "i̇̀", ["Í"] = "i̇́", ["Ĩ"] = "i̇̃", ["I\u{300}"] = "i̇̀", ["J\u{301}"] = "j̇́", ["Į\u{303}"] = "į̇̃",
  ["I"] = "i", ["J"] = "j", ["Į"] = "į", ["I\u{323}\u{300}"] = "i\u{307}\u{323}\u{300}",
}, text.lower)
check("Lithuanian: a capital I goes without the dot", "lt", {
  ["i\u{307}\u{300}"] = "I\u{300}", ["j\u{307}\u{301}"] = "J\u{301}", ["į\u{307}\u{303}"] = "Į\u{303}",
  ["e\u{307}"] = "E\u{307}",
}, text.upper)
check("Turkish: there are two letters i", "tr", { ["Iİ"] = "ıi", ["I\u{307}"] = "i", ["ABC"] = "abc" }, text.lower)
check("Turkish: both have their capital", "tr", { ["ıi"] = "Iİ" }, text.upper)
check("Azerbaijani: has them too", "az", { ["I"] = "ı" }, text.lower)

check("Greek: capitals have no accents, but say which vowels are apart", "el", {
  ["ά"] = "Α", ["ώ"] = "Ω", ["ΐ"] = "Ϊ", ["ΰ"] = "Ϋ", ["ϊ"] = "Ϊ", ["μαΐου"] = "ΜΑΪΟΥ", ["άυλος"] = "ΑΫΛΟΣ",
  ["νεράιδα"] = "ΝΕΡΑΪΔΑ", ["ρωμέικα"] = "ΡΩΜΕΪΚΑ", ["όι"] = "ΟΪ", ["ὀξεῖα"] = "ΟΞΕΙΑ", ["και"] = "ΚΑΙ",
  ["α\u{301}υλος"] = "ΑΫΛΟΣ", ["ήι"] = "ΗΙ",
}, text.upper)
check("Greek: an iota below stands beside its capital", "el", { ["ᾳ"] = "ΑΙ", ["ᾷ"] = "ΑΙ", ["α\u{345}"] = "ΑΙ" }, text.upper)
check("Greek: 'or' keeps its accent, by which it differs from the article", "el", {
  ["ή"] = "Ή", ["ναι ή όχι"] = "ΝΑΙ Ή ΟΧΙ", ["ή."] = "Ή.", ["καλή"] = "ΚΑΛΗ", ["ήταν"] = "ΗΤΑΝ", ["η"] = "Η",
}, text.upper)
check("Dutch: ij is one letter at the beginning of a word", "nl", { ["ijsland"] = "IJsland", ["ik"] = "Ik" }, text.title_case)

test.finish()
