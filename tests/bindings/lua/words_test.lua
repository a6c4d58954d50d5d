--- `rubric.text` on words: distances, likeness, shapes, stems, stop words, runs and fingerprints.

local rubric, test, text = require "rubric", require "rubric.test", require "rubric.text"

local function all(...)
  local found = {}
  for piece, first, last in ... do found[#found + 1] = table.concat({ tostring(piece), first, last }, " ") end
  return found
end

local function about(number) return ("%.3f"):format(number) end

test("distance counts edits of code points", function()
  test.equal(text.distance("kitten", "sitting"), 3)
  test.equal(text.distance("café", "cafe"), 1)
  test.equal(text.distance("ab", "ba"), 2)
  test.equal(text.distance("ab", "ba", { kind = "damerau" }), 1)
  test.equal(text.distance("kitten", "sitting", { limit = 3 }), 3)
  test.equal(text.distance("kitten", "sitting", { limit = 2 }), nil)
  test.equal(text.distance("a", "b", { limit = 0 }), nil)
  test.equal(text.distance("a", "a", { limit = 0 }), 0)
  test.equal(about(text.distance("MARTHA", "MARHTA", { kind = "jaro_winkler" })), "0.039")
end)

test("similarity is between 0 and 1", function()
  test.equal(about(text.similarity("MARTHA", "MARHTA")), "0.961")
  test.equal(about(text.similarity("MARTHA", "MARHTA", { kind = "jaro" })), "0.944")
  test.equal(about(text.similarity("kitten", "sitting", { kind = "levenshtein" })), "0.571")
  test.equal(text.similarity("a b c d", "B, C, D, E", { kind = "resemblance" }), 0.6)
  test.equal(text.similarity("a b c", "a b c d e", { kind = "containment", words = 2 }), 1.0)
  test.equal(text.similarity("", ""), 1.0)
end)

test("nearest finds what was meant", function()
  test.equal({ text.nearest("headnig", { "paragraph", "heading", "list" }) }, { "heading", 2, 1 })
  test.equal({ text.nearest("b", { "a", "b" }) }, { "b", 2, 0 })
  test.equal(text.nearest("quotation", { "list", "table" }), nil)
  test.equal(text.nearest("a", {}), nil)
  test.equal({ text.nearest("abc", { "xyz", "abd" }, 3) }, { "abd", 2, 1 })
  test.equal(text.nearest("abc", { "abd" }, 0), nil)
end)

test("shapes and stems", function()
  test.equal({ text.shape "Unicode-15", text.shape "NATO", text.shape "12345" }, { "Xxxxx-dd", "XXXX", "dddd" })
  test.equal({ text.stem "Running", text.stem("Häusern", { language = "de" }), text.stem("학교에서는", { language = "ko" }) }, { "run", "haus", "학교" })
end)

test("there are stop words of many languages", function()
  local languages = ("ar bg ca cs da de el en es fa fi fr hi hu id it ja ko nb nl pl pt ro ru sv tr uk vi zh"):gmatch "%a+"
  for code in languages do
    local list = assert(text.stopwords(code), code)
    test.equal(#list >= 25, true)
    for _, word in ipairs(list) do test.equal(text.is_stopword(word, { language = code }), true) end
  end
  test.equal({ text.stopwords "xx" }, { nil, "no stop words of language 'xx'" })
  test.equal({ text.is_stopword "The", text.is_stopword "word", text.is_stopword("the", { language = "xx" }) }, { true, false, false })
end)

test("runs of words and characters know where they stand", function()
  test.equal(all(text.ngrams("One, two 3!", 2)), { "One, two 1 8", "two 3 6 10" })
  test.equal(all(text.ngrams("e\u{301}x한", 2, { of = "characters" })), { "e\u{301}x 1 4", "x한 4 7" })
  test.equal(all(text.ngrams("", 1)), {})
  local document = rubric.read("One *two* three", "markdown")
  test.equal(all(text.ngrams(document:one "paragraph", 3)), { "One two three 1 13" })
  local hashes = {}
  for hash, first, last in text.shingles("a rose is a rose is a rose", 4) do
    hashes[#hashes + 1] = hash
    test.equal(math.type(hash) == "integer" and first < last, true)
  end
  test.equal({ #hashes, hashes[1] == hashes[4], hashes[2] == hashes[5], hashes[1] == hashes[2] }, { 5, true, true, false })
end)

test("fingerprints of like texts are near", function()
  local a = "The committee met on Tuesday to discuss the new bridge over the river and its price."
  local b = "The committee met on Monday to discuss the new bridge over the river and its price."
  test.equal(text.hamming(text.simhash(a), text.simhash(b)) < 16, true)
  test.equal({ text.simhash "", text.hamming(-1, 0), text.simhash "One two" == text.simhash "TWO one." }, { 0, 64, true })
end)

test("analyze says all of all tokens", function()
  local found = text.analyze("The cats ran, the end 5.", { lower = true, stem = true, shape = true, is_stopword = true })
  test.equal(found, {
    count = 8,
    text = { "The", "cats", "ran", ",", "the", "end", "5", "." },
    class = { "word", "word", "word", "punctuation", "word", "word", "number", "punctuation" },
    first = { 1, 5, 10, 13, 15, 19, 23, 24 }, last = { 3, 8, 12, 13, 17, 21, 23, 24 },
    lower = { "the", "cats", "ran", ",", "the", "end", "5", "." },
    stem = { "the", "cat", "ran", ",", "the", "end", "5", "." },
    shape = { "Xxx", "xxxx", "xxx", ",", "xxx", "xxx", "d", "." },
    is_stopword = { true, false, false, false, true, false, false, false },
  })
  test.equal(text.analyze "", { count = 0, text = {}, class = {}, first = {}, last = {} })
  test.equal(text.analyze("학교에서", { language = "ko", stem = true }).stem, { "학교" })
end)

test("analyze agrees with the functions for one word", function()
  local content = "Dr. Smith's 3 dogs, #tag, see https://a.b/c or a@b.org: Ünï 😀 the The THE naïve"
  local found, at = text.analyze(content, { lower = true, stem = true, shape = true, is_stopword = true, language = "fr" }), 0
  for piece, class, first, last in text.tokens(content) do
    at = at + 1
    test.equal({ found.text[at], found.class[at], found.first[at], found.last[at] }, { piece, class, first, last })
    test.equal(found.shape[at], text.shape(piece))
    if class == "word" then
      test.equal({ found.lower[at], found.stem[at], found.is_stopword[at] },
        { text.lower(piece), text.stem(piece, { language = "fr" }), text.is_stopword(piece, { language = "fr" }) })
    end
  end
  test.equal(found.count, at)
end)

test("word spans say what they are", function()
  local document = rubric.read("The Running 2nd", "text")
  local seen = {}
  for word in document:words() do
    seen[#seen + 1] = { word.class, word.lower, word.stem, word.shape, word.is_stopword }
  end
  test.equal(seen, {
    { "word", "the", "the", "Xxx", true }, { "word", "running", "run", "Xxxxx", false }, { "word", "2nd", "2nd", "dxx", false },
  })
end)

local FUNCTIONS = {
  shape = text.shape, stem = text.stem, is_stopword = text.is_stopword, simhash = text.simhash, analyze = text.analyze,
  ngrams = function(s) return all(text.ngrams(s, 2)) end,
  characters = function(s) return all(text.ngrams(s, 2, { of = "characters" })) end,
  shingles = function(s) return all(text.shingles(s, 2)) end,
  distance = function(s) return text.distance(s, "a", { kind = "damerau", limit = 5 }) or 0 end,
  similarity = function(s) return text.similarity(s, "a") end,
  resemblance = function(s) return text.similarity(s, "a", { kind = "resemblance" }) end,
  nearest = function(s) return text.nearest(s, { "a" }) or "" end,
}

test("bytes that are not UTF-8 are an error that names the argument, in every function", function()
  for name, call in pairs(FUNCTIONS) do
    for _, bad in ipairs { "\xFFab", "a\xFFb", "ab\xFF", "a\xC3", "\xED\xA0\x80", "\xC0\x80", "\xF4\x90\x80\x80" } do
      local ok, message = pcall(call, bad)
      test.equal({ name, ok, tostring(message):find("not valid UTF-8", 1, true) ~= nil }, { name, false, true })
    end
    for _, odd in ipairs { "", "a", "\0", "a\0b", " ", "\u{301}" } do
      local ok, message = pcall(call, odd)
      test.equal({ name, ok, ok and "" or message }, { name, true, "" })
    end
    test.error(function() call({}) end, "argument #1")
    test.error(function() call(nil) end, "argument #1")
  end
end)

test("wrong arguments are named", function()
  test.error(function() text.distance("a", 1.5, 2) end, "#3")
  test.error(function() text.distance("a", {}) end, "#2")
  test.error(function() text.distance("a", "b", { kind = "x" }) end, "option 'kind' must be")
  test.error(function() text.distance("a", "b", { limit = -1 }) end, "limit")
  test.error(function() text.distance("a", "b", { kind = "jaro", limit = 1 }) end, "'limit'")
  test.error(function() text.similarity("a", "b", { kinds = "jaro" }) end, "did you mean 'kind'")
  test.error(function() text.similarity("a", "b", { words = 0 }) end, "'words'")
  test.error(function() text.ngrams("a", 0) end, "#2")
  test.error(function() text.ngrams("a", 1001) end, "#2")
  test.error(function() text.ngrams("a", 2, { of = "bytes" }) end, "bytes")
  test.error(function() text.shingles("a", "x") end, "#2")
  test.error(function() text.hamming(1, 1.5) end, "#2")
  test.error(function() text.nearest("a", { "b", 1 }) end, "entry 2 is not a string")
  test.error(function() text.nearest("a", { "b\xFF" }) end, "entry 1 is not valid UTF%-8")
  test.error(function() text.nearest("a", {}, -1) end, "#3")
  test.error(function() text.analyze("a", { stems = true }) end, "did you mean 'stem'")
  test.error(function() text.analyze("a", { language = 1 }) end, "'language'")
  test.error(function() text.stopwords() end, "#1")
end)

test("long texts of one kind of character are no worse than others", function()
  for _, part in ipairs { "word ", "a", "\u{301}", "\u{1F1E9}", "\u{200D}", "👨\u{200D}" } do
    local long = part:rep(20000)
    test.equal(text.similarity(long, long), 1.0)
    test.equal(text.distance(long, long .. "x", { limit = 3 }), 1)
    test.equal(text.simhash(long), text.simhash(long))
    test.equal(text.analyze(long, { lower = true, shape = true }).count >= 1, true)
    for _ in text.shingles(long, 3) do end
    for _ in text.ngrams(long, 3, { of = "characters" }) do end
  end
end)

test.finish()
