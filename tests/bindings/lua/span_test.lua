--- Spans, searching and replacing across markup.

local phrases, rubric, test = require "rubric.phrases", require "rubric", require "rubric.test"

local function markdown(source) return assert(rubric.read(source, "markdown")) end

local function texts(iterator)
  local found = {}
  for span in iterator do found[#found + 1] = span:text() end
  return found
end

test("sentences, words and tokens are spans with their place", function()
  local document <close> = markdown "Cats *purr* loudly. Dogs bark!\n\n    code. Not a sentence.\n"
  test.equal(texts(document:sentences()), { "Cats purr loudly.", "Dogs bark!" })
  local first = document:sentences()()
  test.equal({ first.first, first.last, first.block.kind }, { 1, 17, "paragraph" })
  test.equal(texts(first:words()), { "Cats", "purr", "loudly" })
  test.equal(texts(document:one("emph"):words()), { "purr" })
  local word = first:words()()
  test.equal({ word.class, word.lower, word.shape, word.stem }, { "word", "cats", "Xxxx", "cat" })
end)

test("find, match and gmatch see a block as one text", function()
  local document <close> = markdown "the **quick** brown fox, the quick dog\n"
  local hit = document:find "quick (%a+)"
  test.equal({ hit:text(), hit[1], hit.first }, { "quick brown", "brown", 5 })
  test.equal({ document:match "(fox), (%a+)" }, { "fox", "the" })
  test.equal(texts(document:gmatch "quick"), { "quick", "quick" })
  test.equal(document:find "cat", nil)
end)

test("a replacement takes the markup of its first byte", function()
  local document <close> = markdown "the **quick** brown fox\n"
  test.equal(document:gsub("quick brown", "slow red"), 1)
  test.equal(document:write "markdown", "the **slow red** fox\n")
  test.equal(document:gsub("(%a+) fox", function(word) return word:upper() .. " cat" end), 1)
  test.equal(document:write "markdown", "the **slow RED cat**\n")
  test.equal(document:gsub("%a+", { the = "a" }), 1)
  test.equal(document:text(), "a slow RED cat")
end)

test("spans survive edits around them and go with their text", function()
  local document <close> = markdown "one two three\n\nfour\n"
  local two, four = document:tag(document:find "two", "x"), document:tag(document:find "four", "x")
  document:gsub("one", "eleven")
  test.equal({ two:text(), two.first, four:text() }, { "two", 8, "four" })
  document:gsub("two", "")
  test.equal({ two:exists(), four:exists() }, { false, true })
  test.equal(texts(document:spans("tag", "x")), { "four" })
end)

test("layers hold labels, scores, rules and data, in document order", function()
  local document <close> = markdown "a b c\n"
  local paragraph = document:one "paragraph"
  document:annotate(paragraph:range(3, 3), "l", { label = "second", score = 0.5, rule = "r", data = { k = 1 } })
  document:annotate(paragraph:range(1, 3), "l", { label = "first" })
  local labels = {}
  for span in document:spans "l" do labels[#labels + 1] = span.label end
  test.equal(labels, { "first", "second" })
  document:resolve("l", { policy = "longest" })
  test.equal(texts(document:spans "l"), { "a b" })
  document:clear "l"
  test.equal(document:layers(), {})
end)

test("phrases match across markup, but not where they must not", function()
  local document <close> = markdown "Visit *Port* Calder. `Port Calder` and [port calder](u).\n"
  local set = phrases.compile { { text = "Port Calder", data = { id = 7 } } }
  local found = {}
  for hit in set:scan(document, { except = "code, link" }) do found[#found + 1] = hit:text() .. hit.data.id end
  test.equal(found, { "Port Calder7" })
  test.equal(#texts(phrases.compile({ "PORT calder" }, { fold = "case" }):scan(document)), 3)
  test.error(function() phrases.compile { "" } end, "phrase")
end)

test("ranges of a document and of its text agree", function()
  local document <close> = markdown "ab\n\n| c | d |\n|---|---|\n| e | f |\n"
  test.equal(document:text(), "ab\n\nc\td\ne\tf")
  test.equal(document:range(1, 2):text(), "ab")
  test.equal(document:range(5, 5):text(), "c")
  test.error(function() document:range(1, 99) end, "out of range")
end)

test("counts are of words, sentences, characters, bytes and blocks", function()
  local document <close> = assert(rubric.read("Äb cd. De!", "text"))
  test.equal({ document:count(), document:count "sentences", document:count "characters", document:count "bytes",
    document:count "blocks" }, { 3, 2, 10, 11, 1 })
  test.equal(document:frequencies { stopwords = true }, { ["äb"] = 1, cd = 1, de = 1 })
end)

test("a pattern with ^ matches at the beginning of a block only", function()
  local d = require("rubric").read("aab cats\n\naa\n", "text")
  test.equal({ d:gsub("^a", "X"), d:text() }, { 2, "Xab cats\n\nXa" })
  local count = 0
  for _ in d:gmatch "^%a" do count = count + 1 end
  test.equal(count, 2)
  test.equal(d:gsub("^", "> "), 2)
  test.error(function() d:gsub("cats", function() return {} end) end, "invalid replacement value %(a table%)")
  test.error(function() d:find {} end, "string, regular expression or phrase set expected")
end)

test.finish()

local function words_of(document)
  local list = {}
  for word in document:words() do list[#list + 1] = word end
  return list
end

test("stretches that no layer holds move with their text, and go with it", function()
  local document <close> = assert(rubric.read("one *two* three\n\nfour five\n", "markdown"))
  local words = words_of(document)
  document:gsub("four", "4") -- another block
  document:gsub("one", "o n e")
  test.equal(words[1]:exists(), false)
  test.error(function() return words[1]:text() end, "its text was removed")
  test.equal({ words[2]:text(), words[2].first, words[3]:text(), words[5]:text() }, { "two", 7, "three", "five" })
  document:one("emph"):remove()
  test.equal({ words[2]:exists(), words[3]:text() }, { false, "three" })
  words[3].block:prepend "zero "
  test.equal({ words[3]:text(), words[3].first }, { "three", 13 })
  words[5].block:remove()
  test.error(function() return words[5]:text() end, "its block was removed")
end)

test("markup that is put around text or taken away moves nothing", function()
  local document <close> = assert(rubric.read("one *two* three", "markdown"))
  local words = words_of(document)
  document:one("emph"):unwrap()
  words[1].block:child(1):wrap(require("rubric.build").strong {})
  test.equal({ words[1]:text(), words[2]:text(), words[3]:text() }, { "one", "two", "three" })
end)

test("what is put in at the ends of a stretch is no part of it, what changes inside is", function()
  local document <close> = assert(rubric.read("one two three", "markdown"))
  local block = document:one "paragraph"
  local two = block:range(5, 7)
  block:gsub("()two()", "<two>")
  test.equal(two:exists(), false)
  two = block:range(5, 9)
  block:gsub("<", "<<")
  test.equal(two:text(), "<<two>")
  block:gsub("one ", "one !")
  block:gsub(" three", "! three")
  test.equal({ two:text(), block:text() }, { "<<two>", "one !<<two>! three" })
  block:gsub("%!<", "")
  test.equal(two:text(), "<two>")
end)

test("a walk over words goes on past those that an edit took", function()
  local document <close> = assert(rubric.read("a b c d e", "text"))
  local seen = {}
  for word in document:words() do
    seen[#seen + 1] = word:text()
    if word:text() == "b" then document:gsub("c d ", "") end
  end
  test.equal(table.concat(seen, " "), "a b e")
end)

test("a range over blocks keeps its ends", function()
  local document <close> = assert(rubric.read("one two\n\nthree four\n", "markdown"))
  local range = document:range(5, 14)
  test.equal(range:text(), "two\n\nthree")
  document:gsub("one", "o")
  document:gsub("thr", "THRRR")
  test.equal(range:text(), "two\n\nTHRRRee")
end)

test("spans hold their runs, whatever happens to the others", function()
  local build = require "rubric.build"
  local document <close> = rubric.new()
  local parts, state = {}, 1
  for i = 1, 30 do parts[i] = build.emph("run" .. i) end
  document:root():append(build.paragraph(parts))
  local block, runs, spans = document:one "paragraph", {}, {}
  for run in block:select "text" do runs[#runs + 1] = run end
  for i, run in ipairs(runs) do spans[i] = run:range(1, #run:text()) end
  local function random(limit) state = state * 16807 % 2147483647 return state % limit + 1 end
  for _ = 1, 300 do
    local i, what = random(30), random(4)
    local parent = runs[i] and runs[i].parent
    if i % 3 == 0 and parent and what == 1 then
      runs[i]:set_text(("x"):rep(random(9)))
    elseif i % 3 == 0 and parent and what == 2 then
      parent:insert_before(build.strong(("y"):rep(random(5))))
    elseif i % 3 == 0 and parent and what == 3 then
      parent:remove()
      runs[i] = false
    elseif i % 3 == 1 and parent and what == 4 then
      parent:wrap(build.strong {})
    end
    local kept = random(30)
    if kept % 3 ~= 0 then test.equal(spans[kept]:text(), "run" .. kept) end
  end
end)
