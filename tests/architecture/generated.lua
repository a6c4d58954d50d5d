--- The tables of encodings are what their generators write.

package.path = "tests/?.lua;tests/architecture/?.lua"
local tap = require "tap"
local tree = require "tree"

local TABLES = "core/text/tables/"

for _, name in ipairs { "letter_frequency", "multi_byte", "single_byte" } do
  local pipe = assert(io.popen(("lua5.4 %sgenerate_%s.lua 2>&1"):format(TABLES, name)))
  local written = pipe:read "a"
  pipe:close()
  local is_same = written == tree.read(TABLES .. name .. ".c")
  tap.case(name .. ".c is what generate_" .. name .. ".lua writes",
    is_same and {} or { "it differs; run the generator again", written:sub(1, 200) })
end

tap.finish()
