--- What scripts must not get away with: callbacks that close or change what is being worked on,
--- values that are none, and calls from coroutines.

local build, json, pattern, rubric, test = require "rubric.build", require "rubric.json", require "rubric.pattern",
  require "rubric", require "rubric.test"

local function read(markdown)
  return rubric.read(markdown, "markdown")
end

local MANY = ("(.)"):rep(30)

test("a callback that closes the document ends the work on it", function()
  local d = read "one two\n\nthree\n"
  test.error(function() d:gsub("%w+", function(w) d:close() return w:upper() end) end, "closed")
  d = read "one two\n"
  test.error(function() d:root().first:map_text(function(s) d:close() return s:upper() end) end, "closed")
  d = read "one two\n"
  test.error(function() d:root():append(function() d:close() return "x" end) end, "closed")
  d = read "one two\n"
  d:root():append(setmetatable({}, { __index = function() d:close() end }))
  d = read "one two\n"
  test.error(function() d:root().first:replace(function() d:close() end) end, "closed")
  d = read "one two\n"
  test.error(function() d:root().first:wrap(function() d:close() end) end, "closed")
  d = read "one two\n"
  test.error(function() d:walk { paragraph = function() return function() d:close() end end } end, "closed")
  d = read "one two\n"
  test.error(function() d:walk { paragraph = function() d:close() end } end, "closed")
end)

test("a callback that removes what is worked on is an error or ends the work", function()
  local d = read "one two\n\nthree\n"
  pcall(d.gsub, d, "%w+", function(w) d:root().first:remove() return w end)
  d = read "one two\n\nthree\n"
  test.equal(d:gsub("%w+", function() d:root().first:remove() end), 0)
  d = read "> one\n"
  local quote = d:one "block_quote"
  test.error(function() quote:append(function() quote:remove() return "x" end) end, "removed")
  d = read "one\n\ntwo\n"
  local first = d:root().first
  pcall(first.insert_before, first, function() first:remove() return "x" end)
  d = read "one two three\n"
  pcall(d.gsub, d, "%w+", function(w) d:root().first:set_text "a" return w .. w end)
  test.truthy(d:text())
end)

test("an error after a document was closed does not look at its nodes", function()
  for _ = 1, 20 do
    local d = read "one\n"
    pcall(d.walk, d, { text = function() error "x" end })
    d:close()
    test.truthy(not pcall(error, "y"))
  end
end)

test("a document is not inserted into itself", function()
  local d = read "one\n\ntwo\n"
  test.error(function() d:root():append(d) end, "itself")
  d:root():append(d:clone())
  test.equal(d:count "blocks", 4)
end)

test("wrapping needs something to wrap in", function()
  local d = read "one\n\ntwo\n"
  test.error(function() d:root().last:wrap {} end, "nothing to wrap")
  test.equal(d:text(), "one\n\ntwo")
end)

test("keys of maps are strings", function()
  local map = rubric.map()
  test.error(function() map[true] = 1 end, "key of a map")
  test.error(function() map[{}] = 1 end, "key of a map")
  test.equal(json.encode(setmetatable({ a = 1 }, { order = 5 })), '{"a":1}')
  test.error(function() json.encode(setmetatable({ [true] = 1 }, { __name = "rubric.map", order = { true } })) end,
    "key of a map")
  test.equal(json.encode(setmetatable({ a = 1 }, { __name = "rubric.map", order = "a" })), '{"a":1}')
end)

test("what is no value leaves the metadata as it was", function()
  local d = read "---\na: 1\n---\nx\n"
  test.error(function() d.meta.a = { print } end, "is no value")
  test.equal(d.meta.a, 1)
  test.equal(d:write "markdown", "---\na: 1\n---\n\nx\n")
end)

test("attributes come out in the same order every time", function()
  local d = rubric.new()
  d:root():append(build.div { attributes = { ["data-c"] = "3", ["data-a"] = "1", ["data-b"] = "2" }, "x" })
  test.equal(d:write("html"):match "<div[^>]*>", '<div data-a="1" data-b="2" data-c="3">')
end)

test("numbers are replacements too, and many captures fit", function()
  local d = read "a1 b22 c333 d4444\n"
  test.equal(d:gsub("%d+", function(n) return n * 1000 end), 4)
  test.equal(d:text(), "a1000 b22000 c333000 d4444000")
  d = read "abcdefghijklmnopqrstuvwxyzabcdefgh\n"
  test.equal(select("#", d:match(MANY)), 30)
  test.equal(#{ pattern.match(d:text(), MANY) }, 30)
  d:gsub(MANY, function(...) return select("#", ...) .. "!" end)
  test.equal(d:text(), "30!efgh")
  test.error(function() d:gsub(".", "%A") end, "invalid use")
end)

test("modules load inside coroutines", function()
  local load = coroutine.wrap(function() return require "rubric.date" end)
  test.equal(type(load()), "table")
end)

test("a module that is not there is said so each time", function()
  for _ = 1, 2 do
    test.error(function() require "no.such.module" end, "not found")
  end
end)

test("options given to apply are a table of names", function()
  local d = read "x\n"
  test.error(function() d:apply("clean", 5) end, "table expected")
  test.error(function() d:apply("clean", { 1, 2 }) end, "map")
  test.error(function() d:apply("clean", "x") end, "table expected")
end)

test.finish()
