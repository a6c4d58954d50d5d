--- Extractive summary: marks the whole sentences that carry the document.
--
-- A sentence is judged by where it stands and by how near it is to the centre of the document, the
-- sum of all its sentences as vectors of words (MEAD: Radev, Jing, Stys and Tam 2004). News in
-- English puts what matters first, so there the place counts most; elsewhere the centre does.
-- Short sentences, questions, quotations and what ends as no sentence count less. Nothing is
-- deleted: the sentences become spans of layer "summary".

local lines = require "rubric.lines"
local rubric = require "rubric"
local text = require "rubric.text"
local words = require "rubric.words"

-- What the centre counts beside the place, which counts 1 for the first sentence and 0 for the last;
-- tuned on 107 articles of CNN/DailyMail and Newsroom, and on 22 Korean ones.
local CENTRE = { en = 0.1 }
local CENTRE_ELSEWHERE = 1.5
local TITLE = 0.1 -- share of the title's words
local TOO_SHORT, SHORT_MALUS = 5, 0.5 -- words that are no stop words
local TOO_LONG, LONG_MALUS = 60, 0.5 -- words
local NOT_ENDED, QUESTION, QUOTATION = 0.8, 0.15, 0.15 -- what is taken off
local ALIKE = 0.7 -- share of words of a chosen sentence that make another the same
local SHORT_BLOCK = 200 -- bytes; shorter ones may be a dateline, byline or credit

local ASIDE = "block_quote, table, figure, caption, footnote, definition_list"
local ENDINGS = { ".", "!", "?", "。", "！", "？", "…", "।", "؟", "۔" }
local CLOSING = { '"', "'", "”", "’", "»", ")", "」", "』", "]" }
local OPENING = { '"', "'", "“", "‘", "«", "„", "「", "『", "`", "-", "–", "—" }

local function ends_with(s, list)
  for _, ending in ipairs(list) do
    if s:sub(-#ending) == ending then return ending end
  end
end

local function starts_with(s, list)
  for _, beginning in ipairs(list) do
    if s:sub(1, #beginning) == beginning then return true end
  end
  return false
end

-- Whether a sentence ends as one, and whether as a question.
local function ending_of(sentence)
  local closing = ends_with(sentence, CLOSING)
  while closing do
    sentence = text.trim(sentence:sub(1, -#closing - 1))
    closing = ends_with(sentence, CLOSING)
  end
  local mark = ends_with(sentence, ENDINGS)
  return mark ~= nil, mark == "?" or mark == "？" or mark == "؟"
end

-- The blocks that sentences are taken from: running text, then lists where there is little else.
local function blocks_of(document)
  local main, listed = {}, {}
  local has_aside, has_list = document:one(ASIDE), document:one("list")
  for block in document:select("paragraph, line_block") do
    if not has_aside or not block:closest(ASIDE) then
      local target = has_list and block:closest("list") and listed or main
      target[#target + 1] = block
    end
  end
  return main, listed
end

local function new_terms(document)
  local lang = words.language(document)
  return { lang = lang, options = { language = lang }, stems = {}, counts = {}, spread = {} }
end

local function stem_of(terms, word)
  local stem = terms.stems[word]
  if stem == nil then
    stem = #word > 1 and not text.is_stopword(word, terms.options) and text.stem(word, terms.options)
    terms.stems[word] = stem
  end
  return stem
end

-- How often each stem stands in a sentence, and how many words there are with and without stop words.
local function count_terms(terms, sentence)
  local counts, list, all = {}, {}, 0
  for word in text.words(text.lower(sentence)) do
    local stem = stem_of(terms, word)
    all = all + 1
    if stem then
      if not counts[stem] then list[#list + 1] = stem end
      counts[stem] = (counts[stem] or 0) + 1
    end
  end
  return counts, list, all
end

local function add_sentence(found, terms, block, sentence, first, last)
  local counts, list, size = count_terms(terms, sentence)
  found[#found + 1] = { block = block, first = first, last = last, text = text.squeeze(sentence), counts = counts, list = list, size = size, order = #found }
  for _, stem in ipairs(list) do
    terms.counts[stem] = (terms.counts[stem] or 0) + counts[stem]
    terms.spread[stem] = (terms.spread[stem] or 0) + 1
  end
end

local function add_blocks(found, terms, blocks)
  for _, block in ipairs(blocks) do
    local content = block:text()
    if #content > SHORT_BLOCK or not lines.kind(content) then
      for sentence, first, last in text.sentences(content, terms.options) do
        add_sentence(found, terms, block, sentence, first, last)
      end
    end
  end
end

-- The cosine of each sentence with the sum of all, the highest being 1.
local function add_centrality(found, terms)
  local weights, most = {}, 0
  for stem, spread in pairs(terms.spread) do weights[stem] = math.log((#found + 1) / (spread + 0.5)) end
  for _, sentence in ipairs(found) do
    local product, norm = 0, 0
    for _, stem in ipairs(sentence.list) do
      local weight = sentence.counts[stem] * weights[stem]
      product = product + weight * terms.counts[stem] * weights[stem]
      norm = norm + weight * weight
    end
    sentence.centrality = norm > 0 and product / math.sqrt(norm) or 0
    most = math.max(most, sentence.centrality)
  end
  for _, sentence in ipairs(found) do sentence.centrality = most > 0 and sentence.centrality / most or 0 end
end

local function title_share(sentence, title)
  local shared = 0
  for _, stem in ipairs(title) do
    if sentence.counts[stem] then shared = shared + 1 end
  end
  return #title > 0 and shared / #title or 0
end

local function malus(sentence)
  local ends, asks = ending_of(sentence.text)
  local sum = ends and 0 or NOT_ENDED
  if #sentence.list < TOO_SHORT then sum = sum + SHORT_MALUS end
  if sentence.size > TOO_LONG then sum = sum + LONG_MALUS end
  if asks then sum = sum + QUESTION end
  if starts_with(sentence.text, OPENING) then sum = sum + QUOTATION end
  return sum
end

local function judge(found, terms, title)
  local centre = CENTRE[terms.lang] or CENTRE_ELSEWHERE
  for _, sentence in ipairs(found) do
    local place = 1 - sentence.order / #found
    sentence.score = place + centre * sentence.centrality + TITLE * title_share(sentence, title) - malus(sentence)
  end
end

-- Whether nearly all words of a sentence stand in another.
local function is_alike(sentence, other)
  local shared = 0
  for _, stem in ipairs(sentence.list) do
    if other.counts[stem] then shared = shared + 1 end
  end
  return #sentence.list > 0 and shared / math.max(#sentence.list, #other.list) > ALIKE
end

local function by_score(a, b)
  if a.score ~= b.score then return a.score > b.score end
  return a.order < b.order
end

local function choose(found, count)
  local ranked, chosen = table.move(found, 1, #found, 1, {}), {}
  table.sort(ranked, by_score)
  for _, sentence in ipairs(ranked) do
    if #chosen == count then break end
    local is_new = true
    for _, other in ipairs(chosen) do is_new = is_new and not is_alike(sentence, other) end
    if is_new then chosen[#chosen + 1] = sentence end
  end
  table.sort(chosen, function(a, b) return a.order < b.order end)
  return chosen
end

return {
  name = "summarize", version = "1.0", api = 1, value = true,
  description = "Marks the sentences that sum up a document", license = "MIT",
  examples = { "rubric summarize article.txt", "rubric summarize --sentences 2 --json article.html" },
  options = { sentences = { type = "integer", default = 3, minimum = 1, help = "how many sentences to mark" } },

  ---@param document rubric.Document
  transform = function(document, options)
    local terms, found = new_terms(document), {}
    local title = type(document.meta.title) == "string" and select(2, count_terms(terms, document.meta.title)) or {}
    local main, listed = blocks_of(document)
    add_blocks(found, terms, main)
    if #found < options.sentences then add_blocks(found, terms, listed) end
    add_centrality(found, terms)
    judge(found, terms, title)
    local summary = rubric.list(nil)
    document:clear("summary")
    for _, sentence in ipairs(choose(found, options.sentences)) do
      document:annotate(sentence.block:range(sentence.first, sentence.last), "summary", { score = sentence.score })
      summary[#summary + 1] = sentence.text
    end
    document.meta.summary = #summary > 0 and table.concat(summary, " ") or nil
    return summary
  end,
}
