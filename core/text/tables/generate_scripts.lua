-- SPDX-License-Identifier: MIT
-- Writes scripts.c from Scripts.txt and PropertyValueAliases.txt: the script of every code point.
--
-- Run by hand in this folder: lua5.4 generate_scripts.lua > scripts.c
-- The table has two stages: blocks of 128 code points, each distinct one kept once. A test runs
-- this again and compares.
local folder = arg[1] or "/usr/share/unicode"
local BLOCK = 128

local function lines_of(name)
  return assert(io.lines(folder .. "/" .. name))
end

-- ISO 15924 codes by the long names that Scripts.txt has.
local codes = {}
for line in lines_of "PropertyValueAliases.txt" do
  local code, name = line:match "^sc%s*;%s*(%a+)%s*;%s*([%w_]+)"
  if code then codes[name] = code end
end

local scripts, version = {}, nil
for line in lines_of "Scripts.txt" do
  version = version or line:match "^# Scripts%-(%d+%.%d+)"
  local first, rest, name = line:match "^(%x+)([.%x]*)%s*;%s*([%w_]+)"
  if first then
    local last = rest:match "%x+$" or first
    for point = tonumber(first, 16), tonumber(last, 16) do scripts[point] = assert(codes[name]) end
  end
end

-- Numbers of scripts in the order of their codes, so that the table is the same every time.
local names, number_of = { "Zzzz" }, {}
do
  local seen = {}
  for _, code in pairs(scripts) do
    if not seen[code] then
      seen[code] = true
      names[#names + 1] = code
    end
  end
  table.sort(names)
  for index, code in ipairs(names) do number_of[code] = index - 1 end
end

local blocks, stage1, index_of = {}, {}, {}
for start = 0, 0x10FFFF, BLOCK do
  local cells = {}
  for point = start, start + BLOCK - 1 do
    cells[#cells + 1] = number_of[scripts[point] or "Zzzz"]
  end
  local key = table.concat(cells, ",")
  if not index_of[key] then
    blocks[#blocks + 1] = cells
    index_of[key] = #blocks - 1
  end
  stage1[#stage1 + 1] = index_of[key]
end
while stage1[#stage1] == stage1[#stage1 - 1] do stage1[#stage1] = nil end

local function write_cells(cells)
  local line = "   "
  for _, cell in ipairs(cells) do
    local text = " " .. cell .. ","
    if #line + #text > 100 then
      print(line)
      line = "   "
    end
    line = line .. text
  end
  print(line)
end

local quoted = {}
for index, code in ipairs(names) do quoted[index] = '"' .. code .. '"' end

print "// SPDX-License-Identifier: MIT"
print(("// Written by generate_scripts.lua from Scripts.txt (Unicode %s); do not edit."):format(version))
print '#include "scripts.h"'
print "\n// clang-format off"
print "const char rubric_script_codes[][5] = {"
write_cells(quoted)
print "};\n"
print(("const size_t rubric_script_count = %d;"):format(#names))
print(("const size_t rubric_script_block_count = %d;\n"):format(#stage1))
print "const uint8_t rubric_script_blocks[] = {"
write_cells(stage1)
print "};\n"
print "const uint8_t rubric_script_cells[] = {"
for _, cells in ipairs(blocks) do write_cells(cells) end
print "};"
assert(#blocks < 256 and #names < 256)
