--- `rubric.text`: forms of letters, on strings and on places of a document.

local rubric, test, text = require "rubric", require "rubric.test", require "rubric.text"

test("case follows the language that is named", function()
  test.equal({ text.upper "straße", text.lower "ΑΣ", text.fold_case "STRAẞE" }, { "STRASSE", "ας", "strasse" })
  test.equal({ text.upper("izmir", { language = "tr" }), text.lower("I", { language = "az" }) }, { "İZMİR", "ı" })
  test.equal({ text.upper("Ελλάδα", { language = "el" }), text.title_case("ijs", { language = "nl" }) }, { "ΕΛΛΑΔΑ", "IJs" })
  test.equal(text.title_case "don't STOP", "Don't Stop")
  test.error(function() text.upper("a", { langauge = "tr" }) end, "did you mean 'language'")
  test.error(function() text.upper("a", { language = {} }) end, "string")
  test.error(function() text.upper "\xff" end, "not valid UTF%-8")
end)

test("normal forms are made and told", function()
  test.equal({ text.normalize "e\u{301}", text.normalize("é", "NFD"), text.normalize("ﬁ", "NFKC") }, { "é", "e\u{301}", "fi" })
  test.equal({ text.is_normalized "é", text.is_normalized("é", "NFD"), text.is_normalized "" }, { true, false, true })
  test.error(function() text.normalize("a", "NFX") end, "'NFX' must be 'NFC'")
end)

test("forms agree wherever a long run of marks is cut", function()
  for count = 0, 70 do
    for _, letter in ipairs { "é", "e", "", "ệ", "각" } do
      for _, mark in ipairs { "\u{301}", "\u{323}\u{301}", "\u{5b0}\u{5bc}", "\u{345}" } do
        local given = "a" .. letter .. mark:rep(count) .. "z"
        local composed, decomposed = text.normalize(given, "NFC"), text.normalize(given, "NFD")
        test.equal({ text.normalize(decomposed, "NFC"), text.normalize(composed, "NFD") }, { composed, decomposed })
        test.equal({ text.is_normalized(composed), text.is_normalized(given) }, { true, given == composed })
        test.equal(text.unaccent(text.unaccent(given)), text.unaccent(given))
      end
    end
  end
end)

test("accents go, and letters that look the same are one", function()
  test.equal({ text.unaccent "Ångström", text.unaccent "Łódź" }, { "Angstrom", "Lodz" })
  test.equal(text.skeleton "раураl", text.skeleton "paypal")
  test.truthy(text.skeleton "cat" ~= text.skeleton "car")
end)

test("other scripts are written in ASCII", function()
  test.equal({ text.transliterate "Москва", text.transliterate "Αθήνα", text.transliterate "독립" }, { "Moskva", "Athina", "dongnip" })
  test.equal({ text.transliterate("Müller", { language = "de" }), text.transliterate "Müller" }, { "Mueller", "Muller" })
  test.equal({ text.transliterate "a東", text.transliterate("a東", { unknown = "drop" }), text.transliterate("a東", { unknown = "question" }) },
    { "a東", "a", "a?" })
  test.error(function() text.transliterate("a", { unknown = "ask" }) end, "option 'unknown' must be 'keep', 'drop' or 'question', not 'ask'")
end)

test("slugs are short, small and plain", function()
  test.equal({ text.slug "Crème Brûlée!", text.slug "  Don't — stop ", text.slug "" }, { "creme-brulee", "dont-stop", "" })
  test.equal({ text.slug "Привет, мир", text.slug "한국어 문서", text.slug "東京 Tower" }, { "privet-mir", "hangugeo-munseo", "東京-tower" })
  test.equal(text.slug("Über uns", { language = "de" }), "ueber-uns")
  test.equal({ text.slug("one two three", { max = 8 }), text.slug("one two three", { max = 7 }), text.slug("abcdef", { max = 3 }) },
    { "one-two", "one-two", "abc" })
  test.equal({ text.slug("東京", { max = 4 }), text.slug("abc", { max = 0 }) }, { "東", "" })
  test.error(function() text.slug("a", { max = -1 }) end, "from 0")
end)

test("forms of places are those of their text", function()
  local document = rubric.read("# Łódź *Ost*\n\nx\n", "markdown")
  local heading = document:one "heading"
  test.equal({ text.slug(heading), text.upper(heading), text.unaccent(heading) }, { "lodz-ost", "ŁÓDŹ OST", "Lodz Ost" })
  test.equal(text.is_normalized(document), true)
end)

test.finish()
