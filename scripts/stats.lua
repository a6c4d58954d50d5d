--- Counts what a document holds, and how long it takes to read.

local rubric = require "rubric"

-- Words a minute of silent reading (Brysbaert 2019, a meta-analysis of 190 studies: 238 for English
-- prose), and characters a minute where nobody writes blanks between words (Trauzettel-Klosinski
-- and Dietz 2012, IReST: Chinese 255, Japanese 357).
local WORDS_A_MINUTE = 238
local CHARACTERS_A_MINUTE = 300
local WITHOUT_BLANKS = { zh = true, ja = true, th = true, lo = true, km = true, my = true }

-- What is shown of the kinds, in this order.
local COUNTED = {
  { "paragraphs", "paragraph" }, { "headings", "heading" }, { "lists", "list" }, { "items", "item" }, { "tables", "table" },
  { "code_blocks", "code_block" }, { "quotes", "block_quote" }, { "links", "link" }, { "images", "image" },
  { "footnotes", "footnote" },
}

local function reading_minutes(document, words, characters)
  local lang = tostring(document.meta.lang or ""):match("^%a+")
  if WITHOUT_BLANKS[lang] then return characters / CHARACTERS_A_MINUTE end
  return words / WORDS_A_MINUTE
end

return {
  name = "stats", version = "1.0", api = 1, value = true,
  description = "Counts words, sentences, characters, blocks, links and images", license = "MIT",
  examples = { "rubric stats article.txt", "rubric stats --json article.txt" },

  ---@param document rubric.Document
  transform = function(document)
    local counted = document:stats()
    local stats = rubric.map()
    for _, unit in ipairs { "words", "characters", "sentences" } do stats[unit] = counted[unit] end
    for _, row in ipairs(COUNTED) do stats[row[1]] = counted.kinds[row[2]] end
    stats.reading_minutes = math.floor(reading_minutes(document, counted.words, counted.characters) * 10 + 0.5) / 10
    return stats
  end,
}
