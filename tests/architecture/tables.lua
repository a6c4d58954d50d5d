--- The tables of core/text/tables/ are what their generators write from the packages at hand.
---
--- The texts that languages.c comes from are too large for a test: its checksum says that nobody
--- changed it by hand, and a small corpus goes the whole way through its generator.

package.path = "tests/?.lua;tests/architecture/?.lua"
local tap = require "tap"
local tree = require "tree"

local TABLES = "core/text/tables/"

local function output_of(command)
  local pipe <close> = assert(io.popen(command))
  return pipe:read "a"
end

local function compare(found, wanted, command)
  if found == wanted and #found > 0 then return {} end
  local left, right = tree.lines(found), tree.lines(wanted)
  for number = 1, math.max(#left, #right) do
    if left[number] ~= right[number] then
      return { ("line %d: generated '%s', kept '%s'; run %s again"):format(
        number, (left[number] or "nothing"):sub(1, 60), (right[number] or "nothing"):sub(1, 60), command) }
    end
  end
  return { command .. " wrote nothing" }
end

--- A generator that writes to standard output.
local function check_output(table_name, command)
  tap.case(table_name .. " is what its generator writes",
    compare(output_of(command .. " 2>&1"), tree.read(TABLES .. table_name), command))
end

--- A generator that writes files into a folder.
local function check_files(table_names, command)
  local folder = output_of("mktemp -d"):gsub("%s+$", "")
  os.execute(("%s %s"):format(command, folder))
  for _, name in ipairs(table_names) do
    tap.case(name .. " is what its generator writes",
      compare(output_of(("cat %s/%s"):format(folder, name)), tree.read(TABLES .. name), command))
  end
  os.execute("rm -r " .. folder)
end

--- Adler-32 (RFC 1950) of the weights of a table, as its generator writes it at the end.
local function checksum(source)
  local low, high = 1, 0
  for cells in source:gmatch "const int8_t weights_%a+%[%] = {(.-)};" do
    for cell in cells:gmatch "-?%d+" do
      low = (low + (tonumber(cell) & 0xFF)) % 65521
      high = (high + low) % 65521
    end
  end
  return ("%08x"):format(high << 16 | low)
end

check_files({ "breaks.c", "breaks.h" }, "lua5.4 " .. TABLES .. "generate_breaks.lua")
check_files({ "scripts.c", "scripts.h" }, "lua5.4 " .. TABLES .. "generate_scripts.lua")
check_files({ "characters.c" }, "lua5.4 " .. TABLES .. "generate_characters.lua")
for _, name in ipairs { "collation", "forms", "latin_letters", "letter_frequency", "multi_byte", "single_byte", "special_casing" } do
  check_output(name .. ".c", ("lua5.4 %sgenerate_%s.lua"):format(TABLES, name))
end
check_output("confusables.c", "/usr/bin/python3 " .. TABLES .. "generate_confusables.py")
check_output("emoji.c", "/usr/bin/python3 " .. TABLES .. "generate_emoji.py")
check_output("entities.c", "/usr/bin/python3 " .. TABLES .. "generate_entities.py")

local languages = tree.read(TABLES .. "languages.c")
tap.case("languages.c has the weights that its checksum says", compare(
  checksum(languages), languages:match "Adler%-32 of all weights: (%x+)", TABLES .. "generate_languages.py"))

local CORPUS = "tests/core/text/languages"
local command = "/usr/bin/python3 " .. TABLES .. "generate_languages.py --corpus " .. CORPUS
tap.case("a small corpus becomes the table that is expected", compare(
  output_of(command .. " 2>/dev/null"), tree.read(CORPUS .. "/expected"), command))

tap.finish()
