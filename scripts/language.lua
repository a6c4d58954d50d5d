--- Says which language a document is in: by script first, then by the stop words it uses.

local text = require "rubric.text"
local words = require "rubric.words"

local ENOUGH = 3 -- stop words that must be found, or the answer is "unknown"
local LOOKED_AT = 2000 -- code points

-- Languages told apart by stop words, and the ranges of code points that decide by themselves.
local BY_WORDS = { "en", "de", "fr", "es", "it", "pt", "nl", "sv", "pl", "cs", "tr", "ru", "vi", "id", "ar", "fa" }
local BY_SCRIPT = {
  { "ko", 0xAC00, 0xD7A3 }, { "ja", 0x3040, 0x30FF }, { "zh", 0x4E00, 0x9FFF }, { "el", 0x370, 0x3FF },
  { "hi", 0x900, 0x97F }, { "th", 0xE00, 0xE7F }, { "he", 0x590, 0x5FF },
}

-- The language of a script that makes up more than a fifth of the letters; kana beats Han.
local function by_script(sample)
  local counts, letters = {}, 0
  for _, code in utf8.codes(sample) do
    if code > 0x2FF then
      for _, row in ipairs(BY_SCRIPT) do
        if code >= row[2] and code <= row[3] then counts[row[1]] = (counts[row[1]] or 0) + 1 end
      end
    end
    if code > 0x40 then letters = letters + 1 end
  end
  for _, row in ipairs(BY_SCRIPT) do
    if (counts[row[1]] or 0) > letters / 10 then return row[1], counts[row[1]] / letters end
  end
end

local function by_words(sample)
  local counts, total = {}, 0
  for word in text.words(text.lower(sample)) do
    total = total + 1
    counts[word] = (counts[word] or 0) + 1
  end
  local best, most, second = nil, 0, 0
  for _, code in ipairs(BY_WORDS) do
    local hits = 0
    for word in pairs(words.set("stopwords/" .. code .. ".txt")) do hits = hits + (counts[word] or 0) end
    if hits > most then best, most, second = code, hits, most elseif hits > second then second = hits end
  end
  if most == second or most < 2 or (most < ENOUGH and most < total / 3) then return nil end
  return best, (most - second) / math.max(1, most)
end

return {
  name = "language", version = "1.0", api = 1, value = true,
  description = "Says which language a document is in", license = "MIT",
  examples = { "rubric language article.txt" },
  transform = function(document)
    local sample = text.sub(document:text(), 1, LOOKED_AT)
    local code, confidence = by_script(sample)
    if not code then code, confidence = by_words(sample) end
    if not code then return "unknown" end
    document.meta.lang = code
    return { lang = code, confidence = math.floor((confidence or 0) * 100 + 0.5) / 100 }
  end,
}
