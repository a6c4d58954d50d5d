--- Where the rules of a file stand in it, so that a mistake is told with line and column.
--
-- The YAML reader keeps no places; they are looked up in the text when there is something to tell.

local text = require "rubric.text"

local M = {}

local Source = {}
Source.__index = Source

--- The source of rules; without text nothing has a place.
function M.new(content, name)
  local list = {}
  if text.is_valid(content) then
    for line in text.lines(content) do list[#list + 1] = line end
  end
  return setmetatable({ lines = list, name = name, from = 1 }, Source)
end

local function place(source, line, column)
  return setmetatable({ lines = source.lines, name = source.name, from = line or source.from, to = source.to, line = line, column = column }, Source)
end

--- The place at a line and column.
function Source:at(line, column)
  return place(self, line, column)
end

--- The rule of that number: the n-th item of the list below `rules:`, or of the file.
function Source:rule(number)
  local below, indent, count = false, nil, 0
  for index, line in ipairs(self.lines) do
    local dashes = line:match("^(%s*)%-%s")
    if line:find("^rules:") then
      below, indent, count = true, nil, 0
    elseif dashes and (below or not line:find("^%s")) and (indent == nil or #dashes == indent) then
      indent, count = #dashes, count + 1
      if count == number then
        local found = place(self, index, #dashes + 3)
        found.indent = indent
        return found
      end
    elseif below and line:find("^%a") then
      below = false
    end
  end
  return self
end

--- The place of a key in this rule or file.
function Source:of(key)
  for index = self.from, #self.lines do
    local line = self.lines[index]
    if self.indent and index > self.from and #line:match("^%s*") <= self.indent and line:find("%S") then break end
    local before, after = line:find(tostring(key), 1, true)
    if before and line:sub(1, before - 1):find("^[%s%-{,]*[\"']?$") and line:find("^[\"']?%s*:", after + 1) then return place(self, index, before) end
  end
  return self
end

--- file, line, column
function Source:position()
  return { file = self.name, line = self.line, column = self.column }
end

--- "file:line:column: "
function Source:describe()
  return self.name .. (self.line and ":" .. self.line .. (self.column and ":" .. self.column or "") or "") .. ": "
end

--- The keys of a map in alphabetical order.
function M.sorted_keys(map)
  local keys = {}
  for key in pairs(map) do keys[#keys + 1] = key end
  table.sort(keys, function(a, b) return tostring(a) < tostring(b) end)
  return keys
end

-- Edit distance of two short names.
local function distance(a, b)
  local row = {}
  for j = 0, #b do row[j] = j end
  for i = 1, #a do
    local diagonal = row[0]
    row[0] = i
    for j = 1, #b do
      local cost = diagonal + (a:byte(i) == b:byte(j) and 0 or 1)
      diagonal = row[j]
      row[j] = math.min(cost, row[j] + 1, row[j - 1] + 1)
    end
  end
  return row[#b]
end

--- "; did you mean 'NAME'?" when a known name is near, else nothing.
function M.did_you_mean(name, known)
  local best, least = nil, math.max(2, #tostring(name) // 3) + 1
  if #tostring(name) > 60 then return "" end
  for _, candidate in ipairs(M.sorted_keys(known)) do
    local far = distance(tostring(name), tostring(candidate))
    if far < least then best, least = candidate, far end
  end
  return best and ("; did you mean '%s'?"):format(best) or ""
end

--- A message without the file and line of the script that raised it.
function M.plain_message(message)
  return (tostring(message):gsub("^[%w_./-]+%.lua:%d+: ", ""):gsub("^bad argument #%-?%d+ to '[^']*' %((.*)%)$", "%1"))
end

return M
