-- SPDX-License-Identifier: MIT
-- Writes latin_letters.c: the letters of latin_letters.lua in the order of their code points.
--
-- Run by hand in this folder: lua5.4 generate_latin_letters.lua > latin_letters.c
-- It reads the files of Debian's unicode-data (15.0), or those in the folder UNICODE_DATA.
package.path = (arg[0]:match("^(.*)/") or ".") .. "/?.lua;" .. package.path
local letters = require "latin_letters"

local order = {}
for code_point in pairs(letters) do order[#order + 1] = code_point end
table.sort(order)

print [[
// SPDX-License-Identifier: MIT
// Written by generate_latin_letters.lua from unicode-data (Unicode 15.0); do not edit.
#include "latin_letters.h"

const rubric_latin_letter rubric_latin_letters[] = {]]
for _, code_point in ipairs(order) do print(('    {0x%04X, "%s"},'):format(code_point, letters[code_point])) end
print(("};\n\nconst size_t rubric_latin_letter_count = %d;"):format(#order))
