-- SPDX-License-Identifier: MIT
-- Writes multi_byte.c: the indexes of the East Asian encodings, both ways.
--
-- Run by hand in this folder: lua5.4 generate_multi_byte.lua [encoding-indexes.js] > multi_byte.c
-- See whatwg_indexes.lua for where they come from.
local folder = arg[0]:match "^(.*/)" or "./"
local indexes = dofile(folder .. "whatwg_indexes.lua").read(arg[1])

local REPLACED = 0 -- stands for null: no index maps a pointer to U+0000

-- Stretches of an index in which code points rise: {first pointer, columns of a row, count}.
-- A code point is found there by bisection, so that they need no table of the way back.
local kinds = {
  {
    name = "gb18030", row = 190,
    grids = {
      { 0, 190, 32 * 190 },                           -- 8140-A0FE: GBK/3
      { (0xAA - 0x81) * 190, 96, 84 * 96 },           -- AA40-FDA0: GBK/4
      { (0xA1 - 0x81) * 190, 96, 2 * 96 },            -- A140-A2A0, and so on: private use
      { (0xA3 - 0x81) * 190, 96, 95 },                -- A3A0 is U+3000
      { (0xA4 - 0x81) * 190, 96, 4 * 96 },
      { (0xAA - 0x81) * 190 + 96, 94, 6 * 94 },       -- AAA1-AFFE
      { (0xF8 - 0x81) * 190 + 96, 94, 7 * 94 },       -- F8A1-FEFE
    },
  },
  {
    name = "euc-kr", row = 190,
    grids = {
      { 0, 26, 32 * 26 },                             -- 8141-A05A: syllables of Unified Hangul
      { 32, 26, 32 * 26 },                            -- 8161-A07A
      { 64, 126, 32 * 126 },                          -- 8181-A0FE
      { 32 * 190, 26, 37 * 26 + 18 },                 -- A141-C652
      { 32 * 190 + 32, 26, 37 * 26 },                 -- A161-C57A
      { 32 * 190 + 64, 32, 37 * 32 },                 -- A181-C5A0
      { (0xB0 - 0x81) * 190 + 96, 94, 25 * 94 },      -- B0A1-C8FE: syllables of KS X 1001
    },
  },
  { name = "big5", row = 157, grids = {} },
  { name = "jis0208", row = 94, grids = {} },
  { name = "jis0212", row = 94, grids = {}, decodes_only = true },
}

local BIG5_LAST = { -- of these the last pointer is taken (index Big5 pointer)
  [0x2550] = true, [0x255E] = true, [0x2561] = true, [0x256A] = true, [0x5341] = true,
  [0x5345] = true,
}

local function page_of(code_point)
  if code_point < 0x10000 then return code_point >> 8 end
  assert(code_point >> 16 == 2, "an astral code point outside of plane 2")
  return 256 + (code_point - 0x20000 >> 8)
end

local function check_grids(kind, index, seen)
  for _, grid in ipairs(kind.grids) do
    local last = -1
    for k = 0, grid[3] - 1 do
      local pointer = grid[1] + k // grid[2] * kind.row + k % grid[2]
      assert(index[pointer] and index[pointer] > last, kind.name .. " does not rise")
      last = index[pointer]
      assert(not seen[last], "twice in the grids")
      seen[last] = true
    end
  end
end

--- The pointers that the encoder uses, by code point, without those of the grids.
local function order_of(kind, index)
  local seen, found, order = {}, {}, {}
  check_grids(kind, index, seen)
  local first = kind.name == "big5" and (0xA1 - 0x81) * 157 or 0
  for pointer = first, index.size - 1 do
    local code_point = index[pointer]
    if code_point and not seen[code_point] then
      local is_last = kind.name == "big5" and BIG5_LAST[code_point]
      if is_last or not found[code_point] then found[code_point] = pointer end
    end
  end
  for code_point, pointer in pairs(found) do order[#order + 1] = { code_point, pointer } end
  table.sort(order, function(a, b) return a[1] < b[1] end)
  return order
end

local function write_numbers(head, numbers)
  print(head .. " = {")
  local line = "   "
  for _, number in ipairs(numbers) do
    local cell = (" %d,"):format(number)
    if #line + #cell > 100 then
      print(line)
      line = "   "
    end
    line = line .. cell
  end
  print(line .. "\n};\n")
end

local function write_forward(name, index, first)
  local cells, astral, has_astral = {}, {}, false
  for pointer = first, index.size - 1 do
    local code_point = index[pointer] or REPLACED
    local at = pointer - first
    cells[#cells + 1] = code_point & 0xFFFF
    astral[(at >> 3) + 1] = astral[(at >> 3) + 1] or 0
    if code_point > 0xFFFF then
      has_astral = true
      astral[(at >> 3) + 1] = astral[(at >> 3) + 1] | 1 << (at & 7)
    end
  end
  write_numbers(("static const uint16_t %s_code_points[]"):format(name), cells)
  if has_astral then write_numbers(("static const uint8_t %s_astral[]"):format(name), astral) end
  return #cells, has_astral
end

local function write_backward(name, order)
  local pointers, pages = {}, {}
  local last = page_of(order[#order][1])
  local at = 1
  for page = 0, last + 1 do
    while order[at] and page_of(order[at][1]) < page do at = at + 1 end
    pages[#pages + 1] = at - 1
  end
  for i, pair in ipairs(order) do pointers[i] = pair[2] end
  write_numbers(("static const uint16_t %s_order[]"):format(name), pointers)
  write_numbers(("static const uint16_t %s_pages[]"):format(name), pages)
  return last + 1
end

local function write_grids(name, grids)
  if #grids == 0 then return end
  print(("static const rubric_index_grid %s_grids[] = {"):format(name))
  for _, grid in ipairs(grids) do print(("    {%d, %d, %d},"):format(table.unpack(grid))) end
  print "};\n"
end

local function write_index(kind)
  local index, name = indexes[kind.name], kind.name:gsub("%W", "_")
  local first = 0
  while not index[first] do first = first + 1 end
  local count, has_astral = write_forward(name, index, first)
  local page_count = not kind.decodes_only and write_backward(name, order_of(kind, index))
  write_grids(name, kind.grids)
  print(("const rubric_index rubric_index_%s = {"):format(name))
  print(("    .code_points = %s_code_points,\n    .first = %d,\n    .count = %d,"):format(
    name, first, count))
  print(("    .row = %d,"):format(kind.row))
  if has_astral then print(("    .astral = %s_astral,"):format(name)) end
  if #kind.grids > 0 then
    print(("    .grids = %s_grids,\n    .grid_count = %d,"):format(name, #kind.grids))
  end
  if page_count then
    print(("    .order = %s_order,\n    .pages = %s_pages,\n    .page_count = %d,"):format(
      name, name, page_count))
  end
  print "};\n"
end

local function write_ranges()
  local ranges = indexes["gb18030-ranges"]
  print "const rubric_gb18030_range rubric_gb18030_ranges[] = {"
  for i = 1, #ranges - 1 do -- the last one is the planes from 1 on
    print(("    {%d, 0x%04X},"):format(table.unpack(ranges[i])))
  end
  assert(ranges[#ranges][1] == 189000 and ranges[#ranges][2] == 0x10000)
  print "};\n"
  print(("const size_t rubric_gb18030_range_count = %d;"):format(#ranges - 1))
end

print "// SPDX-License-Identifier: MIT"
print "// Generated by generate_multi_byte.lua from the WHATWG indexes; do not edit."
print "// origin: encoding-indexes.js of libjs-text-encoding, see whatwg_indexes.lua"
print "// licence: public domain (CC0, Unlicense)"
print '#include "multi_byte.h"\n'
for _, kind in ipairs(kinds) do write_index(kind) end
write_ranges()
