--- rubric.so in plain lua5.4, which is asked for each case anew so that its state is closed.

package.path = "tests/?.lua;tests/architecture/?.lua"
local tap = require "tap"
local tree = require "tree"

local build = os.getenv "RUBRIC_BUILD" or "build/release"
local module = build .. "/lua/rubric.so"
-- A program to run Lua under, such as valgrind.
local under = os.getenv "RUBRIC_UNDER" or ""

--- What plain Lua prints for a script, which must end well.
local function expect(name, script, expected)
  local path = os.tmpname()
  local file <close> = assert(io.open(path, "w"))
  file:write(script)
  file:close()
  local lines = tree.lines_of(("LUA_CPATH='%s/lua/?.so' %s lua5.4 %s 2>&1; echo status $?"):format(
    build, under, path))
  os.remove(path)
  local printed = table.concat(lines, "\n")
  local wanted = expected .. "\nstatus 0"
  tap.case(name, printed == wanted and {} or { "printed:", printed, "expected:", wanted })
end

--- The names of symbols that `nm` lists with the options.
local function symbols(options)
  local names = {}
  for _, line in ipairs(tree.lines_of("nm -D " .. options .. " " .. module)) do
    names[#names + 1] = line:match "%S+$"
  end
  return names
end

local exported = symbols "--defined-only"
tap.case("the module exports the one function that Lua asks for",
  #exported == 1 and exported[1] == "luaopen_rubric" and {} or exported)

local needed = {}
for _, line in ipairs(tree.lines_of("readelf -d " .. module)) do
  local library = line:match "NEEDED.*%[(.-)%]"
  if library and (library:find "lua" or library:find "rubric") then
    needed[#needed + 1] = "it links " .. library
  end
end
tap.case("the module links neither Lua nor the library", needed)

local lua_names = 0
for _, name in ipairs(symbols "--undefined-only") do
  if name:find "^luaL?_" then lua_names = lua_names + 1 end
end
tap.case("the module takes Lua from the program",
  lua_names > 50 and {} or { lua_names .. " names" })

expect("a document is read, changed and written", [[
local rubric = require "rubric"
local document <close> = assert(rubric.read("# A\n\nx *y*\n", "markdown"))
document:gsub("%w+", string.upper)
io.write(document:write "markdown")]], "# A\n\nX *Y*")

expect("it says that scripts are trusted", [[print(require("rubric").trust)]], "trusted")

expect("modules in C and in Lua are required", [[
require "rubric"
print(require("rubric.text").upper "ab", (require("rubric.date").parse "3 May 2021"))
local rules = require "rubric.rules"
local set = rules.compile { { phrases = { "cats" }, label = "animal" } }
local document = require("rubric").read("Cats purr, cats sleep.", "text")
print(rules.run(set, document), require "rubric.rules" == rules)]], "AB\t2021-05-03\n2\ttrue")

expect("built-in data is read, and none other", [[
local rubric = require "rubric"
print(#rubric.data "months.txt" > 100, pcall(rubric.data, "/etc/passwd"))]],
  "true\tfalse\t'/etc/passwd' is no name of a data file beside the script")

expect("sentences are cut by the abbreviations of their language", [[
local rubric = require "rubric"
local document = rubric.read("Das ist z. B. Dr. Braun. Er singt.", "text")
document.meta.lang = "de"
for sentence in document:sentences() do print(sentence:text()) end]],
  "Das ist z. B. Dr. Braun.\nEr singt.")

expect("asked for again it is the same module", [[
local rubric = require "rubric"
local document = rubric.read("a", "text")
package.loaded.rubric = nil
print(require "rubric" == rubric, document:text())]], "true\ta")

expect("a coroutine may be the first to require it", [[
local rubric = coroutine.wrap(function() return require "rubric" end)()
collectgarbage()
print(rubric.read("a", "text"):text())]], "a")

expect("what is left is collected in any order", [[
local rubric, phrases, regex = require "rubric", require "rubric.phrases", require "rubric.regex"
local kept = {}
for i = 1, 50 do
  local document = rubric.read("# A\n\ncats *b*\n", "markdown")
  local set = phrases.compile { "cats" }
  local choices = { document, document:one "emph", document:spans "any", document.meta, set,
    set:scan(document), regex.compile "a+" }
  kept[#kept + 1] = choices[i % 7 + 1]
  if i % 10 == 0 then kept = { kept[5] } collectgarbage() end
end
package.loaded.rubric, rubric = nil, nil
collectgarbage() collectgarbage()
print "collected"]], "collected")

expect("a finalizer of the host's that runs last is refused", [[
local kept
last = setmetatable({}, { __gc = function()
  for _, call in ipairs(kept) do print((select(2, pcall(call)):gsub("^.*:%d+: ", ""))) end
end })
local rubric, phrases, regex = require "rubric", require "rubric.phrases", require "rubric.regex"
local text, yaml = require "rubric.text", require "rubric.yaml"
local document, set, found = rubric.read("a", "text"), phrases.compile { "a" }, regex.compile "a"
local node = document:root()
kept = {
  function() return document:text() end,
  function() return node:text() end,
  function() return set:scan("a") end,
  function() return found:find("a") end,
  function() return rubric.new() end,
  function() return rubric.read("a", "text") end,
  function() return phrases.compile { "a" } end,
  function() return regex.compile "b" end,
  function() return text.upper "a" end,
  function() return text.stem("cats", "en") end,
  function() return yaml.decode "a: 1" end,
  function() return rubric.data "months.txt" end,
  function() return require "rubric.url" end,
}]], [[
calling 'text' on bad self (document is closed)
calling 'text' on bad self (its document is closed)
calling 'scan' on bad self (phrase set is closed)
calling 'find' on bad self (the regular expression is closed)
]] .. ("interrupted\n"):rep(7) .. [[
the Lua state is being closed
the Lua state is being closed]])

tap.finish()
