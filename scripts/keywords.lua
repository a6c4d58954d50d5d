--- Finds the key phrases of a document.
--
-- Candidates are the word groups between stop words and marks (RAKE: Rose et al. 2010) and what
-- stands inside them. A candidate is judged by how often it occurs, and how often on its own
-- rather than inside a longer one (C-value: Frantzi, Ananiadou and Mima 2000), where it first
-- occurs, in how many sentences, in the title, and by how its words look (YAKE: Campos et al.
-- 2020). The judgement is a sum of the features below with these weights.

local rubric = require "rubric"
local text = require "rubric.text"
local words = require "rubric.words"

local LONGEST = 4 -- words in a phrase
local OFFSET = 5.5 -- moves scores between 0 and 1; their order does not depend on it
local MOSTLY_INSIDE = 2 -- a part of a chosen phrase is left out unless it occurs more often by this factor
local MANY_WORDS = 20000 -- beyond, only phrases of words that occur more than once

-- Weights of a logarithm of odds, fitted once on Inspec, SemEval 2010 and 2017, 500N-KPCrowd and
-- Nguyen 2007 together, each set counting the same; `title` and `heading`, which those sets lack,
-- were set by hand. `long` grows with the logarithm of the document's size.
local WEIGHTS = {
  log_count = 0.263, log_alone = 1.014, alone = 0.722, alone_long = -0.427, -- occurrences, those as a whole group
  nested = 0.430, nested_all = -0.824, -- inside longer candidates
  least = 0.303, words_long = -0.196, -- the rarest word, the mean of all
  degree = -0.362, log_degree = 1.063, -- company of the words, as in RAKE
  sentences = 0.986, early = -0.386, late = 0.679, title = 1.0, heading = 0.4, -- where
  size = { 1.315, 0.697, 0.401, 0 }, size_long = { -0.432, 0, 0, -0.215 }, once = 0.386, -- words in the phrase
  capital = -0.342, capital_one = 1.101, upper = 0.573, -- capitals inside sentences
  first_ing = -0.325, last_ing = 0.253, one_ing = 0.427, first_adjective = 0.282, last_adjective = -0.516,
  short = -0.488, length = 0.488, -- letters in the words
}

-- Words that no phrase holds, by language, where there is such a list.
local function weak_words(lang)
  local ok, lines = pcall(words.set, "keywords/" .. lang .. ".txt")
  local all = {}
  for line in pairs(ok and lines or {}) do
    for word in line:gmatch("%S+") do all[word] = true end
  end
  return all
end

local ADJECTIVES = { "[aei]ble$", "[ai]l$", "ive$", "ous$", "ic$", "ful$", "less$", "ary$" } -- suffixes, English

local function has_suffix(lower, suffixes)
  for _, suffix in ipairs(suffixes) do
    if lower:find(suffix) then return true end
  end
  return false
end

-- How a word form looks.
local function add_shape(word, lower, info)
  info.is_upper = #word > 1 and word:find("^%u[%u%d]+s?$") ~= nil
  info.is_capital = word:find("^%u") ~= nil or word:find("^\195[\128-\158]") ~= nil
  info.ends_ing = lower:find("ing$") ~= nil
  info.ends_adjective = has_suffix(lower, ADJECTIVES)
end

local KEEP_LY = { family = true, assembly = true, supply = true, anomaly = true, monopoly = true, italy = true, july = true, butterfly = true, fly = true }

-- What is known of a word form, once each.
local function lookup(forms, word, lists)
  local info = forms[word]
  if info then return info end
  local lower = text.lower(word)
  local bare = lower:gsub("'s$", ""):gsub("’s$", "")
  info = { lower = bare }
  local is_adverb = lists.is_english and #bare > 4 and bare:find("ly$") and not KEEP_LY[bare]
  info.breaks = lists.weak[bare] or text.is_stopword(bare, lists.options) or is_adverb or not bare:find("[%a\128-\255]")
    or (#bare < 3 and bare:find("^[%l%d]+$") and not word:find("^%u[%u%d]")) or false
  info.stem = info.breaks and bare or text.stem(bare, lists.options)
  info.cut = #lower - #bare
  if not info.breaks then add_shape(word, bare, info) end
  forms[word] = info
  return info
end

-- The groups of words between what breaks: each word is {info, first, last, block, sentence}.
local function add_groups(found, block, lists)
  local content = block.text
  local group, fresh = {}, true
  local function close()
    if #group > 0 then found.groups[#found.groups + 1] = group end
    group = {}
  end
  local tokens, before = text.analyze(content), 0
  for at, piece in ipairs(tokens.text) do
    local class, first, last = tokens.class[at], tokens.first[at], tokens.last[at]
    if class == "word" or class == "number" and #piece > 1 and piece:find("%a") then
      local info = lookup(found.forms, piece, lists)
      found.position = found.position + 1
      if info.breaks then
        close()
      else
        group[#group + 1] = {
          info = info, first = first, last = last - info.cut, block = block, sentence = found.sentence,
          position = found.position, starts = fresh,
        }
        if info.cut > 0 then close() end
      end
      fresh = false
    elseif piece == "-" and at > 1 and before + 1 == first and content:find("^[%a\128-\255]", last + 1) then
      fresh = false -- a hyphen inside a word joins
    else
      close()
      if piece:find("^[.!?:。]") then found.sentence, fresh = found.sentence + 1, true end
    end
    before = last
  end
  close()
  found.sentence = found.sentence + 1
end

local function collect(document, lists)
  local found = { groups = {}, forms = {}, position = 0, sentence = 0, title = {} }
  local title = document.meta.title
  if type(title) == "string" then
    for word in text.words(title) do
      local info = lookup(found.forms, word, lists)
      if not info.breaks then found.title[info.stem] = true end
    end
  end
  for block in document:text_blocks() do
    local kind = block.kind
    if kind ~= "code_block" and kind ~= "raw_block" then
      local is_heading = kind == "heading"
      add_groups(found, { node = block, text = block:text(), is_heading = is_heading }, lists)
    end
  end
  return found
end

-- How often each stem occurs, beside how many words, and capitalised where no sentence begins.
local function count_words(found)
  local counted = {}
  for _, group in ipairs(found.groups) do
    for _, word in ipairs(group) do
      local stem = word.info.stem
      local row = counted[stem]
      if not row then
        row = { count = 0, degree = 0, capital = 0, upper = 0, last_sentence = -1, sentences = 0 }
        counted[stem] = row
      end
      row.count = row.count + 1
      row.degree = row.degree + #group
      if word.info.is_capital and not word.starts then row.capital = row.capital + 1 end
      if word.info.is_upper then row.upper = row.upper + 1 end
      if row.last_sentence ~= word.sentence then row.sentences, row.last_sentence = row.sentences + 1, word.sentence end
    end
  end
  return counted
end

local function add_candidate(candidates, list, group, from, to, counted)
  local stems = {}
  for i = from, to do stems[#stems + 1] = group[i].info.stem end
  local key = table.concat(stems, " ")
  local candidate = candidates[key]
  if not candidate then
    candidate = {
      key = key, size = to - from + 1, count = 0, alone = 0, heading = 0, sentences = 0, last_sentence = -1, first = group[from], last = group[to],
      words = { table.unpack(group, from, to) }, order = #list, inside = {}, rows = {},
    }
    for i, stem in ipairs(stems) do candidate.rows[i] = counted[stem] end
    candidates[key] = candidate
    list[#list + 1] = candidate
  end
  candidate.count = candidate.count + 1
  if to - from + 1 == #group then candidate.alone = candidate.alone + 1 end
  if group[from].block.is_heading then candidate.heading = candidate.heading + 1 end
  if candidate.last_sentence ~= group[from].sentence then
    candidate.sentences, candidate.last_sentence = candidate.sentences + 1, group[from].sentence
  end
  return candidate
end

local function find_candidates(found, counted)
  local candidates, list = {}, {}
  local is_long = found.position > MANY_WORDS
  for _, group in ipairs(found.groups) do
    for from = 1, #group do
      for to = from, math.min(#group, from + LONGEST - 1) do
        if is_long and to > from and counted[group[to].info.stem].count < 2 then break end
        add_candidate(candidates, list, group, from, to, counted)
      end
    end
  end
  return candidates, list
end

-- The most that a candidate occurs inside one that is a word longer.
local function count_inside(candidates, list)
  for _, candidate in ipairs(list) do
    if candidate.size > 1 then
      for _, key in ipairs({ candidate.key:match("^(.*) "), (candidate.key:gsub("^%S+ ", "", 1)) }) do
        local inner = candidates[key]
        if inner then inner.inside.most = math.max(inner.inside.most or 0, candidate.count) end
      end
    end
  end
end

local function is(condition) return condition and 1 or 0 end

local function judge_counts(candidate, long)
  local W, count = WEIGHTS, candidate.count
  local nested = (candidate.inside.most or 0) / count
  local alone = candidate.alone / count
  return W.log_count * math.log(count) + W.log_alone * math.log(1 + candidate.alone) + (W.alone + W.alone_long * long) * alone
    + W.nested * nested + W.nested_all * is(nested >= 1) + W.sentences * candidate.sentences / count
    + W.size[candidate.size] + W.size_long[candidate.size] * long + W.once * is(candidate.size == 1 and count == 1)
end

local function judge_place(candidate, found)
  local W, position = WEIGHTS, candidate.first.position
  return W.early * math.log(position + 5) + W.late * position / math.max(1, found.position) + W.heading * is(candidate.heading > 0)
end

local function judge_shape(candidate)
  local W, size = WEIGHTS, candidate.size
  local first, last = candidate.words[1].info, candidate.words[size].info
  local sum = W.last_adjective * is(last.ends_adjective) + W.short * is(#last.lower <= 3) + W.length * math.min(2, #candidate.key / size / 8)
  if size == 1 then return sum + W.one_ing * is(last.ends_ing) end
  return sum + W.last_ing * is(last.ends_ing) + W.first_ing * is(first.ends_ing) + W.first_adjective * is(first.ends_adjective)
end

-- What the counts of its words say of a candidate.
local function judge_words(candidate, found, long)
  local W, size = WEIGHTS, candidate.size
  local log_count, degree, capital, upper, titled, least = 0, 0, 0, 0, 0, math.huge
  for i, row in ipairs(candidate.rows) do
    log_count = log_count + math.log(row.count)
    least = math.min(least, row.count)
    degree = degree + row.degree / row.count
    capital = capital + row.capital / row.count
    upper = upper + row.upper / row.count
    titled = titled + is(found.title[candidate.words[i].info.stem])
  end
  return W.words_long * log_count / size * long + W.least * math.log(least) + W.degree * degree / size + W.log_degree * math.log(degree)
    + W.capital * capital / size + W.capital_one * (size == 1 and capital or 0) + W.upper * upper / size + W.title * titled / size
end

-- The probability that a candidate is a key phrase, as far as the sets above know.
local function judge(candidate, found)
  local long = math.log(1 + found.position / 200)
  local sum = judge_counts(candidate, long) + judge_place(candidate, found) + judge_shape(candidate) + judge_words(candidate, found, long)
  return 1 / (1 + math.exp(OFFSET - sum))
end

local function by_score(a, b)
  if a.score ~= b.score then return a.score > b.score end
  return a.order < b.order
end

-- Whether a candidate says no more than a longer one that is chosen: it hardly occurs outside it.
local function is_part(candidate, chosen)
  local inner = " " .. candidate.key .. " "
  for _, other in ipairs(chosen) do
    local longer = (" " .. other.key .. " "):find(inner, 1, true)
    if longer and candidate.count <= other.count * MOSTLY_INSIDE then return true end
  end
  return false
end

local function choose(list, count)
  local chosen = {}
  for _, candidate in ipairs(list) do
    if #chosen == count then break end
    if not is_part(candidate, chosen) then chosen[#chosen + 1] = candidate end
  end
  return chosen
end

local function lists_of(document, shared)
  local lang = words.language(document)
  return { weak = shared[lang] or {}, is_english = lang == "en", options = { language = lang } }
end

return {
  name = "keywords", version = "1.0", api = 1, value = true,
  description = "Finds the key phrases of a document", license = "MIT",
  examples = { "rubric keywords article.txt", "rubric keywords --count 5 --json article.html" },
  options = { count = { type = "integer", default = 10, minimum = 1, help = "how many phrases to find" } },

  prepare = function() return { en = weak_words "en" } end,

  ---@param document rubric.Document
  transform = function(document, options, context)
    local found = collect(document, lists_of(document, context.shared))
    local counted = count_words(found)
    local candidates, list = find_candidates(found, counted)
    count_inside(candidates, list)
    for _, candidate in ipairs(list) do candidate.score = judge(candidate, found) end
    table.sort(list, by_score)
    local phrases = rubric.list(nil)
    document:clear("keyword")
    for rank, candidate in ipairs(choose(list, options.count)) do
      local node = candidate.first.block.node
      local phrase = text.squeeze(candidate.first.block.text:sub(candidate.first.first, candidate.last.last))
      document:annotate(node:range(candidate.first.first, candidate.last.last), "keyword", { label = phrase, score = candidate.score })
      phrases[rank] = phrase
    end
    document.meta.keywords = #phrases > 0 and phrases or nil
    return phrases
  end,
}
