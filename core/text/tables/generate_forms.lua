-- SPDX-License-Identifier: MIT
-- Writes forms.c: what may change each code point: a normal form, case, taking accents off.
--
-- Run by hand in this folder: lua5.4 generate_forms.lua > forms.c
-- It reads the files of Debian's unicode-data (15.0), or those in the folder UNICODE_DATA.
package.path = (arg[0]:match("^(.*)/") or ".") .. "/?.lua;" .. package.path
local unicode_data = require "unicode_data"
local latin_letters = require "latin_letters"

-- The bits of core/text/forms.h.
local NFC, NFD, NFKC, NFKD, MARK, CASE, ACCENT = 1, 2, 4, 8, 16, 32, 64
local ALL = 0xFF
local QUICK_CHECKS = { NFC_QC = NFC, NFD_QC = NFD, NFKC_QC = NFKC, NFKD_QC = NFKD }

local bits = {}
for code_point = 0, unicode_data.LAST do bits[code_point] = 0 end
local function set(code_point, bit) bits[code_point] = bits[code_point] | bit end

unicode_data.rows("DerivedNormalizationProps.txt", function(first, last, property, value)
  local bit = QUICK_CHECKS[property]
  if not bit or (value ~= "N" and value ~= "M") then return end
  for code_point = first, last do
    set(code_point, bit)
    local is_hangul = code_point >= 0xAC00 and code_point <= 0xD7A3
    if bit == NFD and not is_hangul then set(code_point, ACCENT) end
  end
end)
unicode_data.rows("extracted/DerivedCombiningClass.txt", function(first, last, class)
  if not tonumber(class) or tonumber(class) == 0 then return end
  for code_point = first, last do set(code_point, MARK | ACCENT) end
end)
unicode_data.rows("CaseFolding.txt", function(code_point) set(code_point, CASE) end)
unicode_data.rows("SpecialCasing.txt", function(code_point)
  if code_point ~= 0x307 then set(code_point, CASE) end -- which only languages change
end)
for code_point, fields in pairs(unicode_data.characters()) do
  if fields[13] ~= "" or fields[14] ~= "" or fields[15] ~= "" then set(code_point, CASE) end
end
for code_point in pairs(latin_letters) do set(code_point, ACCENT) end

-- What holds for any of the 64 code points that the first two of three bytes begin. Sequences that
-- are not UTF-8, too long or surrogates, hold everything.
local leads = {}
for block = 0, 1023 do
  local first, all = block * 64, 0
  for code_point = first, first + 63 do all = all | bits[code_point] end
  local is_valid = first >= 0x800 and (first < 0xD800 or first > 0xDFFF)
  leads[#leads + 1] = is_valid and all or ALL
end

print [[
// SPDX-License-Identifier: MIT
// Written by generate_forms.lua from unicode-data (Unicode 15.0); do not edit.
#include "text/form/forms.h"
]]
unicode_data.write_table(io.stdout, "form", function(code_point) return bits[code_point] end)
print "const rubric_code_point_table rubric_forms = {form_blocks, form_values};\n"
unicode_data.write_numbers(io.stdout, "const uint8_t rubric_form_leads[1024]", leads)
