-- SPDX-License-Identifier: MIT
-- Writes scripts.c and scripts.h from Scripts.txt and PropertyValueAliases.txt: the script of every
-- code point, and the numbers of the scripts.
--
-- Run by hand in this folder: lua5.4 generate_scripts.lua .
-- It reads the files of Debian's unicode-data (15.0), or those in the folder UNICODE_DATA.
package.path = (arg[0]:match("^(.*)/") or ".") .. "/?.lua;" .. package.path
local unicode_data = require "unicode_data"

local scripts = unicode_data.property("Scripts.txt", "Unknown")

-- ISO 15924 codes of the long names that Scripts.txt has.
local code_of = {}
for line in unicode_data.lines "PropertyValueAliases.txt" do
  local code, name = line:match "^sc%s*;%s*(%a+)%s*;%s*([%w_]+)"
  if code then code_of[name] = code end
end

-- Numbers in the order of the codes, so that the table is the same every time.
local codes, number_of = {}, {}
for code_point = 0, unicode_data.LAST do
  local code = assert(code_of[scripts[code_point]])
  if not number_of[code] then
    number_of[code] = 0
    codes[#codes + 1] = code
  end
end
table.sort(codes)
local quoted = {}
for index, code in ipairs(codes) do
  number_of[code], quoted[index] = index - 1, ('"%s"'):format(code)
end

local folder = assert(arg[1], "usage: generate_scripts.lua FOLDER")
local out, header = assert(io.open(folder .. "/scripts.c", "w")), assert(io.open(folder .. "/scripts.h", "w"))
local notice = [[
// SPDX-License-Identifier: MIT
// Written by generate_scripts.lua from unicode-data (Unicode 15.0); do not edit.
]]
out:write(notice, '#include "text/script.h"\n\n')
header:write(notice, "#ifndef RUBRIC_TEXT_TABLES_SCRIPTS_H\n#define RUBRIC_TEXT_TABLES_SCRIPTS_H\n\nenum {\n")
for _, code in ipairs(codes) do header:write(("    SCRIPT_%s,\n"):format(code:upper())) end
header:write("};\n\n#endif\n")
header:close()
unicode_data.write_numbers(out, "const char rubric_script_codes[][5]", quoted)
out:write(("const size_t rubric_script_count = %d;\n\n"):format(#codes))
unicode_data.write_table(out, "script", function(code_point) return number_of[code_of[scripts[code_point]]] end)
out:write "const rubric_code_point_table rubric_scripts = {script_blocks, script_values};\n"
out:close()
