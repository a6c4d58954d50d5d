--- Splitting and merging nodes, comparing them, sections and footnotes of nodes.

local rubric, test = require "rubric", require "rubric.test"

local function markdown(source) return assert(rubric.read(source, "markdown")) end

local function written(document) return document:write("markdown", { metadata = false }) end

test("a block is split at an offset, with the markup there", function()
  local document <close> = markdown "one *two three* four\n"
  local paragraph = document:one "paragraph"
  local second = paragraph:split(9)
  test.equal(written(document):gsub(" +\n", "\n"), "one *two*\n\n*three* four\n")
  test.equal({ paragraph:text(), second:text(), second.kind, second.index }, { "one two ", "three four", "paragraph", 2 })
  test.equal(second:one("emph"):text(), "three")
  paragraph:merge(second)
  test.equal({ paragraph:text(), document:root():child(2) }, { "one two three four" })
end)

test("every place of a text can be split at, and merging gives the text back", function()
  local source = "a *b **c** d* `e` [f *g*](h) é"
  local document <close> = markdown(source)
  local text = document:text()
  for offset = 1, #text + 1 do
    local copy <close> = document:clone()
    local paragraph = copy:one "paragraph"
    local ok, twin = pcall(paragraph.split, paragraph, offset)
    if ok then
      test.equal({ paragraph:text(), twin:text() }, { text:sub(1, offset - 1), text:sub(offset) })
      paragraph:merge(twin)
      test.equal(copy:text(), text)
    else
      test.truthy(twin:find "inside of a code point")
      test.equal(offset, #text)
    end
  end
end)

test("a container is split at a child", function()
  local document <close> = markdown "- a\n- b\n- c\n"
  local list = document:one "list"
  list.attributes = { id = "x", class = "y" }
  local second = list:split(list:child(2))
  test.equal({ list.id, second.id, second:has_class "y", second.tight }, { "x", nil, true, true })
  local counts = {}
  for each in document:select "list" do counts[#counts + 1] = #each:text():gsub("%s", "") end
  test.equal(counts, { 1, 2 })
  list:merge(second)
  test.equal(list.last:text(), "c")
end)

test("a code block and a run are split and merged too", function()
  local document <close> = markdown "```lua\nab\ncd\n```\n\nxy\n"
  local block, run = document:one "code_block", document:one "text"
  local second = block:split(4)
  test.equal({ block.literal, second.literal, second.language }, { "ab\n", second.literal, "lua" })
  test.truthy(second.literal:find "^cd")
  block:merge(second)
  test.truthy(block.literal:find "^ab\ncd")
  local half = run:split(2)
  test.equal({ run:text(), half:text(), run:merge(half):text() }, { "x", "y", "xy" })
end)

test("what cannot be split or merged says why", function()
  local document <close> = markdown "a\n\n> b\n\n---\n"
  local paragraph, quote, rule = document:one "paragraph", document:one "block_quote", document:one "thematic_break"
  local function check(message, node, method, argument)
    local ok, why = pcall(node[method], node, argument)
    test.equal({ ok, (why:find(message, 1, true)) and message or why }, { false, message })
  end
  check("its text has only 1 bytes", paragraph, "split", 5)
  check("the first byte of what moves, from 1", paragraph, "split", 0)
  check("a block_quote has no text of its own to be split; give it a child to split at", quote, "split", 1)
  check("a thematic_break has no text of its own", rule, "split", 1)
  check("can only be split at a child of its own", quote, "split", paragraph)
  check("a document without a parent cannot be split", document:root(), "split", paragraph)
  check("a paragraph cannot stand in a paragraph", paragraph, "merge", quote)
  check("takes in another node of its document", quote, "merge", quote)
  check("a paragraph cannot stand in a thematic_break", rule, "merge", quote)
  check("number expected", paragraph, "split", "x")
end)

test("spans of layers in what moves are cut off", function()
  local document <close> = markdown "one two\n"
  document:annotate(document:find "one", "x", {})
  document:annotate(document:find "two", "x", {})
  document:one("paragraph"):split(5)
  local left = {}
  for span in document:spans "x" do left[#left + 1] = span:text() end
  test.equal(left[1], "one")
end)

test("nodes are equal when all in them is", function()
  local document <close> = markdown "a *b*\n\na *b*\n\na **b**\n\n# a\n\n## a\n"
  local root = document:root()
  test.truthy(root:child(1):equals(root:child(2)))
  test.truthy(root:equals(document:clone():root()))
  test.equal({ root:child(1):equals(root:child(3)), root:child(4):equals(root:child(5)) }, { false, false })
  root:child(2):add_class "x"
  test.equal(root:child(1):equals(root:child(2)), false)
end)

test("a node knows its section", function()
  local document <close> = markdown "p\n\n# A\n\n> a\n\n## B\n\n- b *c*\n"
  test.equal(document:one("paragraph").section.heading, nil)
  test.equal(document:one("emph").section.heading:text(), "B")
  test.equal(document:one("block_quote paragraph").section.heading:text(), "A")
  test.equal(document:one("h1").section.heading:text(), "A")
  test.equal(document:root().section, nil)
end)

test("references and footnotes find each other", function()
  local document <close> = assert(rubric.read("a\n", "markdown"))
  local build = require "rubric.build"
  document:root():append(build.footnote { label = "1", "note" })
  document:one("paragraph"):append(build.footnote_reference { label = "1" }, "x")
  document:one("paragraph"):append(build.footnote_reference { label = "2" })
  document:one("paragraph"):append(build.footnote_reference { label = "1" })
  local reference, count = document:one "footnote_reference", 0
  test.equal(reference:footnote():text(), "note")
  for each in reference:footnote():references() do count = count + (each.label == "1" and 1 or 100) end
  test.equal({ count, document:one("footnote_reference[label='2']"):footnote() }, { 2 })
  test.error(function() document:one("paragraph"):footnote() end,
    "'footnote' is a method of a footnote_reference, and this is a paragraph")
end)

test.finish()
