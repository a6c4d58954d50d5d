--- The tables of core/text/tables/ are what their generators write from the packages at hand.

package.path = "tests/?.lua"
local tap = require "tap"

local TABLES = "core/text/tables/"

local function read(path)
  local file = assert(io.open(path, "rb"))
  local bytes = file:read("a")
  file:close()
  return bytes
end

--- Runs a generator into an empty folder; `writes` are the files that it makes there.
local function check(generator, writes)
  local folder = os.tmpname()
  os.remove(folder)
  assert(os.execute("mkdir " .. folder))
  local ran = os.execute(("lua5.4 %s%s %s"):format(TABLES, generator, folder))
  for _, name in ipairs(writes) do
    local problems = {}
    local file = ran and io.open(folder .. "/" .. name, "rb")
    if not file then
      problems[1] = "the generator failed; does it have unicode-data?"
    elseif file:read("a") ~= read(TABLES .. name) then
      problems[1] = ("they differ: run lua5.4 %s%s %s"):format(TABLES, generator, TABLES)
    end
    if file then file:close() end
    tap.case(("%s is what %s writes"):format(name, generator), problems)
  end
  os.execute("rm -r " .. folder)
end

check("generate_breaks.lua", { "breaks.c", "breaks.h" })
check("generate_characters.lua", { "characters.c" })
tap.finish()
