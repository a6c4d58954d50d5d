--- Marks people, places, organizations, dates, times and quantities as spans of layer "entity".

local amounts = require "rubric.amounts"
local korean_names = require "rubric.korean_names"
local names = require "rubric.names"
local phrases = require "rubric.phrases"
local rubric = require "rubric"
local text = require "rubric.text"
local words = require "rubric.words"

local SKIPPED = { code_block = true, raw_block = true }
-- Metadata that the verb leaves, by label.
local FIELDS = { { "person", "people" }, { "location", "places" }, { "organization", "organizations" } }

-- The names in each block, once all blocks were seen: a name in full tells of the same name alone.
local function find_latin(document, shared, lang)
  local terms = names.new_terms({ given = shared.given, places = shared.places, organizations = shared.organizations }, lang)
  local states, found = {}, {}
  for block in document:text_blocks() do
    if not SKIPPED[block.kind] then states[#states + 1] = { block, names.find(block:text(), terms) } end
  end
  for _, entry in ipairs(states) do
    local state = entry[2]
    found[#found + 1] = { entry[1], amounts.merge(names.settle(state), amounts.find(state.content, state.tokens)) }
  end
  return found
end

local function find_korean(document, shared)
  local found = {}
  for block in document:text_blocks() do
    if not SKIPPED[block.kind] then
      local content = block:text()
      found[#found + 1] = { block, amounts.merge(korean_names.amounts(content), korean_names.names(content, shared.korean_places)) }
    end
  end
  return found
end

-- Each name once, in the order in which it first stands; a part of one that is listed is left out.
local function names_with(found, label)
  local list, seen = {}, {}
  for _, entry in ipairs(found) do
    for _, entity in ipairs(entry[2]) do
      if entity.label == label and not seen[entity.text] then
        seen[entity.text] = true
        list[#list + 1] = text.squeeze(entity.text)
      end
    end
  end
  local whole = {}
  for _, name in ipairs(list) do
    local is_part = false
    for _, other in ipairs(label == "person" and list or {}) do
      is_part = is_part or other ~= name and (" " .. other .. " "):find(" " .. name .. " ", 1, true) ~= nil
    end
    if not is_part then whole[#whole + 1] = name end
  end
  return whole
end

return {
  name = "entities", version = "1.0", api = 1, value = true,
  description = "Marks people, places, organizations, dates and quantities", license = "MIT",
  examples = { "rubric entities article.html", "rubric entities --json article.txt" },

  prepare = function()
    local function open(name) return phrases.compile(rubric.data("names/" .. name .. ".txt"), { fold = "none" }) end
    return { given = open "given", places = open "places-en", organizations = open "organizations", korean_places = words.set "names/places-ko.txt" }
  end,

  ---@param document rubric.Document
  transform = function(document, options, context)
    local lang = words.language(document)
    local found = lang == "ko" and find_korean(document, context.shared) or find_latin(document, context.shared, lang)
    document:clear("entity")
    for _, entry in ipairs(found) do
      for _, entity in ipairs(entry[2]) do
        document:annotate(entry[1]:range(entity.first, entity.last), "entity", { label = entity.label })
      end
    end
    local value = rubric.map()
    for _, field in ipairs(FIELDS) do
      local list = names_with(found, field[1])
      value[field[2]] = rubric.list(list)
      document.meta[field[2]] = #list > 0 and list or nil
    end
    return value
  end,
}
