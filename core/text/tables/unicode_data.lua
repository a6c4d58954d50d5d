-- SPDX-License-Identifier: MIT
-- Reads files of the Unicode Character Database and writes two-stage tables; the generators of
-- this folder share it.
local unicode_data = {}

unicode_data.LAST = 0x10FFFF
local BLOCK = 256 -- code points that an entry of the first stage stands for, as in text/code_point_table.h

local folder = os.getenv("UNICODE_DATA") or "/usr/share/unicode"

--- An iterator over the lines of a file of the database.
function unicode_data.lines(name) return io.lines(folder .. "/" .. name) end

--- Calls `each(first, last, fields…)` for every row `0041..005A ; Value ; …` of a file, also for
--- the `# @missing:` rows that name what is not listed, which come first.
function unicode_data.rows(name, each)
  local missing, listed = {}, {}
  for line in unicode_data.lines(name) do
    local into = listed
    local default = line:match("^# @missing: (.*)$")
    if default then line, into = default, missing end
    local fields = {}
    for field in (line:gsub("#.*", "") .. ";"):gmatch("%s*(.-)%s*;") do fields[#fields + 1] = field end
    local first, last = fields[1]:match("^(%x+)%.*(%x*)$")
    if first then
      into[#into + 1] = { tonumber(first, 16), tonumber(last ~= "" and last or first, 16), table.unpack(fields, 2) }
    end
  end
  for _, rows in ipairs { missing, listed } do
    for _, row in ipairs(rows) do each(table.unpack(row)) end
  end
end

--- A table from code point to the value of a property; what a file does not list is `default`.
function unicode_data.property(name, default, is_wanted)
  local values = {}
  for code_point = 0, unicode_data.LAST do values[code_point] = default end
  unicode_data.rows(name, function(first, last, value)
    if is_wanted and not is_wanted(value) then return end
    for code_point = first, last do values[code_point] = value end
  end)
  return values
end

--- A table from code point to its general category, "Cn" where none is assigned.
function unicode_data.categories()
  return unicode_data.property("extracted/DerivedGeneralCategory.txt", "Cn")
end

--- The rows of UnicodeData.txt by code point: lists of fields, of which the first is the code and
--- the second the name (UAX #44, section 4.2). What only a range names is left out.
function unicode_data.characters()
  local characters = {}
  for line in io.lines(folder .. "/UnicodeData.txt") do
    local fields = {}
    for field in (line .. ";"):gmatch("(.-);") do fields[#fields + 1] = field end
    if not fields[2]:find "^<" then characters[tonumber(fields[1], 16)] = fields end
  end
  return characters
end

--- Writes `declaration = { numbers };`.
function unicode_data.write_numbers(out, declaration, numbers)
  out:write(declaration, " = {\n")
  local line = "   "
  for _, number in ipairs(numbers) do
    local cell = " " .. number .. ","
    if #line + #cell > 98 then
      out:write(line, "\n")
      line = "   "
    end
    line = line .. cell
  end
  out:write(line, "\n};\n")
end

--- Writes `NAME_blocks` and `NAME_values`, where value_of(code_point) is a number below 256.
function unicode_data.write_table(out, name, value_of)
  local blocks, values, seen, count = {}, {}, {}, 0
  for first = 0, unicode_data.LAST, BLOCK do
    local block = {}
    for code_point = first, first + BLOCK - 1 do block[#block + 1] = value_of(code_point) end
    local key = table.concat(block, ",")
    if not seen[key] then
      seen[key] = count
      count = count + 1
      table.move(block, 1, BLOCK, #values + 1, values)
    end
    blocks[#blocks + 1] = seen[key]
  end
  assert(count <= 256, "too many blocks for a byte")
  unicode_data.write_numbers(out, ("static const uint8_t %s_blocks[%d]"):format(name, #blocks), blocks)
  unicode_data.write_numbers(out, ("static const uint8_t %s_values[%d]"):format(name, #values), values)
end

return unicode_data
