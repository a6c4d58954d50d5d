-- SPDX-License-Identifier: MIT
-- Writes special_casing.c from SpecialCasing.txt: the letters whose upper or title case is longer.
--
-- Run by hand in this folder: lua5.4 generate_special_casing.lua > special_casing.c
-- Conditional mappings are left out: the final sigma is in case.c, languages are not known there.
local path = arg[1] or "/usr/share/unicode/SpecialCasing.txt"

local function row_of(line)
  local code, _, title, upper, rest = line:match("^(%x+); ([%x ]*); ([%x ]*); ([%x ]*); (.*)$")
  if not code or rest:find("^%s*%a") then return nil end
  if code == title and code == upper then return nil end -- only its lower case is special
  local function cells(text)
    local list = {}
    for point in text:gmatch("%x+") do list[#list + 1] = "0x" .. point end
    return "{" .. table.concat(list, ", ") .. "}"
  end
  return { tonumber(code, 16), ("    {0x%s, %s, %s},"):format(code, cells(upper), cells(title)) }
end

local rows = {}
for line in io.lines(path) do
  local row = row_of(line)
  if row then rows[#rows + 1] = row end
end
table.sort(rows, function(a, b) return a[1] < b[1] end)

print("// SPDX-License-Identifier: MIT")
print("// Written by generate_special_casing.lua from SpecialCasing.txt (Unicode 15.0).")
print('#include "special_casing.h"\n')
print("const rubric_special_casing rubric_special_casings[] = {")
for _, row in ipairs(rows) do print(row[2]) end
print("};\n")
print(("const size_t rubric_special_casing_count = %d;"):format(#rows))
