--- `rubric.text`: the language and the script of a text.

local rubric, text, test = require "rubric", require "rubric.text", require "rubric.test"

test("a sentence tells its language, and how sure that is", function()
  local code, confidence = text.language "The children played in the garden yesterday, but now they are tired."
  test.equal(code, "en")
  test.equal(confidence > 0.5 and confidence <= 1, true)
  test.equal((text.language "Die Kinder haben gestern im Garten gespielt, aber jetzt sind sie müde."), "de")
  test.equal((text.language "子供たちは昨日、庭で遊びました。"), "ja")
end)

test("too little text is in no known language", function()
  test.equal({ text.language "" }, { "unknown", 0 })
  test.equal({ text.language "12 + 13" }, { "unknown", 0 })
  test.equal({ text.language "https://example.com/the/children" }, { "unknown", 0 })
  test.equal(#text.languages "word", 0)
end)

test("languages lists the candidates, best first", function()
  local list = text.languages "Дети вчера играли в саду, но теперь они устали. They are tired now."
  test.equal({ list[1].language, list[2].language }, { "ru", "en" })
  test.equal(list[1].confidence >= list[2].confidence, true)
end)

test("candidates restrict the answer", function()
  local swedish = "Barnen lekte i trädgården i går, men nu är de trötta."
  test.equal((text.language(swedish)), "sv")
  test.equal((text.language(swedish, { candidates = { "en-GB", "da" } })), "da")
  test.equal((text.language(swedish, { candidates = { "ja" } })), "unknown")
  test.error(function() text.language(swedish, { candidates = { "xx" } }) end, "no language 'xx'")
  test.error(function() text.language(swedish, { candidates = { 1 } }) end, "not a string")
  test.error(function() text.language(swedish, { candidates = "en" }) end, "not a list")
  test.error(function() text.language(swedish, { candidates = {} }) end, "no or too many")
  test.error(function() text.language(swedish, { candidate = { "en" } }) end, "candidate")
  test.error(function() text.language "\xff" end, "not valid UTF")
end)

test("script names that of most letters, or that of a code point", function()
  test.equal(text.script "12 Привет, Bob!", "Cyrl")
  test.equal(text.script "한국어", "Hang")
  test.equal(text.script "12, 13", "Zyyy")
  test.equal(text.script(0x3B1), "Grek")
  test.error(function() text.script(-1) end, "no code point")
  test.error(function() text.script(0x110000) end, "no code point")
end)

test("the language script sets what it finds", function()
  local document = rubric.read("Les enfants ont joué hier dans le jardin, mais maintenant ils sont fatigués.", "text")
  document:apply "language"
  test.equal(document.meta.lang, "fr")
end)
