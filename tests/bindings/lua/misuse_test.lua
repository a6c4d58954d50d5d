--- What scripts must not get away with: callbacks that close or change what is being worked on,
--- values that are none, and calls from coroutines.

local build, json, pattern, rubric, test = require "rubric.build", require "rubric.json", require "rubric.pattern",
  require "rubric", require "rubric.test"
local phrases, regex, text = require "rubric.phrases", require "rubric.regex", require "rubric.text"

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

test("callbacks of wrap, replace and map_strings get away with nothing", function()
  local d = read "one two\n\nthree\n"
  test.error(function() d:find("one"):wrap(function() d:close() end) end, "closed")
  d = read "one two\n\nthree\n"
  test.error(function() d:find("one"):replace(function() d:close() return build.emph "x" end) end, "closed")
  d = read "one two\n\nthree\n"
  test.error(function() d:gsub("%w+", function() return { function() d:close() end } end) end, "closed")
  d = read "one two\n\nthree\n"
  test.error(function() d:map_strings(function() d:close() end) end, "closed")
  d = read "one two\n\nthree\n"
  d:map_strings(function() d:root().first:remove() return "x" end)
  test.equal(d:text(), "")
  d = read "one two\n\nthree\n"
  local hit, block = d:find "two", d:root().first
  test.error(function() hit:wrap { function() if block then block:remove() block = nil return build.emph {} end end } end, "removed")
  d = read "one two\n\nthree\n"
  hit, block = d:find "two", d:root().first
  test.error(function() hit:wrap { function() if block then block:set_text "x" block = nil return build.emph {} end end } end, "no such range")
  d = read "one two\n\nthree\n"
  block = d:root().first
  test.error(function() d:root():append(build.div { block, build.paragraph { url = 5 } }) end, "has no field")
  pcall(d.gsub, d, "%w+", "x")
  pcall(function() for _ in block:nodes() do block:text() end end)
  pcall(block.gsub, block, "%w+", "y")
  test.equal(d:text(), "x")
end)

test("nodes that an error left without a place are harmless", function()
  local d = read "one\n\ntwo\n\nthree\n"
  local first
  pcall(d.gsub, d, "%w+", function()
    first = first or d:root().first
    pcall(d.root().append, d:root(), build.div { first, build.paragraph { url = 5 } })
    return "x"
  end)
  d = read "one\n\ntwo\n\nthree\n"
  local calls = 0
  pcall(function()
    d:range(1, 8):wrap(function()
      calls = calls + 1
      pcall(function() d:root():append(build.div { d:root().first, build.paragraph { url = 5 } }) end)
      return calls % 2 == 1 and build.emph {} or nil
    end)
  end)
  test.truthy(d:text())
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

-- The message that a call raises, without where.
local function message_of(f, ...)
  local ok, message = pcall(f, ...)
  return not ok and message:gsub("^[%w_]+%.lua:%d+: ", "") or "no error"
end

test("a function that a module has not is an error with the nearest", function()
  local function get(module, name) return message_of(function() return module[name] end) end
  test.equal(get(text, "wdith"), "rubric.text has no function 'wdith'; did you mean 'width'?")
  test.equal(get(pattern, "gmtach"), "rubric.pattern has no function 'gmtach'; did you mean 'gmatch'?")
  test.equal(get(regex, "complie"), "rubric.regex has no function 'complie'; did you mean 'compile'?")
  test.equal(get(regex.compile "a", "gsbu"), "a regular expression has no function 'gsbu'; did you mean 'gsub'?")
  test.equal(get(text, ("x"):rep(80)), "rubric.text has no function '" .. ("x"):rep(80) .. "'")
  test.equal({ text[1], rawget(text, "wdith"), getmetatable(text) }, { nil, nil, false })
  local mine = setmetatable({}, { __index = text }) -- a script's own table over ours
  test.equal(mine.width "ab", 2)
  test.equal(get(mine, "wdith"), "rubric.text has no function 'wdith'; did you mean 'width'?")
  local count = 0
  for _, value in pairs(text) do count = count + (type(value) == "function" and 1 or 0) end
  test.equal(count > 40, true)
end)

test("options are named in errors, never by a place on the stack", function()
  test.equal(message_of(text.truncate, "abc", 2, { unit = "lines" }), "option 'unit' must be 'graphemes', 'words' or 'columns', not 'lines'")
  test.equal(message_of(text.truncate, "abc", 2, { unit = {} }), "option 'unit' must be 'graphemes', 'words' or 'columns', not a table")
  test.equal(message_of(text.truncate, "abc", 2, { ellipsis = {} }), "option 'ellipsis' must be a string, not a table")
  test.equal(message_of(text.wrap, "abc", 2, { first = "\xFF" }), "option 'first' is not valid UTF-8; text.scrub mends it")
  test.equal(message_of(text.upper, "abc", { language = true }), "option 'language' must be a string, not a boolean")
  test.equal(message_of(text.upper, "abc", { "tr" }), "options are {name = value}, and a number is no name")
  test.equal(message_of(text.width, "abc", { x = 1 }), "unknown option 'x'; there are column, tab") -- nothing is near
  test.equal(message_of(text.columns, { { "a" } }, { align = "left" }), "option 'align' must be a list, not a string")
  test.equal(message_of(text.columns, { { "a" } }, { align = { {} } }), "entry 1 of 'align' must be 'left', 'right' or 'center'")
  test.equal(message_of(text.sentences, "a", { abbreviations = "x" }), "option 'abbreviations' must be a list, not a string")
  test.equal(message_of(text.similarity, "a", "b", { kind = "jaro", words = 2 }):match "'words' is of runs", "'words' is of runs")
  test.equal(message_of(text.similarity, "a", "b", { kind = "resemblance", words = 0 }), "option 'words' must be an integer from 1 to 1000")
  test.equal(text.distance("a b c", "a b d", { kind = "containment", words = 2 }), 0.5)
  test.error(function() read("a"):write("text", { width = "wide" }) end, "option 'width' must be an integer from 0")
  test.error(function() return text.width(regex.compile "a") end, "document, node, section or span expected, got rubric.regex")
  test.error(function() return text.pad("a", -1) end, "out of range: from 0 to 1000000")
  test.error(function() return text.ngrams("a", 0) end, "out of range: from 1 to 1000")
end)

test("hits of phrase sets say which phrase, whatever finds them", function()
  local d = read "Cats purr. New York City purrs at cats.\n\nNew York's cats\n"
  local set = phrases.compile { "New York", { text = "New York City", data = 2 }, "cats", { text = "purr", data = "x" } }
  local scanned, matched = {}, {}
  for hit in set:scan(d) do scanned[#scanned + 1] = { hit:text(), hit.first, hit.phrase, hit.data or false } end
  for hit in d:gmatch(set) do matched[#matched + 1] = { hit:text(), hit.first, hit.phrase, hit.data or false } end
  test.equal(matched, scanned)
  test.equal({ #matched, d:find(set).phrase, d:find "Cats".phrase, matched[3][4] }, { 6, "cats", nil, 2 })
end)

test("fields of spans are named in errors", function()
  local d = read "one"
  local span = d:annotate(d:find "one", "layer")
  test.equal(message_of(span.set, span, { score = "1" }), "option 'score' must be a number, not a string")
  test.equal(message_of(span.set, span, { label = {} }), "option 'label' must be a string, not a table")
  test.equal(message_of(d.annotate, d, span, "layer", { score = {} }), "option 'score' must be a number, not a table")
  test.equal(message_of(d.resolve, d, "layer", { policy = "x" }), "option 'policy' must be 'longest' or 'score', not 'x'")
end)

test("a search or a cut inside of a character is an error", function()
  for _, case in ipairs { { "é", 2 }, { "é", -1 }, { "a€", 3 }, { "a€", 4 }, { "😀", 2 }, { "😀", 4 } } do
    for name, search in pairs { find = pattern.find, match = pattern.match, gmatch = pattern.gmatch } do
      test.equal({ name, message_of(search, case[1], ".", case[2]):match "is inside a character" }, { name, "is inside a character" })
    end
    test.error(function() return regex.compile ".":captures(case[1], case[2]) end, "is inside a character")
    test.error(function() return regex.compile ".":find(case[1], case[2]) end, "is inside a character")
  end
  test.equal({ pattern.find("éa", "a", 3), pattern.find("é", ".", 3), (("é"):find(".", 2)) }, { 3, nil, 2 })
  test.equal(pattern.find("a\x80\xA9", ".", 2), 2) -- bytes that are of no character
  test.error(function() return text.split("é", "\xA9") end, "not valid UTF%-8")
end)

test("places are texts for every function that reads one", function()
  local d = read "Die Kinder haben gestern im Garten gespielt.\n"
  test.equal({ text.language(d), text.script(d:one "paragraph"), #text.languages(d) > 0 }, { "de", "Latn", true })
  test.equal(text.to_encoding(d:one "paragraph", "utf-16le"):sub(1, 4), "D\0i\0")
  test.equal({ d:count "graphemes", (select("#", rubric.new():position())) }, { 44, 1 })
end)

test.finish()

test("a range inside of a code point is an error, and changes nothing", function()
  local d <close> = read "äöü x\n"
  local paragraph = d:one "paragraph"
  test.error(function() return paragraph:range(2, 3) end, "inside of a code point")
  test.error(function() return paragraph:range(1, 1) end, "inside of a code point")
  test.error(function() return d:range(4, 8) end, "inside of a code point")
  test.error(function() d:replace_range(2, 4, "x") end, "inside of a code point")
  test.equal(paragraph:range(1, 4):text(), "äö")
  test.equal(d:range(3, 8):text(), "öü x")
  test.equal(paragraph:range(3, 2):text(), "")
  test.equal(d:write "markdown", "äöü x\n")
end)

test("what a node cannot be wrapped in leaves nothing behind", function()
  local d <close> = read "> a\n\nb\n"
  local inner = d:one "block_quote > paragraph"
  local before = d:write "json"
  for _, what in ipairs { build.emph {}, build.heading {}, build.code_block {}, "x", { build.div {}, build.table {} } } do
    test.error(function() inner:wrap(what) end, "cannot stand in")
    test.equal(d:write "json", before)
  end
end)

test("a list with other keys is an error, for they would be lost", function()
  local d <close> = read "a\n"
  test.error(function() d.meta.x = { 1, y = 2 } d:write "json" end, "a list with the key 'y'")
  d.meta.x = { 1, 2 }
  test.equal(d.meta.x[2], 2)
end)

test("a walk over a document that was closed says so", function()
  local d = read "a\n\nb\n"
  test.error(function() for _ in d:select "paragraph" do d:close() end end, "argument #1 to 'for iterator' %(document is closed%)")
end)

test("a heading that says nothing is of the first level", function()
  local d <close> = rubric.new()
  d:root():append(build.heading { "x" })
  test.equal(d:one("heading[level=1]").level, 1)
  assert(d:write("json"):find('"level":1', 1, true))
end)
