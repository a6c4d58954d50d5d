-- SPDX-License-Identifier: MIT
-- Writes collation.c: the collation elements of the Default Unicode Collation Element Table (UTS #10,
-- section 3.8), packed as core/text/tables/collation.h has them.
--
-- Run by hand in this folder: lua5.4 generate_collation.lua > collation.c
-- It reads allkeys.txt and others of Debian's unicode-data (15.0), or of the folder UNICODE_DATA.
package.path = (arg[0]:match("^(.*)/") or ".") .. "/?.lua;" .. package.path
local unicode_data = require "unicode_data"

local BLOCK = 128 -- code points that an entry of the first stage stands for
local EXPANSION, CONTRACTION, IMPLICIT = 1 << 30, 2 << 30, 3 << 30
local LONGEST = 3 -- code points of a contraction

local categories = unicode_data.categories()

-- Texts are compared in NFD, in which these do not occur.
local is_decomposed = {}
unicode_data.rows("DerivedNormalizationProps.txt", function(first, last, property, value)
  if property ~= "NFD_QC" or value ~= "N" then return end
  for code_point = first, last do is_decomposed[code_point] = true end
end)

local expansions, expansion_count, offset_of, last_variable = {}, 0, {}, 0

local function pack(star, primary, secondary, tertiary)
  primary, secondary, tertiary = tonumber(primary, 16), tonumber(secondary, 16), tonumber(tertiary, 16)
  assert(secondary < 512 and tertiary < 32)
  if star == "*" then last_variable = math.max(last_variable, primary) end
  return primary << 14 | secondary << 5 | tertiary, star == "." and primary > 0 and primary
end

-- One element is its own value; several are a stretch of `expansions`.
local function value_of(elements)
  if #elements == 1 then return elements[1] end
  local key = table.concat(elements, " ")
  if not offset_of[key] then
    offset_of[key] = expansion_count
    table.move(elements, 1, #elements, expansion_count + 1, expansions)
    expansion_count = expansion_count + #elements
  end
  assert(expansion_count < 1 << 20 and #elements < 1 << 10)
  return EXPANSION | #elements << 20 | offset_of[key]
end

-- What is not listed (section 10.1.3): the index is that of rubric_implicit_weights.
local implicit = { { lead = 0xFBC0 }, { lead = 0xFB40 }, { lead = 0xFB80 } }
local UNLISTED, HAN, MORE_HAN = 0, 1, 2
local values = {}
for code_point = 0, unicode_data.LAST do values[code_point] = IMPLICIT | UNLISTED end

local function is_core_han(code_point)
  return code_point >= 0x4E00 and code_point <= 0x9FFF or code_point >= 0xF900 and code_point <= 0xFAFF
end
unicode_data.rows("PropList.txt", function(first, last, property)
  if property ~= "Unified_Ideograph" then return end
  for code_point = first, last do values[code_point] = IMPLICIT | (is_core_han(code_point) and HAN or MORE_HAN) end
end)

local groups, first_primary = {}, math.huge

local function add_implicit_range(first, last, lead)
  local kind
  for index, weights in ipairs(implicit) do
    if weights.lead == lead then kind = index - 1 end
  end
  if not kind then
    kind = #implicit
    implicit[kind + 1] = { lead = lead, base = first }
  end
  for code_point = first, last do
    if categories[code_point] ~= "Cn" then values[code_point] = IMPLICIT | kind end
  end
end

local function add_entry(points, elements)
  for _, code_point in ipairs(points) do
    if is_decomposed[code_point] then return end
  end
  if #points == 1 then
    values[points[1]] = value_of(elements)
    return
  end
  assert(#points <= LONGEST, "a contraction is too long")
  assert(points[2] > 0x7F and (points[3] or 0x80) > 0x7F, "a contraction goes on in ASCII")
  groups[points[1]] = groups[points[1]] or {}
  table.insert(groups[points[1]], { points[2], points[3] or 0, value_of(elements) })
end

local folder = os.getenv("UNICODE_DATA") or "/usr/share/unicode"
for line in io.lines(folder .. "/allkeys.txt") do
  local first, last, lead = line:match "^@implicitweights (%x+)%.%.(%x+); (%x+)"
  local key, list = line:match "^([%x ]-) *; ([^#]*)"
  if first then
    add_implicit_range(tonumber(first, 16), tonumber(last, 16), tonumber(lead, 16))
  elseif key then
    local points, elements = {}, {}
    for point in key:gmatch "%x+" do points[#points + 1] = tonumber(point, 16) end
    for star, primary, secondary, tertiary in list:gmatch "%[([.*])(%x+)%.(%x+)%.(%x+)%]" do
      local element, regular = pack(star, primary, secondary, tertiary)
      elements[#elements + 1] = element
      if regular then first_primary = math.min(first_primary, regular) end
    end
    assert(#elements > 0, line)
    add_entry(points, elements)
  end
end
assert(last_variable < first_primary, "variable elements are not the lowest")

local zero = values[0x30] >> 14
for digit = 0, 9 do assert(values[0x30 + digit] >> 14 == zero + digit, "digits are not in a row") end

-- The groups by their first code point; a value that says CONTRACTION names one of them.
local starters, group_cells, contraction_cells, contraction_count = {}, {}, {}, 0
for code_point in pairs(groups) do starters[#starters + 1] = code_point end
table.sort(starters)
for index, starter in ipairs(starters) do
  local group = groups[starter]
  table.sort(group, function(a, b) return a[1] < b[1] or a[1] == b[1] and a[2] < b[2] end)
  group_cells[index] = ("{%d, %d, %d}"):format(values[starter], contraction_count, #group)
  for _, contraction in ipairs(group) do
    contraction_cells[#contraction_cells + 1] = ("{%d, %d, %d}"):format(table.unpack(contraction))
  end
  contraction_count = contraction_count + #group
  assert(values[starter] >> 30 < 2, "the first of a contraction has no elements of its own")
  values[starter] = CONTRACTION | index - 1
end

local blocks, cells, seen, count = {}, {}, {}, 0
for first = 0, unicode_data.LAST, BLOCK do
  local block = table.move(values, first, first + BLOCK - 1, 1, {})
  local key = table.concat(block, ",")
  if not seen[key] then
    seen[key] = count
    count = count + 1
    table.move(block, 1, BLOCK, #cells + 1, cells)
  end
  blocks[#blocks + 1] = seen[key]
end

local leads = {}
for index, weights in ipairs(implicit) do leads[index] = ("{%d, %d}"):format(weights.lead, weights.base or 0) end

local function write(declaration, numbers)
  unicode_data.write_numbers(io.stdout, declaration:gsub("%[%]", ("[%d]"):format(#numbers)), numbers)
end

print [[
// SPDX-License-Identifier: MIT
// Written by generate_collation.lua from unicode-data (Unicode 15.0); do not edit.
#include "text/tables/collation.h"
]]
write("const uint16_t rubric_collation_blocks[]", blocks)
write("const uint32_t rubric_collation_values[]", cells)
write("const uint32_t rubric_collation_expansions[]", expansions)
write("const rubric_contraction_group rubric_contraction_groups[]", group_cells)
write("const rubric_contraction rubric_contractions[]", contraction_cells)
write("const rubric_implicit_weight rubric_implicit_weights[]", leads)
print(("const uint32_t rubric_collation_last_variable = %d;"):format(last_variable))
print(("const uint32_t rubric_collation_zero = %d;"):format(zero))
