--- A value as text for people: keys in order, lists as lists, what holds itself once.

local M = {}

local NESTING = 20

local function quote(s)
  return ('"%s"'):format((s:gsub('[%c"\\]', function(c)
    if c == "\n" then return "\\n" end
    if c == '"' or c == "\\" then return "\\" .. c end
    return ("\\%d"):format(c:byte())
  end)))
end

-- Numbers first, then strings, then the rest, each in order.
local function before(a, b)
  local kind_a, kind_b = type(a), type(b)
  if kind_a ~= kind_b then
    if kind_a == "number" or kind_b == "number" then return kind_a == "number" end
    if kind_a == "string" or kind_b == "string" then return kind_a == "string" end
    return kind_a < kind_b
  end
  if kind_a == "number" or kind_a == "string" then return a < b end
  return tostring(a) < tostring(b)
end

local function sorted_keys(map, length)
  local keys = {}
  for key in pairs(map) do
    local in_list = math.type(key) == "integer" and key >= 1 and key <= length
    if not in_list then keys[#keys + 1] = key end
  end
  table.sort(keys, before)
  return keys
end

local write

local function write_key(key, seen)
  if type(key) == "string" and key:find("^[%a_][%w_]*$") then return key end
  return "[" .. write(key, seen, NESTING) .. "]"
end

local function write_table(map, seen, depth)
  if seen[map] or depth > NESTING then return "{…}" end
  seen[map] = true
  local pieces = {}
  for i = 1, #map do pieces[#pieces + 1] = write(map[i], seen, depth + 1) end
  for _, key in ipairs(sorted_keys(map, #map)) do
    pieces[#pieces + 1] = write_key(key, seen) .. " = " .. write(map[key], seen, depth + 1)
  end
  seen[map] = nil
  return #pieces == 0 and "{}" or "{ " .. table.concat(pieces, ", ") .. " }"
end

write = function(value, seen, depth)
  if type(value) == "string" then return quote(value) end
  if type(value) == "table" then return write_table(value, seen, depth) end
  return tostring(value)
end

--- The text of a value.
---@param value any
---@return string
function M.write(value)
  return write(value, {}, 0)
end

return setmetatable(M, { __call = function(_, value) return M.write(value) end })
