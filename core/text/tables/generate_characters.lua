-- SPDX-License-Identifier: MIT
-- Writes characters.c: of every code point its general category and the columns that it takes.
--
-- Run by hand in this folder: lua5.4 generate_characters.lua .
-- It reads the files of Debian's unicode-data (15.0), or those in the folder UNICODE_DATA.
package.path = (arg[0]:match("^(.*)/") or ".") .. "/?.lua;" .. package.path
local unicode_data = require "unicode_data"

-- In the order of enum category in core/text/characters.h.
local ORDER = {}
for name in ("Cn Lu Ll Lt Lm Lo Mn Mc Me Nd Nl No Pc Pd Ps Pe Pi Pf Po Sm Sc Sk So Zs Zl Zp Cc Cf Cs Co"):gmatch("%a+") do
  ORDER[#ORDER + 1] = name
  ORDER[name] = #ORDER - 1
end

local categories = unicode_data.categories()
local widths = unicode_data.property("EastAsianWidth.txt", "N")
local syllables = unicode_data.property("HangulSyllableType.txt", "NA")
local shown = unicode_data.property("PropList.txt", false, function(name) return name == "Prepended_Concatenation_Mark" end)

local EMPTY = { Mn = true, Mc = true, Me = true, Cc = true, Cf = true, Zl = true, Zp = true }

-- UAX #11 says what is wide; marks, controls and the vowels and finals of Hangul take no column of
-- their own, but the soft hyphen and signs that stand before numbers do.
local function width_of(code_point)
  local category = categories[code_point]
  if code_point == 0xAD or shown[code_point] then return 1 end
  if EMPTY[category] or syllables[code_point] == "V" or syllables[code_point] == "T" then return 0 end
  if widths[code_point] == "W" or widths[code_point] == "F" then return 2 end
  return 1
end

local folder = assert(arg[1], "usage: generate_characters.lua FOLDER")
local out = assert(io.open(folder .. "/characters.c", "w"))
out:write [[
// SPDX-License-Identifier: MIT
// Written by generate_characters.lua from unicode-data (Unicode 15.0); do not edit.
#include "text/characters.h"

]]
unicode_data.write_table(out, "character", function(code_point)
  return ORDER[categories[code_point]] | width_of(code_point) << 5
end)
out:write "const rubric_code_point_table rubric_characters = {character_blocks, character_values};\n"
out:close()
