--- Dates: finding them in text and writing them as ISO 8601.
--
-- What is understood: ISO 8601, `2024.03.18 09:42:10`, `18/03/2024`, `18. März 2024`, `March 18,
-- 2024`, `18 March 2024`, `2024년 3월 18일`, `2024年3月18日`, each with a time behind it or not.

local pattern = require "rubric.pattern"
local text = require "rubric.text"
local rubric = require "rubric"

local M = {}

--- Month names by what they begin with, in lower case without accents: name -> 1 to 12.
local months = {}
for line in rubric.data("months.txt"):gmatch("[^\n]+") do
  local month, names = line:match("^(%d+)%s+(.+)$")
  for name in (names or ""):gmatch("%S+") do months[name] = tonumber(month) end
end

local function month_of(name)
  local word = text.unaccent(text.lower(name)):gsub("%.$", "")
  return months[word]
end

local function is_date(year, month, day)
  return year and month and day and year >= 1900 and year <= 2100
    and month >= 1 and month <= 12 and day >= 1 and day <= 31
end

-- "09:42:10", "9:42 pm", "09:42:10+09:00", "T09:42:10Z" at the start of `rest`.
local function read_time(rest)
  local hour, minute, after = pattern.match(rest, "^[%s,|T·%-–]*a?t?%s*(%d%d?):(%d%d)(.*)$")
  if not hour then return nil end
  local second, behind = after:match("^:(%d%d)(.*)$")
  after = behind or after
  after = after:gsub("^%.%d+", "")
  local half = after:lower():match("^%s*([ap])%.?m")
  hour = tonumber(hour)
  if half == "p" and hour < 12 then hour = hour + 12 end
  if half == "a" and hour == 12 then hour = 0 end
  if hour > 23 or tonumber(minute) > 59 then return nil end
  local zone = after:match("^%s*([+-]%d%d:?%d%d)") or after:match("^%s*(Z)%f[%A]") or ""
  zone = zone:gsub("^([+-]%d%d)(%d%d)$", "%1:%2")
  return ("T%02d:%s:%s%s"):format(hour, minute, second or "00", zone)
end

local function format(year, month, day, rest)
  year, month, day = tonumber(year), tonumber(month), tonumber(day)
  if not is_date(year, month, day) then return nil end
  return ("%04d-%02d-%02d%s"):format(year, month, day, read_time(rest) or "")
end

-- Each takes a string and returns an ISO date and where it began, or nothing.
local readers = {
  function(s) -- 2024-03-18, 2024.03.18, 2024/3/18, 2024. 3. 18.
    local first, year, month, day, rest =
      s:match("()%f[%d](%d%d%d%d)%s?[-./]%s?(%d%d?)%s?[-./]%s?(%d%d?)%f[%D]%.?(.*)$")
    if first then return format(year, month, day, rest), first end
  end,
  function(s) -- 2024년 3월 18일, 2024年3月18日
    local first, year, month, day, rest = s:match("()(%d%d%d%d)년%s*(%d%d?)월%s*(%d%d?)일(.*)$")
    if not first then
      first, year, month, day, rest = s:match("()(%d%d%d%d)年%s*(%d%d?)月%s*(%d%d?)日(.*)$")
    end
    if first then return format(year, month, day, rest), first end
  end,
  function(s) -- 18 March 2024, 18. März 2024, 18th of March, 2024
    local at = 1
    while true do
      local first, last, day, name, year =
        pattern.find(s, "%f[%d](%d%d?)[.%a]*%s+(%a+)%.?,?%s+(%d%d%d%d)%f[%D]", at)
      if not first then break end
      local date = format(year, month_of(name), day, s:sub(last + 1))
      if date then return date, first end
      at = first + #day
    end
    local first, last, day, name, year =
      pattern.find(s, "%f[%d](%d%d?) de (%a+) de (%d%d%d%d)%f[%D]")
    if first then return format(year, month_of(name), day, s:sub(last + 1)), first end
  end,
  function(s) -- March 18, 2024; Mar. 18th 2024
    local at = 1
    while true do
      local first, last, name, day, year =
        pattern.find(s, "(%a+)%.?%s+(%d%d?)[%a]*,?%s+(%d%d%d%d)%f[%D]", at)
      if not first then return nil end
      local date = format(year, month_of(name), day, s:sub(last + 1))
      if date then return date, first end
      at = last + 1
    end
  end,
  function(s, order) -- 18/03/2024, 18.03.2024, 03/18/2024
    local first, a, b, year, rest =
      s:match("()%f[%d](%d%d?)[-./](%d%d?)[-./](%d%d%d%d)%f[%D](.*)$")
    if not first then return nil end
    a, b = tonumber(a), tonumber(b)
    if order == "mdy" and a <= 12 or b > 12 then a, b = b, a end
    return format(year, b, a, rest), first
  end,
}

--- The first date in a string.
---@param s string
---@param options? { order?: "dmy"|"mdy" } which of day and month comes first in 03/04/2024
---@return string? date ISO 8601, with the time and zone where they are given
---@return integer? first where it begins
function M.parse(s, options)
  if not s:find("%d") then return nil end
  local best, place
  for _, read in ipairs(readers) do
    local date, first = read(s, options and options.order or "dmy")
    if date and (not place or first < place) then best, place = date, first end
  end
  return best, place
end

--- Every date in a string, in order.
---@param s string
---@return string[] dates
function M.all(s)
  local found = {}
  for piece in (s .. "|"):gmatch("([^|]*)|") do
    local date = M.parse(piece)
    if date then found[#found + 1] = date end
  end
  return found
end

--- Whether a string is a date and hardly anything else.
---@param s string
---@return boolean
function M.is_only_date(s)
  if #s > 120 or not M.parse(s) then return false end
  local letters = 0
  for word in text.lower(s):gmatch("[%a\128-\255]+") do
    if not month_of(word) then letters = letters + #word end
  end
  return letters <= 28
end

return M
