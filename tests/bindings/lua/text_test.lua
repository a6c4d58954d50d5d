--- `rubric.text`: cutting and layout, on strings and on places of a document.

local rubric, test, text = require "rubric", require "rubric.test", require "rubric.text"

-- What an iterator gives, each step as one string.
local function all(...)
  local found = {}
  for piece, a, b, c in ... do
    found[#found + 1] = table.concat({ piece, tostring(a), tostring(b), c ~= nil and tostring(c) or nil }, " ")
  end
  return found
end

test("text is cut into pieces with their bytes", function()
  test.equal(all(text.graphemes "e\u{301}x"), { "e\u{301} 1 3", "x 4 4" })
  test.equal(all(text.words "It's 3.5 km!"), { "It's 1 4", "3.5 6 8", "km 10 11" })
  test.equal(all(text.tokens "hi #tag, a@b.org"), { "hi word 1 2", "#tag hashtag 4 7", ", punctuation 8 8", "a@b.org email 10 16" })
  test.equal(all(text.sentences "Mr. Smith left. He ran."), { "Mr. Smith left. 1 15", "He ran. 17 23" })
  test.equal(all(text.line_breaks "a b-c\nd"), { "a  1 2 false", "b- 3 4 false", "c\n 5 6 true", "d 7 7 false" })
  test.equal(all(text.lines "a\r\n\nb"), { "a 1 1", " 4 3", "b 5 5" })
  test.equal(all(text.words ""), {})
end)

test("sentences learn abbreviations", function()
  local options = { language = "en", abbreviations = { "Xyz", "Abc." } }
  test.equal(#all(text.sentences("See Xyz. Smith. See Abc. Jones.", options)), 2)
  test.equal(#all(text.sentences "See Xyz. Smith. See Abc. Jones."), 4)
  test.equal(#all(text.sentences("Mr. Xyz. Smith.", options)), 1) -- its own are still known
  test.error(function() text.sentences("a", { abbreviations = { 1 } }) end, "abbreviation 1 is not a string")
  for _, word in ipairs { "op. cit.", "", "* ordinals", "a#b", "\xff", "a\nb" } do
    test.error(function() text.sentences("a", { abbreviations = { "x", word } }) end, "abbreviation 2 .* is not a single word")
  end
  test.error(function() text.sentences("a", { abbreviations = { Xyz = true } }) end, "must be a list, not a map")
  test.error(function() text.sentences("a", { abbrevations = {} }) end, "did you mean 'abbreviations'")
end)

test("pieces are cut from places of a document too", function()
  local document = rubric.read("# One *two*\n\nThree\nfour. Five.\n", "markdown")
  local heading = document:one "heading"
  test.equal(all(text.words(heading)), { "One 1 3", "two 5 7" })
  test.equal(text.upper(heading), "ONE TWO")
  test.equal(text.upper(document:one "emph"), "TWO")
  test.equal(#all(text.sentences(document:one "paragraph")), 2)
  local found = {}
  for sentence in rubric.read("See Art. Seven. Next.", "text"):sentences { abbreviations = { "Art" } } do found[#found + 1] = sentence:text() end
  test.equal(found, { "See Art. Seven.", "Next." })
  found = {}
  for sentence in rubric.read("Am 3. Mai kam er.", "text"):sentences { language = "de" } do found[#found + 1] = sentence:text() end
  test.equal(found, { "Am 3. Mai kam er." })
  test.equal(text.width(document:one "paragraph"), 17)
  for sentence in document:sentences() do
    if sentence:text():find "Five" then test.equal(text.lower(sentence), "five.") end
  end
  test.equal(text.length(document, "words"), 5)
end)

test("an iterator over a place stays whole when the document changes", function()
  local document = rubric.read("one two", "text")
  local seen = {}
  for word in text.words(document:one "paragraph") do
    seen[#seen + 1] = word
    document:one("paragraph"):set_text "x"
  end
  test.equal(seen, { "one", "two" })
end)

test("layout counts columns", function()
  test.equal({ text.width "日本", text.width("a\tb", { tab = 4 }), text.width("\t", { tab = 4, column = 3 }) }, { 4, 5, 1 })
  test.equal(text.wrap("one two-three", 8), "one two-\nthree")
  test.equal(text.wrap("one two-three", 8, { blanks = true, first = "- ", rest = "  " }), "- one\n  two-three")
  test.equal(text.wrap("a\nb", 8, { lines = true }), "a\nb")
  test.equal(text.wrap("abcdef", 4, { cut = true }), "abcd\nef")
  test.error(function() text.wrap("a", 0) end, "out of range")
  test.equal({ text.pad("日", 4), text.pad("a", 3, "left"), text.pad("a", 3, "both") }, { "日  ", "  a", " a " })
end)

test("text is cut to columns, graphemes or words", function()
  test.equal(text.truncate("abcdef", 4), "abc…")
  test.equal(text.truncate("日本語", 5), "日本…")
  test.equal(text.truncate("abcdef", 4, { ellipsis = "" }), "abcd")
  test.equal(text.truncate("e\u{301}e\u{301}e\u{301}", 2, { unit = "graphemes" }), "e\u{301}…")
  test.equal(text.truncate("one two three", 2, { unit = "words" }), "one two…")
  test.equal(text.truncate("one two", 2, { unit = "words" }), "one two")
  test.equal(text.truncate("abc", 0), "")
  test.error(function() text.truncate("abc", 1, { unit = "lines" }) end, "lines")
end)

test("rows become columns", function()
  test.equal(text.columns { { "日本", "x" }, { "a", 12 } }, "日本  x\na     12\n")
  test.equal(text.columns({ { "a", "1" }, { "bb", "22" } }, { gap = " | ", align = { "left", "right" } }), "a  |  1\nbb | 22\n")
  test.equal(text.columns { { "a" }, { "b", "c" } }, "a\nb  c\n")
  test.equal(text.columns {}, "")
  test.error(function() text.columns { "a" } end, "list of rows")
  test.error(function() text.columns { { "a\nb" } } end, "a cell has a line end or a tab")
  test.error(function() text.columns { { "\xff" } } end, "not valid UTF%-8")
end)

test("a document without a language is read as what its text seems to be", function()
  local german = "Das ist z. B. ein Satz von Dr. Müller aus der Stadt. Und noch einer, der am 3. Mai geschrieben wurde."
  local function count(front)
    local sentences = 0
    for _ in rubric.read(front .. german, "markdown"):sentences() do sentences = sentences + 1 end
    return sentences
  end
  test.equal({ count "", count "---\nlang: German\n---\n", count "---\nlang: de-CH\n---\n" }, { 2, 2, 2 })
  test.equal(count "---\nlang: en\n---\n" > 2, true) -- what is said counts
  test.equal({ rubric.read(german, "text"):language(), rubric.read("Hm.", "text"):language() }, { "de", "en" })
  test.equal(rubric.read("---\nlang: pt-BR\n---\n" .. german, "markdown"):language(), "pt-BR")
end)

test("what is not text says so", function()
  test.error(function() text.words "\xff" end, "not valid UTF%-8")
  test.error(function() text.words {} end, "string expected")
  test.error(function() text.words(nil) end, "bad argument #1")
end)

test.finish()
