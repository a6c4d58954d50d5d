--- The descriptions in bindings/lua/api: of everything that there is, and with examples that run.
--
-- The files are read here and the examples run there: a script is made of them for `rubric test`,
-- whose cases are repeated. An example sees the modules as locals, and stands at its own line.

package.path = "tests/?.lua;" .. package.path
local tap = require "tap"

local FOLDER = "bindings/lua/api/"
local RUBRIC = os.getenv "RUBRIC" or "build/release/rubric"
-- What the functions of a description belong to, by the name before the dot or colon.
local OWNERS = { rubric = "rubric", text = "rubric.text", pattern = "rubric.pattern", regex = "rubric.regex", file = "rubric.file",
  system = "rubric.system", Regex = "methods", Place = "methods",
  Document = "methods", Node = "methods", Section = "methods", Span = "methods" }

local function read(path)
  local file <close> = assert(io.open(path, "rb"))
  return file:read "a"
end

--- The examples of a comment: fences of lua, each with the line it begins at.
local function examples_of(comment)
  local list, open
  list = {}
  for _, line in ipairs(comment) do
    local text = line.text:gsub("^%-%-%-? ?", "")
    if open and text:find "^```" then
      open = nil
    elseif open then
      open.lines[#open.lines + 1] = text
    elseif text == "```lua" then
      open = { line = line.number + 1, lines = {} }
      list[#list + 1] = open
    end
  end
  return list
end

--- The functions and classes that a file describes: {owner, name, arguments, comment, examples}.
local function entries_of(path)
  local entries, comment, number = {}, {}, 0
  for line in read(path):gmatch "(.-)\n" do
    number = number + 1
    local owner, name, arguments = line:match "^function (%w+)[.:]([%w_]+)(%b()) end$"
    local class = line:match "^local (%w+) = {}" or line:match "^%-%-%-@alias (%S+)"
    if line:find "^%-%-%-" then
      comment[#comment + 1] = { text = line, number = number }
    end
    if owner or class then
      entries[#entries + 1] = {
        path = path, line = number, owner = owner, name = name, class = class, arguments = arguments,
        comment = comment, examples = examples_of(comment),
      }
    end
    if not line:find "^%-%-%-" then comment = {} end
  end
  return entries
end

local function find_tag(entry, pattern)
  for _, line in ipairs(entry.comment) do
    if line.text:find(pattern) then return true end
  end
  return false
end

--- What is missing in the description of a function.
local function problems_of(entry)
  local problems = {}
  local function need(condition, message)
    if not condition then problems[#problems + 1] = ("%s:%d: %s.%s %s"):format(entry.path, entry.line, entry.owner, entry.name, message) end
  end
  need(OWNERS[entry.owner], "belongs to nothing that is known")
  need(find_tag(entry, "^%-%-%- %u"), "has no sentence")
  need(#entry.examples > 0, "has no example")
  for _, example in ipairs(entry.examples) do
    need(table.concat(example.lines, "\n"):find "assert", "has an example that says nothing: no assert")
  end
  for argument in entry.arguments:gmatch "[%w_]+" do
    need(find_tag(entry, "^%-%-%-@param " .. argument .. "%?? %S"), "does not say what '" .. argument .. "' is")
  end
  need(find_tag(entry, "^%-%-%-@return "), "does not say what it returns")
  return problems
end

local function sorted(names)
  table.sort(names)
  return names
end

local function names_in(source, pattern)
  local names = {}
  for name in source:gmatch(pattern) do names[#names + 1] = name end
  return names
end

--- What one list has and the other has not, as problems.
local function differences(there, described)
  local problems, seen = {}, {}
  for _, name in ipairs(described) do seen[name] = true end
  for _, name in ipairs(there) do
    if not seen[name] then problems[#problems + 1] = "'" .. name .. "' is not described" end
    seen[name] = nil
  end
  for name in pairs(seen) do problems[#problems + 1] = "'" .. name .. "' is described, but not there" end
  return sorted(problems)
end

local entries, described, fields, built, problems = {}, {}, {}, {}, {}
for path in io.popen("ls " .. FOLDER .. "*.lua"):lines() do
  for _, entry in ipairs(entries_of(path)) do
    entries[#entries + 1] = entry
    for _, line in ipairs(entry.comment) do
      built[#built + 1] = entry.class == "Build" and line.text:match "^%-%-%-@field ([%w_]+)%??%s" or nil
      fields[#fields + 1] = entry.class == "Span" and line.text:match "^%-%-%-@field ([%w_]+)%??%s" or nil
    end
    if entry.owner then
      described[entry.owner] = described[entry.owner] or {}
      table.insert(described[entry.owner], entry.name)
      for _, problem in ipairs(problems_of(entry)) do problems[#problems + 1] = problem end
    end
  end
end
tap.case("every function is described with a sentence, arguments, results and an example", problems)

-- Tables of methods cannot be reached from Lua; the sources list them.
local searches = names_in(read "bindings/lua/pattern.c", '{"([%w_]+)", pattern_')
local methods = names_in(read "bindings/lua/regex.c":match "luaL_Reg methods%[%](.-)NULL", '{"([%w_]+)", regex_')
tap.case("the methods of a regular expression are those described",
  differences(table.move(searches, 1, #searches, #methods + 1, methods), described.Regex))

--- Adds the names of a table of methods in C to those of a class: by the prefix of the function, or of all.
local function add_methods(list, path, prefix)
  for name in read("bindings/" .. path):gmatch('{"(%l[%w_]*)",%s+' .. prefix .. "[%w_]*}") do list[#list + 1] = name end
end

local classes = { Place = {}, Document = { "apply" }, Node = {}, Section = {}, Span = {} }
local PREFIXES = { document_ = "Document", node_ = "Node", table_ = "Node", section_ = "Section", span_ = "Span", place_ = "Place",
  range_ = "Document", rubric_lua_walk = "Document", rubric_lua_document_ = "Document" }
for path in io.popen("ls bindings/lua/*.c"):lines() do
  for prefix, class in pairs(PREFIXES) do
    local shared = prefix == "place_" and path:find "/document.c$" -- of documents and nodes
    if not shared then add_methods(classes[class], path:gsub("^bindings/", ""), prefix) end
  end
end
classes.Document = table.move({ "one", "select" }, 1, 2, #classes.Document + 1, classes.Document)
for _, class in ipairs { "Place", "Document", "Node", "Section", "Span" } do
  tap.case("the methods of " .. class .. " are those described", differences(classes[class], described[class] or {}))
end
tap.case("the fields of spans are those described", differences(
  names_in(read "bindings/lua/span.c":match 'names%[%] = {("first".-)NULL', '"([%w_]+)"'), fields))

--- The script that compares the modules and runs the examples.
local function make_script()
  local out = { [[
local test = require "rubric.test"
local rubric, phrases = require "rubric", require "rubric.phrases"
local modules = { rubric = rubric, text = require "rubric.text", pattern = require "rubric.pattern", regex = require "rubric.regex",
  file = require "rubric.file", system = require "rubric.system" }
local function check(ok, ...)
  if not ok then error(... or "this is not so", 2) end
  return ok, ...
end
local function example(name, source, path)
  test(name, function()
    local head = "local rubric, text, pattern, regex, phrases, file, system, assert = ... "
    local first = source:find "[^\n]"
    local chunk = check(load(source:sub(1, first - 1) .. head .. source:sub(first), "@" .. path, "t"))
    chunk(rubric, modules.text, modules.pattern, modules.regex, phrases, modules.file, modules.system, check)
  end)
end
local function functions_of(module)
  local names = {}
  for name, value in pairs(module) do
    if type(value) == "function" then names[#names + 1] = name end
  end
  table.sort(names)
  return names
end
]] }
  local function add(form, ...) out[#out + 1] = form:format(...) end
  add 'test("the constructors of rubric.build are those described", function() test.equal(functions_of(require "rubric.build"), {'
  for _, name in ipairs(sorted(built)) do add("%q,", name) end
  add "}) end)"
  for _, owner in ipairs { "rubric", "text", "pattern", "regex", "file", "system" } do
    add("test(%q, function() test.equal(functions_of(modules.%s), {", "the functions of " .. OWNERS[owner] .. " are those described", owner)
    for _, name in ipairs(sorted(described[owner])) do add("%q,", name) end
    add "}) end)"
  end
  for _, entry in ipairs(entries) do
    for _, example in ipairs(entry.examples) do
      add("example(%q, %q, %q)", ("the example of %s at %s:%d runs"):format(
        entry.name and entry.owner .. "." .. entry.name or entry.class, entry.path, example.line),
        ("\n"):rep(example.line - 1) .. table.concat(example.lines, "\n"), entry.path)
    end
  end
  out[#out + 1] = "test.finish()\n"
  return table.concat(out, "\n")
end

local path = io.popen("mktemp -d"):read "l" .. "/api.lua"
do
  local file <close> = assert(io.open(path, "wb"))
  file:write(make_script())
end
local pipe = assert(io.popen(("%s test %s 2>&1"):format(RUBRIC, path)))
local output = pipe:read "a"
pipe:close()
os.execute("rm -r " .. path:match "^(.*)/")

local case, plan
for line in output:gmatch "(.-)\n" do
  local ok, name = line:match "^(n?o?t? ?ok) %d+ %- (.*)$"
  plan = plan or line:match "^1%.%.(%d+)$"
  if ok then
    if case then tap.case(case.name, case.problems) end
    case = { name = name, problems = ok == "ok" and {} or { "it failed" } }
  elseif case and line:find "^#   " then
    table.insert(case.problems, (line:gsub("^#   ", "")))
  end
end
if case then tap.case(case.name, case.problems) end
tap.case("the examples ran to the end", plan and {} or { output })
tap.finish()
