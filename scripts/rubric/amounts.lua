--- Dates, times of day and quantities in text with Latin letters, by the forms of numbers.

local M = {}

local function set(words)
  local entries = {}
  for word in words:gmatch("%S+") do entries[word] = true end
  return entries
end

local MONTHS = set [[
    january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov
    dec januar februar märz mai juni juli oktober dezember janvier février mars avril juin juillet août septembre octobre novembre
    décembre enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
  ]]
local WEEKDAYS = set [[
    monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi
    mercredi jeudi vendredi samedi dimanche
  ]]
local DAYS = set "yesterday today tomorrow tonight"
local YEAR_BEFORE = set "in since of by until from during before after early late mid"
local CURRENCIES = set "$ € £ ¥ ₩ ₹"
local SCALES = set "hundred thousand million billion trillion mn bn m k"
local UNITS = set [[
    percent % per dollars dollar euros euro pounds yen won km kilometers kilometres kilometer miles mile meters metres meter cm mm
    feet foot inches kg kilograms kilogram grams g tons tonnes tonne ton liters litres hectares acres degrees people years months
    weeks days hours minutes seconds year month week day hour minute vessels ships cars homes countries times points votes employees
    workers students barrels megawatts MW GB MB TB
  ]]

local function is_number(token) return token ~= nil and token.text:find("^%d[%d.,]*$") ~= nil end

local function is_year(token) return token ~= nil and token.text:find("^[12]%d%d%d$") ~= nil end

local function word(token) return token and token.text:lower():gsub("%.$", "") or "" end

-- The last token of a date that begins at `at`, or nil.
local function date_end(tokens, at)
  local token, after = tokens[at], tokens[at + 1]
  if MONTHS[word(token)] and token.is_capital and (word(token) ~= "may" and word(token) ~= "march" or is_number(after)) then
    local last = at
    if is_number(after) and not is_year(after) then last = at + 1 end
    local comma = tokens[last + 1] and tokens[last + 1].text == "," and last + 2 or last + 1
    if is_year(tokens[comma]) then last = comma end
    return last
  elseif is_number(token) and #token.text <= 2 and MONTHS[word(after)] and after.is_capital then
    return is_year(tokens[at + 2]) and at + 2 or at + 1
  elseif WEEKDAYS[word(token)] or DAYS[word(token)] then
    return at
  elseif is_year(token) and tokens[at - 1] and YEAR_BEFORE[word(tokens[at - 1])] then
    return at
  end
end

local function time_end(tokens, at)
  local token, after = tokens[at], tokens[at + 1]
  if not token.text:find("^%d%d?$") and not token.text:find("^%d%d?:%d%d") then return nil end
  local half = word(after)
  local is_clock = after and after.text == ":" and tokens[at + 2] and tokens[at + 2].text:find("^%d%d$") and after.first == token.last + 1
  local last = is_clock and at + 2 or at
  if is_clock then half = word(tokens[last + 1]) end
  if half == "am" or half == "pm" or half == "a.m" or half == "p.m" then return last + 1 end
  return (is_clock or token.text:find(":")) and last or nil
end

local function quantity_end(tokens, at)
  local token = tokens[at]
  local from = CURRENCIES[token.text] and at + 1 or at
  if not is_number(tokens[from]) then return nil end
  local last = from
  if SCALES[word(tokens[last + 1])] then last = last + 1 end
  if UNITS[word(tokens[last + 1])] then return last + 1 end
  return (from > at or last > from) and last or nil
end

--- List of {first, last, label, text} in order.
function M.find(content, tokens)
  local found, at = {}, 1
  local kinds = { { "date", date_end }, { "time", time_end }, { "quantity", quantity_end } }
  while at <= #tokens do
    local last
    for _, kind in ipairs(kinds) do
      last = kind[2](tokens, at)
      if last then
        local first, ends = tokens[at].first, tokens[last].last
        found[#found + 1] = { first = first, last = ends, label = kind[1], text = content:sub(first, ends) }
        break
      end
    end
    at = (last or at) + 1
  end
  return found
end

--- Two lists as one in order; of what overlaps, the first list wins.
function M.merge(strong, weak)
  local merged = table.move(strong, 1, #strong, 1, {})
  table.sort(strong, function(a, b) return a.first < b.first end)
  local at = 1
  for _, entity in ipairs(weak) do
    while strong[at] and strong[at].last < entity.first do at = at + 1 end
    if not strong[at] or strong[at].first > entity.last then merged[#merged + 1] = entity end
  end
  table.sort(merged, function(a, b) return a.first < b.first end)
  return merged
end

return M
