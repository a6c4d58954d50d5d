-- The scripts that tell what a document holds: keywords, summarize, entities, digest and the small ones.
local rubric, test = require "rubric", require "rubric.test"

local ENGLISH = [[
Mr. James Carter visited the Marlen Strait on Monday with the Northern Shipping Federation. The inspection office costs $96 million a year.

Carter said the inspection office must open in Geneva on April 9, 2024. Ships wait longer than 48 hours at the eastern entrance. Will it help?

The inspection office was planned by the United Nations and the Harbour Mutual. It would cost less than one week of delays, the federation said.
]]

local KOREAN = [[
정부는 지난 3월 18일 서울에서 해운 대책을 발표했다. 선박 412척이 오후 3시 30분까지 기다렸다. 해운 대책은 북한과 일본의 선박에도 적용된다.

이 대책은 선박의 대기 시간을 줄이려는 것이다. 전문가들은 해운 대책이 선박의 비용을 줄일 것으로 본다고 말했다.
]]

local function read(content, lang)
  local document = assert(rubric.read(content, "text"))
  document.meta.lang = lang
  return document
end

local function spans(document, layer)
  local list = {}
  for span in document:spans(layer) do list[#list + 1] = (span.label or "") .. ":" .. span:text() end
  return list
end

local function has(list, entry)
  for _, value in ipairs(list) do
    if value == entry then return true end
  end
  return false
end

local VERBS = { "stats", "outline", "sentences", "words", "keywords", "summarize", "entities", "digest" }

test("an empty document is no error for any script", function()
  for _, name in ipairs(VERBS) do
    local document <close> = read("")
    document:apply(name)
  end
end)

test("one word is no error for any script", function()
  for _, name in ipairs(VERBS) do
    local document <close> = read("Word", "en")
    document:apply(name)
  end
end)

test("an option out of range or unknown is told by name", function()
  local document <close> = read(ENGLISH, "en")
  test.error(function() document:apply("keywords", { count = 0 }) end, "'count'")
  test.error(function() document:apply("summarize", { sentences = -1 }) end, "'sentences'")
  test.error(function() document:apply("outline", { depth = 7 }) end, "'depth'")
  test.error(function() document:apply("digest", { sentence = 1 }) end, "sentences")
end)

test("stats counts words, sentences and blocks", function()
  local document <close> = assert(rubric.read("# One\n\nTwo three. [Four](u)\n\n- five\n", "markdown"))
  local stats = document:apply "stats"
  test.equal({ stats.words, stats.headings, stats.links, stats.items }, { 5, 1, 1, 1 })
end)

test("outline lists headings down to a depth", function()
  local document <close> = assert(rubric.read("# A\n\n## B *c*\n\n### D\n", "markdown"))
  local rows = document:apply("outline", { depth = 2 })
  test.equal(#rows, 2)
  test.equal({ rows[2].level, rows[2].title, rows[2].line }, { 2, "B c", 3 })
end)

test("sentences and words become spans", function()
  local document <close> = read("Cats purr. Dogs bark.", "en")
  test.equal(document:apply "sentences", { "Cats purr.", "Dogs bark." })
  test.equal(document:apply "words", { "Cats", "purr", "Dogs", "bark" })
  test.equal(spans(document, "word"), { "word:Cats", "word:purr", "punctuation:.", "word:Dogs", "word:bark", "punctuation:." })
end)

test("a repeated phrase is a keyword, its place a span with the phrase as label", function()
  local document <close> = read(ENGLISH, "en")
  local phrases = document:apply("keywords", { count = 5 })
  test.equal(#phrases, 5)
  test.truthy(has(phrases, "inspection office"))
  test.equal(document.meta.keywords, phrases)
  test.truthy(has(spans(document, "keyword"), "inspection office:inspection office"))
end)

test("no keyword holds a stop word at its ends", function()
  local document <close> = read(ENGLISH, "en")
  local text = require "rubric.text"
  for _, phrase in ipairs(document:apply "keywords") do
    test.falsy(text.is_stopword(phrase:match("^%S+")), phrase)
    test.falsy(text.is_stopword(phrase:match("%S+$")), phrase)
  end
end)

test("keywords come of Korean text", function()
  local document <close> = read(KOREAN, "ko")
  test.truthy(#document:apply("keywords", { count = 3 }) == 3)
end)

test("a summary is whole sentences in their order, no question among them", function()
  local document <close> = read(ENGLISH, "en")
  local summary = document:apply("summarize", { sentences = 4 })
  test.equal(#summary, 4)
  test.equal(table.concat(summary, " "), document.meta.summary)
  test.falsy(document.meta.summary:find("?", 1, true))
  local at = 1
  for _, sentence in ipairs(summary) do at = assert(document:text():find(sentence, at, true), sentence) end
end)

test("a summary takes nothing from quotations, tables, headings and code", function()
  local source = "# Cats are wise animals that sleep\n\n> Cats purr when cats are glad of cats.\n\n"
    .. "```\nCats code all night long here.\n```\n\nDogs bark at the quiet moon.\n"
  local document <close> = assert(rubric.read(source, "markdown"))
  document.meta.lang = "en"
  test.equal(document:apply "summarize", { "Dogs bark at the quiet moon." })
end)

test("asked for more sentences than there are, a summary has all", function()
  local document <close> = read("Cats purr when they are glad.", "en")
  test.equal(document:apply("summarize", { sentences = 99 }), { "Cats purr when they are glad." })
end)

test("Korean text has a summary", function()
  local document <close> = read(KOREAN, "ko")
  test.equal(#document:apply("summarize", { sentences = 2 }), 2)
end)

test("people, places, organizations, dates and amounts are entities", function()
  local document <close> = read(ENGLISH, "en")
  local names = document:apply "entities"
  test.equal(names.people, { "James Carter" })
  test.equal(names.places, { "Marlen Strait", "Geneva" })
  test.equal(names.organizations, { "Northern Shipping Federation", "United Nations", "Harbour Mutual" })
  local found = spans(document, "entity")
  for _, entry in ipairs { "person:Carter", "date:Monday", "quantity:$96 million", "date:April 9, 2024", "quantity:48 hours" } do
    test.truthy(has(found, entry), entry)
  end
end)

test("a title is no part of a name, a possessive neither", function()
  local document <close> = read("Yesterday Prime Minister Elena Brandt’s plane landed in Port Calder.", "en")
  document:apply "entities"
  test.truthy(has(spans(document, "entity"), "person:Elena Brandt"))
  test.truthy(has(spans(document, "entity"), "location:Port Calder"))
end)

test("Korean dates, times, counts and places stand without their particles", function()
  local document <close> = read(KOREAN, "ko")
  document:apply "entities"
  local found = spans(document, "entity")
  for _, entry in ipairs { "date:지난 3월 18일", "location:서울", "quantity:412척", "time:오후 3시 30분", "location:북한", "location:일본" } do
    test.truthy(has(found, entry), entry)
  end
end)

test("running a script twice gives the same", function()
  local document <close> = read(ENGLISH, "en")
  for _, name in ipairs { "keywords", "summarize", "entities" } do
    local layer = ({ keywords = "keyword", summarize = "summary", entities = "entity" })[name]
    document:apply(name)
    local once = spans(document, layer)
    document:apply(name)
    test.equal(spans(document, layer), once, name)
  end
end)

test("digest leaves metadata in order", function()
  local document <close> = read("Wind power grows\n\n" .. ENGLISH)
  document:apply("digest", { sentences = 2, keywords = 3 })
  local keys = {}
  for key in pairs(document.meta) do keys[#keys + 1] = key end
  test.equal(keys, { "title", "lang", "summary", "keywords", "people", "places", "organizations" })
  test.equal(#document.meta.keywords, 3)
end)

test.finish()
