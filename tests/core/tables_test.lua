--- The tables of core/text are what their generators write.
---
--- The texts that languages.c comes from are too large for a test. Its checksum says that nobody
--- changed it by hand, and a small corpus goes the whole way through its generator.

package.path = "tests/?.lua;tests/architecture/?.lua"
local tap = require "tap"
local tree = require "tree"

local TABLES = "core/text/tables/"

local function output_of(command)
  local pipe <close> = assert(io.popen(command))
  return pipe:read "a"
end

local function compare(found, wanted)
  if found == wanted and #found > 0 then return {} end
  local left, right = tree.lines(found), tree.lines(wanted)
  for number = 1, math.max(#left, #right) do
    if left[number] ~= right[number] then
      return { ("line %d: generated '%s', kept '%s'"):format(
        number, (left[number] or "nothing"):sub(1, 60), (right[number] or "nothing"):sub(1, 60)) }
    end
  end
  return { "nothing was generated" }
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

tap.case("scripts.c is what its generator writes", compare(
  output_of("lua5.4 " .. TABLES .. "generate_scripts.lua"), tree.read(TABLES .. "scripts.c")))

local languages = tree.read(TABLES .. "languages.c")
tap.case("languages.c has the weights that its checksum says",
  compare(checksum(languages), languages:match "Adler%-32 of all weights: (%x+)"))

local CORPUS = "tests/core/text/languages"
tap.case("a small corpus becomes the table that is expected", compare(
  output_of("/usr/bin/python3 " .. TABLES .. "generate_languages.py --corpus " .. CORPUS .. " 2>/dev/null"),
  tree.read(CORPUS .. "/expected")))

tap.finish()
